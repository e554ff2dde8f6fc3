import type { Dialect, Library } from '../schema.js';
import { OPEN_DIALECT } from './open-contract.js';

/** The host prints all arguments into one text, as `util.format` does. */
const DIALECT: Dialect = {
  name: 'azure-functions',
  methods: { trace: 'trace', debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error' },
  methodFor: { trace: 'trace', debug: 'debug', info: 'info', warn: 'warn', error: 'error', fatal: 'error' },
  shape: 'message-first',
  messageKey: 'message',
  error: { at: 'argument' },
  reserved: [],
  printf: 'yes',
  extra: 'kept',
  keepsErrorProperties: true,
  returnsUndefined: true,
};

export const AZURE_FUNCTIONS: Library = {
  id: 'azure-functions',
  packages: ['@azure/functions'],
  exports: { InvocationContext: 'Context' },
  types: { InvocationContext: 'context', Context: 'context3', Logger: 'logger3' },
  kinds: {
    Context: { steps: { new: 'context' } },
    context: { logger: DIALECT },
    // Version 3, which is types alone: read, not run.
    context3: { logger: { ...OPEN_DIALECT, methods: { log: 'info' } }, steps: { log: 'logger3' } },
    logger3: { logger: OPEN_DIALECT },
  },
};
