import type { FileFacts } from '../model/code/file-facts.js';
import { sourceBeside } from './existing.js';
import { binReach, commandScript } from './import-graph.js';
import { packageFactsFor } from './package-parts.js';
import { type Package, projectRootOf } from './packages.js';
import { relative } from './path.js';

/** The facts about a file that its role is judged by. */
export function factsOf(file: string, text: string, owner: Package): FileFacts {
  return {
    path: relative(owner.root, file),
    projectPath: relative(projectRootOf(owner), file),
    text,
    package: packageFactsFor(owner, file),
    bin: () => binReach(owner, file),
    isBesideSource: () => sourceBeside(owner.project, file) !== undefined,
    commandScript: () => commandScript(owner, file),
  };
}
