import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { TsSource } from '../../src/codemod/source.js';
import type { Located } from '../../src/model/code/source.js';
import { LintedFile } from '../../src/eslint/linted-file.js';

// Whether a file changes in place what a constant holds, as both adapters answer it.

function isMutated(found: Located | undefined): boolean | undefined {
  return found?.binding.kind === 'variable' ? found.binding.isMutated?.() : undefined;
}

function inEstree(code: string): boolean | undefined {
  let answer: boolean | undefined;
  const rule = {
    create: (context: never) => ({
      'Program:exit'() {
        const { sourceCode } = context as { sourceCode: never };
        answer = isMutated(new LintedFile(context, sourceCode).source.exported('held'));
      },
    }),
  };
  const plugins = { test: { rules: { ask: rule } } };
  new Linter().verify(
    code,
    [
      {
        files: ['**'],
        languageOptions: { parser },
        plugins: plugins,
        rules: { 'test/ask': 'error' },
      },
    ],
    'a.ts',
  );
  return answer;
}

function inTypeScript(code: string): boolean | undefined {
  const tree = ts.createSourceFile('/a.ts', code, ts.ScriptTarget.Latest, true);
  return isMutated(new TsSource(tree, () => undefined).exported('held'));
}

describe.each([
  ['ESTree', inEstree],
  ['the TypeScript tree', inTypeScript],
])('in %s', (_, ask) => {
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
