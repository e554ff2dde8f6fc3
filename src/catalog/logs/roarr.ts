import type { Dialect, Library } from '../schema.js';
import { PLAIN_METHODS } from './levels.js';

const DIALECT: Dialect = {
  name: 'roarr',
  methods: {
    ...PLAIN_METHODS,
    traceOnce: 'trace',
    debugOnce: 'debug',
    infoOnce: 'info',
    warnOnce: 'warn',
    errorOnce: 'error',
    fatalOnce: 'fatal',
  },
  methodFor: PLAIN_METHODS,
  shape: 'fields-first',
  messageKey: 'message',
  error: { at: 'stack-field', key: 'stack', aloneAsArgument: false },
  reserved: ['logLevel'],
  printf: 'yes',
  extra: 'dropped',
  returnsUndefined: true,
  losesErrors: { underKey: () => 'emptied' },
};

export const ROARR: Library = {
  id: 'roarr',
  packages: ['roarr'],
  exports: { Roarr: 'logger', default: 'logger' },
  types: { Logger: 'logger' },
  kinds: { logger: { logger: DIALECT, steps: { 'child()': 'logger' } } },
  loggerDependency: { is: 'logger' },
};
