import type { Dialect } from '../../catalog/schema.js';
import { PLAIN_METHODS } from '../../catalog/logs/levels.js';
import { OWN_METHODS } from '../../catalog/logs/names.js';

type OwnRecord = Pick<Dialect, 'shape' | 'messageKey' | 'error' | 'reserved'>;

/** What is true of a library's records whoever writes them, a logger of the project's own included. */
type Behind = Pick<Dialect, 'writesFields' | 'formats' | 'keepsErrorProperties' | 'fieldsFillPlaceholders'>;

/**
 * How the calls of a logger of the project's own are written.
 *
 * @param writesErrors whether an error is seen to be written with more than its own properties
 * @param behind the library that it writes with
 */
export function ownDialect(record: OwnRecord, writesErrors: boolean, behind?: Behind): Dialect {
  return {
    name: 'The logger',
    methods: OWN_METHODS,
    methodFor: PLAIN_METHODS,
    ...record,
    ...(behind?.writesFields && { writesFields: behind.writesFields }),
    ...(behind?.formats && { formats: behind.formats }),
    ...(behind?.keepsErrorProperties && { keepsErrorProperties: true as const }),
    ...(behind?.fieldsFillPlaceholders && { fieldsFillPlaceholders: true as const }),
    printf: 'unknown',
    extra: 'kept',
    returnsUndefined: false,
    isTarget: false,
    ...(writesErrors ? {} : { errorNeeds: { what: 'a serializer for errors', isMet: () => false } }),
  };
}
