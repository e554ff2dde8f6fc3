import { EFFECT as EFFECT_CONVENTION } from './metrics/conventions.js';
import { OPEN_DIALECT } from './logs/open-contract.js';
import { selfEndingSpan } from './traces/self-ending.js';
import type { Dialect, Library, MetricDialect, SpanStartMethod } from './schema.js';

/** All arguments become the record's message, one or a list; what is written of them is up to the logger that a program provides. */
const LOG: Dialect = {
  ...OPEN_DIALECT,
  name: 'Effect',
  methods: {
    log: 'info',
    logTrace: 'trace',
    logDebug: 'debug',
    logInfo: 'info',
    logWarning: 'warn',
    logError: 'error',
    logFatal: 'fatal',
  },
  methodFor: {
    trace: 'logTrace',
    debug: 'logDebug',
    info: 'logInfo',
    warn: 'logWarning',
    error: 'logError',
    fatal: 'logFatal',
  },
  printf: 'no',
};

/** A span ends with the effect that it is around, and has its failure as an exception. */
const SPAN = selfEndingSpan('Effect');

const START: SpanStartMethod = {
  dialect: SPAN,
  kind: 'active',
  endedBy: 'self',
  name: 'text',
  attributes: 'attributes',
};

const STARTS = { withSpan: START, withSpanScoped: START };

/** A metric is its own definition, and is handed to what records: `Metric.increment(orders)`. */
const METRIC: MetricDialect = {
  convention: EFFECT_CONVENTION,
  creation: 'name-options',
  description: 'description',
  labelNames: undefined,
  methods: {},
};

const OBSERVING: MetricDialect = {
  ...METRIC,
  creation: undefined,
  methods: {
    increment: { operation: 'add', arguments: 'instrument-value-labels' },
    incrementBy: { operation: 'add', arguments: 'instrument-value-labels' },
    set: { operation: 'set', arguments: 'instrument-value-labels' },
    update: { operation: 'record', arguments: 'instrument-value-labels' },
  },
};

const KINDS: Library['kinds'] = {
  Effect: {
    logger: LOG,
    starts: { ...STARTS, fn: START, useSpan: START, makeSpan: START, makeSpanScoped: START },
  },
  Traced: { starts: STARTS },
  Metric: {
    instrument: { dialect: OBSERVING },
    steps: {
      'counter()': 'counter',
      'gauge()': 'gauge',
      'histogram()': 'histogram',
      'timer()': 'histogram',
      'timerWithBoundaries()': 'histogram',
      'summary()': 'summary',
    },
  },
  counter: { instrument: { kind: 'counter', dialect: METRIC } },
  gauge: { instrument: { kind: 'gauge', dialect: METRIC } },
  histogram: { instrument: { kind: 'histogram', dialect: METRIC } },
  summary: { instrument: { kind: 'summary', dialect: METRIC } },
};

/** https://effect.website/docs/observability, run with effect 3.22. */
export const EFFECT: Library = {
  id: 'effect',
  isWholeProgram: true,
  packages: ['effect'],
  exports: { Effect: 'Effect', Layer: 'Traced', Stream: 'Traced', Metric: 'Metric' },
  kinds: KINDS,
};

/** `import * as Effect from 'effect/Effect'`: each of its modules is a package's entry of its own. */
const moduleOf = (id: string, name: string, kind: string): Library => ({
  id,
  isWholeProgram: true,
  packages: [`effect/${name}`],
  exports: { '*': kind },
  kinds: KINDS,
});

export const EFFECT_MODULE = moduleOf('effect-module', 'Effect', 'Effect');
export const EFFECT_TRACED: readonly Library[] = [
  moduleOf('effect-layer', 'Layer', 'Traced'),
  moduleOf('effect-stream', 'Stream', 'Traced'),
];
export const EFFECT_METRIC = moduleOf('effect-metric', 'Metric', 'Metric');
