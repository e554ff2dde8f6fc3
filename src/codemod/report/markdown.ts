import { printable } from '../../model/text/printable.js';
import type { RunResult } from '../run.js';
import { type Share, byFolder, byOwner, byReason, totals } from './counts.js';
import { type ReportOptions, count, pathText } from './options.js';
import { codeOwners } from './owners.js';
import { nextSteps } from './steps.js';

/** Lines of each table: a pull request's description holds 65536 characters. */
const MAX_ROWS = 30;
const MAX_CALLS = 200;

/** A report for a pull request: what changes in numbers, what is left and why, what to look at. */
export function markdownReport(result: RunResult, options: ReportOptions): string {
  const { cwd, preview } = options;
  const { found, migrated, left, changed, scanned, skipped } = totals(result);
  const owners = codeOwners(cwd);
  const steps = nextSteps(result, options);
  const lines = [
    '## Structured logging',
    '',
    found === 0
      ? `Nothing to migrate in ${count(scanned, 'file')}.`
      : `**${migrated} of ${count(found, 'call')}** ${preview ? 'would be ' : ''}migrated in ${count(changed, 'file')}, ${left} left alone.`,
    ...(skipped > 0 ? ['', `${count(skipped, 'file')} could not be read or written:`, ''] : []),
    ...result.problems.map(({ path, reason }) => `- ${code(pathText(path, cwd))}: ${text(reason)}`),
    ...(steps.length > 0 ? ['', '### Next', '', ...steps.map((step) => `- ${text(step)}`)] : []),
    ...reasonTable(result),
    ...shareTable('By owner', 'owner', owners ? byOwner(result, owners) : []),
    ...shareTable('By folder', 'folder', byFolder(result, cwd)),
    ...leftList(result, cwd),
  ];
  return `${lines.join('\n')}\n`;
}

function reasonTable(result: RunResult): readonly string[] {
  const rows = byReason(result);
  if (rows.length === 0) return [];
  return [
    ...['', '### Left alone', '', '| calls | why |', '| ---: | --- |'],
    ...rows.slice(0, MAX_ROWS).map(({ reason, calls }) => `| ${calls.length} | ${text(reason)} |`),
    ...more(rows.length),
  ];
}

function shareTable(title: string, what: string, shares: readonly Share[]): readonly string[] {
  if (shares.length < 2) return [];
  return [
    ...['', `### ${title}`, '', `| ${what} | migrated | left |`, '| --- | ---: | ---: |'],
    ...shares
      .slice(0, MAX_ROWS)
      .map(({ name, migrated, left }) => `| ${code(printable(name))} | ${migrated} | ${left} |`),
    ...more(shares.length),
  ];
}

function more(rows: number): readonly string[] {
  return rows > MAX_ROWS ? ['', `… and ${rows - MAX_ROWS} more.`] : [];
}

function leftList(result: RunResult, cwd: string): readonly string[] {
  const calls = byReason(result).flatMap((each) =>
    each.calls.map((call) => ({ ...call, because: each.reason })),
  );
  if (calls.length === 0) return [];
  return [
    ...['', '<details><summary>Calls left alone</summary>', ''],
    ...calls
      .slice(0, MAX_CALLS)
      .map(
        ({ path, line, call, because }) =>
          `- ${code(`${pathText(path, cwd)}:${line}`)} ${code(printable(call))}: ${text(because)}`,
      ),
    ...(calls.length > MAX_CALLS ? ['', `… and ${calls.length - MAX_CALLS} more.`] : []),
    ...['', '</details>'],
  ];
}

/** Text of the user's code as code: a fence longer than any in it, no end of a table's cell. */
function code(written: string): string {
  const longest = Math.max(0, ...(written.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = written.startsWith('`') || written.endsWith('`') ? ' ' : '';
  return `${fence}${space}${written.replaceAll('|', '\\|')}${space}${fence}`;
}

/** Prose with pieces of code in it: nothing of it is HTML, a mention, or the end of a cell. */
function text(written: string): string {
  return printable(written)
    .split(/(`[^`]*`)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/[<>*_[\]]/g, '\\$&')))
    .join('')
    .replaceAll('|', '\\|');
}
