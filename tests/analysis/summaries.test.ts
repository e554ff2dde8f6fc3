import { describe, expect, it } from 'vitest';
import { Session } from '../../src/analysis/session.js';
import { parseFile, parseModule } from '../../src/codemod/parser.js';
import { telemetrySummaryOf } from '../../src/model/summaries.js';
import type { Settings } from '../../src/model/settings.js';
import { Resolver } from '../../src/model/values/resolver.js';
import { type Summary, parameterUses, summaryOf } from '../../src/model/values/summary.js';
import type { Recognition } from '../../src/model/values/telemetry-call.js';
import { contextOf } from '../../src/model/values/value.js';
import { MemoryHost } from '../../src/project/memory.js';
import { argumentOf } from '../model/program.js';

const MAIN = "import { count } from './count'; ask(count);";
const COUNT = "import { requests } from './metrics';\nexport const count = (path) => requests.inc({ path });";
const METRICS = `import { Counter } from 'prom-client';
  export const requests = new Counter({ name: 'requests_total', help: 'r', labelNames: ['path'] });`;

/** A project in memory, asked again and again. */
class Asked {
  readonly host: MemoryHost;
  readonly session: Session;
  /** How often a call was looked at. */
  looked = 0;
  private readonly settings: Settings = { root: '/app' };
  private readonly key = {};

  constructor(files: Readonly<Record<string, string>>) {
    this.host = new MemoryHost(
      Object.fromEntries(Object.entries(files).map(([name, text]) => [`/app/src/${name}`, text])),
    );
    this.session = new Session(this.host);
  }

  private declared(text: string) {
    const path = '/app/src/main.ts';
    const parsed = () => parseFile(text, path);
    const file = this.session.file({ path, text, settings: this.settings, parse: parseModule, parsed });
    const declared = new Resolver().function(argumentOf(file.source), contextOf(file.source));
    if (!declared) throw new Error('no function');
    return declared;
  }

  summary(text = MAIN): Summary {
    return telemetrySummaryOf(this.declared(text), this.settings);
  }

  /** A summary without any telemetry, that counts what it looks at. */
  counted(text: string): Summary {
    const recognition: Recognition = {
      key: this.key,
      recognise: () => {
        this.looked += 1;
        return undefined;
      },
    };
    return summaryOf(this.declared(text), recognition);
  }

  change(name: string, text: string): void {
    this.host.write(`/app/src/${name}`, text);
    this.session.project.refresh();
  }
}

const labels = (summary: Summary) =>
  parameterUses(summary).map(({ role, key, parameter }) => `${parameter.index} ${role} ${key}`);

describe('a summary is kept', () => {
  it('for as long as what it was read from stays as it is', () => {
    const asked = new Asked({ 'count.ts': COUNT, 'metrics.ts': METRICS, 'other.ts': '' });
    const first = asked.summary();
    asked.change('other.ts', 'export const a = 1;');
    expect(asked.summary()).toBe(first);
  });

  it('until the module of a function that it calls changes, or that of its metric', () => {
    const asked = new Asked({ 'count.ts': COUNT, 'metrics.ts': METRICS });
    expect(labels(asked.summary())).toEqual(['0 label path']);
    asked.change('count.ts', COUNT.replace('(path)', '(user, path)'));
    expect(labels(asked.summary())).toEqual(['1 label path']);
    asked.change('metrics.ts', 'export const requests = { inc() {} };');
    expect(labels(asked.summary())).toEqual([]);
    asked.change('metrics.ts', METRICS);
    expect(labels(asked.summary())).toEqual(['1 label path']);
  });

  it('for another function that calls it', () => {
    const files = { 'a.ts': 'export const low = (x) => other(x); export const high = (x) => low(x);' };
    const asked = new Asked(files);
    asked.counted("import { high } from './a'; ask(high);");
    expect(asked.looked).toBe(2);
    asked.counted("import { low } from './a'; ask(low);");
    asked.counted("import { high } from './a'; ask(high);");
    expect(asked.looked).toBe(2);
  });
});

describe('what a summary costs', () => {
  const chain = (length: number) =>
    Array.from({ length }, (_, i) => `export const f${i} = (x) => { log(x); return f${i + 1}(x); };`).join(
      '\n',
    );
  const ring = (length: number) =>
    Array.from({ length }, (_, i) => `export function r${i}(x) { log(x); r${(i + 1) % length}(x); }`).join(
      '\n',
    );
  const tree = (depth: number) =>
    Array.from(
      { length: depth },
      (_, i) => `export const t${i} = (x) => { t${i + 1}(x); t${i + 1}([x]); };`,
    ).join('\n');

  it.each([
    ['functions that call the next', chain, 'f0', 150],
    ['functions in a ring', ring, 'r0', 150],
    ['functions that call the next twice', tree, 't0', 150],
  ])('grows with what it looks at: %s', (_, make, head, size) => {
    const cost = (length: number) => {
      const asked = new Asked({ 'a.ts': make(length) });
      asked.counted(`import { ${head} } from './a'; ask(${head});`);
      return asked.looked;
    };
    expect(cost(size)).toBe(2 * cost(size / 2));
  });

  it('looks at each function once, however many are asked about', () => {
    const asked = new Asked({ 'a.ts': chain(600) });
    for (const i of [0, 100, 200, 300, 400, 500, 0, 1, 2, 3])
      asked.counted(`import { f${i} } from './a'; ask(f${i});`);
    expect(asked.looked).toBeLessThanOrEqual(1200);
  });

  it('ends where a function leads on and on', () => {
    const asked = new Asked({ 'a.ts': chain(600) });
    const ask = (i: number) => asked.counted(`import { f${i} } from './a'; ask(f${i});`);
    expect(ask(0).isComplete).toBe(false);
    expect(ask(500).isComplete).toBe(true);
  });

  it('does not follow modules without end', () => {
    const files = Object.fromEntries(
      Array.from({ length: 50 }, (_, i) => [
        `m${i}.ts`,
        `import { f } from './m${i + 1}'; export { f as g }; export const f${i} = (x) => f(x);`,
      ]),
    );
    const texts = Object.entries(files).map(([name, text], i) => [
      name,
      text.replace('f }', `f${i + 1} as f }`),
    ]);
    const asked = new Asked(Object.fromEntries(texts) as Record<string, string>);
    const read: string[] = [];
    const { host } = asked;
    const original = host.read.bind(host);
    host.read = (path: string) => (read.push(path), original(path));
    expect(asked.counted("import { f0 } from './m0'; ask(f0);").isComplete).toBe(false);
    expect(read.length).toBeLessThan(8);
  });
});

describe('a summary of any program', () => {
  const deep = (make: (inner: string) => string, times: number) =>
    Array.from({ length: times }).reduce<string>((inner) => make(inner), 'x');

  it.each([
    [
      'a text of many parts',
      `export const f = (x) => log(${Array.from({ length: 500 }, () => 'x').join(' + ')});`,
    ],
    [
      'calls in calls',
      `export const f = (x) => log(${deep((inner) => `g(${inner})`, 400)}); const g = (a) => a;`,
    ],
    ['objects in objects', `export const f = (x) => log(${deep((inner) => `{ a: ${inner}, b: x }`, 250)});`],
    [
      'a value that doubles',
      `export const f = (x) => { ${Array.from({ length: 60 }, (_, i) => `const v${i + 1} = { a: v${i}, b: v${i} };`).join(' ')} log(v60); }; const v0 = 1;`,
    ],
    [
      'choices of choices',
      `export const f = (x, y) => { ${Array.from({ length: 60 }, (_, i) => `const v${i + 1} = c ? v${i} : [v${i}];`).join(' ')} log(v60); };`,
    ],
    ['a name given itself', 'export const f = (x) => { let a = b; let b = a; a = [b, x]; log(a); };'],
    ['a function that returns itself', 'export function f(x) { return f(f(f([x, f]))); }'],
    [
      'functions that grow what they hand on',
      'export const f = (x) => { g({ x }); log(x); }; const g = (y) => { f([y, y]); };',
    ],
    ['nothing at all', 'export const f = (x) => {};'],
    [
      'a parameter without a name',
      'export const f = ([, { a = 1, ...b }], ...[c, ...d]) => log(a, b, c, d);',
    ],
  ])('ends: %s', (_, text) => {
    const asked = new Asked({ 'a.ts': text });
    const started = asked.looked;
    const summary = asked.counted("import { f } from './a'; ask(f);");
    expect(asked.looked - started).toBeLessThan(1000);
    expect(summary.returns.length).toBeLessThanOrEqual(16);
  });
});
