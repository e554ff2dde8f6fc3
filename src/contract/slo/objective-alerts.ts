import { groupedBy } from '../../model/code/grouping.js';
import type { ArtifactFile, Query, Rule, Slo, SloAlertCondition } from '../artifacts/artifact.js';
import { type Matcher, selectorsOf } from '../promql/expression.js';
import { matchesRegExp } from '../promql/regexp.js';
import { type BurnWindows, burnWindowsOf } from './burn-rate-alert.js';

/** A burn-rate alert that somebody wrote. */
export interface WrittenAlert {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** The objective that it names in a label. */
  readonly objective: string | undefined;
  readonly windows: readonly BurnWindows[];
}

/** Objectives with the burn-rate alerts on their budgets, and those alerts that are on none of them. */
export interface ObjectiveAlerts {
  readonly byObjective: ReadonlyMap<Slo, readonly WrittenAlert[]>;
  readonly others: readonly WrittenAlert[];
}

/** How many recording rules one expression is followed through, and how many selectors are looked at on the way. */
const [MAX_RECORDS, MAX_SELECTORS] = [8, 200];
/** Budgets are written with the noise of `1 - 0.999`. */
const NOISE = 1e-6;

/**
 * Finds out which alert is on which objective's budget: by a label that names it (`slo="availability"`), else by the metrics that
 * both read, through recording rules, else by the budget, where nothing shows what the alert reads.
 */
export function objectiveAlerts(artifacts: readonly ArtifactFile[]): ObjectiveAlerts {
  const records = recordsOf(artifacts);
  const objectives = artifacts.flatMap(({ slos }) => slos).map((slo) => objectiveOf(slo, records));
  const byName = groupedBy(objectives, ({ slo }) => slo.name);
  const byMetric = groupedBy(objectives, ({ reads }) => reads[0]?.name ?? '');
  const conditionsOf = sloConditions(artifacts);
  const found = new Map<Slo, WrittenAlert[]>(
    objectives.map(({ slo }) => [slo, conditionsOf(slo).map(ofCondition)]),
  );
  const others: WrittenAlert[] = [];
  for (const { rules, file } of artifacts)
    for (const rule of rules) {
      const windows = burnWindowsOf(rule);
      if (windows.length === 0) continue;
      const { name, owner } = rule;
      const objective = namedObjective(rule);
      const alert: WrittenAlert = { name, file: file.path, line: owner.position.line, objective, windows };
      const watched = watchedBy(alert, rule.query, { byName, byMetric, objectives, records });
      for (const { slo } of watched) found.get(slo)?.push(alert);
      if (watched.length === 0) others.push(alert);
    }
  return { byObjective: found, others };
}

/** The conditions that OpenSLO's policies put on an objective. */
export function sloConditions(
  artifacts: readonly ArtifactFile[],
): (slo: Slo) => readonly SloAlertCondition[] {
  const all = artifacts.flatMap(({ sloAlerts }) => sloAlerts);
  return ({ alertPolicies }) => {
    const names = all.flatMap((each) =>
      each.kind === 'policy' && alertPolicies.includes(each.name) ? each.conditions : [],
    );
    return all.filter((each) => each.kind === 'condition').filter(({ name }) => names.includes(name));
  };
}

function ofCondition({ name, position, source, factor, window }: SloAlertCondition): WrittenAlert {
  const long = { from: 0, to: 0, factor, budget: undefined, window };
  return {
    ...{ name, file: source.file.path, line: position.line, objective: undefined },
    windows: [{ long, short: undefined, isAlone: true }],
  };
}

/** The objective that an alert names in a label. */
function namedObjective({ labels }: Rule): string | undefined {
  for (const [label, value] of labels) if (isObjectiveLabel(label)) return value;
  return undefined;
}

interface Objective {
  readonly slo: Slo;
  /** What the part of it reads that tells it from others: its failures, else its successes. */
  readonly reads: readonly SeriesRead[];
}

interface Known {
  readonly byName: ReadonlyMap<string, readonly Objective[]>;
  readonly byMetric: ReadonlyMap<string, readonly Objective[]>;
  readonly objectives: readonly Objective[];
  readonly records: Records;
}

function watchedBy(alert: WrittenAlert, query: Query | undefined, known: Known): readonly Objective[] {
  const reads = seriesRead(query, known.records);
  const names = [alert.objective, ...reads.flatMap(({ matchers }) => objectiveIn(matchers))];
  const named = names.flatMap((name) => (name === undefined ? [] : (known.byName.get(name) ?? [])));
  if (named.length > 0) return [...new Set(named)];
  const candidates = [...new Set(reads.flatMap(({ name }) => known.byMetric.get(name) ?? []))];
  const measured = candidates.filter((objective) =>
    objective.reads.every((part) => reads.some((read) => mayBeSame(part, read))),
  );
  const exact = (objectives: readonly Objective[]) => objectives.filter(({ slo }) => hasBudgetOf(alert, slo));
  if (measured.length > 0) return exact(measured).length > 0 ? exact(measured) : measured;
  if (!reads.every(({ isRecordedElsewhere }) => isRecordedElsewhere)) return [];
  const [only, ...more] = exact(known.objectives);
  return only && more.length === 0 ? [only] : [];
}

function objectiveOf(slo: Slo, records: Records): Objective {
  const part = slo.bad ?? slo.good ?? slo.measured[0];
  return { slo, reads: seriesRead(part, records) };
}

function isObjectiveLabel(label: string): boolean {
  return /(?:^|_)slo(?:_name)?$/i.test(label);
}

function objectiveIn(matchers: readonly Matcher[]): readonly string[] {
  return matchers.flatMap(({ label, operator, value }) =>
    operator === '=' && isObjectiveLabel(label) ? [value] : [],
  );
}

/** Whether an alert compares with what an objective allows. */
function hasBudgetOf({ windows }: WrittenAlert, { target }: Slo): boolean {
  return (
    target !== undefined &&
    windows.some(({ long }) => long.budget !== undefined && isSameShare(long.budget, 1 - target))
  );
}

/** Whether two shares differ by no more than the noise of binary fractions. */
export function isSameShare(a: number, b: number): boolean {
  return Math.abs(a - b) <= NOISE * Math.max(Math.abs(a), Math.abs(b));
}

/** A metric that is read, with all matchers on the way to it. */
interface SeriesRead {
  readonly name: string;
  readonly matchers: readonly Matcher[];
  /** A recorded metric whose rule is not here. */
  readonly isRecordedElsewhere: boolean;
}

type Records = ReadonlyMap<string, readonly Rule[]>;

function recordsOf(artifacts: readonly ArtifactFile[]): Records {
  const records = artifacts.flatMap(({ rules }) => rules).filter(({ kind }) => kind === 'record');
  return groupedBy(records, ({ name }) => name);
}

/** What a query reads, through recording rules. */
function seriesRead(query: Query | undefined, records: Records): readonly SeriesRead[] {
  const found: SeriesRead[] = [];
  let looks = MAX_SELECTORS;
  const read = (inner: Query | undefined, outer: readonly Matcher[], depth: number): void => {
    const root = inner?.language === 'promql' ? inner.expression.root : undefined;
    if (!root || depth > MAX_RECORDS) return;
    for (const { selector } of selectorsOf(root)) {
      const matchers = [...outer, ...selector.matchers];
      for (const name of selector.names) {
        if (looks-- <= 0) return;
        const rules = records.get(name);
        if (rules) for (const rule of rules) read(rule.query, matchers, depth + 1);
        else found.push({ name, matchers, isRecordedElsewhere: name.includes(':') });
      }
    }
  };
  read(query, [], 0);
  return found;
}

/** Whether two reads may be of the same series: of one metric, and no matcher rules the other’s out. */
function mayBeSame(a: SeriesRead, b: SeriesRead): boolean {
  return a.name === b.name && !a.matchers.some((one) => b.matchers.some((two) => contradict(one, two)));
}

function contradict(a: Matcher, b: Matcher): boolean {
  if (a.label !== b.label || a.isOpen || b.isOpen) return false;
  if (a.operator === '=') return rulesOut(b, a.value);
  return b.operator === '=' && rulesOut(a, b.value);
}

function rulesOut({ operator, value }: Matcher, text: string): boolean {
  switch (operator) {
    case '=':
      return value !== text;
    case '!=':
      return value === text;
    case '=~':
      return matchesRegExp(value, text) === false;
    case '!~':
      return matchesRegExp(value, text) === true;
  }
}
