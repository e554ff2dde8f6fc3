import { SET_BAGGAGE_ITEM } from '../attributes/baggage.js';
import type { Library, SpanDialect } from '../schema.js';
import { chained } from './chained.js';

const DIALECT: SpanDialect = {
  name: 'OpenTracing',
  ends: ['finish', 'finishWithTime'],
  changes: ['setTag', 'addTags', 'setOperationName', 'log', 'logEvent', 'setBaggageItem'],
  rename: 'setOperationName',
  attribute: ['setTag'],
  attributes: { addTags: 0 },
  recordException: undefined,
  errorTag: 'error',
};

/** The steps of a span, also of Datadog's, which has OpenTracing's methods. */
export const SPAN_STEPS = chained('span', ['setTag', 'addTags', 'setOperationName', 'log', 'setBaggageItem']);

export const OPENTRACING: Library = {
  id: 'opentracing',
  packages: ['opentracing', 'jaeger-client'],
  exports: { globalTracer: 'globalTracer', initTracer: 'globalTracer', Tracer: 'Tracer' },
  types: { Tracer: 'tracer', Span: 'span' },
  kinds: {
    globalTracer: { steps: { '()': 'tracer' } },
    Tracer: { steps: { new: 'tracer' } },
    tracer: {
      starts: {
        startSpan: {
          dialect: DIALECT,
          kind: 'manual',
          endedBy: 'caller',
          name: 'argument',
          attributes: 'tags',
        },
      },
      steps: { 'startSpan()': 'span' },
    },
    span: { span: { dialect: DIALECT }, steps: SPAN_STEPS, baggage: SET_BAGGAGE_ITEM },
  },
};
