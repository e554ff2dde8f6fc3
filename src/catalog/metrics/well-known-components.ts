import type { Library, MetricDialect, MetricMethod } from '../schema.js';
import { PROMETHEUS } from './conventions.js';

/** `(name, labels?, value?)`, of metrics that are declared elsewhere: whether it is a counter or a gauge is not seen here. */
const BY_NAME: Pick<MetricMethod, 'arguments'> = { arguments: 'name-labels-value' };

const DIALECT: MetricDialect = {
  convention: PROMETHEUS,
  creation: undefined,
  labelNames: undefined,
  methods: {
    increment: { operation: 'add', ...BY_NAME },
    decrement: { operation: 'subtract', ...BY_NAME },
    observe: { operation: 'record', ...BY_NAME },
    // Its timer is an object, which `end()` stops: no function to be called on every path.
    startTimer: { operation: 'record', ...BY_NAME },
  },
};

/** Metrics by their names, kept in prom-client's registry: run by hand with @dcl/metrics 1.0, a series for each value of a label. */
export const WELL_KNOWN_COMPONENTS: Library = {
  id: 'well-known-components',
  packages: ['@well-known-components/metrics', '@dcl/metrics', '@well-known-components/interfaces'],
  exports: { createMetricsComponent: 'make', createTestMetricsComponent: 'make' },
  types: { IMetricsComponent: 'metrics' },
  kinds: {
    make: { steps: { '()': 'metrics' } },
    metrics: { instrument: { dialect: DIALECT } },
  },
};
