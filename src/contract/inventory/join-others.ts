import { groupedBy } from '../../model/code/grouping.js';
import type { FileFacts, LogFact, SpanFact } from './facts.js';
import type { LogEntry, SpanEntry } from './inventory.js';
import { compare, patternOf, placesOf } from './join-metrics.js';

/** Log events: calls with the same message at the same level are one. */
export function joinLogs(facts: readonly LogFact[]): readonly LogEntry[] {
  const groups = grouped(facts, ({ message, level, library }) => [message ?? null, level, library]);
  return groups
    .flatMap((calls): readonly LogEntry[] => {
      const [first] = calls;
      if (!first) return [];
      const { message, level, library } = first;
      return [
        {
          message,
          level,
          library,
          fields: sorted(calls.flatMap(({ fields }) => fields)),
          fieldsAreOpen: calls.some(({ fieldsAreOpen }) => fieldsAreOpen),
          at: placesOf(calls),
        },
      ];
    })
    .sort(
      (a, b) =>
        compare(a.message ?? '', b.message ?? '') ||
        compare(a.level, b.level) ||
        compare(a.library, b.library),
    );
}

/** Spans: starts with the same name and kind are one; what is put on them later is theirs. */
export function joinSpans(files: readonly FileFacts[]): readonly SpanEntry[] {
  const added = new Map<string, string[]>();
  for (const { of, names } of files.flatMap(({ spanAttributes }) => spanAttributes))
    if (of !== undefined) added.set(of, [...(added.get(of) ?? []), ...names]);
  const facts = files.flatMap(({ spans }) => spans);
  return grouped(facts, ({ name, kind, library }) => [name, kind, library])
    .flatMap((starts): readonly SpanEntry[] => {
      const [first] = starts;
      if (!first) return [];
      const { kind, library } = first;
      return [
        {
          name: patternOf(first.name),
          kind,
          library,
          attributes: sorted(starts.flatMap((each) => [...each.attributes, ...(added.get(each.id) ?? [])])),
          attributesAreOpen: starts.some(({ attributesAreOpen }) => attributesAreOpen),
          at: placesOf(starts),
        },
      ];
    })
    .sort((a, b) => compare(a.name, b.name) || compare(a.kind, b.kind) || compare(a.library, b.library));
}

function grouped<Fact extends LogFact | SpanFact>(
  facts: readonly Fact[],
  keyOf: (fact: Fact) => readonly (string | null)[],
): readonly (readonly Fact[])[] {
  return [...groupedBy(facts, (fact) => JSON.stringify(keyOf(fact))).values()];
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compare);
}
