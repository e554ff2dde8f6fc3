import { EMITTER_LISTENS } from '../../catalog/emitter.js';
import {
  nameOfType,
  type Call,
  type Expression,
  propertyName,
  propertyOf,
  unwrap,
} from '../code/expression.js';
import type { Source } from '../code/source.js';
import { Resolver } from '../values/resolver.js';
import { contextOf } from '../values/value.js';
import { isError, isStringification } from '../values/error.js';

/** A value as a record takes it: whole, where the call only made text of it, and as text where a record would lose it. */
export function fieldValue(expression: Expression, source: Source, isInText: boolean): Expression {
  const value = withoutStringification(expression, source);
  const kind = classOf(value, source);
  // A record writes `{}` for them.
  if (kind !== undefined && ENTRIES.has(kind)) return asText(value, `[...${value.text}]`);
  // A record writes a list of numbers. What is made JSON of may as well be an object.
  const isText =
    (kind !== undefined && BYTES.has(kind)) || (value === expression && isStreamData(value, source));
  return isText && isInText ? asText(value, `String(${value.text})`) : value;
}

/** Whether a value is bytes, of which a console prints the first ones and a record holds a list of all. */
export function isBytes(value: Expression, source: Source): boolean {
  const kind = classOf(value, source);
  return (kind !== undefined && BYTES.has(kind)) || isStreamData(value, source);
}

/**
 * `JSON.stringify(x)`, `String(x)`, `x.toString()` and `util.inspect(x)` only make text of `x`; a record takes `x` itself, unless
 * something of it would be lost.
 */
export function withoutStringification(expression: Expression, source: Source): Expression {
  const read = unwrap(expression);
  if (read.kind !== 'call') return expression;
  const callee = unwrap(read.callee);
  if (propertyName(callee) === 'toString' && callee.kind === 'member') {
    return read.arguments.length === 0 && isSameAsText(callee.object, source) ? callee.object : expression;
  }
  // `rows.length.toLocaleString()` is for readers of a text.
  if (
    callee.kind === 'member' &&
    propertyName(callee) === 'toLocaleString' &&
    isNumber(callee.object, source)
  )
    return read.arguments.every(({ kind }) => kind === 'literal') ? callee.object : expression;
  // `name.padEnd(20)` makes columns.
  if (callee.kind === 'member' && /^pad(?:Start|End)$/.test(propertyName(callee) ?? '') && isPadding(read))
    return withoutStringification(callee.object, source);
  const [value] = read.arguments;
  if (!value || value.kind === 'spread' || !isStringification(callee, source)) return expression;
  if (callee.kind === 'identifier' && callee.name === 'String')
    return isSameAsText(value, source) || isError(value, source) ? value : expression;
  return isLayoutAlone(read, callee) ? value : expression;
}

function isNumber(value: Expression, source: Source): boolean {
  const read = unwrap(value);
  return source.primitiveOf?.(read) === 'number' || (read.kind === 'member' && read.property === 'length');
}

/** Whether a text is filled up with spaces: what a number is filled up with is part of it. */
function isPadding({ arguments: [width, filler, ...others] }: Call): boolean {
  if (others.length > 0 || width?.kind !== 'literal') return false;
  return filler === undefined || (filler.kind === 'literal' && filler.value === ' ');
}

/** `JSON.stringify(x, null, 2)`: what more it is given says how the text looks. */
function isLayoutAlone({ arguments: given }: Call, callee: Expression): boolean {
  const [, replacer] = given;
  if (!replacer || propertyName(callee) !== 'stringify') return true;
  return replacer.text === 'null' || replacer.text === 'undefined';
}

/** Names of values that are written as their text: numbers, identifiers, addresses, times. */
const WRITTEN_AS_TEXT =
  /(?:id|uuid|guid|name|email|count|total|number|num|size|length|index|port|code|status|type|kind|url|uri|date|time|at|ms|seconds|level|version|key|address|hash)$/i;

/** Whether a record has the same for a value as for its text. */
function isSameAsText(value: Expression, source: Source): boolean {
  const read = unwrap(value);
  const primitive = source.primitiveOf?.(read);
  if (primitive !== undefined) return primitive !== 'bigint';
  if (classOf(read, source) !== undefined) return false;
  if (read.kind === 'literal' || read.kind === 'template') return true;
  const name = read.kind === 'identifier' ? read.name : propertyName(read);
  return name !== undefined && WRITTEN_AS_TEXT.test(name);
}

const ENTRIES: ReadonlySet<string> = new Set(['Map', 'Set', 'ReadonlyMap', 'ReadonlySet']);
const BYTES: ReadonlySet<string> = new Set(['Buffer', 'Uint8Array', 'ArrayBuffer']);

/** The class whose instance a value is seen to be: by its type, or by what made it. */
function classOf(value: Expression, source: Source): string | undefined {
  const read = unwrap(value);
  if (read.kind === 'new') return read.callee.kind === 'identifier' ? read.callee.name : undefined;
  if (read.kind === 'unary' && read.operator === 'await') return classOf(read.operand, source);
  if (read.kind === 'call') return makesBuffer(read) ? 'Buffer' : undefined;
  const member = propertyName(read);
  const isOwn = read.kind === 'member' && unwrap(read.object).kind === 'this';
  const binding =
    read.kind === 'identifier'
      ? source.binding(read)
      : isOwn && member !== undefined
        ? source.thisMember(read, member)?.binding
        : undefined;
  if (binding?.kind !== 'variable' && binding?.kind !== 'parameter') return source.typeOf(read)?.name;
  if (binding.path.length > 0 || binding.type?.isOneOf || binding.type?.isNullable) return undefined;
  const declared = nameOfType(binding.type);
  if (declared !== undefined) return declared;
  const made = new Resolver().value(read, contextOf(source));
  const isMade = made?.expression.kind === 'new' || made?.expression.kind === 'call';
  return isMade ? classOf(made.expression, made.source) : undefined;
}

/** Functions of `fs` and `child_process` that give bytes unless an encoding is asked for. */
const READS_BYTES: ReadonlySet<string> = new Set(['readFileSync', 'readFile', 'execSync', 'execFileSync']);

function makesBuffer({ callee, arguments: given }: Call): boolean {
  const read = unwrap(callee);
  if (/^Buffer\.(?:from|alloc|allocUnsafe|concat)$/.test(read.text)) return true;
  const name = read.kind === 'identifier' ? read.name : propertyName(read);
  if (name === undefined || !READS_BYTES.has(name)) return false;
  // A path or a command, for one of them a list of arguments, and options.
  return given.slice(1).every((argument) => {
    const options = unwrap(argument);
    if (options.kind === 'array') return true;
    const isWrittenOut =
      options.kind === 'object' && options.properties.every(({ key }) => typeof key === 'string');
    return isWrittenOut && propertyOf(options, 'encoding') === undefined;
  });
}

/** Whether a value is what a stream gives its `data` listeners: bytes, unless it was given an encoding. */
function isStreamData(value: Expression, source: Source): boolean {
  const end = new Resolver().value(value, contextOf(source));
  const read = end && unwrap(end.expression);
  if (read?.kind !== 'identifier') return false;
  if (end?.source.primitiveOf?.(read) !== undefined) return false;
  const binding = end?.source.binding(read);
  if (binding?.kind !== 'parameter' || binding.index !== 0 || binding.type || binding.path.length > 0)
    return false;
  const handed = binding.callbackOf?.();
  const callee = handed && unwrap(handed.call.callee);
  if (callee?.kind !== 'member' || !EMITTER_LISTENS.has(propertyName(callee) ?? '')) return false;
  const event = handed?.call.arguments[0];
  if (event?.kind !== 'literal' || event.value !== 'data') return false;
  return !end?.source.text
    .replaceAll('?.', '.')
    .includes(`${callee.object.text.replaceAll('?.', '.')}.setEncoding(`);
}

/** The same value in another form. */
function asText(value: Expression, text: string): Expression {
  return { kind: 'call', callee: value, arguments: [], optional: false, text, range: value.range };
}
