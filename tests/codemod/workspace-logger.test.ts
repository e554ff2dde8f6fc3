import { describe, expect, it } from 'vitest';
import { Project } from './project.js';

const PRINTS = "export async function ship(orderId: string) {\n  console.log('Order shipped', orderId);\n}\n";
const LOGS =
  "import { logger } from '@acme/log';\n\nexport const store = (id: string) => logger.info({ id }, 'Order stored');\n";
const PINO = "import { pino } from 'pino';\nexport const logger = pino();\n";
const WINSTON = "import { createLogger } from 'winston';\nexport const logger = createLogger({});\n";
const HOME_MADE =
  'class Logger {\n  info(...parts: unknown[]) {\n    process.stdout.write(parts.map(String).join());\n  }\n}\nexport const logger = new Logger();\n';

type Files = Readonly<Record<string, string | object>>;

const manifest = (name: string, ...dependencies: string[]) => ({
  name,
  type: 'module',
  dependencies: Object.fromEntries(dependencies.map((each) => [each, '*'])),
});

/** A workspace: `@acme/orders` logs with `@acme/log`, `@acme/shipping` prints. */
const workspace = (files: Files) =>
  new Project({
    'package.json': { name: 'acme', private: true, workspaces: ['packages/*'] },
    'packages/log/package.json': manifest('@acme/log', 'pino'),
    'packages/log/src/index.ts': PINO,
    'packages/orders/package.json': manifest('@acme/orders', '@acme/log', 'express'),
    'packages/orders/src/store.ts': LOGS,
    'packages/shipping/package.json': manifest('@acme/shipping', 'express'),
    'packages/shipping/src/ship.ts': PRINTS,
    ...files,
  });

const SHIP = 'packages/shipping/src/ship.ts';

/** What a run left as it was: no module was made, and the calls stand. */
async function left(project: Project, ...argv: string[]): Promise<string> {
  const before = project.snapshot();
  const { code, stdout } = await project.run('.', '--allow-dirty', ...argv);
  expect(code).toBe(0);
  expect(project.snapshot()).toEqual(before);
  return stdout;
}

describe('a package of a workspace that has a logger', () => {
  it('logs with it where it depends on it', async () => {
    const project = workspace({
      'packages/shipping/package.json': manifest('@acme/shipping', 'express', '@acme/log'),
    });
    const { stdout } = await project.run('.', '--allow-dirty');
    expect(project.read(SHIP)).toContain("import { logger } from '@acme/log';");
    expect(project.read(SHIP)).toContain("logger.info({ orderId }, 'Order shipped')");
    expect(project.snapshot()).not.toHaveProperty('packages/shipping/src/logger.ts');
    expect(stdout).toContain(
      'Logger in packages/shipping: pino (the workspace logs with `logger` of @acme/log)',
    );
    expect(stdout).not.toContain('Install it');
  });

  it('logs with it as its library wants it', async () => {
    const project = workspace({
      'packages/log/package.json': manifest('@acme/log', 'winston'),
      'packages/log/src/index.ts': WINSTON,
      'packages/orders/src/store.ts':
        "import { logger } from '@acme/log';\nlogger.info('Stored', { id: 1 });\n",
      'packages/shipping/package.json': manifest('@acme/shipping', 'express', '@acme/log'),
    });
    expect(await project.migrated(SHIP)).toContain("logger.info('Order shipped', { orderId })");
  });

  it('logs with what the entry of a package that it depends on gives on', async () => {
    const project = new Project({
      'package.json': { name: 'acme', private: true, workspaces: ['packages/*'] },
      'packages/core/package.json': { ...manifest('@acme/core', 'pino'), exports: './src/index.ts' },
      'packages/core/src/index.ts': "export * from './orders';\nexport * from './lib/logger';\n",
      'packages/core/src/orders.ts': 'export const orders = [];\n',
      'packages/core/src/lib/logger.ts': PINO,
      'packages/shipping/package.json': manifest('@acme/shipping', 'express', 'pino', '@acme/core'),
      'packages/shipping/src/ship.ts': PRINTS,
    });
    await project.run('.', '--allow-dirty');
    expect(project.read(SHIP)).toContain("import { logger } from '@acme/core';");
    expect(project.snapshot()).not.toHaveProperty('packages/shipping/src/logger.ts');
  });

  it('is not asked for the logger of a package within it, nor imports it by its path', async () => {
    const project = new Project({
      'package.json': { name: 'acme', private: true, dependencies: { express: '*' } },
      'server.ts': PRINTS,
      'admin/package.json': manifest('@acme/admin', 'express', 'pino'),
      'admin/src/logger.ts': PINO,
      'admin/src/a.ts': "import { logger } from './logger';\nexport const a = () => logger.info('A');\n",
      'admin/src/b.ts': "import { logger } from './logger';\nexport const b = () => logger.info('B');\n",
    });
    await project.run('.', '--allow-dirty');
    expect(project.read('server.ts')).toContain("import { logger } from './logger");
    const before = project.snapshot();
    await project.run('.', '--allow-dirty');
    expect(project.snapshot()).toEqual(before);
  });

  it('logs with it where it depends on it and nobody logs yet', async () => {
    const project = workspace({
      'packages/orders/src/store.ts': 'export const store = 1;\n',
      'packages/shipping/package.json': manifest('@acme/shipping', 'express', '@acme/log'),
    });
    expect(await project.migrated(SHIP)).toContain("import { logger } from '@acme/log';");
  });

  it('goes on with it where it logs with it already', async () => {
    const project = workspace({
      'packages/orders/src/ship.ts': PRINTS,
      'packages/orders/src/pay.ts': LOGS.replace('store', 'pay'),
    });
    expect(await project.migrated('packages/orders/src/ship.ts')).toContain(
      "import { logger } from '@acme/log';",
    );
  });

  it('is left where it does not depend on it', async () => {
    const stdout = await left(workspace({}));
    expect(stdout).toContain(
      'the workspace has a logger, `logger` of @acme/log, that this package does not depend on: add it',
    );
    expect(stdout).toContain("1 call could be written with the workspace's logger, `logger` of @acme/log");
  });

  const unknown = (...dependencies: string[]) =>
    workspace({
      'packages/log/package.json': manifest('@acme/log'),
      'packages/log/src/index.ts': HOME_MADE,
      'packages/shipping/package.json': manifest('@acme/shipping', 'express', ...dependencies),
    });

  it('is left where nobody can tell what the logger takes', async () => {
    expect(await left(unknown('@acme/log'))).toContain(
      'the workspace has a logger, `logger` of @acme/log, whose contract is unknown: name a logger with --logger and --logger-import',
    );
  });

  it('gets a module where nobody can tell what the logger takes, and it has nothing to do with it', async () => {
    expect(await unknown().migrated(SHIP)).toContain("import { logger } from './logger.js';");
  });

  it.each(['const logger', 'const log', 'export const logger'])(
    'makes its logger with a function of the workspace where others do and it depends on it: %s',
    async (declared) => {
      const local = declared.split(' ').at(-1);
      const project = workspace({
        'packages/log/src/index.ts':
          "import { pino } from 'pino';\nexport const createLogger = (name: string) => pino({ name });\n",
        'packages/orders/src/store.ts': `import { createLogger } from '@acme/log';\n\n${declared} = createLogger('store');\n${local}.info('Store is open');\n`,
      });
      expect(await project.migrated(SHIP)).toContain("import { logger } from './logger.js';");
      const dependent = { ...manifest('@acme/shipping', 'express', '@acme/log') };
      project.write('packages/shipping/package.json', dependent);
      project.write(SHIP, PRINTS);
      project.write(
        'packages/orders/src/pay.ts',
        project.read('packages/orders/src/store.ts').replaceAll('store', 'pay'),
      );
      expect(await project.migrated(SHIP)).toContain(
        `import { createLogger } from '@acme/log';\n\nconst ${local} = createLogger('ship');\n`,
      );
    },
  );

  it('is left where the logger depends on it', async () => {
    const project = workspace({
      'packages/log/package.json': manifest('@acme/log', 'pino', '@acme/shipping'),
    });
    expect(await left(project)).toContain('depends on this package itself');
  });

  it('is left where its CommonJS cannot require the logger', async () => {
    const script = "exports.ship = (orderId) => {\n  console.log('Order shipped', orderId);\n};\n";
    const project = workspace({
      'packages/shipping/package.json': {
        ...manifest('@acme/shipping', 'express', '@acme/log'),
        type: 'commonjs',
      },
      [SHIP]: '',
      'packages/shipping/src/ship.js': script,
    });
    expect(await left(project)).toContain('the logger module is an ES module');
  });

  it('gets a module of its own where somebody names a library that it cannot reach', async () => {
    expect(await workspace({}).migrated(SHIP, '--logger', 'pino')).toContain("from './logger.js';");
  });

  it('gets one where the library that is named is another', async () => {
    const project = workspace({
      'packages/shipping/package.json': manifest('@acme/shipping', 'express', '@acme/log'),
    });
    expect(await project.migrated(SHIP, '--logger', 'winston')).toContain("from './logger.js';");
  });
});

describe('a logger that a path of the tsconfig.json leads to', () => {
  const paths = { compilerOptions: { paths: { '@shared/*': ['../../packages/*/src'] } } };
  const byPath = (files: Files) =>
    workspace({
      'packages/log/package.json': manifest('log', 'pino'),
      'packages/orders/package.json': manifest('@acme/orders', 'express'),
      'packages/orders/src/store.ts': LOGS.replace('@acme/log', '@shared/log'),
      'packages/orders/tsconfig.json': paths,
      ...files,
    });

  it('is taken where the path is there', async () => {
    const project = byPath({ 'packages/shipping/tsconfig.json': paths });
    expect(await project.migrated(SHIP)).toContain("import { logger } from '@shared/log';");
  });

  it('is not taken where it is not', async () => {
    expect(await left(byPath({}))).toContain('the workspace has a logger, `logger` of @shared/log');
  });
});

describe('a workspace without a logger', () => {
  it('gets a module in the package that prints', async () => {
    const project = workspace({
      'packages/orders/src/store.ts': 'export const store = 1;\n',
      'packages/log/src/index.ts': 'export const rate = 1;\n',
    });
    expect(await project.migrated(SHIP)).toContain("import { logger } from './logger.js';");
    expect(project.read('packages/shipping/src/logger.ts')).toContain('pino');
  });

  it('gets one where packages share a function of that name that nobody logs with', async () => {
    const project = workspace({
      'packages/log/package.json': manifest('@acme/maths'),
      'packages/log/src/index.ts': 'export const log = (n: number) => Math.log(n);\n',
      'packages/orders/src/store.ts': "import { log } from '@acme/maths';\nexport const rate = log(2);\n",
    });
    expect(await project.migrated(SHIP)).toContain("import { logger } from './logger.js';");
  });

  it('gets one where packages share a function of that name that makes something else', async () => {
    const project = workspace({
      'packages/log/src/index.ts': 'export const getLogger = () => 1;\n',
      'packages/orders/src/store.ts':
        "import { getLogger } from '@acme/log';\nexport const middleware = getLogger();\n",
    });
    expect(await project.migrated(SHIP)).toContain("import { logger } from './logger.js';");
  });

  it('gets one where each package has its own', async () => {
    const project = workspace({
      'packages/orders/src/logger.ts': PINO,
      'packages/orders/src/store.ts': LOGS.replace('@acme/log', './logger.js'),
    });
    expect(await project.migrated(SHIP)).toContain("import { logger } from './logger.js';");
  });
});
