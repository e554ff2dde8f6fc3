import type { Estimate } from './inventory.js';

export const UNKNOWN: Estimate = { is: 'unknown' };

/** As many as one thing has with each of another: unbounded before unknown, with the reasons of all. */
export function times(parts: readonly Estimate[]): Estimate {
  return combined(parts, (a, b) => a * b, 1);
}

/** As many as several things have together. */
export function plus(parts: readonly Estimate[]): Estimate {
  return combined(parts, (a, b) => a + b, 0);
}

function combined(
  parts: readonly Estimate[],
  join: (a: number, b: number) => number,
  none: number,
): Estimate {
  const reasons = [...new Set(parts.flatMap((each) => (each.is === 'unbounded' ? [each.reason] : [])))];
  if (reasons.length > 0) return { is: 'unbounded', reason: reasons.sort().join('; ') };
  if (parts.some((each) => each.is === 'unknown')) return UNKNOWN;
  const count = parts.reduce((total, each) => join(total, each.is === 'bounded' ? each.count : 1), none);
  return { is: 'bounded', count: Math.min(count, Number.MAX_SAFE_INTEGER) };
}
