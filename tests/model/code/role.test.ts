import { describe, expect, test } from 'vitest';
import { roleOf } from '../../../src/model/code/role.js';

/** What a file of a service is for, by its path alone. */
function roleAt(
  path: string,
  text = 'export const answer = 42;',
  scripts: Readonly<Record<string, string>> = {},
  isBesideSource = false,
): string {
  const { role } = roleOf({
    path,
    projectPath: path,
    text,
    package: {
      root: '/app',
      name: 'app',
      dependencies: new Set(['express']),
      allDependencies: new Set(['express']),
      versions: new Map(),
      type: 'module',
      hasBin: false,
      scripts,
    },
    bin: () => 'no',
    isBesideSource: () => isBesideSource,
    commandScript: () => undefined,
  });
  return role;
}

describe('copied third-party code', () => {
  test.each([
    'vendor/prettyjson.js',
    'src/vendor/mongodbUrl.js',
    'src/vendor/wp-now/src/index.ts',
    'third_party/ripgrep/download.js',
    'lib/vendored/emitter.ts',
    'bower_components/jquery/jquery.js',
    'public/assets/vendors/chart.js',
    'static/vendors/chart.js',
  ])('%s', (path) => {
    expect(roleAt(path)).toBe('generated');
  });

  test.each([
    ['an adapter to a vendor', 'src/vendors/kafka/client.ts'],
    ['an adapter to another service', 'src/external/billing.ts'],
    ['the same, with a hyphen', 'src/third-party/stripe.ts'],
    ['a vendor who sells', 'src/vendor/vendor.service.ts'],
    ['what belongs to one', 'src/modules/vendor/dto/update.dto.ts'],
    ['a file that is called so', 'src/vendor.ts'],
  ])('%s is no copy: %s', (_, path) => {
    expect(roleAt(path)).toBe('server');
  });
});

describe('tests', () => {
  test.each(['src/test.ts', 'test.js', 'src/orders.test.ts', 'tests/orders.ts'])('%s', (path) => {
    expect(roleAt(path)).toBe('tests');
  });
  test.each(['src/utils/test-utils.ts', 'src/testHelpers.js', 'lib/test_support.js', 'src/tests-utils.tsx'])(
    'what tests are run with: %s',
    (path) => {
      expect(roleAt(path)).toBe('tests');
    },
  );
  test.each(['src/contest-utils.ts', 'src/test-results.ts', 'src/latestUtils.ts'])(
    'what only sounds so: %s',
    (path) => {
      expect(roleAt(path)).toBe('server');
    },
  );
  test.each([
    'stub-api/index.ts',
    'dev/mock_server/orders.ts',
    'src/stubs/billing.ts',
    'fake-services/mail.js',
  ])('what stands in for a service: %s', (path) => {
    expect(roleAt(path)).toBe('tests');
  });
  test.each(['src/stub.ts', 'src/stubborn/retry.ts', 'src/fakers/names.ts'])('no stand-in: %s', (path) => {
    expect(roleAt(path)).toBe('server');
  });
  test('what imports a test runner is one, under any name', () => {
    expect(roleAt('src/smoke.ts', "import { test } from 'node:test';")).toBe('tests');
    expect(roleAt('src/smoke.js', "const { test } = require('node:test');")).toBe('tests');
  });
  test('what writes a test is none', () => {
    expect(roleAt('src/generate.ts', "write(`\nimport { test } from 'node:test';\n`);")).toBe('server');
  });
  test('a name that ends so is none', () => {
    expect(roleAt('src/latest.ts')).toBe('server');
  });
});

describe('what tests, measures or asks', () => {
  test.each([
    'packages/e2e_tests/setup/startContainers.ts',
    'e2e-tests/utils.ts',
    'e2e-browser/support/staticServer.mjs',
    'bats/helpers/callback/index.ts',
    'packages/auth/authServerTest/server.js',
    'server/routes/testutils/appSetup.ts',
    'multi-site-test/src/index.ts',
    'src/orders_test/wait.ts',
    '__utils__/tearDown.ts',
    'src/__helpers__/orders.ts',
  ])('is of tests: %s', (path) => {
    expect(roleAt(path)).toBe('tests');
  });

  test.each(['utils/tearDown.ts', 'src/__server__/orders.ts'])('is of none: %s', (path) => {
    expect(roleAt(path)).toBe('server');
  });

  test('is a set-up of tests by what it imports', () => {
    expect(roleAt('utils/start.ts', "import type { GlobalSetupContext } from 'vitest/node';")).toBe('tests');
  });

  test.each(['packages/benchmarks/src/run.ts', 'bench/orders.ts'])('measures: %s', (path) => {
    expect(roleAt(path)).toBe('scripts');
  });

  test.each([
    'const rl = readline.createInterface({ input: process.stdin, output: process.stdout });',
    'const rl = createInterface(process.stdin);',
  ])('asks who sits in front of it: %s', (text) => {
    expect(roleAt('src/prompt.ts', text)).toBe('cli');
  });

  test.each([
    ['src/latest/index.ts', ''],
    ['src/benchmark.service.ts', ''],
    [
      'src/import.ts',
      'for await (const line of createInterface({ input: createReadStream(path) })) use(line);',
    ],
    ['src/main.ts', 'createInterface({ input: process.stdin }); app.listen(3000);'],
  ])('does none of it: %s', (path, text) => {
    expect(roleAt(path, text)).toBe('server');
  });
});

describe('bundles', () => {
  test.each([
    [
      'webpack',
      '!(function (e, t) {\n  "object" == typeof exports && "object" == typeof module\n ? (module.exports = t()) : (e.x = t());\n})(window, function () {});',
    ],
    [
      'webpack, not minified',
      "(function webpackUniversalModuleDefinition(root, factory) {\n\tif(typeof exports === 'object' && typeof module === 'object')\n\t\tmodule.exports = factory();\n})(self, () => {});",
    ],
    [
      'rollup',
      "/* A library */\n(function (global, factory) {\n  typeof exports === 'object' && typeof module !== 'undefined' ? module.exports = factory() : 0;\n})(this, () => {});",
    ],
    [
      'browserify',
      '(function(f){if(typeof exports==="object"&&typeof module!=="undefined"){module.exports=f()}})(function(){});',
    ],
  ])('of %s', (_, text) => {
    expect(roleAt('src/main/resources/ui.js', text)).toBe('generated');
  });
  test('of any kind, minified to one line', () => {
    const line = '!function(e){var t={};function o(n){return t[n].exports}console.log(e,o)}([]);'.repeat(25);
    expect(roleAt('public-api/app.js', line)).toBe('generated');
    expect(roleAt('src/app.js', line.replaceAll(';', ';\n'))).toBe('server');
  });
  test('a module that looks at its exports is none', () => {
    expect(roleAt('src/a.js', "const a = 1;\nif (typeof exports === 'object') exports.a = a;")).toBe(
      'server',
    );
    expect(
      roleAt(
        'src/a.js',
        "(function () {\n  start();\n  if (typeof exports === 'object') exports.a = 1;\n})();",
      ),
    ).toBe('server');
  });
});

describe('what asks its user', () => {
  test.each(['promptly', 'prompts', 'prompt-sync', 'readline-sync'])('with %s', (name) => {
    expect(roleAt('src/licence.js', `const ask = require('${name}');`)).toBe('cli');
  });
});

describe('jQuery of the whole page', () => {
  test.each([
    '$(window).height();',
    'jQuery(document).ready(() => start());',
    "$(document).attr('title', title);",
  ])('%s', (text) => expect(roleAt('lib/client/index.js', text)).toBe('browser'));
  test('asking for a feature of the page is no test for a browser', () => {
    expect(roleAt('lib/a.js', "if (typeof document.hidden !== 'undefined') document.title = '';")).toBe(
      'browser',
    );
    expect(roleAt('lib/a.js', "if (typeof document !== 'undefined') document.title = '';")).toBe('server');
  });
  test('a function of that name is none', () => {
    expect(roleAt('src/a.js', 'function open(window) { window.open(); }')).toBe('server');
  });
});

describe('a page that is made of `src/`, beside a server', () => {
  test.each([
    ['create-react-app', { start: 'react-scripts start', build: 'CI=true react-scripts build' }],
    ['with its set-up changed', { start: 'craco start' }],
    ['Vue', { serve: 'vue-cli-service serve' }],
    [
      'beside the server, which the package starts',
      { start: 'node server.js', build: 'react-scripts build' },
    ],
  ])('is what a browser runs: %s', (_, scripts) => {
    expect(roleAt('src/store/orders.js', undefined, scripts)).toBe('browser');
    expect(roleAt('server/orders.js', undefined, scripts)).toBe('server');
    expect(roleAt('server.js', undefined, scripts)).toBe('server');
  });
  test.each([
    ['a server in `src/`', 'src/server/orders.js', ''],
    [
      'what uses Node.js',
      'src/orders.js',
      "import { readFile } from 'node:fs/promises';\nreadFile('orders');",
    ],
  ])('is not: %s', (_, path, text) => {
    expect(roleAt(path, text, { start: 'react-scripts start' })).toBe('server');
  });
  test('is not what is tested with its tools alone', () => {
    expect(roleAt('src/orders.js', undefined, { test: 'react-scripts test' })).toBe('server');
  });
});

describe('calls of a browser to its server', () => {
  test.each(['frontend/src/api/team.ts', 'client/src/api/team.ts', 'apps/webapp/src/services/api/team.ts'])(
    '%s',
    (path) => {
      expect(roleAt(path)).toBe('browser');
    },
  );
  test.each([
    ['routes of Next.js', 'frontend/src/pages/api/team.ts', ''],
    ['the same, in the app folder', 'frontend/app/api/team/route.ts', ''],
    ['a server beside the browser code', 'frontend/server/api/team.ts', ''],
    ['a server of its own', 'client/src/api/team.ts', "import express from 'express';"],
    ['another folder', 'src/api/team.ts', ''],
  ])('not %s', (_, path, text) => {
    expect(roleAt(path, text)).toBe('server');
  });
});
describe('a folder that no bundler gives to the browser', () => {
  const DOM = "window.start(); document.title = 'x';";
  test.each(['app/.server/domain/orders.ts', 'app/routes/.server/load.ts', '.server/db.ts'])('%s', (path) => {
    expect(roleAt(path, DOM)).toBe('server');
  });
  test.each(['app/server.d/orders.ts', 'app/.servers/orders.ts'])('not %s', (path) => {
    expect(roleAt(path, DOM)).toBe('browser');
  });
});
describe('code of a page', () => {
  test.each([
    ['jQuery on the document', "$(document).on('click', '.x', function (e) { window.open(e.url); });"],
    ['jQuery on the window', "$(window).on('resize', () => { document.title = 'x'; });"],
    ['the document among arguments', 'observe(document, { childList: true });\nwindow.start();'],
    ['code in a template', 'show(`${window.name}`);'],
    ['code after a template', 'show(`a ${b({ c: `}` })} d`);\ndocument.start();'],
    ['a template that does not end', 'match(/`/);\ndocument.start();'],
    ['a test of it', 'if (document) { window.start(); }'],
    ['a property of the global object', "globalThis.document.title = 'x';"],
    ['a value that is spread', 'show(...document.forms);'],
    ['an XPath', 'const all = document.evaluate(path, document);'],
    ['code beside a function for a page', 'page.evaluate(() => 1);\nwindow.start();'],
    ['code after one that does not end', 'page.evaluate(() => 1;\nwindow.start();'],
  ])('%s', (_, text) => {
    expect(roleAt('src/apps.js', text)).toBe('browser');
  });

  test.each([
    ['a function', 'function title(document) { return document.title; }'],
    ['an arrow', 'const title = (document) => document.title;'],
    ['an arrow without parentheses', 'all.map(document => document.title);'],
    [
      'a typed parameter',
      'title(document: TextDocument, at: number): Promise<string> { return document.title; }',
    ],
    ['a pattern', 'const title = ({ id, document }: Event) => document.title;'],
    [
      'a page that is written',
      'res.send(`<script>\nwindow.close(); document.title = "${title}";\n</script>`);',
    ],
    [
      'one within another',
      'res.send(`<p>${all.map((each) => `<a onclick="window.open()">${each}</a>`)}</p>`);',
    ],
    ['a field', 'constructor(private document: Document) { document.load(); }'],
    ['a property', 'save(message.document.id, this.window.width, load()?.document.name);'],
  ])('is none where the name is its own: %s', (_, text) => {
    expect(roleAt('src/apps.ts', text)).toBe('server');
  });

  test.each([
    ['a method', 'await page.evaluate(() => { window.scrollTo(0, 0); });'],
    ['a list', "const all = await page.$$eval('a', (links) => links.map(() => document.title));"],
    ['two', 'page.evaluate(() => document.title);\nawait page.waitForFunction(() => window.ready);'],
    ['one in another', 'page.evaluate(() => frame.evaluate(() => window.start()), window.name);'],
  ])('is none where a program drives the page: %s', (_, text) => {
    expect(roleAt('src/apps.js', text)).toBe('server');
  });
});

describe('what developers run and watch', () => {
  test.each([
    'src/dev-server.js',
    'extensions/devWatcher.ts',
    'devServer.mjs',
    'lib/dev_proxy.ts',
    'dev.runner.ts',
  ])('%s', (path) => {
    expect(roleAt(path, 'app.listen(3000);')).toBe('scripts');
  });
  test.each(['src/device-server.ts', 'src/devserver.service.ts', 'src/server.ts', 'src/dev/watch-orders.ts'])(
    'is not %s',
    (path) => {
      expect(roleAt(path, 'app.listen(3000);')).toBe('server');
    },
  );
});

describe('a server that a script for developers starts', () => {
  const at = (path: string, scripts: Readonly<Record<string, string>>) =>
    roleAt(path, 'app.listen(3000);', scripts);
  test('is for developers by its name and the script', () => {
    expect(at('dev-server-postgres.ts', { 'dev:postgres': 'tsx dev-server-postgres.ts' })).toBe('scripts');
    expect(at('dev.mysql.ts', { dev: 'tsx watch dev.mysql.ts' })).toBe('scripts');
  });
  test('is a service where the script is one of operation, or the name is another', () => {
    expect(at('dev-server-postgres.ts', { start: 'node dev-server-postgres.js' })).toBe('server');
    expect(at('server.ts', { dev: 'tsx watch server.ts' })).toBe('server');
  });
});

describe('steps of an upgrade', () => {
  test.each(['src/db/updates/2.3.0.js', 'updates/v10.0.1.ts', 'src/patches/3_1_1-tokens.js'])(
    '%s',
    (path) => {
      expect(roleAt(path)).toBe('scripts');
    },
  );
  test.each(['src/v1/orders.ts', 'src/api/v2.ts', 'src/orders-2.0.ts'])('is not %s', (path) => {
    expect(roleAt(path)).toBe('server');
  });
});

describe('what a compiler wrote', () => {
  test.each([
    'dist/index.js',
    'packages/api/dist-cjs/index.js',
    'dist+_/index.cjs',
    'build/index.js',
    'packages/api/build/src/index.js',
  ])('%s', (path) => {
    expect(roleAt(path)).toBe('generated');
  });
  test.each(['src/distance/index.ts', 'src/build/order.ts', 'packages/api/src/orders/build/total.ts'])(
    'is not %s',
    (path) => {
      expect(roleAt(path)).toBe('server');
    },
  );
});

describe('what has elements', () => {
  test('is a page, or rendered by a server that it routes for', () => {
    expect(roleAt('src/orders.tsx', "import { useState } from 'react';")).toBe('browser');
    expect(roleAt('src/orders.tsx', "import type { Request } from 'express';")).toBe('browser');
    expect(roleAt('src/orders.tsx', "import { Router } from 'express';")).toBe('server');
  });
});

describe('what reads its arguments', () => {
  test.each(['process.argv.slice(2)', 'process.argv[2]', 'process.argv[index]', 'process.argv.length < 3'])(
    '%s',
    (text) => {
      expect(roleAt('src/send.ts', `use(${text});`)).toBe('cli');
    },
  );
  test.each([
    'process.argv[1]',
    'process.argv.length > 1 && folders.includes(process.argv[1])',
    "process.argv.includes('--cluster')",
    'process.argv0',
    'spawn(process.argv[0], process.argv.slice(1))',
    "fork(worker, ['--zone=' + zone].concat(process.argv.slice(2)))",
  ])('is not %s', (text) => {
    expect(roleAt('src/send.ts', `use(${text});`)).toBe('server');
  });
  test('with a library of command lines', () => {
    expect(roleAt('src/main.ts', "import yargs, { type Argv } from 'yargs';")).toBe('cli');
    expect(roleAt('src/main.ts', "import type { Argv } from 'yargs';\nimport yargs from 'yargs';")).toBe(
      'cli',
    );
  });
  test('is not what is given those that were read', () => {
    expect(roleAt('src/main.ts', "import type { Arguments } from 'yargs';")).toBe('server');
    expect(roleAt('src/main.ts', "export type { Arguments } from 'yargs';")).toBe('server');
  });
});

describe('what a script of the package runs', () => {
  const backfill = 'tsx src/app.ts backfill';
  test('does one thing', () => {
    expect(roleAt('src/app.ts', 'run();', { backfill })).toBe('scripts');
  });
  test('is a service where another script starts it as one', () => {
    expect(roleAt('src/app.ts', 'run();', { backfill, start: 'tsx src/app.ts start' })).toBe('server');
    expect(roleAt('src/app.ts', 'run();', { backfill, start: 'tsx src/main.ts' })).toBe('scripts');
  });
});

describe('what installs', () => {
  test.each(['src/install.ts', 'src/installer/index.ts', 'scripts/installation.ts', 'src/db-install.ts'])(
    '%s',
    (path) => {
      expect(roleAt(path)).toBe('scripts');
    },
  );
  test.each(['src/github/installation.ts', 'src/routes/installation/list.ts'])(
    'is not what a service knows of its users: %s',
    (path) => {
      expect(roleAt(path)).toBe('server');
    },
  );
});

describe('an extension of a browser', () => {
  test.each(["chrome.devtools.panels.create('Orders');", 'await browser.storage.local.get(id);'])(
    '%s',
    (text) => {
      expect(roleAt('src/panel.js', text)).toBe('browser');
    },
  );
  test.each([
    "app.get('/.well-known/appspecific/com.chrome.devtools.json', (req, res) => res.end());",
    'write(`chrome.storage.local.get(id)`);',
  ])('is not what a browser asks a server for: %s', (text) => {
    expect(roleAt('src/panel.js', text)).toBe('server');
  });
});

describe('a page that is driven from outside', () => {
  const drive = 'await page.evaluate(() => document.title);';
  test.each([
    "import puppeteer from 'puppeteer';",
    "const { chromium } = require('playwright');",
    "import { Injectable } from '@nestjs/common';",
  ])('by what has %s', (head) => {
    expect(roleAt('src/report.ts', `${head}\n${drive}`)).toBe('server');
  });
  test('is no page by a type alone', () => {
    const code = `import type { Page } from 'puppeteer';\n${drive}\ndocument.title = 'x';`;
    expect(roleAt('src/report.ts', code)).toBe('browser');
  });
});

describe('a package that builds a page beside its program', () => {
  const roleIn = (
    path: string,
    scripts: Record<string, string>,
    dependencies: readonly string[] = [],
    others = ['react', 'vite'],
  ) => {
    const allDependencies = new Set([...dependencies, ...others]);
    const { role } = roleOf({
      ...{ path, projectPath: path, text: 'export const answer = 42;' },
      package: {
        ...{ root: '/app', name: 'app', dependencies: new Set(dependencies), allDependencies },
        ...{ versions: new Map(), type: 'module', hasBin: false, scripts },
      },
      ...{ isBesideSource: () => false, bin: () => 'no', commandScript: () => undefined },
    });
    return role;
  };

  test.each([
    'node app.js',
    'NODE_ENV=production node --enable-source-maps ./dist/main.js',
    'nodemon src/app.js',
  ])('that starts by %s', (start) => {
    expect(roleIn('src/bridge.ts', { start }, ['pg'])).toBe('server');
    expect(roleIn('widget/src/App.tsx', { start }, ['pg'])).toBe('browser');
  });

  test.each([
    ['that only builds it', 'vite'],
    ['that serves it to who works on it', 'node build/dev-server.js'],
    ['that starts what its framework wrote', 'node scripts/start.js'],
    ['that starts a window', 'electron .'],
  ])('is none %s', (_name, start) => {
    expect(roleIn('src/bridge.ts', { start }, ['pg'])).toBe('browser');
  });

  test('is none where a bundler serves the page', () => {
    expect(roleIn('src/bridge.ts', { start: 'vite' }, ['fabricate.js'], ['vite'])).toBe('browser');
    expect(roleIn('src/bridge.ts', { start: 'node .', dev: 'vite' }, ['fabricate.js'], ['vite'])).toBe(
      'server',
    );
    expect(roleIn('src/bridge.ts', { dev: 'vite' }, ['express'], ['vite'])).toBe('server');
  });

  test('is none that gives what is of browsers to who installs it', () => {
    expect(roleIn('src/bridge.ts', { start: 'node app.js' }, ['react'])).toBe('browser');
  });
});

test('what somebody runs to try a package, beside its manifest, is a script', () => {
  expect(roleAt('test-webhook.mjs', 'send(sample);')).toBe('scripts');
  expect(roleAt('src/test-webhook.mjs', 'send(sample);')).toBe('server');
  expect(roleAt('test-server.mjs', 'app.listen(8080);')).toBe('scripts');
  expect(roleAt('test-server.mjs', 'app.listen(8080);', { serve: 'node test-server.mjs' })).toBe('server');
  expect(roleAt('test-server.mjs', 'export const server = app.listen(8080);')).toBe('server');
});

test('what somebody runs to find a fault, beside its manifest, is a script', () => {
  expect(roleAt('debug-express.js', 'app.listen(8080);')).toBe('scripts');
  expect(roleAt('webhook-debug.js', 'send(sample);')).toBe('scripts');
  expect(roleAt('src/debug-express.js', 'app.listen(8080);')).toBe('server');
  expect(roleAt('debug-routes.js', 'module.exports = (app) => app.get("/state", show);')).toBe('server');
  expect(roleAt('debug-server.js', 'app.listen(8080);', { start: 'node debug-server.js' })).toBe('server');
  expect(roleAt('debugger.js', 'app.listen(8080);')).toBe('server');
});

describe('a file that begins by telling how somebody runs it', () => {
  const told = (command: string) =>
    `/**\n * Helper to try requests.\n *\n * Usage:\n * ${command}\n */\napp.listen(8043);`;
  test.each(['ts-node ./src/saml/saml-server', 'npx tsx src/saml/saml-server.ts', '$ node saml-server.js'])(
    '%s',
    (command) => {
      expect(roleAt('src/saml/saml-server.ts', told(command))).toBe('scripts');
      // Of a package that is started, it may be the program.
      const scripts = { start: 'node dist/saml/saml-server.js' };
      expect(roleAt('src/saml/saml-server.ts', told(command), scripts)).toBe('server');
    },
  );

  test.each(['ts-node ./src/other', 'node --version', 'see node_modules/saml-server', 'node'])(
    'not: %s',
    (command) => {
      expect(roleAt('src/saml/saml-server.ts', told(command))).toBe('server');
    },
  );
});

describe('what TypeScript wrote beside its source', () => {
  const COMMON =
    '"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\nexports.answer = 42;\n';
  const MODULE = 'export const answer = 42;\n//# sourceMappingURL=answer.js.map\n';
  test.each([COMMON, MODULE])('is generated: %j', (text) => {
    expect(roleAt('src/answer.js', text, {}, true)).toBe('generated');
    // Without a source it is all there is.
    expect(roleAt('src/answer.js', text)).toBe('server');
  });

  test('is not what somebody wrote there', () => {
    expect(roleAt('src/answer.js', 'exports.answer = 42;\n', {}, true)).toBe('server');
    expect(roleAt('src/answer.js', '// See sourceMappingURL=answer.js.map\n', {}, true)).toBe('server');
  });
});
