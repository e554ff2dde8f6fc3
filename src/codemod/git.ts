import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { devNull } from 'node:os';
import { dirname, join } from 'node:path';

/** What git says of a tree: `unknown` where it cannot be asked, with git's own words. */
export type TreeState =
  { readonly is: 'clean' | 'dirty' } | { readonly is: 'unknown'; readonly error: string };

/** The roots of the git trees that some folders are in; `undefined` among them where one is in none. */
export function treesOf(folders: Iterable<string>): ReadonlySet<string | undefined> {
  const known = new Map<string, string | undefined>();
  const treeOf = (folder: string): string | undefined => {
    if (known.has(folder)) return known.get(folder);
    const above = dirname(folder);
    const tree = hasRepository(folder) ? folder : above === folder ? undefined : treeOf(above);
    known.set(folder, tree);
    return tree;
  };
  return new Set([...folders].map(treeOf));
}

/** Whether a tree has changes that are not committed, new files included. */
export function treeState(tree: string): TreeState {
  const { error, status, stdout, stderr } = git(tree, ownFilters(tree), [
    'status',
    '--porcelain',
    '--no-renames',
  ]);
  if (error !== undefined) return { is: 'unknown', error };
  if (status !== 0) return { is: 'unknown', error: stderr.toString().trim().split('\n')[0] ?? '' };
  return { is: stdout.toString().trim() === '' ? 'clean' : 'dirty' };
}

/**
 * The commands that a repository's own configuration converts files with: `status` runs them on what may have changed. Those
 * of the user's configuration (`git lfs install`) are not among them.
 */
function ownFilters(tree: string): readonly string[] {
  const listed = ['--local', '--worktree'].map((scope) => {
    const query = ['config', scope, '--includes', '--name-only', '-z', '--get-regexp', '^filter\\.'];
    return (git(tree, [], query).stdout ?? '').toString();
  });
  return listed
    .flatMap((names) => names.split('\0'))
    .filter((name) => /\.(?:clean|smudge|process|required)$/.test(name));
}

const ENVIRONMENT = {
  // What git says of a repository that it does not trust, or cannot read.
  LC_ALL: 'C',
  // An index that is written runs a hook.
  GIT_OPTIONAL_LOCKS: '0',
  // Objects that a partial clone lacks are fetched with a transport that the repository names.
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_TERMINAL_PROMPT: '0',
};
/** Set for hooks and by who calls git for another tree. */
const OF_OTHER_TREE = new Set(['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_COMMON_DIR', 'GIT_PREFIX']);

/** What git prints for a question; its own words, as an error, where it cannot be asked. */
export function readGit(
  tree: string,
  args: readonly string[],
  input?: string,
): { readonly is: 'output'; readonly output: Buffer } | { readonly is: 'error'; readonly error: string } {
  const { error, status, stdout, stderr } = git(tree, [], args, input);
  if (error !== undefined) return { is: 'error', error };
  if (status !== 0) return { is: 'error', error: stderr.toString().trim().split('\n')[0] ?? '' };
  return { is: 'output', output: stdout };
}

/**
 * Asks git. Whoever made a tree may have configured it: nothing here runs a command of the repository's own.
 *
 * @param unset settings of the repository that are not to hold
 */
function git(tree: string, unset: readonly string[], args: readonly string[], input = '') {
  const inherited = Object.entries(process.env).filter(([name]) => !OF_OTHER_TREE.has(name));
  const env: NodeJS.ProcessEnv = { ...Object.fromEntries(inherited), ...ENVIRONMENT };
  const settings = [
    ['core.fsmonitor', 'false'],
    ['core.hooksPath', devNull],
    ...unset.map((name) => [name, '']),
  ];
  const first = Number(env.GIT_CONFIG_COUNT ?? 0) || 0;
  env.GIT_CONFIG_COUNT = String(first + settings.length);
  for (const [index, [name, value]] of settings.entries()) {
    env[`GIT_CONFIG_KEY_${first + index}`] = name;
    env[`GIT_CONFIG_VALUE_${first + index}`] = value;
  }
  // For git before 2.31, which does not read those.
  const options = ['-c', 'core.fsmonitor=false', '-c', `core.hooksPath=${devNull}`];
  const { error, status, stdout, stderr } = spawnSync('git', ['-C', tree, ...options, ...args], {
    env,
    input,
    // By default a tree with a megabyte of changes could not be asked.
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  const isMissing = error !== undefined && 'code' in error && error.code === 'ENOENT';
  return { error: isMissing ? 'git is not installed' : error?.message, status, stdout, stderr };
}

function hasRepository(folder: string): boolean {
  try {
    return statSync(join(folder, '.git'), { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
