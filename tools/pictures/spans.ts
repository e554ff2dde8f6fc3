import { join } from 'node:path';
import { SpanStatusCode, context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { repaired } from './repaired.js';
import { PROGRAMS, load } from './workspace.js';

/** A span as the backend gets it. Milliseconds from the beginning of its trace. */
export interface ExportedSpan {
  readonly name: string;
  readonly depth: number;
  readonly start: number;
  readonly duration: number;
  readonly status: 'UNSET' | 'OK' | 'ERROR';
  /** What was recorded of an exception. */
  readonly exception: string | undefined;
}

export interface Traces {
  readonly before: readonly ExportedSpan[];
  readonly after: readonly ExportedSpan[];
}

/** Runs a checkout that fails, as it is written and as fixes and suggestions leave it, and gives what the SDK exports. */
export async function exportedTraces(): Promise<Traces> {
  const { before, after } = repaired(join(PROGRAMS, 'spans.js'));
  return { before: await exported('before.mjs', before), after: await exported('after.mjs', after) };
}

async function exported(name: string, text: string): Promise<readonly ExportedSpan[]> {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  try {
    const { checkout } = await load<{ checkout(id: string): Promise<unknown> }>(`spans-${name}`, text);
    await checkout('1842').catch(() => undefined);
    await provider.forceFlush();
  } finally {
    trace.disable();
    context.disable();
  }
  const spans = exporter.getFinishedSpans();
  const byId = new Map(spans.map((span) => [span.spanContext().spanId, span]));
  const depthOf = (parent: string | undefined): number => {
    const span = parent === undefined ? undefined : byId.get(parent);
    return span ? 1 + depthOf(span.parentSpanContext?.spanId) : 0;
  };
  const begin = Math.min(...spans.map(({ startTime }) => milliseconds(startTime)));
  return spans
    .map((span): ExportedSpan => ({
      name: span.name,
      depth: depthOf(span.parentSpanContext?.spanId),
      start: Math.round(milliseconds(span.startTime) - begin),
      duration: Math.round(milliseconds(span.duration)),
      status: SpanStatusCode[span.status.code] as ExportedSpan['status'],
      exception: span.events
        .filter((event) => event.name === 'exception')
        .map(({ attributes }) => String(attributes?.['exception.message']))[0],
    }))
    .sort((a, b) => a.start - b.start || a.depth - b.depth);
}

function milliseconds([seconds, nanoseconds]: readonly [number, number]): number {
  return seconds * 1000 + nanoseconds / 1e6;
}
