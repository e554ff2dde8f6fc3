import { stringify } from 'yaml';
import type { Inventory, LabelEntry, LogEntry, MetricEntry, Place, SpanEntry } from '../inventory.js';

/**
 * The inventory as a registry of OpenTelemetry Weaver, in the second version of its format
 * (https://github.com/open-telemetry/weaver). What has a name that is not seen as a whole is left out: a registry has none for it.
 */
export function weaverInventory({ packages }: Inventory): string {
  const metrics = merged(
    packages.flatMap((each) => each.metrics).filter(({ name }) => isWhole(name)),
    ({ name }) => name,
  );
  const spans = merged(
    packages.flatMap((each) => each.spans).filter(({ name }) => isWhole(name)),
    ({ name, kind }) => `${name} ${kind}`,
  );
  const logs = merged(
    packages.flatMap((each) => each.logs).filter(({ message }) => message !== undefined),
    eventName,
  );
  const attributes = new Attributes();
  const signals = {
    metrics: metrics.map((group) => metricOf(group, attributes)),
    spans: spans.map((group) => spanOf(group, attributes)),
    events: logs.map((group) => eventOf(group, attributes)),
  };
  const registry = { file_format: 'definition/2', attributes: attributes.defined(), ...signals };
  return stringify(registry, { lineWidth: 0 });
}

type Group<Entry> = readonly [Entry, ...Entry[]];

function metricOf(group: Group<MetricEntry>, attributes: Attributes): object {
  const [{ name, kind, unit, help, definedAt }] = group;
  const labels = new Map(
    group.flatMap((each) => each.labels.map((label) => [label.writtenName ?? label.name, label] as const)),
  );
  return {
    name,
    instrument: INSTRUMENTS[kind],
    unit: unit ?? '1',
    brief: help ?? `Made at ${placeText(definedAt)}`,
    stability: 'development',
    ...refs([...labels].filter(([key]) => isWhole(key)).map(([key, label]) => attributes.ref(key, label))),
    annotations: {
      families: [...new Set(group.flatMap(({ families }) => families))],
      made_at: group.flatMap((each) => each.definedAt.map(written)),
    },
  };
}

const INSTRUMENTS = {
  counter: 'counter',
  upDownCounter: 'updowncounter',
  gauge: 'gauge',
  histogram: 'histogram',
  summary: 'histogram',
  timer: 'histogram',
  unknown: 'gauge',
} as const;

function spanOf(group: Group<SpanEntry>, attributes: Attributes): object {
  const [{ name, kind, at }] = group;
  const keys = [...new Set(group.flatMap((each) => each.attributes))].filter(isWhole).sort();
  return {
    type: idOf(kind === 'internal' || kind === 'unknown' ? name : `${name}.${kind}`),
    kind: kind === 'unknown' ? 'internal' : kind,
    name: { note: name },
    brief: `Started at ${placeText(at)}`,
    stability: 'development',
    ...refs(keys.map((key) => attributes.ref(key))),
    annotations: { started_at: group.flatMap((each) => each.at.map(written)) },
  };
}

function eventOf(group: Group<LogEntry>, attributes: Attributes): object {
  const [first] = group;
  const keys = [...new Set(group.flatMap(({ fields }) => fields))].sort();
  return {
    name: eventName(first),
    brief: first.message ?? '',
    stability: 'development',
    ...refs(keys.map((key) => attributes.ref(key))),
    annotations: { severity: first.level, written_at: group.flatMap((each) => each.at.map(written)) },
  };
}

/** A log event by its message: `log.order_paid.info`. */
function eventName({ message, level }: LogEntry): string {
  return `log.${idOf(message ?? '')}.${level}`;
}

/** Attributes are defined once, and referred to where they are used. */
class Attributes {
  private readonly known = new Map<string, { readonly values: Set<string>; isClosed: boolean }>();

  ref(key: string, label?: LabelEntry): { readonly ref: string } {
    const known = this.known.get(key) ?? { values: new Set<string>(), isClosed: true };
    for (const value of label?.list ?? []) known.values.add(value);
    known.isClosed &&= label?.list !== undefined;
    this.known.set(key, known);
    return { ref: key };
  }

  defined(): readonly object[] {
    return [...this.known]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { values, isClosed }]) => ({
        key,
        type: isClosed && values.size > 0 ? { members: [...values].sort().map(member) } : 'string',
        brief: isClosed && values.size > 0 ? 'A closed list in the code' : 'Set by the code',
        stability: 'development',
      }));
  }
}

function member(value: string): object {
  return { id: idOf(value), value, brief: value, stability: 'development' };
}

function refs(attributes: readonly object[]): { readonly attributes?: readonly object[] } {
  return attributes.length === 0 ? {} : { attributes };
}

/** Text as an identifier: words in small letters. */
function idOf(text: string): string {
  const words = text.toLowerCase().split(/[^a-z0-9.]+/);
  const id = words.filter((word) => /[a-z0-9]/.test(word)).join('_');
  return id === '' ? 'unnamed' : id.slice(0, 100);
}

/** Entries of several packages that are one in a registry. */
function merged<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string): readonly Group<Entry>[] {
  const groups = new Map<string, [Entry, ...Entry[]]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

function isWhole(name: string): boolean {
  return !name.includes('*');
}

function placeText([first]: readonly Place[]): string {
  return first ? written(first) : 'a place that is not seen';
}

function written({ file, line }: Place): string {
  return `${file}:${String(line)}`;
}
