import { SET_BAGGAGE_ITEM } from '../attributes/baggage.js';
import type { Library, SpanDialect, SpanDialectId } from '../schema.js';

/**
 * Every tracing library the plugin knows. To add one: an entry here, a dialect if its spans have other
 * methods than those below, and its outcomes in `tests/catalog/tracing.test.ts`.
 */

export const SPAN_DIALECTS: Readonly<Record<SpanDialectId, SpanDialect>> = {
  opentelemetry: {
    ends: ['end'],
    changes: [
      'setAttribute',
      'setAttributes',
      'addEvent',
      'addLink',
      'addLinks',
      'setStatus',
      'updateName',
      'recordException',
    ],
    rename: 'updateName',
    attribute: ['setAttribute'],
    attributes: { setAttributes: 0, addEvent: 1 },
    recordException: 'recordException',
    errorTag: undefined,
    ignoresAfterEnd: true,
  },
  sentry: {
    ends: ['end'],
    changes: [
      'setAttribute',
      'setAttributes',
      'addEvent',
      'addLink',
      'addLinks',
      'setStatus',
      'updateName',
      'recordException',
    ],
    rename: 'updateName',
    attribute: ['setAttribute'],
    attributes: { setAttributes: 0, addEvent: 1 },
    recordException: undefined,
    errorTag: undefined,
  },
  'sentry-transaction': {
    ends: ['finish', 'end'],
    changes: ['setTag', 'setData', 'setStatus', 'setHttpStatus', 'setName'],
    rename: 'setName',
    attribute: ['setTag', 'setData'],
    attributes: {},
    recordException: undefined,
    errorTag: undefined,
  },
  datadog: {
    ends: ['finish'],
    changes: ['setTag', 'addTags', 'setOperationName', 'log', 'logEvent', 'setBaggageItem'],
    rename: 'setOperationName',
    attribute: ['setTag'],
    attributes: { addTags: 0 },
    recordException: undefined,
    errorTag: 'error',
  },
  opentracing: {
    ends: ['finish', 'finishWithTime'],
    changes: ['setTag', 'addTags', 'setOperationName', 'log', 'logEvent', 'setBaggageItem'],
    rename: 'setOperationName',
    attribute: ['setTag'],
    attributes: { addTags: 0 },
    recordException: undefined,
    errorTag: 'error',
  },
};

const otelStart = {
  dialect: 'opentelemetry',
  name: 'argument',
  attributes: 'attributes',
  takesContext: true,
} as const;
const ddStart = { dialect: 'datadog', name: 'argument', attributes: 'tags' } as const;
const sentryStart = { dialect: 'sentry', name: 'options', attributes: 'attributes' } as const;

/** The methods of a span that give the span back, so that calls of them are chained. */
const OTEL_CHAINED = [
  ...['setAttribute', 'setAttributes', 'addEvent', 'addLink', 'addLinks', 'setStatus', 'updateName'],
];
const otelSpan = chained('span', OTEL_CHAINED);
const otelActiveSpan = chained('activeSpan', OTEL_CHAINED);
/** What every library that gives out OpenTelemetry's tracers shares. */
const otelKinds: Library['kinds'] = {
  tracer: {
    starts: {
      startSpan: { ...otelStart, kind: 'manual', endedBy: 'caller' },
      startActiveSpan: { ...otelStart, kind: 'active', endedBy: 'caller' },
    },
    steps: { 'startSpan()': 'span' },
    callbacks: { startActiveSpan: ['span'] },
  },
  span: { span: { dialect: 'opentelemetry' }, steps: otelSpan },
  activeSpan: { span: { dialect: 'opentelemetry', isForeign: true }, steps: otelActiveSpan },
};
const openTracingSpan = chained('span', ['setTag', 'addTags', 'setOperationName', 'log', 'setBaggageItem']);

export const TRACING: readonly Library[] = [
  {
    id: 'opentelemetry-trace',
    packages: ['@opentelemetry/api'],
    exports: { trace: 'trace', ProxyTracerProvider: 'Provider' },
    types: {
      Tracer: 'tracer',
      TracerProvider: 'provider',
      Span: 'span',
      TraceAPI: 'trace',
    },
    kinds: {
      ...otelKinds,
      trace: {
        steps: {
          'getTracer()': 'tracer',
          'getTracerProvider()': 'provider',
          'getActiveSpan()': 'activeSpan',
          'getSpan()': 'activeSpan',
        },
      },
      Provider: { steps: { new: 'provider' } },
      provider: { steps: { 'getTracer()': 'tracer' } },
    },
  },
  {
    id: 'opentelemetry-sdk-trace',
    packages: [
      '@opentelemetry/sdk-trace-base',
      '@opentelemetry/sdk-trace-node',
      '@opentelemetry/sdk-trace-web',
      '@opentelemetry/tracing',
      '@opentelemetry/node',
    ],
    exports: {
      BasicTracerProvider: 'Provider',
      NodeTracerProvider: 'Provider',
      WebTracerProvider: 'Provider',
    },
    types: {
      Tracer: 'tracer',
      Span: 'span',
      BasicTracerProvider: 'provider',
      NodeTracerProvider: 'provider',
      WebTracerProvider: 'provider',
    },
    kinds: {
      ...otelKinds,
      Provider: { steps: { new: 'provider' } },
      provider: { steps: { 'getTracer()': 'tracer' } },
    },
  },
  {
    id: 'opentelemetry-experimental',
    packages: ['@opentelemetry/api/experimental'],
    exports: { wrapTracer: 'wrapTracer' },
    types: { SugaredTracer: 'tracer' },
    kinds: {
      ...otelKinds,
      wrapTracer: { steps: { '()': 'tracer' } },
      tracer: {
        starts: {
          startSpan: { ...otelStart, kind: 'manual', endedBy: 'caller' },
          startActiveSpan: { ...otelStart, kind: 'active', endedBy: 'caller' },
          withActiveSpan: { ...otelStart, kind: 'active', endedBy: 'self' },
          withSpan: { ...otelStart, kind: 'active', endedBy: 'self' },
        },
        steps: { 'startSpan()': 'span' },
        callbacks: { startActiveSpan: ['span'], withActiveSpan: ['span'], withSpan: ['span'] },
      },
    },
  },
  {
    id: 'nestjs-otel',
    packages: ['nestjs-otel'],
    exports: {},
    types: { TraceService: 'service' },
    kinds: {
      ...otelKinds,
      service: {
        starts: { startSpan: { ...otelStart, kind: 'manual', endedBy: 'caller', takesContext: false } },
        steps: { 'startSpan()': 'span', 'getSpan()': 'activeSpan', 'getTracer()': 'tracer' },
      },
    },
  },
  {
    id: 'dd-trace',
    packages: ['dd-trace'],
    exports: { default: 'tracer', '*': 'tracer', tracer: 'tracer' },
    types: { Tracer: 'tracer', Span: 'span' },
    kinds: {
      tracer: {
        starts: {
          startSpan: { ...ddStart, kind: 'manual', endedBy: 'caller' },
          trace: { ...ddStart, kind: 'active', endedBy: 'done', hasDone: true },
          wrap: { ...ddStart, kind: 'active', endedBy: 'self' },
        },
        steps: {
          default: 'tracer',
          tracer: 'tracer',
          'init()': 'tracer',
          'use()': 'tracer',
          'startSpan()': 'span',
          'scope()': 'scope',
        },
        callbacks: { trace: ['span', 'done'] },
        baggage: SET_BAGGAGE_ITEM,
      },
      scope: { steps: { 'active()': 'activeSpan' } },
      span: { span: { dialect: 'datadog' }, steps: openTracingSpan, baggage: SET_BAGGAGE_ITEM },
      activeSpan: { span: { dialect: 'datadog', isForeign: true }, baggage: SET_BAGGAGE_ITEM },
      done: {},
    },
  },
  {
    id: 'sentry-trace',
    packages: [
      '@sentry/node',
      '@sentry/core',
      '@sentry/browser',
      '@sentry/bun',
      '@sentry/deno',
      '@sentry/cloudflare',
      '@sentry/aws-serverless',
      '@sentry/google-cloud-serverless',
      '@sentry/nestjs',
      '@sentry/nextjs',
      '@sentry/nuxt',
      '@sentry/remix',
      '@sentry/react-router',
      '@sentry/sveltekit',
      '@sentry/astro',
      '@sentry/solidstart',
      '@sentry/react',
      '@sentry/vue',
      '@sentry/angular',
      '@sentry/svelte',
      '@sentry/solid',
      '@sentry/electron/main',
      '@sentry/serverless',
      '@sentry/opentelemetry',
    ],
    exports: {
      startSpan: 'startSpan',
      startSpanManual: 'startSpanManual',
      startInactiveSpan: 'startInactiveSpan',
      getActiveSpan: 'getActiveSpan',
      getRootSpan: 'getActiveSpan',
      startTransaction: 'startTransaction',
    },
    types: { Span: 'span', Transaction: 'transaction' },
    kinds: {
      startSpan: {
        starts: { '()': { ...sentryStart, kind: 'active', endedBy: 'self' } },
        callbacks: { '()': ['span'] },
      },
      startSpanManual: {
        starts: { '()': { ...sentryStart, kind: 'active', endedBy: 'caller', hasDone: true } },
        callbacks: { '()': ['span', 'done'] },
      },
      startInactiveSpan: {
        starts: { '()': { ...sentryStart, kind: 'manual', endedBy: 'caller' } },
        steps: { '()': 'span' },
      },
      getActiveSpan: { steps: { '()': 'activeSpan' } },
      // Sentry 7; gone since 8.
      startTransaction: {
        starts: {
          '()': {
            ...sentryStart,
            dialect: 'sentry-transaction',
            kind: 'manual',
            endedBy: 'caller',
            attributes: 'data',
          },
        },
        steps: { '()': 'transaction' },
      },
      transaction: {
        span: { dialect: 'sentry-transaction' },
        starts: {
          startChild: {
            ...sentryStart,
            dialect: 'sentry-transaction',
            kind: 'manual',
            endedBy: 'caller',
            attributes: 'data',
          },
        },
        steps: { 'startChild()': 'transaction' },
      },
      span: { span: { dialect: 'sentry' }, steps: otelSpan },
      activeSpan: { span: { dialect: 'sentry', isForeign: true } },
      done: {},
    },
  },
  {
    // k6 is a runtime of its own: the spans of its load tests are made in Go, and have few of OpenTelemetry's methods.
    id: 'k6',
    packages: ['k6/x/otel'],
    exports: { Tracer: 'Tracer' },
    kinds: { Tracer: { steps: { new: 'tracer' } }, tracer: {} },
  },
  {
    id: 'opentracing',
    packages: ['opentracing', 'jaeger-client'],
    exports: { globalTracer: 'globalTracer', initTracer: 'globalTracer', Tracer: 'Tracer' },
    types: { Tracer: 'tracer', Span: 'span' },
    kinds: {
      globalTracer: { steps: { '()': 'tracer' } },
      Tracer: { steps: { new: 'tracer' } },
      tracer: {
        starts: {
          startSpan: {
            dialect: 'opentracing',
            kind: 'manual',
            endedBy: 'caller',
            name: 'argument',
            attributes: 'tags',
          },
        },
        steps: { 'startSpan()': 'span' },
      },
      span: { span: { dialect: 'opentracing' }, steps: openTracingSpan, baggage: SET_BAGGAGE_ITEM },
    },
  },
];

/** Objects that are tracers by convention. */
export const TRACER_NAMES = /^_?tracer$|Tracer$/;

/** Functions that make a span the active one, besides those that start one: its end is then this code's. */
export const ACTIVATING: readonly string[] = ['setSpan', 'activate', 'withActiveSpan'];

/**
 * Packages whose wrappers make a span active for a function and may leave its end to that function: Langfuse
 * documents `trace.getActiveSpan()?.end()` for what `observe(handler, { endOnExit: false })` wraps.
 */
export const HANDS_OVER_ACTIVE_SPAN = /langfuse/;

function chained(kind: string, methods: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(methods.map((method) => [`${method}()`, kind]));
}
