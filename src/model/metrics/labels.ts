import { type Call, type Expression, unwrap } from '../code/expression.js';
import { type MetricLabel, type MetricObservation, hasExemplars } from './metric.js';
import { labelsOf } from './arguments.js';
import { settled } from '../values/literal.js';
import type { Source } from '../code/source.js';

/** How an observation makes a counter go down; undefined when it does not, or that cannot be seen. */
export function decreaseOf(
  observation: MetricObservation,
  source: Source,
): 'subtracted' | 'reset' | undefined {
  if (observation.operation === 'subtract') return 'subtracted';
  if (observation.operation === 'reset') return 'reset';
  // What an observable counter is set to is its total.
  const isCounted =
    observation.operation === 'add' || (observation.operation === 'set' && observation.kind === 'counter');
  return isCounted && observation.value && isNegative(observation.value, source) ? 'subtracted' : undefined;
}

/** `-1`, `-count`, a constant below zero, or a choice of them. */
function isNegative(expression: Expression, source: Source): boolean {
  const read = unwrap(expression);
  switch (read.kind) {
    case 'unary': {
      const operand = unwrap(read.operand);
      return read.operator === '-' && !(operand.kind === 'literal' && operand.value === 0);
    }
    case 'conditional':
      return isNegative(read.whenTrue, source) || isNegative(read.whenFalse, source);
    case 'identifier': {
      const held = settled(read, source);
      return held.kind === 'unary' && isNegative(held, source);
    }
    default:
      return false;
  }
}

/** What is wrong with the labels of an observation. */
export type LabelProblem =
  /** A label that the metric does not declare. */
  | { readonly problem: 'undeclared'; readonly at: Expression; readonly label: string }
  | MissingLabels
  /** `labels('GET')` of a metric with two labels. */
  | { readonly problem: 'count'; readonly at: Expression; readonly given: number; readonly declared: number }
  /** `inc(2, { … })`: the labels are dropped. */
  | { readonly problem: 'swapped'; readonly at: Expression };

/** Declared labels that an observation leaves out, beside those it gives. */
export interface MissingLabels {
  readonly problem: 'missing';
  readonly at: Expression;
  readonly labels: readonly string[];
  readonly given: readonly MetricLabel[];
}

/** Holds an observation's labels against its metric's definition, as its library does when it runs. */
export function labelProblems(observation: MetricObservation): readonly LabelProblem[] {
  const { call, dialect, definition, labels, operation } = observation;
  if (dialect.validatedBy === undefined || call.kind !== 'call') return [];
  const [first, second] = call.arguments;
  if (isSwapped(observation)) return [{ problem: 'swapped', at: second ?? call }];
  const declared = definition?.labelNames;
  if (!declared) return [];
  const isPositional =
    (operation === 'labels' || operation === 'remove') &&
    !observation.labelsAt &&
    observation.labelsAreComplete;
  if (isPositional) {
    // One argument may be an object of labels, unless it is seen to be text.
    const only = call.arguments.length === 1 ? first && unwrap(first).kind : undefined;
    if (only !== undefined && only !== 'literal' && only !== 'template') return [];
    const given = call.arguments.length;
    return given === declared.length
      ? []
      : [{ problem: 'count', at: call, given, declared: declared.length }];
  }
  const { takesAnyLabels } = dialect.methods[observation.method] ?? {};
  const undeclared = undeclaredAmong(takesAnyLabels ? [] : labels, declared);
  const isWhole =
    observation.labelsAreComplete &&
    observation.labelsAt !== undefined &&
    operation !== 'startTimer' &&
    operation !== 'remove' &&
    !isInfo(observation);
  const left = declared.filter((name) => !labels.some((label) => label.name === name));
  // Where a label has another name, the one report says it all.
  const missing =
    isWhole && left.length > 0 && undeclared.length === 0
      ? [{ problem: 'missing' as const, at: first ?? call, labels: left, given: labels }]
      : [];
  return [...undeclared, ...missing];
}

/**
 * What is wrong with the labels that a timer is stopped with: those of the start and of the stop are taken
 * together, and held against the definition when it is stopped. `timer` is the start.
 */
export function stopProblems(timer: MetricObservation, stop: Call, source: Source): readonly LabelProblem[] {
  const declared = timer.definition?.labelNames;
  if (timer.dialect.validatedBy === undefined || !declared) return [];
  if (stop.arguments.some(({ kind }) => kind === 'spread')) return [];
  const ended = labelsOf(stop.arguments[0], source);
  const undeclared = undeclaredAmong(ended.labels, declared);
  if (undeclared.length > 0) return undeclared;
  const isWhole = !timer.isBound && timer.labelsAreComplete && ended.labelsAreComplete;
  const given = [...timer.labels, ...ended.labels];
  const left = declared.filter((name) => !given.some((label) => label.name === name));
  return isWhole && given.length > 0 && left.length > 0
    ? [{ problem: 'missing', at: stop, labels: left, given }]
    : [];
}

/** The labels of each record that an observation makes: of a timer, those of its start and of each call that stops it. */
export function labelsGiven(
  { labels, operation }: MetricObservation,
  stops: readonly Call[],
  source: Source,
): readonly (readonly MetricLabel[])[] {
  if (operation !== 'startTimer') return [labels];
  return stops.map((stop) => [...labels, ...labelsOf(stop.arguments[0], source).labels]);
}

/**
 * Whether labels only belong to events of another kind: every observation that gives one of them has another constant in a label
 * that both give. `duplicateResult` only goes with `{ query: 'check' }`, and `{ query: 'insert' }` has no such result.
 */
export function isOfOtherKind(
  { labels, given }: MissingLabels,
  others: readonly (readonly MetricLabel[])[],
): boolean {
  return labels.every((name) => {
    const having = others.filter((other) => other.some((label) => label.name === name));
    const isOfFailure = FAILURE_LABEL.test(name);
    return having.length > 0 && having.every((other) => differs(given, other, isOfFailure));
  });
}

/** What only a failure has: why, and of which kind. */
const FAILURE_LABEL =
  /^(?:err(?:or)?|exception|failure|reason|cause)_?(?:type|code|name|class|kind|reason|cause|message)?$/i;

function differs(
  given: readonly MetricLabel[],
  other: readonly MetricLabel[],
  isOfFailure: boolean,
): boolean {
  return given.some(({ name, value }) => {
    const same = other.find((label) => label.name === name)?.value;
    const [mine, theirs] = [constantOf(value, isOfFailure), constantOf(same, isOfFailure)];
    // Which text a member of an enum is, is not asked.
    const areAlike = kindOf(value) === kindOf(same);
    return mine !== undefined && theirs !== undefined && areAlike && mine !== theirs;
  });
}

function kindOf(value: Expression | undefined): Expression['kind'] | undefined {
  return value && unwrap(value).kind;
}

/** A text that is written out; which of two numbers or booleans it is tells outcomes apart, and not kinds but those of failures. */
function constantOf(value: Expression | undefined, isOfFailure: boolean): string | boolean | undefined {
  const read = value && unwrap(value);
  // `Owner.OTHER`: a member of what is called as an enum is.
  if (read?.kind === 'member' && /^[A-Z]\w*\.[A-Z]\w*$/.test(read.text)) return read.text;
  if (read?.kind !== 'literal') return undefined;
  const isKind = typeof read.value === 'string' || (isOfFailure && typeof read.value === 'boolean');
  return isKind ? read.value : undefined;
}

/** A metric `…_info` that is set to 1, or counted once: its labels are facts, of which some need not apply. Nothing is summed over them. */
function isInfo({ definition, operation, value }: MetricObservation): boolean {
  const isOne = value?.kind === 'literal' && value.value === 1;
  const isOnce = isOne || operation === 'labels' || (operation === 'add' && value === undefined);
  return isOnce && definition?.name?.endsWith('_info') === true;
}

function undeclaredAmong(
  labels: readonly MetricLabel[],
  declared: readonly string[],
): readonly LabelProblem[] {
  return labels
    .filter(({ name }) => !declared.includes(name))
    .map(({ name, value }) => ({ problem: 'undeclared', at: value, label: name }));
}

const ARITHMETIC = new Set(['+', '-', '*', '/', '%', '**']);

function isSwapped({ call, definition, isBound, operation }: MetricObservation): boolean {
  if (call.kind !== 'call' || !['add', 'subtract', 'set', 'record'].includes(operation)) return false;
  // Bound labels have no place for others, and with exemplars all is in one object.
  if (isBound || (definition && hasExemplars(definition))) return false;
  const [first, second] = call.arguments.map(unwrap);
  const isNumber =
    first?.kind === 'literal'
      ? typeof first.value === 'number'
      : first?.kind === 'operation' && ARITHMETIC.has(first.operator);
  return isNumber && second?.kind === 'object';
}
