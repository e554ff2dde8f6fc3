import type { Rule } from '../artifacts/artifact.js';
import { type Expr, within } from '../promql/expression.js';
import { type Check, atOwner } from './check.js';

/** Over so many seconds a range smooths by itself. */
const LONG_RANGE = 300;
/** What counts changes: such an alert is about a moment, and never holds for long. */
const CHANGES: ReadonlySet<string> = new Set(['changes', 'resets']);

export const alertWithoutFor: Check = {
  id: 'alert-without-for',
  summary: 'An alert on a single sample',
  severity: 'warning',
  *judge({ rules, isGenerated }) {
    if (isGenerated) return;
    for (const rule of rules) {
      if (
        rule.kind !== 'alert' ||
        rule.isGrafana ||
        rule.for !== undefined ||
        rule.keepsFiring ||
        !rule.query
      )
        continue;
      if (readsOverTime(rule)) continue;
      yield atOwner(rule.owner, rule.query.source, {
        severity: 'warning',
        message: `\`${rule.name}\` fires on one bad sample: say \`for:\`, how long it has to last.`,
        name: rule.name,
      });
    }
  },
};

/** Whether it looks back over some minutes, or asks for something missing, or for what has just changed. */
function readsOverTime({ query }: Rule): boolean {
  if (query?.language !== 'promql' || !query.expression.root) return true;
  return [...within(query.expression.root)].some(
    ({ expr }) =>
      (expr.kind === 'range' && (expr.seconds === undefined || expr.seconds >= LONG_RANGE)) ||
      (expr.kind === 'call' && (expr.name.startsWith('absent') || CHANGES.has(expr.name))) ||
      isChange(expr) ||
      (expr.kind === 'selector' && expr.names.some((name) => name.includes(':'))),
  );
}

/** `x - x offset 1m`: a metric less itself, as it was before. */
function isChange(expr: Expr): boolean {
  if (expr.kind !== 'binary' || expr.operator !== '-') return false;
  const { left, right } = expr;
  return (
    left.kind === 'selector' &&
    right.kind === 'selector' &&
    left.names.length > 0 &&
    left.names.join() === right.names.join()
  );
}
