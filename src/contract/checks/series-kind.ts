import type { FamilyMatch } from '../matching/metric-index.js';
import type { Around } from '../promql/expression.js';

/** What a metric is used as in the code: its kind as declared, and what is done with it. */
export type UsedAs =
  'counter' | 'set gauge' | 'balanced gauge' | 'growing gauge' | 'histogram' | 'summary' | 'unknown';

/** What a name's series are in all of the metrics that it may be; unknown where they differ. */
export function usedAs(families: readonly FamilyMatch[]): UsedAs {
  const uses = new Set(families.map(useOf));
  const [only] = uses;
  return uses.size === 1 && only !== undefined ? only : 'unknown';
}

function useOf({ metric, part }: FamilyMatch): UsedAs {
  // Sums and counts of histograms and summaries only grow, and so do buckets.
  if (part !== 'value') return part === 'created' ? 'set gauge' : 'counter';
  switch (metric.kind) {
    case 'counter':
      return metric.operations.includes('set') || metric.operations.includes('subtract')
        ? 'unknown'
        : 'counter';
    case 'histogram':
    case 'summary':
      return metric.kind;
    case 'upDownCounter': {
      const isOnlyRaised = metric.operations.length === 1 && metric.operations[0] === 'add';
      return isOnlyRaised ? 'growing gauge' : 'balanced gauge';
    }
    case 'gauge': {
      if (metric.operations.includes('set') || metric.operations.includes('record')) return 'set gauge';
      if (metric.operations.includes('subtract')) return 'balanced gauge';
      if (metric.operations.includes('add')) return 'growing gauge';
      return metric.from === undefined ? 'unknown' : 'set gauge';
    }
    default:
      return 'unknown';
  }
}

const RATES = new Set(['rate', 'irate', 'increase']);

/** The function that reads the growth of a selector, if one does: `rate`, `irate`, `increase`. */
export function rateAround(
  around: readonly Around[],
): { readonly name: string; readonly from: number; readonly to: number } | undefined {
  const [range, call] = around;
  if (range?.expr.kind !== 'range' || range.expr.isSubquery || call?.expr.kind !== 'call') return undefined;
  return RATES.has(call.expr.name) ? call.expr : undefined;
}
