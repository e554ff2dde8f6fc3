/** What puts the ids of the active trace on log records. */

/**
 * The instrumentation of each library that does; proven in `tests/catalog/log-correlation.test.ts`. bunyan's patches no version from
 * 2.0 on.
 */
export const CORRELATING_INSTRUMENTATIONS: Readonly<Record<string, string>> = {
  pino: '@opentelemetry/instrumentation-pino',
  // They write with pino, which is patched for them as well.
  fastify: '@opentelemetry/instrumentation-pino',
  'pino-http': '@opentelemetry/instrumentation-pino',
  'nestjs-pino': '@opentelemetry/instrumentation-pino',
  winston: '@opentelemetry/instrumentation-winston',
};

/** The loggers that instrumentations know, and what brings one along. */
export const INSTRUMENTED_LOGGERS: ReadonlySet<string> = new Set([
  ...['pino', 'pino-http', 'nestjs-pino', 'express-pino-logger', 'koa-pino-logger', 'hapi-pino', 'fastify'],
  ...['winston', 'nest-winston', 'express-winston', 'bunyan'],
]);

/** Packages that do it by themselves, as long as spans are made. */
export const TRACE_ID_PACKAGES: ReadonlySet<string> = new Set([
  '@opentelemetry/auto-instrumentations-node',
  ...Object.values(CORRELATING_INSTRUMENTATIONS),
  '@opentelemetry/instrumentation-bunyan',
  '@opentelemetry/winston-transport',
  'pino-opentelemetry-transport',
]);

/** Packages that may do it, by an option or as agents do. */
export const MAY_CORRELATE =
  /^(?:dd-trace|newrelic|@newrelic\/.*|elastic-apm-node|@elastic\/ecs-.*|@opentelemetry\/(?:sdk-logs|api-logs)|@google-cloud\/logging.*|@sentry\/.*|@azure\/monitor-opentelemetry|@vercel\/otel|@splunk\/otel|@honeycombio\/.*|@grafana\/.*)$/;

/** A source that deals with the ids itself. */
export const NAMES_TRACE_ID = /trace_?id|spanContext|logging\.googleapis\.com\/trace/i;
/** A script that loads what does it before the program. */
export const PRELOADS_CORRELATION = /auto-instrumentations|[/-]register\b|--import|--require|-r\s/;

/** Loggers whose option `mixin` adds fields to each record, and those whose format does. */
export const MIXIN_LOGGERS: ReadonlySet<string> = new Set(['pino']);
export const FORMAT_LOGGERS: ReadonlySet<string> = new Set(['winston']);
