import {
  HANDS_FIELDS_ON,
  MARKS_RECORDS,
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
 * preloaded module, or code of the package or of one of its workspace. Code that deals with such ids and logs beside it does not:
 * they have to be put into fields, or into something that fields are taken from.
 *
 * @param text of a file of it, which an editor may not have written yet
 */
export function mayCorrelateLogs(owner: Package, text: string): boolean {
  const isHere =
    MARKS_RECORDS.test(text) ||
    (NAMES_TRACE_ID.test(text) && HANDS_FIELDS_ON.test(text)) ||
    [...TRACE_ID_PACKAGES].some((name) => text.includes(name));
  return isHere || correlates(owner.project, owner.root);
}

const correlates = query((project, ownRoot): boolean => {
  const owner = packageOf(project, join(ownRoot, 'package.json'), ownRoot);
  const root = projectRootOf(owner);
  const shared = workspaceOf(project, root).filter(
    ({ name }) => name !== undefined && owner.allDependencies.has(name),
  );
  const involved = [...new Set([owner, packageOf(project, join(root, 'package.json')), ...shared])];
  const someSays = (what: RegExp) => involved.some((each) => someSourceSays(each, what));
  const isBrought = involved.some(
    (each) =>
      [...each.allDependencies].some((name) => TRACE_ID_PACKAGES.has(name) || MAY_CORRELATE.test(name)) ||
      Object.values(each.scripts).some((script) => PRELOADS_CORRELATION.test(script)),
  );
  return isBrought || someSays(MARKS_RECORDS) || (someSays(NAMES_TRACE_ID) && someSays(HANDS_FIELDS_ON));
});
