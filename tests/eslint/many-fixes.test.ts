import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';
import { packageOf } from '../rules/rule-tester.js';

const SETTINGS = { logger: { library: 'pino', import: { from: './src/logger.js', name: 'logger' } } };

/** A server that prints so many times, without an import of the logger. */
function serverWith(calls: number): string {
  const routes = Array.from(
    { length: calls },
    (_, at) =>
      `app.get('/r${at}', (req, res) => {\n  console.log(\`Order \${req.params.id} read\`);\n  res.end();\n});\n`,
  );
  return `import express from 'express';\nconst app = express();\n${routes.join('')}app.listen(3000);\n`;
}

function linter() {
  const root = packageOf({
    'package.json': { name: 'shop', type: 'module', dependencies: { pino: '^9.0.0', express: '^4.0.0' } },
    'src/logger.js': "import pino from 'pino';\nexport const logger = pino();\n",
  });
  const made = new Linter({ cwd: root });
  const config: Linter.Config = {
    files: ['**'],
    plugins: { observability: plugin },
    rules: { 'observability/no-console-logging': 'error' },
    settings: { observability: SETTINGS },
  };
  const file = `${root}/src/server.js`;
  return {
    verify: (code: string) => made.verify(code, [config], file),
    fix: (code: string) => made.verifyAndFix(code, [config], file),
  };
}

describe('the fixes of a file with many findings', () => {
  it('are each offered in a file as people write them, with the import that each needs', () => {
    expect(
      linter()
        .verify(serverWith(40))
        .every(({ fix }) => fix),
    ).toBe(true);
  });

  it('are all made in one run, and the import once', () => {
    const { output, messages } = linter().fix(serverWith(40));
    expect(messages).toEqual([]);
    expect(output.match(/logger\.info\(\{ orderId: req\.params\.id \}/g)).toHaveLength(40);
    expect(output.match(/import \{ logger \}/g)).toHaveLength(1);
  });

  it('span no more text than a bound, and are still all made in one run', { timeout: 60_000 }, () => {
    const code = serverWith(700);
    const spanned = linter()
      .verify(code)
      .reduce((sum, { fix }) => sum + (fix?.text.length ?? 0), 0);
    expect(spanned).toBeLessThan(2_200_000);
    expect(linter().fix(code).messages).toEqual([]);
  });
});
