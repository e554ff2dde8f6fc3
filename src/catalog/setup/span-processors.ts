/** Modules that export span processors and exporters, or the namespace that holds them. */
export const PROCESSOR_MODULES =
  /^@opentelemetry\/(?:sdk-trace(?:-base|-node)?|sdk-node|tracing|node|sdk-logs|sdk-metrics)$/;

/** Exporters that print what they are given. `tests/catalog/setup.test.ts` runs one. */
export const CONSOLE_EXPORTERS: ReadonlySet<string> = new Set([
  'ConsoleSpanExporter',
  'ConsoleMetricExporter',
  'ConsoleLogRecordExporter',
]);

/** Packages whose exporters send over the network, where a request for each span is dear. */
export const NETWORK_EXPORTER_MODULES =
  /^(?:@opentelemetry\/exporter-(?:trace-otlp-\w+|otlp-\w+|collector(?:-\w+)?|zipkin|jaeger)|@google-cloud\/opentelemetry-cloud-trace-exporter|@azure\/monitor-opentelemetry-exporter)$/;

/**
 * Dependencies of processes that are frozen or end as soon as a request is answered, where a batch may never be sent and
 * each span is rightly sent at once.
 */
export const SHORT_LIVED_PACKAGES =
  /^(?:aws-lambda|@types\/aws-lambda|@aws-lambda-powertools\/.*|@opentelemetry\/instrumentation-aws-lambda|lambda-api|serverless|sst|@middy\/core|serverless-http|@vendia\/serverless-express|wrangler|@cloudflare\/workers-types|@microlabs\/otel-cf-workers|@vercel\/.*|next|nuxt|@sveltejs\/kit|@google-cloud\/functions-framework|firebase-functions|@azure\/functions|@netlify\/functions|electron)$/;
