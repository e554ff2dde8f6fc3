import type { MetricKind } from '../../../catalog/schema.js';
import type { Unit } from '../../metrics/unit.js';
import type { CodeAlone, ReasonsOf, Texts } from './table.js';

/** What is wrong with a histogram's bucket boundaries. */
export interface BucketReasons {
  'bucket-not-finite': { readonly bucket: number };
  'buckets-unsorted': { readonly bucket: number; readonly before: number };
  'bucket-duplicated': { readonly bucket: number };
  'buckets-off-scale': { readonly unit: Unit; readonly largest: number };
  'default-buckets': { readonly unit: Unit; readonly defaultUnit: 's' | 'ms' };
}

export type BucketReason = ReasonsOf<BucketReasons>;

/** The names of units in the plural. */
export const UNIT_NAMES: Readonly<Record<Unit, string>> = {
  s: 'seconds',
  ms: 'milliseconds',
  us: 'microseconds',
  ns: 'nanoseconds',
  By: 'bytes',
};

/** End a sentence that begins with the histogram's name. */
export const BUCKET_TEXTS: Texts<BucketReasons> = {
  'bucket-not-finite': ({ bucket }) =>
    Number.isNaN(bucket)
      ? 'has a bucket at NaN'
      : bucket > 0
        ? 'has a bucket at Infinity, which the library adds itself'
        : 'has a bucket at -Infinity, which stays empty',
  'buckets-unsorted': ({ bucket, before }) => `has unsorted buckets: ${bucket} after ${before}`,
  'bucket-duplicated': ({ bucket }) => `has the bucket ${bucket} twice`,
  'buckets-off-scale': ({ unit, largest }) =>
    unit === 's'
      ? `is in seconds, but its buckets, up to ${largest}, look like milliseconds`
      : `is in ${UNIT_NAMES[unit]}, but its buckets end at ${largest}`,
  'default-buckets': ({ unit, defaultUnit }) =>
    `is in ${UNIT_NAMES[unit]}, but the default buckets are in ${UNIT_NAMES[defaultUnit]}. Set its own`,
};

/** What is wrong with the name of a metric, of its labels or of its unit. `evidence` is a word of the name, or a label. */
export interface NameReasons {
  'no-name': CodeAlone;
  'name-not-allowed': CodeAlone;
  'name-not-allowed-by-api': CodeAlone;
  'name-too-long': CodeAlone;
  'colon-in-name': CodeAlone;
  'not-snake-case': CodeAlone;
  'not-lower-dotted': CodeAlone;
  'no-namespace': CodeAlone;
  // Endings and types.
  'suffix-of-series': {
    readonly kind: MetricKind;
    readonly evidence: string;
  };
  'suffix-of-another-kind': { readonly kind: MetricKind; readonly evidence: 'bucket' | 'sum' | 'count' };
  'total-on-no-counter': { readonly kind: MetricKind };
  'total-not-last': CodeAlone;
  'count-for-total': CodeAlone;
  'no-total': CodeAlone;
  'total-added-by-exporter': CodeAlone;
  'type-in-name': { readonly evidence: string };
  // Units.
  'not-base-unit': { readonly unit: string; readonly evidence: string; readonly base: string };
  'unit-abbreviated': { readonly unit: string; readonly evidence: string };
  'unit-not-named': CodeAlone;
  'unit-contradicted': { readonly unit: string; readonly evidence: string; readonly declared: string };
  'unit-in-name': { readonly evidence: string; readonly ucum: string };
  'unit-repeated': { readonly evidence: string };
  'unit-not-seconds': { readonly declared: string };
  'unit-not-ucum': { readonly declared: string; readonly better: string | undefined };
  // Labels.
  'label-reserved': {
    readonly evidence: string;
    readonly kind: MetricKind;
  };
  'label-not-allowed': { readonly evidence: string };
  'label-underscores': { readonly evidence: string };
  'label-of-distributions': { readonly evidence: 'le' | 'quantile' };
  'label-not-snake-case': { readonly evidence: string };
  'no-help': CodeAlone;
}

export type NameReason = ReasonsOf<NameReasons>;

/** A kind of metric with its article. */
function spelled(kind: MetricKind): string {
  return kind === 'upDownCounter' ? 'an up-and-down counter' : `a ${kind}`;
}

/** End a sentence that begins with the metric's name. */
export const NAME_TEXTS: Texts<NameReasons> = {
  'no-name': 'has no name',
  'name-not-allowed': 'is no valid Prometheus name (letters, digits and "_")',
  'name-not-allowed-by-api':
    'is no valid OpenTelemetry name (a letter, then letters, digits, "_", ".", "-", "/")',
  'name-too-long': 'is longer than the 255 characters that OpenTelemetry allows',
  'colon-in-name': 'has a ":" in its name, which is kept for recording rules',
  'not-snake-case': 'is not snake_case',
  'not-lower-dotted': 'is not lower case, with "." between namespaces and "_" inside them',
  'no-namespace': 'has no namespace before a "."',
  'suffix-of-series': ({ kind, evidence }) => `ends in "_${evidence}", which each ${kind} adds itself`,
  'suffix-of-another-kind': ({ kind, evidence }) =>
    `is ${spelled(kind)}, but ends in "_${evidence}" like part of a histogram`,
  'total-on-no-counter': ({ kind }) => `is ${spelled(kind)}, but ends in "_total" like a counter`,
  'total-not-last': 'is a counter, but does not end in "_total"',
  'count-for-total': 'is a counter that ends in "_count", not "_total"',
  'no-total': 'is a counter without "_total"',
  'total-added-by-exporter': 'ends in "total", which exporters to Prometheus add',
  'type-in-name': ({ evidence }) => `names its type ("${evidence}")`,
  'not-base-unit': ({ unit, evidence, base }) => `is in ${unit} ("${evidence}"), not in ${base}`,
  'unit-abbreviated': ({ unit, evidence }) => `abbreviates ${unit} to "${evidence}"`,
  'unit-not-named': 'does not name its unit ("_seconds")',
  'unit-contradicted': ({ unit, evidence, declared }) =>
    `is named in ${unit} ("${evidence}"), but has \`unit: '${declared}'\``,
  'unit-in-name': ({ evidence, ucum }) =>
    `has its unit in its name ("${evidence}"), not in \`unit: '${ucum}'\``,
  'unit-repeated': ({ evidence }) => `repeats its unit in its name ("${evidence}")`,
  'unit-not-seconds': ({ declared }) => `has \`unit: '${declared}'\`, where durations are in "s"`,
  'unit-not-ucum': ({ declared, better }) =>
    `has \`unit: '${declared}'\`, which is no UCUM code${better === undefined ? '' : `: write "${better}"`}`,
  'label-reserved': ({ evidence, kind }) => `has the label "${evidence}", which each ${kind} sets itself`,
  'label-not-allowed': ({ evidence }) => `has the label "${evidence}", which Prometheus does not allow`,
  'label-underscores': ({ evidence }) => `has the label "${evidence}", where "__" is reserved`,
  'label-of-distributions': ({ evidence }) =>
    `has the label "${evidence}", which only ${evidence === 'le' ? 'histograms' : 'summaries'} have`,
  'label-not-snake-case': ({ evidence }) =>
    evidence.includes('"')
      ? `has labels not in snake_case: "${evidence}"`
      : `has the label "${evidence}", which is not snake_case`,
  'no-help': 'has no help text',
};
