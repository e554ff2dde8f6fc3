import { readsIn } from '../artifacts/reads.js';
import { type Around } from '../promql/expression.js';
import { type Check, definedAt, inQuery } from './check.js';
import { usedAs } from './series-kind.js';

const COMPARISONS = new Set(['>', '>=']);
/** Names that say their value is a total: those are read as one. */
const TOTAL = /(?:^|_)(?:total|count|sum)$/;

export const gaugeOnlyGrows: Check = {
  id: 'gauge-only-grows',
  summary: 'A threshold on a gauge that code never lowers',
  severity: 'warning',
  *judge(artifact, known) {
    for (const { query, selector, around } of readsIn(artifact)) {
      if (query.owner.kind !== 'alert') continue;
      const [name = ''] = selector.names;
      const families = known.metricsOf(selector);
      if (TOTAL.test(name) || families.length === 0 || usedAs(families) !== 'growing gauge') continue;
      if (!isCompared(around)) continue;
      yield inQuery(query, selector.name, {
        severity: 'warning',
        message: `\`${name}\` is only ever raised: once over the threshold, the alert never ends.`,
        name,
        related: families.flatMap(({ metric }) => definedAt(metric.definedAt, name)).slice(0, 3),
      });
    }
  },
};

/** Whether its value itself is compared, and not its change. */
function isCompared(around: readonly Around[]): boolean {
  for (const { expr } of around) {
    if (expr.kind === 'range' || (expr.kind === 'call' && expr.name !== 'abs')) return false;
    if (expr.kind === 'binary') return COMPARISONS.has(expr.operator);
  }
  return false;
}
