import type { MetricEntry, MetricKindName } from '../inventory/inventory.js';

const KINDS: Readonly<Record<string, MetricKindName>> = {
  counter: 'counter',
  gauge: 'gauge',
  histogram: 'histogram',
  summary: 'summary',
};

/** The metrics of a text that /metrics returned. */
export function metricsOfScrape(text: string): readonly MetricEntry[] {
  const kinds = new Map<string, MetricKindName>();
  for (const [, name = '', kind = ''] of text.matchAll(/^# TYPE (\S+) (\w+)/gm))
    kinds.set(name, KINDS[kind] ?? 'unknown');
  for (const [, name = ''] of text.matchAll(
    /^([A-Za-z_:][\w:]*)(?:\{.*\})?[ \t]+(?:[-+.\d]|[Nn]a[Nn]|[-+]?[Ii]nf)/gm,
  )) {
    const family = name.replace(/_(?:bucket|sum|count|created|total)$/, '');
    if (!kinds.has(name) && !kinds.has(family)) kinds.set(name, 'unknown');
  }
  return [...kinds].map(([name, kind]) => observed(name, kind));
}

/** The metrics of Prometheus' own answer to /api/v1/metadata, or of its `data` alone; undefined where it is none. */
export function metricsOfMetadata(json: unknown): readonly MetricEntry[] | undefined {
  const data = isObject(json) && isObject(json.data) ? json.data : json;
  if (!isObject(data)) return undefined;
  const metrics = Object.entries(data).flatMap(([name, list]) => {
    const [first] = Array.isArray(list) ? (list as readonly unknown[]) : [];
    return isObject(first) && typeof first.type === 'string'
      ? [observed(name, KINDS[first.type] ?? 'unknown')]
      : [];
  });
  return metrics.length > 0 || Object.keys(data).length === 0 ? metrics : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A running system's metric: it is known, and nothing is known of what it may have besides. */
function observed(name: string, kind: MetricKindName): MetricEntry {
  return {
    name,
    // In OpenMetrics a counter's family goes without the suffix of its series.
    families: kind === 'counter' && !name.endsWith('_total') ? [name, `${name}_total`] : [name],
    library: 'observed',
    kind,
    operations: [],
    unit: undefined,
    help: undefined,
    labels: [],
    labelsAreOpen: true,
    buckets: undefined,
    series: { is: 'unknown' },
    from: 'a running system',
    definedAt: [],
    observedAt: [],
  };
}
