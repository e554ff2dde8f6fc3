import type {
  Estimate,
  Inventory,
  LabelEntry,
  LogEntry,
  MetricEntry,
  PackageInventory,
} from '../inventory.js';

/** What all formats for people say of an inventory in the same words. */

/** A number as people read it: `108,000`. */
export function number(value: number): string {
  return value.toLocaleString('en-US');
}

/** What is shortened: more digits than a tile or the end of a bar has room for. */
const [SHORTENED, MOST] = [1e7, 1e15];

/** A number where there is little room: `12.3 M`. */
export function shortNumber(value: number): string {
  if (value < SHORTENED) return number(value);
  if (value >= MOST) return '> 999 T';
  const short = value.toLocaleString('en-US', { notation: 'compact', maximumFractionDigits: 1 });
  return short.replace(/(?=[A-Z]$)/, '\u00a0');
}

export function count(value: number, noun: string): string {
  return `${number(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** How many there can be, in a table's cell. */
export function estimateText(estimate: Estimate): string {
  if (estimate.is === 'bounded') return number(estimate.count);
  return estimate.is === 'unbounded' ? 'unbounded' : '?';
}

/** A label with how many values it takes: `status (3)`. */
export function labelText({ name, values }: LabelEntry): string {
  return `${name} (${estimateText(values)})`;
}

/** All labels of a metric; `…` where there may be more. */
export function labelsText({ labels, labelsAreOpen }: MetricEntry): string {
  return [...labels.map(labelText), ...(labelsAreOpen ? ['…'] : [])].join(', ');
}

/** The kind as it is declared, and as it is used where that is another one. */
export function kindText({ kind, operations }: MetricEntry): string {
  const onlyGrows = kind === 'gauge' && operations.length === 1 && operations[0] === 'add';
  return onlyGrows ? 'gauge, only grows' : kind;
}

/** Those that make most series first: without a bound, then by number, then those that are not known. */
export function bySeries(metrics: readonly MetricEntry[]): readonly MetricEntry[] {
  return [...metrics].sort((a, b) => weight(b.series) - weight(a.series));
}

function weight(series: Estimate): number {
  if (series.is === 'unbounded') return Number.POSITIVE_INFINITY;
  return series.is === 'bounded' ? series.count : 0;
}

/** The metrics of the code itself, without those that libraries emit by themselves. */
export function ownMetrics({ metrics }: PackageInventory): readonly MetricEntry[] {
  return metrics.filter(({ from }) => from === undefined);
}

/** The packages that emit anything. */
export function emitting({ packages }: Inventory): readonly PackageInventory[] {
  return packages.filter((each) =>
    [each.metrics, each.unseenMetrics, each.logs, each.spans, each.calls].some((list) => list.length > 0),
  );
}

/** How many metrics each library emits by itself. */
export function emitted({ metrics }: PackageInventory): readonly (readonly [string, number])[] {
  return tally(metrics.flatMap(({ from }) => from ?? []));
}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'unknown'] as const;

/** How many log events there are at each level, the most severe first. */
export function byLevel(logs: readonly LogEntry[]): readonly (readonly [string, number])[] {
  const counts = new Map(tally(logs.map(({ level }) => level)));
  return LEVELS.flatMap((level) => {
    const events = counts.get(level);
    return events === undefined ? [] : [[level, events] as const];
  });
}

/** How often each text occurs, the most first. */
export function tally(texts: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** What the whole repository emits, in one line. */
export function totals({ packages }: Inventory): string {
  const all = (of: (each: PackageInventory) => readonly unknown[]) =>
    packages.reduce((total, each) => total + of(each).length, 0);
  const signals = [
    count(all(ownMetrics), 'metric'),
    `${number(all(({ metrics }) => metrics) - all(ownMetrics))} of libraries`,
    count(
      all(({ logs }) => logs),
      'log event',
    ),
    count(
      all(({ spans }) => spans),
      'span',
    ),
    count(
      all(({ calls }) => calls),
      'outbound call',
    ),
  ];
  return `${count(packages.length, 'package')}: ${signals.join(', ')}`;
}
