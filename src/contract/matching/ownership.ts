import { WORDS_OF_JOBS, isOthersJob } from '../../catalog/contract/scrape-jobs.js';
import { WORDS_OF_PACKAGES } from '../../catalog/contract/package-words.js';
import { coreName, namespaceOf } from './core-name.js';
import type { MetricIndex } from './metric-index.js';

/** Whose a metric is that no code emits: this code's, perhaps this code's, or most likely another's. */
export type Owner = 'ours' | 'unsure' | 'others';

/** Beginnings of names that say nothing of whose they are. */
const GENERIC = new Set([
  ...[
    'http',
    'https',
    'request',
    'requests',
    'api',
    'app',
    'application',
    'nodejs',
    'service',
    'server',
    'client',
  ],
  ...[
    'db',
    'database',
    'queue',
    'queues',
    'job',
    'jobs',
    'cache',
    'error',
    'errors',
    'user',
    'users',
    'websocket',
  ],
  ...['ws', 'auth', 'worker', 'workers', 'event', 'events', 'message', 'messages', 'active', 'total'],
]);
/** Words beside a project's own name that say which part of it a package is. */
const OF_A_WHOLE = new Set([
  ...['platform', 'backend', 'frontend', 'monorepo', 'workspace', 'root', 'core', 'web', 'bot'],
  ...['services', 'apps', 'common', 'shared', 'gateway', 'project'],
]);
/** Metrics that make a convention, names that make a family, and literal names that make a dependency's complete. */
const [MIN_METRICS, MIN_FAMILY, MIN_LITERAL] = [5, 3, 10];

/** Who else may emit metrics. */
export interface Others {
  readonly missingDependencies: Iterable<string>;
  /** The scrape jobs. */
  readonly jobs: readonly string[];
  /** Those of them that have a target on a machine that has a name. */
  readonly placedJobs: ReadonlySet<string>;
  /** Whether there may be jobs, or targets of one, that no file lists. */
  readonly jobsAreOpen: boolean;
  /** Whether code in other languages does. */
  readonly hasOtherEmitters: () => boolean;
  /** Whether such code may have metrics made for it. */
  readonly mayHaveOtherEmitters: () => boolean;
  /** What the packages are called. */
  readonly projects: readonly string[];
}

/** The words of a name, in lower case. */
function wordsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** Tells whose metrics are, from what the names of the code's begin with and from the company they are in. */
export class Ownership {
  /** What the code's names begin with, and whether nearly all begin with the same one or two. */
  private readonly namespaces = new Map<string, number>();
  private readonly isConvention: boolean;
  /** By what they begin with: names that no code emits, and ones that are written in code all the same. */
  private readonly families = new Map<
    string,
    { readonly unknown: Set<string>; readonly literal: Set<string> }
  >();

  /** What the names of exporters' scrape jobs are made of. */
  private readonly exporterWords = new Set<string>();
  /** What the names of dependencies are made of that are not installed, so that nobody sees what they emit; each with one. */
  private readonly dependencyWords = new Map<string, string>();
  /** The same, of those alone that say that they are about metrics. */
  private readonly metricsWords = new Set<string>();
  /** What the names of the packages are made of. */
  private readonly packageWords: ReadonlySet<string>;
  private scrapedAlone: boolean | undefined;
  /** What the names of the packages begin with: the project's own name, most likely. */
  private readonly projectWords = new Set<string>();

  constructor(
    private readonly index: MetricIndex,
    private readonly others: Others,
  ) {
    for (const job of others.jobs)
      if (/exporter/i.test(job))
        for (const word of job.toLowerCase().split(/[^a-z0-9]+/)) this.exporterWords.add(word);
    for (const name of others.missingDependencies)
      for (const word of name.toLowerCase().split(/[^a-z0-9]+/)) {
        if (word.length < 2 || WORDS_OF_PACKAGES.has(word)) continue;
        const isOfMetrics = /prom|metric|stats/i.test(name);
        if (isOfMetrics || !this.dependencyWords.has(word)) this.dependencyWords.set(word, name);
        if (isOfMetrics) this.metricsWords.add(word);
      }
    this.packageWords = new Set(others.projects.flatMap(wordsOf));
    for (const name of others.projects)
      for (const part of name.replace('@', '').split('/')) {
        const [first = '', ...rest] = part.toLowerCase().split(/[^a-z0-9]+/);
        // `hedera-json-rpc-relay` is one of many programs of Hedera's.
        if (rest.every((word) => GENERIC.has(word) || OF_A_WHOLE.has(word))) this.projectWords.add(first);
      }
    const own = index.metrics.filter(({ from }) => from === undefined);
    for (const { families } of own) {
      const namespace = namespaceOf(families[0] ?? '');
      if (namespace !== '') this.namespaces.set(namespace, (this.namespaces.get(namespace) ?? 0) + 1);
    }
    const [most = 0, second = 0] = [...this.namespaces.values()].sort((a, b) => b - a);
    this.isConvention = own.length >= MIN_METRICS && most + second >= own.length * 0.7;
  }

  /** Takes note of a name that artifacts read and the index does not know. */
  note(name: string, isLiteral: boolean): void {
    const namespace = namespaceOf(name);
    let family = this.families.get(namespace);
    if (!family) this.families.set(namespace, (family = { unknown: new Set(), literal: new Set() }));
    (isLiteral ? family.literal : family.unknown).add(coreName(name));
  }

  of(name: string): Owner {
    const namespace = namespaceOf(name);
    const { unknown, literal } = this.families.get(namespace) ?? NONE;
    const own = this.namespaces.get(namespace) ?? 0;
    if (this.dependencyWords.has(namespace) && unknown.size >= MIN_FAMILY && unknown.size > own)
      return 'others';
    if (name.split('_').some((word) => this.metricsWords.has(word))) return 'unsure';
    if (own > 0) return 'ours';
    if (this.exporterWords.has(namespace)) return 'others';
    // A dependency that writes all of its names as they are.
    if (literal.size >= MIN_LITERAL && unknown.size <= literal.size / 4) return 'ours';
    if (this.index.withPrefix(name).length > 0) return 'ours';
    if (this.projectWords.has(namespace) && !GENERIC.has(namespace)) return 'unsure';
    if (this.isConvention) return GENERIC.has(namespace) || this.isScrapedAlone ? 'unsure' : 'others';
    if (!GENERIC.has(namespace) && unknown.size >= MIN_FAMILY)
      return this.isScrapedAlone ? 'unsure' : 'others';
    return this.others.hasOtherEmitters() || this.readsOthers() ? 'unsure' : 'ours';
  }

  /** The dependency that is called as a metric begins, where nobody sees what it emits because it is not installed. */
  dependencyOf(name: string): string | undefined {
    const namespace = namespaceOf(name);
    return GENERIC.has(namespace) ? undefined : this.dependencyWords.get(namespace);
  }

  /**
   * Whether Prometheus scrapes nothing but this code's programs and exporters, whose metrics are known by their names: then
   * nobody else is there to emit what this code does not. What a developer scrapes on the own machine says nothing of that.
   */
  get isScrapedAlone(): boolean {
    const { jobs, placedJobs, jobsAreOpen, mayHaveOtherEmitters } = this.others;
    this.scrapedAlone ??=
      !jobsAreOpen &&
      jobs.some((job) => placedJobs.has(job) && this.isOwnJob(job)) &&
      jobs.every((job) => this.isOwnJob(job) || isOthersJob(job)) &&
      !mayHaveOtherEmitters();
    return this.scrapedAlone;
  }

  /** Whether a job is called as the project or one of its packages is, or has no name but `api` or `app`. */
  private isOwnJob(job: string): boolean {
    return wordsOf(job).every(
      (word) =>
        this.packageWords.has(word) || GENERIC.has(word) || OF_A_WHOLE.has(word) || WORDS_OF_JOBS.has(word),
    );
  }

  /** Whether artifacts read a whole family of metrics that no code here emits: then they watch other programs as well. */
  private readsOthers(): boolean {
    return [...this.families].some(
      ([namespace, { unknown }]) =>
        unknown.size >= MIN_FAMILY && !GENERIC.has(namespace) && !this.namespaces.has(namespace),
    );
  }
}

const NONE = { unknown: new Set<string>(), literal: new Set<string>() };

/** Names that tell a prefix. */
const MIN_NAMES = 3;

/**
 * What artifacts put in front of nearly all names that they read with it, and the code does not: a collector's namespace.
 * Undefined where there is no such prefix.
 */
export function assumedPrefix(
  unknown: ReadonlySet<string>,
  read: readonly string[],
  index: MetricIndex,
): string | undefined {
  const counts = new Map<string, number>();
  for (const name of unknown) {
    for (let at = name.indexOf('_'); at !== -1; at = name.indexOf('_', at + 1)) {
      const prefix = name.slice(0, at + 1);
      if (index.find(name.slice(at + 1)).length > 0) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
    }
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!best || best[1] < MIN_NAMES) return undefined;
  const [prefix, known] = best;
  const all = new Set(read.filter((name) => name.startsWith(prefix)));
  return known >= all.size * 0.7 ? prefix : undefined;
}
