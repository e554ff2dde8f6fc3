import type { MetricKind } from '../../../catalog/schema.js';
import type { Unit } from '../../metrics/unit.js';
import type { CodeAlone, ReasonsOf, Texts } from './table.js';

/** What is wrong with a histogram's bucket boundaries. */
export interface BucketReasons {
  'no-buckets': CodeAlone;
  'bucket-not-finite': { readonly bucket: number };
  'buckets-unsorted': { readonly bucket: number; readonly before: number };
  'bucket-duplicated': { readonly bucket: number; readonly areKept: boolean };
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
  'no-buckets': 'has no buckets but +Inf: no quantile can be computed from it',
  'bucket-not-finite': ({ bucket }) =>
    Number.isNaN(bucket)
      ? 'has a bucket at NaN, which no value is compared with rightly'
      : bucket > 0
        ? 'has a bucket at Infinity: the library adds "+Inf" itself, so it is exported twice'
        : 'has a bucket at -Infinity, which no value falls into',
  'buckets-unsorted': ({ bucket, before }) =>
    `has unsorted buckets (${bucket} behind ${before}): the cumulative counts, and every quantile, are wrong`,
  'bucket-duplicated': ({ bucket, areKept }) =>
    areKept
      ? `has the bucket ${bucket} twice: two series with the same "le" are exported`
      : `has the boundary ${bucket} twice: OTLP wants strictly increasing boundaries`,
  'buckets-off-scale': ({ unit, largest }) =>
    unit === 's'
      ? `is in seconds, but its buckets (up to ${largest}) look like milliseconds: ordinary durations all land in the first`
      : `is in ${UNIT_NAMES[unit]}, but its buckets end at ${largest}: ordinary values all land in +Inf`,
  'default-buckets': ({ unit, defaultUnit }) =>
    defaultUnit === 's'
      ? `has the default buckets, which are seconds and end at 10: everything above 10 ${UNIT_NAMES[unit]} lands in +Inf`
      : unit === 's'
        ? 'has the default boundaries, which are milliseconds: everything up to 5 seconds lands in one bucket'
        : 'has the default boundaries, which end at 10000: everything above 10 microseconds lands in the last bucket',
};

/** What is wrong with the name of a metric, of its labels or of its unit. `evidence` is a word of the name, or a label. */
export interface NameReasons {
  'no-name': { readonly refusedBy: string | undefined };
  'name-not-allowed': { readonly refusedBy: string | undefined };
  'name-not-allowed-by-api': CodeAlone;
  'name-too-long': CodeAlone;
  'colon-in-name': CodeAlone;
  'not-snake-case': CodeAlone;
  'not-lower-dotted': CodeAlone;
  'no-namespace': CodeAlone;
  // Endings and types.
  'suffix-of-series': {
    readonly subject: string;
    readonly kind: MetricKind;
    readonly evidence: string;
  };
  'suffix-of-another-kind': { readonly kind: MetricKind; readonly evidence: 'bucket' | 'sum' | 'count' };
  'total-on-no-counter': { readonly kind: MetricKind };
  'total-not-last': CodeAlone;
  'count-for-total': CodeAlone;
  'no-total': CodeAlone;
  'total-added-by-exporter': CodeAlone;
  'type-in-name': { readonly evidence: string; readonly saidBy: 'metadata' | 'instrument' };
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
    readonly refusedBy: string | undefined;
  };
  'label-not-allowed': { readonly evidence: string; readonly refusedBy: string | undefined };
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
  'no-name': ({ refusedBy }) => `has no name${refused(refusedBy)}`,
  'name-not-allowed': ({ refusedBy }) =>
    `has a name that Prometheus does not allow (letters, digits and "_")${refusedBy === undefined ? '' : ': creating it throws'}`,
  'name-not-allowed-by-api':
    'has a name that OpenTelemetry does not allow (a letter, then letters, digits, "_", ".", "-", "/"), of which the SDK warns where nobody sees it',
  'name-too-long': 'has a name longer than 255 characters, which OpenTelemetry does not allow',
  'colon-in-name': 'has a ":" in its name, which is kept for recording rules',
  'not-snake-case': 'is not snake_case',
  'not-lower-dotted': 'is not lower case, with "." between namespaces and "_" inside them',
  'no-namespace': 'has no namespace: OpenTelemetry puts "." between its parts',
  'suffix-of-series': ({ subject, kind, evidence }) =>
    `ends in "_${evidence}", which the series of a ${kind} end in: "${subject}_count" and "${subject}_sum" read wrong`,
  'suffix-of-another-kind': ({ kind, evidence }) =>
    `is ${spelled(kind)}, but ends in "_${evidence}", which says part of ${
      evidence === 'bucket' ? 'a histogram' : 'a histogram or summary'
    }`,
  'total-on-no-counter': ({ kind }) => {
    // Whether what can fall ever does, its definition does not say.
    const isDistribution = kind === 'histogram' || kind === 'summary';
    const remedy = isDistribution
      ? ''
      : ': make it a counter if it only goes up, and drop the ending if it can fall';
    return `is ${spelled(kind)}, but ends in "_total", which says counter${remedy}`;
  },
  'total-not-last': 'is a counter, but "_total" does not stand at its end',
  'count-for-total': 'is a counter that ends in "_count", not "_total"',
  'no-total': 'is a counter without "_total"',
  'total-added-by-exporter': 'ends in "total", which exporters to Prometheus add themselves',
  'type-in-name': ({ evidence, saidBy }) =>
    `names its type ("${evidence}"), which the ${
      saidBy === 'metadata' ? "metric's metadata says" : 'instrument says'
    } already`,
  'not-base-unit': ({ unit, evidence, base }) =>
    `is in ${unit} ("${evidence}"), not in Prometheus's base unit, ${base}`,
  'unit-abbreviated': ({ unit, evidence }) => `abbreviates ${unit} to "${evidence}"`,
  'unit-not-named': 'does not name its unit ("_seconds")',
  'unit-contradicted': ({ unit, evidence, declared }) =>
    `says ${unit} in its name ("${evidence}"), but \`unit: '${declared}'\``,
  'unit-in-name': ({ evidence, ucum }) =>
    `says its unit in its name ("${evidence}"), where \`unit: '${ucum}'\` belongs`,
  'unit-repeated': ({ evidence }) => `repeats its unit in its name ("${evidence}")`,
  'unit-not-seconds': ({ declared }) =>
    `has \`unit: '${declared}'\`; OpenTelemetry's conventions measure durations in "s"`,
  'unit-not-ucum': ({ declared, better }) =>
    `has \`unit: '${declared}'\`, which is no UCUM code${better === undefined ? '' : `: write "${better}"`}`,
  'label-reserved': ({ evidence, kind, refusedBy }) =>
    `has the label "${evidence}"${refused(refusedBy) || `, which every ${kind} sets itself`}`,
  'label-not-allowed': ({ evidence, refusedBy }) =>
    `has the label "${evidence}", which Prometheus does not allow${refusedBy === undefined ? '' : ': creating it throws'}`,
  'label-underscores': ({ evidence }) => `has the label "${evidence}": "__" is kept for Prometheus itself`,
  'label-of-distributions': ({ evidence }) =>
    `has the label "${evidence}", which only ${evidence === 'le' ? 'histograms' : 'summaries'} have`,
  'label-not-snake-case': ({ evidence }) => `has the label "${evidence}", which is not snake_case`,
  'no-help': 'has no help text',
};

function refused(by: string | undefined): string {
  return by === undefined ? '' : `, which ${by} refuses: creating it throws`;
}
