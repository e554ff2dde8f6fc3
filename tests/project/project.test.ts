import { describe, expect, test } from 'vitest';
import { MemoryHost } from '../../src/project/memory.js';
import { packageOf, projectRootOf } from '../../src/project/packages.js';
import { Project, query } from '../../src/project/project.js';
import { existing } from '../../src/project/existing.js';
import { resolveModule } from '../../src/project/resolve.js';

/** How often a query was computed, with its answers. */
function counted(compute: (project: Project, key: string) => unknown) {
  let times = 0;
  const ask = query((project, key) => {
    times++;
    return compute(project, key);
  });
  return { ask, times: () => times };
}

describe('a query', () => {
  test('is computed once between two refreshes', () => {
    const project = new Project(new MemoryHost({ '/a.txt': 'one' }));
    const { ask, times } = counted((within) => within.read('/a.txt'));
    expect([ask(project, ''), ask(project, '')]).toEqual(['one', 'one']);
    expect(times()).toBe(1);
  });

  test('is computed again after a refresh only when what it read has changed', () => {
    const host = new MemoryHost({ '/a.txt': 'one', '/b.txt': 'other' });
    const project = new Project(host);
    const { ask, times } = counted((within) => within.read('/a.txt'));
    ask(project, '');
    host.write('/b.txt', 'changed');
    project.refresh();
    expect(ask(project, '')).toBe('one');
    expect(times()).toBe(1);
    host.write('/a.txt', 'two');
    expect(ask(project, '')).toBe('one');
    project.refresh();
    expect(ask(project, '')).toBe('two');
    expect(times()).toBe(2);
  });

  test('depends on what the queries it asks have read', () => {
    const host = new MemoryHost({ '/a.txt': 'one' });
    const project = new Project(host);
    const inner = query((within) => within.read('/a.txt'));
    const outer = query((within, key) => `${key}: ${inner(within, '')}`);
    // Known before the outer one is asked, so that nothing is read then.
    inner(project, '');
    expect(outer(project, 'x')).toBe('x: one');
    host.write('/a.txt', 'two');
    project.refresh();
    expect(outer(project, 'x')).toBe('x: two');
  });

  test('that looked for a file sees it when it is created and removed', () => {
    const host = new MemoryHost({ '/app/other.ts': '' });
    const project = new Project(host);
    expect(existing(project, '/app/new')).toBeUndefined();
    host.write('/app/new.ts', '');
    project.refresh();
    expect(existing(project, '/app/new')).toBe('/app/new.ts');
    host.remove('/app/new.ts');
    project.refresh();
    expect(existing(project, '/app/new')).toBeUndefined();
  });

  test('that read too much to be held against each file is computed again after a pause', () => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`/app/${at}.txt`, 'a']));
    const host = new MemoryHost(files);
    const project = new Project(host);
    const { ask, times } = counted((within) =>
      Object.keys(files)
        .map((path) => within.read(path))
        .join(''),
    );
    project.refresh(0);
    ask(project, '');
    host.write('/app/7.txt', 'b');
    project.refresh(1000);
    ask(project, '');
    expect(times()).toBe(1);
    project.refresh(3001);
    expect(ask(project, '')).toContain('b');
    expect(times()).toBe(2);
  });

  test('that throws leaves nothing behind', () => {
    const project = new Project(new MemoryHost({ '/a.txt': 'one' }));
    let isBroken = true;
    const ask = query((within) => {
      if (isBroken) throw new Error('broken');
      return within.read('/a.txt');
    });
    expect(() => ask(project, '')).toThrow('broken');
    isBroken = false;
    expect(ask(project, '')).toBe('one');
  });
});

describe('a project in memory', () => {
  const host = new MemoryHost({
    '/repo/package.json': JSON.stringify({ name: 'repo', workspaces: ['packages/*'] }),
    '/repo/packages/orders/package.json': JSON.stringify({
      name: 'orders',
      imports: { '#lib/*': './src/lib/*.ts' },
    }),
    '/repo/packages/orders/tsconfig.json': JSON.stringify({
      compilerOptions: { paths: { '@/*': ['./src/*'] } },
    }),
    '/repo/packages/orders/src/main.ts': '',
    '/repo/packages/orders/src/lib/log.ts': '',
  });
  const project = new Project(host);
  const main = '/repo/packages/orders/src/main.ts';

  test('has packages and a root', () => {
    const owner = packageOf(project, main);
    expect(owner.name).toBe('orders');
    expect(projectRootOf(owner)).toBe('/repo');
  });

  test.each([
    ['./lib/log', '/repo/packages/orders/src/lib/log.ts'],
    ['./lib/log.js', '/repo/packages/orders/src/lib/log.ts'],
    ['#lib/log', '/repo/packages/orders/src/lib/log.ts'],
    ['@/lib/log', '/repo/packages/orders/src/lib/log.ts'],
    ['./lib', undefined],
    ['pino', undefined],
  ])('resolves %s', (specifier, path) => {
    expect(resolveModule(project, specifier, main)).toBe(path);
  });
});
