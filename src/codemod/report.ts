import { type StructuredPatchHunk, formatPatch } from 'diff';
import type { Colors } from 'picocolors/types.js';
import { type Edit, insertAt } from '../model/text/edits.js';
import { printable, printableJson, printableLines } from '../model/text/printable.js';
import { reasonText } from '../model/text/reason.js';
import { shown } from './files.js';
import { hunksOf } from './hunks.js';
import type { ChangedFile, RunResult } from './run.js';

export interface ReportOptions {
  readonly cwd: string;
  readonly colors: Colors;
  /** Nothing was written: it was a preview or a check. */
  readonly preview: boolean;
}

/** The unified difference of everything a run would change, created files included. */
export function diffReport(result: RunResult, { cwd, colors }: ReportOptions): string {
  const created = result.created.map(({ path, text }) =>
    patch('/dev/null', pathText(path, cwd), '', [insertAt(0, text)]),
  );
  const changed = result.files.flatMap(({ path, before, edits }) =>
    before === undefined ? [] : [patch(pathText(path, cwd), pathText(path, cwd), before, edits)],
  );
  return [...created, ...changed].map((text) => colored(printableLines(text), colors)).join('');
}

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
  lines.push(...leftLines(result, options));
  for (const { path, reason } of result.problems)
    lines.push(`${colors.red('skipped')}  ${pathText(path, cwd)}: ${printable(reason)}`);
  if (result.problems.length > 0) lines.push('');
  lines.push(summary(result, changed, preview), ...nextSteps(result, changed, options));
  return `${lines.join('\n')}\n`;
}

/** The same for machines: paths relative to the working directory, calls with their places. */
export function jsonReport(result: RunResult, { cwd, preview }: ReportOptions): string {
  const report = {
    preview,
    summary: totals(result),
    loggers: result.targets.map(({ root, library, reason, install, module }) => ({
      package: shown(root, cwd),
      library,
      because: reasonText(reason),
      code: reason.code,
      ...(install === undefined ? {} : { install }),
      ...(module.at === 'file' ? { module: shown(module.path, cwd), name: module.name } : {}),
      ...(module.at === 'specifier' ? { module: module.from, name: module.name } : {}),
    })),
    created: result.created.map(({ path }) => shown(path, cwd)),
    files: result.files.map(({ path, migrated, left, before }) => ({
      path: shown(path, cwd),
      changed: before !== undefined,
      migrated,
      left: left.map(({ reason, ...found }) => ({ ...found, code: reason.code, reason: reasonText(reason) })),
    })),
    ...(result.unchecked.length > 0 ? { unchecked: result.unchecked.map((path) => shown(path, cwd)) } : {}),
    skipped: result.problems.map(({ path, reason }) => ({ path: shown(path, cwd), reason })),
  };
  return printableJson(`${JSON.stringify(report, null, 2)}\n`);
}

function totals(result: RunResult) {
  const migrated = sum(result.files, (file) => file.migrated.length);
  const left = sum(result.files, (file) => file.left.length);
  return {
    scanned: result.scanned,
    changed: result.files.filter((file) => file.before !== undefined).length,
    found: migrated + left,
    migrated,
    left,
    skipped: result.problems.length,
  };
}

/** Calls left alone, by reason, the most frequent first. Reasons that exclude a whole file count its calls. */
function leftLines(result: RunResult, { cwd, colors }: ReportOptions): string[] {
  const byReason = new Map<string, string[]>();
  for (const file of result.files) {
    for (const { line, column, call, reason } of file.left) {
      const place = `${pathText(file.path, cwd)}:${line}:${column}`;
      const text = printable(reasonText(reason));
      byReason.set(text, [...(byReason.get(text) ?? []), `${place}  ${colors.dim(printable(call))}`]);
    }
  }
  const lines: string[] = [];
  for (const [reason, places] of [...byReason].sort((a, b) => b[1].length - a[1].length)) {
    lines.push(`${colors.yellow('left alone')}  ${count(places.length, 'call')}: ${reason}`);
    lines.push(...places.map((place) => `  ${place}`), '');
  }
  return lines;
}

function summary(result: RunResult, changed: readonly ChangedFile[], preview: boolean): string {
  const { scanned, found, migrated, left } = totals(result);
  if (found === 0) return `Nothing to migrate in ${count(scanned, 'file')}.`;
  const did = preview ? 'would be migrated' : 'migrated';
  return `${count(found, 'call')} found in ${count(scanned, 'file')}: ${migrated} ${did} in ${count(changed.length, 'file')}, ${left} left alone.`;
}

function nextSteps(
  result: RunResult,
  changed: readonly ChangedFile[],
  { preview, cwd }: ReportOptions,
): string[] {
  if (changed.length === 0) return [];
  const steps: string[] = [];
  for (const { root, ...target } of result.targets) {
    const where = root === cwd ? '' : ` in ${pathText(root, cwd)}`;
    steps.push(`Logger${where}: ${target.library} (${printable(reasonText(target.reason))}).`);
    if (target.install !== undefined) steps.push(`Install it${where}: npm install ${target.install}`);
    if (target.module.at === 'file' && target.module.create !== undefined) {
      steps.push(
        `Review ${pathText(target.module.path, cwd)}, which ${preview ? 'would be' : 'was'} created.`,
      );
    }
  }
  if (result.unchecked.length > 0)
    steps.push(
      `Check the types of ${count(result.unchecked.length, 'file')}: no tsconfig.json holds for them.`,
    );
  if (preview) steps.push('Run without --dry-run or --check to write the changes.');
  else
    steps.push(
      'Review the difference, run your formatter and your tests, then go through the calls left alone.',
    );
  return ['', 'Next:', ...steps.map((step) => `  - ${step}`)];
}

function patch(from: string, to: string, before: string, edits: readonly Edit[]): string {
  const hunks = hunksOf(before, edits) as StructuredPatchHunk[];
  const text = formatPatch({
    oldFileName: from,
    newFileName: to,
    oldHeader: undefined,
    newHeader: undefined,
    hunks,
  });
  return text.slice(text.indexOf('--- '));
}

function colored(text: string, colors: Colors): string {
  return text
    .split('\n')
    .map((line) => {
      if (/^(?:---|\+\+\+) /.test(line)) return colors.bold(line);
      if (line.startsWith('@@')) return colors.cyan(line);
      if (line.startsWith('+')) return colors.green(line);
      return line.startsWith('-') ? colors.red(line) : line;
    })
    .join('\n');
}

/** A path of the user's tree, to be printed. */
function pathText(path: string, cwd: string): string {
  return printable(shown(path, cwd));
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
