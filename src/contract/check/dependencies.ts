import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NO_SOURCES, foldersUnder } from './folders.js';

/** The dependencies of all packages below a folder that are not installed: nobody can look at what they emit. */
export function missingDependencies(root: string): ReadonlySet<string> {
  const missing = new Set<string>();
  const own = new Set<string>();
  for (const { folder, entries } of foldersUnder(root, (name) => !NO_SOURCES.has(name))) {
    for (const entry of entries) {
      const isEntered = entry.isDirectory() && !NO_SOURCES.has(entry.name);
      if (!isEntered && entry.name === 'package.json') {
        const { name, dependencies } = manifestAt(join(folder, entry.name));
        if (name !== undefined) own.add(name);
        for (const dependency of dependencies)
          if (!isInstalled(dependency, folder, root)) missing.add(dependency);
      }
    }
  }
  // Packages of the same repository need no installing to be read, under whichever name of its scope they are asked for.
  const scope = mainScope(own);
  return new Set(
    [...missing].filter((name) => !own.has(name) && (scope === undefined || scopeOf(name) !== scope)),
  );
}

/** The scope that most of the repository's own packages have. */
function mainScope(names: ReadonlySet<string>): string | undefined {
  const scopes = [...names].map(scopeOf);
  return scopes.find(
    (scope) => scope !== undefined && scopes.filter((each) => each === scope).length * 2 > scopes.length,
  );
}

function scopeOf(name: string): string | undefined {
  return name.startsWith('@') ? name.split('/')[0] : undefined;
}

interface Manifest {
  readonly name: string | undefined;
  readonly dependencies: readonly string[];
}

function manifestAt(path: string): Manifest {
  try {
    const { name, dependencies } = JSON.parse(readFileSync(path, 'utf8')) as Readonly<
      Record<string, unknown>
    >;
    return {
      name: typeof name === 'string' ? name : undefined,
      dependencies:
        typeof dependencies === 'object' && dependencies !== null ? Object.keys(dependencies) : [],
    };
  } catch {
    return { name: undefined, dependencies: [] };
  }
}

function isInstalled(name: string, folder: string, root: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'node_modules', name))) return true;
    if (at === root || dirname(at) === at) return false;
  }
}
