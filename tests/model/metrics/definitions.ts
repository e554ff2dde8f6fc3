import { OPENTELEMETRY_DIALECT } from '../../../src/catalog/metrics/opentelemetry.js';
import { PROM_CLIENT_DIALECT } from '../../../src/catalog/metrics/prom-client.js';
import type { Source } from '../../../src/model/code/source.js';
import type { MetricDefinition } from '../../../src/model/metrics/metric.js';
import { identifier } from '../../catalog/expressions.js';

/** A definition of which nothing is seen but what a test says of it. */
export function metric(seen: Partial<MetricDefinition>): MetricDefinition {
  const dialect = seen.dialect ?? PROM_CLIENT_DIALECT;
  return {
    library: dialect === PROM_CLIENT_DIALECT ? 'prom-client' : '@opentelemetry/api',
    dialect,
    kind: 'counter',
    evidence: 'import',
    isObservable: false,
    name: undefined,
    unit: undefined,
    help: undefined,
    labelNames: undefined,
    buckets: undefined,
    at: {
      source: { file: '/project/metrics.ts', text: '' } as Source,
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
  return metric({ ...seen, dialect: OPENTELEMETRY_DIALECT });
}
