import { readFileSync } from 'node:fs';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';
import { packageOf } from '../rules/rule-tester.js';
import { heardWarnings } from './warnings.js';

const CODE = `import { pino } from 'pino';
const logger = pino();
export function run(id) {
  console.log('a');
  console.info('b');
  logger.info(\`c \${id}\`);
}
`;
const CONSOLE = 'observability/no-console-logging';
const MESSAGE = 'observability/no-interpolated-message';

const warnings = heardWarnings();

/** Lints two files of a service with a configuration, and returns what is found in the second, and every warning. */
async function lint(...configs: readonly object[]) {
  const root = packageOf({ 'package.json': { name: 'shop', scripts: { start: 'node src/a.js' } } });
  const linter = new Linter({ cwd: root });
  const list = configs as Linter.Config[];
  linter.verify(CODE, list, `${root}/src/a.js`);
  const messages = linter.verify(CODE, list, `${root}/src/b.js`);
  await new Promise((done) => setImmediate(done));
  return { found: messages.map(({ ruleId, message }) => ruleId ?? message), warnings: warnings() };
}

const withRules = (rules: Linter.RulesRecord) => ({ plugins: { observability: plugin }, rules });
/** The presets, for names that they do not have. */
const configs = plugin.configs as unknown as Record<string, object>;

describe('a rule option that is wrong', () => {
  it.each<[name: string, options: unknown[], warning: string]>([
    ['is misspelt', [{ alow: ['log'] }], 'Unknown key `alow`: did you mean `allow`?'],
    ['is of another type', [{ allow: 'log' }], '`allow` is a string, not an array.'],
    ['is no object', ['log'], '`options` is a string, not an object.'],
    ['is a list', [['log']], '`options` is an array, not an object.'],
    [
      'has a value that does not exist',
      [{ include: ['test'] }],
      'Unknown value "test" of `include[0]`: did you mean `tests`?',
    ],
  ])('%s: it is warned of once, and the file is linted', async (_, options, warning) => {
    expect(await lint(withRules({ [CONSOLE]: ['error', ...options], [MESSAGE]: 'error' }))).toEqual({
      found: [CONSOLE, CONSOLE, MESSAGE],
      warnings: [`Options of ${CONSOLE}: ${warning}`],
    });
  });

  it('is left out, and what is right beside it counts', async () => {
    const { found } = await lint(withRules({ [CONSOLE]: ['error', { alow: [], allow: ['log', 3] }] }));
    expect(found).toEqual([CONSOLE]);
  });

  it('is too small', async () => {
    const told = await lint(withRules({ 'observability/max-series': ['error', { max: 0 }] }));
    expect(told.warnings).toEqual(['Options of observability/max-series: `max` is 0: it is at least 1.']);
  });

  it('is one of a rule that has none', async () => {
    const told = await lint(withRules({ 'observability/no-swallowed-error': ['error', { a: 1 }] }));
    expect(told.warnings).toEqual(['Options of observability/no-swallowed-error: the rule has none.']);
  });

  it('stands in a comment', async () => {
    const linter = new Linter();
    const code = `/* eslint ${MESSAGE}: ["error", { "presumd": true }] */\nexport default 1;\n`;
    expect(linter.verify(code, [withRules({})] as Linter.Config[], 'src/a.js')).toEqual([]);
    await new Promise((done) => setImmediate(done));
    expect(warnings()).toEqual([
      `Options of ${MESSAGE}: Unknown key \`presumd\`: did you mean \`presumed\`?`,
    ]);
  });
});

describe('a preset that does not exist', () => {
  it.each([
    ['recomended', 'recommended'],
    ['flat/recommended', 'recommended'],
    ['recommended-flat', 'recommended'],
    ['flat/logs', 'logs'],
    ['recomended-warn', 'recommended-warn'],
  ])('%s is taken for %s, with a warning', async (written, meant) => {
    expect(await lint(configs[written]!)).toEqual({
      found: [CONSOLE, CONSOLE, MESSAGE],
      warnings: [`eslint-plugin-observability has no preset \`${written}\`: did you mean \`${meant}\`?`],
    });
  });

  it('is like none: the warning lists them, and nothing is switched on', async () => {
    const rule = withRules({ [CONSOLE]: 'error' });
    expect(await lint(configs.everything!, rule)).toEqual({
      found: [CONSOLE, CONSOLE],
      warnings: [
        'eslint-plugin-observability has no preset `everything`: it is one of `recommended`, `recommended-warn`, `strict`, `strict-warn`, `all`, `all-warn`, `logs`, `logs-warn`, `metrics`, `metrics-warn`, `traces`, `traces-warn`, `propagation`, `propagation-warn`, `setup`, `setup-warn`, `typescript`.',
      ],
    });
  });

  it('is none of what programs ask any object for', async () => {
    expect(await Promise.resolve(plugin.configs)).toBe(plugin.configs);
    expect(configs.toJSON).toBeUndefined();
    expect(configs.__esModule).toBeUndefined();
    expect('recomended' in plugin.configs).toBe(false);
    expect(plugin.configs).toEqual({ ...plugin.configs });
    await new Promise((done) => setImmediate(done));
    expect(warnings()).toEqual([]);
  });
});

describe('a setting that names a file', () => {
  it('which does not exist', async () => {
    const loggers = [{ from: './src/lgo.js', name: 'log', like: 'pino' }];
    const settings = { observability: { logger: { import: { from: '../log', name: 'log' } }, loggers } };
    expect(await lint({ ...withRules({ [CONSOLE]: 'error' }), settings })).toEqual({
      found: [CONSOLE, CONSOLE],
      warnings: [
        'settings.observability: `logger.import.from`: there is no file "../log".',
        'settings.observability: `loggers[0].from`: there is no file "./src/lgo.js".',
      ],
    });
  });
});

it('a rule that does not exist stops ESLint itself, as the guide says', async () => {
  const name = 'observability/no-consol-logging';
  await expect(lint(withRules({ [name]: 'error' }))).rejects.toThrow(
    'Could not find "no-consol-logging" in plugin "observability".',
  );
  expect(readFileSync('docs/guides/settings.md', 'utf8')).toContain(
    'Could not find "no-consol-logging" in plugin "observability".',
  );
});
