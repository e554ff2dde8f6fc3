import { describe, expect, it } from 'vitest';
import { Resolver } from '../../../src/model/values/resolver.js';
import { contextOf } from '../../../src/model/values/value.js';
import { argumentOf, read } from '../program.js';

/** Everything that the argument of `ask()` can be, and whether that is all: `'a' | 'b'`, `'a' | …`. */
function valuesOf(program: string): string {
  const source = read(program);
  const found: string[] = [];
  const isComplete = new Resolver().each(argumentOf(source), contextOf(source), ({ expression }) => {
    found.push(expression.text);
    return undefined;
  });
  return [...found, ...(isComplete ? [] : ['…'])].join(' | ');
}

/** Programs, each with what the argument of its `ask()` can be. */
const are = (cases: readonly (readonly [program: string, values: string])[]) =>
  it.each(cases)('%s', (program, values) => expect(valuesOf(program)).toBe(values));

describe('an element of a list, by its number', () => {
  are([
    ["const { 1: b } = ['x', 'y']; ask(b)", "'y'"],
    ["const [b] = ['x', ...others]; ask(b)", "'x'"],
    ["const [b] = [...others, 'x']; ask(b)", 'b'],
    ["const [, b] = ['x', ...others]; ask(b)", 'b'],
    ["const { '1x': b } = ['x', 'y']; ask(b)", 'b'],
    ["const { x1: b } = ['x', 'y']; ask(b)", 'b'],
    ["const { 10: b } = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 'x']; ask(b)", "'x'"],
    ["const [a, b] = [, 'x']; ask(b)", 'b'],
    ["const [a, b] = [ , 'x']; ask(b)", 'b'],
    ["const [a, b] = ['x',  , 'y']; ask(b)", 'b'],
    ["const { length } = ['x']; ask(length)", 'length'],
    ["const LIST = ['x']; ask(LIST.first)", 'LIST.first'],
  ]);
});

describe('a property of an object', () => {
  are([
    ["const O = { a: 'x', a: 'y' }; ask(O.a)", "'y'"],
    ["const O = { [key]: 'y', a: 'x' }; ask(O.a)", "'x'"],
    ["const O = { a: 'x', [key]: 'y' }; ask(O.a)", 'O.a'],
    ['const O = { b: 1 }; ask(O.a)', '…'],
  ]);
});

describe('an accessor is no value, and a method is one', () => {
  are([
    ["const O = { get a() { return 'x'; } }; ask(O.a)", 'O.a'],
    ['const O = { set a(value) {} }; ask(O.a)', 'O.a'],
    ["const O = { get  a() { return 'x'; } }; ask(O.a)", 'O.a'],
    ['const O = { get get() { return 1; } }; ask(O.get)', 'O.get'],
    ['const O = { get() { return 1; } }; ask(O.get)', '() { return 1; }'],
    ['const O = { set(value) {} }; ask(O.set)', '(value) {}'],
  ]);
});

describe('a property of what is spread into an object', () => {
  are([
    ["const A = { a: 'x' }; const O = { ...A, b: 1 }; ask(O.a)", "'x'"],
    ["const A = { a: 'x' }; const B = { b: 1 }; const O = { ...A, ...B }; ask(O.a)", "'x'"],
    ["const I = { a: 'x' }; const A = { ...I, b: 2 }; const O = { ...A }; ask(O.a)", "'x'"],
    ["const A = {}; const O = { a: 'x', ...A }; ask(O.a)", "'x'"],
    ["const O = { ...others, a: 'x' }; ask(O.a)", "'x'"],
    ["const O = { a: 'x', ...others }; ask(O.a)", 'O.a'],
    ["const A = { a: 'x' }; const O = { ...A, ...others }; ask(O.a)", 'O.a'],
    ["const A = { a: 'x' }; A.c = 1; const O = { ...A }; ask(O.a)", 'O.a'],
    ["const A = { a: 'x' }; A.c = 1; const O = { a: 'w', ...A }; ask(O.a)", 'O.a'],
    ["const A = { a: 'x' }; const O = { ...(c ? A : {}) }; ask(O.a)", 'O.a'],
  ]);
});

describe('the elements of what a list gives', () => {
  are([
    ["const LIST = ['x', 'y']; for (const a of LIST.slice()) ask(a)", "'x' | 'y'"],
    ["const LIST = ['x', 'y']; for (const a of LIST.filter(test)) ask(a)", "'x' | 'y'"],
    ["const LIST = ['x', 'y']; for (const a of LIST.toSorted()) ask(a)", "'x' | 'y'"],
    ["const LIST = ['x', 'y']; for (const a of LIST.toReversed()) ask(a)", "'x' | 'y'"],
    ["for (const a of ['x', 'y'].sort()) ask(a)", "'x' | 'y'"],
    ["for (const a of ['x', 'y'].reverse()) ask(a)", "'x' | 'y'"],
    ["const LIST = ['x']; for (const a of LIST.map(make)) ask(a)", 'a'],
    ["const LIST = ['x']; for (const a of LIST.concat(others)) ask(a)", 'a'],
    ["const LIST = ['x']; for (const a of slice(LIST)) ask(a)", 'a'],
    ["for (const a of ['x', ...others].slice()) ask(a)", "'x' | …"],
    ['for (const a of []) ask(a)', 'a'],
  ]);
});

describe('the elements of a Set or Map', () => {
  are([
    ["const LIST = ['x', 'y']; for (const a of new Set(LIST)) ask(a)", "'x' | 'y'"],
    ["for (const a of new Set([...others, 'x'])) ask(a)", "'x' | …"],
    ["for (const a of new Set([['k', 'x']])) ask(a)", "['k', 'x']"],
    ['for (const a of new Set()) ask(a)', 'a'],
    ["for (const a of new List(['x'])) ask(a)", 'a'],
    ["const MAP = new Map([['k', 'x']]); for (const a of MAP.values()) ask(a)", "'x'"],
    ["const MAP = new Map([['k', 'x'], pair]); for (const a of MAP.values()) ask(a)", "'x' | …"],
    ["const MAP = new Map([['k', 'x'], ['l']]); for (const a of MAP.values()) ask(a)", "'x' | …"],
    ["const MAP = new Map([['k', 'x'], ...others]); for (const a of MAP.values()) ask(a)", "'x' | …"],
    ["const MAP = new Map([['k', 'x']]); MAP.set('l', y); for (const a of MAP.values()) ask(a)", "'x' | …"],
    ['const MAP = new Map(pairs); for (const a of MAP.values()) ask(a)', 'a'],
    ["const MAP = new Store([['k', 'x']]); ask(MAP.get(key))", 'MAP.get(key)'],
  ]);
});

describe('the values and keys of an object', () => {
  are([
    ["const O = { a: 'x', b: 'y' }; for (const v of Object.values(O)) ask(v)", "'x' | 'y'"],
    ["const O = { a: 'x', ...others }; for (const v of Object.values(O)) ask(v)", "'x' | …"],
    ["const O = { a: 'x', get b() { return 1; } }; for (const v of Object.values(O)) ask(v)", "'x' | …"],
    ["const O = { a: 'x' }; O.b = y; for (const v of Object.values(O)) ask(v)", "'x' | …"],
    ["const O = { a: 'x' }; for (const v of Object.entries(O)) ask(v)", 'v'],
    ["const O = { a: 'x' }; for (const v of Shapes.values(O)) ask(v)", 'v'],
    ["const O = { slice: 'x' }; for (const v of Object.slice(O)) ask(v)", 'v'],
    ["const LIST = ['x']; for (const v of Object.values(LIST)) ask(v)", "'x'"],
    ["const LIST = ['x']; for (const v of Object.keys(LIST)) ask(v)", 'v'],
    ["const O = { a: 'x', ...others }; for (const v of Object.keys(O)) ask(v)", '"a" | …'],
    ["const O = { a: 'x', [key]: 1 }; for (const v of Object.keys(O)) ask(v)", '"a" | …'],
    ["const O = { a: 'x' }; O.b = y; for (const v of Object.keys(O)) ask(v)", '"a" | …'],
    ['for (const v of Object.values()) ask(v)', 'v'],
  ]);
});
