import { readFileSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.js';
import plugin from '../src/index.js';
import { SITE } from '../src/model/text/pages.js';
import type { Rule } from '../src/eslint/define-rule.js';
import {
  INVENTORY,
  README,
  SCHEMA,
  generateInventorySchema,
  generatePage,
  generateReadme,
  generateSchema,
  pageOf,
} from '../tools/docs.js';
import { packageOf } from './rules/rule-tester.js';

// A service that makes spans, and that instruments nothing.
const manifest = {
  name: 'shop',
  dependencies: { '@opentelemetry/sdk-node': '^0.223.0' },
  scripts: { start: 'node src/example.ts' },
};
const linter = new Linter({ cwd: packageOf({ 'package.json': manifest }) });

/** The code fences of a page: their info string, their text, and the line they start on. */
function fencesOf(page: string) {
  return [...page.matchAll(/^```([^\n]+)\n([\s\S]*?)^```$/gm)].map(([, info = '', text = ''], i, all) => ({
    info,
    text,
    line: page.slice(0, all[i]?.index).split('\n').length,
    /** What the fence after this one says, where it tells messages. */
    messages: all[i + 1]?.[1] === 'text' ? (all[i + 1]?.[2] ?? '').trimEnd().split('\n') : undefined,
  }));
}

function messagesOf(name: string, code: string): readonly string[] {
  const messages = linter.verify(
    code,
    [
      {
        files: ['**'],
        languageOptions: { parser: parser },
        plugins: { observability: plugin },
        rules: { [`observability/${name}`]: 'error' },
      },
    ],
    'src/example.ts',
  );
  return messages.map(({ message }) => message);
}

test('every rule has a page, and every page a rule', () => {
  const pages = readdirSync(dirname(pageOf('any')))
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.replace('.md', ''));
  expect(pages.sort()).toEqual(Object.keys(rules).sort());
});

describe.each(Object.entries<Rule>(rules))('%s', (name, rule) => {
  const page = readFileSync(pageOf(name), 'utf8');
  const fences = fencesOf(page);

  test('head, options and foot are those of the rule (`npm run docs` writes them)', async () => {
    expect(page).toBe(await generatePage(page, name, rule));
  });

  test('is where the rule says', () => {
    expect(rule.meta.docs?.url).toBe(`${SITE}rules/${name}`);
  });

  test('says when not to use it', () => {
    expect(page).toMatch(/^## When not to use it\n\n\S.{40}/m);
  });

  test('shows an offending and a correct file', () => {
    const infos = fences.map(({ info }) => info);
    expect(infos).toContain('ts incorrect');
    expect(infos).toContain('ts correct');
  });

  test.each(fences.filter(({ info }) => info === 'ts incorrect'))(
    'line $line is reported, with the message that follows',
    ({ text, messages }) => {
      const reported = messagesOf(name, text);
      expect(reported).not.toEqual([]);
      if (messages) expect(reported).toEqual(messages);
    },
  );

  test.each(fences.filter(({ info }) => info === 'ts correct'))('line $line is not reported', ({ text }) => {
    expect(messagesOf(name, text)).toEqual([]);
  });
});

test('the rule table of the README is that of the rules', async () => {
  const readme = readFileSync(README, 'utf8');
  expect(readme).toBe(await generateReadme(readme));
});

test('the published schema of the settings is that of the code', async () => {
  expect(readFileSync(SCHEMA, 'utf8')).toBe(await generateSchema());
  expect(readFileSync(INVENTORY, 'utf8')).toBe(await generateInventorySchema());
});
