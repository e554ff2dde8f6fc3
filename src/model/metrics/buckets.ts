import type { HistogramBuckets } from '../../catalog/schema.js';
import type { BucketReason } from '../text/reasons/metrics.js';
import type { MetricDefinition } from './metric.js';
import { type Unit, unitOfMetric } from './unit.js';
import { wordsOf } from '../text/words.js';

/** Something wrong with a histogram's bucket boundaries. */
export interface BucketProblem {
  /**
   * `buckets-off-scale` and `default-buckets` are wrong when the values are in the unit that the metric declares; the
   * others are wrong whatever is recorded.
   */
  readonly reason: BucketReason;
  /** Boundaries without any of the metric's problems. */
  readonly fixed: readonly number[] | undefined;
}

/** 256 bytes to 16 MiB, by four. */
const BYTES: readonly number[] = [256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216];

const PER_SECOND: Readonly<Record<Exclude<Unit, 'By'>, number>> = { s: 1, ms: 1e3, us: 1e6, ns: 1e9 };

/**
 * What is wrong with the buckets of a histogram, worst first; nothing for other kinds, and nothing where the
 * buckets were not seen. `default` buckets must mean that no boundaries are given anywhere: for OpenTelemetry neither as
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
    ...shapeProblems(own, buckets).map((reason) => ({ reason, fixed })),
    ...(misfit
      ? [{ reason: { code: 'buckets-off-scale', unit, largest: sound.at(-1) ?? 0 } as const, fixed }]
      : []),
  ];
}

/**
 * Boundaries that are not kept as they are given are sorted and rid of infinite ones; what is not mended is a duplicate and NaN. An
 * empty list is the wish for no buckets: count and sum are all that is wanted.
 */
function shapeProblems({ areKept = false }: HistogramBuckets, buckets: readonly number[]): BucketReason[] {
  const problems: BucketReason[] = [];
  const odd = buckets.find((bucket) => (areKept ? !Number.isFinite(bucket) : Number.isNaN(bucket)));
  if (odd !== undefined) problems.push({ code: 'bucket-not-finite', bucket: odd });
  const drop = buckets.findIndex((bucket, i) => i > 0 && bucket < (buckets[i - 1] ?? bucket));
  const [before, bucket] = [buckets[drop - 1], buckets[drop]];
  if (areKept && before !== undefined && bucket !== undefined)
    problems.push({ code: 'buckets-unsorted', bucket, before });
  const twice = buckets.find((bucket, i) => !Number.isNaN(bucket) && buckets.indexOf(bucket) < i);
  if (twice !== undefined) problems.push({ code: 'bucket-duplicated', bucket: twice });
  return problems;
}

function defaultProblems(own: HistogramBuckets, unit: Unit | undefined): readonly BucketProblem[] {
  const fixed = fittingBuckets(own, unit);
  if (unit === undefined || !fixed) return [];
  const { defaultUnit } = own;
  const isWrong = defaultUnit === 's' ? unit !== 's' : unit === 's' || unit === 'ns';
  return isWrong ? [{ reason: { code: 'default-buckets', unit, defaultUnit }, fixed }] : [];
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
