import { describe } from 'vitest';
import logErrorObject from '../../../rules/logs/log-error-object.js';
import noInterpolatedMessage from '../../../rules/logs/no-interpolated-message.js';
import { lines, project, presuming } from '../rule-tester.js';

const app = project({
  'package.json': {
    name: 'orders',
    dependencies: { pino: '^9.0.0', winston: '^3.0.0', 'acme-bridge': '^1.0.0', '@acme/telemetry': '^1.0.0' },
  },
  // A wrapper that turns the order of pino's arguments around.
  'src/log.ts': lines(
    "import pino from 'pino';",
    'const root = pino();',
    'export class Log {',
    '  constructor(private readonly scope: string) {}',
    '  debug(message: string, fields?: object) { root.debug({ ...fields, scope: this.scope }, message); }',
    '  info(message: string, fields?: object) { root.info({ ...fields, scope: this.scope }, message); }',
    '  error(message: string, fields?: object) { root.error({ ...fields, scope: this.scope }, message); }',
    '}',
    'export const log = new Log("orders");',
  ),
  // One that keeps it.
  'src/pass.ts': lines(
    "import pino from 'pino';",
    'const root = pino();',
    'export const logger = {',
    '  info(fields: object, message: string) { root.info(fields, message); },',
    '  error(fields: object, message: string) { root.error(fields, message); },',
    '};',
  ),
  // Text alone.
  'src/text.ts': lines(
    "import pino from 'pino';",
    'const root = pino();',
    'export const textLog = { info: (text: string) => root.info(text), error: (text: string) => root.error(text) };',
  ),
  // A facade that puts a category first.
  'src/facade.ts': lines(
    "import pino from 'pino';",
    'const root = pino();',
    'export default class Logger {',
    '  static info(category: string, message: string, data?: object) { root.info({ ...data, category }, message); }',
    '  static error(message: string, error: Error, data?: object) { root.error({ ...data, err: error }, message); }',
    '}',
  ),
  'src/winston.ts': lines(
    "import { createLogger, transports } from 'winston';",
    'const root = createLogger({ transports: [new transports.Console()] });',
    'export const logger = {',
    '  info: (message: string, meta?: object) => root.info(message, meta),',
    '  error: (message: string, meta?: object) => root.error(message, meta),',
    '};',
  ),
  'src/winston-printed.ts': lines(
    "import { createLogger, format, transports } from 'winston';",
    'const root = createLogger({',
    '  format: format.printf(({ level, message }) => `${level}: ${message}`),',
    '  transports: [new transports.Console()],',
    '});',
    'export const logger = {',
    '  info: (message: string, meta?: object) => root.info(message, meta),',
    '  error: (message: string, meta?: object) => root.error(message, meta),',
    '};',
  ),
  'src/types.ts': lines(
    'export interface Logger {',
    '  error(message: string, context?: object): void;',
    '  warn(message: string, context?: object): void;',
    '  debug(message: string, context?: object): void;',
    '  child(context: object): Logger;',
    '}',
    'export interface Notifications {',
    '  success(message: string): void;',
    '  error(message: string): void;',
    '  warn(message: string): void;',
    '}',
    'export interface Context { log: Logger; notifications: Notifications }',
  ),
  'src/json.ts': lines(
    'export class JsonLogger {',
    "  info(message: string, fields: object) { this.write('info', message, fields); }",
    "  error(message: string, fields: object) { this.write('error', message, fields); }",
    "  debug(message: string, fields: object) { this.write('debug', message, fields); }",
    '  private write(level: string, message: string, fields: object) {',
    '    console.log(JSON.stringify({ level, message, ...fields }));',
    '  }',
    '}',
  ),
  // One that makes its methods when they are first called.
  'src/late.ts': lines(
    "import type pino from 'pino';",
    "const LEVELS = ['error', 'warn', 'info', 'debug'] as const;",
    'class Late {',
    '  constructor(layer: string) {',
    '    for (const level of LEVELS) {',
    '      this[level] = ((...args: Parameters<pino.LogFn>) => make(layer)[level](...args)) as pino.LogFn;',
    '    }',
    '  }',
    ...['error', 'warn', 'info', 'debug'].map((level) => `  ${level}!: pino.LogFn;`),
    '}',
    'class States { error!: ErrorState; warn!: boolean; info!: Info; debug!: Flags }',
    'export const makeLogger = (layer: string) => new Late(layer);',
    'export const makeStates = () => new States();',
  ),
  // What prints its arguments as text, by its types and by its body.
  'src/printing.ts': lines(
    "import { format } from 'node:util';",
    'export abstract class BaseLogger {',
    "  info(...args: Parameters<typeof console.info>) { this.print('info', args); }",
    "  error(...args: Parameters<Console['error']>) { this.print('error', args); }",
    "  debug(...args: Parameters<typeof console.debug>) { this.print('debug', args); }",
    '  private print(level: string, args: unknown[]) { this.of(level)(format(...args)); }',
    '}',
    'export class BotLogger extends BaseLogger {}',
    'export class ConsoleLog {',
    '  info: typeof console.log = (...args) => { console.log(...this.withPrefix(args)); };',
    '  error: typeof console.log = (...args) => { console.error(...this.withPrefix(args)); };',
    '  fatal: (...args: Parameters<typeof console.log>) => never = (...args) => { throw new Error(String(args)); };',
    '  withPrefix(args: unknown[]) { return [this.prefix, ...args]; }',
    '}',
    "export interface Printer { info: typeof console.info; error: Console['error']; debug: typeof console.debug }",
  ),
  'src/plain.js': lines(
    'export const log = {',
    '  debug(text) { console.debug(`[debug] ${text}`); },',
    "  info(...args) { console.log('[info]', ...args); },",
    "  error(text, ...args) { console.error('[error]', text, ...args); },",
    '};',
  ),
  'src/stdout.ts': lines(
    'export class Joining {',
    "  info(...args: unknown[]) { process.stdout.write(this.line('info', args.join(' '))); return this; }",
    "  debug(...args: unknown[]) { process.stdout.write(this.line('debug', args.join(' '))); return this; }",
    '  error(...args: unknown[]) {',
    "    process.stderr.write(this.line('error', args.map((arg) => (arg instanceof Error ? arg.stack : arg)).join(' ')));",
    '    return this;',
    '  }',
    '  line(level: string, text: string) { return `${level} ${text}\n`; }',
    '}',
    'export class Handing {',
    "  info(...args: unknown[]) { print('info', args); }",
    "  debug(...args: unknown[]) { print('debug', args); }",
    "  error(...args: unknown[]) { print('error', args); }",
    '}',
    'function print(level: string, args: unknown[]) { process.stdout.write(`${level} ${args}\n`); }',
    'export const bound = {',
    '  info: console.info.bind(console), debug: console.debug.bind(console), error: console.error,',
    '};',
  ),
  'src/record.ts': lines(
    'export class Writing {',
    "  info(...args: unknown[]) { write('info', args); }",
    "  debug(...args: unknown[]) { write('debug', args); }",
    "  error(...args: unknown[]) { write('error', args); }",
    '}',
    'function write(level: string, args: unknown[]) { process.stdout.write(JSON.stringify({ level, args })); }',
  ),
  'src/boot.ts': lines(
    "import { createLogger } from 'winston';",
    "import type { Logger } from './types.js';",
    'declare global {',
    '  var TYPED: { log: Logger };',
    '}',
    'global.APP = { logger: createLogger() };',
    'globalThis.BOOT ??= start();',
  ),
  // JavaScript's own way.
  'src/manager.js': lines(
    "const bunyan = require('bunyan');",
    'const manager = {',
    "  initialize() { this.logger = bunyan.createLogger({ name: 'orders' }); },",
    '  info(attributes, message) { return this.logger.info(attributes, message); },',
    '  error(attributes, message) { return this.logger.error(attributes, message); },',
    '  debug(attributes, message) { return this.logger.debug(attributes, message); },',
    '};',
    'module.exports = manager;',
  ),
  'src/passed-on.js': "module.exports = require('./manager.js');",
});

const errors = [
  { messageId: 'interpolated', data: { values: '`id`', them: 'it', fields: 'a field' } },
] as const;
const using = (importing: string, ...code: readonly string[]) => lines(importing, '', ...code);
const LOG = "import { log } from './log.js';";

describe("a logger of the project's own", () => {
  app.run('no-interpolated-message', noInterpolatedMessage, {
    valid: [
      { name: 'a global that nothing gives a value', code: lines('OTHER.logger.info(`Loading ${id}`);') },
      { name: 'a constant text', code: using(LOG, "log.info('Order loaded', { id });") },
      {
        name: 'a method that logs nothing',
        code: lines(
          'class Log { info(id: string) { return load(id); } error(id: string) { return load(id); } }',
          'new Log().info(`${a}-${b}`);',
        ),
      },
      {
        name: 'what shows messages to a user',
        code: using(
          "import type { Context } from './types.js';",
          'export const f = ({ notifications }: Context) => notifications.error(`Order ${id} failed`);',
        ),
      },
      {
        name: 'a category that varies, with a constant text',
        code: using(
          "import Logger from './facade.js';",
          "Logger.info(`orders-${shard}`, 'Order loaded', { id });",
        ),
      },
      {
        name: 'a class whose members are no methods',
        code: using("import { makeStates } from './late.js';", 'makeStates().info(`Order ${id} loaded`);'),
      },
      ...['ConsoleLog', 'BotLogger'].map((name) => ({
        name: `a class that prints text: ${name}`,
        code: using(
          `import { ${name} } from './printing.js';`,
          `new ${name}().info(\`Order \${id} loaded\`);`,
        ),
      })),
      {
        name: 'an interface of what prints text',
        code: using(
          "import type { Printer } from './printing.js';",
          'export const f = ({ logger }: { logger: Printer }) => logger.error(`Order ${id} failed`);',
        ),
      },
      ...['debug', 'info'].map((method) => ({
        name: `an object that prints text: ${method}`,
        code: using("import { log } from './plain.js';", `log.${method}(\`Order \${id} loaded\`);`),
      })),
      ...['new Joining()', 'new Handing()', 'bound'].map((logger) => ({
        name: `what writes text to the terminal: ${logger}`,
        code: using(
          "import { Joining, Handing, bound } from './stdout.js';",
          `const log = ${logger};`,
          'log.info(`Order ${id} loaded`);',
        ),
      })),
      // Aliases of modules of the project's own, whose logger is not seen.
      ...[
        "const Log = require('logger');",
        "const { Log } = require('app/logger');",
        "import Log from 'logger';",
        "import { Log } from '@app/logging';",
      ].map((importing) => ({
        name: `what no manifest names: ${importing}`,
        code: using(importing, 'Log.info(`Order loaded: ${id}`);'),
      })),
      {
        name: 'a response with a method for errors',
        code: lines(
          'class Response { info() {} error(text: string) { this.send(text); } send(text: string) {} }',
          'new Response().error(`Order ${id} failed`);',
        ),
      },
    ].map((each) => ({ filename: 'src/file.ts', ...each })),
    invalid: [
      {
        name: 'a class around pino, with the order of its own',
        code: using(LOG, 'log.info(`Order loaded: ${id}`);'),
        errors,
        output: using(LOG, "log.info('Order loaded', { id });"),
      },
      {
        name: 'an object around pino',
        code: using("import { logger } from './pass.js';", 'logger.info({ a: 1 }, `Order loaded: ${id}`);'),
        errors,
        output: using("import { logger } from './pass.js';", "logger.info({ a: 1, id }, 'Order loaded');"),
      },
      {
        name: 'one that is handed in by its class',
        code: using(
          "import type { Log } from './log.js';",
          'export class Orders {',
          '  constructor(private readonly log: Log) {}',
          '  load(id: string) {',
          '    this.log.info(`Order loaded: ${id}`);',
          '  }',
          '}',
        ),
        errors,
        output: using(
          "import type { Log } from './log.js';",
          'export class Orders {',
          '  constructor(private readonly log: Log) {}',
          '  load(id: string) {',
          "    this.log.info('Order loaded', { id });",
          '  }',
          '}',
        ),
      },
      {
        name: 'a category before the text is kept',
        code: using("import Logger from './facade.js';", "Logger.info('orders', `Order loaded: ${id}`);"),
        errors,
        output: using("import Logger from './facade.js';", "Logger.info('orders', 'Order loaded', { id });"),
      },
      {
        name: 'text alone: no place for fields, told once',
        code: using(
          "import { textLog } from './text.js';",
          'textLog.info(`Order loaded: ${id}`);',
          'textLog.info(`Order stored: ${id}`);',
        ),
        errors: [{ messageId: 'textAlone', data: { method: 'textLog.info', values: '`id`' } }] as const,
        output: null,
      },
      {
        name: 'around winston',
        code: using("import { logger } from './winston.js';", 'logger.info(`Order loaded: ${id}`);'),
        errors,
        output: using("import { logger } from './winston.js';", "logger.info('Order loaded', { id });"),
      },
      {
        name: 'around winston, whose format prints the message alone: told once',
        code: using(
          "import { logger } from './winston-printed.js';",
          'logger.info(`Order loaded: ${id}`);',
          'logger.info(`Order stored: ${id}`);',
        ),
        errors: [{ messageId: 'messageAlone', data: { logger: 'logger', values: '`id`' } }],
        output: null,
      },
      {
        name: 'one that is known by its interface alone',
        options: [{ presumed: true }],
        code: using(
          "import type { Context } from './types.js';",
          'export const f = (context: Context) => context.log.warn(`Order loaded: ${id}`);',
        ),
        errors,
        output: null,
      },
      {
        name: "a class whose methods are declared by a package's type",
        options: [{ presumed: true }],
        code: using(
          "import { makeLogger } from './late.js';",
          "const logger = makeLogger('orders');",
          'logger.warn(`Order loaded: ${id}`);',
        ),
        errors,
        output: null,
      },
      {
        name: 'a child of it',
        options: [{ presumed: true }],
        code: using(
          "import type { Context } from './types.js';",
          'export function f({ log: root }: Context) {',
          '  const log = root.child({ a: 1 });',
          '  log.debug(`Order loaded: ${id}`);',
          '}',
        ),
        errors,
        output: null,
      },
      {
        name: 'one that writes JSON to the console',
        code: using(
          "import { JsonLogger } from './json.js';",
          'const logger = new JsonLogger();',
          'logger.info(`Order loaded: ${id}`, { a: 1 });',
        ),
        errors,
        output: using(
          "import { JsonLogger } from './json.js';",
          'const logger = new JsonLogger();',
          "logger.info('Order loaded', { id, a: 1 });",
        ),
      },
      {
        name: 'one that a global holds',
        code: lines('global.APP.logger.info(`Order loaded: ${id}`);'),
        errors,
        output: lines("global.APP.logger.info('Order loaded', { id });"),
      },
      {
        name: 'one that a global is declared to hold',
        options: [{ presumed: true }],
        code: lines('TYPED.log.warn(`Order loaded: ${id}`);'),
        errors,
        output: null,
      },
      {
        name: 'a module that a module passes on',
        code: using("const log = require('./passed-on.js');", 'log.info({ a: 1 }, `Order loaded: ${id}`);'),
        errors,
        output: using("const log = require('./passed-on.js');", "log.info({ a: 1, id }, 'Order loaded');"),
      },
      {
        name: 'an object whose methods share a logger',
        code: using("import manager from './manager.js';", 'manager.info({ a: 1 }, `Order loaded: ${id}`);'),
        errors,
        output: using("import manager from './manager.js';", "manager.info({ a: 1, id }, 'Order loaded');"),
      },
      ...["import { logger } from '@acme/telemetry';", "import { logger } from '@acme/telemetry/log';"].map(
        (importing) => ({
          name: `a logger that a package exports, which is not installed: ${importing}`,
          options: [{ presumed: true }],
          code: using(importing, 'logger.info(`Order loaded: ${id}`);'),
          errors,
          output: null,
        }),
      ),
      {
        name: 'what writes records to the terminal',
        code: using("import { Writing } from './record.js';", 'new Writing().info(`Order loaded: ${id}`);'),
        errors,
        output: null,
      },
      {
        name: 'what no manifest names, reported where names count',
        code: using("const Log = require('logger');", 'Log.info(`Order loaded: ${id}`);'),
        options: [{ presumed: true }] as const,
        errors,
        output: null,
      },
      {
        name: "another package's logger, by the name of its class",
        options: [{ presumed: true }],
        code: using(
          "import { Logger } from 'acme-bridge';",
          "new Logger('orders').info(`Order loaded: ${id}`);",
        ),
        errors,
        output: null,
      },
      {
        name: 'a logger that a method of what a package declares makes',
        options: [{ presumed: true }],
        code: using(
          "import type { ILoggerComponent } from '@well-known-components/interfaces';",
          'export const f = ({ logs }: { logs: ILoggerComponent }) => logs.getLogger("orders").info(`Order loaded: ${id}`);',
        ),
        errors,
        output: null,
      },
      {
        name: 'a logger that a method of what a package makes gives',
        options: [{ presumed: true }],
        code: using(
          "import { createComponents } from '@acme/components';",
          'const { logs } = createComponents();',
          'logs.getLogger("orders").info(`Order loaded: ${id}`);',
        ),
        errors,
        output: null,
      },
      {
        name: 'a logger of a class that a namespace of a package has',
        options: [{ presumed: true }],
        code: using(
          "import { clients } from '@acme/sdk';",
          'export class Client extends clients.Base { load() { this.logger.info(`Order loaded: ${id}`); } }',
        ),
        errors,
        output: null,
      },
      {
        name: "another package's logger, by the name of what makes it",
        options: [{ presumed: true }],
        code: using(
          "import { createLogger } from '@acme/log';",
          'const log = createLogger();',
          'log.info(`Order loaded: ${id}`);',
        ),
        errors,
        output: null,
      },
    ].map((each) => ({ filename: 'src/file.ts', ...each, errors: [...each.errors] })),
  });

  app.run('log-error-object', logErrorObject, {
    valid: [
      {
        name: 'its text where the logger takes text alone',
        code: using(
          "import { textLog } from './text.js';",
          'try { run(); } catch (error) { textLog.error(`Failed: ${error.message}`); }',
        ),
      },
      ...['new Joining().info', 'new Handing().error'].map((method) => ({
        name: `its text where its stack would not be printed: ${method}`,
        code: using(
          "import { Joining, Handing } from './stdout.js';",
          `try { run(); } catch (error) { ${method}(\`Failed: \${error.message}\`); }`,
        ),
      })),
      {
        name: 'an error where the facade takes it',
        code: using(
          "import Logger from './facade.js';",
          "try { run(); } catch (error) { Logger.error('Failed', error); }",
        ),
      },
      {
        name: 'its text in the fields of a logger that is only declared',
        code: using(
          "import type { Context } from './types.js';",
          'export const f = ({ log }: Context) => { try { run(); } catch (error) { log.error("Failed", { error: error.message }); } };',
        ),
      },
    ].map((each) => ({ filename: 'src/file.ts', ...each })),
    invalid: [
      {
        name: 'its text in a logger that no manifest names',
        options: [{ presumed: true }],
        code: using(
          "const Log = require('logger');",
          'try { run(); } catch (error) { Log.error(`Failed: ${error}`); }',
        ),
        errors: [{ messageId: 'flattened' as const, data: { at: 'error', how: '`error` itself' } }],
        output: null,
      },
      {
        name: 'its text where its stack would be printed',
        code: using(
          "import { Joining } from './stdout.js';",
          'try { run(); } catch (error) { new Joining().error(`Failed: ${error.message}`); }',
        ),
        errors: [{ messageId: 'flattened' as const, data: { at: 'error.message', how: '`error` itself' } }],
        output: null,
      },
      {
        name: 'its text in the message',
        code: using(
          LOG,
          'try {',
          '  run();',
          '} catch (error) {',
          '  log.error(`Failed: ${error.message}`);',
          '}',
        ),
        errors: [
          { messageId: 'flattened', data: { at: 'error.message', how: '`error(message, { err: error })`' } },
        ],
        output: using(
          LOG,
          'try {',
          '  run();',
          '} catch (error) {',
          "  log.error('Failed', { err: error });",
          '}',
        ),
      },
    ].map((each) => ({ filename: 'src/file.ts', ...each })),
  });
});

describe('methods with no place for fields', () => {
  const call = (text: string, name = 'log') =>
    lines(`import { ${name} } from './${name}.js';`, `export const load = (id: string) => ${text};`);
  const methods = (parameters: string, prints: string) =>
    ['debug', 'info', 'warn', 'error'].map((level) => `  ${level}(${parameters}) { ${prints} }`);
  const tester = project({
    'package.json': { name: 'shop' },
    'src/log.ts': lines(
      'class Logger {',
      '  log(module: string, msg: unknown, level: string) { print(level.toUpperCase(), module, paint(msg)); }',
      ...methods('module: string, msg: unknown', "this.log(module, msg, 'info');"),
      '}',
      'export const log = new Logger();',
    ),
    'src/open.ts': lines(
      'interface Logger {',
      '  info: (msg: string, details?: any) => void;',
      '  error: (msg: string, details?: any) => void;',
      '  debug: (msg: string, details?: any) => void;',
      '}',
      'export const open: Logger = make();',
    ),
    'src/first.ts': call("log.info('orders', `Order loaded: ${id}`)"),
    'src/second.ts': call("log.error('orders', `Order lost: ${id}`)"),
  });
  const alone = (method: string) => ({ messageId: 'textAlone' as const, data: { method, values: '`id`' } });
  presuming(tester).run('no-interpolated-message', noInterpolatedMessage, {
    valid: [],
    invalid: [
      {
        name: 'a module, and anything as the message',
        filename: 'src/first.ts',
        code: call("log.info('orders', `Order loaded: ${id}`)"),
        errors: [alone('log.info')],
        output: null,
      },
      {
        name: 'a place for fields',
        filename: 'src/third.ts',
        code: call('open.info(`Order loaded: ${id}`)', 'open'),
        errors: [
          { messageId: 'interpolated', data: { values: '`id`', them: 'it', fields: 'a field' } },
        ] as const,
        output: null,
      },
    ],
  });
  presuming(tester).run('no-interpolated-message', noInterpolatedMessage, {
    valid: [
      {
        name: 'another file of the package, which has been told',
        filename: 'src/second.ts',
        code: call("log.error('orders', `Order lost: ${id}`)"),
      },
    ],
    invalid: [
      {
        name: 'the same file again',
        filename: 'src/first.ts',
        code: call("log.info('orders', `Order loaded: ${id}`)"),
        errors: [alone('log.info')],
        output: null,
      },
    ],
  });
  presuming(
    project({
      'package.json': { name: 'shop' },
      'src/options.ts': lines(
        'interface Logger {',
        '  info: (msg: string, err?: any) => void;',
        '  error: (msg: string, err?: Error) => void;',
        '  debug: (msg: string) => void;',
        '}',
        'export const options: { logger: Logger } = make();',
      ),
    }),
  ).run('no-interpolated-message', noInterpolatedMessage, {
    valid: [],
    invalid: [
      {
        name: 'an error beside the message',
        filename: 'src/first.ts',
        code: call('options.logger.info(`Order loaded: ${id}`)', 'options'),
        errors: [alone('options.logger.info')],
        output: null,
      },
    ],
  });
});

describe('a logger in what a command line alone uses', () => {
  const tool = (main: string) =>
    project({
      'package.json': {
        name: 'typegen',
        bin: './bin/run.js',
        dependencies: { pino: '^9.0.0', commander: '^14.0.0' },
      },
      'bin/run.js': "#!/usr/bin/env node\nrequire('../lib/main.js');",
      'src/main.ts': main,
      'src/typegen.ts': '',
    });
  const code = lines(
    "import pino from 'pino';",
    'const log = pino();',
    'export const save = (file: string) => log.info(`Saved ${file}`);',
  );
  const imports = "import { save } from './typegen.js';";
  tool(lines(imports, "import { program } from 'commander';", 'program.action(save).parse();')).run(
    'no-interpolated-message',
    noInterpolatedMessage,
    { valid: [{ code, filename: 'src/typegen.ts' }], invalid: [] },
  );
  tool(lines(imports, "import express from 'express';", 'express().listen(1, save);')).run(
    'no-interpolated-message',
    noInterpolatedMessage,
    {
      valid: [],
      invalid: [
        {
          code,
          filename: 'src/typegen.ts',
          errors: [{ messageId: 'interpolated', data: { values: '`file`', them: 'it', fields: 'a field' } }],
          output: code.replace('`Saved ${file}`', "{ file }, 'Saved {file}'"),
        },
      ],
    },
  );
});

describe('a logger in a program that reads options', () => {
  const program = (start: string, more: object = {}) =>
    project({
      'package.json': {
        name: 'grader',
        scripts: { start },
        dependencies: { pino: '^9.0.0', commander: '^14.0.0' },
        ...more,
      },
      'src/main.ts': '',
      'src/migrations/run.ts': '',
      'src/install.ts': '',
      'src/options.ts': '',
      'src/service.ts':
        "import { migrate } from './migrations/run.ts'; import './install.ts'; import './options.ts'; migrate(); server.listen(80);",
    });
  const logs = "import pino from 'pino'; const log = pino(); log.info(`Saved ${file}`);";
  const parsed = `#!/usr/bin/env node\nimport { program } from 'commander';\n${logs}`;
  const errors = [
    { messageId: 'interpolated' as const, data: { values: '`file`', them: 'it', fields: 'a field' } },
  ];
  const run = (tester: ReturnType<typeof program>, isJudged: boolean, code: string, filename: string) => {
    const output = code.replace('`Saved ${file}`', "{ file }, 'Saved {file}'");
    tester.run('no-interpolated-message', noInterpolatedMessage, {
      valid: isJudged ? [] : [{ code, filename }],
      invalid: isJudged ? [{ code, filename, errors, output }] : [],
    });
  };
  describe('and is started to go on', () => {
    run(program('node dist/main.js'), true, parsed, 'src/main.ts');
  });
  describe('and serves', () => {
    run(program('tsc'), true, `${parsed}\nserver.listen(port);`, 'src/main.ts');
  });
  describe('and ends', () => {
    run(program('tsc'), false, parsed, 'src/main.ts');
  });
  describe('and is the command of its package', () => {
    run(program('node dist/main.js', { bin: './dist/main.js' }), false, parsed, 'src/main.ts');
  });
  describe('and installs what the service asks it to', () => {
    run(program('tsc'), false, parsed.replace(/^.*\n/, ''), 'src/install.ts');
  });
  describe('and is a part of the service', () => {
    run(program('tsc'), true, parsed.replace(/^.*\n/, ''), 'src/options.ts');
  });
  describe('and in a migration that a service runs', () => {
    run(program('tsc'), true, `export function migrate() {}\n${logs}`, 'src/migrations/run.ts');
  });
  describe('and in a migration that somebody runs', () => {
    run(program('tsc'), false, logs, 'src/migrations/others.ts');
  });
});

describe('an error that is given to a logger which makes JSON of what it is given', () => {
  const logger = (write: string, more = '') =>
    project({
      'package.json': { name: 'orders', dependencies: { express: '^5.0.0' } },
      'src/log.js': lines(
        more,
        'module.exports = {',
        `  debug(...messages) { ${write.replace('LEVEL', 'debug')} },`,
        `  warn(...messages) { ${write.replace('LEVEL', 'warn')} },`,
        `  error(...messages) { ${write.replace('LEVEL', 'error')} },`,
        '};',
      ),
    });
  const test = {
    filename: 'src/orders.js',
    code: lines(
      "const log = require('./log.js');",
      'exports.load = async (id) => {',
      '  try {',
      '    await read(id);',
      '  } catch (err) {',
      '    log.error(`not loaded: ${err.message}`);',
      '  }',
      '};',
    ),
  };
  const filter = (json: string) =>
    lines(
      'function filter(text) {',
      `  if (typeof text === 'object') text = ${json};`,
      '  return String(text);',
      '}',
    );
  const MAPS = "console.LEVEL(messages.map((message) => filter(message)).join(' '));";
  for (const [write, more] of [
    [MAPS, filter('JSON.stringify(text)')],
    ["console.LEVEL(messages.map((each) => JSON.stringify(each)).join(' '));", ''],
    ['console.LEVEL(JSON.stringify({ messages }));', ''],
    ['write(messages);', 'const write = (messages) => process.stdout.write(JSON.stringify(messages));'],
  ] as const)
    presuming(logger(write, more)).run('log-error-object', logErrorObject, {
      valid: [{ ...test, name: write + more }],
      invalid: [],
    });
  for (const [write, more] of [
    [MAPS, filter('JSON.stringify(text, replacer)')],
    [MAPS, filter('text instanceof Error ? text.stack : JSON.stringify(text)')],
  ] as const)
    presuming(logger(write, more)).run('log-error-object', logErrorObject, {
      valid: [],
      invalid: [
        {
          ...test,
          name: write + more,
          errors: [
            { messageId: 'flattened', data: { at: 'err.message', error: 'err', how: '`err` itself' } },
          ],
          output: null,
        },
      ],
    });
  const printing = logger('console.LEVEL(...messages);', 'exports.key = (id) => JSON.stringify(id);');
  presuming(printing).run('log-error-object', logErrorObject, {
    valid: [],
    invalid: [
      {
        ...test,
        name: 'one that makes JSON of something else',
        errors: [
          {
            messageId: 'flattened',
            data: { at: 'err.message', error: 'err', how: '`error(message, err)`' },
          },
        ],
        output: test.code.replace('`not loaded: ${err.message}`', "'not loaded', err"),
      },
    ],
  });
});
