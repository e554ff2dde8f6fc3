import type { Rule } from '../artifacts/artifact.js';
import { constantOf } from '../promql/constant.js';
import { secondsOf } from '../promql/duration.js';
import { type BinaryExpr, type Expr, type Span, within } from '../promql/expression.js';

/** One comparison of an alert on an error budget: the errors over a window, against so many times what is allowed. */
export interface BurnCondition extends Span {
  readonly factor: number;
  /** In seconds. */
  readonly window: number;
}

/** The smallest burn rate, and the largest budget, that alerts are written with. */
const MIN_FACTOR = 1;
const MAX_BUDGET = 0.5;

/** What an alert says of burn rates; empty where it is no such alert. */
export function burnConditionsOf(rule: Rule): readonly BurnCondition[] {
  const root = rule.query?.language === 'promql' ? rule.query.expression.root : undefined;
  if (rule.kind !== 'alert' || !root) return [];
  const isNamedSo = /burn/i.test(`${rule.name} ${[...rule.labels.values()].join(' ')}`);
  const found: BurnCondition[] = [];
  for (const { expr } of within(root)) {
    if (expr.kind !== 'binary' || !/^>=?$/.test(expr.operator)) continue;
    const factor = factorOf(expr.right, isNamedSo && readsBurnRate(expr));
    const window = windowOf(expr.left);
    if (factor !== undefined && window !== undefined)
      found.push({ from: expr.from, to: expr.to, factor, window });
  }
  return found;
}

/** The factor of `14.4 * 0.001` or `(1 - 0.999) * 14.4`, or a bare one where a burn rate itself is compared. */
function factorOf(expr: Expr, isBareFactor: boolean): number | undefined {
  if (expr.kind === 'number') return isBareFactor ? expr.value : undefined;
  if (expr.kind !== 'binary' || expr.operator !== '*') return undefined;
  const values = [constantOf(expr.left), constantOf(expr.right)].filter((value) => value !== undefined);
  const [small = 0, large = 0] = values.sort((a, b) => a - b);
  return values.length === 2 && large >= MIN_FACTOR && small > 0 && small < MAX_BUDGET ? large : undefined;
}

function readsBurnRate({ left }: BinaryExpr): boolean {
  return [...within(left)].some(
    ({ expr }) => expr.kind === 'selector' && expr.names.some((name) => /burn_?rate/i.test(name)),
  );
}

/** The one window that an expression looks back over: its ranges', or what the names of recorded metrics say. */
function windowOf(expr: Expr): number | undefined {
  const windows = new Set<number>();
  for (const { expr: inner } of within(expr)) {
    if (inner.kind === 'range' && inner.seconds !== undefined) windows.add(inner.seconds);
    if (inner.kind !== 'selector') continue;
    for (const name of inner.names) {
      const written = /(?:^|[_:]|rate|ratio|burnrate|increase)(\d+[smhdw])$/.exec(name)?.[1];
      const seconds = written === undefined ? undefined : secondsOf(written);
      if (seconds !== undefined) windows.add(seconds);
    }
  }
  const [only] = windows;
  return windows.size === 1 ? only : undefined;
}
