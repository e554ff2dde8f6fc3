import type { ComponentClass } from '../../catalog/contract/collector.js';
import type { CollectorConfig } from './artifact.js';
import { type Data, type DataEntry, child, entries, items, textOf } from './data.js';

export interface Pipeline {
  readonly id: string;
  readonly at: number;
  readonly lists: readonly ComponentList[];
}

/** The components of a class that a pipeline lists. */
export interface ComponentList {
  readonly of: 'receivers' | 'processors' | 'exporters';
  readonly references: readonly Reference[];
}

/** A use of a component. */
export interface Reference {
  readonly id: string;
  readonly at: number;
}

/** The pipelines of a Collector's configuration. */
export function pipelinesOf({ root }: CollectorConfig): readonly Pipeline[] {
  return entries(child(root, 'service', 'pipelines')).map(([id, { keyAt, value }]) => ({
    id,
    at: keyAt,
    lists: (['receivers', 'processors', 'exporters'] as const).flatMap((of) => {
      const list = child(value, of);
      return list ? [{ of, references: referencesIn(list) }] : [];
    }),
  }));
}

function referencesIn(list: Data): readonly Reference[] {
  return items(list).flatMap((item): readonly Reference[] => {
    const id = textOf(item);
    // A variable stands for whatever is filled in.
    return id === undefined || id === '' || /[^\w./-]/.test(id) ? [] : [{ id, at: item.at }];
  });
}

/** The components that a configuration defines, with their settings. */
export function componentsOf(
  { root }: CollectorConfig,
  of: ComponentClass,
): readonly (readonly [id: string, entry: DataEntry])[] {
  return entries(child(root, of));
}

/** Whether components of a class may be defined that are not seen: all of them come from another file or a variable. */
export function isFilledIn({ root }: CollectorConfig, of: ComponentClass): boolean {
  return textOf(child(root, of))?.includes('${') === true;
}

/** The list of extensions that the service uses; undefined where there is none. */
export function extensionsOf({ root }: CollectorConfig): readonly Reference[] | undefined {
  const list = child(root, 'service', 'extensions');
  return list && referencesIn(list);
}

/** What the span metrics connector, or the processor of old, puts in front of its metrics; undefined where there is none. */
export function spanMetricsNamespace(config: CollectorConfig): string | undefined {
  const found = (['connectors', 'processors'] as const)
    .flatMap((of) => componentsOf(config, of))
    .find(([id]) => /^span_?metrics(?:\/|$)/.test(id));
  if (!found) return undefined;
  const namespace = textOf(child(found[1].value, 'namespace')) ?? '';
  return namespace === '' ? '' : `${namespace.replace(/\W/g, '_')}_`;
}

/** Whether programs may send it metrics: their job is then what the program calls itself, and no scrape job. */
export function takesPushedMetrics(config: CollectorConfig): boolean {
  return pipelinesOf(config).some(
    ({ id, lists }) =>
      /^metrics(?:\/|$)/.test(id) &&
      lists.some(
        ({ of, references }) =>
          of === 'receivers' && references.some((receiver) => /^otlp(?:\/|$)/.test(receiver.id)),
      ),
  );
}

/** Whether a configuration has all that a Collector needs, and no chart adds to it. */
export function isWhole({ root, isValues }: CollectorConfig): boolean {
  return !isValues && ['receivers', 'exporters', 'service'].every((key) => root.entries.has(key));
}
