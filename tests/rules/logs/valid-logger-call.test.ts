import { describe } from 'vitest';
import rule from '../../../rules/logs/valid-logger-call.js';
import { lines, project, ruleTester } from '../rule-tester.js';
import {
  PINO,
  WINSTON,
  BUNYAN,
  NEST,
  NEST_UNNAMED,
  POWERTOOLS,
  LOG4JS,
  TSLOG,
  CONSOLA,
  LOGLEVEL,
} from './loggers.js';

const nest10 = project({ 'package.json': { name: 'shop', dependencies: { '@nestjs/common': '^10.0.0' } } });
const nestPino = project({
  'package.json': { name: 'shop', dependencies: { '@nestjs/common': '^12.0.0', 'nestjs-pino': '^5.0.0' } },
});
const nest12 = project({ 'package.json': { name: 'shop', dependencies: { '@nestjs/common': '^12.0.0' } } });

describe('in a test, which gives a logger what it must cope with', () => {
  const code = PINO + "logger.info({ level: 99 }, 'forged');";
  ruleTester.run('valid-logger-call', rule, {
    valid: [{ name: 'of the logger', filename: 'src/logger.test.ts', code }],
    invalid: [
      {
        name: 'beside it',
        filename: 'src/testing.ts',
        code,
        errors: [{ messageId: 'own-key', data: { key: 'level', library: 'pino', does: 'writes it twice' } }],
      },
    ],
  });
});

describe('reported', () => {
  ruleTester.run('valid-logger-call', rule, {
    valid: [
      { name: 'winston, text without a placeholder', code: WINSTON + "logger.info('Loaded', 'orders');" },
      { name: 'winston, number', code: WINSTON + "logger.info('Loaded', 42);" },
      {
        name: 'the text of an error, which is said of the error',
        code: BUNYAN + "try { run(); } catch (error) { logger.error('Run failed', error.message); }",
      },
      { name: 'winston, second object', code: WINSTON + "logger.info('Loaded', { a }, { b });" },
    ],
    invalid: [
      {
        name: 'the whole body of a request, which nobody has seen printed: no fix writes it out',
        code: PINO + "app.post('/login', (req, res) => { logger.info('Login', req.body); });",
        errors: [{ messageId: 'extra', data: { library: 'pino', does: 'drops', argument: 'req.body' } }],
        output: null,
      },
      {
        name: 'a part of a body, which the code has chosen',
        code: PINO + "app.post('/orders', (req, res) => { logger.info('Order', req.body.sku); });",
        errors: [{ messageId: 'extra', data: { library: 'pino', does: 'drops', argument: 'req.body.sku' } }],
        output: PINO + "app.post('/orders', (req, res) => { logger.info({ sku: req.body.sku }, 'Order'); });",
      },
      {
        name: 'fields behind the message',
        code: PINO + "logger.info('Loaded', { id });",
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              argument: '{ id }',
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: PINO + "logger.info({ id }, 'Loaded');",
      },
      {
        name: 'fields behind the message of a child',
        code: PINO + "logger.child({ a: 1 }).warn('Loaded', { id, total: sum(items) });",
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              argument: '{ id, total: sum(items) }',
              does: 'drops',
              place: 'first',
              call: 'warn(fields, message)',
            },
          },
        ],
        output: PINO + "logger.child({ a: 1 }).warn({ id, total: sum(items) }, 'Loaded');",
      },
      {
        name: 'fields in front and behind',
        code: PINO + "logger.info({ a }, 'Loaded', { b });",
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              argument: '{ b }',
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: PINO + "logger.info({ a, b }, 'Loaded');",
      },
      {
        name: 'two objects of fields behind',
        code: PINO + "logger.info('Loaded', { a }, { b });",
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              argument: '{ a }',
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: PINO + "logger.info({ a, b }, 'Loaded');",
      },
      {
        name: 'value without a placeholder',
        code: PINO + "logger.info('Loaded', id);",
        errors: [{ messageId: 'extra', data: { library: 'pino', argument: 'id', does: 'drops' } }],
        output: PINO + "logger.info({ id }, 'Loaded');",
      },
      {
        name: 'value that no placeholder is left for',
        code: PINO + "logger.info('Loaded %s', 'orders', id);",
        errors: [{ messageId: 'extra', data: { library: 'pino', argument: 'id', does: 'drops' } }],
        output: PINO + "logger.info({ id }, 'Loaded orders');",
      },
      {
        name: 'number as the message',
        code: PINO + 'logger.info(42);',
        errors: [{ messageId: 'no-message', data: { library: 'pino', argument: '42' } }],
        output: null,
      },
      {
        name: 'object as the message',
        code: PINO + 'logger.info({ id }, { total });',
        errors: [{ messageId: 'no-message', data: { library: 'pino', argument: '{ total }' } }],
        output: null,
      },
      {
        name: 'number behind fields',
        code: PINO + 'logger.info({ id }, 42);',
        errors: [{ messageId: 'no-message', data: { library: 'pino', argument: '42' } }],
        output: null,
      },
      {
        name: 'several values without placeholders',
        code: PINO + "logger.info('Loaded', id, total);",
        errors: [{ messageId: 'extra', data: { library: 'pino', argument: 'id', does: 'drops' } }],
        output: PINO + "logger.info({ id, total }, 'Loaded');",
      },
      {
        name: 'text without a placeholder',
        code: PINO + "logger.info('Loaded', 'orders');",
        errors: [{ messageId: 'extra', data: { library: 'pino', argument: "'orders'", does: 'drops' } }],
        output: PINO + "logger.info('Loaded orders');",
      },
      {
        name: 'template and fields behind',
        code: PINO + 'logger.info(`Loaded ${id}`, { total });',
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              argument: '{ total }',
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: PINO + "logger.info({ id, total }, 'Loaded {id}');",
      },
      {
        name: 'spread fields behind',
        code: PINO + "logger.info('Loaded', { ...ctx });",
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              argument: '{ ...ctx }',
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: PINO + "logger.info({ ...ctx }, 'Loaded');",
      },
      {
        name: 'class field logger',
        code: lines(
          "import pino from 'pino';",
          'class Orders {',
          '  private logger = pino();',
          '  load(id: string) {',
          "    this.logger.info('Loaded', { id });",
          '  }',
          '}',
        ),
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              argument: '{ id }',
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: lines(
          "import pino from 'pino';",
          'class Orders {',
          '  private logger = pino();',
          '  load(id: string) {',
          "    this.logger.info({ id }, 'Loaded');",
          '  }',
          '}',
        ),
      },
      {
        name: 'request.log of Fastify',
        code: lines(
          "import Fastify from 'fastify';",
          'const app = Fastify();',
          "app.get('/', (request) => {",
          "  request.log.info('Loaded', { id: request.params.id });",
          '});',
        ),
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'fastify',
              argument: '{ id: request.params.id }',
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: lines(
          "import Fastify from 'fastify';",
          'const app = Fastify();',
          "app.get('/', (request) => {",
          "  request.log.info({ id: request.params.id }, 'Loaded');",
          '});',
        ),
      },
      {
        name: 'bunyan',
        code: BUNYAN + "logger.info('Loaded', { id });",
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'bunyan',
              argument: '{ id }',
              does: 'prints into the message',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: BUNYAN + "logger.info({ id }, 'Loaded');",
      },
      {
        name: 'bunyan value',
        code: BUNYAN + "logger.info('Loaded', id);",
        errors: [
          {
            messageId: 'extra',
            data: { library: 'bunyan', argument: 'id', does: 'prints into the message' },
          },
        ],
        output: BUNYAN + "logger.info({ id }, 'Loaded');",
      },
      {
        name: 'winston, fields in front',
        code: WINSTON + "logger.info({ id }, 'Loaded');",
        errors: [
          {
            messageId: 'misplaced-message',
            data: { library: 'winston', argument: "'Loaded'", call: 'info(message, fields)' },
          },
        ],
        output: WINSTON + "logger.info('Loaded', { id });",
      },
      {
        name: 'winston, fields in front, log(level)',
        code: WINSTON + "logger.log('info', { id }, 'Loaded');",
        errors: [
          {
            messageId: 'misplaced-message',
            data: { library: 'winston', argument: "'Loaded'", call: 'info(message, fields)' },
          },
        ],
        output: WINSTON + "logger.log('info', 'Loaded', { id });",
      },
      {
        name: 'powertools, fields in front',
        code: POWERTOOLS + "logger.info({ id }, 'Loaded');",
        errors: [
          {
            messageId: 'misplaced-message',
            data: { library: 'powertools', argument: "'Loaded'", call: 'info(message, fields)' },
          },
        ],
        output: POWERTOOLS + "logger.info('Loaded', { id });",
      },
      {
        name: 'powertools placeholder',
        code: POWERTOOLS + "logger.info('Loaded %s', id);",
        errors: [{ messageId: 'no-placeholders', data: { library: 'powertools', argument: 'id' } }],
        output: POWERTOOLS + "logger.info('Loaded {id}', { id });",
      },
      {
        name: 'nest placeholder',
        code: NEST + "logger.log('Loaded %s', id);",
        errors: [{ messageId: 'no-placeholders', data: { library: 'nestjs', argument: 'id' } }],
        output: null,
      },
      {
        name: 'comment inside the call',
        code: PINO + "logger.info('Loaded', { id /* of the order */ });",
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              argument: '{ id /* of the order */ }',
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: null,
      },
      {
        name: 'comment between',
        code: PINO + "logger.info('Loaded', /* why */ { id });",
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              argument: '{ id }',
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: null,
      },
      {
        name: 'optional call',
        code: PINO + "logger.info?.('Loaded', { id });",
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              argument: '{ id }',
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: null,
      },
      {
        name: 'value evaluated once, in order',
        code: PINO + "logger.info('Loaded', { a: first() }, second());",
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              argument: '{ a: first() }',
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: PINO + "logger.info({ a: first(), second: second() }, 'Loaded');",
      },
      {
        name: 'await',
        code: PINO + "logger.info('Loaded', { order: await load(id) });",
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              argument: '{ order: await load(id) }',
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: PINO + "logger.info({ order: await load(id) }, 'Loaded');",
      },
      {
        name: 'reserved keys',
        code: PINO + "logger.info('Loaded', { level: 3, msg: 'x', id });",
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              argument: "{ level: 3, msg: 'x', id }",
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: PINO + "logger.info({ levelValue: 3, detail: 'x', id }, 'Loaded');",
      },
      {
        name: 'time key',
        code: PINO + "logger.info('Loaded', { time, pid });",
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              argument: '{ time, pid }',
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: PINO + "logger.info({ timeValue: time, processId: pid }, 'Loaded');",
      },
      {
        name: 'key of the error',
        code: PINO + "logger.info('Loaded', { err: 'none' });",
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              argument: "{ err: 'none' }",
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: PINO + "logger.info({ error: 'none' }, 'Loaded');",
      },
      {
        name: 'shorthand and method',
        code: PINO + "logger.info('Loaded', { id, size() { return 1; } });",
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              argument: '{ id, size() { return 1; } }',
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: PINO + "logger.info({ id, size() { return 1; } }, 'Loaded');",
      },
      {
        name: 'computed key',
        code: PINO + "logger.info('Loaded', { [key]: id });",
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              argument: '{ [key]: id }',
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: PINO + "logger.info({ [key]: id }, 'Loaded');",
      },
      {
        name: 'double quotes',
        code: PINO + 'logger.info("Loaded", { id });',
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              argument: '{ id }',
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: PINO + 'logger.info({ id }, "Loaded");',
      },
      {
        name: 'multiline',
        code: PINO + lines("logger.info('Loaded', {", '  id,', '  total,', '});'),
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              argument: '{ id, total, }',
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: PINO + "logger.info({ id, total }, 'Loaded');",
      },
      {
        name: 'trailing comma fields',
        code: PINO + lines('logger.info(', "  'Loaded',", '  { id },', ');'),
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              argument: '{ id }',
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: PINO + "logger.info({ id }, 'Loaded');",
      },
      {
        name: 'presumed with settings',
        code: lines("import { logger } from '@acme/log';", "logger.info('Loaded', { id });"),
        settings: { observability: { logger: { library: 'pino' } } },
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              argument: '{ id }',
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: lines("import { logger } from '@acme/log';", "logger.info({ id }, 'Loaded');"),
      },
      {
        name: 'template with percent',
        code: PINO + 'logger.info(`100% ${x}`, { id });',
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'pino',
              argument: '{ id }',
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: null,
      },
    ],
  });
});

describe('reported, NestJS 10', () => {
  nest10.run('valid-logger-call', rule, {
    valid: [],
    invalid: [
      {
        name: 'nest 10 object behind',
        code: NEST + "logger.log('Loaded', { id });",
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'nestjs',
              argument: '{ id }',
              does: 'writes a second record for',
              place: 'in the same object as the message',
              call: 'log({ msg, ...fields })',
            },
          },
        ],
        output: NEST + "logger.log({ msg: 'Loaded', id });",
      },
    ],
  });
});

describe('reported, NestJS over nestjs-pino', () => {
  nestPino.run('valid-logger-call', rule, {
    valid: [],
    invalid: [
      {
        name: 'nest over pino object behind',
        code: NEST + "logger.log('Loaded', { id });",
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'nestjs',
              argument: '{ id }',
              does: 'drops',
              place: 'in the same object as the message',
              call: 'log({ msg, ...fields })',
            },
          },
        ],
        output: NEST + "logger.log({ msg: 'Loaded', id });",
      },
    ],
  });
});

describe('reported, NestJS over nest-winston', () => {
  project({
    'package.json': { name: 'shop', dependencies: { '@nestjs/common': '^11.0.0', 'nest-winston': '^2.0.0' } },
  }).run('valid-logger-call', rule, {
    valid: [],
    invalid: [
      {
        name: 'nest over winston object behind',
        code: NEST + "logger.log('Loaded', { id });",
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'nestjs',
              argument: '{ id }',
              does: 'misplaces',
              place: 'in the same object as the message',
              call: 'log({ message, ...fields })',
            },
          },
        ],
        output: NEST + "logger.log({ message: 'Loaded', id });",
      },
    ],
  });
});

describe('not reported', () => {
  ruleTester.run('valid-logger-call', rule, {
    valid: [
      { name: 'fields in front', code: PINO + "logger.info({ id }, 'Loaded');" },
      { name: 'placeholders', code: PINO + "logger.info('Loaded %s of %d', id, total);" },
      { name: 'fields, message and placeholders', code: PINO + "logger.info({ a }, 'Loaded %s', id);" },
      { name: 'object placeholder', code: PINO + "logger.info('Loaded %o', { id });" },
      { name: 'only fields', code: PINO + 'logger.info({ id });' },
      { name: 'only text', code: PINO + "logger.info('Loaded');" },
      { name: 'variable first', code: PINO + "logger.info(ctx, 'Loaded');" },
      { name: 'variable first, then object', code: PINO + 'logger.info(message, { id });' },
      {
        name: 'error behind',
        code: PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error('Failed', err);", '}'),
      },
      {
        name: 'error in fields behind',
        code: PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error('Failed', { err });", '}'),
      },
      { name: 'spread', code: PINO + "logger.info('Loaded', ...rest);" },
      { name: 'winston fields behind', code: WINSTON + "logger.info('Loaded', { id });" },
      { name: 'winston variable behind', code: WINSTON + "logger.info('Loaded', meta);" },
      { name: 'winston splat', code: WINSTON + "logger.info('Loaded %s', id);" },
      {
        name: 'winston whole record',
        code: WINSTON + "logger.log({ level: 'info', message: 'Loaded', id });",
      },
      {
        name: 'winston record with message in front',
        code: WINSTON + "logger.info({ message: 'Loaded', id }, 'ignored');",
      },
      { name: 'winston callback', code: WINSTON + "logger.info('Loaded', { id }, () => done());" },
      { name: 'powertools several objects', code: POWERTOOLS + "logger.info('Loaded', { id }, { total });" },
      { name: 'nest unknown version object behind', code: NEST + "logger.log('Loaded', { id });" },
      { name: 'nest context of an unnamed logger', code: NEST_UNNAMED + "logger.log('Loaded', 'Orders');" },
      { name: 'log4js object behind', code: LOG4JS + "logger.info('Loaded', { id });" },
      { name: 'tslog object behind', code: TSLOG + "logger.info('Loaded', { id });" },
      { name: 'consola', code: CONSOLA + "logger.info('Loaded', { id }, id);" },
      { name: 'loglevel', code: LOGLEVEL + "logger.info('Loaded', { id }, id);" },
      { name: 'console', code: "console.log('Loaded', { id });" },
      {
        name: 'home-made',
        code: lines(
          'const logger = { info(message: string, fields: object) {} };',
          "logger.info('Loaded', { id });",
        ),
      },
      {
        name: 'presumed default',
        code: lines("import { logger } from '@acme/log';", "logger.info('Loaded', { id });"),
      },
    ],
    invalid: [],
  });
});

describe('not reported, NestJS 12', () => {
  nest12.run('valid-logger-call', rule, {
    valid: [{ name: 'nest 12 object behind', code: NEST + "logger.log('Loaded', { id });" }],
    invalid: [],
  });
});

describe('not reported, NestJS over nestjs-pino', () => {
  nestPino.run('valid-logger-call', rule, {
    valid: [{ name: 'nest over pino, object first', code: NEST + "logger.log({ msg: 'Loaded', id });" }],
    invalid: [],
  });
});

describe('a pino hook that is given each call', () => {
  const FORWARDS =
    '{ hooks: { logMethod(args, method, level) { counts.inc({ level }); method.apply(this, args); } } }';
  const REORDERS = '{ hooks: { logMethod(args, method) { method.apply(this, args.reverse()); } } }';
  const here = (options: string) =>
    lines("import pino from 'pino';", `const logger = pino(${options});`, "logger.info('Loaded', { id });");
  const dropped = [
    {
      messageId: 'misplaced-fields' as const,
      data: {
        library: 'pino',
        argument: '{ id }',
        does: 'drops',
        place: 'first',
        call: 'info(fields, message)',
      },
    },
  ];
  ruleTester.run('valid-logger-call', rule, {
    valid: [{ name: 'reorders', code: here(REORDERS) }],
    invalid: [
      {
        name: 'forwards',
        code: here(FORWARDS),
        errors: dropped,
        output: here(FORWARDS).replace("'Loaded', { id }", "{ id }, 'Loaded'"),
      },
    ],
  });

  // `options.log` is a logger by its type: how it was made is not seen.
  const elsewhere = (options: string) =>
    project({
      'package.json': { name: 'app', dependencies: { pino: '^10.0.0' } },
      'src/logger.ts': lines("import pino from 'pino';", `export const create = () => pino(${options});`),
    });
  const code = lines(
    "import type { Logger } from 'pino';",
    "export function load(id: string, logger: Logger) { logger.info('Loaded', { id }); }",
  );
  elsewhere(REORDERS).run('valid-logger-call', rule, {
    valid: [{ name: 'reorders, elsewhere', filename: 'src/load.ts', code }],
    invalid: [],
  });
  elsewhere(FORWARDS).run('valid-logger-call', rule, {
    valid: [],
    invalid: [
      {
        name: 'forwards, elsewhere',
        filename: 'src/load.ts',
        code,
        errors: dropped,
        output: code.replace("'Loaded', { id }", "{ id }, 'Loaded'"),
      },
    ],
  });
});

describe('winston whose options are seen', () => {
  ruleTester.run('valid-logger-call', rule, {
    valid: [
      {
        name: 'format.splat() of a version that is not known',
        code: lines(
          "import winston from 'winston';",
          'const logger = winston.createLogger({ format: winston.format.splat() });',
          "logger.info('Loaded', 'orders');",
        ),
      },
    ],
    invalid: [
      {
        name: 'text behind',
        code: lines(
          "import winston from 'winston';",
          'const logger = winston.createLogger({ format: winston.format.json() });',
          "logger.info('Loaded', 'orders');",
        ),
        errors: [{ messageId: 'extra', data: { library: 'winston', argument: "'orders'", does: 'drops' } }],
        output: lines(
          "import winston from 'winston';",
          'const logger = winston.createLogger({ format: winston.format.json() });',
          "logger.info('Loaded orders');",
        ),
      },
      {
        name: 'number behind',
        code: lines(
          "import winston from 'winston';",
          'const logger = winston.createLogger({ format: winston.format.json() });',
          "logger.info('Loaded', 42);",
        ),
        errors: [{ messageId: 'extra', data: { library: 'winston', argument: '42', does: 'drops' } }],
        output: null,
      },
      {
        name: 'second object behind',
        code: lines(
          "import winston from 'winston';",
          'const logger = winston.createLogger({ format: winston.format.json() });',
          "logger.info('Loaded', { a }, { b });",
        ),
        errors: [{ messageId: 'extra', data: { library: 'winston', argument: '{ b }', does: 'drops' } }],
        output: lines(
          "import winston from 'winston';",
          'const logger = winston.createLogger({ format: winston.format.json() });',
          "logger.info('Loaded', { a, b });",
        ),
      },
    ],
  });
});

describe('winston with format.splat(), which merges what no placeholder takes', () => {
  const code = (formats: string, call: string, ...before: readonly string[]) =>
    lines(
      "import { createLogger, format } from 'winston';",
      ...before,
      `const logger = createLogger({ format: ${formats} });`,
      call,
    );
  const SPLAT = 'format.combine(format.splat(), format.json())';
  const spelled = (argument: string) => [
    {
      messageId: 'extra' as const,
      data: { library: 'winston', argument, does: 'makes a field of each letter of' },
    },
  ];
  project({ 'package.json': { name: 'app', dependencies: { winston: '^3.8.0' } } }).run(
    'valid-logger-call',
    rule,
    {
      valid: [
        { name: 'a text for a placeholder', code: code(SPLAT, "logger.info('Loaded %s', 'orders');") },
        { name: 'fields behind fields', code: code(SPLAT, "logger.info('Loaded', { a }, { b });") },
        { name: 'a variable that may be fields', code: code(SPLAT, "logger.info('Loaded', orders);") },
        {
          name: 'a format that reads them itself',
          code: code(
            'format.combine(format.splat(), format.printf((info) => `${info.message} ${info[Symbol.for("splat")]}`))',
            "logger.info('Loaded', 'orders');",
          ),
        },
        {
          name: 'formats that are not seen',
          code: code(SPLAT, "logger.info('Loaded', 'orders');")
            .replace('format.json()', 'more(), format.json()')
            .replace('import', "import { more } from '@acme/formats';\nimport"),
        },
      ],
      invalid: [
        {
          name: 'a text behind the message',
          code: code(SPLAT, "logger.info('Loaded', 'orders');"),
          errors: spelled("'orders'"),
          output: code(SPLAT, "logger.info('Loaded orders');"),
        },
        {
          name: 'a text behind those that placeholders take',
          code: code(SPLAT, "logger.info('Loaded %s', 'orders', 'again');"),
          errors: spelled("'again'"),
          output: code(SPLAT, "logger.info('Loaded orders again');"),
        },
        {
          name: 'a parameter that is a text',
          code: code(SPLAT, "function load(name: string) { logger.info('Loaded', name); }"),
          errors: spelled('name'),
          output: code(SPLAT, "function load(name: string) { logger.info('Loaded', { name }); }"),
        },
        {
          name: 'splat by its own name',
          code: code(
            'combine(splat(), json())',
            "logger.info('Loaded', 'orders');",
            'const { combine, splat, json } = format;',
          ),
          errors: spelled("'orders'"),
          output: code(
            'combine(splat(), json())',
            "logger.info('Loaded orders');",
            'const { combine, splat, json } = format;',
          ),
        },
        {
          name: 'in a list of formats',
          code: code(
            'format.combine(...formats)',
            "logger.info('Loaded', 'orders');",
            'const formats = [format.timestamp(), format.json()];',
            'if (isVerbose) formats.unshift(format.splat());',
          ),
          errors: spelled("'orders'"),
          output: code(
            'format.combine(...formats)',
            "logger.info('Loaded orders');",
            'const formats = [format.timestamp(), format.json()];',
            'if (isVerbose) formats.unshift(format.splat());',
          ),
        },
      ],
    },
  );
  for (const version of ['~3.1.0', '^3.0.0', '3.1.0'])
    project({ 'package.json': { name: 'app', dependencies: { winston: version } } }).run(
      'valid-logger-call',
      rule,
      {
        valid: [
          {
            name: `${version}, which may keep them as \`meta\``,
            code: code(SPLAT, "logger.info('Loaded', 'orders');"),
          },
        ],
        invalid: [],
      },
    );
});

describe('winston whose formats stand in a list', () => {
  const code = (list: string, call: string, ...after: readonly string[]) =>
    lines(
      "import winston from 'winston';",
      `const formats = ${list};`,
      ...after,
      'const logger = winston.createLogger({ format: winston.format.combine(...formats) });',
      call,
    );
  const TEXT = "logger.info('Loaded', 'orders');";
  const drops = [
    { messageId: 'extra' as const, data: { library: 'winston', argument: "'orders'", does: 'drops' } },
  ];
  const JSON_ALONE = '[winston.format.timestamp(), winston.format.json()]';
  ruleTester.run('valid-logger-call', rule, {
    valid: [
      { name: 'splat in the list', code: code('[winston.format.splat(), winston.format.json()]', TEXT) },
      {
        name: 'splat pushed under a condition',
        code: code('[]', TEXT, 'if (isDevelopment) formats.push(winston.format.splat());'),
      },
    ],
    invalid: [
      {
        name: 'no splat in the list',
        code: code(JSON_ALONE, TEXT),
        errors: drops,
        output: code(JSON_ALONE, "logger.info('Loaded orders');"),
      },
      {
        name: 'a list that is not seen',
        code: code('formatsOf(settings)', TEXT),
        errors: drops,
        output: code('formatsOf(settings)', "logger.info('Loaded orders');"),
      },
      {
        name: 'an own function called splat',
        code: code('[splat(), winston.format.json()]', TEXT, 'function splat() {}'),
        errors: drops,
        output: code(
          '[splat(), winston.format.json()]',
          "logger.info('Loaded orders');",
          'function splat() {}',
        ),
      },
    ],
  });
});

describe('nestjs-pino, NestJS over nestjs-pino', () => {
  nestPino.run('valid-logger-call', rule, {
    valid: [{ name: 'placeholder, which pino fills', code: NEST + "logger.log('Loaded %s', id);" }],
    invalid: [],
  });
});

describe('presumed loggers', () => {
  const inFile = (head: string, parameter: string) =>
    lines(head, `export function load(${parameter}, id: string) { logger.info('Loaded', { id }); }`);
  project({ 'package.json': { name: 'app', dependencies: { pino: '^10.0.0' } } }).run(
    'valid-logger-call',
    rule,
    {
      valid: [
        {
          name: 'of a type of another package',
          code: inFile("import type { Logger } from '@acme/log';", 'logger: Logger'),
          options: [{ presumed: true }],
        },
        {
          name: 'a field of such a type',
          code: lines(
            "import type { Logger } from '@acme/log';",
            "class Store { constructor(private readonly logger: Logger) {} load(id) { this.logger.info('Loaded', { id }); } }",
          ),
          options: [{ presumed: true }],
        },
      ],
      invalid: [
        {
          name: 'of no type',
          code: inFile('', 'logger'),
          options: [{ presumed: true }],
          errors: [
            {
              messageId: 'misplaced-fields',
              data: {
                library: 'pino',
                argument: '{ id }',
                does: 'drops',
                place: 'first',
                call: 'info(fields, message)',
              },
            },
          ],
          output: null,
        },
      ],
    },
  );
});

const JSON_WINSTON =
  "import winston from 'winston';\nconst logger = winston.createLogger({ format: winston.format.json() });\n";

describe('texts beside the context of a NestJS logger', () => {
  const inCatch = (call: string) => NEST + `try { run(); } catch (err) { ${call} }`;
  nest12.run('valid-logger-call', rule, {
    valid: [
      { name: 'a logger without a context', code: NEST_UNNAMED + "logger.error('Failed', stack, 'Orders');" },
      {
        name: 'the static methods',
        code: "import { Logger } from '@nestjs/common';\nLogger.log('Loaded', 'Orders');",
      },
      {
        name: 'an injected logger',
        code: "import { Logger } from '@nestjs/common';\nclass A { constructor(private log: Logger) {} load() { this.log.log('Loaded', 'A'); } }",
      },
      { name: 'a stack', code: inCatch("logger.error('Failed', err.stack);") },
      {
        name: 'what may be fields',
        code: NEST + "logger.log('Loaded', meta); logger.error('Failed', trace);",
      },
      { name: 'an empty text', code: NEST + "logger.log('Loaded', ''); logger.error('Failed', '');" },
    ],
    invalid: [
      ...['log', 'warn', 'debug', 'verbose'].map((method) => ({
        name: `${method}(message, context)`,
        code: NEST + `logger.${method}('Loaded', 'App');`,
        errors: [{ messageId: 'context', data: { argument: "'App'" } }],
        output: NEST + `logger.${method}('Loaded');`,
      })),
      {
        name: 'another context than its own, which stays to be looked at',
        code: NEST + "logger.log('Loaded', 'Orders');",
        errors: [{ messageId: 'context', data: { argument: "'Orders'" } }],
        output: null,
      },
      {
        name: 'the name of the class',
        code: lines(
          "import { Logger } from '@nestjs/common';",
          'class Orders {',
          '  private readonly logger = new Logger(Orders.name);',
          "  load() { this.logger.log('Loaded', Orders.name); }",
          '}',
        ),
        errors: [{ messageId: 'context', data: { argument: 'Orders.name' } }],
        output: lines(
          "import { Logger } from '@nestjs/common';",
          'class Orders {',
          '  private readonly logger = new Logger(Orders.name);',
          "  load() { this.logger.log('Loaded'); }",
          '}',
        ),
      },
      {
        name: 'fields and a context',
        code: NEST + "logger.log('Loaded', { id }, 'App');",
        errors: [{ messageId: 'context', data: { argument: "'App'" } }],
        output: NEST + "logger.log({ msg: 'Loaded', id });",
      },
      {
        name: 'text that is no context',
        code: NEST + 'logger.log("Loaded", `order ${id}`);',
        errors: [
          {
            messageId: 'extra',
            data: { library: 'nestjs', argument: '`order ${id}`', does: 'writes a second record for' },
          },
        ],
        output: null,
      },
      {
        name: 'error(message, stack, context)',
        code: inCatch("logger.error('Failed', err.stack, 'App');"),
        errors: [{ messageId: 'as-stack', data: { library: 'nestjs', argument: "'App'" } }],
        output: inCatch("logger.error(\n  'Failed',\n  err instanceof Error ? err.stack : String(err),\n);"),
      },
      {
        name: 'error(message, undefined, context)',
        code: NEST + "logger.error('Failed', undefined, 'App');",
        errors: [{ messageId: 'as-stack', data: { library: 'nestjs', argument: "'App'" } }],
        output: NEST + "logger.error('Failed');",
      },
      {
        name: 'error(message, error, context)',
        code: inCatch("logger.error('Failed', err, App.name);"),
        errors: [{ messageId: 'as-stack', data: { library: 'nestjs', argument: 'App.name' } }],
        output: null,
      },
      {
        name: 'error(message, context)',
        code: NEST + "logger.error('Failed', 'App');",
        errors: [{ messageId: 'as-stack', data: { library: 'nestjs', argument: "'App'" } }],
        output: NEST + "logger.error('Failed');",
      },
    ],
  });
  const context = {
    name: 'a context',
    filename: 'src/orders.ts',
    code: NEST + "logger.log('Loaded', 'App');",
  };
  const nest = { name: 'shop', dependencies: { '@nestjs/common': '^11.0.0' } };
  project({ 'package.json': { name: 'shop', dependencies: { '@nestjs/common': '^7.6.0' } } }).run(
    'valid-logger-call, NestJS 7, whose context is an argument',
    rule,
    { valid: [context], invalid: [] },
  );
  nestPino.run('valid-logger-call, NestJS over pino', rule, { valid: [context], invalid: [] });
  const OWN =
    'import type { LoggerService } from "@nestjs/common";\nexport class OwnLogger implements LoggerService { log(message: string, context?: string) {} }';
  for (const [path, text] of Object.entries({
    'src/own-logger.ts': OWN,
    'src/main.ts':
      'const app = await NestFactory.create(AppModule, { bufferLogs: true });\napp.useLogger(app.get(OwnLogger));',
    'src/start.ts': 'const app = await NestFactory.create(AppModule, { logger });',
  }))
    project({ 'package.json': nest, [path]: text }).run(
      `valid-logger-call, NestJS over another logger, ${path.replace('/', ' ')}`,
      rule,
      {
        valid: [
          context,
          {
            name: 'a text with a value, after fields',
            filename: 'src/orders.ts',
            code: NEST + 'function load(id) { logger.warn({ id }, `Loaded ${id} late`); }',
          },
        ],
        invalid: [],
      },
    );
  project({
    'package.json': nest,
    'src/main.ts':
      "const app = await NestFactory.create(AppModule, { logger: ['error', 'warn'] });\napp.useLogger(false);",
  }).run('valid-logger-call, NestJS with levels alone', rule, {
    valid: [],
    invalid: [
      {
        ...context,
        errors: [{ messageId: 'context', data: { argument: "'App'" } }],
        output: NEST + "logger.log('Loaded');",
      },
    ],
  });
});

describe('what winston drops behind the message', () => {
  ruleTester.run('valid-logger-call', rule, {
    valid: [
      { name: 'of a type that is not seen', code: JSON_WINSTON + "logger.info('Loaded', order);" },
      {
        name: 'of an object type',
        code: JSON_WINSTON + "function f(o: Order) { logger.info('Loaded', o); }",
      },
      {
        name: 'with formats unseen',
        code: WINSTON + "function f(id: string) { logger.info('Loaded', id); }",
      },
    ],
    invalid: ['string', 'number', 'boolean'].map((type) => ({
      name: `a parameter that is a ${type}`,
      code: JSON_WINSTON + `function f(id: ${type}) { logger.info('Loaded', id); }`,
      errors: [{ messageId: 'extra', data: { library: 'winston', argument: 'id', does: 'drops' } }],
      output: JSON_WINSTON + `function f(id: ${type}) { logger.info('Loaded', { id }); }`,
    })),
  });
});

describe('keys of the record’s own', () => {
  const reported = (library: string, head: string, call: string, key: string, does: string) => ({
    name: `${library}, ${call}`,
    code: head + call,
    errors: [{ messageId: 'own-key', data: { key, library, does } }],
    output: null,
  });
  ruleTester.run('valid-logger-call', rule, {
    valid: [
      { name: 'pino, the message among the fields', code: PINO + "logger.info({ msg: 'Loaded', id });" },
      { name: 'pino, message', code: PINO + "logger.info({ message }, 'Loaded');" },
      { name: 'pino, undefined', code: PINO + "logger.info({ level: undefined }, 'Loaded');" },
      {
        name: 'pino with another key for the message',
        code: "import pino from 'pino';\nconst logger = pino({ messageKey: 'message' });\nlogger.info({ msg }, 'Loaded');",
      },
      {
        name: 'pino with all fields under a key',
        code: "import pino from 'pino';\nconst logger = pino({ nestedKey: 'data' });\nlogger.info({ level }, 'Loaded');",
      },
      {
        name: 'pino without a time',
        code: "import pino from 'pino';\nconst logger = pino({ timestamp: false });\nlogger.info({ time }, 'Loaded');",
      },
      { name: 'winston, a record', code: WINSTON + "logger.log({ level: 'info', message: 'Loaded' });" },
      { name: 'winston, msg', code: WINSTON + "logger.info('Loaded', { msg });" },
      {
        name: 'winston, message, where the format prints nothing else',
        code: lines(
          "import { createLogger, format, transports } from 'winston';",
          'const logger = createLogger({',
          '  format: format.printf((info) => `${info.level}: ${info.message}`),',
          '  transports: [new transports.Console()],',
          '});',
          "logger.info('Loaded ', { message: text });",
        ),
      },
      { name: 'bunyan, message', code: BUNYAN + "logger.info({ message }, 'Loaded');" },
      { name: 'inside of a field', code: PINO + "logger.info({ order: { level, time } }, 'Loaded');" },
    ],
    invalid: [
      reported('pino', PINO, "logger.info({ level }, 'Loaded');", 'level', 'writes it twice'),
      reported('pino', PINO, "logger.info({ id, time: took }, 'Loaded');", 'time', 'writes it twice'),
      reported('pino', PINO, "logger.child({ a }).info({ msg: text }, 'Loaded');", 'msg', 'writes it twice'),
      reported('bunyan', BUNYAN, "logger.info({ level }, 'Loaded');", 'level', 'lets this one replace it'),
      reported('bunyan', BUNYAN, "logger.info({ msg: text }, 'Loaded');", 'msg', 'drops this one'),
      reported('winston', WINSTON, "logger.info('Loaded', { level });", 'level', 'drops this one'),
      reported(
        'winston',
        WINSTON,
        "logger.log('info', 'Loaded', { id, message });",
        'message',
        'appends this one to the text',
      ),
      {
        name: 'winston, the text of an error beside its stack',
        code:
          WINSTON +
          "try { run(); } catch (err) { logger.error('Failed', { message: err.message, stack: err.stack }); }",
        errors: [
          {
            messageId: 'own-key',
            data: { key: 'message', library: 'winston', does: 'appends this one to the text' },
          },
        ],
        output:
          WINSTON +
          lines(
            "try { run(); } catch (err) { logger.error('Failed', {",
            '  stack: err instanceof Error ? err.stack : err,',
            '}); }',
          ),
      },
    ],
  });
});

describe('children made of a text', () => {
  const reported = (library: string, code: string, text: string) => ({
    name: `${library}, ${text}`,
    code,
    errors: [{ messageId: 'child' as const, data: { library, text } }],
    output: null,
  });
  ruleTester.run('valid-logger-call', rule, {
    valid: [
      { name: 'an object', code: PINO + "logger.child({ module: 'orders' });" },
      { name: 'a variable', code: PINO + 'logger.child(name); logger.child(bindings, options);' },
      { name: 'another library', code: LOGLEVEL + "logger.child('orders');" },
      { name: 'something else', code: "import tree from './tree.js';\ntree.child('orders');" },
    ],
    invalid: [
      reported('pino', PINO + "logger.child('orders');", "'orders'"),
      reported('pino', PINO + 'logger.child(`order ${id}`);', '`order ${id}`'),
      reported('bunyan', BUNYAN + "const log = logger.child('orders');", "'orders'"),
      reported('winston', WINSTON + "const NAME = 'orders';\nlogger.child(NAME);", 'NAME'),
    ],
  });
});
