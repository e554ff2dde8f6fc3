import { type Cardinality, productOf } from '../values/cardinality.js';
import type { CardinalityReason } from '../text/reasons/cardinality.js';
import { type MetricDefinition, type MetricObservation, labelCardinality } from './metric.js';
import type { Source } from '../code/source.js';
import type { Vocabulary } from '../settings.js';

/** How many series the observations of one metric make, and which label makes most of them. */
export interface SeriesEstimate {
  /** Combinations of label values, an upper estimate. */
  readonly series: number;
  /** The labels and how many values each takes. */
  readonly factors: readonly Factor[];
  /** The factors are those of the largest observation alone: what all of them take together multiplies to more. */
  readonly isLargestAlone: boolean;
  /** The observation that makes most of them. */
  readonly largest: MetricObservation;
}

interface Factor {
  readonly label: string;
  readonly values: number;
}

/** What a label is given, and why that takes as many values as it does. */
interface Given {
  readonly reason: CardinalityReason;
  readonly text: string;
}

interface Sized {
  readonly observation: MetricObservation;
  readonly labels: readonly (Factor & Given)[];
  readonly series: number;
}

/**
 * Estimates the series of a metric from its observations. One with a label whose values are not known is left
 * out, and so is one without labels. Undefined when none is left.
 *
 * Two sums bound the series from above, and the lower one counts: of the series of each observation, and the
 * product of all the values that each label takes in any of them.
 */
export function seriesOf(
  observations: readonly MetricObservation[],
  source: Source,
  vocabulary: Vocabulary = {},
): SeriesEstimate | undefined {
  const sized = observations.flatMap((observation) => sizeOf(observation, source, vocabulary) ?? []);
  const [first] = sized;
  if (!first) return undefined;
  const largest = sized.reduce((worst, each) => (each.series > worst.series ? each : worst), first);
  const factors = unionOf(sized);
  const together = factors.reduce((product, { values }) => product * values, 1);
  const apart = sized.reduce((total, { series }) => total + series, 0);
  const isLargestAlone = apart < together;
  return {
    series: Math.min(together, apart),
    factors: isLargestAlone ? largest.labels : factors,
    isLargestAlone,
    largest: largest.observation,
  };
}

/**
 * How many time series one combination of label values is in what Prometheus scrapes. A histogram writes a
 * series for each bucket, one for `+Inf`, and `_sum` and `_count`. Undefined where the buckets are not seen.
 */
export function seriesEach(definition: MetricDefinition | undefined): number | undefined {
  if (!definition?.dialect.convention.isScraped) return undefined;
  const { kind, dialect } = definition;
  if (kind !== 'histogram') return 1;
  const buckets = definition.buckets === 'default' ? dialect.buckets?.defaults : definition.buckets;
  return buckets ? buckets.length + 3 : undefined;
}

function sizeOf(observation: MetricObservation, source: Source, vocabulary: Vocabulary): Sized | undefined {
  if (observation.labels.length === 0) return undefined;
  const judged = observation.labels.map((label) => ({
    label: label.name,
    text: label.value.text,
    cardinality: labelCardinality(label, source, vocabulary),
  }));
  const whole: Cardinality = productOf(judged.map(({ cardinality }) => cardinality));
  if (whole.is !== 'bounded') return undefined;
  const labels = judged.flatMap(({ label, text, cardinality }) =>
    cardinality.is === 'bounded'
      ? [{ label, text, values: cardinality.values, reason: cardinality.reason }]
      : [],
  );
  return { observation, labels, series: whole.values };
}

/** What each label takes over all observations: other values are added, the same ones counted once. */
function unionOf(sized: readonly Sized[]): readonly Factor[] {
  const names = [...new Set(sized.flatMap(({ labels }) => labels.map(({ label }) => label)))];
  return names.map((label) => {
    const kinds = new Map<string, number>();
    for (const { labels } of sized) {
      const given = labels.find((each) => each.label === label);
      // Left out, it makes series of its own.
      const kind = given ? kindOf(given) : '';
      kinds.set(kind, Math.max(kinds.get(kind) ?? 0, given?.values ?? 1));
    }
    return { label, values: [...kinds.values()].reduce((total, values) => total + values, 0) };
  });
}

/** Reasons that say how many values there are, and not which: of two labels they may be others. */
const COUNTED: ReadonlySet<CardinalityReason['code']> = new Set<CardinalityReason['code']>([
  ...(['constant', 'per-process', 'at-most'] as const),
  ...(['typed-values', 'listed-values', 'enum-members'] as const),
]);

/** Equal for what takes its values from the same few: two status codes, the same constant. */
function kindOf({ reason, text }: Given): string {
  return COUNTED.has(reason.code) ? JSON.stringify([reason, text]) : reason.code;
}
