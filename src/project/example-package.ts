import { isCalledExample } from '../model/code/demonstration.js';
import { type Package, packageAt, projectRootOf } from './packages.js';
import { relative } from './path.js';
import { query } from './project.js';
import { workspaceDependencies } from './workspace.js';

/** What a package is described as that only tries or shows another: `for testing and developing`, `a demo app`. */
const TRIES =
  /\bfor (?:(?:local|manual) )?(?:test(?:s|ing)|develop(?:ing|ment)|demonstrat\w+|demos?|trying)\b|\b(?:demo|example|sample|test) (?:app(?:lication)?|consumer|client|server|service|project)\b/i;

/**
 * Whether a package only shows how another of its repository is used: it is private and called an example, or described as one, and
 * depends on one that is there for others. A program that is called so and stands alone is what its own package says.
 */
export function isExamplePackage({ project, root }: Package): boolean {
  return isExampleAt(project, root);
}

const isExampleAt = query((project, root): boolean => {
  const owner = packageAt(project, root);
  if (!owner) return false;
  const projectRoot = projectRootOf(owner);
  if (projectRoot === root) return false;
  const isCalled = isCalledExample(relative(projectRoot, root)) || isCalledExample(owner.name ?? '');
  const { description } = owner.json;
  const isDescribed = typeof description === 'string' && TRIES.test(description);
  if (!(isCalled && owner.json.private === true) && !isDescribed) return false;
  const whole = packageAt(project, projectRoot);
  const used = workspaceDependencies(owner).map((folder) => packageAt(project, folder));
  if (whole?.name !== undefined && owner.dependencies.has(whole.name)) used.push(whole);
  return used.some((each) => each !== undefined && each.json.private !== true);
});
