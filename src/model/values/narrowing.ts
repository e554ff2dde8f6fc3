import { EXCLUDING_WORDS } from '../../catalog/attributes/claims.js';
import { type Cardinality, UNKNOWN, bounded, sum } from './lattice.js';
import {
  type ArrayLiteral,
  type Call,
  type Expression,
  type Identifier,
  type ObjectLiteral,
  type Operation,
  brief,
  propertyName,
  sameRead,
  unwrap,
} from '../code/expression.js';
import { wordsOf } from './claims.js';
import {
  MAX_DEPTH,
  type Narrowing,
  type Place,
  deeper,
  isConstant,
  literalBehind,
  nameOf,
} from './evaluation-context.js';
import { wayTo } from '../code/request-read.js';

/** Judges an expression where it is read. */
export type JudgeAt = (expression: Expression, place: Place) => Cardinality;

/** Tests that are looked at for one expression: those nearest to it. */
const MAX_GUARDS = 20;

/** A place with what the statements around an expression have proven when it is read. */
export function guarded(expression: Expression, place: Place, judge: JudgeAt): Place {
  const found: Narrowing[] = [];
  let looked = 0;
  for (const guard of place.source.guards?.(expression) ?? []) {
    if (++looked > MAX_GUARDS) break;
    found.push(
      ...('cases' in guard
        ? chosen(guard.test, guard.cases, place, judge)
        : narrowings(guard.test, guard.holds, place, judge)),
    );
  }
  return found.length === 0 ? place : { ...place, narrowed: [...found, ...place.narrowed] };
}

/** What a test that holds, or does not, proves of the values it reads. */
export function narrowings(
  test: Expression,
  holds: boolean,
  place: Place,
  judge: JudgeAt,
): readonly Narrowing[] {
  return proven(test, holds, place, judge).filter(({ read }) => unwrap(read).kind !== 'literal');
}

function proven(test: Expression, holds: boolean, place: Place, judge: JudgeAt): readonly Narrowing[] {
  const read = unwrap(test);
  if (place.depth > MAX_DEPTH) return [];
  const of = (inner: Expression, itHolds: boolean) => proven(inner, itHolds, deeper(place), judge);
  if (read.kind === 'unary') return read.operator === '!' ? of(read.operand, !holds) : [];
  if (read.kind === 'operation') {
    const { operator, left, right } = read;
    if (operator === (holds ? '&&' : '||')) return [...of(left, holds), ...of(right, holds)];
    if (operator === (holds ? '||' : '&&')) return either(of(left, holds), of(right, holds), place);
    const list = listSearched(read, holds);
    if (list) return [{ read: list.read, verdict: () => keysOf(list.list, place) }];
    if (operator === (holds ? '===' : '!==') || operator === (holds ? '==' : '!='))
      return [
        ...(isMissing(right) ? [] : [{ read: left, verdict: () => equal(right, place, judge) }]),
        ...(isMissing(left) ? [] : [{ read: right, verdict: () => equal(left, place, judge) }]),
      ];
    if (operator === 'in') return holds ? [{ read: left, verdict: () => keysOf(right, place) }] : [];
    return [];
  }
  // `const isKnown = KNOWN.has(path); if (isKnown) …`
  if (read.kind === 'identifier') {
    const test = testBehind(read, place);
    return test ? of(test, holds) : [];
  }
  // `MAP[x] ? x : 'other'`
  if (read.kind === 'member' && typeof read.property !== 'string')
    return holds ? [{ read: read.property, verdict: () => keysOf(read.object, place) }] : [];
  return read.kind === 'call' ? asking(read, holds, place) : [];
}

/** `KNOWN.has(x)`, `Object.hasOwn(MAP, x)`, and questions whose answer is not seen. */
function asking(call: Call, holds: boolean, place: Place): readonly Narrowing[] {
  const callee = unwrap(call.callee);
  const method = propertyName(callee);
  const [first, second] = call.arguments;
  if (callee.kind === 'member' && first) {
    const isOwn = method === 'hasOwnProperty' && unwrap(callee.object).text !== 'Object';
    if (method === 'includes' || method === 'has' || isOwn)
      return holds ? [{ read: first, verdict: () => keysOf(callee.object, place) }] : [];
    const isOwnOf = method === 'hasOwn' || callee.text === 'Object.prototype.hasOwnProperty.call';
    if (isOwnOf && second) return holds ? [{ read: second, verdict: () => keysOf(first, place) }] : [];
  }
  // Leaving out what matches, or what is to be left out, leaves endless others.
  if (!holds && (SEARCHES.has(method ?? '') || excludes(callee))) return [];
  // Some other question about the value: whether it is one of a few is not seen.
  return questioned(call).map((read) => ({ read, verdict: () => UNKNOWN }));
}

const SEARCHES = new Set(['test', 'match', 'search', 'startsWith', 'endsWith']);

/** `shouldSkip(path)`, `isHealthCheck(path)`: a predicate that is named for what it leaves out. */
function excludes(callee: Expression): boolean {
  return wordsOf(nameOf(callee) ?? '').some((word) => EXCLUDING_WORDS.has(word));
}

/** `LIST.indexOf(x) !== -1`: what is searched in what. */
function listSearched(
  { operator, left, right }: Operation,
  holds: boolean,
): { readonly read: Expression; readonly list: Expression } | undefined {
  const call = unwrap(left);
  if (call.kind !== 'call' || !(holds ? ['!==', '!=', '>', '>='] : ['===', '==', '<']).includes(operator))
    return undefined;
  const callee = unwrap(call.callee);
  const [read] = call.arguments;
  const isFound = (operator === '>=' || operator === '<' ? '0' : '-1') === right.text;
  return callee.kind === 'member' && callee.property === 'indexOf' && read && isFound
    ? { read, list: callee.object }
    : undefined;
}

/** A value that equals another takes as many values as that; of an endless one nothing is learnt. */
function equal(other: Expression, place: Place, judge: JudgeAt): Cardinality | undefined {
  const verdict = judge(other, place);
  return verdict.is === 'unbounded' ? undefined : verdict;
}

/** What two tests say of the same value, of which one holds. */
function either(left: readonly Narrowing[], right: readonly Narrowing[], place: Place): readonly Narrowing[] {
  return left.flatMap(({ read, verdict }) => {
    const same = right.find((its) => sameValue(its.read, read, place));
    if (!same) return [];
    const joined = () => {
      const both = [verdict(), same.verdict()];
      return both.every((each) => each !== undefined) ? sum(both) : undefined;
    };
    return [{ read, verdict: joined }];
  });
}

/** `switch (x) { case 'a': case 'b': … }`, and `switch (true)` with a test in each case. */
function chosen(
  read: Expression,
  cases: readonly Expression[],
  place: Place,
  judge: JudgeAt,
): readonly Narrowing[] {
  if (read.kind !== 'literal') {
    const verdict = () => {
      const values = cases.map((each) => equal(each, place, judge));
      return values.every((each) => each !== undefined) ? sum(values) : undefined;
    };
    return [{ read, verdict }];
  }
  return cases
    .map((test) => narrowings(test, read.value === true, place, judge))
    .reduce((left, right) => either(left, right, place));
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
  return kind && size
    ? bounded(size, { code: 'listed-values', count: size, evidence: brief(list) })
    : UNKNOWN;
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
      const test = testBehind(read, place);
      return test ? asked(test, place) : [];
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

/** The test that a constant holds the outcome of. */
function testBehind(name: Identifier, place: Place): Expression | undefined {
  const binding = place.source.binding(name);
  const init =
    binding.kind === 'variable' && binding.path.length === 0 && isConstant(binding)
      ? binding.init?.()
      : undefined;
  return init && unwrap(init).kind !== 'identifier' ? init : undefined;
}

/** Whether what a test reads is the value of an expression: the same read, or written the same. */
export function sameValue(tested: Expression, expression: Expression, place: Place): boolean {
  const a = unwrap(tested);
  const b = unwrap(expression);
  if (sameRead(a, b) || (a.kind === b.kind && a.text === b.text)) return true;
  const isRead = b.kind === 'identifier' || b.kind === 'member';
  // `KNOWN.some((known) => known === path)`
  if (a.kind === 'function') return isRead && mentions(a.text, b.text);
  if (!isRead || (a.kind !== 'identifier' && a.kind !== 'member')) return false;
  // `const { path } = req` is `req.path`.
  const left = wayTo(a, place);
  const right = wayTo(b, place);
  return (
    left.steps.length > 0 &&
    !left.steps.includes('*') &&
    left.steps.join() === right.steps.join() &&
    sameRead(left.root, right.root)
  );
}

function mentions(text: string, name: string): boolean {
  const at = text.indexOf(name);
  return at >= 0 && !/[\w$.]/.test(text[at - 1] ?? '') && !/[\w$]/.test(text[at + name.length] ?? '');
}

/** Whether an expression is written as no value: `undefined`, `null`, an empty text. */
export function isMissing(expression: Expression): boolean {
  const read = unwrap(expression);
  return (
    (read.kind === 'identifier' && read.name === 'undefined') ||
    (read.kind === 'literal' && (read.value === null || read.value === ''))
  );
}

/** Operators whose result is true or false. */
export const COMPARISONS = new Set(['==', '!=', '===', '!==', '<', '>', '<=', '>=', 'in', 'instanceof']);
