import type { Library } from './library.js';

/**
 * Every metrics library the plugin knows. To add one: an entry here, a dialect if its calls are written
 * unlike any below, and its outcomes in `tests/catalog/metrics.test.ts`.
 */

export type MetricDialectId = 'prom-client' | 'prom-client-bound' | 'opentelemetry' | 'statsd';

/** How the arguments of an observing method are to be read. */
export type MetricArguments =
  /** `(labels?, value?)` or `(value?)`. */
  | 'labels-value'
  /** `(value, attributes?)`. */
  | 'value-labels'
  /** `(value?)` of a metric whose labels are set already. */
  | 'value'
  /** `(labels?)`. */
  | 'labels'
  /** StatsD's `(name, value?, …, tags?)`. */
  | 'name-value-tags'
  /** None that matters. */
  | 'none';

export interface MetricMethod {
  readonly operation: 'add' | 'subtract' | 'set' | 'record' | 'reset' | 'startTimer';
  readonly arguments: MetricArguments;
}

export interface MetricDialect {
  readonly convention: 'prometheus' | 'opentelemetry';
  /** Where a creation says what it makes: one object of options, or the name before them. */
  readonly creation: 'options' | 'name-options';
  /** The key of the options that holds the label names; undefined where labels are not declared. */
  readonly labelNames: string | undefined;
  readonly methods: Readonly<Record<string, MetricMethod>>;
}

const promMethods: MetricDialect['methods'] = {
  inc: { operation: 'add', arguments: 'labels-value' },
  dec: { operation: 'subtract', arguments: 'labels-value' },
  set: { operation: 'set', arguments: 'labels-value' },
  observe: { operation: 'record', arguments: 'labels-value' },
  startTimer: { operation: 'startTimer', arguments: 'labels' },
  reset: { operation: 'reset', arguments: 'none' },
};

export const METRIC_DIALECTS: Readonly<Record<MetricDialectId, MetricDialect>> = {
  'prom-client': {
    convention: 'prometheus',
    creation: 'options',
    labelNames: 'labelNames',
    methods: promMethods,
  },
  'prom-client-bound': {
    convention: 'prometheus',
    creation: 'options',
    labelNames: 'labelNames',
    methods: {
      inc: { operation: 'add', arguments: 'value' },
      dec: { operation: 'subtract', arguments: 'value' },
      set: { operation: 'set', arguments: 'value' },
      observe: { operation: 'record', arguments: 'value' },
      startTimer: { operation: 'startTimer', arguments: 'none' },
    },
  },
  opentelemetry: {
    convention: 'opentelemetry',
    creation: 'name-options',
    labelNames: undefined,
    methods: {
      add: { operation: 'add', arguments: 'value-labels' },
      record: { operation: 'record', arguments: 'value-labels' },
    },
  },
  statsd: {
    convention: 'opentelemetry',
    creation: 'name-options',
    labelNames: undefined,
    methods: {
      increment: { operation: 'add', arguments: 'name-value-tags' },
      decrement: { operation: 'subtract', arguments: 'name-value-tags' },
      gauge: { operation: 'set', arguments: 'name-value-tags' },
      histogram: { operation: 'record', arguments: 'name-value-tags' },
      distribution: { operation: 'record', arguments: 'name-value-tags' },
      timing: { operation: 'record', arguments: 'name-value-tags' },
    },
  },
};

const promKinds: Library['kinds'] = {
  module: { steps: { Counter: 'Counter', Gauge: 'Gauge', Histogram: 'Histogram', Summary: 'Summary' } },
  Counter: { steps: { new: 'counter' } },
  Gauge: { steps: { new: 'gauge' } },
  Histogram: { steps: { new: 'histogram' } },
  Summary: { steps: { new: 'summary' } },
  counter: { instrument: { kind: 'counter', dialect: 'prom-client' }, steps: { 'labels()': 'boundCounter' } },
  gauge: { instrument: { kind: 'gauge', dialect: 'prom-client' }, steps: { 'labels()': 'boundGauge' } },
  histogram: {
    instrument: { kind: 'histogram', dialect: 'prom-client' },
    steps: { 'labels()': 'boundHistogram' },
  },
  summary: { instrument: { kind: 'summary', dialect: 'prom-client' }, steps: { 'labels()': 'boundSummary' } },
  boundCounter: { instrument: { kind: 'counter', dialect: 'prom-client-bound' } },
  boundGauge: { instrument: { kind: 'gauge', dialect: 'prom-client-bound' } },
  boundHistogram: { instrument: { kind: 'histogram', dialect: 'prom-client-bound' } },
  boundSummary: { instrument: { kind: 'summary', dialect: 'prom-client-bound' } },
};

const promTypes = { Counter: 'counter', Gauge: 'gauge', Histogram: 'histogram', Summary: 'summary' };

export const METRICS: readonly Library[] = [
  {
    id: 'prom-client',
    packages: ['prom-client'],
    exports: {
      default: 'module',
      '*': 'module',
      Counter: 'Counter',
      Gauge: 'Gauge',
      Histogram: 'Histogram',
      Summary: 'Summary',
    },
    types: promTypes,
    kinds: promKinds,
  },
  {
    id: 'nestjs-prometheus',
    packages: ['@willsoto/nestjs-prometheus'],
    exports: {
      makeCounterProvider: 'makeCounter',
      makeGaugeProvider: 'makeGauge',
      makeHistogramProvider: 'makeHistogram',
      makeSummaryProvider: 'makeSummary',
    },
    kinds: {
      makeCounter: { steps: { '()': 'counter' } },
      makeGauge: { steps: { '()': 'gauge' } },
      makeHistogram: { steps: { '()': 'histogram' } },
      makeSummary: { steps: { '()': 'summary' } },
      counter: { instrument: { kind: 'counter', dialect: 'prom-client' } },
      gauge: { instrument: { kind: 'gauge', dialect: 'prom-client' } },
      histogram: { instrument: { kind: 'histogram', dialect: 'prom-client' } },
      summary: { instrument: { kind: 'summary', dialect: 'prom-client' } },
    },
  },
  {
    id: 'opentelemetry-metrics',
    packages: ['@opentelemetry/api', '@opentelemetry/api-metrics'],
    exports: { metrics: 'metrics' },
    types: {
      Meter: 'meter',
      MeterProvider: 'provider',
      Counter: 'counter',
      UpDownCounter: 'upDownCounter',
      Histogram: 'histogram',
      Gauge: 'gauge',
    },
    kinds: {
      metrics: { steps: { 'getMeter()': 'meter', 'getMeterProvider()': 'provider' } },
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
      },
      counter: { instrument: { kind: 'counter', dialect: 'opentelemetry' } },
      upDownCounter: { instrument: { kind: 'upDownCounter', dialect: 'opentelemetry' } },
      histogram: { instrument: { kind: 'histogram', dialect: 'opentelemetry' } },
      gauge: { instrument: { kind: 'gauge', dialect: 'opentelemetry' } },
      observableCounter: { instrument: { kind: 'counter', dialect: 'opentelemetry', isObservable: true } },
      observableUpDownCounter: {
        instrument: { kind: 'upDownCounter', dialect: 'opentelemetry', isObservable: true },
      },
      observableGauge: { instrument: { kind: 'gauge', dialect: 'opentelemetry', isObservable: true } },
    },
  },
  {
    id: 'hot-shots',
    packages: ['hot-shots'],
    exports: { default: 'StatsD', '*': 'StatsD', StatsD: 'StatsD' },
    types: { StatsD: 'client' },
    kinds: {
      StatsD: { steps: { new: 'client', StatsD: 'StatsD' } },
      client: { instrument: { kind: 'counter', dialect: 'statsd' }, steps: { 'childClient()': 'client' } },
    },
  },
];

/**
 * What `settings.observability.metricFactories` may say that a function of the project makes, and the kind of value
 * that is.
 */
export const METRIC_FACTORIES: Readonly<Record<string, { readonly library: string; readonly kind: string }>> =
  {
    'prom-client.Counter': { library: 'prom-client', kind: 'counter' },
    'prom-client.Gauge': { library: 'prom-client', kind: 'gauge' },
    'prom-client.Histogram': { library: 'prom-client', kind: 'histogram' },
    'prom-client.Summary': { library: 'prom-client', kind: 'summary' },
    'opentelemetry.Counter': { library: 'opentelemetry-metrics', kind: 'counter' },
    'opentelemetry.UpDownCounter': { library: 'opentelemetry-metrics', kind: 'upDownCounter' },
    'opentelemetry.Gauge': { library: 'opentelemetry-metrics', kind: 'gauge' },
    'opentelemetry.Histogram': { library: 'opentelemetry-metrics', kind: 'histogram' },
    'opentelemetry.ObservableCounter': { library: 'opentelemetry-metrics', kind: 'observableCounter' },
    'opentelemetry.ObservableUpDownCounter': {
      library: 'opentelemetry-metrics',
      kind: 'observableUpDownCounter',
    },
    'opentelemetry.ObservableGauge': { library: 'opentelemetry-metrics', kind: 'observableGauge' },
  };

/** `{ name, help, labelNames }` handed to something called so makes a prom-client metric (DESIGN §2.3 e). */
export const FACTORY_SHAPES: readonly { readonly pattern: RegExp; readonly kind: string }[] = [
  { pattern: /counter/i, kind: 'counter' },
  { pattern: /gauge/i, kind: 'gauge' },
  { pattern: /histogram/i, kind: 'histogram' },
  { pattern: /summary/i, kind: 'summary' },
];
