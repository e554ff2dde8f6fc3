import type { Rule } from '../artifacts/artifact.js';
import { constantOf } from '../promql/constant.js';
import { secondsOf } from '../promql/duration.js';
import { type Around, type BinaryExpr, type Expr, type Span, within } from '../promql/expression.js';

/** One comparison of an alert on an error budget: the errors over a window, against so many times what is allowed. */
export interface BurnCondition extends Span {
  readonly factor: number;
  /** The share of errors that the objective allows; undefined where a burn rate itself is compared. */
  readonly budget: number | undefined;
  /** In seconds. */
  readonly window: number;
}

/** Comparisons that have to hold together: the windows of one burn rate. */
export interface BurnWindows {
  readonly long: BurnCondition;
  /** Undefined where there is one window alone. */
  readonly short: BurnCondition | undefined;
  /** The format has no second window. */
  readonly isAlone?: true;
}

/** The smallest burn rate, and the largest budget, that alerts are written with. */
const MIN_FACTOR = 1;
const MAX_BUDGET = 0.5;

/** What an alert says of burn rates; empty where it is no such alert. */
export function burnConditionsOf(rule: Rule): readonly BurnCondition[] {
  return conditionsIn(rule).map(({ condition }) => condition);
}

/** The burn rates that an alert fires on, each with its windows: several where `or` joins them. */
export function burnWindowsOf(rule: Rule): readonly BurnWindows[] {
  const together = new Map<Expr, BurnCondition[]>();
  for (const { expr, around, condition } of conditionsIn(rule)) {
    const join = joinOf(around) ?? expr;
    const known = together.get(join);
    if (known) known.push(condition);
    else together.set(join, [condition]);
  }
  return [...together.values()].flatMap((conditions) => {
    const [short, ...others] = conditions.sort((a, b) => a.window - b.window);
    const long = others.at(-1) ?? short;
    return long ? [{ long, short: long === short ? undefined : short }] : [];
  });
}

/** The outermost `and` that a comparison stands in, below any `or`. */
function joinOf(around: readonly Around[]): Expr | undefined {
  let join: Expr | undefined;
  for (const { expr } of around) {
    if (expr.kind !== 'binary') continue;
    if (expr.operator !== 'and') break;
    join = expr;
  }
  return join;
}

interface Found {
  readonly expr: BinaryExpr;
  readonly around: readonly Around[];
  readonly condition: BurnCondition;
}

function conditionsIn(rule: Rule): readonly Found[] {
  const root = rule.query?.language === 'promql' ? rule.query.expression.root : undefined;
  if (rule.kind !== 'alert' || !root) return [];
  const isNamedSo = /burn/i.test(`${rule.name} ${[...rule.labels.values()].join(' ')}`);
  const found: Found[] = [];
  for (const { expr, around } of within(root)) {
    if (expr.kind !== 'binary' || !/^>=?$/.test(expr.operator)) continue;
    const threshold = thresholdOf(expr.right, isNamedSo && readsBurnRate(expr));
    const window = windowOf(expr.left);
    if (threshold && window !== undefined)
      found.push({ expr, around, condition: { from: expr.from, to: expr.to, ...threshold, window } });
  }
  return found;
}

/** `14.4 * 0.001` or `(1 - 0.999) * 14.4`, or a bare factor where a burn rate itself is compared. */
function thresholdOf(
  expr: Expr,
  isBareFactor: boolean,
): Pick<BurnCondition, 'factor' | 'budget'> | undefined {
  if (expr.kind === 'number') return isBareFactor ? { factor: expr.value, budget: undefined } : undefined;
  if (expr.kind !== 'binary' || expr.operator !== '*') return undefined;
  const values = [constantOf(expr.left), constantOf(expr.right)].filter((value) => value !== undefined);
  const [small = 0, large = 0] = values.sort((a, b) => a - b);
  return values.length === 2 && large >= MIN_FACTOR && small > 0 && small < MAX_BUDGET
    ? { factor: large, budget: small }
    : undefined;
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
