import { NEW_RELIC_METRIC } from '../metrics/newrelic.js';
import type { Library, SpanDialect, SpanStartMethod } from '../schema.js';
import { selfEndingSpan } from './self-ending.js';

/** The agents' own APIs, read in the types and documentation of elastic-apm-node 4 and newrelic 13: both start with their agent alone. */

const ELASTIC_SPAN: SpanDialect = {
  name: 'Elastic APM',
  ends: ['end'],
  changes: ['setLabel', 'addLabels', 'setOutcome', 'setType'],
  rename: '',
  attribute: ['setLabel'],
  attributes: { addLabels: 0 },
  recordException: undefined,
  errorTag: undefined,
};

const ELASTIC_START = {
  dialect: ELASTIC_SPAN,
  kind: 'manual',
  endedBy: 'caller',
  name: 'argument',
  // Labels have no place in the call that starts it.
  attributes: '',
} as const satisfies SpanStartMethod;

export const ELASTIC_APM: Library = {
  id: 'elastic-apm-node',
  packages: ['elastic-apm-node'],
  exports: { default: 'agent', '*': 'agent' },
  types: { Agent: 'agent', Transaction: 'span', Span: 'span' },
  kinds: {
    agent: {
      starts: { startTransaction: ELASTIC_START, startSpan: ELASTIC_START },
      steps: {
        default: 'agent',
        'start()': 'agent',
        'startTransaction()': 'span',
        'startSpan()': 'span',
        currentTransaction: 'current',
        currentSpan: 'current',
      },
    },
    span: {
      span: { dialect: ELASTIC_SPAN },
      starts: { startSpan: ELASTIC_START },
      steps: { 'startSpan()': 'span' },
    },
    current: {
      span: { dialect: ELASTIC_SPAN, isForeign: true },
      starts: { startSpan: ELASTIC_START },
      steps: { 'startSpan()': 'span' },
    },
  },
};

/** Its segments and transactions end with the function that they are given. */
const NEW_RELIC_SPAN = selfEndingSpan('New Relic');

const NEW_RELIC_START = {
  dialect: NEW_RELIC_SPAN,
  kind: 'active',
  endedBy: 'self',
  name: 'argument',
  // Labels have no place in the call that starts it.
  attributes: '',
} as const satisfies SpanStartMethod;

export const NEW_RELIC: Library = {
  id: 'newrelic',
  packages: ['newrelic'],
  exports: { default: 'agent', '*': 'agent' },
  kinds: {
    agent: {
      instrument: { dialect: NEW_RELIC_METRIC },
      starts: { startSegment: NEW_RELIC_START, startBackgroundTransaction: NEW_RELIC_START },
      steps: { default: 'agent' },
    },
  },
};
