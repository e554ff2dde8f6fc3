import type { Dialect, Library } from '../schema.js';

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
  types: { InvocationContext: 'context' },
  kinds: {
    Context: { steps: { new: 'context' } },
    context: { logger: DIALECT },
  },
};
