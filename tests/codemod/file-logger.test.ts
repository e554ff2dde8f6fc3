import { describe, expect, it } from 'vitest';
import { Project } from './project.js';

const PRINTS = 'export function ship(orderId) {\n  console.log(`Order ${orderId} shipped`);\n}\n';
const CREATE = "import { pino } from 'pino';\nexport const createLogger = (name) => pino({ name });\n";
const CJS =
  "const winston = require('winston');\nconst makeLog = (label) => winston.createLogger({ label });\nmodule.exports = { makeLog };\n";

type Files = Readonly<Record<string, string | object>>;

/** A service two of whose files make loggers of their own. */
const service = (files: Files, type = 'module') =>
  new Project({
    'package.json': { name: 'shop', type, dependencies: { express: '*', pino: '*' } },
    ...files,
  });

const uses = (statement: string, made = "import { createLogger } from '../log.js';") =>
  `${made}\n\n${statement}\nexport const run = () => logger.info('Up');\n`;

describe('a package whose files make loggers of their own', () => {
  it.each<[string, string, string, string]>([
    ['the file', "'store'", "'pay'", "'ship-orders'"],
    ['the folder and the file', "'orders/store'", "'orders/pay'", "'orders/ship-orders'"],
    ['an option', "{ module: 'store' }", "{ module: 'pay' }", "{ module: 'ship-orders' }"],
    ['the file as a class', "'Store'", "'Pay'", "'ShipOrders'"],
    ['the module itself', 'import.meta.url', 'import.meta.url', 'import.meta.url'],
    ['one name for all', "'orders'", "'orders'", "'orders'"],
    ['nothing', '', '', ''],
  ])('makes one in another file too, named after %s', async (_, store, pay, ship) => {
    const project = service({
      'src/log.ts': CREATE,
      'src/orders/store.ts': uses(`const logger = createLogger(${store});`),
      'src/orders/pay.ts': uses(`const logger = createLogger(${pay});`),
      'src/orders/ship-orders.ts': PRINTS,
    });
    expect(await project.migrated('src/orders/ship-orders.ts')).toBe(
      `import { createLogger } from '../log.js';\n\nconst logger = createLogger(${ship});\n\n${PRINTS.replace(
        'console.log(`Order ${orderId} shipped`)',
        "logger.info({ orderId }, 'Order {orderId} shipped')",
      )}`,
    );
    const { stdout } = await project.run('.', '--allow-dirty');
    expect(stdout).toContain('Nothing to migrate');
  });

  it.each<[string, readonly string[], string | undefined]>([
    [
      'most say the name of the service',
      ["'orders'", "'orders'", '"orders"', "['orders']", "'orders-audit'"],
      "'orders'",
    ],
    ['each says something else', ["'one'", "'two'", "'three'", "'four'", "'five'"], undefined],
    ['hardly more than half agree', ["'orders'", "'orders'", "'orders'", "'two'", "'three'"], undefined],
  ])('is given what most give theirs: %s', async (_, given, ship) => {
    const others = given.map((argument, index) => [
      `src/orders/part-${index}.ts`,
      uses(`const logger = createLogger(${argument});`),
    ]);
    const project = service({
      'src/log.ts': CREATE,
      ...Object.fromEntries(others),
      'src/orders/ship-orders.ts': PRINTS,
    });
    const text = await project.migrated('src/orders/ship-orders.ts');
    if (ship === undefined) expect(text).not.toContain('createLogger');
    else expect(text).toContain(`const logger = createLogger(${ship});`);
  });

  it('sees what they make in whichever of them it is seen', async () => {
    const project = service({
      'src/log.ts': CREATE,
      // Nothing is made here: it is text.
      'src/orders/a.ts':
        "import { createLogger } from '../log.js';\n\nexport const maker = createLogger;\nexport const sample = `\nconst logger = createLogger();\n`;\n",
      'src/orders/pay.ts': uses('const logger = createLogger();'),
      'src/orders/store.ts': uses('const logger = createLogger();'),
      'src/orders/ship-orders.ts': PRINTS,
    });
    expect(await project.migrated('src/orders/ship-orders.ts')).toContain('const logger = createLogger();');
    const { stdout } = await project.run('.', '--allow-dirty');
    expect(stdout).toContain('Nothing to migrate');
  });

  it('is none for a catalog that files load', async () => {
    const loads = (call: string) =>
      `import { loadCatalog } from '../catalog.js';\n\nconst catalog = loadCatalog();\n${call}\n`;
    const project = service({
      'src/catalog.ts': 'export const loadCatalog = () => new Map<string, string>();\n',
      'src/orders/store.ts': loads('export const names = catalog.keys();'),
      'src/orders/pay.ts': loads(PRINTS),
    });
    expect(await project.migrated('src/orders/pay.ts')).toContain(
      "logger.info({ orderId }, 'Order {orderId} shipped')",
    );
  });

  it('gives it another name where that of the others is taken', async () => {
    const project = service({
      'src/log.ts': CREATE,
      'src/orders/store.ts': uses("const logger = createLogger('store');"),
      'src/orders/pay.ts': uses("const logger = createLogger('pay');"),
      'src/orders/ship.ts': `${PRINTS}\nexport const report = (logger) => logger.flush();\n`,
    });
    const text = await project.migrated('src/orders/ship.ts');
    expect(text).toContain("const appLogger = createLogger('ship');");
    expect(text).toContain("appLogger.info({ orderId }, 'Order {orderId} shipped')");
    expect((await project.run('.', '--allow-dirty')).stdout).toContain('Nothing to migrate');
  });

  it.each([
    ['a member of a module', "import * as journal from '../journal';", 'journal.getLogger'],
    ['a function', "import { openJournal } from '../journal';", 'openJournal'],
  ])('makes no other beside those of %s whose contract is not seen', async (_, made, callee) => {
    const project = service({
      'src/journal.ts':
        'export function getLogger(part: string) { return wrap(part); }\nexport const openJournal = getLogger;\n',
      'src/orders/store.ts': uses(`const logger = ${callee}('store of orders');`, made),
      'src/orders/pay.ts': uses(`const logger = ${callee}('payments');`, made),
      'src/orders/ship-orders.ts': PRINTS,
    });
    const { stdout } = await project.run('.', '--dry-run');
    expect(stdout).toMatch(/1 call: the project has a logger of its own, .*\.\.\/journal: name a logger/);
    expect(stdout).not.toContain('would create');
  });

  it('makes one with what a CommonJS module exports, under the name that the others have', async () => {
    const project = service(
      {
        'lib/log.js': CJS,
        'lib/store.js':
          "const { makeLog } = require('./log');\nconst log = makeLog('store');\nlog.info('Up');\n",
        'lib/pay.js': "const { makeLog } = require('./log');\nconst log = makeLog('pay');\nlog.info('Up');\n",
        'lib/ship.js': `const fs = require('fs');\nexports.ship = (orderId) => {\n  console.log(\`Order \${orderId} shipped\`);\n};\n`,
      },
      'commonjs',
    );
    const text = await project.migrated('lib/ship.js');
    expect(text).toContain("const { makeLog } = require('./log');\n\nconst log = makeLog('ship');\n");
    expect(text).toContain("log.info('Order {orderId} shipped', { orderId })");
  });

  it('makes one of a package, as it is', async () => {
    const made = (name: string) =>
      `const log4js = require('log4js');\nconst logger = log4js.getLogger('${name}');\nlogger.info('Up');\n`;
    const project = service(
      {
        'package.json': { name: 'shop', dependencies: { express: '*', log4js: '*' } },
        'lib/store.js': made('store'),
        'lib/pay.js': made('pay'),
        'lib/ship.js': "exports.ship = () => {\n  console.log('Order shipped');\n};\n",
      },
      'commonjs',
    );
    expect(await project.migrated('lib/ship.js')).toBe(
      "const log4js = require('log4js');\n\nconst logger = log4js.getLogger('ship');\n\nexports.ship = () => {\n  logger.info('Order shipped');\n};\n",
    );
  });

  it.each<[string, Files]>([
    ['one file does so', { 'src/orders/pay.ts': 'export const pay = 1;\n' }],
    [
      'nothing says how it is named',
      { 'src/orders/pay.ts': uses("const logger = createLogger('checkout');") },
    ],
    [
      'more import one that is there',
      {
        'src/log.ts': `${CREATE}export const logger = pino();\n`,
        ...Object.fromEntries(
          ['a', 'b', 'c'].map((name) => [`src/${name}.ts`, uses('', "import { logger } from './log.js';")]),
        ),
      },
    ],
    [
      'nobody can tell what that takes',
      { 'src/log.ts': "import { load } from 'acme';\nexport const createLogger = (name) => load(name);\n" },
    ],
  ])('makes none where %s', async (_, files) => {
    const project = service({
      'src/log.ts': CREATE,
      'src/orders/store.ts': uses("const logger = createLogger('shop');"),
      'src/orders/pay.ts': uses("const logger = createLogger('shop');"),
      'src/orders/ship-orders.ts': PRINTS,
      ...files,
    });
    await project.run('.', '--allow-dirty');
    expect(project.read('src/orders/ship-orders.ts')).not.toContain('createLogger(');
  });
});

describe('files that each chose a name for their logger', () => {
  const named = (names: readonly string[], type = 'module') =>
    service(
      {
        'src/log.ts': CREATE,
        ...Object.fromEntries(
          names.map((name, i) => [`src/orders/part${i}.ts`, uses(`const logger = createLogger('${name}');`)]),
        ),
        'src/orders/shipOrders.ts': PRINTS,
      },
      type,
    );
  const parts = ['store', 'pay', 'cart', 'mail', 'stock', 'price', 'tax', 'audit'];

  it.each<[string, readonly string[], string | undefined]>([
    ['spelled with dashes', parts.map((name) => `service-${name}`), 'ship-orders'],
    [
      'spelled as classes',
      parts.map((name) => `Service${name[0]?.toUpperCase()}${name.slice(1)}`),
      'ShipOrders',
    ],
    ['few of them', parts.slice(0, 4).map((name) => `service-${name}`), undefined],
    [
      'spelled in several ways',
      parts.map((name, i) => (i % 2 ? `Service ${name}` : `service_${name}`)),
      undefined,
    ],
  ])('give another file its own, %s', async (_, names, expected) => {
    const project = named(names);
    await project.run('.', '--allow-dirty');
    const text = project.read('src/orders/shipOrders.ts');
    if (expected === undefined) expect(text).not.toContain('createLogger');
    else expect(text).toContain(`const logger = createLogger('${expected}');`);
  });

  it('makes it without a semicolon where the file has none', async () => {
    const project = service({
      'src/log.ts': CREATE,
      'src/orders/store.ts': uses("const logger = createLogger('store')"),
      'src/orders/pay.ts': uses("const logger = createLogger('pay')"),
      'src/orders/ship.ts': `const last = open('new')\n\n${PRINTS.replaceAll(';', '')}`,
    });
    await project.run('.', '--allow-dirty');
    expect(project.read('src/orders/ship.ts')).toContain(
      "import { createLogger } from '../log.js'\n\nconst logger = createLogger('ship')\n",
    );
  });
});
