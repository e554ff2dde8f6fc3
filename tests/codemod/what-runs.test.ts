import { describe, expect, it } from 'vitest';
import { Project } from './project.js';

const PINO = "import { pino } from 'pino';\nexport const logger = pino();\n";
const PRINTS = 'export function ship(orderId) {\n  console.log(`Order ${orderId} shipped`);\n}\n';

describe('a package of one function', () => {
  const handler = (exported: string) =>
    `${exported} async (event) => {\n  console.log(\`REQUEST:: \${JSON.stringify(event, null, 2)}\`);\n};\n`;
  const lambda = (manifest: object, exported: string) =>
    new Project({
      'package.json': { name: 'vod', private: true },
      'source/encode/package.json': { name: 'vod-encode', main: 'index.js', ...manifest },
      'source/encode/index.js': handler(exported),
    });

  it.each(['exports.handler =', 'export const handler ='])(
    'is a service, not a library: %s',
    async (exported) => {
      const type = exported.startsWith('exports') ? 'commonjs' : 'module';
      const text = await lambda({ private: true, type }, exported).migrated('source/encode/index.js');
      expect(text).toContain("logger.info({ event }, 'REQUEST');");
    },
  );

  it('is one that nobody has marked as private', async () => {
    const text = await lambda({ version: '1.0.0', license: 'ISC' }, 'exports.handler =').migrated(
      'source/encode/index.js',
    );
    expect(text).toContain("logger.info({ event }, 'REQUEST');");
  });

  it('takes an event where it is not marked as private', async () => {
    const text = 'exports.handler = (app) => {\n  console.log(`Mounted on ${app.path}`);\n};\n';
    const library = new Project({
      'package.json': { name: 'mount', main: 'index.js' },
      'index.js': text,
    });
    expect(await library.migrated('index.js')).toBe(text);
  });

  it.each<[string, object, string]>([
    ['is published', { files: ['index.js'] }, 'exports.handler ='],
    ['gives something else', { private: true }, 'exports.encode ='],
  ])('is a library where it %s', async (_, manifest, exported) => {
    const text = await lambda(manifest, exported).migrated('source/encode/index.js');
    expect(text).toBe(handler(exported));
  });
});

describe('a program whose manifest names a main module', () => {
  const bot = (scripts: object) =>
    new Project({
      'package.json': {
        name: 'bot',
        version: '1.0.0',
        main: 'dist/index.js',
        scripts,
        dependencies: { ioredis: '*' },
      },
      'src/index.ts': "import { ship } from './ship';\nsetInterval(() => ship(1), 1000);\n",
      'src/ship.ts': PRINTS,
    });

  it.each([
    [{ 'start-bot': 'node --max-old-space-size=4000 dist/index.js' }],
    [{ 'start:worker': 'NODE_ENV=production node dist/index.js' }],
    [{ prod: 'pm2 start dist/index.js' }],
  ])('is started by %j', async (scripts) => {
    expect(await bot(scripts).migrated('src/ship.ts')).toContain('logger.info(');
  });

  it.each([
    [{ 'start-demo': 'node demo/index.js' }],
    [{ build: 'node dist/index.js' }],
    [{ start: 'tsc && webpack dist/index.js' }],
  ])('is not started by %j', async (scripts) => {
    expect(await bot(scripts).migrated('src/ship.ts')).toBe(PRINTS);
  });
});

describe('a function that is deployed as its text', () => {
  const handler = 'exports.handler = async (event) => {\n  console.log(`Started by ${event.source}`);\n};\n';
  const stack = (template: string) =>
    new Project({
      'package.json': { name: 'stack', private: true, dependencies: { 'aws-cdk-lib': '*' } },
      'templates/start/handler.js': handler,
      'templates/start/index.js': template,
    });

  it.each([
    "module.exports = { ZipFile: fs.readFileSync(__dirname + '/handler.js', 'utf8') };\n",
    "const code = lambda.Code.fromInline(fs.readFileSync(path.join(__dirname, 'handler.js'), 'utf8'));\n",
  ])('imports no logger: %s', async (template) => {
    expect(await stack(template).migrated('templates/start/handler.js')).toBe(handler);
  });

  it('is a function like others where a folder is deployed', async () => {
    const project = stack("const code = lambda.Code.fromAsset(path.join(__dirname, 'handler.js'));\n");
    expect(await project.migrated('templates/start/handler.js')).toContain('logger.info(');
  });
});

describe('what is among the components of a page', () => {
  const fetches = 'export function load(id) {\n  console.log(`Loading ${id}`);\n}\n';
  const shop = (path: string) =>
    new Project({
      'package.json': { name: 'shop', type: 'module', private: true, dependencies: { express: '*' } },
      'website/js/App.vue': '<template></template>\n',
      [path]: fetches,
    });

  it('is browser code', async () => {
    const project = shop('website/js/store/load.js');
    expect(await project.migrated('website/js/store/load.js')).toBe(fetches);
  });

  it('is not, in the folder of a server', async () => {
    const project = shop('website/js/server/load.js');
    expect(await project.migrated('website/js/server/load.js')).toContain('logger.info(');
  });

  it.each(["import { message } from 'antd';", "const { Message } = require('element-ui');"])(
    'and so is what shows messages of a library of components: %s',
    async (imports) => {
      const text = `${imports}\nexport function fail(reason) {\n  console.error(\`Import failed: \${reason}\`);\n}\n`;
      const project = new Project({
        'package.json': { name: 'shop', dependencies: { express: '*', antd: '*' } },
        'plugins/import/client.js': text,
      });
      expect(await project.migrated('plugins/import/client.js')).toBe(text);
    },
  );
});

describe('a package called a loader', () => {
  const load = "exports.handler = async (event) => {\n  console.log('Loading', event.table);\n};\n";
  const loader = (manifest: object) =>
    new Project({
      'package.json': { name: 'warehouse-loader', version: '1.0.0', main: 'index.js', ...manifest },
      'index.js': load,
    });

  it('is part of a build where webpack is there to try it', async () => {
    const project = loader({ devDependencies: { webpack: '*' } });
    expect(await project.migrated('index.js')).toBe(load);
  });

  it('is a service like others elsewhere', async () => {
    expect(await loader({}).migrated('index.js')).toContain(
      "logger.info({ table: event.table }, 'Loading');",
    );
  });
});

describe('a package whose `main` leads nowhere', () => {
  const handler = "exports.handler = async (event) => {\n  console.log('Order stored', event.orderId);\n};\n";
  const functions = (main: string, files: Record<string, string> = {}) =>
    new Project({ 'package.json': { name: 'orders', main }, 'lambda/store.js': handler, ...files });

  it.each(['index.js', './index.js', 'na'])('is no library: %s', async (main) => {
    const text = await functions(main).migrated('lambda/store.js');
    expect(text).toContain("logger.info({ orderId: event.orderId }, 'Order stored');");
  });

  it('may be one where it is built', async () => {
    expect(await functions('dist/index.js').migrated('lambda/store.js')).toBe(handler);
  });
});

describe('a program beside pages', () => {
  const shop = (files: Record<string, string | object>) =>
    new Project({
      'package.json': {
        name: 'shop',
        type: 'module',
        scripts: { dev: 'next dev', start: 'next start', worker: 'tsx worker/index.js' },
        dependencies: { next: '*', react: '*', pino: '*' },
      },
      'logger.js': PINO,
      'worker/index.js': "import { ship } from './ship.js';\nimport { run } from './queue.js';\nrun(ship);\n",
      'worker/queue.js': 'export const run = (job) => setInterval(job, 1000);\n',
      'worker/ship.js': PRINTS,
      ...files,
    });
  const logs = "logger.info({ orderId }, 'Order {orderId} shipped');";

  it('is a service, with what it alone imports', async () => {
    expect(await shop({}).migrated('worker/ship.js')).toContain(logs);
  });

  it('is one where routes import it', async () => {
    const project = shop({
      'pages/api/ship.js':
        "import { ship } from '../../lib/ship.js';\nexport default (req, res) => res.json(ship(req.body));\n",
      'lib/ship.js': PRINTS,
    });
    expect(await project.migrated('lib/ship.js')).toContain(logs);
  });

  it.each<[string, Record<string, string>]>([
    [
      'a page imports as well',
      { 'pages/ship.jsx': "import { ship } from '../worker/ship.js';\nexport default () => ship(1);\n" },
    ],
    ['nothing imports', { 'worker/index.js': 'run();\n' }],
  ])('is not seen in what %s', async (_, files) => {
    expect(await shop(files).migrated('worker/ship.js')).toBe(PRINTS);
  });
});

describe('what a `bin` starts', () => {
  const started = (manifest: object) =>
    new Project({
      'package.json': {
        name: 'api',
        type: 'module',
        bin: { api: 'src/cli.js' },
        dependencies: { express: '*', yargs: '*', pino: '*' },
        ...manifest,
      },
      'src/cli.js':
        "#!/usr/bin/env node\nimport yargs from 'yargs';\nimport { start } from './app.js';\nstart(yargs().argv);\n",
      'src/app.js':
        "import express from 'express';\nimport { ship } from './ship.js';\nexport const start = ({ port }) => express().post('/ship', ship).listen(port);\n",
      'src/logger.js': PINO,
      'src/ship.js': PRINTS,
    });

  it('is a service where it waits for requests and nobody installs it', async () => {
    expect(await started({ private: true }).migrated('src/ship.js')).toContain(
      "logger.info({ orderId }, 'Order {orderId} shipped');",
    );
  });

  it('may be a command line where others install it', async () => {
    expect(await started({}).migrated('src/ship.js')).toBe(PRINTS);
  });
});

describe('a logger in JavaScript', () => {
  const mixed = (other: string) =>
    new Project({
      'package.json': { name: 'api', dependencies: { express: '*', pino: '*' } },
      'src/logger.js': PINO,
      'src/a.ts': other,
      'src/ship.ts': PRINTS.replace('orderId)', 'orderId: string)'),
    });

  it('is that of TypeScript files where one logs with it', async () => {
    const other = "import { logger } from './logger';\nexport const run = () => logger.info('Up');\n";
    expect(await mixed(other).migrated('src/ship.ts')).toContain("import { logger } from './logger';");
  });

  it('may be none for them where nobody does', async () => {
    expect(await mixed('export const run = 1;\n').migrated('src/ship.ts')).toContain('console.log');
  });
});

describe('what is created and written', () => {
  it('is one module for files of two languages', async () => {
    const project = new Project({
      'package.json': {
        name: 'shop',
        dependencies: { express: '*' },
        devDependencies: { typescript: '4.9' },
      },
      'tsconfig.json': { compilerOptions: { allowJs: true, outDir: 'dist' } },
      'src/a.ts': PRINTS.replace('orderId)', 'orderId: string)'),
      'src/b.ts': PRINTS.replace('orderId)', 'orderId: string)'),
      'src/c.js': PRINTS,
    });
    const { stdout } = await project.run('.', '--allow-dirty');
    expect(stdout.match(/created {2}/g)).toHaveLength(1);
    expect(stdout.match(/Install it/g)).toHaveLength(1);
    expect(stdout).not.toContain('skipped');
    // The declarations of newer versions need TypeScript 5.
    expect(stdout).toContain('npm install pino@8');
  });

  it.each<[string, string]>([
    ['none', '      supplierName: supplier.name\n    },'],
    ['es5', '      supplierName: supplier.name,\n    },'],
    ['all', '      supplierName: supplier.name,\n    },'],
  ])('has the trailing commas that Prettier is told of: %s', async (trailingComma, object) => {
    const project = new Project({
      'package.json': { name: 'shop', type: 'module', dependencies: { express: '*', pino: '*' } },
      '.prettierrc': { trailingComma, singleQuote: true },
      'src/logger.js': PINO,
      'src/a.js':
        "import { logger } from './logger.js';\nexport const f = (customer, warehouse, supplier) => {\n  console.log(`Moved ${customer.identifier} from ${warehouse.address} to ${supplier.name} and back again`);\n};\n",
    });
    const text = await project.migrated('src/a.js');
    expect(text).toContain(object);
    expect(/again',\n\s*\)/.test(text)).toBe(trailingComma === 'all');
  });

  it('is nothing where the format prints the message alone, also as JSON', async () => {
    const code = 'export const f = (id) => {\n  logger.info(`Order ${id} sent`);\n};\n';
    const project = new Project({
      'package.json': { name: 'shop', type: 'module', dependencies: { express: '*', winston: '*' } },
      'src/logger.js':
        "import { createLogger, format } from 'winston';\nconst pretty = format.printf((info) => {\n  if (info.meta && info.meta instanceof Error) info.message = `${info.message} ${info.meta.stack}`;\n  else if (typeof info.message === 'object') info.message = JSON.stringify(info.message, null, 4);\n  return `${info.timestamp} ${info.level}: ${info.message}`;\n});\nexport const logger = createLogger({ format: format.combine(format.timestamp(), pretty) });\n",
      'src/a.js': `import { logger } from './logger.js';\n${code}`,
    });
    expect(await project.migrated('src/a.js')).toContain(code);
  });
});

describe('a program that is started from the folder of scripts', () => {
  const bot = (scripts: Record<string, string>) =>
    new Project({
      'package.json': { name: 'bot', type: 'module', scripts, dependencies: { pino: '*' } },
      'src/scripts/run.js': "import { start } from '../bot.js';\nawait start();\n",
      'src/bot.js':
        "import { ship } from './container.config.js';\nexport async function start() {\n  await ship();\n}\n",
      'src/container.config.js': "import { ship } from './ship.js';\nexport { ship };\n",
      'src/ship.js': PRINTS,
      'src/logger.js': PINO,
    });

  it('is a service', async () => {
    const text = await bot({ start: 'node src/scripts/run.js' }).migrated('src/ship.js');
    expect(text).toContain("logger.info({ orderId }, 'Order {orderId} shipped');");
  });

  it('is a script where somebody runs it by hand', async () => {
    const text = await bot({ repair: 'node src/scripts/run.js' }).migrated('src/ship.js');
    expect(text).toBe(PRINTS);
  });
});

describe('a function called `error`', () => {
  const app = (parameters: string) =>
    new Project({
      'package.json': { name: 'orders', type: 'module', dependencies: { pino: '*', express: '*' } },
      'src/logger.js': PINO,
      'src/handlers.js': `export function error(${parameters}) {\n  console.error('Request failed', err);\n}\n`,
    });

  it.each(['err, req, res, next', 'err, _req, response, _next'])(
    'is no logger where a framework calls it: %s',
    async (parameters) => {
      expect(await app(parameters).migrated('src/handlers.js')).toContain(
        "logger.error({ err }, 'Request failed');",
      );
    },
  );

  it.each(['err', 'err, next'])('is one where it prints what it is given: %s', async (parameters) => {
    expect(await app(parameters).migrated('src/handlers.js')).toContain('console.error(');
  });
});

describe('a folder whose files are loaded by names that are put together', () => {
  const job = "import { run } from './run.js';\n\nconsole.log('Job started');\nawait run();\n";
  const service = (index: string) =>
    new Project({
      'package.json': {
        name: 'orders',
        type: 'module',
        scripts: { start: 'node index.js' },
        dependencies: { express: '*', pino: '*' },
      },
      'index.js': `import express from 'express';\n\nexpress().listen(80);\n${index}\n`,
      'svc/run.js': 'export const run = async () => 1;\n',
      'svc/tidy.js': job,
    });

  it.each([
    "await import('./svc/' + process.env.JOB + '.js');",
    'await import(`./svc/${process.env.JOB}.js`);',
    "require('./svc/' + process.env.JOB);",
  ])('is a part of what loads it: %s', async (index) => {
    expect(await service(index).migrated('svc/tidy.js')).toContain("logger.info('Job started');");
  });

  it.each(["await import('./tasks/' + process.env.JOB + '.js');", "await import('./tasks/one.js');"])(
    'is none of what loads another: %s',
    async (index) => {
      expect(await service(index).migrated('svc/tidy.js')).toBe(job);
    },
  );
});

describe('a server that is started by a command with options', () => {
  const server = (files: Readonly<Record<string, string>>) =>
    new Project({
      'package.json': {
        name: 'tiles',
        type: 'module',
        ...{ main: 'src/main.js', bin: { tiles: 'src/main.js' }, files: ['src'] },
        dependencies: { commander: '*', express: '*' },
      },
      'src/main.js':
        "#!/usr/bin/env node\nimport { program } from 'commander';\nimport { serve } from './serve.js';\nserve(program.parse());\n",
      'src/serve.js':
        "import express from 'express';\nimport { tiles } from './tiles.js';\nexport const serve = () => express().use(tiles).listen(80);\n",
      ...files,
    });
  const ROUTES =
    "import express from 'express';\nexport const tiles = express.Router();\ntiles.get('/tiles/:z', (req, res) => {\n  console.log(`Tile ${req.params.z} is served`);\n});\n";

  it('logs where it answers requests', async () => {
    const text = await server({ 'src/tiles.js': ROUTES }).migrated('src/tiles.js');
    expect(text).toContain('logger.info(');
  });

  it('prints where it reads options', async () => {
    const text = 'export function tiles(options) {\n  console.log(`Reading ${options.path} from disk`);\n}\n';
    expect(await server({ 'src/tiles.js': text }).migrated('src/tiles.js')).toBe(text);
  });
});
