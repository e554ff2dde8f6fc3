import type { Pattern } from '../inventory.js';

/**
 * The family that statsd_exporter makes of a StatsD name without a mapping: what Prometheus does not allow becomes `_`. A mapping may
 * name it otherwise.
 */
export function statsdFamily(name: Pattern, prefix?: Pattern): Pattern {
  const clean = `${prefix ?? ''}${name}`.replace(/[^\w:*]/g, '_');
  return /^\d/.test(clean) ? `_${clean}` : clean;
}
