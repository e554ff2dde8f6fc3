import { describe, expect, it } from 'vitest';
import {
  constantList,
  constantText,
  textConstancy,
  valueConstancy,
} from '../../../src/model/values/constant.js';
import { type Program, argumentOf, read } from '../program.js';

function judged(program: Program | string): string {
  const source = read(program);
  const asked = argumentOf(source);
  return constantText(asked, source) ?? textConstancy(asked, source);
}

describe('text that is the same each time', () => {
  it.each([
    ["ask('x')", 'x'],
    ["const a = 'x'; ask(`${a}-${1}`)", 'x-1'],
    ["const a = 'x'; ask(a + '-' + 2)", 'x-2'],
    ["let a = 'x'; ask(a)", 'x'],
    ["const { a } = { a: 'x' }; ask(a)", 'x'],
    ["enum Kind { A = 'x' } ask(Kind.A)", 'x'],
    ['class Orders {} ask(Orders.name)', 'Orders'],
    ["class A { static readonly NAME = 'x'; go() { ask(A.NAME); } }", 'x'],
    ["class A { private name = 'x'; go() { ask(this.name); } }", 'x'],
    ["const NAMES = { a: 'x' } as const; export { NAMES }; ask(NAMES.a)", 'x'],
    ["export const NAMES = Object.freeze({ a: 'x' }); ask(NAMES.a)", 'x'],
    ["const NAMES = { a: { b: 'x' } } as const; export { NAMES }; ask(NAMES.a.b)", 'x'],
    ["const NAMES = { a: 'x' }; ask(NAMES.a)", 'x'],
    ['ask(__filename)', '__filename'],
    ['ask(__dirname)', '__dirname'],
    ["ask(`a${'x'}`)", 'ax'],
    ["ask(1 + 'x')", '1x'],
    ["ask('x' + -1)", 'x-1'],
    ['ask(`at most ${Infinity}`)', 'at most Infinity'],
    ['function placeOrder() {} ask(placeOrder.name)', 'placeOrder'],
  ])('%s', (program, text) => expect(judged(program)).toBe(text));

  it('and stands in another module', () => {
    const names =
      "export const PREFIX = 'x'; export const NAMES = { a: 'y' } as const; export enum Kind { A = 'z' }";
    const asked = (expression: string) =>
      judged({
        'main.ts': `import { PREFIX, NAMES, Kind } from './names'; ask(${expression})`,
        'names.ts': names,
      });
    expect(asked('`${PREFIX}${NAMES.a}${Kind.A}`')).toBe('xyz');
  });
});

describe('text that may be another', () => {
  it.each([
    ["let a = 'x'; a = 'y'; ask(a)"],
    ["let a = 'x'; a += 'y'; ask(a)"],
    ["ask(c ? 'x' : 'y')"],
    ["const a = () => 'x'; ask(a())"],
    ["function f(a) { ask(a); } f('x');"],
    ["class A { name = 'x'; go() { ask(this.name); } }"],
    ["class A { private name = 'x'; set(name) { this.name = name; } go() { ask(this.name); } }"],
    ["export const names = { a: 'x' }; ask(names.a)"],
    ["const names = { a: 'x' }; fill(names); ask(names.a)"],
    ["const names = { a: 'x' }; names.a = y; ask(names.a)"],
    ["const { a } = names; const names = { a: 'x' }; export { names }; ask(a)"],
    ["for (const a of ['x', 'y']) ask(a)"],
    ['ask(1)'],
    ['ask(1 + 2)'],
    ['const LIMIT = 3; ask(LIMIT)'],
    ["ask('x' - 'y')"],
    ["ask('x' + -'y')"],
    ["ask('x' + ~1)"],
    ["ask('x' + request.id)"],
    ["ask(request.id + 'x')"],
    ['ask(`${request.id}`)'],
    ['ask(request.id)'],
    ['ask(order.name)'],
    ['const order = { name: pick() }; ask(order.name)'],
    ["import { order } from 'pkg'; ask(order.name)"],
    ["import { Kind } from 'pkg'; ask(Kind.open)"],
    ["ask({ a: 'x' }.a)"],
    ["const make = () => ({ a: 'x' }); ask(make().a)"],
    ["export const names = { a: 'x' } as Names; ask(names.a)"],
    ["export const names = { a: 'x' } as { a: string }; ask(names.a)"],
    ["export const names = sealed({ a: 'x' }); ask(names.a)"],
  ])('%s', (program) => expect(judged(program)).toBe('varying'));
});

describe('text that is defined elsewhere', () => {
  const constancyOf = (program: string) => {
    const source = read(program);
    return textConstancy(argumentOf(source), source);
  };

  it.each([
    "import { PREFIX } from 'pkg'; ask(PREFIX)",
    "import { LOG_PREFIX } from 'pkg'; ask(LOG_PREFIX)",
    'ask(Config.LOG_PREFIX)',
    'ask(CONFIG.PREFIX)',
    'ask(settings.log.PREFIX_2)',
    "import { Orders } from 'pkg'; ask(Orders.name)",
  ])('is not known where it is spelled as a constant: %s', (program) =>
    expect(constancyOf(program)).toBe('unknown'),
  );

  it.each([
    "import { getURL } from 'pkg'; ask(getURL)",
    "import { URLs } from 'pkg'; ask(URLs)",
    'ask(settings.logURL)',
    'ask(settings.URLs)',
    'ask(settings[KEY])',
    'ask(process.env.LOG_PREFIX)',
    'ask(import.meta.env.LOG_PREFIX)',
    'ask(env.LOG_PREFIX)',
    "import { ordersOf } from 'pkg'; ask(ordersOf.name)",
    "import { ORDER } from 'pkg'; ask(ORDER.name)",
    'ask(orders.Order.name)',
    'ask(PREFIX())',
  ])('varies where it is not: %s', (program) => expect(constancyOf(program)).toBe('varying'));

  it('is constant where it is seen', () => {
    expect(constancyOf("const prefix = 'x'; ask(prefix)")).toBe('constant');
  });
});

it('is judged of values that are no text as well', () => {
  const source = read('const limit = 3; ask(limit)');
  expect(valueConstancy(argumentOf(source), source)).toBe('constant');
  expect(textConstancy(argumentOf(source), source)).toBe('varying');
  const pattern = read('ask(/x/)');
  expect(valueConstancy(argumentOf(pattern), pattern)).toBe('varying');
});

describe('a list', () => {
  const listed = (program: Program | string) => {
    const source = read(program);
    return constantList(argumentOf(source), source);
  };

  it.each([
    ["ask(['a', 1, null])", ['a', 1, null]],
    ['ask([])', []],
    ["const names = ['a', 'b']; ask(names)", ['a', 'b']],
    ["const first = 'a'; const names = ['b', 'c']; ask([first, ...names, 'd'])", ['a', 'b', 'c', 'd']],
    ["ask([...[], 'a'])", ['a']],
  ])('is seen whole: %s', (program, values) => expect(listed(program)).toEqual(values));

  it('is seen in another module', () => {
    expect(
      listed({
        'main.ts': "import { NAMES } from './names'; ask(NAMES)",
        'names.ts': "const FIRST = 'a'; export const NAMES = [FIRST, 'b'];",
      }),
    ).toEqual(['a', 'b']);
  });

  it.each([
    "ask(['a', other])",
    "ask(['a', ...others])",
    'ask(others)',
    "ask('a')",
    "ask({ a: 'b' })",
    "function f(others) { ask(['a', ...others]); }",
  ])('is not seen whole: %s', (program) => expect(listed(program)).toBeUndefined());
});
