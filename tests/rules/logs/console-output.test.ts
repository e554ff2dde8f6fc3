/** Whose console output `no-console-logging` reports: by the file, by where it runs, and by what the call does. */
import { describe } from 'vitest';
import rule from '../../../rules/logs/no-console-logging.js';
import { lines, presuming, project as projectOf, ruleTester as anyTester } from '../rule-tester.js';
import { PINO } from './loggers.js';

// What a service runs is another question: service-reach.test.ts.
const project = (files: Parameters<typeof projectOf>[0]) => presuming(projectOf(files));
const ruleTester = presuming(anyTester);

const code = "console.log('ready');";

/** Cases of one text or of several, each in its file. */
const silent = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).map(([filename, text]) => ({ name: `${filename}: ${text}`, filename, code: text }));
const reported = (files: Readonly<Record<string, string>>) =>
  silent(files).map((each) => ({
    ...each,
    errors: [{ messageId: 'noLogger' as const, data: { method: 'log' } }],
    output: null,
  }));
/** The same text in files of other names. */
const at = (paths: readonly string[], text = code) => Object.fromEntries(paths.map((path) => [path, text]));
/** A program of NestJS that says why it cannot start. */
const nestMain = (options: string, ...then: readonly string[]) =>
  lines(
    "import { Logger } from '@nestjs/common';",
    "import { NestFactory } from '@nestjs/core';",
    `const start = async () => (await NestFactory.create(AppModule, ${options})).listen(3000);`,
    'start().catch((error) => {',
    "  console.error('Cannot start');",
    ...then,
    '});',
  );
/** Texts that are alike, each as a case. */
const texts = (...all: readonly string[]) => all.map((text) => ({ name: text, code: text }));
const reportedTexts = (...all: readonly string[]) =>
  texts(...all).map((each) => ({
    ...each,
    errors: [
      {
        messageId: 'noLogger' as const,
        data: { method: /console\.(\w+)/.exec(each.code)?.[1] ?? '' },
      },
    ],
    output: null,
  }));

describe('calls that a comment allows', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      lines('// oxlint-disable-next-line no-console', code),
      lines('// biome-ignore lint/suspicious/noConsole: shown on start', code),
      lines('run(', '  // oxlint-disable-next-line no-console', '  () => console.log(1),', ');'),
      lines(
        'function f() {',
        '  // Raw console.log, in case the error does not serialise.',
        `  ${code}`,
        '}',
      ),
      lines('// do not replace this with logger.info', code),
      lines("// The log service isn't set up by the time we require this file", code),
      lines('// logging is not available yet', code),
    ),
    invalid: reportedTexts(
      lines('// oxlint-disable-next-line no-undef', code),
      lines('// oxlint-disable-next-line no-console', 'run();', code),
      lines('// TODO: add a logger', code),
    ),
  });
});

describe('how a logger writes', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      'const log = (message) => console.log(`[app] ${message}`);',
      'function logError(error) { console.error(error.message); }',
      'const logger = { info: (text) => console.info(text), warn(text) { console.warn(text); } };',
      'const logger = { debug: (...args) => console.debug(id, ...args) };',
      'export const trace = (value) => { console.log(value); return value; };',
      'const debug = (name) => (value) => { console.log(name, value); };',
      'class AppLogger { flush(error) { console.warn("cannot write", error); } }',
      'class MemoryTransport { send(record) { console.log(record); } }',
      'class ConsoleSpanExporter { export(spans) { console.dir(spans); } }',
      'class Kept implements LogRecordProcessor { onEmit(log) { save(log).catch((err) => { console.error("not kept", err); }); } }',
      'class StoredSpanProcessor { onEnd(span) { if (!save(span)) console.warn("not stored"); } }',
      'class Sink implements LogSink { write() { console.log(1); } }',
      'class Bridge { onDir(...args) { console.dir(...args); } }',
      'exports.warn = function (text) { console.warn(text); };',
      'util.log = function () { console.log.apply(console, arguments); };',
      'util.debug = function () { console.log.apply(console, [new Date()].concat([].slice.call(arguments))); };',
      'Debug.log = function (message, level) { var line = `(${level}): ` + message; console.log(line + "\\n"); };',
      'function print(event, id) { const line = `${id} ${event}`; console.info(line); }',
      lines(PINO, 'try {', '  logger.info("x");', '} catch (error) {', '  console.error(error);', '}'),
      'const keep = (error) => console.error("Incident.logError failed after a restart", error);',
      'const keep = (error) => console.error("Failed to log the incident", error);',
      'function stop({ logger: log = console }) { log.info("stopped"); }',
      'function stop(options) { const log = options.logger ?? console; log.info("stopped"); }',
      'class Orders { constructor(options) { this.logger = options.logger ?? console; } place() { this.logger.info("placed"); } }',
    ),
    invalid: reportedTexts(
      'const keep = (error) => console.error("Failed to log in", error);',
      'const keep = (error) => console.error("Upload of the log failed", error);',
      'function logOrder(order) { const line = `Order ${order.id} was delivered to ${order.email}`; console.log(line); }',
      'function logOrder(order) { const took = Date.now() - order.at; console.log(took); }',
      'function logOrder(order) { const line = "id " + order.id; console.log(line + " was delivered"); }',
      'function onError(error) { console.error(error); }',
      'function handleError(error) { console.error(error); }',
      'function login(user) { console.log(user); }',
      'function logOut(user) { console.log(user); }',
      'const run = (job) => console.log(job);',
      'function log(message) { console.log("called"); }',
      'util.log = function () { console.log("called"); };',
      'orders.place = function () { console.log(arguments[0]); };',
      'const log = () => console.log(arguments);',
      'class Orders { place(order) { console.log(order); } }',
      'class OrderProcessor { onEnd(order) { if (!save(order)) console.warn("not stored"); } }',
    ),
  });
  ruleTester.run('no-console-logging', rule, {
    valid: silent({
      ...at([
        'src/logger.ts',
        'src/log.js',
        'src/logging/sentry.ts',
        'src/log/impl/desktop.ts',
        'src/request-logger.ts',
        'src/AppLogger.ts',
      ]),
      'src/utils/logging.ts': lines("import { LogLevel } from '@nestjs/common';", code),
      'src/capture.ts': lines('console.error = (...args) => send(args);', code),
    }),
    invalid: reported({
      ...at(['src/blog.ts', 'src/catalogue.ts', 'src/dialog/open.ts', 'src/logs/audit.ts']),
      'src/request-logger.ts': lines("import express from 'express';", code),
    }),
  });
  const middleware = lines(
    "import { Injectable, NestMiddleware } from '@nestjs/common';",
    'export class RequestTimes implements NestMiddleware {}',
    code,
  );
  ruleTester.run('no-console-logging', rule, {
    valid: [],
    invalid: [
      {
        ...{ name: 'a middleware of NestJS', filename: 'src/middleware/logger.ts', code: middleware },
        errors: [
          {
            messageId: 'makeLogger' as const,
            data: { method: 'log', make: "`const logger = new Logger('RequestTimes')`" },
          },
        ],
        output: null,
      },
    ],
  });
});

describe('a warning that a part of the code is deprecated', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      "console.warn('Deprecated call of urlOf(), prefer linkOf()');",
      'function wrap() { console.warn(`bridge: unstable.wrap is deprecated`); }',
      'console.warn(`${name} is deprecated. Use ${other} instead.`);',
      "console.warn(`[acme] ${name} is deprecated ` + 'and will be removed in the next release');",
      "console.warn(name + ' is deprecated in favour of ' + other);",
    ),
    invalid: reportedTexts(
      "console.log('Deprecated call of urlOf()');",
      'console.warn(`Deprecated field ${field}`);',
      'console.warn(`Order ${id} was removed, use ${other} instead`);',
      "console.warn(deprecated, 'instead');",
      "console.warn('Depreciated by a tenth');",
    ),
  });
});

describe('what runs only where somebody starts a module by hand', () => {
  const MAIN = 'if (require.main === module) main();';

  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      lines(PINO, 'exports.a = 1;', 'if (require.main === module) {', '  console.log(exports.a);', '}'),
      lines(PINO, 'exports.a = 1;', 'function main() {', '  console.log(exports.a);', '}', MAIN),
      ...[
        'import.meta.url === `file://${process.argv[1]}`',
        'import.meta.url === pathToFileURL(process.argv[1]).href',
        'process.argv[1] === fileURLToPath(import.meta.url)',
        'process.argv[1] && fileURLToPath(import.meta.url) === path.resolve(process.argv[1])',
        'import.meta.filename === process.argv[1]',
        'process.argv[1] === __filename',
      ].map((isMain) =>
        lines(
          PINO,
          'export const a = 1;',
          'function main() {',
          '  console.log(a);',
          '}',
          `if (${isMain}) main();`,
        ),
      ),
      lines(
        PINO,
        'exports.a = 1;',
        'function show(value) {',
        '  console.log(value);',
        '}',
        'function main() {',
        '  get((error, value) => show(value));',
        '}',
        MAIN,
      ),
      lines(PINO, 'function usage(code) {', '  console.error(code);', '  printHelp();', '}'),
      lines(
        PINO,
        'function start(options) {',
        '  if (options.length > 0) {',
        "    console.error('unknown option %s', options);",
        '    usage(1);',
        '  }',
        '}',
      ),
    ),
    invalid: reportedTexts(
      lines('exports.main = main;', 'function main() {', '  console.log(a);', '}', MAIN),
      lines('export function main() {', '  console.log(a);', '}', 'if (import.meta.main) main();'),
      lines('exports.a = 1;', 'function load() {', '  console.log(a);', '}', MAIN, 'load();'),
      lines(
        'export const a = 1;',
        'function main() {',
        '  console.log(a);',
        '}',
        "if (process.argv[1] === 'now') main();",
      ),
      lines(
        'export const a = 1;',
        'function main() {',
        '  console.log(a);',
        '}',
        'if (import.meta.url === home) main();',
      ),
      lines('exports.a = 1;', 'function main() {', '  app.listen(1);', '  console.log(a);', '}', MAIN),
      lines('function start() {', '  console.error(a);', '  begin();', '}'),
    ),
  });
});

describe('before a logger can run, or without one for good', () => {
  ruleTester.run('no-console-logging, before all imports', rule, {
    valid: texts(
      lines(
        "process.on('uncaughtException', (error) => {",
        "  console.error('Uncaught', error);",
        '});',
        "import { start } from './start.js';",
        'start();',
      ),
      lines(
        "process.on('unhandledRejection', (reason) => console.error(reason));",
        "const { start } = require('./start');",
        'start();',
      ),
    ),
    invalid: reportedTexts(
      lines(
        "import { start } from './start.js';",
        "process.on('uncaughtException', (error) => {",
        "  console.error('Uncaught', error);",
        '});',
        "import { stop } from './stop.js';",
      ),
      lines(
        'function report(error) {',
        '  console.error(error);',
        '}',
        "const { start } = require('./start');",
      ),
    ),
  });
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      lines('if (!process.env.KEY) {', "  console.error('KEY is missing');", '  process.exit(1);', '}'),
      lines('main().catch((error) => {', '  console.error(error);', '  process.exit(1);', '});'),
      lines(
        'function fail(why) {',
        '  console.error(why);',
        "  console.error('stopped');",
        '  process.exit(2);',
        '}',
      ),
      lines('function fail(why) {', '  console.error(why);', '  process.exitCode = 1;', '}'),
      lines(
        'function read(key) {',
        '  if (!key) {',
        '    console.error(key);',
        '    process.exit(0);',
        '  }',
        '}',
      ),
      lines(
        'function onError(error) {',
        '  switch (error.code) {',
        "    case 'EACCES':",
        "      console.error('not allowed');",
        '      process.exit(1);',
        '      break;',
        '    default:',
        '  }',
        '}',
      ),
      lines(
        'function onError(error) {',
        '  if (error.hint) {',
        '    console.error(error.hint);',
        '  } else if (error.code) {',
        '    console.error(`Error ${error.code}`, error.stack);',
        '  } else {',
        "    console.error('unknown error');",
        '  }',
        '  process.exit(1);',
        '}',
      ),
      lines('if (old) console.error("too old"), process.exit(1);'),
      lines(
        'function validate(errors) {',
        '  errors.forEach((each) => {',
        '    console.error(each.text);',
        '  });',
        '  process.exit(1);',
        '}',
      ),
      lines(
        'function validate(errors) {',
        '  for (const each of errors) console.error(each.text);',
        '  process.exit(1);',
        '}',
      ),
      lines('const sdk = new NodeSDK();', 'sdk.start();', code),
      lines(
        "import type { NodeSDK } from '@opentelemetry/sdk-node';",
        "import { sdk } from './sdk.js';",
        'sdk.start();',
        code,
      ),
      lines('const provider = new NodeTracerProvider();', code),
      lines("Sentry.init({ dsn: 'x' });", code),
    ),
    invalid: reportedTexts(
      lines(
        'function validate(errors) {',
        '  errors.on("data", (each) => {',
        '    console.error(each.text);',
        '  });',
        '  process.exit(1);',
        '}',
      ),
      lines('process.on("SIGTERM", () => {', "  console.log('bye');", '  process.exit(0);', '});'),
      lines(
        'function f() {',
        '  switch (a) {',
        '    case 1:',
        `      ${code}`,
        '      break;',
        '    default:',
        '      process.exit(1);',
        '  }',
        '}',
      ),
      lines('function f() {', "  console.log('x');", '  if (bad) process.exit(1);', '}').replace(
        'if (bad) process.exit(1)',
        'stop()',
      ),
    ),
  });
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      lines(PINO, 'if (process.env.SKIP_IT) {', "  console.log('Skipped');", '  process.exit();', '}'),
      lines(
        PINO,
        'if (require.main === module) {',
        '  if (!due) {',
        "    console.log('Not due');",
        '    process.exit(0);',
        '  }',
        '}',
      ),
      nestMain('{ bufferLogs: true }', '  process.exit(1);'),
    ),
    invalid: [
      ...[
        ['records do not wait', nestMain('{}', '  process.exit(1);')],
        ['the process goes on, and writes what waits', nestMain('{ bufferLogs: true }')],
      ].map(([name = '', code = '']) => ({
        name,
        code,
        errors: [{ messageId: 'useLogger' as const, data: { method: 'error', logger: 'Logger' } }],
        output: code.replace('console.error', 'Logger.error'),
      })),
      {
        name: 'a logger is at hand',
        code: lines(PINO, "console.error('KEY is missing');", 'process.exit(1);'),
        errors: [{ messageId: 'useLogger', data: { method: 'error', logger: 'logger' } }],
        output: lines(PINO, "logger.error('KEY is missing');", 'process.exit(1);'),
      },
    ],
  });
});

describe('in a dry run', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      lines(PINO, 'if (DRY) console.debug(JSON.stringify(expense, null, 2));'),
      lines(PINO, 'if (DRY_RUN) {', "  console.log('would pay', expense);", '  return;', '}'),
      lines(PINO, "if (options.dryRun) console.log('would pay');"),
      lines(PINO, 'if (!isDryRun) pay();', "else console.log('would pay');"),
    ),
    invalid: [
      {
        name: 'a name that only begins like one',
        code: lines(PINO, "if (drying) console.log('drying');"),
        errors: [{ messageId: 'useLogger', data: { method: 'log', logger: 'logger' } }],
        output: lines(PINO, "if (drying) logger.info('drying');"),
      },
    ],
  });
});

describe('what only command lines and scripts import', () => {
  const files = {
    'package.json': { name: 'shop', dependencies: { fastify: '^5.0.0' } },
    'sync/main.ts': "import * as yargs from 'yargs';\nimport { push } from './push';\npush(yargs.argv);",
    'sync/push.ts': "import { show } from './show.js';",
    'sync/show.ts': '',
    'src/scripts/capture.ts': "import { parseArgs } from 'node:util';\nimport '../capture/index.js';",
    'src/capture/index.ts': "export * from './write.js';",
    'src/capture/write.ts': '',
    'src/server.ts': "import yargs from 'yargs';\nimport './routes.js';\nimport './one.js';\napp.listen(1);",
    'src/routes.ts': '',
    'src/both.ts': '',
    'src/one.ts': "import './both.js';",
    'src/cli/two.ts': "import '../both.js';",
    'src/loaded-by-name.ts': '',
    'tests/show.test.ts': "import { show } from '../sync/show';",
  };
  project(files).run('no-console-logging', rule, {
    valid: silent(at(['sync/push.ts', 'sync/show.ts', 'src/capture/index.ts', 'src/capture/write.ts'])),
    invalid: reported(at(['src/routes.ts', 'src/both.ts'])),
  });
});

describe('what nothing that serves uses', () => {
  const files = {
    'package.json': { name: 'shop', dependencies: { fastify: '^5.0.0' } },
    'src/server.ts': "import './orders.js';\nconst load = (name) => import(name);\napp.listen(1);",
    'src/orders.ts': "import './parse.js';",
    'src/parse.ts': '',
    'src/bundle/index.ts': "import './chart.js';",
    'src/bundle/chart.ts': '',
    'fix-types.ts': '',
  };
  const offered = lines('export default class Github {', `  load() { ${code} }`, '}');
  project(files).run('no-console-logging', rule, {
    valid: silent(at(['src/bundle/chart.ts', 'fix-types.ts'])),
    invalid: reported({
      ...at(['src/orders.ts', 'src/parse.ts', 'src/jobs/clean.ts']),
      // Loaded by its name, as the package loads modules so.
      'src/connections/github.ts': offered,
    }),
  });
  // Nothing of the package is seen to serve: what a file is for is not known.
  project({ 'package.json': { name: 'shop' }, 'src/bundle/index.ts': '' }).run('no-console-logging', rule, {
    valid: [],
    invalid: reported(at(['src/bundle/chart.ts', 'fix-types.ts'])),
  });
});

describe('transports of a logger', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      lines("import { defaultPreparePayload } from 'pino-logflare';", code),
      lines("const Transport = require('winston-transport');", code),
    ),
    invalid: reportedTexts(
      lines("import pinoHttp from 'pino-http';", code),
      lines("import { Logger } from 'nestjs-pino';", code),
    ),
  });
});

describe('when the logger is closed', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      lines('logger.close();', code),
      lines('await this.logger?.end();', 'server.close(() => {', `  ${code}`, '});'),
      lines('function stop() {', '  getLogger().shutdown();', '  if (late) {', `    ${code}`, '  }', '}'),
    ),
    invalid: reportedTexts(
      lines(code, 'logger.close();'),
      lines('const stop = () => logger.close();', code),
      lines('function stop() {', '  logger.close();', '}', code),
      lines('dialog.close();', code),
    ),
  });
});

describe('before a program has checked whether it can run', () => {
  const check = lines(
    'if (!process.env.KEY) {',
    "  console.error('KEY is missing');",
    '  process.exit(1);',
    '}',
  );
  const look = lines('try {', "  require('express');", '} catch {', '  process.exit(1);', '}');
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      lines(code, check),
      lines('console.log(`shop ${version}`);', "const fs = require('node:fs');", look, 'app.listen(1);'),
    ),
    invalid: reportedTexts(
      lines(check.replace('console.error', 'fail'), code),
      lines(look, 'app.listen(1);', code),
      lines('function start() {', code, '}', check),
      // What waits for something is no check.
      lines(code, 'try {', '  await load();', '} catch {', '  process.exit(1);', '}'),
      lines(code, 'if (bad) {', '  process.exit(1);', '  run();', '}'),
    ),
  });
});

describe('a program that draws on the terminal as it starts', () => {
  const frame = 'process.stdout.write(`\\r${frames[i]} starting`);';
  ruleTester.run('no-console-logging', rule, {
    valid: texts(lines('console.clear();', code), lines('function turn() {', frame, '}', code)),
    invalid: [
      ...reportedTexts(lines('process.on("warning", (warning) => {', '  console.error(warning);', '});')).map(
        (each) => ({ ...each, code: `console.clear();\n${each.code}`, name: 'a listener of it' }),
      ),
      ...reportedTexts(lines('process.stdout.write(`starting`);', code)),
    ],
  });
});

describe('a banner', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      lines('console.log(`', '  SHOP', '  ====', '  v1', '`);'),
      lines(
        'console.warn(`',
        '',
        '⚠️ No secret is set.',
        '',
        'Set SECRET to a random text.',
        'See ${url}',
        '`);',
      ),
      lines(
        'const greet = () => {',
        '  console.log(',
        "    '\\x1b[36m\\n' + '  __  \\n' + ' |__| \\n' + '  ||  \\n',",
        '    `Up on http://localhost:${port}\\n`,',
        "    'See the guide\\n',",
        '  );',
        '};',
        'app.listen(1, greet);',
      ),
    ),
    invalid: [
      {
        name: 'a text of several lines and a value',
        code: "export const list = (order) => console.info('Order\\nof\\nthe shop', order);",
        errors: [
          { messageId: 'byHand', data: { method: 'info', why: 'it prints a banner of several lines' } },
        ],
        output: null,
      },
      ...reportedTexts("export const list = (order) => console.info('Order', `${order}`);"),
    ],
  });
});

describe('where there is no logger', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      lines('if (logger) {', '  logger.error(a);', '} else {', '  console.error(a);', '}'),
      lines('if (!this.logger) { console.error(a); return; }'),
      'options.log ? options.log(a) : console.error(a);',
      'if (logError) logError(a); else console.error(a);',
    ),
    invalid: reportedTexts(
      'if (dialog) { close(); } else { console.error(a); }',
      'if (!logged) { console.error(a); }',
      'if (logout) logout(a); else console.error(a);',
    ),
  });
});

describe('a start screen', () => {
  const screen = (...body: readonly string[]) => lines('function show() {', ...body, '}');
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      screen('console.log();', 'console.log(`  Shop ${version} at ${url}`);', "console.log('');"),
      screen(
        'console.log();',
        'names.forEach((name) => {',
        '  console.log(`  - ${name}`);',
        '});',
        'console.log();',
      ),
    ),
    invalid: [
      ...reportedTexts(
        screen('console.log();', 'console.log(`Shop ${version}`);'),
        screen(
          'console.log();',
          'if (bad) {',
          '  console.log(`Not loaded: ${name}`);',
          '}',
          'console.log();',
        ),
      ),
      ...reportedTexts('console.error(`Not loaded: ${name}`);').map((each) => ({
        ...each,
        name: 'an error among it',
        code: screen('console.log();', each.code, 'console.log();'),
      })),
    ],
  });
});

describe('an empty line', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      "console.log('');",
      'console.log();',
      'console.error("\\n");',
      'console.log(` `);',
      "if (a) console.log('');",
      lines(PINO, "console.log('');"),
    ),
    invalid: reportedTexts("console.log('', order);", 'console.log(empty);', 'console.log("x");'),
  });
});

describe('for debugging only', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      'if (process.env.DEBUG) console.log(1);',
      'if (this.options.verbose) { console.log(1); }',
      'if (process.env.JEST_WORKER_ID !== undefined) console.log(1);',
      'debug && console.log(1);',
      'if (isDev) console.log(1);',
      'if (__DEV__) console.log(1);',
      'if (!__PRODUCTION__) console.log(1);',
      'if (!__PROD__) { console.log(1); }',
      "if (process.env.IS_LOCAL === 'true') console.log(1);",
      'if (isLocal) run(() => console.log(1));',
      'if (Orders.ENABLE_LOGGING) console.log(1);',
      'if (this.loggingEnabled) console.log(1);',
      "if (process.env.NODE_ENV !== 'production') console.log(1);",
      "if (process.env.NODE_ENV === 'development') console.log(1);",
      "if (env('NEXT_DEBUG') === 'true') console.log(1);",
      'if (!isProduction && value) console.log(1);',
      'const shown = profiling ? console.log(1) : undefined;',
      "if (process.env.NODE_ENV == 'development') console.log(1);",
      "if (process.env['NODE_ENV'] === 'dev') { console.log(1); }",
      "process.env.NODE_ENV !== 'production' && console.log(1);",
      "if (config.get('env') !== 'production') console.log(1);",
      'if (config.isDev) console.log(1);',
      'if (isDevelopment()) console.log(1);',
      "if (process.env.NODE_ENV === 'production') run(); else console.log(1);",
      "process.env.NODE_ENV === 'production' || console.log(1);",
      lines('function show() {', '  if (!isDev) return;', '  console.log(1);', '}'),
      lines(
        'function show() {',
        "  if (process.env.NODE_ENV === 'production') {",
        '    return;',
        '  }',
        '  console.log(1);',
        '}',
      ),
      lines(
        'function show() {',
        '  if (!options.debug) return null;',
        '  run(() => { console.log(1); });',
        '}',
      ),
      "if (this.debug) console.time('load');",
      "if (this.profile) { console.timeEnd('load'); }",
      "function _test() { console.log('ready'); }",
      'async function _test() { for (const each of all) console.log(each); }',
      'const debugState = () => { console.log(state); };',
      'class Shop { debugOrders() { console.log(this.orders); } }',
      'function dumpState() { console.table(state); }',
      'function printDebug() { console.log(state); }',
      'if (developEnv) console.log(1);',
      'if (config.isDevMode) { console.log(1); }',
      'if (options.log || false) console.log(1);',
      'options.logging && console.log(1);',
      'if (process.env.LOCALSTACK_HOSTNAME) { console.log(1); }',
      'if (process.env.FIRESTORE_EMULATOR_HOST) console.log(1);',
    ),
    invalid: reportedTexts(
      'if (enabled) console.log(1);',
      'if (__PRODUCTION__) console.log(1);',
      'if (log) console.log(1);',
      'if (options.log || changed) console.log(1);',
      'if (developer) console.log(1);',
      'if (emulator) console.log(1);',
      'if (!production_orders) console.log(1);',
      'if (order.local) console.log(1);',
      'if (isLocalized) console.log(1);',
      'if (!debug) console.log(1);',
      'if (debug) run(); else console.log(1);',
      "if (process.env.NODE_ENV === 'production') console.log(1);",
      'if (device) console.log(1);',
      'if (retrace) console.log(1);',
      "if (process.env.NODE_ENV === 'development') run(); else console.log(1);",
      "if (mode !== 'development') console.log(1);",
      'isDev || console.log(1);',
      lines('function show() {', '  if (isDev) return;', '  console.log(1);', '}'),
      lines('function show() {', '  if (!isDev) run();', '  console.log(1);', '}'),
      'function test() { console.log("ready"); }',
      'function debuggedOrders() { console.log(1); }',
      'function debit() { console.log(1); }',
    ),
  });
});

describe('by what the file is', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: silent({
      ...at([
        'src/examples/place.ts',
        'packages/api/v1/examples/01-create.ts',
        'playgrounds/flat/app.js',
        'src/install.js',
        'src/install/database.ts',
        'src/upgrades/1.2.0/rename.js',
        'src/upgrade.ts',
        'src/instrumentation.ts',
        'src/instrumentation-node.ts',
        'setup.js',
        'wait-for-postgres.ts',
        'releases/notes.mjs',
        'migration-scripts/add-coupons.ts',
        'src/data-migrations/rename.ts',
        'server/db/migration.ts',
        'src/migrate.js',
        'src/stripe.client.ts',
        'src/client-only/save.ts',
        'supabase/functions/hello/index.ts',
        'netlify/edge-functions/geo.ts',
      ]),
      'src/seed-database.ts': lines('seed().then(() => {', `  ${code}`, '  process.exit(0);', '});'),
      'src/argv.mjs': lines('const [, , mode, ...rest] = process.argv;', code),
      'src/core/config.js': lines(code, 'if (!found) process.exit(1);'),
      'src/ShopInstaller.ts': lines('probe.listen(port);', code, 'process.exit();'),
      'src/plugin.ts': lines("import type { Plugin } from 'vite';", code),
      'src/use-autosave.ts': lines("import { useEffect } from 'react';", code),
      'apps/client/src/user.service.ts': lines("import { Injectable } from '@angular/core';", code),
      'src/background.ts': lines('chrome.runtime.onMessage.addListener(run);', code),
      'src/extension.ts': lines("import * as vscode from 'vscode';", code),
      'src/sw.ts': lines("self.addEventListener('install', run);", code),
      'src/worker.ts': lines("import { DurableObject } from 'cloudflare:workers';", code),
      'src/edge.ts': lines("export const runtime = 'edge';", code),
      'src/hello.ts': lines("addEventListener('fetch', (event) => {", `  ${code}`, '});'),
      'src/mcp.ts': lines('const transport = new StdioServerTransport();', "console.error('ready');"),
      'src/lsp.ts': lines('const connection = createConnection(ProposedFeatures.all);', code),
      'src/chart.js': lines('/*! Chart.js v3.9.1 | MIT */', code),
    }),
    invalid: reported({
      ...at([
        'src/install/install.controller.ts',
        'src/installments/pay.ts',
        'src/upgraded.ts',
        'src/descriptions/a.ts',
        'src/setup.js',
        'src/orders/wait.ts',
        'src/orders/build.ts',
        'src/templates/mail.ts',
        'src/client.ts',
      ]),
      'src/wait-for-order.ts': lines('export function waitForOrder() {', `  ${code}`, '}'),
      'bin/www.js': lines('#!/usr/bin/env node', 'server.listen(port);', code),
      'src/installer.ts': lines('app.listen(port);', code),
      'src/stop.ts': lines("process.on('SIGTERM', () => process.exit(0));", code),
      'src/pages.ts': lines("import { createServer } from 'vite';", 'app.listen(1);', code),
      'src/reacts.ts': lines("import { useContainer } from 'class-validator';", code),
    }),
  });

  const express = project({ 'package.json': { name: 'api', dependencies: { express: '^5.0.0' } } });
  express.run('no-console-logging', rule, {
    valid: silent(at(['src/examples/place.ts'])),
    invalid: reported(at(['src/redis.client.ts'])),
  });
});

describe('what takes the place of a service while code is developed', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: silent(
      at([
        'src/channels/createMockMailer.ts',
        'src/fake-gateway.ts',
        'src/mail.stub.ts',
        'src/dummy_store.js',
      ]),
    ),
    invalid: reported(at(['src/mockery.ts', 'src/fakerOrders.ts', 'src/stubborn.ts', 'src/hammock.js'])),
  });
});

describe('folders and files of examples', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: silent(
      at([
        'packages/orders-examples/src/place.ts',
        'apps/example-shop/place.ts',
        'src/usage_example/place.ts',
        'src/bots/makerExample.ts',
        'src/example-bot.js',
      ]),
    ),
    invalid: reported(
      at([
        'src/counterexample/place.ts',
        'src/exampled/place.ts',
        'src/sample/place.ts',
        'src/load-example.ts',
        'src/createExample.ts',
        'src/examplesLoader.ts',
        'src/counterexample.ts',
      ]),
    ),
  });
});

describe('a package that takes the place of a service', () => {
  const server = { 'src/main.ts': lines('app.listen(1);', code) };
  const named = (name: string) => project({ 'package.json': { name, dependencies: { express: '^5.0.0' } } });
  for (const name of ['@acme/mock-oauth', 'payment-gateway-stub'])
    named(name).run('no-console-logging', rule, { valid: silent(server), invalid: [] });
  named('mockery').run('no-console-logging', rule, { valid: [], invalid: reported(server) });
});

describe('a package of a workspace that simulates another', () => {
  const server = { 'packages/x/src/main.ts': lines('app.listen(1);', code) };
  const named = (name: string) =>
    project({
      'package.json': { private: true, workspaces: ['packages/*'] },
      'packages/x/package.json': { name, dependencies: { express: '^5.0.0' } },
    });
  for (const name of ['@acme/simulator', 'device-emulator'])
    named(name).run('no-console-logging', rule, { valid: silent(server), invalid: [] });
  // What simulates for its users is a service, as is a file of one.
  for (const name of ['simulator-api', 'simulators-of-loans'])
    named(name).run('no-console-logging', rule, { valid: [], invalid: reported(server) });
  project({ 'package.json': { name: 'loan-simulator', dependencies: { express: '^5.0.0' } } }).run(
    'no-console-logging',
    rule,
    { valid: [], invalid: reported(at(['src/main.ts', 'src/priceSimulator.ts'])) },
  );
});

describe('a desktop application', () => {
  const server = { 'src/main/api.ts': lines("import express from 'express';", 'express().listen(1);', code) };
  const app = {
    name: 'player',
    main: 'dist/main.js',
    scripts: { start: 'electron .', dev: 'electron-vite dev' },
    dependencies: { express: '^5.0.0' },
    devDependencies: { electron: '^40.0.0' },
  };
  project({ 'package.json': app }).run('no-console-logging', rule, { valid: silent(server), invalid: [] });
  // What is started as a server as well, and what has a logger to write with.
  for (const own of [
    { scripts: { start: 'node dist/server.js', desktop: 'electron .' } },
    { scripts: { 'start:prod': 'cross-env NODE_ENV=production node dist/server.js' } },
    { dependencies: { express: '^5.0.0', pino: '^10.0.0' } },
    { devDependencies: {} },
  ])
    project({ 'package.json': { ...app, ...own } }).run('no-console-logging', rule, {
      valid: [],
      invalid: reported(server),
    });
});

describe('a package within a desktop application', () => {
  const server = { 'app/plugins/api/lib/main.ts': lines('http.createServer(run).listen(1);', code) };
  const within = (root: object, own: object = {}) =>
    project({
      '.git/HEAD': '',
      'package.json': { name: 'player', devDependencies: { electron: '^40.0.0' }, ...root },
      'app/package.json': { name: 'player', dependencies: { koa: '*' } },
      'app/plugins/api/package.json': { name: 'api', ...own },
    });
  within({}).run('no-console-logging', rule, { valid: silent(server), invalid: [] });
  for (const tree of [
    within({ devDependencies: {} }),
    within({ workspaces: ['app/plugins/*'] }),
    within({ dependencies: { pino: '^10.0.0' } }),
    within({}, { scripts: { start: 'node lib/main.js' } }),
  ])
    tree.run('no-console-logging', rule, { valid: [], invalid: reported(server) });
});

describe('a package within an editor extension', () => {
  const server = {
    'lib/live/index.js': lines("const http = require('http');", 'http.createServer(run).listen(1);', code),
  };
  const within = (root: object) =>
    project({
      '.git/HEAD': '',
      'package.json': root,
      'lib/live/package.json': { name: 'live', version: '1.0.0', main: 'index.js' },
    });
  within({ name: 'preview', engines: { vscode: '^1.90.0' } }).run('no-console-logging', rule, {
    valid: silent(server),
    invalid: [],
  });
  for (const root of [
    { name: 'preview', engines: { node: '>=20' } },
    { name: 'preview', engines: { vscode: '^1.90.0' }, workspaces: ['lib/*'] },
  ])
    within(root).run('no-console-logging', rule, { valid: [], invalid: reported(server) });
});

describe('a package that shows how another one is used', () => {
  const workspace = (own: object, library: object = { version: '1.0.0' }, folder = 'apps/express-demo') =>
    project({
      'package.json': { name: 'root', private: true, workspaces: ['packages/*', 'apps/*', 'samples/*'] },
      'packages/orders/package.json': { name: '@acme/orders', main: 'src/index.ts', ...library },
      'packages/orders/src/index.ts': 'export const place = () => 1;',
      [`${folder}/package.json`]: {
        name: 'shop',
        private: true,
        dependencies: { express: '^5.0.0', '@acme/orders': '*' },
        ...own,
      },
      [`${folder}/src/main.ts`]: '',
    });
  const main = (folder = 'apps/express-demo') => ({
    [`${folder}/src/main.ts`]: lines("import { place } from '@acme/orders';", 'app.listen(1);', code),
  });
  workspace({}).run('no-console-logging', rule, { valid: silent(main()), invalid: [] });
  workspace({ name: 'orders-sample' }, {}, 'apps/shop').run('no-console-logging', rule, {
    valid: silent(main('apps/shop')),
    invalid: [],
  });
  // One that others install, or that shows nothing of the repository, or something of it that is private too.
  for (const [own, library] of [
    [{ private: undefined }, undefined],
    [{ dependencies: { express: '^5.0.0' } }, undefined],
    [{}, { private: true }],
  ] as const)
    workspace(own, library).run('no-console-logging', rule, { valid: [], invalid: reported(main()) });
  workspace({}, {}, 'apps/shop').run('no-console-logging', rule, {
    valid: [],
    invalid: reported(main('apps/shop')),
  });
  // What it is described as says the same of one that is called otherwise.
  for (const description of ['A consumer of the SDK, for testing and developing', 'Demo app of the library'])
    workspace({ private: undefined, description }, {}, 'apps/shop').run('no-console-logging', rule, {
      valid: silent(main('apps/shop')),
      invalid: [],
    });
  workspace({ description: 'The shop of the demo town, tested' }, {}, 'apps/shop').run(
    'no-console-logging',
    rule,
    { valid: [], invalid: reported(main('apps/shop')) },
  );
  // The library may be all of the repository.
  const beside = (name: string) =>
    project({
      '.git/HEAD': '',
      'package.json': { name, version: '1.0.0' },
      'demo-server/package.json': { private: true, dependencies: { express: '^5.0.0', orders: '^1.0.0' } },
      'demo-server/main.ts': '',
    });
  const server = { 'demo-server/main.ts': lines("require('orders');", 'app.listen(1);', code) };
  beside('orders').run('no-console-logging', rule, { valid: silent(server), invalid: [] });
  beside('invoices').run('no-console-logging', rule, { valid: [], invalid: reported(server) });
});

describe('a command line whose commands are loaded from a folder', () => {
  const tool = (dependencies: Readonly<Record<string, string>>, scripts = {}) =>
    projectOf({
      'package.json': { name: 'loadgen', bin: './bin/run', dependencies, scripts },
      'bin/run': "#!/usr/bin/env node\nrequire('@oclif/core').run();",
      'src/server.ts': 'app.listen(1);',
      'src/commands/run.ts': "import { run } from '../cluster.js';\nexport default class Run {}",
      'src/cluster.ts': '',
    });
  const cluster = {
    'src/cluster.ts': lines('export function run() {', `  ${code}`, "  process.on('SIGTERM', stop);", '}'),
  };
  tool({ '@oclif/core': '^4.0.0' }).run('no-console-logging', rule, { valid: silent(cluster), invalid: [] });
  // One that serves when it is told to has who told it in front of it, as far as is known.
  const serving = { '@oclif/core': '^4.0.0', express: '^5.0.0' };
  tool(serving).run('no-console-logging', rule, { valid: silent(cluster), invalid: [] });
  presuming(tool(serving)).run('no-console-logging', rule, { valid: [], invalid: reported(cluster) });
  tool(serving, { start: 'node dist/server.js' }).run('no-console-logging', rule, {
    valid: [],
    invalid: reported(cluster),
  });
});

describe('a library of the workspace that holds the state of a page', () => {
  const workspace = (dependencies: Readonly<Record<string, string>>) =>
    projectOf({
      'package.json': { name: 'root', workspaces: ['packages/*'] },
      'packages/core/package.json': {
        ...{ name: '@acme/core', main: 'src/index.ts', dependencies },
        scripts: { start: 'concurrently "tsc -w" "tsc-alias -w"' },
      },
      'packages/core/src/index.ts': "export * from './room.js';",
      'packages/core/src/room.ts': '',
      'packages/api/package.json': { name: 'api', dependencies: { express: '^5.0.0', '@acme/core': '*' } },
      'packages/api/src/main.ts': "import { join } from '@acme/core';\napp.listen(1);",
    });
  const room = { 'packages/core/src/room.ts': lines('export function join() {', `  ${code}`, '}') };
  for (const name of ['redux', 'zustand'])
    workspace({ [name]: '^4.0.0' }).run('no-console-logging', rule, { valid: silent(room), invalid: [] });
  workspace({ lodash: '^4.0.0' }).run('no-console-logging', rule, { valid: [], invalid: reported(room) });
});

describe('a server that is started as a command is', () => {
  const files = {
    'package.json': { name: 'gate', bin: './dist/main.js' },
    'src/main.ts':
      "import './routes.js';\nimport { createServer } from 'node:http';\ncreateServer().listen(1);",
    'src/routes.ts': '',
  };
  project(files).run('no-console-logging', rule, {
    valid: silent({ 'src/main.ts': lines("import { Command } from 'commander';", 'app.listen(1);', code) }),
    invalid: reported({ 'src/main.ts': lines('app.listen(1);', code), 'src/routes.ts': code }),
  });
});

describe('a service that also has a command line', () => {
  const service = (start: string, main: string) =>
    project({
      'package.json': { name: 'gate', bin: './dist/cli/index.js', scripts: { start } },
      'src/cli/index.ts': "import { open } from '../pool.js';",
      'src/index.ts': main,
      'src/pool.ts': '',
    });
  const pool = { 'src/pool.ts': lines('export function open() {', `  ${code}`, '}') };
  const listening = "import { open } from './pool.js';\napp.listen(1);";
  service('node dist/index.js', listening).run('no-console-logging', rule, {
    valid: silent({ 'src/cli/index.ts': code }),
    invalid: reported(pool),
  });
  // What is started is the command line itself, waits for nothing, or leads elsewhere.
  for (const [start, main] of [
    ['node dist/cli/index.js', listening],
    ['node dist/index.js', "import { open } from './pool.js';"],
    ['node dist/index.js', 'app.listen(1);'],
  ] as const)
    service(start, main).run('no-console-logging', rule, { valid: silent(pool), invalid: [] });
});

describe('a package of Next.js', () => {
  const next = project({
    'package.json': { name: 'web', dependencies: { next: '^16.0.0', react: '^19.0.0' } },
  });
  const page = (head = '') =>
    lines(head, 'export default async function Page() {', `  ${code}`, '  return <p />;', '}');
  next.run('no-console-logging', rule, {
    valid: silent({
      'app/orders/page.tsx': page("'use client';"),
      'app/orders/error.tsx': lines(
        'export default function Failed() {',
        `  ${code}`,
        '  return <p />;',
        '}',
      ),
      'app/orders/layout.tsx': page("import { useState } from 'react';"),
      'components/list.tsx': lines('export function List() {', `  ${code}`, '  return <p />;', '}'),
      'src/middleware.ts': code,
    }),
    invalid: reported({
      'app/orders/page.tsx': page(),
      'src/app/orders/layout.tsx': lines(
        'export default function Layout() {',
        `  ${code}`,
        '  return <p />;',
        '}',
      ),
      'app/orders/list.tsx': lines('export async function List() {', `  ${code}`, '  return <p />;', '}'),
      'app/api/orders/route.ts': code,
      'lib/session.ts': lines("import { cookies } from 'next/headers';", code),
    }),
  });
});

describe('a package that runs elsewhere than on a server', () => {
  const worker = {
    'package.json': { name: 'worker', dependencies: { hono: '^4.0.0' } },
    'wrangler.toml': '',
  };
  project(worker).run('no-console-logging', rule, { valid: silent(at(['src/index.ts'])), invalid: [] });
  const onNode = {
    ...worker,
    'package.json': { name: 'api', dependencies: { '@hono/node-server': '^1.0.0' } },
  };
  // What serves at the edge and on Node.js has the console alone, but for what starts it there.
  const start = lines("import { serve } from '@hono/node-server';", 'serve(app);', code);
  project(onNode).run('no-console-logging', rule, {
    valid: silent(at(['src/index.ts'])),
    invalid: reported({ 'src/start.ts': start, 'src/listen.ts': lines('server.listen(1);', code) }),
  });
  const express = {
    ...worker,
    'package.json': { name: 'api', dependencies: { '@hono/node-server': '^1.0.0', express: '^5.0.0' } },
  };
  project(express).run('no-console-logging', rule, { valid: [], invalid: reported(at(['src/index.ts'])) });
  const alone = { 'package.json': { name: 'api', dependencies: { '@hono/node-server': '^1.0.0' } } };
  project(alone).run('no-console-logging', rule, { valid: [], invalid: reported(at(['src/index.ts'])) });

  const mcp = {
    'package.json': {
      name: 'notes',
      bin: './dist/index.js',
      dependencies: { '@modelcontextprotocol/sdk': '^1.0.0' },
    },
    'src/stdio.ts': 'await server.connect(new StdioServerTransport());',
    'src/http.ts': '',
    'src/tools.ts': '',
  };
  // What of one serves over HTTP is for strict: its console may be read as that of the other half is.
  const http = { 'src/http.ts': lines('app.listen(1);', code) };
  projectOf(mcp).run('no-console-logging', rule, {
    valid: silent({ ...http, ...at(['src/tools.ts'], "console.error('not found');") }),
    invalid: [],
  });
  project(mcp).run('no-console-logging', rule, { valid: [], invalid: reported(http) });

  const served = {
    'package.json': {
      ...{ name: 'notes', bin: './dist/index.js', scripts: { start: 'node dist/index.js --transport http' } },
      dependencies: { '@modelcontextprotocol/server': '^2.0.0', express: '^5.0.0' },
    },
    'src/index.ts': lines(
      "import { serveStdio } from '@modelcontextprotocol/server/stdio';",
      "import { search } from './search.js';",
      "if (transport === 'http') app.listen(port);",
      'else await serveStdio(() => create(search));',
    ),
    'src/search.ts': '',
  };
  const search = { 'src/search.ts': "export function search() { console.error('not found'); }" };
  projectOf(served).run('no-console-logging', rule, { valid: silent(search), invalid: [] });

  // One that serves over HTTP as well, and what of the workspace it uses.
  const workspace = (name: string) => ({
    'package.json': { workspaces: ['packages/*'] },
    'packages/notes/package.json': {
      name,
      dependencies: { '@modelcontextprotocol/sdk': '^1.0.0', express: '^5.0.0', '@acme/engine': '*' },
    },
    'packages/notes/src/stdio.ts': lines(
      "import { register } from './tools.js';",
      'await register(server).connect(new StdioServerTransport());',
    ),
    'packages/notes/src/http.ts': lines("import { register } from './tools.js';", 'app.listen(1);'),
    'packages/notes/src/tools.ts': lines(
      "import { load } from '@acme/engine';",
      'export const register = load;',
    ),
    'packages/engine/package.json': { name: '@acme/engine', main: 'src/load.ts' },
    'packages/engine/src/load.ts': '',
  });
  const loads = (text: string) => lines('export function load() {', `  ${text}`, '}');
  const used = { 'packages/engine/src/load.ts': loads(code) };
  for (const name of ['@acme/mcp', 'mcp-server-notes']) {
    const whole = projectOf(workspace(name));
    whole.run('no-console-logging', rule, {
      valid: silent({
        ...{ ...used, 'packages/notes/src/tools.ts': loads("console.error('not found');") },
        'packages/notes/src/http.ts': lines('app.listen(1);', code),
      }),
      invalid: [],
    });
  }
  projectOf(workspace('@acme/api')).run('no-console-logging', rule, {
    valid: [],
    invalid: reported({ ...used, 'packages/notes/src/tools.ts': loads(code) }),
  });

  const editor = { 'package.json': { name: 'tool', devDependencies: { '@types/vscode': '^1.0.0' } } };
  project(editor).run('no-console-logging', rule, { valid: silent(at(['src/nodes.ts'])), invalid: [] });
  const plugin = { 'package.json': { name: 'vite-plugin-icons', peerDependencies: { vite: '^7.0.0' } } };
  project(plugin).run('no-console-logging', rule, { valid: silent(at(['src/nodes.ts'])), invalid: [] });
});

describe('a package that sends its console to its logger', () => {
  const beside = (text: string, path = 'src/start.ts') =>
    project({ 'package.json': { name: 'api', dependencies: { express: '^5.0.0' } }, [path]: text });
  const orders = at(['src/orders.ts']);
  for (const text of [
    'console.log = logger.info.bind(logger);',
    'console.debug = this.log.debug.bind(this.log);',
    'console.warn = winston.warn;',
    'console.error = getLogger().error;',
    'console.log = (...args) => logger.info(util.format(...args));',
    'console.info = function (...args: unknown[]) {\n  const text = format(...args);\n  appLogger.info(text);\n};',
    "for (const level of ['log', 'warn']) {\n  console[level] = (...args) => logger[level](...args);\n}",
    'Object.assign(console, log.functions);',
    'Object.assign(console, {\n  log: (text) => logger.info(text),\n});',
    'globalThis.console = new LoggedConsole(logger);',
    'log4js.replaceConsole();',
  ])
    beside(text).run('no-console-logging', rule, { valid: silent(orders), invalid: [] });
  for (const text of [
    'console.log = () => {};',
    'const log = console.log;\nconsole.log = log;',
    'console.log = console.log.bind(console);',
    'console.log = originalConsole.log.bind(originalConsole);',
    'console.error = (...args) => sentry.capture(args);\n\nlogger.info(1);',
    'console.log = (...args) => dialog.info(args);',
    'if (console.log === logger.info) run();',
    'logger.info(console.log);',
  ])
    beside(text).run('no-console-logging', rule, { valid: [], invalid: reported(orders) });
  const SENDS = 'console.log = logger.info.bind(logger);';
  for (const path of ['src/start.test.ts', 'tests/start.ts', 'jest.setup.js', 'src/__mocks__/console.ts'])
    beside(SENDS, path).run('no-console-logging', rule, { valid: [], invalid: reported(orders) });
  beside(`console.log = jest.fn();`).run('no-console-logging', rule, {
    valid: [],
    invalid: reported(orders),
  });
});

describe('a package whose console tells an error tracker', () => {
  const beside = (text: string) =>
    project({ 'package.json': { name: 'api', dependencies: { express: '^5.0.0' } }, 'src/start.ts': text });
  const of = (method: string) => ({
    filename: 'src/orders.ts',
    code: `export function load(id) {\n  console.${method}('Failed', id);\n}`,
  });
  const noted = (method: string) => ({
    ...of(method),
    name: method,
    errors: [{ messageId: 'noLogger' as const, data: { method } }],
    output: null,
  });
  for (const text of [
    'console.error = (...args) => {\n  native(...args);\n  airbrake.notify({ error: args[0] });\n};',
    "['warn', 'error'].forEach((method) => {\n  console[method] = (...args) => {\n    tracker.captureException(new Error(format(...args)));\n  };\n});",
    'console.error = function (error: unknown) {\n  Sentry.captureMessage(String(error));\n};',
    "import * as Sentry from '@sentry/node';\nSentry.init({ integrations: [Sentry.captureConsoleIntegration({ levels: ['error'] })] });",
  ])
    beside(text).run('no-console-logging', rule, {
      valid: [
        { name: `error: ${text}`, ...of('error') },
        { name: `warn: ${text}`, ...of('warn') },
      ],
      invalid: [noted('log')],
    });
  for (const text of [
    "import * as Sentry from '@sentry/browser';\nSentry.init({ integrations: [captureConsoleIntegration()] });",
    'console.error = (...args) => native(...args);\n\nairbrake.notify({ error });',
    'console.error(error);\nairbrake.notify({ error });',
    "import * as Sentry from '@sentry/node';\nSentry.init({ integrations: [] });",
  ])
    beside(text).run('no-console-logging', rule, { valid: [], invalid: [noted('error'), noted('log')] });

  const workspace = (dependencies: object) =>
    project({
      'package.json': { name: 'shop', workspaces: ['packages/*'] },
      'packages/connectors/package.json': { name: '@shop/connectors', main: 'index.js' },
      'packages/connectors/index.js':
        'export const start = () => {\n  console.error = (...args) => tracker.notify(args);\n};',
      'packages/api/package.json': { name: 'api', dependencies: { express: '^5.0.0', ...dependencies } },
    });
  const inApi = { filename: 'packages/api/src/orders.ts' };
  workspace({ '@shop/connectors': '1.0.0' }).run('no-console-logging', rule, {
    valid: [{ name: 'of a package that it depends on', ...of('error'), ...inApi }],
    invalid: [],
  });
  workspace({}).run('no-console-logging', rule, {
    valid: [],
    invalid: [{ ...noted('error'), ...inApi, name: 'of a package that it does not depend on' }],
  });
});

describe('a library', () => {
  const workspace = (dependents: Readonly<Record<string, object>>) =>
    project({
      'package.json': { name: 'shop', workspaces: ['packages/*', 'apps/*'] },
      'packages/money/package.json': { name: '@shop/money', main: './dist/index.js' },
      'packages/mail/package.json': {
        name: '@shop/mail',
        main: 'index.js',
        dependencies: { pino: '^10.0.0' },
      },
      ...Object.fromEntries(
        Object.entries(dependents).map(([name, dependencies]) => [
          `apps/${name}/package.json`,
          { name, dependencies: { '@shop/money': '*', '@shop/mail': '*', ...dependencies } },
        ]),
      ),
    });
  const money = at(['packages/money/src/index.ts']);
  const api = { api: { express: '^5.0.0' } };
  workspace({}).run('no-console-logging', rule, { valid: silent(money), invalid: [] });
  workspace({ ...api, web: { react: '^19.0.0' } }).run('no-console-logging', rule, {
    valid: silent(money),
    invalid: reported(at(['packages/mail/src/index.ts'])),
  });
  workspace(api).run('no-console-logging', rule, { valid: [], invalid: reported(money) });

  // An adapter stands on the servers that whoever uses it brings; one that brings its own is a service.
  const adapter = (manifest: object) =>
    project({
      'package.json': { name: 'graph', private: true, workspaces: ['packages/*'] },
      'packages/serve/package.json': {
        name: '@graph/serve',
        exports: { './koa': './dist/koa.js' },
        ...manifest,
      },
    });
  const serve = at(['packages/serve/src/koa.ts']);
  adapter({ peerDependencies: { koa: '^3.0.0' }, devDependencies: { koa: '^3.0.0' } }).run(
    'no-console-logging',
    rule,
    { valid: silent(serve), invalid: [] },
  );
  for (const dependencies of [{ koa: '^3.0.0' }, { pino: '^10.0.0' }])
    adapter({ dependencies, peerDependencies: { koa: '^3.0.0' } }).run('no-console-logging', rule, {
      valid: [],
      invalid: reported(serve),
    });
});

describe('a library that is published for anyone', () => {
  const published = {
    name: 'hotels',
    version: '2.1.0',
    license: 'MIT',
    repository: 'acme/hotels',
    main: './lib/index.js',
    files: ['lib'],
    dependencies: { express: '^5.0.0', '@opentelemetry/api': '^1.9.0' },
  };
  const files = {
    'src/index.ts': code,
    'src/serve.ts': lines("import express from 'express';", 'express().listen(1);', code),
  };
  project({ 'package.json': published }).run('no-console-logging', rule, {
    valid: silent(files),
    invalid: [],
  });
  // A framework that gives a logger is there to serve with.
  project({
    'package.json': { ...published, dependencies: { fastify: '^5.0.0', 'fastify-plugin': '^5.0.0' } },
  }).run('no-console-logging', rule, { valid: silent(at(['src/index.ts'])), invalid: [] });
  // Its own examples are not all who use it.
  project({
    'package.json': { ...published, workspaces: ['services/*'] },
    'services/api/package.json': { name: 'api', dependencies: { hotels: '*', express: '^5.0.0' } },
  }).run('no-console-logging', rule, { valid: silent(files), invalid: [] });
  // In a workspace, which may say for all of its packages under which terms they are published, and that they are.
  const { license, repository } = published;
  const plain = { ...published, license: undefined, repository: undefined, files: undefined };
  const member = (shared: object, own: object, settings: object = {}) =>
    project({
      'package.json': { private: true, workspaces: ['packages/*'], ...shared },
      'packages/hotels/package.json': { ...plain, ...own },
      ...settings,
    });
  const inPackage = {
    'packages/hotels/src/serve.ts': files['src/serve.ts'],
  };
  const changesets = { '.changeset/config.json': {} };
  for (const [own, settings] of [
    [{ publishConfig: { access: 'public' } }, {}],
    [{}, changesets],
    [{}, { 'lerna.json': {} }],
  ])
    member({ license, repository }, own ?? {}, settings).run('no-console-logging', rule, {
      valid: silent(inPackage),
      invalid: [],
    });
  for (const [shared, own, settings] of [
    [{ license, repository }, {}, {}],
    [{ license, repository }, { private: true }, changesets],
    [{ license, repository }, { scripts: { start: 'node lib' } }, changesets],
    [{ repository }, {}, changesets],
  ])
    member(shared ?? {}, own ?? {}, settings).run('no-console-logging', rule, {
      valid: [],
      invalid: reported(inPackage),
    });
  // A program, a part of one, or what has a logger.
  for (const own of [
    { private: true },
    { files: undefined },
    { version: '0.0.0' },
    { license: undefined },
    { repository: undefined },
    { scripts: { start: 'node lib' } },
    { bin: 'lib/index.js' },
    { dependencies: { express: '^5.0.0', pino: '^10.0.0' } },
  ])
    project({ 'package.json': { ...published, ...own } }).run('no-console-logging', rule, {
      valid: [],
      invalid: reported(at(['src/serve.ts'], files['src/serve.ts'])),
    });
});

describe('a library whose start script shows it', () => {
  const library = {
    ...{ name: 'hotels', version: '1.2.0', main: 'dist/index.js', types: 'dist/index.d.ts', files: ['dist'] },
    ...{ license: 'MIT', repository: 'acme/hotels', scripts: { start: 'node dist/show.js' } },
  };
  const text =
    "import { createServer } from 'node:http';\nexport function open() { console.log('ready'); createServer().listen(1); }";
  const files = at(['src/serve.ts', 'src/show.ts'], text);
  project({ 'package.json': library, ...files }).run('no-console-logging', rule, {
    valid: silent(files),
    invalid: [],
  });
  // What it starts is the package itself, or nothing says that others import it.
  for (const own of [
    { scripts: { start: 'node dist/index.js' } },
    { scripts: { start: 'node ./dist/index' } },
    { types: undefined },
    { files: undefined },
    { private: true },
    { bin: 'dist/cli.js' },
    { dependencies: { express: '^5.0.0' } },
  ])
    project({ 'package.json': { ...library, ...own }, ...files }).run('no-console-logging', rule, {
      valid: [],
      invalid: reported(files),
    });
});

describe('what is copied into new projects', () => {
  const main = at(['generators/app/templates/echo/index.js', 'templates/api/src/main.ts']);
  for (const own of [
    { name: 'generator-bots' },
    { name: '@acme/create-api' },
    { name: 'create-bots' },
    { name: 'bots', dependencies: { 'yeoman-generator': '^7.0.0' } },
  ])
    project({ 'package.json': own }).run('no-console-logging', rule, { valid: silent(main), invalid: [] });
  // A package among what a generator copies.
  const copied = (folder: string) =>
    project({
      '.git/HEAD': '',
      [`${folder}/package.json`]: { name: 'extension', dependencies: { express: '^5.0.0' } },
    });
  const inFolder = (folder: string) => ({ [`${folder}/src/server.ts`]: lines('app.listen(1);', code) });
  for (const folder of ['packages/create-shop/sample/extension', 'create-shop/skeletons/api'])
    copied(folder).run('no-console-logging', rule, { valid: silent(inFolder(folder)), invalid: [] });
  for (const folder of ['packages/create-shop', 'services/blood/sample/api'])
    copied(folder).run('no-console-logging', rule, { valid: [], invalid: reported(inFolder(folder)) });
  // Templates that a service reads itself.
  for (const name of ['mailer', 'created-templates'])
    project({ 'package.json': { name, dependencies: { express: '^5.0.0' } } }).run(
      'no-console-logging',
      rule,
      {
        valid: [],
        invalid: reported(main),
      },
    );
});

describe('applications that show or try something', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: silent(
      at([
        'testapps/chat/src/main.ts',
        'js/testapp/main.ts',
        'sample-applications/api/server.js',
        'demo-app/a.ts',
      ]),
    ),
    invalid: reported(
      at(['apps/demo-orders/src/main.ts', 'src/sample-apply/main.ts', 'src/testable/main.ts']),
    ),
  });
});

describe('a logger of examples or tests', () => {
  const LOGGER = "import pino from 'pino';\nexport const logger = pino();";
  const beside = (path: string) =>
    project({
      'package.json': { name: 'shop', type: 'module', dependencies: { pino: '^10.0.0' } },
      [path]: LOGGER,
    });
  for (const path of ['examples/api/src/log.ts', 'tests/logger.ts', 'demo/logger.ts'])
    beside(path).run('no-console-logging', rule, {
      valid: [],
      invalid: reported(at(['src/orders.ts'])),
    });
  beside('lib/log.ts').run('no-console-logging', rule, {
    valid: [],
    invalid: [
      {
        name: 'one of the program',
        filename: 'src/orders.ts',
        code,
        errors: [
          { messageId: 'importLogger', data: { method: 'log', logger: 'logger', from: '../lib/log.js' } },
        ],
        output: null,
      },
    ],
  });
});

describe('a logger of a package within the package', () => {
  const logger = { 'script/prices/src/logger.ts': "import pino from 'pino';\nexport const logger = pino();" };
  const shop = { 'package.json': { name: 'shop', type: 'module', dependencies: { pino: '^10.0.0' } } };
  project({
    ...shop,
    ...logger,
    'script/prices/package.json': { name: 'prices', dependencies: { pino: '^10.0.0' } },
  }).run('no-console-logging', rule, { valid: [], invalid: reported(at(['src/orders.ts'])) });
});

describe('the logger that is near', () => {
  const LOGGER = "import pino from 'pino';\nimport './env.js';\nexport const logger = pino();";
  const package_ = { name: 'shop', type: 'module', dependencies: { pino: '^10.0.0' } };
  const near = (filename: string, from: string, logger = 'logger') => ({
    name: `${filename}: ${from}`,
    filename,
    code,
    errors: [{ messageId: 'importLogger' as const, data: { method: 'log', logger, from } }],
    output: null,
  });
  project({
    'package.json': package_,
    'src/lib/logger.ts': LOGGER,
    'src/lib/env.ts': '',
    'src/jobs/mail.ts': "import { logger } from '#log';",
    'tsconfig.json': { compilerOptions: { paths: { '#log': ['./src/lib/logger.ts'] } } },
  }).run('no-console-logging', rule, {
    valid: [{ name: 'what the logger itself imports', filename: 'src/lib/env.ts', code }],
    invalid: [
      near('src/orders/place.ts', '../lib/logger.js'),
      near('src/lib/queue.ts', './logger.js'),
      near('src/jobs/clean.ts', '#log'),
    ],
  });
  // One that only its own part of the program uses has that part's name.
  const ofFeature = {
    'package.json': package_,
    'src/features/git/logger.ts': "import pino from 'pino';\nexport const logger = pino({ name: 'git' });",
    'src/features/git/clone.ts': "import { logger } from './logger.js';",
  };
  project(ofFeature).run('no-console-logging', rule, {
    valid: [],
    invalid: [
      near('src/features/git/http/push.ts', '../logger.js'),
      ...reported(at(['src/features/mail/send.ts', 'src/main.ts'])),
    ],
  });
  project({ ...ofFeature, 'src/main.ts': "import { logger } from './features/git/logger.js';" }).run(
    'no-console-logging',
    rule,
    { valid: [], invalid: [near('src/features/mail/send.ts', '../git/logger.js')] },
  );
  project({
    'package.json': package_,
    'src/logger.ts': 'export const logger = { info(text: string) {} };',
  }).run('no-console-logging', rule, {
    valid: [],
    invalid: reported({ 'src/orders.ts': code }),
  });

  project({
    'package.json': { name: 'shop', workspaces: ['apps/*', 'packages/*'] },
    'packages/log/package.json': {
      ...{ name: '@shop/log', type: 'module', main: './src/index.ts' },
      dependencies: { pino: '^10.0.0' },
    },
    'packages/log/src/index.ts': "import pino from 'pino';\nexport const logger = pino();",
    'apps/api/package.json': { name: 'api', dependencies: { '@shop/log': '*', express: '^5.0.0' } },
    'apps/api/src/mail/send.ts': "import { logger } from '@shop/log';\nlogger.info('Mail sent');",
    'apps/jobs/package.json': { name: 'jobs', dependencies: { express: '^5.0.0' } },
  }).run('no-console-logging', rule, {
    valid: [],
    invalid: [
      near('apps/api/src/orders/place.ts', '@shop/log'),
      ...reported(at(['apps/jobs/src/orders/place.ts'])),
    ],
  });

  const nest = project({ 'package.json': { name: 'api', dependencies: { '@nestjs/common': '^11.0.0' } } });
  const field = (text: string, make: string) => ({
    name: text,
    code: text,
    filename: 'src/orders.ts',
    errors: [{ messageId: 'makeLogger' as const, data: { method: 'log', make } }],
    output: null,
  });
  nest.run('no-console-logging', rule, {
    valid: [],
    invalid: [
      field(
        lines('class Orders {', '  place() {', `    ${code}`, '  }', '}'),
        'a field `logger = new Logger(Orders.name)`',
      ),
      field(code, "`const logger = new Logger('orders')`"),
      field(`export function place() { ${code} }`, "`const logger = new Logger('orders')`"),
    ],
  });
});

describe('commands', () => {
  const nest = { '@nestjs/common': '^11.0.0', '@nestjs/core': '^11.0.0' };
  project({ 'package.json': { name: 'api', dependencies: nest } }).run('no-console-logging', rule, {
    valid: texts(
      lines(
        "import { Command } from 'nestjs-command';",
        'export class Import {',
        '  @Command({ command: "import" })',
        `  run() { ${code} }`,
        '}',
      ),
      lines(
        "import { Command, CommandRunner } from 'nest-commander';",
        'export class Import extends CommandRunner {',
        `  run() { ${code} }`,
        '}',
      ),
    ),
    invalid: [],
  });

  const scripts = {
    start: 'node src/main.js',
    sync: 'ts-node --files sync/sync.ts 10.0.0.1',
    work: 'node worker/index.js',
    main: 'node src/cli.js',
  };
  project({
    'package.json': { name: 'api', dependencies: { express: '^5.0.0', yargs: '^17.0.0' }, scripts },
    'sync/sync.ts':
      "import * as yargs from 'yargs';\nimport { copy } from './device';\nimport { orders } from '../src/orders';\ncopy(yargs.argv);",
    'sync/device.ts': "import { log } from './logs';\nexport function copy() {}",
    'sync/logs.ts': 'export function log() {}',
    'sync/other.ts': 'export function other() {}',
    'src/orders.ts': 'export const orders = [];',
    'src/cli.js': "import yargs from 'yargs';\nimport './common.js';",
    'src/common.js': 'export {};',
    'worker/index.js': "import './work.js';",
    'worker/work.js': 'export {};',
  }).run('no-console-logging', rule, {
    // What nothing else imports is the command's, wherever it stands.
    valid: silent(at(['sync/device.ts', 'sync/logs.ts', 'src/orders.ts', 'src/common.js'])),
    // Beside the command without being imported, or imported by a program that reads no command line.
    invalid: reported(at(['sync/other.ts', 'worker/work.js'])),
  });

  // A command and a daemon, whose package exports all that both are made of.
  const index = lines(
    '/* The package. */',
    "export * from './utils.js';",
    "export * from './daemon.js';",
    "export { type Shared, shared } from './shared.js'; // Both use it.",
    "export * as extra from './extra.js';",
  );
  const daemon = (...barrel: readonly string[]) =>
    project({
      'package.json': {
        ...{ name: 'daemon', main: 'src/index.js', dependencies: { commander: '^12.0.0' } },
        scripts: { start: 'node src/daemon.js' },
      },
      'src/index.ts': lines(index, ...barrel),
      'src/program.ts': lines(
        "import { program } from 'commander';",
        "import { Utils } from './utils.js';",
        'program.parse();',
      ),
      'src/utils.ts': "import { Daemon } from './daemon.js';\nexport class Utils {}",
      'src/daemon.ts': "import { shared } from './shared.js';\nexport const listen = () => app.listen(port);",
      'src/shared.ts': 'export const shared = 1;',
      'src/extra.ts': 'export const extra = 1;',
    });
  daemon().run('no-console-logging', rule, {
    valid: silent(at(['src/utils.ts'])),
    invalid: reported(at(['src/extra.ts'])),
  });
  daemon('start();').run('no-console-logging', rule, { valid: [], invalid: reported(at(['src/utils.ts'])) });
});

describe('client libraries', () => {
  const client = (scripts: Readonly<Record<string, string>>) =>
    project({ 'package.json': { name: '@acme/client', main: 'src/index.js', scripts } });
  client({ start: 'webpack --watch' }).run('no-console-logging', rule, { valid: texts(code), invalid: [] });
  client({ start: 'node src/index.js' }).run('no-console-logging', rule, {
    valid: [],
    invalid: reportedTexts(code),
  });
});

describe('workflows', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      lines("import { proxyActivities, sleep } from '@temporalio/workflow';", code),
      lines('import {', '  sleep,', "} from '@temporalio/workflow';", code),
      lines("import * as workflow from '@temporalio/workflow';", code),
    ),
    invalid: reportedTexts(
      lines("import type { WorkflowInfo } from '@temporalio/workflow';", code),
      lines("import { Worker } from '@temporalio/worker';", code),
    ),
  });
});

describe('boxes', () => {
  const box = (...inner: readonly string[]) =>
    ["console.log('\\n**********');", ...inner, "console.log('**********');"].join('\n');
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      box(
        "console.log('* Your default login:');",
        "console.log('* Username: admin');",
        'console.log(`* ${hint}`);',
      ),
      box('console.log();', "console.log('Server is ready');", 'console.log(`http://localhost:${port}`);'),
      "console.log('='.repeat(60));\nconsole.log('Ready');\nconsole.log('Press Ctrl+C to stop');\nconsole.log('='.repeat(60));",
      "console.log('\\n ╔══════╗');\nconsole.log(' ║ Ready║');\nconsole.log(' ╚══════╝\\n');",
      "function start() {\n  console.log(`-----`);\n  console.log('Ready');\n  console.log('Go');\n  console.log('-----');\n}",
    ),
    invalid: [
      // One line, values alone, another statement between, no end.
      ["console.log('**********');", "console.log('received');", "console.log('**********');"],
      [
        "console.log('**********');",
        'console.log(order.id);',
        "console.log('received');",
        'console.log(order.total);',
        "console.log('**********');",
      ],
      [
        "console.log('**********');",
        "console.log('received');",
        'take(order);',
        "console.log('and taken');",
        "console.log('**********');",
      ],
      ["console.log('received');", "console.log('and taken');", "console.log('**********');"],
    ].map((box) => {
      const all = [...box, 'done();'];
      return {
        name: box.join(' '),
        code: lines(...all),
        errors: box.flatMap((each, i) => {
          if (!each.startsWith('console')) return [];
          if (!each.includes('***')) return { messageId: 'noLogger' as const, data: { method: 'log' } };
          return {
            messageId: 'byHand' as const,
            data: { method: 'log', why: 'it prints decoration' },
            suggestions: [{ messageId: 'remove' as const, output: lines(...all.with(i, '')) }],
          };
        }),
        output: null,
      };
    }),
  });
});

describe('what has levels', () => {
  const levels = ['info', 'warn', 'error'].map((name) => `${name}(value) { console.log(value); }`);
  const dump = 'title(value) { console.log(value.name); }';
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      lines('class Output {', ...levels.map((each) => `  static ${each}`), `  static ${dump}`, '}'),
      lines('export const output = {', ...[...levels, dump].map((each) => `  ${each},`), '};'),
      'const output = { info: (a) => console.log(a), warn: (a) => console.log(a), error: (a) => console.log(a), end() { console.log("done"); } };',
    ),
    invalid: reportedTexts(
      lines('class Orders {', '  error(value) { this.last = value; }', `  ${dump}`, '}'),
      lines('const codes = { info: 1, warn: 2, error: 3, title() { console.log("x"); } };'),
    ),
  });
});

describe('modules of a page', () => {
  const page = (source: string) => `<html><script type="module" src="${source}"></script></html>`;
  project({
    'package.json': { name: 'app', dependencies: { fastify: '^5.0.0' } },
    'app/src/index.html': page('/js/main.js'),
    'app/src/js/main.js': "import './recorder.js';",
    'app/src/js/recorder.js': 'export {};',
    'app/src/js/other.js': 'export {};',
    'views/index.html': page('https://cdn.example/x.js'),
    'views/x.js': 'export {};',
  }).run('no-console-logging', rule, {
    valid: silent(at(['app/src/js/recorder.js', 'app/src/js/main.js'])),
    invalid: reported(at(['app/src/js/other.js', 'views/x.js', 'server/main.js'])),
  });
});

describe('the half of something that a page runs', () => {
  const called = "import { connect } from 'net';\nconsole.log('x', connect);";
  project({
    'package.json': { name: 'app', dependencies: { express: '^5.0.0' } },
    'plugins/chat/index.html': '<html><script src="widget.js"></script></html>',
    'plugins/chat/widget.js': 'start();',
    'plugins/chat/server.js': 'export const serve = () => {};',
    'src/rpc/server/index.ts': 'export const serve = () => {};',
    'src/orders/server-options.js': 'export {};',
  }).run('no-console-logging', rule, {
    valid: silent(at(['plugins/chat/client.js', 'plugins/chat/widget.js', 'src/rpc/client.ts'])),
    invalid: [
      ...reported(at(['plugins/chat/server.js', 'plugins/chat/other.js', 'src/orders/client.js'])),
      ...reportedTexts(called).map((each) => ({ ...each, filename: 'src/rpc/client.ts' })),
    ],
  });
});

describe('copied libraries', () => {
  const mit = 'The MIT License (MIT)\n\nPermission is hereby granted, free of charge, …';
  project({
    'package.json': { name: 'app', dependencies: { express: '^5.0.0' } },
    LICENSE: 'GNU GENERAL PUBLIC LICENSE',
    'src/libs/glob/LICENSE': mit,
    'src/ee/LICENSE.md': 'The Enterprise License. You may not use this without a subscription.',
  }).run('no-console-logging', rule, {
    valid: silent(at(['src/libs/glob/index.js', 'src/libs/glob/lib/sync.js'])),
    invalid: reported(at(['src/libs/orders/index.js', 'src/ee/plans.ts'])),
  });
  project({
    'package.json': { name: 'app', dependencies: { express: '^5.0.0' } },
    LICENSE: mit,
    'src/LICENSE': mit,
  }).run('no-console-logging', rule, { valid: [], invalid: reported(at(['src/orders.js'])) });
});

describe('flags that say what is logged', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      'if (process.env.LOG_SIGNATURES) console.log(hash);',
      "if (process.env['LOG_SIGNATURES']) console.log(hash);",
      'if (process.env.PERFORMANCE_TIMER) console.log(took);',
    ),
    invalid: reportedTexts(
      'if (process.env.LOG_LEVEL) console.log(hash);',
      'if (performed) console.log(hash);',
      'if (process.env.CATALOG_URL) console.log(hash);',
    ),
  });
});

describe('a package that is the logger', () => {
  const named = (name: string) => project({ 'package.json': { name, dependencies: { express: '^5.0.0' } } });
  for (const name of ['@acme/logger', 'acme-logging'])
    named(name).run('no-console-logging', rule, { valid: [{ name, code }], invalid: [] });
  for (const name of ['@acme/blogger', '@acme/logger-api'])
    named(name).run('no-console-logging', rule, { valid: [], invalid: reportedTexts(code) });
});

describe('a value that a program prints as it runs, and not a word about it', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      'console.log(JSON.stringify(app.swagger(), null, 2));',
      'if (TYPES) console.log(await typesOf(schema));',
      `${PINO}if (TYPES) console.log(await typesOf(schema)); else logger.info('ready');`,
      'switch (mode) { case 1: console.log(render(page)); }',
    ),
    invalid: [
      ...reportedTexts(
        'console.log(`ready: ${JSON.stringify(found)}`);',
        "console.log('found', count());",
        "console.log(green('ready'));",
      ),
      ...reportedTexts(
        'console.error(JSON.stringify(found));',
        'export function list() { console.log(read(1)); }',
      ),
    ],
  });
});

describe('a record that is written as JSON', () => {
  const record = "console.log(JSON.stringify({ level: 'info', requestId, operation: 'resized' }));";
  const service = projectOf({
    'package.json': { name: 'resizer' },
    'src/main.ts': "import './resize.js';\napp.listen(1);",
    'src/resize.ts': '',
  });
  const at = (text: string) => ({ name: text, filename: 'src/resize.ts', code: text });
  service.run('no-console-logging', rule, {
    valid: [
      record,
      "const entry = { operation: 'resized' };\nexport const f = () => console.error(JSON.stringify(entry));",
    ].map(at),
    invalid: [
      'export const f = (found) => { console.log(JSON.stringify(found)); };',
      'export const f = () => { console.log(JSON.stringify({ a: 1 }, null, 2)); };',
      "console.log('resized', JSON.stringify({ a: 1 }));",
    ].map((text) => ({
      ...at(text),
      errors: [{ messageId: 'noLogger' as const, data: { method: 'log' } }],
      output: null,
    })),
  });
  presuming(service).run('no-console-logging', rule, {
    valid: [],
    invalid: [{ ...at(record), errors: [{ messageId: 'noLogger', data: { method: 'log' } }], output: null }],
  });
});

describe('what a framework calls when it builds a site', () => {
  const printing = (head: string) => lines(`${head} {`, `  ${code}`, '}');
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      printing('export function generateStaticParams()'),
      printing('export async function getStaticPaths()'),
      lines('export const getStaticProps = async () => {', `  ${code}`, '};'),
    ),
    invalid: reportedTexts(
      printing('export async function getServerSideProps()'),
      printing('export function getStatic()'),
    ),
  });
});

describe('what loads the configuration', () => {
  const paths = [
    'src/env.server.ts',
    'config.js',
    'src/loadConfig.ts',
    'src/validate-env.ts',
    'src/config/index.ts',
  ];
  ruleTester.run('no-console-logging', rule, {
    valid: silent(at(paths.slice(0, 4))),
    invalid: [
      ...reported(
        at([
          ...paths.slice(4),
          'src/config.service.ts',
          'src/config/redis.js',
          'src/server.ts',
          'src/environments.ts',
        ]),
      ),
      {
        name: 'that has a logger',
        filename: 'config.js',
        code: PINO + code,
        errors: [{ messageId: 'useLogger', data: { method: 'log', logger: 'logger' } }],
        output: `${PINO}logger.info('ready');`,
      },
    ],
  });
});

describe('a program that gives up, or stops', () => {
  const ends = 'process.exit();';
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      lines('export function precheck() {', `  if (missing) {`, `    ${code}`, `    ${ends}`, '  }', '}'),
      lines(
        'const check = async () => {',
        '  try { await read(); } catch (error) {',
        `    ${code}`,
        '    process.exit(0);',
        '  }',
        '};',
      ),
      'if (!isProd) console.log(1);',
      "if (process.env.NODE_ENV !== 'prod') console.log('using', config);",
      "app.listen(1, () => { console.log('Press CTRL-C to stop'); });",
      lines(
        'export function check() {',
        "  const notice = ['-----', 'No URL is set.', 'See the guide.', '-----'].join('\\n');",
        '  console.error(notice);',
        "  throw new Error('URL');",
        '}',
      ),
      "export const greet = () => console.info(['Ready', `on ${port}`, 'for orders'].join('\\n'));",
    ),
    invalid: reportedTexts(
      lines('export function shutdown() {', `  ${code}`, `  ${ends}`, '}'),
      lines("process.on('SIGTERM', () => {", `  ${code}`, '  process.exit(0);', '});'),
      lines(
        "process.on('SIGTERM', () => {",
        '  server.close(() => {',
        `    ${code}`,
        '    process.exit(0);',
        '  });',
        '});',
      ),
      "if (process.env.NODE_ENV === 'prod') console.log('ready');",
      "export const list = () => console.info(['Ready', 'for', 'orders'].join(' '));",
    ),
  });
});

describe('what developers run in the place of what is deployed', () => {
  const functions = (scripts: Readonly<Record<string, string>>) =>
    project({
      'package.json': { name: 'hooks', scripts, dependencies: { express: '^5.0.0' } },
      'src/lambda.ts': 'export const handler = run;',
    });
  const local = { 'src/local.ts': lines('app.listen(1);', code), 'src/local-down.ts': code };
  const scripts = { watch: 'ts-node-dev --respawn src/local.ts', 'local:down': 'tsx src/local-down.ts' };
  functions(scripts).run('no-console-logging', rule, { valid: silent(local), invalid: [] });
  functions({ start: 'node dist/local.js' }).run('no-console-logging', rule, {
    valid: [],
    invalid: reported(local),
  });
  functions(scripts).run('no-console-logging', rule, {
    valid: [],
    invalid: reported(at(['src/locale.ts', 'src/strategies/local.ts'])),
  });
});

describe('a function that prints a banner', () => {
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      'const logBanner = () => { console.log(makeLines({ name, version })); };',
      'function printStartupBanner(port) { console.log(`Ready on ${port}`); }',
      'export function banner() { console.log(title); }',
      'class Logo { static print() { printLogo(); } } async function printLogo() { console.log(Logo.art); }',
      "console.log('\\n' + bold('shop') + '\\n' + '~~~~\\n' + 'version: ' + version + '\\nport: ' + port);",
    ),
    invalid: reportedTexts(
      'const saveBanner = (banner) => { console.log(banner.id); };',
      'function loadBanners() { console.log(1); }',
      'function printLogout(user) { console.log(`Out: ${1}`); }',
      "console.log('shop ' + version + ' on ' + port + '\\n');",
    ),
  });
});

describe('the lines under a banner', () => {
  const banner = lines('console.log(`', '  SHOP', '  ====', '  for all', '`);');
  ruleTester.run('no-console-logging', rule, {
    valid: texts(
      lines(banner, "console.log('Shop ' + version);", "console.info('For all.');"),
      lines(banner, "const util = require('./util');", 'console.log(`Shop ${util.version()}`);'),
    ),
    // What went wrong, what is printed once something has run, and what a function prints later are no part of it.
    invalid: [
      ...reportedTexts(
        lines(banner, 'start();', "console.log('started');"),
        lines(banner, "app.on('order', () => { console.log('ordered'); });"),
        lines("console.log('Stop it with Ctrl+C.');", "console.log('started');"),
      ),
      {
        code: lines(banner, "console.error('No secret.');"),
        errors: [{ messageId: 'noLogger', data: { method: 'error' } }],
        output: null,
      },
    ],
  });
});

describe('a banner that a constant holds', () => {
  const banner = (kind: string) =>
    lines(`${kind} banner = \`shop\n====\nready on \${port}\``, 'console.log(banner);');
  ruleTester.run('no-console-logging', rule, {
    valid: texts(banner('const')),
    invalid: reportedTexts(banner('let'), "const banner = 'ready';\nconsole.log(banner);"),
  });
});

describe('a Fastify that may be made without a logger, in another file', () => {
  const made = (logger: string) =>
    project({
      'package.json': { name: 'shop', dependencies: { fastify: '^5.0.0' } },
      'src/app.ts': `import Fastify from 'fastify';\nexport const app = Fastify({ logger: ${logger} });`,
    });
  const route = (call: string) =>
    lines(
      "import type { FastifyRequest } from 'fastify';",
      'export async function list(request: FastifyRequest) {',
      `  ${call}`,
      '}',
    );
  const listed = { name: 'a route', filename: 'src/list.ts', code: route(code) };
  for (const logger of ['false', "verbose ? { level: 'info' } : false"])
    made(logger).run('no-console-logging', rule, {
      valid: [],
      invalid: [{ ...listed, errors: [{ messageId: 'noLogger', data: { method: 'log' } }], output: null }],
    });
  for (const logger of ['true', "{ level: 'info' }", "isProduction ? { level: 'info' } : { level: 'debug' }"])
    made(logger).run('no-console-logging', rule, {
      valid: [],
      invalid: [
        {
          ...listed,
          errors: [{ messageId: 'useLogger', data: { method: 'log', logger: 'request.log' } }],
          output: route("request.log.info('ready');"),
        },
      ],
    });
});

describe('what a library draws, and what a page is served', () => {
  const drawn = (module: string) =>
    lines(`const draw = require('${module}');`, 'console.log(draw(rows, { header }));');
  ruleTester.run('no-console-logging', rule, {
    valid: [
      ...texts(drawn('table'), drawn('boxen'), "import { table } from 'table';\nconsole.log(table(rows));"),
      ...silent(at(['dashboard/public/plugins/editor.all.js', 'web/public/js/cart.js'])),
    ],
    invalid: [
      ...reportedTexts(lines("const draw = require('./draw.js');", "console.log(draw(rows, 'all'));")),
      ...reported(at(['src/public/orders.controller.ts', 'src/publications/js/list.ts'])),
    ],
  });
});
