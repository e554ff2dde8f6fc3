import type { MetricConvention } from '../schema.js';

/**
 * What a label without a bound costs, by the convention of its metric, as the end of a sentence that has named
 * the label and its values. Each is run in `tests/catalog/metrics.test.ts`.
 */
export const SERIES_COST: Readonly<Partial<Record<MetricConvention, string>>> = {
  prometheus: 'every value is a new time series, which the process keeps for as long as it runs',
  opentelemetry:
    'every value is a new time series, and OpenTelemetry folds everything past 2000 into one overflow series',
  statsd: 'every value is a new combination of tags, which a backend keeps as a time series of its own',
  cloudwatch: 'every value is a new custom metric, and CloudWatch bills each',
};

/** Where a value belongs that is no label, where the library itself has a place for it; else a log or span has. */
export const PLACE_FOR_VALUES: Readonly<Partial<Record<MetricConvention, string>>> = {
  cloudwatch: 'Put it in the record’s metadata instead, by `addMetadata()` or `setProperty()`.',
};
