import { METRICS_LIBRARY } from '../../catalog/opentelemetry.js';
import { type LabelRemoval, takes } from '../artifacts/label-removal.js';
import { type MetricNaming, metricNamingOf } from '../artifacts/metric-naming.js';
import { readsIn } from '../artifacts/reads.js';
import { CONVENTIONAL_METRICS } from '../../catalog/contract/conventional-metrics.js';
import {
  FOREIGN_PREFIXES,
  GENERATED_RECORDS,
  SPAN_METRICS,
  SYNTHETIC,
  TARGET_LABELS,
  TARGET_LABEL_PREFIXES,
} from '../../catalog/contract/known-families.js';
import type { ArtifactFile, Rule } from '../artifacts/artifact.js';
import type { SkippedFile } from '../artifacts/read-file.js';
import { spanMetricsNamespace } from '../artifacts/pipelines.js';
import type { Inventory, MetricEntry, Place } from '../inventory/inventory.js';
import { type Expr, type Selector } from '../promql/expression.js';
import { matchesPattern } from '../promql/regexp.js';
import { ANY_LABELS, type LabelSet, NO_LABELS, labelsOf, union, withLabels } from './label-set.js';
import { type FamilyMatch, MetricIndex } from './metric-index.js';
import { nearestName } from './nearest-name.js';
import { type Owner, Ownership, assumedPrefix } from './ownership.js';

/** What is known of a metric that an artifact names. */
export type MetricMatch =
  | { readonly is: 'known'; readonly families: readonly FamilyMatch[] }
  | { readonly is: 'recorded'; readonly rules: readonly Rule[] }
  | { readonly is: 'not ours'; readonly source: string }
  /** It may be emitted, in a way that is not seen. */
  | { readonly is: 'unseen'; readonly at: Place | undefined }
  | { readonly is: 'unknown' };

export interface KnowledgeOptions {
  readonly inventory: Inventory;
  readonly artifacts: readonly ArtifactFile[];
  /** Artifacts that could not be read. */
  readonly skipped: readonly SkippedFile[];
  /** Globs (`*`) of metrics that others emit. */
  readonly external: readonly string[];
  /** What a collector puts in front of all names. */
  readonly prefix: string;
  /** Metrics that a running system was seen to have. */
  readonly observed: readonly MetricEntry[];
  /** Where a metric's name is written in code that the inventory does not know it from. */
  readonly mentioned: (name: string, isExact: boolean) => Place | undefined;
  /** Dependencies that are not installed: what they emit cannot be seen. */
  readonly missingDependencies: () => Iterable<string>;
  /** Whether code in other languages emits metrics, which nobody reads here. */
  readonly hasOtherEmitters: () => boolean;
  /** Whether such code may have metrics made for it, by a framework. */
  readonly mayHaveOtherEmitters: () => boolean;
  /** Where an attribute's name is written in code. */
  readonly mentionedAttribute: (name: string) => Place | undefined;
}

/** All that judgements ask of the code and of the other artifacts. */
export class Knowledge {
  readonly index: MetricIndex;
  readonly records = new Map<string, Rule[]>();
  private readonly matches = new Map<string, MetricMatch>();
  private readonly targets: Set<string>;
  private readonly recordLabels = new Map<string, LabelSet>();
  private readonly labelSets = new Map<string, LabelSet>();
  private readonly nearest = new Map<string, string | undefined>();
  private readonly ownership: Ownership;
  private suggestions: readonly string[] | undefined;
  private readonly usesOpenTelemetry: boolean;
  /** What span metrics begin with, where a collector makes them. */
  private readonly spanMetrics: readonly string[];
  /** How collectors change names on their way. */
  private readonly naming: readonly MetricNaming[];
  /** What the one Collector takes from all metrics on their way. */
  readonly removals: readonly LabelRemoval[];
  /** The names that relabelling gives. */
  private readonly relabelled: readonly string[];
  /** What artifacts put in front of names that the code emits without it, where no setting says so. */
  readonly assumedPrefix: string | undefined;

  constructor(readonly options: KnowledgeOptions) {
    const { inventory, artifacts, observed } = options;
    this.index = new MetricIndex([...inventory.packages.flatMap(({ metrics }) => metrics), ...observed]);
    for (const rule of artifacts.flatMap(({ rules }) => rules)) {
      if (rule.kind !== 'record') continue;
      const same = this.records.get(rule.name);
      if (same) same.push(rule);
      else this.records.set(rule.name, [rule]);
    }
    const scrapes = artifacts.flatMap((each) => each.scrapes);
    this.ownership = new Ownership(this.index, {
      missingDependencies: options.missingDependencies(),
      jobs: scrapes.flatMap(({ jobs }) => jobs),
      placedJobs: new Set(
        scrapes.flatMap(({ jobs, unplacedJobs }) => jobs.filter((job) => !unplacedJobs.has(job))),
      ),
      jobsAreOpen:
        this.scrapesAreSkipped ||
        scrapes.some(({ jobsAreOpen, labelsAreOpen }) => jobsAreOpen || labelsAreOpen),
      hasOtherEmitters: options.hasOtherEmitters,
      mayHaveOtherEmitters: options.mayHaveOtherEmitters,
      projects: inventory.packages.map(({ name }) => name),
    });
    this.spanMetrics = artifacts.flatMap(({ collectors }) =>
      collectors.map(spanMetricsNamespace).filter((namespace) => namespace !== undefined),
    );
    this.naming = artifacts.flatMap(({ collectors }) => collectors.map(metricNamingOf));
    this.removals = this.naming.length === 1 ? (this.naming[0]?.removals ?? []) : [];
    this.relabelled = artifacts.flatMap(({ scrapes }) => scrapes.flatMap((scrape) => scrape.renamed));
    this.usesOpenTelemetry =
      artifacts.some(({ collectors }) => collectors.length > 0) ||
      inventory.packages.some(({ exporters }) =>
        exporters.some(({ kind }) => kind === 'otlp' || kind === 'otel-prometheus'),
      );
    this.targets = new Set([
      ...TARGET_LABELS,
      ...artifacts.flatMap(({ scrapes }) => scrapes.flatMap((scrape) => [...scrape.labels])),
      ...this.naming.flatMap(({ labels }) => labels),
    ]);
    for (const label of this.labelsOfOthers()) this.targets.add(label);
    this.assumedPrefix = this.noteNames();
  }

  /** Whether the code emits any metric of its own: without one, there is nothing to hold artifacts against. */
  get emitsMetrics(): boolean {
    return this.index.metrics.some(({ from }) => from === undefined);
  }

  /** Where code writes metrics whose names are not seen, and nothing that was observed says them. */
  get unseenMetrics(): readonly Place[] {
    const { inventory, observed } = this.options;
    return observed.length > 0 ? [] : inventory.packages.flatMap(({ unseenMetrics }) => unseenMetrics);
  }

  /** Whether targets get labels that no file lists. */
  get targetsAreOpen(): boolean {
    if (this.scrapesAreSkipped) return true;
    return this.options.artifacts.some(({ scrapes }) => scrapes.some(({ labelsAreOpen }) => labelsAreOpen));
  }

  /** Whether a file that could not be read may say what Prometheus scrapes. */
  get scrapesAreSkipped(): boolean {
    return this.options.skipped.some(({ mayScrape }) => mayScrape);
  }

  /** Whether a file says what Prometheus scrapes. */
  get scrapesAreKnown(): boolean {
    return this.options.artifacts.some(({ scrapes }) => scrapes.length > 0);
  }

  match(name: string): MetricMatch {
    let match = this.matches.get(name);
    if (!match) this.matches.set(name, (match = this.judge(name)));
    return match;
  }

  /** Whose a metric is that is unknown. */
  ownerOf(name: string): Owner {
    return this.ownership.of(name);
  }

  /** The dependency that may emit a metric that is unknown, if it were installed. */
  dependencyOf(name: string): string | undefined {
    return this.ownership.dependencyOf(name);
  }

  /** Whether Prometheus scrapes nothing but this code's programs and known exporters. */
  get isScrapedAlone(): boolean {
    return this.ownership.isScrapedAlone;
  }

  /** The name that was most likely meant by one that no code emits. */
  nearestTo(name: string): string | undefined {
    if (!this.nearest.has(name)) this.nearest.set(name, this.nearestFor(name));
    return this.nearest.get(name);
  }

  private nearestFor(name: string): string | undefined {
    const among = this.suggestible().filter((known) => name.includes('.') || !known.includes('.'));
    // Behind what a collector puts in front of all names.
    const front = this.fronts().find((each) => each !== '' && name.startsWith(each));
    const inner = front === undefined ? undefined : nearestName(name.slice(front.length), among);
    return inner === undefined ? nearestName(name, among) : `${front}${inner}`;
  }

  /** What may stand in front of names on their way to Prometheus. */
  private fronts(): readonly string[] {
    return [
      this.options.prefix,
      this.assumedPrefix ?? '',
      ...this.naming.flatMap(({ prefixes }) => prefixes),
    ];
  }

  /** Names for suggestions, the likeliest first: the code's own, then libraries', those of requests that it sends last. */
  private suggestible(): readonly string[] {
    this.suggestions ??= [...this.index.names].sort((a, b) => this.remoteness(a) - this.remoteness(b));
    return this.suggestions;
  }

  private remoteness(name: string): number {
    const isOwn = this.index.find(name).some(({ metric }) => metric.from === undefined);
    return isOwn ? 0 : /(?:^|[._])client(?:[._]|$)/.test(name) ? 2 : 1;
  }

  isTargetLabel(label: string): boolean {
    return this.targets.has(label) || TARGET_LABEL_PREFIXES.test(label);
  }

  /** The metrics that a selector reads for certain; none where it may read others. */
  metricsOf(selector: Selector): readonly FamilyMatch[] {
    const found: FamilyMatch[] = [];
    for (const name of selector.names) {
      const match = this.match(name);
      if (match.is !== 'known') return [];
      found.push(...match.families);
    }
    return found;
  }

  /** The labels of the series that a selector reads. */
  labelsOfSelector = (selector: Selector): LabelSet => {
    if (selector.names.length === 0) return ANY_LABELS;
    const key = selector.names.join('|');
    let labels = this.labelSets.get(key);
    if (!labels) {
      labels = selector.names.map((name) => this.labelsOfName(name)).reduce(union);
      this.labelSets.set(key, labels);
    }
    return labels;
  };

  labelsOf(expr: Expr): LabelSet {
    return labelsOf(expr, this.labelsOfSelector);
  }

  /** Whether a label set has a label: it does, it does not, or nobody can tell. */
  has(set: LabelSet, label: string): boolean | undefined {
    if (
      set.names.has(label) ||
      [...set.names].some((name) => name.includes('*') && matchesPattern(name, label))
    )
      return true;
    return set.isOpen ? undefined : false;
  }

  private labelsOfName(name: string): LabelSet {
    const match = this.match(name);
    if (match.is === 'recorded') return this.labelsOfRecord(name, match.rules);
    if (match.is !== 'known') return ANY_LABELS;
    let labels = NO_LABELS;
    for (const { metric, part } of match.families) {
      const names = metric.labels.map((label) => label.name);
      if (part === 'bucket') names.push('le');
      if (metric.kind === 'summary' || metric.kind === 'timer' || metric.kind === 'unknown')
        names.push('quantile', 'le');
      const isOpen =
        metric.labelsAreOpen ||
        metric.kind === 'unknown' ||
        (metric.library === METRICS_LIBRARY && this.naming.some((each) => each.labelsAreOpen));
      const removals = metric.library === METRICS_LIBRARY ? this.removals : [];
      const left = names.filter((label) => label === 'le' || !removals.some((each) => takes(each, label)));
      labels = union(labels, { names: new Set(left), isOpen });
    }
    return withLabels(labels, this.targets);
  }

  private labelsOfRecord(name: string, rules: readonly Rule[]): LabelSet {
    const known = this.recordLabels.get(name);
    if (known) return known;
    // A record that reads itself.
    this.recordLabels.set(name, ANY_LABELS);
    let labels = NO_LABELS;
    for (const rule of rules) {
      const root = rule.query?.language === 'promql' ? rule.query.expression.root : undefined;
      const made = root ? this.labelsOf(root) : ANY_LABELS;
      labels = union(labels, withLabels(made, rule.labels.keys()));
    }
    this.recordLabels.set(name, labels);
    return labels;
  }

  private judge(name: string): MetricMatch {
    const { external, mentioned } = this.options;
    if (name.replaceAll('*', '').length < 4 && name.includes('*')) return { is: 'unseen', at: undefined };
    const families = this.index.find(name);
    if (families.length > 0) return { is: 'known', families };
    for (const front of this.fronts()) {
      const inner = front !== '' && name.startsWith(front) ? this.index.find(name.slice(front.length)) : [];
      if (inner.length > 0) return { is: 'known', families: inner };
    }
    if (this.naming.some(({ renamed }) => renamed.some((each) => isSeriesOf(name, each))))
      return { is: 'not ours', source: 'a collector’s processor' };
    if (this.relabelled.some((pattern) => matchesPattern(pattern, name)))
      return { is: 'unseen', at: undefined };
    const rules = [...this.records]
      .filter(([record]) => matchesPattern(name, record))
      .flatMap(([, found]) => found);
    if (rules.length > 0) return { is: 'recorded', rules };
    if (external.some((glob) => matchesPattern(glob, name))) return { is: 'not ours', source: 'external' };
    if (SYNTHETIC.has(name)) return { is: 'not ours', source: 'Prometheus' };
    if (
      this.spanMetrics.some((start) => name.startsWith(start) && SPAN_METRICS.test(name.slice(start.length)))
    )
      return { is: 'not ours', source: 'the span metrics connector' };
    // By convention a name with a colon is recorded, perhaps by rules that are kept elsewhere.
    if (name.includes(':') || GENERATED_RECORDS.test(name)) return { is: 'unseen', at: undefined };
    const begin = name.replace(/^\*_?/, '');
    const foreign = FOREIGN_PREFIXES.find(([prefixOfOthers]) => begin.startsWith(prefixOfOthers));
    if (foreign) return { is: 'not ours', source: foreign[1] };
    if (this.usesOpenTelemetry && CONVENTIONAL_METRICS.test(begin))
      return { is: 'not ours', source: 'an OpenTelemetry instrumentation' };
    if (name.startsWith('process_')) return { is: 'not ours', source: 'another runtime' };
    // What the code emits in other words is written there in those words.
    if (this.index.mayBe(name)) return { is: 'unseen', at: undefined };
    if (this.naming.some(({ namesAreOpen }) => namesAreOpen)) return { is: 'unseen', at: undefined };
    const at = mentioned(name, this.index.sameCore(name) !== undefined);
    return at ? { is: 'unseen', at } : { is: 'unknown' };
  }

  /** Looks through all names that are read, for the company that unknown ones are in; returns the prefix that they share. */
  private noteNames(): string | undefined {
    const read = new Set<string>();
    for (const artifact of this.options.artifacts)
      for (const { selector } of readsIn(artifact)) for (const name of selector.names) read.add(name);
    const unknown = new Set<string>();
    for (const name of read) {
      const match = this.judge(name);
      if (match.is === 'unknown') unknown.add(name);
      if (match.is === 'unknown' || (match.is === 'unseen' && match.at))
        this.ownership.note(name, match.is === 'unseen');
    }
    return this.options.prefix === '' ? assumedPrefix(unknown, [...read], this.index) : undefined;
  }

  /** Labels that artifacts ask of metrics which have none of their own: a target's, as the scrape configuration sets them. */
  private *labelsOfOthers(): Generator<string> {
    for (const artifact of this.options.artifacts) {
      for (const { selector } of readsIn(artifact)) {
        const isOthers = selector.names.length > 0 && selector.names.every((name) => this.isBare(name));
        if (isOthers) for (const { label } of selector.matchers) if (!OWN_LABELS.has(label)) yield label;
      }
    }
  }

  /** A metric that Prometheus makes, or that a runtime emits without labels. */
  private isBare(name: string): boolean {
    if (SYNTHETIC.has(name)) return true;
    const families = this.index.find(name);
    return (
      families.length > 0 &&
      families.every(
        ({ metric }) =>
          metric.from !== undefined && /^(?:process|nodejs)_/.test(name) && !metric.labelsAreOpen,
      )
    );
  }
}

/** Whether a name is a series of a metric that a processor names: exporters may add its unit and kind. */
function isSeriesOf(name: string, renamed: string): boolean {
  return matchesPattern(renamed, name) || matchesPattern(`${renamed}_*`, name);
}

/** Labels of the runtime's own metrics. */
const OWN_LABELS = new Set([
  'type',
  'kind',
  'space',
  'version',
  'le',
  'quantile',
  'alertname',
  'alertstate',
  'severity',
]);
