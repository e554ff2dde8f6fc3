import type { Inventory, LabelEntry, MetricEntry } from '../inventory/inventory.js';
import { compare } from '../inventory/join-metrics.js';
import type { MetricChange, MetricDifference, OwnedMetric } from './changes.js';
import { renames } from './renames.js';

/**
 * What changed of the metrics. One that moved to another package is the same; so is what a pattern of the other side may stand for, of
 * which nothing is known, and a pattern that may stand for a name which both sides have.
 */
export function metricChanges(
  before: Inventory,
  after: Inventory,
  isAllowed: (name: string) => boolean,
): readonly MetricChange[] {
  const [old, now] = [byName(before), byName(after)];
  const kept = [...old.keys()].filter((name) => now.has(name));
  const isKept = ({ name }: MetricEntry) => kept.some((each) => each === name || matches(name, each));
  const gone = [...old.values()].filter(({ metric }) => !isKept(metric) && !mayBe(metric, after));
  const come = [...now.values()].filter(({ metric }) => !isKept(metric) && !mayBe(metric, before));
  const renamed = renames(gone, come);
  const change = ({ metric, package: owner }: OwnedMetric, difference: MetricDifference): MetricChange => {
    const isBreak = breaks(difference);
    return {
      name: metric.name,
      package: owner,
      from: metric.from,
      at: metric.definedAt[0],
      isBreak,
      isAllowed: isBreak && isAllowed(metric.name),
      readers: [],
      ...difference,
    };
  };
  const taken = new Set([...renamed.values()].map(({ to }) => to));
  return [
    ...gone.map((each) => {
      const to = renamed.get(each);
      return change(
        each,
        to
          ? { change: 'renamed', to: to.to.metric.name, evidence: to.evidence }
          : { change: 'removed', kind: each.metric.kind },
      );
    }),
    ...come
      .filter((each) => !taken.has(each))
      .map((each) => change(each, { change: 'added', kind: each.metric.kind })),
    ...[...old.values()].flatMap((each) => {
      const other = now.get(each.metric.name);
      return other
        ? differences(each.metric, other.metric).map((difference) => change(other, difference))
        : [];
    }),
    ...[...renamed].flatMap(([each, { to }]) =>
      differences(each.metric, to.metric)
        .filter(({ change: of }) => of !== 'names' && of !== 'unit')
        .map((difference) => change(to, difference)),
    ),
  ].sort(
    (a, b) => Number(b.isBreak) - Number(a.isBreak) || compare(a.name, b.name) || compare(a.change, b.change),
  );
}

/** The metrics of all packages by their names; the first that has one stands for it. */
function byName({ packages }: Inventory): ReadonlyMap<string, OwnedMetric> {
  const found = new Map<string, OwnedMetric>();
  for (const { name: owner, metrics } of packages)
    for (const metric of metrics)
      if (!found.has(metric.name)) found.set(metric.name, { package: owner, metric });
  return found;
}

/** Whether a name that is not seen as a whole, on the other side, may stand for a metric. */
function mayBe({ name }: MetricEntry, { packages }: Inventory): boolean {
  return packages.some(({ metrics }) =>
    metrics.some((other) => other.name.includes('*') && matches(other.name, name)),
  );
}

function matches(pattern: string, name: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  if (!name.startsWith(head)) return false;
  let at = head.length;
  for (const [i, part] of rest.entries()) {
    const isLast = i === rest.length - 1;
    const found = isLast
      ? name.endsWith(part)
        ? Math.max(at, name.length - part.length)
        : -1
      : name.indexOf(part, at);
    if (found < at) return false;
    at = found + part.length;
  }
  return true;
}

function breaks(difference: MetricDifference): boolean {
  switch (difference.change) {
    case 'removed':
    case 'renamed':
    case 'kind':
    case 'names':
      return true;
    case 'labels':
    case 'values':
    case 'buckets':
      return difference.removed.length > 0;
    case 'added':
    case 'unit':
      return false;
  }
}

function differences(before: MetricEntry, after: MetricEntry): readonly MetricDifference[] {
  const found: MetricDifference[] = [];
  if (before.kind !== after.kind) found.push({ change: 'kind', before: before.kind, after: after.kind });
  if (before.unit !== after.unit)
    found.push({ change: 'unit', before: before.unit ?? 'none', after: after.unit ?? 'none' });
  const lost = before.families.filter((family) => !after.families.includes(family));
  if (lost.length > 0) found.push({ change: 'names', before: before.families, after: after.families });
  found.push(...labelDifferences(before, after));
  const [old, now] = [bucketsOf(before), bucketsOf(after)];
  if (old && now) {
    const removed = old.filter((each) => !now.includes(each));
    const added = now.filter((each) => !old.includes(each));
    if (removed.length + added.length > 0) found.push({ change: 'buckets', removed, added });
  }
  return found;
}

function bucketsOf({ buckets }: MetricEntry): readonly number[] | undefined {
  return buckets === 'default' ? undefined : buckets;
}

/** Labels that went where none may be unseen, and values that went where both sides have a closed list. */
function labelDifferences(before: MetricEntry, after: MetricEntry): readonly MetricDifference[] {
  const names = (labels: readonly LabelEntry[]) => labels.map(({ name }) => name);
  const [old, now] = [names(before.labels), names(after.labels)];
  const removed = after.labelsAreOpen ? [] : old.filter((name) => !now.includes(name));
  const added = before.labelsAreOpen ? [] : now.filter((name) => !old.includes(name));
  const labels: readonly MetricDifference[] =
    removed.length + added.length > 0 ? [{ change: 'labels', removed, added }] : [];
  const values = before.labels.flatMap(({ name, list }): readonly MetricDifference[] => {
    const other = after.labels.find((each) => each.name === name)?.list;
    if (!list || !other) return [];
    const gone = list.filter((value) => !other.includes(value));
    const come = other.filter((value) => !list.includes(value));
    return gone.length + come.length > 0
      ? [{ change: 'values', label: name, removed: gone, added: come }]
      : [];
  });
  return [...labels, ...values];
}
