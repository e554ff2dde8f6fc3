import { describe } from 'vitest';
import interpolated from '../../../rules/logs/no-interpolated-message.js';
import errors from '../../../rules/logs/log-error-object.js';
import calls from '../../../rules/logs/valid-logger-call.js';
import { lines, project, ruleTester, presuming } from '../rule-tester.js';

// How the loggers of frameworks and services are known, and what is said of each; `tests/catalog` runs them.

const FIREBASE = "import { logger } from 'firebase-functions';\n";
const SENTRY = "import * as Sentry from '@sentry/node';\n";
const LOGTAPE = "import { getLogger } from '@logtape/logtape';\nconst logger = getLogger(['orders']);\n";
const AZURE = "import type { InvocationContext } from '@azure/functions';\n";
const TRIGGER = "import { logger } from '@trigger.dev/sdk/v3';\n";
const TEMPORAL = "import { log } from '@temporalio/activity';\n";
const BACKSTAGE = "import type { LoggerService } from '@backstage/backend-plugin-api';\n";
const DENO = "import * as log from 'jsr:@std/log@0.224';\n";
const ROARR = "import { Roarr as log } from 'roarr';\n";
const LAMBDA_LOG = "import log from 'lambda-log';\n";
const ELECTRON_LOG = "import log from 'electron-log/main';\n";

describe('interpolated messages', () => {
  presuming(ruleTester).run('no-interpolated-message', interpolated, {
    valid: [
      { name: 'LogTape, its own template', code: LOGTAPE + 'logger.info`Loaded ${id}`;' },
      { name: 'LogTape, a placeholder', code: LOGTAPE + "logger.info('Loaded {id}', { id });" },
      { name: 'Sentry, fmt', code: SENTRY + 'Sentry.logger.info(Sentry.logger.fmt`Loaded ${id}`);' },
      { name: 'trigger.dev, a span', code: TRIGGER + 'logger.trace(`load ${id}`, () => load(id));' },
    ],
    invalid: [
      {
        name: 'Firebase',
        code: FIREBASE + 'logger.info(`Loading ${id}`);',
        errors: [said()],
        output: FIREBASE + "logger.info('Loading {id}', { id });",
      },
      {
        name: "Deno's standard library, whose logger was read and not run",
        code: DENO + 'log.critical(`Loading ${id}`);',
        errors: [said()],
      },
      {
        name: 'Firebase, the module of its logger',
        code: lines("import * as log from 'firebase-functions/logger';", 'log.warn(`Loading ${id}`);'),
        errors: [said()],
        output: lines(
          "import * as log from 'firebase-functions/logger';",
          "log.warn('Loading {id}', { id });",
        ),
      },
      {
        name: 'Firebase, all of it',
        code: lines(
          "import * as functions from 'firebase-functions';",
          'functions.logger.log(`Loading ${id}`);',
        ),
        errors: [said()],
        output: lines(
          "import * as functions from 'firebase-functions';",
          "functions.logger.log('Loading {id}', { id });",
        ),
      },
      {
        name: 'Firebase, an error beside fields',
        code: FIREBASE + 'try { load(id); } catch (e) { logger.error(`Loading ${id} failed`, e); }',
        errors: [said()],
        output: FIREBASE + "try { load(id); } catch (e) { logger.error('Loading {id} failed', e, { id }); }",
      },
      {
        name: 'Sentry',
        code: SENTRY + 'Sentry.logger.info(`Loading ${id}`);',
        errors: [said()],
        output: SENTRY + "Sentry.logger.info('Loading {id}', { id });",
      },
      {
        name: 'LogTape, whose format is not seen',
        code: LOGTAPE + "logger.getChild('a').info(`Loading ${id}`);",
        errors: [said()],
        output: null,
      },
      {
        name: 'LogTape that writes JSON',
        code: lines(
          "import { configure, getJsonLinesFormatter, getLogger } from '@logtape/logtape';",
          'await configure({ sinks: { out: sink(getJsonLinesFormatter()) }, loggers: [] });',
          "const logger = getLogger(['orders']);",
          'logger.with({ a }).info(`Loading ${id} of {{kind}}`);',
        ),
        errors: [said()],
        output: lines(
          "import { configure, getJsonLinesFormatter, getLogger } from '@logtape/logtape';",
          'await configure({ sinks: { out: sink(getJsonLinesFormatter()) }, loggers: [] });',
          "const logger = getLogger(['orders']);",
          "logger.with({ a }).info('Loading {id} of {{kind}}', { id });",
        ),
      },
      {
        name: 'Azure Functions',
        code:
          AZURE +
          'async function load(id: string, context: InvocationContext) { context.log(`Loading ${id}`); }',
        errors: [said()],
        output:
          AZURE +
          "async function load(id: string, context: InvocationContext) { context.log('Loading {id}', { id }); }",
      },
      {
        name: 'trigger.dev',
        code: TRIGGER + 'logger.log(`Loading ${id}`);',
        errors: [said()],
        output: TRIGGER + "logger.log('Loading {id}', { id });",
      },
      {
        name: 'Inngest, which stands on a logger of the project',
        code: lines(
          "import { Inngest } from 'inngest';",
          "const inngest = new Inngest({ id: 'shop' });",
          "inngest.createFunction({ id: 'a', triggers: [] }, async ({ event, logger }) => {",
          '  logger.info(`Loading ${event.data.id}`);',
          '});',
        ),
        errors: [said('event.data.id')],
        output: null,
      },
      {
        name: 'Temporal',
        code: TEMPORAL + 'log.info(`Loading ${id}`);',
        errors: [said()],
        output: TEMPORAL + "log.info('Loading {id}', { id });",
      },
      {
        name: 'Temporal, a logger by its type',
        code: lines(
          "import type { Logger } from '@temporalio/common';",
          'export class Worker {',
          '  constructor(private readonly logger: Logger) {}',
          '  load(id: string) {',
          '    this.logger.info(`Loading ${id}`, { taskQueue });',
          '  }',
          '}',
        ),
        errors: [said()],
        output: lines(
          "import type { Logger } from '@temporalio/common';",
          'export class Worker {',
          '  constructor(private readonly logger: Logger) {}',
          '  load(id: string) {',
          "    this.logger.info('Loading {id}', { id, taskQueue });",
          '  }',
          '}',
        ),
      },
      {
        name: "Temporal, a workflow's logger before there was one to import",
        code: lines(
          "import { type LoggerSinks, proxySinks } from '@temporalio/workflow';",
          'const { defaultWorkerLogger: logger } = proxySinks<LoggerSinks>();',
          'logger.warn(`Loading ${id}`, { taskQueue });',
        ),
        errors: [said()],
        output: lines(
          "import { type LoggerSinks, proxySinks } from '@temporalio/workflow';",
          'const { defaultWorkerLogger: logger } = proxySinks<LoggerSinks>();',
          "logger.warn('Loading {id}', { id, taskQueue });",
        ),
      },
      {
        name: 'Azure Functions 3, whose logger was read and not run',
        code: lines(
          "import type { Context } from '@azure/functions';",
          'export const load = (context: Context, id: string) => context.log.warn(`Loading ${id}`);',
        ),
        errors: [said()],
        output: null,
      },
      {
        name: 'Temporal, the context of an activity',
        code: lines(
          "import { Context } from '@temporalio/activity';",
          'Context.current().log.warn(`Loading ${id}`);',
        ),
        errors: [said()],
        output: lines(
          "import { Context } from '@temporalio/activity';",
          "Context.current().log.warn('Loading {id}', { id });",
        ),
      },
      {
        name: 'Backstage',
        code:
          BACKSTAGE +
          'const load = (id: string, { logger }: { logger: LoggerService }) =>\n  logger.info(`Loading ${id}`);',
        errors: [said()],
        output:
          BACKSTAGE +
          "const load = (id: string, { logger }: { logger: LoggerService }) =>\n  logger.info('Loading {id}', { id });",
      },
      {
        name: 'AdonisJS, its service',
        code: lines("import logger from '@adonisjs/core/services/logger';", 'logger.info(`Loading ${id}`);'),
        errors: [said()],
        output: lines(
          "import logger from '@adonisjs/core/services/logger';",
          "logger.info({ id }, 'Loading {id}');",
        ),
      },
      {
        name: 'AdonisJS, the context of a request',
        code: lines(
          "import type { HttpContext } from '@adonisjs/core/http';",
          'export class Orders {',
          '  show({ logger, params }: HttpContext) {',
          '    logger.info(`Loading ${params.orderId}`);',
          '  }',
          '}',
        ),
        errors: [said('params.orderId')],
        output: lines(
          "import type { HttpContext } from '@adonisjs/core/http';",
          'export class Orders {',
          '  show({ logger, params }: HttpContext) {',
          "    logger.info({ orderId: params.orderId }, 'Loading {orderId}');",
          '  }',
          '}',
        ),
      },
      {
        name: 'hono-pino',
        code: lines(
          "import type { PinoLogger } from 'hono-pino';",
          'export function load(id: string, logger: PinoLogger) { logger.info(`Loading ${id}`); }',
        ),
        errors: [said()],
        output: lines(
          "import type { PinoLogger } from 'hono-pino';",
          "export function load(id: string, logger: PinoLogger) { logger.info({ id }, 'Loading {id}'); }",
        ),
      },
      {
        name: 'Probot, the context of an event',
        code: lines(
          "import type { Probot } from 'probot';",
          'export default (app: Probot) => {',
          "  app.on('issues.opened', async (context) => {",
          '    context.log.info(`Opened ${context.payload.issue.number}`);',
          '  });',
          '};',
        ),
        errors: [said('context.payload.issue.number')],
        output: lines(
          "import type { Probot } from 'probot';",
          'export default (app: Probot) => {',
          "  app.on('issues.opened', async (context) => {",
          "    context.log.info({ issueNumber: context.payload.issue.number }, 'Opened {issueNumber}');",
          '  });',
          '};',
        ),
      },
      {
        name: 'Payload, whose logger a project may set',
        code: lines(
          "import type { PayloadRequest } from 'payload';",
          'export function load(id: string, req: PayloadRequest) { req.payload.logger.info(`Loading ${id}`); }',
        ),
        errors: [said()],
        output: null,
      },
      {
        name: 'Strapi, by its global',
        code: 'strapi.log.info(`Loading ${id}`);',
        errors: [said()],
        output: null,
      },
      {
        name: 'Strapi, by its type',
        code: lines(
          "import type { Core } from '@strapi/strapi';",
          'export default { bootstrap({ strapi }: { strapi: Core.Strapi }) { strapi.log.info(`Loading ${id}`); } };',
        ),
        errors: [said()],
        output: null,
      },
      {
        name: 'nest-winston, its own logger',
        code: lines(
          "import { WinstonModule } from 'nest-winston';",
          'const logger = WinstonModule.createLogger({ instance });',
          'logger.log(`Loading ${id}`);',
        ),
        errors: [said()],
        output: lines(
          "import { WinstonModule } from 'nest-winston';",
          'const logger = WinstonModule.createLogger({ instance });',
          "logger.log({ message: 'Loading {id}', id });",
        ),
      },
      {
        name: 'LogLayer',
        code: lines(
          "import { LogLayer } from 'loglayer';",
          'const log = new LogLayer({ transport });',
          'log.withMetadata({ a }).withError(e).error(`Loading ${id}`);',
        ),
        errors: [said()],
        output: null,
      },
      {
        name: 'Effect',
        code: lines("import { Effect } from 'effect';", 'Effect.logInfo(`Loading ${id}`);'),
        errors: [said()],
        output: null,
      },
      {
        name: 'Effect, by its module',
        code: lines("import * as Effect from 'effect/Effect';", 'Effect.logInfo(`Loading ${id}`);'),
        errors: [said()],
        output: null,
      },
      {
        name: 'Roarr',
        code: ROARR + 'log.child({ a }).info(`Loading ${id}`);',
        errors: [said()],
        output: ROARR + "log.child({ a }).info({ id }, 'Loading {id}');",
      },
      {
        name: 'lambda-log',
        code: LAMBDA_LOG + "log.log('warn', `Loading ${id}`);",
        errors: [said()],
        output: LAMBDA_LOG + "log.log('warn', 'Loading {id}', { id });",
      },
      {
        name: 'electron-log',
        code: ELECTRON_LOG + "log.scope('orders').info(`Loading ${id}`);",
        errors: [said()],
        output: ELECTRON_LOG + "log.scope('orders').info('Loading {id}', { id });",
      },
    ],
  });
});

const inCatch = (statement: string) => lines('try {', '  load();', '} catch (e) {', `  ${statement}`, '}');

describe('errors', () => {
  ruleTester.run('log-error-object', errors, {
    valid: [
      { name: 'Firebase', code: FIREBASE + inCatch("logger.error('Failed', e, { id });") },
      { name: 'LogTape', code: LOGTAPE + inCatch("logger.error('Failed', { error: e });") },
      { name: 'LogTape, the error for all fields', code: LOGTAPE + inCatch("logger.error('Failed', e);") },
      { name: 'trigger.dev', code: TRIGGER + inCatch("logger.error('Failed', { error: e });") },
      { name: 'Temporal', code: TEMPORAL + inCatch("log.error('Failed', { error: e });") },
      {
        name: 'Backstage',
        code: BACKSTAGE + `function load(logger: LoggerService) { ${inCatch("logger.error('Failed', e);")} }`,
      },
      { name: 'electron-log', code: ELECTRON_LOG + inCatch("log.error('Failed', e);") },
      {
        name: 'Inngest, an error in the text and beside it',
        code:
          "import type { Logger } from 'inngest';\n" +
          `function load(logger: Logger) { ${inCatch('logger.error({ err: e }, `Failed: ${e.message}`);')} }`,
      },
      { name: 'Strapi, whose format is not seen', code: inCatch("strapi.log.error('Failed', { e });") },
    ],
    invalid: [
      {
        name: 'Firebase, among the fields',
        code: FIREBASE + inCatch("logger.error('Failed', { e, id });"),
        errors: [{ messageId: 'emptied', data: emptied('firebase-functions', '`error(message, e)`') }],
        output: FIREBASE + inCatch("logger.error('Failed', e, { id });"),
      },
      {
        name: 'Sentry, among the attributes',
        code: SENTRY + inCatch("Sentry.logger.error('Failed', { e });"),
        errors: [
          { messageId: 'emptied', data: emptied('sentry-logs', '`error(message, { stack: e.stack })`') },
        ],
        output:
          SENTRY + inCatch("Sentry.logger.error('Failed', { stack: e instanceof Error ? e.stack : e });"),
      },
      {
        name: 'Temporal, for the fields',
        code: TEMPORAL + inCatch("log.error('Failed', e);"),
        errors: [{ messageId: 'dropped', data: dropped('temporal', '`error(message, { error: e })`') }],
        output: TEMPORAL + inCatch("log.error('Failed', { error: e });"),
      },
      {
        name: 'Backstage, among the fields',
        code:
          BACKSTAGE + `function load(logger: LoggerService) { ${inCatch("logger.error('Failed', { e });")} }`,
        errors: [
          { messageId: 'emptied', data: emptied('backstage', '`error(message, { stack: e.stack })`') },
        ],
        output:
          BACKSTAGE +
          `function load(logger: LoggerService) { ${inCatch("logger.error('Failed', { stack: e instanceof Error ? e.stack : e });")} }`,
      },
      {
        name: 'Roarr, among the fields',
        code: ROARR + inCatch("log.error({ e, id }, 'Failed');"),
        errors: [{ messageId: 'emptied', data: emptied('roarr', '`error({ stack: e.stack }, message)`') }],
        output: ROARR + inCatch("log.error({ stack: e instanceof Error ? e.stack : e, id }, 'Failed');"),
      },
      {
        name: 'lambda-log, for the fields',
        code: LAMBDA_LOG + inCatch("log.error('Failed', e);"),
        errors: [{ messageId: 'dropped', data: dropped('lambda-log', '`error(message, { err: e })`') }],
        output: LAMBDA_LOG + inCatch("log.error('Failed', { err: e });"),
      },
    ],
  });

  const overWinston = project({
    'package.json': { name: 'shop', dependencies: { '@nestjs/common': '^12.0.0', 'nest-winston': '^2.0.0' } },
  });
  overWinston.run('log-error-object', errors, {
    valid: [],
    invalid: [
      {
        name: 'NestJS over nest-winston',
        code:
          "import { Logger } from '@nestjs/common';\nconst logger = new Logger('Orders');\n" +
          inCatch("logger.error('Failed', e);"),
        errors: [
          {
            messageId: 'emptied',
            data: { ...emptied('nestjs', '`error(message, e.stack)`'), where: 'here' },
          },
        ],
        output:
          "import { Logger } from '@nestjs/common';\nconst logger = new Logger('Orders');\n" +
          inCatch("logger.error('Failed', e instanceof Error ? e.stack : String(e));"),
      },
    ],
  });
});

describe('arguments', () => {
  ruleTester.run('valid-logger-call', calls, {
    valid: [
      { name: 'Firebase, which prints them', code: FIREBASE + "logger.info('Loaded', 42, { id });" },
      { name: 'Azure Functions', code: AZURE + "(context: InvocationContext) => context.log('Loaded', id);" },
      { name: 'Strapi', code: "strapi.log.info({ id }, 'Loaded');" },
    ],
    invalid: [
      {
        name: 'Roarr, fields behind the message',
        code: ROARR + "log.info('Loaded', { id });",
        errors: [
          {
            messageId: 'misplaced-fields',
            data: {
              library: 'roarr',
              argument: '{ id }',
              does: 'drops',
              place: 'first',
              call: 'info(fields, message)',
            },
          },
        ],
        output: ROARR + "log.info({ id }, 'Loaded');",
      },
      {
        name: 'Sentry, a placeholder',
        code: SENTRY + "Sentry.logger.info('Loaded %s', id);",
        errors: [{ messageId: 'no-placeholders', data: { library: 'sentry-logs', argument: 'id' } }],
        output: null,
      },
    ],
  });
});

function said(value = 'id') {
  return {
    messageId: 'interpolated',
    data: { values: `\`${value}\``, fields: 'a field', them: 'it' },
  } as const;
}

function emptied(library: string, how: string) {
  return { error: 'e', library, where: 'under the key `e`', how };
}

function dropped(library: string, how: string) {
  return { error: 'e', library, how };
}
