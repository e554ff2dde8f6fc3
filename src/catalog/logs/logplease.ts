import type { Dialect, Library } from '../schema.js';
import { PLAIN_METHODS } from './levels.js';

const DIALECT: Dialect = {
  name: 'logplease',
  methods: { debug: 'debug', log: 'debug', info: 'info', warn: 'warn', error: 'error' },
  methodFor: { ...PLAIN_METHODS, trace: 'debug', fatal: 'error' },
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

export const LOGPLEASE: Library = {
  id: 'logplease',
  packages: ['logplease'],
  exports: { default: 'module', '*': 'module', create: 'create' },
  kinds: {
    module: { steps: { 'create()': 'logger', default: 'module' } },
    create: { steps: { '()': 'logger' } },
    logger: { logger: DIALECT },
  },
};
