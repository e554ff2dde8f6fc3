import type { MetricDialect } from '../schema.js';
import { NEW_RELIC_EVENTS } from './conventions.js';

/**
 * The agent's own API, read in the types and documentation of newrelic 13: it records with its agent alone. The attributes of an
 * event are kept with it and make no series.
 */
export const NEW_RELIC_METRIC: MetricDialect = {
  convention: NEW_RELIC_EVENTS,
  creation: undefined,
  labelNames: undefined,
  methods: {
    recordMetric: { operation: 'record', arguments: 'name-value-unit', kind: 'histogram' },
    incrementMetric: { operation: 'add', arguments: 'name-value-unit', kind: 'counter' },
    recordCustomEvent: { operation: 'record', arguments: 'name-attributes' },
  },
};
