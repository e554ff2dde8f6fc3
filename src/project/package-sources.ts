import { BUILT_FOLDER, isTestPath } from '../model/code/role.js';
import type { Package } from './packages.js';
import { join, relative } from './path.js';
import { type Project, query } from './project.js';

const NO_SOURCE = /^(?:node_modules|dist|out|coverage|\.(?!server$)\w.*|__tests__|tests?)$/;
/** Source files that are looked through for a text, and entries of folders for the graph of imports. */
const MAX_SEARCHED = 3000;
const MAX_INDEXED = 20_000;
const MAX_BYTES = 300_000;

/** Whether some source file of a package says something; true as well where it has more files than are read. */
export function someSourceSays({ project, root }: Pick<Package, 'project' | 'root'>, what: RegExp): boolean {
  return search(project, JSON.stringify([root, what.source, what.flags])) ?? true;
}

/**
 * Whether some source file of a package, tests aside, is seen to say something: false where it may be in files that are not
 * read. A word that it is never said without is looked for first, which takes less time.
 */
export function someSourceSurelySays(
  { project, root }: Pick<Package, 'project' | 'root'>,
  what: RegExp,
  word = '',
): boolean {
  return search(project, JSON.stringify([root, what.source, what.flags, 'no tests', word])) ?? false;
}

/** Every source file of a package, tests aside; undefined where there are more than are read. */
export const sourcesOf = query((project, root) => sourcesWithin(project, root, MAX_INDEXED));

/** Those of a package that are looked through: pictures and other assets beside them do not count. */
const searchedIn = query((project, root) => {
  const sources = sourcesOf(project, root);
  return sources && sources.length <= MAX_SEARCHED ? sources : undefined;
});

function sourcesWithin(project: Project, root: string, limit: number): readonly string[] | undefined {
  const found: string[] = [];
  for (const path of sourceFiles(project, root, limit)) {
    if (path === undefined) return undefined;
    if (!isTestPath(relative(root, path))) found.push(path);
  }
  return found;
}

/**
 * The source files of a package, tests aside, that say something; none where there are more files than are read.
 *
 * @param among what all that say it say as well: who asks for many things looks for that once
 */
export function sourcesThatSay(
  { project, root }: Pick<Package, 'project' | 'root'>,
  what: RegExp,
  among?: RegExp,
): readonly string[] {
  return thatSay(project, JSON.stringify([root, what.source, what.flags, among?.source ?? '']));
}

/** The same of all files of a package, also of one that has more than are searched while it is judged. */
export function allSourcesThatSay(owner: Pick<Package, 'project' | 'root'>, what: RegExp): readonly string[] {
  const { project, root } = owner;
  const found = sourcesThatSay(owner, what);
  return found.length > 0 ? found : saying(project, sourcesOf(project, root), what);
}

function saying(project: Project, paths: readonly string[] | undefined, what: RegExp): readonly string[] {
  return (paths ?? []).filter((path) => what.test(project.read(path, MAX_BYTES) ?? ''));
}

/** The declaration files of a package that say something about global types; none where there are more files than are read. */
export function declarationsThatSay(
  { project, root }: Pick<Package, 'project' | 'root'>,
  what: RegExp,
): readonly string[] {
  return saying(project, declarationFiles(project, root), what);
}

const declarationFiles = query((project, root): readonly string[] =>
  (sourcesOf(project, root) ?? []).filter((path) => {
    // Built declarations are of modules.
    if (!path.endsWith('.d.ts')) return false;
    const text = project.read(path, MAX_BYTES) ?? '';
    return /\bdeclare\s+(?:global|namespace|module|interface|class|type)\b/.test(text);
  }),
);

const thatSay = query((project, key): readonly string[] => {
  const [root = '', source = '', flags, among = ''] = JSON.parse(key) as string[];
  const searched =
    among !== '' ? sourcesThatSay({ project, root }, new RegExp(among)) : searchedIn(project, root);
  return saying(project, searched, new RegExp(source, flags));
});

/** Undefined where there are more files than are read. */
const search = query((project: Project, key): boolean | undefined => {
  const [root = '', source = '', flags, mode, word = ''] = JSON.parse(key) as string[];
  const what = new RegExp(source, flags);
  const noTests = mode === 'no tests';
  // Where there are more than are read, those that come first may say it.
  const listed = noTests ? searchedIn(project, root) : undefined;
  for (const path of listed ?? sourceFiles(project, root, MAX_SEARCHED)) {
    if (path === undefined) return undefined;
    if (path.endsWith('x') || (noTests && !listed && isTestPath(relative(root, path)))) continue;
    const text = project.read(path, MAX_BYTES) ?? '';
    if (text.includes(word) && what.test(text)) return true;
  }
  return false;
});

/** The source files under a folder, one by one, and undefined once there are more than are read. */
function* sourceFiles(project: Project, root: string, limit: number): Generator<string | undefined> {
  const directories = [root];
  let left = limit;
  for (const directory of directories) {
    for (const entry of project.entries(directory)) {
      if (--left < 0) {
        yield undefined;
        return;
      }
      const path = join(directory, entry.name);
      if (entry.kind === 'directory') {
        if (!NO_SOURCE.test(entry.name) && !BUILT_FOLDER.test(relative(root, path))) directories.push(path);
      } else if (entry.kind === 'file' && /\.[cm]?[jt]sx?$/.test(entry.name)) yield path;
    }
  }
}
