import { isUtf8 } from 'node:buffer';
import { accessSync, constants, lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { globSync } from 'tinyglobby';
import { normalised, pathFrom } from '../project/path.js';
import { InputError, reasonOf } from './input-error.js';

export { InputError, reasonOf } from './input-error.js';

const SOURCE_FILE = /\.[cm]?[jt]sx?$/;
const SOURCES = '**/*.{js,jsx,ts,tsx,mjs,mts,cjs,cts}';
/** Folders that never hold a project's own sources. */
const NEVER = ['node_modules', '.git', '.yarn', '.pnpm-store', 'bower_components', 'jspm_packages'];

export interface FoundFiles {
  /** Absolute paths, sorted. */
  readonly files: readonly string[];
  /** The given paths, absolute, links to them resolved: nothing is written outside of them. */
  readonly roots: readonly string[];
}

/** Finds the source files under the given paths. Throws an InputError for a path that is not there. */
export function findFiles(paths: readonly string[], cwd: string): FoundFiles {
  const roots = paths.map((path) => existingPath(path, cwd));
  const files = new Set<string>();
  for (const root of roots) {
    const stat = statSync(root);
    if (!stat.isFile() && !stat.isDirectory())
      throw new InputError(`${shown(root, cwd)}: neither a file nor a folder`);
    if (stat.isFile()) {
      if (!SOURCE_FILE.test(root))
        throw new InputError(`${shown(root, cwd)}: not a JavaScript or TypeScript file`);
      files.add(root);
      continue;
    }
    for (const file of sourcesUnder(root)) files.add(file);
  }
  return { files: [...files].sort(), roots };
}

/** Every source file under a folder, git-ignored ones and links left out. */
function sourcesUnder(root: string): string[] {
  // React Router keeps what runs on the server in folders called `.server`.
  const found = globSync([SOURCES, `{.server,**/.server}/${SOURCES}`, '**/.gitignore'], {
    cwd: root,
    absolute: false,
    dot: false,
    // A link may lead in circles or out of the folder.
    followSymbolicLinks: false,
    ignore: NEVER.map((name) => `**/${name}/**`),
  });
  const isIgnored = ignoreRules(root, found.filter(isIgnoreFile));
  return found.filter((path) => !isIgnoreFile(path) && !isIgnored(path)).map((path) => join(root, path));
}

function isIgnoreFile(path: string): boolean {
  return basename(path) === '.gitignore';
}

/** What was read of a file, and how to write it back. */
export interface ReadFile {
  readonly text: string;
  readonly hasBom: boolean;
  readonly bytes: Buffer;
}

/** Reads a file as UTF-8. Throws an InputError with the reason where that would lose something. */
export function readSource(path: string): ReadFile {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) throw new InputError('a symbolic link');
  // A named pipe would be waited for.
  if (!stat.isFile()) throw new InputError('not a file');
  const bytes = readFileSync(path);
  if (!isUtf8(bytes)) throw new InputError('not valid UTF-8');
  const hasBom = bytes.toString('utf8', 0, 3).startsWith('\uFEFF');
  return { text: textOf(bytes), hasBom, bytes };
}

/** The text of a file that was read, without a byte order mark. */
export function textOf(bytes: Buffer): string {
  const decoded = bytes.toString('utf8');
  return decoded.startsWith('\uFEFF') ? decoded.slice(1) : decoded;
}

/** The folders that something is or may be written into: those of the files, and the given ones. */
export function foldersOf({ files, roots }: FoundFiles): ReadonlySet<string> {
  const given = roots.map((root) => (statSync(root).isDirectory() ? root : dirname(root)));
  return new Set([...given, ...files.map((file) => dirname(file))]);
}

/** Whether what is written at a path ends up at one of the roots or inside one, wherever links on the way lead. */
export function isInside(path: string, roots: readonly string[]): boolean {
  try {
    const real = join(realpathSync(dirname(path)), basename(path));
    return roots.some((root) => real === root || real.startsWith(root.endsWith(sep) ? root : root + sep));
  } catch {
    return false;
  }
}

/** Whether a file is not meant to be written: nobody may by its mode, or this user may not. */
export function isReadOnly(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return (statSync(path).mode & 0o222) === 0;
  } catch {
    return true;
  }
}

/** A path as the user would write it, from where they stand, with forward slashes on every system. */
export function shown(path: string, cwd: string): string {
  const short = pathFrom(cwd, path);
  return short === '' ? '.' : short.startsWith('..') ? normalised(path) : short;
}

function existingPath(path: string, cwd: string): string {
  const absolute = isAbsolute(path) ? path : resolve(cwd, path);
  try {
    return realpathSync(absolute);
  } catch (error) {
    throw new InputError(`${path}: ${reasonOf(error)}`);
  }
}

/** Reads the .gitignore files from the repository's root down to a folder, and those found inside it. */
function ignoreRules(root: string, found: readonly string[]): (path: string) => boolean {
  const rules: { readonly base: string; readonly matcher: Ignore }[] = [];
  const add = (directory: string) => {
    try {
      const path = join(directory, '.gitignore');
      // A named pipe would be waited for.
      if (!statSync(path).isFile()) return;
      const matcher = ignore().add(readFileSync(path, 'utf8'));
      const local = pathFrom(directory, root);
      // A folder that is asked for by name is meant, ignored or not.
      const isAskedFor = local !== '' && !local.startsWith('..') && matcher.ignores(`${local}/`);
      if (!isAskedFor) rules.push({ base: directory, matcher });
    } catch {
      // No .gitignore here, or none that can be read: nothing is ignored by it.
    }
  };
  for (const directory of ancestors(root).reverse()) add(directory);
  for (const nested of found) {
    const directory = dirname(join(root, nested));
    if (directory !== root) add(directory);
  }
  return (path) => {
    const absolute = join(root, path);
    return rules.some(({ base, matcher }) => {
      const local = pathFrom(base, absolute);
      return !local.startsWith('..') && local !== '' && matcher.ignores(local);
    });
  };
}

/** A folder and those above it, up to the root of its repository. */
function ancestors(directory: string): string[] {
  const list = [directory];
  for (let at = directory; !isRepositoryRoot(at) && dirname(at) !== at;) {
    at = dirname(at);
    list.push(at);
  }
  return isRepositoryRoot(list.at(-1) ?? '') ? list : [directory];
}

function isRepositoryRoot(directory: string): boolean {
  try {
    return statSync(join(directory, '.git'), { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
