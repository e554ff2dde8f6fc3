import { readsIn } from '../artifacts/reads.js';
import { type AggregateExpr, type Around } from '../promql/expression.js';
import { type Check, inQuery } from './check.js';

export const bucketSumWithoutLe: Check = {
  id: 'bucket-sum-without-le',
  summary: 'Buckets summed up over `le`: each observation counts many times',
  severity: 'error',
  *judge(artifact, known) {
    for (const { query, selector, around } of readsIn(artifact)) {
      const [name = ''] = selector.names;
      if (selector.names.length !== 1 || !name.endsWith('_bucket') || selector.isOpen) continue;
      // A metric of that very name, and no histogram's.
      if (known.metricsOf(selector).some(({ part }) => part === 'value')) continue;
      if (selector.matchers.some(({ label }) => label === 'le' || label === 'vmrange')) continue;
      const sum = sumOverLe(around);
      if (!sum) continue;
      const count = name.replace(/_bucket$/, '_count');
      yield inQuery(query, sum, {
        severity: 'error',
        message: `Buckets are cumulative: this counts each observation many times. Read \`${count}\`.`,
        name,
      });
    }
  },
};

/** The first aggregation around it, where that is a sum which drops `le`. */
function sumOverLe(around: readonly Around[]): AggregateExpr | undefined {
  for (const { expr } of around) {
    // In a quantile it is another check's; what a binary operator does with it is seen no more.
    if (expr.kind === 'binary' || (expr.kind === 'call' && expr.name.startsWith('histogram_')))
      return undefined;
    if (expr.kind !== 'aggregate') continue;
    if (expr.operator !== 'sum') return undefined;
    const labels = expr.grouping?.labels ?? [];
    if (labels.some(({ isOpen, name }) => isOpen || name === 'vmrange')) return undefined;
    const hasLe = labels.some(({ name }) => name === 'le');
    const dropsLe = expr.grouping?.keeps === false ? hasLe : !hasLe;
    const isInQuantile = around.some(
      (outer) => outer.expr.kind === 'call' && outer.expr.name.startsWith('histogram_'),
    );
    return dropsLe && !isInQuantile ? expr : undefined;
  }
  return undefined;
}
