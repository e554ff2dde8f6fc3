import type { CounterDecrease, HistogramBuckets, Library, MetricDialect } from '../schema.js';
import { PROMETHEUS } from './conventions.js';

/** prom-client, and what makes metrics with it. */

/** prom-client's own: 5 ms to 10 s, in seconds. */
const DEFAULT_BUCKETS: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const BUCKETS: HistogramBuckets = {
  option: ['buckets'],
  defaults: DEFAULT_BUCKETS,
  defaultUnit: 's',
  seconds: DEFAULT_BUCKETS,
  areKept: true,
};

const DECREASE: CounterDecrease = {
  outcome: 'prom-client throws',
  instead: 'a Gauge',
  makers: { Counter: 'Gauge' },
  madeBy: 'new',
};

export const PROM_CLIENT_DIALECT: MetricDialect = {
  convention: PROMETHEUS,
  creation: 'options',
  description: 'help',
  labelNames: 'labelNames',
  methods: {
    inc: { operation: 'add', arguments: 'labels-value' },
    dec: { operation: 'subtract', arguments: 'labels-value' },
    set: { operation: 'set', arguments: 'labels-value' },
    observe: { operation: 'record', arguments: 'labels-value' },
    startTimer: { operation: 'startTimer', arguments: 'labels' },
    zero: { operation: 'record', arguments: 'labels', takesAnyLabels: true },
    reset: { operation: 'reset', arguments: 'none' },
    labels: { operation: 'labels', arguments: 'labels-or-values' },
    remove: { operation: 'remove', arguments: 'labels-or-values' },
  },
  exemplars: 'enableExemplars',
  validatedBy: 'prom-client',
  buckets: BUCKETS,
  remade: 'prom-client throws the second time',
  decrease: DECREASE,
};

/** What `labels()` gives. */
const BOUND_DIALECT: MetricDialect = {
  ...PROM_CLIENT_DIALECT,
  methods: {
    inc: { operation: 'add', arguments: 'value' },
    dec: { operation: 'subtract', arguments: 'value' },
    set: { operation: 'set', arguments: 'value' },
    observe: { operation: 'record', arguments: 'value' },
    startTimer: { operation: 'startTimer', arguments: 'none' },
  },
  isBound: true,
};

const KINDS: Library['kinds'] = {
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
  found: { instrument: { dialect: PROM_CLIENT_DIALECT } },
  Counter: { steps: { new: 'counter' } },
  Gauge: { steps: { new: 'gauge' } },
  Histogram: { steps: { new: 'histogram' } },
  Summary: { steps: { new: 'summary' } },
  counter: {
    instrument: { kind: 'counter', dialect: PROM_CLIENT_DIALECT },
    steps: { 'labels()': 'boundCounter' },
    thisIn: ['collect'],
  },
  gauge: {
    instrument: { kind: 'gauge', dialect: PROM_CLIENT_DIALECT },
    steps: { 'labels()': 'boundGauge' },
    thisIn: ['collect'],
  },
  histogram: {
    instrument: { kind: 'histogram', dialect: PROM_CLIENT_DIALECT },
    steps: { 'labels()': 'boundHistogram' },
    thisIn: ['collect'],
  },
  summary: {
    instrument: { kind: 'summary', dialect: PROM_CLIENT_DIALECT },
    steps: { 'labels()': 'boundSummary' },
    thisIn: ['collect'],
  },
  boundCounter: { instrument: { kind: 'counter', dialect: BOUND_DIALECT } },
  boundGauge: { instrument: { kind: 'gauge', dialect: BOUND_DIALECT } },
  boundHistogram: { instrument: { kind: 'histogram', dialect: BOUND_DIALECT } },
  boundSummary: { instrument: { kind: 'summary', dialect: BOUND_DIALECT } },
};

const TYPES = {
  Counter: 'counter',
  Gauge: 'gauge',
  Histogram: 'histogram',
  Summary: 'summary',
  Registry: 'registry',
};

export const PROM_CLIENT: Library = {
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
  types: TYPES,
  kinds: KINDS,
  factories: {
    'prom-client.Counter': 'counter',
    'prom-client.Gauge': 'gauge',
    'prom-client.Histogram': 'histogram',
    'prom-client.Summary': 'summary',
  },
  factoryShape: {
    keys: ['name', 'help'],
    inOrder: /^(?:get|create|make|new|add|register|define)?(?:counter|gauge|histogram)$/i,
    kinds: [
      { pattern: /counter/i, kind: 'counter' },
      { pattern: /gauge/i, kind: 'gauge' },
      { pattern: /histogram/i, kind: 'histogram' },
      { pattern: /summary/i, kind: 'summary' },
    ],
  },
};

export const NESTJS_PROMETHEUS: Library = {
  id: 'nestjs-prometheus',
  packages: ['@willsoto/nestjs-prometheus'],
  exports: {
    makeCounterProvider: 'makeCounter',
    makeGaugeProvider: 'makeGauge',
    makeHistogramProvider: 'makeHistogram',
    makeSummaryProvider: 'makeSummary',
    InjectMetric: 'inject',
  },
  kinds: {
    // Which kind of metric it is, only its provider says.
    inject: { steps: { '()': 'injected' } },
    injected: { instrument: { dialect: PROM_CLIENT_DIALECT } },
    makeCounter: { steps: { '()': 'counter' } },
    makeGauge: { steps: { '()': 'gauge' } },
    makeHistogram: { steps: { '()': 'histogram' } },
    makeSummary: { steps: { '()': 'summary' } },
    counter: { instrument: { kind: 'counter', dialect: PROM_CLIENT_DIALECT } },
    gauge: { instrument: { kind: 'gauge', dialect: PROM_CLIENT_DIALECT } },
    histogram: { instrument: { kind: 'histogram', dialect: PROM_CLIENT_DIALECT } },
    summary: { instrument: { kind: 'summary', dialect: PROM_CLIENT_DIALECT } },
  },
};

export const EXPRESS_PROM_BUNDLE: Library = {
  id: 'express-prom-bundle',
  packages: ['express-prom-bundle'],
  exports: { default: 'bundle', '*': 'bundle' },
  kinds: {
    bundle: { steps: { '()': 'middleware', default: 'bundle' } },
    middleware: {
      labelOptions: {
        dialect: PROM_CLIENT_DIALECT,
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
};

/** Run by hand with 1.2 under Express 4, which is not installed here. */
export const EXPRESS_PROMETHEUS_MIDDLEWARE: Library = {
  id: 'express-prometheus-middleware',
  packages: ['express-prometheus-middleware'],
  exports: { default: 'make', '*': 'make' },
  kinds: {
    make: { steps: { '()': 'middleware', default: 'make' } },
    middleware: {
      labelOptions: {
        dialect: PROM_CLIENT_DIALECT,
        kind: 'histogram',
        options: [{ path: ['transformLabels'], is: 'changes' }],
      },
    },
  },
};

/** Read in the documentation of version 20, not run: its histogram has the labels `method`, `status_code` and `path`. */
export const PROMSTER: Library = {
  id: 'promster',
  packages: ['@promster/express', '@promster/fastify', '@promster/hapi', '@promster/server'],
  exports: { createMiddleware: 'make', createPlugin: 'make', plugin: 'plugin' },
  kinds: {
    make: { steps: { '()': 'middleware' } },
    plugin: {},
    middleware: {
      labelOptions: {
        dialect: PROM_CLIENT_DIALECT,
        kind: 'histogram',
        options: [{ path: ['options', 'normalizePath'], is: 'value', label: 'path' }],
      },
    },
  },
};

export const FASTIFY_METRICS: Library = {
  id: 'fastify-metrics',
  packages: ['fastify-metrics'],
  exports: { default: 'plugin', '*': 'plugin' },
  kinds: {
    plugin: {
      steps: { default: 'plugin' },
      labelOptions: {
        dialect: PROM_CLIENT_DIALECT,
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
};
