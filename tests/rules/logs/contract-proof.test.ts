/**
 * Of which loggers `recommended` asks for fields and whole errors: those that are proven to keep them, and those that the package gives
 * some elsewhere. `strict` asks it of all.
 */
import { describe } from 'vitest';
import logErrorObject from '../../../rules/logs/log-error-object.js';
import noInterpolatedMessage from '../../../rules/logs/no-interpolated-message.js';
import { lines, presuming, project } from '../rule-tester.js';

/** An app, and what its other modules say. */
const appWith = (others: Readonly<Record<string, string>>) =>
  project({
    'package.json': { name: 'orders', dependencies: { pino: '^9.0.0', 'acme-bridge': '^1.0.0' } },
    'src/types.ts': lines(
      'export interface Logger {',
      '  error(message: string, context?: object): void;',
      '  warn(message: string, context?: object): void;',
      '  debug(message: string, context?: object): void;',
      '}',
    ),
    'src/wrapper.ts': lines(
      "import pino from 'pino';",
      'const root = pino();',
      'export const log = {',
      '  info: (message: string, fields?: object) => root.info(fields, message),',
      '  error: (message: string, fields?: object) => root.error(fields, message),',
      '};',
    ),
    'src/json.ts': lines(
      'export class Log {',
      '  debug(message: string, fields?: object) { this.write("debug", message, fields); }',
      '  warn(message: string, fields?: object) { this.write("warn", message, fields); }',
      '  error(message: string, fields?: object) { this.write("error", message, fields); }',
      '  private write(level: string, message: string, fields?: object) {',
      '    process.stdout.write(JSON.stringify({ level, message, ...fields }));',
      '  }',
      '}',
      'export const log = new Log();',
    ),
    'src/colours.ts': lines(
      "import chalk from 'chalk';",
      'export const log = {',
      '  debug: (...parts: unknown[]) => console.debug(chalk.grey("debug"), ...parts),',
      '  warn: (...parts: unknown[]) => console.warn(chalk.yellow("warn"), ...parts),',
      '  error: (...parts: unknown[]) => console.error(chalk.red("error"), ...parts),',
      '};',
    ),
    'src/unseen.ts': lines(
      "import { sink } from 'acme-sink';",
      'export class Log {',
      '  debug(message: string, fields?: object) { sink("debug", message, fields); }',
      '  warn(message: string, fields?: object) { sink("warn", message, fields); }',
      '  error(message: string, fields?: object) { sink("error", message, fields); }',
      '}',
      'export const log = new Log();',
    ),
    'src/wraps.ts': lines(
      "import type { Logger } from './types.js';",
      'export class Scoped {',
      '  constructor(private readonly to: Logger, private readonly scope: string) {}',
      '  debug(message: string, context?: object) { this.to.debug(message, { scope: this.scope, ...context }); }',
      '  warn(message: string, context?: object) { this.to.warn(message, { scope: this.scope, ...context }); }',
      '  error(message: string, context?: object) { this.to.error(message, { scope: this.scope, ...context }); }',
      '}',
    ),
    'src/prefix.ts': lines(
      'export interface HostLogger {',
      '  error(message?: any, ...args: any[]): void;',
      '  warn(message?: any, ...args: any[]): void;',
      '  debug(message?: any, ...args: any[]): void;',
      '}',
      'export class PrefixLogger {',
      '  constructor(public log: HostLogger, public prefix: string) {}',
      '  debug(message?: any, ...args: any[]) { this.log.debug((this.prefix ? `[${this.prefix}] ` : "") + message, ...args); }',
      '  warn(message?: any, ...args: any[]) { this.log.warn((this.prefix ? `[${this.prefix}] ` : "") + message, ...args); }',
      '  error(message?: any, ...args: any[]) { this.log.error((this.prefix ? `[${this.prefix}] ` : "") + message, ...args); }',
      '}',
    ),
    ...others,
  });
const app = appWith({});

/** What keeps a field, what keeps an error alone, and what is not seen to keep either: how each is come by. */
const LOGGERS = {
  field: [
    ["a library's", "import pino from 'pino';\nconst log = pino();"],
    ['a wrapper around a library', "import { log } from './wrapper.js';"],
    ['one that writes JSON', "import { log } from './json.js';"],
  ],
  error: [
    ['one that prints in colours', "import { log } from './colours.js';"],
    ['a library for people', "import log4js from 'log4js';\nconst log = log4js.getLogger();"],
    ['another one', "import { consola as log } from 'consola';"],
  ],
  neither: [
    ['an interface', "import type { Logger } from './types.js';\ndeclare const log: Logger;"],
    ['a class that hands its records on', "import { log } from './unseen.js';"],
    [
      'a class of another package',
      "import { Logger } from 'acme-bridge';\nconst log = new Logger('orders');",
    ],
    [
      'a function of another package',
      "import { createLogger } from '@acme/log';\nconst log = createLogger();",
    ],
    ['a wrapper around an interface', "import { Scoped } from './wraps.js';\ndeclare const log: Scoped;"],
    [
      'a wrapper that puts a prefix before the text of a host’s logger',
      "import { PrefixLogger } from './prefix.js';\ndeclare const log: PrefixLogger;",
    ],
    ['a module that is added when it is deployed', "const log = require('acme/logging');"],
  ],
} as const;

type Case = readonly [name: string, head: string];
const cases = (loggers: readonly Case[], code: string) =>
  loggers.map(([name, head]) => ({ name, code: lines(head, code), filename: 'src/orders.ts' }));

/** How a call is written whose logger is seen to take fields beside its text. */
const WRITTEN: Readonly<Record<string, string | undefined>> = {
  "a library's": "log.error({ id }, 'Order lost');",
  'a wrapper around a library': "log.error('Order lost', { id });",
};
/** Loggers that show an error after the text. */
const SHOWING = new Set(['a library for people', 'another one', 'one that prints in colours']);

describe('values in the text', () => {
  const code = 'log.error(`Order lost: ${id}`);';
  const said = { values: '`id`', them: 'it', fields: 'a field' };
  const { field, error, neither } = LOGGERS;
  app.run('no-interpolated-message', noInterpolatedMessage, {
    valid: cases([...error, ...neither], code),
    invalid: cases(field, code).map((each) => ({
      ...each,
      errors: [{ messageId: 'interpolated', data: said }],
      output: WRITTEN[each.name] === undefined ? null : each.code.replace(code, WRITTEN[each.name] ?? ''),
    })),
  });
  // What prints its arguments one after the other has no place for fields, whoever asks.
  presuming(app).run('no-interpolated-message', noInterpolatedMessage, {
    valid: [],
    invalid: cases(neither, code).map((each) => ({
      ...each,
      errors: [{ messageId: 'interpolated', data: said }],
      output: null,
    })),
  });
});

describe('the text of an error', () => {
  const code = 'try { run(); } catch (error) { log.error(`Order lost: ${error.message}`); }';
  const { error, neither } = LOGGERS;
  const reported = (loggers: readonly Case[]) =>
    cases(loggers, code).map((each) => {
      const how = SHOWING.has(each.name) ? '`error(message, error)`' : '`error` itself';
      return {
        ...each,
        errors: [{ messageId: 'flattened' as const, data: { at: 'error.message', how } }],
        output: SHOWING.has(each.name)
          ? each.code.replace('`Order lost: ${error.message}`', "'Order lost', error")
          : null,
      };
    });
  app.run('log-error-object', logErrorObject, { valid: cases(neither, code), invalid: reported(error) });
  presuming(app).run('log-error-object', logErrorObject, { valid: [], invalid: reported(neither) });
});

describe('a logger whose methods are declared to take texts', () => {
  const printing = (parameter: string) =>
    project({
      'package.json': { name: 'chat' },
      'src/log.ts': lines(
        'export const log = {',
        ...['debug', 'info', 'warn', 'error'].map(
          (level) => `  ${level}(${parameter}) { console.${level}(stamp(), ...parts); },`,
        ),
        '};',
      ),
    });
  const code = lines(
    "import { log } from './log.js';",
    'try { run(); } catch (error) { log.error(`Order lost: ${error.message}`); }',
  );
  const each = { filename: 'src/orders.ts', code };
  for (const texts of ['...parts: string[]', '...parts: readonly string[]', '...parts: Array<string>'])
    printing(texts).run('log-error-object', logErrorObject, {
      valid: [{ ...each, name: texts }],
      invalid: [],
    });
  for (const more of ['...parts', '...parts: unknown[]', '...parts: (string | Error)[]'])
    printing(more).run('log-error-object', logErrorObject, {
      valid: [],
      invalid: [
        {
          ...each,
          name: more,
          errors: [
            {
              messageId: 'flattened',
              data: { at: 'error.message', error: 'error', how: '`error(message, error)`' },
            },
          ],
          output: code.replace('`Order lost: ${error.message}`', "'Order lost', error"),
        },
      ],
    });
});

describe('a parameter that is called an error, where the library takes fields', () => {
  const wrapping = (error: string) =>
    project({
      'package.json': { name: 'bot', dependencies: { pino: '^9.0.0' } },
      'src/log.js': lines(
        "const root = require('pino')();",
        'module.exports = class Logger {',
        `  static error(content, ${error}) { root.error(${error}, content); }`,
        '  static warn(content) { root.warn(content); }',
        '};',
      ),
    });
  const code = lines("const Logger = require('./log.js');", 'Logger.error(`not loaded: ${file}`);');
  const each = { name: 'a text', filename: 'src/load.js', code, output: null };
  for (const error of ['ex', 'err', 'error'])
    wrapping(error).run('no-interpolated-message', noInterpolatedMessage, {
      valid: [],
      invalid: [
        { ...each, errors: [{ messageId: 'textAlone', data: { method: 'Logger.error', values: '`file`' } }] },
      ],
    });
  wrapping('fields').run('no-interpolated-message', noInterpolatedMessage, {
    valid: [],
    invalid: [
      {
        ...each,
        errors: [{ messageId: 'interpolated', data: { values: '`file`', them: 'it', fields: 'a field' } }],
        output: code.replace('`not loaded: ${file}`', "'not loaded', { file }"),
      },
    ],
  });
});

describe('a logger that other modules of the package give more than text', () => {
  const { error, neither } = LOGGERS;
  /** Three calls of what is called `log`, in two modules. */
  const calling = (call: string) => appWith({ 'src/a.js': lines(call, call), 'src/b.js': call });
  const named = ['what is only called so', 'let log;'] as const;
  const presumed = [...neither, named];

  describe('fields', () => {
    const code = 'log.error(`Order lost: ${id}`);';
    const reported = (loggers: readonly Case[]) =>
      cases(loggers, code).map((each) => ({
        ...each,
        errors: [
          { messageId: 'interpolated' as const, data: { values: '`id`', them: 'it', fields: 'a field' } },
        ],
        output: null,
      }));
    for (const call of ["log.info('Order placed', { id });", "log.warn({ id }, 'Order placed');"])
      calling(call).run('no-interpolated-message', noInterpolatedMessage, {
        // What is seen to print text does so whatever it is given.
        valid: cases(error, code),
        invalid: reported(presumed),
      });
    calling("log.error(err, 'Order lost');").run('no-interpolated-message', noInterpolatedMessage, {
      valid: [],
      invalid: reported(presumed),
    });
    for (const call of ["auditLog.info('Order placed', { id });", "log.info('Order placed', id);"])
      calling(call).run('no-interpolated-message', noInterpolatedMessage, {
        valid: cases(presumed, code),
        invalid: [],
      });
  });

  describe('errors', () => {
    const code = 'try { run(); } catch (error) { log.error(`Order lost: ${error.message}`); }';
    for (const [call, how] of [
      ["log.error('Order lost', err);", '`error(message, error)`'],
      ["log.error(err, 'Order lost');", '`error(error, message)`'],
      ["log.error('Order lost', { err });", '`error(message, { err: error })`'],
      ["log.error({ err: e }, 'Order lost');", '`error({ err: error }, message)`'],
    ] as const)
      calling(call).run('log-error-object', logErrorObject, {
        valid: [],
        invalid: cases(presumed, code).map((each) => ({
          ...each,
          errors: [{ messageId: 'flattened' as const, data: { at: 'error.message', how } }],
          output: null,
        })),
      });
    for (const call of [
      "log.info('Order placed', { id });",
      // The package's library writes it as `{}`.
      "log.error({ error: e }, 'Order lost');",
    ])
      calling(call).run('log-error-object', logErrorObject, { valid: cases(presumed, code), invalid: [] });
    // A text that has the stack as well loses none.
    calling("log.error('Order lost', err);").run('log-error-object', logErrorObject, {
      valid: cases(
        presumed,
        'try { run(); } catch (error) { log.error(`Order lost: ${error} ${error.stack}`); }',
      ),
      invalid: [],
    });
    // What becomes of an error beside the text is the library's matter.
    calling("log.error('Order lost', err);").run('log-error-object', logErrorObject, {
      valid: cases(
        presumed,
        "try { run(); } catch (error) { log.error('Order lost', error); log.error('Order lost', { error }); }",
      ),
      invalid: [],
    });
  });

  const code = lines("import { log } from './log.js';", 'log.error(`Order lost: ${id}`);');
  // A child is called by its parent's name.
  calling("log.info('Order placed', { id });").run('no-interpolated-message', noInterpolatedMessage, {
    valid: [],
    invalid: [
      {
        name: 'a child',
        filename: 'src/orders.ts',
        code: lines("import { log } from './unseen.js';", 'log.child({ shop }).error(`Order lost: ${id}`);'),
        errors: [{ messageId: 'interpolated', data: { values: '`id`', them: 'it', fields: 'a field' } }],
        output: null,
      },
    ],
  });
  // Its methods take texts alone.
  project({
    'package.json': { name: 'chat' },
    'src/log.ts': lines(
      "import { sink } from 'acme-sink';",
      'export class Log {',
      ...['debug', 'warn', 'error'].map((level) => `  ${level}(text: string) { sink('${level}', text); }`),
      '}',
      'export const log = new Log();',
    ),
    'src/a.js': lines(...Array<string>(3).fill("log.info('Order placed', { id });")),
  }).run('no-interpolated-message', noInterpolatedMessage, {
    valid: [{ name: 'a method for texts alone', filename: 'src/orders.ts', code }],
    invalid: [],
  });
});
