import { parse } from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/types';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { namesAssigned } from '../../src/estree/assigned-names.js';
import { namesWrittenIn } from '../../src/estree/late-names.js';

const ROOT = join(import.meta.dirname, '../..');

/** What the tree says is written and the text does not. */
function missed(text: string): readonly string[] {
  const names = namesAssigned(text);
  const written = namesWrittenIn(parse(text, { range: true }));
  return names ? [...written].filter((name) => !names.has(name)) : [];
}

describe('namesAssigned', () => {
  it.each([
    ['a = 1;', 'a'],
    ['a=1', 'a'],
    ['a += 1; b ??= 2; c >>>= 3; d **= 4; e &&= 5;', 'a b c d e'],
    ['a! += 1;', 'a'],
    ['a!++;', 'a'],
    ['a++; --b;', 'a b'],
    ['f(a--, ++b);', 'a b'],
    ['return_(a)\n++b', 'b'],
    ['while (x)\n  ++a;', 'a'],
    ['a =\n  1;', 'a'],
    ['a = b = c;', 'a b'],
    ['if (x) a = 1; else b = 2;', 'a b'],
    ['const f = (x) => (a = x);', 'a'],
    ['größe = 1; $a = 2; _b = 3;', '$a _b größe'],
    ['const a: Map<string, number> = new Map(); b = 1;', 'b'],
    ['const { a, b } = c; const [d] = e; f = 1;', 'f'],
    ['const a: string[] = []; b[0] = 1; c = 2;', 'c'],
    ['a >= 1; a <= 2; a == 3; a === 4; a != 5; a !== 6; (b) => c; a++;', 'a'],
    ['for (let i = 0; i < 3; i++) a = i;', 'a i'],
    ['for (const each of list) a = each;', 'a'],
    ['this.count++; ++this.total;', 'count this total'],
  ])('of %j are %j at most', (text, names) => {
    expect(missed(text)).toEqual([]);
    const found = [...(namesAssigned(text)?.keys() ?? ['unknown'])].sort();
    // More may be named, and nothing that is only declared or compared.
    expect(found).toEqual([...new Set(names.split(' '))].sort());
  });

  it.each([
    '[a, b] = c;',
    '({ a } = b);',
    ';[a, b[0]] = c',
    'if (x)[a] = c;',
    '(a as any) = 1;',
    '(<any>a) = 1;',
    '(a as number)++;',
    '++(a as number);',
    'a /* it */ = 1;',
    'a /* it */= 1;',
    'a // it\n  = 1;',
    'a /* it */ ++;',
    '++ /* it */ a;',
    'x = y, ++\na;',
    'for (a of b) f();',
    'for (a in b) f();',
    'for ((a) of b) f();',
    'for ([a] of b) f();',
    'for /* each */ (a of b) f();',
    'for (/* each */ a of b) f();',
    'async function f() { for await (a of b) g(); }',
    String.raw`\u0061 = 1;`,
  ])('leaves %j to the tree', (text) => {
    expect(namesAssigned(text)).toBeUndefined();
    expect(namesWrittenIn(parse(text, { range: true }) as TSESTree.Program).has('a')).toBe(true);
  });

  it('misses no name in sources', () => {
    const sources = [
      'src/{estree,flow,project}/**/*.ts',
      'node_modules/{winston,commander,prom-client}/**/*.js',
    ];
    const files = globSync(sources, { cwd: ROOT, absolute: true });
    expect(files.length).toBeGreaterThan(150);
    expect(files.flatMap((file) => missed(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
