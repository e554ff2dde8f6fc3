import { METRIC_DIALECTS, type MetricDialect, type MetricMethod } from '../catalog/metrics.js';
import { constantText } from './evidence.js';
import {
  type Call,
  type Expression,
  type New,
  type ObjectLiteral,
  propertyName,
  propertyOf,
  unwrap,
} from './expression.js';
import { type MetricDefinition, type MetricLabel, type MetricObservation, hasExemplars } from './metric.js';
import { type Origin, kindOf, provenanceOf } from './provenance.js';
import type { Settings } from './settings.js';
import type { Source } from './source.js';

const METHODS: ReadonlySet<string> = new Set(
  Object.values(METRIC_DIALECTS).flatMap((dialect) => Object.keys(dialect.methods)),
);

/** Whether a method's name can be an observation's at all: the cheap question that comes first. */
export function mayObserve(method: string): boolean {
  return METHODS.has(method) || method === 'labels';
}

/** Names of what makes a metric: constructors, `createX` methods, factories, the functions of the settings. */
export function mayDefine(name: string, settings: Settings): boolean {
  return /counter|gauge|histogram|summary/i.test(name) || Object.hasOwn(settings.metricFactories ?? {}, name);
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

/** Reads a method call as an observation of a metric; undefined when it is none. */
export function metricObservationOf(
  call: Call,
  source: Source,
  settings: Settings,
): MetricObservation | undefined {
  const callee = unwrap(call.callee);
  const method = propertyName(callee);
  if (callee.kind !== 'member' || method === undefined) return undefined;
  const provenance = provenanceOf(callee.object, source, settings);
  if (provenance.is !== 'library') return undefined;
  const { origin } = provenance;
  const instrument = kindOf(origin).instrument;
  if (!instrument) return undefined;
  const dialect = METRIC_DIALECTS[instrument.dialect];
  const known = dialect.methods[method];
  const metric =
    known?.arguments === 'instrument-value-labels' ? handedMetric(call, source, settings) : origin;
  const kind = known?.kind ?? (metric && kindOf(metric).instrument?.kind);
  if (!metric || !kind) return undefined;
  const definition = definitionOf(metric);
  const base = {
    library: origin.library.id,
    convention: dialect.convention,
    kind,
    definition,
    method,
    isBound: instrument.dialect === 'prom-client-bound',
    call,
  };
  if (method === 'labels' && instrument.dialect === 'prom-client') {
    return { ...base, operation: 'labels', value: undefined, ...boundLabels(call, definition, source) };
  }
  if (known?.arguments === 'labels-or-values') {
    return {
      ...base,
      operation: known.operation,
      value: undefined,
      ...boundLabels(call, definition, source),
    };
  }
  return known && { ...base, operation: known.operation, ...readArguments(call, known, definition, source) };
}

/** The metric that a call says it observes. */
function handedMetric(call: Call, source: Source, settings: Settings): Origin | undefined {
  const [instrument] = call.arguments;
  const provenance = instrument && provenanceOf(instrument, source, settings);
  return provenance?.is === 'library' ? provenance.origin : undefined;
}

function definitionOf(origin: Origin): MetricDefinition | undefined {
  const instrument = kindOf(origin).instrument;
  const creation = origin.creation;
  const source = origin.madeIn;
  if (!instrument?.kind || !source || (creation?.kind !== 'call' && creation?.kind !== 'new'))
    return undefined;
  const dialect = METRIC_DIALECTS[instrument.dialect];
  if (!dialect.creation) return undefined;
  const { name, options, isBare } =
    origin.evidence === 'settings'
      ? factoryArguments(creation, source)
      : creationArguments(creation, dialect, source);
  const labelNames = dialect.labelNames === undefined ? undefined : propertyOf(options, dialect.labelNames);
  const unit = propertyOf(options, 'unit');
  const buckets = bucketsAt(dialect, options);
  // A project's own function may add what the options leave out.
  const isWhole =
    origin.evidence !== 'settings' &&
    (options?.properties.every((property) => property.key !== undefined) ?? false);
  return {
    library: origin.library.id,
    convention: dialect.convention,
    kind: instrument.kind,
    evidence: origin.evidence,
    isObservable: instrument.isObservable === true,
    name: name && constantText(name, source),
    unit: unit && constantText(unit, source),
    help: textOf(propertyOf(options, dialect.creation === 'options' ? 'help' : 'description'), source),
    // A factory may add labels of its own.
    labelNames: labelNames
      ? listOf(labelNames, source)
      : isWhole && dialect.labelNames && creation.kind === 'new'
        ? []
        : undefined,
    buckets: buckets ? numbersOf(buckets, source) : isWhole || isBare ? 'default' : undefined,
    at: { creation, name, unit, labelNames, buckets, options },
  };
}

/** What the making of a metric says of it. */
interface CreationArguments {
  readonly name: Expression | undefined;
  readonly options: ObjectLiteral | undefined;
  /** Surely no options are given. */
  readonly isBare: boolean;
}

function creationArguments(
  { arguments: [first, second] }: Call | New,
  { creation }: MetricDialect,
  source: Source,
): CreationArguments {
  if (creation === 'name-options')
    return { name: first, options: objectBehind(second, source), isBare: !second };
  const options = objectBehind(first, source);
  // `register.getSingleMetric('orders_total')` says no more than the name.
  return { name: options ? propertyOf(options, 'name') : first, options, isBare: false };
}

/** A project's own function takes what it likes: options with a name in them, or a name and options somewhere. */
function factoryArguments(creation: Call | New, source: Source): CreationArguments {
  const objects = creation.arguments.map((argument) => objectBehind(argument, source));
  const options = objects.find((object) => object !== undefined);
  const [first] = creation.arguments;
  const name = propertyOf(options, 'name') ?? (objects[0] ? undefined : first);
  return { name, options, isBare: false };
}

function bucketsAt(dialect: MetricDialect, options: ObjectLiteral | undefined): Expression | undefined {
  if (dialect.convention === 'prometheus') return propertyOf(options, 'buckets');
  const advice = propertyOf(options, 'advice');
  return advice && propertyOf(unwrap(advice), 'explicitBucketBoundaries');
}

interface ReadArguments {
  readonly value: Expression | undefined;
  readonly labels: readonly MetricLabel[];
  readonly labelsAreComplete: boolean;
  readonly labelsAt: Expression | undefined;
}

/** Objects of labels that are spread into each other. */
const MAX_SPREADS = 8;

const NO_LABELS = { labels: [], labelsAreComplete: true, labelsAt: undefined } as const;

function readArguments(
  call: Call,
  method: MetricMethod,
  definition: MetricDefinition | undefined,
  source: Source,
): ReadArguments {
  const [first, second, third] = call.arguments;
  if (call.arguments.some((argument) => argument.kind === 'spread')) {
    return { value: undefined, labels: [], labelsAreComplete: false, labelsAt: undefined };
  }
  const withExemplar =
    /^(?:labels-)?value$/.test(method.arguments) && readExemplar(first, definition, source);
  if (withExemplar) return withExemplar;
  switch (method.arguments) {
    case 'labels-value':
      if (first && (second || objectBehind(first, source)))
        return { value: second, ...labelsOf(first, source) };
      return { value: first, ...NO_LABELS };
    case 'value-labels':
      return { value: first, ...labelsOf(second, source) };
    case 'instrument-value-labels':
      return { value: second, ...labelsOf(third, source) };
    case 'labels':
      return { value: undefined, ...labelsOf(first, source) };
    case 'value':
      return { value: first, ...NO_LABELS };
    case 'name-value-tags': {
      const tags = call.arguments
        .slice(1)
        .findLast((argument) => ['object', 'array'].includes(unwrap(argument).kind));
      const value = second && second !== tags ? second : undefined;
      return { value, ...labelsOf(tags, source) };
    }
    case 'labels-or-values':
    case 'none':
      return { value: undefined, ...NO_LABELS };
  }
}

/**
 * prom-client's `inc({ labels, value, exemplarLabels })`, the only form of a metric with exemplars; undefined for
 * another metric. Where a definition is not seen, only these keys say so.
 */
function readExemplar(
  argument: Expression | undefined,
  definition: MetricDefinition | undefined,
  source: Source,
): ReadArguments | undefined {
  const object = objectBehind(argument, source);
  const isForm = object?.properties.every(({ key }) => EXEMPLAR_KEYS.has(key)) ?? false;
  const labels = propertyOf(object, 'labels');
  const isShaped =
    isForm && (propertyOf(object, 'exemplarLabels') ?? objectBehind(labels, source)) !== undefined;
  if (definition ? !hasExemplars(definition) : !isShaped) return undefined;
  if (!isForm) return { value: undefined, labels: [], labelsAreComplete: false, labelsAt: undefined };
  return { value: propertyOf(object, 'value'), ...labelsOf(labels, source) };
}

const EXEMPLAR_KEYS: ReadonlySet<unknown> = new Set(['labels', 'value', 'exemplarLabels']);

/** `labels({ method })` and `labels('GET', '/')`, `remove()` likewise, whose values come in the order of the definition. */
function boundLabels(
  call: Call,
  definition: MetricDefinition | undefined,
  source: Source,
): Omit<ReadArguments, 'value'> {
  const [first] = call.arguments;
  if (first && objectBehind(first, source)) return labelsOf(first, source);
  const names = definition?.labelNames;
  const isPositional = names && !call.arguments.some((argument) => argument.kind === 'spread');
  if (!isPositional) return { labels: [], labelsAreComplete: false, labelsAt: undefined };
  const labels = call.arguments.flatMap((value, i) => {
    const name = names[i];
    return name === undefined ? [] : [{ name, value }];
  });
  return { labels, labelsAreComplete: true, labelsAt: undefined };
}

/** Reads an object of labels or attributes, or a list of tags. */
export function labelsOf(
  at: Expression | undefined,
  source: Source,
  depth = 0,
): Omit<ReadArguments, 'value'> {
  if (!at) return NO_LABELS;
  const read = unwrap(at);
  if (read.kind === 'array') return tagsOf(read.elements, at);
  // `const labels = { ...labels }` leads in circles.
  const object = depth < MAX_SPREADS ? objectBehind(at, source) : undefined;
  if (!object) return { labels: [], labelsAreComplete: false, labelsAt: at };
  let labelsAreComplete = true;
  const labels = object.properties.flatMap((property): readonly MetricLabel[] => {
    if (property.key === undefined) {
      const spread = labelsOf(property.value, source, depth + 1);
      labelsAreComplete &&= spread.labelsAreComplete && spread.labelsAt !== undefined;
      return spread.labels;
    }
    if (typeof property.key === 'string' && !property.accessor) {
      return [{ name: property.key, value: property.value }];
    }
    labelsAreComplete = false;
    return [];
  });
  return { labels, labelsAreComplete, labelsAt: at };
}

/** StatsD's ``[`route:${route}`, 'env:prod']``. */
function tagsOf(elements: readonly Expression[], at: Expression): Omit<ReadArguments, 'value'> {
  const labels = elements.flatMap((element): readonly MetricLabel[] => {
    const tag = unwrap(element);
    const name = tag.kind === 'template' ? /^([\w.-]+):/.exec(tag.quasis[0] ?? '')?.[1] : undefined;
    return name === undefined ? [] : [{ name, value: tag }];
  });
  return { labels, labelsAreComplete: false, labelsAt: at };
}

/** The object literal that an expression is, or that a constant of the file holds. */
export function objectBehind(expression: Expression | undefined, source: Source): ObjectLiteral | undefined {
  const read = expression && unwrap(expression);
  if (read?.kind === 'object') return read;
  if (read?.kind !== 'identifier') return undefined;
  const binding = source.binding(read);
  if (binding.kind !== 'variable' || !binding.constant || binding.path.length > 0) return undefined;
  const init = binding.init?.();
  const held = init && unwrap(init);
  return held?.kind === 'object' && !isChanged(read.name, source) ? held : undefined;
}

/** Whether something is put into a constant object or array later on, by the text of its file. */
function isChanged(name: string, source: Source): boolean {
  const word = name.replaceAll('$', '\\$');
  return new RegExp(
    `\\b${word}(?:\\.\\w+|\\[[^\\]]+\\])\\s*=(?!=)|\\b${word}\\.(?:push|unshift|splice)\\(|Object\\.assign\\(\\s*${word}\\b`,
  ).test(source.text);
}

function textOf(expression: Expression | undefined, source: Source): string | undefined {
  return expression && constantText(expression, source);
}

function listOf(expression: Expression, source: Source): readonly string[] | undefined {
  const array = arrayBehind(expression, source);
  const names = array?.map((element) => constantText(element, source));
  return names?.every((name) => name !== undefined) ? names : undefined;
}

function numbersOf(expression: Expression, source: Source): readonly number[] | undefined {
  const numbers = arrayBehind(expression, source)?.map(numberOf);
  return numbers?.every((number) => number !== undefined) ? numbers : undefined;
}

function numberOf(expression: Expression): number | undefined {
  const read = unwrap(expression);
  if (read.kind === 'literal') return typeof read.value === 'number' ? read.value : undefined;
  if (read.kind === 'unary' && read.operator === '-') {
    const positive = numberOf(read.operand);
    return positive === undefined ? undefined : -positive;
  }
  return read.kind === 'identifier' && read.name === 'Infinity' ? Infinity : undefined;
}

function arrayBehind(expression: Expression, source: Source): readonly Expression[] | undefined {
  const read = unwrap(expression);
  if (read.kind === 'array') return read.elements;
  if (read.kind !== 'identifier') return undefined;
  const binding = source.binding(read);
  const init =
    binding.kind === 'variable' && binding.constant && binding.path.length === 0
      ? binding.init?.()
      : undefined;
  const held = init && unwrap(init);
  return held?.kind === 'array' && !isChanged(read.name, source) ? held.elements : undefined;
}
