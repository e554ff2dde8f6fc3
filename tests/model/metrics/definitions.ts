import type { MetricDefinition } from '../../../src/model/metrics/metric.js';
import { identifier } from '../../catalog/expressions.js';

/** A definition of which nothing is seen but what a test says of it. */
export function metric(seen: Partial<MetricDefinition>): MetricDefinition {
  const convention = seen.convention ?? 'prometheus';
  return {
    library: convention === 'prometheus' ? 'prom-client' : '@opentelemetry/api',
    convention,
    kind: 'counter',
    evidence: 'import',
    isObservable: false,
    name: undefined,
    unit: undefined,
    help: undefined,
    labelNames: undefined,
    buckets: undefined,
    at: {
      creation: identifier('creation'),
      name: undefined,
      unit: undefined,
      labelNames: undefined,
      buckets: undefined,
      options: undefined,
    },
    ...seen,
  };
}

export function otel(seen: Partial<MetricDefinition>): MetricDefinition {
  return metric({ ...seen, convention: 'opentelemetry' });
}
