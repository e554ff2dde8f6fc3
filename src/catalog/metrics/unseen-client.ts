import type { Library, MetricDialect, MetricMethod } from '../schema.js';

/**
 * Clients that packages which are not in the catalog have for metrics: `require('@acme/metrics').inc('orders')`. What a package is called
 * says what it is; what its client does with the name, value and labels that it is given is not seen.
 */

const NAMED: Pick<MetricMethod, 'arguments'> = { arguments: 'name-value-tags' };

const COUNTS: MetricMethod = { operation: 'add', ...NAMED, kind: 'counter' };
const LOWERS: MetricMethod = { operation: 'subtract', ...NAMED };
const RECORDS: MetricMethod = { operation: 'record', ...NAMED, kind: 'histogram' };

/** Methods that what is called for metrics has for nothing else. */
const METHODS: Readonly<Record<string, MetricMethod>> = {
  inc: COUNTS,
  incr: COUNTS,
  increment: COUNTS,
  dec: LOWERS,
  decr: LOWERS,
  decrement: LOWERS,
  gauge: { operation: 'set', ...NAMED, kind: 'gauge' },
  timing: RECORDS,
  histogram: RECORDS,
  distribution: RECORDS,
  summary: { operation: 'record', ...NAMED, kind: 'summary' },
};

const DIALECT: MetricDialect = {
  convention: { name: 'declared', makesSeries: true },
  creation: undefined,
  labelNames: undefined,
  methods: METHODS,
};

export const UNSEEN_CLIENT: Library = {
  id: 'metrics-client',
  packages: [],
  exports: {},
  kinds: {
    client: {
      instrument: { dialect: DIALECT },
      steps: { new: 'client', '()': 'client', default: 'client' },
    },
  },
};

/** Packages that are called for the metrics that they send. */
export const METRICS_PACKAGE =
  /^(?!@opentelemetry\/)(?:@[\w.-]+\/)?(?:[a-z\d]+[-_.])*(?:metrics|statsd|dogstatsd|stats)(?:[-_.](?:client|collector|reporter|[a-z]+))?$/;

/** What they call the type of a client. */
export const METRICS_TYPE = /^I?(?:[A-Z][A-Za-z]*)?(?:Metrics|Stats[dD]?|Client|Collector|Reporter)$/;

/** What they call a client that they export, or what makes one. */
export const METRICS_EXPORT = /(?:metrics|stats[d]?|client|collector|reporter)$/i;

/** What projects call a client that observes metrics by their names. */
export const METRICS_NAMES: ReadonlySet<string> = new Set(
  [
    ...['metrics', 'stats', 'statsd', 'statsD', 'statsClient', 'statsdClient', 'metricsClient'],
    ...['dogstatsd', 'metricsService', 'metricsCollector', 'statsCollector'],
  ].flatMap((name) => [name, `_${name}`]),
);

/** Its methods. */
export const METRICS_METHODS: readonly string[] = Object.keys(METHODS);

/** Frameworks that give services a client of their own for metrics, and what it is called there. */
export const FRAMEWORK_METRICS: Readonly<Record<string, readonly string[]>> = {
  'service-runner': ['metrics', '_metrics'],
};
