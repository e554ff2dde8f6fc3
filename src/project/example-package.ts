import { isCalledExample } from '../model/code/demonstration.js';
import { type Package, packageAt, projectRootOf } from './packages.js';
import { relative } from './path.js';
import { query } from './project.js';
import { workspaceDependencies } from './workspace.js';

/**
 * Whether a package only shows how another of its repository is used: it is private, called an example, and depends on one that is there
 * for others. A program that is called so and stands alone is what its own package says.
 */
export function isExamplePackage({ project, root }: Package): boolean {
  return isExampleAt(project, root);
}

const isExampleAt = query((project, root): boolean => {
  const owner = packageAt(project, root);
  if (owner?.json.private !== true) return false;
  const projectRoot = projectRootOf(owner);
  if (projectRoot === root) return false;
  if (!isCalledExample(relative(projectRoot, root)) && !isCalledExample(owner.name ?? '')) return false;
  const whole = packageAt(project, projectRoot);
  const used = workspaceDependencies(owner).map((folder) => packageAt(project, folder));
  if (whole?.name !== undefined && owner.dependencies.has(whole.name)) used.push(whole);
  return used.some((each) => each !== undefined && each.json.private !== true);
});
