import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import picocolors from 'picocolors';
import { type Difference, KINDS, compare } from './compare.js';
import { type Cost, type TreeRecord, recordText, recordTree } from './record.js';

export interface CheckOptions {
  /** The tree's sources. */
  readonly root: string;
  /** What the tree is called. */
  readonly tree: string;
  /** Where its record is stored. */
  readonly path: string;
  /** Whether the new record becomes the stored one, whatever differs. */
  readonly accept: boolean;
  /** Differences printed of each group. */
  readonly limit: number;
}

/**
 * Records a tree, prints how that differs from the stored record, and stores the new one if there is none yet or it is accepted.
 * Returns the number of differences.
 */
export async function checkTree(options: CheckOptions): Promise<number> {
  const { root, tree, path, accept, limit } = options;
  const { record, cost } = await recordTree(root, tree);
  print(summaryOf(record, cost));
  const stored = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as TreeRecord) : undefined;
  const differences = stored ? compare(stored, record) : [];
  if (stored && stored.sources.hash !== record.sources.hash)
    print(picocolors.red('  the sources themselves are not those of the stored record'));
  if (stored) print(differencesText(differences, root, limit));
  if (!stored || accept) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, recordText(record));
    print(`  ${stored ? 'accepted' : 'recorded'}: ${path}`);
  }
  return differences.length;
}

function summaryOf({ tree, sources, findings, unparsed, crashed, codemod }: TreeRecord, cost: Cost): string {
  const byRule = counted(findings.map(({ rule }) => rule));
  const migrated = codemod.calls.filter(({ written }) => written !== undefined).length;
  return [
    picocolors.bold(tree),
    `  ${sources.files} files in ${cost.lintSeconds.toFixed(1)} s (lint) and ${cost.codemodSeconds.toFixed(1)} s (codemod, run twice), ${cost.megabytes} MB at most`,
    `  ${findings.length} findings: ${byRule.map(([rule, count]) => `${rule} ${count}`).join(', ') || 'none'}`,
    `  codemod: ${migrated} of ${codemod.calls.length} calls migrated, ${codemod.texts.length} files changed, ${codemod.skipped.length} skipped${codemod.crashed === undefined ? '' : `, crashed: ${codemod.crashed}`}`,
    `  ${unparsed.length} files do not parse, ${crashed.length} crash`,
    ...crashed.map(({ file, why }) => picocolors.red(`    ${file}: ${why}`)),
  ].join('\n');
}

const SIGNS: Readonly<Record<Difference['kind'], string>> = {
  added: '+',
  removed: '-',
  moved: '>',
  reworded: '~',
  're-fixed': '*',
  changed: '~',
};

/** The counts of each group, then each difference with its source line. */
function differencesText(differences: readonly Difference[], root: string, limit: number): string {
  if (differences.length === 0) return '  no differences';
  const lines = new Map<string, readonly string[]>();
  const sourceLine = (file: string, line: number) => {
    const text = lines.get(file) ?? readFileSync(join(root, file), 'utf8').split('\n');
    lines.set(file, text);
    return text[line - 1]?.trim().slice(0, 160) ?? '';
  };
  const groups = new Map<string, Difference[]>();
  for (const each of differences) groups.set(each.group, [...(groups.get(each.group) ?? []), each]);
  const counts = [...groups].map(([group, list]) => {
    const byKind = KINDS.map((kind) => [kind, list.filter((each) => each.kind === kind).length] as const);
    return `  ${group}: ${byKind.flatMap(([kind, count]) => (count > 0 ? [`${count} ${kind}`] : [])).join(', ')}`;
  });
  const details = [...groups].flatMap(([group, list]) => [
    '',
    `  ${picocolors.bold(group)}`,
    ...list
      .slice(0, limit)
      .flatMap(({ kind, file, line, at, before, after }) => [
        `  ${SIGNS[kind]} ${kind} ${file}${at === '' ? '' : `:${at}`}`,
        ...(line === undefined ? [] : [picocolors.dim(`      ${sourceLine(file, line)}`)]),
        ...marked('-', before, picocolors.red),
        ...marked('+', after, picocolors.green),
      ]),
    ...(list.length > limit
      ? [`    … and ${list.length - limit} more: --limit ${list.length} shows them`]
      : []),
  ]);
  return [...counts, ...details].join('\n');
}

function marked(sign: string, text: string | undefined, color: (text: string) => string): string[] {
  if (text === undefined || text === '') return [];
  return text.split('\n').map((line) => color(`      ${sign} ${line}`));
}

function counted(names: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
