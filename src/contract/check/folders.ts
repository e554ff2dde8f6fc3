import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that hold no sources of a repository's own: what is installed, built or somebody else's. */
export const NO_SOURCES: ReadonlySet<string> = new Set([
  ...['node_modules', '.git', 'dist', 'build', 'out', 'coverage', 'target', 'vendor'],
]);

/** What a folder holds; nothing where it cannot be read. */
export function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** A folder and those below it that are entered, one by one, each with what it holds. Links are not followed. */
export function* foldersUnder(
  root: string,
  enters: (name: string) => boolean,
): Generator<{ readonly folder: string; readonly entries: readonly Dirent[] }> {
  const open = [root];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const entries = entriesOf(folder);
    for (const entry of entries)
      if (entry.isDirectory() && enters(entry.name)) open.push(join(folder, entry.name));
    yield { folder, entries };
  }
}
