import { readsIn } from '../artifacts/reads.js';
import { constantOf } from '../promql/constant.js';
import type { Around } from '../promql/expression.js';
import { type Check, definedAt, inQuery } from './check.js';
import { rateAround, usedAs } from './series-kind.js';

/** Names that count what has happened: the value may well be set to a total that only grows. */
const SOUNDS_LIKE_TOTAL =
  /(?:^|_)(?:total|count|sum|counter|received|sent|read|written|requests|calls|errors|failures|violations|rejections|attempts|retries|timeouts|drops|dropped|hits|misses|events|processed|completed|restarts|bytes_in|bytes_out)(?:_|$)/;

export const rateOnGauge: Check = {
  id: 'rate-on-gauge',
  summary: '`rate()` or `increase()` of a metric that goes down',
  severity: 'error',
  *judge(artifact, known) {
    for (const { query, selector, around } of readsIn(artifact)) {
      const rate = asksWhetherItMoved(around) ? undefined : rateAround(around);
      const families = rate && known.metricsOf(selector);
      if (!rate || !families || families.length === 0) continue;
      const use = usedAs(families);
      if (use !== 'set gauge' && use !== 'balanced gauge') continue;
      const [name = ''] = selector.names;
      const mayGrow = use === 'set gauge' && SOUNDS_LIKE_TOTAL.test(name);
      const instead = rate.name === 'increase' ? 'delta' : 'deriv';
      yield inQuery(query, rate, {
        severity: mayGrow ? 'warning' : 'error',
        message: mayGrow
          ? `\`${name}\` is a gauge. If it is a total, make it a counter; if it falls, use \`${instead}()\`.`
          : `\`${rate.name}()\` of a gauge: each fall of \`${name}\` counts as a reset. Use \`${instead}()\`.`,
        name,
        related: families.flatMap(({ metric }) => definedAt(metric.definedAt, name)).slice(0, 3),
      });
    }
  },
};

/** Whether it is only asked if there was any change, which falls and resets are as well: `increase(height[20m]) == 0`. */
function asksWhetherItMoved(around: readonly Around[]): boolean {
  for (const { expr, index } of around)
    if (expr.kind === 'binary')
      return /^[=!]=$/.test(expr.operator) && constantOf(index === 0 ? expr.right : expr.left) === 0;
  return false;
}
