import { Linter } from 'eslint';
import { expect, test } from 'vitest';
import plugin from '../../src/index.js';
import { lines, packageOf } from '../rules/rule-tester.js';

// ESLint's own parser leaves out what plain JavaScript has no syntax for: nodes have no `implements`, `decorators` or types.
const manifest = { name: 'shop', dependencies: { express: '^5.0.0', pino: '^10.0.0', passport: '^0.7.0' } };
const linter = new Linter({ cwd: packageOf({ 'package.json': manifest }) });

function reportedBy(code: string): readonly (string | null)[] {
  const messages = linter.verify(
    code,
    [
      {
        files: ['**/*.js'],
        languageOptions: { sourceType: 'commonjs' },
        plugins: { observability: plugin },
        rules: plugin.configs.all.rules,
      },
    ],
    'src/server.js',
  );
  return messages.map(({ ruleId }) => ruleId);
}

const SERVER = "const app = require('express')();\nconst log = require('pino')();\n";

test.each([
  ['a class', 'class Server { start() { app.listen(80, () => console.log(`on ${80}`)); } }'],
  ['a class of another', 'class Api extends Server { start() { console.error(new Error("no")); } }'],
  ['a class expression', 'module.exports = class { static #run = () => console.log("run"); };'],
  ['a static block', 'class Server { static { app.listen(80); console.log(app); } }'],
  ['an accessor and a field', 'class Server { port = 80; get url() { console.log(this.port); return 1; } }'],
])('%s with a call of the console', (_name, code) => {
  expect(reportedBy(SERVER + code)).toContain('observability/no-console-logging');
});

test('a class that decides who may pass', () => {
  const code = lines(
    'class TokenStrategy extends Strategy(Base) {',
    '  async validate(token) {',
    '    try { return await verify(token); } catch (error) { log.error("refused " + error.message); return null; }',
    '  }',
    '}',
  );
  expect(reportedBy(SERVER + code)).toContain('observability/log-error-object');
});

test('a class as the type of nothing', () => {
  const code =
    'class Orders { constructor(logger) { this.logger = logger; } run() { this.logger.info(`a ${1}`); } }';
  expect(() => reportedBy(`${SERVER + code}\nnew Orders(log).run();`)).not.toThrow();
});
