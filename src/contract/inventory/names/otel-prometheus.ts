import type { MetricKindName, Pattern } from '../inventory.js';

/**
 * The family that `@opentelemetry/exporter-prometheus` writes a metric as: no unit, and `_total` on what only goes up.
 * `tests/catalog/exporter-names.test.ts` runs it.
 */
export function otelPrometheusFamily(name: Pattern, kind: MetricKindName, prefix?: Pattern): Pattern {
  const clean = otelPrometheusText(name);
  const whole = prefix === undefined || prefix === '' ? clean : `${prefix}_${clean}`;
  const valid = /^\d/.test(whole) ? `_${whole}` : whole;
  // What an open end may already say is not said again.
  return kind !== 'counter' || valid.endsWith('_total') || valid.endsWith('*') ? valid : `${valid}_total`;
}

/** The label that it writes an attribute as. */
export function otelPrometheusText(text: Pattern): Pattern {
  return text.replace(/[^\w*]/g, '_').replace(/_{2,}/g, '_');
}
