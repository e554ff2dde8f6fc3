import type { Library, SpanDialect, SpanStartMethod } from '../schema.js';
import { DATADOG_SPAN, DD_TRACE } from './datadog.js';
import { K6 } from './k6.js';
import {
  NESTJS_OTEL,
  OPENTELEMETRY_EXPERIMENTAL,
  OPENTELEMETRY_SDK_TRACE,
  OPENTELEMETRY_SPAN,
  OPENTELEMETRY_TRACE,
  TRACER_STARTS,
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
  NESTJS_OTEL,
  DD_TRACE,
  SENTRY_TRACE,
  K6,
  OPENTRACING,
];

/** What starts a span of something that is only named like a tracer. */
export const PRESUMED_STARTS: Readonly<Record<string, SpanStartMethod>> = TRACER_STARTS;

/** What the methods may do of something that is only named like a span; the first that has the method. */
export const PRESUMED_SPANS: readonly SpanDialect[] = [OPENTELEMETRY_SPAN, DATADOG_SPAN];

/** Objects that are tracers by convention. */
export const TRACER_NAMES = /^_?tracer$|Tracer$/;

/** Functions that make a span the active one, besides those that start one: its end is then this code's. */
export const ACTIVATING: readonly string[] = ['setSpan', 'activate', 'withActiveSpan'];

/**
 * Packages whose wrappers make a span active for a function and may leave its end to that function: Langfuse
 * documents `trace.getActiveSpan()?.end()` for what `observe(handler, { endOnExit: false })` wraps.
 */
export const HANDS_OVER_ACTIVE_SPAN = /langfuse/;

/** Packages whose spans have names of their own for attributes, and methods like OpenTelemetry's. */
export const OTHER_TRACERS = /^(?:dd-trace|opentracing|@sentry\/.*|elastic-apm-node|newrelic)$/;
