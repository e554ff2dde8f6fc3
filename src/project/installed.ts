import { dirname, join } from './path.js';
import { type Project, query } from './project.js';

const NONE: ReadonlySet<string> = new Set();

/** What an installed package depends on, by its own manifest; empty where it is not installed. */
export function dependenciesOf(project: Project, module: string, from: string): ReadonlySet<string> {
  const [scope = '', rest] = module.split('/');
  const name = scope.startsWith('@') && rest !== undefined ? `${scope}/${rest}` : scope;
  for (let directory = dirname(from); ; directory = dirname(directory)) {
    const found = dependenciesIn(project, join(directory, 'node_modules', name, 'package.json'));
    if (found) return found;
    if (dirname(directory) === directory) return NONE;
  }
}

const dependenciesIn = query((project, manifest): ReadonlySet<string> | undefined => {
  try {
    const { dependencies, peerDependencies } = JSON.parse(project.read(manifest) ?? '') as {
      dependencies?: object;
      peerDependencies?: object;
    };
    return new Set([...Object.keys(dependencies ?? {}), ...Object.keys(peerDependencies ?? {})]);
  } catch {
    return undefined;
  }
});
