import type { Library } from '../schema.js';

/** k6 is a runtime of its own: the spans of its load tests are made in Go, and have few of OpenTelemetry's methods. */
export const K6: Library = {
  id: 'k6',
  packages: ['k6/x/otel'],
  exports: { Tracer: 'Tracer' },
  kinds: { Tracer: { steps: { new: 'tracer' } }, tracer: {} },
};
