import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DiskHost } from '../../src/project/disk.js';
import { MemoryHost } from '../../src/project/memory.js';
import { Project } from '../../src/project/project.js';
import { resolveModule } from '../../src/project/resolve.js';

const FROM = '/repo/services/orders/src/main.ts';

/** A workspace in which `@acme/log` is a package of these files, and what a specifier names in it. */
function resolved(
  specifier: string,
  manifest: object,
  files: Readonly<Record<string, string>>,
): string | undefined {
  const own = Object.entries(files).map(([path, text]) => [`/repo/packages/log/${path}`, text] as const);
  const host = new MemoryHost({
    '/repo/package.json': JSON.stringify({ name: 'repo', workspaces: ['packages/*', 'services/orders'] }),
    '/repo/packages/log/package.json': JSON.stringify({ name: '@acme/log', ...manifest }),
    '/repo/services/orders/package.json': JSON.stringify({ name: 'orders' }),
    [FROM]: '',
    ...Object.fromEntries(own),
  });
  return resolveModule(new Project(host), specifier, FROM)?.replace('/repo/packages/log/', '');
}

describe('a package of the workspace', () => {
  test.each<[string, object, readonly string[], string]>([
    ['has its source where main says', { main: 'lib/index.js' }, ['lib/index.js'], 'lib/index.js'],
    ['is not built yet', { main: 'dist/index.js' }, ['src/index.ts'], 'src/index.ts'],
    ['is built', { main: 'dist/index.js' }, ['src/index.ts', 'dist/index.js'], 'src/index.ts'],
    ['is built with its folder', { main: './dist/src/index.js' }, ['src/index.ts'], 'src/index.ts'],
    ['is built twice', { module: 'dist/esm/log.mjs' }, ['src/log.mts', 'src/index.ts'], 'src/log.mts'],
    ['is only built', { main: 'dist/index.js' }, ['dist/index.js'], 'dist/index.js'],
    ['has types of its own', { types: 'dist/log.d.ts' }, ['src/log.ts', 'src/index.ts'], 'src/log.ts'],
    ['says nothing', {}, ['src/index.ts'], 'src/index.ts'],
    ['says nothing and has its code at the root', {}, ['index.js'], 'index.js'],
    ['exports one file', { exports: './src/log.ts' }, ['src/log.ts'], 'src/log.ts'],
    [
      'exports by condition',
      { exports: { types: './dist/log.d.ts', default: './dist/log.js' } },
      ['src/log.ts'],
      'src/log.ts',
    ],
    [
      'exports its source under a condition of its own',
      { exports: { '.': { '@acme/source': './code/log.ts', import: './dist/log.js' } } },
      ['code/log.ts'],
      'code/log.ts',
    ],
    [
      'exports what is generated',
      { exports: { '.': './build/generated.js' } },
      ['src/index.ts'],
      'src/index.ts',
    ],
  ])('%s', (_, manifest, paths, expected) => {
    const files = Object.fromEntries(paths.map((path) => [path, '']));
    expect(resolved('@acme/log', manifest, files)).toBe(expected);
  });

  test.each<[string, string, object, readonly string[], string | undefined]>([
    ['by name', '/pino', { exports: { './pino': './dist/pino.js' } }, ['src/pino.ts'], 'src/pino.ts'],
    [
      'by pattern',
      '/http/log',
      { exports: { './*': './dist/*.js' } },
      ['src/http/log.ts'],
      'src/http/log.ts',
    ],
    [
      'by the longest pattern',
      '/http/log',
      { exports: { './*': './dist/*.js', './http/*': './dist/server/*.js' } },
      ['src/http/log.ts', 'src/server/log.ts'],
      'src/server/log.ts',
    ],
    ['as a path', '/dist/pino', {}, ['src/pino.ts'], 'src/pino.ts'],
    ['under src', '/pino', {}, ['src/pino.ts'], 'src/pino.ts'],
    ['that is not there', '/pino', { exports: { '.': './src/index.ts' } }, ['src/index.ts'], undefined],
  ])('has a module %s', (_, subpath, manifest, paths, expected) => {
    const files = Object.fromEntries(paths.map((path) => [path, '']));
    expect(resolved(`@acme/log${subpath}`, manifest, files)).toBe(expected);
  });

  test('is compiled to where its tsconfig says', () => {
    const tsconfig = { compilerOptions: { outDir: './node', rootDir: './code' } };
    const files = { 'tsconfig.json': JSON.stringify(tsconfig), 'code/log.ts': '', 'src/log.ts': '' };
    expect(resolved('@acme/log', { main: 'node/log.js' }, files)).toBe('code/log.ts');
  });

  test('is none of the workspace', () => {
    expect(resolved('@acme/other', {}, { 'src/index.ts': '' })).toBeUndefined();
    expect(resolved('pino', {}, { 'src/index.ts': '' })).toBeUndefined();
  });

  test('is linked by its folder', () => {
    const host = new MemoryHost({
      '/log/package.json': JSON.stringify({ name: 'anything', main: 'log.js' }),
      '/log/log.js': '',
      '/orders/package.json': JSON.stringify({ name: 'orders', dependencies: { log: 'link:../log' } }),
    });
    expect(resolveModule(new Project(host), 'log', '/orders/main.js')).toBe('/log/log.js');
  });
});

describe('on disk', () => {
  const at = (files: Readonly<Record<string, string>>): string => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'observability-workspace-')));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return root;
  };
  const PACKAGES = {
    'packages/log/package.json': '{ "name": "@acme/log", "main": "dist/index.js" }',
    'packages/log/src/index.ts': '',
    'packages/broken/package.json': '{ "name": ',
    'packages/nameless/package.json': '{}',
    'apps/orders/package.json': '{ "name": "orders" }',
    'apps/orders/main.ts': '',
  };

  test.each<[string, Readonly<Record<string, string>>]>([
    ['npm and bun', { 'package.json': '{ "workspaces": ["packages/*", "apps/*"] }' }],
    ['yarn', { 'package.json': '{ "workspaces": { "packages": ["packages/**"], "nohoist": [] } }' }],
    [
      'pnpm',
      {
        'package.json': '{ "name": "repo" }',
        'pnpm-workspace.yaml': 'packages:\n  - "packages/*"\n  - "!packages/old"\n',
      },
    ],
    ['lerna', { 'lerna.json': '{ "packages": ["packages/*/"] }' }],
  ])('workspaces of %s', (_, files) => {
    const root = at({ ...PACKAGES, ...files });
    expect(resolveModule(new Project(new DiskHost()), '@acme/log', join(root, 'apps/orders/main.ts'))).toBe(
      join(root, 'packages/log/src/index.ts'),
    );
  });

  test.each(['pnpm-workspace.yaml', 'lerna.json', 'package.json'])('nothing comes of a broken %s', (name) => {
    const root = at({ ...PACKAGES, [name]: '{ - : [' });
    const from = join(root, 'apps/orders/main.ts');
    expect(resolveModule(new Project(new DiskHost()), '@acme/log', from)).toBeUndefined();
  });

  test('a package that is added is seen with the next file', () => {
    const root = at({ ...PACKAGES, 'package.json': '{ "workspaces": ["packages/*"] }' });
    const project = new Project(new DiskHost());
    const from = join(root, 'apps/orders/main.ts');
    expect(resolveModule(project, '@acme/metrics', from)).toBeUndefined();
    mkdirSync(join(root, 'packages/metrics'));
    writeFileSync(join(root, 'packages/metrics/package.json'), '{ "name": "@acme/metrics" }');
    writeFileSync(join(root, 'packages/metrics/index.ts'), '');
    project.refresh();
    expect(resolveModule(project, '@acme/metrics', from)).toBe(join(root, 'packages/metrics/index.ts'));
  });
});
