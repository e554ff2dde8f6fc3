/**
 * The paths that a map of package.json (`exports`, `imports`) gives for a key, under whatever condition, in the order in
 * which they are written: Node takes the first condition that holds, who looks for the source tries them all.
 * @see https://nodejs.org/api/packages.html#subpath-patterns
 */
export function targetsOf(map: Readonly<Record<string, unknown>>, key: string): readonly string[] {
  const exact = Object.hasOwn(map, key) ? pathsIn(map[key]) : [];
  if (exact.length > 0) return exact;
  for (const [pattern, target] of Object.entries(map).sort(([a], [b]) => bySpecificity(a, b))) {
    const [head = '', tail] = pattern.split('*');
    if (tail === undefined || !key.startsWith(head) || !key.endsWith(tail)) continue;
    if (key.length < pattern.length) continue;
    const star = key.slice(head.length, key.length - tail.length);
    return pathsIn(target).map((path) => path.replaceAll('*', () => star));
  }
  return [];
}

/** The longer the text before the star, the earlier it is tried. */
function bySpecificity(a: string, b: string): number {
  return b.indexOf('*') - a.indexOf('*');
}

/** The paths of a conditional target. */
function pathsIn(target: unknown): string[] {
  if (typeof target === 'string') return [target];
  if (Array.isArray(target)) return target.flatMap(pathsIn);
  return typeof target === 'object' && target !== null ? Object.values(target).flatMap(pathsIn) : [];
}
