import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Budget } from '../../../src/model/values/budget.js';
import { Resolver, STOP } from '../../../src/model/values/resolver.js';
import { contextOf } from '../../../src/model/values/value.js';
import { type Program, argumentOf, read } from '../program.js';

/** Everything that the argument of `ask()` can be, and whether that is all: `'a' | 'b'`, `'a' | …`. */
function valuesOf(program: Program | string, budget = new Budget()): string {
  const source = read(program);
  const found: string[] = [];
  const isComplete = new Resolver(budget).each(argumentOf(source), contextOf(source), ({ expression }) => {
    found.push(expression.text);
    return undefined;
  });
  return [...found, ...(isComplete ? [] : ['…'])].join(' | ');
}

/** The one thing that it surely is. */
function valueOf(program: Program | string): string | undefined {
  const source = read(program);
  return new Resolver().value(argumentOf(source), contextOf(source))?.expression.text;
}

/** Counts the steps of a question that has any number of them. */
class Meter extends Budget {
  steps = 0;
  override spend(): boolean {
    this.steps += 1;
    return super.spend();
  }
}

describe('names', () => {
  it.each([
    ["const a = 'x'; ask(a)", "'x'"],
    ["let a = 'x'; ask(a)", "'x'"],
    ["let a; a = 'x'; ask(a)", "'x'"],
    ["let a = 'x'; if (c) a = 'y'; ask(a)", "'x' | 'y'"],
    ["let a = 'x'; a ??= 'y'; ask(a)", "'x' | 'y'"],
    ["let a = 'x'; a += 'y'; ask(a)", "'x' | …"],
    ["let a = 'x'; [a] = list; ask(a)", "'x' | …"],
    ["const a = 'x'; const b = a; ask(b as string)", "'x'"],
    ['const a = unknown(); ask(a)', 'unknown()'],
    ['ask(a)', 'a'],
    ['ask(await promise)', 'promise'],
    ["const a = await 'x'; ask(a!)", "'x'"],
  ])('%s', (program, values) => expect(valuesOf(program)).toBe(values));

  it('destructured out of what is written down', () => {
    expect(valuesOf("const { a: { b } } = { a: { b: 'x' } }; ask(b)")).toBe("'x'");
    expect(valuesOf("const [, b] = [1, 'x']; ask(b)")).toBe("'x'");
    expect(valuesOf("const [, b] = [, 'x']; ask(b)")).toBe('b');
    expect(valuesOf("const [b] = ['x', 1]; ask(b)")).toBe("'x'");
    expect(valuesOf("const { a } = { ...{ a: 'x' } }; ask(a)")).toBe("'x'");
    expect(valuesOf("const { a } = { a: 'x', ...rest }; ask(a)")).toBe('a');
    expect(valuesOf("const { a } = c ? { a: 'x' } : { a: 'y' }; ask(a)")).toBe('a');
    expect(valuesOf('const { a } = request; ask(a)')).toBe('a');
  });
});

describe('choices', () => {
  it.each([
    ["ask(c ? 'x' : 'y')", "'x' | 'y'"],
    ["ask(a ?? 'y')", "a | 'y'"],
    ["ask(c && 'y')", "'y' | …"],
    ["const a = c ? 'x' : d || 'y'; ask(a)", "'x' | d | 'y'"],
    ["const a = c ? 'x' : d; const d = e ? a : 'y'; ask(a)", "'x' | 'y'"],
  ])('%s', (program, values) => expect(valuesOf(program)).toBe(values));

  it('are no one value', () => {
    expect(valueOf("const a = c ? 'x' : 'y'; ask(a)")).toBeUndefined();
    expect(valueOf("const a = 'x'; const b = a; ask(b)")).toBe("'x'");
  });
});

describe('members', () => {
  const members = `
    const BASE = { region: 'eu', ['size']: 3, get now() { return 1; }, method() {} };
    const MAP = { ...BASE, zone: 'a' };
    enum Kind { A }
    class Base { protected readonly fromBase = 'b'; }
    class Own extends Base {
      static readonly NAME = 'own';
      private field = 'f';
      private late?: string;
      private many = 'one';
      open = 'o';
      get computed() { return 'c'; }
      constructor(private given = 'g') { super(); this.many = 'two'; }
      init() { this.late = 'l'; }
      arrow = () => { this.many = 'three'; };
      check() { ask(THIS); }
    }`;
  it.each([
    ['MAP.zone', "'a'"],
    ['MAP.region', "'eu'"],
    ['MAP.size', '3'],
    ["MAP['zone']", "'a'"],
    ['MAP.missing', '…'],
    ['BASE.now', 'BASE.now'],
    ['MAP[key]', "'a' | …"],
    ['Own.NAME', "'own'"],
    ['new Own().open', "'o' | …"],
    ['unknown.zone', 'unknown.zone'],
  ])('%s', (expression, values) => expect(valuesOf(`${members} ask(${expression});`)).toBe(values));

  it.each([
    ['this.field', "'f'"],
    ['this.fromBase', "'b'"],
    ['this.late', "'l'"],
    ['this.many', "'one' | 'two' | 'three'"],
    ['this.open', "'o' | …"],
    ['this.computed', "'c' | …"],
    ['this.given', "'g' | …"],
    ['this.nothing', 'this.nothing'],
  ])('%s', (expression, values) => expect(valuesOf(members.replace('THIS', expression))).toBe(values));

  it('of what is changed in place may be something else', () => {
    expect(valuesOf("const o = { a: 'x' }; o.a = y; ask(o.a)")).toBe("'x' | …");
    expect(valuesOf("const o = { a: 'x' }; Object.assign(o, y); ask(o.a)")).toBe("'x' | …");
    expect(valuesOf("const o = Object.freeze({ a: 'x' }); ask(o.a)")).toBe("'x'");
  });

  it('that other code may set', () => {
    const program = (rest: string) => `class A { private x = 'x'; ${rest} go() { ask(this.x); } }`;
    expect(valuesOf(program(''))).toBe("'x'");
    expect(valuesOf(program("set() { this.x += 'y'; }"))).toBe("'x' | …");
    expect(valuesOf(program('set() { [this.x] = list; }'))).toBe("'x' | …");
    expect(valuesOf(program('set(key) { this[key] = 1; }'))).toBe("'x' | …");
    expect(valuesOf("class A { #x = 'x'; set() { this.#x = 'y'; } go() { ask(this.#x); } }")).toBe(
      "'x' | 'y'",
    );
  });
});

describe('collections', () => {
  it.each([
    ["for (const a of ['x', 'y']) ask(a)", "'x' | 'y'"],
    ["const LIST = ['x', 'y']; for (const a of LIST) ask(a)", "'x' | 'y'"],
    ["const LIST = ['x']; LIST.push(y); for (const a of LIST) ask(a)", "'x' | …"],
    ["const LIST = ['x', ...others]; for (const a of LIST) ask(a)", "'x' | …"],
    ["for (const { a } of [{ a: 'x' }, { a: 'y' }]) ask(a)", "'x' | 'y'"],
    ["['x', 'y'].forEach((a) => ask(a))", "'x' | 'y'"],
    ["['x', 'y'].forEach((a, i) => ask(i))", 'i'],
    ["const MAP = new Map([['k', 'x'], ['l', 'y']]); ask(MAP.get(key))", "'x' | 'y' | …"],
    ["for (const a of new Set(['x', 'y'])) ask(a)", "'x' | 'y'"],
    ['for (const a of Object.keys({ x: 1, y: 2 })) ask(a)', '"x" | "y"'],
    ['for (const a of Object.values({ x: 1, y: 2 })) ask(a)', '1 | 2'],
    ["ask(['x', 'y'].find(test))", "'x' | 'y' | …"],
    ['for (const a of rows) ask(a)', 'a'],
  ])('%s', (program, values) => expect(valuesOf(program)).toBe(values));
});

describe('functions', () => {
  it.each([
    ["function f() { return 'x'; } ask(f())", "'x'"],
    ["function f(c) { if (c) return 'x'; return 'y'; } ask(f())", "'x' | 'y'"],
    ["const f = (a) => a; ask(f('x'))", "'x'"],
    ['const f = (a) => a; ask(f(...list))', 'a'],
    ["const f = (a = 'y') => a; ask(f())", "'y'"],
    ['const f = (a) => a; ask(f())', '…'],
    ["const f = ({ a }) => a; ask(f({ a: 'x' }))", "'x'"],
    ["const f = (a) => { a = norm(a); return a; }; ask(f('x'))", "'x' | …"],
    ["const f = (a) => a.trim(); ask(f('x'))", 'a.trim()'],
    ["async function f() { return 'x'; } ask(await f())", "'x'"],
    ['function* f() { yield 1; return 2; } ask(f())', 'f()'],
    ["const f = (a) => a; const g = (a) => f(a); ask(g('x'))", "'x'"],
    ["const f = (a) => a; ask(f(f(f('x'))))", "'x'"],
    ["class A { f() { return 'x'; } go() { ask(this.f()); } }", "'x'"],
    ["class A { static f() { return 'x'; } } ask(A.f())", "'x'"],
    ["class A { f() { return 'x'; } } const a = new A(); ask(a.f())", "'x'"],
    ["class A { f() { return 'x'; } } const go = (a: A) => ask(a.f())", "'x'"],
    [
      "class A { f() { return 'x'; } } class B { constructor(private a: A) {} go() { ask(this.a.f()); } }",
      "'x'",
    ],
    ["const api = { f() { return 'x'; }, g: () => 'y' }; ask(api.f() ?? api.g())", "'x' | 'y'"],
    ['function f(n) { return n > 3 ? n : f(n + 1); } ask(f(0))', '0 | n + 1'],
  ])('%s', (program, values) => expect(valuesOf(program)).toBe(values));

  it('hand to a parameter what all of their calls do', () => {
    expect(valuesOf("function f(a) { ask(a); } f('x'); f('y');")).toBe("'x' | 'y'");
    expect(valuesOf("export function f(a) { ask(a); } f('x');")).toBe("'x' | …");
    expect(valuesOf("function f(a) { ask(a); } f('x'); list.map(f);")).toBe("'x' | …");
    expect(valuesOf("function f(a) { ask(a); } f('x'); export { f };")).toBe("'x' | …");
    expect(valuesOf("function f(a = 'd') { ask(a); } f('x'); f();")).toBe("'x' | 'd'");
    expect(valuesOf("function f(a) { a = clean(a); ask(a); } f('x');")).toBe('a');
    expect(valuesOf('function f(a) { ask(a); }')).toBe('a');
    expect(valuesOf("class A { private f(a) { ask(a); } go() { this.f('x'); } }")).toBe("'x'");
    expect(valuesOf("class A { f(a) { ask(a); } go() { this.f('x'); } }")).toBe("'x' | …");
    expect(valuesOf("class A { private f(a) { ask(a); } go(o) { this.f('x'); o.f('y'); } }")).toBe("'x' | …");
  });

  it('hand on what their callers hand over', () => {
    const program = "function outer(a) { inner(a); } function inner(b) { ask(b); } outer('x'); outer('y');";
    expect(valuesOf(program)).toBe("'x' | 'y'");
  });
});

describe('modules', () => {
  it.each<[string, Program, string]>([
    [
      'a named export',
      { 'main.ts': "import { A } from './a'; ask(A)", 'a.ts': "export const A = 'x';" },
      "'x'",
    ],
    [
      'a renamed and passed on one',
      {
        'main.ts': "import { B } from './index'; ask(B)",
        'index.ts': "export { A as B } from './a';",
        'a.ts': "export const A = 'x';",
      },
      "'x'",
    ],
    [
      'a namespace',
      { 'main.ts': "import * as all from './a'; ask(all.A)", 'a.ts': "export const A = 'x';" },
      "'x'",
    ],
    [
      'a member of an exported object',
      { 'main.ts': "import { NAMES } from './a'; ask(NAMES.a)", 'a.ts': "export const NAMES = { a: 'x' };" },
      "'x'",
    ],
    [
      'a function that reads its own module',
      {
        'main.ts': "import { name } from './a'; ask(name('x'))",
        'a.ts': "const DEFAULT = 'd'; export const name = (given) => given ?? DEFAULT;",
      },
      "'x' | 'd'",
    ],
    [
      'an instance',
      {
        'main.ts': "import { metrics } from './a'; ask(metrics.region())",
        'a.ts': "class Metrics { region() { return 'eu'; } } export const metrics = new Metrics();",
      },
      "'eu'",
    ],
    ['a package', { 'main.ts': "import { A } from 'pkg'; ask(A)" }, 'A'],
    [
      'through three modules and no more',
      {
        'main.ts': "import { A } from './a'; ask(A)",
        'a.ts': "import { B } from './b'; export const A = c ? B : 'a';",
        'b.ts': "import { C } from './c'; export const B = c ? C : 'b';",
        'c.ts': "import { D } from './d'; export const C = c ? D : 'c';",
        'd.ts': "export const D = 'd';",
      },
      "D | 'c' | 'b' | 'a'",
    ],
    [
      'through any number of modules that hand on what others export',
      {
        'main.ts': "import { A } from './a'; ask(A)",
        'a.ts': "export { B as A } from './b';",
        'b.ts': "export * from './c';",
        'c.ts': "export { D as B } from './d';",
        'd.ts': "import { D } from './e'; export { D };",
        'e.ts': "export const D = 'x';",
      },
      "'x'",
    ],
    [
      'modules that hand each other on',
      {
        'main.ts': "import { A } from './a'; ask(A)",
        'a.ts': "export { A } from './b';",
        'b.ts': "export { A } from './a';",
      },
      'A',
    ],
    [
      'modules that import each other',
      {
        'main.ts': "import { A } from './a'; ask(A)",
        'a.ts': "import { B } from './b'; export const A = c ? B : 'x';",
        'b.ts': "import { A } from './a'; export const B = c ? A : 'y';",
      },
      "'y' | 'x'",
    ],
  ])('%s', (_, program, values) => expect(valuesOf(program)).toBe(values));
});

describe('the budget', () => {
  const limit = 400;

  it('follows a chain of constants to its end', () => {
    const chain = Array.from({ length: 60 }, (_, i) => `const a${i} = a${i + 1};`).join('\n');
    expect(valuesOf(`${chain} const a60 = 'x'; ask(a0)`)).toBe("'x'");
  });

  it.each([
    ['two constants', 'const a = b; const b = a; ask(a)'],
    ['a constant of itself', 'const a = { ...a }.b; ask(a.c)'],
    ['functions that call each other', 'const f = (a) => g(a); const g = (a) => f(a); ask(f(1))'],
    ['a method of itself', 'class A { f() { return this.f(); } go() { ask(this.f()); } }'],
    ['a parameter of itself', 'function f(a) { f(a); ask(a); }'],
  ])('ends where %s lead in circles', (_, program) => {
    const meter = new Meter();
    expect(valuesOf(program, meter)).not.toContain("'");
    expect(meter.steps).toBeLessThan(20);
  });

  it('looks once at what is reached in many ways', () => {
    const steps = (count: number) => {
      const functions = Array.from(
        { length: count },
        (_, i) => `const f${i} = () => (c ? f${i + 1}() : f${i + 1}());`,
      );
      const meter = new Meter(1e6);
      expect(valuesOf(`${functions.join('\n')} const f${count} = () => 'x'; ask(f0())`, meter)).toBe("'x'");
      return meter.steps;
    };
    const constants = (count: number) => {
      const lines = Array.from({ length: count }, (_, i) => `const a${i} = c ? a${i + 1} : a${i + 1};`);
      const meter = new Meter(1e6);
      expect(valuesOf(`${lines.join('\n')} const a${count} = 'x'; ask(a0)`, meter)).toBe("'x'");
      return meter.steps;
    };
    for (const count of [10, 30, 100]) {
      expect(constants(count)).toBeLessThan(3 * count + 3);
      expect(steps(count)).toBeLessThan(6 * count + 6);
    }
  });

  it('is kept by any program', () => {
    const name = fc.integer({ min: 0, max: 7 }).map((i) => `n${i}`);
    const leaf = fc.oneof(name, fc.constantFrom("'x'", 'unknown', '1'));
    const { expression } = fc.letrec<{ expression: string }>((tie) => ({
      expression: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(c ? ${a} : ${b})`),
        fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} ?? ${b})`),
        fc.tuple(name, tie('expression')).map(([f, a]) => `${f}(${a}, ${a})`),
        fc.tuple(tie('expression')).map(([a]) => `{ p: ${a} }.p`),
        fc.tuple(tie('expression')).map(([a]) => `[${a}][i]`),
        fc.tuple(name).map(([a]) => `${a}.p`),
      ),
    }));
    const declaration = fc.tuple(fc.constantFrom('const', 'let', 'function'), expression).map(
      ([kind, value]) =>
        (name: string) =>
          kind === 'function'
            ? `function ${name}(a, b) { return [a, b, ${value}][0]; }`
            : `${kind} ${name} = ${value};`,
    );
    const program = fc
      .tuple(fc.array(declaration, { minLength: 8, maxLength: 8 }), expression)
      .map(([declarations, asked]) =>
        [...declarations.map((each, i) => each(`n${i}`)), `ask(${asked})`].join('\n'),
      );
    fc.assert(
      fc.property(program, (text) => {
        const meter = new Meter(limit);
        const values = valuesOf(text, meter);
        expect(meter.steps).toBeLessThanOrEqual(20 * limit);
        // The same question has the same answer.
        expect(valuesOf(text)).toBe(values);
      }),
      { numRuns: 100 },
    );
  });

  it('says that it is spent', () => {
    const functions = Array.from(
      { length: 30 },
      (_, i) => `const f${i} = (a) => (c ? f${i + 1}([a]) : f${i + 1}([a, a]));`,
    );
    const meter = new Meter(limit);
    const values = valuesOf(`${functions.join('\n')} const f30 = (a) => a; ask(f0('x'))`, meter);
    expect(values).toMatch(/…$/);
    expect(meter.steps).toBeLessThan(2 * limit);
  });

  it('stops when the visitor has seen enough', () => {
    const source = read(`ask(c ? 'x' : d ? 'y' : 'z')`);
    const found: string[] = [];
    const isComplete = new Resolver().each(argumentOf(source), contextOf(source), ({ expression }) => {
      found.push(expression.text);
      return STOP;
    });
    expect({ found, isComplete }).toEqual({ found: ["'x'"], isComplete: false });
  });
});
