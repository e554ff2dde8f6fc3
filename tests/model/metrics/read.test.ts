import { describe, expect, it } from 'vitest';
import { labelsOf } from '../../../src/model/metrics/arguments.js';
import { metricDefinitionOf } from '../../../src/model/metrics/read.js';
import { type Program, argumentOf, read } from '../program.js';

describe('labels', () => {
  /** The labels that the argument of `ask()` is: `route=path status=200`, with `…` where there may be others. */
  function labels(program: Program | string): string {
    const source = read(program);
    const { labels, labelsAreComplete } = labelsOf(argumentOf(source), source);
    const found = labels.map(({ name, value }) => `${name}=${value.text}`);
    return [...found, ...(labelsAreComplete ? [] : ['…'])].join(' ');
  }

  it.each([
    ['ask({ route: path, status: 200 })', 'route=path status=200'],
    ['const base = { app: 1 }; ask({ ...base, route: path })', 'app=1 route=path'],
    ['const base = { app: 1, zone: 2 }; ask({ ...base, app: 3 })', 'app=3 zone=2'],
    ['const base = { app: 1 }; const labels = base; ask(labels)', 'app=1'],
    ['const labels = { app: 1 }; labels.route = path; ask(labels)', 'app=1 route=path …'],
    ['class A { private readonly labels = { app: 1 }; go() { ask(this.labels); } }', 'app=1'],
    ['function labelsFor(path) { return { route: path }; } ask(labelsFor(p))', 'route=path'],
    ['function labelsFor(path) { if (c) return {}; return { route: path }; } ask(labelsFor(p))', '…'],
    ['const add = (labels) => { labels.zone = z; return labels; }; ask(add({ app: 1 }))', 'app=1 …'],
    ['const labels = { ...labels }; ask(labels)', '…'],
    ['const labels = unknown(); ask(labels)', '…'],
    ["ask([`route:${path}`, 'env:prod'])", "route=path env='env:prod' …"],
    ['ask({ [name]: path })', '…'],
    ['const labels = {}; if (c) labels.route = path; ask(labels)', 'route=path …'],
    ['ask({ app: 1, ...(c && { route: path }) })', 'app=1 route=path …'],
    ['ask({ app: 1, ...(c ? { route: path } : {}) })', 'app=1 route=path …'],
    ['ask(c ? { route: path } : { route: p, zone: z })', 'route=p zone=z …'],
    ['ask(Object.assign({ app: 1 }, { route: path }))', 'app=1 route=path'],
    [
      'const labelsFor = () => { const l = { app: 1 }; l.route = path; return l; }; ask(labelsFor())',
      'app=1 route=path …',
    ],
  ])('%s', (program, expected) => expect(labels(program)).toBe(expected));

  it('of another module are those whose values are written out', () => {
    const program = (base: string) => ({
      'main.ts': "import { BASE } from './base'; ask({ ...BASE, route: path })",
      'base.ts': base,
    });
    expect(labels(program("export const BASE = { app: 'orders' };"))).toBe("app='orders' route=path");
    expect(labels(program('const ZONE = { zone: zone() }; export const BASE = { app: 1, ...ZONE };'))).toBe(
      'app=1 route=path …',
    );
    expect(labels(program('export const BASE = { app: 1, zone: zone() };'))).toBe('app=1 route=path …');
  });
});

describe('a definition', () => {
  function definition(program: Program) {
    const source = read(program);
    const creation = argumentOf(source);
    if (creation.kind !== 'new') throw new Error('no `new`');
    return metricDefinitionOf(creation, source, { root: '/app' });
  }

  it('has the names, labels and buckets that another module lists', () => {
    const found = definition({
      'main.ts': `
        import { Histogram } from 'prom-client';
        import { NAMES, LABELS, BUCKETS } from './names';
        ask(new Histogram({ name: NAMES.took, help: 'x', labelNames: [...LABELS, 'zone'], buckets: BUCKETS }));`,
      'names.ts': `
        export const NAMES = { took: 'took_seconds' } as const;
        export const LABELS = ['method', 'status'];
        export const BUCKETS = [0.1, 1, Infinity];`,
    });
    expect(found).toMatchObject({
      name: 'took_seconds',
      labelNames: ['method', 'status', 'zone'],
      buckets: [0.1, 1, Infinity],
    });
  });

  it('leaves out what is changed, or not written out', () => {
    const found = definition({
      'main.ts': `
        import { Histogram } from 'prom-client';
        const labels = ['method'];
        labels.push(zone);
        ask(new Histogram({ name: prefix + 'took', help: 'x', labelNames: labels, buckets: [low, 1] }));`,
    });
    expect(found).toMatchObject({ name: undefined, labelNames: undefined, buckets: undefined });
  });
});
