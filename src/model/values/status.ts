import { type Expression, lastName, propertyName, unwrap } from '../code/expression.js';
import type { JudgeAt, JudgedContext } from './evaluation-context.js';
import { hasReason } from './lattice.js';

/** Whether an expression is an HTTP status code, or a text of one. */
export function isStatus(expression: Expression, context: JudgedContext, judge: JudgeAt): boolean {
  const read = withoutConversion(expression);
  if (/^(?:http)?_?(?:response)?_?(?:status|status_?code)$/i.test(lastName(read) ?? '')) return true;
  return hasReason(judge(read, context), 'status');
}

/** Whether an expression divides a status code into its class: `status / 100`. */
export function isStatusClass(expression: Expression, context: JudgedContext, judge: JudgeAt): boolean {
  const read = unwrap(expression);
  return (
    read.kind === 'operation' &&
    read.operator === '/' &&
    read.right.kind === 'literal' &&
    read.right.value === 100 &&
    isStatus(read.left, context, judge)
  );
}

/** `String(status)`, `status.toString()`, `` `${status}` ``: the status. */
function withoutConversion(expression: Expression): Expression {
  const read = unwrap(expression);
  if (read.kind === 'template' && read.expressions.length === 1 && read.quasis[0] === '')
    return withoutConversion(read.expressions[0] ?? read);
  if (read.kind !== 'call') return read;
  const callee = unwrap(read.callee);
  const [first] = read.arguments;
  if (callee.kind === 'identifier' && callee.name === 'String' && first) return withoutConversion(first);
  return callee.kind === 'member' && propertyName(callee) === 'toString'
    ? withoutConversion(callee.object)
    : read;
}
