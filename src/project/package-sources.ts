import type { Package } from './packages.js';
import { join } from './path.js';
import { type Project, query } from './project.js';

const NO_SOURCE = /^(?:node_modules|dist|build|out|coverage|\.\w.*|__tests__|tests?)$/;
const MAX_FILES = 3000;
const MAX_BYTES = 300_000;

/** Whether some source file of a package says something; true as well where it has more files than are read. */
export function someSourceSays({ project, root }: Pick<Package, 'project' | 'root'>, what: RegExp): boolean {
  return search(project, JSON.stringify([root, what.source, what.flags]));
}

const search = query((project: Project, key) => {
  const [root = '', source = '', flags] = JSON.parse(key) as string[];
  const what = new RegExp(source, flags);
  const directories = [root];
  let left = MAX_FILES;
  for (const directory of directories) {
    for (const entry of project.entries(directory)) {
      if (--left < 0) return true;
      const path = join(directory, entry.name);
      if (entry.kind === 'directory' && !NO_SOURCE.test(entry.name)) directories.push(path);
      else if (
        entry.kind === 'file' &&
        /\.[cm]?[jt]s$/.test(entry.name) &&
        what.test(project.read(path, MAX_BYTES) ?? '')
      )
        return true;
    }
  }
  return false;
});
