import { type Expression, propertyName, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import { errorText, isErrorName } from './error.js';
import { Resolver, STOP } from './resolver.js';
import { contextOf } from './value.js';

/**
 * Whether an expression is proven to be a string, a number or a boolean, or to be missing: in a text it reads as the console
 * prints it. False where that is not seen.
 */
export function isPrimitive(expression: Expression, source: Source): boolean {
  const read = unwrap(expression);
  if (isMade(read, source)) return true;
  // `err.message` of something that is no error may be anything.
  const error = read.kind === 'member' ? errorText(read, source) : undefined;
  if ((error && error.as !== 'whole') || isTextOfNamedError(read)) return true;
  const primitive = source.primitiveOf?.(read);
  if (primitive !== undefined) return primitive !== 'bigint';
  if (read.kind !== 'identifier' && read.kind !== 'member') return false;
  let isSeen = false;
  const isAll = new Resolver().each(read, contextOf(source), (value) => {
    isSeen = true;
    if (value.expression === read) return STOP;
    return isMade(unwrap(value.expression), value.source) ? undefined : STOP;
  });
  return isAll && isSeen;
}

/** `err.stack` of a handler's parameter: text, or nothing. */
function isTextOfNamedError(read: Expression): boolean {
  const member = propertyName(read);
  return (
    read.kind === 'member' && (member === 'message' || member === 'stack') && isErrorName(unwrap(read.object))
  );
}

/** Whether what an expression does makes a primitive, whatever it is given. */
function isMade(read: Expression, source: Source): boolean {
  const both = (left: Expression, right: Expression) =>
    isPrimitive(left, source) && isPrimitive(right, source);
  switch (read.kind) {
    case 'literal':
      return true;
    case 'template':
      return true;
    case 'conditional':
      return both(read.whenTrue, read.whenFalse);
    case 'operation':
      if (COMPUTES.has(read.operator)) return true;
      if (read.operator === '+')
        return both(read.left, read.right) || [read.left, read.right].some(isTextual);
      return JOINS.has(read.operator) && both(read.left, read.right);
    case 'unary':
      return UNARY.has(read.operator);
    case 'member':
      return MEMBERS.has(propertyName(read) ?? '') || GLOBAL.test(read.text);
    case 'call': {
      const callee = unwrap(read.callee);
      return METHODS.has(propertyName(callee) ?? '') || FUNCTIONS.test(callee.text);
    }
    case 'identifier':
      return read.name === '__filename' || read.name === '__dirname';
    default:
      return false;
  }
}

/** A text whatever is added to it. */
function isTextual(expression: Expression): boolean {
  const read = unwrap(expression);
  if (read.kind === 'operation' && read.operator === '+')
    return isTextual(read.left) || isTextual(read.right);
  return read.kind === 'template' || (read.kind === 'literal' && typeof read.value === 'string');
}

/** Numbers and booleans, but for big integers, which the console prints with a letter. */
const COMPUTES: ReadonlySet<string> = new Set([
  ...['-', '*', '/', '%', '<', '>', '<=', '>=', '==', '===', '!=', '!==', 'in', 'instanceof'],
]);
const JOINS: ReadonlySet<string> = new Set(['||', '&&', '??']);
const UNARY: ReadonlySet<string> = new Set(['!', 'typeof', '+', 'void']);
/** Members that are a number of whatever has them. */
const MEMBERS: ReadonlySet<string> = new Set(['length', 'byteLength']);
const GLOBAL = /^process\.(?:env\.\w+|pid|ppid|platform|version|arch|title|cwd\(\))$/;
/** Methods that give text or a number of whatever has them. */
const METHODS: ReadonlySet<string> = new Set([
  ...['toString', 'toISOString', 'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString', 'toUTCString'],
  ...[
    'toFixed',
    'toPrecision',
    'toLowerCase',
    'toUpperCase',
    'trim',
    'trimEnd',
    'trimStart',
    'join',
    'substring',
  ],
  ...[
    'substr',
    'padStart',
    'padEnd',
    'charAt',
    'indexOf',
    'getTime',
    'localeCompare',
    'startsWith',
    'endsWith',
  ],
]);
const FUNCTIONS =
  /^(?:String|Number|Boolean|parseInt|parseFloat|Number\.parse(?:Int|Float)|JSON\.stringify|Math\.\w+|Date\.now|performance\.now|process\.(?:cwd|uptime)|(?:path|util|os)\.(?:join|resolve|basename|dirname|inspect|hostname))$/;
