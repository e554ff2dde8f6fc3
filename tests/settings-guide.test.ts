import { readFileSync } from 'node:fs';
import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../src/index.js';
import { settingsProblems } from '../src/model/settings/check.js';
import { packageOf } from './rules/rule-tester.js';

const guide = readFileSync(new URL('../docs/guides/settings.md', import.meta.url), 'utf8');

/** Each example of settings, the code behind it, and what is said of that with them. */
const examples = [
  ...guide.matchAll(
    /```json settings\n([^`]*)```\n\n```ts incorrect\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g,
  ),
].map(([, settings = '', code = '', messages = '']) => ({
  settings: settings.replace(/\s+/g, ' '),
  observability: JSON.parse(settings) as object,
  code,
  messages: messages.trimEnd().split('\n'),
}));

/** What is said of code in a package with this manifest, by these settings of ESLint. */
function said(code: string, manifest: object, settings?: object): readonly string[] {
  const linter = new Linter({ cwd: packageOf({ 'package.json': { name: 'shop', ...manifest } }) });
  const config: Linter.Config = {
    ...plugin.configs.recommended,
    files: ['**'],
    languageOptions: { parser },
    ...(settings ? { settings: { observability: settings } } : {}),
  };
  return linter.verify(code, [config], 'src/example.ts').map(({ message }) => message);
}

describe('the guide of the settings', () => {
  it('has examples', () => {
    expect(examples.length).toBeGreaterThan(4);
    expect(guide.match(/```json settings/g)).toHaveLength(examples.length);
  });

  it.each(examples)('$settings', ({ observability, code, messages }) => {
    expect(settingsProblems(observability)).toEqual([]);
    expect(said(code, {})).toEqual([]);
    expect(said(code, {}, observability)).toEqual(messages);
    expect(said(code, { observability })).toEqual(messages);
  });

  it('says how the wrapper that it shows is fixed', () => {
    const [, indented = ''] = /\n {2}```ts\n([\s\S]*?) {2}```/.exec(guide) ?? [];
    const [before, after] = [/`` ?(log\.info\(.*?\)) ?``/, /fixed to `(log\.info\(.*?\))`/].map(
      (written) => written.exec(guide)?.[1] ?? '',
    );
    const wrapper = indented.replace(/^ {2}/gm, '');
    const cwd = packageOf({ 'package.json': { name: 'shop' }, 'src/log.ts': wrapper });
    const importing = "import { Log } from './log';\n\nconst log = new Log();\n";
    const config: Linter.Config = {
      ...plugin.configs.recommended,
      files: ['**'],
      languageOptions: { parser },
    };
    const { output } = new Linter({ cwd }).verifyAndFix(`${importing}${before};\n`, [config], {
      filename: 'src/example.ts',
    });
    expect(output).toBe(`${importing}${after};\n`);
  });

  it('says what is said of an unknown key', () => {
    const [problem = ''] = settingsProblems({ boundNames: [] });
    expect(guide).toContain(`\`\`\`text\nsettings.observability: ${problem}\n\`\`\``);
  });
});
