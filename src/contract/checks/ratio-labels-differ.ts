import { parsedIn } from '../artifacts/reads.js';
import { type BinaryExpr, type Expr, within } from '../promql/expression.js';
import { type Check, inQuery } from './check.js';

export const ratioLabelsDiffer: Check = {
  id: 'ratio-labels-differ',
  summary: 'Two sides of an operator that are grouped by different labels: nothing matches',
  severity: 'error',
  *judge(artifact) {
    for (const { query, root } of parsedIn(artifact)) {
      for (const { expr } of within(root)) {
        if (expr.kind !== 'binary' || expr.matching || expr.operator === 'or') continue;
        const [left, right] = [groupedBy(expr.left), groupedBy(expr.right)];
        if (!left || !right || isSame(left, right)) continue;
        yield inQuery(query, expr, {
          severity: 'error',
          message: `Nothing matches: one side has ${named(left)}, the other ${named(right)}. ${advice(expr)}`,
          name: `${[...left].join(',')} ${expr.operator} ${[...right].join(',')}`,
        });
      }
    }
  },
};

/** Operators and functions that leave the labels of what they are given. */
const LEAVES_LABELS =
  /^(?:clamp|clamp_min|clamp_max|round|ceil|floor|abs|sqrt|ln|log2|log10|exp|sort|sort_desc|sgn)$/;
const KEEPS_LABELS = /^(?:topk|bottomk|limitk|limit_ratio|count_values|\*)$/;

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

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((label) => b.has(label));
}

function named(labels: ReadonlySet<string>): string {
  return labels.size === 0 ? 'no labels' : [...labels].map((label) => `\`${label}\``).join(', ');
}

function advice({ operator }: BinaryExpr): string {
  return /^(?:and|unless)$/.test(operator)
    ? 'Say `on (…)`.'
    : 'Group both alike, or say `on (…) group_left`.';
}
