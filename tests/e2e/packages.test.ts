import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, manifest, pack, run } from './workspace.js';

const REPOSITORY = 'https://github.com/eslint-plugin-observability/eslint-plugin-observability';
const SITE = 'https://eslint-plugin-observability.github.io/eslint-plugin-observability/';
const BIN = join(import.meta.dirname, '../../node_modules/.bin');

interface Published {
  readonly name: string;
  readonly version: string;
  readonly main?: string;
  readonly types?: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports: unknown;
}

describe.each(['.', 'packages/obs-codemod', 'packages/obs-contract'])('the tarball of %s', (folder) => {
  let tarball: string;
  let unpacked: string;
  let files: readonly string[];
  const read = (path: string) => readFileSync(join(unpacked, path), 'utf8');

  beforeAll(async () => {
    tarball = await pack(folder);
    const into = emptyFolder();
    await run(into, 'tar', 'xzf', tarball);
    unpacked = join(into, 'package');
    files = readdirSync(unpacked, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => statSync(join(unpacked, path)).isFile());
  }, 60_000);

  it('is what publint wants', async () => {
    const { code, stdout } = await run(folder, join(BIN, 'publint'), tarball, '--strict');
    expect(stdout).toContain('All good!');
    expect(code).toBe(0);
  });

  it('has types that are those of its modules, for every way to resolve them', async () => {
    const { code, stdout } = await run(folder, join(BIN, 'attw'), tarball, '--format', 'json');
    const { analysis, problems } = JSON.parse(stdout) as { analysis: { types: unknown }; problems?: unknown };
    expect(code).toBe(0);
    if (folder === '.')
      expect({ types: analysis.types, problems }).toEqual({ types: { kind: 'included' }, problems: {} });
    // A command line is not imported.
    else expect(analysis.types).toBe(false);
  });

  it('says where it comes from', () => {
    expect(JSON.parse(read('package.json'))).toMatchObject({
      version: manifest('.').version,
      license: 'MIT',
      homepage: SITE,
      bugs: `${REPOSITORY}/issues`,
      repository: {
        type: 'git',
        url: `git+${REPOSITORY}.git`,
        ...(folder === '.' ? {} : { directory: folder }),
      },
      engines: { node: '>=20.19' },
    });
    expect(read('LICENSE')).toContain('MIT License');
  });

  it('has every file that its manifest names', () => {
    const { main, types, bin = {}, exports } = JSON.parse(read('package.json')) as Published;
    const named = [main, types, ...Object.values(bin), ...paths(exports)].filter(
      (path) => path !== undefined,
    );
    expect(named.length).toBeGreaterThan(1);
    expect(named.filter((path) => !files.some((file) => isNamed(file, posix.normalize(path))))).toEqual([]);
  });

  it('uses every dependency that it installs', () => {
    const { dependencies = {} } = manifest(folder);
    const code = files.filter((path) => /\.c?js$/.test(path)).map(read);
    const unused = Object.keys(dependencies).filter(
      (name) => !code.some((text) => ["'", '"', '`'].some((quote) => text.includes(quote + name))),
    );
    expect(unused).toEqual([]);
  });

  it('has every file that its pages link to', () => {
    const pages = files.filter((path) => path.endsWith('.md'));
    expect(pages).toContain('README.md');
    const lost = pages.flatMap((page) =>
      linksIn(read(page))
        .filter((link) => !isThere(posix.join(posix.dirname(page), link), files))
        .map((link) => `${page}: ${link}`),
    );
    expect(lost).toEqual([]);
  });
});

/** Whether a path of a manifest is this file, or a pattern that takes it in. */
function isNamed(file: string, path: string): boolean {
  const [start = '', end] = path.split('*');
  return end === undefined ? file === path : file.startsWith(start) && file.endsWith(end);
}

/** The paths in `exports`, however deep. */
function paths(exports: unknown): readonly string[] {
  if (typeof exports === 'string') return [exports];
  return Object.values(exports as object).flatMap(paths);
}

/** The relative links of a page, without their anchors; code is none. */
function linksIn(markdown: string): readonly string[] {
  const text = markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  const found = [
    ...text.matchAll(/\]\(([^)\s]+)/g),
    ...text.matchAll(/\b(?:src|href)="([^"]+)"/g),
    ...text.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm),
  ];
  return found
    .map(([, link = '']) => decodeURI(link.split(/[#?]/)[0] ?? ''))
    .filter((link) => link !== '' && !/^[a-z]+:/.test(link));
}

function isThere(path: string, files: readonly string[]): boolean {
  const wanted = path.replace(/\/$/, '');
  return files.some((file) => file === wanted || file.startsWith(`${wanted}/`));
}
