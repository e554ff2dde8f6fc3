/** Whose console output `no-console-logging` takes for a service's log, by what imports a file: in `recommended`, and in `strict`. */
import { describe } from 'vitest';
import rule from '../../../rules/logs/no-console-logging.js';
import { lines, presuming, project } from '../rule-tester.js';

const code = "console.log('ready');";
const files = (...paths: readonly string[]) => paths.map((filename) => ({ name: filename, filename, code }));
const reported = (...paths: readonly string[]) =>
  files(...paths).map((each) => ({
    ...each,
    errors: [{ messageId: 'noLogger' as const, data: { method: 'log' } }],
    output: null,
  }));

/** What `recommended` reports of a package, and what only `strict` does: the rest is silent in both. */
function judges(
  tree: Readonly<Record<string, string | object>>,
  {
    service = [],
    presumed = [],
    silent = [],
  }: Partial<Readonly<Record<'service' | 'presumed' | 'silent', readonly string[]>>>,
): void {
  const sources = { 'package.json': { name: 'shop' }, ...tree };
  project(sources).run('no-console-logging', rule, {
    valid: files(...presumed, ...silent),
    invalid: reported(...service),
  });
  presuming(project(sources)).run('no-console-logging', rule, {
    valid: files(...silent),
    invalid: reported(...service, ...presumed),
  });
}

describe('a service', () => {
  describe('that listens', () => {
    judges(
      {
        'src/server.ts': "import './orders.js';\nimport './ports/index.js';\napp.listen(1);",
        'src/orders.ts': "export * from './parse.js';",
        'src/parse.ts': 'export {};',
        'src/ports/index.ts': "const { open } = require('./open');",
        'src/ports/open.ts': 'export {};',
        'src/idle.ts': 'export {};',
        'src/page/chart.ts': "import './axis.js';",
        'src/page/axis.ts': 'export {};',
      },
      {
        service: ['src/orders.ts', 'src/parse.ts', 'src/ports/open.ts'],
        silent: ['src/idle.ts', 'src/page/axis.ts'],
      },
    );
  });

  describe('that a bin or a script starts', () => {
    judges(
      {
        'package.json': {
          ...{ name: 'gate', bin: './bin/gate.js', scripts: { start: 'node src/bot.js', dev: 'tsx dev.ts' } },
        },
        'bin/gate.js': "#!/usr/bin/env node\nrequire('../src/app').listen(1);",
        'src/app.js': '',
        'src/bot.js': "require('./answers');",
        'src/answers.js': '',
        'dev.ts': "import './watch.js';",
        'watch.ts': '',
      },
      {
        service: ['src/app.js', 'src/bot.js', 'src/answers.js'],
        silent: ['watch.ts'],
      },
    );
  });

  describe('that polls', () => {
    const poll = "import './orders.js';\nwhile (true) { await take(); await sleep(1000); }";
    const files = { 'src/poll.ts': poll, 'src/orders.ts': 'export {};' };
    judges({ ...files, 'package.json': { name: 'worker' } }, { presumed: ['src/orders.ts'] });
    judges(
      { ...files, 'package.json': { name: 'worker', scripts: { start: 'node dist/poll.js' } } },
      { service: ['src/orders.ts'] },
    );
    judges({ ...files, 'src/server.ts': 'server.listen(1);' }, { service: ['src/orders.ts'] });
  });

  describe('that is started from a folder of scripts', () => {
    const files = {
      'package.json': { name: 'infra', scripts: { start: 'tsx scripts/registry.ts' } },
      'scripts/registry.ts': "import '../src/chains.js';\nimport '../src/format.js';\nserver.listen(1);",
      'scripts/deploy.ts': "import '../src/format.js';",
      'src/chains.ts': 'export {};',
      'src/format.ts': 'export {};',
    };
    judges(files, { service: ['src/chains.ts'], presumed: ['src/format.ts'] });
    // What developers start it with is no command.
    const scripts = { start: 'tsx scripts/registry.ts', dev: 'tsx watch scripts/deploy.ts' };
    judges(
      { ...files, 'package.json': { name: 'infra', scripts } },
      { service: ['src/chains.ts', 'src/format.ts'] },
    );
  });

  describe('of a framework or a platform', () => {
    judges(
      {
        'src/orders.service.ts': "import { parse } from './parse';\n@Injectable() export class Orders {}",
        'src/parse.ts': 'export {};',
        'functions/place.ts': "import './pay';\nexport const handler = async () => {};",
        'functions/pay.ts': 'export {};',
        'src/worker.ts': "import { ship } from './ship';\nchannel.consume('orders', ship);",
        'src/ship.ts': 'export {};',
        'src/tick.ts': 'export {};',
      },
      { service: ['src/parse.ts', 'functions/pay.ts', 'src/ship.ts'], presumed: ['src/tick.ts'] },
    );
    judges(
      {
        'package.json': { name: 'web', dependencies: { next: '^16.0.0', react: '^19.0.0' } },
        'pages/api/orders.ts': 'export default run;',
        'app/orders/route.ts': '',
      },
      { service: ['pages/api/orders.ts', 'app/orders/route.ts'], silent: ['lib/orders.ts'] },
    );
  });

  describe('of functions that only their deployment names', () => {
    const functions = {
      'package.json': { name: 'shop', main: 'orders.js', scripts: { test: 'jest' } },
      'orders.js': "const { pay } = require('./pay');\nmodule.exports.place = async () => pay();",
      'pay.js': 'module.exports = { pay };',
      'idle.js': 'module.exports.place = async () => {};',
    };
    const expected = { service: ['orders.js', 'pay.js'], presumed: ['idle.js'] };
    for (const [name, text] of Object.entries({
      'serverless.yml': 'functions:\n  place:\n    handler: orders.place # POST /orders\n    timeout: 5\n',
      'serverless.ts': "export default { functions: { place: { handler: 'orders.place', timeout: 5 } } };",
      'template.yaml': lines(
        'Globals:',
        '  Function:',
        '    CodeUri: .',
        'Resources:',
        '  Orders:',
        '    Type: AWS::DynamoDB::Table',
        '  Place:',
        '    Type: AWS::Serverless::Function',
        '    Properties:',
        '      Handler: orders.place',
        '      Events:',
        '        Api:',
        '          Type: Api',
      ),
    }))
      judges({ ...functions, [name]: text }, expected);
    judges(
      { ...functions, 'serverless.yml': 'functions: {}\n', 'package.json': { name: 'shop' } },
      { presumed: ['orders.js', 'pay.js'] },
    );
    judges(
      {
        'package.json': { name: 'shop' },
        'template.yaml': lines(
          'Resources:',
          '  Place:',
          '    Type: AWS::Serverless::Function',
          '    Properties:',
          '      CodeUri: place/',
          "      Handler: 'dist/app.run'",
          '  Pay:',
          '    Type: AWS::Serverless::Function',
          '    Properties: { CodeUri: pay/ }',
        ),
        'place/src/app.ts': "import './cart.js';\nexport const run = async () => {};",
        'place/src/cart.ts': 'export {};',
        'pay/src/app.ts': 'export const run = async () => {};',
      },
      { service: ['place/src/app.ts', 'place/src/cart.ts'], presumed: ['pay/src/app.ts'] },
    );
  });

  describe('that loads its parts by their names', () => {
    const drivers = {
      'src/drivers/local.js': 'module.exports = {};',
      'src/idle.js': 'module.exports = {};',
    };
    judges(
      { ...drivers, 'src/server.js': 'require(`./drivers/${name}`);\nserver.listen(1);' },
      { service: ['src/drivers/local.js'], silent: ['src/idle.js'] },
    );
    for (const loads of [
      "globSync('src/drivers/*.js').forEach(require);",
      "import.meta.glob('./drivers/*.js');",
      "server.register(require('@fastify/autoload'), { dir: 'src/drivers' });",
    ])
      judges(
        { ...drivers, 'src/server.js': `${loads}\nserver.listen(1);` },
        { service: ['src/drivers/local.js'], silent: ['src/idle.js'] },
      );
    // A bot waits for messages, and listens nowhere.
    judges(
      {
        'package.json': { name: 'bot', scripts: { start: 'node index.js' } },
        'index.js': "require('./structs/bot.js');",
        'structs/bot.js': "readdirSync('commands').map((file) => import(join(__dirname, '..', file)));",
        'commands/play.js': 'module.exports = {};',
        'idle.js': 'module.exports = {};',
      },
      { service: ['commands/play.js'], presumed: ['idle.js'] },
    );
    // What stands elsewhere is loaded by something else: a page of the same package.
    judges(
      {
        'server/src/server.js': 'require(`./drivers/${name}`);\nserver.listen(1);',
        'server/src/drivers/local.js': 'module.exports = {};',
        'server/plugins/remote.js': 'module.exports = {};',
        'src/api/orders.js': 'module.exports = {};',
      },
      {
        service: ['server/src/drivers/local.js', 'server/plugins/remote.js'],
        presumed: ['src/api/orders.js'],
      },
    );
    judges(
      { ...drivers, 'src/server.js': "globSync('src/drivers/*.js').forEach(list);\nserver.listen(1);" },
      { presumed: ['src/drivers/local.js'], silent: ['src/idle.js'] },
    );
    judges(
      { ...drivers, 'src/server.js': 'server.listen(1);' },
      { presumed: ['src/drivers/local.js'], silent: ['src/idle.js'] },
    );
  });

  describe('that starts processes and threads of its own', () => {
    for (const starts of [
      "fork(join(__dirname, 'mailing.js'));",
      "fork('./mailing');",
      "fork(path.resolve(process.cwd(), 'dist', 'mailing.js'));",
      "new Worker(new URL('./mailing.js', import.meta.url));",
      "new Worker('./src/mailing.ts', { workerData });",
      "spawn(process.execPath, [require.resolve('tsx/cli'), 'src/mailing.ts'], { stdio: 'inherit' });",
      "new Piscina({ filename: path.resolve(__dirname, 'mailing.js') });",
      "cluster.setupPrimary({ exec: 'dist/mailing.js' });",
    ])
      describe(starts, () => {
        const files = {
          'src/mailing.ts': "import './templates.js';",
          'src/templates.ts': 'export {};',
          'src/idle.ts': 'export {};',
        };
        judges(
          { ...files, 'src/server.ts': `${starts}\nserver.listen(1);` },
          { service: ['src/mailing.ts', 'src/templates.ts'], silent: ['src/idle.ts'] },
        );
        // What only a script or nobody starts says nothing.
        judges(
          { ...files, 'scripts/try.ts': starts, 'src/server.ts': 'server.listen(1);' },
          { silent: ['src/mailing.ts', 'src/templates.ts', 'src/idle.ts'] },
        );
      });
    judges(
      {
        'src/server.ts': "import './pool.js';\nserver.listen(1);",
        'src/pool.ts': "export const start = () => fork(join(__dirname, 'jobs', 'mailing.js'));",
        'src/jobs/mailing.ts': '',
        'src/named.ts': '',
        'src/show.ts': "console.log('src/named.ts');",
      },
      { service: ['src/jobs/mailing.ts'], silent: ['src/named.ts'] },
    );
  });

  describe('in a workspace', () => {
    judges(
      {
        'package.json': { name: 'root', private: true, workspaces: ['packages/*', 'apps/*'] },
        'packages/money/package.json': { name: '@shop/money', main: 'src/index.ts' },
        'packages/money/src/index.ts': "export * from './round.js';",
        'packages/money/src/round.ts': 'export {};',
        'packages/money/src/idle.ts': 'export {};',
        'packages/mail/package.json': { name: '@shop/mail', main: 'src/index.ts' },
        'packages/mail/src/index.ts': "export * from './send.js';",
        'packages/mail/src/send.ts': 'export {};',
        'apps/api/package.json': {
          ...{
            name: '@shop/api',
            dependencies: { fastify: '^5.0.0', '@shop/money': '*', '@shop/mail': '*' },
          },
        },
        'apps/api/src/main.ts': "import { round } from '@shop/money';\napp.listen(1);",
        'apps/api/src/idle.ts': "import { send } from '@shop/mail';",
      },
      {
        service: ['packages/money/src/round.ts'],
        presumed: ['packages/mail/src/send.ts'],
      },
    );
  });
});

describe('a part of a service in a repository whose programs alone have manifests', () => {
  const tree = (main: string) => ({
    'package.json': { name: 'shop', private: true, dependencies: { inversify: '*' } },
    'pnpm-workspace.yaml': 'packages:\n  - apps/*\n',
    'tsconfig.json': {
      compilerOptions: {
        paths: { '@shop/api/*': ['./apps/api/src/*'], '@shop/lib/*': ['./libraries/lib/src/*'] },
      },
    },
    'apps/api/package.json': { name: 'shop-api', scripts: { start: 'node dist/apps/api/src/main.js' } },
    'apps/api/src/main.ts': `import '@shop/api/orders.controller';\n${main}`,
    'apps/api/src/orders.controller.ts':
      "import { Mail } from '@shop/lib/mail.service';\n@Controller() export class Orders {}",
    'libraries/lib/src/mail.service.ts':
      "import { Pdf } from './pdf.service';\n@Injectable() export class Mail {}",
    'libraries/lib/src/pdf.service.ts': "import { draw } from './draw';\n@Injectable() export class Pdf {}",
    'libraries/lib/src/draw.ts': 'export const draw = () => {};',
    'libraries/lib/src/idle.service.ts': "import { wait } from './wait';\n@Injectable() export class Idle {}",
    'libraries/lib/src/wait.ts': 'export const wait = () => {};',
  });
  const withClass = (path: string, expected: 'service' | 'presumed') => {
    const text = lines('@Injectable()', 'export class Mail {', `  send() { ${code} }`, '}');
    const report = {
      ...{ name: `${path} itself`, filename: path, code: text, output: null },
      errors: [{ messageId: 'noLogger' as const, data: { method: 'log' } }],
    };
    project(tree('app.listen(1);')).run('no-console-logging', rule, {
      valid: expected === 'service' ? [] : [{ name: report.name, filename: path, code: text }],
      invalid: expected === 'service' ? [report] : [],
    });
  };
  judges(tree('app.listen(1);'), {
    service: ['libraries/lib/src/draw.ts'],
    presumed: ['libraries/lib/src/wait.ts'],
  });
  withClass('libraries/lib/src/mail.service.ts', 'service');
  withClass('libraries/lib/src/idle.service.ts', 'presumed');
});

describe('what is written as a part of a service is', () => {
  const parts = {
    'src/orders.js': "const { parse } = require('./parse');\nexports.list = (req, res) => {};",
    'src/parse.js': 'exports.parse = run;',
    'src/routes.js': "router.get('/orders', list);",
    'src/orders.service.ts': '@Injectable() export class Orders {}',
    'src/stop.ts': "process.on('SIGTERM', stop);",
  };
  // What is linted is the call alone: the form is that of what imports it.
  const used = {
    'src/use.ts': "import './money.js';\n@Injectable() export class Use {}",
    'src/money.ts': 'export {};',
  };

  describe('where no program that serves is seen', () => {
    judges({ ...parts, ...used }, { presumed: ['src/parse.js', 'src/money.ts'] });
    judges(
      { ...parts, ...used, 'tests/server.ts': 'app.listen(1);' },
      { presumed: ['src/parse.js', 'src/money.ts'] },
    );
    judges(
      { ...parts, ...used, 'src/dev-server.ts': 'app.listen(1);' },
      { presumed: ['src/parse.js', 'src/money.ts'] },
    );
  });

  describe('beside one that serves', () => {
    for (const serves of ['app.listen(1);', "channel.consume('orders', run);", "bot.on('message', answer);"])
      judges({ ...parts, ...used, 'src/main.ts': serves }, { service: ['src/parse.js', 'src/money.ts'] });
    judges(
      {
        ...parts,
        ...used,
        'package.json': { name: 'shop', scripts: { start: 'node src/main.js' } },
        'src/main.js': '',
      },
      { service: ['src/parse.js', 'src/money.ts', 'src/main.js'] },
    );
  });

  describe('beside a job that reads a command line', () => {
    const job = { 'src/job.js': "#!/usr/bin/env node\nrequire('commander').parse();" };
    const started = { dependencies: { commander: '*' }, scripts: { start: 'node src/job.js' } };
    judges(
      { ...parts, ...used, ...job, 'package.json': { name: 'nightly', ...started } },
      { service: ['src/parse.js', 'src/money.ts'] },
    );
    judges(
      { ...parts, ...used, ...job, 'package.json': { name: 'nightly', bin: './src/job.js', ...started } },
      { presumed: ['src/parse.js', 'src/money.ts'] },
    );
  });

  describe('beside what developers alone keep running', () => {
    judges(
      {
        ...{ ...parts, ...used },
        'package.json': { name: 'shop', scripts: { watch: 'ts-node-dev --respawn src/again.ts' } },
        'src/again.ts': "import './money.js';",
      },
      { presumed: ['src/parse.js', 'src/money.ts', 'src/again.ts'] },
    );
  });

  describe('in a library, by what depends on it', () => {
    const workspace = (main: string) => ({
      'package.json': { name: 'root', private: true, workspaces: ['packages/*', 'apps/*'] },
      'packages/money/package.json': {
        name: '@shop/money',
        main: 'src/use.ts',
        dependencies: { koa: '*' },
      },
      'packages/money/src/use.ts': "import './money.js';\n@Injectable() export class Use {}",
      'packages/money/src/money.ts': 'export {};',
      'apps/api/package.json': {
        name: '@shop/api',
        dependencies: { koa: '*', '@shop/money': '*' },
      },
      'apps/api/src/main.ts': main,
    });
    judges(workspace('app.listen(1);'), { service: ['packages/money/src/money.ts'] });
    judges(workspace('run();'), { presumed: ['packages/money/src/money.ts'] });

    // A worker of the workspace's own, which has no framework: but no command line, no page and nobody else's program.
    const worker = (own: object) => ({
      'package.json': { name: 'root', private: true, workspaces: ['packages/*', 'apps/*'] },
      'packages/files/package.json': { name: '@shop/files', private: true, main: 'index.ts' },
      'packages/files/index.ts': "export * from './move';",
      'packages/files/move.ts': 'export const move = 1;',
      'apps/worker/package.json': {
        ...{ name: '@shop/worker', private: true, scripts: { start: 'tsx index.ts' } },
        dependencies: { '@shop/files': '*' },
        ...own,
      },
      'apps/worker/index.ts': "import { move } from '@shop/files';\nqueue.consume('orders', move);",
    });
    const part = 'packages/files/move.ts';
    judges(worker({}), { service: [part] });
    const page = { react: '*', 'react-dom': '*', '@shop/files': '*' };
    for (const own of [{ private: undefined }, { bin: './index.js' }, { dependencies: page }])
      judges(worker(own), { silent: [part] });
  });

  describe('in a command line', () => {
    const served = { ...used, 'src/serve.ts': "import './use.js';\napp.listen(1);" };
    judges(
      {
        ...served,
        'package.json': { name: 'gate', bin: './cli.js', dependencies: { commander: '*', express: '*' } },
      },
      { presumed: ['src/money.ts'] },
    );
    judges(
      {
        ...served,
        'package.json': {
          ...{ name: 'gate', bin: './cli.js', dependencies: { commander: '*', express: '*' } },
          scripts: { start: 'node cli.js serve' },
        },
      },
      { service: ['src/money.ts'] },
    );
    // One whose commands a framework makes of its files, and `npm start` runs one of them.
    const commands = {
      ...{ name: 'gate', bin: { gate: './bin/run' }, scripts: { start: 'node --watch ./bin/run serve' } },
      dependencies: { '@oclif/core': '*', express: '*' },
    };
    judges({ ...served, 'package.json': commands }, { presumed: ['src/money.ts'] });
    const tracker = { ...commands.dependencies, '@sentry/node': '^10.0.0' };
    judges(
      { ...served, 'package.json': { ...commands, dependencies: tracker } },
      { presumed: ['src/money.ts'] },
    );
    for (const own of [
      { scripts: { start: 'node dist/serve.js' } },
      { dependencies: { ...commands.dependencies, pino: '^10.0.0' } },
      { dependencies: { express: '*' } },
    ])
      judges({ ...served, 'package.json': { ...commands, ...own } }, { service: ['src/money.ts'] });
    // Without a parser of what is typed, published for anyone to run.
    const tool = { name: 'gate', version: '1.0.0', bin: './cli.js', files: ['lib'] };
    const express = { express: '*' };
    const packaged = (own: object) => ({
      ...served,
      'package.json': { ...tool, dependencies: express, ...own },
    });
    judges(packaged({}), { presumed: ['src/money.ts'] });
    judges(packaged({ scripts: { start: "echo 'Run npx gate.'" } }), { presumed: ['src/money.ts'] });
    // What it loads by a name is its own, beside a page that one of its options serves: no service's.
    const extended = {
      'extensions/strategies/trend.js':
        "const { average } = require('../../lib/average');\nmodule.exports = {};",
      'lib/average.js': 'module.exports = { average };',
      'extensions/output/api.js': 'app.listen(1);',
      'lib/load.js': 'require(`../extensions/${name}/${of}`);',
    };
    const parts = ['extensions/strategies/trend.js', 'lib/average.js'];
    const manifest = { name: 'gate', bin: './cli.js', dependencies: { commander: '*', express: '*' } };
    judges({ ...extended, 'package.json': manifest }, { presumed: parts });
    for (const own of [{ bin: undefined }, { scripts: { start: 'node cli.js trade' } }])
      judges({ ...extended, 'package.json': { ...manifest, ...own } }, { service: parts });
    for (const own of [
      { files: undefined },
      { private: true },
      { scripts: { start: 'node lib/serve.js' } },
      { dependencies: { express: '*', pino: '^10.0.0' } },
    ])
      judges(packaged(own), { service: ['src/money.ts'] });
  });
});

describe('what a page runs as well', () => {
  const shared = (page: string) => ({
    'package.json': {
      name: 'shop',
      dependencies: { koa: '*', react: '*', 'react-dom': '*' },
    },
    'server/main.js': "require('../common/parse');\napp.listen(1);",
    'common/parse.js': "require('./read');",
    'common/read.js': 'module.exports = {};',
    'client/cart.jsx': page,
    'client/useCart.js': "import { useState } from 'react';",
  });
  for (const page of ["import '../common/parse';", "const read = require('../common/read');"])
    judges(shared(page), { presumed: ['common/read.js'] });
  judges(shared("import './cart.css';"), { service: ['common/read.js'] });
  // A page in HTML that loads a program without a component.
  const loaded = {
    'package.json': { name: 'shop', dependencies: { koa: '*' } },
    'server/main.js': "require('../common/read');\napp.listen(1);",
    'common/read.js': 'module.exports = {};',
    'client/src/main.ts': "import '../../common/read';\nstart();",
  };
  const html = '<script type="module" src="/src/main.ts"></script>';
  judges({ ...loaded, 'client/index.html': html }, { presumed: ['common/read.js'] });
  judges({ ...loaded, 'client/index.html': '<p>Shop</p>' }, { service: ['common/read.js'] });
  // What has JSX is a mail where nothing draws a page.
  judges(
    {
      ...shared("import '../common/read';"),
      'package.json': { name: 'shop', dependencies: { koa: '*', react: '*' } },
    },
    { service: ['common/read.js'] },
  );
});

describe('through what drives a page, or is generated', () => {
  judges(
    {
      'src/server.ts': "import './shots.js';\nimport './tasks.gen.js';\napp.listen(1);",
      'src/shots.ts': "import './paths.js';\npage.evaluate(() => document.title);",
      'src/paths.ts': 'export {};',
      'src/tasks.gen.ts': "import './ship.js';",
      'src/ship.ts': 'export {};',
      'src/app.tsx': "import './format.js';",
      'src/format.ts': 'export {};',
    },
    { service: ['src/paths.ts', 'src/ship.ts'], silent: ['src/format.ts'] },
  );
});

describe('what is none', () => {
  describe('in a package where nothing serves', () => {
    judges(
      {
        'package.json': { name: 'sdk', dependencies: { pg: '^8.0.0' } },
        'src/client.ts': "import './retry.js';\nimport pg from 'pg';",
        'src/retry.ts': 'export {};',
      },
      { presumed: ['src/client.ts', 'src/retry.ts', 'src/index.ts', 'services/orders.ts'] },
    );
  });

  describe('as only commands and scripts import it', () => {
    judges(
      {
        'package.json': { name: 'shop', dependencies: { fastify: '^5.0.0', commander: '^12.0.0' } },
        'src/server.ts': 'app.listen(1);',
        'src/cli.ts': "import { program } from 'commander';\nimport { show } from './show';",
        'src/show.ts': "import './table';",
        'src/table.ts': 'export {};',
        'scripts/fill.ts': "import '../src/fill';",
        'src/fill.ts': 'export {};',
      },
      { silent: ['src/show.ts', 'src/table.ts', 'src/fill.ts'] },
    );
  });

  describe('as only what developers start imports it', () => {
    judges(
      {
        'src/dev-server.ts': "import './reload.js';\nserver.listen(1);",
        'src/reload.ts': 'export {};',
      },
      { silent: ['src/dev-server.ts', 'src/reload.ts'] },
    );
  });
});

describe('an assertion without a logger', () => {
  const tree = {
    'package.json': { name: 'shop' },
    'src/server.ts': "import './orders.js';\napp.listen(1);",
    'src/orders.ts': 'export {};',
  };
  const filename = 'src/orders.ts';
  const assertion = { filename, code: "export function pay(sum) { console.assert(sum > 0, 'no sum'); }" };
  const errors = [{ messageId: 'noLogger' as const, data: { method: 'assert' } }];
  project(tree).run('no-console-logging', rule, { valid: [assertion], invalid: reported(filename) });
  presuming(project(tree)).run('no-console-logging', rule, {
    valid: [],
    invalid: [{ ...assertion, errors, output: null }],
  });
});

describe('a field that holds the console until it is given a logger', () => {
  const field = (declared: string) => ({
    'package.json': { name: 'shop' },
    'src/server.ts': "import './orders.js';\napp.listen(1);",
    'src/orders.ts': 'export {};',
    'src/injector.ts': `export class Injector {\n  ${declared}\n}`,
  });
  const filename = 'src/orders.ts';
  const code = lines(
    "import { Injector } from './injector.js';",
    "export function open(injector: Injector) { injector.logger.info('open'); }",
  );
  const used = { filename, code };
  const errors = [{ messageId: 'noLogger' as const, data: { method: 'info' } }];
  for (const declared of ['public logger: Log = console;', 'logger = console;'])
    project(field(declared)).run(`no-console-logging ${declared}`, rule, { valid: [used], invalid: [] });
  const own = (declared: string) => ({
    filename,
    code: lines('export class Orders {', `  ${declared}`, "  open() { this.logger.info('open'); }", '}'),
  });
  project(field('logger = console;')).run('no-console-logging', rule, {
    valid: [own('logger = console;')],
    invalid: ['private logger = console;', 'readonly logger = console;'].map((declared) => ({
      ...own(declared),
      errors,
      output: null,
    })),
  });
});

describe('a file without a package', () => {
  project({ 'readme.txt': '' }).run('no-console-logging', rule, {
    valid: [],
    invalid: reported('orders.ts'),
  });
});

describe('where a logger is at hand', () => {
  const logger = lines("import pino from 'pino';", 'const logger = pino();');
  project({ 'package.json': { name: 'shop', dependencies: { pino: '^9.0.0' } } }).run(
    'no-console-logging',
    rule,
    {
      valid: [
        { name: 'a logger of another file', code: lines("import { logger } from './none.js';", code) },
        {
          name: 'what a command prints all the same',
          code: lines(logger, "import { program } from 'commander';", code),
        },
      ],
      invalid: [
        {
          name: 'whoever runs the file',
          code: lines(logger, code),
          errors: [{ messageId: 'useLogger', data: { method: 'log', logger: 'logger' } }],
          output: lines(logger, "logger.info('ready');"),
        },
      ],
    },
  );
});

describe('kinds of file that somebody wants judged', () => {
  const options = [{ include: ['scripts' as const] }];
  project({ 'package.json': { name: 'shop' } }).run('no-console-logging', rule, {
    valid: [{ code: lines(code), filename: 'src/orders.ts', options }],
    invalid: reported('scripts/fill.ts').map((each) => ({ ...each, options })),
  });
});

describe('what is kept of what was replaced', () => {
  const tree = {
    'package.json': { name: 'shop', scripts: { start: 'node src/bot.js', bot: 'nodemon api-old/main.js' } },
    'src/bot.js': "bot.command('orders', list);",
    'src/orders.old.js': "bot.command('orders', list);",
    'src/orders.js': 'module.exports = {};',
    'src-backup/bot.js': "const { list } = require('./orders');\nbot.command('orders', list);",
    'src-backup/orders.js': 'module.exports = {};',
    'store/index.js': "require('../store-backup/run');\nbot.on('message', run);",
    'store-backup/run.js': "bot.on('message', run);",
    'api/main.js': 'module.exports = {};',
    'api-old/main.js': 'module.exports = {};',
  };
  judges(tree, {
    service: ['src/bot.js', 'store-backup/run.js', 'api-old/main.js'],
    silent: ['src-backup/bot.js', 'src-backup/orders.js', 'src/orders.old.js'],
  });
});

describe('a bundle for pages', () => {
  const server = {
    'package.json': { name: 'shop', scripts: { start: 'node server.js' } },
    'server.js': "require('./shared/hash');\nrequire('./worker/store');\napp.listen(1);",
    'worker/store.js': "require('../shared/hash');\nmodule.exports = {};",
    'shared/hash.js': 'module.exports = {};',
  };
  const config = (format: string) =>
    `export default { input: './worker/store.js', output: { format: '${format}' } };`;
  describe('whose format is loaded by pages', () => {
    judges(
      { ...server, 'rollup.config.mjs': config('umd') },
      { silent: ['worker/store.js', 'shared/hash.js'] },
    );
  });
  describe('whose format is loaded by Node.js', () => {
    judges(
      { ...server, 'rollup.config.mjs': config('cjs') },
      { service: ['worker/store.js', 'shared/hash.js'] },
    );
  });
});

describe('a package that is described as an example', () => {
  const webhook = (description: string) => ({
    '.git/HEAD': '',
    'package.json': { name: 'meet', scripts: { start: 'node server.js' } },
    'server.js': 'app.listen(1);',
    'hook/package.json': {
      name: 'meet-hook',
      description,
      main: 'hook.js',
      scripts: { start: 'node hook.js' },
    },
    'hook/hook.js': 'app.listen(2);',
  });
  describe('beside the program that it shows', () => {
    judges(webhook('Webhook endpoint example'), { silent: ['hook/hook.js'] });
  });
  describe('that only mentions one', () => {
    judges(webhook('Example-driven webhook endpoint'), { service: ['hook/hook.js'] });
  });
  describe('among packages', () => {
    const tree = webhook('Webhook endpoint example');
    judges(
      { ...tree, 'package.json': { ...tree['package.json'], workspaces: ['hook'] } },
      { service: ['hook/hook.js'] },
    );
  });
});

describe('a function that a stack deploys', () => {
  const stack = (entry: string) => ({
    'package.json': { name: 'metrics', main: 'index.ts', dependencies: { 'aws-cdk-lib': '2.0.0' } },
    'index.ts': "export * from './lib/metrics';",
    'lib/metrics.ts': `export const collect = new NodejsFunction(this, 'Collect', { entry: ${entry} });`,
    'lambda/collect.ts':
      "import { send } from './send';\nexport async function run(message) { send(message); }",
    'lambda/send.ts': 'export {};',
    'lambda/idle.ts': 'export {};',
  });
  describe('by a path from the stack', () => {
    judges(stack("path.join(__dirname, '../lambda/collect.ts')"), {
      service: ['lambda/collect.ts', 'lambda/send.ts'],
      presumed: ['lambda/idle.ts'],
    });
  });
  describe('by a path from the package', () => {
    judges(stack("'lambda/collect.ts'"), {
      service: ['lambda/collect.ts', 'lambda/send.ts'],
      presumed: ['lambda/idle.ts'],
    });
  });
  describe('elsewhere', () => {
    judges(stack("'other/collect.ts'"), { silent: ['lambda/collect.ts', 'lambda/send.ts'] });
  });
});

describe('the logger of a framework', () => {
  const made = (code: string) => ({
    code,
    filename: 'apps/jobs/src/main.ts',
    errors: [
      {
        messageId: 'makeLogger' as const,
        data: { method: 'log', make: "`const logger = new Logger('main')`" },
      },
    ],
    output: null,
  });
  const workspace = (dependencies: object, own: object = {}) =>
    project({
      'package.json': { name: 'shop', workspaces: ['apps/*'], dependencies },
      'apps/jobs/package.json': { name: 'jobs', scripts: { start: 'node dist/main.js' }, ...own },
    });
  describe('that only the workspace asks for', () => {
    workspace({ '@nestjs/common': '11.0.0' }).run('no-console-logging', rule, {
      valid: [],
      invalid: [made('function start() { app.listen(1); ' + code + ' }')],
    });
  });
  describe('beside what hands its records on', () => {
    workspace({}, { dependencies: { 'nest-winston': '1.10.0', '@nestjs/common': '11.0.0' } }).run(
      'no-console-logging',
      rule,
      {
        valid: [],
        invalid: [
          made(
            "import { WINSTON_MODULE_NEST_PROVIDER } from 'nest-winston';\nfunction start() { app.listen(1); " +
              code +
              ' }',
          ),
        ],
      },
    );
  });
});
