import type { Library, MetricDialect, MetricMethod } from '../schema.js';
import { STATSD } from './conventions.js';

/** `(name, value?, sampleRate?, tags?, callback?)`; options may stand where the tags do. */
const TAGGED: Pick<MetricMethod, 'arguments' | 'optionKeys'> = {
  arguments: 'name-value-tags',
  optionKeys: ['sampleRate', 'timestamp', 'cardinality'],
};

const DIALECT: MetricDialect = {
  convention: STATSD,
  creation: undefined,
  labelNames: undefined,
  methods: {
    increment: { operation: 'add', ...TAGGED, kind: 'counter' },
    decrement: { operation: 'subtract', ...TAGGED, kind: 'counter' },
    gauge: { operation: 'set', ...TAGGED, kind: 'gauge' },
    histogram: { operation: 'record', ...TAGGED, kind: 'histogram' },
    distribution: { operation: 'record', ...TAGGED, kind: 'histogram' },
    timing: { operation: 'record', ...TAGGED, kind: 'histogram', unit: 'ms' },
  },
};

/** `(name, value, tags)`, of dd-trace's `tracer.dogstatsd` too. */
export const DATADOG_METRIC: MetricDialect = {
  ...DIALECT,
  methods: {
    increment: { operation: 'add', arguments: 'name-value-tags', kind: 'counter' },
    decrement: { operation: 'subtract', arguments: 'name-value-tags', kind: 'counter' },
    gauge: { operation: 'set', arguments: 'name-value-tags', kind: 'gauge' },
    histogram: { operation: 'record', arguments: 'name-value-tags', kind: 'histogram' },
    distribution: { operation: 'record', arguments: 'name-value-tags', kind: 'histogram' },
  },
};

/** It sends them over HTTP; its tags are a list. */
export const DATADOG_METRICS: Library = {
  id: 'datadog-metrics',
  packages: ['datadog-metrics'],
  exports: { default: 'client', '*': 'client', BufferedMetricsLogger: 'BufferedMetricsLogger' },
  types: { BufferedMetricsLogger: 'client' },
  kinds: {
    BufferedMetricsLogger: { steps: { new: 'client' } },
    client: {
      instrument: { dialect: DATADOG_METRIC },
      steps: { default: 'client', BufferedMetricsLogger: 'BufferedMetricsLogger' },
      labelOptions: { dialect: DATADOG_METRIC, options: [{ path: ['defaultTags'], is: 'labels' }] },
    },
  },
};

/** `node-statsd` is what it was forked from, with the same methods; that one was read, and not run. */
export const HOT_SHOTS: Library = {
  id: 'hot-shots',
  packages: ['hot-shots', 'node-statsd'],
  exports: { default: 'StatsD', '*': 'StatsD', StatsD: 'StatsD' },
  types: { StatsD: 'client' },
  kinds: {
    StatsD: { steps: { new: 'client', StatsD: 'StatsD' } },
    client: {
      instrument: { dialect: DIALECT },
      steps: { 'childClient()': 'client' },
      labelOptions: { dialect: DIALECT, options: [{ path: ['globalTags'], is: 'labels' }] },
    },
  },
};
