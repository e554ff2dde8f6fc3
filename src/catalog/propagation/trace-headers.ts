/** Headers that carry a trace context, of W3C and of the vendors. */

/** The whole name of such a header. */
export const TRACE_HEADERS =
  /^(?:traceparent|b3|x-b3-.*|uber-trace-id|x-datadog-trace-id|sentry-trace|x-amzn-trace-id|x-cloud-trace-context|elastic-apm-traceparent|newrelic)$/i;

/** The start of one that code sets by its name. */
export const TRACE_HEADER_START =
  /^(?:traceparent|b3|x-b3-|uber-trace-id|x-datadog-|sentry-trace|x-amzn-trace-id)/i;
