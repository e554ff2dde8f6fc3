import { parsedIn } from '../artifacts/reads.js';
import { within } from '../promql/expression.js';
import { type Check, inQuery } from './check.js';

const RATES = /^(?:rate|irate|increase)$/;

export const fixedWindow: Check = {
  id: 'fixed-window',
  summary: 'A panel whose rate has a fixed window',
  severity: 'info',
  isStrict: true,
  *judge(artifact) {
    for (const { query, root } of parsedIn(artifact)) {
      if (query.owner.kind !== 'panel') continue;
      for (const { expr } of within(root)) {
        if (expr.kind !== 'call' || !RATES.test(expr.name)) continue;
        const [range] = expr.args;
        if (range?.kind !== 'range' || range.isSubquery || range.seconds === undefined) continue;
        yield inQuery(query, range, {
          severity: 'info',
          message: 'Zoomed out, a fixed window misses what is between its points: use `[$__rate_interval]`.',
          name: expr.name,
        });
      }
    }
  },
};
