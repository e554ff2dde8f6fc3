import type { Dialect, Library, LoggerMaking } from '../schema.js';
import { mentions } from './making.js';
import { PINO_DIALECT, serializesUnder } from './pino.js';

const LIKE_PINO: Dialect = {
  ...PINO_DIALECT,
  keepsErrorProperties: undefined,
  ownMethods: undefined,
  takesLevels: undefined,
};

const DIALECT: Dialect = {
  ...LIKE_PINO,
  name: 'bunyan',
  reserved: ['level', 'time', 'pid', 'hostname', 'msg', 'err', 'v', 'name', 'src'],
  extra: 'into-text',
  loses: {
    ownKey: (key) =>
      key === 'msg' || key === 'v' ? 'dropped' : key === 'level' || key === 'time' ? 'replaces' : undefined,
  },
  losesErrors: {
    underKey: (key, making) => {
      if (key === 'err') return making !== undefined && !serializesErrors(making) ? 'emptied' : undefined;
      return mentions(making, 'serializers[\\s\\S]*\\bKEY\\b', key) ? undefined : 'emptied';
    },
    areKeptUnder: (key) =>
      new RegExp(`${serializesUnder(key).source}|\\bserializers\\s*:\\s*(?:\\w+\\.)?stdSerializers\\b`),
  },
  errorNeeds: {
    what: 'serializers',
    isMet: serializesErrors,
  },
};

export const BUNYAN: Library = {
  id: 'bunyan',
  packages: ['bunyan'],
  exports: { default: 'module', '*': 'module', createLogger: 'createLogger' },
  types: { default: 'logger', '*': 'logger', Logger: 'logger' },
  kinds: {
    // It makes a logger without `new` as well.
    module: { steps: { createLogger: 'createLogger', default: 'module', new: 'logger', '()': 'logger' } },
    createLogger: { steps: { '()': 'logger' } },
    logger: { logger: DIALECT, steps: { 'child()': 'logger' } },
  },
  loggerDependency: { is: 'logger' },
  loggerModule: {
    imports: { 'createLogger, stdSerializers': 'bunyan' },
    expression: 'createLogger({ name: SERVICE, serializers: stdSerializers })',
  },
};

/** Whether a logger is seen to be made with a serializer for `err`. */
function serializesErrors(making: LoggerMaking | undefined): boolean {
  if (!making || making.by === 'other') return false;
  const serializers = making.options?.get('serializers');
  if (!serializers) return false;
  return serializers.keys?.some((key) => key === 'err' || key === undefined) ?? true;
}
