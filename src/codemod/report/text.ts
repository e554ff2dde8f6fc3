import { printable } from '../../model/text/printable.js';
import { type ChangedFile, type RunResult } from '../run.js';
import { type Share, byFolder, byOwner, byReason, totals } from './counts.js';
import { type ReportOptions, count, pathText } from './options.js';
import { codeOwners } from './owners.js';
import { nextSteps } from './steps.js';

/** Places of one reason that are listed: a report in a file has all of them. */
const MAX_PLACES = 20;
const MAX_SHARES = 15;

/** What changed, what was left alone and why, and what to do next: for people. */
export function textReport(result: RunResult, options: ReportOptions): string {
  const { cwd, colors, preview } = options;
  const changed = result.files.filter((file) => file.before !== undefined);
  const lines: string[] = [];
  for (const { path } of result.created) {
    lines.push(`${colors.green(preview ? 'would create' : 'created')}  ${pathText(path, cwd)}`);
  }
  for (const file of changed) {
    const left = file.left.length > 0 ? colors.dim(`, ${file.left.length} left`) : '';
    lines.push(
      `${colors.green(preview ? 'would change' : 'changed')}  ${pathText(file.path, cwd)}  ${count(file.migrated.length, 'call')}${left}`,
    );
  }
  if (lines.length > 0) lines.push('');
  lines.push(...leftLines(result, options), ...shareLines(result, options));
  for (const { path, reason } of result.problems)
    lines.push(`${colors.red('skipped')}  ${pathText(path, cwd)}: ${printable(reason)}`);
  if (result.problems.length > 0) lines.push('');
  lines.push(summary(result, changed, preview));
  const steps = nextSteps(result, options);
  if (steps.length > 0) lines.push('', 'Next:', ...steps.map((step) => `  - ${step}`));
  return `${lines.join('\n')}\n`;
}

/** Calls left alone, by reason, the most frequent first. Reasons that exclude a whole file count its calls. */
function leftLines(result: RunResult, { cwd, colors }: ReportOptions): string[] {
  return byReason(result).flatMap(({ reason, calls }) => {
    const places = calls.slice(0, MAX_PLACES).map(({ path, line, column, call }) => {
      const place = `${pathText(path, cwd)}:${line}:${column}`;
      return `  ${place}  ${colors.dim(printable(call))}`;
    });
    const more = calls.length - places.length;
    return [
      `${colors.yellow('left alone')}  ${count(calls.length, 'call')}: ${printable(reason)}`,
      ...places,
      ...(more > 0 ? [colors.dim(`  … and ${more} more; --report left.md lists all`)] : []),
      '',
    ];
  });
}

/** Where the calls are, by folder and by owner: nothing where all are in one. */
function shareLines(result: RunResult, { cwd, colors }: ReportOptions): string[] {
  const owners = codeOwners(cwd);
  const tables: readonly (readonly [string, readonly Share[]])[] = [
    ['By folder', byFolder(result, cwd)],
    ...(owners ? [['By owner', byOwner(result, owners)] as const] : []),
  ];
  return tables.flatMap(([title, shares]) => {
    if (shares.length < 2) return [];
    const shown = shares.slice(0, MAX_SHARES);
    const width = Math.max(...shown.map(({ name }) => printable(name).length));
    const more = shares.length - shown.length;
    return [
      colors.bold(title),
      ...shown.map(
        ({ name, migrated, left }) =>
          `  ${printable(name).padEnd(width)}  ${String(migrated).padStart(5)} migrated  ${String(left).padStart(5)} left`,
      ),
      ...(more > 0 ? [colors.dim(`  … and ${more} more`)] : []),
      '',
    ];
  });
}

function summary(result: RunResult, changed: readonly ChangedFile[], preview: boolean): string {
  const { scanned, found, migrated, left } = totals(result);
  if (found === 0) return `Nothing to migrate in ${count(scanned, 'file')}.`;
  const did = preview ? 'would be migrated' : 'migrated';
  return `${count(found, 'call')} found in ${count(scanned, 'file')}: ${migrated} ${did} in ${count(changed.length, 'file')}, ${left} left alone.`;
}
