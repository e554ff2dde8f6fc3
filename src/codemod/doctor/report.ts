import type { Colors } from 'picocolors/types.js';
import { isConsole } from '../../catalog/index.js';
import { printable, printableJson } from '../../model/text/printable.js';
import type { Evidence } from '../../model/values/provenance.js';
import { relative } from '../../project/path.js';
import type { AttributableGroup, Diagnosis } from './doctor.js';
import type { Recognised, Signal } from './examine.js';
import type { Origin } from './origin.js';

/** How a value is known, for people. */
const KNOWN: Readonly<Record<Evidence, string>> = {
  import: 'imported or made where it is used',
  module: 'followed to where it is made',
  type: 'by its type',
  settings: 'by the settings',
  shape: 'by what it is made from',
  fallback: 'where no other is given',
  package: 'all that its package hands on under its name',
  name: 'by its name, and the methods called on it',
};

/** Rows of a table on the screen. */
const ROWS = 12;

/** What is recognised and what is not, on one screen, and what to write into the package.json. */
export function textDiagnosis(diagnosis: Diagnosis, colors: Colors): string {
  const { files, groups, manifest, settings, hasMore } = diagnosis;
  const of = (signal: AttributableGroup['signal']) => groups.filter((group) => group.signal === signal);
  const lines = [
    `${count(files, 'file')} of server code.`,
    '',
    ...logLines(diagnosis, of('logs'), colors),
    ...section('Metrics', diagnosis, ['metrics', 'observations'], of('metrics'), colors),
    ...section('Spans', diagnosis, ['traces'], of('traces'), colors),
    ...section('HTTP requests', diagnosis, ['clients'], [], colors),
  ];
  if (hasMore) {
    const all = groups.reduce((total, { calls }) => total + calls.length, 0);
    const attributed = groups.reduce((total, { attributed: some }) => total + some, 0);
    const json = JSON.stringify({ observability: settings }, null, 2).split('\n').slice(1, -1);
    lines.push(
      colors.bold(`In ${printable(manifest)}, this brings ${attributed} of the ${count(all, 'call')}:`),
      '',
      ...json.map((line) => printable(line)),
    );
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function logLines(
  { recognised, folder }: Diagnosis,
  groups: readonly AttributableGroup[],
  colors: Colors,
): readonly string[] {
  const logs = recognised.filter(({ signal }) => signal === 'logs');
  return [
    heading('Logs', logs.length, 'call', groups, colors),
    ...knownLines(logs, colors),
    ...groupLines(groups, folder, colors),
    '',
  ];
}

function observing(calls: number): string {
  return calls === 1 ? '1 call observes them' : `${calls} calls observe them`;
}

/** How many calls are of which library, and how that is known. */
function knownLines(found: readonly Recognised[], colors: Colors): readonly string[] {
  const rows = tally(found.map(({ by }) => by)).map(([by, calls]) => {
    const ways = tally(
      found.filter((each) => each.by === by).flatMap(({ evidence }) => (evidence ? [KNOWN[evidence]] : [])),
    );
    const known = isConsole(by) ? 'not structured' : ways.map(([way]) => way).join(', ');
    return [String(calls), printable(by), colors.dim(known)];
  });
  return table(rows);
}

function section(
  title: string,
  { recognised, folder }: Diagnosis,
  [first, ...others]: readonly [Signal, ...Signal[]],
  groups: readonly AttributableGroup[],
  colors: Colors,
): readonly string[] {
  const of = (signal: Signal) => recognised.filter((each) => each.signal === signal);
  const noun = {
    metrics: 'definition',
    traces: 'start',
    clients: 'call',
    logs: 'call',
    observations: 'call',
  };
  const more = others.flatMap((signal) =>
    of(signal).length > 0 ? [`  ${observing(of(signal).length)}`] : [],
  );
  return [
    heading(title, of(first).length, noun[first], groups, colors),
    ...knownLines(of(first), colors),
    ...more,
    ...groupLines(groups, folder, colors),
    '',
  ];
}

function heading(
  title: string,
  known: number,
  noun: string,
  groups: readonly AttributableGroup[],
  colors: Colors,
): string {
  const unknown = groups.reduce((total, { calls }) => total + calls.length, 0);
  const missed = unknown > 0 ? `, ${colors.yellow(`${unknown} not`)}` : '';
  return `${colors.bold(title)}: ${count(known, noun)} recognised${missed}`;
}

function groupLines(groups: readonly AttributableGroup[], folder: string, colors: Colors): readonly string[] {
  if (groups.length === 0) return [];
  const rows = groups
    .slice(0, ROWS)
    .map((group) => [
      String(group.calls.length),
      printable(group.calls[0]?.receiver ?? ''),
      colors.dim(printable(place(group, folder))),
      `${printable(originText(group.origin))}${group.setting ? '' : colors.dim(' (no setting can name it)')}`,
    ]);
  const rest = groups.slice(ROWS).reduce((total, { calls }) => total + calls.length, 0);
  const more = rest > 0 ? [`  and ${count(rest, 'call')} on others: see --format json`] : [];
  return [
    colors.yellow('  not recognised, as no library is seen where they come from:'),
    ...table(rows),
    ...more,
  ];
}

function originText(origin: Origin): string {
  if ('from' in origin) return `${origin.name} of ${origin.from}`;
  return 'global' in origin ? `the global ${origin.global}` : 'nothing says from where';
}

function place({ calls: [first] }: AttributableGroup, folder: string): string {
  return first ? `${relative(folder, first.path)}:${first.line}` : '';
}

/** The same for machines: all of it, paths as on the screen. */
export function jsonDiagnosis(diagnosis: Diagnosis): string {
  const { folder, files, recognised, groups, manifest, settings, hasMore } = diagnosis;
  const keys = tally(recognised.map(({ signal, by, evidence }) => JSON.stringify({ signal, by, evidence })));
  const report = {
    files,
    recognised: keys.map(([key, calls]) => ({ ...(JSON.parse(key) as object), calls })),
    unattributed: groups.map((group) => ({
      signal: group.signal,
      receivers: tally(group.calls.map(({ receiver }) => receiver)).map(([receiver]) => receiver),
      calls: group.calls.length,
      example: place(group, folder),
      origin: group.origin,
      ...(group.setting ? { setting: group.setting, attributed: group.attributed } : {}),
    })),
    ...(hasMore ? { manifest, observability: settings } : {}),
  };
  return printableJson(`${JSON.stringify(report, null, 2)}\n`);
}

/** How often each text occurs, the most first. */
function tally(texts: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/** Rows with their columns under each other; the first is a number. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => shownLength(row[i] ?? ''))));
  return rows.map((row) => {
    const cells = row.map((cell, i) => {
      const room = ' '.repeat((widths[i] ?? 0) - shownLength(cell));
      return i === 0 ? room + cell : cell + room;
    });
    return `  ${cells.join('  ').trimEnd()}`;
  });
}

/** Colours take no room. */
function shownLength(text: string): number {
  return text.replace(/\u001b\[\d+m/g, '').length;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
