import type { MetricConvention } from '../schema.js';

/** https://prometheus.io/docs/practices/naming/ */
export const PROMETHEUS: MetricConvention = {
  name: 'prometheus',
  isScraped: true,
  seriesCost: 'every value is a new time series, which the process keeps for as long as it runs',
};

/** https://opentelemetry.io/docs/specs/semconv/general/metrics/ */
export const OPENTELEMETRY: MetricConvention = {
  name: 'opentelemetry',
  followsSemconv: true,
  seriesCost:
    'every value is a new time series, and OpenTelemetry folds everything past 2000 into one overflow series',
};

export const STATSD: MetricConvention = {
  name: 'statsd',
  seriesCost: 'every value is a new combination of tags, which a backend keeps as a time series of its own',
};

export const CLOUDWATCH: MetricConvention = {
  name: 'cloudwatch',
  seriesCost: 'every value is a new custom metric, and CloudWatch bills each',
  placeForValues: 'Put it in the record’s metadata instead, by `addMetadata()` or `setProperty()`.',
};

/** Its attributes go along with the value and make no series. */
export const SENTRY: MetricConvention = { name: 'sentry' };
