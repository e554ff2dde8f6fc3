import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const known = new Map<string, ReadonlySet<string>>();
const NONE: ReadonlySet<string> = new Set();

/** What an installed package depends on, by its own manifest; empty where it is not installed. */
export function dependenciesOf(module: string, from: string): ReadonlySet<string> {
  const [scope = '', rest] = module.split('/');
  const name = scope.startsWith('@') && rest !== undefined ? `${scope}/${rest}` : scope;
  for (let directory = dirname(from); ; directory = dirname(directory)) {
    const path = join(directory, 'node_modules', name, 'package.json');
    const cached = known.get(path);
    if (cached) return cached;
    const found = readDependencies(path);
    if (found) {
      known.set(path, found);
      return found;
    }
    if (dirname(directory) === directory) return NONE;
  }
}

function readDependencies(path: string): ReadonlySet<string> | undefined {
  try {
    const { dependencies, peerDependencies } = JSON.parse(readFileSync(path, 'utf8')) as {
      dependencies?: object;
      peerDependencies?: object;
    };
    return new Set([...Object.keys(dependencies ?? {}), ...Object.keys(peerDependencies ?? {})]);
  } catch {
    return undefined;
  }
}
