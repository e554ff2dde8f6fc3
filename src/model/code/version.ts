import type { VersionRange } from '../../catalog/schema.js';

/** Versions from the first to before the last, each as its three numbers; without an end where there is none. */
interface Interval {
  readonly from: readonly number[];
  readonly before: readonly number[] | undefined;
}

/**
 * Whether what holds for some versions only holds for the one that is there: the first of the packages whose version, or range of
 * versions, is known decides. Undefined where none is, or where a range reaches beyond.
 */
export function holdsFor(
  ranges: readonly VersionRange[],
  versionOf: (name: string) => string | undefined,
): boolean | undefined {
  for (const range of ranges) {
    const version = versionOf(range.package);
    const known = version === undefined ? undefined : intervalOf(version);
    if (!known) continue;
    const [from, before] = [
      numbers(range.from ?? '0'),
      range.before === undefined ? undefined : numbers(range.before),
    ];
    const isAbove = compare(known.from, from) >= 0;
    const isBelow =
      before === undefined || (known.before !== undefined && compare(known.before, before) <= 0);
    if (isAbove && isBelow) return true;
    const isDisjoint =
      (known.before !== undefined && compare(known.before, from) <= 0) ||
      (before !== undefined && compare(known.from, before) >= 0);
    return isDisjoint ? false : undefined;
  }
  return undefined;
}

/** The versions that a version, or npm's usual ranges, allow: `1.2.3`, `^1.2.3`, `~1.2`, `>=1.2.3`, `1.x`. */
function intervalOf(text: string): Interval | undefined {
  const range = text.trim();
  const [head = '', operator = '', version = ''] =
    /^(\^|~|>=|=|v)?\s*(\d+(?:\.(?:\d+|[x*]))*)/.exec(range) ?? [];
  if (version === '' || !/^[-+\w.]*$/.test(range.slice(head.length))) return undefined;
  const parts = version.split('.');
  const from = numbers(version);
  const [major = 0, minor = 0, patch = 0] = from;
  const open = parts.findIndex((part) => !/^\d+$/.test(part));
  const given = open < 0 ? parts.length : open;
  switch (operator) {
    case '>=':
      return { from, before: undefined };
    case '^':
      if (major > 0 || given === 1) return { from, before: [major + 1, 0, 0] };
      return { from, before: minor > 0 || given === 2 ? [0, minor + 1, 0] : [0, 0, patch + 1] };
    case '~':
      return { from, before: given === 1 ? [major + 1, 0, 0] : [major, minor + 1, 0] };
    default:
      if (given === 1) return { from, before: [major + 1, 0, 0] };
      return { from, before: given === 2 ? [major, minor + 1, 0] : [major, minor, patch + 1] };
  }
}

function numbers(version: string): number[] {
  const parts = version.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : 0));
  return [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < 3; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
