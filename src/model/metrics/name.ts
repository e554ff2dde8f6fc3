import { PROMETHEUS } from '../../catalog/metrics/conventions.js';
import type { NameReason } from '../text/reasons/metrics.js';
import type { MetricDefinition, MetricKind } from './metric.js';
import { contradictingUnit, unitInName, unitOfCode } from './unit.js';
import { wordsOf } from '../text/words.js';

/** Something wrong with what a metric, its unit or its labels are called. */
export interface NameProblem {
  /** `recommended`: it misleads or breaks. `strict`: it only differs from the convention. */
  readonly tier: 'recommended' | 'strict';
  readonly reason: NameReason;
  /**
   * A whole name without any of the problems, up to this tier, that another name can mend. Missing where a new
   * name alone would be wrong: what is recorded in milliseconds must not be renamed to seconds.
   */
  readonly suggestion?: string;
  /** A UCUM code that says the same as the metric's `unit`. */
  readonly unit?: string;
}

type Tier = NameProblem['tier'];

/** What OpenTelemetry writes otherwise than Prometheus, whose dashboards have such names. */
const OF_SPELLING: ReadonlySet<NameReason['code']> = new Set([
  'not-lower-dotted',
  'no-namespace',
  'total-added-by-exporter',
  'unit-in-name',
  'unit-repeated',
]);

/**
 * What is wrong with a metric's name: first what misleads or breaks, then what only differs from the convention. Where what
 * OpenTelemetry measures is exported to Prometheus, names may be spelled as it spells them.
 */
export function nameProblems(definition: MetricDefinition, isExported = false): readonly NameProblem[] {
  const { convention } = definition.dialect;
  const isPrometheus = convention === PROMETHEUS;
  const isFree = isExported || convention.takesNoUnit === true;
  const found = isPrometheus
    ? prometheusProblems(definition)
    : openTelemetryProblems(definition).filter(({ reason }) => !isFree || !OF_SPELLING.has(reason.code));
  const mend = isPrometheus ? mendPrometheus : mendOpenTelemetry;
  const { name } = definition;
  const better = (tier: Tier): string | undefined => {
    const mended = name === undefined ? undefined : mend(name, definition, tier);
    return mended === name ? undefined : mended;
  };
  const tiers: readonly Tier[] = ['recommended', 'strict'];
  return tiers.flatMap((tier) => {
    const suggestion = better(tier);
    return found
      .filter((problem) => problem.tier === tier)
      .map(({ isMendable, unit, reason }) => ({
        tier,
        reason,
        ...(isMendable && suggestion !== undefined ? { suggestion } : {}),
        ...(unit === undefined ? {} : { unit }),
      }));
  });
}

/** Suffixes of Prometheus' convention, which OpenTelemetry's leaves to the exporter. */
const SUFFIX_OF_PROMETHEUS = /_(?:total|seconds|bytes|ratio|info)$/;
const FEWEST_THAT_SHOW_A_STYLE = 3;

/** Whether names that stand together are all spelled as Prometheus spells them: somebody chose that. */
export function areSpelledForPrometheus(names: readonly string[]): boolean {
  return (
    names.length >= FEWEST_THAT_SHOW_A_STYLE &&
    names.every((name) => /^[a-z][a-z\d]*(?:_[a-z\d]+)+$/.test(name)) &&
    names.some((name) => SUFFIX_OF_PROMETHEUS.test(name))
  );
}

interface Found {
  readonly tier: Tier;
  readonly reason: NameReason;
  /** Whether another name mends it. */
  readonly isMendable?: boolean;
  readonly unit?: string;
}

/** What `validateMetricName` and `validateLabelName` of prom-client 15 accept. */
const PROMETHEUS_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const PROMETHEUS_LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
/** What the series of one metric end in: https://prometheus.io/docs/concepts/metric_types/ and OpenMetrics. */
const RESERVED_FOR_DISTRIBUTIONS = /_(bucket|count|sum|total|info|created)$/;
const TYPE_SUFFIX = /[_.](?:counter|gauge|histogram|hist|summary)$/i;

function prometheusProblems(definition: MetricDefinition): readonly Found[] {
  const { name } = definition;
  return [
    ...(name === undefined
      ? []
      : [...prometheusBreakage(name, definition), ...prometheusStyle(name, definition)]),
    ...labelProblems(definition),
    ...helpProblems(definition),
  ];
}

function prometheusBreakage(name: string, { kind }: MetricDefinition): readonly Found[] {
  const found: Found[] = [];
  const add = (reason: NameReason): void => {
    found.push({ tier: 'recommended', reason, isMendable: true });
  };
  if (name === '') add({ code: 'no-name' });
  else if (!PROMETHEUS_NAME.test(name)) add({ code: 'name-not-allowed' });
  if (name.includes(':')) add({ code: 'colon-in-name' });
  const reserved = RESERVED_FOR_DISTRIBUTIONS.exec(name)?.[1];
  if (reserved === undefined) return found;
  if (kind === 'histogram' || kind === 'summary') {
    add(
      reserved === 'total'
        ? { code: 'total-on-no-counter', kind }
        : { code: 'suffix-of-series', kind, evidence: reserved },
    );
  } else if (reserved === 'total' && kind !== 'counter') {
    add({ code: 'total-on-no-counter', kind });
  } else if (reserved === 'bucket' || reserved === 'sum') {
    found.push({
      // Two counters, of a sum and of how many it is of, are a summary made by hand, and read like one.
      tier: kind === 'counter' && reserved === 'sum' ? 'strict' : 'recommended',
      reason: { code: 'suffix-of-another-kind', kind, evidence: reserved },
    });
  }
  return found;
}

/** What ends like this is how things stand: what is wrong with such a counter may be that it is none. */
const STATE = /^(?:active|current|open|pending|up|size|depth)$/;

function prometheusStyle(name: string, definition: MetricDefinition): readonly Found[] {
  const { kind } = definition;
  const found: Found[] = [];
  const add = (reason: NameReason, isMendable = true): void => {
    found.push({ tier: 'strict', reason, isMendable });
  };
  if (PROMETHEUS_NAME.test(name) && snakeCase(name) !== name.replaceAll(':', '_'))
    add({ code: 'not-snake-case' });
  const type = typeInName(name);
  if (type !== undefined) add({ code: 'type-in-name', evidence: type });
  const words = wordsOf(name);
  const last = words.at(-1);
  if (kind === 'counter' && last !== 'total') {
    const typeless = words.filter((word) => word !== type);
    if (typeless.includes('total')) add({ code: 'total-not-last' });
    else add({ code: last === 'count' ? 'count-for-total' : 'no-total' }, !STATE.test(last ?? ''));
  }
  if (kind !== 'counter' && kind !== 'histogram' && kind !== 'summary' && last === 'count') {
    add({ code: 'suffix-of-another-kind', kind, evidence: 'count' });
  }
  const unit = unitInName(name);
  if (unit && unit.scale !== 1) {
    add({ code: 'not-base-unit', unit: unit.full, evidence: unit.word, base: unit.base }, false);
  } else if (unit && unit.word !== unit.full) {
    add({ code: 'unit-abbreviated', unit: unit.full, evidence: unit.word });
  } else if (!unit && kind !== 'counter' && /^(?:duration|latency|elapsed)$/.test(last ?? '')) {
    add({ code: 'unit-not-named' }, false);
  }
  return found;
}

/** Labels that a library refuses, or that Prometheus keeps for itself, and those spelled against the convention. */
function labelProblems(definition: MetricDefinition): readonly Found[] {
  const found = labelNameProblems(definition);
  const misspelled = found.flatMap(({ reason }) =>
    reason.code === 'label-not-snake-case' ? reason.evidence : [],
  );
  if (misspelled.length < 2) return found;
  const others = found.filter(({ reason }) => reason.code !== 'label-not-snake-case');
  const evidence = misspelled.join('", "');
  return [...others, { tier: 'strict', reason: { code: 'label-not-snake-case', evidence } }];
}

function labelNameProblems({ labelNames = [], kind }: MetricDefinition): readonly Found[] {
  return labelNames.flatMap((label): Found[] => {
    const own = kind === 'histogram' ? 'le' : kind === 'summary' ? 'quantile' : undefined;
    if (label === own)
      return [{ tier: 'recommended', reason: { code: 'label-reserved', evidence: label, kind } }];
    if (!PROMETHEUS_LABEL.test(label))
      return [{ tier: 'recommended', reason: { code: 'label-not-allowed', evidence: label } }];
    if (label.startsWith('__'))
      return [{ tier: 'recommended', reason: { code: 'label-underscores', evidence: label } }];
    if (label === 'le' || label === 'quantile')
      return [{ tier: 'strict', reason: { code: 'label-of-distributions', evidence: label } }];
    return snakeCase(label) === label.replace(/^_|_$/g, '')
      ? []
      : [{ tier: 'strict', reason: { code: 'label-not-snake-case', evidence: label } }];
  });
}

function helpProblems({ help, at }: MetricDefinition): readonly Found[] {
  const { options } = at;
  const isAbsent =
    options?.kind === 'object' &&
    options.properties.some(({ key }) => key === 'name') &&
    options.properties.every(({ key }) => typeof key === 'string' && key !== 'help');
  return help?.trim() === '' || (help === undefined && isAbsent)
    ? [{ tier: 'strict', reason: { code: 'no-help' } }]
    : [];
}

function mendPrometheus(name: string, { kind }: MetricDefinition, tier: Tier): string | undefined {
  let valid = plainLetters(name).replace(/[^a-zA-Z0-9_]+/g, '_');
  if (valid !== name) valid = valid.replace(/(?<=[^_])_+$|^_+(?=[a-zA-Z])/g, '');
  const mended = settled(/^\d/.test(valid) ? `_${valid}` : valid, (before) => {
    const unreserved =
      kind === 'histogram' || kind === 'summary'
        ? before.replace(RESERVED_FOR_DISTRIBUTIONS, '')
        : kind === 'counter'
          ? before
          : before.replace(/_total$/, '');
    return tier === 'strict' ? conventional(unreserved, kind) : unreserved;
  });
  return mended !== undefined && PROMETHEUS_NAME.test(mended) && /[a-zA-Z]/.test(mended) ? mended : undefined;
}

/** The name that a step leaves as it is; undefined for one that it never does, made of nothing but `_total`. */
function settled(name: string, step: (name: string) => string): string | undefined {
  let before = name;
  for (let i = 0; i < 12; i++) {
    const after = step(before);
    if (after === before) return after;
    before = after;
  }
  return undefined;
}

/** A valid name as the conventions have it, its unit left as it is. */
function conventional(name: string, kind: MetricKind): string {
  let mended = snakeCase(name);
  const type = typeInName(mended);
  // `my_counter` is no `my`.
  if (type !== undefined) mended = without(mended, type, 2);
  if (kind === 'counter') {
    mended = `${without(mended, 'total').replace(/(?<=[a-z\d])_count$/, '')}_total`;
  } else if (kind !== 'histogram' && kind !== 'summary') {
    // `pod_count` are `pods`, and `active_count` may be of anything.
    mended = mended.replace(/(?<=[a-z\d]s)_count$/, '');
  }
  const unit = unitInName(mended);
  if (unit?.scale === 1 && unit.word !== unit.full) {
    mended = mended.replace(
      new RegExp(`_${unit.word}(?=$|_[a-z_]*$)(?!.*_${unit.word}(?:_|$))`),
      `_${unit.full}`,
    );
  }
  return /^\d/.test(mended) ? `_${mended}` : mended;
}

/** A snake_case name without one of its words, unless fewer than so many are left. */
function without(name: string, word: string, atLeast = 1): string {
  const words = name.split('_').filter((part) => part !== word);
  const left = words.filter((part) => part !== '' && part !== 'total');
  return left.length >= atLeast ? words.join('_') : name;
}

/** A metric's type as the word at the end of its name; inside of one it may be what is measured: `geiger_counter_pulses`. */
function typeInName(name: string): string | undefined {
  const last = wordsOf(name)
    .slice(1)
    .findLast((word) => word !== 'total');
  return last !== undefined && TYPE_SUFFIX.test(`_${last}`) ? last : undefined;
}

function snakeCase(name: string): string {
  const lead = /^_\d/.test(name) ? '_' : '';
  return lead + wordsOf(name).join('_');
}

/** Letters without what stands above and below them: `größe` is `grosse`. */
function plainLetters(name: string): string {
  return name.replaceAll('ß', 'ss').normalize('NFKD').replace(/\p{M}/gu, '');
}

/** What the SDK's `isValidName` accepts; it warns of any other name, where nobody sees it, and exports it. */
const OPENTELEMETRY_NAME = /^[a-z][a-z0-9_.\-/]{0,254}$/i;

function openTelemetryProblems(definition: MetricDefinition): readonly Found[] {
  const { name, kind, unit } = definition;
  const found: Found[] = [];
  const contradicting = contradictingUnit(definition);
  if (name !== undefined) {
    if (!OPENTELEMETRY_NAME.test(name)) {
      found.push({
        tier: 'recommended',
        reason: name.length > 255 ? { code: 'name-too-long' } : { code: 'name-not-allowed-by-api' },
        isMendable: true,
      });
    }
    if (kind !== 'counter' && /_total$/i.test(name)) {
      found.push({
        tier: 'recommended',
        reason: { code: 'total-on-no-counter', kind },
        isMendable: true,
      });
    }
    if (contradicting) {
      const { full, word } = contradicting;
      found.push({
        tier: 'recommended',
        reason: { code: 'unit-contradicted', unit: full, evidence: word, declared: unit ?? '' },
      });
    }
    found.push(...openTelemetryStyle(name, definition));
  }
  if (unit !== undefined) found.push(...unitProblems(unit));
  return found;
}

function openTelemetryStyle(name: string, definition: MetricDefinition): readonly Found[] {
  const { kind, unit } = definition;
  const found: Found[] = [];
  const add = (reason: NameReason, isMendable = true): void => {
    found.push({ tier: 'strict', reason, isMendable });
  };
  if (OPENTELEMETRY_NAME.test(name)) {
    if (lowerDotted(name) !== name) add({ code: 'not-lower-dotted' });
    else if (!name.includes('.') && name.includes('_')) add({ code: 'no-namespace' });
  }
  if (TOTALS[kind].test(name)) add({ code: 'total-added-by-exporter' });
  const type = typeInName(name);
  if (type !== undefined) add({ code: 'type-in-name', evidence: type });
  const named = unitInName(name);
  if (named && !contradictingUnit(definition)) {
    if (unit === undefined || unit === '') {
      add({ code: 'unit-in-name', evidence: named.word, ucum: named.ucum }, false);
    } else if (unitOfCode(unit)) add({ code: 'unit-repeated', evidence: named.word });
  }
  return found;
}

const TOTALS: Readonly<Record<MetricKind, RegExp>> = {
  counter: /[._]total$/i,
  upDownCounter: /\.total$/i,
  // What is left is the total of something: `memory.total`. `_total` is reported as a counter's.
  gauge: /(?!)/,
  histogram: /\.total$/i,
  summary: /\.total$/i,
};

function mendOpenTelemetry(name: string, definition: MetricDefinition, tier: Tier): string | undefined {
  const { kind, unit } = definition;
  const valid = OPENTELEMETRY_NAME.test(name)
    ? name
    : plainLetters(name)
        .replace(/[^a-zA-Z0-9_.\-/]+/g, '_')
        .replace(/^[^a-zA-Z]+|(?<![^a-zA-Z0-9])[^a-zA-Z0-9]+$/g, '');
  const isKnownUnit = unit !== undefined && unitOfCode(unit) !== undefined;
  const mended = settled(valid, (before) => {
    let after = kind === 'counter' ? before : before.replace(/(?<=.)_total$/i, '');
    if (tier === 'recommended') return after;
    after = lowerDotted(after)
      .replace(/^[^a-z]+/, '')
      .replace(TOTALS[kind], '');
    const type = typeInName(after);
    if (type !== undefined && wordsOf(after).length > 2) after = withoutPart(after, type);
    const repeated =
      isKnownUnit && !contradictingUnit({ ...definition, name: after }) ? unitInName(after) : undefined;
    if (repeated) after = withoutPart(after, repeated.word);
    return after;
  });
  return mended !== undefined && OPENTELEMETRY_NAME.test(mended) ? mended : undefined;
}

/** A name without the last of its parts that is a word, unless nothing else is left. */
function withoutPart(name: string, word: string): string {
  const at = name.search(new RegExp(`[._]${word}(?=$|[._])(?!.*[._]${word}(?:$|[._]))`));
  return at > 0 ? name.slice(0, at) + name.slice(at + 1 + word.length) : name;
}

function lowerDotted(name: string): string {
  return name
    .split(/[./]/)
    .map((part) => wordsOf(part).join('_'))
    .filter((part) => part !== '')
    .join('.');
}

/** Words written for UCUM codes, in the singular. */
const WORDS_FOR_CODES: Readonly<Record<string, string>> = {
  b: 'By',
  percent: '%',
  percentage: '%',
  ratio: '1',
  count: '1',
};
/** UCUM's atoms that metrics use, with the prefixes that they take: https://ucum.org/ucum */
const UCUM_ATOM =
  /^(?:1|%|min|h|d|wk|mo|a|Cel|\[degF\]|10[*^]-?\d+|(?:[YZEPTGMkhdcmunpfazy]|da|[KMGT]i)?(?:s|By|bit|g|m|K|A|V|W|J|Hz|N|Pa|L|l|mol|cd|lm|lx|Ohm|F|C|T|eV|bd|Bd))$/;

function unitProblems(unit: string): readonly Found[] {
  if (unit === '' || isUcum(unit)) {
    const known = unitOfCode(unit);
    return known?.dimension === 'time' && known.scale < 1
      ? [{ tier: 'strict', reason: { code: 'unit-not-seconds', declared: unit } }]
      : [];
  }
  const word = unit.toLowerCase();
  const code = unitOfCode(unit)?.ucum ?? WORDS_FOR_CODES[word];
  // What is counted is an annotation, in the singular.
  const counted = /^[a-z][a-z_]*$/i.test(unit) ? `{${word.replace(/(?<=[^s])s$/, '')}}` : undefined;
  const better = code ?? counted;
  return [{ tier: 'strict', reason: { code: 'unit-not-ucum', declared: unit, better }, unit: better }];
}

/** Whether every part of a unit is a code that metrics use: `By/s`, `{request}/min`, `m{queries}`. */
function isUcum(unit: string): boolean {
  return unit.split('/').every((part, i) =>
    part === ''
      ? i === 0
      : part
          .replace(/\{[^{}]*\}/g, '')
          .split('.')
          .every(
            (atom) =>
              (atom === '' && part.includes('{')) || UCUM_ATOM.test(atom.replace(/(?<=[a-z])-?\d$/, '')),
          ),
  );
}
