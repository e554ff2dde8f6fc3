import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Ran, emptyFolder, pack, packedFiles, run } from './workspace.js';

const PACKAGE = 'packages/obs-codemod';
let tools: string;
let service: string;

/** The packed tarball, installed alone, and a service beside it that has nothing installed. */
beforeAll(async () => {
  tools = emptyFolder();
  writeFileSync(join(tools, 'package.json'), '{ "private": true }');
  const installed = await run(tools, 'npm', 'install', '--no-audit', '--no-fund', await pack(PACKAGE));
  expect(installed.stderr).not.toContain('npm error');
  service = emptyFolder();
  write(
    'package.json',
    JSON.stringify({ name: 'service', type: 'module', dependencies: { pino: '^10.0.0' } }),
  );
  write('src/logger.js', "import { pino } from 'pino';\n\nexport const logger = pino();\n");
  write(
    'src/main.js',
    'export function start(port) {\n  console.log(`ready on ${port}`);\n}\n\nstart(8080);\n',
  );
}, 180_000);

describe('obs-codemod, packed and installed alone', () => {
  it('holds what users need and nothing else', async () => {
    expect(await packedFiles(PACKAGE)).toEqual([
      'LICENSE',
      'README.md',
      'dist/bin.js',
      'dist/schema/codemod-report.json',
      'package.json',
    ]);
  });

  it('is of the version of the plugin', async () => {
    expect((await codemod('--version')).stdout.trim()).toBe(manifest('.').version);
  });

  it('takes its dependencies from the ranges that the repository is tested with', () => {
    const { devDependencies, dependencies } = manifest('.');
    const own = Object.entries(manifest(PACKAGE).dependencies ?? {});
    expect(own.length).toBeGreaterThan(5);
    for (const [name, range] of own)
      expect([name, range]).toEqual([name, { ...devDependencies, ...dependencies }[name]]);
  });

  it('says what it recognises', async () => {
    const { code, stdout } = await codemod('doctor', 'src');
    expect(code).toBe(0);
    expect(stdout).toContain('  1  console  not structured');
  });

  it('migrates a service, type-checked, and the service runs', async () => {
    const preview = await codemod('src', '--dry-run');
    expect(preview.stdout).toContain("+  logger.info({ port }, 'ready on {port}');");
    const { code, stderr } = await codemod('src', '--verify');
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'obs-codemod: not a git repository: the changes cannot be undone with git\n',
    });
    await run(service, 'npm', 'install', '--no-audit', '--no-fund');
    const ran = await run(service, process.execPath, 'src/main.js');
    expect(JSON.parse(ran.stdout)).toMatchObject({ level: 30, port: 8080, msg: 'ready on {port}' });
    expect((await codemod('src', '--check')).code).toBe(0);
  });
});

/** Runs the installed command in the service's folder. */
function codemod(...args: readonly string[]): Promise<Ran> {
  return run(service, join(tools, 'node_modules/.bin/obs-codemod'), ...args);
}

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function manifest(folder: string): Manifest {
  return JSON.parse(
    readFileSync(join(import.meta.dirname, '../..', folder, 'package.json'), 'utf8'),
  ) as Manifest;
}

function write(path: string, text: string): void {
  mkdirSync(join(service, path, '..'), { recursive: true });
  writeFileSync(join(service, path), text);
}
