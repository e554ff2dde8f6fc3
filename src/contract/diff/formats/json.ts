import { printableJson } from '../../../model/text/printable.js';
import { breaksIn } from '../compare.js';
import type { DiffReport } from './report.js';

/** The comparison for machines. */
export function jsonDiff({ ref, commit, changes }: DiffReport): string {
  const report = { version: 1, ref, commit, breaks: breaksIn(changes), ...changes };
  return `${printableJson(JSON.stringify(report, undefined, 2))}\n`;
}
