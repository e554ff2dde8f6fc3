import type { SpanDialect, SpanStartMethod } from '../schema.js';
import { DATADOG_SPAN } from './datadog.js';
import { OPENTELEMETRY_SPAN, TRACER_STARTS } from './opentelemetry.js';

export { RECORDS_EXCEPTION_IN_GO } from './opentelemetry.js';

/** What is known of tracers and spans by their names, and of packages that deal with them. */

/** What starts a span of something that is only named like a tracer. */
export const PRESUMED_STARTS: Readonly<Record<string, SpanStartMethod>> = TRACER_STARTS;

/** What the methods may do of something that is only named like a span; the first that has the method. */
export const PRESUMED_SPANS: readonly SpanDialect[] = [OPENTELEMETRY_SPAN, DATADOG_SPAN];

/** Objects that are tracers by convention. */
export const TRACER_NAMES = /^_?tracer$|Tracer$/;

/** Functions that make a span the active one, besides those that start one: its end is then this code's. */
export const ACTIVATING: readonly string[] = ['setSpan', 'activate', 'withActiveSpan'];

/** Functions and methods that are given a span and keep nothing of it. */
export const BORROWING: ReadonlySet<string> = new Set([
  ...ACTIVATING,
  ...['isSpanContextValid', 'setSpanContext', 'inject'],
]);

/** Keys of the options of a start under which a span is only looked at: its child's parent. */
export const PARENT_KEYS: ReadonlySet<string> = new Set([
  'childOf',
  'parent',
  'parentSpan',
  'references',
  'links',
]);

/**
 * Packages whose wrappers make a span active for a function and may leave its end to that function: Langfuse
 * documents `trace.getActiveSpan()?.end()` for what `observe(handler, { endOnExit: false })` wraps.
 */
export const HANDS_OVER_ACTIVE_SPAN = /langfuse/;

/** Packages whose spans have names of their own for attributes, and methods like OpenTelemetry's. */
export const OTHER_TRACERS =
  /^(?:dd-trace|opentracing|jaeger-client|lightstep-tracer|zipkin|@google-cloud\/trace-agent|@sentry\/.*|elastic-apm-node|newrelic)$/;
