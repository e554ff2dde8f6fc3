import { readsIn } from '../artifacts/reads.js';
import { type Around } from '../promql/expression.js';
import { type Check, definedAt, inQuery } from './check.js';
import { usedAs } from './series-kind.js';

/** What asks for something else than a counter's value: its growth, whether it is there, how many series it has. */
const NOT_ITS_VALUE =
  /^(?:rate|irate|increase|resets|changes|delta|idelta|deriv|absent|absent_over_time|present_over_time|count_over_time|timestamp|count|group|count_values|histogram_\w+)$/;

export const counterRaw: Check = {
  id: 'counter-raw',
  summary: 'The bare value of a counter, which starts again with each process',
  severity: 'warning',
  *judge(artifact, known) {
    for (const { query, selector, around } of readsIn(artifact)) {
      if (query.owner.kind === 'variable' || query.owner.kind === 'slo') continue;
      const families = known.metricsOf(selector);
      if (families.length === 0 || usedAs(families) !== 'counter' || !isRaw(around)) continue;
      // Buckets, sums and counts without a rate are other checks', or a mean since the start.
      if (families.some(({ part }) => part !== 'value')) continue;
      const [name = ''] = selector.names;
      yield inQuery(query, selector.name, {
        severity: 'warning',
        message: `\`${name}\` starts at 0 with each process: read \`increase(${name}[…])\` or \`rate()\`.`,
        name,
        related: families.flatMap(({ metric }) => definedAt(metric.definedAt, name)).slice(0, 3),
      });
    }
  },
};

function isRaw(around: readonly Around[]): boolean {
  for (const { expr, index } of around) {
    // A range is read by whatever takes it, a subquery's steps as well.
    if (expr.kind === 'range') return false;
    if (expr.kind !== 'binary' && expr.kind !== 'call' && expr.kind !== 'aggregate') continue;
    if (expr.kind === 'call' && (NOT_ITS_VALUE.test(expr.name) || expr.name === '*')) return false;
    if (expr.kind === 'aggregate' && (NOT_ITS_VALUE.test(expr.operator) || expr.operator === '*'))
      return false;
    if (expr.kind === 'binary') {
      // A filter of other series by labels; the difference to what it was before.
      if (/^(?:and|unless)$/.test(expr.operator) && index === 1) return false;
      if (expr.operator === '-') return false;
      // Whether it ever was.
      if (/^[=!]=$/.test(expr.operator)) return false;
      if (expr.group && expr.operator === '*') return false;
    }
  }
  return true;
}
