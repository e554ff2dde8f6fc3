import { LOGGER_PACKAGES } from '../catalog/logs/libraries.js';
import { packageOf } from './packages.js';
import { workspaceOf } from './dependents.js';
import { join } from './path.js';
import { query } from './project.js';

/** Packages of an organisation that are called for the loggers they make: `@acme/logger`. */
const MAKES_LOGGERS = /^@[^/]+\/(?:[\w-]+-)?logger$/;

/**
 * Whether a project, or a package of its workspace, depends on a package that makes loggers for others, by its name, and that neither
 * the catalog nor the workspace has.
 */
export const takesLoggersFromPackage = query((project, root): boolean => {
  const packages = [packageOf(project, join(root, 'package.json')), ...workspaceOf(project, root)];
  const own = new Set(packages.map(({ name }) => name));
  return packages.some(({ dependencies }) =>
    [...dependencies].some(
      (name) => MAKES_LOGGERS.test(name) && !LOGGER_PACKAGES.has(name) && !own.has(name),
    ),
  );
});
