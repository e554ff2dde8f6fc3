import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';
import { packageOf } from '../rules/rule-tester.js';
import { heardWarnings } from './warnings.js';

const CODE = "import { bridge } from '@acme/events';\nbridge.info(`Order loaded: ${id}`);\n";
const LOGGERS = [{ from: '@acme/events', name: 'bridge', like: 'pino' }];

const warnings = heardWarnings();

/** Lints as a run does, file after file. */
function lintIn(root: string, settings: Readonly<Record<string, unknown>> | undefined) {
  const linter = new Linter({ cwd: root });
  const config: Linter.Config = {
    files: ['**'],
    plugins: { observability: plugin },
    rules: { 'observability/no-interpolated-message': 'error', 'observability/log-error-object': 'error' },
    ...(settings ? { settings: { observability: settings } } : {}),
  };
  return (file: string) => linter.verify(CODE, [config], join(root, file)).map(({ ruleId }) => ruleId);
}

/** As somebody takes who writes a file. */
const aMoment = () => new Promise((done) => setTimeout(done, 150));

/** Warnings are given with the next turn of the process. */
const told = () => new Promise<readonly string[]>((done) => setImmediate(() => done(warnings())));

describe('what is wrong with the settings', () => {
  it('is warned of once a run, for all rules and files', async () => {
    const lint = lintIn(packageOf({ 'package.json': { name: 'shop' } }), { boundNames: [] });
    lint('a.js');
    lint('b.js');
    expect(await told()).toEqual([
      'settings.observability: Unknown key `boundNames`: did you mean `boundedNames`?',
    ]);
  });

  it('is warned of by the name of the file, where it stands in the package.json', async () => {
    const lint = lintIn(packageOf({ 'package.json': { name: 'shop', observability: { logers: [] } } }), {});
    lint('a.js');
    expect(await told()).toEqual([
      '"observability" in package.json: Unknown key `logers`: did you mean `loggers`?',
    ]);
  });

  it('is that the package.json is not JSON, where it has some', async () => {
    const root = packageOf({ 'package.json': { name: 'shop' } });
    writeFileSync(join(root, 'package.json'), '{ "observability": { "loggers": [], } }');
    const lint = lintIn(root, undefined);
    lint('a.js');
    lint('b.js');
    expect(await told()).toEqual([
      expect.stringMatching(
        /^"observability" in package\.json: it is not read, as the file is not JSON: .*JSON.*\.$/,
      ),
    ]);
  });

  it('is nothing without settings', async () => {
    const lint = lintIn(packageOf({ 'package.json': { name: 'shop' } }), undefined);
    expect(lint('a.js')).toEqual([]);
    expect(await told()).toEqual([]);
  });
});

describe('the package.json', () => {
  it('is read again when it has changed', async () => {
    const root = packageOf({ 'package.json': { name: 'shop' } });
    const lint = lintIn(root, undefined);
    expect(lint('a.js')).toEqual([]);
    const path = join(root, 'package.json');
    const before = readFileSync(path, 'utf8');
    writeFileSync(path, JSON.stringify({ name: 'shop', observability: { loggers: LOGGERS } }));
    await aMoment();
    expect(lint('a.js')).toEqual(['observability/no-interpolated-message']);
    writeFileSync(path, before);
    await aMoment();
    expect(lint('a.js')).toEqual([]);
  });

  it('may hold anything under "observability"', () => {
    for (const observability of [null, 3, 'pino', [], [[]], { loggers: {} }, { loggers: [null, [], 3] }]) {
      const root = packageOf({ 'package.json': { name: 'shop', observability } });
      expect(lintIn(root, undefined)('a.js')).toEqual([]);
    }
  });
});
