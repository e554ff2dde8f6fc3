import { type Expression, children } from '../code/expression.js';

/** Whether evaluating an expression can run other code, a getter aside. */
export function canRunCode(expression: Expression): boolean {
  if (['call', 'new', 'tagged', 'other'].includes(expression.kind)) return true;
  if (expression.kind === 'unary' && ['await', '++', '--', 'delete'].includes(expression.operator))
    return true;
  if (expression.kind === 'operation' && /(?<![=!<>])=$/.test(expression.operator)) return true;
  return children(expression).some(canRunCode);
}
