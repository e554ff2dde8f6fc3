import type { Dialect } from '../../catalog/schema.js';
import { ownDialect } from './own-dialect.js';

/** Text for people, in which an object or an error after the text is seen whole. */
export function printedDialect(errorAt: 'argument' | 'field' | 'stack-field'): Dialect {
  const error = {
    argument: { at: 'argument' },
    field: { at: 'field', key: 'error' },
    'stack-field': { at: 'stack-field', key: 'stack', aloneAsArgument: false },
  } as const;
  const record = { messageKey: 'message', reserved: [], error: error[errorAt] };
  return { ...ownDialect({ shape: 'message-first', ...record }, true), printf: 'yes', printsText: true };
}
