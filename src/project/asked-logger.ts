import { DETECTABLE } from '../catalog/logs/detection.js';
import { type Package, packageOf, projectRootOf } from './packages.js';
import { join } from './path.js';

/**
 * The logging library that a package asks for, by what it depends on; a package of a workspace that asks for nothing has what the
 * workspace's own manifest asks for.
 */
export function askedLogger(owner: Package): (typeof DETECTABLE)[number] | undefined {
  const asks =
    owner.allDependencies.size > 0
      ? owner
      : packageOf(owner.project, join(projectRootOf(owner), 'package.json'));
  return DETECTABLE.find(({ dependency }) => asks.dependencies.has(dependency));
}
