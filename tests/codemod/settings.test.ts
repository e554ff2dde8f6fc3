import { describe, expect, it } from 'vitest';
import { Project } from './project.js';

/** A service that logs with a package's logger, and has settings. */
function shop(observability: unknown, files: Readonly<Record<string, string>> = {}): Project {
  return new Project({
    'package.json': { name: 'shop', type: 'module', dependencies: { express: '*' }, observability },
    'src/orders.ts':
      "import { log } from '@acme/log';\nexport const load = (id: string) => {\n  log.info(`Order loaded: ${id}`);\n};\n",
    ...files,
  });
}

describe('"observability" of the package.json', () => {
  it('names a logger whose calls are migrated', async () => {
    const project = shop({ loggers: [{ from: '@acme/log', name: 'log', like: 'pino' }] });
    expect(await project.migrated('src/orders.ts')).toContain("log.info({ id }, 'Order loaded');");
  });

  it('is that of the root, for a run in one of its packages', async () => {
    const root = new Project({
      'package.json': {
        name: 'shop',
        workspaces: ['packages/*'],
        observability: { loggers: [{ from: './packages/log/bridge.js', name: 'log', like: 'pino' }] },
      },
      'packages/log/bridge.ts': "import { load } from 'acme';\nexport const log = load();\n",
      'packages/app/package.json': { name: 'app', type: 'module', dependencies: { express: '*' } },
      'packages/app/src/orders.ts':
        "import { log } from '../../log/bridge.js';\nexport const load = (id: string) => {\n  log.info(`Order loaded: ${id}`);\n};\n",
    });
    const inside = Object.assign(new Project({}), { root: `${root.root}/packages/app` });
    expect((await inside.run('.', '--dry-run')).stdout).toContain("+  log.info({ id }, 'Order loaded');");
  });

  it('names the library and the logger that the console is migrated to; flags win', async () => {
    const files = {
      'src/main.ts': 'export const start = (port: number) => {\n  console.log(`ready on ${port}`);\n};\n',
      'src/lib/log.ts': "import { load } from 'acme';\nexport const logger = load();\n",
    };
    const logger = { library: 'winston', import: { from: './src/lib/log.js', name: 'logger' } };
    const told = shop({ logger }, files);
    const { stdout } = await told.run('src', '--dry-run');
    expect(stdout).toContain("+  logger.info('ready on {port}', { port });");
    expect(stdout).toContain("+import { logger } from './lib/log.js';");
    expect(stdout).toContain('Logger: winston ("observability" in package.json).');
    const flagged = await told.run('src', '--dry-run', '--logger', 'pino');
    expect(flagged.stdout).toContain("+  logger.info({ port }, 'ready on {port}');");
    expect(flagged.stdout).toContain('Logger: pino (--logger).');
  });

  it('names a logger that the console is migrated to where a file logs with it', async () => {
    const loggers = ['log', 'Logger', 'makeLogger'].map((name) => ({
      from: '@acme/log',
      name,
      like: 'pino',
    }));
    const project = shop(
      { loggers },
      {
        'src/value.ts':
          "import { log } from '@acme/log';\nexport const start = (port: number) => {\n  log.info('starting');\n  console.log(`ready on ${port}`);\n};\n",
        'src/class.ts':
          "import { Logger, makeLogger } from '@acme/log';\nexport const start = (port: number) => {\n  console.log(`ready on ${port}`);\n};\n",
        'src/instance.ts':
          "import { Logger } from '@acme/log';\nconst logger = new Logger();\nexport const start = (port: number) => {\n  console.log(`ready on ${port}`);\n};\n",
      },
    );
    await project.run('src', '--allow-dirty');
    expect(project.read('src/value.ts')).toContain("log.info({ port }, 'ready on {port}');");
    expect(project.read('src/instance.ts')).toContain("  logger.info({ port }, 'ready on {port}');");
    // A logger module is made for it.
    expect(project.read('src/class.ts')).toMatch(/import \{ logger \} from '\.\/logger/);
  });

  it('says once what is wrong with it, and goes on', async () => {
    const project = shop({ logers: [], loggers: [{ from: '@acme/log', name: 'log', like: 'pino' }] });
    const { code, stdout, stderr } = await project.run('src', '--dry-run');
    expect(stderr).toBe(
      'obs-codemod: "observability" in package.json: Unknown key `logers`: did you mean `loggers`?\n',
    );
    expect(stdout).toContain("+  log.info({ id }, 'Order loaded');");
    expect(code).toBe(0);
  });

  it('2 for a path that lacks its dot', async () => {
    const project = shop(
      { logger: { library: 'pino', import: { from: 'src/log.js', name: 'log' } } },
      { 'src/log.js': "import { pino } from 'pino';\nexport const log = pino();\n" },
    );
    const { code, stderr } = await project.run('src', '--dry-run');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'obs-codemod: "observability" in package.json: logger.import.from src/log.js: no such package; did you mean ./src/log.js?\n',
    });
  });

  it('2 for a logger module that is not there', async () => {
    const project = shop({ logger: { library: 'pino', import: { from: './src/no.js', name: 'log' } } });
    const { code, stderr } = await project.run('src', '--dry-run');
    expect(code).toBe(2);
    expect(stderr).toBe(
      'obs-codemod: "observability" in package.json: logger.import.from ./src/no.js: no such module\n',
    );
  });
});
