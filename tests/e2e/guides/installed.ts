import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { pack, run } from '../workspace.js';

/** What the guides have their readers install, beside the packages of the repository. */
const PACKAGES = [
  ...['eslint@10', 'eslint8@npm:eslint@8.57', 'typescript@~6.0', 'typescript-eslint@8', 'oxlint@1'],
  ...['pino@10', 'prom-client@15', 'express@5'],
  ...['@microsoft/eslint-formatter-sarif@3', 'eslint-formatter-gitlab@7', 'lint-staged@16'],
];

/**
 * The `node_modules` of a project with everything that a guide asks for, packed from the repository as it is published. All
 * test files of a run share it: whoever asks first installs.
 */
export async function installed(): Promise<string> {
  const folder = join(tmpdir(), 'guides-installed');
  const done = join(folder, 'done');
  try {
    mkdirSync(folder);
  } catch {
    while (!existsSync(done)) await sleep(200);
    return join(folder, 'node_modules');
  }
  const tarballs = [await pack('.'), await pack('packages/obs-codemod'), await pack('packages/obs-contract')];
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const { stderr } = await run(
    folder,
    'npm',
    ...['install', '--no-audit', '--no-fund', '--prefer-offline'],
    ...tarballs,
    ...PACKAGES,
  );
  expect(stderr).not.toContain('npm error');
  // The other version has a command of the same name.
  const command = join(folder, 'node_modules/.bin/eslint');
  rmSync(command);
  symlinkSync('../eslint/bin/eslint.js', command);
  writeFileSync(done, '');
  return join(folder, 'node_modules');
}
