import type { Dialect, Library } from '../schema.js';
import { PLAIN_METHODS } from './levels.js';

const DIALECT: Dialect = {
  name: 'loglevel',
  methods: { trace: 'trace', debug: 'debug', log: 'debug', info: 'info', warn: 'warn', error: 'error' },
  methodFor: { ...PLAIN_METHODS, fatal: 'error' },
  shape: 'message-first',
  messageKey: 'message',
  error: { at: 'argument' },
  reserved: [],
  printf: 'yes',
  printsText: true,
  extra: 'kept',
  keepsErrorProperties: true,
  returnsUndefined: true,
};

export const LOGLEVEL: Library = {
  id: 'loglevel',
  packages: ['loglevel'],
  exports: { default: 'logger', '*': 'logger', getLogger: 'getLogger' },
  types: { Logger: 'logger' },
  kinds: {
    getLogger: { steps: { '()': 'logger' } },
    logger: { logger: DIALECT, steps: { 'getLogger()': 'logger', default: 'logger' } },
  },
};
