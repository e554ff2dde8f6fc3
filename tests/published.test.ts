import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  OXLINT_PRESETS,
  RULE_OPTIONS,
  generateOxlintPreset,
  generateRuleOptions,
  oxlintPreset,
} from '../tools/published.js';

test('the types of the options are those of the rules', async () => {
  expect(readFileSync(RULE_OPTIONS, 'utf8')).toBe(await generateRuleOptions());
});

test.each(OXLINT_PRESETS)('%s for oxlint has the rules of its preset', async (name) => {
  expect(readFileSync(oxlintPreset(name), 'utf8')).toBe(await generateOxlintPreset(name));
});
