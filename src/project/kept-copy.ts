import { filesIn } from '../model/code/package-scripts.js';
import { existing } from './existing.js';
import { importersOf } from './importers.js';
import { type Package, packageOf } from './packages.js';
import { sourcesOf } from './package-sources.js';
import { basename, dirname, isUnder, join, relative } from './path.js';
import { query } from './project.js';

/** What is kept of a folder or a module that has been replaced: `src-backup`, `old_server`, `orders.bak.ts`. */
const KEPT =
  /^(?<name>[\w.-]*\w)(?:[-_.](?:bak|backup|old|orig|original|copy|deprecated)|[bB]ackup|Old)$|^(?:bak|backup|old|orig|original|copy|deprecated)[-_.](?<named>\w[\w.-]*)$/;

/**
 * Whether a file is of a copy that is kept of what stands beside it, `src-backup/` beside `src/`, and that nothing uses any more: none of
 * the package's other files imports one of it, and none of its scripts starts one.
 */
export function isKeptCopy(owner: Package, file: string): boolean {
  for (let at = file; at !== owner.root && isUnder(owner.root, at); at = dirname(at))
    if (isUnusedCopy(owner.project, at)) return true;
  return false;
}

const isUnusedCopy = query((project, path): boolean => {
  const [stem, ending] = splitEnding(basename(path));
  const { name, named } = KEPT.exec(stem)?.groups ?? {};
  const original = name ?? named;
  if (original === undefined) return false;
  const beside = join(dirname(path), original);
  if (!(ending === '' ? project.exists(beside) : existing(project, `${beside}${ending}`))) return false;
  const owner = packageOf(project, path);
  const within = (each: string) => each === path || isUnder(path, each);
  const from = relative(owner.root, path);
  if (Object.values(owner.scripts).some((command) => filesIn(command).some((each) => startsIn(from, each))))
    return false;
  const files = (sourcesOf(project, owner.root) ?? []).filter(within);
  return files.length > 0 && files.every((each) => importersOf(project, each).every(within));
});

function splitEnding(name: string): readonly [string, string] {
  const [, stem = name, ending = ''] = /^(.*?)(\.[cm]?[jt]sx?)?$/.exec(name) ?? [];
  return [stem, ending];
}

/** Whether a script names a path, or one below it. */
function startsIn(path: string, named: string): boolean {
  const file = named.replace(/^\.\//, '');
  return file === path || file.startsWith(`${path}/`);
}
