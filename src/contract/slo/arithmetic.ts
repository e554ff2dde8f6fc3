/** A pair of windows that an alert on an error budget looks at, and how fast the budget burns when it fires. */
export interface BurnRatePair {
  /** Seconds. */
  readonly long: number;
  readonly short: number;
  /** How many times faster than the objective allows. */
  readonly factor: number;
  /** The share of the budget that is gone when it fires. */
  readonly spent: number;
  readonly wakes: 'page' | 'ticket';
}

const HOUR = 3600;
export const DAY = 24 * HOUR;

/** The Google SRE workbook's windows and shares of the budget, table 5-8. */
const WORKBOOK = [
  { long: HOUR, short: HOUR / 12, spent: 0.02, wakes: 'page' },
  { long: 6 * HOUR, short: HOUR / 2, spent: 0.05, wakes: 'page' },
  { long: 3 * DAY, short: 6 * HOUR, spent: 0.1, wakes: 'ticket' },
] as const;

/** The pairs for an objective over a window, in seconds: 14.4, 6 and 1 for 30 days. */
export function burnRatePairs(window: number): readonly BurnRatePair[] {
  return WORKBOOK.filter(({ long }) => long < window).map((row) => ({
    ...row,
    factor: round((row.spent * window) / row.long),
  }));
}

/** How many of so many requests may fail within the objective. */
export function budgetOf(target: number, volume: number): number {
  return Math.floor(round((1 - target) * volume));
}

/** The share of the budget that is gone when a burn rate has lasted for its window. */
export function spentShare(factor: number, long: number, window: number): number {
  return (factor * long) / window;
}

/** Without the noise of binary fractions. */
export function round(value: number): number {
  return Number(value.toPrecision(10));
}
