import type { Library } from '../schema.js';

/**
 * Every logging library the plugin knows. To add one: an entry here, a dialect if its calls are written
 * unlike any in `dialects.ts`, and its outcomes in `tests/catalog/written-calls.test.ts`.
 */
export const LOGGERS: readonly Library[] = [
  {
    id: 'pino',
    packages: ['pino'],
    exports: { default: 'factory', pino: 'factory', '*': 'factory' },
    types: { Logger: 'logger', BaseLogger: 'logger', default: 'logger', pino: 'logger' },
    kinds: {
      factory: { steps: { '()': 'logger', pino: 'factory', default: 'factory' } },
      logger: { logger: 'pino', steps: { 'child()': 'logger' } },
    },
  },
  {
    id: 'pino-http',
    packages: ['pino-http'],
    exports: { default: 'factory', pinoHttp: 'factory', '*': 'factory' },
    types: { HttpLogger: 'middleware' },
    kinds: {
      factory: { steps: { '()': 'middleware', default: 'factory', pinoHttp: 'factory' } },
      middleware: { steps: { logger: 'logger' } },
      logger: { logger: 'pino', steps: { 'child()': 'logger' } },
    },
  },
  {
    id: 'nestjs-pino',
    packages: ['nestjs-pino'],
    exports: { PinoLogger: 'PinoLogger', Logger: 'Logger' },
    types: { PinoLogger: 'logger', Logger: 'nestLogger' },
    kinds: {
      PinoLogger: { steps: { new: 'logger' } },
      Logger: { steps: { new: 'nestLogger' } },
      nestLogger: { logger: 'nest' },
      logger: { logger: 'pino', steps: { logger: 'logger' } },
    },
  },
  {
    id: 'fastify',
    packages: ['fastify'],
    exports: { default: 'create', fastify: 'create', '*': 'create' },
    types: {
      FastifyInstance: 'app',
      FastifyRequest: 'request',
      FastifyReply: 'reply',
      FastifyBaseLogger: 'logger',
      FastifyLoggerInstance: 'logger',
      FastifyPluginAsync: 'plugin',
      FastifyPluginCallback: 'plugin',
    },
    kinds: {
      create: { steps: { '()': 'app', fastify: 'create', default: 'create' } },
      app: {
        steps: {
          log: 'logger',
          'withTypeProvider()': 'app',
          'register()': 'app',
          'after()': 'app',
          'decorate()': 'app',
        },
        callbacks: {
          get: ['request', 'reply'],
          head: ['request', 'reply'],
          post: ['request', 'reply'],
          put: ['request', 'reply'],
          patch: ['request', 'reply'],
          delete: ['request', 'reply'],
          options: ['request', 'reply'],
          all: ['request', 'reply'],
          addHook: ['request', 'reply'],
          setErrorHandler: ['error', 'request', 'reply'],
          setNotFoundHandler: ['request', 'reply'],
          register: ['app'],
        },
      },
      request: { steps: { log: 'logger', server: 'app' } },
      reply: { steps: { log: 'logger', request: 'request', server: 'app' } },
      error: {},
      plugin: { callbacks: { '()': ['app'] } },
      logger: { logger: 'pino', steps: { 'child()': 'logger' } },
    },
  },
  {
    id: 'winston',
    packages: ['winston'],
    exports: {
      default: 'module',
      '*': 'module',
      createLogger: 'createLogger',
      loggers: 'container',
      ...Object.fromEntries(
        ['error', 'warn', 'info', 'http', 'verbose', 'debug', 'silly'].map((level) => [level, 'detached']),
      ),
    },
    types: { Logger: 'logger' },
    kinds: {
      module: {
        logger: 'winston',
        steps: {
          createLogger: 'createLogger',
          loggers: 'container',
          'child()': 'logger',
          default: 'module',
        },
      },
      createLogger: { steps: { '()': 'logger' } },
      container: { steps: { 'get()': 'logger', 'add()': 'logger' } },
      detached: {},
      logger: { logger: 'winston', steps: { 'child()': 'logger', 'configure()': 'logger' } },
    },
  },
  {
    id: 'bunyan',
    packages: ['bunyan'],
    exports: { default: 'module', '*': 'module', createLogger: 'createLogger' },
    types: { default: 'logger', '*': 'logger', Logger: 'logger' },
    kinds: {
      module: { steps: { createLogger: 'createLogger', default: 'module', new: 'logger' } },
      createLogger: { steps: { '()': 'logger' } },
      logger: { logger: 'bunyan', steps: { 'child()': 'logger' } },
    },
  },
  {
    id: 'nestjs',
    packages: ['@nestjs/common'],
    exports: { Logger: 'Logger', ConsoleLogger: 'ConsoleLogger' },
    types: { Logger: 'logger', ConsoleLogger: 'logger', LoggerService: 'logger' },
    kinds: {
      Logger: { logger: 'nest', steps: { new: 'logger' } },
      ConsoleLogger: { steps: { new: 'logger' } },
      logger: { logger: 'nest' },
    },
  },
  {
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
      logger: { logger: 'log4js' },
    },
  },
  {
    id: 'tslog',
    packages: ['tslog'],
    exports: { Logger: 'Logger' },
    types: { Logger: 'logger', ILogObj: 'record' },
    kinds: {
      Logger: { steps: { new: 'logger' } },
      record: {},
      logger: { logger: 'tslog', steps: { 'getSubLogger()': 'logger', 'child()': 'logger' } },
    },
  },
  {
    id: 'consola',
    packages: ['consola', 'consola/basic', 'consola/core'],
    exports: { default: 'logger', consola: 'logger', createConsola: 'create', '*': 'logger' },
    types: { ConsolaInstance: 'logger', Consola: 'logger' },
    kinds: {
      create: { steps: { '()': 'logger' } },
      logger: {
        logger: 'consola',
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
  },
  {
    id: 'powertools',
    packages: ['@aws-lambda-powertools/logger'],
    exports: { Logger: 'Logger' },
    types: { Logger: 'logger' },
    kinds: {
      Logger: { steps: { new: 'logger' } },
      logger: { logger: 'powertools', steps: { 'createChild()': 'logger' } },
    },
  },
  {
    id: 'opentelemetry',
    packages: ['@opentelemetry/api-logs', '@opentelemetry/api'],
    exports: { logs: 'logs' },
    types: { Logger: 'logger', LoggerProvider: 'provider' },
    kinds: {
      logs: { steps: { 'getLogger()': 'logger', 'getLoggerProvider()': 'provider' } },
      provider: { steps: { 'getLogger()': 'logger' } },
      logger: { logger: 'otel' },
    },
  },
  {
    id: 'loglevel',
    packages: ['loglevel'],
    exports: { default: 'logger', '*': 'logger', getLogger: 'getLogger' },
    types: { Logger: 'logger' },
    kinds: {
      getLogger: { steps: { '()': 'logger' } },
      logger: { logger: 'loglevel', steps: { 'getLogger()': 'logger', default: 'logger' } },
    },
  },
  {
    id: 'console',
    packages: ['console', 'node:console'],
    exports: { default: 'console', '*': 'console' },
    types: { Console: 'console' },
    kinds: {
      console: { logger: 'console' },
    },
  },
];

/** Names of the global object, whose `console` is the console. */
export const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(['globalThis', 'global', 'window', 'self']);

/**
 * Names under which projects keep a logger, for the weakest kind of evidence: nothing about the value is
 * known but what it is called.
 */
export const LOGGER_NAMES: ReadonlySet<string> = new Set([
  'logger',
  'log',
  '_logger',
  '_log',
  'LOGGER',
  'LOG',
  'Logger',
  'Log',
  'appLogger',
  'rootLogger',
]);

/** Libraries that a package's dependencies can name as its logger, the most specific first. */
export const DETECTABLE: readonly { readonly dependency: string; readonly library: string }[] = [
  { dependency: 'nestjs-pino', library: 'nestjs' },
  { dependency: 'pino', library: 'pino' },
  { dependency: 'winston', library: 'winston' },
  { dependency: 'bunyan', library: 'bunyan' },
  { dependency: '@aws-lambda-powertools/logger', library: 'powertools' },
  { dependency: 'log4js', library: 'log4js' },
  { dependency: 'tslog', library: 'tslog' },
  { dependency: 'consola', library: 'consola' },
  { dependency: '@nestjs/common', library: 'nestjs' },
  { dependency: 'fastify', library: 'pino' },
];
