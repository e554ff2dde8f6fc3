import { ERROR_KIND_PROPERTIES } from '../../catalog/attributes/identifiers.js';
import { type Expression, type Member, propertyName, unwrap } from '../code/expression.js';
import { errorText, isError, isErrorName } from './error.js';
import type { JudgedContext } from './evaluation-context.js';
import { type Cardinality, ERROR_KINDS, STATUS, bounded, seenIn, unbounded } from './lattice.js';

/** How many values a part of an error takes: endless messages, a few names and codes. Undefined for other reads. */
export function errorPart(
  read: Member,
  property: string,
  { source, question }: JudgedContext,
): Cardinality | undefined {
  if (errorText(read, source, question.values)) return unbounded(read, seenIn(read, 'error-text'));
  const object = unwrap(read.object);
  const isOfClass = propertyName(object) === 'constructor' && object.kind === 'member';
  const error = isOfClass ? object.object : object;
  const isProven = isError(error, source, question.values);
  if (!isProven && !isErrorName(error)) return undefined;
  if (property === 'message' || property === 'stack')
    return unbounded(read, seenIn(read, 'error-text'), isProven ? 'value' : 'name');
  if (property === 'status' || property === 'statusCode') return STATUS;
  const kind = isOfClass ? `constructor.${property}` : property;
  return ERROR_KIND_PROPERTIES.has(kind) ? bounded(ERROR_KINDS, { code: 'error-kind' }) : undefined;
}

/** An error where a text is expected: whatever it says. */
export function errorAsText(read: Expression): Cardinality {
  return unbounded(read, seenIn(read, 'error-as-text'));
}
