import type { Expr } from './expression.js';

/** The number that an expression of numbers comes to; undefined where it reads series. */
export function constantOf(expr: Expr): number | undefined {
  if (expr.kind === 'number') return expr.value;
  if (expr.kind !== 'binary') return undefined;
  const [left, right] = [constantOf(expr.left), constantOf(expr.right)];
  if (left === undefined || right === undefined) return undefined;
  switch (expr.operator) {
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '+':
      return left + right;
    case '-':
      return left - right;
    default:
      return undefined;
  }
}
