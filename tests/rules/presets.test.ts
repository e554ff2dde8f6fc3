import { readFileSync } from 'node:fs';
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import plugin, { type Config, type ConfigName } from '../../src/index.js';
import type { PublishedSchema } from '../../src/eslint/options.js';
import type { Rule, RuleDocs } from '../../src/eslint/define-rule.js';

const entries = Object.entries<Rule>(rules);
const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  name: string;
  version: string;
};

function rulesWhere(includes: (docs: RuleDocs) => boolean): readonly string[] {
  return entries
    .filter(([, { meta }]) => meta.docs && includes(meta.docs))
    .map(([name]) => `observability/${name}`);
}

const { typescript, ...presetsByName } = plugin.configs;
const presets = Object.entries<Config>(presetsByName);
const rulesOf = (config: ConfigName) => Object.keys(plugin.configs[config].rules);

describe('the plugin', () => {
  test('has the name and version of its package', () => {
    expect(plugin.meta).toEqual({
      name: manifest.name,
      version: manifest.version,
      namespace: 'observability',
    });
  });

  test('has every rule', () => {
    expect(plugin.rules).toBe(rules);
  });
});

describe('every rule', () => {
  test.each(entries)('%s says what presets, docs and editors need', (name, { meta }) => {
    expect(meta.docs?.description).toMatch(/^(?:Disallow|Require|Prefer|Enforce) .*[^.]$/);
    expect(['recommended', 'strict', 'off']).toContain(meta.docs?.tier);
    expect(['logs', 'metrics', 'traces', 'propagation', 'setup']).toContain(meta.docs?.signal);
    expect(meta.docs?.url).toContain(`${name}.md`);
    expect(['problem', 'suggestion']).toContain(meta.type);
  });

  test.each(entries)('%s has a default and a description for every option', (_, { meta }) => {
    const [schema] = (meta.schema as unknown as PublishedSchema).anyOf[0].items ?? [];
    const options = Object.entries(schema?.properties ?? {});
    const [defaults = {}] = (meta.defaultOptions ?? []) as readonly object[];
    expect(Object.keys(defaults)).toEqual(options.map(([option]) => option));
    for (const [, { description }] of options) expect(description).toMatch(/\.$/);
  });
});

describe('configs', () => {
  test('recommended has the recommended rules', () => {
    expect(rulesOf('recommended')).toEqual(rulesWhere(({ tier }) => tier === 'recommended'));
  });

  test('recommended has the logs rules of the design', () => {
    const logs = rulesOf('recommended').filter((rule) => rule in plugin.configs.logs.rules);
    expect(logs).toEqual(
      expect.arrayContaining([
        'observability/no-console-logging',
        'observability/no-interpolated-message',
        'observability/valid-logger-call',
        'observability/log-error-object',
      ]),
    );
  });

  test('recommended has the metrics rules of the design', () => {
    const metrics = rulesOf('recommended').filter((rule) => rule in plugin.configs.metrics.rules);
    expect(metrics).toEqual(
      expect.arrayContaining([
        'observability/no-counter-decrement',
        'observability/valid-metric-labels',
        'observability/no-dynamic-metric-creation',
      ]),
    );
  });

  test('a preference for histograms is for strict', () => {
    expect(rulesOf('recommended')).not.toContain('observability/prefer-histogram');
    expect(rulesOf('strict')).toContain('observability/prefer-histogram');
  });

  test('strict has every rule that is on, all has every rule', () => {
    expect(rulesOf('strict')).toEqual(rulesWhere(({ tier }) => tier !== 'off'));
    expect(rulesOf('all')).toEqual(entries.map(([name]) => `observability/${name}`));
  });

  test.each(['logs', 'metrics', 'traces', 'propagation', 'setup'] as const)(
    '%s has the recommended rules of its signal',
    (name) => {
      const expected = rulesWhere(({ signal, tier }) => signal === name && tier === 'recommended');
      expect(rulesOf(name)).toEqual(expected);
    },
  );

  test('recommended reports what is proven, strict also what is presumed', () => {
    expect(new Set(Object.values(plugin.configs.recommended.rules))).toEqual(new Set(['error']));
    for (const [name, { meta }] of entries) {
      const [defaults] = (meta.defaultOptions ?? []) as readonly object[];
      const stricter = ['presumed', 'convention', 'beforeTry'].filter((name) => name in (defaults ?? {}));
      const options = Object.fromEntries(stricter.map((option) => [option, true]));
      const strict = plugin.configs.strict.rules[`observability/${name}`];
      if (meta.docs?.tier === 'off') expect(strict).toBeUndefined();
      else expect(strict).toEqual(stricter.length > 0 ? ['error', options] : 'error');
    }
  });

  test('typescript has ESLint read TypeScript and switches nothing on', () => {
    expect(Object.keys(typescript).sort()).toEqual(['files', 'languageOptions', 'name']);
    expect(typescript.name).toBe('observability/typescript');
  });

  test.each(presets)('%s is a named config with the plugin alone', (name, config) => {
    expect(Object.keys(config).sort()).toEqual(['name', 'plugins', 'rules']);
    expect(config.name).toBe(`observability/${name}`);
    expect(config.plugins).toEqual({ observability: plugin });
  });

  test.each(Object.entries<object>(plugin.configs))('%s is accepted by ESLint', async (_, config) => {
    const eslint = new ESLint({
      overrideConfigFile: true,
      overrideConfig: [config],
    });
    const [result] = await eslint.lintText('export const answer = 42;\n', { filePath: 'src/answer.js' });
    expect(result?.messages).toEqual([]);
  });
});
