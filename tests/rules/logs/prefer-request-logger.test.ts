import { describe } from 'vitest';
import rule from '../../../rules/logs/prefer-request-logger.js';
import { lines, project, ruleTester } from '../rule-tester.js';
import { PINO, WINSTON } from './loggers.js';

const reported = (logger: string, request: string, output: string) => ({
  messageId: 'module' as const,
  data: { logger, request },
  suggestions: [{ messageId: 'use' as const, data: { request }, output }],
});
const FASTIFY = "import fastify from 'fastify';\nconst app = fastify({ logger: true });\n";

describe('Fastify', () => {
  const route = (logger: string, head = FASTIFY + PINO) =>
    `${head}app.get('/', async (request, reply) => { ${logger}.info('Listed'); });`;
  const plugin = (logger: string) =>
    lines(
      "import type { FastifyRequest } from 'fastify';",
      "import { logger } from './logger';",
      `export async function list(request: FastifyRequest) { ${logger}.info('Listed'); }`,
    );

  project({
    'package.json': { name: 'app' },
    'src/logger.ts': "import pino from 'pino';\nexport const logger = pino();\n",
  }).run('prefer-request-logger', rule, {
    valid: [
      { name: 'the request’s own', code: route('request.log') },
      { name: 'outside of a handler', code: `${FASTIFY}${PINO}logger.info('Ready');` },
      {
        name: 'a hook without a request',
        code: `${FASTIFY}${PINO}app.addHook('onReady', async () => { logger.info('Ready'); });`,
      },
      {
        name: 'a logger of the handler',
        code: `${FASTIFY}${PINO}app.get('/', (request) => { const log = logger.child({ a: 1 }); log.info('a'); });`,
      },
      {
        name: 'an app that logs nothing',
        code: route('logger', `import fastify from 'fastify';\nconst app = fastify();\n${PINO}`),
      },
      {
        name: 'a logger that may know the request',
        code: route(
          'logger',
          `${FASTIFY}import pino from 'pino';\nconst logger = pino({ mixin: () => storage.getStore() });\n`,
        ),
      },
      { name: 'another library', code: route('logger', FASTIFY + WINSTON) },
      { name: 'another app', code: route('logger', `const app = make();\n${PINO}`) },
      {
        name: 'a shadowed request',
        code: `${FASTIFY}${PINO}app.get('/', (request) => { list((request) => logger.info('a')); });`,
      },
      { name: 'a test', filename: 'src/app.test.ts', code: route('logger') },
    ],
    invalid: [
      {
        name: 'in a route',
        code: route('logger'),
        errors: [reported('logger', 'request.log', route('request.log'))],
      },
      {
        name: 'by type, with an imported logger',
        filename: 'src/list.ts',
        code: plugin('logger'),
        errors: [reported('logger', 'request.log', plugin('request.log'))],
      },
      {
        name: 'in a function inside',
        code: `${FASTIFY}${PINO}app.get('/', (req) => { later(() => logger.warn({ a: 1 }, 'Late')); });`,
        errors: [
          reported(
            'logger',
            'req.log',
            `${FASTIFY}${PINO}app.get('/', (req) => { later(() => req.log.warn({ a: 1 }, 'Late')); });`,
          ),
        ],
      },
    ],
  });
});

describe('an app that is made in another file', () => {
  const route = (logger: string) =>
    lines(
      "import type { FastifyRequest } from 'fastify';",
      PINO.trimEnd(),
      `export async function list(request: FastifyRequest) { ${logger}.info('Listed'); }`,
    );
  const app = (options: string) => ({
    'package.json': { name: 'app' },
    'src/app.ts': `import Fastify from 'fastify';\nexport const app = Fastify(${options});`,
  });
  project(app('{ logger: false, trustProxy: true }')).run('prefer-request-logger', rule, {
    valid: [{ name: 'logs nothing', code: route('logger') }],
    invalid: [],
  });
  project(app('{ logger: true }')).run('prefer-request-logger', rule, {
    valid: [],
    invalid: [
      {
        name: 'logs',
        code: route('logger'),
        errors: [reported('logger', 'request.log', route('request.log'))],
      },
    ],
  });
});

describe('middlewares', () => {
  const handler = (logger: string) => `${PINO}app.get('/', (req, res) => { ${logger}.info('Listed'); });`;
  ruleTester.run('prefer-request-logger', rule, {
    valid: [
      { name: 'no middleware among the dependencies', code: handler('logger') },
      {
        name: 'a logger that is only named so',
        code: "app.get('/', (req, res) => { logger.info('Listed'); });",
      },
    ],
    invalid: [],
  });

  const mounted = (how: string) => ({
    'package.json': { name: 'app', dependencies: { 'pino-http': '^11.0.0' } },
    'src/app.ts': lines(
      "import { pinoHttp } from 'pino-http';",
      "import { logger } from './logger';",
      `export function setUp(app, config) { ${how} }`,
    ),
  });
  for (const how of [
    "if (config.get('httpLogs')) { app.use(pinoHttp({ logger })); }",
    'const httpLogger = pinoHttp({ logger }); if (config.httpLogs) app.use(httpLogger);',
  ])
    project(mounted(how)).run('prefer-request-logger', rule, {
      valid: [{ name: `used in some cases alone: ${how}`, code: handler('logger') }],
      invalid: [],
    });
  project(mounted('if (config.isOn) { prepare(); } app.use(pinoHttp({ logger }));')).run(
    'prefer-request-logger',
    rule,
    {
      valid: [],
      invalid: [
        {
          name: 'used in all cases',
          code: handler('logger'),
          errors: [reported('logger', 'req.log', handler('req.log'))],
        },
      ],
    },
  );

  /** A package that loads a middleware. */
  const using = (middleware: string) =>
    project({
      'package.json': { name: 'app', dependencies: { [middleware]: '1' } },
      'src/app.ts': `import middleware from '${middleware}';\napp.use(middleware({ logger }));`,
    });
  project({
    'package.json': { name: 'app', dependencies: { 'pino-http': '^11.0.0' } },
    'src/app.test.ts': "import { pinoHttp } from 'pino-http';",
  }).run('prefer-request-logger', rule, {
    valid: [{ name: 'a middleware that nothing loads', code: handler('logger') }],
    invalid: [],
  });
  using('pino-http').run('prefer-request-logger', rule, {
    valid: [
      { name: 'the request’s own', code: handler('req.log') },
      {
        name: 'a record with the id of its request',
        code: `${PINO}app.use((err, req, res, next) => { logger.error({ err, reqId: req.id }, 'Unhandled error'); });`,
      },
      {
        name: 'a record with an id that was read before',
        code: `${PINO}app.use((err, req, res, next) => { const requestId = req.id; logger.error({ err, requestId }, 'Unhandled error'); });`,
      },
      {
        name: 'a record with the request, which is written with its id',
        code: `${PINO}app.use((err, req, res, next) => { logger.error({ err, req }, 'Unhandled error'); });`,
      },
      {
        name: 'a record with the id of its trace',
        code: `${PINO}app.use((err, req, res, next) => { logger.error({ err, traceId: span.spanContext().traceId }, 'Unhandled error'); });`,
      },
      {
        name: 'a function that takes a request alone',
        code: `${PINO}function list(req) { logger.info('Listed'); }`,
      },
    ],
    invalid: [
      { code: handler('logger'), errors: [reported('logger', 'req.log', handler('req.log'))] },
      {
        name: 'the id of something else',
        code: `${PINO}app.get('/', (req, res) => { logger.info({ id: req.params.id, user: req.user.id }, 'Listed'); });`,
        errors: [
          reported(
            'logger',
            'req.log',
            `${PINO}app.get('/', (req, res) => { req.log.info({ id: req.params.id, user: req.user.id }, 'Listed'); });`,
          ),
        ],
      },
    ],
  });

  const koa = (logger: string) =>
    `${PINO}app.use(async (ctx, next) => { ${logger}.info('Listed'); await next(); });`;
  using('koa-pino-logger').run('prefer-request-logger', rule, {
    valid: [{ code: koa('ctx.log') }],
    invalid: [{ code: koa('logger'), errors: [reported('logger', 'ctx.log', koa('ctx.log'))] }],
  });

  const hapi = (logger: string) =>
    `${PINO}server.route({ handler: (request, h) => { ${logger}.info('Listed'); return h.response(); } });`;
  using('hapi-pino').run('prefer-request-logger', rule, {
    valid: [{ code: hapi('request.logger') }],
    invalid: [
      { code: hapi('logger'), errors: [reported('logger', 'request.logger', hapi('request.logger'))] },
    ],
  });

  const hono = (logger: string) =>
    `${PINO}app.use(async (c, next) => { ${logger}.info('Listed'); await next(); });`;
  using('hono-pino').run('prefer-request-logger', rule, {
    valid: [{ code: hono("c.get('logger')") }],
    invalid: [
      { code: hono('logger'), errors: [reported('logger', "c.get('logger')", hono("c.get('logger')"))] },
    ],
  });
});
