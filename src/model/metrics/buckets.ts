import type { HistogramBuckets } from '../../catalog/schema.js';
import type { MetricDefinition } from './metric.js';
import { type Unit, unitOfMetric, wordsOf } from './unit.js';

/** Something wrong with a histogram's bucket boundaries. */
export interface BucketProblem {
  /**
   * `empty`, `notFinite`, `unsorted` and `duplicated` are wrong whatever is recorded; `scale` and `default` are
   * wrong when the values are in the unit that the metric declares.
   */
  readonly kind: 'empty' | 'notFinite' | 'unsorted' | 'duplicated' | 'scale' | 'default';
  /** The end of a sentence that begins with the metric's name. */
  readonly problem: string;
  /** Boundaries without any of the metric's problems. */
  readonly fixed: readonly number[] | undefined;
}

/** 256 bytes to 16 MiB, by four. */
const BYTES: readonly number[] = [256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216];

const UNIT_NAMES: Readonly<Record<Unit, string>> = {
  s: 'seconds',
  ms: 'milliseconds',
  us: 'microseconds',
  ns: 'nanoseconds',
  By: 'bytes',
};
const PER_SECOND: Readonly<Record<Exclude<Unit, 'By'>, number>> = { s: 1, ms: 1e3, us: 1e6, ns: 1e9 };

/**
 * What is wrong with the buckets of a histogram, worst first; nothing for other kinds, and nothing where the
 * buckets were not seen. `default` must mean that no boundaries are given anywhere: for OpenTelemetry neither as
 * `advice` nor, as far as the caller can tell, by a view.
 */
export function bucketProblems(definition: MetricDefinition): readonly BucketProblem[] {
  const { buckets, kind } = definition;
  const own = definition.dialect.buckets;
  if (kind !== 'histogram' || buckets === undefined || !own) return [];
  const unit = unitOfMetric(definition);
  if (buckets === 'default') return defaultProblems(own, unit);
  const sound = soundBuckets(buckets);
  const misfit = sound.length > 0 && unit !== undefined && isMisfit(definition.name, unit, sound);
  const rescaled = misfit ? rescale(definition.name, own, unit, sound) : sound;
  const fixed = rescaled.length > 0 ? rescaled : fittingBuckets(own, unit);
  return [
    ...shapeProblems(own, buckets).map((problem) => ({ ...problem, fixed })),
    ...(misfit ? [{ kind: 'scale' as const, problem: misfitProblem(unit, sound), fixed }] : []),
  ];
}

/**
 * Boundaries that are not kept as they are given are sorted and rid of infinite ones, and an empty list is taken as the
 * wish for no buckets; what is not mended is a duplicate and NaN.
 */
function shapeProblems(
  { areKept }: HistogramBuckets,
  buckets: readonly number[],
): Omit<BucketProblem, 'fixed'>[] {
  const problems: Omit<BucketProblem, 'fixed'>[] = [];
  if (areKept && buckets.length === 0) {
    problems.push({ kind: 'empty', problem: 'has no buckets but +Inf: no quantile can be computed from it' });
  }
  const odd = buckets.find((bucket) => (areKept ? !Number.isFinite(bucket) : Number.isNaN(bucket)));
  if (odd !== undefined) {
    problems.push({
      kind: 'notFinite',
      problem: Number.isNaN(odd)
        ? 'has a bucket at NaN, which no value is compared with rightly'
        : odd > 0
          ? 'has a bucket at Infinity: the library adds "+Inf" itself, so it is exported twice'
          : 'has a bucket at -Infinity, which no value falls into',
    });
  }
  const drop = buckets.findIndex((bucket, i) => i > 0 && bucket < (buckets[i - 1] ?? bucket));
  if (areKept && drop > 0) {
    problems.push({
      kind: 'unsorted',
      problem: `has unsorted buckets (${buckets[drop]} behind ${buckets[drop - 1]}): the cumulative counts, and every quantile, are wrong`,
    });
  }
  const twice = buckets.find((bucket, i) => !Number.isNaN(bucket) && buckets.indexOf(bucket) < i);
  if (twice !== undefined) {
    problems.push({
      kind: 'duplicated',
      problem: areKept
        ? `has the bucket ${twice} twice: two series with the same "le" are exported`
        : `has the boundary ${twice} twice: OTLP wants strictly increasing boundaries`,
    });
  }
  return problems;
}

function defaultProblems(own: HistogramBuckets, unit: Unit | undefined): readonly BucketProblem[] {
  const fixed = fittingBuckets(own, unit);
  if (unit === undefined || !fixed) return [];
  const problem =
    own.defaultUnit === 's'
      ? unit === 's'
        ? undefined
        : `has the default buckets, which are seconds and end at 10: everything above 10 ${UNIT_NAMES[unit]} lands in +Inf`
      : unit === 's'
        ? 'has the default boundaries, which are milliseconds: everything up to 5 seconds lands in one bucket'
        : unit === 'ns'
          ? 'has the default boundaries, which end at 10000: everything above 10 microseconds lands in the last bucket'
          : undefined;
  return problem === undefined ? [] : [{ kind: 'default', problem, fixed }];
}

/** Boundaries for what services usually measure in a unit. */
function fittingBuckets(
  { seconds }: HistogramBuckets,
  unit: Unit | undefined,
): readonly number[] | undefined {
  if (unit === undefined) return undefined;
  if (unit === 'By') return BYTES;
  return seconds.map((bucket) => exact(bucket * PER_SECOND[unit]));
}

function soundBuckets(buckets: readonly number[]): readonly number[] {
  return [...new Set(buckets.filter((bucket) => Number.isFinite(bucket)))].sort((a, b) => a - b);
}

/** What may well take minutes or hours, so that large boundaries in seconds are meant. */
const LONG = new Set([
  ...['job', 'jobs', 'batch', 'cron', 'task', 'tasks', 'build', 'import', 'export', 'backup', 'sync', 'etl'],
  ...[
    'migration',
    'deploy',
    'deployment',
    'pipeline',
    'workflow',
    'run',
    'age',
    'lifetime',
    'uptime',
    'session',
  ],
  ...['queue', 'lag', 'delay', 'wait', 'call', 'video', 'audio', 'timeout', 'ttl', 'interval', 'training'],
  ...['llm', 'ai', 'model', 'inference', 'completion', 'upload', 'download', 'report', 'confirmation'],
  ...['connection', 'websocket', 'stream', 'staleness', 'freshness', 'since', 'cycle', 'delivery'],
]);
/** What may well take less than ten milliseconds. */
const SHORT = new Set([
  ...['lag', 'loop', 'eventloop', 'gc', 'cache', 'redis', 'memcached', 'tick', 'parse', 'lookup', 'lock'],
  ...['serialize', 'serialization', 'render', 'hash', 'jitter', 'frame', 'validation', 'step', 'delay'],
]);
/** Boundaries that people choose in seconds: halves of and whole minutes and hours. */
const MINUTES = new Set([
  30, 60, 90, 120, 180, 900, 1800, 3600, 5400, 7200, 10_800, 14_400, 21_600, 43_200, 86_400,
]);

/** What takes milliseconds to a few seconds wherever it is measured: only of these a scale can be said to be wrong. */
const ORDINARY = new Set([
  ...[
    'request',
    'requests',
    'http',
    'https',
    'response',
    'api',
    'route',
    'endpoint',
    'handler',
    'middleware',
  ],
  ...['query', 'queries', 'sql', 'db', 'database', 'postgres', 'mysql', 'mongo', 'mongodb', 'redis', 'cache'],
  ...['rpc', 'grpc', 'graphql', 'resolver', 'latency'],
]);

/** Whether boundaries can hardly be in the unit of their metric. */
function isMisfit(name: string | undefined, unit: Unit, buckets: readonly number[]): boolean {
  const words = wordsOf(name ?? '');
  const largest = buckets.at(-1) ?? 0;
  if (largest <= 0) return false;
  if (unit !== 's') {
    // Seconds have fractions; whole numbers up to 10 may well be milliseconds of something quick.
    const isOfSeconds = unit === 'By' || buckets.some((bucket) => bucket > 0 && bucket < 1);
    const isQuick = unit === 'ms' && words.some((word) => SHORT.has(word));
    return largest <= 10 && buckets.length > 2 && isOfSeconds && !isQuick;
  }
  if (
    !words.some((word) => ORDINARY.has(word)) ||
    words.some((word) => LONG.has(word)) ||
    buckets.some((bucket) => MINUTES.has(bucket))
  )
    return false;
  // `[0.1, 5, 15, 50, 100, 500]` is a list of milliseconds that much code copied; 0 and fractions lead it.
  const whole = buckets.filter((bucket) => bucket >= 1);
  const smallest = whole[0] ?? 0;
  if (buckets.length - whole.length > 1 || whole.length < 3) return false;
  return smallest >= 5 ? largest >= 200 : largest > 1000 && !whole.every(isPowerOfTen);
}

function isPowerOfTen(value: number): boolean {
  return Number.isInteger(Math.log10(value));
}

function misfitProblem(unit: Unit, buckets: readonly number[]): string {
  const largest = buckets.at(-1) ?? 0;
  return unit === 's'
    ? `is in seconds, but its buckets (up to ${largest}) look like milliseconds: ordinary durations all land in the first`
    : `is in ${UNIT_NAMES[unit]}, but its buckets end at ${largest}: ordinary values all land in +Inf`;
}

function rescale(
  name: string | undefined,
  own: HistogramBuckets,
  unit: Unit,
  buckets: readonly number[],
): readonly number[] {
  const factor = unit === 's' ? 1e-3 : unit === 'By' ? undefined : PER_SECOND[unit];
  const scaled = factor === undefined ? [] : soundBuckets(buckets.map((bucket) => exact(bucket * factor)));
  return scaled.length > 0 && !isMisfit(name, unit, scaled) ? scaled : (fittingBuckets(own, unit) ?? []);
}

/** Without what binary arithmetic adds: 70, not 70.00000000000001. */
function exact(value: number): number {
  return Number(value.toPrecision(12));
}
