import { groupedBy } from '../../model/code/grouping.js';
import type { MetricEntry } from '../inventory/inventory.js';
import { matchesPattern, patternsMeet } from '../promql/regexp.js';
import { coreName } from './core-name.js';

/** Which series of a family a name is. */
export type SeriesPart = 'value' | 'bucket' | 'sum' | 'count' | 'created';

/** A metric of the code that a name may be. */
export interface FamilyMatch {
  readonly metric: MetricEntry;
  readonly part: SeriesPart;
}

/** A name, and what is left of it without some of its first words. */
interface Prefixed {
  readonly tail: string;
  readonly known: string;
}

/** All names that the metrics of an inventory may have in Prometheus. */
export class MetricIndex {
  private readonly exact = new Map<string, FamilyMatch[]>();
  private readonly patterns: (FamilyMatch & { readonly pattern: string })[] = [];
  /** Names of which so little is written that any metric could be one: `*_duration_seconds`. */
  private readonly vague: string[] = [];
  private readonly cache = new Map<string, readonly FamilyMatch[]>();
  private byCore: ReadonlyMap<string, readonly string[]> | undefined;
  private byTail: ReadonlyMap<string, readonly Prefixed[]> | undefined;

  constructor(readonly metrics: readonly MetricEntry[]) {
    for (const metric of metrics)
      for (const family of metric.families)
        for (const part of PARTS[metric.kind]) this.add(family, metric, part);
  }

  /** All names that are exact, for suggestions. */
  get names(): readonly string[] {
    return [...this.exact.keys()];
  }

  /** The metrics that a name, which may hold `*`, stands for. */
  find(name: string): readonly FamilyMatch[] {
    let found = this.cache.get(name);
    if (!found) this.cache.set(name, (found = this.search(name)));
    return found;
  }

  /** The exact name that says the same in other words: only its unit or kind is told otherwise. */
  sameCore(name: string): string | undefined {
    this.byCore ??= groupedBy(this.names, coreName);
    const last = name.slice(name.lastIndexOf('_'));
    const same = (this.byCore.get(coreName(name)) ?? []).filter(
      (known) => known !== name && !known.endsWith('_created'),
    );
    return same.find((known) => known.endsWith(last)) ?? [...same].sort((a, b) => a.length - b.length)[0];
  }

  /** The names that artifacts read without what the code puts in front of them: in several packages, it may be several. */
  withPrefix(name: string): readonly string[] {
    this.byTail ??= groupedBy(
      this.names.flatMap((known) => tailsOf(known).map((tail) => ({ tail, known }))),
      ({ tail }) => tail,
    );
    return (this.byTail.get(name) ?? []).map(({ known }) => known);
  }

  /** Whether a metric of which only a word of the name is seen may be called so. */
  mayBe(name: string): boolean {
    return this.vague.some((pattern) => patternsMeet(name, pattern));
  }

  private search(name: string): readonly FamilyMatch[] {
    if (!name.includes('*')) {
      const exact = this.exact.get(name);
      return exact ?? this.patterns.filter(({ pattern }) => matchesPattern(pattern, name));
    }
    const exact = [...this.exact]
      .filter(([known]) => matchesPattern(name, known))
      .flatMap(([, match]) => match);
    return [...exact, ...this.patterns.filter(({ pattern }) => patternsMeet(name, pattern))];
  }

  private add(family: string, metric: MetricEntry, part: SeriesPart): void {
    const name = family + SUFFIXES[part];
    if (name.includes('*')) {
      const words = fixedWords(family);
      if (words >= 2) this.patterns.push({ metric, part, pattern: name });
      else if (words === 1) this.vague.push(name);
      return;
    }
    const matches = this.exact.get(name);
    if (matches) matches.push({ metric, part });
    else this.exact.set(name, [{ metric, part }]);
  }
}

/** A name without its first words. */
function tailsOf(name: string): readonly string[] {
  const tails: string[] = [];
  for (let at = name.indexOf('_'); at !== -1; at = name.indexOf('_', at + 1)) tails.push(name.slice(at + 1));
  return tails;
}

/** How many words of a pattern stand still, endings of units and kinds left out. */
function fixedWords(pattern: string): number {
  return coreName(`x_x_${pattern}`)
    .split('_')
    .slice(2)
    .filter((word) => /[a-z]{2}/.test(word)).length;
}

const SUFFIXES: Readonly<Record<SeriesPart, string>> = {
  value: '',
  bucket: '_bucket',
  sum: '_sum',
  count: '_count',
  created: '_created',
};

/** What each kind exposes. A histogram's bare name is no series of its own, and known all the same: another check says so. */
const PARTS: Readonly<Record<MetricEntry['kind'], readonly SeriesPart[]>> = {
  counter: ['value', 'created'],
  upDownCounter: ['value'],
  gauge: ['value'],
  histogram: ['value', 'bucket', 'sum', 'count', 'created'],
  summary: ['value', 'sum', 'count', 'created'],
  timer: ['value', 'bucket', 'sum', 'count'],
  unknown: ['value', 'bucket', 'sum', 'count', 'created'],
};
