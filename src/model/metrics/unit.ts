import { wordsOf } from '../text/words.js';
import type { MetricDefinition } from './metric.js';

/** A unit that telemetry is recorded in, by its UCUM code. */
export type Unit = 's' | 'ms' | 'us' | 'ns' | 'By';

export type Dimension = 'time' | 'bytes' | 'ratio';

/** A unit as a metric's name spells it. */
export interface UnitWord {
  /** The word in the name, in lower case. */
  readonly word: string;
  readonly dimension: Dimension;
  /** How many of the base unit (seconds, bytes, 1) it is. */
  readonly scale: number;
  /** The word written out, in the plural. */
  readonly full: string;
  /** The unit that Prometheus measures the dimension in: https://prometheus.io/docs/practices/naming/#base-units */
  readonly base: string;
  /** The unit's UCUM code. */
  readonly ucum: string;
}

const SPELLINGS: readonly (readonly [Dimension, number, string, string, readonly string[]])[] = [
  ['time', 1, 'seconds', 's', ['s', 'sec', 'secs', 'second', 'seconds']],
  ['time', 1e-3, 'milliseconds', 'ms', ['ms', 'msec', 'msecs', 'millis', 'millisecond', 'milliseconds']],
  ['time', 1e-6, 'microseconds', 'us', ['us', 'usec', 'usecs', 'micros', 'microsecond', 'microseconds']],
  ['time', 1e-9, 'nanoseconds', 'ns', ['ns', 'nsec', 'nsecs', 'nanos', 'nanosecond', 'nanoseconds']],
  ['time', 60, 'minutes', 'min', ['mins', 'minutes']],
  ['time', 3600, 'hours', 'h', ['hrs', 'hours']],
  ['time', 86_400, 'days', 'd', ['days']],
  ['bytes', 1, 'bytes', 'By', ['byte', 'bytes']],
  ['bytes', 1e3, 'kilobytes', 'kBy', ['kb', 'kilobyte', 'kilobytes']],
  ['bytes', 1e6, 'megabytes', 'MBy', ['mb', 'megabyte', 'megabytes']],
  ['bytes', 1e9, 'gigabytes', 'GBy', ['gb', 'gigabyte', 'gigabytes']],
  ['bytes', 1024, 'kibibytes', 'KiBy', ['kib', 'kibibytes']],
  ['bytes', 1024 ** 2, 'mebibytes', 'MiBy', ['mib', 'mebibytes']],
  ['bytes', 1024 ** 3, 'gibibytes', 'GiBy', ['gib', 'gibibytes']],
  ['ratio', 0.01, 'percent', '%', ['pct', 'percent', 'percentage']],
];
const BASES: Readonly<Record<Dimension, string>> = { time: 'seconds', bytes: 'bytes', ratio: 'ratio' };

const UNIT_WORDS: ReadonlyMap<string, UnitWord> = new Map(
  SPELLINGS.flatMap(([dimension, scale, full, ucum, words]) =>
    words.map((word) => [word, { word, dimension, scale, full, base: BASES[dimension], ucum }] as const),
  ),
);
const BY_UCUM: ReadonlyMap<string, UnitWord> = new Map(
  [...UNIT_WORDS.values()].map((unit) => [unit.ucum, unit]),
);

/** Also other words: `sales_us`, `kube_ns`, `errors_s`, `slots_second`. They are units after one of `MEASURES`. */
const AMBIGUOUS = new Set(['s', 'us', 'ns', 'second', 'byte']);
const MEASURES = new Set([
  ...['duration', 'latency', 'time', 'elapsed', 'age', 'delay', 'lag', 'wait', 'uptime', 'runtime', 'took'],
  ...['timeout', 'interval', 'delta', 'diff', 'ttl', 'size', 'length', 'memory'],
]);
/** `requests_per_second`, `errors_last_minutes`: a rate or a window. A number in front makes a window as well. */
const NO_UNIT_BEHIND = /^(?:per|last|past|previous|from|of|\d+)$/;
/** What a name may say after its unit: `_seconds_total`, `_ms_histogram`, `_seconds_max`. */
const BEHIND_UNIT = new Set([
  ...[
    'total',
    'counter',
    'gauge',
    'histogram',
    'hist',
    'summary',
    'sum',
    'bucket',
    'max',
    'min',
    'avg',
    'mean',
  ],
]);

/** The unit that a metric's name ends in, `_total` and the like aside. */
export function unitInName(name: string): UnitWord | undefined {
  const words = [...wordsOf(name)];
  while (words.length > 1 && BEHIND_UNIT.has(words.at(-1) ?? '')) words.pop();
  return words.length < 2 ? undefined : unitOfWords(words);
}

/** The unit that words end in, unless they say that it is none: a rate, a window. */
export function unitOfWords(words: readonly string[]): UnitWord | undefined {
  const last = words.at(-1) ?? '';
  const before = words.at(-2);
  if (before !== undefined && NO_UNIT_BEHIND.test(before)) return undefined;
  if (AMBIGUOUS.has(last) && (before === undefined || !MEASURES.has(before))) return undefined;
  return UNIT_WORDS.get(last);
}

/** What `unit` of OpenTelemetry says: a UCUM code, or the word that is often written for one. */
export function unitOfCode(code: string): UnitWord | undefined {
  return BY_UCUM.get(code) ?? (code === 'KBy' ? BY_UCUM.get('kBy') : UNIT_WORDS.get(code.toLowerCase()));
}

/** The unit that a metric is declared in: its `unit`, else the unit its name ends in. */
export function unitOfMetric(definition: MetricDefinition): Unit | undefined {
  const { unit, name } = definition;
  if (unit !== undefined && unit !== '') return unitFrom(unitOfCode(unit));
  return name === undefined ? undefined : unitFrom(unitInName(name));
}

/** The unit that values are followed to, of a dimension and scale. */
export function unitFrom(word: { dimension: Dimension; scale: number } | undefined): Unit | undefined {
  if (!word) return undefined;
  return (Object.keys(UNITS) as Unit[]).find(
    (unit) => UNITS[unit].dimension === word.dimension && isSame(UNITS[unit].scale, word.scale),
  );
}

/** The units that values are followed to, in their base unit. */
export const UNITS: Readonly<Record<Unit, { dimension: Dimension; scale: number }>> = {
  s: { dimension: 'time', scale: 1 },
  ms: { dimension: 'time', scale: 1e-3 },
  us: { dimension: 'time', scale: 1e-6 },
  ns: { dimension: 'time', scale: 1e-9 },
  By: { dimension: 'bytes', scale: 1 },
};

/** The unit that a metric's name ends in, where `unit` says another one. */
export function contradictingUnit(definition: MetricDefinition): UnitWord | undefined {
  const { name, unit } = definition;
  const said = unit === undefined ? undefined : unitOfCode(unit);
  const named = name === undefined ? undefined : unitInName(name);
  if (!said || !named) return undefined;
  return said.dimension === named.dimension && isSame(said.scale, named.scale) ? undefined : named;
}

/** Whether two scales are the same, rounding aside. */
export function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(a, b);
}
