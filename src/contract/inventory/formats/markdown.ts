import { printable } from '../../../model/text/printable.js';
import type { Inventory, PackageInventory, Place } from '../inventory.js';
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
  totals,
} from './summary.js';

/** The inventory as Markdown: a table of metrics for each package, and what else it emits folded away. */
export function markdownInventory(inventory: Inventory): string {
  const sections = emitting(inventory).map(packageSection);
  return `${['# What the code emits', totals(inventory), ...sections].join('\n\n')}\n`;
}

function packageSection(each: PackageInventory): string {
  const { name, path, exporters, logs, spans, calls } = each;
  const ways = exporters.map(({ kind, at }) => (at ? `${kind} (${placeText(at)})` : kind));
  const of = emitted(each).map(([library, metrics]) => `${number(metrics)} of ${code(library)}`);
  return [
    `## ${escaped(name)}`,
    [`Folder ${code(path)}`, ...(ways.length > 0 ? [`metrics by ${ways.join(', ')}`] : []), ...of].join(
      '; ',
    ) + '.',
    ...metricTable(each),
    ...folded(
      `${count(logs.length, 'log event')}: ${byLevel(logs)
        .map(([level, events]) => `${level} ${number(events)}`)
        .join(', ')}`,
      ['Level', 'Message', 'Fields', 'Where'],
      logs.map(({ level, message, fields, fieldsAreOpen, at }) => [
        level,
        message === undefined ? '_a value_' : code(message),
        [...fields.map(code), ...(fieldsAreOpen ? ['…'] : [])].join(', '),
        placesText(at),
      ]),
    ),
    ...folded(
      count(spans.length, 'span'),
      ['Name', 'Kind', 'Attributes', 'Where'],
      spans.map(({ name: span, kind, attributes, attributesAreOpen, at }) => [
        code(span),
        kind,
        [...attributes.map(code), ...(attributesAreOpen ? ['…'] : [])].join(', '),
        placesText(at),
      ]),
    ),
    ...folded(
      count(calls.length, 'outbound call'),
      ['Client', 'Trace context', 'Where'],
      calls.map(({ client, propagated, at }) => [code(client), propagated, placeText(at)]),
    ),
  ].join('\n\n');
}

function metricTable(each: PackageInventory): readonly string[] {
  const own = ownMetrics(each);
  const places = each.unseenMetrics.map(placeText).join(', ');
  const unseen = places === '' ? [] : [`Metrics whose names are not seen: ${places}`];
  if (own.length === 0) return unseen;
  const rows = bySeries(own).map((metric) => [
    code(metric.name),
    kindText(metric),
    escaped(labelsText(metric)),
    metric.series.is === 'unbounded'
      ? `**unbounded**: ${escaped(metric.series.reason)}`
      : estimateText(metric.series),
    placesText(metric.definedAt),
  ]);
  return [tableOf(['Metric', 'Kind', 'Labels', 'Series', 'Where'], rows), ...unseen];
}

function folded(
  summary: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (rows.length === 0) return [];
  return [`<details><summary>${escaped(summary)}</summary>\n\n${tableOf(head, rows)}\n\n</details>`];
}

/** A table, whose cells are Markdown already. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function placesText(places: readonly Place[]): string {
  const [first] = places;
  if (!first) return '';
  return places.length === 1 ? placeText(first) : `${placeText(first)} and ${number(places.length - 1)} more`;
}

export function placeText({ file, line }: Place): string {
  return code(`${file}:${String(line)}`);
}

/** Text from the code as code: a longer fence than any in it, and no end of a table's cell. */
export function code(text: string): string {
  const plain = printable(text).replaceAll('|', '\\|');
  const longest = Math.max(0, ...(plain.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const room = plain.startsWith('`') || plain.endsWith('`') ? ' ' : '';
  return `${fence}${room}${plain}${room}${fence}`;
}

/** Text from the code as text. */
export function escaped(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>#|]/g, '\\$&');
}
