import { count, number } from '../../inventory/formats/summary.js';
import { code, escaped, placeText, tableOf } from '../../inventory/formats/markdown.js';
import type { Place } from '../../inventory/inventory.js';
import type { EventChange } from '../changes.js';
import { breaksIn } from '../compare.js';
import { type DiffReport, differenceText, grouped, weightText } from './report.js';
import { given } from './text.js';

/** Found again by who keeps one comment up to date. */
const MARK = '<!-- obs-contract diff -->';

const WEIGHTS = { break: '**break**', allowed: 'allowed', '': '' } as const;

/** The comparison as a pull request's comment: what breaks first, the rest folded away. */
export function markdownDiff({ ref, commit, changes }: DiffReport): string {
  const breaks = breaksIn(changes);
  const { own, libraries } = grouped(changes.metrics);
  const breaking = own.filter(({ isBreak }) => isBreak);
  const other = own.filter(({ isBreak }) => !isBreak);
  const row = (each: (typeof own)[number]) => [
    WEIGHTS[weightText(each)],
    code(each.name),
    escaped(differenceText(each)),
    each.readers.map(({ kind, name, at }) => `${kind} ${code(name)} ${placeText(at)}`).join('<br>'),
    each.at ? placeText(each.at) : '',
  ];
  const ofLibraries = libraries.map(({ from, change, metrics }) => [
    metrics[0] ? WEIGHTS[weightText(metrics[0])] : '',
    code(from),
    `${count(metrics.length, 'metric')} ${change}`,
    '',
    '',
  ]);
  const head = ['', 'Metric', 'Change', 'Read by', 'Where'];
  const { series, logs, spans } = changes;
  const isSame = changes.metrics.length + logs.length + spans.length + series.metrics.length === 0;
  const sections = [
    MARK,
    `### Telemetry contract: ${breaks === 0 ? 'nothing breaks' : count(breaks, 'break')}`,
    isSame ? `Nothing changed since ${code(ref)} (${commit}).` : `Compared with ${code(ref)} (${commit}).`,
    ...(breaking.length + ofLibraries.length > 0
      ? [tableOf(head, [...breaking.map(row), ...ofLibraries])]
      : []),
    ...folded(
      `${count(other.length, 'other change')} of metrics`,
      ['Metric', 'Change', 'Where'],
      other.map((each) => row(each).filter((_, i) => i !== 0 && i !== 3)),
    ),
    ...folded(
      `Series at most, where bounded: ${number(series.before)} → ${number(series.after)}`,
      ['Metric', 'Before', 'After'],
      series.metrics.map((each) => [code(each.name), given(each.before), given(each.after)]),
    ),
    ...folded(
      `${count(logs.length, 'change')} of log events`,
      ['', 'Before', 'After', 'Where'],
      logs.map((each) => eventRow(each, ({ message }) => message ?? '')),
    ),
    ...folded(
      `${count(spans.length, 'change')} of spans`,
      ['', 'Before', 'After', 'Where'],
      spans.map((each) => eventRow(each, ({ name }) => name)),
    ),
  ];
  return `${sections.join('\n\n')}\n`;
}

function eventRow<Entry extends { readonly at: readonly Place[] }>(
  { change, before, after }: EventChange<Entry>,
  text: (entry: Entry) => string,
): readonly string[] {
  const at = (after ?? before)?.at[0];
  return [change, before ? code(text(before)) : '', after ? code(text(after)) : '', at ? placeText(at) : ''];
}

function folded(
  summary: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  return rows.length === 0
    ? []
    : [`<details><summary>${summary}</summary>\n\n${tableOf(head, rows)}\n\n</details>`];
}
