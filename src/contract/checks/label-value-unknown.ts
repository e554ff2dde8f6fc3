import { readsIn } from '../artifacts/reads.js';
import type { FamilyMatch } from '../matching/metric-index.js';
import { type Matcher } from '../promql/expression.js';
import { alternativesOf, matchesPattern, matchesRegExp } from '../promql/regexp.js';
import { type Check, definedAt, inQuery, listed } from './check.js';

export const labelValueUnknown: Check = {
  id: 'label-value-unknown',
  summary: 'A value that a label never takes',
  severity: 'error',
  *judge(artifact, known) {
    if (artifact.isGenerated) return;
    for (const { query, selector } of readsIn(artifact)) {
      const families = known.metricsOf(selector);
      if (families.length === 0) continue;
      for (const matcher of selector.matchers) {
        const values = valuesOf(families, matcher.label);
        const never = values && neverMatched(matcher, values);
        if (!values || !never) continue;
        const [name = ''] = selector.names;
        yield inQuery(query, matcher, {
          severity: never.length === 0 ? 'info' : isExclusion(matcher) ? 'warning' : 'error',
          message: `\`${matcher.label}\` of \`${name}\` is never ${listed(never)}: it is ${listed(values, 6)}.`,
          name: `${name}{${matcher.label}=${matcher.value}}`,
          related: families.flatMap(({ metric }) => definedAt(metric.definedAt, name)).slice(0, 3),
        });
      }
    }
  },
};

function isExclusion({ operator }: Matcher): boolean {
  return operator === '!=' || operator === '!~';
}

/** All values of a label, where the code says them; undefined where it may take others. */
function valuesOf(families: readonly FamilyMatch[], label: string): readonly string[] | undefined {
  const values = new Set<string>();
  for (const { metric } of families) {
    const found = metric.labels.find(({ name }) => name === label);
    if (!found?.list) return undefined;
    for (const value of found.list) values.add(value);
  }
  return [...values].sort();
}

/** The values of a matcher that the label never takes; undefined where at least one is taken, or nobody can tell. */
function neverMatched(
  { operator, value, isOpen }: Matcher,
  values: readonly string[],
): readonly string[] | undefined {
  // An empty value is that of series without the label.
  if (isOpen || value === '') return undefined;
  if (operator === '=' || operator === '!=') return isTaken(value, values) ? undefined : [value];
  if (matchesRegExp(value, '') !== false) return undefined;
  if (values.some((taken) => taken.includes('*') || matchesRegExp(value, taken) !== false)) return undefined;
  return alternativesOf(value) ?? [value];
}

function isTaken(value: string, values: readonly string[]): boolean {
  return values.some((taken) => matchesPattern(taken, value));
}
