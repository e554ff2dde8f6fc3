import type { Colors } from 'picocolors/types.js';
import { printable } from '../../../model/text/printable.js';
import { hasConstantMessage } from '../constant-message.js';
import type { Inventory, MetricEntry, PackageInventory } from '../inventory.js';
import {
  byLevel,
  bySeries,
  count,
  emitted,
  emitting,
  estimateText,
  kindText,
  labelsText,
  number,
  ownMetrics,
  tally,
  totals,
} from './summary.js';
import { table } from './table.js';

/** Rows of one package's metrics on the screen. */
const ROWS = 12;
/** Characters of a column of labels. */
const MAX_LABELS = 60;

/** The inventory on one screen. */
export function textInventory(inventory: Inventory, colors: Colors): string {
  return `${[totals(inventory), ...emitting(inventory).map((each) => packageText(each, colors))].join('\n\n')}\n`;
}

function packageText(each: PackageInventory, colors: Colors): string {
  const { name, path, exporters, logs, spans, calls } = each;
  const ways = exporters.map(({ kind, at }) => (at ? `${kind} at ${at.file}:${String(at.line)}` : kind));
  const lines = [
    `${colors.bold(printable(name))} ${colors.dim(printable([path, ...ways].join(', ')))}`,
    ...metricLines(each, colors),
  ];
  if (logs.length > 0) {
    const constant = logs.filter(hasConstantMessage).length;
    const levels = byLevel(logs).map(([level, events]) => `${level} ${number(events)}`);
    const share = `${number(constant)} with a constant message`;
    lines.push(`  ${colors.bold('Log events')} ${number(logs.length)}: ${levels.join(', ')}; ${share}`);
  }
  if (spans.length > 0) {
    const kinds = tally(spans.map(({ kind }) => kind)).map(([kind, number_]) => `${kind} ${number(number_)}`);
    lines.push(`  ${colors.bold('Spans')} ${number(spans.length)}: ${kinds.join(', ')}`);
  }
  if (calls.length > 0) {
    const clients = tally(calls.map(({ client }) => client)).map(
      ([client, times]) => `${client} ${number(times)}`,
    );
    const carried = calls.filter(({ propagated }) => propagated === 'yes').length;
    const share = `${number(carried)} with the trace context`;
    lines.push(
      `  ${colors.bold('Outbound calls')} ${number(calls.length)}: ${printable(clients.join(', '))}; ${share}`,
    );
  }
  return lines.join('\n');
}

function metricLines(each: PackageInventory, colors: Colors): readonly string[] {
  const own = ownMetrics(each);
  const shown = bySeries(own).slice(0, ROWS);
  const rows = shown.map((metric) => metricRow(metric, colors));
  const rest = own.length - shown.length;
  return [
    ...(own.length > 0 ? [`  ${colors.bold('Metrics')} ${number(own.length)}`] : []),
    ...table(rows, [2]).map((row) => `    ${row}`),
    ...(rest > 0 ? [colors.dim(`    and ${count(rest, 'metric')} with fewer series: see --format md`)] : []),
    ...each.unseenMetrics.map(
      ({ file, line }) => `  ${colors.bold('Metrics')} whose names are not seen: ${printable(file)}:${line}`,
    ),
    ...emitted(each).map(
      ([library, metrics]) => `  ${colors.bold(`${number(metrics)} of`)} ${printable(library)}`,
    ),
  ];
}

function metricRow(metric: MetricEntry, colors: Colors): readonly string[] {
  const series = estimateText(metric.series);
  const labels = printable(labelsText(metric));
  return [
    printable(metric.name),
    kindText(metric),
    metric.series.is === 'unbounded' ? colors.red(series) : `${series} series`,
    colors.dim(labels.length > MAX_LABELS ? `${labels.slice(0, MAX_LABELS - 1)}…` : labels),
  ];
}
