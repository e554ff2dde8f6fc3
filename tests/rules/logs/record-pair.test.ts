import { describe, expect, it } from 'vitest';
import noConsoleLogging from '../../../rules/logs/no-console-logging.js';
import logErrorObject from '../../../rules/logs/log-error-object.js';
import noInterpolatedMessage from '../../../rules/logs/no-interpolated-message.js';
import { service } from '../../codemod/project.js';
import { ruleTester as tester } from '../rule-tester.js';

const PINO = "import pino from 'pino';\nconst logger = pino();\n";
const WINSTON =
  "import winston from 'winston';\nconst logger = winston.createLogger({ format: winston.format.combine(winston.format.errors({ stack: true }), winston.format.json()) });\n";

const caught = (...body: readonly string[]) =>
  `async function loadOrder(id) {\n  try {\n    await read(id);\n  } catch (err) {\n${body.map((line) => `    ${line}\n`).join('')}  }\n}\n`;

/** A pair of calls that becomes one record; both are findings. */
const joined = (
  name: string,
  body: readonly string[],
  after: readonly string[],
  head = PINO,
  errors = 2,
) => ({
  name,
  code: head + caught(...body),
  output: head + caught(...after),
  errors,
});
/** Calls of which each is a record of its own, in all passes. */
const apart = (
  name: string,
  body: readonly string[],
  after: readonly string[],
  errors: number,
  head = PINO,
) => joined(name, body, after, head, errors);

describe('a text and the error right after it', () => {
  tester.run('no-console-logging', noConsoleLogging, {
    valid: [],
    invalid: [
      joined(
        'are one record',
        ["console.error('Order not loaded');", 'console.error(err);'],
        ["logger.error({ err }, 'Order not loaded');"],
      ),
      joined(
        'with a value in the text',
        ['console.error(`Order ${id} not loaded:`);', 'console.error(err);'],
        ["logger.error({ orderId: id, err }, 'Order {orderId} not loaded');"],
      ),
      joined(
        'printed by `log`, which an error raises',
        ["console.log('Order not loaded');", 'console.log(err);'],
        ["logger.error({ err }, 'Order not loaded');"],
      ),
      joined(
        'with the text of the error alone',
        ["console.error('Order not loaded');", 'console.error(err.stack);'],
        ["logger.error({ err }, 'Order not loaded');"],
      ),
      joined(
        'with a percent sign in the text, which is none of the error’s',
        ["console.error('Quota at 100%, %s skipped', id);", 'console.error(err);'],
        ["logger.error({ id, err }, 'Quota at 100%, {id} skipped');"],
      ),
      joined(
        'without semicolons',
        ["console.error('Order not loaded')", 'console.error(err)'],
        ["logger.error({ err }, 'Order not loaded')"],
        PINO,
      ),
      joined(
        'where a colon announces the value',
        ["console.log('Memory usage:');", 'console.log(process.memoryUsage());'],
        ["logger.info({ memoryUsage: process.memoryUsage() }, 'Memory usage');"],
      ),
      apart(
        'where nothing announces the value stay two',
        ["console.log('Cache filled');", 'console.log(process.memoryUsage());'],
        ["logger.info('Cache filled');", "logger.info({ memoryUsage: process.memoryUsage() }, 'loadOrder');"],
        2,
      ),
      apart(
        'with a comment between them stay two',
        ["console.error('Order not loaded');", '// what the bank says', 'console.error(err);'],
        [
          "logger.error('Order not loaded');",
          '// what the bank says',
          "logger.error({ err }, 'loadOrder failed');",
        ],
        2,
      ),
      apart(
        'with a statement between them stay two',
        ["console.error('Order not loaded');", 'failures += 1;', 'console.error(err);'],
        ["logger.error('Order not loaded');", 'failures += 1;', "logger.error({ err }, 'loadOrder failed');"],
        2,
      ),
      apart(
        'of different levels stay two',
        ["console.info('Cache is cold');", 'console.error(err);'],
        ["logger.info('Cache is cold');", "logger.error({ err }, 'loadOrder failed');"],
        2,
      ),
      apart(
        'the other way round stay two: the text is of what is done next',
        ['console.error(err);', "console.error('Trying the backup');"],
        ["logger.error({ err }, 'loadOrder failed');", "logger.error('Trying the backup');"],
        2,
      ),
      apart(
        'where the text has an error of its own stay two',
        ['console.error(`Order not loaded: ${err.message}`);', 'console.error(err);'],
        ["logger.error({ err }, 'Order not loaded');", "logger.error({ err }, 'loadOrder failed');"],
        2,
      ),
      apart(
        'where the second prints more than the error stay two',
        ["console.error('Order not loaded');", "console.error('because', err);"],
        ["logger.error('Order not loaded');", "logger.error({ err }, 'because {err}');"],
        2,
      ),
      apart(
        'where one is no statement stay two',
        ["console.error('Order not loaded');", 'if (isLast) console.error(err);'],
        ["logger.error('Order not loaded');", "if (isLast) logger.error({ err }, 'loadOrder failed');"],
        2,
      ),
      {
        name: 'of a name that proves no error stay two',
        code:
          PINO +
          "export function tellProblem(problem) {\n  console.error('Order not loaded');\n  console.error(problem);\n}\n",
        output:
          PINO +
          "export function tellProblem(problem) {\n  logger.error('Order not loaded');\n  console.error(problem);\n}\n",
        errors: 2,
      },
    ] as never,
  });

  tester.run('log-error-object', logErrorObject, {
    valid: [],
    invalid: [
      joined(
        'of one logger are one record',
        ["logger.error('Order not loaded');", 'logger.error(err.message);'],
        ["logger.error({ err }, 'Order not loaded');"],
        PINO,
        1,
      ),
      joined(
        'with the fields of the first',
        ["logger.error('Order not loaded', { id });", 'logger.error(err.message);'],
        ["logger.error('Order not loaded', { id, stack: err instanceof Error ? err.stack : err });"],
        WINSTON,
        1,
      ),
      apart(
        'of two loggers stay two',
        ["audit.error('Order not loaded');", 'logger.error(err.message);'],
        ["audit.error('Order not loaded');", "logger.error({ err }, 'loadOrder failed');"],
        1,
        PINO + 'const audit = pino();\n',
      ),
    ] as never,
  });

  tester.run('no-interpolated-message', noInterpolatedMessage, {
    valid: [],
    invalid: [
      joined(
        'where the text is what is found',
        ['logger.error(`Order ${id} not loaded`);', 'logger.error(err);'],
        ["logger.error({ orderId: id, err }, 'Order {orderId} not loaded');"],
        PINO,
        1,
      ),
    ] as never,
  });

  it('are one record of the codemod, too, and a second run changes nothing', async () => {
    const project = service('pino', {
      'src/server.ts': `import express from 'express';\nexpress().listen(80);\n${caught("console.error('Order not loaded');", 'console.error(err);')}`,
    });
    const { code } = await project.run('src');
    expect(code).toBe(0);
    const text = Object.values(project.snapshot()).join('\n');
    expect(text).toContain("logger.error({ err }, 'Order not loaded');");
    expect(text).not.toContain('console.');
    const before = project.snapshot();
    await project.run('src');
    expect(project.snapshot()).toEqual(before);
  });
});
