import { describe, expect, it } from 'vitest';
import { constantText, textConstancy, valueConstancy } from '../../../src/model/values/constant.js';
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
    ['ask(request.id)'],
  ])('%s', (program) => expect(judged(program)).toBe('varying'));
});

it('is not known of what is spelled as a constant elsewhere', () => {
  expect(judged("import { PREFIX } from 'pkg'; ask(PREFIX)")).toBe('unknown');
  expect(judged('ask(Config.LOG_PREFIX)')).toBe('unknown');
  expect(judged('ask(process.env.LOG_PREFIX)')).toBe('varying');
});

it('is judged of values that are no text as well', () => {
  const source = read('const limit = 3; ask(limit)');
  expect(valueConstancy(argumentOf(source), source)).toBe('constant');
  expect(textConstancy(argumentOf(source), source)).toBe('varying');
});
