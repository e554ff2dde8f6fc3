import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import rule from '../../../rules/logs/no-interpolated-message.js';
import { LOGGERS } from '../../../src/catalog/logs/libraries.js';
import { commonJs, lines, project, ruleTester, presuming } from '../rule-tester.js';

// How a logger is known is the same for every rule of the folder; one of them shows it.
const shop = project({
  'package.json': {
    name: 'shop',
    type: 'module',
    imports: {
      '#logger': './src/logger.js',
      '#lib/*': './src/lib/*.js',
    },
  },
  'tsconfig.json': {
    compilerOptions: { baseUrl: '.', paths: { '@app/*': ['src/*'], '~log': ['src/logger.ts'] } },
  },
  'src/logger.ts': lines(
    "import pino from 'pino';",
    '',
    'export const logger = pino();',
    'export default logger;',
    "export const child = logger.child({ module: 'child' });",
    '',
  ),
  'src/lib/winston.ts': lines(
    "import { createLogger } from 'winston';",
    '',
    'export const winston = createLogger();',
    '',
  ),
  'src/hop1.ts': lines("export { two as one } from './hop2.js';", ''),
  'src/hop2.ts': lines("export { three as two } from './hop3.js';", ''),
  'src/hop3.ts': lines("import pino from 'pino';", '', 'export const three = pino();', ''),
  'src/far1.ts': lines("export { far2 as far1 } from './far2.js';", ''),
  'src/far2.ts': lines("export { far3 as far2 } from './far3.js';", ''),
  'src/far3.ts': lines("export { logger as far3 } from './logger.js';", ''),
  ...Object.fromEntries(
    Array.from({ length: 6 }, (_, i) => [
      `src/held${i}.ts`,
      lines(
        i === 5
          ? "import { logger as next } from './logger.js';"
          : `import { held${i + 1} as next } from './held${i + 1}.js';`,
        `export const held${i} = next;`,
      ),
    ]),
  ),
  'src/barrel/index.ts': lines("export * from '../logger.js';", ''),
  'src/telemetry.ts': lines("export * as logging from './logger.js';", ''),
  'src/cycle-a.ts': lines("export * from './cycle-b.js';", ''),
  'src/cycle-b.ts': lines("export * from './cycle-a.js';", ''),
  'src/object.ts': lines(
    "import { logger } from './logger.js';",
    '',
    "export const deps = { logger, name: 'shop' };",
    '',
  ),
  'src/factory.ts': lines(
    "import pino from 'pino';",
    '',
    'const root = pino();',
    '',
    'export function loggerFor(module: string) {',
    '  return root.child({ module });',
    '}',
    'export const arrow = (module: string) => root.child({ module });',
    '',
  ),
  'src/base.ts': lines(
    "import pino from 'pino';",
    '',
    'export class Service {',
    '  protected readonly logger = pino();',
    '  static readonly log = pino();',
    '}',
    '',
  ),
  'src/home-made.ts': lines(
    'export class AppLogger {',
    '  info(message: string): void {',
    '    process.stdout.write(message);',
    '  }',
    '}',
    'export const logger = new AppLogger();',
    '',
  ),
  'src/holder.ts': lines(
    "import pino from 'pino';",
    '',
    'export class Telemetry {',
    '  readonly logger = pino();',
    '}',
    'export const telemetry = new Telemetry();',
    '',
  ),
  'src/broken.ts': lines('export const logger = pino(;', ''),
  'src/types.ts': lines("export type { Logger } from 'pino';", ''),
  'src/own-type.ts': lines("import type { Logger } from 'pino';", '', 'export type AppLogger = Logger;', ''),
  'src/cjs-whole.cjs': lines("const pino = require('pino');", '', 'module.exports = pino();', ''),
  'src/cjs-object.cjs': lines(
    "const pino = require('pino');",
    '',
    'const logger = pino();',
    'module.exports = { logger };',
    '',
  ),
  'src/cjs-named.cjs': lines("const pino = require('pino');", '', 'exports.logger = pino();', ''),
  'src/cjs-module-named.cjs': lines(
    "const pino = require('pino');",
    '',
    'module.exports.logger = pino();',
    '',
  ),
  'src/console.ts': lines('export const logger = console;', ''),
  'src/reassigned.ts': lines(
    "import pino from 'pino';",
    '',
    'let logger = pino();',
    'export { logger };',
    '',
  ),
});

describe('pino', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      {
        name: 'default import',
        code: lines("import pino from 'pino';", 'const logger = pino();', 'logger.info(`Loading ${id}`);'),
        errors: [interpolated('`id`')],
        output: lines(
          "import pino from 'pino';",
          'const logger = pino();',
          "logger.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'named import, renamed',
        code: lines(
          "import { pino as makeLogger } from 'pino';",
          "const logger = makeLogger({ level: 'info' });",
          'logger.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import { pino as makeLogger } from 'pino';",
          "const logger = makeLogger({ level: 'info' });",
          "logger.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'namespace import, called through its member',
        code: lines(
          "import * as pino from 'pino';",
          'const logger = pino.pino();',
          'logger.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import * as pino from 'pino';",
          'const logger = pino.pino();',
          "logger.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'require',
        code: lines(
          "const pino = require('pino');",
          'const logger = pino();',
          'logger.info(`Loading ${id}`);',
        ),
        filename: 'file.js',
        languageOptions: commonJs,
        errors: [interpolated('`id`')],
        output: lines(
          "const pino = require('pino');",
          'const logger = pino();',
          "logger.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'require, called at once',
        code: lines("const logger = require('pino')();", 'logger.info(`Loading ${id}`);'),
        filename: 'file.cjs',
        languageOptions: commonJs,
        errors: [interpolated('`id`')],
        output: lines("const logger = require('pino')();", "logger.info({ id }, 'Loading {id}');"),
      },
      {
        name: 'import equals',
        code: lines(
          "import pino = require('pino');",
          'const logger = pino();',
          'logger.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import pino = require('pino');",
          'const logger = pino();',
          "logger.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'dynamic import, destructured',
        code: lines(
          "const { pino } = await import('pino');",
          'const logger = pino();',
          'logger.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "const { pino } = await import('pino');",
          'const logger = pino();',
          "logger.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'child logger',
        code: lines(
          "import pino from 'pino';",
          "const billing = pino().child({ module: 'billing' });",
          'billing.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import pino from 'pino';",
          "const billing = pino().child({ module: 'billing' });",
          "billing.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'child of a child, called at once',
        code: lines(
          "import pino from 'pino';",
          'const logger = pino();',
          'logger.child({ a: 1 }).child({ b: 2 }).info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import pino from 'pino';",
          'const logger = pino();',
          "logger.child({ a: 1 }).child({ b: 2 }).info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'logger in an object',
        code: lines(
          "import pino from 'pino';",
          'const deps = { logger: pino() };',
          'deps.logger.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import pino from 'pino';",
          'const deps = { logger: pino() };',
          "deps.logger.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'destructured from an object',
        code: lines(
          "import pino from 'pino';",
          'const deps = { logger: pino() };',
          'const { logger: log } = deps;',
          'log.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import pino from 'pino';",
          'const deps = { logger: pino() };',
          'const { logger: log } = deps;',
          "log.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'fallback between two loggers',
        code: lines(
          "import pino from 'pino';",
          'const root = pino();',
          'const parent = debug && root.child({ debug });',
          'const logger = parent ?? root;',
          'logger.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import pino from 'pino';",
          'const root = pino();',
          'const parent = debug && root.child({ debug });',
          'const logger = parent ?? root;',
          "logger.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'fallback of a logger that is not known',
        code: lines(
          "import pino from 'pino';",
          'const root = pino();',
          'const logger = parent ?? root;',
          'logger.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: null,
      },
      {
        name: 'returned by a factory in this file',
        code: lines(
          "import pino from 'pino';",
          'function makeLogger(name: string) {',
          '  return pino({ name });',
          '}',
          "const logger = makeLogger('orders');",
          'logger.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import pino from 'pino';",
          'function makeLogger(name: string) {',
          '  return pino({ name });',
          '}',
          "const logger = makeLogger('orders');",
          "logger.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'class field',
        code: lines(
          "import pino from 'pino';",
          'class Orders {',
          '  private readonly logger = pino();',
          '  load(id: string) {',
          '    this.logger.info(`Loading ${id}`);',
          '  }',
          '}',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import pino from 'pino';",
          'class Orders {',
          '  private readonly logger = pino();',
          '  load(id: string) {',
          "    this.logger.info({ id }, 'Loading {id}');",
          '  }',
          '}',
        ),
      },
      {
        name: 'private class field',
        code: lines(
          "import pino from 'pino';",
          'class Orders {',
          '  #logger = pino();',
          '  load(id: string) {',
          '    this.#logger.info(`Loading ${id}`);',
          '  }',
          '}',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import pino from 'pino';",
          'class Orders {',
          '  #logger = pino();',
          '  load(id: string) {',
          "    this.#logger.info({ id }, 'Loading {id}');",
          '  }',
          '}',
        ),
      },
      {
        name: 'static class field',
        code: lines(
          "import pino from 'pino';",
          'class Orders {',
          '  static logger = pino();',
          '  load(id: string) {',
          '    Orders.logger.info(`Loading ${id}`);',
          '  }',
          '}',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import pino from 'pino';",
          'class Orders {',
          '  static logger = pino();',
          '  load(id: string) {',
          "    Orders.logger.info({ id }, 'Loading {id}');",
          '  }',
          '}',
        ),
      },
      {
        name: 'inherited class field',
        code: lines(
          "import pino from 'pino';",
          'class Base {',
          '  protected logger = pino();',
          '}',
          'class Orders extends Base {',
          '  load(id: string) {',
          '    this.logger.info(`Loading ${id}`);',
          '  }',
          '}',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import pino from 'pino';",
          'class Base {',
          '  protected logger = pino();',
          '}',
          'class Orders extends Base {',
          '  load(id: string) {',
          "    this.logger.info({ id }, 'Loading {id}');",
          '  }',
          '}',
        ),
      },
      {
        name: 'getter',
        code: lines(
          "import pino from 'pino';",
          'class Orders {',
          '  get logger() {',
          '    return pino();',
          '  }',
          '  load(id: string) {',
          '    this.logger.info(`Loading ${id}`);',
          '  }',
          '}',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import pino from 'pino';",
          'class Orders {',
          '  get logger() {',
          '    return pino();',
          '  }',
          '  load(id: string) {',
          "    this.logger.info({ id }, 'Loading {id}');",
          '  }',
          '}',
        ),
      },
      {
        name: 'constructor parameter property',
        code: lines(
          "import type { Logger } from 'pino';",
          'class Orders {',
          '  constructor(private readonly logger: Logger) {}',
          '  load(id: string) {',
          '    this.logger.info(`Loading ${id}`);',
          '  }',
          '}',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import type { Logger } from 'pino';",
          'class Orders {',
          '  constructor(private readonly logger: Logger) {}',
          '  load(id: string) {',
          "    this.logger.info({ id }, 'Loading {id}');",
          '  }',
          '}',
        ),
      },
      {
        name: 'constructor assignment of a typed parameter',
        code: lines(
          "import type { Logger } from 'pino';",
          'class Orders {',
          '  constructor(logger: Logger) {',
          '    this.logger = logger;',
          '  }',
          '  load(id: string) {',
          '    this.logger.info(`Loading ${id}`);',
          '  }',
          '}',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import type { Logger } from 'pino';",
          'class Orders {',
          '  constructor(logger: Logger) {',
          '    this.logger = logger;',
          '  }',
          '  load(id: string) {',
          "    this.logger.info({ id }, 'Loading {id}');",
          '  }',
          '}',
        ),
      },
      {
        name: 'declared field, assigned a child in the constructor',
        code: lines(
          "import type { Logger } from 'pino';",
          'class Orders {',
          '  private readonly logger: Logger;',
          '  constructor(logger: Logger) {',
          "    this.logger = logger.child({ module: 'orders' });",
          '  }',
          '  load = (id: string) => {',
          '    this.logger.info(`Loading ${id}`);',
          '  };',
          '}',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import type { Logger } from 'pino';",
          'class Orders {',
          '  private readonly logger: Logger;',
          '  constructor(logger: Logger) {',
          "    this.logger = logger.child({ module: 'orders' });",
          '  }',
          '  load = (id: string) => {',
          "    this.logger.info({ id }, 'Loading {id}');",
          '  };',
          '}',
        ),
      },
      {
        name: 'parameter with a qualified type',
        code: lines(
          "import pino from 'pino';",
          'function load(logger: pino.Logger, id: string) {',
          '  logger.info(`Loading ${id}`);',
          '}',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import pino from 'pino';",
          'function load(logger: pino.Logger, id: string) {',
          "  logger.info({ id }, 'Loading {id}');",
          '}',
        ),
      },
      {
        name: 'optional parameter, optional chain to the logger',
        code: lines(
          "import type { Logger } from 'pino';",
          'function load(id: string, logger?: Logger) {',
          '  logger?.info(`Loading ${id}`);',
          '}',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import type { Logger } from 'pino';",
          'function load(id: string, logger?: Logger) {',
          "  logger?.info({ id }, 'Loading {id}');",
          '}',
        ),
      },
      {
        name: 'returned by an arrow function in this file',
        code: lines(
          "import pino from 'pino';",
          'const loggerFor = (name: string) => pino({ name });',
          "const logger = loggerFor('orders');",
          'logger.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import pino from 'pino';",
          'const loggerFor = (name: string) => pino({ name });',
          "const logger = loggerFor('orders');",
          "logger.info({ id }, 'Loading {id}');",
        ),
      },
    ],
  });
});

describe('pino-http', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      {
        name: 'the logger of the middleware',
        code: lines(
          "import pinoHttp from 'pino-http';",
          'const middleware = pinoHttp();',
          'middleware.logger.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import pinoHttp from 'pino-http';",
          'const middleware = pinoHttp();',
          "middleware.logger.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'named import',
        code: lines(
          "import { pinoHttp } from 'pino-http';",
          'const { logger } = pinoHttp();',
          'logger.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import { pinoHttp } from 'pino-http';",
          'const { logger } = pinoHttp();',
          "logger.info({ id }, 'Loading {id}');",
        ),
      },
    ],
  });
});

describe('hapi-pino', () => {
  const handler = (call: string) =>
    lines('export function handler(request, h) {', `  request.logger.${call};`, '}');
  project({ 'package.json': { name: 'app', dependencies: { 'hapi-pino': '^13.0.0' } } }).run(
    'no-interpolated-message',
    rule,
    {
      valid: [{ name: 'without values', code: handler("info('Loading')") }],
      invalid: [
        {
          name: 'the logger that the plugin gives requests',
          code: handler('info(`Loading ${request.query.q}`)'),
          errors: [interpolated('`request.query.q`')],
          output: handler("info({ q: request.query.q }, 'Loading {q}')"),
        },
      ],
    },
  );
});

describe('nestjs-pino', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      {
        name: 'injected PinoLogger',
        code: lines(
          "import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';",
          '@Injectable()',
          'class Orders {',
          '  constructor(@InjectPinoLogger(Orders.name) private readonly logger: PinoLogger) {}',
          '  load(id: string) {',
          '    this.logger.info(`Loading ${id}`);',
          '  }',
          '}',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import { InjectPinoLogger, PinoLogger } from 'nestjs-pino';",
          '@Injectable()',
          'class Orders {',
          '  constructor(@InjectPinoLogger(Orders.name) private readonly logger: PinoLogger) {}',
          '  load(id: string) {',
          "    this.logger.info({ id }, 'Loading {id}');",
          '  }',
          '}',
        ),
      },
    ],
  });
});

describe('fastify', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      {
        name: 'the log of a created app',
        code: lines(
          "import Fastify from 'fastify';",
          'const app = Fastify({ logger: true });',
          'app.log.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import Fastify from 'fastify';",
          'const app = Fastify({ logger: true });',
          "app.log.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'named import',
        code: lines(
          "import { fastify } from 'fastify';",
          'const app = fastify();',
          'app.log.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import { fastify } from 'fastify';",
          'const app = fastify();',
          "app.log.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'require',
        code: lines(
          "const fastify = require('fastify')({ logger: true });",
          'fastify.log.info(`Loading ${id}`);',
        ),
        filename: 'file.js',
        languageOptions: commonJs,
        errors: [interpolated('`id`')],
        output: lines(
          "const fastify = require('fastify')({ logger: true });",
          "fastify.log.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'request of a route handler',
        code: lines(
          "import Fastify from 'fastify';",
          'const app = Fastify();',
          "app.get('/:id', async (request, reply) => {",
          '  request.log.info(`Loading ${request.params.id}`);',
          '});',
        ),
        errors: [interpolated('`request.params.id`')],
        output: lines(
          "import Fastify from 'fastify';",
          'const app = Fastify();',
          "app.get('/:id', async (request, reply) => {",
          "  request.log.info({ id: request.params.id }, 'Loading {id}');",
          '});',
        ),
      },
      {
        name: 'request of a handler behind route options',
        code: lines(
          "import Fastify from 'fastify';",
          'const app = Fastify();',
          "app.post('/', { schema }, async (req, reply) => {",
          '  reply.log.info(`Loading ${req.body.id}`);',
          '});',
        ),
        errors: [interpolated('`req.body.id`')],
        output: lines(
          "import Fastify from 'fastify';",
          'const app = Fastify();',
          "app.post('/', { schema }, async (req, reply) => {",
          "  reply.log.info({ id: req.body.id }, 'Loading {id}');",
          '});',
        ),
      },
      {
        name: 'request of a handler handed over by name',
        code: lines(
          "import Fastify from 'fastify';",
          'const app = Fastify();',
          'async function load(request, reply) {',
          '  request.log.info(`Loading ${request.id}`);',
          '}',
          "app.get('/', load);",
        ),
        errors: [interpolated('`request.id`')],
        output: lines(
          "import Fastify from 'fastify';",
          'const app = Fastify();',
          'async function load(request, reply) {',
          "  request.log.info({ id: request.id }, 'Loading {id}');",
          '}',
          "app.get('/', load);",
        ),
      },
      {
        name: 'request of an error handler',
        code: lines(
          "import Fastify from 'fastify';",
          'const app = Fastify();',
          'app.setErrorHandler((error, request, reply) => {',
          '  request.log.info(`Failed on ${request.url}`);',
          '});',
        ),
        errors: [interpolated('`request.url`')],
        output: lines(
          "import Fastify from 'fastify';",
          'const app = Fastify();',
          'app.setErrorHandler((error, request, reply) => {',
          "  request.log.info({ url: request.url }, 'Failed on {url}');",
          '});',
        ),
      },
      {
        name: 'instance of a registered plugin',
        code: lines(
          "import Fastify from 'fastify';",
          'const app = Fastify();',
          'app.register(async (instance) => {',
          "  instance.get('/', async (request) => {",
          '    request.log.info(`Loading ${request.id}`);',
          '  });',
          '});',
        ),
        errors: [interpolated('`request.id`')],
        output: lines(
          "import Fastify from 'fastify';",
          'const app = Fastify();',
          'app.register(async (instance) => {',
          "  instance.get('/', async (request) => {",
          "    request.log.info({ id: request.id }, 'Loading {id}');",
          '  });',
          '});',
        ),
      },
      {
        name: 'log destructured from a typed request',
        code: lines(
          "import type { FastifyRequest } from 'fastify';",
          'export async function load({ log, id }: FastifyRequest) {',
          '  log.info(`Loading ${id}`);',
          '}',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import type { FastifyRequest } from 'fastify';",
          'export async function load({ log, id }: FastifyRequest) {',
          "  log.info({ id }, 'Loading {id}');",
          '}',
        ),
      },
      {
        name: 'plugin typed by FastifyInstance',
        code: lines(
          "import type { FastifyInstance } from 'fastify';",
          'export default async function routes(server: FastifyInstance) {',
          '  server.log.info(`Routes under ${server.prefix}`);',
          '}',
        ),
        errors: [interpolated('`server.prefix`')],
        output: lines(
          "import type { FastifyInstance } from 'fastify';",
          'export default async function routes(server: FastifyInstance) {',
          "  server.log.info({ serverPrefix: server.prefix }, 'Routes under {serverPrefix}');",
          '}',
        ),
      },
    ],
  });
});

describe('winston', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      {
        name: 'default import',
        code: lines(
          "import winston from 'winston';",
          'const logger = winston.createLogger({ transports });',
          'logger.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import winston from 'winston';",
          'const logger = winston.createLogger({ transports });',
          "logger.info('Loading {id}', { id });",
        ),
      },
      {
        name: 'named import',
        code: lines(
          "import { createLogger } from 'winston';",
          'const logger = createLogger();',
          'logger.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import { createLogger } from 'winston';",
          'const logger = createLogger();',
          "logger.info('Loading {id}', { id });",
        ),
      },
      {
        name: 'namespace import',
        code: lines(
          "import * as winston from 'winston';",
          'const logger = winston.createLogger();',
          'logger.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import * as winston from 'winston';",
          'const logger = winston.createLogger();',
          "logger.info('Loading {id}', { id });",
        ),
      },
      {
        name: 'require, destructured',
        code: lines(
          "const { createLogger } = require('winston');",
          'const logger = createLogger();',
          'logger.info(`Loading ${id}`);',
        ),
        filename: 'file.js',
        languageOptions: commonJs,
        errors: [interpolated('`id`')],
        output: lines(
          "const { createLogger } = require('winston');",
          'const logger = createLogger();',
          "logger.info('Loading {id}', { id });",
        ),
      },
      {
        name: 'level as the first argument',
        code: lines(
          "import winston from 'winston';",
          'const logger = winston.createLogger();',
          "logger.log('warn', `Loading ${id}`);",
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import winston from 'winston';",
          'const logger = winston.createLogger();',
          "logger.log('warn', 'Loading {id}', { id });",
        ),
      },
      {
        name: 'the default logger of the module',
        code: lines("import winston from 'winston';", 'winston.info(`Loading ${id}`);'),
        errors: [interpolated('`id`')],
        output: lines("import winston from 'winston';", "winston.info('Loading {id}', { id });"),
      },
      {
        name: 'a logger of the container',
        code: lines("import winston from 'winston';", "winston.loggers.get('orders').info(`Loading ${id}`);"),
        errors: [interpolated('`id`')],
        output: lines(
          "import winston from 'winston';",
          "winston.loggers.get('orders').info('Loading {id}', { id });",
        ),
      },
      {
        name: 'child logger',
        code: lines(
          "import { createLogger } from 'winston';",
          "const logger = createLogger().child({ module: 'orders' });",
          'logger.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import { createLogger } from 'winston';",
          "const logger = createLogger().child({ module: 'orders' });",
          "logger.info('Loading {id}', { id });",
        ),
      },
      {
        name: 'parameter property',
        code: lines(
          "import { Logger } from 'winston';",
          'class Orders {',
          '  constructor(private logger: Logger) {}',
          '  load(id: string) {',
          '    this.logger.info(`Loading ${id}`);',
          '  }',
          '}',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import { Logger } from 'winston';",
          'class Orders {',
          '  constructor(private logger: Logger) {}',
          '  load(id: string) {',
          "    this.logger.info('Loading {id}', { id });",
          '  }',
          '}',
        ),
      },
    ],
  });
});

describe('bunyan', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      {
        name: 'default import',
        code: lines(
          "import bunyan from 'bunyan';",
          "const log = bunyan.createLogger({ name: 'app' });",
          'log.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import bunyan from 'bunyan';",
          "const log = bunyan.createLogger({ name: 'app' });",
          "log.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'default import called',
        code: lines(
          "import bunyan from 'bunyan';",
          "const log = bunyan({ name: 'app' });",
          'log.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import bunyan from 'bunyan';",
          "const log = bunyan({ name: 'app' });",
          "log.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'default import constructed',
        code: lines(
          "import Logger from 'bunyan';",
          "const log = new Logger({ name: 'app' });",
          'log.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import Logger from 'bunyan';",
          "const log = new Logger({ name: 'app' });",
          "log.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'named import',
        code: lines(
          "import { createLogger } from 'bunyan';",
          "const log = createLogger({ name: 'app' });",
          'log.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import { createLogger } from 'bunyan';",
          "const log = createLogger({ name: 'app' });",
          "log.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'namespace import',
        code: lines(
          "import * as bunyan from 'bunyan';",
          "const log = bunyan.createLogger({ name: 'app' });",
          'log.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import * as bunyan from 'bunyan';",
          "const log = bunyan.createLogger({ name: 'app' });",
          "log.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'require',
        code: lines(
          "const bunyan = require('bunyan');",
          "const log = bunyan.createLogger({ name: 'app' });",
          'log.info(`Loading ${id}`);',
        ),
        filename: 'file.js',
        languageOptions: commonJs,
        errors: [interpolated('`id`')],
        output: lines(
          "const bunyan = require('bunyan');",
          "const log = bunyan.createLogger({ name: 'app' });",
          "log.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'parameter typed by the default import',
        code: lines(
          "import Logger from 'bunyan';",
          'function load(log: Logger, id: string) {',
          '  log.info(`Loading ${id}`);',
          '}',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import Logger from 'bunyan';",
          'function load(log: Logger, id: string) {',
          "  log.info({ id }, 'Loading {id}');",
          '}',
        ),
      },
    ],
  });
});

describe('nestjs', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      {
        name: 'class field with the name of the class',
        code: lines(
          "import { Logger } from '@nestjs/common';",
          'class Orders {',
          '  private readonly logger = new Logger(Orders.name);',
          '  load(id: string) {',
          '    this.logger.log(`Loading ${id}`);',
          '  }',
          '}',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import { Logger } from '@nestjs/common';",
          'class Orders {',
          '  private readonly logger = new Logger(Orders.name);',
          '  load(id: string) {',
          "    this.logger.log({ msg: 'Loading {id}', id });",
          '  }',
          '}',
        ),
      },
      {
        name: 'static method of Logger',
        code: lines("import { Logger } from '@nestjs/common';", 'Logger.log(`Loading ${id}`);'),
        errors: [interpolated('`id`')],
        output: lines("import { Logger } from '@nestjs/common';", "Logger.log({ msg: 'Loading {id}', id });"),
      },
      {
        name: 'injected LoggerService',
        code: lines(
          "import { Inject, type LoggerService } from '@nestjs/common';",
          'class Orders {',
          '  constructor(@Inject(LOGGER) private readonly logger: LoggerService) {}',
          '  load(id: string) {',
          '    this.logger.log(`Loading ${id}`);',
          '  }',
          '}',
        ),
        errors: [interpolated('`id`')],
        // The module chooses what is injected: nothing is known of what that does with fields.
        output: null,
      },
      {
        name: 'ConsoleLogger',
        code: lines(
          "import { ConsoleLogger } from '@nestjs/common';",
          'const logger = new ConsoleLogger();',
          'logger.log(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import { ConsoleLogger } from '@nestjs/common';",
          'const logger = new ConsoleLogger();',
          "logger.log({ msg: 'Loading {id}', id });",
        ),
      },
      {
        name: 'class that extends ConsoleLogger',
        code: lines(
          "import { ConsoleLogger } from '@nestjs/common';",
          'class AppLogger extends ConsoleLogger {}',
          'const logger = new AppLogger();',
          'logger.log(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import { ConsoleLogger } from '@nestjs/common';",
          'class AppLogger extends ConsoleLogger {}',
          'const logger = new AppLogger();',
          "logger.log({ msg: 'Loading {id}', id });",
        ),
      },
    ],
  });
});

describe('log4js', () => {
  presuming(ruleTester).run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      {
        name: 'default import',
        code: lines(
          "import log4js from 'log4js';",
          "const logger = log4js.getLogger('orders');",
          'logger.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import log4js from 'log4js';",
          "const logger = log4js.getLogger('orders');",
          "logger.info('Loading {id}', { id });",
        ),
      },
      {
        name: 'named import',
        code: lines(
          "import { getLogger } from 'log4js';",
          'const logger = getLogger();',
          'logger.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import { getLogger } from 'log4js';",
          'const logger = getLogger();',
          "logger.info('Loading {id}', { id });",
        ),
      },
      {
        name: 'require, configured at once',
        code: lines(
          "const log4js = require('log4js').configure('./log4js.json');",
          'const logger = log4js.getLogger();',
          'logger.info(`Loading ${id}`);',
        ),
        filename: 'file.js',
        languageOptions: commonJs,
        errors: [interpolated('`id`')],
        output: lines(
          "const log4js = require('log4js').configure('./log4js.json');",
          'const logger = log4js.getLogger();',
          "logger.info('Loading {id}', { id });",
        ),
      },
      {
        name: 'parameter property',
        code: lines(
          "import type { Logger } from 'log4js';",
          'class Orders {',
          '  constructor(private readonly logger: Logger) {}',
          '  load(id: string) {',
          '    this.logger.info(`Loading ${id}`);',
          '  }',
          '}',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import type { Logger } from 'log4js';",
          'class Orders {',
          '  constructor(private readonly logger: Logger) {}',
          '  load(id: string) {',
          "    this.logger.info('Loading {id}', { id });",
          '  }',
          '}',
        ),
      },
    ],
  });
});

describe('tslog', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      {
        name: 'constructed',
        code: lines(
          "import { Logger } from 'tslog';",
          "const log = new Logger({ name: 'orders' });",
          'log.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import { Logger } from 'tslog';",
          "const log = new Logger({ name: 'orders' });",
          "log.info('Loading {id}', { id });",
        ),
      },
      {
        name: 'sub-logger',
        code: lines(
          "import { Logger } from 'tslog';",
          "const log = new Logger().getSubLogger({ name: 'orders' });",
          'log.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import { Logger } from 'tslog';",
          "const log = new Logger().getSubLogger({ name: 'orders' });",
          "log.info('Loading {id}', { id });",
        ),
      },
      {
        name: 'parameter typed with a generic',
        code: lines(
          "import type { ILogObj, Logger } from 'tslog';",
          'function load(log: Logger<ILogObj>, id: string) {',
          '  log.info(`Loading ${id}`);',
          '}',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import type { ILogObj, Logger } from 'tslog';",
          'function load(log: Logger<ILogObj>, id: string) {',
          "  log.info('Loading {id}', { id });",
          '}',
        ),
      },
    ],
  });
});

describe('consola', () => {
  presuming(ruleTester).run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      {
        name: 'default import',
        code: lines("import consola from 'consola';", 'consola.info(`Loading ${id}`);'),
        errors: [interpolated('`id`')],
        output: lines("import consola from 'consola';", "consola.info('Loading {id}', { id });"),
      },
      {
        name: 'named import with a tag',
        code: lines(
          "import { consola } from 'consola';",
          "const log = consola.withTag('orders');",
          'log.success(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import { consola } from 'consola';",
          "const log = consola.withTag('orders');",
          "log.success('Loading {id}', { id });",
        ),
      },
      {
        name: 'created',
        code: lines(
          "import { createConsola } from 'consola/basic';",
          'const log = createConsola();',
          'log.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import { createConsola } from 'consola/basic';",
          'const log = createConsola();',
          "log.info('Loading {id}', { id });",
        ),
      },
    ],
  });
});

describe('powertools', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      {
        name: 'constructed',
        code: lines(
          "import { Logger } from '@aws-lambda-powertools/logger';",
          "const logger = new Logger({ serviceName: 'orders' });",
          'logger.info(`Loading ${id}`);',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import { Logger } from '@aws-lambda-powertools/logger';",
          "const logger = new Logger({ serviceName: 'orders' });",
          "logger.info('Loading {id}', { id });",
        ),
      },
      {
        name: 'child in a class field',
        code: lines(
          "import { Logger } from '@aws-lambda-powertools/logger';",
          'class Orders {',
          '  private logger = new Logger().createChild();',
          '  load(id: string) {',
          '    this.logger.info(`Loading ${id}`);',
          '  }',
          '}',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import { Logger } from '@aws-lambda-powertools/logger';",
          'class Orders {',
          '  private logger = new Logger().createChild();',
          '  load(id: string) {',
          "    this.logger.info('Loading {id}', { id });",
          '  }',
          '}',
        ),
      },
    ],
  });
});

describe('opentelemetry', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      {
        name: 'record of a logger of the global provider',
        code: lines(
          "import { logs } from '@opentelemetry/api-logs';",
          "const logger = logs.getLogger('orders');",
          'logger.emit({ body: `Loading ${id}` });',
        ),
        errors: [interpolated('`id`')],
        output: null,
      },
      {
        name: 'record of a logger of a provider',
        code: lines(
          "import * as api from '@opentelemetry/api-logs';",
          "const logger = api.logs.getLoggerProvider().getLogger('orders');",
          'logger.emit({ severityNumber: 9, body: `Loading ${id}` });',
        ),
        errors: [interpolated('`id`')],
        output: null,
      },
    ],
  });
});

describe('loglevel', () => {
  presuming(ruleTester).run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      {
        name: 'default import',
        code: lines("import log from 'loglevel';", 'log.info(`Loading ${id}`);'),
        errors: [interpolated('`id`')],
        output: lines("import log from 'loglevel';", "log.info('Loading {id}', { id });"),
      },
      {
        name: 'named logger, require',
        code: lines("const log = require('loglevel').getLogger('orders');", 'log.info(`Loading ${id}`);'),
        filename: 'file.js',
        languageOptions: commonJs,
        errors: [interpolated('`id`')],
        output: lines(
          "const log = require('loglevel').getLogger('orders');",
          "log.info('Loading {id}', { id });",
        ),
      },
    ],
  });
});

/** The cases of a logger that takes its message first. */
function messageFirst(made: Readonly<Record<string, string>>): void {
  presuming(ruleTester).run('no-interpolated-message', rule, {
    valid: Object.entries(made).map(([name, code]) => ({
      name: `${name}, constant`,
      code: `${code}\nlog.info('Loading', { id });`,
    })),
    invalid: Object.entries(made).map(([name, code]) => ({
      name,
      code: `${code}\nlog.info(\`Loading \${id}\`);`,
      errors: [interpolated('`id`')],
      output: `${code}\nlog.info('Loading {id}', { id });`,
    })),
  });
}

describe('signale', () => {
  messageFirst({
    'its own logger': "import signale from 'signale';\nconst log = signale;",
    'a named logger': "import { Signale } from 'signale';\nconst log = new Signale({ scope: 'orders' });",
    'the class of its default': "import signale from 'signale';\nconst log = new signale.Signale({});",
    'a scope': "import signale from 'signale';\nconst log = signale.scope('orders');",
  });
});

describe('logplease', () => {
  messageFirst({ made: "import Logger from 'logplease';\nconst log = Logger.create('orders');" });
});

describe('tracer', () => {
  messageFirst({
    'made in colour': "import tracer from 'tracer';\nconst log = tracer.colorConsole({ level: 'info' });",
    'one function': "import { console as make } from 'tracer';\nconst log = make();",
  });
});

describe('@std/log', () => {
  presuming(ruleTester).run('no-interpolated-message', rule, {
    valid: [{ name: 'constant', code: "import * as log from '@std/log';\nlog.info('Loading', { id });" }],
    invalid: [
      {
        name: 'namespace',
        code: lines("import * as log from '@std/log';", 'log.info(`Loading ${id}`);'),
        errors: [interpolated('`id`')],
        output: null,
      },
      {
        name: 'named logger of JSR',
        code: lines("import { getLogger } from 'jsr:@std/log';", 'getLogger().critical(`Loading ${id}`);'),
        errors: [interpolated('`id`')],
        output: null,
      },
    ],
  });
});

describe('console', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      {
        name: 'the console, when the settings say that it is the logger',
        code: 'console.info(`Loading ${id}`);',
        settings: { observability: { logger: { library: 'console' } } },
        errors: [interpolated('`id`')],
        output: "console.info('Loading {id}', { id });",
      },
      {
        name: 'imported console, when the settings say that it is the logger',
        code: lines("import console from 'node:console';", 'console.info(`Loading ${id}`);'),
        settings: { observability: { logger: { library: 'console' } } },
        errors: [interpolated('`id`')],
        output: lines("import console from 'node:console';", "console.info('Loading {id}', { id });"),
      },
      {
        name: 'globalThis.console, when the settings say that it is the logger',
        code: 'globalThis.console.info(`Loading ${id}`);',
        settings: { observability: { logger: { library: 'console' } } },
        errors: [interpolated('`id`')],
        output: "globalThis.console.info('Loading {id}', { id });",
      },
    ],
  });
});

describe('by the settings', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      {
        name: 'import of the name and module in the settings',
        code: lines("import { audit } from '@acme/telemetry';", 'audit.info(`Loading ${id}`);'),
        settings: {
          observability: { logger: { library: 'pino', import: { from: '@acme/telemetry', name: 'audit' } } },
        },
        errors: [interpolated('`id`')],
        output: lines("import { audit } from '@acme/telemetry';", "audit.info({ id }, 'Loading {id}');"),
      },
      {
        name: 'default import of the module in the settings',
        code: lines("import journal from '@acme/telemetry';", 'journal.info(`Loading ${id}`);'),
        settings: {
          observability: {
            logger: { library: 'winston', import: { from: '@acme/telemetry', name: 'default' } },
          },
        },
        errors: [interpolated('`id`')],
        output: lines("import journal from '@acme/telemetry';", "journal.info('Loading {id}', { id });"),
      },
      {
        name: 'object named like a logger, of the library in the settings',
        code: lines("import { logger } from '@acme/telemetry';", 'logger.info(`Loading ${id}`);'),
        settings: { observability: { logger: { library: 'bunyan' } } },
        errors: [interpolated('`id`')],
        output: lines("import { logger } from '@acme/telemetry';", "logger.info({ id }, 'Loading {id}');"),
      },
      {
        name: 'this.logger without a declaration, of the library in the settings',
        code: lines(
          'class Orders extends Service {',
          '  load(id: string) {',
          '    this.logger.info(`Loading ${id}`);',
          '  }',
          '}',
        ),
        settings: { observability: { logger: { library: 'pino' } } },
        errors: [interpolated('`id`')],
        output: lines(
          'class Orders extends Service {',
          '  load(id: string) {',
          "    this.logger.info({ id }, 'Loading {id}');",
          '  }',
          '}',
        ),
      },
    ],
  });
});

describe('by name alone', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [
      {
        name: 'log of what talks to a terminal',
        code: lines("import { log } from '@clack/prompts';", 'log.info(`Loading ${id}`);'),
      },
      {
        name: 'logger from a module of the project that is not there',
        code: lines("import { logger } from './missing.js';", 'logger.info(`Loading ${id}`);'),
      },
      {
        name: 'parameter named logger, untyped',
        code: lines('function load(logger, id: string) {', '  logger.info(`Loading ${id}`);', '}'),
      },
      {
        name: 'req.log of a framework that is not known',
        code: lines('app.use((req, res) => {', '  req.log.info(`Loading ${req.url}`);', '});'),
      },
      {
        name: 'this.logger with a type of the project',
        code: lines(
          'class Orders {',
          '  constructor(private readonly logger: AppLogger) {}',
          '  load(id: string) {',
          '    this.logger.info(`Loading ${id}`);',
          '  }',
          '}',
        ),
      },
    ],
    invalid: [
      {
        name: 'home-made logger object, not rewritten',
        options: [{ presumed: true }],
        code: lines(
          'const log = { info: (message: string) => process.stdout.write(message) };',
          'log.info(`Loading ${id}`);',
        ),
        errors: [textAlone('log.info', '`id`')],
        output: null,
      },
      {
        name: 'home-made logger class, not rewritten',
        options: [{ presumed: true }],
        code: lines(
          'class Logger {',
          '  info(message: string) {',
          '    process.stdout.write(message);',
          '  }',
          '}',
          'const logger = new Logger();',
          'logger.info(`Loading ${id}`);',
        ),
        errors: [textAlone('logger.info', '`id`')],
        output: null,
      },
      {
        name: 'parameter named logger, untyped, reported where names count',
        code: lines('function load(logger, id: string) {', '  logger.info(`Loading ${id}`);', '}'),
        options: [{ presumed: true }],
        errors: [interpolated('`id`')],
        output: null,
      },
      {
        name: 'req.log of a framework that is not known, reported where names count',
        code: lines('app.use((req, res) => {', '  req.log.info(`Loading ${req.url}`);', '});'),
        options: [{ presumed: true }],
        errors: [interpolated('`req.url`')],
        output: null,
      },
      {
        name: 'this.logger with a type of the project, reported where names count',
        code: lines(
          'class Orders {',
          '  constructor(private readonly logger: AppLogger) {}',
          '  load(id: string) {',
          '    this.logger.info(`Loading ${id}`);',
          '  }',
          '}',
        ),
        options: [{ presumed: true }],
        errors: [interpolated('`id`')],
        output: null,
      },
    ],
  });
});

describe('no logger', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [
      {
        name: 'an object of another library with a method named info',
        code: lines("import toast from 'react-hot-toast';", 'toast.info(`Loading ${id}`);'),
      },
      { name: 'a call named info on no logger', code: 'dialog.info(`Loading ${id}`);' },
      {
        name: 'shadowed logger name',
        code: lines(
          "import pino from 'pino';",
          'const logger = pino();',
          'function load(logger, id: string) {',
          '  logger.info(`Loading ${id}`);',
          '}',
        ),
      },
      {
        name: 'shadowed module name',
        code: lines(
          "import pino from 'pino';",
          'function load(pino, id: string) {',
          '  const logger = pino();',
          '  logger.info(`Loading ${id}`);',
          '}',
        ),
      },
      {
        name: 'shadowed require',
        code: lines(
          'function load(require, id) {',
          "  const logger = require('pino')();",
          '  logger.info(`Loading ${id}`);',
          '}',
        ),
      },
      {
        name: 'type of the same name from the project',
        code: lines(
          'class Logger {}',
          'function load(logger: Logger, id: string) {',
          '  logger.info(`Loading ${id}`);',
          '}',
        ),
      },
      {
        name: 'a method of a logger that logs nothing',
        code: lines(
          "import pino from 'pino';",
          'const logger = pino();',
          'logger.setBindings({ name: `Loading ${id}` });',
          'logger.isLevelEnabled(`Loading ${id}`);',
        ),
      },
      {
        name: 'winston level that nothing says to be one',
        code: lines(
          "import winston from 'winston';",
          'const logger = winston.createLogger();',
          'logger.log(kind, `Loading ${id}`);',
        ),
      },
      { name: 'console, which another rule judges', code: 'console.log(`Loading ${id}`);' },
      {
        name: 'globalThis.console, which another rule judges',
        code: 'globalThis.console.log(`Loading ${id}`);',
      },
      {
        name: 'computed member',
        code: lines("import pino from 'pino';", 'const logger = pino();', 'logger[action](`Loading ${id}`);'),
      },
    ],
    invalid: [
      {
        name: 'home-made class in the constructor, not rewritten',
        options: [{ presumed: true }],
        code: lines(
          'class Logger {',
          '  info(message: string) {}',
          '}',
          'class Orders {',
          '  constructor(private readonly logger: Logger) {}',
          '  load(id: string) {',
          '    this.logger.info(`Loading ${id}`);',
          '  }',
          '}',
        ),
        errors: [textAlone('this.logger.info', '`id`')],
        output: null,
      },
    ],
  });
});

describe('through modules of the project', () => {
  shop.run('no-interpolated-message', rule, {
    valid: [
      {
        name: 'held by one module after the other',
        code: lines("import { held0 } from '../held0.js';", 'held0.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
      },
      {
        name: 'modules that re-export each other',
        code: lines("import { logger } from '../cycle-a.js';", 'logger.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
      },
      {
        name: 'module that does not parse',
        code: lines("import { logger } from '../broken.js';", 'logger.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
      },
      {
        name: 'module that does not exist',
        code: lines("import { logger } from '../nowhere.js';", 'logger.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
      },
      {
        name: 'name that the module does not export',
        code: lines("import { log } from '../logger.js';", 'log.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
      },
      {
        name: 'exported console',
        code: lines("import { logger } from '../console.js';", 'logger.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
      },
    ],
    invalid: [
      {
        name: 'logger class of the project',
        options: [{ presumed: true }],
        code: lines("import { logger } from '../home-made.js';", 'logger.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
        errors: [textAlone('logger.info', '`id`')],
        output: null,
      },
      {
        name: 'handed on by four modules',
        code: lines("import { far1 } from '../far1.js';", 'far1.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines("import { far1 } from '../far1.js';", "far1.info({ id }, 'Loading {id}');"),
      },
      {
        name: 'named export',
        code: lines("import { logger } from '../logger.js';", 'logger.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines("import { logger } from '../logger.js';", "logger.info({ id }, 'Loading {id}');"),
      },
      {
        name: 'default export',
        code: lines("import log from '../logger.js';", 'log.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines("import log from '../logger.js';", "log.info({ id }, 'Loading {id}');"),
      },
      {
        name: 'specifier without an extension',
        code: lines("import { logger } from '../logger';", 'logger.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines("import { logger } from '../logger';", "logger.info({ id }, 'Loading {id}');"),
      },
      {
        name: 'specifier with the extension of the source',
        code: lines("import { logger } from '../logger.ts';", 'logger.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines("import { logger } from '../logger.ts';", "logger.info({ id }, 'Loading {id}');"),
      },
      {
        name: 'namespace import of the module',
        code: lines("import * as log from '../logger.js';", 'log.logger.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines("import * as log from '../logger.js';", "log.logger.info({ id }, 'Loading {id}');"),
      },
      {
        name: 'child made in the module',
        code: lines("import { child } from '../logger.js';", 'child.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines("import { child } from '../logger.js';", "child.info({ id }, 'Loading {id}');"),
      },
      {
        name: 'child made here of an imported logger',
        code: lines(
          "import { logger } from '../logger.js';",
          "const log = logger.child({ module: 'orders' });",
          'log.info(`Loading ${id}`);',
        ),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines(
          "import { logger } from '../logger.js';",
          "const log = logger.child({ module: 'orders' });",
          "log.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'tsconfig paths with a star',
        code: lines("import { logger } from '@app/logger';", 'logger.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines("import { logger } from '@app/logger';", "logger.info({ id }, 'Loading {id}');"),
      },
      {
        name: 'tsconfig paths without a star',
        code: lines("import { logger } from '~log';", 'logger.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines("import { logger } from '~log';", "logger.info({ id }, 'Loading {id}');"),
      },
      {
        name: 'tsconfig baseUrl',
        code: lines("import { logger } from 'src/logger';", 'logger.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines("import { logger } from 'src/logger';", "logger.info({ id }, 'Loading {id}');"),
      },
      {
        name: 'package.json imports',
        code: lines("import { logger } from '#logger';", 'logger.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines("import { logger } from '#logger';", "logger.info({ id }, 'Loading {id}');"),
      },
      {
        name: 'package.json imports with a star, another library',
        code: lines("import { winston } from '#lib/winston';", 'winston.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines("import { winston } from '#lib/winston';", "winston.info('Loading {id}', { id });"),
      },
      {
        name: 'three hops of renaming re-exports',
        code: lines("import { one } from '../hop1.js';", 'one.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines("import { one } from '../hop1.js';", "one.info({ id }, 'Loading {id}');"),
      },
      {
        name: 'barrel folder with export *',
        code: lines("import { logger } from '../barrel';", 'logger.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines("import { logger } from '../barrel';", "logger.info({ id }, 'Loading {id}');"),
      },
      {
        name: 'export * as',
        code: lines("import { logging } from '../telemetry.js';", 'logging.logger.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines(
          "import { logging } from '../telemetry.js';",
          "logging.logger.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'logger in an exported object',
        code: lines("import { deps } from '../object.js';", 'deps.logger.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines("import { deps } from '../object.js';", "deps.logger.info({ id }, 'Loading {id}');"),
      },
      {
        name: 'logger destructured from an exported object',
        code: lines(
          "import { deps } from '../object.js';",
          'const { logger } = deps;',
          'logger.info(`Loading ${id}`);',
        ),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines(
          "import { deps } from '../object.js';",
          'const { logger } = deps;',
          "logger.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'returned by an exported function',
        code: lines(
          "import { loggerFor } from '../factory.js';",
          "const log = loggerFor('orders');",
          'log.info(`Loading ${id}`);',
        ),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines(
          "import { loggerFor } from '../factory.js';",
          "const log = loggerFor('orders');",
          "log.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'returned by an exported arrow function',
        code: lines("import { arrow } from '../factory.js';", "arrow('orders').info(`Loading ${id}`);"),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines(
          "import { arrow } from '../factory.js';",
          "arrow('orders').info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'field of an imported base class',
        code: lines(
          "import { Service } from '../base.js';",
          'class Orders extends Service {',
          '  load(id: string) {',
          '    this.logger.info(`Loading ${id}`);',
          '  }',
          '}',
        ),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines(
          "import { Service } from '../base.js';",
          'class Orders extends Service {',
          '  load(id: string) {',
          "    this.logger.info({ id }, 'Loading {id}');",
          '  }',
          '}',
        ),
      },
      {
        name: 'static field of an imported class',
        code: lines("import { Service } from '../base.js';", 'Service.log.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines("import { Service } from '../base.js';", "Service.log.info({ id }, 'Loading {id}');"),
      },
      {
        name: 'field of an exported instance',
        code: lines("import { telemetry } from '../holder.js';", 'telemetry.logger.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines(
          "import { telemetry } from '../holder.js';",
          "telemetry.logger.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'field of a parameter typed by an imported class',
        code: lines(
          "import type { Telemetry } from '../holder.js';",
          'function load(telemetry: Telemetry, id: string) {',
          '  telemetry.logger.info(`Loading ${id}`);',
          '}',
        ),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines(
          "import type { Telemetry } from '../holder.js';",
          'function load(telemetry: Telemetry, id: string) {',
          "  telemetry.logger.info({ id }, 'Loading {id}');",
          '}',
        ),
      },
      {
        name: 'parameter typed through a re-exported type',
        code: lines(
          "import type { Logger } from '../types.js';",
          'function load(logger: Logger, id: string) {',
          '  logger.info(`Loading ${id}`);',
          '}',
        ),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines(
          "import type { Logger } from '../types.js';",
          'function load(logger: Logger, id: string) {',
          "  logger.info({ id }, 'Loading {id}');",
          '}',
        ),
      },
      {
        name: 'CommonJS module that is the logger',
        code: lines("const logger = require('../cjs-whole.cjs');", 'logger.info(`Loading ${id}`);'),
        filename: 'src/orders/file.cjs',
        languageOptions: commonJs,
        errors: [interpolated('`id`')],
        output: lines("const logger = require('../cjs-whole.cjs');", "logger.info({ id }, 'Loading {id}');"),
      },
      {
        name: 'CommonJS module with an object of exports',
        code: lines("const { logger } = require('../cjs-object.cjs');", 'logger.info(`Loading ${id}`);'),
        filename: 'src/orders/file.cjs',
        languageOptions: commonJs,
        errors: [interpolated('`id`')],
        output: lines(
          "const { logger } = require('../cjs-object.cjs');",
          "logger.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'CommonJS exports.name',
        code: lines("const { logger } = require('../cjs-named.cjs');", 'logger.info(`Loading ${id}`);'),
        filename: 'src/orders/file.cjs',
        languageOptions: commonJs,
        errors: [interpolated('`id`')],
        output: lines(
          "const { logger } = require('../cjs-named.cjs');",
          "logger.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'CommonJS module.exports.name, through the module',
        code: lines(
          "const logging = require('../cjs-module-named.cjs');",
          'logging.logger.info(`Loading ${id}`);',
        ),
        filename: 'src/orders/file.cjs',
        languageOptions: commonJs,
        errors: [interpolated('`id`')],
        output: lines(
          "const logging = require('../cjs-module-named.cjs');",
          "logging.logger.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'CommonJS module imported by an ES module',
        code: lines("import logger from '../cjs-whole.cjs';", 'logger.info(`Loading ${id}`);'),
        filename: 'src/orders/file.ts',
        errors: [interpolated('`id`')],
        output: lines("import logger from '../cjs-whole.cjs';", "logger.info({ id }, 'Loading {id}');"),
      },
    ],
  });
});

describe('a proxy of a logger', () => {
  const proxy = (handler: string, call = 'logger.info(`Loading ${id}`);') =>
    lines("import pino from 'pino';", `const logger = new Proxy(pino(), ${handler});`, call);
  const FIXED = "logger.info({ id }, 'Loading {id}');";
  const HANDLERS = {
    'with a store': '{ get(target, name) { return (store.getStore() ?? target)[name]; } }',
    'through Reflect': '{ get: (target, name, self) => Reflect.get(store.getStore() ?? target, name, self) }',
    'with bound methods':
      "{ get(target, name) { const found = target[name]; return typeof found === 'function' ? found.bind(target) : found; } }",
    'that only sees what is set': '{ set() { return false; } }',
  };
  ruleTester.run('no-interpolated-message', rule, {
    valid: [
      [
        'whose methods take something else',
        '{ get(target, name) { return (...values) => target[name]({ values }); } }',
      ],
      [
        'whose methods have a name',
        '{ get(target, name) { const log = (text) => target[name]({}, text); return log; } }',
      ],
      ['whose methods are wrapped elsewhere', '{ get: (target, name) => wrap(target[name]) }'],
      [
        'whose methods are those of a function with a name before the rest',
        '{ get: (target, name) => write.bind(null, target, name) }',
      ],
      ['whose handler is not seen', 'handler'],
      ['whose handler has more than is seen', '{ ...handler }'],
    ]
      .map(([name = '', handler = '']) => ({ name, code: proxy(handler) }))
      .concat(
        {
          name: 'whose type says less than its handler',
          code: lines(
            "import pino, { type Logger } from 'pino';",
            'const logger: Logger = new Proxy(pino(), { get: (target, name) => write.bind(null, target, name) });',
            'logger.info(`Loading ${id}`);',
          ),
        },
        {
          name: 'and an assertion of its type',
          code: lines(
            "import pino, { type Logger } from 'pino';",
            'const logger = new Proxy({}, { get: (_, name) => write(name) }) as Logger;',
            'logger.info(`Loading ${id}`);',
          ),
        },
      ),
    invalid: Object.entries(HANDLERS).map(([name, handler]) => ({
      name,
      code: proxy(handler),
      errors: [interpolated('`id`')],
      output: proxy(handler, FIXED),
    })),
  });
});

const textAlone = (method: string, values: string) => ({
  messageId: 'textAlone' as const,
  data: { method, values },
});
function interpolated(values: string, fields = 'a field') {
  return { messageId: 'interpolated', data: { values, fields, them: fields === 'fields' ? 'them' : 'it' } };
}

test('every logging library of the catalog is covered here', async () => {
  const source = await readFile(new URL(import.meta.url), 'utf8');
  const others = await readFile(new URL('logger-libraries.test.ts', import.meta.url), 'utf8');
  const missing = LOGGERS.filter(
    ({ id, packages }) =>
      !source.includes(`describe('${id}'`) &&
      !packages.some((name) => others.includes(`from '${name}'`) || others.includes(`from 'jsr:${name}@`)),
  );
  expect(missing).toEqual([]);
});
