import type { Dialect, Library } from '../schema.js';
import { PLAIN_METHODS } from './levels.js';

const DIALECT: Dialect = {
  name: 'tracer',
  methods: { ...PLAIN_METHODS, log: 'trace' },
  methodFor: PLAIN_METHODS,
  shape: 'message-first',
  messageKey: 'message',
  error: { at: 'argument' },
  reserved: [],
  // `%s`, `%d`, `%j` and `%t` alone, and `%%` stays as it is.
  printf: 'unknown',
  fillsEach: true,
  printsText: true,
  extra: 'kept',
  keepsErrorProperties: true,
  // What was printed, where its level is.
  returnsUndefined: false,
  takesLevels: true,
};

export const TRACER: Library = {
  id: 'tracer',
  packages: ['tracer'],
  exports: { default: 'module', '*': 'module', console: 'make', colorConsole: 'make', dailyfile: 'make' },
  types: { Logger: 'logger' },
  kinds: {
    module: {
      steps: {
        'console()': 'logger',
        'colorConsole()': 'logger',
        'dailyfile()': 'logger',
        default: 'module',
      },
    },
    make: { steps: { '()': 'logger' } },
    logger: { logger: DIALECT },
  },
};
