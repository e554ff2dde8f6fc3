import type { MetricKindName, Pattern } from '../inventory.js';

/**
 * The names that OpenTelemetry's metrics get behind the Collector's exporters and in Prometheus' OTLP receiver, which share one
 * translation (https://github.com/prometheus/otlptranslator).
 */

/** Prometheus' `translation_strategy`, the default first. */
export const OTLP_STRATEGIES = [
  'UnderscoreEscapingWithSuffixes',
  'UnderscoreEscapingWithoutSuffixes',
  'NoUTF8EscapingWithSuffixes',
  'NoTranslation',
] as const;
export type OtlpStrategy = (typeof OTLP_STRATEGIES)[number];

export interface OtlpMetric {
  readonly name: Pattern;
  readonly kind: MetricKindName;
  readonly unit: string | undefined;
  /** The Collector's `namespace`. */
  readonly namespace?: string | undefined;
}

/** The family that a metric becomes under a strategy. */
export function otlpFamily(metric: OtlpMetric, strategy: OtlpStrategy): Pattern {
  switch (strategy) {
    case 'UnderscoreEscapingWithSuffixes':
      return escapedWithSuffixes(metric);
    case 'UnderscoreEscapingWithoutSuffixes':
      return startingRight(joined(metric.namespace, split(metric.name, NO_NAME_OR_UNDERSCORE)));
    case 'NoUTF8EscapingWithSuffixes':
      return withSuffixes(metric);
    case 'NoTranslation':
      return joined(metric.namespace, [metric.name]);
  }
}

/** The label that an attribute becomes where names are escaped. */
export function otlpLabel(name: Pattern): Pattern {
  const clean = name.replace(/[^\w*]/g, '_').replace(/_{2,}/g, '_');
  if (/^\d/.test(clean)) return `key_${clean}`;
  return clean.startsWith('_') ? `key${clean}` : clean;
}

const NO_NAME = /[^A-Za-z0-9:*]/;
const NO_NAME_OR_UNDERSCORE = /[^A-Za-z0-9:_*]/;

function escapedWithSuffixes({ name, kind, unit, namespace }: OtlpMetric): Pattern {
  let tokens = [...split(name, NO_NAME)];
  // What an open end may already say is not said again.
  const isOpen = tokens.at(-1)?.endsWith('*') === true;
  const append = (suffix: string) => {
    if (suffix !== '' && !isOpen) tokens.push(suffix);
  };
  const { main, per } = unitWords(unit);
  const words = [main, per].map((each) =>
    each
      .replace(/[^A-Za-z0-9:]/g, '_')
      .replace(/_{2,}/g, '_')
      .replace(/^_/, ''),
  );
  const [mainWord = '', perWord = ''] = words.map((each) => each.replace(/_$/, ''));
  // The specification asks whether the name ends in it; the implementation, whether it has it anywhere.
  if (!tokens.includes(mainWord)) append(mainWord);
  if (!tokens.includes(perWord)) append(perWord);
  const last = (word: string) => {
    tokens = tokens.filter((each) => each !== word);
    append(word);
  };
  if (kind === 'counter') last('total');
  if (kind === 'gauge' && unit === '1') last('ratio');
  return startingRight(joined(namespace, tokens));
}

/** Nothing is escaped: suffixes are held against the end of the name as it is. */
function withSuffixes({ name, kind, unit, namespace }: OtlpMetric): Pattern {
  const whole = joined(namespace, [name]);
  if (whole.endsWith('*')) return whole;
  const { main, per } = unitWords(unit);
  const ends = [
    ...(kind === 'gauge' && unit === '1' ? ['ratio'] : []),
    ...(kind === 'counter' ? ['total'] : []),
    ...(per === '' ? [] : [per]),
  ];
  const bare = ends.reduce((text, end) => withoutEnd(text, end), whole);
  const measured = main === '' || bare.endsWith(main) ? bare : `${bare}_${main}`;
  return [measured, ...ends.toReversed()].join('_');
}

/** Without an end and the one character before it. */
function withoutEnd(text: string, end: string): string {
  return text.endsWith(end) && text.length > end.length + 1 ? text.slice(0, -end.length - 1) : text;
}

function unitWords(unit: string | undefined): { readonly main: string; readonly per: string } {
  const [first = '', ...rest] = (unit ?? '').split('/');
  const second = rest.join('/').trim();
  const main = isAnnotation(first) ? '' : (UNITS.get(first.trim()) ?? first.trim());
  const per = second === '' || isAnnotation(second) ? '' : `per_${PER_UNITS.get(second) ?? second}`;
  return { main, per };
}

/** `{request}` says what is counted and is no unit. */
function isAnnotation(unit: string): boolean {
  return /[{}]/.test(unit);
}

const UNITS: ReadonlyMap<string, string> = new Map([
  ['d', 'days'],
  ['h', 'hours'],
  ['min', 'minutes'],
  ['s', 'seconds'],
  ['ms', 'milliseconds'],
  ['us', 'microseconds'],
  ['ns', 'nanoseconds'],
  ['By', 'bytes'],
  ['KiBy', 'kibibytes'],
  ['MiBy', 'mebibytes'],
  ['GiBy', 'gibibytes'],
  ['TiBy', 'tibibytes'],
  ['KBy', 'kilobytes'],
  ['MBy', 'megabytes'],
  ['GBy', 'gigabytes'],
  ['TBy', 'terabytes'],
  ['m', 'meters'],
  ['V', 'volts'],
  ['A', 'amperes'],
  ['J', 'joules'],
  ['W', 'watts'],
  ['g', 'grams'],
  ['Cel', 'celsius'],
  ['Hz', 'hertz'],
  ['1', ''],
  ['%', 'percent'],
]);

const PER_UNITS: ReadonlyMap<string, string> = new Map([
  ['s', 'second'],
  ['m', 'minute'],
  ['h', 'hour'],
  ['d', 'day'],
  ['w', 'week'],
  ['mo', 'month'],
  ['y', 'year'],
]);

function split(name: string, by: RegExp): readonly string[] {
  return name.split(by).filter((token) => token !== '');
}

function joined(namespace: string | undefined, tokens: readonly string[]): string {
  return [...(namespace === undefined || namespace === '' ? [] : [namespace]), ...tokens].join('_');
}

function startingRight(name: string): string {
  return /^\d/.test(name) ? `_${name}` : name;
}
