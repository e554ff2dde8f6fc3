import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CORRELATING_INSTRUMENTATIONS } from '../../src/catalog/setup/log-correlation.js';

const ROOT = join(import.meta.dirname, '../..');

/** How each library makes a logger that writes JSON to stdout. */
const LOGGERS: Readonly<Record<string, string>> = {
  pino: "require('pino')()",
  fastify: "require('fastify')({ logger: true }).log",
  'pino-http': "require('pino-http')().logger",
  'nestjs-pino': "new (require('nestjs-pino').PinoLogger)({})",
  winston: "require('winston').createLogger({ transports: [new (require('winston').transports.Console)()] })",
  bunyan: "require('bunyan').createLogger({ name: 'shop' })",
};
/** How each is told to put the ids on records by hand, as the rule's page shows it. */
const BY_HAND: Readonly<Record<string, string>> = {
  pino: `require('pino')({ mixin: () => {
    const { traceId: trace_id, spanId: span_id } = trace.getActiveSpan()?.spanContext() ?? {};
    return { trace_id, span_id };
  } })`,
  winston: `(() => {
    const { createLogger, format, transports } = require('winston');
    const withTrace = format((info) => {
      const { traceId: trace_id, spanId: span_id } = trace.getActiveSpan()?.spanContext() ?? {};
      return Object.assign(info, { trace_id, span_id });
    });
    return createLogger({ format: format.combine(withTrace(), format.json()), transports: [new transports.Console()] });
  })()`,
};

/** The record that a logger writes in an active span, in a process of its own, and the id of the span's trace. */
function recordOf(
  logger: string,
  instrumentation?: string,
): { record: Record<string, unknown>; traceId: string } {
  const registered =
    instrumentation === undefined
      ? ''
      : `const exported = require(${JSON.stringify(instrumentation)});
         const name = Object.keys(exported).find((each) => /^\\w+Instrumentation$/.test(each));
         registerInstrumentations({ instrumentations: [new exported[name]()] });`;
  const program = `
    const { trace } = require('@opentelemetry/api');
    const { registerInstrumentations } = require('@opentelemetry/instrumentation');
    const { NodeTracerProvider } = require('@opentelemetry/sdk-trace-node');
    new NodeTracerProvider().register();
    ${registered}
    const logger = ${logger};
    trace.getTracer('shop').startActiveSpan('order', (span) => {
      logger.info('Order stored');
      console.error(span.spanContext().traceId);
      span.end();
    });`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', program], { cwd: ROOT, encoding: 'utf8' });
  return { record: JSON.parse(stdout) as Record<string, unknown>, traceId: stderr.trim() };
}

/** What the rule's suggestion makes of a logger, in one expression. */
const SUGGESTED: Readonly<Record<string, string>> = {
  pino: `require('pino')({ mixin: () => { const { traceId: trace_id, spanId: span_id } = trace.getActiveSpan()?.spanContext() ?? {}; return { trace_id, span_id }; }, level: 'debug' })`,
  winston: `(() => {
    const winston = require('winston');
    return winston.createLogger({ transports: [new winston.transports.Console()], format: winston.format.combine(winston.format((info) => { const { traceId: trace_id, spanId: span_id } = trace.getActiveSpan()?.spanContext() ?? {}; return Object.assign(info, { trace_id, span_id }); })(), winston.format.json()) });
  })()`,
};

describe('the trace id on a record', () => {
  it.each(Object.entries(LOGGERS))('is not there by itself: %s', (_library, logger) => {
    const { record, traceId } = recordOf(logger);
    expect(traceId).toMatch(/^[\da-f]{32}$/);
    expect(JSON.stringify(record)).not.toContain(traceId);
  });

  it.each(Object.entries(CORRELATING_INSTRUMENTATIONS))(
    'is there with the instrumentation of %s',
    (library, instrumentation) => {
      const { record, traceId } = recordOf(LOGGERS[library]!, instrumentation);
      expect(record).toMatchObject({ trace_id: traceId });
    },
  );

  it('is not there with that of bunyan, which patches no version from 2.0 on', () => {
    const { record, traceId } = recordOf(LOGGERS.bunyan!, '@opentelemetry/instrumentation-bunyan');
    expect(JSON.stringify(record)).not.toContain(traceId);
  });

  it.each(Object.entries(SUGGESTED))('is there by the suggestion: %s', (_library, logger) => {
    const { record, traceId } = recordOf(logger);
    expect(record).toMatchObject({ trace_id: traceId });
    expect([record.msg, record.message]).toContain('Order stored');
  });

  it.each(Object.entries(BY_HAND))('is there by hand: %s', (_library, logger) => {
    const { record, traceId } = recordOf(logger);
    expect(record).toMatchObject({ trace_id: traceId });
  });
});
