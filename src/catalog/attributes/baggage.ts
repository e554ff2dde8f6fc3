import type { BaggageMethod, Library } from '../schema.js';

/**
 * What puts entries into baggage: names and values that are sent in a header of every request. The spans that carry
 * baggage stand with the tracing libraries.
 */

/** OpenTracing's method, on spans and on Datadog's tracer. */
export const SET_BAGGAGE_ITEM: Readonly<Record<'setBaggageItem', BaggageMethod>> = {
  setBaggageItem: { takes: 'entry' },
};

export const BAGGAGE: readonly Library[] = [
  {
    id: 'opentelemetry-baggage',
    packages: ['@opentelemetry/api'],
    exports: { propagation: 'propagation' },
    types: { Baggage: 'baggage', PropagationAPI: 'propagation' },
    kinds: {
      propagation: {
        baggage: { createBaggage: { takes: 'entries', valueKey: 'value' } },
        steps: { 'createBaggage()': 'baggage', 'getBaggage()': 'baggage', 'getActiveBaggage()': 'baggage' },
      },
      baggage: {
        baggage: { setEntry: { takes: 'entry', valueKey: 'value' } },
        steps: {
          'setEntry()': 'baggage',
          'removeEntry()': 'baggage',
          'removeEntries()': 'baggage',
          'clear()': 'baggage',
        },
      },
    },
  },
];
