import { literally } from '../pattern.js';
import type { Dialect, Library, LoggerMaking } from '../schema.js';
import { PLAIN_METHODS } from './levels.js';
import { mentions } from './making.js';
import { rearrangesArguments } from './pino-hook.js';

const SERIALIZES_KEY = 'errorKey|serializers[\\s\\S]*(?:\\bKEY\\b|stdSerializers\\s*[,})])';

/** Text of a module that makes loggers with a serializer for a key. */
export function serializesUnder(key: string): RegExp {
  const name = literally(key);
  return new RegExp(
    `\\bserializers\\s*:\\s*\\{[^]{0,400}?(?<![.\\w$])['"]?${name}['"]?\\s*[:,(}]|\\berrorKey\\s*:\\s*['"\`]${name}['"\`]`,
  );
}

/** Whether what a logger is made with sees every record before it is written, or changes the arguments of calls. */
function rewrites(making: LoggerMaking | undefined): boolean {
  return mentions(making, FORMATS_RECORDS, '') || rearrangesArguments(making?.text ?? '');
}

const FORMATS_RECORDS = '\\bformatters\\b[\\s\\S]*\\blog\\b\\s*[:(,}]';

/** The same of all loggers of a module. */
const FORMATS_ALL_RECORDS = /\bformatters\s*:\s*\{[^]{0,200}?(?<![.\w$])log\s*[:(,}]/;

/** A hook that is given each call first. */
const HOOK = /\blogMethod\s*[:(]/;

/** What gives the record other keys, or puts the fields under one. */
const RENAMES = '\\b(?:messageKey|nestedKey|timestamp|formatters|customLevels|levelKey|base)\\b';

export const PINO_DIALECT: Dialect = {
  name: 'pino',
  methods: PLAIN_METHODS,
  methodFor: PLAIN_METHODS,
  shape: 'fields-first',
  messageKey: 'msg',
  error: { at: 'field', key: 'err' },
  reserved: ['level', 'time', 'pid', 'hostname', 'msg', 'err', 'reqId', 'req', 'res'],
  printf: 'yes',
  extra: 'dropped',
  returnsUndefined: true,
  stampsRecords: true,
  keepsErrorProperties: true,
  childCopies: true,
  takesLevels: true,
  ownMethods: (making) => {
    const only = making?.options?.get('useOnlyCustomLevels')?.text;
    if (only === undefined || only === 'false') return undefined;
    const levels = making?.options?.get('customLevels')?.keys;
    return levels?.every((level) => level !== undefined) ? levels : 'unknown';
  },
  loses: {
    nothingWith: (making) => making?.hasUnseen === true || rewrites(making),
    nothingBy: { says: HOOK, holds: rearrangesArguments },
    ownKey: (key, making) => {
      const isOwn = key === 'level' || key === 'time' || (key === 'msg' && making !== undefined);
      return isOwn && !mentions(making, RENAMES, '') ? 'twice' : undefined;
    },
  },
  losesErrors: {
    // Any other key needs a serializer of its own, or to be named as `errorKey`: without, the record has `{}`.
    underKey: (key, making) =>
      key === 'err' || making?.hasUnseen || mentions(making, SERIALIZES_KEY, key) || rewrites(making)
        ? undefined
        : 'emptied',
    areKeptUnder: serializesUnder,
    areKeptBy: {
      says: new RegExp(`${HOOK.source}|${FORMATS_ALL_RECORDS.source}`),
      holds: (module) => FORMATS_ALL_RECORDS.test(module) || rearrangesArguments(module),
    },
    asArgument: ({ making }) => (making?.hasUnseen || rewrites(making) ? undefined : 'dropped'),
  },
};

export const PINO: Library = {
  id: 'pino',
  packages: ['pino'],
  exports: { default: 'factory', pino: 'factory', '*': 'factory' },
  types: { Logger: 'logger', BaseLogger: 'logger', default: 'logger', pino: 'logger' },
  kinds: {
    factory: { steps: { '()': 'logger', pino: 'factory', default: 'factory' } },
    logger: { logger: PINO_DIALECT, steps: { 'child()': 'logger' } },
  },
  loggerDependency: { is: 'logger' },
  loggerModule: {
    imports: { pino: 'pino' },
    // 9.10 declares `const` type parameters.
    forTypeScript4: 'pino@8',
    expression: "pino({ level: process.env.LOG_LEVEL ?? 'info' })",
    redacting: [
      'pino({',
      "  level: process.env.LOG_LEVEL ?? 'info',",
      '  // Errors of HTTP clients hold their request, and that its credentials.',
      '  redact: [',
      "    'err.config.auth',",
      "    'err.config.data',",
      "    'err.config.headers',",
      "    'err.request',",
      "    'err.response.config',",
      "    'err.response.headers',",
      "    'err.response.request',",
      '  ],',
      '})',
    ].join('\n'),
  },
};

export const PINO_HTTP: Library = {
  id: 'pino-http',
  packages: ['pino-http'],
  exports: { default: 'factory', pinoHttp: 'factory', '*': 'factory' },
  types: { HttpLogger: 'middleware' },
  kinds: {
    factory: { steps: { '()': 'middleware', default: 'factory', pinoHttp: 'factory' } },
    middleware: { steps: { logger: 'logger' } },
    logger: { logger: PINO_DIALECT, steps: { 'child()': 'logger' } },
  },
};
