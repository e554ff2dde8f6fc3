import type { NamedBy as CatalogNamedBy } from '../../catalog/schema.js';
import type { EmittedMetric } from '../../catalog/metrics/emitted.js';
import type {
  CallEntry,
  Exporter,
  Pattern,
  Estimate,
  LogEntry,
  MetricKindName,
  MetricOperation,
  Place,
  SpanEntry,
} from './inventory.js';

/** What one file says of what it emits: plain data, kept when the file's tree is gone. */
export interface FileFacts {
  /** From the repository's root. */
  readonly path: string;
  readonly definitions: readonly DefinitionFact[];
  /** Where metrics are written as text whose names are not seen. */
  readonly unseen: readonly Place[];
  readonly observations: readonly ObservationFact[];
  /** Metrics may be handed to functions and classes there. */
  readonly mayHand: boolean;
  readonly logs: readonly LogFact[];
  readonly spans: readonly SpanFact[];
  readonly spanAttributes: readonly SpanAttributeFact[];
  readonly calls: readonly CallEntry[];
  readonly setup: readonly SetupFacts[];
}

/** Where something is made: its file and the offset in it. The same however it is reached. */
export type SiteId = string;

/** Texts of which `HOLE` stands for what is not seen. */
type TextWithHoles = string;

/** How a library's metrics get their names in Prometheus. */
export type NamedBy = CatalogNamedBy | 'other';

/** A metric where it is made. */
export interface DefinitionFact {
  readonly id: SiteId;
  /** All names that it may have; one with a hole where some are not seen. */
  readonly names: readonly TextWithHoles[];
  readonly library: string;
  readonly namedBy: NamedBy;
  readonly kind: MetricKindName;
  readonly unit: string | undefined;
  readonly help: string | undefined;
  /** Undefined where they are not seen, or not declared at all. */
  readonly labelNames: readonly string[] | undefined;
  /** Those that are written in a list of which not all are seen. */
  readonly someLabelNames?: readonly string[];
  /** Labels are declared, by an expression that is not seen through. */
  readonly declaresUnseenLabels: boolean;
  readonly buckets: readonly number[] | 'default' | undefined;
  /** How many series one combination of labels makes; undefined where the buckets are not seen. */
  readonly seriesEach: number | undefined;
  /** The call that observes it makes it: StatsD's. */
  readonly isByName: boolean;
  readonly place: Place;
}

/** A call that observes a metric. */
export interface ObservationFact {
  /** The definition, where it was found. */
  readonly of: SiteId | undefined;
  /** Calls that it came through on the way from there, where a function makes it for its callers. */
  readonly through: readonly SiteId[];
  /** The names of the metric, where only they are known. */
  readonly names: readonly TextWithHoles[];
  /** The member of a type of the project that it observes, where nothing else is known of it. */
  readonly on: TypedMember | undefined;
  readonly library: string;
  readonly operations: readonly MetricOperation[];
  readonly labels: readonly LabelFact[];
  readonly labelsAreOpen: boolean;
  /** It stands for the call that a function of the project makes with what it is given. */
  readonly isHanded: boolean;
  readonly place: Place;
}

/** A member of a type that the project declares. */
export interface TypedMember {
  /** The file that declares the type, and its name there. */
  readonly type: string;
  readonly member: string;
}

/** A metric that is handed over as a member of a type: where it is made, else the member of another type that it is. */
export interface HandedFact {
  readonly to: TypedMember;
  readonly of: SiteId | undefined;
  readonly from: TypedMember | undefined;
}

export interface LabelFact {
  readonly name: string;
  readonly values: Estimate;
  /** All values, where they are a closed list. */
  readonly list: readonly string[] | undefined;
}

export type LogFact = Omit<LogEntry, 'at'> & { readonly place: Place };
export type SpanFact = Omit<SpanEntry, 'at'> & { readonly id: SiteId; readonly place: Place };

/** An attribute that is put on a span after its start. */
export interface SpanAttributeFact {
  /** Where the span was started; undefined where that is not seen. */
  readonly of: SiteId | undefined;
  readonly names: readonly string[];
}

/** A way to Prometheus that is set up, with what it puts before names. */
export interface NamingExporter extends Exporter {
  readonly prefix?: Pattern | undefined;
}

/** A metric that a library emits by itself, and where it is set up. */
export interface EmittedFact {
  readonly from: string;
  readonly namedBy: NamedBy;
  readonly metric: EmittedMetric;
  readonly place: Place;
}

/** What a call sets up. */
export interface SetupFacts {
  readonly emitted: readonly EmittedFact[];
  readonly exporters: readonly NamingExporter[];
  /** Labels that each metric of the registry gets. */
  readonly defaultLabels: readonly LabelFact[];
}
