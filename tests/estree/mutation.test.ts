import { describe, expect, it } from 'vitest';
import type { Located } from '../../src/model/code/source.js';
import { parseWith } from '../../src/eslint/parsers.js';
import { EstreeSource } from '../../src/estree/source.js';
import { parseModule } from '../../src/codemod/parser.js';

// Whether a file changes in place what a constant holds.

function isMutated(found: Located | undefined): boolean | undefined {
  return found?.binding.kind === 'variable' ? found.binding.isMutated?.() : undefined;
}

function askOf(parse: typeof parseModule) {
  return (code: string) => {
    const parsed = () => parse(code, '/a.ts');
    const source = new EstreeSource({ file: '/a.ts', text: code, parsed, follow: () => undefined });
    return isMutated(source.exported('held'));
  };
}

describe.each([
  ['typescript-estree', askOf(parseWith(undefined))],
  ['oxc-parser', askOf(parseModule)],
])('parsed by %s', (_, ask) => {
  it.each([
    'held.a = 1;',
    "held['a'] = 1;",
    'held[key] = 1;',
    'held.a.b = 1;',
    'held.a += 1;',
    'held.a ??= 1;',
    'held.count++;',
    'delete held.a;',
    'held.push(1);',
    'held?.push(1);',
    'held.a.push(1);',
    'held!.push(1);',
    '(held as string[]).push(1);',
    'held.splice(0, 1);',
    'held.sort();',
    'held.set(1, 2);',
    'Object.assign(held, { a: 1 });',
    'Object.assign(held.a, { b: 1 });',
    "Object.defineProperty(held, 'a', {});",
    'function later() { held.a = 1; }',
  ])('%s changes it', (code) => {
    expect(ask(`export const held = make();\n${code}`)).toBe(true);
  });

  it.each([
    '',
    'const other = { a: held.a }; other.a = 1;',
    'if (held.a === 1) run();',
    'run(held);',
    'held.map((each) => each.a);',
    'held.toSorted();',
    'other.held = 1;',
    'other.held.push(1);',
    'Object.assign({}, held);',
    'Object.assign({ a: 1 }, held.a);',
    'Object.freeze(held);',
    'other[held] = 1;',
    'function run() { const held = []; held.push(1); }',
    'for (const held of all) held.a = 1;',
    "log('held.a = 1');",
    '// held.push(1)',
    'x = held.a;',
  ])('%s does not change it', (code) => {
    expect(ask(`export const held = make();\n${code}`)).toBe(false);
  });
});
