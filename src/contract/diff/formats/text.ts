import type { Colors } from 'picocolors/types.js';
import { printable } from '../../../model/text/printable.js';
import { count, estimateText, number } from '../../inventory/formats/summary.js';
import { table } from '../../inventory/formats/table.js';
import type { Estimate } from '../../inventory/inventory.js';
import type { EventChange, MetricChange } from '../changes.js';
import { breaksIn } from '../compare.js';
import { type DiffReport, differenceText, grouped, readersText, weightText } from './report.js';

/** Rows of one list on the screen. */
const ROWS = 20;

/** The comparison on one screen. */
export function textDiff({ ref, commit, changes }: DiffReport, colors: Colors): string {
  const breaks = breaksIn(changes);
  const said = breaks === 0 ? colors.green('nothing breaks') : colors.red(count(breaks, 'break'));
  const { own, libraries } = grouped(changes.metrics);
  const rows = [
    ...own.map((each) => [
      marked(each, colors),
      printable(each.name),
      printable([differenceText(each), readersText(each)].filter((text) => text !== '').join('; ')),
      colors.dim(placeText(each)),
    ]),
    ...libraries.map(({ from, change, metrics }) => [
      metrics[0] ? marked(metrics[0], colors) : '',
      printable(from),
      `${count(metrics.length, 'metric')} ${change}`,
      '',
    ]),
  ];
  const lines = [
    `Compared with ${printable(ref)} (${commit}): ${said}`,
    ...section('Metrics', table(rows), colors),
    ...seriesLines(changes.series, colors),
    ...section(
      'Log events',
      changes.logs.map((each) => eventLine(each, ({ message }) => message ?? '')),
      colors,
    ),
    ...section(
      'Spans',
      changes.spans.map((each) => eventLine(each, ({ name }) => name)),
      colors,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function marked(change: MetricChange, colors: Colors): string {
  const weight = weightText(change);
  return weight === 'break'
    ? colors.red(weight)
    : weight === ''
      ? colors.dim(change.change)
      : colors.yellow(weight);
}

function placeText({ at }: MetricChange): string {
  return at ? printable(`${at.file}:${String(at.line)}`) : '';
}

function section(title: string, rows: readonly string[], colors: Colors): readonly string[] {
  if (rows.length === 0) return [];
  const rest = rows.length - ROWS;
  const more = rest > 0 ? [colors.dim(`  and ${number(rest)} more: see --format md`)] : [];
  return ['', colors.bold(title), ...rows.slice(0, ROWS).map((row) => `  ${row}`), ...more];
}

function seriesLines(
  { before, after, metrics }: DiffReport['changes']['series'],
  colors: Colors,
): readonly string[] {
  const rows = metrics.map((each) => [printable(each.name), given(each.before), '→', given(each.after)]);
  return section(
    `Series at most, where bounded: ${number(before)} → ${number(after)}`,
    table(rows, [1, 3]),
    colors,
  );
}

/** How many there are; nothing where the metric is not there. */
export function given(estimate: Estimate | undefined): string {
  return estimate ? estimateText(estimate) : '–';
}

function eventLine<Entry>(
  { change, before, after }: EventChange<Entry>,
  text: (entry: Entry) => string,
): string {
  const [old, now] = [before && text(before), after && text(after)].map((each) =>
    each === undefined ? '' : `"${printable(each)}"`,
  );
  return change === 'changed'
    ? `${change}  ${old ?? ''} → ${now ?? ''}`
    : `${change}  ${old ?? ''}${now ?? ''}`;
}
