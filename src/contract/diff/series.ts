import type { Estimate, Inventory } from '../inventory/inventory.js';
import { compare } from '../inventory/join-metrics.js';
import type { SeriesChange } from './changes.js';

/** Worst-case series before and after, of all metrics and of those whose estimate changed. */
export function seriesChange(before: Inventory, after: Inventory): SeriesChange {
  const [old, now] = [estimates(before), estimates(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])].sort(compare);
  const metrics = names
    .map((name) => ({ name, before: old.get(name), after: now.get(name) }))
    .filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after))
    .filter((each) => weight(each.before) !== weight(each.after));
  return {
    before: total(old),
    after: total(now),
    metrics: metrics.sort((a, b) => growth(b) - growth(a) || compare(a.name, b.name)),
  };
}

function estimates({ packages }: Inventory): ReadonlyMap<string, Estimate> {
  return new Map(
    packages.flatMap(({ metrics }) => metrics.map(({ name, series }) => [name, series] as const)),
  );
}

function total(estimated: ReadonlyMap<string, Estimate>): number {
  return [...estimated.values()].reduce((sum, each) => sum + (each.is === 'bounded' ? each.count : 0), 0);
}

function growth({
  before,
  after,
}: {
  readonly before: Estimate | undefined;
  readonly after: Estimate | undefined;
}): number {
  const [from, to] = [weight(before), weight(after)];
  if (to === Number.POSITIVE_INFINITY) return from === to ? 0 : to;
  return from === Number.POSITIVE_INFINITY ? -from : to - from;
}

function weight(estimate: Estimate | undefined): number {
  if (estimate?.is === 'unbounded') return Number.POSITIVE_INFINITY;
  return estimate?.is === 'bounded' ? estimate.count : 0;
}
