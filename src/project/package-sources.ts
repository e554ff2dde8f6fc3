import { join } from 'node:path';
import { entriesOf, textOf } from './files.js';
import { Memory } from './cache.js';
import type { Package } from './package-json.js';

const NO_SOURCE = /^(?:node_modules|dist|build|out|coverage|\.\w.*|__tests__|tests?)$/;
const MAX_FILES = 3000;
const MAX_BYTES = 300_000;

const known = new Memory<boolean>();

/** Whether some source file of a package says something; true as well where it has more files than are read. */
export function someSourceSays(owner: Package, what: RegExp): boolean {
  return known.recall(`${owner.root} ${what.source}`, () => search(owner.root, what));
}

function search(root: string, what: RegExp): boolean {
  const directories = [root];
  let left = MAX_FILES;
  for (const directory of directories) {
    for (const entry of entriesOf(directory)) {
      if (--left < 0) return true;
      const path = join(directory, entry.name);
      if (entry.isDirectory() && !NO_SOURCE.test(entry.name)) directories.push(path);
      else if (entry.isFile() && /\.[cm]?[jt]s$/.test(entry.name) && what.test(textOf(path, MAX_BYTES)))
        return true;
    }
  }
  return false;
}
