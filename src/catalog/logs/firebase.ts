import type { Dialect, Library } from '../schema.js';

/**
 * An object that comes last is the fields; what stands before it is printed into the text, an error with its stack, from which
 * Error Reporting makes its groups.
 */
const DIALECT: Dialect = {
  name: 'firebase-functions',
  methods: { debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error' },
  methodFor: { trace: 'debug', debug: 'debug', info: 'info', warn: 'warn', error: 'error', fatal: 'error' },
  shape: 'message-first',
  messageKey: 'message',
  error: { at: 'argument', beforeFields: true },
  reserved: ['severity', 'message'],
  printf: 'yes',
  extra: 'into-text',
  returnsUndefined: true,
  losesErrors: { underKey: () => 'emptied' },
};

export const FIREBASE_LOGGER: Library = {
  id: 'firebase-functions/logger',
  packages: ['firebase-functions/logger'],
  exports: { '*': 'logger', default: 'logger' },
  kinds: { logger: { logger: DIALECT } },
};

export const FIREBASE: Library = {
  id: 'firebase-functions',
  packages: ['firebase-functions', 'firebase-functions/v1', 'firebase-functions/v2'],
  exports: { logger: 'logger' },
  kinds: { logger: { logger: DIALECT } },
};
