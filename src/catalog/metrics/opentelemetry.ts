import type { CounterDecrease, HistogramBuckets, Library, MetricDialect } from '../schema.js';
import { OPENTELEMETRY } from './conventions.js';

const BUCKETS: HistogramBuckets = {
  option: ['advice', 'explicitBucketBoundaries'],
  // The SDK specification's own.
  defaults: [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000],
  defaultUnit: 'ms',
  // What OpenTelemetry's HTTP conventions advise for durations.
  seconds: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
  hasViews: true,
};

const MAKERS: Pick<CounterDecrease, 'makers' | 'madeBy'> = {
  makers: {
    createCounter: 'createUpDownCounter',
    createObservableCounter: 'createObservableUpDownCounter',
  },
  madeBy: 'call',
};

/** What an observable counter is set to is its total. */
const TOTAL_DECREASE: CounterDecrease = {
  ...MAKERS,
  outcome: 'the SDK exports 0',
  instead: 'an ObservableUpDownCounter',
};

export const OPENTELEMETRY_DIALECT: MetricDialect = {
  convention: OPENTELEMETRY,
  creation: 'name-options',
  description: 'description',
  labelNames: undefined,
  methods: {
    add: { operation: 'add', arguments: 'value-labels' },
    record: { operation: 'record', arguments: 'value-labels' },
  },
  buckets: BUCKETS,
  remade: 'the SDK looks it up and wraps it anew each time, and warns when its options differ',
  decrease: {
    ...MAKERS,
    outcome: 'the SDK drops it',
    instead: 'an UpDownCounter',
  },
};

const OBSERVABLE: MetricDialect = { ...OPENTELEMETRY_DIALECT, methods: {}, decrease: TOTAL_DECREASE };

/** What an observable's callback is given. */
const RESULT: MetricDialect = {
  ...OBSERVABLE,
  methods: { observe: { operation: 'set', arguments: 'value-labels' } },
};

/** What a callback for several observables is given. */
const BATCH: MetricDialect = {
  ...OBSERVABLE,
  creation: undefined,
  methods: { observe: { operation: 'set', arguments: 'instrument-value-labels' } },
};

export const OPENTELEMETRY_METRICS: Library = {
  id: 'opentelemetry-metrics',
  packages: ['@opentelemetry/api', '@opentelemetry/api-metrics', '@opentelemetry/sdk-metrics'],
  exports: { metrics: 'metrics', MeterProvider: 'MeterProvider' },
  types: {
    Meter: 'meter',
    MeterProvider: 'provider',
    Counter: 'counter',
    UpDownCounter: 'upDownCounter',
    Histogram: 'histogram',
    Gauge: 'gauge',
    ObservableCounter: 'observableCounter',
    ObservableUpDownCounter: 'observableUpDownCounter',
    ObservableGauge: 'observableGauge',
    BatchObservableResult: 'batch',
  },
  kinds: {
    metrics: { steps: { 'getMeter()': 'meter', 'getMeterProvider()': 'provider' } },
    MeterProvider: { steps: { new: 'provider' } },
    provider: { steps: { 'getMeter()': 'meter' } },
    meter: {
      steps: {
        'createCounter()': 'counter',
        'createUpDownCounter()': 'upDownCounter',
        'createHistogram()': 'histogram',
        'createGauge()': 'gauge',
        'createObservableCounter()': 'observableCounter',
        'createObservableUpDownCounter()': 'observableUpDownCounter',
        'createObservableGauge()': 'observableGauge',
      },
      callbacks: { addBatchObservableCallback: ['batch'] },
    },
    batch: { instrument: { dialect: BATCH } },
    counter: { instrument: { kind: 'counter', dialect: OPENTELEMETRY_DIALECT } },
    upDownCounter: { instrument: { kind: 'upDownCounter', dialect: OPENTELEMETRY_DIALECT } },
    histogram: { instrument: { kind: 'histogram', dialect: OPENTELEMETRY_DIALECT } },
    gauge: { instrument: { kind: 'gauge', dialect: OPENTELEMETRY_DIALECT } },
    observableCounter: {
      instrument: { kind: 'counter', dialect: OBSERVABLE, isObservable: true },
      callbacks: { addCallback: ['counterResult'] },
    },
    observableUpDownCounter: {
      instrument: { kind: 'upDownCounter', dialect: OBSERVABLE, isObservable: true },
      callbacks: { addCallback: ['upDownCounterResult'] },
    },
    observableGauge: {
      instrument: { kind: 'gauge', dialect: OBSERVABLE, isObservable: true },
      callbacks: { addCallback: ['gaugeResult'] },
    },
    counterResult: { instrument: { kind: 'counter', dialect: RESULT, isObservable: true } },
    upDownCounterResult: {
      instrument: { kind: 'upDownCounter', dialect: RESULT, isObservable: true },
    },
    gaugeResult: { instrument: { kind: 'gauge', dialect: RESULT, isObservable: true } },
  },
  factories: {
    'opentelemetry.Counter': 'counter',
    'opentelemetry.UpDownCounter': 'upDownCounter',
    'opentelemetry.Gauge': 'gauge',
    'opentelemetry.Histogram': 'histogram',
    'opentelemetry.ObservableCounter': 'observableCounter',
    'opentelemetry.ObservableUpDownCounter': 'observableUpDownCounter',
    'opentelemetry.ObservableGauge': 'observableGauge',
  },
};

/** Its service keeps each metric by its name, in nestjs-otel 7.0: asking for one again makes none. */
const KEPT: MetricDialect = {
  convention: OPENTELEMETRY,
  creation: 'name-options',
  description: 'description',
  labelNames: undefined,
  methods: OPENTELEMETRY_DIALECT.methods,
  buckets: BUCKETS,
  decrease: {
    makers: { getCounter: 'getUpDownCounter' },
    madeBy: 'call',
    outcome: 'the SDK drops it',
    instead: 'an UpDownCounter',
  },
};

const { counterResult, upDownCounterResult, gaugeResult } = OPENTELEMETRY_METRICS.kinds;

/** Run by hand with 7.0, as it does not go with the version of NestJS that is installed here. */
export const NESTJS_OTEL: Library = {
  id: 'nestjs-otel',
  packages: ['nestjs-otel'],
  exports: { MetricService: 'MetricService' },
  types: { MetricService: 'service' },
  kinds: {
    MetricService: { steps: { new: 'service' } },
    service: {
      steps: {
        'getCounter()': 'counter',
        'getUpDownCounter()': 'upDownCounter',
        'getHistogram()': 'histogram',
        'getGauge()': 'gauge',
        'getObservableCounter()': 'observableCounter',
        'getObservableUpDownCounter()': 'observableUpDownCounter',
        'getObservableGauge()': 'observableGauge',
      },
    },
    counter: { instrument: { kind: 'counter', dialect: KEPT } },
    upDownCounter: { instrument: { kind: 'upDownCounter', dialect: KEPT } },
    histogram: { instrument: { kind: 'histogram', dialect: KEPT } },
    gauge: { instrument: { kind: 'gauge', dialect: KEPT } },
    observableCounter: {
      instrument: { kind: 'counter', dialect: { ...KEPT, methods: {} }, isObservable: true },
      callbacks: { addCallback: ['counterResult'] },
    },
    observableUpDownCounter: {
      instrument: { kind: 'upDownCounter', dialect: { ...KEPT, methods: {} }, isObservable: true },
      callbacks: { addCallback: ['upDownCounterResult'] },
    },
    observableGauge: {
      instrument: { kind: 'gauge', dialect: { ...KEPT, methods: {} }, isObservable: true },
      callbacks: { addCallback: ['gaugeResult'] },
    },
    ...(counterResult && { counterResult }),
    ...(upDownCounterResult && { upDownCounterResult }),
    ...(gaugeResult && { gaugeResult }),
  },
};
