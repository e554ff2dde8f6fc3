import type { Library, MetricDialect } from '../schema.js';
import { CLOUDWATCH } from './conventions.js';

/**
 * CloudWatch keeps statistics of the values that are sent:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html
 */

const POWERTOOLS_DIALECT: MetricDialect = {
  convention: CLOUDWATCH,
  creation: undefined,
  labelNames: undefined,
  methods: {
    addMetric: { operation: 'record', arguments: 'name-unit-value', kind: 'histogram' },
    addDimension: { operation: 'labels', arguments: 'label' },
    addDimensions: { operation: 'labels', arguments: 'labels' },
    setDefaultDimensions: { operation: 'labels', arguments: 'labels' },
  },
};

const EMBEDDED_DIALECT: MetricDialect = {
  convention: CLOUDWATCH,
  creation: undefined,
  labelNames: undefined,
  methods: {
    putMetric: { operation: 'record', arguments: 'name-value-unit', kind: 'histogram' },
    putDimensions: { operation: 'labels', arguments: 'labels' },
    setDimensions: { operation: 'labels', arguments: 'labels' },
  },
};

export const POWERTOOLS_METRICS: Library = {
  id: 'powertools-metrics',
  packages: ['@aws-lambda-powertools/metrics'],
  exports: { Metrics: 'Metrics', MetricUnit: 'units', '*': 'module' },
  types: { Metrics: 'metrics' },
  kinds: {
    module: { steps: { Metrics: 'Metrics', MetricUnit: 'units' } },
    Metrics: { steps: { new: 'metrics' } },
    metrics: {
      instrument: { dialect: POWERTOOLS_DIALECT },
      steps: { 'singleMetric()': 'metrics', 'addDimension()': 'metrics', 'addDimensions()': 'metrics' },
      labelOptions: { dialect: POWERTOOLS_DIALECT, options: [{ path: ['defaultDimensions'], is: 'labels' }] },
    },
    units: { areUnits: true },
  },
};

export const AWS_EMBEDDED_METRICS: Library = {
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
      instrument: { dialect: EMBEDDED_DIALECT },
      steps: { 'putDimensions()': 'logger', 'setDimensions()': 'logger', 'putMetric()': 'logger' },
    },
    units: { areUnits: true },
  },
};
