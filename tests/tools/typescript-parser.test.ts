import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { astConverter } from '@typescript-eslint/typescript-estree/use-at-your-own-risk';
import { globSync } from 'tinyglobby';
import * as whole from 'typescript';
import { expect, it } from 'vitest';
import { parserOf } from '../../docs/.vitepress/site/typescript-parser.js';

const ROOT = join(import.meta.dirname, '../..');
const SETTINGS = { comment: true, loc: true, range: true, tokens: true };

/** What typescript-estree makes of a text by some TypeScript, as JSON. */
function treeOf(text: string, file: string, ts: Pick<typeof whole, 'createSourceFile'>): string {
  const source = ts.createSourceFile(file, text, whole.ScriptTarget.Latest, true);
  const { estree } = astConverter(source, SETTINGS as unknown as Parameters<typeof astConverter>[1], false);
  return JSON.stringify(estree, (key, value: unknown) =>
    key === 'parent' ? undefined : typeof value === 'bigint' ? String(value) : value,
  );
}

it("the parser that the playground takes out of TypeScript makes TypeScript's own trees", async () => {
  const code = readFileSync(createRequire(import.meta.url).resolve('typescript'), 'utf8');
  const part = parserOf(code);
  expect(part.length).toBeLessThan(code.length / 3);
  const file = join(tmpdir(), `typescript-parser-${process.pid}.mjs`);
  writeFileSync(file, part);
  const parser = (await import(pathToFileURL(file).href)) as Pick<typeof whole, 'createSourceFile'>;
  rmSync(file);
  const files = globSync(['rules/**/*.ts', 'src/eslint/*.ts', 'examples/**/*.js'], {
    cwd: ROOT,
  });
  expect(files.length).toBeGreaterThan(50);
  for (const path of files) {
    const text = readFileSync(join(ROOT, path), 'utf8');
    expect(treeOf(text, path, parser) === treeOf(text, path, whole), path).toBe(true);
  }
  const jsx = 'const a = <T,>(b: T) => <p title="x">{b as never}{/* c */}</p>;';
  expect(treeOf(jsx, 'a.tsx', parser)).toBe(treeOf(jsx, 'a.tsx', whole));
  expect(() => treeOf('const = 1;', 'a.ts', parser)).toThrow('Variable declaration expected');
});
