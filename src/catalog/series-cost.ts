import type { MetricDialect } from './metrics.js';

/**
 * What a label without a bound costs, by the convention of its metric, as the end of a sentence that has named
 * the label and its values. Each is run in `tests/catalog/metrics.test.ts`.
 */
export const SERIES_COST: Readonly<Record<MetricDialect['convention'], string>> = {
  prometheus: 'every value is a new time series, which the process keeps for as long as it runs',
  opentelemetry:
    'every value is a new time series, and OpenTelemetry folds everything past 2000 into one overflow series',
  statsd: 'every value is a new time series, which the backend keeps and hosted ones bill',
};
