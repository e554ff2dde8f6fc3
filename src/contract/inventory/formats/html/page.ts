import type { Inventory, MetricEntry, PackageInventory, Place } from '../../inventory.js';
import {
  bySeries,
  count,
  emitted,
  emitting,
  estimateText,
  kindText,
  labelsText,
  number,
  ownMetrics,
  shortNumber,
  totals,
} from '../summary.js';
import { coverageChart, labelChart, levelChart, seriesChart } from './charts.js';
import { escapeHtml } from './escape.js';
import { PHONE, PHONE_STYLE, STYLE } from './style.js';

/** The inventory as one page that needs nothing else: charts first, then all of it in tables. */
export function htmlInventory(inventory: Inventory): string {
  const packages = emitting(inventory);
  const metrics = packages.flatMap(ownMetrics);
  const logs = packages.flatMap((each) => each.logs);
  const charts: readonly (readonly [title: string, chart: string, isEmpty: boolean])[] = [
    ['Coverage of signals', coverageChart(packages), packages.length === 0],
    ['Series by metric', seriesChart(metrics), metrics.every(({ series }) => series.is === 'unknown')],
    [
      'Values by label',
      labelChart(metrics),
      metrics.every(({ labels }) => labels.every(({ values }) => values.is === 'unknown')),
    ],
    ['Log events by level', levelChart(logs), logs.length === 0],
  ];
  const body = [
    '<h1>What the code emits</h1>',
    `<p class="sub">${escapeHtml(totals(inventory))}</p>`,
    tiles(inventory),
    ...charts.filter(([, , isEmpty]) => !isEmpty).map(([title, chart]) => section(title, chart)),
    ...packages.map(packageSection),
  ];
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>What the code emits</title><style>${STYLE}</style><style media="${PHONE}">${PHONE_STYLE}</style></head>
<body>
${body.join('\n')}
</body>
</html>
`;
}

function tiles({ packages }: Inventory): string {
  const metrics = packages.flatMap(ownMetrics);
  const unbounded = metrics.filter(({ series }) => series.is === 'unbounded').length;
  const series = metrics.reduce(
    (total, each) => total + (each.series.is === 'bounded' ? each.series.count : 0),
    0,
  );
  const all = (of: (each: PackageInventory) => readonly unknown[]) =>
    packages.reduce((total, each) => total + of(each).length, 0);
  const shown: readonly (readonly [number, string, boolean?])[] = [
    [metrics.length, 'metrics'],
    [series, 'series at most, where bounded'],
    [unbounded, 'metrics without a bound', unbounded > 0],
    [all(({ logs }) => logs), 'log events'],
    [all(({ spans }) => spans), 'spans'],
    [all(({ calls }) => calls), 'outbound calls'],
  ];
  const each = shown.map(
    ([value, what, isAlarm]) =>
      `<div class="tile${isAlarm ? ' alarm' : ''}"><b title="${number(value)}">${escapeHtml(shortNumber(value))}</b><span>${what}</span></div>`,
  );
  return `<div class="tiles">${each.join('')}</div>`;
}

function packageSection(each: PackageInventory): string {
  const { name, path, exporters, unseenMetrics, logs, spans, calls } = each;
  const ways = exporters.map(({ kind, at }) => (at ? `${kind} at ${placeText(at)}` : kind));
  const of = emitted(each).map(([library, metrics]) => `${number(metrics)} metrics of ${library}`);
  const about = [path === '.' ? 'the root' : path, ...ways, ...of].join(' · ');
  return section(
    name,
    [
      `<p class="sub">${escapeHtml(about)}</p>`,
      table(['Metric', 'Kind', 'Labels', 'Series', 'Where'], bySeries(ownMetrics(each)).map(metricCells)),
      unseenMetrics.length > 0
        ? `<p class="sub">Metrics whose names are not seen: ${escapeHtml(unseenMetrics.map(placeText).join(', '))}</p>`
        : '',
      folded(
        count(logs.length, 'log event'),
        ['Level', 'Message', 'Fields', 'Where'],
        logs.map(({ level, message, fields, fieldsAreOpen, at }) => [
          text(level),
          message === undefined ? '<i>a value</i>' : codeText(message),
          text([...fields, ...(fieldsAreOpen ? ['…'] : [])].join(', ')),
          where(at),
        ]),
      ),
      folded(
        count(spans.length, 'span'),
        ['Name', 'Kind', 'Attributes', 'Where'],
        spans.map(({ name: span, kind, attributes, at }) => [
          codeText(span),
          kind,
          text(attributes.join(', ')),
          where(at),
        ]),
      ),
      folded(
        count(calls.length, 'outbound call'),
        ['Client', 'Trace context', 'Where'],
        calls.map(({ client, propagated, at }) => [codeText(client), propagated, where([at])]),
      ),
    ].join(''),
  );
}

function metricCells(metric: MetricEntry): readonly string[] {
  const { name, series, definedAt } = metric;
  const shown =
    series.is === 'unbounded'
      ? `<span title="${escapeHtml(series.reason)}">unbounded</span>`
      : estimateText(series);
  return [codeText(name), kindText(metric), text(labelsText(metric)), shown, where(definedAt)];
}

function section(title: string, content: string): string {
  return `<section><h2>${escapeHtml(title)}</h2>${content}</section>`;
}

function folded(summary: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? '' : `<details><summary>${summary}</summary>${table(head, rows)}</details>`;
}

/** A table of cells that are HTML already. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const cells = (of: readonly string[], tag: 'th' | 'td') =>
    of.map((each) => `<${tag}>${each}</${tag}>`).join('');
  return `<table><thead><tr>${cells(head, 'th')}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')}</tbody></table>`;
}

function where(places: readonly Place[]): string {
  const [first] = places;
  const more = places.length > 1 ? ` and ${number(places.length - 1)} more` : '';
  return first ? `<span class="where">${escapeHtml(placeText(first))}${more}</span>` : '';
}

function placeText({ file, line }: Place): string {
  return `${file}:${String(line)}`;
}

function codeText(code: string): string {
  return `<code>${escapeHtml(code)}</code>`;
}

function text(plain: string): string {
  return escapeHtml(plain);
}
