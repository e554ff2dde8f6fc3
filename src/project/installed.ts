import { dirname, join } from './path.js';
import { type Project, query } from './project.js';

const NONE: ReadonlySet<string> = new Set();

/** What an installed package depends on, by its own manifest; empty where it is not installed. */
export function dependenciesOf(project: Project, module: string, from: string): ReadonlySet<string> {
  return manifestOf(project, module, from)?.dependencies ?? NONE;
}

/** The version of a package that is installed for a file; undefined where it is not installed. */
export function installedVersion(project: Project, module: string, from: string): string | undefined {
  return manifestOf(project, module, from)?.version;
}

/** What is asked of an installed package. */
interface InstalledManifest {
  readonly version: string | undefined;
  readonly dependencies: ReadonlySet<string>;
}

function manifestOf(project: Project, module: string, from: string): InstalledManifest | undefined {
  const [scope = '', rest] = module.split('/');
  const name = scope.startsWith('@') && rest !== undefined ? `${scope}/${rest}` : scope;
  for (let directory = dirname(from); ; directory = dirname(directory)) {
    const found = manifestIn(project, join(directory, 'node_modules', name, 'package.json'));
    if (found) return found;
    if (dirname(directory) === directory) return undefined;
  }
}

const manifestIn = query((project, manifest): InstalledManifest | undefined => {
  try {
    const { version, dependencies, peerDependencies } = JSON.parse(project.read(manifest) ?? '') as {
      version?: unknown;
      dependencies?: object;
      peerDependencies?: object;
    };
    return {
      version: typeof version === 'string' ? version : undefined,
      dependencies: new Set([...Object.keys(dependencies ?? {}), ...Object.keys(peerDependencies ?? {})]),
    };
  } catch {
    return undefined;
  }
});
