import type { Replacement } from '../catalog/schema.js';
import { type Package, projectRootOf } from './packages.js';
import { someSourceSurelySays, sourcesThatSay } from './package-sources.js';

/**
 * Whether a logger of the project's own may stand in the place of a library's for the modules of a package, and is not seen to print
 * an object as a whole: then nobody can say which of its keys it reads.
 */
export function mayReadRecordsElsewhere(owner: Package, { program, puts, ...own }: Replacement): boolean {
  const { project } = owner;
  const workspace = { project, root: projectRootOf(owner) };
  // A library runs in the programs of the workspace.
  const programs = someSourceSurelySays(owner, program) ? owner : workspace;
  const putting = sourcesThatSay(programs, puts.says);
  // Of more modules than are read, those of a program's own folders come first.
  const isPut =
    putting.length === 0
      ? someSourceSurelySays(programs, puts.says)
      : putting.some((path) => puts.holds(project.read(path) ?? ''));
  if (!isPut) return false;
  const declaring = sourcesThatSay(workspace, own.declares);
  return declaring.length === 0 || !declaring.every((path) => own.printsRecords(project.read(path) ?? ''));
}
