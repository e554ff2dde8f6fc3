import { ROUTE_VERBS } from '../routing.js';
import type { Kind, Library, LoggerMaking } from '../schema.js';
import { PINO, PINO_DIALECT } from './pino.js';

/** What the functions among a route's options are handed, by the method that takes the options. */
const OF_ROUTES: NonNullable<Kind['callbacks']> = Object.fromEntries(
  ['route', ...ROUTE_VERBS].flatMap((method) =>
    [
      ...['handler', 'onRequest', 'preParsing', 'preValidation', 'preHandler', 'preSerialization', 'onSend'],
      ...['onResponse', 'onTimeout'],
    ].map((option) => [`${method}.${option}`, ['request', 'reply']] as const),
  ),
);

/** An app without a logger, as a file that makes one says it. */
const SILENT_APP = /\bfastify(?:<[^()]*>)?\(\s*(?:\)|\{[^{}]*\blogger\s*:\s*false\b)/i;

/** The same, or one that has a logger under a condition: `logger: isVerbose ? { level } : false`. */
const MAYBE_SILENT_APP =
  /\bfastify(?:<[^()]*>)?\(\s*(?:\)|\{[^{}]*\blogger\s*:\s*(?:false\b|[^,{}?]{1,200}\?[^]{0,1500}?:\s*false\b))/i;

export const FASTIFY: Library = {
  id: 'fastify',
  packages: ['fastify', 'fastify-plugin'],
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
  untyped: { fastify: 'app' },
  kinds: {
    // `fp(async (app) => …)` of fastify-plugin hands its function an app.
    create: {
      steps: { '()': 'app', fastify: 'create', default: 'create' },
      callbacks: { '()': ['app'] },
    },
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
        ...OF_ROUTES,
      },
    },
    request: {
      steps: { log: 'logger', server: 'app' },
      requestLogger: { member: '.log', isSilentWith: SILENT_APP },
    },
    reply: { steps: { log: 'logger', request: 'request', server: 'app' } },
    error: {},
    plugin: { callbacks: { '()': ['app'] }, parameterTypes: [undefined, 0] },
    logger: {
      logger: PINO_DIALECT,
      steps: { 'child()': 'logger' },
      isSilent,
      mayBeSilentWith: MAYBE_SILENT_APP,
    },
  },
  loggerDependency: { is: 'framework', writes: PINO.id },
};

/** Whether an app is made without a logger: with no options, or with options that have none. */
function isSilent(making: LoggerMaking | undefined, file: string): boolean {
  if (!making) return SILENT_APP.test(file);
  const { by, options, hasSpread, text } = making;
  if (by !== 'call') return false;
  if (!options) return /^[\w$.]+(?:<[^()]*>)?\(\s*\)/.test(text);
  if (hasSpread || options.has('loggerInstance')) return false;
  const logger = options.get('logger');
  return logger === undefined || logger.text === 'false';
}
