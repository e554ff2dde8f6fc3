import type { Owner } from '../artifacts/owner.js';
import type { Estimate, LogEntry, MetricEntry, Place, SpanEntry } from '../inventory/inventory.js';

/** What changed between two inventories, as data. */
export interface Changes {
  readonly metrics: readonly MetricChange[];
  readonly series: SeriesChange;
  readonly logs: readonly EventChange<LogEntry>[];
  readonly spans: readonly EventChange<SpanEntry>[];
}

/** What changed of one metric. A metric with several changes has one of them each. */
export type MetricChange = {
  readonly name: string;
  /** The package that has it, or had it. */
  readonly package: string;
  /** The library that emits it by itself. */
  readonly from: string | undefined;
  readonly at: Place | undefined;
  /** Whoever reads it by its old name, label or kind reads nothing, or something else. */
  readonly isBreak: boolean;
  /** A break that is allowed. */
  readonly isAllowed: boolean;
  /** Who reads what it breaks, among the repository's artifacts. */
  readonly readers: readonly Reader[];
} & MetricDifference;

export type MetricDifference =
  | { readonly change: 'added' | 'removed'; readonly kind: MetricEntry['kind'] }
  | { readonly change: 'renamed'; readonly to: string; readonly evidence: readonly string[] }
  | { readonly change: 'kind' | 'unit'; readonly before: string; readonly after: string }
  | { readonly change: 'names'; readonly before: readonly string[]; readonly after: readonly string[] }
  | { readonly change: 'labels'; readonly removed: readonly string[]; readonly added: readonly string[] }
  | {
      readonly change: 'values';
      readonly label: string;
      readonly removed: readonly string[];
      readonly added: readonly string[];
    }
  | { readonly change: 'buckets'; readonly removed: readonly number[]; readonly added: readonly number[] };

/** Worst-case series: of each metric whose estimate changed, and of all that are bounded together. */
export interface SeriesChange {
  readonly before: number;
  readonly after: number;
  readonly metrics: readonly {
    readonly name: string;
    readonly before: Estimate | undefined;
    readonly after: Estimate | undefined;
  }[];
}

/** A log event or a span that came, went, or has another text. */
export interface EventChange<Entry> {
  readonly change: 'added' | 'removed' | 'changed';
  readonly before: Entry | undefined;
  readonly after: Entry | undefined;
}

/** A metric and the package that has it. */
export interface OwnedMetric {
  readonly package: string;
  readonly metric: MetricEntry;
}

/** What reads a metric: an alert, a panel, an objective. */
export interface Reader {
  readonly kind: Owner['kind'];
  readonly name: string;
  readonly at: Place;
}
