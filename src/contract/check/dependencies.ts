import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LEFT_OUT = new Set(['node_modules', '.git', 'dist', 'build', 'out', 'coverage', 'target', 'vendor']);

/** The dependencies of all packages below a folder that are not installed: nobody can look at what they emit. */
export function missingDependencies(root: string): ReadonlySet<string> {
  const missing = new Set<string>();
  const open = [root];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    let entries;
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch {
      continue;
    }
    for (const entry of entries) {
      if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) open.push(join(folder, entry.name));
      else if (entry.name === 'package.json')
        for (const name of dependenciesOf(join(folder, entry.name)))
          if (!isInstalled(name, folder, root)) missing.add(name);
    }
  }
  return missing;
}

function dependenciesOf(manifest: string): readonly string[] {
  try {
    const { dependencies } = JSON.parse(readFileSync(manifest, 'utf8')) as {
      readonly dependencies?: unknown;
    };
    return typeof dependencies === 'object' && dependencies !== null ? Object.keys(dependencies) : [];
  } catch {
    return [];
  }
}

function isInstalled(name: string, folder: string, root: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'node_modules', name))) return true;
    if (at === root || dirname(at) === at) return false;
  }
}
