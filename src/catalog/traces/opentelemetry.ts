import type { Library, SpanDialect, SpanStartMethod } from '../schema.js';
import { chained } from './chained.js';

/** What the method that records an exception is called in Go. */
export const RECORDS_EXCEPTION_IN_GO = 'recordError';

export const OPENTELEMETRY_SPAN: SpanDialect = {
  name: 'OpenTelemetry',
  usesOpenTelemetryApi: true,
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
  // Of OpenTelemetry in Go, and of OpenTracing.
  lacks: {
    [RECORDS_EXCEPTION_IN_GO]: 'recordException',
    setTag: 'setAttribute',
    setTags: 'setAttributes',
    addTags: 'setAttributes',
    logEvent: 'addEvent',
    setOperationName: 'updateName',
    finish: 'end',
  },
  rename: 'updateName',
  attribute: ['setAttribute'],
  attributes: { setAttributes: 0, addEvent: 1 },
  recordException: 'recordException',
  errorTag: undefined,
  ignoresAfterEnd: true,
  dropsStatusMessage: [
    { package: '@opentelemetry/sdk-trace', from: '3.0.0' },
    { package: '@opentelemetry/sdk-node', from: '0.214.0' },
    { package: '@opentelemetry/sdk-trace-node', from: '2.6.1' },
    { package: '@opentelemetry/sdk-trace-web', from: '2.6.1' },
    { package: '@opentelemetry/sdk-trace-base', from: '2.6.1' },
  ],
  dropsComplexValues: [
    { package: '@opentelemetry/sdk-trace', before: '3.0.0' },
    { package: '@opentelemetry/sdk-node', before: '0.300.0' },
    { package: '@opentelemetry/sdk-trace-node', before: '3.0.0' },
    { package: '@opentelemetry/sdk-trace-web', before: '3.0.0' },
    { package: '@opentelemetry/sdk-trace-base', before: '3.0.0' },
    // SDK 3 asks for 1.10, and those before it for a lower one.
    { package: '@opentelemetry/api', before: '1.10.0' },
  ],
};

const START = {
  dialect: OPENTELEMETRY_SPAN,
  name: 'argument',
  attributes: 'attributes',
  takesContext: true,
} as const satisfies Partial<SpanStartMethod>;

/** What starts a span of a tracer. */
export const TRACER_STARTS: Readonly<Record<string, SpanStartMethod>> = {
  startSpan: { ...START, kind: 'manual', endedBy: 'caller' },
  startActiveSpan: { ...START, kind: 'active', endedBy: 'caller' },
};

/** The methods of a span that give the span back. */
export const CHAINED_METHODS: readonly string[] = [
  ...['setAttribute', 'setAttributes', 'addEvent', 'addLink', 'addLinks', 'setStatus', 'updateName'],
];

/** What every library that gives out OpenTelemetry's tracers shares. */
const KINDS: Library['kinds'] = {
  tracer: {
    // A tracer has `withActiveSpan` where a project extends it, as the API's experimental one does.
    starts: { ...TRACER_STARTS, withActiveSpan: { ...START, kind: 'active', endedBy: 'self' } },
    steps: { 'startSpan()': 'span' },
    callbacks: { startActiveSpan: ['span'], withActiveSpan: ['span'] },
  },
  span: { span: { dialect: OPENTELEMETRY_SPAN }, steps: chained('span', CHAINED_METHODS) },
  activeSpan: {
    span: { dialect: OPENTELEMETRY_SPAN, isForeign: true },
    steps: chained('activeSpan', CHAINED_METHODS),
  },
};

export const OPENTELEMETRY_TRACE: Library = {
  id: 'opentelemetry-trace',
  packages: ['@opentelemetry/api'],
  exports: { trace: 'trace', ProxyTracerProvider: 'Provider', diag: 'diagnostics' },
  types: {
    Tracer: 'tracer',
    TracerProvider: 'provider',
    Span: 'span',
    TraceAPI: 'trace',
  },
  kinds: {
    ...KINDS,
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
    // What the API and the SDK say of themselves is no record of the application's.
    diagnostics: { steps: { 'createComponentLogger()': 'diagnostics' } },
  },
};

/** What instrumentations extend: it has its tracer, and what it says of itself. */
export const OPENTELEMETRY_INSTRUMENTATION: Library = {
  id: 'opentelemetry-instrumentation',
  packages: ['@opentelemetry/instrumentation'],
  exports: { InstrumentationBase: 'Instrumentation', InstrumentationAbstract: 'Instrumentation' },
  types: { InstrumentationBase: 'instrumentation', InstrumentationAbstract: 'instrumentation' },
  kinds: {
    ...KINDS,
    Instrumentation: { steps: { new: 'instrumentation' } },
    instrumentation: { steps: { tracer: 'tracer', _diag: 'diagnostics' } },
    diagnostics: { steps: { 'createComponentLogger()': 'diagnostics' } },
  },
};

export const OPENTELEMETRY_SDK_TRACE: Library = {
  id: 'opentelemetry-sdk-trace',
  packages: [
    '@opentelemetry/sdk-trace',
    '@opentelemetry/sdk-trace-base',
    '@opentelemetry/sdk-trace-node',
    '@opentelemetry/sdk-trace-web',
    '@opentelemetry/tracing',
    '@opentelemetry/node',
  ],
  exports: {
    TracerProvider: 'Provider',
    BasicTracerProvider: 'Provider',
    NodeTracerProvider: 'Provider',
    WebTracerProvider: 'Provider',
  },
  types: {
    Tracer: 'tracer',
    Span: 'span',
    TracerProvider: 'provider',
    BasicTracerProvider: 'provider',
    NodeTracerProvider: 'provider',
    WebTracerProvider: 'provider',
  },
  kinds: {
    ...KINDS,
    Provider: { steps: { new: 'provider' } },
    provider: { steps: { 'getTracer()': 'tracer' } },
  },
};

export const OPENTELEMETRY_EXPERIMENTAL: Library = {
  id: 'opentelemetry-experimental',
  packages: ['@opentelemetry/api/experimental'],
  exports: { wrapTracer: 'wrapTracer' },
  types: { SugaredTracer: 'tracer' },
  kinds: {
    ...KINDS,
    wrapTracer: { steps: { '()': 'tracer' } },
    tracer: {
      starts: {
        ...TRACER_STARTS,
        withActiveSpan: { ...START, kind: 'active', endedBy: 'self' },
        withSpan: { ...START, kind: 'active', endedBy: 'self' },
      },
      steps: { 'startSpan()': 'span' },
      callbacks: { startActiveSpan: ['span'], withActiveSpan: ['span'], withSpan: ['span'] },
    },
  },
};

export const NESTJS_OTEL: Library = {
  id: 'nestjs-otel',
  packages: ['nestjs-otel'],
  exports: { Span: 'spanDecorator' },
  types: { TraceService: 'service' },
  kinds: {
    ...KINDS,
    // `@Span('name')`: the method that it stands before runs in a span, which ends with it.
    spanDecorator: { starts: { '()': { ...START, kind: 'active', endedBy: 'self', takesContext: false } } },
    service: {
      starts: { startSpan: { ...START, kind: 'manual', endedBy: 'caller', takesContext: false } },
      steps: { 'startSpan()': 'span', 'getSpan()': 'activeSpan', 'getTracer()': 'tracer' },
    },
  },
};
