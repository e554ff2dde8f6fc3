import { parsedIn } from '../artifacts/reads.js';
import { defaultBuckets } from '../../catalog/contract/histograms.js';
import type { PromqlQuery } from '../artifacts/artifact.js';
import type { Knowledge } from '../matching/knowledge.js';
import type { FamilyMatch } from '../matching/metric-index.js';
import { type BinaryExpr, type Selector, selectorsOf, within } from '../promql/expression.js';
import { alternativesOf } from '../promql/regexp.js';
import { type Check, type Finding, definedAt, inQuery } from './check.js';

export const thresholdWithoutBucket: Check = {
  id: 'threshold-without-bucket',
  summary: 'A bucket that the histogram does not have, or a threshold beyond its last',
  severity: 'error',
  *judge(artifact, known) {
    if (artifact.isGenerated) return;
    for (const { query, root } of parsedIn(artifact)) {
      for (const { expr } of within(root)) {
        if (expr.kind === 'selector') yield* missingBucket(query, expr, known);
        if (expr.kind === 'binary') yield* beyondLast(query, expr, known);
      }
    }
  },
};

function* missingBucket(query: PromqlQuery, selector: Selector, known: Knowledge): Generator<Finding> {
  const bounds = boundsOf(known.metricsOf(selector));
  const [name = ''] = selector.names;
  if (!bounds) return;
  for (const matcher of selector.matchers) {
    if (matcher.label !== 'le' || matcher.isOpen || !matcher.operator.startsWith('=')) continue;
    const written = matcher.operator === '=' ? [matcher.value] : alternativesOf(matcher.value);
    const missing = written?.filter((value) => !value.includes('*') && !isBound(value, bounds.list)) ?? [];
    if (!written || missing.length === 0 || missing.length < written.length) continue;
    yield inQuery(query, matcher, {
      severity: 'error',
      message: `\`${name}\` has no bucket \`${missing[0] ?? ''}\`: it has ${shown(bounds.list)}.`,
      name: `${name}{le=${matcher.value}}`,
      related: definedAt(bounds.match.metric.definedAt, name),
    });
  }
}

/** A quantile is at most the last bound, so that nothing beyond it is ever exceeded. */
function* beyondLast(query: PromqlQuery, expr: BinaryExpr, known: Knowledge): Generator<Finding> {
  const { left, right, operator } = expr;
  if (!/^>=?$/.test(operator) || right.kind !== 'number') return;
  if (left.kind !== 'call' || left.name !== 'histogram_quantile') return;
  const [selected, ...others] = [...selectorsOf(left)];
  if (!selected || others.length > 0) return;
  const bounds = boundsOf(known.metricsOf(selected.selector));
  const last = bounds?.list.at(-1);
  if (!bounds || last === undefined || right.value < last) return;
  if (operator === '>=' && right.value === last) return;
  const [name = ''] = selected.selector.names;
  yield inQuery(query, expr, {
    severity: 'error',
    message: `Never true: a quantile of \`${name}\` is at most its last bucket, ${last}.`,
    name,
    related: definedAt(bounds.match.metric.definedAt, name),
  });
}

/** The bounds of a histogram's buckets, where one metric alone is read. */
function boundsOf(
  families: readonly FamilyMatch[],
): { readonly list: readonly number[]; readonly match: FamilyMatch } | undefined {
  const [match, ...others] = families;
  if (!match || others.length > 0 || match.part !== 'bucket') return undefined;
  const { buckets, library } = match.metric;
  const list = buckets === 'default' ? defaultBuckets(library) : buckets;
  return list && list.length > 0 ? { list: [...list].sort((a, b) => a - b), match } : undefined;
}

function isBound(written: string, bounds: readonly number[]): boolean {
  return /^\+?Inf$/i.test(written) || bounds.includes(Number(written));
}

function shown(bounds: readonly number[]): string {
  return bounds.length > 8 ? `${bounds.slice(0, 7).join(', ')} … ${bounds.at(-1) ?? ''}` : bounds.join(', ');
}
