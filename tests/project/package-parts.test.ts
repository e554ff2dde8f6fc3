import { describe, expect, test } from 'vitest';
import { roleOf } from '../../src/model/code/role.js';
import { factsOf } from '../../src/project/file-facts.js';
import { MemoryHost } from '../../src/project/memory.js';
import { packageOf } from '../../src/project/packages.js';
import { Project } from '../../src/project/project.js';

/** One package with a page and a service, and the sources of both. */
const MANIFEST = JSON.stringify({
  name: 'shop',
  dependencies: { '@nestjs/common': '^10', '@nestjs/core': '^10', express: '^4', next: '^14', react: '^18' },
});
const SOURCES = {
  '/shop/package.json': MANIFEST,
  '/shop/apps/orders/src/main.ts': "import { NestFactory } from '@nestjs/core';",
  '/shop/apps/orders/src/total.ts': 'export const total = () => console.log(1);',
  '/shop/apps/web/src/page.ts': "import Head from 'next/head';",
  '/shop/apps/web/src/cart/total.ts': 'export const total = () => console.log(1);',
};
const NX = {
  '/shop/apps/orders/project.json': JSON.stringify({ projectType: 'application', targets: {} }),
  '/shop/apps/web/project.json': JSON.stringify({ sourceRoot: 'apps/web/src' }),
};

function roleIn(files: Readonly<Record<string, string>>, path: string): string {
  const project = new Project(new MemoryHost(files));
  const owner = packageOf(project, path);
  return roleOf(factsOf(path, files[path] ?? '', owner)).role;
}

describe('a file of one of several projects with one package.json', () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    ['Nx', NX],
    [
      'Nest',
      {
        '/shop/nest-cli.json':
          '{ "projects": { "api": { "root": "apps/orders" }, "web": { "root": "apps/web" }, } }',
      },
    ],
    [
      'Angular',
      { '/shop/angular.json': '{ "projects": { "api": { "root": "apps/orders" }, "web": "apps/web" } }' },
    ],
  ])('is of what its project imports: %s', (_, lists) => {
    const files = { ...SOURCES, ...lists };
    expect(roleIn(files, '/shop/apps/orders/src/total.ts')).toBe('server');
    expect(roleIn(files, '/shop/apps/web/src/cart/total.ts')).toBe('browser');
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['there are none', {}],
    [
      'the only one is the package itself',
      { '/shop/angular.json': '{ "projects": { "shop": { "root": "" } } }' },
    ],
    ['what has the name is another tool’s', { '/shop/apps/orders/project.json': '{ "orders": [] }' }],
    [
      'a list is broken',
      {
        '/shop/nest-cli.json': '{ "projects": [',
        '/shop/angular.json': '{ "projects": { "a": null, "b": { "root": 3 } } }',
      },
    ],
  ])('is of its package where %s', (_, lists) => {
    const files = { ...SOURCES, ...lists };
    expect(roleIn(files, '/shop/apps/orders/src/total.ts')).toBe('browser');
  });

  test('is of a server where it imports what only Node.js has, whatever its package is', () => {
    const files = { ...SOURCES, '/shop/src/orders.ts': "import { Logger } from '@nestjs/common';" };
    expect(roleIn(files, '/shop/src/orders.ts')).toBe('server');
  });
});
