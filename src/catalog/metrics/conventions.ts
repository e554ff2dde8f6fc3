import type { MetricConvention } from '../schema.js';

/** https://prometheus.io/docs/practices/naming/ */
export const PROMETHEUS: MetricConvention = {
  name: 'prometheus',
  namedBy: 'registry',
  isScraped: true,
  makesSeries: true,
};

/** https://opentelemetry.io/docs/specs/semconv/general/metrics/ */
export const OPENTELEMETRY: MetricConvention = {
  name: 'opentelemetry',
  namedBy: 'otel',
  followsSemconv: true,
  makesSeries: true,
};

/** Its metrics take a name and a description; its exporter gives them to OpenTelemetry's SDK. */
export const EFFECT: MetricConvention = {
  name: 'effect',
  namedBy: 'otel',
  takesNoUnit: true,
  makesSeries: true,
};

export const STATSD: MetricConvention = {
  name: 'statsd',
  namedBy: 'statsd',
  makesSeries: true,
};

export const CLOUDWATCH: MetricConvention = {
  name: 'cloudwatch',
  makesSeries: true,
  placeForValues: 'Put it in the metadata, by `addMetadata()` or `setProperty()`.',
};

/** Its attributes go along with the value and make no series. */
export const SENTRY: MetricConvention = { name: 'sentry' };

/** Its metrics have no labels, and the attributes of its events make no series. */
export const NEW_RELIC_EVENTS: MetricConvention = { name: 'newrelic' };

/** Packages that serve OpenTelemetry's metrics to Prometheus, under names as it writes them. */
export const PROMETHEUS_EXPORTERS: readonly string[] = ['@opentelemetry/exporter-prometheus'];
