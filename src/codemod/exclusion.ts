import picomatch from 'picomatch';
import type { CodemodSettings } from '../model/settings/codemod.js';
import { normalised, relative } from '../project/path.js';

/** Which files globs exclude: a glob for a folder excludes all that is in it. */
export function exclusionOf(
  globs: readonly string[],
  { cwd, settings }: { readonly cwd: string; readonly settings: CodemodSettings },
): (path: string) => boolean {
  const matchers = [matcherOf(globs, normalised(cwd)), matcherOf(settings.exclude, settings.root)];
  return (path) => matchers.some((isMatch) => isMatch(normalised(path)));
}

function matcherOf(globs: readonly string[], root: string): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  const trimmed = globs.map((glob) => glob.replace(/^\.\//, '').replace(/\/$/, ''));
  const isMatch = picomatch(
    trimmed.flatMap((glob) => [glob, `${glob}/**`]),
    { dot: true },
  );
  return (path) => isMatch(relative(root, path));
}
