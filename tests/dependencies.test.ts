import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const PACKAGES = { plugin: '.', codemod: 'packages/obs-codemod', contract: 'packages/obs-contract' };

/** The rows of the page's table: a dependency, the packages that have it, and the reasons. */
const ROWS = read('docs/guides/dependencies.md')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

describe('the page about dependencies', () => {
  it.each(Object.entries(PACKAGES))('has those of the %s, and no others', (name, folder) => {
    const { dependencies } = JSON.parse(read(`${folder}/package.json`)) as { dependencies: object };
    const listed = ROWS.filter(([, , users = '']) => users.split(', ').includes(name)).map(
      ([, dependency = '']) => dependency.replaceAll('`', ''),
    );
    expect(listed.sort()).toEqual(Object.keys(dependencies).sort());
  });

  it('says of each what it is for, why it is not own code, and how large it is', () => {
    expect(ROWS.length).toBeGreaterThan(10);
    for (const [, dependency, users, purpose, reason, size] of ROWS) {
      expect({ dependency, users, purpose, reason }).toEqual({
        dependency: expect.stringMatching(/^`[\w@/-]+`$/) as string,
        users: expect.stringMatching(/^(?:plugin|codemod|contract)(?:, (?:codemod|contract))*$/) as string,
        purpose: expect.stringMatching(/.{5}/) as string,
        reason: expect.stringMatching(/.{10}/) as string,
      });
      expect(size).toMatch(/^[\d.]+ [kM]B$/);
    }
  });
});
