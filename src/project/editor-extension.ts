import { type Package, packageAt, projectRootOf } from './packages.js';

/**
 * Whether a package is part of an editor extension's repository, with a manifest of its own: a library that is copied into one. What is
 * deployed beside an extension is a workspace's package, and says by its own manifest what it is.
 */
export function isOfEditorExtension(owner: Package): boolean {
  const root = projectRootOf(owner);
  if (root === owner.root) return false;
  const whole = packageAt(owner.project, root);
  return whole?.json.engines?.vscode !== undefined && whole.json.workspaces === undefined;
}
