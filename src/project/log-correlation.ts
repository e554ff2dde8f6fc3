import {
  MAY_CORRELATE,
  NAMES_TRACE_ID,
  PRELOADS_CORRELATION,
  TRACE_ID_PACKAGES,
} from '../catalog/setup/log-correlation.js';
import { workspaceOf } from './dependents.js';
import { someSourceSays } from './package-sources.js';
import { type Package, packageOf, projectRootOf } from './packages.js';
import { join } from './path.js';
import { query } from './project.js';

/**
 * Whether something puts the ids of the active trace on the log records of a package, or may: an instrumentation, an agent, a
 * preloaded module, or code of the package or of one of its workspace that deals with such ids.
 *
 * @param text of a file of it, which an editor may not have written yet
 */
export function mayCorrelateLogs(owner: Package, text: string): boolean {
  const isHere = NAMES_TRACE_ID.test(text) || [...TRACE_ID_PACKAGES].some((name) => text.includes(name));
  return isHere || correlates(owner.project, owner.root);
}

const correlates = query((project, ownRoot): boolean => {
  const owner = packageOf(project, join(ownRoot, 'package.json'), ownRoot);
  const root = projectRootOf(owner);
  const shared = workspaceOf(project, root).filter(
    ({ name }) => name !== undefined && owner.allDependencies.has(name),
  );
  const involved = new Set([owner, packageOf(project, join(root, 'package.json')), ...shared]);
  return [...involved].some(
    (each) =>
      [...each.allDependencies].some((name) => TRACE_ID_PACKAGES.has(name) || MAY_CORRELATE.test(name)) ||
      Object.values(each.scripts).some((script) => PRELOADS_CORRELATION.test(script)) ||
      someSourceSays(each, NAMES_TRACE_ID),
  );
});
