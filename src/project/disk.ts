import { readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as GetTsconfig from 'get-tsconfig';
import type * as Tinyglobby from 'tinyglobby';
import type * as Yaml from 'yaml';
import type { Aliases, Entry, Host, Output, Stat, Workspace } from './host.js';
import { dirname, join, normalised, resolve } from './path.js';

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
      // No named pipe, which would be waited for: only what is seen to be a file is read.
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
    const { config, readFrom } = this.compilerConfig(directory);
    let matches: ((specifier: string) => readonly string[]) | undefined;
    try {
      matches = (config && this.tsconfig.createPathsMatcher(config)) ?? undefined;
    } catch {
      // `paths` that are none.
    }
    return { candidates: (specifier) => matches?.(specifier).map(normalised) ?? [], readFrom };
  }

  output(directory: string): Output | undefined {
    const { config, readFrom } = this.compilerConfig(directory);
    const { outDir, declarationDir, rootDir } = config?.config.compilerOptions ?? {};
    const base = config && dirname(normalised(config.path));
    const absolute = (path: string | undefined) =>
      base === undefined || path === undefined ? [] : [resolve(base, normalised(path))];
    const [root] = absolute(rootDir);
    return { directories: [outDir, declarationDir].flatMap(absolute), rootDir: root, readFrom };
  }

  workspace(root: string): Workspace | undefined {
    const readFrom = WORKSPACE_FILES.map((name) => join(root, name));
    const patterns = readFrom.flatMap((path) =>
      this.stat(path)?.kind === 'file' ? workspacePatterns(path, this.read(path)) : [],
    );
    if (patterns.length === 0) return undefined;
    try {
      const { globSync } = require('tinyglobby') as typeof Tinyglobby;
      const found = globSync(patterns.map(manifestsOf), {
        cwd: root,
        absolute: true,
        ignore: ['**/node_modules/**'],
        expandDirectories: false,
      });
      const packages = found.map((path) => dirname(normalised(path))).sort();
      // A new package shows where the others stand.
      return { packages, readFrom: [...readFrom, ...new Set(packages.map(dirname))] };
    } catch {
      // No pattern at all, or one that is none.
      return undefined;
    }
  }

  installed(specifier: string, from: string): string | undefined {
    try {
      return normalised(createRequire(from).resolve(specifier));
    } catch {
      return undefined;
    }
  }

  real(folder: string): string | undefined {
    try {
      return normalised(realpathSync(folder));
    } catch {
      return undefined;
    }
  }

  /** The tsconfig.json or jsconfig.json that holds for a directory, and all that was read to find and extend it. */
  private compilerConfig(directory: string): {
    config: GetTsconfig.TsConfigResult | undefined;
    readFrom: readonly string[];
  } {
    // Its cache is keyed by the questions that it asks the disk: `readFileSync:/app/tsconfig.json:utf8`.
    const asked = new Map<string, unknown>();
    const find = (answers: Map<string, unknown>) => {
      try {
        const { getTsconfig } = this.tsconfig;
        const found =
          getTsconfig(directory, 'tsconfig.json', answers) ??
          getTsconfig(directory, 'jsconfig.json', answers);
        return found ?? undefined;
      } catch {
        // It does not parse, or extends what is not installed.
        return undefined;
      }
    };
    const found = find(asked);
    const readFrom = [...asked.keys()].flatMap((question) => pathOf(question) ?? []);
    return { config: found ?? find(withoutPackages(asked)), readFrom };
  }

  /** Loaded when a project's configuration is first needed, as most files need none. */
  private get tsconfig(): typeof GetTsconfig {
    return (this.getTsconfig ??= require('get-tsconfig') as typeof GetTsconfig);
  }
}

const require = createRequire(import.meta.url);

/** Where package managers and lerna have the packages of a workspace listed. */
const WORKSPACE_FILES = ['package.json', 'pnpm-workspace.yaml', 'lerna.json'] as const;

/** The patterns of folders that such a file lists. */
function workspacePatterns(path: string, text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  try {
    const parsed: unknown = path.endsWith('.yaml')
      ? (require('yaml') as typeof Yaml).parse(text)
      : JSON.parse(text);
    const { workspaces, packages } = (parsed ?? {}) as Record<string, unknown>;
    const listed = path.endsWith('package.json') ? workspaces : packages;
    const within = Array.isArray(listed) ? listed : (listed as { packages?: unknown } | undefined)?.packages;
    return Array.isArray(within) ? within.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

/** `packages/*` and `!packages/old` of folders, as patterns of their manifests. */
function manifestsOf(folders: string): string {
  return `${folders.replace(/(?<!\/)\/+$/, '')}/package.json`;
}

/** The texts that get-tsconfig read, less what they extend of packages: in a checkout without node_modules none is there. */
function withoutPackages(asked: ReadonlyMap<string, unknown>): Map<string, unknown> {
  return new Map(
    [...asked].flatMap(([question, answer]) =>
      question.startsWith('readFileSync:') && typeof answer === 'string'
        ? [[question, answer.replace(/"extends"\s*:\s*"(?![./])[^"]*"\s*,?/, '')] as const]
        : [],
    ),
  );
}

/** The path in a question that get-tsconfig asked; a file that is not there shows in its directory. */
function pathOf(question: string): string | undefined {
  const [, asked, path] = /^(\w+):(.*?)(?::utf-?8)?$/s.exec(question) ?? [];
  if (path === undefined || path === '') return undefined;
  return asked?.startsWith('exists') ? dirname(normalised(path)) : normalised(path);
}
