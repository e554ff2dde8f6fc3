import { HOLE } from '../../model/values/text-pattern.js';
import type { DefinitionFact, NamedBy, ObservationFact, SiteId } from './facts.js';
import type { MetricEntry, MetricOperation, Pattern, Place } from './inventory.js';
import { joinLabels } from './join-labels.js';

/** A metric as the code has it; how Prometheus names it is another question. */
export interface JoinedMetric extends Omit<MetricEntry, 'families'> {
  readonly namedBy: NamedBy;
}

/** Joins what several files say of the same metrics: one entry for each name, library and kind. */
export function joinMetrics(
  definitions: readonly DefinitionFact[],
  observations: readonly ObservationFact[],
): readonly JoinedMetric[] {
  const bySite = new Map<SiteId, ObservationFact[]>();
  for (const each of observations) if (each.of !== undefined) put(bySite, each.of, each);
  const byName = new Map<string, ObservationFact[]>();
  for (const each of observations)
    for (const name of each.names) put(byName, JSON.stringify([each.library, name]), each);

  const groups = new Map<string, { readonly name: string; readonly definitions: DefinitionFact[] }>();
  for (const each of definitions)
    for (const name of each.names) {
      const key = JSON.stringify([name, each.library, each.kind]);
      const group = groups.get(key) ?? { name, definitions: [] };
      group.definitions.push(each);
      groups.set(key, group);
    }
  return [...groups.values()].flatMap(({ name, definitions: of }) => {
    const observed = of.flatMap(({ id, isByName, library }) => [
      ...(isByName ? [] : (bySite.get(id) ?? [])),
      ...(byName.get(JSON.stringify([library, name])) ?? []),
    ]);
    return joined(name, of, [...new Set(observed)]);
  });
}

function joined(
  name: string,
  definitions: readonly DefinitionFact[],
  observations: readonly ObservationFact[],
): readonly JoinedMetric[] {
  const [first] = definitions;
  if (!first) return [];
  const { labels, areOpen, series } = joinLabels(definitions, observations);
  return [
    {
      name: patternOf(name),
      namedBy: first.namedBy,
      library: first.library,
      kind: first.kind,
      operations: operationsOf(observations),
      unit: firstOf(definitions, ({ unit }) => unit),
      help: firstOf(definitions, ({ help }) => help),
      labels,
      labelsAreOpen: areOpen,
      buckets: firstOf(definitions, ({ buckets }) => buckets),
      series,
      from: undefined,
      definedAt: placesOf(definitions),
      observedAt: placesOf(observations),
    },
  ];
}

/** A name with `*` for what is not seen of it. */
export function patternOf(text: string): Pattern {
  return text.replaceAll(HOLE, '*');
}

function operationsOf(observations: readonly ObservationFact[]): readonly MetricOperation[] {
  return [...new Set(observations.flatMap(({ operations }) => operations))].sort();
}

function firstOf<Fact, Value>(
  facts: readonly Fact[],
  value: (fact: Fact) => Value | undefined,
): Value | undefined {
  for (const fact of facts) {
    const found = value(fact);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Places in order, each once. */
export function placesOf(facts: readonly { readonly place: Place }[]): readonly Place[] {
  const each = new Map(facts.map(({ place }) => [JSON.stringify(place), place]));
  return [...each.values()].sort(byPlace);
}

export function byPlace(a: Place, b: Place): number {
  return compare(a.file, b.file) || a.line - b.line || a.column - b.column;
}

/** By code units: the same order on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function put<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
