import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { missingDependencies } from '../../../src/contract/check/dependencies.js';
import { Repository } from '../project.js';

/** A repository of packages, by folder their names and dependencies. */
function repository(
  packages: Record<string, readonly [name: string, ...dependencies: string[]]>,
): Repository {
  const files = Object.entries(packages).map(([folder, [name, ...dependencies]]) => [
    join(folder, 'package.json'),
    { name, dependencies: Object.fromEntries(dependencies.map((each) => [each, '*'])) },
  ]);
  return new Repository(Object.fromEntries(files) as Record<string, object>);
}

it('are those that no node_modules on the way to the root has', () => {
  const { root } = repository({ '.': ['shop'], 'packages/a': ['a', 'libp2p', 'prom-client'] });
  mkdirSync(join(root, 'node_modules/prom-client'), { recursive: true });
  writeFileSync(join(root, 'node_modules/prom-client/package.json'), '{}');
  expect([...missingDependencies(root)]).toEqual(['libp2p']);
});

it('are no packages of the repository, under whichever name of its scope they are asked for', () => {
  const { root } = repository({
    'packages/a': ['@shop/a', '@shop/b', '@shop/gone', '@acme/metrics'],
    'packages/b': ['@shop/b'],
    'packages/c': ['@acme/cli', '@acme/stats'],
  });
  expect([...missingDependencies(root)].sort()).toEqual(['@acme/metrics', '@acme/stats']);
});

it('leaves a manifest that is no JSON', () => {
  expect([...missingDependencies(new Repository({ 'package.json': '{' }).root)]).toEqual([]);
});
