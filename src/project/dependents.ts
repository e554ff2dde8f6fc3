import { type Package, packageOf, projectRootOf } from './packages.js';
import { join } from './path.js';
import { type Project, query } from './project.js';

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

/** Whether packages of its workspace ask for a package, and each for its development alone: it helps their tests or builds. */
export function isForDevelopment(owner: Package): boolean {
  const { name } = owner;
  if (name === undefined) return false;
  const users = workspaceOf(owner.project, projectRootOf(owner)).filter(({ allDependencies }) =>
    allDependencies.has(name),
  );
  return users.length > 0 && users.every(({ dependencies }) => !dependencies.has(name));
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
