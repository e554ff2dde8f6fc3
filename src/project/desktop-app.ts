import { isDesktopApp } from '../model/code/console-output.js';
import { type Package, packageAt, projectRootOf } from './packages.js';
import { dirname } from './path.js';
import { query } from './project.js';

/**
 * Whether a package that nothing starts by itself, and no workspace has, stands within a desktop application: one of its plug-ins, or what
 * is packed of it.
 */
export function isWithinDesktopApp(owner: Package): boolean {
  return (
    owner.root !== projectRootOf(owner) &&
    Object.keys(owner.scripts).length === 0 &&
    standsWithin(owner.project, owner.root)
  );
}

const standsWithin = query((project, start): boolean => {
  for (let folder = start; dirname(folder) !== folder;) {
    folder = dirname(folder);
    const around = packageAt(project, folder);
    if (!around) continue;
    if (around.json.workspaces !== undefined) return false;
    if (isDesktopApp(around)) return true;
    if (folder === projectRootOf(around)) return false;
  }
  return false;
});
