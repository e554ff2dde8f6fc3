import { type Cardinality, UNKNOWN, bounded, sum } from './cardinality-lattice.js';
import {
  type ArrayLiteral,
  type Call,
  type Expression,
  type ObjectLiteral,
  brief,
  propertyName,
  sameRead,
  unwrap,
} from './expression.js';
import { type Narrowing, type Place, isConstant, literalBehind } from './place.js';

/** Judges an expression where it is read. */
export type JudgeAt = (expression: Expression, place: Place) => Cardinality;

/** What a test that holds, or does not, proves of the values it reads. */
export function narrowings(
  test: Expression,
  holds: boolean,
  place: Place,
  judge: JudgeAt,
): readonly Narrowing[] {
  const read = unwrap(test);
  if (read.kind === 'unary' && read.operator === '!') return narrowings(read.operand, !holds, place, judge);
  if (read.kind === 'operation') {
    const { operator, left, right } = read;
    if (operator === (holds ? '&&' : '||'))
      return [...narrowings(left, holds, place, judge), ...narrowings(right, holds, place, judge)];
    if (operator === (holds ? '||' : '&&')) {
      const other = narrowings(right, holds, place, judge);
      return narrowings(left, holds, place, judge).flatMap((each) => {
        const same = other.find((its) => sameValue(its.read, each.read));
        return same ? [{ read: each.read, verdict: sum([each.verdict, same.verdict]) }] : [];
      });
    }
    if (operator === (holds ? '===' : '!==') || operator === (holds ? '==' : '!=')) {
      const value = judge(right, place);
      const swapped = judge(left, place);
      if (value.is === 'bounded' && !isMissing(right)) return [{ read: left, verdict: value }];
      if (swapped.is === 'bounded' && !isMissing(left)) return [{ read: right, verdict: swapped }];
      return [];
    }
    if (operator === 'in') return holds ? [{ read: left, verdict: keysOf(right, place) }] : [];
    return [];
  }
  // `MAP[x] ? x : 'other'`
  if (read.kind === 'member' && typeof read.property !== 'string')
    return holds ? [{ read: read.property, verdict: keysOf(read.object, place) }] : [];
  if (read.kind !== 'call') return [];
  const callee = unwrap(read.callee);
  const method = propertyName(callee);
  const argument = read.arguments[0];
  if (callee.kind === 'member' && argument && (method === 'includes' || method === 'has'))
    return holds ? [{ read: argument, verdict: keysOf(callee.object, place) }] : [];
  // Some other question about the value: whether it is one of a few is not seen.
  return questioned(read).map((each) => ({ read: each, verdict: UNKNOWN }));
}

/** How many values a list, Set, Map or object holds, when it is asked for one. */
function keysOf(list: Expression, place: Place): Cardinality {
  const literal = literalBehind(list, place);
  const { kind } = literal?.expression ?? {};
  const found = literal?.expression as ObjectLiteral | ArrayLiteral | undefined;
  const size =
    found?.kind === 'object'
      ? found.properties.every(({ key }) => typeof key === 'string') && found.properties.length
      : found?.kind === 'array' &&
        found.elements.every((each) => each.kind !== 'spread') &&
        found.elements.length;
  return kind && size ? bounded(size, `is one of the ${size} in ${brief(list)}`) : UNKNOWN;
}

/** The values that a function's test asks about: whether they are in a list, equal something, match. */
export function asked(test: Expression, place: Place): readonly Expression[] {
  const read = unwrap(test);
  switch (read.kind) {
    case 'unary':
      return asked(read.operand, place);
    case 'operation':
      if (['&&', '||', '??'].includes(read.operator))
        return [...asked(read.left, place), ...asked(read.right, place)];
      if (isMissing(read.left) || isMissing(read.right) || !COMPARISONS.has(read.operator)) return [];
      return read.operator === 'instanceof' || read.text.startsWith('typeof') ? [] : [read.left, read.right];
    case 'call':
      return questioned(read);
    case 'member':
      return typeof read.property === 'string' ? [] : [read.property];
    case 'identifier': {
      // `const isKnown = KNOWN.has(path); if (isKnown) return path;`
      const binding = place.source.binding(read);
      const init = binding.kind === 'variable' && isConstant(binding) ? binding.init?.() : undefined;
      return init && unwrap(init).kind !== 'identifier' ? asked(init, place) : [];
    }
    default:
      return [];
  }
}

/** The values that a call asks something about, other than their type: `isKnown(x)`, `x.match(PATTERN)`. */
function questioned(call: Call): readonly Expression[] {
  const callee = unwrap(call.callee);
  if (/^(?:Array\.|Number\.|Boolean$|isNaN$|isFinite$|Buffer\.is)/.test(callee.text)) return [];
  const method = propertyName(callee);
  return callee.kind === 'member' && (method === 'match' || method === 'search')
    ? [callee.object]
    : call.arguments;
}

/** Whether two expressions read the same value, or are written the same. */
export function sameValue(a: Expression, b: Expression): boolean {
  return sameRead(a, b) || (unwrap(a).kind === unwrap(b).kind && unwrap(a).text === unwrap(b).text);
}

function isMissing(expression: Expression): boolean {
  const read = unwrap(expression);
  return (
    (read.kind === 'identifier' && read.name === 'undefined') ||
    (read.kind === 'literal' && (read.value === null || read.value === ''))
  );
}

/** Operators whose result is true or false. */
export const COMPARISONS = new Set(['==', '!=', '===', '!==', '<', '>', '<=', '>=', 'in', 'instanceof']);
