import {
  type Call,
  type Expression,
  type Member,
  type New,
  propertyName,
  unwrap,
} from '../code/expression.js';
import type { JudgeAt, JudgedContext } from './evaluation-context.js';
import {
  CONSTANT,
  type Cardinality,
  STATUS_CLASS,
  TRUE_OR_FALSE,
  UNKNOWN,
  bounded,
  hasReason,
  product,
} from './lattice.js';
import { isStatus, isStatusClass } from './status.js';

/**
 * How many values the language's own functions and methods make of those they are given: `String(x)`, `Math.floor(x)`,
 * `x.trim()`, `x.includes('/')`. Undefined for any other call.
 */
export function converted(read: Call | New, context: JudgedContext, judge: JudgeAt): Cardinality | undefined {
  const callee = unwrap(read.callee);
  if (callee.kind === 'identifier') return byFunction(callee.name, read, context, judge);
  if (callee.kind !== 'member') return undefined;
  const method = propertyName(callee);
  return method === undefined ? undefined : byMethod(callee, method, read.arguments, context, judge);
}

function byFunction(
  name: string,
  { callee, arguments: [first] }: Call | New,
  context: JudgedContext,
  judge: JudgeAt,
): Cardinality | undefined {
  if (name === 'Boolean' || name === 'isNaN') return TRUE_OR_FALSE;
  if (name === 'URL') return first && judge(first, context);
  if (!CONVERSIONS.has(name) || !isGlobal(callee, context)) return undefined;
  return first ? judge(first, context) : CONSTANT;
}

function byMethod(
  { object: owner }: Member,
  method: string,
  given: readonly Expression[],
  context: JudgedContext,
  judge: JudgeAt,
): Cardinality | undefined {
  const [first] = given;
  const object = unwrap(owner);
  if (object.kind === 'identifier' && isGlobal(object, context)) {
    if (object.name === 'Math') return rounded(method, first, context, judge);
    if (object.name === 'JSON' && method === 'stringify') return first && judge(first, context);
  }
  if (ASKING_METHODS.has(method)) return TRUE_OR_FALSE;
  if (method === 'concat') return product([object, ...given].map((each) => judge(each, context)));
  if (method === 'join' && object.kind === 'array') return judge(object, context);
  if (method === 'shift' || (method === 'at' && first?.text === '0')) {
    const whole = pathBeforeQuery(object);
    return whole && judge(whole, context);
  }
  if ((method === 'replace' || method === 'replaceAll') && given.length === 2)
    return leavesMost(given) ? judge(object, context) : undefined;
  if (method === 'charAt' || isShortCut(method, given)) return firstLetters(object, context, judge);
  return KEEPING_METHODS.has(method) ? judge(object, context) : undefined;
}

/** The first letters of a text: of a status code its class, else as many as there are texts. */
export function firstLetters(text: Expression, context: JudgedContext, judge: JudgeAt): Cardinality {
  if (isStatus(text, context, judge)) return STATUS_CLASS;
  const whole = judge(text, context);
  return whole.is === 'bounded' ? whole : UNKNOWN;
}

function rounded(
  method: string,
  operand: Expression | undefined,
  context: JudgedContext,
  judge: JudgeAt,
): Cardinality {
  if (!operand || !ROUNDING.has(method)) return UNKNOWN;
  if (method === 'sign') return bounded(3, { code: 'sign' });
  if (isStatusClass(operand, context, judge)) return STATUS_CLASS;
  const whole = judge(operand, context);
  // `Math.floor(Math.random() * 10)` has ten values.
  return hasReason(whole, 'random') ? UNKNOWN : whole;
}

/** The text of which the first part is all but its query: `url` of `url.split('?')`. */
export function pathBeforeQuery(list: Expression): Expression | undefined {
  const read = unwrap(list);
  const callee = read.kind === 'call' ? unwrap(read.callee) : undefined;
  const [separator] = read.kind === 'call' ? read.arguments : [];
  return callee?.kind === 'member' &&
    callee.property === 'split' &&
    /^['"`][?#]['"`]$/.test(separator?.text ?? '')
    ? callee.object
    : undefined;
}

/** Whether `replace()` only takes a text out, or a few letters; with a class or a group it may put all ids into one. */
function leavesMost([pattern, by]: readonly Expression[]): boolean {
  if (by?.kind !== 'literal' || pattern?.kind !== 'literal') return false;
  return typeof pattern.value === 'string' || !/[[({.*|?]|\\[dDwWsSpPbB]/.test(pattern.text);
}

function isGlobal(name: Expression, { source }: JudgedContext): boolean {
  return name.kind === 'identifier' && source.binding(name).kind === 'global';
}

/** `text.slice(0, 1)`: the first letters of a text, which are few. */
function isShortCut(method: string, [start, end]: readonly Expression[]): boolean {
  return (
    ['slice', 'substring', 'substr'].includes(method) &&
    start?.kind === 'literal' &&
    start.value === 0 &&
    end?.kind === 'literal' &&
    typeof end.value === 'number' &&
    end.value <= 2
  );
}

const ROUNDING = new Set(['floor', 'trunc', 'round', 'ceil', 'abs', 'sign']);

/** Functions whose result has a value for each that they are given. */
const CONVERSIONS = new Set([
  ...['String', 'Number', 'BigInt', 'parseInt', 'parseFloat'],
  ...['encodeURIComponent', 'decodeURIComponent', 'encodeURI', 'decodeURI'],
]);

/** Methods whose result has a value for each that their owner has. */
const KEEPING_METHODS = new Set([
  ...['toString', 'toLowerCase', 'toUpperCase', 'toLocaleLowerCase', 'toLocaleUpperCase', 'normalize'],
  ...['trim', 'trimStart', 'trimEnd', 'slice', 'substring', 'substr', 'padStart', 'padEnd'],
  ...['toFixed', 'valueOf', 'toJSON', 'toHexString'],
]);

/** Methods that answer with true or false. */
const ASKING_METHODS = new Set([
  ...['includes', 'startsWith', 'endsWith', 'test', 'has', 'some', 'every', 'equals'],
  ...['isInteger', 'isArray', 'isFinite', 'isNaN', 'hasOwn', 'hasOwnProperty'],
]);
