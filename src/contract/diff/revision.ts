import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { InputError, shown } from '../../codemod/files.js';
import { readGit, treesOf } from '../../codemod/git.js';

/** A repository as it was at a commit, in a folder of its own: nothing is checked out over the work tree. */
export interface Revision {
  /** The commit, as git shortens it. */
  readonly commit: string;
  /** The folder that stands for the one that the user works in. */
  readonly folder: string;
  /** Removes it. */
  remove(): void;
}

/** What the analysis reads: sources, and what says how a package is built, started and measured. */
const READ =
  /\.(?:[cm]?[jt]sx?|json|jsonc|ya?ml|toml|sh|jsonnet|libsonnet|tpl)$|(?:^|\/)(?:Dockerfile[\w.-]*|[\w.-]*\.Dockerfile|Procfile|\.env[\w.-]*|\.gitignore)$/;
/** What is installed, where somebody has committed it: it is linked, as it is where nobody has. */
const INSTALLED = /(?:^|\/)node_modules\//;
/** Larger files are data. */
const MAX_BYTES = 4_000_000;

/**
 * Writes what a repository held at a ref into a temporary folder. Throws an InputError where the folder is in no repository, or git
 * knows no such ref.
 */
export function revisionAt(ref: string, cwd: string): Revision {
  const [tree] = treesOf([cwd]);
  if (tree === undefined) throw new InputError(`${shown(cwd, cwd)}: not a git repository`);
  const commit = commitOf(ref, tree);
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'obs-contract-')));
  const remove = () => {
    rmSync(root, { recursive: true, force: true });
  };
  try {
    write(commit, tree, root);
    const folder = join(root, relative(tree, cwd));
    mkdirSync(folder, { recursive: true });
    return { commit: commit.slice(0, 9), folder, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function commitOf(ref: string, tree: string): string {
  const found = readGit(tree, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if (found.is === 'output') return found.output.toString().trim();
  throw new InputError(
    found.error === '' || found.error.includes('fatal: Needed a single revision')
      ? `no commit "${ref}" in this repository; a shallow clone may lack it`
      : found.error,
  );
}

/** Writes the files that are read, and marks the folder as a repository's root. */
function write(commit: string, tree: string, root: string): void {
  mkdirSync(join(root, '.git'));
  const files = filesOf(commit, tree);
  for (const [i, content] of contentsOf(
    files.map(({ id }) => id),
    tree,
  ).entries()) {
    const file = files[i];
    if (!file) continue;
    const path = join(root, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  linkInstalled(new Set(['', ...files.flatMap(({ path }) => packageFolder(path))]), tree, root);
}

/** What is installed is the same for both sides: at the root, and in each package of a workspace. */
function linkInstalled(folders: ReadonlySet<string>, tree: string, root: string): void {
  for (const folder of folders) {
    const installed = join(tree, folder, 'node_modules');
    if (!existsSync(installed)) continue;
    try {
      symlinkSync(installed, join(root, folder, 'node_modules'), 'junction');
    } catch {
      // Links are not allowed: types of packages are not seen on this side then.
    }
  }
}

/** The folder of a package, by the path of its manifest. */
function packageFolder(path: string): readonly string[] {
  return /(?:^|\/)package\.json$/.test(path) ? [dirname(path)] : [];
}

interface TreeFile {
  readonly id: string;
  readonly path: string;
}

/** The plain files of a commit that are read; links and submodules are none. */
function filesOf(commit: string, tree: string): readonly TreeFile[] {
  const listed = output(readGit(tree, ['ls-tree', '-r', '-l', '-z', '--full-tree', commit]));
  return listed
    .toString()
    .split('\0')
    .flatMap((line): readonly TreeFile[] => {
      const [, mode, id, size, path] = /^(\d+) \w+ (\w+) +(\S+)\t([^]+)$/.exec(line) ?? [];
      if (id === undefined || path === undefined || !mode?.startsWith('100')) return [];
      return isRead(path) && Number(size) <= MAX_BYTES && isInside(path) ? [{ id, path }] : [];
    });
}

function isRead(path: string): boolean {
  return READ.test(path) && !INSTALLED.test(path);
}

/** No tree of git holds such a path; a crafted one may. */
function isInside(path: string): boolean {
  return (
    !path.startsWith('/') &&
    !path.split(/[\\/]/).some((part) => part === '..' || part.toLowerCase() === '.git')
  );
}

/** The contents of blobs, in their order. */
function contentsOf(ids: readonly string[], tree: string): readonly Buffer[] {
  if (ids.length === 0) return [];
  const all = output(readGit(tree, ['cat-file', '--batch'], `${ids.join('\n')}\n`));
  const contents: Buffer[] = [];
  for (let at = 0; at < all.length;) {
    const end = all.indexOf(0x0a, at);
    if (end < 0) break;
    const [, type, size] = all.subarray(at, end).toString().split(' ');
    // `<id> missing`: a partial clone lacks it.
    if (size === undefined || type === undefined) {
      contents.push(Buffer.alloc(0));
      at = end + 1;
      continue;
    }
    const start = end + 1;
    contents.push(all.subarray(start, start + Number(size)));
    at = start + Number(size) + 1;
  }
  return contents;
}

function output(found: ReturnType<typeof readGit>): Buffer {
  if (found.is === 'error') throw new InputError(found.error);
  return found.output;
}
