import type { Dialect, Library } from '../schema.js';

const DIALECT: Dialect = {
  name: 'electron-log',
  methods: {
    silly: 'trace',
    debug: 'debug',
    verbose: 'debug',
    info: 'info',
    log: 'info',
    warn: 'warn',
    error: 'error',
  },
  methodFor: { trace: 'silly', debug: 'debug', info: 'info', warn: 'warn', error: 'error', fatal: 'error' },
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

export const ELECTRON_LOG: Library = {
  id: 'electron-log',
  packages: ['electron-log', 'electron-log/main', 'electron-log/node', 'electron-log/renderer'],
  exports: { default: 'logger', '*': 'logger' },
  types: { Logger: 'logger', MainLogger: 'logger', NodeLogger: 'logger', LogFunctions: 'scoped' },
  kinds: {
    logger: {
      logger: DIALECT,
      steps: { 'scope()': 'scoped', 'create()': 'logger', default: 'logger', functions: 'scoped' },
    },
    scoped: { logger: DIALECT },
  },
};
