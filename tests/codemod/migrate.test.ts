import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';
import { type Logger, type LoggerOptions, pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { Project, service } from './project.js';

const imported = "import { logger } from './logger.js';\n\n";

describe('what a call becomes', () => {
  it.each<[string, string, string]>([
    [
      'a template',
      'console.log(`Order ${id} failed for ${user.id}`);',
      "logger.info({ orderId: id, userId: user.id }, 'Order {orderId} failed');",
    ],
    [
      'arguments behind text',
      "console.warn('retrying', attempt, { delay });",
      "logger.warn({ attempt, delay }, 'retrying');",
    ],
    [
      'a value before its label',
      "console.log(user, '==== the user ====');",
      "logger.info({ user }, 'the user');",
    ],
    [
      'a rule inside of a label',
      "console.log(user, 'loader------user');",
      "logger.info({ user }, 'loader user');",
    ],
    [
      'a value of which something is said',
      "console.log(user, 'is gone');",
      "logger.info({ user }, '{user} is gone');",
    ],
    [
      'an error after a key',
      'try { run(); } catch (err) { console.error(`Get error for key: ${id}:`, err); }',
      "try { run(); } catch (err) { logger.error({ keyId: id, err }, 'Get error'); }",
    ],
    [
      'the key of what an error says',
      'try { run(); } catch (err) { console.warn(`Stream error: ${id} message=${err.message}`); }',
      "try { run(); } catch (err) { logger.warn({ id, err }, 'Stream error'); }",
    ],
    [
      'printf placeholders',
      "console.info('took %dms for %s', ms, path);",
      "logger.info({ ms, path }, 'took {ms}ms for {path}');",
    ],
    [
      'a concatenation',
      "console.debug('user ' + user.name + ' left');",
      "logger.debug({ userName: user.name }, 'user {userName} left');",
    ],
    [
      'an object alone takes its message from the function',
      'console.log({ id, user });',
      "logger.info({ id, user }, 'handleOrder');",
    ],
    [
      'a list under its key, in brackets',
      'console.log(`Orders added to shop: ${id}. rows: [${rows}]`);',
      "logger.info({ shopId: id, rows }, 'Orders added.');",
    ],
    [
      'a comparison before a sign',
      'console.log(`removing orders older than = ${user}`);',
      "logger.info({ user }, 'removing orders older than = {user}');",
    ],
    [
      'keys that are spelled as small words',
      'console.log(`moved from=${id} to=${user}`);',
      "logger.info({ from: id, to: user }, 'moved');",
    ],
    [
      'what belongs to a letter',
      'for (const o of rows) console.log(`Applied ${o.name}`);',
      "for (const o of rows) logger.info({ name: o.name }, 'Applied {name}');",
    ],
    [
      'how many things a map holds',
      'console.log(`waiting for ${Object.keys(user).length} orders`);',
      "logger.info({ orderCount: Object.keys(user).length }, 'waiting for {orderCount} orders');",
    ],
    [
      'a tag with a value in it',
      'console.log(`[orders/${id}] stored again`);',
      "logger.info({ id }, '[orders/{id}] stored again');",
    ],
    [
      'what is typed to a bot',
      'const commandName = user; console.log(`failed for /${commandName} in ${id}`);',
      "const commandName = user; logger.info({ commandName, id }, 'failed for /{commandName}');",
    ],
    [
      'a path of one part',
      'const file = user; console.log(`failed for /${file} twice`);',
      "const file = user; logger.info({ path: `/${file}` }, 'failed for {path} twice');",
    ],
    [
      'an error that a function is called back with',
      'exec(user, (err) => { if (err) console.error(err); });',
      "exec(user, (err) => { if (err) logger.error({ err }, 'exec failed'); });",
    ],
    [
      'an id under its key, of what has it',
      'const order = user; console.log(`Kept, order id=${order.id}`);',
      "const order = user; logger.info({ orderId: order.id }, 'Kept, order');",
    ],
    [
      'what has no id',
      'for (const order of rows) console.log(`Order with no id: ${order.name}`);',
      "for (const order of rows) logger.info({ orderName: order.name }, 'Order with no id');",
    ],
    [
      'how many things are held',
      'const parts = user; console.log(`${parts.data.length} more`);',
      "const parts = user; logger.info({ partCount: parts.data.length }, '{partCount} more');",
    ],
    [
      'a text and its error, by two methods of the console',
      "try { run(); } catch (err) { console.log('🚨 Sync failed 🚨'); console.error(err); }",
      "try { run(); } catch (err) { logger.error({ err }, '🚨 Sync failed 🚨'); }",
    ],
    [
      'a text and its error under a label',
      "try { run(); } catch (err) { console.error('Sync failed.'); console.error('Error:', err); }",
      "try { run(); } catch (err) { logger.error({ err }, 'Sync failed.'); }",
    ],
    [
      'a text and a value, by two methods of the console',
      "console.log('Syncing now'); console.warn(user);",
      "logger.info('Syncing now'); logger.warn({ user }, 'handleOrder');",
    ],
    [
      'the label of a later sentence, which its value does not say',
      'const [count, late] = rows; console.log(`${count} rows. Time left: ${late}`);',
      "const [count, late] = rows; logger.info({ count, late }, '{count} rows. Time left: {late}');",
    ],
    [
      'what a space was forgotten before',
      "console.log('Updated User' + user);",
      "logger.info({ user }, 'Updated User');",
    ],
    [
      'what is a part of a word',
      "console.log('starting worker-' + id + 'a');",
      "logger.info({ id }, 'starting worker-{id}a');",
    ],
    [
      'which of many something is',
      'console.log(`Batch ${rows.indexOf(user)} stored`);',
      "logger.info({ batchIndex: rows.indexOf(user) }, 'Batch {batchIndex} stored');",
    ],
    [
      'how many things a difference is',
      'console.log(`${rows.length - user.size} files skipped`);',
      "logger.info({ fileCount: rows.length - user.size }, '{fileCount} files skipped');",
    ],
    [
      'an error that is listened to',
      "user.on('error', (error) => { console.error(error); });",
      "user.on('error', (error) => { logger.error({ err: error }, 'user failed'); });",
    ],
    ['JSON.stringify', "console.log('got ' + JSON.stringify(user));", "logger.info({ user }, 'got {user}');"],
    ['a table', 'console.table(rows);', "logger.info({ rows }, 'handleOrder');"],
    [
      'an assertion',
      "console.assert(rows.length > 0, 'no rows for %s', id);",
      "if (!(rows.length > 0)) logger.error({ id }, 'no rows');",
    ],
    [
      'a caught error',
      "try { f(); } catch (e) { console.error('save failed', e); }",
      "try { f(); } catch (e) { logger.error({ err: e }, 'save failed'); }",
    ],
    [
      'the text of an error',
      'p.catch((error) => console.error(`save: ${error.message}`));',
      "p.catch((error) => logger.error({ err: error }, 'save'));",
    ],
    [
      'awaited values keep their order',
      'console.log(`${await a()} then ${await b()}`);',
      "logger.info({ a: await a(), b: await b() }, '{a} then {b}');",
    ],
  ])('%s', async (_name, before, after) => {
    const project = service('pino', {
      'src/a.ts': `export async function handleOrder(id, user, rows) {\n  ${before}\n}\n`,
    });
    const output = await project.migrated('src/a.ts');
    expect(output).toBe(`${imported}export async function handleOrder(id, user, rows) {\n  ${after}\n}\n`);
  });

  it('keeps the value of a call that is used undefined', async () => {
    const project = service('winston', { 'src/a.ts': "export const f = () => console.log('x');\n" });
    expect(await project.migrated('src/a.ts')).toContain("f = () => void logger.info('x');");
  });

  it.each([
    ["client.on('ready', () => console.log('x'));", "client.on('ready', () => logger.info('x'));"],
    ["setTimeout(() => console.log('x'), 10);", "setTimeout(() => logger.info('x'), 10);"],
    ["app.listen(80, () => console.log('x'));", "app.listen(80, () => logger.info('x'));"],
    ["await run().then(() => console.log('x'));", "await run().then(() => logger.info('x'));"],
    ["run().then(() => console.log('x')).catch(stop);", "run().then(() => logger.info('x')).catch(stop);"],
    ["run().then(() => console.log('x')).then(stop);", "run().then(() => void logger.info('x')).then(stop);"],
    ["const x = run().then(() => console.log('x'));", "const x = run().then(() => void logger.info('x'));"],
    ["list.map(() => console.log('x'));", "list.map(() => void logger.info('x'));"],
  ])('drops what is returned where nobody looks at it: %s', async (code, expected) => {
    const project = service('winston', { 'src/a.ts': `${code}\n` });
    expect(await project.migrated('src/a.ts')).toContain(expected);
  });

  it.each([
    ["list[console.log('x')] = 1;", "list[void logger.info('x')] = 1;"],
    ["console.log('x')[0] = 1;", "(void logger.info('x'))[0] = 1;"],
    ["console.log('x').then(done);", "(void logger.info('x')).then(done);"],
    ["console.log('x')();", "(void logger.info('x'))();"],
    ["total = console.log('x') ** 2;", "total = (void logger.info('x')) ** 2;"],
  ])('writes what parses for %s', async (before, after) => {
    const project = service('winston', {
      'src/a.ts': `export function f(list, done, total) {\n  ${before}\n}\n`,
    });
    expect(await project.migrated('src/a.ts')).toContain(`  ${after}\n`);
  });

  it('rewrites print-style calls of a logger that is there already, and adds no import', async () => {
    const project = service('pino', {
      'src/a.ts':
        "import { logger } from './logger.js';\nexport const f = (id) => logger.info(`loading ${id}`);\n",
    });
    expect(await project.migrated('src/a.ts')).toBe(
      "import { logger } from './logger.js';\nexport const f = (id) => logger.info({ id }, 'loading {id}');\n",
    );
  });

  it('says of an error in a field what the rules say: nothing where a format of the project may keep it', async () => {
    const handedIn =
      "import type { Logger } from 'winston';\nexport const f = (log: Logger, error: Error) => log.warn('failed', { error });\n";
    const format =
      "import { createLogger, format } from 'winston';\nconst whole = format((info) => (info.error instanceof Error ? { ...info, error: info.error.stack } : info));\nexport const make = () => createLogger({ format: whole() });\n";
    const found = async (files: Readonly<Record<string, string>>) => {
      const project = service('winston', { 'src/a.ts': handedIn, ...files });
      const { stdout } = await project.run('.', '--allow-dirty', '--format', 'json');
      return (JSON.parse(stdout) as { files: unknown[] }).files.length;
    };
    expect(await found({ 'src/format.ts': format })).toBe(0);
    expect(await found({})).toBe(1);
  });

  it('prefers the logger in scope to an import', async () => {
    const project = service('pino', {
      'src/a.ts':
        "import type { Logger } from 'pino';\nexport class A {\n  constructor(private readonly logger: Logger) {}\n  run() {\n    console.log('run');\n  }\n}\n",
    });
    const output = await project.migrated('src/a.ts');
    expect(output).toContain("this.logger.info('run');");
    expect(output).not.toContain('./logger');
  });

  it('finds the logger of a field that the constructor sets', async () => {
    const project = service('pino', {
      'src/a.ts':
        "import { pino } from 'pino';\nexport class A {\n  log;\n  constructor() {\n    this.log = pino();\n  }\n  run(id) {\n    this.log.info(`run ${id}`);\n  }\n}\n",
    });
    expect(await project.migrated('src/a.ts')).toContain("    this.log.info({ id }, 'run {id}');");
  });

  it('does not take the instance logger in a static method', async () => {
    const project = service('pino', {
      'src/a.ts':
        "import type { Logger } from 'pino';\nexport class A {\n  constructor(private readonly logger: Logger) {}\n  static run() {\n    console.log('run');\n  }\n}\n",
    });
    expect(await project.migrated('src/a.ts')).toContain("    appLogger.info('run');");
  });

  it('gives every NestJS file a logger of its own and extends the import that is there', async () => {
    const project = new Project({
      'package.json': { name: 'nest', dependencies: { '@nestjs/common': '12' } },
      'src/orders.service.ts':
        "import { Injectable } from '@nestjs/common';\n\n@Injectable()\nexport class OrdersService {\n  find(id: string) {\n    console.log(`find ${id}`);\n  }\n}\n",
    });
    expect(await project.migrated('src/orders.service.ts')).toBe(
      "import { Injectable, Logger } from '@nestjs/common';\n\nconst logger = new Logger('OrdersService');\n\n@Injectable()\nexport class OrdersService {\n  find(id: string) {\n    logger.log({ msg: 'find {id}', id });\n  }\n}\n",
    );
  });
});

describe('what is left alone, with the reason', () => {
  it.each<[string, string, string]>([
    [
      'a comment that would be lost',
      "console.log(/* why */ 'x', id);",
      'a comment inside the call would be lost',
    ],
    ['spread arguments', 'console.log(...list);', 'its arguments are spread from an array'],
    ['an optional call', "console.log?.('x');", 'it is an optional call'],
    ['an empty line', 'console.log();', 'it prints an empty line'],
    ['a rule', "console.log('--------');", 'it prints decoration'],
    [
      'a banner',
      'console.log(`\\n  Ready\\n  on ${url}\\n  now`);'.replaceAll('\\n', '\n'),
      'it prints a banner of several lines',
    ],
    [
      'text in a gradient',
      "console.log(gradient('blue')('ready'));",
      'it prints text dressed up for a terminal',
    ],
    ['a timer', "console.time('x');", 'it starts a timer: use a histogram or a span'],
    ['a function handed on', 'list.forEach(console.log);', 'it is handed on as a function, not called here'],
    [
      'two errors',
      'try { f(); } catch (a) { g().catch((b) => console.error(a, b)); }',
      'it logs two errors, `a` and `b`',
    ],
    [
      'an assertion whose values run code',
      "console.assert(ok, 'not', load());",
      'its values would no longer be evaluated when the assertion holds',
    ],
  ])('%s', async (_name, code, reason) => {
    const source = `import gradient from 'gradient-string';\nexport const f = (id, list, url, ok) => {\n  ${code}\n};\nexport { gradient };\n`;
    const project = service('pino', { 'src/a.ts': source });
    const { stdout } = await project.run('src', '--allow-dirty', '--format', 'json');
    const [file] = JSON.parse(stdout).files;
    expect(file.left.map((left: { reason: string }) => left.reason)).toEqual([reason]);
    expect(project.read('src/a.ts')).toBe(source);
  });

  it.each<[string, string, string]>([
    ['a shebang', 'src/tool.ts', '#!/usr/bin/env node\nconsole.log(1, 2);\n'],
    [
      'an argument parser',
      'src/tool.ts',
      "import { Command } from 'commander';\nconsole.log(new Command(), 2);\n",
    ],
    ['a script', 'scripts/seed.ts', "console.log('seeding', 2);\n"],
    ['a migration', 'src/migrations/1.ts', "console.log('migrating', 2);\n"],
    ['a test', 'src/a.test.ts', "console.log('testing', 2);\n"],
    [
      "an example's logger",
      'src/examples/a.ts',
      "import { logger } from '../logger.js';\nlogger.info(`Place ${id}`);\n",
    ],
    [
      "a migration's logger",
      'src/userMigration.ts',
      "import { logger } from './logger.js';\nlogger.info(`Move ${id}`);\n",
    ],
    ['browser code', 'src/view.tsx', "export const View = () => { console.log('x', 2); return <div />; };\n"],
    ['generated code', 'src/api.generated.ts', "console.log('x', 2);\n"],
  ])('%s', async (_name, path, source) => {
    const project = service('pino', { [path]: source });
    const before = project.snapshot();
    const { stdout } = await project.run('.', '--allow-dirty', '--format', 'json');
    expect(project.snapshot()).toEqual(before);
    expect(JSON.parse(stdout).files[0].left).toHaveLength(1);
  });

  it('migrates the kinds that --include names', async () => {
    const project = service('pino', {
      'scripts/seed.ts': "console.log('seeding', rows);\n",
      'src/tool.ts': '#!/usr/bin/env node\nconsole.log(1, 2);\n',
    });
    const { code } = await project.run('.', '--allow-dirty', '--include', 'scripts');
    expect(code).toBe(0);
    expect(project.read('scripts/seed.ts')).toBe(
      "import { logger } from '../src/logger.js';\n\nlogger.info({ rows }, 'seeding');\n",
    );
    expect(project.read('src/tool.ts')).toContain('console.log(1, 2)');
  });

  it('a console that is shadowed is not the console', async () => {
    const project = service('pino', { 'src/a.ts': "export const f = (console) => console.log('x', 1);\n" });
    expect((await project.run('src', '--check')).code).toBe(0);
  });
});

it('leaves the console of a package that sends it to its logger', async () => {
  const source = "console.log('ready', 1);\n";
  const project = service('pino', {
    'src/a.ts': source,
    'src/start.ts': "import { logger } from './logger.js';\nconsole.log = logger.info.bind(logger);\n",
  });
  const { stdout } = await project.run('src', '--allow-dirty');
  expect(project.read('src/a.ts')).toBe(source);
  expect(stdout).toContain('the package sends its console to its logger');
});

it('writes what is said before the process ends with a logger that the file gets, so that a second run is empty', async () => {
  const usage = "if (!process.env.PORT) {\n  console.error('No port');\n  process.exit(1);\n}\n";
  const project = service('pino', {
    'src/a.ts': `${usage}export const f = (id) => console.log('load', id);\n`,
    'src/b.ts': usage,
  });
  await project.run('src', '--allow-dirty');
  const first = project.read('src/a.ts');
  expect(first).toContain("logger.error('No port');");
  expect(project.read('src/b.ts')).toBe(usage);
  await project.run('src', '--allow-dirty');
  expect(project.read('src/a.ts')).toBe(first);
  expect(project.read('src/b.ts')).toBe(usage);
});

it('leaves the last resort of a failing logger on the console', async () => {
  const source =
    "import { logger } from './logger.js';\nexport const f = (id) => {\n  try {\n    logger.info('x');\n  } catch (err) {\n    console.error('no log', err);\n  }\n};\n";
  const project = service('pino', { 'src/a.ts': source });
  const { stdout } = await project.run('src', '--allow-dirty');
  expect(project.read('src/a.ts')).toBe(source);
  expect(stdout).toContain('it says that logging itself failed');
});

it('leaves code alone that runs in a page of a driven browser', async () => {
  const source = "export const f = (page) => page.evaluate(() => console.log('x', location.href));\n";
  const project = service('pino', { 'src/a.ts': source });
  await project.run('src', '--allow-dirty');
  expect(project.read('src/a.ts')).toBe(source);
});

it('leaves console calls alone where the format of the winston logger drops fields', async () => {
  const project = service('winston', { 'src/a.ts': "console.log('up', id);\n" });
  project.write(
    'src/logger.ts',
    "import { createLogger, format } from 'winston';\nexport const logger = createLogger({ format: format.printf(({ level, message }) => `${level}: ${message}`) });\n",
  );
  const { stdout } = await project.run('src', '--allow-dirty');
  expect(stdout).toContain('the format of the logger prints the message alone');
});

it('names the home-made logger of a project instead of making a second one', async () => {
  const project = new Project({
    'package.json': { name: 'x', type: 'module' },
    'src/logger.ts': 'export const logger = { info: (m) => {}, warn: (m) => {}, error: (m) => {} };\n',
    'src/a.ts': "console.log('up', id);\n",
  });
  const { stdout } = await project.run('src', '--allow-dirty');
  expect(stdout).toContain('the project has a logger of its own, src/logger.ts');
  expect(project.read('src/a.ts')).toBe("console.log('up', id);\n");
});

it.each([
  [
    'a function around winston',
    'src/util/logger.ts',
    "import winston from 'winston';\nexport function createLogger(options) {\n  return winston.createLogger(options);\n}\n",
  ],
  [
    'loggers by the names of modules',
    'api/lib/logger.ts',
    "import winston from 'winston';\nexport function module(name) {\n  return logContainer.add(name);\n}\nexport default logContainer.loggers;\n",
  ],
  [
    'a class of its own',
    'src/config/logger.config.ts',
    'export class Logger {\n  log(value) {}\n  info(value) {}\n  warn(value) {}\n  error(value) {}\n}\n',
  ],
])('makes no second logger beside %s', async (_, module, text) => {
  const project = new Project({
    'package.json': { name: 'x', dependencies: { winston: '*', express: '*' } },
    [module]: text,
    'src/a.ts': "console.log('up', id);\n",
  });
  const { stdout } = await project.run('.', '--allow-dirty');
  expect(stdout).toContain(`the project has a logger of its own, ${module}`);
  expect(project.read('src/a.ts')).toBe("console.log('up', id);\n");
});

describe('a logger that is a global', () => {
  const global = {
    'package.json': { name: 'x', dependencies: { pino: '*', express: '*' } },
    'src/index.js': "global.logger = require('pino')();\nrequire('./pay');\n",
  };

  it('is logged with in the functions of a file that does already', async () => {
    const calls = (log: string) =>
      `${log};\nmodule.exports = (order) => {\n  ${log};\n  logger.info('Paid');\n};\n`;
    const project = new Project({ ...global, 'src/pay.js': calls('console.log("Up", port)') });
    const { stdout } = await project.run('src', '--allow-dirty');
    expect(project.read('src/pay.js')).toBe(
      `console.log("Up", port);\nmodule.exports = (order) => {\n  logger.info({ port }, "Up");\n  logger.info('Paid');\n};\n`,
    );
    expect(stdout).toContain('the project has a logger of its own, `global.logger` of src/index.js');
  });

  it('is none where the file has a variable of its name', async () => {
    const text = 'module.exports = (logger, id) => {\n  logger.info(1);\n  console.log("Up", id);\n};\n';
    const project = new Project({ ...global, 'src/pay.js': text });
    await project.run('src', '--allow-dirty');
    expect(project.read('src/pay.js')).toBe(text);
  });

  it('has no second one beside it', async () => {
    const project = new Project({ ...global, 'src/pay.js': 'console.log("Up", port);\n' });
    const { stdout } = await project.run('src', '--allow-dirty');
    expect(stdout).toContain('the project has a logger of its own, `global.logger` of src/index.js');
  });

  it('prints where it is the console', async () => {
    const text = 'console.log("Up", port);\n';
    const project = new Project({
      ...{ 'package.json': global['package.json'], 'src/pay.js': text },
      'src/index.js': "global.log = console.log;\nrequire('./pay');\n",
    });
    await project.run('src', '--allow-dirty');
    expect(project.read('src/pay.js')).toContain('logger.info({ port }, "Up")');
  });
});

it.each(['request-logger', 'log-viewer', 'catalog'])('a module named %s is no logger', async (name) => {
  const project = service('winston', { 'src/a.ts': "console.log('up', id);\n" });
  project.write(`src/${name}.ts`, "import winston from 'winston';\nexport default function logIt() {}\n");
  await project.run('src', '--allow-dirty');
  expect(project.read('src/a.ts')).toContain("logger.info('up', { id })");
});

it.each([
  ['double quotes', 'import { b } from "./b";', 'import { pino } from "pino";'],
  ['no semicolons', "import { b } from './b'", "import { pino } from 'pino'\n"],
])('writes a new module as its neighbours are written: %s', async (_, line, first) => {
  const project = new Project({
    'package.json': { name: 'x', type: 'module', dependencies: { pino: '*', express: '*' } },
    'src/a.ts': `${line}\nconsole.log("up", b)\n`,
    'src/b.ts': 'export const b = 1\n',
  });
  await project.run('src', '--allow-dirty');
  expect(project.read('src/logger.ts')).toContain(first);
});

it.each([
  [
    'a message that is passed on',
    'const printEvent = (prefix, event) => console.log(`${prefix} ${event.message}`);',
  ],
  [
    'an error that is sent, not caught',
    'import { NOT_ALLOWED as error } from "./errors";\nexport const sendError = () => console.warn(JSON.stringify(error));',
  ],
  [
    'an error that an operator of streams is given',
    'export const f = (stream) => stream.pipe(catchError((error) => console.error(error)));',
  ],
])('invents no message for %s', async (_, code) => {
  const project = service('pino', { 'src/a.ts': `${code}\n` });
  await project.run('src', '--allow-dirty');
  expect(project.read('src/a.ts')).toBe(`${code}\n`);
});

it('what a check returns is a text, whatever its name', async () => {
  const project = service('winston', {
    'src/a.ts':
      "import { check } from 'zip';\nexport const f = (n) => {\n  const nameError = check(n);\n  console.warn(`Skipping entry (${nameError})`);\n};\n",
  });
  expect(await project.migrated('src/a.ts')).toContain("logger.warn('Skipping entry', { nameError })");
});

it('does not make a JavaScript file import a TypeScript logger, nor a second one beside it', async () => {
  const project = new Project({
    'package.json': { name: 'x', dependencies: { pino: '*', express: '*' } },
    'tsconfig.json': { compilerOptions: { allowJs: true, noEmit: true } },
    'src/logger.ts': "import { pino } from 'pino';\nexport const logger = pino();\n",
    'src/a.js': "console.log('up', id);\n",
  });
  const before = project.snapshot();
  const { stdout } = await project.run('src', '--allow-dirty');
  expect(project.snapshot()).toEqual(before);
  expect(stdout).toContain('name one with --logger-import');
});

describe('what the file keeps', () => {
  const before =
    "'use strict';\r\n// first\r\nexport const f = (id) => {\r\n\tconsole.log(`x ${id}`);\t// last\r\n};";
  it('line ends, BOM, tabs and every untouched byte', async () => {
    const project = service('pino', { 'src/a.ts': `\uFEFF${before}` });
    expect(await project.migrated('src/a.ts')).toBe(
      "\uFEFF'use strict';\r\nimport { logger } from './logger.js';\r\n\r\n// first\r\nexport const f = (id) => {\r\n\tlogger.info({ id }, 'x {id}');\t// last\r\n};",
    );
  });

  it('a file without changes is not written at all', async () => {
    const project = service('pino', { 'src/a.ts': 'export const f = () => console.log();\n' });
    const { writeFileSync, utimesSync, statSync } = await import('node:fs');
    writeFileSync(`${project.root}/src/a.ts`, project.read('src/a.ts'));
    utimesSync(`${project.root}/src/a.ts`, 1, 1);
    await project.run('src', '--allow-dirty');
    expect(statSync(`${project.root}/src/a.ts`).mtimeMs).toBe(1000);
  });

  it.each<[string, Record<string, string | object>, string]>([
    [
      'CommonJS gets a require behind its last one',
      {
        'package.json': { dependencies: { pino: '*', express: '*' } },
        'src/logger.js': "const pino = require('pino');\nmodule.exports = { logger: pino() };\n",
        'src/a.js': "'use strict';\nconst x = require('x');\n\nconsole.log('up', x);\n",
      },
      "'use strict';\nconst x = require('x');\nconst { logger } = require('./logger');\n\nlogger.info({ x }, 'up');\n",
    ],
    [
      'neighbours without extensions',
      {
        'package.json': { dependencies: { pino: '*' } },
        'src/logger.ts': "import { pino } from 'pino';\nexport default pino();\n",
        'src/api/a.ts': "import { b } from './b';\n\nconsole.log('up', b);\n",
        'src/api/b.ts': 'export const b = 1;\n',
      },
      "import { b } from './b';\nimport logger from '../logger';\n\nlogger.info({ b }, 'up');\n",
    ],
    [
      'double quotes and no semicolons',
      {
        'package.json': { type: 'module', dependencies: { pino: '*' } },
        'src/logger.ts': "import { pino } from 'pino';\nexport const log = pino();\n",
        'src/api/a.ts': 'import { b } from "./b.js"\n\nconsole.log("up", b)\n',
        'src/api/b.ts': 'export const b = 1\n',
      },
      'import { b } from "./b.js"\nimport { log } from "../logger.js"\n\nlog.info({ b }, "up")\n',
    ],
    [
      'a name that is taken',
      {
        'package.json': { type: 'module', dependencies: { pino: '*' } },
        'src/logger.ts': "import { pino } from 'pino';\nexport const logger = pino();\n",
        'src/api/a.ts': "export const f = (logger) => console.log('up', logger);\n",
      },
      "import { logger as appLogger } from '../logger.js';\n\nexport const f = (logger) => appLogger.info({ logger }, 'up');\n",
    ],
  ])('%s', async (_name, files, after) => {
    const project = new Project(files);
    const path = 'src/a.js' in files ? 'src/a.js' : 'src/api/a.ts';
    expect(await project.migrated(path)).toBe(after);
  });
});

describe('the logger module', () => {
  it('is created in the package when there is none, and the report says what to install', async () => {
    const project = new Project({
      'package.json': { name: 'bare', type: 'module' },
      'tsconfig.json': {},
      'src/a.ts': "console.log('up', 1);\n",
    });
    const { stdout } = await project.run('src', '--allow-dirty');
    expect(project.read('src/logger.ts')).toBe(
      "import { pino } from 'pino';\n\nexport const logger = pino({ level: process.env.LOG_LEVEL ?? 'info' });\n",
    );
    expect(stdout).toContain('npm install pino');
    expect(stdout).toContain('created  src/logger.ts');
  });

  it('takes the credentials out of the errors of HTTP clients', async () => {
    const project = new Project({
      'package.json': { name: 'shop', type: 'module', dependencies: { axios: '^1.0.0' } },
      'src/a.js': 'try {\n  run();\n} catch (err) {\n  console.error(`failed: ${err.message}`);\n}\n',
    });
    await project.run('src', '--allow-dirty');
    // The error is logged whole where its request is redacted.
    expect(project.read('src/a.js')).toContain("logger.error({ err }, 'failed');");

    const made = project
      .read('src/logger.js')
      .replace(/^import .*$/m, '')
      .replace('export const logger =', 'return');
    const written: string[] = [];
    const logger = new Function('pino', made)((options: LoggerOptions) =>
      pino(options, { write: (line: string) => void written.push(line) }),
    ) as Logger;
    const server = createServer((_request, response) =>
      response.writeHead(500, { 'set-cookie': 'sid=s3cret' }).end('{"why":"broken"}'),
    ).listen(0);
    const { port } = server.address() as AddressInfo;
    const failing = axios.post(
      `http://127.0.0.1:${port}/orders`,
      { password: 's3cret' },
      { headers: { Authorization: 'Bearer s3cret' }, auth: { username: 'u', password: 's3cret' } },
    );
    const err = await failing.catch((error: unknown) => error);
    server.close();
    logger.error({ err }, 'failed');
    expect(written).toHaveLength(1);
    expect(written[0]).not.toContain('s3cret');
    expect(written[0]).toContain('"status":500');
    expect(written[0]).toContain('broken');
    expect(written[0]).toContain('/orders');
  });

  it('is never created outside the given paths', async () => {
    const project = new Project({ 'package.json': { name: 'x' }, 'src/api/a.ts': "console.log('up', 1);\n" });
    await project.run('src/api/a.ts', '--allow-dirty');
    expect(project.read('src/api/a.ts')).toBe("console.log('up', 1);\n");
    expect(Object.keys(project.snapshot())).toEqual(['package.json', 'src/api/a.ts']);
  });

  it('is not imported by what it imports itself', async () => {
    const project = service('pino', {
      'src/level.ts': "console.log('level', 1);\nexport const level = 'info';\n",
    });
    project.write(
      'src/logger.ts',
      "import { pino } from 'pino';\nimport { level } from './level.js';\nexport const logger = pino({ level });\n",
    );
    const { stdout } = await project.run('src', '--allow-dirty');
    expect(stdout).toContain('importing it here would close a cycle');
    expect(project.read('src/level.ts')).toContain("console.log('level', 1)");
  });

  it('is taken from --logger-import, a path or a package', async () => {
    const project = new Project({
      'package.json': { type: 'module', dependencies: { pino: '*' } },
      'src/lib/own.ts': 'export const mine = make();\n',
      'src/a.ts': "console.log('up', 1);\n",
    });
    await project.run('src', '--allow-dirty', '--logger-import', './src/lib/own.ts#mine');
    expect(project.read('src/a.ts')).toBe("import { mine } from './lib/own.js';\n\nmine.info('up 1');\n");
    project.write('src/b.ts', "console.log('up', 1);\n");
    await project.run('src', '--allow-dirty', '--logger-import', '@acme/log#default');
    expect(project.read('src/b.ts')).toBe("import logger from '@acme/log';\n\nlogger.info('up 1');\n");
  });

  it('writes what a helper tells of an error beside the fields', async () => {
    const project = new Project({
      'package.json': { name: 'guild', dependencies: { '@nestjs/common': '12' } },
      'src/errors.ts':
        'export function stackOf(error: unknown): string | undefined {\n  return error instanceof Error ? error.stack : undefined;\n}\n\nexport function ownerOf(error: { owner: string }): string {\n  return error.owner;\n}\n',
      'src/guild.service.ts':
        "import { Injectable, Logger } from '@nestjs/common';\nimport { ownerOf, stackOf } from './errors';\n\n@Injectable()\nexport class GuildService {\n  private readonly logger = new Logger(GuildService.name);\n\n  async kick(guildId: string) {\n    try {\n      await this.send(guildId);\n    } catch (err) {\n      this.logger.error(`kick failed: guild=${guildId}`, stackOf(err));\n      this.logger.warn(`kick failed: guild=${guildId}`, this.reason(err));\n      this.logger.warn(`kick failed: guild=${guildId}`, ownerOf(err as never));\n      this.logger.error('kick failed', stackOf(err));\n    }\n  }\n\n  private reason(error: unknown): string {\n    if (error instanceof Error) return error.message;\n    return String(error);\n  }\n}\n",
    });
    const text = await project.migrated('src/guild.service.ts');
    expect(text).toContain("this.logger.error({ msg: 'kick failed', guildId, stack: stackOf(err) });");
    expect(text).toContain(
      "this.logger.warn({ msg: 'kick failed', guildId, errorMessage: this.reason(err) });",
    );
    expect(text).toContain('this.logger.warn(`kick failed: guild=${guildId}`, ownerOf(err as never));');
    expect(text).toContain("this.logger.error('kick failed', stackOf(err));");
  });

  it.each(['pino', 'winston', 'bunyan', 'log4js', 'tslog', 'consola', 'powertools', 'nestjs'])(
    'is written for --logger %s so that it parses and the files that import it too',
    async (library) => {
      for (const type of ['module', 'commonjs']) {
        const project = new Project({
          'package.json': { name: 'x', type },
          'src/a.js': "console.log('up', id);\n",
        });
        const { code } = await project.run('src', '--allow-dirty', '--logger', library);
        expect(code).toBe(0);
        const again = await project.run('src', '--check', '--logger', library);
        expect(again).toMatchObject({ code: 0, stderr: '' });
      }
    },
  );
});

it('changes nothing when it is run again', async () => {
  const project = service('pino', {
    'src/a.ts':
      "export async function f(id, e) {\n  console.log(`a ${id}`, { id }, await g());\n  console.error(e);\n  console.assert(id, 'no id');\n  console.log('-----');\n}\n",
  });
  await project.run('src', '--allow-dirty');
  const once = project.snapshot();
  const again = await project.run('src', '--allow-dirty', '--format', 'json');
  expect(JSON.parse(again.stdout).summary).toMatchObject({ changed: 0, migrated: 0 });
  expect(project.snapshot()).toEqual(once);
});

describe("a text that a function of the project's own colours", () => {
  const colours =
    "export const text = () => 'x';\nexport function Green(text) { return `\\x1b[32m${text}`; }\n";
  const writtenFor = (imports: string, call: string) =>
    service('pino', {
      'src/colours.js': colours,
      'src/a.ts': `${imports}export const f = (id) => {\n  ${call}\n  return Green;\n};\n`,
    }).migrated('src/a.ts');

  it('is its text', async () => {
    expect(
      await writtenFor(
        "import { Green } from './colours.js';\n",
        "console.log(`${Green('[ok]')} loaded ${id}`);",
      ),
    ).toContain("logger.info({ id }, '[ok] loaded {id}');");
  });

  it('is a value where the function is of a package that is not known for colours', async () => {
    expect(
      await writtenFor(
        "import { Green } from 'traffic-lights';\n",
        'console.log(`switched to ${Green(id)} again`);',
      ),
    ).toContain('Green(id)');
  });
});

describe('errors without a text, in functions within each other', () => {
  it('are named in one run', async () => {
    const project = new Project({
      'package.json': { name: 'shop', type: 'module', dependencies: { express: '*', pino: '*' } },
      'src/logger.js': "import { pino } from 'pino';\nexport const logger = pino();\n",
      'src/drop.js':
        'export function dropTables(db, done) {\n  db.deleteTable(files, (err) => {\n    if (err) console.error(err);\n    db.deleteTable(batches, (err) => {\n      if (err) console.error(err);\n      done();\n    });\n  });\n}\n',
    });
    const text = await project.migrated('src/drop.js');
    expect(text.split("logger.error({ err }, 'deleteTable failed')")).toHaveLength(3);
    expect((await project.run('src', '--allow-dirty', '--check')).code).toBe(0);
  });
});
