import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { RuleTester } from '@typescript-eslint/rule-tester';
import { afterAll, describe, it } from 'vitest';

RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

/** A real package in a directory of its own, which goes when the tests of the file are done; its root. */
export function packageOf(files: Readonly<Record<string, string | object>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'observability-')));
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

/**
 * A tester whose files lie in a real package: `filename`s are relative to its root, imports are followed into
 * `files`, and the package.json among them says what the code is for.
 */
export function project(files: Readonly<Record<string, string | object>>): RuleTester {
  const tsconfigRootDir = packageOf(files);
  return new RuleTester({ languageOptions: { parserOptions: { tsconfigRootDir } } });
}

/** A tester in a package of which nothing is known. */
export const ruleTester = project({ 'package.json': { name: 'app' } });

/** Language options of a file that Node.js loads with `require`. */
export const commonJs = { sourceType: 'commonjs', parserOptions: { sourceType: 'commonjs' } } as const;

/** Source text from its lines, without a line end behind the last. */
export function lines(...text: readonly string[]): string {
  return text.join('\n');
}
