import type { Dialect, Library } from '../schema.js';
import { PLAIN_METHODS } from './levels.js';

const DIALECT: Dialect = {
  name: 'signale',
  methods: {
    debug: 'debug',
    log: 'info',
    info: 'info',
    success: 'info',
    complete: 'info',
    start: 'info',
    pause: 'info',
    pending: 'info',
    await: 'info',
    wait: 'info',
    watch: 'info',
    note: 'info',
    star: 'info',
    fav: 'info',
    warn: 'warn',
    error: 'error',
    fatal: 'fatal',
  },
  methodFor: { ...PLAIN_METHODS, trace: 'debug' },
  shape: 'message-first',
  messageKey: 'message',
  error: { at: 'argument' },
  reserved: [],
  printf: 'yes',
  printsText: true,
  extra: 'kept',
  keepsErrorProperties: true,
  returnsUndefined: true,
  takesLevels: true,
};

export const SIGNALE: Library = {
  id: 'signale',
  packages: ['signale'],
  exports: { default: 'logger', '*': 'logger', Signale: 'Signale' },
  types: { Signale: 'logger' },
  kinds: {
    Signale: { steps: { new: 'logger' } },
    logger: { logger: DIALECT, steps: { 'scope()': 'logger', Signale: 'Signale', default: 'logger' } },
  },
};
