import { EFFECT, EFFECT_METRIC } from '../effect.js';
import type { Library } from '../schema.js';
import { AWS_EMBEDDED_METRICS, POWERTOOLS_METRICS } from './cloudwatch.js';
import { NESTJS_OTEL, OPENTELEMETRY_METRICS } from './opentelemetry.js';
import {
  EXPRESS_PROMETHEUS_MIDDLEWARE,
  EXPRESS_PROM_BUNDLE,
  FASTIFY_METRICS,
  NESTJS_PROMETHEUS,
  PROMSTER,
  PROM_CLIENT,
} from './prom-client.js';
import { SENTRY_METRICS } from './sentry.js';
import { DATADOG_METRICS, HOT_SHOTS } from './statsd.js';
import { WELL_KNOWN_COMPONENTS } from './well-known-components.js';

/**
 * Every metrics library the plugin knows. To add one: a file beside this one with what the library exports and how its
 * metrics are made and observed, its line here, and its outcomes in `tests/catalog/metrics.test.ts`.
 */
export const METRICS: readonly Library[] = [
  PROM_CLIENT,
  NESTJS_PROMETHEUS,
  OPENTELEMETRY_METRICS,
  NESTJS_OTEL,
  HOT_SHOTS,
  DATADOG_METRICS,
  POWERTOOLS_METRICS,
  AWS_EMBEDDED_METRICS,
  SENTRY_METRICS,
  WELL_KNOWN_COMPONENTS,
  EXPRESS_PROM_BUNDLE,
  EXPRESS_PROMETHEUS_MIDDLEWARE,
  FASTIFY_METRICS,
  PROMSTER,
  EFFECT,
  EFFECT_METRIC,
];
