/** What operators of Kubernetes are told in a manifest, by which they bring telemetry to a process. */

/** An operator starts an SDK in the process. */
export const OPERATOR_INJECTS = /instrumentation\.opentelemetry\.io\/inject|admission\.datadoghq\.com/;

/** An operator brings the instrumentations for Node.js, which inject the trace context. */
export const OPERATOR_INSTRUMENTS = /inject-nodejs|admission\.datadoghq\.com\/js-lib/;

/** `OTEL_SERVICE_NAME`, or the attribute in `OTEL_RESOURCE_ATTRIBUTES`; an operator's annotation sets the former. */
export const NAMES_SERVICE =
  /\bOTEL_SERVICE_NAME\b|\bservice\.name\b|instrumentation\.opentelemetry\.io\/inject/;
