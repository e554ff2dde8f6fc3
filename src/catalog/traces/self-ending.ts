import type { SpanDialect } from '../schema.js';

/** How spans are written that end with what they are around, a function or an effect: nobody holds one. */
export const selfEndingSpan = (name: string): SpanDialect => ({
  name,
  ends: [],
  changes: [],
  rename: '',
  attribute: [],
  attributes: {},
  recordException: undefined,
  errorTag: undefined,
});
