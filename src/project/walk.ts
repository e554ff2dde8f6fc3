import { join } from './path.js';
import type { Project } from './project.js';

/** More are not looked at: a folder of so many is data. */
const MAX_FILES = 20_000;

/**
 * The files under a folder, in no order. Links are not followed: they may lead in circles or out of it.
 *
 * @param enters whether a folder of a name is looked into
 */
export function filesUnder(project: Project, root: string, enters: (name: string) => boolean): string[] {
  const files: string[] = [];
  const folders = [root];
  for (const folder of folders) {
    for (const { name, kind } of project.entries(folder)) {
      if (kind === 'directory' && enters(name)) folders.push(join(folder, name));
      else if (kind === 'file') files.push(join(folder, name));
    }
    if (files.length > MAX_FILES) break;
  }
  return files;
}
