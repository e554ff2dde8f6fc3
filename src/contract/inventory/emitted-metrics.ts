import { UNKNOWN, times } from './estimate.js';
import type { LabelEntry, MetricEntry } from './inventory.js';
import type { JoinedMetric } from './join-metrics.js';
import { placesOf } from './join-metrics.js';
import type { EmittedFact } from './facts.js';

/** The metrics that libraries emit by themselves, one entry for each name. */
export function emittedMetrics(facts: readonly EmittedFact[]): readonly JoinedMetric[] {
  const groups = new Map<string, EmittedFact[]>();
  for (const fact of facts) {
    const key = JSON.stringify([fact.metric.name, fact.metric.kind, fact.from]);
    groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { from, namedBy, metric } = first;
    const { name, kind, unit, buckets } = metric;
    return [
      {
        ...{ name, namedBy, kind, unit, from },
        library: from,
        operations: operationsOf(kind),
        help: undefined,
        labels: labelsOf(metric.labels ?? []),
        labelsAreOpen: metric.labels === undefined,
        buckets,
        series: metric.labels?.length === 0 ? times([]) : UNKNOWN,
        definedAt: placesOf(group),
        observedAt: [],
      },
    ];
  });
}

function labelsOf(names: readonly string[]): readonly LabelEntry[] {
  return [...names]
    .sort()
    .map((name) => ({ name, writtenName: undefined, values: UNKNOWN, list: undefined }));
}

function operationsOf(kind: MetricEntry['kind']): MetricEntry['operations'] {
  if (kind === 'counter') return ['add'];
  if (kind === 'upDownCounter') return ['add', 'subtract'];
  return kind === 'gauge' ? ['set'] : ['record'];
}
