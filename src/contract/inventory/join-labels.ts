import { UNKNOWN, plus, times } from './estimate.js';
import type { DefinitionFact, LabelFact, ObservationFact } from './facts.js';
import type { Estimate, LabelEntry } from './inventory.js';

/** The labels of a metric, by all that is said where it is made and where it is observed. */
export interface Labels {
  readonly labels: readonly LabelEntry[];
  readonly areOpen: boolean;
  readonly series: Estimate;
}

/** Joins the labels of one metric: those that it declares, else those that it is observed with. */
export function joinLabels(
  definitions: readonly DefinitionFact[],
  observations: readonly ObservationFact[],
): Labels {
  const declared = declaredBy(definitions);
  const given = observations.flatMap(({ labels }) => labels.map(({ name }) => name));
  const some = definitions.flatMap(({ someLabelNames = [] }) => someLabelNames);
  const names = [...new Set(declared ?? [...given, ...some])].sort();
  const labels = names.map((name) => labelEntry(name, observations));
  const mayHaveOthers =
    observations.length === 0 ||
    observations.some(({ labelsAreOpen }) => labelsAreOpen) ||
    definitions.some(({ declaresUnseenLabels }) => declaresUnseenLabels);
  const areOpen = declared === undefined && mayHaveOthers;
  return { labels, areOpen, series: seriesOf(definitions, observations, labels, areOpen) };
}

/** All labels that a metric declares; undefined where one of its definitions does not show them. */
function declaredBy(definitions: readonly DefinitionFact[]): readonly string[] | undefined {
  const lists = definitions.map(({ labelNames }) => labelNames);
  return lists.every((list) => list !== undefined) ? lists.flat() : undefined;
}

function labelEntry(name: string, observations: readonly ObservationFact[]): LabelEntry {
  const facts = factsOf(name, observations);
  const lists = facts.map(({ list }) => list);
  const closed = lists.filter((list) => list !== undefined);
  const list =
    closed.length === facts.length && facts.length > 0 ? [...new Set(closed.flat())].sort() : undefined;
  const values: Estimate = list ? { is: 'bounded', count: list.length } : valuesOf(facts);
  return { name, writtenName: undefined, values, list };
}

/** What a label is given. What a helper hands on is known from its calls, where they are seen. */
function factsOf(name: string, observations: readonly ObservationFact[]): readonly LabelFact[] {
  const of = (isHanded: boolean) =>
    observations
      .filter((each) => each.isHanded === isHanded)
      .flatMap(({ labels }) => labels.filter((label) => label.name === name));
  const handed = of(true);
  const own = of(false);
  return handed.length > 0 ? [...own.filter(({ values }) => values.is !== 'unknown'), ...handed] : own;
}

/** Equal counts are taken for the same values: two status codes are no more than one. */
function valuesOf(facts: readonly LabelFact[]): Estimate {
  if (facts.length === 0) return UNKNOWN;
  const each = new Map(facts.map(({ values, list }) => [JSON.stringify([values, list]), values]));
  return plus([...each.values()]);
}

/** How many series there are at most: of each observation for itself, or all values of all labels with each other. */
function seriesOf(
  definitions: readonly DefinitionFact[],
  observations: readonly ObservationFact[],
  labels: readonly LabelEntry[],
  areOpen: boolean,
): Estimate {
  const each = seriesEachOf(definitions);
  const together = times(labels.map(({ name, values }) => because(name, values)));
  if (together.is === 'unbounded') return together;
  if (areOpen) return UNKNOWN;
  const apart = plus(observations.map((one) => times(one.labels.map(({ values }) => values))));
  const isLess = apart.is === 'bounded' && together.is === 'bounded' && apart.count < together.count;
  return times([isLess && apart.count > 0 ? apart : together, each]);
}

function seriesEachOf(definitions: readonly DefinitionFact[]): Estimate {
  const counts = definitions.flatMap(({ seriesEach }) => seriesEach ?? []);
  const isScraped = definitions.some(({ namedBy }) => namedBy === 'registry');
  if (isScraped && counts.length < definitions.length) return UNKNOWN;
  return { is: 'bounded', count: Math.max(1, ...counts) };
}

/** The reason says of which label it is. */
function because(name: string, values: Estimate): Estimate {
  return values.is === 'unbounded' ? { is: 'unbounded', reason: `${name} ${values.reason}` } : values;
}
