import { importsOf } from '../model/code/program-text.js';
import { dependentsOf } from './dependents.js';
import { type Package, packageOf, projectRootOf } from './packages.js';
import { sourcesThatSay } from './package-sources.js';
import { dirname, isUnder, join, resolve } from './path.js';
import { query } from './project.js';
import { resolveModule } from './resolve.js';
import { workspaceDependencies } from './workspace.js';

const LEAVES_FOLDER = /['"]\.\.\//;

/** The packages of a repository that one depends on, by name or by paths that lead out of it, and those that depend on it. */
export function packagesAround(owner: Package): readonly Package[] {
  const { project, root } = owner;
  const needed = [...workspaceDependencies(owner), ...foldersReached(project, root)].map((folder) =>
    packageOf(project, join(folder, 'package.json')),
  );
  const all = [...needed, ...dependentsOf(owner, projectRootOf(owner))];
  return [...new Set(all)].filter((each) => each.root !== root);
}

/** The roots of other packages that files of one import by relative paths. */
const foldersReached = query((project, root): readonly string[] => {
  const found = new Set<string>();
  for (const path of sourcesThatSay({ project, root }, LEAVES_FOLDER))
    for (const specifier of importsOf(project.read(path) ?? '')) {
      const isElsewhere = specifier.startsWith('../') && !isUnder(root, resolve(dirname(path), specifier));
      const module = isElsewhere ? resolveModule(project, specifier, path) : undefined;
      if (module !== undefined) found.add(packageOf(project, module).root);
    }
  return [...found];
});
