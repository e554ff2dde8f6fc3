import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as GetTsconfig from 'get-tsconfig';
import type { Aliases, Entry, Host, Stat } from './host.js';
import { dirname, normalised } from './path.js';

/** Taken before a test or a program replaces the global clock. */
const { now } = Date;
/**
 * Clocks of file systems tick every few milliseconds: what changed so recently may change again under the same time
 * stamp, so that it is looked at again. git calls such entries racy.
 */
const UNSETTLED_MS = 50;

/** The disk of this machine. */
export class DiskHost implements Host {
  private getTsconfig: typeof GetTsconfig | undefined;
  private unsettled = 0;

  stat(path: string): Stat | undefined {
    try {
      const stat = statSync(path, { throwIfNoEntry: false });
      if (!stat) return undefined;
      const { size, mtimeMs } = stat;
      const kind = stat.isFile() ? 'file' : stat.isDirectory() ? 'directory' : 'other';
      const isSettled = Math.abs(now() - mtimeMs) > UNSETTLED_MS;
      return { kind, size, stamp: `${mtimeMs} ${size}${isSettled ? '' : ` ${++this.unsettled}`}` };
    } catch {
      // A file where a directory should be, a loop of links, a name that is too long, no permission.
      return undefined;
    }
  }

  read(path: string): string | undefined {
    try {
      return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    } catch {
      return undefined;
    }
  }

  entries(directory: string): readonly Entry[] {
    try {
      return readdirSync(directory, { withFileTypes: true }).map((entry) => ({
        name: entry.name,
        kind: entry.isFile()
          ? 'file'
          : entry.isDirectory()
            ? 'directory'
            : entry.isSymbolicLink()
              ? 'link'
              : 'other',
      }));
    } catch {
      return [];
    }
  }

  aliases(directory: string): Aliases | undefined {
    // Its cache is keyed by the questions that it asks the disk: `readFileSync:/app/tsconfig.json:utf8`.
    const asked = new Map<string, unknown>();
    let matches: ((specifier: string) => readonly string[]) | undefined;
    try {
      // Loaded when a project's alias is first met, as most files need none.
      this.getTsconfig ??= createRequire(import.meta.url)('get-tsconfig') as typeof GetTsconfig;
      const { getTsconfig, createPathsMatcher } = this.getTsconfig;
      const config =
        getTsconfig(directory, 'tsconfig.json', asked) ?? getTsconfig(directory, 'jsconfig.json', asked);
      matches = (config && createPathsMatcher(config)) ?? undefined;
    } catch {
      // A configuration that does not parse, or extends what is not installed: its aliases stay unknown.
    }
    const readFrom = [...asked.keys()].flatMap((question) => pathOf(question) ?? []);
    return { candidates: (specifier) => matches?.(specifier).map(normalised) ?? [], readFrom };
  }

  installed(specifier: string, from: string): string | undefined {
    try {
      return normalised(createRequire(from).resolve(specifier));
    } catch {
      return undefined;
    }
  }
}

/** The path in a question that get-tsconfig asked; a file that is not there shows in its directory. */
function pathOf(question: string): string | undefined {
  const [, asked, path] = /^(\w+):(.*?)(?::utf-?8)?$/s.exec(question) ?? [];
  if (path === undefined || path === '') return undefined;
  return asked?.startsWith('exists') ? dirname(normalised(path)) : normalised(path);
}
