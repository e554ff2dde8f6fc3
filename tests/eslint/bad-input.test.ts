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

const MANIFEST = { name: 'shop', scripts: { start: 'node src/a.js' } };

/** Lints two files of a service with a configuration, and returns what is found in the second, and every warning. */
async function lint(...configs: readonly object[]) {
  const { messages, ...told } = await lintAmong({ 'package.json': MANIFEST }, CODE, configs);
  return { found: messages.map(({ ruleId, message }) => ruleId ?? message), ...told };
}

/** The same, of a text among other files. */
async function lintAmong(
  files: Readonly<Record<string, string | object>>,
  code: string,
  configs: readonly object[],
) {
  const root = packageOf(files);
  const linter = new Linter({ cwd: root });
  const list = configs as Linter.Config[];
  linter.verify(code, list, `${root}/src/a.js`);
  const messages = linter.verify(code, list, `${root}/src/b.js`);
  await new Promise((done) => setImmediate(done));
  return { messages, warnings: warnings() };
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

  it('comes with another one, which no rule takes', async () => {
    const told = await lint(withRules({ [CONSOLE]: ['error', { allow: ['log'] }, { allow: ['info'] }] }));
    expect(told).toEqual({
      found: [CONSOLE],
      warnings: [`Options of ${CONSOLE}: the rule takes one object, and 2 values are given.`],
    });
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

describe('a setting that names an export', () => {
  const LOG = "import { pino } from 'pino';\n\nexport const logger = pino();\n";
  const PAY = 'export const pay = (id) => console.log(`paid ${id}`);\n';
  const configs = [withRules({ [CONSOLE]: 'error' })];

  /** What is warned of with settings in the package.json, and the line that a fix of the console writes with. */
  async function shop(observability: object, files: Readonly<Record<string, string | object>> = {}) {
    const manifest = { ...MANIFEST, dependencies: { pino: '^10' }, observability };
    const among = { 'package.json': manifest, 'src/log.js': LOG, ...files };
    const told = await lintAmong(among, PAY, configs);
    return { fix: told.messages[0]?.fix?.text, warnings: told.warnings };
  }
  const written = (from: string, name: string) => ({ logger: { library: 'pino', import: { from, name } } });
  const where = (problem: string) => `"observability" in package.json: ${problem}`;

  it('which the module has', async () => {
    const { fix, warnings: told } = await shop(written('./src/log.js', 'logger'));
    expect(told).toEqual([]);
    expect(fix).toContain("import { logger } from './log.js';");
  });

  it.each([
    ['logger', 'loger', ': did you mean `logger`?'],
    ['audit', 'default', ': it is one of `audit`.'],
  ])('%s, misspelt %s: no fix imports what is not there', async (exported, name, meant) => {
    const files = { 'src/log.js': LOG.replace('logger', exported) };
    expect(await shop(written('./src/log.js', name), files)).toEqual({
      fix: undefined,
      warnings: [where(`\`logger.import.name\`: "./src/log.js" has no export \`${name}\`${meant}`)],
    });
  });

  it.each([
    ['a module that passes on all of another', "export * from '@acme/log';\n"],
    ['what is required', "module.exports = require('@acme/log');\n"],
    ['what is assigned', 'Object.assign(exports, require("@acme/log"));\n'],
    ['a declaration', 'declare const log: unknown;\nexport = log;\n'],
    ['what does not parse', 'export const {\n'],
  ])('may be in %s', async (_, text) => {
    const { warnings: told } = await shop(written('./src/log.js', 'audit'), { 'src/log.js': text });
    expect(told).toEqual([]);
  });

  it('is misspelt in a list', async () => {
    const loggers = [
      { from: './src/log.js', name: 'logger', like: 'pino' },
      { from: './src/log.js', name: '*', like: 'pino' },
      { from: './src/log.js', name: 'Loger.child', like: 'pino' },
    ];
    expect((await shop({ loggers, tracers: [{ from: './src/log.js', name: 'tracer' }] })).warnings).toEqual([
      where('`loggers[2].name`: "./src/log.js" has no export `Loger`: did you mean `logger`?'),
      where('`tracers[0].name`: "./src/log.js" has no export `tracer`: it is one of `logger`.'),
    ]);
  });

  it('of a type', async () => {
    const types = {
      'src/types.ts': 'export interface Context { log: unknown }\nexport type Log = Context;\n',
    };
    const loggers = ['Context.log', 'Log'].map((name) => ({ from: './src/types.js', name, like: 'pino' }));
    expect((await shop({ loggers }, types)).warnings).toEqual([]);
  });

  it.each(['src/log.js', 'src/log'])('by the path %s, which is a package’s to Node', async (from) => {
    expect(await shop(written(from, 'logger'))).toEqual({
      fix: undefined,
      warnings: [where(`\`logger.import.from\`: there is no package "${from}": did you mean "./${from}"?`)],
    });
  });

  it.each([
    ['a base path', { 'tsconfig.json': { compilerOptions: { baseUrl: '.' } } }],
    ['an alias', { 'tsconfig.json': { compilerOptions: { paths: { 'src/*': ['./src/*'] } } } }],
    ['a package of that name', { 'node_modules/src/package.json': { name: 'src' } }],
  ])('by such a path where there is %s', async (_, files) => {
    const { fix, warnings: told } = await shop(written('src/log.js', 'logger'), files);
    expect(told).toEqual([]);
    expect(fix).toContain("import { logger } from 'src/log.js';");
  });
});

describe('settings under another name', () => {
  it.each(['observabilty', 'Observability', 'observability ', 'eslint-plugin-observability'])(
    '"%s" in ESLint',
    async (name) => {
      const settings = { [name]: { logger: { library: 'pino' } }, react: { version: 'detect' } };
      expect((await lint({ ...withRules({ [CONSOLE]: 'error' }), settings })).warnings).toEqual([
        `settings: Unknown key \`${name}\`: did you mean \`observability\`?`,
      ]);
    },
  );

  it('"observabilty" in the package.json', async () => {
    const files = { 'package.json': { ...MANIFEST, observabilty: { logger: { library: 'pino' } } } };
    const { warnings: told } = await lintAmong(files, CODE, [withRules({ [CONSOLE]: 'error' })]);
    expect(told).toEqual(['package.json: Unknown key `observabilty`: did you mean `observability`?']);
  });

  it('are nothing of ours where the name only looks a little like it', async () => {
    const settings = { observable: {}, observers: {}, availability: {} };
    const files = { 'package.json': { ...MANIFEST, ...settings } };
    const config = { ...withRules({ [CONSOLE]: 'error' }), settings };
    expect((await lintAmong(files, CODE, [config])).warnings).toEqual([]);
  });

  it('that only a package.json has', async () => {
    const settings = {
      observability: { contract: { disable: ['alert-runbook'] }, codemod: { include: [] } },
    };
    expect((await lint({ ...withRules({ [CONSOLE]: 'error' }), settings })).warnings).toEqual([
      'settings.observability: `contract` is read from the package.json alone.',
      'settings.observability: `codemod` is read from the package.json alone.',
    ]);
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
