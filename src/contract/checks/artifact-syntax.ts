import type { Expr } from '../promql/expression.js';
import { within } from '../promql/expression.js';
import { type Check, atPosition, inQuery } from './check.js';

/** Functions of a range, which Prometheus refuses without one. */
const OF_RANGES =
  /^(?:rate|irate|increase|delta|idelta|deriv|predict_linear|changes|resets|double_exponential_smoothing|\w+_over_time)$/;
const RANGE_IS_SECOND = new Set(['quantile_over_time']);

export const artifactSyntax: Check = {
  id: 'artifact-syntax',
  summary: 'A file or an expression that does not parse',
  severity: 'error',
  *judge({ queries }) {
    for (const query of queries) {
      const fault = query.language === 'promql' ? query.expression.fault : query.query.fault;
      if (fault) {
        yield inQuery(
          query,
          { from: fault.at, to: fault.at + 1 },
          { severity: 'error', message: `The expression does not parse: ${fault.message}.`, name: 'syntax' },
        );
      } else if (query.language === 'promql' && query.expression.root) {
        const { root, holes } = query.expression;
        for (const { expr } of within(root)) {
          const missing = rangeMissing(expr);
          if (!missing || holes.some(({ from, to }) => from < expr.to && to > expr.from)) continue;
          yield inQuery(query, expr, {
            severity: 'error',
            message: `\`${missing}()\` needs a range: write \`[5m]\` after the selector.`,
            name: missing,
          });
        }
      }
    }
  },
  *judgeAll(_artifacts, { options }) {
    for (const { kind, file, line, column, message } of options.skipped)
      if (kind === 'broken')
        yield atPosition(file, { line, column }, 'file', {
          severity: 'error',
          message: `Nothing of the file is loaded: ${message}.`,
          name: 'file',
        });
  },
};

/** The function that is given series where it wants ranges of them. */
function rangeMissing(expr: Expr): string | undefined {
  if (expr.kind !== 'call' || !OF_RANGES.test(expr.name)) return undefined;
  const argument = expr.args[RANGE_IS_SECOND.has(expr.name) ? 1 : 0];
  return argument?.kind === 'selector' ? expr.name : undefined;
}
