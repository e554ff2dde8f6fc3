import type { MetricMethod } from '../../catalog/schema.js';
import { constantText } from '../values/constant.js';
import { arrayOf, objectOf } from '../values/literal.js';
import { Resolver } from '../values/resolver.js';
import { type EvaluationContext, type Value, contextOf, isMutated } from '../values/value.js';
import {
  type Call,
  type Expression,
  type ObjectLiteral,
  isNothing,
  propertyOf,
  unwrap,
} from '../code/expression.js';
import { type MetricDefinition, type MetricLabel, hasExemplars } from './metric.js';
import type { Source } from '../code/source.js';

/** What the arguments of an observing call are. */
export interface ReadArguments {
  /** The metric's name and unit, where the call gives them. */
  readonly name: Expression | undefined;
  readonly unit: Expression | undefined;
  readonly value: Expression | undefined;
  readonly labels: readonly MetricLabel[];
  readonly metadata: readonly MetricLabel[];
  readonly labelsAreComplete: boolean;
  readonly labelsAt: Expression | undefined;
}

type ReadLabels = Pick<ReadArguments, 'labels' | 'labelsAreComplete' | 'labelsAt'>;

const NO_LABELS: ReadLabels = { labels: [], labelsAreComplete: true, labelsAt: undefined };
const UNSEEN_LABELS: ReadLabels = { labels: [], labelsAreComplete: false, labelsAt: undefined };
const NOTHING: ReadArguments = {
  name: undefined,
  unit: undefined,
  value: undefined,
  metadata: [],
  ...NO_LABELS,
};

/**
 * Reads the arguments of a call by the method's signature.
 *
 * @param labelNames the metric's labels in their order, by its definition or its type
 */
export function readArguments(
  call: Call,
  method: MetricMethod,
  definition: MetricDefinition | undefined,
  source: Source,
  labelNames = definition?.labelNames,
): ReadArguments {
  const [first, second, third] = call.arguments;
  if (call.arguments.some((argument) => argument.kind === 'spread')) {
    return { ...NOTHING, ...UNSEEN_LABELS };
  }
  const exemplar = /^(?:labels-)?value$/.test(method.arguments) && readExemplar(first, definition, source);
  if (exemplar) return { ...NOTHING, ...exemplar };
  switch (method.arguments) {
    case 'labels-value':
      if (first && (second || isObject(first, source)))
        return { ...NOTHING, value: second, ...labelsOf(first, source) };
      return { ...NOTHING, value: first };
    case 'labels-and-value':
      if (isObject(second, source)) return { ...NOTHING, value: first, ...labelsOf(second, source) };
      if (isObject(first, source)) return { ...NOTHING, value: second, ...labelsOf(first, source) };
      return { ...NOTHING, ...(call.arguments.length > 0 ? UNSEEN_LABELS : NO_LABELS) };
    case 'value-labels':
      return { ...NOTHING, value: first, ...labelsOf(second, source) };
    case 'instrument-value-labels':
      return { ...NOTHING, value: second, ...labelsOf(third, source) };
    case 'labels':
      return { ...NOTHING, ...labelsOf(first, source) };
    case 'labels-or-values':
      return { ...NOTHING, ...boundLabels(call, labelNames, source) };
    case 'label':
      return { ...NOTHING, ...labelOf(first, second, source) };
    case 'value':
      return { ...NOTHING, value: first };
    case 'name-value-unit':
      return { ...NOTHING, name: first, value: second, unit: third };
    case 'name-unit-value':
      return { ...NOTHING, name: first, unit: second, value: third };
    case 'name-value-options': {
      const options = objectOf(third, source);
      const { labels: metadata } = labelsOf(propertyOf(options, 'attributes'), source);
      return { ...NOTHING, name: first, value: second, unit: propertyOf(options, 'unit'), metadata };
    }
    case 'name-labels-value':
      return { ...NOTHING, name: first, value: third, ...labelsOf(second, source) };
    case 'name-attributes':
      return { ...NOTHING, name: first, metadata: labelsOf(second, source).labels };
    case 'name-value-tags': {
      const tags = call.arguments
        .slice(1)
        .findLast((argument, i) => isListOfLabels(argument, source) || (i > 0 && isUnseen(argument)));
      const value = second && second !== tags ? second : undefined;
      return { ...NOTHING, name: first, value, ...labelsOf(tagsIn(tags, method.optionKeys), source) };
    }
    case 'none':
      return NOTHING;
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
): (ReadLabels & Pick<ReadArguments, 'value'>) | undefined {
  const object = objectOf(argument, source);
  const isForm = object?.properties.every(({ key }) => EXEMPLAR_KEYS.has(key)) ?? false;
  const labels = propertyOf(object, 'labels');
  const isShaped = isForm && (propertyOf(object, 'exemplarLabels') ?? objectOf(labels, source)) !== undefined;
  if (definition ? !hasExemplars(definition) : !isShaped) return undefined;
  if (!isForm) return { value: undefined, ...UNSEEN_LABELS };
  return { value: propertyOf(object, 'value'), ...labelsOf(labels, source) };
}

const EXEMPLAR_KEYS: ReadonlySet<unknown> = new Set(['labels', 'value', 'exemplarLabels']);

/** `labels({ method })` and `labels('GET', '/')`, `remove()` likewise, whose values come in the order of the definition. */
function boundLabels(call: Call, names: readonly string[] | undefined, source: Source): ReadLabels {
  const [first] = call.arguments;
  if (first && isObject(first, source)) return labelsOf(first, source);
  const isPositional = names && !call.arguments.some((argument) => argument.kind === 'spread');
  if (!isPositional) return UNSEEN_LABELS;
  const labels = call.arguments.flatMap((value, i) => {
    const name = names[i];
    return name === undefined ? [] : [{ name, value }];
  });
  return { labels, labelsAreComplete: true, labelsAt: undefined };
}

/** Whether something is surely an object, wherever it is made and whatever is assigned to it. */
function isObject(expression: Expression | undefined, source: Source): boolean {
  const read = expression && unwrap(expression);
  if (!read || !['object', 'identifier', 'member', 'call'].includes(read.kind)) return false;
  const made = new Resolver().value(read, contextOf(source))?.expression;
  return made?.kind === 'object' || (made?.kind === 'call' && made.callee.text === 'Object.assign');
}

function isListOfLabels(expression: Expression, source: Source): boolean {
  return isObject(expression, source) || arrayOf(expression, source) !== undefined;
}

/** What may be anything: a variable, a property, the result of a call. */
function isUnseen(expression: Expression): boolean {
  return ['identifier', 'member', 'call'].includes(unwrap(expression).kind);
}

/** The one label that a name and a value are. */
function labelOf(name: Expression | undefined, value: Expression | undefined, source: Source): ReadLabels {
  const text = name && constantText(name, source);
  return text === undefined || !value
    ? UNSEEN_LABELS
    : { labels: [{ name: text, value }], labelsAreComplete: true, labelsAt: undefined };
}

/** The labels of an object, of a list of StatsD's tags, or of several objects. */
export function labelsOf(at: Expression | undefined, source: Source): ReadLabels {
  return at ? labelsIn(at, contextOf(source), source, new Resolver()) : NO_LABELS;
}

function labelsIn(at: Expression, context: EvaluationContext, home: Source, values: Resolver): ReadLabels {
  const value = values.value(at, context);
  if (!value) return { ...sometimes(at, context, home, values), labelsAt: at };
  const read = value.expression;
  switch (read.kind) {
    case 'array':
      return isMutated(value)
        ? { ...UNSEEN_LABELS, labelsAt: at }
        : listedLabels(read.elements, at, value, home, values);
    case 'object':
      return { ...objectLabels(read, value, at, home, values), labelsAt: at };
    case 'call':
      // `Object.assign({ shop }, labels)`
      return read.callee.text === 'Object.assign' && value.source === home
        ? {
            ...joined(
              read.arguments.map((each) => labelsIn(each, value, home, values)),
              true,
            ),
            labelsAt: at,
          }
        : { ...UNSEEN_LABELS, labelsAt: at };
    default:
      return { ...sometimes(at, context, home, values), labelsAt: at };
  }
}

/** The labels of an object that is written out, with those that are assigned to it after that. */
function objectLabels(
  { properties }: ObjectLiteral,
  value: Value,
  at: Expression,
  home: Source,
  values: Resolver,
): Omit<ReadLabels, 'labelsAt'> {
  let labelsAreComplete = true;
  // The last value counts, as where a spread brings a label that is there already.
  const labels = new Map<string, MetricLabel>();
  const put = (name: string, given: Expression): void => {
    const label = labelIn(name, given, value, at, home);
    if (label) labels.set(name, label);
    labelsAreComplete &&= label !== undefined && (value.source === home || given.kind === 'literal');
  };
  for (const { key, value: given, accessor } of properties) {
    if (key === undefined) {
      const spread = labelsIn(given, value, home, values);
      labelsAreComplete &&= spread.labelsAreComplete && spread.labelsAt !== undefined;
      for (const label of spread.labels) labels.set(label.name, label);
    } else if (typeof key === 'string' && !accessor) put(key, given);
    else labelsAreComplete = false;
  }
  if (!isMutated(value)) return { labels: [...labels.values()], labelsAreComplete };
  for (const { name, value: given } of assignedTo(value)) put(name, given);
  return { labels: [...labels.values()], labelsAreComplete: false };
}

/** A label as it is written here, or by a function of the project that is called here; else it is judged where it is written. */
function labelIn(
  name: string,
  given: Expression,
  value: Value,
  at: Expression,
  home: Source,
): MetricLabel | undefined {
  const isHere = value.source === home;
  if (given.kind === 'literal') return { name, value: given };
  if (value.activation) return { name, value: isHere ? given : at, read: { ...value, expression: given } };
  return isHere ? { name, value: given } : undefined;
}

/** What is assigned to members of an object, under any condition: `labels.shop = shop`. */
function assignedTo({ via }: Value): readonly { readonly name: string; readonly value: Expression }[] {
  const { binding } = via ?? {};
  return (binding?.kind === 'variable' ? binding.sets?.() : undefined) ?? [];
}

/** `shop && { shop }`, `shop ? { shop } : {}`: labels that are given under a condition. */
function sometimes(
  at: Expression,
  context: EvaluationContext,
  home: Source,
  values: Resolver,
): Omit<ReadLabels, 'labelsAt'> {
  const read = unwrap(at);
  const parts =
    read.kind === 'conditional'
      ? [read.whenTrue, read.whenFalse]
      : read.kind === 'operation' && ['&&', '??', '||'].includes(read.operator)
        ? [read.left, read.right]
        : [];
  const objects = parts.filter((each) => !isNothing(each));
  return joined(
    objects.map((each) => labelsIn(each, context, home, values)),
    false,
  );
}

function joined(parts: readonly ReadLabels[], isWhole: boolean): Omit<ReadLabels, 'labelsAt'> {
  const labels = new Map(parts.flatMap((part) => part.labels.map((label) => [label.name, label] as const)));
  const labelsAreComplete =
    isWhole && parts.every((part) => part.labelsAreComplete && part.labelsAt !== undefined);
  return { labels: [...labels.values()], labelsAreComplete };
}

/** StatsD's ``[`route:${route}`, 'env:prod']``, or several objects of labels. */
function listedLabels(
  elements: readonly Expression[],
  at: Expression,
  context: EvaluationContext,
  home: Source,
  values: Resolver,
): ReadLabels {
  const labels = elements.flatMap((element): readonly MetricLabel[] => {
    const tag = unwrap(element);
    if (tag.kind === 'object') return labelsIn(tag, context, home, values).labels;
    const label = tagOf(tag);
    return label ? [label] : [];
  });
  return { labels, labelsAreComplete: false, labelsAt: at };
}

/** `'env:prod'`, `` `route:${route}` `` and `'route:' + route`: what stands after the colon, where it is one value. */
function tagOf(tag: Expression): MetricLabel | undefined {
  const start = tag.kind === 'operation' && tag.operator === '+' ? unwrap(tag.left) : tag;
  const text =
    start.kind === 'template'
      ? start.quasis[0]
      : start.kind === 'literal' && typeof start.value === 'string'
        ? start.value
        : undefined;
  const [, name, rest] = /^([\w.-]+):(.*)$/s.exec(text ?? '') ?? [];
  if (name === undefined) return undefined;
  if (tag.kind === 'operation' && rest === '' && start.kind === 'literal') return { name, value: tag.right };
  const [only, ...others] = tag.kind === 'template' ? tag.expressions : [];
  const isWhole = rest === '' && tag.kind === 'template' && tag.quasis[1] === '';
  return { name, value: only && others.length === 0 && isWhole ? only : tag };
}

/** Tags themselves, or the options that hold them: `{ sampleRate, tags }`. */
function tagsIn(given: Expression | undefined, optionKeys: readonly string[] = []): Expression | undefined {
  const read = given && unwrap(given);
  if (read?.kind !== 'object') return given;
  const tags = propertyOf(read, 'tags');
  if (tags && !['literal', 'template'].includes(unwrap(tags).kind)) return tags;
  return read.properties.some(({ key }) => typeof key === 'string' && optionKeys.includes(key))
    ? undefined
    : given;
}
