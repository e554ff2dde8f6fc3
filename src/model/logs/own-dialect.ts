import type { Dialect } from '../../catalog/schema.js';
import { PLAIN_METHODS } from '../../catalog/logs/levels.js';
import { OWN_METHODS } from '../../catalog/logs/names.js';

type OwnRecord = Pick<Dialect, 'shape' | 'messageKey' | 'error' | 'reserved'>;

/**
 * How the calls of a logger of the project's own are written.
 *
 * @param writesErrors whether an error is seen to be written with more than its own properties
 */
export function ownDialect(record: OwnRecord, writesErrors: boolean): Dialect {
  return {
    name: 'The logger',
    methods: OWN_METHODS,
    methodFor: PLAIN_METHODS,
    ...record,
    printf: 'unknown',
    extra: 'kept',
    returnsUndefined: false,
    isTarget: false,
    ...(writesErrors ? {} : { errorNeeds: { what: 'a serializer for errors', isMet: () => false } }),
  };
}
