import { readFileSync } from 'node:fs';
import { parse } from 'jsonc-parser';
import tseslint from 'typescript-eslint';
import { expect, it } from 'vitest';

const { rules } = parse(readFileSync(new URL('../.oxlintrc.json', import.meta.url), 'utf8')) as {
  rules: Record<string, unknown>;
};

interface Typed {
  rules: Record<string, { meta: { docs: { requiresTypeChecking?: boolean } } }>;
}

it('decides on each rule that asks for types, which ESLint runs without', () => {
  const presets = [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked];
  const chosen = Object.assign({}, ...presets.map((preset) => preset.rules ?? {})) as Record<string, unknown>;
  const typed = Object.entries((tseslint.plugin as unknown as Typed).rules)
    .filter(([, { meta }]) => meta.docs.requiresTypeChecking)
    .map(([name]) => name)
    .filter((name) => (chosen[`@typescript-eslint/${name}`] ?? 'off') !== 'off');
  expect(typed.length).toBeGreaterThan(40);
  expect(Object.keys(rules).sort()).toEqual(typed.map((name) => `typescript/${name}`).sort());
});
