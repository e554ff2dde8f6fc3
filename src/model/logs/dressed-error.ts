import { type Expression, propertyName, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import { isError } from '../values/error.js';

/** Functions that make of an error what may be shown of it. */
const SHOWS_LESS = /^(?:redact|mask|sanitize|sanitise|scrub|censor|clean)(?:[A-Z]|$)/;

/** Whether a value is what a function leaves of an error: `redactSecrets(err)`. It belongs where the error would. */
export function isDressedError(expression: Expression, source: Source): boolean {
  const read = unwrap(expression);
  if (read.kind !== 'call') return false;
  const name = read.callee.kind === 'identifier' ? read.callee.name : (propertyName(read.callee) ?? '');
  const [only, ...others] = read.arguments;
  return SHOWS_LESS.test(name) && only !== undefined && others.length === 0 && isError(only, source);
}
