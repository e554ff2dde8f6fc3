/**
 * What a repository emits, as data: plain JSON that is stable (sorted, relative paths with forward slashes, no times), so that
 * two inventories can be compared and one can be written to a file. What is not seen is said to be not seen.
 */
export interface Inventory {
  readonly version: 1;
  /** By path. A repository without workspaces has one. */
  readonly packages: readonly PackageInventory[];
}

/** What one package emits. */
export interface PackageInventory {
  /** The name in its manifest, else its folder's. */
  readonly name: string;
  /** Its folder from the repository's root; `.` is the root. */
  readonly path: string;
  /** How metrics get to Prometheus, as far as the code says; each is one way that is set up. */
  readonly exporters: readonly Exporter[];
  readonly metrics: readonly MetricEntry[];
  /** Where the code writes metrics in Prometheus’ text format whose names nobody can read from it: a registry of its own. */
  readonly unseenMetrics: readonly Place[];
  readonly logs: readonly LogEntry[];
  readonly spans: readonly SpanEntry[];
  readonly calls: readonly CallEntry[];
}

/** A place in the code: 1-based, as editors count. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** How the names of metrics change on their way to Prometheus: a registry of its own client library changes none. */
export interface Exporter {
  readonly kind: 'registry' | 'otel-prometheus' | 'otlp' | 'statsd' | 'other';
  readonly at: Place | undefined;
}

/**
 * A text that may have parts nobody can read from the code: `*` stands for any characters. A name of a metric, label, span or
 * attribute holds no `*` of its own; one in a log message is written `\*`.
 */
export type Pattern = string;

/** A metric, with all that is said of it at its definitions. */
export interface MetricEntry {
  /** The name that the code gives. */
  readonly name: Pattern;
  /**
   * The families that Prometheus may know it by, before a histogram's `_bucket`, `_sum`, `_count`: one where the exporter is known, all
   * that are possible where it is not.
   */
  readonly families: readonly Pattern[];
  readonly library: string;
  readonly kind: MetricKindName;
  /** What is done with it, from its observations; empty where none is seen. */
  readonly operations: readonly MetricOperation[];
  readonly unit: string | undefined;
  readonly help: string | undefined;
  readonly labels: readonly LabelEntry[];
  /** Labels may be set that are not seen: a variable, a spread. */
  readonly labelsAreOpen: boolean;
  readonly buckets: readonly number[] | 'default' | undefined;
  /** How many series it makes at most, where each label is bounded. */
  readonly series: Estimate;
  /** A library makes it by itself: which, and what sets it up. */
  readonly from: string | undefined;
  readonly definedAt: readonly Place[];
  readonly observedAt: readonly Place[];
}

export type MetricKindName =
  'counter' | 'upDownCounter' | 'gauge' | 'histogram' | 'summary' | 'timer' | 'unknown';
export type MetricOperation = 'add' | 'subtract' | 'set' | 'record';

export interface LabelEntry {
  /** As Prometheus shows it. */
  readonly name: Pattern;
  /** As the code writes it, where that is different. */
  readonly writtenName: Pattern | undefined;
  readonly values: Estimate;
  /** All values it can take, where they are a closed list; sorted. */
  readonly list: readonly string[] | undefined;
}

/** How many there can be. */
export type Estimate =
  | { readonly is: 'bounded'; readonly count: number }
  | { readonly is: 'unbounded'; readonly reason: string }
  | { readonly is: 'unknown' };

/** A log event: what a record says when its values are left out. */
export interface LogEntry {
  /** Undefined where the message is a value. */
  readonly message: Pattern | undefined;
  readonly level: string;
  readonly library: string;
  readonly fields: readonly string[];
  /** Fields may be there that are not seen. */
  readonly fieldsAreOpen: boolean;
  readonly at: readonly Place[];
}

export interface SpanEntry {
  readonly name: Pattern;
  readonly kind: 'internal' | 'server' | 'client' | 'producer' | 'consumer' | 'unknown';
  readonly library: string;
  readonly attributes: readonly Pattern[];
  readonly attributesAreOpen: boolean;
  readonly at: readonly Place[];
}

/** A request or message that leaves the process. */
export interface CallEntry {
  readonly client: string;
  readonly transport: 'http' | 'messaging';
  readonly propagated: 'yes' | 'no' | 'unknown';
  readonly at: Place;
}
