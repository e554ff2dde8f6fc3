import { hasConstantMessage } from '../../constant-message.js';
import type { Estimate, LogEntry, MetricEntry, PackageInventory } from '../../inventory.js';
import { byLevel, bySeries, estimateText, labelText, number, ownMetrics, shortNumber } from '../summary.js';
import { escapeHtml } from './escape.js';

/** Charts as SVG: they take their colours from the page's style sheet, light and dark. */

const WIDTH = 960;
const ROW = 26;
const NAME = 330;
const VALUE = 130;
/** Bars of one chart; the rest is in the table. */
const BARS = 25;

/** Series by metric, on a logarithmic scale: the bar of a metric without a bound goes all the way. */
export function seriesChart(metrics: readonly MetricEntry[]): string {
  const shown = bySeries(metrics)
    .filter(({ series }) => series.is !== 'unknown')
    .slice(0, BARS);
  const counts = shown.map(({ series }) => (series.is === 'bounded' ? series.count : 0));
  const most = Math.max(10, ...counts);
  const room = WIDTH - NAME - VALUE;
  const length = (count: number) => Math.max(3, (Math.log10(Math.max(1, count)) / Math.log10(most)) * room);
  const rows = shown.map(({ name, series, labels }, i) => {
    const isUnbounded = series.is === 'unbounded';
    const width = isUnbounded ? room : length(counts[i] ?? 0);
    const reason = isUnbounded ? series.reason : labels.map(labelText).join(', ');
    return bar({
      name,
      row: i,
      width,
      style: isUnbounded ? 'bad' : 'series',
      value: shortText(series),
      title: reason,
    });
  });
  return svg(rows, 'Series by metric');
}

/** Values by label, of the labels that take most. */
export function labelChart(metrics: readonly MetricEntry[]): string {
  const labels = metrics.flatMap(({ name, labels: own }) =>
    own.flatMap(({ name: label, values }) =>
      values.is === 'unknown' ? [] : [{ name: `${name} · ${label}`, values }],
    ),
  );
  const size = ({ values }: (typeof labels)[number]) =>
    values.is === 'bounded' ? values.count : Number.POSITIVE_INFINITY;
  const shown = [...labels].sort((a, b) => size(b) - size(a)).slice(0, BARS);
  const most = Math.max(10, ...shown.map(size).filter(Number.isFinite));
  const room = WIDTH - NAME - VALUE;
  const rows = shown.map(({ name, values }, row) => {
    const isUnbounded = values.is === 'unbounded';
    const part = values.is === 'bounded' ? Math.log10(Math.max(1, values.count)) / Math.log10(most) : 1;
    const title = isUnbounded ? values.reason : `${estimateText(values)} values`;
    return bar({
      name,
      row,
      width: Math.max(3, part * room),
      style: isUnbounded ? 'bad' : 'label',
      value: shortText(values),
      title,
    });
  });
  return svg(rows, 'Values by label');
}

function shortText(estimate: Estimate): string {
  return estimate.is === 'bounded' ? shortNumber(estimate.count) : estimateText(estimate);
}

/** Log events by level. */
export function levelChart(logs: readonly LogEntry[]): string {
  const levels = byLevel(logs);
  const most = Math.max(1, ...levels.map(([, events]) => events));
  const room = WIDTH - NAME - VALUE;
  const rows = levels.map(([level, events], row) =>
    bar({
      name: level,
      row,
      width: Math.max(3, (events / most) * room),
      style: `level-${level}`,
      value: number(events),
      title: `${number(events)} log events`,
    }),
  );
  return svg(rows, 'Log events by level');
}

const SIGNALS = ['Metrics', 'Log events', 'Constant messages', 'Spans', 'Calls traced'] as const;

/** Which signals each package has: how many, and what share of its messages and calls is as it should be. */
export function coverageChart(packages: readonly PackageInventory[]): string {
  const column = (WIDTH - NAME) / SIGNALS.length;
  const head = SIGNALS.map(
    (signal, i) =>
      `<text class="head" x="${String(NAME + i * column + column / 2)}" y="16" text-anchor="middle">${signal}</text>`,
  );
  const rows = packages.map((each, i) => {
    const y = (i + 1) * ROW;
    const cells = coverageOf(each).map(({ text, share }, j) => {
      const x = NAME + j * column;
      const style = share === undefined ? 'none' : share >= 0.9 ? 'good' : share >= 0.5 ? 'fair' : 'bad';
      return `<rect class="cell ${style}" x="${String(x + 2)}" y="${String(y + 2)}" width="${String(column - 4)}" height="${String(ROW - 4)}" rx="3"/><text class="cell-text" x="${String(x + column / 2)}" y="${String(y + 17)}" text-anchor="middle">${text}</text>`;
    });
    return `${nameText(each.name, i + 1)}${cells.join('')}`;
  });
  return svg([head.join(''), ...rows], 'Coverage of signals');
}

interface Covered {
  readonly text: string;
  /** Undefined where there is none. */
  readonly share: number | undefined;
}

function coverageOf(each: PackageInventory): readonly Covered[] {
  const { logs, spans, calls } = each;
  const amount = (value: number): Covered => ({
    text: value === 0 ? '–' : number(value),
    share: value === 0 ? undefined : 1,
  });
  const share = (good: number, all: number): Covered =>
    all === 0
      ? { text: '–', share: undefined }
      : { text: `${String(Math.round((good / all) * 100))} %`, share: good / all };
  const constant = logs.filter(hasConstantMessage).length;
  const traced = calls.filter(({ propagated }) => propagated === 'yes').length;
  return [
    amount(ownMetrics(each).length),
    amount(logs.length),
    share(constant, logs.length),
    amount(spans.length),
    share(traced, calls.length),
  ];
}

interface Bar {
  readonly name: string;
  readonly row: number;
  readonly width: number;
  readonly style: string;
  readonly value: string;
  readonly title: string;
}

function bar({ name, row, width, style, value, title }: Bar): string {
  const y = row * ROW;
  const end = NAME + width + 8;
  return `<g><title>${escapeHtml(title === '' ? name : `${name}: ${title}`)}</title>${nameText(name, row)}<rect class="bar ${style}" x="${String(NAME)}" y="${String(y + 4)}" width="${width.toFixed(1)}" height="${String(ROW - 8)}" rx="3"/><text class="value" x="${end.toFixed(1)}" y="${String(y + 17)}">${escapeHtml(value)}</text></g>`;
}

/** The end of a long name says more than its start. */
function nameText(name: string, row: number): string {
  const shown = name.length > 40 ? `…${name.slice(-39)}` : name;
  return `<text class="name" x="${String(NAME - 10)}" y="${String(row * ROW + 17)}" text-anchor="end">${escapeHtml(shown)}</text>`;
}

function svg(rows: readonly string[], title: string): string {
  const height = rows.length * ROW + 8;
  return `<svg role="img" aria-label="${title}" viewBox="0 0 ${String(WIDTH)} ${String(height)}">${rows.join('')}</svg>`;
}
