import { describe } from 'vitest';
import rule from '../../../rules/logs/log-error-object.js';
import { lines, project, ruleTester, presuming } from '../rule-tester.js';
import {
  PINO,
  WINSTON,
  BUNYAN,
  NEST,
  POWERTOOLS,
  LOG4JS,
  TSLOG,
  CONSOLA,
  LOGLEVEL,
  OPENTELEMETRY,
} from './loggers.js';

const nest10 = project({ 'package.json': { name: 'shop', dependencies: { '@nestjs/common': '^10.0.0' } } });
const nestPino = project({
  'package.json': { name: 'shop', dependencies: { '@nestjs/common': '^12.0.0', 'nestjs-pino': '^5.0.0' } },
});
const nest12 = project({ 'package.json': { name: 'shop', dependencies: { '@nestjs/common': '^12.0.0' } } });

describe('reported', () => {
  ruleTester.run('log-error-object', rule, {
    valid: [
      {
        name: 'parameter of an error listener beside the one that is called an error',
        code:
          PINO + "pool.on('error', (id, error) => logger.error({ id: String(id), err: error }, 'failed'));",
      },
      {
        name: 'text of an error beside the error, fields',
        code:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error({ err, message: err.message }, 'failed');",
            '}',
          ),
      },
      {
        name: 'text of an error that is logged as a whole too',
        code:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            '  logger.error({ err }, `failed: ${err.message}`);',
            '}',
          ),
      },
      ...['error: err.message, stack: err.stack', 'message: `${err}`, stack: err.stack, code'].map(
        (fields) => ({
          name: `the stack in a field of its own: ${fields}`,
          code:
            PINO +
            lines('try {', '  run();', '} catch (err) {', `  logger.error({ ${fields} }, 'failed');`, '}'),
        }),
      ),
      {
        name: 'who called, as the stack of an error that nobody throws',
        code:
          PINO + "logger.debug(`closed at ${new Error('trace').stack}`);\nlogger.debug(new Error().stack);",
      },
      {
        name: 'winston, error as the message',
        code: WINSTON + lines('try {', '  run();', '} catch (err) {', '  logger.error(err);', '}'),
      },
      {
        name: 'otel message',
        code:
          OPENTELEMETRY +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.emit({ body: 'failed', attributes: { error: err.message } });",
            '}',
          ),
      },
    ],
    invalid: [
      {
        name: 'error in the text',
        code:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            '  logger.error(`Failed to load ${id}: ${err}`);',
            '}',
          ),
        errors: [
          { messageId: 'flattened', data: { at: 'err', error: 'err', how: '`error({ err }, message)`' } },
        ],
        output:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error({ id, err }, 'Failed to load {id}');",
            '}',
          ),
      },
      {
        name: 'message of an error in the text',
        code:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            '  logger.error(`Failed to load ${id}: ${(err as Error).message}`);',
            '}',
          ),
        errors: [
          {
            messageId: 'flattened',
            data: { at: '(err as Error).message', error: 'err', how: '`error({ err }, message)`' },
          },
        ],
        output:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error({ id, err }, 'Failed to load {id}');",
            '}',
          ),
      },
      {
        name: 'two errors',
        code:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            '  run().catch((cause) => logger.error(`Failed: ${err} after ${cause}`));',
            '}',
          ),
        errors: [
          { messageId: 'flattened', data: { at: 'err', error: 'err', how: '`error({ err }, message)`' } },
          {
            messageId: 'flattened',
            data: { at: 'cause', error: 'cause', how: '`error({ err: cause }, message)`' },
          },
        ],
        output: null,
      },
      {
        name: 'error behind the message',
        code: PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', err);", '}'),
        errors: [
          { messageId: 'dropped', data: { error: 'err', library: 'pino', how: '`error({ err }, message)`' } },
        ],
        output:
          PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error({ err }, 'failed');", '}'),
      },
      {
        name: 'error of another name behind the message',
        code: PINO + lines('try {', '  run();', '} catch (e) {', "  logger.error('failed', e);", '}'),
        errors: [
          {
            messageId: 'dropped',
            data: { error: 'e', library: 'pino', how: '`error({ err: e }, message)`' },
          },
        ],
        output:
          PINO + lines('try {', '  run();', '} catch (e) {', "  logger.error({ err: e }, 'failed');", '}'),
      },
      {
        name: 'error under the key `error`',
        code:
          PINO +
          lines('try {', '  run();', '} catch (err) {', "  logger.error({ error: err }, 'failed');", '}'),
        errors: [
          {
            messageId: 'emptied',
            data: {
              error: 'err',
              library: 'pino',
              where: 'under the key `error`',
              how: '`error({ err }, message)`',
            },
          },
        ],
        output:
          PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error({ err }, 'failed');", '}'),
      },
      {
        name: 'error under the key `error`, by shorthand',
        code:
          PINO + lines('try {', '  run();', '} catch (error) {', "  logger.error({ error }, 'failed');", '}'),
        errors: [
          {
            messageId: 'emptied',
            data: {
              error: 'error',
              library: 'pino',
              where: 'under the key `error`',
              how: '`error({ err: error }, message)`',
            },
          },
        ],
        output:
          PINO +
          lines('try {', '  run();', '} catch (error) {', "  logger.error({ err: error }, 'failed');", '}'),
      },
      {
        name: 'error in fields behind the message',
        code: PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', { err });", '}'),
        errors: [
          { messageId: 'dropped', data: { error: 'err', library: 'pino', how: '`error({ err }, message)`' } },
        ],
        output:
          PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error({ err }, 'failed');", '}'),
      },
      {
        name: 'error among fields behind the message',
        code:
          PINO +
          lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', { id, error: err });", '}'),
        errors: [
          { messageId: 'dropped', data: { error: 'err', library: 'pino', how: '`error({ err }, message)`' } },
        ],
        output:
          PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error({ id, err }, 'failed');", '}'),
      },
      {
        name: 'message of the error as the message',
        code: PINO + lines('try {', '  run();', '} catch (err) {', '  logger.error(err.message);', '}'),
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'err.message', error: 'err', how: '`error({ err }, message)`' },
          },
        ],
        output: null,
      },
      {
        name: 'message of the error behind the message',
        code:
          PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', err.message);", '}'),
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'err.message', error: 'err', how: '`error({ err }, message)`' },
          },
        ],
        output:
          PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error({ err }, 'failed');", '}'),
      },
      {
        name: 'stack behind the message',
        code:
          PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', err.stack);", '}'),
        errors: [
          {
            messageId: 'written',
            data: { at: 'err.stack', error: 'err', how: '`error({ err }, message)`' },
          },
        ],
        output:
          PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error({ err }, 'failed');", '}'),
      },
      {
        name: 'message of the error under `err`',
        code:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error({ err: err.message }, 'failed');",
            '}',
          ),
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'err.message', error: 'err', how: '`error({ err }, message)`' },
          },
        ],
        output:
          PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error({ err }, 'failed');", '}'),
      },
      {
        name: 'message of the error under `error`',
        code:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error({ error: err.message, id }, 'failed');",
            '}',
          ),
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'err.message', error: 'err', how: '`error({ err }, message)`' },
          },
        ],
        output:
          PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error({ err, id }, 'failed');", '}'),
      },
      {
        name: 'String()',
        code: PINO + lines('try {', '  run();', '} catch (err) {', '  logger.error(String(err));', '}'),
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'String(err)', error: 'err', how: '`error({ err }, message)`' },
          },
        ],
        output: null,
      },
      {
        name: 'toString()',
        code:
          PINO +
          lines('try {', '  run();', '} catch (err) {', "  logger.error('failed: ' + err.toString());", '}'),
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'err.toString()', error: 'err', how: '`error({ err }, message)`' },
          },
        ],
        output:
          PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error({ err }, 'failed');", '}'),
      },
      {
        name: 'template',
        code: PINO + lines('try {', '  run();', '} catch (err) {', '  logger.error(`failed: ${err}`);', '}'),
        errors: [
          { messageId: 'flattened', data: { at: 'err', error: 'err', how: '`error({ err }, message)`' } },
        ],
        output:
          PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error({ err }, 'failed');", '}'),
      },
      {
        name: 'template message',
        code:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            '  logger.error(`failed: ${(err as Error).message}`);',
            '}',
          ),
        errors: [
          {
            messageId: 'flattened',
            data: { at: '(err as Error).message', error: 'err', how: '`error({ err }, message)`' },
          },
        ],
        output:
          PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error({ err }, 'failed');", '}'),
      },
      {
        name: 'instanceof test for the message',
        code:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            '  logger.error(`failed: ${err instanceof Error ? err.message : String(err)}`);',
            '}',
          ),
        errors: [
          {
            messageId: 'flattened',
            data: {
              at: 'err instanceof Error ? err.message : ...',
              error: 'err',
              how: '`error({ err }, message)`',
            },
          },
        ],
        output:
          PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error({ err }, 'failed');", '}'),
      },
      {
        name: 'message with a fallback',
        code:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error({ error: err?.message ?? err }, 'failed');",
            '}',
          ),
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'err?.message ?? err', error: 'err', how: '`error({ err }, message)`' },
          },
        ],
        output:
          PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error({ err }, 'failed');", '}'),
      },
      {
        name: 'JSON.stringify',
        code:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error('failed ' + JSON.stringify(err));",
            '}',
          ),
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'JSON.stringify(err)', error: 'err', how: '`error({ err }, message)`' },
          },
        ],
        output:
          PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error({ err }, 'failed');", '}'),
      },
      {
        name: 'inspect',
        code:
          PINO +
          lines(
            "import util from 'node:util';",
            'try {',
            '  run();',
            '} catch (err) {',
            '  logger.error(util.inspect(err));',
            '}',
          ),
        errors: [
          {
            messageId: 'written',
            data: { at: 'util.inspect(err)', error: 'err', how: '`error({ err }, message)`' },
          },
        ],
        output: null,
      },
      {
        name: 'placeholder',
        code: PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed: %s', err);", '}'),
        errors: [
          { messageId: 'flattened', data: { at: 'err', error: 'err', how: '`error({ err }, message)`' } },
        ],
        output:
          PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error({ err }, 'failed');", '}'),
      },
      {
        name: 'catch callback',
        code: PINO + "run().catch((err) => logger.error('failed', err));",
        errors: [
          { messageId: 'dropped', data: { error: 'err', library: 'pino', how: '`error({ err }, message)`' } },
        ],
        output: PINO + "run().catch((err) => logger.error({ err }, 'failed'));",
      },
      {
        name: 'catch callback under reason',
        code: PINO + lines('run().catch((reason) => {', "  logger.error({ reason }, 'failed');", '});'),
        errors: [
          {
            messageId: 'emptied',
            data: {
              error: 'reason',
              library: 'pino',
              where: 'under the key `reason`',
              how: '`error({ err: reason }, message)`',
            },
          },
        ],
        output:
          PINO + lines('run().catch((reason) => {', "  logger.error({ err: reason }, 'failed');", '});'),
      },
      {
        name: 'second callback of then()',
        code: PINO + "run().then(undefined, (e) => logger.error('failed', e));",
        errors: [
          {
            messageId: 'dropped',
            data: { error: 'e', library: 'pino', how: '`error({ err: e }, message)`' },
          },
        ],
        output: PINO + "run().then(undefined, (e) => logger.error({ err: e }, 'failed'));",
      },
      {
        name: 'error listener',
        code: PINO + "socket.on('error', (err) => logger.error('failed', err));",
        errors: [
          { messageId: 'dropped', data: { error: 'err', library: 'pino', how: '`error({ err }, message)`' } },
        ],
        output: PINO + "socket.on('error', (err) => logger.error({ err }, 'failed'));",
      },
      {
        name: 'error listener whose first parameter is called by its reason',
        code:
          PINO + "pool.on('error', (reason, id) => logger.error({ id, reason: String(reason) }, 'failed'));",
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'String(reason)', error: 'reason', how: '`error({ err: reason }, message)`' },
          },
        ],
        output: null,
      },
      {
        name: 'uncaughtException listener',
        code: PINO + "process.on('uncaughtException', (e) => logger.fatal('died', e));",
        errors: [
          {
            messageId: 'dropped',
            data: { error: 'e', library: 'pino', how: '`fatal({ err: e }, message)`' },
          },
        ],
        output: PINO + "process.on('uncaughtException', (e) => logger.fatal({ err: e }, 'died'));",
      },
      {
        name: 'node callback',
        code:
          PINO +
          lines('fs.readFile(path, (err, data) => {', "  if (err) logger.error('failed', err);", '});'),
        errors: [
          { messageId: 'dropped', data: { error: 'err', library: 'pino', how: '`error({ err }, message)`' } },
        ],
        output:
          PINO +
          lines('fs.readFile(path, (err, data) => {', "  if (err) logger.error({ err }, 'failed');", '});'),
      },
      {
        name: 'express handler',
        code: PINO + lines('app.use((err, req, res, next) => {', "  logger.error('failed', err);", '});'),
        errors: [
          { messageId: 'dropped', data: { error: 'err', library: 'pino', how: '`error({ err }, message)`' } },
        ],
        output:
          PINO + lines('app.use((err, req, res, next) => {', "  logger.error({ err }, 'failed');", '});'),
      },
      {
        name: 'typed parameter',
        code: PINO + lines('function fail(cause: Error) {', "  logger.error('failed', cause);", '}'),
        errors: [
          {
            messageId: 'dropped',
            data: { error: 'cause', library: 'pino', how: '`error({ err: cause }, message)`' },
          },
        ],
        output:
          PINO + lines('function fail(cause: Error) {', "  logger.error({ err: cause }, 'failed');", '}'),
      },
      {
        name: 'typed by class of errors',
        code:
          PINO +
          lines('function fail(problem: HttpException) {', "  logger.error({ problem }, 'failed');", '}'),
        errors: [
          {
            messageId: 'emptied',
            data: {
              error: 'problem',
              library: 'pino',
              where: 'under the key `problem`',
              how: '`error({ err: problem }, message)`',
            },
          },
        ],
        output:
          PINO +
          lines(
            'function fail(problem: HttpException) {',
            "  logger.error({ err: problem }, 'failed');",
            '}',
          ),
      },
      {
        name: 'constructed',
        code: PINO + lines("const failure = new TypeError('x');", "logger.error('failed', failure);"),
        errors: [
          {
            messageId: 'dropped',
            data: { error: 'failure', library: 'pino', how: '`error({ err: failure }, message)`' },
          },
        ],
        output:
          PINO + lines("const failure = new TypeError('x');", "logger.error({ err: failure }, 'failed');"),
      },
      {
        name: 'constructed in place',
        code: PINO + "logger.error('failed', new Error('x'));",
        errors: [
          {
            messageId: 'dropped',
            data: {
              error: "new Error('x')",
              library: 'pino',
              how: "`error({ err: new Error('x') }, message)`",
            },
          },
        ],
        output: PINO + "logger.error({ err: new Error('x') }, 'failed');",
      },
      {
        name: 'error cast to a type',
        code:
          PINO +
          lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', err as Error);", '}'),
        errors: [
          { messageId: 'dropped', data: { error: 'err', library: 'pino', how: '`error({ err }, message)`' } },
        ],
        output:
          PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error({ err }, 'failed');", '}'),
      },
      {
        name: 'two errors',
        code:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  run().catch((inner) => logger.error('failed', err, inner));",
            '}',
          ),
        errors: [
          { messageId: 'dropped', data: { error: 'err', library: 'pino', how: '`error({ err }, message)`' } },
          {
            messageId: 'dropped',
            data: { error: 'inner', library: 'pino', how: '`error({ err: inner }, message)`' },
          },
        ],
        output: null,
      },
      {
        name: 'fastify error handler',
        code: lines(
          "import Fastify from 'fastify';",
          'const app = Fastify();',
          'app.setErrorHandler((error, request, reply) => {',
          "  request.log.error('failed', error);",
          '});',
        ),
        errors: [
          {
            messageId: 'dropped',
            data: { error: 'error', library: 'fastify', how: '`error({ err: error }, message)`' },
          },
        ],
        output: lines(
          "import Fastify from 'fastify';",
          'const app = Fastify();',
          'app.setErrorHandler((error, request, reply) => {',
          "  request.log.error({ err: error }, 'failed');",
          '});',
        ),
      },
      {
        name: 'fastify error handler without a text: what failed is not that it was set',
        code: lines(
          "import Fastify from 'fastify';",
          'const app = Fastify();',
          'app.setErrorHandler((error, request, reply) => {',
          '  request.log.error({ error });',
          '});',
        ),
        errors: [
          {
            messageId: 'emptied',
            data: {
              error: 'error',
              library: 'fastify',
              where: 'under the key `error`',
              how: '`error({ err: error }, message)`',
            },
          },
        ],
        output: null,
      },
      {
        name: 'fastify typed error handler',
        code: lines(
          "import Fastify, { type FastifyError } from 'fastify';",
          'const app = Fastify();',
          'app.setErrorHandler((error: FastifyError, request, reply) => {',
          "  request.log.error({ error }, 'failed');",
          '});',
        ),
        errors: [
          {
            messageId: 'emptied',
            data: {
              error: 'error',
              library: 'fastify',
              where: 'under the key `error`',
              how: '`error({ err: error }, message)`',
            },
          },
        ],
        output: lines(
          "import Fastify, { type FastifyError } from 'fastify';",
          'const app = Fastify();',
          'app.setErrorHandler((error: FastifyError, request, reply) => {',
          "  request.log.error({ err: error }, 'failed');",
          '});',
        ),
      },
      {
        name: 'bunyan, error behind the message',
        code: BUNYAN + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', err);", '}'),
        errors: [
          { messageId: 'glued', data: { error: 'err', library: 'bunyan', how: '`error({ err }, message)`' } },
        ],
        output:
          BUNYAN + lines('try {', '  run();', '} catch (err) {', "  logger.error({ err }, 'failed');", '}'),
      },
      {
        name: 'bunyan without serializers, error behind the message',
        code: lines(
          "import bunyan from 'bunyan';",
          "const logger = bunyan.createLogger({ name: 'app' });",
          'try {',
          '  run();',
          '} catch (err) {',
          "  logger.error('failed', err);",
          '}',
        ),
        errors: [
          { messageId: 'glued', data: { error: 'err', library: 'bunyan', how: '`error(err, message)`' } },
        ],
        output: null,
      },
      {
        name: 'bunyan, error under the key `error`',
        code:
          BUNYAN +
          lines('try {', '  run();', '} catch (err) {', "  logger.error({ error: err }, 'failed');", '}'),
        errors: [
          {
            messageId: 'emptied',
            data: {
              error: 'err',
              library: 'bunyan',
              where: 'under the key `error`',
              how: '`error({ err }, message)`',
            },
          },
        ],
        output:
          BUNYAN + lines('try {', '  run();', '} catch (err) {', "  logger.error({ err }, 'failed');", '}'),
      },
      {
        name: 'bunyan without serializers, error under `err`',
        code: lines(
          "import bunyan from 'bunyan';",
          "const logger = bunyan.createLogger({ name: 'app' });",
          'try {',
          '  run();',
          '} catch (err) {',
          "  logger.error({ err }, 'failed');",
          '}',
        ),
        errors: [
          {
            messageId: 'emptied',
            data: {
              error: 'err',
              library: 'bunyan',
              where: 'under the key `err`',
              how: '`error(err, message)`',
            },
          },
        ],
        output: null,
      },
      {
        name: 'winston, error under `err` of the meta',
        code:
          WINSTON + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', { err });", '}'),
        errors: [
          {
            messageId: 'emptied',
            data: {
              error: 'err',
              library: 'winston',
              where: 'under the key `err`',
              how: '`error(message, { stack: err.stack })`',
            },
          },
        ],
        output:
          WINSTON +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error('failed', { stack: err instanceof Error ? err.stack : err });",
            '}',
          ),
      },
      {
        name: 'winston, error under `error` of the meta',
        code:
          WINSTON +
          lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', { error: err, id });", '}'),
        errors: [
          {
            messageId: 'emptied',
            data: {
              error: 'err',
              library: 'winston',
              where: 'under the key `error`',
              how: '`error(message, { stack: err.stack })`',
            },
          },
        ],
        output:
          WINSTON +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error('failed', { stack: err instanceof Error ? err.stack : err, id });",
            '}',
          ),
      },
      {
        name: 'winston, message of the error in the meta: the field that is read stays',
        code:
          WINSTON +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error('failed', { error: err.message });",
            '}',
          ),
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'err.message', error: 'err', how: '`error(message, { stack: err.stack })`' },
          },
        ],
        output:
          WINSTON +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error('failed', { error: err.message, stack: err instanceof Error ? err.stack : err });",
            '}',
          ),
      },
      {
        name: 'winston, error in a template',
        code:
          WINSTON + lines('try {', '  run();', '} catch (err) {', '  logger.error(`failed: ${err}`);', '}'),
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'err', error: 'err', how: '`error(message, { stack: err.stack })`' },
          },
        ],
        output:
          WINSTON +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error('failed', { stack: err instanceof Error ? err.stack : err });",
            '}',
          ),
      },
      {
        name: 'winston, level as the first argument',
        code:
          WINSTON +
          lines('try {', '  run();', '} catch (err) {', "  logger.log('error', 'failed', { err });", '}'),
        errors: [
          {
            messageId: 'emptied',
            data: {
              error: 'err',
              library: 'winston',
              where: 'under the key `err`',
              how: '`error(message, { stack: err.stack })`',
            },
          },
        ],
        output:
          WINSTON +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.log('error', 'failed', { stack: err instanceof Error ? err.stack : err });",
            '}',
          ),
      },
      {
        name: 'Powertools, error as the message',
        code: POWERTOOLS + lines('try {', '  run();', '} catch (err) {', '  logger.error(err);', '}'),
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'err', error: 'err', how: '`error(message, { error: err })`' },
          },
        ],
        output: null,
      },
      {
        name: 'Powertools, message of the error',
        code:
          POWERTOOLS +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error('failed', { error: err.message });",
            '}',
          ),
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'err.message', error: 'err', how: '`error(message, { error: err })`' },
          },
        ],
        output:
          POWERTOOLS +
          lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', { error: err });", '}'),
      },
      {
        name: 'NestJS, message of the error in a template',
        code:
          NEST +
          lines('try {', '  run();', '} catch (err) {', '  logger.error(`failed: ${err.message}`);', '}'),
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'err.message', error: 'err', how: '`error(message, err.stack)`' },
          },
        ],
        output:
          NEST +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error('failed', err instanceof Error ? err.stack : String(err));",
            '}',
          ),
      },
      {
        name: 'NestJS, message of the error as the message',
        code: NEST + lines('try {', '  run();', '} catch (err) {', '  logger.error(err.message);', '}'),
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'err.message', error: 'err', how: '`error(message, err.stack)`' },
          },
        ],
        output: null,
      },
      {
        name: 'NestJS, message of the error in an object',
        code:
          NEST +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error({ msg: 'failed', error: err.message });",
            '}',
          ),
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'err.message', error: 'err', how: '`error(message, err.stack)`' },
          },
        ],
        output:
          NEST +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error('failed', err instanceof Error ? err.stack : String(err));",
            '}',
          ),
      },
      {
        name: 'tslog json',
        code: lines(
          "import { Logger } from 'tslog';",
          "const logger = new Logger({ type: 'json' });",
          'try {',
          '  run();',
          '} catch (err) {',
          "  logger.error('failed', { err });",
          '}',
        ),
        errors: [
          {
            messageId: 'dropped',
            data: { error: 'err', library: 'tslog', how: '`error(message, { stack: err.stack })`' },
          },
        ],
        output: lines(
          "import { Logger } from 'tslog';",
          "const logger = new Logger({ type: 'json' });",
          'try {',
          '  run();',
          '} catch (err) {',
          "  logger.error('failed', err);",
          '}',
        ),
      },
      {
        name: 'tslog text',
        code:
          TSLOG +
          lines('try {', '  run();', '} catch (err) {', "  logger.error('failed: ' + err.message);", '}'),
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'err.message', error: 'err', how: '`error(message, { stack: err.stack })`' },
          },
        ],
        output: TSLOG + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', err);", '}'),
      },
      {
        name: 'log4js text',
        code:
          LOG4JS + lines('try {', '  run();', '} catch (err) {', '  logger.error(`failed: ${err}`);', '}'),
        errors: [{ messageId: 'flattened', data: { at: 'err', error: 'err', how: '`error(message, err)`' } }],
        output: LOG4JS + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', err);", '}'),
      },
      {
        name: 'consola text',
        code:
          CONSOLA + lines('try {', '  run();', '} catch (err) {', '  logger.error(`failed: ${err}`);', '}'),
        errors: [{ messageId: 'flattened', data: { at: 'err', error: 'err', how: '`error(message, err)`' } }],
        output:
          CONSOLA + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', err);", '}'),
      },
      {
        name: 'consola message',
        code:
          CONSOLA +
          lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', err.message);", '}'),
        errors: [
          { messageId: 'flattened', data: { at: 'err.message', error: 'err', how: '`error(message, err)`' } },
        ],
        output:
          CONSOLA + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', err);", '}'),
      },
      {
        name: 'loglevel text',
        code:
          LOGLEVEL + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed: ' + err);", '}'),
        errors: [{ messageId: 'flattened', data: { at: 'err', error: 'err', how: '`error(message, err)`' } }],
        output:
          LOGLEVEL + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', err);", '}'),
      },
      {
        name: 'otel attributes',
        code:
          OPENTELEMETRY +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.emit({ body: 'failed', attributes: { error: err } });",
            '}',
          ),
        errors: [
          { messageId: 'dropped', data: { error: 'err', library: 'opentelemetry', how: '`exception: err`' } },
        ],
        output: null,
      },
      {
        name: 'console logger',
        code: lines(
          'try {',
          '  run();',
          '} catch (err) {',
          "  console.error('failed: ' + err.message);",
          '}',
        ),
        settings: { observability: { logger: { library: 'console' } } },
        errors: [
          { messageId: 'flattened', data: { at: 'err.message', error: 'err', how: '`error(message, err)`' } },
        ],
        output: lines('try {', '  run();', '} catch (err) {', "  console.error('failed', err);", '}'),
      },
      {
        name: 'library not known, message of the error in a template',
        code: lines(
          "import { log } from './missing.js';",
          'try {',
          '  run();',
          '} catch (e) {',
          '  log.error(`Failed to load: ${e.message}`);',
          '}',
        ),
        options: [{ presumed: true }],
        errors: [
          { messageId: 'flattened', data: { at: 'e.message', error: 'e', how: '`error(message, e)`' } },
        ],
        output: null,
      },
      {
        name: 'comment inside the call',
        code:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error('failed', /* the cause */ err);",
            '}',
          ),
        errors: [
          { messageId: 'dropped', data: { error: 'err', library: 'pino', how: '`error({ err }, message)`' } },
        ],
        output: null,
      },
      {
        name: 'optional call',
        code: PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error?.('failed', err);", '}'),
        errors: [
          { messageId: 'dropped', data: { error: 'err', library: 'pino', how: '`error({ err }, message)`' } },
        ],
        output: null,
      },
      {
        name: 'order of evaluation kept',
        code: PINO + "run().catch(async (err) => logger.error('failed', err, await next()));",
        errors: [
          { messageId: 'dropped', data: { error: 'err', library: 'pino', how: '`error({ err }, message)`' } },
        ],
        output: PINO + "run().catch(async (err) => logger.error({ err, next: await next() }, 'failed'));",
      },
      {
        name: 'error key used with another',
        code:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error({ err: original, error: err }, 'failed');",
            '}',
          ),
        errors: [
          {
            messageId: 'emptied',
            data: {
              error: 'err',
              library: 'pino',
              where: 'under the key `error`',
              how: '`error({ err }, message)`',
            },
          },
        ],
        // Neither of the two may lose its place to the other.
        output: null,
      },
      {
        name: 'spread error',
        code:
          PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error({ ...err }, 'failed');", '}'),
        errors: [
          {
            messageId: 'emptied',
            data: { error: 'err', library: 'pino', where: 'here', how: '`error({ err }, message)`' },
          },
        ],
        output: null,
      },
      {
        name: 'shadowed',
        code:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            '  run().catch((err) => logger.error(`x ${err.message}`));',
            '}',
          ),
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'err.message', error: 'err', how: '`error({ err }, message)`' },
          },
        ],
        output:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  run().catch((err) => logger.error({ err }, 'x'));",
            '}',
          ),
      },
      {
        name: 'warn',
        code: PINO + lines('try {', '  run();', '} catch (err) {', "  logger.warn('retrying', err);", '}'),
        errors: [
          { messageId: 'dropped', data: { error: 'err', library: 'pino', how: '`warn({ err }, message)`' } },
        ],
        output:
          PINO + lines('try {', '  run();', '} catch (err) {', "  logger.warn({ err }, 'retrying');", '}'),
      },
      {
        name: 'child',
        code:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.child({ a: 1 }).error('failed', err);",
            '}',
          ),
        errors: [
          { messageId: 'dropped', data: { error: 'err', library: 'pino', how: '`error({ err }, message)`' } },
        ],
        output:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.child({ a: 1 }).error({ err }, 'failed');",
            '}',
          ),
      },
      {
        name: 'the stack of another error',
        code:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error({ error: err.message, stack: new Error('here').stack }, 'failed');",
            '}',
          ),
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'err.message', error: 'err', how: '`error({ err }, message)`' },
          },
        ],
        output:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error({ err, stack: new Error('here').stack }, 'failed');",
            '}',
          ),
      },
    ],
  });
});

describe('reported, NestJS 10', () => {
  nest10.run('log-error-object', rule, {
    valid: [],
    invalid: [
      {
        name: 'NestJS 10, error behind the message',
        code: NEST + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', err);", '}'),
        errors: [
          { messageId: 'flattened', data: { at: 'err', error: 'err', how: '`error(message, err.stack)`' } },
        ],
        output:
          NEST +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error('failed', err instanceof Error ? err.stack : String(err));",
            '}',
          ),
      },
    ],
  });
});

describe('reported, NestJS over nestjs-pino', () => {
  nestPino.run('log-error-object', rule, {
    valid: [],
    invalid: [
      {
        name: 'NestJS over pino, error behind the message',
        code: NEST + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', err);", '}'),
        errors: [
          {
            messageId: 'dropped',
            data: { error: 'err', library: 'nestjs', how: '`error(message, err.stack)`' },
          },
        ],
        output:
          NEST +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error('failed', err instanceof Error ? err.stack : String(err));",
            '}',
          ),
      },
    ],
  });
});

describe('not reported', () => {
  ruleTester.run('log-error-object', rule, {
    valid: [
      {
        name: 'err',
        code: PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error({ err }, 'failed');", '}'),
      },
      {
        name: 'error first',
        code: PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error(err, 'failed');", '}'),
      },
      {
        name: 'error alone',
        code: PINO + lines('try {', '  run();', '} catch (err) {', '  logger.error(err);', '}'),
      },
      {
        name: 'renamed',
        code:
          PINO + lines('try {', '  run();', '} catch (e) {', "  logger.error({ err: e }, 'failed');", '}'),
      },
      {
        name: 'errorKey',
        code: lines(
          "import pino from 'pino';",
          "const logger = pino({ errorKey: 'error' });",
          'try {',
          '  run();',
          '} catch (err) {',
          "  logger.error({ error: err }, 'failed');",
          '}',
        ),
      },
      {
        name: 'serializer',
        code: lines(
          "import pino from 'pino';",
          'const logger = pino({ serializers: { error: pino.stdSerializers.err } });',
          'try {',
          '  run();',
          '} catch (err) {',
          "  logger.error({ error: err }, 'failed');",
          '}',
        ),
      },
      {
        name: 'serializer of parent',
        code: lines(
          "import pino from 'pino';",
          'const root = pino({ serializers: { error: pino.stdSerializers.err } });',
          'const logger = root.child({ a: 1 });',
          'try {',
          '  run();',
          '} catch (err) {',
          "  logger.error({ error: err }, 'failed');",
          '}',
        ),
      },
      { name: 'name only', code: PINO + lines('function f(err) {', "  logger.error('failed', err);", '}') },
      {
        name: 'error code',
        code:
          PINO +
          lines('try {', '  run();', '} catch (err) {', "  logger.error({ code: err.code }, 'failed');", '}'),
      },
      {
        name: 'error name',
        code:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error({ name: err.name, err }, 'failed');",
            '}',
          ),
      },
      { name: 'message of no error', code: PINO + 'logger.error(response.message);' },
      {
        name: 'validation messages',
        code: PINO + "logger.warn({ error: result.error.message }, 'invalid');",
      },
      {
        name: 'reassigned catch',
        code:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error({ message: body.message }, 'failed');",
            '}',
          ),
      },
      {
        name: 'winston stack',
        code:
          WINSTON +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error('failed', { stack: err.stack });",
            '}',
          ),
      },
      {
        name: 'winston with format',
        code: lines(
          "import winston from 'winston';",
          'const logger = winston.createLogger({ format: winston.format.combine(winston.format.errors({ stack: true }), winston.format.json()) });',
          'try {',
          '  run();',
          '} catch (err) {',
          '  logger.error(err);',
          '}',
        ),
      },
      {
        name: 'powertools',
        code:
          POWERTOOLS + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', err);", '}'),
      },
      {
        name: 'powertools error',
        code:
          POWERTOOLS +
          lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', { error: err });", '}'),
      },
      {
        name: 'nest stack',
        code:
          NEST + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', err.stack);", '}'),
      },
      {
        name: 'nest error alone',
        code: NEST + lines('try {', '  run();', '} catch (err) {', '  logger.error(err);', '}'),
      },
      {
        name: 'log4js',
        code: LOG4JS + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', err);", '}'),
      },
      {
        name: 'consola',
        code: CONSOLA + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', err);", '}'),
      },
      {
        name: 'loglevel',
        code: LOGLEVEL + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', err);", '}'),
      },
      {
        name: 'tslog',
        code: TSLOG + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', err);", '}'),
      },
      {
        name: 'otel exception',
        code:
          OPENTELEMETRY +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.emit({ body: 'failed', exception: err });",
            '}',
          ),
      },
      {
        name: 'console',
        code: lines('try {', '  run();', '} catch (err) {', '  console.error(err.message);', '}'),
      },
      {
        name: 'spread',
        code: PINO + lines('try {', '  run();', '} catch (err) {', '  logger.error(...args, err);', '}'),
      },
      {
        name: 'helper',
        code:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error({ err: serialize(err) }, 'failed');",
            '}',
          ),
      },
      {
        name: 'home-made',
        code: lines(
          'class Logger {',
          '  error(message: string, error: unknown) {}',
          '}',
          'const logger = new Logger();',
          'try {',
          '  run();',
          '} catch (err) {',
          "  logger.error('failed', err);",
          '}',
        ),
      },
      {
        name: 'property destructured from what is caught',
        code:
          PINO +
          lines('try {', '  run();', '} catch ({ code }) {', "  logger.error({ code }, 'failed');", '}'),
      },
      {
        name: 'library not known, error behind the message',
        code: lines(
          "import { log } from '@acme/log';",
          'try {',
          '  run();',
          '} catch (e) {',
          '  log.error(`Failed to load ${id}:`, e);',
          '}',
        ),
        options: [{ presumed: true }],
      },
    ],
    invalid: [],
  });
});

describe('not reported, NestJS 12', () => {
  nest12.run('log-error-object', rule, {
    valid: [
      {
        name: 'nest 12 error',
        code: NEST + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', err);", '}'),
      },
    ],
    invalid: [],
  });
});

describe('winston whose options are seen', () => {
  ruleTester.run('log-error-object', rule, {
    valid: [
      {
        name: 'error as the message, with a format by its name that is not seen',
        code: lines(
          "import { createLogger, format } from 'winston';",
          "import { line } from './line.js';",
          'const logger = createLogger({ format: format.combine(format.timestamp(), line) });',
          'try {',
          '  run();',
          '} catch (err) {',
          '  logger.error(err);',
          '}',
        ),
      },
      {
        name: 'error behind the fields, with format.splat()',
        code: lines(
          "import winston from 'winston';",
          'const logger = winston.createLogger({ format: winston.format.splat() });',
          'try {',
          '  run();',
          '} catch (err) {',
          "  logger.error('failed', { id }, err);",
          '}',
        ),
      },
    ],
    invalid: [
      {
        name: 'error as the message',
        code: lines(
          "import winston from 'winston';",
          'const logger = winston.createLogger({ format: winston.format.json() });',
          'try {',
          '  run();',
          '} catch (err) {',
          '  logger.error(err);',
          '}',
        ),
        errors: [
          {
            messageId: 'emptied',
            data: {
              error: 'err',
              library: 'winston',
              where: 'here',
              how: '`error(message, { stack: err.stack })`',
            },
          },
        ],
        output: null,
      },
      {
        name: 'error as the message, printed as text',
        code: lines(
          "import { createLogger, format } from 'winston';",
          'const logger = createLogger({ format: format.combine(format.timestamp(), format.simple()) });',
          'try {',
          '  run();',
          '} catch (err) {',
          '  logger.error(err);',
          '}',
        ),
        errors: [
          {
            messageId: 'flattened' as const,
            data: { at: 'err', how: '`error(message, { stack: err.stack })`' },
          },
        ],
        output: null,
      },
      {
        name: 'error behind the fields',
        code: lines(
          "import winston from 'winston';",
          'const logger = winston.createLogger({ format: winston.format.json() });',
          'try {',
          '  run();',
          '} catch (err) {',
          "  logger.error('failed', { id }, err);",
          '}',
        ),
        errors: [
          {
            messageId: 'dropped',
            data: { error: 'err', library: 'winston', how: '`error(message, { stack: err.stack })`' },
          },
        ],
        output: lines(
          "import winston from 'winston';",
          'const logger = winston.createLogger({ format: winston.format.json() });',
          'try {',
          '  run();',
          '} catch (err) {',
          "  logger.error('failed', { id, stack: err instanceof Error ? err.stack : err });",
          '}',
        ),
      },
    ],
  });
});

describe('what the file is for', () => {
  ruleTester.run('log-error-object', rule, {
    valid: [
      {
        name: 'command line',
        code:
          PINO +
          lines(
            "import { Command } from 'commander';",
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error('failed', err);",
            '}',
          ),
      },
      {
        name: 'test',
        code: PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', err);", '}'),
        filename: 'src/load.test.ts',
      },
      ...['scripts/load.ts', 'src/upgrades/1.2.0/rename.js', 'src/settingsMigration.ts', 'Gruntfile.js'].map(
        (filename) => ({
          name: `whoever started it watches: ${filename}`,
          code: PINO + lines('try {', '  run();', '} catch (err) {', '  logger.error(err.message);', '}'),
          filename,
        }),
      ),
    ],
    invalid: [
      {
        name: 'service',
        code: PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error('failed', err);", '}'),
        filename: 'src/load.ts',
        errors: [
          { messageId: 'dropped', data: { error: 'err', library: 'pino', how: '`error({ err }, message)`' } },
        ],
        output:
          PINO + lines('try {', '  run();', '} catch (err) {', "  logger.error({ err }, 'failed');", '}'),
      },
    ],
  });
});

describe('the text of an error that was asked for', () => {
  const told = (test: string, call = 'logger.warn(`Skipped: ${err.message}`);') =>
    `${PINO}try {\n  run();\n} catch (err) {\n  ${test} ${call}\n}`;
  ruleTester.run('log-error-object', rule, {
    valid: [
      "if (err.message === 'unknown_event')",
      "if (err.message === 'unknown_event' || err.message === 'ignored')",
      "if (['unknown_event', 'ignored'].includes(err.message))",
      "if (err.code === 'ENOENT')",
      "if (err.message.includes('timeout'))",
    ].map((test) => ({ name: test, code: told(test) })),
    invalid: ["if (err.message !== 'ignored')", "if (err.message === 'ignored') return; else"].map(
      (test) => ({
        name: test,
        code: told(test),
        errors: [
          { messageId: 'flattened' as const, data: { at: 'err.message', how: '`warn({ err }, message)`' } },
        ],
        output: told(test, "logger.warn({ err }, 'Skipped');"),
      }),
    ),
  });
});

describe('the parameter of a callback', () => {
  const answered = (parameter: string) =>
    `${PINO}io.serverSideEmit('ids', (${parameter}, replies) => {\n  logger.info({ replies, err: \`\${err}\` }, 'Answered');\n});`;
  ruleTester.run('log-error-object', rule, {
    valid: ['err: string', 'err: number'].map((parameter) => ({
      name: parameter,
      code: answered(parameter),
    })),
    invalid: ['err', 'err: Error', 'err: any'].map((parameter) => ({
      name: parameter,
      code: answered(parameter),
      errors: [
        { messageId: 'flattened' as const, data: { at: '`${err}`', how: '`info({ err }, message)`' } },
      ],
      output: answered(parameter).replace('err: `${err}`', 'err'),
    })),
  });
});

describe('what a logger is made with', () => {
  const winston = (format: string, call: string, ...before: readonly string[]) =>
    lines(
      "import winston, { format } from 'winston';",
      ...before,
      `export const logger = winston.createLogger({ format: ${format} });`,
      `try { run(); } catch (error) { logger.error(${call}); }`,
    );
  const pino = (options: string, call: string, ...before: readonly string[]) =>
    lines(
      "import pino from 'pino';",
      ...before,
      `export const logger = pino(${options});`,
      `try { run(); } catch (error) { logger.error(${call}); }`,
    );
  const META = "'failed', { error }";
  const GIVEN = lines(
    "import type { Logger } from 'winston';",
    'export async function load(logger: Logger) {',
    "  try { await read(); } catch (error) { logger.error('failed', { error }); }",
    '}',
  );
  const given = (format: string) =>
    project({
      'package.json': { name: 'app', dependencies: { winston: '^3.0.0' } },
      'src/logger.ts': lines(
        "import { createLogger, format } from 'winston';",
        `export const logger = createLogger({ format: ${format} });`,
      ),
    });
  given('format.json({ replacer: (key, value) => toText(value) })').run('log-error-object', rule, {
    valid: [
      {
        name: 'the text of an error beside the error, in a project whose format keeps errors',
        filename: 'src/app.ts',
        code: GIVEN.replace("'failed', { error }", '`failed: ${error.message}`, { error }'),
      },
      {
        name: 'a logger that is given, in a project whose format keeps errors',
        filename: 'src/app.ts',
        code: GIVEN,
      },
    ],
    invalid: [],
  });
  given('format.json()').run('log-error-object', rule, {
    valid: [],
    invalid: [
      {
        name: 'a logger that is given, in a project whose format does not',
        filename: 'src/app.ts',
        code: GIVEN,
        errors: [
          {
            messageId: 'emptied',
            data: {
              library: 'winston',
              error: 'error',
              where: 'under the key `error`',
              how: '`error(message, { stack: error.stack })`',
            },
          },
        ],
        output: GIVEN.replace(
          '{ error });',
          '{\n    stack: error instanceof Error ? error.stack : error,\n  });',
        ),
      },
    ],
  });
  const shapes = (...codes: readonly string[]) => codes.map((code) => ({ name: code, code }));
  const formats = project({
    'package.json': { name: 'app', dependencies: { winston: '^3.0.0', pino: '^10.0.0' } },
    'src/formats.ts': lines(
      "import { format } from 'winston';",
      'export const errors = format((info) => { if (info.error instanceof Error) info.error = info.error.stack; return info; });',
      'export const plain = format.json();',
      'export const options = { hooks: { logMethod(args, method) { method.apply(this, args.reverse()); } } };',
    ),
  });
  formats.run('log-error-object', rule, {
    valid: shapes(
      winston(
        'format.combine(errors(), format.json())',
        META,
        'const errors = format((info) => { if (info.error instanceof Error) info.error = info.error.stack; return info; });',
      ),
      winston('format.combine(errors(), format.json())', META, "import { errors } from './formats';"),
      winston('format.combine(errors(), format.json())', META, "import { errors } from '@acme/formats';"),
      winston('format.json({ replacer: (key, value) => toText(value) })', META),
      winston(
        'format.json({ replacer: (key, value) => toText(value) })',
        '`failed: ${error instanceof Error ? error.message : error}`, { cause: error }',
      ),
      winston('lines', META, 'const lines = format.printf((info) => `${info.message} ${info.stack}`);'),
      winston(
        'format.combine(errors(), format.json())',
        'error',
        'const errors = format(keep);',
        'function keep(info) { return { ...info, stack: info.stack }; }',
      ),
      winston(
        'format.combine(...formats)',
        'error',
        'const formats = [format.timestamp()];',
        'if (verbose) formats.push(format.errors({ stack: true }));',
      ),
      pino('{ formatters: { log: (fields) => serialise(fields) } }', "{ error }, 'failed'"),
      pino('{ formatters: { log(fields) { return serialise(fields); } } }', "{ error }, 'failed'"),
      pino(
        '{ hooks: { logMethod(args, method) { method.apply(this, args.reverse()); } } }',
        "'failed', error",
      ),
      pino('options', "'failed', error", "import { options } from './formats';"),
      pino('options', "{ error }, 'failed'", 'const options = { formatters: { log: serialise } };'),
      pino('options', "{ error }, 'failed'", "import { options } from '@acme/logging';"),
    ).map((each) => ({ ...each, filename: 'src/app.ts' })),
    invalid: [
      ...[
        winston('format.json()', META),
        winston('plain', META, 'const plain = format.combine(format.timestamp(), format.json());'),
        winston('format.combine(...plain)', META, 'const plain = [format.timestamp(), format.json()];'),
        winston(
          'format.combine(...list)',
          META,
          'const shown = format((info) => ({ ...info, message: info.stack ?? info.message }));',
          'const list = [shown(), format.json()];',
        ),
        winston('plain', META, "import { plain } from './formats';"),
      ].map((code) => ({
        name: code,
        code,
        filename: 'src/app.ts',
        errors: [
          {
            messageId: 'emptied' as const,
            data: {
              error: 'error',
              library: 'winston',
              where: 'under the key `error`',
              how: '`error(message, { stack: error.stack })`',
            },
          },
        ],
        output: code.replace('{ error }', '{\n  stack: error instanceof Error ? error.stack : error,\n}'),
      })),
      ...[
        pino('{ level }', "{ error }, 'failed'"),
        pino(
          'options',
          "{ error }, 'failed'",
          'const options = { formatters: { level: (label) => ({ label }) } };',
        ),
      ].map((code) => ({
        name: code,
        code,
        filename: 'src/app.ts',
        errors: [
          {
            messageId: 'emptied' as const,
            data: {
              error: 'error',
              library: 'pino',
              where: 'under the key `error`',
              how: '`error({ err: error }, message)`',
            },
          },
        ],
        output: code.replace('{ error },', '{ err: error },'),
      })),
      {
        name: 'one finding for an error that stands twice in a call',
        code: pino('{ level }', '{ error }, `failed: ${error.message}`'),
        filename: 'src/app.ts',
        errors: [
          {
            messageId: 'flattened' as const,
            data: { at: 'error.message', error: 'error', how: '`error({ err: error }, message)`' },
          },
        ],
        output: pino('{ level }', "{ err: error }, 'failed'"),
      },
    ],
  });
});

describe('reported, NestJS, where no method but error takes a stack', () => {
  const failing = (call: string) => NEST + lines('try {', '  run();', '} catch (err) {', `  ${call}`, '}');
  presuming(nest12).run('log-error-object', rule, {
    valid: [],
    invalid: (['warn', 'fatal', 'debug'] as const).map((method) => ({
      name: method,
      code: failing(`logger.${method}(\`failed: \${err}\`);`),
      errors: [
        {
          messageId: 'flattened' as const,
          data: { at: 'err', error: 'err', how: `\`${method}({ msg: message, stack: err.stack })\`` },
        },
      ],
      output: failing(`logger.${method}({ msg: 'failed', stack: err instanceof Error ? err.stack : err });`),
    })),
  });
});

describe('fastify over a pino of the project', () => {
  const over = (formatters: string) =>
    project({
      'package.json': { name: 'api', dependencies: { fastify: '^5.0.0', pino: '^9.0.0' } },
      'src/logger.ts': lines(
        "import pino from 'pino';",
        "import { plain } from './plain.js';",
        `export const create = (name: string) => pino({ name, ${formatters} });`,
      ),
      'src/app.ts': lines(
        "import Fastify from 'fastify';",
        "import { create } from './logger.js';",
        "export const app = Fastify(isTest ? { logger: false } : { loggerInstance: create('api') });",
      ),
    });
  const code = lines(
    "import type { FastifyReply, FastifyRequest } from 'fastify';",
    'export async function load(request: FastifyRequest, reply: FastifyReply) {',
    '  try {',
    '    await run();',
    '  } catch (error) {',
    "    reply.log.error({ error }, 'loading failed');",
    '  }',
    '}',
  );
  const filename = 'src/load.ts';
  for (const kept of [
    'formatters: { level: (level) => ({ level }), log: (record) => plain(record) }',
    'formatters: { log }',
    'hooks: { logMethod(args, method) { method.apply(this, args.map(plain)); } }',
    'serializers: { req: plain, error: plain }',
    'serializers: { error(value) { return plain(value); } }',
    "errorKey: 'error'",
  ])
    over(kept).run('log-error-object', rule, { valid: [{ name: kept, filename, code }], invalid: [] });
  // A hook that is given each call may take an error from anywhere.
  const argument = code.replace("{ error }, 'loading failed'", "'loading failed', error");
  over('hooks: { logMethod(args, method) { method.apply(this, args.map(plain)); } }').run(
    'log-error-object',
    rule,
    { valid: [{ name: 'an argument', filename, code: argument }], invalid: [] },
  );
  for (const losing of ['level: "info"', 'hooks: { logMethod(args, method) { method.apply(this, args); } }'])
    over(losing).run('log-error-object', rule, {
      valid: [],
      invalid: [
        {
          ...{ name: `an argument with ${losing}`, filename, code: argument },
          errors: [
            {
              messageId: 'dropped',
              data: { error: 'error', library: 'fastify', how: '`error({ err: error }, message)`' },
            },
          ],
          output: code.replace('{ error }', '{ err: error }'),
        },
      ],
    });
  for (const plain of [
    'level: "info"',
    'formatters: { level: (level) => ({ level }) }',
    'serializers: { req: plain, err: plain }',
    'serializers: { req: (req) => req.error }',
    "errorKey: 'failure'",
  ])
    over(plain).run('log-error-object', rule, {
      valid: [],
      invalid: [
        {
          ...{ name: plain, filename, code },
          errors: [
            {
              messageId: 'emptied',
              data: {
                ...{ error: 'error', library: 'fastify', where: 'under the key `error`' },
                how: '`error({ err: error }, message)`',
              },
            },
          ],
          output: code.replace('{ error }', '{ err: error }'),
        },
      ],
    });
});

describe('a stack that the method takes as none', () => {
  const nest = (version: string) =>
    project({ 'package.json': { name: 'shop', dependencies: { '@nestjs/common': version } } });
  const failing = (call: string) => NEST + lines('try {', '  run();', '} catch (err) {', `  ${call}`, '}');
  const reported = (method: string, call = `logger.${method}('failed', err.stack);`) => ({
    name: call,
    code: failing(call),
    errors: [
      {
        messageId: 'no-stack',
        data: { library: 'nestjs', method, how: `\`${method}({ msg: message, stack: err.stack })\`` },
      },
    ],
    output: failing(`logger.${method}({ msg: 'failed', stack: err instanceof Error ? err.stack : err });`),
  });
  nest('^12.0.0').run('log-error-object', rule, {
    valid: ['error', 'fatal'].map((method) => ({
      name: method,
      code: failing(`logger.${method}('failed', err.stack);`),
    })),
    invalid: [
      ...['log', 'warn', 'debug', 'verbose'].map((method) => reported(method)),
      reported('warn', "logger.warn('failed', (err as Error).stack);"),
      reported('warn', "logger.warn('failed', err instanceof Error ? err.stack : undefined);"),
    ],
  });
  nest('^11.0.0').run('log-error-object, NestJS 11', rule, { valid: [], invalid: [reported('fatal')] });
});

describe('winston: texts that are dropped, records, and errors inside of fields', () => {
  const head =
    "import winston from 'winston';\nconst logger = winston.createLogger({ format: winston.format.json() });\n";
  const failing = (call: string, before = head) =>
    before + lines('try {', '  run();', '} catch (err) {', `  ${call}`, '}');
  const how = '`error(message, { stack: err.stack })`';
  const withStack = "logger.error('failed', { stack: err instanceof Error ? err.stack : err });";
  ruleTester.run('log-error-object', rule, {
    valid: [
      {
        name: 'a stack behind the message, with format.splat()',
        code: failing(
          "logger.error('failed', err.stack);",
          head.replace('json()', 'combine(winston.format.splat(), winston.format.json())'),
        ),
      },
      {
        name: 'a stack behind the message, formats unseen',
        code: failing("logger.error('failed', err.stack);", WINSTON),
      },
      {
        name: 'a stack in fields',
        code: failing("logger.log({ level: 'error', message: 'failed', stack: err.stack });"),
      },
      {
        name: 'an error as the message of a record, with format.errors()',
        code: failing(
          "logger.log({ level: 'error', message: err });",
          head.replace('json()', 'combine(winston.format.errors({ stack: true }), winston.format.json())'),
        ),
      },
      {
        name: 'an error inside of a field that a format reads',
        code: failing(
          "logger.error('failed', { meta: { err } });",
          head.replace('json()', 'json({ replacer })'),
        ),
      },
      {
        name: 'a level that is not seen',
        code: failing('logger.log({ level, message: `failed: ${err}` });'),
      },
    ],
    invalid: [
      {
        name: 'a stack behind the message',
        code: failing("logger.error('failed', err.stack);"),
        errors: [{ messageId: 'dropped', data: { error: 'err.stack', library: 'winston', how } }],
        output: failing(withStack),
      },
      {
        name: 'message and stack of the error alone',
        code: failing('logger.error(err.message, err.stack);'),
        errors: [{ messageId: 'flattened', data: { at: 'err.message', error: 'err', how } }],
        output: null,
      },
      {
        name: 'a record with an error as the message',
        code: failing("logger.log({ level: 'error', message: err });"),
        errors: [
          {
            messageId: 'emptied',
            data: {
              error: 'err',
              library: 'winston',
              where: 'under the key `message`',
              how: '`error({ message, stack: err.stack })`',
            },
          },
        ],
        output: null,
      },
      {
        name: 'a record with an error in its message',
        code: failing('logger.log({ level: "error", message: `failed: ${err.message}`, id });'),
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'err.message', error: 'err', how: '`error({ message, stack: err.stack })`' },
          },
        ],
        output: failing(
          lines(
            'logger.log({',
            '    level: "error",',
            "    message: 'failed',",
            '    stack: err instanceof Error ? err.stack : err,',
            '    id,',
            '  });',
          ),
        ),
      },
      {
        name: 'a record with an error among its fields',
        code: failing("logger.error({ message: 'failed', err });"),
        errors: [
          {
            messageId: 'emptied',
            data: {
              ...{ error: 'err', library: 'winston', where: 'under the key `err`' },
              how: '`error({ message, stack: err.stack })`',
            },
          },
        ],
        // The types of a project may take nothing but one object.
        output: failing(
          "logger.error({ message: 'failed', stack: err instanceof Error ? err.stack : err });",
        ),
      },
      ...['{ meta: { err } }', '{ id, meta: { error: err } }', '{ a: { b: { err } } }'].map((fields) => ({
        name: `an error inside of fields, ${fields}`,
        code: failing(`logger.error('failed', ${fields});`),
        errors: [
          {
            messageId: 'emptied',
            data: {
              error: 'err',
              library: 'winston',
              where: `under the key \`${fields.includes('b:') ? 'a.b.err' : fields.includes('id') ? 'meta.error' : 'meta.err'}\``,
              how,
            },
          },
        ],
        output: null,
      })),
    ],
  });
  ruleTester.run('log-error-object, of pino and bunyan', rule, {
    valid: [
      {
        name: 'pino, serialised',
        code: failing(
          "logger.error({ meta: { err } }, 'failed');",
          "import pino from 'pino';\nconst logger = pino({ serializers: { meta: plain } });\n",
        ),
      },
      { name: 'pino, under err', code: failing("logger.error({ err: { err } }, 'failed');", PINO) },
    ],
    invalid: (
      [
        ['pino', PINO],
        ['bunyan', BUNYAN],
      ] as const
    ).map(([library, before]) => ({
      name: library,
      code: failing("logger.error({ meta: { err } }, 'failed');", before),
      errors: [
        {
          messageId: 'emptied',
          data: {
            error: 'err',
            library,
            where: 'under the key `meta.err`',
            how: '`error({ err }, message)`',
          },
        },
      ],
      output: null,
    })),
  });
});

describe('the text of an error in another text', () => {
  const failing = (call: string) => PINO + lines('try {', '  run();', '} catch (err) {', `  ${call}`, '}');
  const reported = (at: string) => ({
    name: at,
    code: failing(`logger.error({ reason: ${at} }, 'failed');`),
    errors: [
      { messageId: 'flattened' as const, data: { at, error: 'err', how: '`error({ err }, message)`' } },
    ],
    output: null,
  });
  ruleTester.run('log-error-object', rule, {
    valid: [
      "logger.error({ reason: decorate(err.message), err }, 'failed');",
      "logger.error({ code: codeOf(err.message) }, 'failed');",
      "logger.error({ isTimeout: /timeout/.test(err.message) }, 'failed');",
      "logger.error({ reason: decorate(text) }, 'failed');",
      "logger.error({ reason: order.message }, 'failed');",
    ].map((call) => ({ name: call, code: failing(call) })),
    invalid: [
      reported('decorate(err.message)'),
      reported('err.message.slice(0, 100)'),
      reported('`bad: ${err.message}`'),
      reported('decorate(String(err), id)'),
    ],
  });
});

describe('LogTape with a formatter of the project', () => {
  const code = lines(
    "import { getLogger } from '@logtape/logtape';",
    "const logger = getLogger('orders');",
    'try {',
    '  run();',
    '} catch (error) {',
    "  logger.error('not run', { error: error.message });",
    '}',
  );
  const formats = (formatter: string) =>
    project({
      'package.json': { name: 'orders', dependencies: { '@logtape/logtape': '^2.0.0' } },
      'src/start.ts': `configure({ sinks: { console: getConsoleSink({ formatter: ${formatter} }) } });`,
    });
  for (const formatter of [
    '(record) => JSON.stringify({ level: record.level, ...record.properties })',
    '(record: LogRecord) => {\n  const written = { message: record.message.join(""), ...record.properties };\n\n  return JSON.stringify(written);\n}',
    '({ message, ...record }) => `${message} ${JSON.stringify(record.properties)}`',
  ])
    formats(formatter).run('log-error-object', rule, { valid: [{ name: formatter, code }], invalid: [] });
  for (const formatter of [
    'jsonLinesFormatter',
    '(record) => JSON.stringify({ ...record.properties }, replaceErrors)',
    '(record) => JSON.stringify({ level: record.level })',
    '(record) => inspect(record.properties)',
  ])
    formats(formatter).run('log-error-object', rule, {
      valid: [],
      invalid: [
        {
          name: formatter,
          code,
          errors: [
            {
              messageId: 'flattened',
              data: { at: 'error.message', error: 'error', how: '`error(message, { error })`' },
            },
          ],
          output: null,
        },
      ],
    });
});

describe('a logger that is one of several', () => {
  const filename = 'src/file.ts';
  const call = 'try { run(); } catch (err) { logger.error(err); }';
  const code = lines("import { make } from './log.js';", 'const logger = make();', call);
  const making = (...bodies: readonly string[]) =>
    project({
      'package.json': { name: 'app', dependencies: { winston: '^3.0.0', '@acme/log': '^1.0.0' } },
      'src/log.ts': lines(
        "import { createLogger, format } from 'winston';",
        "import { acmeFormat } from '@acme/log';",
        'const plain = createLogger({ format: format.combine(format.timestamp(), format.json()) });',
        'const acme = createLogger({ format: format.combine(acmeFormat(), format.json()) });',
        'export function make() {',
        ...bodies.map((each) => `  ${each}`),
        '}',
      ),
    });
  making('if (isLocal) return plain;', 'return acme;').run('log-error-object', rule, {
    valid: [{ name: 'some of which may keep errors', filename, code }],
    invalid: [],
  });
  making('return plain;').run('log-error-object', rule, {
    valid: [],
    invalid: [
      {
        ...{ name: 'that is the same whichever way', filename, code },
        errors: [
          {
            messageId: 'emptied',
            data: {
              library: 'winston',
              error: 'err',
              where: 'here',
              how: '`error(message, { stack: err.stack })`',
            },
          },
        ],
        output: null,
      },
    ],
  });
  // What pino is made with says what it keeps, of whichever it is.
  project({
    'package.json': { name: 'app', dependencies: { pino: '^9.0.0' } },
    'src/log.ts': lines(
      "import pino, { type Logger } from 'pino';",
      'let held: Logger | null = null;',
      'export function make(): Logger {',
      '  if (!held) {',
      '    const made = pino({ serializers: { error: pino.stdSerializers.err } });',
      '    held = made;',
      '    return made;',
      '  }',
      '  return held;',
      '}',
    ),
  }).run('log-error-object', rule, {
    valid: [
      {
        ...{ name: 'one that is kept, by what it is made with', filename },
        code: code.replace('logger.error(err)', "logger.error({ error: err }, 'Failed')"),
      },
    ],
    invalid: [],
  });
});
