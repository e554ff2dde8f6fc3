import type { Expression } from '../../model/code/expression.js';
import {
  type MetricDefinition,
  type MetricLabel,
  type MetricObservation,
  labelCardinality,
} from '../../model/metrics/metric.js';
import { seriesEach } from '../../model/metrics/series.js';
import { reasonText } from '../../model/text/reason.js';
import type { Cardinality } from '../../model/values/lattice.js';
import { HOLE, textsOf } from '../../model/values/text-pattern.js';
import { contextOf } from '../../model/values/value.js';
import type { MetricSite } from '../../recognize/metrics/metric-site.js';
import type { DefinitionFact, LabelFact, NamedBy, ObservationFact, SiteId } from './facts.js';
import type { Estimate, MetricOperation, Place } from './inventory.js';

/** Gives an offset in the file that is read its place. */
export type PlaceOf = (at: { readonly range: readonly [number, number] }) => Place;

/** A metric as the file that makes it says it. */
export function definitionFact(definition: MetricDefinition, place: Place): DefinitionFact {
  const { at, dialect, kind, library, unit, help, labelNames, buckets } = definition;
  return {
    id: siteOf(definition),
    names: namesOf(definition),
    library,
    namedBy: namedBy(definition),
    kind,
    unit,
    help,
    labelNames,
    declaresNoLabels: dialect.labelNames === undefined,
    buckets: kind === 'histogram' ? buckets : undefined,
    seriesEach: seriesEach(definition),
    isByName: dialect.creation === undefined && at.creation.kind === 'call',
    place,
  };
}

/** Where a metric is made. */
export function siteOf({ at: { source, creation } }: MetricDefinition): SiteId {
  return siteAt(source.file, creation);
}

export function siteAt(file: string, { range }: Pick<Expression, 'range'>): SiteId {
  return `${file}:${String(range[0])}`;
}

/** The names that a metric may have. */
export function namesOf({ name, at }: MetricDefinition): readonly string[] {
  return name === undefined ? textsOf(at.name, contextOf(at.source)).texts : [name];
}

function namedBy({ dialect }: MetricDefinition): NamedBy {
  switch (dialect.convention.name) {
    case 'prometheus':
      return 'prom-client';
    case 'opentelemetry':
      return 'opentelemetry';
    case 'statsd':
      return 'statsd';
    default:
      return 'other';
  }
}

/** A call that observes a metric. */
export function observationFact(
  { event, file }: MetricSite<MetricObservation>,
  place: Place,
  isHanded: boolean,
): ObservationFact {
  const { definition, library, operation, labels, labelsAreComplete, within } = event;
  const isByName = definition?.dialect.creation === undefined;
  const names =
    definition && isByName
      ? within && definition.name === undefined
        ? textsOf(definition.at.name, within).texts
        : namesOf(definition)
      : [];
  return {
    of: definition && !isByName ? siteOf(definition) : undefined,
    names,
    library,
    operation: OPERATIONS[operation],
    labels: labels.map((label) => labelFact(label, file)),
    labelsAreOpen: !labelsAreComplete && !isHanded,
    isHanded,
    place,
  };
}

const OPERATIONS: Readonly<Partial<Record<MetricObservation['operation'], MetricOperation>>> = {
  add: 'add',
  subtract: 'subtract',
  set: 'set',
  record: 'record',
  startTimer: 'record',
};

export function labelFact(label: MetricLabel, { source, settings }: MetricSite<unknown>['file']): LabelFact {
  const values = estimateOf(labelCardinality(label, source, settings));
  const read = label.read ?? { ...contextOf(source), expression: label.value };
  const { texts } = values.is === 'unbounded' ? { texts: [HOLE] } : textsOf(read.expression, read);
  const isClosed = texts.every((text) => !text.includes(HOLE));
  if (!isClosed) return { name: label.name, values, list: undefined };
  // A closed list is known better than by its size.
  return { name: label.name, values: { is: 'bounded', count: texts.length }, list: [...texts].sort() };
}

/** How many values there can be, as data. */
export function estimateOf(cardinality: Cardinality): Estimate {
  switch (cardinality.is) {
    case 'bounded':
      return { is: 'bounded', count: cardinality.values };
    case 'unbounded':
      return { is: 'unbounded', reason: reasonText(cardinality.reason) };
    case 'unknown':
      return { is: 'unknown' };
  }
}
