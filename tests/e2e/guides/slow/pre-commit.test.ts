import { expect, it } from 'vitest';
import { installed } from '../installed.js';
import { Reader } from '../reader.js';

// Debian's package pre-commit.
it('pre-commit fixes what is staged, and stops the commit', async () => {
  const reader = new Reader(await installed(), {
    'package.json': { name: 'shop', private: true, type: 'module', dependencies: { pino: '^10' } },
    'eslint.config.js':
      "import observability from 'eslint-plugin-observability';\n\nexport default [observability.configs.recommended];\n",
    '.gitignore': 'node_modules\n',
    'src/orders.js':
      "import { pino } from 'pino';\n\nconst log = pino();\nexport const load = (id) => log.info(`Order loaded: ${id}`);\n",
  });
  await reader.sh('git init --quiet && git add .');
  const [step] = await reader.follow('docs/guides/pre-commit.md', 'pre-commit');
  expect(step?.stdout).toContain('files were modified by this hook');
  expect(step?.code).toBe(1);
  expect(reader.read('src/orders.js')).toContain("log.info({ id }, 'Order loaded')");
  await reader.sh('git add .');
  expect((await reader.sh('pre-commit run')).code).toBe(0);
});
