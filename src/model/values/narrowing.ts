import { EXCLUDING_WORDS } from '../../catalog/attributes/claims.js';
import { type Cardinality, UNKNOWN, bounded, sum } from './lattice.js';
import {
  type Call,
  type Expression,
  type Identifier,
  type Operation,
  brief,
  lastName,
  propertyName,
  sameRead,
  unwrap,
} from '../code/expression.js';
import { wordsOf } from '../text/words.js';
import { sizeOf } from './collection.js';
import type { JudgeAt, JudgedContext } from './evaluation-context.js';
import { wayTo } from './request-read.js';
import type { Narrowing } from './value.js';

/** A context with what the statements around an expression have proven when it is read. */
export function guarded(expression: Expression, context: JudgedContext, judge: JudgeAt): JudgedContext {
  if (context.question.values.budget.isSpent) return context;
  const found: Narrowing[] = [];
  for (const guard of context.source.guards?.(expression) ?? []) {
    if (!context.question.values.budget.spend()) break;
    found.push(
      ...('cases' in guard
        ? chosen(guard.test, guard.cases, context, judge)
        : narrowings(guard.test, guard.holds, context, judge)),
    );
  }
  return found.length === 0 ? context : { ...context, narrowed: [...found, ...(context.narrowed ?? [])] };
}

/** What a test that holds, or does not, proves of the values it reads. */
export function narrowings(
  test: Expression,
  holds: boolean,
  context: JudgedContext,
  judge: JudgeAt,
): readonly Narrowing[] {
  return proven(test, holds, context, judge).filter(({ read }) => unwrap(read).kind !== 'literal');
}

function proven(
  test: Expression,
  holds: boolean,
  context: JudgedContext,
  judge: JudgeAt,
): readonly Narrowing[] {
  const read = unwrap(test);
  const of = (inner: Expression, itHolds: boolean) => proven(inner, itHolds, context, judge);
  if (read.kind === 'unary') return read.operator === '!' ? of(read.operand, !holds) : [];
  if (read.kind === 'operation') {
    const { operator, left, right } = read;
    if (operator === (holds ? '&&' : '||')) return [...of(left, holds), ...of(right, holds)];
    if (operator === (holds ? '||' : '&&')) return either(of(left, holds), of(right, holds), context);
    const list = listSearched(read, holds);
    if (list) return [{ read: list.read, verdict: () => keysOf(list.list, context) }];
    if (operator === (holds ? '===' : '!==') || operator === (holds ? '==' : '!='))
      return [
        ...(isMissing(right) ? [] : [{ read: left, verdict: () => equal(right, context, judge) }]),
        ...(isMissing(left) ? [] : [{ read: right, verdict: () => equal(left, context, judge) }]),
      ];
    if (operator === 'in') return holds ? [{ read: left, verdict: () => keysOf(right, context) }] : [];
    return [];
  }
  // `const isKnown = KNOWN.has(path); if (isKnown) …`
  if (read.kind === 'identifier') {
    const test = testBehind(read, context);
    return test ? of(test, holds) : [];
  }
  // `MAP[x] ? x : 'other'`
  if (read.kind === 'member' && typeof read.property !== 'string')
    return holds ? [{ read: read.property, verdict: () => keysOf(read.object, context) }] : [];
  return read.kind === 'call' ? asking(read, holds, context) : [];
}

/** `KNOWN.has(x)`, `Object.hasOwn(MAP, x)`, and questions whose answer is not seen. */
function asking(call: Call, holds: boolean, context: JudgedContext): readonly Narrowing[] {
  const callee = unwrap(call.callee);
  const method = propertyName(callee);
  const [first, second] = call.arguments;
  if (callee.kind === 'member' && first) {
    const isOwn = method === 'hasOwnProperty' && unwrap(callee.object).text !== 'Object';
    if (method === 'includes' || method === 'has' || isOwn)
      return holds ? [{ read: first, verdict: () => keysOf(callee.object, context) }] : [];
    const isOwnOf = method === 'hasOwn' || callee.text === 'Object.prototype.hasOwnProperty.call';
    if (isOwnOf && second) return holds ? [{ read: second, verdict: () => keysOf(first, context) }] : [];
  }
  // Leaving out what matches, or what is to be left out, leaves endless others.
  if (!holds && (SEARCHES.has(method ?? '') || excludes(callee))) return [];
  // Some other question about the value: whether it is one of a few is not seen.
  return questioned(call).map((read) => ({ read, verdict: () => UNKNOWN }));
}

const SEARCHES = new Set(['test', 'match', 'search', 'startsWith', 'endsWith']);

/** `shouldSkip(path)`, `isHealthCheck(path)`: a predicate that is named for what it leaves out. */
function excludes(callee: Expression): boolean {
  return wordsOf(lastName(callee) ?? '').some((word) => EXCLUDING_WORDS.has(word));
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
function equal(other: Expression, context: JudgedContext, judge: JudgeAt): Cardinality | undefined {
  const verdict = judge(other, context);
  return verdict.is === 'unbounded' ? undefined : verdict;
}

/** What two tests say of the same value, of which one holds. */
function either(
  left: readonly Narrowing[],
  right: readonly Narrowing[],
  context: JudgedContext,
): readonly Narrowing[] {
  return left.flatMap(({ read, verdict }) => {
    const same = right.find((its) => sameValue(its.read, read, context));
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
  context: JudgedContext,
  judge: JudgeAt,
): readonly Narrowing[] {
  if (read.kind !== 'literal') {
    const verdict = () => {
      const values = cases.map((each) => equal(each, context, judge));
      return values.every((each) => each !== undefined) ? sum(values) : undefined;
    };
    return [{ read, verdict }];
  }
  return cases
    .map((test) => narrowings(test, read.value === true, context, judge))
    .reduce((left, right) => either(left, right, context));
}

/** How many values a list, Set, Map or object holds, when it is asked for one. */
function keysOf(list: Expression, context: JudgedContext): Cardinality {
  const { values } = context.question;
  const owner = values.value(list, context);
  const size = owner && sizeOf(owner, values);
  return size ? bounded(size, { code: 'listed-values', count: size, evidence: brief(list) }) : UNKNOWN;
}

/** The values that a function's test asks about: whether they are in a list, equal something, match. */
export function asked(test: Expression, context: JudgedContext): readonly Expression[] {
  const read = unwrap(test);
  switch (read.kind) {
    case 'unary':
      return asked(read.operand, context);
    case 'operation':
      if (['&&', '||', '??'].includes(read.operator))
        return [...asked(read.left, context), ...asked(read.right, context)];
      if (isMissing(read.left) || isMissing(read.right) || !COMPARISONS.has(read.operator)) return [];
      return read.operator === 'instanceof' || read.text.startsWith('typeof') ? [] : [read.left, read.right];
    case 'call':
      return questioned(read);
    case 'member':
      return typeof read.property === 'string' ? [] : [read.property];
    case 'identifier': {
      const test = testBehind(read, context);
      return test ? asked(test, context) : [];
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
function testBehind(name: Identifier, context: JudgedContext): Expression | undefined {
  if (context.source.binding(name).kind !== 'variable') return undefined;
  const held = context.question.values.step(name, context);
  const [only, ...others] = held?.values ?? [];
  const isSure = only && held?.isComplete && others.length === 0 && only.source === context.source;
  return isSure && unwrap(only.expression).kind !== 'identifier' ? only.expression : undefined;
}

/** Whether what a test reads is the value of an expression: the same read, or written the same. */
export function sameValue(tested: Expression, expression: Expression, context: JudgedContext): boolean {
  const a = unwrap(tested);
  const b = unwrap(expression);
  if (sameRead(a, b) || (a.kind === b.kind && a.text === b.text)) return true;
  const isRead = b.kind === 'identifier' || b.kind === 'member';
  // `KNOWN.some((known) => known === path)`
  if (a.kind === 'function') return isRead && mentions(a.text, b.text);
  if (!isRead || (a.kind !== 'identifier' && a.kind !== 'member')) return false;
  // `const { path } = req` is `req.path`.
  const left = wayTo(a, context);
  const right = wayTo(b, context);
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
