import type { Kind, Library } from '../schema.js';
import { PINO, PINO_DIALECT } from './pino.js';

/** What the functions among a route's options are handed, by the method that takes the options. */
const OF_ROUTES: NonNullable<Kind['callbacks']> = Object.fromEntries(
  ['route', 'get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'all'].flatMap((method) =>
    [
      ...['handler', 'onRequest', 'preParsing', 'preValidation', 'preHandler', 'preSerialization', 'onSend'],
      ...['onResponse', 'onTimeout'],
    ].map((option) => [`${method}.${option}`, ['request', 'reply']] as const),
  ),
);

export const FASTIFY: Library = {
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
        ...OF_ROUTES,
      },
    },
    request: {
      steps: { log: 'logger', server: 'app' },
      requestLogger: { member: '.log', isSilentWith: /\bfastify\(\s*\)/i },
    },
    reply: { steps: { log: 'logger', request: 'request', server: 'app' } },
    error: {},
    plugin: { callbacks: { '()': ['app'] } },
    logger: { logger: PINO_DIALECT, steps: { 'child()': 'logger' } },
  },
  loggerDependency: { is: 'framework', writes: PINO.id },
};
