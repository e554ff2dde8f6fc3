import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Ran, emptyFolder, expectBuilt, run } from './workspace.js';

const repository = join(import.meta.dirname, '../..');
let project: string;

/** A newcomer's project, with the packed tarball and the real eslint installed. */
beforeAll(async () => {
  const tarballs = emptyFolder();
  project = emptyFolder();
  expectBuilt(repository);
  // `npm test` has built it, as `prepack` does before publishing; here it would pull `dist/` away from under the lint.
  const packed = await run(
    repository,
    'npm',
    'pack',
    '--silent',
    '--ignore-scripts',
    '--pack-destination',
    tarballs,
  );
  const tarball = join(tarballs, packed.stdout.trim().split('\n').at(-1) ?? '');
  write('package.json', JSON.stringify({ name: 'service', type: 'module', private: true }));
  const installed = await run(
    project,
    'npm',
    'install',
    '--no-audit',
    '--no-fund',
    tarball,
    'eslint@10',
    'pino@10',
    'express@5',
  );
  expect(installed.stderr).not.toContain('npm error');
  write(
    'eslint.config.js',
    "import observability from 'eslint-plugin-observability';\nimport { defineConfig } from 'eslint/config';\n\nexport default defineConfig([observability.configs.recommended]);\n",
  );
  write('src/logger.js', "import { pino } from 'pino';\n\nexport const logger = pino();\n");
  write(
    'src/main.js',
    "import { logger } from './logger.js';\n\nexport function start(port) {\n  console.log(`ready on ${port}`);\n  logger.info(`listening on ${port}`);\n}\n",
  );
}, 180_000);

describe('the packed tarball in a fresh project', () => {
  it('is built before it is packed', () => {
    const manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(manifest.scripts.prepack).toBe('npm run build');
  });

  it('holds what users need and nothing else', async () => {
    const { stdout } = await run(repository, 'npm', 'pack', '--dry-run', '--json', '--ignore-scripts');
    const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    const folders = new Set(
      files.map(({ path }) => path.replace(/^((?:dist\/(?:src|rules)|docs\/rules)\/).*/, '$1')),
    );
    expect([...folders].sort()).toEqual([
      'LICENSE',
      'README.md',
      'dist/rules/',
      'dist/src/',
      'docs/rules/',
      'package.json',
    ]);
  });

  it('lints with the real eslint, and loads neither TypeScript nor ts-morph for it', async () => {
    const linted = await eslint('src', '--format', 'json');
    const [main] = (
      JSON.parse(linted.stdout) as { filePath: string; messages: { ruleId: string }[] }[]
    ).filter(({ filePath }) => filePath.endsWith('main.js'));
    expect(main?.messages.map(({ ruleId }) => ruleId)).toEqual([
      'observability/no-console-logging',
      'observability/no-interpolated-message',
    ]);
    write(
      'loaded.mjs',
      "import 'eslint-plugin-observability';\nimport { createRequire } from 'node:module';\nconsole.log(Object.keys(createRequire(import.meta.url).cache).filter((file) => /ts-morph|typescript/.test(file)).length);\n",
    );
    expect((await run(project, process.execPath, 'loaded.mjs')).stdout).toBe('0\n');
  });

  it('fixes with eslint --fix', async () => {
    await eslint('src', '--fix');
    expect(read('src/main.js')).toBe(
      "import { logger } from './logger.js';\n\nexport function start(port) {\n  logger.info({ port }, 'ready');\n  logger.info({ port }, 'listening');\n}\n",
    );
    expect((await eslint('src')).code).toBe(0);
  });

  it('migrates with the real npx obs-codemod, and the migrated service runs', async () => {
    write(
      'src/main.js',
      'export function start(port) {\n  console.log(`ready on ${port}`);\n}\n\nstart(8080);\n',
    );
    const preview = await run(project, 'npx', 'obs-codemod', 'src', '--dry-run');
    expect(preview.stdout).toContain("+  logger.info({ port }, 'ready');");
    const { code, stderr } = await run(project, 'npx', 'obs-codemod', 'src');
    expect(code).toBe(0);
    // npm may warn of a machine's own settings before it.
    expect(stderr).toContain('obs-codemod: not a git repository: the changes cannot be undone with git');
    const ran = await run(project, process.execPath, 'src/main.js');
    expect(JSON.parse(ran.stdout)).toMatchObject({ level: 30, port: 8080, msg: 'ready' });
    expect((await run(project, 'npx', 'obs-codemod', 'src', '--check')).code).toBe(0);
  });

  it('has types for its default export', async () => {
    const { stdout } = await run(
      project,
      process.execPath,
      '-p',
      "require('eslint-plugin-observability/package.json').types",
    );
    expect(
      readFileSync(join(project, 'node_modules/eslint-plugin-observability', stdout.trim()), 'utf8'),
    ).toContain('export default');
  });
});

function eslint(...args: string[]): Promise<Ran> {
  return run(project, 'npx', 'eslint', ...args);
}

function write(path: string, text: string): void {
  mkdirSync(join(project, path, '..'), { recursive: true });
  writeFileSync(join(project, path), text);
}

function read(path: string): string {
  return readFileSync(join(project, path), 'utf8');
}
