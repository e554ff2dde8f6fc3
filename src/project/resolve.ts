import { existing } from './existing.js';
import { mappedSpecifier } from './import-map.js';
import { packageOf } from './packages.js';
import { targetsOf } from './package-targets.js';
import { dirname, isAbsolute, join, resolve } from './path.js';
import { type Project, query } from './project.js';
import { workspaceModule } from './workspace.js';

/**
 * The file of the project that a module specifier names, seen from another of its files: relative paths,
 * tsconfig `paths` and `baseUrl`, package.json `imports`, Deno's import maps, and packages of the workspace, by their sources. Undefined for
 * other packages and what does not exist.
 */
export function resolveModule(project: Project, specifier: string, from: string): string | undefined {
  if (specifier.startsWith('.')) return existing(project, resolve(dirname(from), specifier));
  if (specifier.startsWith('/') || /^(?:node|https?|data):/.test(specifier)) return undefined;
  if (specifier.startsWith('#')) {
    const imported = fromPackageImports(project, specifier, from);
    if (imported) return imported;
  }
  for (const candidate of aliases(project, dirname(from))?.candidates(specifier) ?? []) {
    const found = candidate.includes('/node_modules/') ? undefined : existing(project, candidate);
    if (found) return found;
  }
  return workspaceModule(project, specifier, from) ?? fromImportMap(project, specifier, from);
}

function fromPackageImports(project: Project, specifier: string, from: string): string | undefined {
  const { root, json } = packageOf(project, from);
  for (const path of targetsOf(json.imports ?? {}, specifier)) {
    const found = path.startsWith('.') ? existing(project, join(root, path)) : undefined;
    if (found) return found;
  }
  return undefined;
}

function fromImportMap(project: Project, specifier: string, from: string): string | undefined {
  const mapped = mappedSpecifier(project, specifier, from);
  return mapped !== undefined && isAbsolute(mapped) ? existing(project, mapped) : undefined;
}

const aliases = query((project, directory) => {
  const found = project.host.aliases(directory);
  for (const path of found?.readFrom ?? []) project.note(path);
  return found;
});
