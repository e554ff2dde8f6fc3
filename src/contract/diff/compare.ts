import type { Inventory } from '../inventory/inventory.js';
import type { Changes } from './changes.js';
import { logChanges, spanChanges } from './events.js';
import { metricChanges } from './metrics.js';
import { seriesChange } from './series.js';

/**
 * What changed from one inventory to another.
 *
 * @param isAllowed whether a metric, by its name before, may break who reads it
 */
export function compareInventories(
  before: Inventory,
  after: Inventory,
  isAllowed: (name: string) => boolean = () => false,
): Changes {
  return {
    metrics: metricChanges(before, after, isAllowed),
    series: seriesChange(before, after),
    logs: logChanges(before, after),
    spans: spanChanges(before, after),
  };
}

/** How many changes break who reads the metric and are not allowed to. */
export function breaksIn({ metrics }: Changes): number {
  return metrics.filter(({ isBreak, isAllowed }) => isBreak && !isAllowed).length;
}
