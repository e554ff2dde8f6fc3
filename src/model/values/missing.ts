import { type Expression, sameRead, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import { Budget } from './budget.js';
import { isMissing } from './narrowing.js';

/**
 * Whether a test around has shown that a value is missing where another expression is evaluated: `token` in
 * `if (!token) logger.warn({ token })`.
 */
export function isKnownMissing(read: Expression, near: Expression, source: Source): boolean {
  const budget = new Budget();
  for (const guard of source.guards?.(near) ?? []) {
    if (!budget.spend()) return false;
    if ('holds' in guard && saysMissing(guard.test, guard.holds, read)) return true;
  }
  return false;
}

/** Whether a test that holds, or does not, says that a value is missing. */
function saysMissing(test: Expression, holds: boolean, read: Expression): boolean {
  const asked = unwrap(test);
  if (asked.kind === 'unary' && asked.operator === '!') return saysMissing(asked.operand, !holds, read);
  if (asked.kind !== 'operation') return !holds && sameRead(asked, read);
  const { operator, left, right } = asked;
  if (operator === (holds ? '&&' : '||'))
    return saysMissing(left, holds, read) || saysMissing(right, holds, read);
  const isEqual = holds ? ['===', '=='] : ['!==', '!='];
  return isEqual.includes(operator) && sameRead(left, read) && isMissing(right);
}
