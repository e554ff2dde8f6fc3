/**
 * Paths as the engine knows them: absolute, with forward slashes, on every system (`C:/work/app.ts` on Windows).
 * A host translates at its own border.
 */

/** The directory that a path stands in; a root is its own. */
export function dirname(path: string): string {
  const end = path.lastIndexOf('/');
  if (end < 0) return '.';
  const head = path.slice(0, end);
  return head === '' || /^[A-Za-z]:$/.test(head) ? path.slice(0, end + 1) : head;
}

/** The last segment of a path. */
export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:\//.test(path);
}

/** Segments put together, `.` and `..` taken out. */
export function join(...segments: readonly string[]): string {
  const path = segments.filter((segment) => segment !== '').join('/');
  if (isPlain(path)) return path;
  const [head = '', root = ''] = /^((?:[A-Za-z]:)?\/)\/*/.exec(path) ?? [];
  const parts: string[] = [];
  for (const part of path.slice(head.length).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || root === '') parts.push(part);
  }
  const joined = root + parts.join('/');
  return joined === '' ? '.' : joined;
}

/** Whether a path has nothing that `join` takes out: nearly all of them. */
function isPlain(path: string): boolean {
  return path.startsWith('/') && path.length > 1 && !/\/(?:\/|\.\.?(?:\/|$)|$)/.test(path);
}

/** A path, relative to a directory unless it is absolute. */
export function resolve(directory: string, path: string): string {
  return isAbsolute(path) ? join(path) : join(directory, path);
}

/** The way from a directory to a path: `../lib/a.ts`; empty for the directory itself. */
export function relative(from: string, to: string): string {
  if (isPlain(from) && isPlain(to) && to.startsWith(`${from}/`)) return to.slice(from.length + 1);
  const start = join(from).split('/').filter(Boolean);
  const end = join(to).split('/').filter(Boolean);
  let shared = 0;
  while (shared < start.length && shared < end.length && start[shared] === end[shared]) shared++;
  return [...start.slice(shared).map(() => '..'), ...end.slice(shared)].join('/');
}

/** Whether a path stands in a directory, or is it. */
export function isUnder(directory: string, path: string): boolean {
  return path === directory || path.startsWith(directory.endsWith('/') ? directory : `${directory}/`);
}

/** A path of this system in this form. Where paths start with a slash, a backslash is part of a name. */
export function normalised(path: string): string {
  return path.startsWith('/') ? path : path.replaceAll('\\', '/');
}
