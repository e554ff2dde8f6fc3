import { execFileSync } from 'node:child_process';

export type TreeState = 'clean' | 'dirty' | 'no-repository' | 'unknown';

/** Whether a folder's repository has changes that are not committed, new files included. */
export function treeState(directory: string): TreeState {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', directory, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    git('rev-parse', '--is-inside-work-tree');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'unknown' : 'no-repository';
  }
  try {
    return git('status', '--porcelain').trim() === '' ? 'clean' : 'dirty';
  } catch {
    return 'unknown';
  }
}
