import { describe } from 'vitest';
import rule from '../../../rules/logs/error-severity.js';
import { lines, project, ruleTester } from '../rule-tester.js';
import { NEST, OPENTELEMETRY, PINO, WINSTON } from './loggers.js';

const inTry = (handler: string, work = 'await work();', head = PINO) =>
  head + lines('async function run(res, next) {', `  try { ${work} } catch (err) { ${handler} }`, '}');
const valid = (name: string, handler: string, work?: string) => ({ name, code: inTry(handler, work) });

const tooLow = (method: string, ...outputs: (readonly [string, string])[]) => ({
  messageId: 'tooLow' as const,
  data: { method },
  suggestions: outputs.map(([raised, output]) => ({
    messageId: 'raise' as const,
    data: { method: raised },
    output,
  })),
});
/** A handler that is reported, and what the two suggestions make of it. */
const invalid = (handler: string, method: string, head = PINO) => ({
  code: inTry(handler, undefined, head),
  errors: [
    tooLow(
      method,
      ...['error', 'warn'].map(
        (raised) => [raised, inTry(handler.replace(`.${method}(`, `.${raised}(`), undefined, head)] as const,
      ),
    ),
  ],
});

describe('failures at their level', () => {
  ruleTester.run('error-severity', rule, {
    valid: [
      valid('error', 'logger.error({ err }, "Order not saved");'),
      valid('warn', 'logger.warn({ err }, "Order not saved");'),
      valid('no handler', '', 'logger.info({ err }, "Order not saved"); work();'),
      valid('a callback that runs later', 'later(() => logger.info("Order saved"));'),
      {
        name: "a record that says its level, of the project's own logger",
        code: inTry(
          'logger.log({ level: "ERROR", msg: "Order not saved", error: err });',
          undefined,
          'class Logger { log(record) { console.log(record.level + record.msg); } } const logger = new Logger();',
        ),
      },
      {
        name: "a record whose level is not seen, of the project's own logger",
        code: inTry(
          'logger.log({ level, msg: "Order not saved", error: err });',
          undefined,
          'class Logger { log(record) { console.log(record.level + record.msg); } } const logger = new Logger();',
        ),
      },
      {
        name: 'a logger that is only named so',
        code: inTry('logger.info({ err }, "Order not saved");', undefined, ''),
      },
      { name: 'the console', code: inTry('console.log("Order not saved", err);', undefined, '') },
    ],
    invalid: [],
  });
});

describe('failures that are expected', () => {
  ruleTester.run('error-severity', rule, {
    valid: [
      valid('told by its code', 'if (err.code === "ENOENT") { logger.debug({ err }, "No such order"); }'),
      valid('told by its type', 'if (err instanceof GoneError) logger.info({ err }, "Order closed");'),
      valid('others thrown on', 'if (err.status !== 404) throw err; logger.info({ err }, "No such order");'),
      valid('by a switch', 'switch (err.code) { case "ENOENT": logger.debug({ err }, "No order"); }'),
      valid('thrown on', 'logger.debug({ err }, "Order lost"); throw err;'),
      valid('wrapped', 'logger.debug({ err }, "Order lost"); throw new OrderError();'),
      valid('turned away', 'logger.info({ err }, "Login refused"); res.status(401).end();'),
      valid(
        'turned away by a callback',
        'logger.info({ err }, "Login refused"); next(new ForbiddenError());',
      ),
      valid('telemetry', 'logger.debug({ err }, "Failed to record request duration");'),
      valid('analytics', 'logger.debug({ err }, "Error sending metrics event");'),
      valid('a malformed message', 'logger.debug({ err }, "Failed to decode JSON-RPC message");'),
      valid('a cache', 'logger.debug({ err }, "Could not load the cache");'),
      valid('no answer', 'logger.info({ err }, "Operator did not respond");'),
      valid(
        'attributes of a span',
        'logger.debug({ err }, "No summary");',
        'span.setAttribute("summary", JSON.parse(header));',
      ),
      valid('passed on', 'logger.debug({ err }, "Order lost"); next(err);'),
      valid('passed on by another name', 'logger.debug("Order lost"); next();'),
      valid('recorded', 'logger.debug({ err }, "Order lost"); span.recordException(err);'),
      valid(
        'logged at its level too',
        'logger.error({ err }, "Order lost"); logger.debug({ err }, "Details");',
      ),
      valid('a fallback returned', 'logger.debug({ err }, "Order lost"); return [];'),
      valid('a flag set', 'logger.debug({ err }, "Order lost"); failed = true;'),
      valid('counted', 'logger.debug({ err }, "Order lost"); failed += 1;'),
      valid('counted as a metric', 'failures.inc(); logger.debug({ err }, "Order lost");'),
      valid('explained', '/* must never fail a request */ logger.debug({ err }, "Order lost");'),
      valid('a retry', 'logger.info({ err, attempt }, "Saving the order again");'),
      valid('a retry by its message', 'logger.info({ err }, "Retrying the order");'),
      valid('said to be ignored', 'logger.debug({ err }, "Ignoring the failed order");'),
      valid('said to fall back', 'logger.info({ err }, "Falling back to the old orders");'),
      valid('first of two ways', 'logger.debug({ err }, "Order lost");', 'return await work();'),
      valid('a value that stays', 'logger.debug({ err }, "Order lost");', 'order = await work();'),
      valid('cleanup', 'logger.debug({ err }, "Client not well");', 'await client.close();'),
      valid('parsed', 'logger.debug({ err }, "Bad text");', 'JSON.parse(text);'),
      valid('a record of something else', 'logger.info("Order lost"); refund();'),
      {
        name: 'a loop that tries again',
        code: `${PINO}async function run() { for (;;) { try { await work(); } catch (err) { logger.info({ err }, "Order lost"); continue; } } }`,
      },
    ],
    invalid: [],
  });

  project({ 'package.json': { name: 'app' } }).run('error-severity', rule, {
    valid: [{ name: 'a test', filename: 'run.test.ts', code: inTry('logger.info({ err }, "Order lost");') }],
    invalid: [],
  });
});

describe('failures below their level', () => {
  ruleTester.run('error-severity', rule, {
    valid: [],
    invalid: [
      invalid('logger.info({ err }, "Order not saved");', 'info'),
      invalid('logger.debug(err, "Order not saved");', 'debug'),
      invalid('logger.trace({ reason: err.message }, "Order not saved");', 'trace'),
      { ...invalid('logger.info("Order not saved");', 'info'), name: 'alone' },
      {
        name: "a record that says its level, of the project's own logger",
        code: inTry(
          'logger.log({ level: "INFO", msg: "Order not saved", error: err });',
          undefined,
          'class Logger { log(record) { console.log(record.level + record.msg); } } const logger = new Logger();',
        ),
        errors: [tooLow('log')],
      },
      {
        ...invalid('logger.info({ err }, "Order not saved"); res.status(500).end();', 'info'),
        name: 'answered',
      },
      {
        name: 'a rejection',
        code: `${PINO}work().catch((err) => logger.info({ err }, "Order not saved"));`,
        errors: [
          tooLow(
            'info',
            ['error', `${PINO}work().catch((err) => logger.error({ err }, "Order not saved"));`],
            ['warn', `${PINO}work().catch((err) => logger.warn({ err }, "Order not saved"));`],
          ),
        ],
      },
      invalid('logger.info("Order not saved", { stack: err.stack });', 'info', WINSTON),
      {
        name: 'winston, the level as an argument',
        code: inTry("logger.log('info', 'Order not saved', { stack: err.stack });", undefined, WINSTON),
        errors: [
          tooLow(
            'info',
            [
              'error',
              inTry("logger.log('error', 'Order not saved', { stack: err.stack });", undefined, WINSTON),
            ],
            [
              'warn',
              inTry("logger.log('warn', 'Order not saved', { stack: err.stack });", undefined, WINSTON),
            ],
          ),
        ],
      },
      {
        name: 'NestJS, by one argument',
        code: inTry('logger.log({ msg: "Order not saved", err });', undefined, NEST),
        errors: [
          tooLow(
            'log',
            ['error', inTry('logger.error({ msg: "Order not saved", err });', undefined, NEST)],
            ['warn', inTry('logger.warn({ msg: "Order not saved", err });', undefined, NEST)],
          ),
        ],
      },
      {
        name: 'NestJS, whose `error` takes a second argument for the stack',
        code: inTry('logger.debug("Order not saved", err);', undefined, NEST),
        errors: [tooLow('debug', ['warn', inTry('logger.warn("Order not saved", err);', undefined, NEST)])],
      },
      {
        name: 'a record that has no method for its level',
        code: inTry('logger.emit({ body: "Order not saved", exception: err });', undefined, OPENTELEMETRY),
        errors: [tooLow('emit')],
      },
    ],
  });

  ruleTester.run('error-severity', rule, {
    valid: [],
    invalid: [
      {
        name: 'a logger of no known library, where presumed loggers are judged',
        code: inTry('logger.info({ err }, "Order not saved");', undefined, ''),
        options: [{ presumed: true }],
        errors: [tooLow('info')],
      },
    ],
  });
});
