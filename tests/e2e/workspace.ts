import { execFile, execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';

const folders: string[] = [];
// Some ten thousand installed files: a busy machine takes its time.
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}, 180_000);

/** An empty folder outside the repository, removed behind the tests. */
export function emptyFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'observability-e2e-')));
  folders.push(folder);
  return folder;
}

const REPOSITORY = join(import.meta.dirname, '../..');

/**
 * Packs one of the repository's packages as it is published, and returns the tarball's path. `npm test` has built it, as
 * `prepack` does before publishing; here it would pull `dist/` away from under the lint.
 *
 * @param folder the package's, from the repository's root
 */
export async function pack(folder: string): Promise<string> {
  expectBuilt(folder);
  const into = emptyFolder();
  const [name] = await packed(folder, '--pack-destination', into);
  return join(into, name.filename);
}

/** The paths of the files that a package of the repository is published with. */
export async function packedFiles(folder: string): Promise<readonly string[]> {
  const [{ files }] = await packed(folder, '--dry-run');
  return files.map(({ path }) => path).sort();
}

type Packed = readonly [{ readonly filename: string; readonly files: readonly { readonly path: string }[] }];

async function packed(folder: string, ...args: readonly string[]): Promise<Packed> {
  const { stdout } = await run(
    join(REPOSITORY, folder),
    'npm',
    'pack',
    '--json',
    '--ignore-scripts',
    ...args,
  );
  return JSON.parse(stdout) as Packed;
}

/** What a folder takes on a disk, in kilobytes, as `du -sk` counts its files. */
export function kilobytesOf(folder: string): number {
  const sizes = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => {
    const stat = lstatSync(join(folder, path));
    return stat.isFile() ? Math.ceil(stat.size / 4096) * 4 : 0;
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Throws where a package's `dist/` is missing or older than the sources: what is packed would be something else. */
function expectBuilt(folder: string): void {
  const newest = Math.max(
    ...['src', 'rules'].flatMap((sources) =>
      readdirSync(join(REPOSITORY, sources), { recursive: true, encoding: 'utf8' }).map(
        (path) => statSync(join(REPOSITORY, sources, path)).mtimeMs,
      ),
    ),
  );
  const main = folder === '.' ? 'dist/src/index.js' : 'dist/bin.js';
  const built = statSync(join(REPOSITORY, folder, main), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (built < newest) throw new Error(`${join(folder, 'dist')} is not that of the sources: npm run build`);
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, whatever its exit code. */
export async function run(cwd: string, command: string, ...args: string[]): Promise<Ran> {
  try {
    const { stdout, stderr } = await promisify(execFile)(command, args, { cwd, maxBuffer: 100_000_000 });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

/** Downloads a published package, pinned by version, and unpacks its sources. */
export function unpack(spec: string, folder: string): string {
  const packed = execFileSync('npm', ['pack', spec, '--silent', '--pack-destination', folder], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const archive = packed.trim().split('\n').at(-1) ?? '';
  execFileSync('tar', ['xzf', archive], { cwd: folder });
  return join(folder, 'package');
}

/** A package of the repository, packed and installed alone, and a service beside it that has nothing installed. */
export class InstalledAlone {
  readonly service = emptyFolder();
  private readonly tools = emptyFolder();

  private constructor(private readonly name: string) {}

  /** @param name of the package and of its command */
  static async of(name: string): Promise<InstalledAlone> {
    const installed = new InstalledAlone(name);
    const { tools } = installed;
    writeFileSync(join(tools, 'package.json'), '{ "private": true }');
    const tarball = await pack(`packages/${name}`);
    const { stderr } = await run(tools, 'npm', 'install', '--no-audit', '--no-fund', tarball);
    expect(stderr).not.toContain('npm error');
    return installed;
  }

  /** Runs the installed command in the service's folder. */
  run(...args: readonly string[]): Promise<Ran> {
    return run(this.service, join(this.tools, 'node_modules/.bin', this.name), ...args);
  }

  /** Writes a file of the service. */
  write(path: string, text: string): void {
    mkdirSync(join(this.service, path, '..'), { recursive: true });
    writeFileSync(join(this.service, path), text);
  }
}

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** The package.json of a folder of the repository. */
export function manifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(REPOSITORY, folder, 'package.json'), 'utf8')) as Manifest;
}

/** A package of the repository has the plugin's version, and takes its dependencies from the ranges that all of it is tested with. */
export function itIsOfTheRepository(name: string, installed: () => InstalledAlone): void {
  it('is of the version of the plugin', async () => {
    expect((await installed().run('--version')).stdout.trim()).toBe(manifest('.').version);
  });

  it('takes its dependencies from the ranges that the repository is tested with', () => {
    const { devDependencies, dependencies } = manifest('.');
    const own = Object.entries(manifest(`packages/${name}`).dependencies ?? {});
    expect(own.length).toBeGreaterThan(5);
    for (const [dependency, range] of own)
      expect([dependency, range]).toEqual([dependency, { ...devDependencies, ...dependencies }[dependency]]);
  });
}
