import { SET_BAGGAGE_ITEM } from '../attributes/baggage.js';
import type { Library, SpanDialect, SpanStartMethod } from '../schema.js';
import { DATADOG_METRIC } from '../metrics/statsd.js';
import { SPAN_STEPS } from './opentracing.js';

export const DATADOG_SPAN: SpanDialect = {
  name: 'Datadog',
  ends: ['finish'],
  changes: ['setTag', 'addTags', 'setOperationName', 'log', 'logEvent', 'setBaggageItem'],
  rename: 'setOperationName',
  attribute: ['setTag'],
  attributes: { addTags: 0 },
  recordException: undefined,
  errorTag: 'error',
  errorTagTakesError: true,
};

const START = {
  dialect: DATADOG_SPAN,
  name: 'argument',
  attributes: 'tags',
} as const satisfies Partial<SpanStartMethod>;

export const DD_TRACE: Library = {
  id: 'dd-trace',
  packages: ['dd-trace'],
  exports: { default: 'tracer', '*': 'tracer', tracer: 'tracer' },
  types: { Tracer: 'tracer', Span: 'span', DogStatsD: 'dogstatsd' },
  kinds: {
    tracer: {
      starts: {
        startSpan: { ...START, kind: 'manual', endedBy: 'caller' },
        trace: { ...START, kind: 'active', endedBy: 'done', hasDone: true },
        wrap: { ...START, kind: 'active', endedBy: 'self' },
      },
      steps: {
        default: 'tracer',
        tracer: 'tracer',
        'init()': 'tracer',
        'use()': 'tracer',
        'startSpan()': 'span',
        'scope()': 'scope',
        dogstatsd: 'dogstatsd',
      },
      callbacks: { trace: ['span', 'done'] },
      baggage: SET_BAGGAGE_ITEM,
    },
    scope: { steps: { 'active()': 'activeSpan' } },
    span: { span: { dialect: DATADOG_SPAN }, steps: SPAN_STEPS, baggage: SET_BAGGAGE_ITEM },
    activeSpan: { span: { dialect: DATADOG_SPAN, isForeign: true }, baggage: SET_BAGGAGE_ITEM },
    done: {},
    dogstatsd: { instrument: { dialect: DATADOG_METRIC } },
  },
};
