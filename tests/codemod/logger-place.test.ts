import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Project } from './project.js';

const PRINTS = "export async function handler(event) {\n  console.log('Order stored', event.orderId);\n}\n";
const STORES = "export async function store(req) {\n  console.log('Order stored', req.orderId);\n}\n";
const lambda = (codeUri: string) =>
  `Resources:\n  Store:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: ${codeUri}\n      Handler: store.handler\n`;
const manifest = { name: 'orders', type: 'module', dependencies: { pino: '*', 'aws-lambda': '*' } };

describe('the module that is written where there is no logger', () => {
  it('stands in the folder that a Lambda is made of', async () => {
    const project = new Project({
      'package.json': manifest,
      'template.yml': lambda('lambda') + lambda('lambda/'),
      'lambda/store.js': PRINTS,
    });
    expect(await project.migrated('lambda/store.js')).toContain("import { logger } from './logger.js';");
    expect(existsSync(join(project.root, 'logger.js'))).toBe(false);
    expect(project.read('lambda/logger.js')).toContain('pino');
  });

  // Of the two functions, one is deployed with this folder alone.
  it.each(['.', './'])('stands in the one folder that prints, where all is deployed: %s', async (all) => {
    const project = new Project({
      'package.json': manifest,
      'template.yaml': lambda(all) + lambda('lambda'),
      'lambda/store.js': PRINTS,
    });
    expect(await project.migrated('lambda/store.js')).toContain("import { logger } from './logger.js';");
  });

  it.each<[string, Record<string, string>, string]>([
    ['beside pages', { 'client/app.jsx': 'export const App = () => <p />;\n' }, './logger.js'],
    ['beside another that prints', { 'api/ship.js': STORES }, '../logger.js'],
    ['below a root that prints', { 'main.js': STORES }, '../logger.js'],
    ['beside scripts that print', { 'scripts/seed.js': STORES }, './logger.js'],
  ])('stands in the one folder of a package whose server code prints: %s', async (_, files, from) => {
    const project = new Project({
      'package.json': { name: 'orders', type: 'module', dependencies: { pino: '*', express: '*' } },
      'server/index.js':
        "import express from 'express';\nimport { store } from './store.js';\nexpress().post('/', store).listen(80);\n",
      'server/store.js': STORES,
      ...files,
    });
    expect(await project.migrated('server/store.js')).toContain(`import { logger } from '${from}';`);
  });

  describe('in a package of several projects', () => {
    const serves = (module: string) =>
      `import express from 'express';\nimport { store } from '${module}';\nexpress().post('/', store).listen(80);\n`;
    const nx = (projectType: string) => ({ projectType, targets: {} });
    const files = {
      'package.json': { name: 'shop', type: 'module', dependencies: { pino: '*', express: '*', react: '*' } },
      'apps/orders/project.json': nx('application'),
      'apps/orders/src/main.js': serves('./store.js'),
      'apps/orders/src/store.js': STORES,
      'apps/parcels/project.json': nx('application'),
      'apps/parcels/src/main.js': serves('../../../libs/data/src/index.js'),
      'apps/parcels/src/ship.js': `import './main.js';\n${STORES}`,
      'apps/page/project.json': nx('application'),
      'apps/page/src/cart.js': `import React from 'react';\n${STORES}`,
      'libs/data/project.json': nx('library'),
      'libs/data/src/index.js': STORES,
    };

    const pages = {
      'package.json': {
        ...files['package.json'],
        dependencies: { pino: '*', express: '*', react: '*', 'react-dom': '*' },
      },
      'apps/page/src/app.jsx':
        "import { store } from './store.js';\nexport const App = () => <p onClick={store} />;\n",
      'apps/page/src/store.js':
        "import React from 'react';\nexport { store } from '../../../libs/ui/src/index.js';\n",
      'libs/ui/project.json': nx('library'),
      'libs/ui/src/index.js': STORES,
    };

    it('stands in each program, and is named after it in the report once', async () => {
      const project = new Project(files);
      const { stdout } = await project.run('.', '--allow-dirty');
      for (const app of ['orders', 'parcels'])
        expect(project.read(`apps/${app}/src/logger.js`)).toContain('pino');
      expect(existsSync(join(project.root, 'logger.js'))).toBe(false);
      expect(project.read('apps/orders/src/store.js')).toContain("import { logger } from './logger.js';");
      expect(stdout.match(/Logger: pino/g)).toHaveLength(1);
    });

    it('is not written for a library of theirs', async () => {
      const project = new Project(files);
      const { stdout } = await project.run('.', '--allow-dirty');
      expect(stdout).toContain('data is a library of several programs, which share no logger');
      expect(project.read('libs/data/src/index.js')).toBe(STORES);
    });

    it('is the one that they share where there is one', async () => {
      const logger = "import pino from 'pino';\n\nexport const logger = pino();\n";
      const uses = (text: string) =>
        `import { logger } from '../../../libs/log/logger.js';\nlogger.info('x');\n${text}`;
      const project = new Project({
        ...files,
        ...pages,
        'libs/log/logger.js': logger,
        'apps/orders/src/main.js': uses(files['apps/orders/src/main.js']),
        'apps/parcels/src/main.js': uses(files['apps/parcels/src/main.js']),
      });
      await project.run('.', '--allow-dirty');
      expect(project.read('libs/data/src/index.js')).toContain(
        "import { logger } from '../../log/logger.js';",
      );
      expect(existsSync(join(project.root, 'apps/orders/src/logger.js'))).toBe(false);
      // What pages alone use is theirs.
      expect(project.read('libs/ui/src/index.js')).toBe(STORES);
    });
  });

  it('is not written for folders that are deployed apart', async () => {
    const project = new Project({
      'package.json': manifest,
      'template.yml': lambda('store') + lambda("'ship'"),
      'store/store.js': PRINTS,
      'ship/ship.js': PRINTS,
    });
    const { code, stdout } = await project.run('.', '--allow-dirty');
    expect(code).toBe(0);
    expect(stdout).toContain('store, ship are deployed apart');
    expect(project.read('store/store.js')).toBe(PRINTS);
  });

  it('is not written for folders that a template names in braces', async () => {
    const inBraces = (name: string, codeUri: string) =>
      `  ${name}: { Type: AWS::Serverless::Function, Properties: { CodeUri: ${codeUri}, Handler: index.handler } }\n`;
    const project = new Project({
      'package.json': manifest,
      'template.yaml': `Resources:\n${inBraces('Store', 'store/')}${inBraces('Ship', "'ship'")}`,
      'store/store.js': PRINTS,
      'ship/ship.js': PRINTS,
    });
    const { stdout } = await project.run('.', '--allow-dirty');
    expect(stdout).toContain('store, ship are deployed apart');
    expect(project.read('store/store.js')).toBe(PRINTS);
  });

  it('is not written above a folder that is deployed by itself, for it and another', async () => {
    const project = new Project({
      'package.json': manifest,
      'template.yaml': lambda('store'),
      'store/store.js': PRINTS,
      'ship/ship.js': PRINTS,
    });
    await project.run('.', '--allow-dirty');
    expect(project.read('store/store.js')).not.toContain('../logger');
  });

  const apart = (files: Record<string, string>) =>
    new Project({
      'package.json': manifest,
      'store/index.js': PRINTS,
      'ship/index.js': PRINTS,
      ...files,
    });

  it('is not written for folders of functions that may be deployed apart', async () => {
    const project = apart({});
    const { stdout } = await project.run('.', '--allow-dirty');
    expect(stdout).toContain('ship, store are deployed apart');
    expect(project.read('store/index.js')).toBe(PRINTS);
  });

  it.each<[string, Record<string, string>]>([
    ['what deploys it is there', { 'serverless.yml': 'service: orders\n' }],
    ['they share modules', { 'ship/index.js': `import '../shared.js';\n${PRINTS}`, 'shared.js': '' }],
  ])('is written for functions of which %s', async (_, files) => {
    const project = apart(files);
    expect(await project.migrated('store/index.js')).toContain("import { logger } from '../logger.js';");
  });

  it.each<[string, string, string]>([
    [
      'a class whose method prints',
      'src/lib/Logger.ts',
      'export class Logger {\n  static log(context: string, text: unknown): void {\n    console.log(`${context}: ${text}`);\n  }\n}\n',
    ],
  ])('is not written beside %s', async (_, path, text) => {
    const project = new Project({ 'package.json': manifest, 'src/store.ts': PRINTS, [path]: text });
    const { stdout } = await project.run('.', '--allow-dirty');
    expect(stdout).toContain(`the project has a logger of its own, ${path}`);
    expect(project.read('src/store.ts')).toBe(PRINTS);
  });

  it('is not written beside a logger that a platform hands to functions', async () => {
    const files = ['a', 'b', 'c', 'd', 'e'].map((name): [string, string] => [
      `src/${name}.js`,
      `export function ${name}(context) {\n  const { log } = context;\n  log.info('${name} done');\n}\n`,
    ]);
    const project = new Project({
      'package.json': { name: 'orders', type: 'module' },
      'src/store.js': PRINTS,
      ...Object.fromEntries(files),
    });
    const { stdout } = await project.run('.', '--allow-dirty');
    expect(stdout).toContain('the project has a logger of its own, `log` of the context');
    expect(project.read('src/store.js')).toBe(PRINTS);
  });

  it('is not written where one is made with `new`', async () => {
    const project = new Project({
      'package.json': { name: 'orders', type: 'commonjs', dependencies: { winston: '*', express: '*' } },
      'src/logger.js':
        "const winston = require('winston');\nconst make = () => new winston.createLogger({ format: winston.format.json() });\nmodule.exports = make();\n",
      'src/store.js':
        "exports.handler = async (event) => {\n  console.log('Order stored', event.orderId);\n};\n",
    });
    const text = await project.migrated('src/store.js');
    expect(text).toContain("logger.info('Order stored', { orderId: event.orderId });");
  });

  it.each<[string, string, string]>([
    [
      'an audit trail in a database',
      'src/wallets/logger.ts',
      "export function walletLogger({ models, userId }) {\n  const log = (level) => async (message) => {\n    try { await models.walletLog.create({ data: { userId, level, message } }); } catch (err) { console.error('lost', err); }\n  };\n  return { info: (message) => log('INFO')(message), warn: (message) => log('WARN')(message), error: (message) => log('ERROR')(message) };\n}\n",
    ],
    [
      'a hook',
      'src/hooks/logger.ts',
      "import { useCallback } from 'react';\nexport function useLogger() {\n  return { info: (text) => console.log(text), warn: (text) => console.warn(text), error: (text) => console.error(text) };\n}\n",
    ],
  ])('is written beside %s', async (_, path, text) => {
    const project = new Project({ 'package.json': manifest, 'src/store.ts': PRINTS, [path]: text });
    expect(await project.migrated('src/store.ts')).toContain("import { logger } from './logger.js';");
  });

  const server = (first: string) =>
    `import express from 'express';\n${first}\nexpress().listen(80);\nlog.info('started');\n`;
  const uses =
    "import { log } from '@acme/protocol/logging';\nexport const stop = () => log.warn('stopping');\n";
  const withImported = () =>
    new Project({
      'package.json': {
        name: 'orders',
        type: 'module',
        dependencies: { express: '*', '@acme/protocol': '*' },
      },
      'src/server.ts': server("import { log } from '@acme/protocol/logging';"),
      'src/stop.ts': uses,
      'src/store.ts': PRINTS,
    });

  it('is not written beside a logger that the package imports from elsewhere', async () => {
    const project = withImported();
    const { stdout } = await project.run('.', '--allow-dirty');
    expect(stdout).toContain('the project has a logger of its own, `log` of @acme/protocol/logging');
    expect(existsSync(join(project.root, 'src/logger.ts'))).toBe(false);
    expect(project.read('src/store.ts')).toBe(PRINTS);
  });

  const unseen = "const Logger = require('logplease');\nmodule.exports = Logger.create('relayer');\n";
  const withUnseen = () =>
    new Project({
      'package.json': { name: 'orders', dependencies: { express: '*', logplease: '*' } },
      'src/logger.js': unseen,
      'src/store.js': 'exports.store = (id) => {\n  console.log(`Order ${id} stored`);\n};\n',
    });

  it('is not written beside a module that is called the logger, whatever that hands out', async () => {
    const project = withUnseen();
    const { stdout } = await project.run('.', '--allow-dirty');
    expect(stdout).toContain('the project has a logger of its own, src/logger.js');
    expect(project.snapshot()).not.toHaveProperty('src/structured-logger.js');
  });

  const plugin = "import pino from 'pino';\n\nexport const logger = pino();\n";
  const serves = { name: 'orders', type: 'module', dependencies: { pino: '*', express: '*' } };

  it.each(['src/plugins/audit/logger.js', 'extensions/audit/lib/logger.js'])(
    'is written where only a plugin has a logger: %s',
    async (path) => {
      const project = new Project({ 'package.json': serves, [path]: plugin, 'src/store.js': STORES });
      expect(await project.migrated('src/store.js')).toContain("import { logger } from './logger.js';");
    },
  );

  it('is not written where others log with that of a plugin', async () => {
    const project = new Project({
      'package.json': serves,
      'src/plugins/audit/logger.js': plugin,
      'src/load.js': "import { logger } from './plugins/audit/logger.js';\n\nlogger.info('Loaded');\n",
      'src/store.js': STORES,
    });
    const from = "import { logger } from './plugins/audit/logger.js';";
    expect(await project.migrated('src/store.js')).toContain(from);
  });

  it('is not written for a plugin that has one, where it alone is migrated', async () => {
    const project = new Project({
      'package.json': serves,
      'src/plugins/audit/logger.js': plugin,
      'src/plugins/audit/load.js': "import { logger } from './logger.js';\n\nlogger.info('Loaded');\n",
      'src/plugins/audit/store.js': STORES,
    });
    await project.run('src/plugins/audit', '--allow-dirty');
    expect(project.read('src/plugins/audit/store.js')).toContain("from './logger.js';");
    expect(existsSync(join(project.root, 'src/logger.js'))).toBe(false);
  });

  it('is written beside it where somebody names a library', async () => {
    const project = withUnseen();
    expect(await project.migrated('src/store.js', '--logger', 'pino')).toContain(
      "const { logger } = require('./structured-logger');",
    );
  });

  it('is written where somebody names a library all the same', async () => {
    const project = withImported();
    expect(await project.migrated('src/store.ts', '--logger', 'pino')).toContain('logger.info(');
  });

  it('is written where one file has a function of that name', async () => {
    const project = new Project({
      'package.json': { name: 'orders', type: 'module', dependencies: { express: '*', mathjs: '*' } },
      'src/server.ts': "import express from 'express';\nexpress().listen(80);\n",
      'src/rate.ts': "import { log } from 'mathjs';\nexport const rate = (n) => log(n);\n",
      'src/store.ts': PRINTS,
    });
    expect(await project.migrated('src/store.ts')).toContain('logger.info(');
  });
});

it('leaves an app on a device alone, whatever package.json stands nearest', async () => {
  const screen =
    "import { Linking } from 'react-native';\nexport function open(url) {\n  console.debug('Opening', url);\n  return Linking.openURL(url);\n}\n";
  const project = new Project({
    'package.json': { name: 'app', dependencies: { 'react-native': '*', react: '*' } },
    'src/screens/package.json': { name: 'screens' },
    'src/screens/open.js': screen,
  });
  const { stdout } = await project.run('.', '--allow-dirty');
  expect(stdout).toContain('an app on a device');
  expect(project.read('src/screens/open.js')).toBe(screen);
});

describe('a module with the name of a logger', () => {
  const created = async (module: string) => {
    const project = new Project({
      'package.json': { name: 'shop', type: 'module', dependencies: { fastify: '*' } },
      'src/lib/logger.ts': module,
      'src/store.ts': "export const store = (id: string) => console.log('Storing', id);\n",
    });
    return (await project.run('src', '--dry-run')).stdout.includes('src/logger.ts');
  };

  it('that only has the options of one is no logger', async () => {
    const options = "import type { FastifyServerOptions } from 'fastify';\n";
    expect(await created(`${options}export const loggerConfig = { level: 'info' };\n`)).toBe(true);
    const plugin =
      "module.exports = {\n  plugin: require('fastify-plugin'),\n  options: { log: true },\n};\n";
    expect(await created(plugin)).toBe(true);
    expect(await created(`${options}export function makeLogger() { return open('log'); }\n`)).toBe(false);
  });
});

describe("the logger of Fastify's app, where nobody types it", () => {
  const ROUTES = [
    "  fastify.get('/orders/:id', {",
    '    handler: async function show(request, reply) {',
    "      console.log('Showing', request.params.id);",
    '      return reply.send({});',
    '    },',
    '  });',
  ].join('\n');
  const routes = (dependency: string, text: string) =>
    new Project({
      'package.json': { name: 'shop', type: 'commonjs', dependencies: { [dependency]: '*', pino: '*' } },
      'routes/orders.js': text,
    }).migrated('routes/orders.js');

  it.each([
    [
      'a plugin that is loaded from a folder',
      `module.exports = async function (fastify, opts) {\n${ROUTES}\n};\n`,
    ],
    [
      'a plugin that is wrapped',
      `const fp = require('fastify-plugin');\n\nmodule.exports = fp(async (app) => {\n${ROUTES.replace('fastify.', 'app.')}\n});\n`,
    ],
  ])('is used: %s', async (_, text) => {
    expect(await routes('fastify', text)).toContain("request.log.info({ id: request.params.id }, 'Showing')");
  });

  it('is none of a package that does not use it', async () => {
    const text = await routes('express', `module.exports = (fastify) => {\n${ROUTES}\n};\n`);
    expect(text).not.toContain('request.log');
  });
});
