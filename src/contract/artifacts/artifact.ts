import type { ParsedExpression } from '../promql/parse.js';
import type { LogQuery } from '../logql/parse.js';
import type { CollectorCommand } from './collector-command.js';
import type { CollectorRelease } from './collector-release.js';
import type { DataMap, Source } from './data.js';
import type { Owner } from './owner.js';
import type { Position, SourceFile } from './source-file.js';

/** All that one file holds which reads telemetry or passes it on. */
export interface ArtifactFile {
  readonly file: SourceFile;
  /** A tool wrote it: what it records is known, and nobody is to mend it by hand. */
  readonly isGenerated: boolean;
  readonly queries: readonly Query[];
  readonly rules: readonly Rule[];
  readonly slos: readonly Slo[];
  readonly sloAlerts: readonly SloAlert[];
  readonly collectors: readonly CollectorConfig[];
  readonly commands: readonly CollectorCommand[];
  readonly releases: readonly CollectorRelease[];
  readonly scrapes: readonly ScrapeConfig[];
}

/** Whether a file holds anything to judge: one that only starts a Collector says what is merged, and which release it is. */
export function holdsAnything({
  queries,
  rules,
  slos,
  sloAlerts,
  collectors,
  scrapes,
}: ArtifactFile): boolean {
  return [queries, rules, slos, sloAlerts, collectors, scrapes].some((list) => list.length > 0);
}

interface QueryBase {
  readonly source: Source;
  readonly owner: Owner;
}

export type Query = PromqlQuery | LogqlQuery;

export interface PromqlQuery extends QueryBase {
  readonly language: 'promql';
  readonly expression: ParsedExpression;
  /** The label whose values a dashboard's variable lists: `label_values(metric, label)`. */
  readonly lists: { readonly label: string; readonly at: number } | undefined;
}

export interface LogqlQuery extends QueryBase {
  readonly language: 'logql';
  readonly query: LogQuery;
}

/** A rule that alerts or records. */
export interface Rule {
  readonly kind: 'alert' | 'record';
  readonly name: string;
  readonly owner: Owner;
  readonly query: Query | undefined;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  /** As written: `5m`. */
  readonly for: string | undefined;
  readonly keepsFiring: boolean;
  readonly group: string;
  /** Grafana keeps it, not Prometheus. */
  readonly isGrafana: boolean;
}

/** A service level objective, in whichever of the formats. */
export interface Slo {
  readonly format: 'OpenSLO' | 'Sloth' | 'Pyrra';
  readonly name: string;
  readonly position: Position;
  /** The share that has to be good, between 0 and 1; undefined where none is written, NaN where it is no number. */
  readonly target: number | undefined;
  readonly targetAt: Position;
  /** In seconds. */
  readonly window: number | undefined;
  readonly good: Query | undefined;
  readonly bad: Query | undefined;
  readonly total: Query | undefined;
  /** All that it measures, in whichever way. */
  readonly measured: readonly Query[];
  /** It names what it measures. */
  readonly hasIndicator: boolean;
  /** Queries that the format wants a window's placeholder in. */
  readonly windowed: readonly Query[];
  /** The policies that alert on it, by their names. */
  readonly alertPolicies: readonly string[];
  readonly source: Source;
}

/** How OpenSLO alerts on objectives: a policy names its conditions, and the objective its policies. */
export type SloAlert = SloAlertPolicy | SloAlertCondition;

export interface SloAlertPolicy {
  readonly kind: 'policy';
  readonly name: string;
  readonly conditions: readonly string[];
}

/** An alert on how fast the budget of an objective burns. */
export interface SloAlertCondition {
  readonly kind: 'condition';
  readonly name: string;
  readonly position: Position;
  readonly source: Source;
  /** How many times faster than the objective allows. */
  readonly factor: number;
  /** In seconds. */
  readonly window: number;
}

/** The Collector's configuration, or a part of one that is merged with others. */
export interface CollectorConfig {
  readonly source: Source;
  readonly root: DataMap;
  readonly position: Position;
  /** What commands call it: its file, or the key of the config map that holds it. */
  readonly name: string;
  /** It stands among a chart's values, which are merged with what the chart itself defines. */
  readonly isValues: boolean;
}

/** What Prometheus scrapes, and the labels that it sets. */
export interface ScrapeConfig {
  readonly source: Source;
  readonly jobs: readonly string[];
  /** Those whose targets are all on Prometheus's own machine or still to be filled in: where the programs run is not said. */
  readonly unplacedJobs: ReadonlySet<string>;
  /** Jobs or labels may come from elsewhere. */
  readonly jobsAreOpen: boolean;
  readonly labels: ReadonlySet<string>;
  readonly labelsAreOpen: boolean;
  /** The names that relabelling gives metrics, `*` for what a regular expression fills in. */
  readonly renamed: readonly string[];
}
