import type { Inventory, LogEntry, Place, SpanEntry } from '../inventory/inventory.js';
import { byPlace } from '../inventory/join-metrics.js';
import type { EventChange } from './changes.js';
import { likeness, pairs } from './similarity.js';

/** Log events that came, went, or say something else. What logs a value alone has no text to be compared by. */
export function logChanges(before: Inventory, after: Inventory): readonly EventChange<LogEntry>[] {
  const of = ({ packages }: Inventory) =>
    packages.flatMap(({ logs }) => logs).filter(({ message }) => message !== undefined);
  return changes(of(before), of(after), {
    key: ({ message, level }) => `${level} ${message ?? ''}`,
    alike: (a, b) => (a.level === b.level ? 1 : 0.9) * likeness(a.message ?? '', b.message ?? ''),
  });
}

/** Spans that came, went, or have another name. */
export function spanChanges(before: Inventory, after: Inventory): readonly EventChange<SpanEntry>[] {
  const of = ({ packages }: Inventory) => packages.flatMap(({ spans }) => spans);
  return changes(of(before), of(after), {
    key: ({ name, kind }) => `${kind} ${name}`,
    alike: (a, b) => (a.kind === b.kind ? 1 : 0.9) * likeness(a.name, b.name),
  });
}

/** Texts with less in common are two events. */
const ALIKE = 0.4;

function changes<Entry extends { readonly at: readonly Place[] }>(
  before: readonly Entry[],
  after: readonly Entry[],
  by: { readonly key: (entry: Entry) => string; readonly alike: (a: Entry, b: Entry) => number },
): readonly EventChange<Entry>[] {
  const [old, now] = [before, after].map((entries) => new Set(entries.map(by.key)));
  const gone = before.filter((entry) => now?.has(by.key(entry)) === false);
  const come = after.filter((entry) => old?.has(by.key(entry)) === false);
  const changed = new Map<Entry, Entry>();
  const taken = new Set<Entry>();
  // Only what stands in the same file is the same event: all with all would be far too many.
  for (const file of new Set(gone.flatMap(({ at }) => at.map((place) => place.file)))) {
    const here = ({ at }: Entry) => at.some((place) => place.file === file);
    const rated = pairs(
      gone.filter((entry) => here(entry) && !changed.has(entry)),
      come.filter((entry) => here(entry) && !taken.has(entry)),
      (a, b) => {
        const points = by.alike(a, b);
        return points >= ALIKE ? points : 0;
      },
    );
    for (const [a, b] of rated) {
      changed.set(a, b);
      taken.add(b);
    }
  }
  const found: EventChange<Entry>[] = [
    ...[...changed].map(([a, b]) => ({ change: 'changed' as const, before: a, after: b })),
    ...gone
      .filter((entry) => !changed.has(entry))
      .map((entry) => ({ change: 'removed' as const, before: entry, after: undefined })),
    ...come
      .filter((entry) => !taken.has(entry))
      .map((entry) => ({ change: 'added' as const, before: undefined, after: entry })),
  ];
  return found.sort((a, b) => byPlace(placeOf(a), placeOf(b)));
}

function placeOf<Entry extends { readonly at: readonly Place[] }>({
  before,
  after,
}: EventChange<Entry>): Place {
  return (after ?? before)?.at[0] ?? { file: '', line: 0, column: 0 };
}
