import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { emptyFolder, pack, run } from '../../workspace.js';
import { section } from '../page.js';
import { Reader } from '../reader.js';

const PAGE = 'docs/guides/getting-started.md';

/** A project as a framework's own command makes it, with what it asks for installed, and the plugin. */
async function scaffolded(...command: readonly [string, ...string[]]): Promise<Reader> {
  const folder = emptyFolder();
  const made = await run(folder, ...command);
  expect(made.code, made.stdout + made.stderr).toBe(0);
  const root = join(folder, 'shop');
  const installed = await run(root, 'npm', 'install', '--no-audit', '--no-fund', await pack('.'));
  expect(installed.code, installed.stderr).toBe(0);
  return new Reader(join(root, 'node_modules'), {}, root);
}

/** The rules of the plugin that report, by file. */
function reported(stdout: string): readonly string[] {
  const results = JSON.parse(stdout) as readonly {
    filePath: string;
    messages: readonly { ruleId: string | null }[];
  }[];
  return results.flatMap(({ filePath, messages }) =>
    messages
      .filter(({ ruleId }) => ruleId?.startsWith('observability/'))
      .map(({ ruleId }) => `${filePath}: ${ruleId ?? ''}`),
  );
}

it('a project that `nest new` makes', async () => {
  const reader = await scaffolded(
    ...['npx', '--yes', '@nestjs/cli@11', 'new', 'shop', '--skip-install', '--skip-git', '-p', 'npm'],
  );
  const [diff] = section(PAGE, 'NestJS').filter(({ language }) => language === 'diff');
  const [imported = '', added = ''] = (diff?.text ?? '')
    .split('\n')
    .filter((line) => line.startsWith('+'))
    .map((line) => line.slice(1));
  const config = reader.read('eslint.config.mjs');
  reader.write(
    'eslint.config.mjs',
    config
      .replace("import tseslint from 'typescript-eslint';", (line) => `${imported}\n${line}`)
      .replace(/\);\s*$/, (end) => `${added}\n${end}`),
  );
  const [step] = await reader.follow(PAGE, 'NestJS');
  expect(step?.code).toBe(1);
  expect(reported((await reader.sh('npx eslint src --format json')).stdout)).toEqual([
    'src/orders.service.ts: observability/no-interpolated-message',
  ]);
});

it('a project that `create-next-app` makes', async () => {
  const reader = await scaffolded(
    ...['npx', '--yes', 'create-next-app@16', 'shop', '--ts', '--eslint', '--app', '--src-dir', '--yes'],
    ...['--no-tailwind', '--no-react-compiler', '--skip-install', '--disable-git'],
  );
  const scaffold = reader.read('eslint.config.mjs');
  const [step] = await reader.follow(PAGE, 'Next.js');
  expect(step?.code).toBe(1);
  const lint = async () => reported((await reader.sh('npx eslint . --format json')).stdout);
  const findings = ['src/app/api/orders/route.ts: observability/no-console-logging'];
  expect(await lint()).toEqual(findings);
  // What the guide shows is the scaffold's own configuration with two lines more.
  writeFileSync(
    join(reader.root, 'eslint.config.mjs'),
    `import observability from 'eslint-plugin-observability';\n${scaffold.replace('...nextTs,', '...nextTs,\n  observability.configs.recommended,')}`,
  );
  expect(await lint()).toEqual(findings);
  expect(readFileSync(join(reader.root, 'package.json'), 'utf8')).toContain('eslint-config-next');
});
