import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll } from 'vitest';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder outside the repository, removed behind the tests. */
export function emptyFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'observability-e2e-')));
  folders.push(folder);
  return folder;
}

/** Throws where `dist/` is missing or older than the sources: what is packed would be something else. */
export function expectBuilt(repository: string): void {
  const newest = Math.max(
    ...['src', 'rules'].flatMap((folder) =>
      readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' }).map(
        (path) => statSync(join(repository, folder, path)).mtimeMs,
      ),
    ),
  );
  const built = statSync(join(repository, 'dist/src/index.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (built < newest) throw new Error('dist/ is not that of the sources: npm run build');
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
