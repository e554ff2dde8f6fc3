import { GENERATING_CALLS } from '../../catalog/attributes/identifiers.js';
import {
  type Call,
  type Expression,
  type New,
  children,
  dotted,
  propertyName,
  rootOf,
  unwrap,
} from './expression.js';
import type { Source } from './source.js';

/** Global functions that only compute a value. */
const FUNCTIONS = new Set([
  ...['String', 'Number', 'Boolean', 'parseInt', 'parseFloat', 'isNaN', 'Date', 'JSON.stringify'],
  ...['encodeURIComponent', 'encodeURI', 'randomUUID', 'crypto.randomUUID'],
]);

/** Methods of texts, numbers, lists and dates that only compute a value, and a request's `get('x-user')`. */
const METHODS = new Set([
  ...['toString', 'toLowerCase', 'toUpperCase', 'trim', 'slice', 'substring', 'substr', 'split', 'join'],
  ...['concat', 'replace', 'replaceAll', 'at', 'charAt', 'padStart', 'padEnd', 'includes', 'startsWith'],
  ...['endsWith', 'indexOf', 'toFixed', 'toISOString', 'toJSON', 'toHexString', 'getTime', 'valueOf'],
  ...['get', 'header', 'param', 'query', 'spanContext'],
]);

/**
 * Whether nothing but its value is lost when an expression is no longer evaluated: reads, and calls that only
 * compute.
 */
export function isDiscardable(expression: Expression, source: Source): boolean {
  switch (expression.kind) {
    case 'literal':
    case 'identifier':
    case 'this':
      return true;
    case 'call':
    case 'new':
      return (
        isComputing(expression, source) && children(expression).every((part) => isDiscardable(part, source))
      );
    case 'operation':
      if (/(?<![=!<>])=$/.test(expression.operator)) return false;
      break;
    case 'unary':
      if (['await', '++', '--', 'delete'].includes(expression.operator)) return false;
      break;
    case 'tagged':
    case 'function':
    case 'spread':
    case 'other':
      return false;
  }
  return children(expression).every((part) => isDiscardable(part, source));
}

function isComputing(call: Call | New, source: Source): boolean {
  const callee = unwrap(call.callee);
  const name = dotted(callee);
  const root = rootOf(callee);
  const binding = root && source.binding(root).kind;
  const isKnown = name !== undefined && (FUNCTIONS.has(name) || GENERATING_CALLS.has(name));
  if (isKnown && (binding === 'global' || binding === 'import')) return true;
  if (name?.startsWith('Math.') && binding === 'global') return true;
  return call.kind === 'call' && METHODS.has(propertyName(callee) ?? '');
}
