import type { Kind, Library, MetricDialect, MetricMethod } from '../../catalog/schema.js';
import { DECLARED_METRICS, PRESUMED_METHODS, presumedKind } from '../../catalog/metrics/declared.js';
import { METRICS } from '../../catalog/metrics/libraries.js';
import { UNSEEN_CLIENT } from '../../catalog/metrics/unseen-client.js';
import { TRACING } from '../../catalog/traces/libraries.js';
import { onlyAnswers } from '../../catalog/answering.js';
import { constantList, constantText } from '../values/constant.js';
import {
  type Call,
  type Expression,
  type New,
  type ObjectLiteral,
  propertyName,
  propertyOf,
  unwrap,
} from '../code/expression.js';
import { type ReadArguments, readArguments } from './arguments.js';
import { objectOf } from '../values/literal.js';
import type { MetricDefinition, MetricObservation } from './metric.js';
import { type Origin, kindOf, provenanceOf } from '../values/provenance.js';
import type { Settings } from '../settings.js';
import type { Source } from '../code/source.js';

/** Those of agents that trace as well included. */
const KINDS: readonly Kind[] = [...METRICS, UNSEEN_CLIENT, ...TRACING].flatMap(({ kinds }) =>
  Object.values(kinds),
);
const METHODS: ReadonlySet<string> = new Set(
  KINDS.flatMap(({ instrument }) => Object.keys(instrument?.dialect.methods ?? {})),
);
/** Those that a step leads on from, to a timer's end or the next call. */
const CHAINED: ReadonlySet<string> = new Set(
  KINDS.flatMap(({ instrument, steps = {} }) => [
    ...Object.keys(steps).map((step) => step.replace('()', '')),
    ...Object.entries(instrument?.dialect.methods ?? {}).flatMap(([name, { operation }]) =>
      operation === 'startTimer' || operation === 'labels' ? [name] : [],
    ),
  ]),
);
const MAKERS: ReadonlySet<string> = new Set(METRICS.flatMap(makersOf));

/** Names of the library's own that a metric is made by: classes, functions, methods. */
function makersOf({ exports, kinds }: Library): readonly string[] {
  const ways = [exports, ...Object.values(kinds).map(({ steps = {} }) => steps)].flatMap(Object.entries);
  const namesOf = (kind: string) => ways.flatMap(([name, to]) => (to === kind ? [name] : []));
  const makes = (to: string) => kinds[to]?.instrument?.kind !== undefined;
  return Object.entries(kinds).flatMap(([kind, { instrument, steps = {} }]) =>
    instrument?.kind
      ? []
      : Object.entries(steps).flatMap(([step, to]) =>
          makes(to) ? (step === 'new' || step === '()' ? namesOf(kind) : [step.replace('()', '')]) : [],
        ),
  );
}

/** Whether a method's name can be an observation's at all: the cheap question that comes first. */
export function mayObserve(method: string): boolean {
  return METHODS.has(method);
}

/**
 * Whether a method of this name gives back something that is called on, as `labels` does. Nearly all observe and give nothing:
 * `store.remove(id).catch(…)` is no metric's.
 */
export function mayBeChained(method: string): boolean {
  return CHAINED.has(method);
}

/** Whether a name can be that of what makes a metric: a constructor, a `createX` method, a factory of the project. */
export function mayDefine(name: string): boolean {
  return (
    MAKERS.has(name) ||
    (/counter|gauge|histogram|summary|metric|^getOrCreate/i.test(name) && !onlyAnswers(name))
  );
}

/** Whether a name is that of what makes a metric in some library, and no function of a project's by its words alone. */
export function isMaker(name: string): boolean {
  return MAKERS.has(name);
}

/** Whether the settings name a function of the project that makes a metric. */
export function isNamedFactory(name: string, { metricFactories, named }: Settings): boolean {
  return (
    (metricFactories !== undefined && Object.hasOwn(metricFactories, name)) || named?.last.has(name) === true
  );
}

/** Reads a call or `new` as the making of a metric; undefined when it is none. */
export function metricDefinitionOf(
  creation: Call | New,
  source: Source,
  settings: Settings,
): MetricDefinition | undefined {
  const provenance = provenanceOf(creation, source, settings);
  if (provenance.is !== 'library') return undefined;
  const { origin } = provenance;
  return origin.creation === creation ? definitionOf(origin) : undefined;
}

/** Whether a method of this receiver can be an observation: the second question, before the arguments are read. */
export function mayBeMetric(receiver: Expression, source: Source, settings: Settings): boolean {
  const provenance = provenanceOf(receiver, source, settings);
  return provenance.is === 'library' && kindOf(provenance.origin).instrument !== undefined;
}

/** A method that observes a metric, and what it is a method of. */
export interface ObservingMethod {
  readonly method: MetricMethod;
  readonly origin: Origin;
  readonly dialect: MetricDialect;
}

/** The method of a proven metric that a call observes it with; undefined when it is none. */
export function observingMethodOf(
  call: Call,
  source: Source,
  settings: Settings,
): ObservingMethod | undefined {
  const callee = unwrap(call.callee);
  const name = propertyName(callee);
  if (callee.kind !== 'member' || name === undefined || !mayObserve(name)) return undefined;
  const provenance = provenanceOf(callee.object, source, settings);
  if (provenance.is !== 'library') return undefined;
  const { origin } = provenance;
  const own = kindOf(origin).instrument?.dialect;
  // What is only known by what it is made from may be of another library than the one that is made so as a rule.
  const isOther = own !== undefined && origin.evidence === 'shape' && !Object.hasOwn(own.methods, name);
  const dialect = isOther ? DECLARED_METRICS.kinds[origin.kind]?.instrument?.dialect : own;
  const method = dialect && Object.hasOwn(dialect.methods, name) ? dialect.methods[name] : undefined;
  if (method?.arguments.startsWith('name-') && !mayBeName(call.arguments[0])) return undefined;
  return dialect && method && { method, origin, dialect };
}

/** Whether an argument may be the name of a metric, or a list of them. */
function mayBeName(argument: Expression | undefined): boolean {
  const read = argument && unwrap(argument);
  if (read?.kind === 'literal') return typeof read.value === 'string';
  return read !== undefined && read.kind !== 'object' && read.kind !== 'function';
}

/** Reads a method call as an observation of a metric; undefined when it is none. */
export function metricObservationOf(
  call: Call,
  source: Source,
  settings: Settings,
): MetricObservation | undefined {
  const found = observingMethodOf(call, source, settings);
  return found && observedBy(found, call, source, settings);
}

/** Reads a call by what its method makes of its arguments. */
export function observedBy(
  { method: known, origin, dialect }: ObservingMethod,
  call: Call,
  source: Source,
  settings: Settings,
): MetricObservation | undefined {
  const method = propertyName(unwrap(call.callee));
  if (method === undefined) return undefined;
  const metric =
    known.arguments === 'instrument-value-labels' ? handedMetric(call, source, settings) : origin;
  if (!metric) return undefined;
  // Of a metric that was looked up by its name, only a method that one kind alone has tells the kind.
  const kind = known.kind ?? kindOf(metric).instrument?.kind;
  const defined = definitionOf(metric);
  const byType = metric.labelNames?.length === call.arguments.length ? metric.labelNames : undefined;
  const labelNames = defined?.labelNames ?? byType;
  const { name, unit, ...read } = readArguments(call, known, defined, source, labelNames);
  const library = origin.library.id;
  return {
    library,
    dialect,
    kind,
    definition:
      defined ??
      (kind &&
        name &&
        namedMetric({ library, dialect, kind }, { call, name, unit, known }, source, settings)),
    method,
    isBound: dialect.isBound === true,
    call,
    operation: known.operation,
    ...read,
  };
}

/**
 * Reads a call as the observation of a metric that only its name says to be one: `requestsCounter.inc({ path })`. No other object
 * has both these names, in a package that measures with prom-client.
 */
export function presumedObservationOf(
  call: Call,
  source: Source,
  settings: Settings,
): MetricObservation | undefined {
  const callee = unwrap(call.callee);
  const method = propertyName(callee);
  if (callee.kind !== 'member' || method === undefined || !PRESUMED_METHODS.has(method)) return undefined;
  const inner = unwrap(callee.object);
  const bound = inner.kind === 'call' && method !== 'labels' ? unwrap(inner.callee) : undefined;
  const isBound = bound?.kind === 'member' && bound.property === 'labels';
  const receiver = isBound ? unwrap(bound.object) : inner;
  const name = receiver.kind === 'identifier' ? receiver.name : propertyName(receiver);
  const kind = name === undefined ? undefined : presumedKind(name);
  if (!kind || provenanceOf(receiver, source, settings).is !== 'unknown') return undefined;
  const { dialect } = DECLARED_METRICS.kinds.counter?.instrument ?? {};
  const known = dialect?.methods[method];
  if (!dialect || !known) return undefined;
  const read = readArguments(call, known, undefined, source);
  return {
    ...{ library: DECLARED_METRICS.id, dialect, definition: undefined, method, isBound, call },
    ...{ kind, operation: known.operation, value: read.value, labels: isBound ? [] : read.labels },
    metadata: [],
    labelsAreComplete: read.labelsAreComplete && !isBound,
    labelsAt: isBound ? undefined : read.labelsAt,
  };
}

/** What a call that names its metric says of it. */
function namedMetric(
  base: Pick<MetricDefinition, 'library' | 'dialect' | 'kind'>,
  {
    call,
    name,
    unit,
    known,
  }: Pick<ReadArguments, 'unit'> & { call: Call; name: Expression; known: MetricMethod },
  source: Source,
  settings: Settings,
): MetricDefinition {
  return {
    ...base,
    evidence: 'import',
    isObservable: false,
    name: constantText(name, source),
    unit: unit ? unitText(unit, source, settings) : known.unit,
    help: undefined,
    labelNames: undefined,
    buckets: undefined,
    at: { source, creation: call, name, unit, labelNames: undefined, buckets: undefined, options: undefined },
  };
}

/** A unit that is written out, or one of the library's own by its name: `MetricUnit.Milliseconds`. */
function unitText(unit: Expression, source: Source, settings: Settings): string | undefined {
  const read = unwrap(unit);
  if (read.kind !== 'member') return constantText(unit, source);
  const units = provenanceOf(read.object, source, settings);
  return units.is === 'library' && kindOf(units.origin).areUnits
    ? propertyName(read)
    : constantText(unit, source);
}

/** The metric that a call says it observes. */
function handedMetric(call: Call, source: Source, settings: Settings): Origin | undefined {
  const [instrument] = call.arguments;
  const provenance = instrument && provenanceOf(instrument, source, settings);
  return provenance?.is === 'library' ? provenance.origin : undefined;
}

/** The labels that a metric declares, in their order, where its making is seen, else as its type names them. */
export function labelNamesOf(origin: Origin): readonly string[] | undefined {
  return definitionOf(origin)?.labelNames ?? origin.labelNames;
}

function definitionOf(origin: Origin): MetricDefinition | undefined {
  const instrument = kindOf(origin).instrument;
  const creation = origin.creation;
  const source = origin.madeIn;
  if (!instrument?.kind || !source || (creation?.kind !== 'call' && creation?.kind !== 'new'))
    return undefined;
  const { dialect } = instrument;
  if (!dialect.creation) return undefined;
  const { name, options, isBare, inOrder } =
    origin.evidence === 'settings' || isToldClass(creation, origin)
      ? factoryArguments(creation, source)
      : creationArguments(creation, dialect, source);
  const labelNames =
    dialect.labelNames === undefined
      ? undefined
      : (inOrder?.labelNames ?? propertyOf(options, dialect.labelNames));
  const unit = propertyOf(options, 'unit');
  const buckets = bucketsAt(dialect, options);
  // A project's own function may add what the options leave out.
  const isWhole =
    origin.evidence !== 'settings' &&
    (options?.properties.every((property) => property.key !== undefined) ?? false);
  return {
    library: origin.library.id,
    dialect,
    kind: instrument.kind,
    evidence: origin.evidence,
    isObservable: instrument.isObservable === true,
    ...(origin.isPrefixed
      ? { name: undefined, isPrefixed: true }
      : { name: name && constantText(name, source) }),
    unit: unit && constantText(unit, source),
    help: textOf(
      inOrder?.description ??
        (dialect.description === undefined ? undefined : propertyOf(options, dialect.description)),
      source,
    ),
    // A factory may add labels of its own.
    labelNames: labelNames
      ? textsOf(labelNames, source)
      : isWhole && dialect.labelNames && creation.kind === 'new'
        ? []
        : undefined,
    buckets: buckets ? numbersOf(buckets, source) : isWhole || isBare ? 'default' : undefined,
    at: { source, creation, name, unit, labelNames, buckets, options },
  };
}

/** What the making of a metric says of it. */
interface CreationArguments {
  readonly name: Expression | undefined;
  readonly options: ObjectLiteral | undefined;
  /** Surely no options are given. */
  readonly isBare: boolean;
  /** What stands as an argument of its own: `getCounter('orders_total', 'Orders', ['shop'])`. */
  readonly inOrder?: { readonly description: Expression; readonly labelNames: Expression };
}

function creationArguments(
  { arguments: [first, second, third] }: Call | New,
  { creation }: MetricDialect,
  source: Source,
): CreationArguments {
  if (creation === 'name-options') return { name: first, options: objectOf(second, source), isBare: !second };
  const options = objectOf(first, source);
  if (second && third?.kind === 'array')
    return {
      ...{ name: first, options: undefined, isBare: false },
      inOrder: { description: second, labelNames: third },
    };
  // `register.getSingleMetric('orders_total')` says no more than the name.
  return { name: options ? propertyOf(options, 'name') : first, options, isBare: false };
}

/** Whether a function is told which metric to make, and its options after that: `getOrCreate(Counter, { name, help })`. */
function isToldClass({ arguments: [told, options] }: Call | New, { evidence }: Origin): boolean {
  return evidence === 'shape' && told?.kind !== 'object' && options?.kind === 'object';
}

/** A project's own function takes what it likes: options with a name in them, or a name and options somewhere. */
function factoryArguments(creation: Call | New, source: Source): CreationArguments {
  const objects = creation.arguments.map((argument) => objectOf(argument, source));
  const options = objects.find((object) => object !== undefined);
  const [first] = creation.arguments;
  const name = propertyOf(options, 'name') ?? (objects[0] ? undefined : first);
  return { name, options, isBare: false };
}

function bucketsAt({ buckets }: MetricDialect, options: ObjectLiteral | undefined): Expression | undefined {
  return buckets?.option.reduce<Expression | undefined>(
    (at, key) => at && propertyOf(unwrap(at), key),
    options,
  );
}

function textOf(expression: Expression | undefined, source: Source): string | undefined {
  return expression && constantText(expression, source);
}

function textsOf(expression: Expression, source: Source): readonly string[] | undefined {
  const list = constantList(expression, source);
  return list?.every((each) => typeof each === 'string') ? list : undefined;
}

function numbersOf(expression: Expression, source: Source): readonly number[] | undefined {
  const list = constantList(expression, source);
  return list?.every((each) => typeof each === 'number') ? list : undefined;
}
