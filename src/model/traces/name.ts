import { type Cardinality, cardinalityOf } from '../values/cardinality.js';
import { type Expression, isPlainRead, propertyName, sameRead, unwrap } from '../code/expression.js';
import { freeName, nameOf } from '../logs/field-name.js';
import { flatten, isText } from '../logs/message.js';
import { canRunCode } from '../logs/plan.js';
import { quoteMessage } from '../logs/dialect-text.js';
import { type Hint, type Piece, constantMessage } from '../text/message.js';
import type { Source } from '../code/source.js';
import type { Vocabulary } from '../settings.js';

/** A span's name that has no bound. */
export interface UnboundedName {
  readonly cardinality: Extract<Cardinality, { is: 'unbounded' }>;
  /** Undefined where nothing constant is left to name the span by. */
  readonly plan: SpanNamePlan | undefined;
}

/** A span's name without the values that have no bound, and those values as attributes. */
export interface SpanNamePlan {
  /** Text, and values that stay because they have a bound or nothing is known of one; some text or value is left. */
  readonly name: readonly ({ readonly text: string } | { readonly constant: Expression })[];
  /** In order of evaluation. */
  readonly moved: readonly SpanAttribute[];
  /** Every value of the name, in order. */
  readonly values: readonly Expression[];
}

export interface SpanAttribute {
  /** Undefined for a value that the span has already. */
  readonly key: string | undefined;
  readonly value: Expression;
}

/** What the span has already: the keys of its attributes, and their values. */
export interface KnownAttributes {
  readonly keys: ReadonlySet<string>;
  readonly values: readonly Expression[];
}

/** Judges a span's name; undefined when it has a bound or nothing is known of it. */
export function unboundedName(
  name: Expression,
  source: Source,
  known: KnownAttributes,
  vocabulary: Vocabulary = {},
): UnboundedName | undefined {
  const cardinality = cardinalityOf(name, source, { vocabulary });
  if (cardinality.is !== 'unbounded') return undefined;
  return { cardinality, plan: planName(name, source, known, vocabulary) };
}

function planName(
  name: Expression,
  source: Source,
  known: KnownAttributes,
  vocabulary: Vocabulary,
): SpanNamePlan | undefined {
  const pieces: Piece[] = [];
  const kept: Expression[] = [];
  const moved: Expression[] = [];
  const values: Expression[] = [];
  let after = '';
  for (const part of flatten(name, source)) {
    if (part.is === 'text') {
      pieces.push({ text: part.text });
      after = part.text;
      continue;
    }
    const { expression } = part;
    values.push(expression);
    const isUnbounded =
      part.is === 'value' && cardinalityOf(expression, source, { after, vocabulary }).is === 'unbounded';
    after = '';
    if (isUnbounded) {
      const again = moved.findIndex((other) => isPlainRead(other) && sameRead(other, expression));
      pieces.push({ value: again >= 0 ? again : moved.push(expression) - 1 });
    } else pieces.push({ constant: kept.push(expression) - 1 });
  }
  const message = constantMessage(pieces);
  if (!message || moved.length === 0) return undefined;
  const left = trimmed(message.pieces).flatMap<SpanNamePlan['name'][number]>((piece) => {
    if ('text' in piece) return [piece];
    const constant = kept[piece.constant];
    return constant ? [{ constant }] : [];
  });
  if (left.length === 0) return undefined;
  const taken = new Set(known.keys);
  const attributes = moved.map((value, number): SpanAttribute => {
    if (known.values.some((other) => isSameValue(other, value))) return { key: undefined, value };
    const key = freeName(keyOf(value, message.hints.get(number) ?? {}), value, (each) => taken.has(each));
    taken.add(key);
    return { key, value };
  });
  return { name: left, moved: attributes, values };
}

/** A plan's name as source text; a constant that is all of it stands for itself. */
export function nameText({ name }: SpanNamePlan, quote: string, source: Source): string {
  const [first, ...rest] = name;
  const isWhole = first !== undefined && 'constant' in first && rest.length === 0;
  return isWhole && isText(first.constant, source) ? first.constant.text : quoteMessage(name, quote);
}

/** What joined a value to the name and now joins nothing: `order.`, `job:`, `getUser #`. */
function trimmed(pieces: NonNullable<ReturnType<typeof constantMessage>>['pieces']) {
  return pieces
    .map((piece, i) => {
      if ('constant' in piece) return piece;
      const start = i === 0 ? piece.text.replace(/^[\s.,:;|_#=)\]}>→–—-]+/, '') : piece.text;
      const isLast = i === pieces.length - 1;
      return {
        text: isLast ? start.replace(/(?<![\s.,:;/|_#@=([{<→–—-])[\s.,:;/|_#@=([{<→–—-]+$/, '') : start,
      };
    })
    .filter((piece) => 'constant' in piece || piece.text !== '');
}

/** Property names that say whose they are only with the word before them: `job:${id}`. */
const GENERIC = /^(?:id|uuid|key|name|value|code|number)$/;

/** The attribute's key, named as the field of a log record is. */
function keyOf(value: Expression, hint: Hint): string {
  const word = hint.key ?? hint.word;
  const name = nameOf(value);
  if (name === undefined) return word ?? 'value';
  const isOwned = word !== undefined && GENERIC.test(name) && !word.toLowerCase().endsWith(name);
  return isOwned ? word + name.charAt(0).toUpperCase() + name.slice(1) : name;
}

function isSameValue(a: Expression, b: Expression): boolean {
  const [left, right] = [withoutText(a), withoutText(b)];
  return isPlainRead(left) && isPlainRead(right) && sameRead(left, right);
}

/** `String(id)` says no other value than `id`. */
function withoutText(expression: Expression): Expression {
  const read = unwrap(expression);
  if (read.kind !== 'call') return read;
  const callee = unwrap(read.callee);
  const [first] = read.arguments;
  if (callee.kind === 'identifier' && callee.name === 'String' && first) return unwrap(first);
  return callee.kind === 'member' && propertyName(callee) === 'toString' ? unwrap(callee.object) : read;
}

/**
 * Whether the values of a plan can be evaluated after the name's other values, and on the other side of
 * `others`, without a difference to anything but the telemetry.
 */
export function keepsOrder({ moved, values }: SpanNamePlan, others: readonly Expression[]): boolean {
  const moving = moved.filter(({ key }) => key !== undefined).map(({ value }) => value);
  return moving.every((value) => {
    const behind = values.slice(values.indexOf(value) + 1).filter((other) => !moving.includes(other));
    const passed = [...behind, ...others];
    return passed.length === 0 || ![value, ...passed].some(canRunCode);
  });
}

/** Whether a value is surely one that an attribute may hold: text, a number or a boolean. */
export function isAttributeValue(value: Expression, source: Source): boolean {
  const read = unwrap(value);
  if (read.kind === 'operation')
    return ['-', '*', '/', '%', '**'].includes(read.operator) || isText(read, source);
  if (isText(read, source)) return true;
  const name = propertyName(read.kind === 'call' ? unwrap(read.callee) : read);
  if (read.kind === 'call') return TEXT_METHODS.has(name ?? '') || TEXT_CALLS.has(read.callee.text);
  return read.kind === 'member' && TEXT_PROPERTIES.has(name ?? '');
}

const TEXT_METHODS = new Set([
  'toString',
  'toISOString',
  'toFixed',
  'toHexString',
  'toLowerCase',
  'toUpperCase',
  'trim',
  'getTime',
]);
const TEXT_CALLS = new Set([
  'Date.now',
  'performance.now',
  'Math.random',
  'randomUUID',
  'crypto.randomUUID',
  'Number',
  'parseInt',
]);
const TEXT_PROPERTIES = new Set(['length', 'originalUrl', 'pathname', 'href']);
