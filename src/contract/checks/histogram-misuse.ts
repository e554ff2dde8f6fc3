import { parsedIn } from '../artifacts/reads.js';
import { mayBeNative } from '../../catalog/contract/histograms.js';
import type { PromqlQuery } from '../artifacts/artifact.js';
import type { Knowledge } from '../matching/knowledge.js';
import {
  type Around,
  type CallExpr,
  type Expr,
  type Selector,
  selectorsOf,
  within,
} from '../promql/expression.js';
import { type Check, type Finding, definedAt, inQuery } from './check.js';

export const histogramMisuse: Check = {
  id: 'histogram-misuse',
  summary: 'A histogram that is read in a way that returns nothing',
  severity: 'error',
  *judge(artifact, known) {
    for (const { query, root } of parsedIn(artifact)) {
      for (const { expr, around } of within(root)) {
        if (expr.kind === 'selector') yield* bareName(query, expr, around, known);
        if (expr.kind === 'call' && expr.name === 'histogram_quantile') yield* quantile(query, expr, known);
      }
    }
  },
};

/** Functions of native histograms, and those that only ask whether there is something. */
const TAKES_BARE = /^(?:histogram_\w+|absent|absent_over_time|present_over_time)$/;

/** A histogram's own name has no series: its buckets, sum and count do. */
function* bareName(
  query: PromqlQuery,
  selector: Selector,
  around: readonly Around[],
  known: Knowledge,
): Generator<Finding> {
  const families = known.metricsOf(selector);
  const [name = ''] = selector.names;
  const isBare =
    families.length > 0 &&
    selector.names.length === 1 &&
    // `label_values` finds the series of `x_bucket` under no other name either.
    families.every(
      ({ metric, part }) => metric.kind === 'histogram' && part === 'value' && !name.includes('*'),
    );
  if (!isBare || families.some(({ metric }) => mayBeNative(metric.library))) return;
  if (around.some(({ expr }) => expr.kind === 'call' && TAKES_BARE.test(expr.name))) return;
  yield inQuery(query, selector.name, {
    severity: 'error',
    message: `\`${name}\` is a histogram: read \`${name}_sum / ${name}_count\` or its \`_bucket\`.`,
    name,
    related: families.flatMap(({ metric }) => definedAt(metric.definedAt, name)).slice(0, 3),
  });
}

function* quantile(query: PromqlQuery, call: CallExpr, known: Knowledge): Generator<Finding> {
  const [share, of] = call.args;
  if (share?.kind === 'number' && (share.value > 1 || share.value < 0)) {
    yield inQuery(query, share, {
      severity: 'error',
      message: `A quantile is between 0 and 1: write ${share.value / 100} for ${share.value} %.`,
      name: 'quantile',
    });
  }
  const [selected, ...others] = of ? [...selectorsOf(of)] : [];
  if (!of || !selected || others.length > 0) return;
  const { selector, around } = selected;
  const [name = ''] = selector.names;
  if (name.endsWith('_bucket')) {
    const lost = lostLe(of);
    if (lost)
      yield inQuery(query, lost, {
        severity: 'error',
        message: 'This aggregates `le` away, which `histogram_quantile()` needs: add it to `by (…)`.',
        name,
      });
    else if (!around.some(({ expr }) => expr.kind === 'range'))
      yield inQuery(query, selector.name, {
        severity: 'warning',
        message: `This is the quantile since the process started: take \`rate(${name}[5m])\`.`,
        name,
      });
    return;
  }
  const families = known.metricsOf(selector);
  if (families.length === 0 || name.includes('*')) return;
  if (families.every(({ metric, part }) => metric.kind === 'histogram' && part !== 'bucket')) {
    if (families.some(({ metric }) => mayBeNative(metric.library))) return;
    const base = name.replace(/_(?:sum|count)$/, '');
    yield inQuery(query, selector.name, {
      severity: 'error',
      message: `\`histogram_quantile()\` needs the buckets: read \`${base}_bucket\`.`,
      name,
      related: families.flatMap(({ metric }) => definedAt(metric.definedAt, base)).slice(0, 3),
    });
  } else if (
    families.every(
      ({ metric }) => metric.kind !== 'histogram' && metric.kind !== 'unknown' && metric.kind !== 'timer',
    )
  ) {
    yield inQuery(query, selector.name, {
      severity: 'error',
      message: `\`${name}\` is a ${families[0]?.metric.kind}: it has no buckets to take a quantile of.`,
      name,
      related: families.flatMap(({ metric }) => definedAt(metric.definedAt, name)).slice(0, 3),
    });
  }
}

/** The aggregation that drops `le` on the way to the quantile. */
function lostLe(of: Expr): Expr | undefined {
  for (const { expr } of within(of)) {
    if (expr.kind !== 'aggregate' || /^(?:topk|bottomk|limitk|limit_ratio|\*)$/.test(expr.operator)) continue;
    const labels = expr.grouping?.labels ?? [];
    if (labels.some(({ isOpen, name }) => isOpen || name === 'vmrange')) return undefined;
    const hasLe = labels.some(({ name }) => name === 'le');
    if (expr.grouping?.keeps === false ? hasLe : !hasLe) return expr;
  }
  return undefined;
}
