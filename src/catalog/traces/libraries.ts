import { EFFECT, EFFECT_MODULE, EFFECT_TRACED } from '../effect.js';
import type { Library } from '../schema.js';
import { ELASTIC_APM, NEW_RELIC } from './agents.js';
import { DD_TRACE } from './datadog.js';
import { INSTRUMENTATION_HOOKS } from './instrumentation-hooks.js';
import { K6 } from './k6.js';
import {
  NESTJS_OTEL,
  OPENTELEMETRY_EXPERIMENTAL,
  OPENTELEMETRY_INSTRUMENTATION,
  OPENTELEMETRY_SDK_TRACE,
  OPENTELEMETRY_TRACE,
} from './opentelemetry.js';
import { OPENTRACING } from './opentracing.js';
import { SENTRY_TRACE } from './sentry.js';

/**
 * Every tracing library the plugin knows. To add one: a file beside this one with what the library exports, how spans
 * are started and what their methods do, its line here, and its outcomes in `tests/catalog/span-calls.test.ts`.
 */
export const TRACING: readonly Library[] = [
  OPENTELEMETRY_TRACE,
  OPENTELEMETRY_SDK_TRACE,
  OPENTELEMETRY_EXPERIMENTAL,
  OPENTELEMETRY_INSTRUMENTATION,
  NESTJS_OTEL,
  INSTRUMENTATION_HOOKS,
  DD_TRACE,
  ELASTIC_APM,
  NEW_RELIC,
  SENTRY_TRACE,
  K6,
  OPENTRACING,
  EFFECT,
  EFFECT_MODULE,
  ...EFFECT_TRACED,
];
