import { describe, expect, it } from 'vitest';
import { service } from './project.js';

const PINO = "import { logger } from './logger.js';\n";
const REQUIRED = "const { logger } = require('./logger.js');\n";

async function migrated(text: string, path = 'src/a.js', ...flags: readonly string[]): Promise<string> {
  const project = service('pino', {
    'src/logger.js': "import { pino } from 'pino';\nexport const logger = pino();\n",
    [path]: text,
  });
  return project.migrated(path, ...flags);
}

describe('imports that nothing uses any more', () => {
  const GOT = "console.log(format('Got %s items', list));\n";
  const WRITTEN = "logger.info({ list }, 'Got {list} items');\n";

  it.each([
    ['a name', `import { format } from 'util';\n${PINO}${GOT}`, `${PINO}${WRITTEN}`],
    [
      'one name of two',
      `import { format, inspect } from 'util';\n${PINO}${GOT}show(inspect);\n`,
      `import { inspect } from 'util';\n${PINO}${WRITTEN}show(inspect);\n`,
    ],
    [
      'a name beside the default',
      `import util, { format } from 'util';\n${PINO}${GOT}show(util);\n`,
      `import util from 'util';\n${PINO}${WRITTEN}show(util);\n`,
    ],
    [
      'the default beside a name',
      `import util, { inspect } from 'util';\n${PINO}${GOT.replace('format', 'util.format')}show(inspect);\n`,
      `import { inspect } from 'util';\n${PINO}${WRITTEN}show(inspect);\n`,
    ],
    [
      'a namespace',
      `import * as util from 'node:util';\n${PINO}${GOT.replace('format', 'util.format')}`,
      `${PINO}${WRITTEN}`,
    ],
    [
      'used by two calls',
      `import { format } from 'util';\n${PINO}${GOT}${GOT}`,
      `${PINO}${WRITTEN}${WRITTEN}`,
    ],
    [
      'a property of its name',
      `import { format } from 'util';\n${PINO}console.log(format('Got %s', options.format), { format: 'a format' });\n`,
      `${PINO}logger.info({ optionsFormat: options.format, format: 'a format' }, 'Got {optionsFormat}');\n`,
    ],
    [
      'used elsewhere',
      `import { format } from 'util';\n${PINO}${GOT}show(...format);\n`,
      `import { format } from 'util';\n${PINO}${WRITTEN}show(...format);\n`,
    ],
  ])('%s', async (_, before, after) => {
    expect(await migrated(before)).toBe(after);
  });

  it.each([
    [
      'a module',
      `const util = require('util');\n${REQUIRED}${GOT.replace('format', 'util.format')}`,
      `${REQUIRED}${WRITTEN}`,
    ],
    ['members', `const { format } = require('node:util');\n${REQUIRED}${GOT}`, `${REQUIRED}${WRITTEN}`],
    [
      'one member of two',
      `const { inspect, format } = require('util');\n${REQUIRED}${GOT}show(inspect);\n`,
      `const { inspect } = require('util');\n${REQUIRED}${WRITTEN}show(inspect);\n`,
    ],
    [
      'a renamed member',
      `const { format: fmt } = require('util');\n${REQUIRED}${GOT.replace('format', 'fmt')}`,
      `${REQUIRED}${WRITTEN}`,
    ],
    [
      'one that is handed on',
      `const { format } = require('util');\n${REQUIRED}${GOT}module.exports = { format };\n`,
      `const { format } = require('util');\n${REQUIRED}${WRITTEN}module.exports = { format };\n`,
    ],
    [
      'a package of others, which may do something',
      `const chalk = require('chalk');\n${REQUIRED}console.log('up', id);\n`,
      `const chalk = require('chalk');\n${REQUIRED}logger.info({ id }, 'up');\n`,
    ],
    [
      'what coloured texts, which are all records now',
      `const chalk = require('chalk');\n${REQUIRED}console.log(chalk.green('Server is up'));\nconsole.log(chalk.red.bold(\`No order \${id}\`));\n`,
      `${REQUIRED}logger.info('Server is up');\nlogger.info({ orderId: id }, 'No order {orderId}');\n`,
    ],
    [
      'what colours another text as well',
      `const chalk = require('chalk');\n${REQUIRED}console.log(chalk.green('Server is up'));\nshow(chalk.red('x'));\n`,
      `const chalk = require('chalk');\n${REQUIRED}logger.info('Server is up');\nshow(chalk.red('x'));\n`,
    ],
  ])('required: %s', async (_, before, after) => {
    expect(await migrated(before, 'src/a.cjs')).toBe(after);
  });

  it.each([
    ["import chalk from 'chalk';", 'chalk.yellow(name)'],
    [
      "import { yellow, red } from 'colorette';",
      'yellow(name)',
      "import { red } from 'colorette';\n",
      'show(red);\n',
    ],
    ["import pc from 'picocolors';", 'pc.bold(pc.yellow(name))'],
  ])('colours no value: %s', async (imported, coloured, kept = '', used = '') => {
    const before = `${imported}\n${PINO}export const f = (name) => {\n  console.log(\`Shop \${${coloured}} is open\`);\n};\n${used}`;
    expect(await migrated(before)).toBe(
      `${kept}${PINO}export const f = (name) => {\n  logger.info({ shopName: name }, 'Shop {shopName} is open');\n};\n${used}`,
    );
  });

  it.each(["console.log('Shop is open'.green);", 'console.log(`Shop is open`.bold.green);'])(
    'colours no text by its members: %s',
    async (code) => {
      expect(await migrated(`import 'colors';\n${PINO}${code}\n`)).toBe(
        `import 'colors';\n${PINO}logger.info('Shop is open');\n`,
      );
    },
  );

  it.each([
    'console.log(palette.green);',
    "console.log(chalk.green('up', id));",
    "console.log(colors.green('up'));",
  ])('colours what is left: %s', async (code) => {
    const text = `import chalk from 'chalk';\nimport colors from 'colors';\n${PINO}${code}\nexport { chalk };\n`;
    expect(await migrated(text)).toContain(code);
  });
});

describe('lines that are wrapped', () => {
  const call =
    'console.log(`A text that is rather long for one line of ${customer.identifier}`, { supplier, warehouse });';

  it.each([
    ['four spaces', '    '],
    ['two spaces', '  '],
    ['tabs', '\t'],
    ['three spaces', '   '],
  ])('are indented as the file is: %s', async (_, step) => {
    const text = `${PINO}\nexport function run(customer, supplier, warehouse) {\n${step}if (customer) {\n${step}${step}${call}\n${step}}\n}\n`;
    const inner = step.repeat(3);
    expect(await migrated(text)).toContain(`\n${step}${step}logger.info(\n${inner}{ customerIdentifier`);
  });
});

describe('a method of the console that is handed on', () => {
  it.each([
    [
      'orders.findOne(id).catch(console.error);',
      "orders.findOne(id).catch((err) => logger.error({ err }, 'orders.findOne failed'));",
    ],
    ['run().catch(console.error);', "run().catch((err) => logger.error({ err }, 'run failed'));"],
    [
      'void orders.sync().finally(stop).catch(console.log);',
      "void orders.sync().finally(stop).catch((err) => logger.error({ err }, 'orders.sync failed'));",
    ],
    ["redis.on('error', console.warn);", "redis.on('error', (err) => logger.warn({ err }, 'redis error'));"],
    [
      "process.on('unhandledRejection', console.error);",
      "process.on('unhandledRejection', (err) => logger.error({ err }, 'Unhandled rejection'));",
    ],
  ])('%s becomes a function that logs', async (before, after) => {
    expect(await migrated(`${PINO}${before}\n`)).toBe(`${PINO}${after}\n`);
  });

  it.each([
    'Promise.all(jobs).catch(console.error);',
    'jobs.forEach(console.log);',
    "child.stdout.on('data', console.log);",
  ])('%s is left', async (code) => {
    expect(await migrated(`${PINO}${code}\n`)).toBe(`${PINO}${code}\n`);
  });

  it('has its logger imported', async () => {
    expect(await migrated('run().catch(console.error);\n')).toContain(PINO);
  });
});

describe('an error without a text', () => {
  const sole = (code: string) => `${PINO}export function load(app, orders) {\n  ${code}\n}\n`;

  it.each([
    [
      'sync().catch((e) => console.error(e));',
      "sync().catch((e) => logger.error({ err: e }, 'sync failed'));",
    ],
    [
      'orders.pay().then(show).catch((error) => { console.log(error); });',
      "orders.pay().then(show).catch((error) => { logger.error({ err: error }, 'orders.pay failed'); });",
    ],
    [
      'sync().then(show, function (e) { console.error(e.message); });',
      "sync().then(show, function (e) { logger.error({ err: e }, 'sync failed'); });",
    ],
    [
      "app.get('/orders/:id', async (req, res) => { try { show(await pay()); } catch (e) { console.error(e); } });",
      "app.get('/orders/:id', async (req, res) => { try { show(await pay()); } catch (e) { logger.error({ err: e }, 'GET /orders/:id failed'); } });",
    ],
    [
      "app.post('/orders', wrap(async (req) => { try { show(req); } catch (e) { console.error(e); } }));",
      "app.post('/orders', wrap(async (req) => { try { show(req); } catch (e) { logger.error({ err: e }, 'POST /orders failed'); } }));",
    ],
    [
      "app.on('order', async (order) => { try { await orders.update(order); } catch (e) { console.error(e); } });",
      "app.on('order', async (order) => { try { await orders.update(order); } catch (e) { logger.error({ err: e }, 'orders.update failed'); } });",
    ],
    [
      "run({ onRetry: (e) => { try { app.warn(); } catch (e) { console.error('Lost', e); } console.warn('Again: ' + e.message); } });",
      "run({ onRetry: (e) => { try { app.warn(); } catch (e) { logger.error({ err: e }, 'Lost'); } logger.warn({ err: e }, 'Again'); } });",
    ],
    [
      "app.on('order', async (order) => { try { show(await loadOrder(order)); } catch (e) { console.error(e); } });",
      "app.on('order', async (order) => { try { show(await loadOrder(order)); } catch (e) { logger.error({ err: e }, 'loadOrder failed'); } });",
    ],
  ])('is told of by what has failed: %s', async (before, after) => {
    // Some are longer than a line.
    const joined = (text: string) => text.replace(/\s+/g, '').replaceAll(',)', ')');
    expect(joined(await migrated(sole(before)))).toBe(joined(sole(after)));
  });

  it.each([
    [
      "try { show(orders); } catch (e) { console.error('Unable to show');\n  console.error(redactSecrets(e)); }",
      "try { show(orders); } catch (e) { logger.error({ err: redactSecrets(e) }, 'Unable to show'); }",
    ],
    [
      "try { show(orders); } catch (e) { console.error('Unable to show', sanitizeError(e)); }",
      "try { show(orders); } catch (e) { logger.error({ err: sanitizeError(e) }, 'Unable to show'); }",
    ],
  ])('has its place when a function takes secrets out of it: %s', async (before, after) => {
    expect(await migrated(sole(before))).toBe(sole(after));
  });

  it.each([
    'Promise.all(orders).catch((e) => console.error(e));',
    'pending.catch((e) => console.error(e));',
    "app.on('order', async (order) => { try { await loadOrder(order); await send(order); } catch (e) { console.error(e); } });",
    "app.on('order', async (order) => { try { await orders.of(order); } catch (e) { console.error(e); } });",
    "app.on('order', async (order) => { try { await save(order); } catch (e) { console.error(e); } });",
    'sync().catch((e) => { if (e.a) console.error(e); else console.error(e); });',
  ])('is left where nothing says what has failed: %s', async (code) => {
    expect(await migrated(sole(code))).toBe(sole(code));
  });
});

describe('quotes', () => {
  it('are those of the formatter where the file has none', async () => {
    const text = 'export function load(id) {\n  console.log(`Order ${id} paid`);\n}\n';
    const project = service('pino', {
      '.prettierrc': '{ "singleQuote": false }',
      'src/logger.js': "import { pino } from 'pino';\nexport const logger = pino();\n",
      'src/a.js': text,
    });
    expect(await project.migrated('src/a.js')).toContain(
      'logger.info({ orderId: id }, "Order {orderId} paid");',
    );
  });
});

describe('fields that are spread', () => {
  it.each([
    [
      'as they are',
      "console.warn('Lost', { ...order, at: 1 });",
      "logger.warn({ data: { ...order, at: 1 } }, 'Lost');",
    ],
    [
      'not where an error among them would be lost',
      "try { pay(); } catch (e) { console.error('Lost', { ...order, error: e }); }",
      "try { pay(); } catch (e) { console.error('Lost', { ...order, error: e }); }",
    ],
  ])('are kept %s', async (_, before, after) => {
    const around = (code: string) => `export function load(order) {\n  ${code}\n}\n`;
    expect(await migrated(around(before))).toBe((before === after ? '' : `${PINO}\n`) + around(after));
  });
});

describe('a logger of its own', () => {
  it('keeps its text where that is all that it is given', async () => {
    const own =
      "import { pino } from 'pino';\nexport class Logger {\n  logger = pino();\n  info(...messages) {\n    this.logger.info(`LOG [${callerOf()}] ${messages.join(' ')}`);\n  }\n}\n";
    expect(await migrated(own, 'src/own.js')).toBe(own);
  });
});

describe('--include excused', () => {
  const CALL = 'console.log(`Order ${id} paid`);';
  const WRITTEN = "logger.info({ orderId: id }, 'Order {orderId} paid');";
  const taken = (text: string) => migrated(`${PINO}\n${text}\n`, 'src/a.js', '--include', 'excused');

  it.each([
    ['on the line before', `// eslint-disable-next-line no-console\n${CALL}`, WRITTEN],
    ['with a reason', `/* eslint-disable-next-line no-console -- no logger yet */\n${CALL}`, WRITTEN],
    ['after it', `${CALL} // eslint-disable-line no-console`, WRITTEN],
    ['of the file', `/* eslint-disable no-console */\n${CALL}\n${CALL}`, `${WRITTEN}\n${WRITTEN}`],
    [
      'of a part',
      `/* eslint-disable no-console */\n${CALL}\n/* eslint-enable no-console */\n${CALL}`,
      `${WRITTEN}\n${WRITTEN}`,
    ],
    ['of the configuration', `/* eslint no-console: "off" */\n${CALL}`, WRITTEN],
    [
      'one of several rules',
      `// eslint-disable-next-line no-console, no-undef\n${CALL}`,
      `// eslint-disable-next-line no-undef\n${WRITTEN}`,
    ],
    [
      'the last of several rules',
      `// eslint-disable-next-line no-undef, no-console -- why\n${CALL}`,
      `// eslint-disable-next-line no-undef -- why\n${WRITTEN}`,
    ],
    ["Biome's", `// biome-ignore lint/suspicious/noConsole: no logger yet\n${CALL}`, WRITTEN],
    ["TSLint's", `// tslint:disable-next-line:no-console\n${CALL}`, WRITTEN],
    ['every rule', `// eslint-disable-next-line\n${CALL}`, `// eslint-disable-next-line\n${WRITTEN}`],
  ])('removes the comment that excused the call: %s', async (_, before, after) => {
    expect(await taken(before)).toBe(`${PINO}\n${after}\n`);
  });

  it('keeps what excuses another call', async () => {
    const text = `/* eslint-disable no-console */\n${CALL}\nconsole.log('-----');`;
    expect(await taken(text)).toBe(
      `${PINO}\n/* eslint-disable no-console */\n${WRITTEN}\nconsole.log('-----');\n`,
    );
  });

  it('is no default', async () => {
    const text = `${PINO}\n// eslint-disable-next-line no-console\n${CALL}\n`;
    expect(await migrated(text)).toBe(text);
  });
});
