import type { Library, MetricDialect, MetricKind, MetricMethod } from '../schema.js';

/**
 * Metrics that a project declares as interfaces of its own, with any library or none behind them: what they make of labels is
 * known, and not how they are made or what is refused.
 */

const METHODS: Readonly<Record<string, MetricMethod>> = {
  inc: { operation: 'add', arguments: 'labels-and-value' },
  increment: { operation: 'add', arguments: 'labels-and-value' },
  add: { operation: 'add', arguments: 'labels-and-value' },
  dec: { operation: 'subtract', arguments: 'labels-and-value' },
  decrement: { operation: 'subtract', arguments: 'labels-and-value' },
  set: { operation: 'set', arguments: 'labels-and-value' },
  observe: { operation: 'record', arguments: 'labels-and-value' },
  record: { operation: 'record', arguments: 'labels-and-value' },
  startTimer: { operation: 'startTimer', arguments: 'labels' },
  labels: { operation: 'labels', arguments: 'labels-or-values' },
};

const DIALECT: MetricDialect = {
  convention: { name: 'declared', makesSeries: true },
  creation: undefined,
  labelNames: undefined,
  methods: METHODS,
};

const BOUND: MetricDialect = { ...DIALECT, isBound: true };

export const DECLARED_METRICS: Library = {
  id: 'declared-metrics',
  packages: [],
  exports: {},
  kinds: {
    counter: { instrument: { kind: 'counter', dialect: DIALECT }, steps: { 'labels()': 'boundCounter' } },
    gauge: { instrument: { kind: 'gauge', dialect: DIALECT }, steps: { 'labels()': 'boundGauge' } },
    histogram: {
      instrument: { kind: 'histogram', dialect: DIALECT },
      steps: { 'labels()': 'boundHistogram' },
    },
    summary: { instrument: { kind: 'summary', dialect: DIALECT }, steps: { 'labels()': 'boundSummary' } },
    boundCounter: { instrument: { kind: 'counter', dialect: BOUND } },
    boundGauge: { instrument: { kind: 'gauge', dialect: BOUND } },
    boundHistogram: { instrument: { kind: 'histogram', dialect: BOUND } },
    boundSummary: { instrument: { kind: 'summary', dialect: BOUND } },
  },
};

/** What an interface that is named for a metric has to have, for it to be one. */
const CONTRACTS: readonly {
  readonly name: RegExp;
  readonly kind: string;
  readonly methods: readonly string[];
}[] = [
  { name: /Counter(?:Metric)?$/, kind: 'counter', methods: ['inc', 'increment', 'add'] },
  { name: /Gauge(?:Metric|Extra)?$/, kind: 'gauge', methods: ['set', 'inc', 'record'] },
  { name: /Histogram(?:Metric)?$/, kind: 'histogram', methods: ['observe', 'record', 'startTimer'] },
  { name: /Summary(?:Metric)?$/, kind: 'summary', methods: ['observe', 'startTimer'] },
];

/** The kind of metric that an interface of the project is by its name and its methods; undefined where it is none. */
export function declaredMetric(name: string, has: (method: string) => boolean): string | undefined {
  return CONTRACTS.find((each) => each.name.test(name) && each.methods.some(has))?.kind;
}

/** The library whose metrics may be known by their names alone. */
export const PRESUMED_OF = 'prom-client';

/** Methods that only metrics have, and objects that are named for one. */
export const PRESUMED_METHODS: ReadonlySet<string> = new Set([
  'inc',
  'dec',
  'observe',
  'startTimer',
  'labels',
]);

const PRESUMED: readonly { readonly name: RegExp; readonly kind: MetricKind }[] = [
  { name: /[a-z]Counter$|_(?:total|count)$/, kind: 'counter' },
  { name: /[a-z]Gauge$/, kind: 'gauge' },
  { name: /[a-z](?:Histogram|Summary)$|_(?:seconds|milliseconds|bytes)$/, kind: 'histogram' },
];

/** The kind of metric that something is named for: `requestsCounter`, `http_requests_total`. */
export function presumedKind(name: string): MetricKind | undefined {
  return PRESUMED.find((each) => each.name.test(name))?.kind;
}
