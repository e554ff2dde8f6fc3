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

export const HOT_SHOTS: Library = {
  id: 'hot-shots',
  packages: ['hot-shots'],
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
