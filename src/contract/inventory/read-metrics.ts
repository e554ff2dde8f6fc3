import { observationAttributes } from '../../model/attributes/attribute.js';
import { type Expression, unwrap } from '../../model/code/expression.js';
import type { Source } from '../../model/code/source.js';
import { Resolver } from '../../model/values/resolver.js';
import {
  type MetricDefinition,
  type MetricLabel,
  type MetricObservation,
  labelCardinality,
} from '../../model/metrics/metric.js';
import { decreaseOf } from '../../model/metrics/labels.js';
import { seriesEach } from '../../model/metrics/series.js';
import { reasonText } from '../../model/text/reason.js';
import type { Cardinality } from '../../model/values/lattice.js';
import { settled } from '../../model/values/literal.js';
import { kindOf, provenanceOf } from '../../model/values/provenance.js';
import { HOLE, type Texts, textsOf, textsOfProperty } from '../../model/values/text-pattern.js';
import { type EvaluationContext, type Value, contextOf } from '../../model/values/value.js';
import type { AnalysedFile } from '../../recognize/file.js';
import type { MetricSite } from '../../recognize/metrics/metric-site.js';
import type { DefinitionFact, LabelFact, ObservationFact, SiteId } from './facts.js';
import type { Estimate, MetricOperation, Place } from './inventory.js';
import { siteAt } from './site.js';
import { observedMember } from './typed-members.js';

/** Gives an offset in the file that is read its place. */
export type PlaceOf = (at: { readonly range: readonly [number, number] }) => Place;

/** A metric as the file that makes it says it. */
export function definitionFact(
  definition: MetricDefinition,
  place: Place,
  file: Pick<AnalysedFile, 'mayHaveHistogramViews'>,
): DefinitionFact {
  const { at, dialect, kind, library, unit, help, labelNames, buckets } = definition;
  const isOfViews = buckets === 'default' && dialect.buckets?.hasViews === true && file.mayHaveHistogramViews;
  return {
    id: siteOf(definition),
    names: namesOf(definition),
    library,
    namedBy: dialect.convention.namedBy ?? 'other',
    kind,
    unit,
    help,
    labelNames,
    ...(labelNames === undefined && { someLabelNames: writtenIn(at.labelNames) }),
    declaresUnseenLabels: at.labelNames !== undefined && labelNames === undefined,
    buckets: kind === 'histogram' && !isOfViews ? buckets : undefined,
    seriesEach: seriesEach(definition),
    isByName: dialect.creation === undefined && at.creation.kind === 'call',
    place,
  };
}

/** The texts that are written in a list, whatever else is in it. */
function writtenIn(list: Expression | undefined): readonly string[] {
  const read = list && unwrap(list);
  if (read?.kind !== 'array') return [];
  return read.elements.flatMap((each) =>
    each.kind === 'literal' && typeof each.value === 'string' ? [each.value] : [],
  );
}

/** Where a metric is made. */
function siteOf({ at: { source, creation } }: MetricDefinition): SiteId {
  return siteAt(source.file, creation);
}

/** The names that a metric may have. */
function namesOf(definition: MetricDefinition): readonly string[] {
  const { name, at } = definition;
  return name === undefined ? nameTexts(definition, contextOf(at.source)).texts : [name];
}

/** The names that a metric may have where its making is evaluated. */
export function nameTexts(definition: MetricDefinition, context: EvaluationContext): Texts {
  const given = givenTexts(definition, context);
  return definition.isPrefixed ? { ...given, texts: given.texts.map((text) => `${HOLE}${text}`) } : given;
}

function givenTexts(
  { at: { name, creation, options } }: MetricDefinition,
  context: EvaluationContext,
): Texts {
  if (name) return textsOf(name, context);
  const given =
    options ?? (creation.kind === 'call' || creation.kind === 'new' ? creation.arguments[0] : undefined);
  return given ? textsOfProperty(given, 'name', context) : { texts: [HOLE], open: [] };
}

/** The calls that what is observed came through on the way from where it was made: a function may make many. */
function callsOnTheWay(observing: Expression, source: Source): readonly SiteId[] {
  const callee = observing.kind === 'call' ? unwrap(observing.callee) : undefined;
  if (callee?.kind !== 'member') return [];
  const values = new Resolver();
  const sites: SiteId[] = [];
  let at: Value | undefined = { ...contextOf(source), expression: callee.object };
  while (at) {
    const read = unwrap(at.expression);
    if (read.kind === 'call' || read.kind === 'new') sites.push(siteAt(at.source.file, read));
    const inner = read.kind === 'call' ? unwrap(read.callee) : undefined;
    const step: readonly Value[] = values.step(read, at)?.values ?? [];
    // `counter.labels('GET').inc()`
    const isBound = step.length === 0 && inner?.kind === 'member' && inner.property === 'labels';
    at = isBound ? { ...at, expression: inner.object } : step.length === 1 ? step[0] : undefined;
  }
  return sites;
}

/**
 * The metric that a decorator says is injected into the member that is observed: `@InjectMetric('orders_total') orders: Counter`. Its
 * provider makes it under that name.
 */
function injectedMetric(
  observing: Expression,
  { source, settings }: AnalysedFile,
): InjectedMetric | undefined {
  let at: Expression | undefined = observing;
  // `this.orders.labels('paid').inc()`
  while (at?.kind === 'call') {
    const callee: Expression = unwrap(at.callee);
    at = callee.kind === 'member' ? unwrap(callee.object) : undefined;
  }
  if (at?.kind !== 'member' || typeof at.property !== 'string') return undefined;
  const member = source.thisMember(at, at.property);
  if (member?.binding.kind !== 'variable') return undefined;
  for (const decorator of member.binding.decorators?.() ?? []) {
    const [name] = decorator.kind === 'call' ? decorator.arguments : [];
    const provenance = name && provenanceOf(decorator, member.source, settings);
    if (provenance?.is === 'library' && kindOf(provenance.origin).instrument)
      return { library: provenance.origin.library.id, names: textsOf(name, contextOf(member.source)).texts };
  }
  return undefined;
}

interface InjectedMetric {
  readonly library: string;
  readonly names: readonly string[];
}

/** A call that observes a metric. */
export function observationFact(
  { event, file }: MetricSite<MetricObservation>,
  place: Place,
  isHanded: boolean,
): ObservationFact {
  const { definition, library, labels, labelsAreComplete, within } = event;
  const isByName = definition?.dialect.creation === undefined;
  const injected = injectedMetric(event.call, file);
  const isSeen = definition !== undefined || injected !== undefined;
  const names = injected
    ? injected.names
    : definition && isByName
      ? within && definition.name === undefined
        ? textsOf(definition.at.name, within).texts
        : namesOf(definition)
      : [];
  return {
    of: definition && !isByName && !injected ? siteOf(definition) : undefined,
    through:
      definition && !isByName && definition.name === undefined ? callsOnTheWay(event.call, file.source) : [],
    names,
    on: isSeen ? undefined : observedMember(event.call, file.source),
    library: injected?.library ?? library,
    operations: operationsOf(event, file.source),
    labels: [...labels, ...namedByConstants(event, file.source)].map((label) => labelFact(label, file)),
    labelsAreOpen: !labelsAreComplete && !isHanded,
    isHanded,
    place,
  };
}

/** Labels whose names are constants: `{ [ATTR_HTTP_ROUTE]: route }`. */
function namedByConstants(observation: MetricObservation, source: Source): readonly MetricLabel[] {
  const known = new Set(observation.labels.map(({ name }) => name));
  return observationAttributes(observation, source).flatMap(({ name, value }) =>
    name === undefined || known.has(name) ? [] : [{ name, value }],
  );
}

const OPERATIONS: Readonly<Partial<Record<MetricObservation['operation'], MetricOperation>>> = {
  add: 'add',
  subtract: 'subtract',
  set: 'set',
  record: 'record',
  startTimer: 'record',
};

/** What an observation does: one that adds an amount which is not seen to what may go both ways does either. */
function operationsOf(observation: MetricObservation, source: Source): readonly MetricOperation[] {
  const operation = OPERATIONS[observation.operation];
  if (operation === undefined) return [];
  const { kind, value } = observation;
  if (operation !== 'add' || kind !== 'upDownCounter' || !value) return [operation];
  if (decreaseOf(observation, source) === 'subtracted') return ['subtract'];
  return settled(value, source).kind === 'literal' ? ['add'] : ['add', 'subtract'];
}

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
function estimateOf(cardinality: Cardinality): Estimate {
  switch (cardinality.is) {
    case 'bounded':
      return { is: 'bounded', count: cardinality.values };
    case 'unbounded':
      return { is: 'unbounded', reason: reasonText(cardinality.reason) };
    case 'unknown':
      return { is: 'unknown' };
  }
}
