import type { Dialect, Library } from '../schema.js';
import { PLAIN_METHODS } from './levels.js';

const DIALECT: Dialect = {
  name: 'log4js',
  methods: { ...PLAIN_METHODS, mark: 'fatal' },
  methodFor: PLAIN_METHODS,
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

export const LOG4JS: Library = {
  id: 'log4js',
  packages: ['log4js'],
  exports: { default: 'module', '*': 'module', getLogger: 'getLogger', configure: 'configure' },
  types: { Logger: 'logger' },
  kinds: {
    module: {
      steps: { getLogger: 'getLogger', configure: 'configure', default: 'module' },
    },
    configure: { steps: { '()': 'module' } },
    getLogger: { steps: { '()': 'logger' } },
    logger: { logger: DIALECT },
  },
  loggerDependency: { is: 'logger' },
  loggerModule: {
    imports: { configure: 'log4js' },
    expression: [
      'configure({',
      "  appenders: { out: { type: 'stdout' } },",
      "  categories: { default: { appenders: ['out'], level: process.env.LOG_LEVEL ?? 'info' } },",
      '}).getLogger()',
    ].join('\n'),
  },
};
