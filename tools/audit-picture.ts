/** Draws what `obs-contract audit` says of the examples, for the README: `npx tsx tools/audit-picture.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { htmlAudit } from '../src/contract/audit/formats/html.js';
import { runAudit } from '../src/contract/audit/run-audit.js';

const ROOT = join(import.meta.dirname, '..');
export const AUDIT_PICTURE = join(ROOT, 'docs/pictures/audit.svg');

/** The chart of the audit's page as a picture of its own, with the page's style sheet. */
export function auditPicture(): string {
  const page = htmlAudit(runAudit(['.'], join(ROOT, 'examples')).audit);
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
  const chart = /<svg[\s\S]*?<\/svg>/.exec(page)?.[0] ?? '';
  if (chart === '') throw new Error('The audit has no chart');
  const [, width = '', height = ''] = /viewBox="0 0 (\d+) (\d+)"/.exec(chart) ?? [];
  const font = 'svg { font-family: system-ui, sans-serif; background: var(--page); }';
  return `${chart
    .replace('<svg ', `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" `)
    .replace('>', `><style>${style}${font}</style>`)}\n`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(AUDIT_PICTURE, auditPicture());
