import type { AggregateExpr, BinaryExpr, CallExpr, Expr, Matcher, Selector } from '../promql/expression.js';
import type { Knowledge } from './knowledge.js';
import { isScalar } from './label-set.js';

/** Why no series of one side of an operator has a partner on the other: two match when all their labels are the same. */
export type Mismatch =
  /** They are grouped by different labels. */
  | { readonly is: 'grouping'; readonly left: ReadonlySet<string>; readonly right: ReadonlySet<string> }
  /** They ask for different values of one label. */
  | { readonly is: 'value'; readonly label: string; readonly left: string; readonly right: string }
  /** One side has a label that the other's series never have. */
  | { readonly is: 'label'; readonly label: string; readonly on: 'left' | 'right' };

/** Why nothing matches in an operation of two vectors; undefined where something may. */
export function mismatchOf(expr: BinaryExpr, known: Knowledge): Mismatch | undefined {
  const { left, right, operator, matching } = expr;
  if (operator === 'or' || isScalar(left) || isScalar(right)) return undefined;
  const [leftGroups, rightGroups] = matching ? [] : [groupedBy(left), groupedBy(right)];
  if (leftGroups && rightGroups && !isSame(leftGroups, rightGroups))
    return { is: 'grouping', left: leftGroups, right: rightGroups };
  return valuesDiffer(expr) ?? labelsDiffer(expr, known);
}

/** Whether the vector matching of an operator surely looks at a label. */
function isCompared({ matching }: BinaryExpr, label: string): boolean {
  if (!matching) return true;
  if (matching.labels.some(({ isOpen }) => isOpen)) return false;
  return matching.labels.some(({ name }) => name === label) === matching.on;
}

function valuesDiffer(expr: BinaryExpr): Mismatch | undefined {
  const [left, right] = [fixedLabels(expr.left), fixedLabels(expr.right)];
  for (const [label, value] of left) {
    const other = right.get(label);
    if (other !== undefined && other !== value && isCompared(expr, label))
      return { is: 'value', label, left: value, right: other };
  }
  return undefined;
}

function labelsDiffer(expr: BinaryExpr, known: Knowledge): Mismatch | undefined {
  for (const [on, here, there] of [
    ['left', expr.left, expr.right],
    ['right', expr.right, expr.left],
  ] as const) {
    const labels = known.labelsOf(there);
    if (labels.isOpen) continue;
    const lacking = [...certainLabels(here, known)]
      .sort()
      .find((label) => known.has(labels, label) === false && !known.isTargetLabel(label));
    if (lacking !== undefined && isCompared(expr, lacking)) return { is: 'label', label: lacking, on };
  }
  return undefined;
}

/** Operators and functions that leave the labels of what they are given. */
const LEAVES_LABELS =
  /^(?:clamp|clamp_min|clamp_max|round|ceil|floor|abs|sqrt|ln|log2|log10|exp|sort|sort_desc|sgn)$/;
/** Functions of a range that give one value for each series. */
const OF_RANGE =
  /^(?:rate|irate|increase|delta|idelta|deriv|predict_linear|changes|resets|holt_winters|\w+_over_time)$/;
const KEEPS_SERIES = /^(?:topk|bottomk|limitk|limit_ratio)$/;
const KEEPS_LABELS = /^(?:topk|bottomk|limitk|limit_ratio|count_values|\*)$/;

/** The vector that a function gives back series by series; undefined for functions that do something else. */
function eachOf({ name, args }: CallExpr): Expr | undefined {
  if (LEAVES_LABELS.test(name)) return args[0];
  if (!OF_RANGE.test(name) || name === 'absent_over_time') return undefined;
  return args.find(({ kind }) => kind !== 'number' && kind !== 'string');
}

/** The labels that an aggregation leaves, where it says them; undefined where that is not known for certain. */
function groupedBy(expr: Expr): ReadonlySet<string> | undefined {
  if (expr.kind === 'aggregate') {
    if (KEEPS_LABELS.test(expr.operator)) return undefined;
    const { grouping } = expr;
    if (!grouping) return new Set();
    if (!grouping.keeps || grouping.labels.some(({ isOpen }) => isOpen)) return undefined;
    return new Set(grouping.labels.map(({ name }) => name));
  }
  if (expr.kind === 'call' && LEAVES_LABELS.test(expr.name) && expr.args[0]) return groupedBy(expr.args[0]);
  if (expr.kind === 'call' && expr.name === 'histogram_quantile' && expr.args[1]) {
    const labels = groupedBy(expr.args[1]);
    return labels && new Set([...labels].filter((label) => label !== 'le'));
  }
  if (expr.kind !== 'binary') return undefined;
  // A number on one side leaves the other's labels.
  if (expr.left.kind === 'number') return groupedBy(expr.right);
  return expr.right.kind === 'number' ? groupedBy(expr.left) : undefined;
}

/** Labels that all series of an expression have one value of, because it asks for that value. */
function fixedLabels(expr: Expr): ReadonlyMap<string, string> {
  switch (expr.kind) {
    case 'selector':
      return new Map(
        expr.matchers
          .filter(({ operator, isOpen }) => operator === '=' && !isOpen)
          .map(({ label, value }) => [label, value]),
      );
    case 'range':
      return fixedLabels(expr.of);
    case 'call': {
      const each = eachOf(expr);
      return each ? fixedLabels(each) : NONE;
    }
    case 'aggregate':
      return grouped(expr, expr.of ? fixedLabels(expr.of) : NONE);
    case 'binary':
      return fixedLabels(vectorOf(expr) ?? NOTHING);
    default:
      return NONE;
  }
}

const NONE: ReadonlyMap<string, string> = new Map();
const NOTHING: Expr = { kind: 'other', from: 0, to: 0, parts: [] };

/** Labels that each series of an expression has, as far as the code says which labels its metrics get. */
function certainLabels(expr: Expr, known: Knowledge): ReadonlySet<string> {
  switch (expr.kind) {
    case 'selector':
      return labelsOfAll(expr, known);
    case 'range':
      return certainLabels(expr.of, known);
    case 'call': {
      const each = eachOf(expr);
      return each ? certainLabels(each, known) : new Set();
    }
    case 'aggregate': {
      const inner = expr.of ? certainLabels(expr.of, known) : new Set<string>();
      return new Set(grouped(expr, new Map([...inner].map((label) => [label, '']))).keys());
    }
    case 'binary': {
      const vector = vectorOf(expr);
      return vector ? certainLabels(vector, known) : new Set();
    }
    default:
      return new Set();
  }
}

/** The labels that all metrics have which a selector may read; those that it asks not to be there are none. */
function labelsOfAll(selector: Selector, known: Knowledge): ReadonlySet<string> {
  const families = selector.names.length === 1 ? known.metricsOf(selector) : [];
  const sets = families.map(
    ({ metric, part }) =>
      new Set([...metric.labels.map(({ name }) => name), ...(part === 'bucket' ? ['le'] : [])]),
  );
  const [first, ...others] = sets;
  const isAbsent = (label: string) =>
    selector.matchers.some((each) => each.label === label && each.value === '' && each.operator === '=');
  return new Set(
    [...(first ?? [])].filter(
      (label) => !label.includes('*') && !isAbsent(label) && others.every((set) => set.has(label)),
    ),
  );
}

/** The side whose labels the result of an operation has; undefined where both give some. */
function vectorOf({ operator, left, right, matching }: BinaryExpr): Expr | undefined {
  if (isScalar(left)) return right;
  if (isScalar(right) || /^(?:and|unless)$/.test(operator)) return left;
  return operator === 'or' || matching ? undefined : left;
}

/** What an aggregation leaves of labels. */
function grouped<T>(
  { operator, grouping }: AggregateExpr,
  labels: ReadonlyMap<string, T>,
): ReadonlyMap<string, T> {
  if (KEEPS_SERIES.test(operator)) return labels;
  if (!grouping || operator === '*' || grouping.labels.some(({ isOpen }) => isOpen)) return new Map();
  const isNamed = (label: string) => grouping.labels.some(({ name }) => name === label);
  return new Map([...labels].filter(([label]) => isNamed(label) === grouping.keeps));
}

/**
 * The matcher by which one side of a division reads fewer series than the other, where each of them is divided by itself:
 * `rate(x{status="failed"}[5m]) / rate(x[5m])` is 1 for each series that there is.
 *
 * @param text of the query, as offsets and times are no part of what is read
 */
export function dividesByItself(expr: BinaryExpr, text: string, known: Knowledge): Matcher | undefined {
  if (expr.operator !== '/' || expr.matching) return undefined;
  const written = text.slice(expr.from, expr.to).replace(/"[^"]*"|'[^']*'/g, '');
  if (/\boffset\b|@/.test(written)) return undefined;
  const more = moreMatchers(unclamped(expr.left), unclamped(expr.right));
  // Where the metric has no such label, there is nothing to divide.
  const labels = known.labelsOf(expr.right);
  return more?.every(({ label }) => known.has(labels, label) !== false) ? more[0] : undefined;
}

function unclamped(expr: Expr): Expr {
  return expr.kind === 'call' && expr.name.startsWith('clamp') && expr.args[0]
    ? unclamped(expr.args[0])
    : expr;
}

/** The matchers that only one of two expressions has which are otherwise the same, and whose labels both keep; undefined else. */
function moreMatchers(left: Expr, right: Expr): readonly Matcher[] | undefined {
  if (left.kind === 'selector' && right.kind === 'selector') return moreOf(left, right);
  if (left.kind === 'range' && right.kind === 'range') {
    const isSameWindow = left.seconds !== undefined && left.seconds === right.seconds;
    return isSameWindow && !left.isSubquery && !right.isSubquery
      ? moreMatchers(left.of, right.of)
      : undefined;
  }
  if (left.kind === 'call' && right.kind === 'call') {
    const [of, by] = [eachOf(left), eachOf(right)];
    const isSameCall = left.name === right.name && left.args.length === 1 && right.args.length === 1;
    return isSameCall && of && by ? moreMatchers(of, by) : undefined;
  }
  if (left.kind !== 'aggregate' || right.kind !== 'aggregate' || left.operator !== right.operator)
    return undefined;
  const more = left.of && right.of ? moreMatchers(left.of, right.of) : undefined;
  const isKept = (by: AggregateExpr) =>
    more?.every(({ label }) => grouped(by, new Map([[label, '']])).size > 0) === true;
  const isSameGrouping = namesOf(left) === namesOf(right) && left.grouping?.keeps === right.grouping?.keeps;
  return isSameGrouping && !KEEPS_LABELS.test(left.operator) && isKept(left) && isKept(right)
    ? more
    : undefined;
}

function namesOf({ grouping }: AggregateExpr): string {
  return (grouping?.labels ?? [])
    .map(({ name }) => name)
    .sort()
    .join();
}

function moreOf(left: Selector, right: Selector): readonly Matcher[] | undefined {
  const [name, ...others] = left.names;
  if (name === undefined || name.includes('*') || others.length > 0 || right.names.join() !== name)
    return undefined;
  if (left.isOpen || right.isOpen) return undefined;
  const [fewer, more] = left.matchers.length < right.matchers.length ? [left, right] : [right, left];
  const isIn = (matcher: Matcher, { matchers }: Selector) =>
    matchers.some(
      ({ label, operator, value }) =>
        label === matcher.label && operator === matcher.operator && value === matcher.value,
    );
  if (!fewer.matchers.every((matcher) => isIn(matcher, more))) return undefined;
  const only = more.matchers.filter((matcher) => !isIn(matcher, fewer));
  return only.length > 0 ? only : undefined;
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((label) => b.has(label));
}
