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
  const isShare = SHARE.test(segments[0] ?? '');
  if (isShare && isPlain(path.slice(1))) return path;
  const [head = '', drive = ''] = /^((?:[A-Za-z]:)?\/)\/*/.exec(path) ?? [];
  const root = isShare ? '//' : drive;
  const parts: string[] = [];
  for (const part of path.slice(head.length).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || root === '') parts.push(part);
  }
  const joined = root + parts.join('/');
  return joined === '' ? '.' : joined;
}

/** A folder that another Windows machine shares: `//server/share`. */
const SHARE = /^\/\/[^/]/;

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

/**
 * A path of this system in this form. Where paths start with a slash, a backslash is part of a name. A drive is upper-case:
 * editors say `c:` where terminals say `C:`.
 */
export function normalised(path: string): string {
  if (path.startsWith('/')) return path;
  return path.replaceAll('\\', '/').replace(/^[a-z](?=:)/, (drive) => drive.toUpperCase());
}

/** The way from a folder to a path, both of this system: what is shown, matched against patterns and written into reports. */
export function pathFrom(folder: string, path: string): string {
  return relative(normalised(folder), normalised(path));
}
