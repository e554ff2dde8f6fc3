import type { Dialect, Level } from '../../catalog/schema.js';
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
    methodFor: METHOD_FOR,
    ...record,
    printf: 'unknown',
    extra: 'kept',
    returnsUndefined: false,
    isTarget: false,
    ...(writesErrors ? {} : { errorNeeds: { what: 'a serializer for errors', isMet: () => false } }),
  };
}

const METHOD_FOR: Readonly<Record<Level, string>> = {
  trace: 'trace',
  debug: 'debug',
  info: 'info',
  warn: 'warn',
  error: 'error',
  fatal: 'fatal',
};
