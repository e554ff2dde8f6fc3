import type { Dialect, Library } from '../schema.js';
import { PLAIN_METHODS } from './levels.js';

const DIALECT: Dialect = {
  name: 'consola',
  methods: {
    ...PLAIN_METHODS,
    verbose: 'trace',
    log: 'info',
    success: 'info',
    ready: 'info',
    start: 'info',
    box: 'info',
    fail: 'error',
  },
  methodFor: PLAIN_METHODS,
  shape: 'message-first',
  messageKey: 'message',
  error: { at: 'argument' },
  reserved: ['message', 'args', 'type', 'level', 'tag', 'date', 'additional'],
  printf: 'yes',
  printsText: true,
  extra: 'kept',
  keepsErrorProperties: true,
  // `false` for a record below the logger's level.
  returnsUndefined: false,
};

export const CONSOLA: Library = {
  id: 'consola',
  packages: ['consola', 'consola/basic', 'consola/core'],
  exports: { default: 'logger', consola: 'logger', createConsola: 'create', '*': 'logger' },
  types: { ConsolaInstance: 'logger', Consola: 'logger' },
  kinds: {
    create: { steps: { '()': 'logger' } },
    logger: {
      logger: DIALECT,
      steps: {
        'withTag()': 'logger',
        'withDefaults()': 'logger',
        'withScope()': 'logger',
        'create()': 'logger',
        consola: 'logger',
        default: 'logger',
        createConsola: 'create',
      },
    },
  },
  loggerDependency: { is: 'logger' },
  loggerModule: { imports: { createConsola: 'consola' }, expression: 'createConsola()' },
};
