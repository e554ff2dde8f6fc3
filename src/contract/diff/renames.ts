import type { OwnedMetric } from './changes.js';
import { likeness, pairs } from './similarity.js';

/** What a metric is called now, and what says so. */
export interface Rename {
  readonly to: OwnedMetric;
  readonly evidence: readonly string[];
}

/** Less than that is a coincidence. */
const ENOUGH = 4;

/** The metrics that went and came under another name: each with what they have in common. */
export function renames(
  gone: readonly OwnedMetric[],
  come: readonly OwnedMetric[],
): ReadonlyMap<OwnedMetric, Rename> {
  const found = pairs(gone, come, (before, after) => {
    const points = evidenceOf(before, after).reduce((total, [weight]) => total + weight, 0);
    return points >= ENOUGH ? points : 0;
  });
  return new Map(
    [...found].map(([before, to]) => [
      before,
      { to, evidence: evidenceOf(before, to).map(([, text]) => text) },
    ]),
  );
}

type Evidence = readonly [weight: number, text: string];

function evidenceOf({ metric: before }: OwnedMetric, { metric: after }: OwnedMetric): readonly Evidence[] {
  if (before.from !== after.from || before.library !== after.library) return [];
  const evidence: Evidence[] = [];
  if (before.help !== undefined && before.help === after.help) evidence.push([3, 'same help text']);
  const files = after.definedAt.map(({ file }) => file);
  if (before.definedAt.some(({ file }) => files.includes(file))) evidence.push([1, 'made in the same file']);
  const observing = new Set(after.observedAt.map(({ file }) => file));
  if (before.observedAt.some(({ file }) => observing.has(file)))
    evidence.push([1, 'observed in the same file']);
  const labels = before.labels.map(({ name }) => name).join();
  if (labels !== '' && labels === after.labels.map(({ name }) => name).join())
    evidence.push([1, 'same labels']);
  const alike = likeness(before.name, after.name);
  if (alike >= 0.6) evidence.push([alike >= 0.75 ? 3 : 2, 'a similar name']);
  // Alone, the same kind says nothing.
  if (evidence.length > 0 && before.kind === after.kind) evidence.push([1, 'same kind']);
  return evidence;
}
