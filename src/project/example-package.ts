import { isCalledExample } from '../model/code/demonstration.js';
import { startsProgram } from '../model/code/package-scripts.js';
import { type Package, packageAt, projectRootOf } from './packages.js';
import { relative } from './path.js';
import { query } from './project.js';
import { workspaceDependencies } from './workspace.js';

/** What a package is described as that only tries or shows another: `for testing and developing`, `a demo app`. */
const TRIES =
  /\bfor (?:(?:local|manual) )?(?:test(?:s|ing)|develop(?:ing|ment)|demonstrat\w+|demos?|trying)\b|\b(?:demo|example|sample|test) (?:app(?:lication)?|consumer|client|server|service|project)\b/i;

/** What a package is described as that shows whoever uses the program around it how: `an example of a webhook`, `Webhook endpoint example`. */
const SHOWS = /\b(?:example|sample) (?:of|for)\b|\b(?:example|sample)\.?$/i;

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
  const whole = packageAt(project, projectRoot);
  if (whole && showsUseOf(whole, owner)) return true;
  if (!(isCalled && owner.json.private === true) && !isDescribed) return false;
  const used = workspaceDependencies(owner).map((folder) => packageAt(project, folder));
  if (whole?.name !== undefined && owner.dependencies.has(whole.name)) used.push(whole);
  return used.some((each) => each !== undefined && each.json.private !== true);
});

/** Whether a package is described as an example, and stands in a repository that is itself one program, and no collection of packages. */
function showsUseOf(whole: Package, { json: { description } }: Package): boolean {
  if (typeof description !== 'string' || !SHOWS.test(description)) return false;
  return whole.json.workspaces === undefined && startsProgram(whole.scripts);
}
