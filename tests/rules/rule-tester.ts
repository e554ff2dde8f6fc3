import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type RunTests, RuleTester } from '@typescript-eslint/rule-tester';
import { afterAll, describe, expect, it } from 'vitest';
import type { Rule } from '../../src/eslint/define-rule.js';

RuleTester.afterAll = afterAll;
RuleTester.describe = describe;
// Its own assertions are none of vitest's, which asks every test for one: what fails is thrown out of `run`.
const asTest = (register: typeof it | typeof it.only) => (name: string, run: () => unknown) =>
  register(name, () => {
    expect(run()).toBeUndefined();
  });
RuleTester.it = asTest(it);
RuleTester.itOnly = asTest(it.only);

/** A real package in a directory of its own; its root. */
export function packageOf(files: Readonly<Record<string, string | object>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'observability-')));
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }
  return root;
}

/** Runs the cases of a rule; every invalid one says the data of its messages. */
interface Tester {
  run(name: string, rule: Rule, cases: RunTests<string, readonly unknown[]>): void;
}

/**
 * A tester whose files lie in a real package: `filename`s are relative to its root, imports are followed into
 * `files`, and the package.json among them says what the code is for.
 */
export function project(files: Readonly<Record<string, string | object>>): Tester {
  return testerOn(packageOf(files));
}

/** A tester whose files lie in an existing directory. */
export function testerOn(tsconfigRootDir: string, parserOptions: object = {}): Tester {
  const tester = new RuleTester({
    languageOptions: { parserOptions: { tsconfigRootDir, ...parserOptions } },
  });
  return {
    // The tester brings a copy of the types of its own, whose private members differ in name only.
    run: (name, rule, cases) =>
      tester.run(name, rule as never, { ...cases, assertionOptions: { requireData: true } }),
  };
}

/** A tester that judges as `strict` does what only seems to be so: for cases of anything else. */
export function presuming(tester: Tester): Tester {
  const presumed = <Case extends { readonly options?: readonly unknown[] }>(each: Case): Case => ({
    ...each,
    options: [{ ...(each.options?.[0] as object | undefined), presumed: true }],
  });
  return {
    run: (name, rule, { valid, invalid }) => {
      tester.run(name, rule, {
        valid: valid.map((each) => presumed(typeof each === 'string' ? { code: each } : each)),
        invalid: invalid.map(presumed),
      });
    },
  };
}

/** A tester in a package of which nothing is known. */
export const ruleTester = project({ 'package.json': { name: 'app' } });

/** Language options of a file that Node.js loads with `require`. */
export const commonJs = { sourceType: 'commonjs', parserOptions: { sourceType: 'commonjs' } } as const;

/** Source text from its lines, without a line end behind the last. */
export function lines(...text: readonly string[]): string {
  return text.join('\n');
}
