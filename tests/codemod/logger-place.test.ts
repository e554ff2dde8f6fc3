import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Project } from './project.js';

const PRINTS = "export async function handler(event) {\n  console.log('Order stored', event.orderId);\n}\n";
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

  it.each(['.', './'])('stands in the package where all of it is deployed: %s', async (all) => {
    const project = new Project({
      'package.json': manifest,
      'template.yaml': lambda(all) + lambda('lambda'),
      'lambda/store.js': PRINTS,
    });
    expect(await project.migrated('lambda/store.js')).toContain("import { logger } from '../logger.js';");
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
