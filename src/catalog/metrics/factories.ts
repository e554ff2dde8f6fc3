import type { Library } from '../schema.js';
import { METRICS } from './libraries.js';

/**
 * What `settings.observability.metricFactories` may say that a function of the project makes, and the kind of value
 * that is.
 */
export const METRIC_FACTORIES: Readonly<
  Record<string, { readonly library: Library; readonly kind: string }>
> = Object.fromEntries(
  METRICS.flatMap((library) =>
    Object.entries(library.factories ?? {}).map(([name, kind]) => [name, { library, kind }] as const),
  ),
);

/** Whose metrics are made by what is not seen: Prometheus's where it is given help or label names, else OpenTelemetry's. */
export const UNSEEN_FACTORIES = { prometheus: 'prom-client', other: 'opentelemetry' } as const;

/** What only the metrics of one library are made from, whatever makes them. */
export const FACTORY_SHAPES = METRICS.flatMap((library) =>
  library.factoryShape ? [{ library, ...library.factoryShape }] : [],
);
