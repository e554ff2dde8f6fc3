import { LOGGERS } from '../catalog/logs/libraries.js';
import { BROWSER_PACKAGES, FULL_STACK_PACKAGES, SERVER_PACKAGES } from '../catalog/packages.js';
import { type Package, packageOf, projectRootOf } from './packages.js';
import { join } from './path.js';
import { type Project, query } from './project.js';

const LOGGER_PACKAGES: ReadonlySet<string> = new Set(LOGGERS.flatMap(({ packages }) => packages));

/**
 * Whether a package is a library that is not a server's alone: its console output reaches whoever uses it, in a browser, a command line
 * or a program with another logger. One that logs with a library, or that only services of its workspace use, is a part of theirs.
 */
export function isSharedLibrary(owner: Package): boolean {
  const { json, scripts } = owner;
  const isLibrary = isImported(json) && !('start' in scripts);
  if (!isLibrary || isService(owner) || dependsOn(owner, FULL_STACK_PACKAGES)) return false;
  const dependents = dependentsOf(owner, projectRootOf(owner)).filter((each) => !isPlainLibrary(each));
  return dependents.length === 0 || !dependents.every(isService);
}

/** A library between this one and what runs it, which says nothing of its own. */
function isPlainLibrary(each: Package): boolean {
  const isProgram = 'start' in each.scripts || each.hasBin || dependsOn(each, BROWSER_PACKAGES);
  return !isProgram && !isService(each) && isImported(each.json);
}

function isImported({ main, exports, module }: Package['json']): boolean {
  return [main, exports, module].some(Boolean);
}

function isService(each: Package): boolean {
  return dependsOn(each, SERVER_PACKAGES) || dependsOn(each, LOGGER_PACKAGES);
}

function dependsOn({ dependencies }: Package, packages: ReadonlySet<string>): boolean {
  return [...dependencies].some((name) => packages.has(name));
}

/** The packages of a workspace that depend on one of it, directly or through others. */
export function dependentsOf(owner: Package, root: string): readonly Package[] {
  const all = workspaceOf(owner.project, root);
  const found = new Set<Package>();
  const queue = [owner];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { name } = next;
    if (name === undefined) continue;
    for (const each of all) {
      if (found.has(each) || !each.allDependencies.has(name)) continue;
      found.add(each);
      queue.push(each);
    }
  }
  return [...found];
}

const MAX_PACKAGES = 400;
const WORKSPACE_DEPTH = 4;

/** The packages below the root of a project, to a depth at which workspaces have them. */
export const workspaceOf = query((project, root): readonly Package[] => {
  const found: Package[] = [];
  const visit = (directory: string, depth: number): void => {
    for (const name of directoriesIn(project, directory)) {
      if (found.length >= MAX_PACKAGES) return;
      const path = join(directory, name);
      const manifest = join(path, 'package.json');
      if (project.isFile(manifest)) found.push(packageOf(project, manifest));
      if (depth < WORKSPACE_DEPTH) visit(path, depth + 1);
    }
  };
  const { workspaces } = packageOf(project, join(root, 'package.json')).json;
  const isWorkspace =
    workspaces !== undefined ||
    ['pnpm-workspace.yaml', 'lerna.json', 'nx.json', 'turbo.json', 'rush.json'].some((name) =>
      project.isFile(join(root, name)),
    );
  if (isWorkspace) visit(root, 0);
  return found;
});

/** The folders in a folder that may hold sources, by name. */
export function directoriesIn(project: Project, directory: string): readonly string[] {
  return entries(project, directory).filter(
    (name) =>
      name !== 'node_modules' &&
      name !== 'dist' &&
      !name.includes('.') &&
      project.isDirectory(join(directory, name)),
  );
}

/** The names of what is in a folder. */
export function entries(project: Project, directory: string): readonly string[] {
  return project.entries(directory).map(({ name }) => name);
}
