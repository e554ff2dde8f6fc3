import type { BurnRatePair } from './arithmetic.js';
import { type WrittenAlert, isSameShare } from './objective-alerts.js';
import type { BurnWindows } from './burn-rate-alert.js';

/** A pair that follows from an objective, and the alert that somebody wrote for it. */
export interface ComparedPair {
  readonly pair: BurnRatePair;
  /** Undefined where no alert has its long window. */
  readonly written: WrittenPair | undefined;
}

/** The windows of one alert. */
export interface WrittenPair {
  readonly alert: WrittenAlert;
  readonly windows: BurnWindows;
}

export interface Comparison {
  readonly pairs: readonly ComparedPair[];
  /** Alerts over windows that no pair has. */
  readonly others: readonly WrittenPair[];
}

/** What an alert has otherwise than the pair that follows from the objective. */
export interface Difference {
  readonly what: 'factor' | 'short window' | 'budget';
  /** Undefined where it has none. */
  readonly written: number | undefined;
  readonly follows: number;
}

/** Holds the alerts on an objective against the pairs that follow from it. */
export function compared(
  pairs: readonly BurnRatePair[],
  alerts: readonly WrittenAlert[],
  target: number,
): Comparison {
  const written = alerts.flatMap((alert) => alert.windows.map((windows) => ({ alert, windows })));
  const long = new Set(pairs.map((pair) => pair.long));
  return {
    pairs: pairs.map((pair) => {
      const over = written.filter(({ windows }) => windows.long.window === pair.long);
      const nearest = over.toSorted(
        (a, b) => differences(pair, a.windows, target).length - differences(pair, b.windows, target).length,
      );
      return { pair, written: nearest[0] };
    }),
    others: written.filter(({ windows }) => !long.has(windows.long.window)),
  };
}

/** What an alert has otherwise; empty where it is as it follows. */
export function differences(
  pair: BurnRatePair,
  { long, short, isAlone }: BurnWindows,
  target: number,
): readonly Difference[] {
  const found: Difference[] = [];
  const factor = [long, short].find((each) => each && !isSameShare(each.factor, pair.factor))?.factor;
  if (factor !== undefined) found.push({ what: 'factor', written: factor, follows: pair.factor });
  if (isAlone !== true && short?.window !== pair.short)
    found.push({ what: 'short window', written: short?.window, follows: pair.short });
  const budgets = [long.budget, short?.budget].filter((budget) => budget !== undefined);
  const other = budgets.find((budget) => !isSameShare(budget, 1 - target));
  if (other !== undefined) found.push({ what: 'budget', written: other, follows: 1 - target });
  return found;
}
