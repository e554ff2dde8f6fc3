import type { Library, MetricDialect, MetricDialectId } from '../schema.js';

/**
 * Every metrics library the plugin knows. To add one: an entry here, a dialect if its calls are written
 * unlike any below, and its outcomes in `tests/catalog/metrics.test.ts`.
 */

const promMethods: MetricDialect['methods'] = {
  inc: { operation: 'add', arguments: 'labels-value' },
  dec: { operation: 'subtract', arguments: 'labels-value' },
  set: { operation: 'set', arguments: 'labels-value' },
  observe: { operation: 'record', arguments: 'labels-value' },
  startTimer: { operation: 'startTimer', arguments: 'labels' },
  zero: { operation: 'record', arguments: 'labels' },
  reset: { operation: 'reset', arguments: 'none' },
  labels: { operation: 'labels', arguments: 'labels-or-values' },
  remove: { operation: 'remove', arguments: 'labels-or-values' },
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
  'opentelemetry-observable': {
    convention: 'opentelemetry',
    creation: 'name-options',
    labelNames: undefined,
    methods: {},
  },
  'opentelemetry-result': {
    convention: 'opentelemetry',
    creation: 'name-options',
    labelNames: undefined,
    methods: { observe: { operation: 'set', arguments: 'value-labels' } },
  },
  'opentelemetry-batch': {
    convention: 'opentelemetry',
    creation: undefined,
    labelNames: undefined,
    methods: { observe: { operation: 'set', arguments: 'instrument-value-labels' } },
  },
  statsd: {
    convention: 'statsd',
    creation: undefined,
    labelNames: undefined,
    methods: {
      increment: { operation: 'add', arguments: 'name-value-tags', kind: 'counter' },
      decrement: { operation: 'subtract', arguments: 'name-value-tags', kind: 'counter' },
      gauge: { operation: 'set', arguments: 'name-value-tags', kind: 'gauge' },
      histogram: { operation: 'record', arguments: 'name-value-tags', kind: 'histogram' },
      distribution: { operation: 'record', arguments: 'name-value-tags', kind: 'histogram' },
      timing: { operation: 'record', arguments: 'name-value-tags', kind: 'histogram', unit: 'ms' },
    },
  },
  // CloudWatch keeps statistics of the values that are sent: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html
  powertools: {
    convention: 'cloudwatch',
    creation: undefined,
    labelNames: undefined,
    methods: {
      addMetric: { operation: 'record', arguments: 'name-unit-value', kind: 'histogram' },
      addDimension: { operation: 'labels', arguments: 'label' },
      addDimensions: { operation: 'labels', arguments: 'labels' },
      setDefaultDimensions: { operation: 'labels', arguments: 'labels' },
    },
  },
  embedded: {
    convention: 'cloudwatch',
    creation: undefined,
    labelNames: undefined,
    methods: {
      putMetric: { operation: 'record', arguments: 'name-value-unit', kind: 'histogram' },
      putDimensions: { operation: 'labels', arguments: 'labels' },
      setDimensions: { operation: 'labels', arguments: 'labels' },
    },
  },
  sentry: {
    convention: 'sentry',
    creation: undefined,
    labelNames: undefined,
    methods: {
      count: { operation: 'add', arguments: 'name-value-options', kind: 'counter' },
      gauge: { operation: 'set', arguments: 'name-value-options', kind: 'gauge' },
      distribution: { operation: 'record', arguments: 'name-value-options', kind: 'histogram' },
    },
  },
};

const promKinds: Library['kinds'] = {
  module: {
    steps: {
      Counter: 'Counter',
      Gauge: 'Gauge',
      Histogram: 'Histogram',
      Summary: 'Summary',
      Registry: 'Registry',
      register: 'registry',
    },
  },
  Registry: { steps: { new: 'registry' } },
  registry: { steps: { 'getSingleMetric()': 'found' } },
  // Which kind of metric it is, only a type can tell.
  found: { instrument: { dialect: 'prom-client' } },
  Counter: { steps: { new: 'counter' } },
  Gauge: { steps: { new: 'gauge' } },
  Histogram: { steps: { new: 'histogram' } },
  Summary: { steps: { new: 'summary' } },
  counter: {
    instrument: { kind: 'counter', dialect: 'prom-client' },
    steps: { 'labels()': 'boundCounter' },
    thisIn: ['collect'],
  },
  gauge: {
    instrument: { kind: 'gauge', dialect: 'prom-client' },
    steps: { 'labels()': 'boundGauge' },
    thisIn: ['collect'],
  },
  histogram: {
    instrument: { kind: 'histogram', dialect: 'prom-client' },
    steps: { 'labels()': 'boundHistogram' },
    thisIn: ['collect'],
  },
  summary: {
    instrument: { kind: 'summary', dialect: 'prom-client' },
    steps: { 'labels()': 'boundSummary' },
    thisIn: ['collect'],
  },
  boundCounter: { instrument: { kind: 'counter', dialect: 'prom-client-bound' } },
  boundGauge: { instrument: { kind: 'gauge', dialect: 'prom-client-bound' } },
  boundHistogram: { instrument: { kind: 'histogram', dialect: 'prom-client-bound' } },
  boundSummary: { instrument: { kind: 'summary', dialect: 'prom-client-bound' } },
};

const promTypes = {
  Counter: 'counter',
  Gauge: 'gauge',
  Histogram: 'histogram',
  Summary: 'summary',
  Registry: 'registry',
};

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
      Registry: 'Registry',
      register: 'registry',
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
      ObservableCounter: 'observableCounter',
      ObservableUpDownCounter: 'observableUpDownCounter',
      ObservableGauge: 'observableGauge',
      BatchObservableResult: 'batch',
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
        callbacks: { addBatchObservableCallback: ['batch'] },
      },
      batch: { instrument: { dialect: 'opentelemetry-batch' } },
      counter: { instrument: { kind: 'counter', dialect: 'opentelemetry' } },
      upDownCounter: { instrument: { kind: 'upDownCounter', dialect: 'opentelemetry' } },
      histogram: { instrument: { kind: 'histogram', dialect: 'opentelemetry' } },
      gauge: { instrument: { kind: 'gauge', dialect: 'opentelemetry' } },
      observableCounter: {
        instrument: { kind: 'counter', dialect: 'opentelemetry-observable', isObservable: true },
        callbacks: { addCallback: ['counterResult'] },
      },
      observableUpDownCounter: {
        instrument: { kind: 'upDownCounter', dialect: 'opentelemetry-observable', isObservable: true },
        callbacks: { addCallback: ['upDownCounterResult'] },
      },
      observableGauge: {
        instrument: { kind: 'gauge', dialect: 'opentelemetry-observable', isObservable: true },
        callbacks: { addCallback: ['gaugeResult'] },
      },
      counterResult: { instrument: { kind: 'counter', dialect: 'opentelemetry-result', isObservable: true } },
      upDownCounterResult: {
        instrument: { kind: 'upDownCounter', dialect: 'opentelemetry-result', isObservable: true },
      },
      gaugeResult: { instrument: { kind: 'gauge', dialect: 'opentelemetry-result', isObservable: true } },
    },
  },
  {
    id: 'hot-shots',
    packages: ['hot-shots'],
    exports: { default: 'StatsD', '*': 'StatsD', StatsD: 'StatsD' },
    types: { StatsD: 'client' },
    kinds: {
      StatsD: { steps: { new: 'client', StatsD: 'StatsD' } },
      client: {
        instrument: { dialect: 'statsd' },
        steps: { 'childClient()': 'client' },
        labelOptions: { convention: 'statsd', options: [{ path: ['globalTags'], is: 'labels' }] },
      },
    },
  },
  {
    id: 'powertools-metrics',
    packages: ['@aws-lambda-powertools/metrics'],
    exports: { Metrics: 'Metrics', MetricUnit: 'units', '*': 'module' },
    types: { Metrics: 'metrics' },
    kinds: {
      module: { steps: { Metrics: 'Metrics', MetricUnit: 'units' } },
      Metrics: { steps: { new: 'metrics' } },
      metrics: {
        instrument: { dialect: 'powertools' },
        steps: { 'singleMetric()': 'metrics', 'addDimension()': 'metrics', 'addDimensions()': 'metrics' },
        labelOptions: { convention: 'cloudwatch', options: [{ path: ['defaultDimensions'], is: 'labels' }] },
      },
      units: { areUnits: true },
    },
  },
  {
    id: 'aws-embedded-metrics',
    packages: ['aws-embedded-metrics'],
    exports: {
      createMetricsLogger: 'create',
      metricScope: 'scope',
      Unit: 'units',
      '*': 'module',
      default: 'module',
    },
    types: { MetricsLogger: 'logger' },
    kinds: {
      module: {
        steps: { createMetricsLogger: 'create', metricScope: 'scope', Unit: 'units' },
        callbacks: { metricScope: ['logger'] },
      },
      create: { steps: { '()': 'logger' } },
      scope: { callbacks: { '()': ['logger'] } },
      logger: {
        instrument: { dialect: 'embedded' },
        steps: { 'putDimensions()': 'logger', 'setDimensions()': 'logger', 'putMetric()': 'logger' },
      },
      units: { areUnits: true },
    },
  },
  {
    id: 'sentry-metrics',
    packages: [
      '@sentry/node',
      '@sentry/aws-serverless',
      '@sentry/bun',
      '@sentry/cloudflare',
      '@sentry/deno',
      '@sentry/google-cloud-serverless',
      '@sentry/nestjs',
      '@sentry/nextjs',
    ],
    exports: { metrics: 'metrics' },
    kinds: {
      metrics: { instrument: { dialect: 'sentry' } },
    },
  },
  {
    id: 'express-prom-bundle',
    packages: ['express-prom-bundle'],
    exports: { default: 'bundle', '*': 'bundle' },
    kinds: {
      bundle: { steps: { '()': 'middleware', default: 'bundle' } },
      middleware: {
        labelOptions: {
          convention: 'prometheus',
          kind: 'histogram',
          options: [
            {
              path: ['normalizePath'],
              is: 'value',
              label: 'path',
              switch: { path: ['includePath'], isOnByDefault: false },
            },
            { path: ['customLabels'], is: 'labels' },
            { path: ['transformLabels'], is: 'changes' },
          ],
        },
      },
    },
  },
  {
    id: 'fastify-metrics',
    packages: ['fastify-metrics'],
    exports: { default: 'plugin', '*': 'plugin' },
    kinds: {
      plugin: {
        steps: { default: 'plugin' },
        labelOptions: {
          convention: 'prometheus',
          kind: 'histogram',
          handedTo: 'register',
          options: [
            {
              path: ['routeMetrics', 'overrides', 'labels', 'getRouteLabel'],
              is: 'value',
              label: 'route',
              switch: { path: ['routeMetrics', 'enabled'], isOnByDefault: true },
            },
            {
              path: ['routeMetrics', 'customLabels'],
              is: 'functions',
              switch: { path: ['routeMetrics', 'enabled'], isOnByDefault: true },
            },
          ],
        },
      },
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
