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

/** A source that deals with the ids itself: it may answer requests with them, or keep them for records that others write. */
export const NAMES_TRACE_ID = /trace_?id|spanContext|logging\.googleapis\.com\/trace/i;
/** A source that puts them on records: in what each record gets, in the fields of a call, in what a format is given. */
export const MARKS_RECORDS = new RegExp(
  `(?:${[
    String.raw`\b(?:mixin|formatters?|format|child|setBindings|withContext|appendKeys|defaultMeta|customProps|logMethod)\b`,
    String.raw`\.(?:trace|debug|verbose|http|info|warn|error|fatal|log|silly|assign)\(`,
    String.raw`\b(?:info|record|entry|log(?:Entry|Record|Data|Obj)?)\b(?=\s*[.[])`,
  ].join('|')})[^;]{0,400}?(?:trace_?id|spanContext|logging[.]googleapis[.]com/trace)`,
  'i',
);
/** A source whose records get fields that are not written where it logs: what it is handed may hold the ids. */
export const HANDS_FIELDS_ON = new RegExp(
  [
    String.raw`\b(?:mixin|formatters|defaultMeta|customProps|logMethod)\b`,
    String.raw`\bformat\(\s*(?:async\b|function\b|\(|\w+\s*=>|\w+\s*\))`,
    // `logger.child(bindings)`, `logger.info({ ...context() }, 'text')`, `logger.info(withContext(fields), 'text')`
    String.raw`\.(?:child|setBindings|assign|withContext|appendKeys)\(\s*(?:[^\s{)]|\{[^}]{0,300}?\.\.\.)`,
    String.raw`\.(?:trace|debug|verbose|http|info|warn|error|fatal|log)\(\s*(?:\{[^}]{0,300}?\.\.\.|[\w$.]{1,80}\(|\w*(?:ctx|context|meta|fields|bindings|store)\b)`,
    String.raw`\.(?:trace|debug|verbose|http|info|warn|error|fatal|log)\([^;{]{0,200}?,\s*(?:\{[^}]{0,300}?\.\.\.|[\w$.]{1,80}\(|\w*(?:ctx|context|meta|fields|bindings|store)\b)`,
  ].join('|'),
  'i',
);
/** A script that loads what does it before the program. */
export const PRELOADS_CORRELATION = /auto-instrumentations|[/-]register\b|--import|--require|-r\s/;

/** Loggers whose option `mixin` adds fields to each record, and those whose format does. */
export const MIXIN_LOGGERS: ReadonlySet<string> = new Set(['pino']);
export const FORMAT_LOGGERS: ReadonlySet<string> = new Set(['winston']);
