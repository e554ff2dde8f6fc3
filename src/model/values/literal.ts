import { type ArrayLiteral, type Expression, type ObjectLiteral, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import { Resolver } from './resolver.js';
import { type EvaluationContext, type Follows, type Value, contextOf, isMutated } from './value.js';

/**
 * The object of this file that an expression surely is, written out: itself, or what a constant, a field or a function
 * holds or returns. Undefined where the file changes it in place.
 */
export function objectOf(expression: Expression | undefined, source: Source): ObjectLiteral | undefined {
  const literal = ownLiteral(expression, source);
  return literal?.kind === 'object' ? literal : undefined;
}

/** The list of this file that an expression surely is, written out. */
export function arrayOf(expression: Expression | undefined, source: Source): ArrayLiteral | undefined {
  const literal = ownLiteral(expression, source);
  return literal?.kind === 'array' ? literal : undefined;
}

/**
 * What an expression surely is, followed within its file; itself where that is not seen, or where the file changes it in
 * place.
 */
export function settled(expression: Expression, source: Source): Expression {
  const read = unwrap(expression);
  if (!mayBeLiteral(read)) return read;
  const value = new Resolver().value(read, contextOf(source));
  return value?.source === source && !isMutated(value) ? value.expression : read;
}

function ownLiteral(expression: Expression | undefined, source: Source): Expression | undefined {
  if (!expression || expression.kind === 'object' || expression.kind === 'array') return expression;
  if (!mayBeLiteral(expression)) return undefined;
  const value = literalOf(expression, contextOf(source), new Resolver());
  return value?.source === source ? value.expression : undefined;
}

/** The object or list that an expression surely is, wherever it is written, unless a file changes it in place. */
export function literalOf(
  expression: Expression,
  context: EvaluationContext,
  follow: Follows,
): Value | undefined {
  const value = follow.value(expression, context);
  const isLiteral = value?.expression.kind === 'object' || value?.expression.kind === 'array';
  return isLiteral && !isMutated(value) ? value : undefined;
}

/** Most arguments are texts and numbers: nothing is to be followed. */
function mayBeLiteral({ kind }: Expression): boolean {
  return ['identifier', 'member', 'call', 'assertion', 'unary'].includes(kind);
}
