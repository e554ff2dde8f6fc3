import type { TreeRecord } from './record.js';
import type { CodemodCall, CodemodPlan, Finding, Fix } from './worker.js';

export const KINDS = ['added', 'removed', 'moved', 'reworded', 're-fixed', 'changed'] as const;

/** One difference between a stored record and a new one. */
export interface Difference {
  /** A rule's name, or `codemod: …`. */
  readonly group: string;
  readonly kind: (typeof KINDS)[number];
  readonly file: string;
  /** In the sources; undefined where the whole file is meant. */
  readonly line: number | undefined;
  /** Where exactly: `12:3-12:40`, or from where to where. */
  readonly at: string;
  readonly before?: string;
  readonly after?: string;
}

/** Everything that differs, by group and in the order of the sources. */
export function compare(stored: TreeRecord, current: TreeRecord): Difference[] {
  return [
    ...compareFindings(stored.findings, current.findings),
    ...compareFacts('files that do not parse', entries(stored.unparsed), entries(current.unparsed)),
    ...compareFacts('crashes', entries(stored.crashed), entries(current.crashed)),
    ...comparePlans(stored.codemod, current.codemod),
  ].sort(
    (a, b) =>
      order(a.group, b.group) ||
      KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
      order(a.file, b.file) ||
      (a.line ?? 0) - (b.line ?? 0),
  );
}

/**
 * Pairs the findings of one rule in one file, what is most alike first: the same place and message (then only fixes can differ), the same
 * place (reworded), the same message (moved). What has no partner was added or removed.
 */
function compareFindings(stored: readonly Finding[], current: readonly Finding[]): Difference[] {
  const differences: Difference[] = [];
  for (const [before, after] of grouped(stored, current, ({ rule, file }) => `${rule}\0${file}`)) {
    const pairUp = (same: (finding: Finding) => string, report: (old: Finding, now: Finding) => void) => {
      for (const old of [...before]) {
        const at = after.findIndex((each) => same(each) === same(old));
        const now = after[at];
        if (now === undefined) continue;
        after.splice(at, 1);
        before.splice(before.indexOf(old), 1);
        report(old, now);
      }
    };
    const moved = (old: Finding, now: Finding) => {
      differences.push({ ...of(now, 'moved'), at: `${old.at} → ${now.at}`, after: now.message });
      refixed(old, now);
    };
    const reworded = (old: Finding, now: Finding) => {
      differences.push({ ...of(now, 'reworded'), before: old.message, after: now.message });
      refixed(old, now);
    };
    const refixed = (old: Finding, now: Finding) => {
      const [was, is] = [repairsOf(old), repairsOf(now)];
      if (was !== is) differences.push({ ...of(now, 're-fixed'), before: was, after: is });
    };
    pairUp(JSON.stringify, () => undefined);
    pairUp(({ at, message }) => `${at}\0${message}`, refixed);
    pairUp(({ at }) => at, reworded);
    pairUp(({ message }) => message, moved);
    for (const old of before) differences.push({ ...of(old, 'removed'), before: old.message });
    for (const now of after)
      differences.push({
        ...of(now, 'added'),
        after: [now.message, repairsOf(now)].filter(Boolean).join('\n'),
      });
  }
  return differences;
}

function of({ rule, file, at }: Finding, kind: Difference['kind']): Difference {
  return { group: rule, kind, file, line: parseInt(at), at };
}

function repairsOf({ fix, suggestions = [] }: Finding): string {
  const shown = (label: string, { range, text }: Fix) =>
    `${label} [${range.join(', ')}] ${JSON.stringify(text)}`;
  return [
    ...(fix ? [shown('fix', fix)] : []),
    ...suggestions.map((each) => shown(`suggestion "${each.message}"`, each.fix)),
  ].join('\n');
}

function comparePlans(stored: CodemodPlan, current: CodemodPlan): Difference[] {
  const texts = ({ texts }: CodemodPlan) =>
    new Map(
      texts.map(({ file, hash, edits }) => [
        file,
        `${edits
          .map(({ line, removed, added }) =>
            [`@ ${line}`, ...removed.map((text) => `- ${text}`), ...added.map((text) => `+ ${text}`)].join(
              '\n',
            ),
          )
          .join('\n')}\n(text ${hash})`,
      ]),
    );
  const setUp = ({ crashed, loggers, created }: CodemodPlan) =>
    new Map([
      ...(crashed === undefined ? [] : [['crash', crashed] as const]),
      ...loggers.map((logger) => {
        const { package: owner, module = 'no module' } = logger as { package: string; module?: string };
        return [`logger of ${owner}, ${module}`, JSON.stringify(logger)] as const;
      }),
      ...created.map((path) => [path, 'created'] as const),
    ]);
  return [
    ...compareCalls(stored.calls, current.calls),
    ...compareFacts('codemod: set-up', setUp(stored), setUp(current)),
    ...compareFacts('codemod: files skipped', entries(stored.skipped), entries(current.skipped)),
    ...compareFacts('codemod: texts', texts(stored), texts(current)),
  ];
}

function compareCalls(stored: readonly CodemodCall[], current: readonly CodemodCall[]): Difference[] {
  const differences: Difference[] = [];
  const group = 'codemod: calls';
  for (const [before, after] of grouped(stored, current, ({ file, at }) => `${file}\0${at}`)) {
    const [old, now] = [before[0], after[0]];
    const call = now ?? old;
    if (!call) continue;
    const place = { group, file: call.file, line: parseInt(call.at), at: call.at };
    const [was, is] = [old && outcomeOf(old), now && outcomeOf(now)];
    if (is === undefined) differences.push({ ...place, kind: 'removed', before: was });
    else if (was === undefined) differences.push({ ...place, kind: 'added', after: is });
    else if (was !== is) differences.push({ ...place, kind: 'changed', before: was, after: is });
  }
  return differences;
}

function outcomeOf({ written, left }: CodemodCall): string {
  return written === undefined ? `left alone: ${left}` : `migrated: ${written}`;
}

function compareFacts(
  group: string,
  stored: ReadonlyMap<string, string>,
  current: ReadonlyMap<string, string>,
): Difference[] {
  return [...new Set([...stored.keys(), ...current.keys()])].flatMap((file): Difference[] => {
    const [before, after] = [stored.get(file), current.get(file)];
    if (before === after) return [];
    const place = { group, file, line: undefined, at: '' };
    if (after === undefined) return [{ ...place, kind: 'removed', before }];
    if (before === undefined) return [{ ...place, kind: 'added', after }];
    return [{ ...place, kind: 'changed', ...withoutCommonLines(before, after) }];
  });
}

/** What two texts have in common is no difference between them. */
function withoutCommonLines(before: string, after: string): { before: string; after: string } {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return {
    before: old.filter((line) => !now.includes(line)).join('\n'),
    after: now.filter((line) => !old.includes(line)).join('\n'),
  };
}

function entries(list: readonly { readonly file: string; readonly why: string }[]): Map<string, string> {
  return new Map(list.map(({ file, why }) => [file, why]));
}

/** The items of two lists by subject. */
function grouped<Item>(
  stored: readonly Item[],
  current: readonly Item[],
  subject: (item: Item) => string,
): Iterable<readonly [Item[], Item[]]> {
  const groups = new Map<string, readonly [Item[], Item[]]>();
  for (const [side, list] of [stored, current].entries()) {
    for (const item of list) {
      const key = subject(item);
      const group = groups.get(key) ?? ([[], []] as const);
      groups.set(key, group);
      group[side as 0 | 1].push(item);
    }
  }
  return groups.values();
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
