import type { ComponentClass } from '../../catalog/contract/collector.js';
import type { CollectorConfig } from './artifact.js';
import { type Data, type DataEntry, child, entries, items, textOf } from './data.js';

export interface Pipeline {
  readonly id: string;
  readonly at: number;
  readonly components: readonly Reference[];
}

/** A pipeline's use of a component. */
export interface Reference {
  readonly of: 'receivers' | 'processors' | 'exporters';
  readonly id: string;
  readonly at: number;
}

/** The pipelines of a Collector's configuration. */
export function pipelinesOf({ root }: CollectorConfig): readonly Pipeline[] {
  return entries(child(root, 'service', 'pipelines')).map(([id, { keyAt, value }]) => ({
    id,
    at: keyAt,
    components: (['receivers', 'processors', 'exporters'] as const).flatMap((of) =>
      items(child(value, of)).flatMap((item): readonly Reference[] => {
        const name = textOf(item);
        // A variable stands for whatever is filled in.
        return name === undefined || /[^\w./-]/.test(name) ? [] : [{ of, id: name, at: item.at }];
      }),
    ),
  }));
}

/** The components that a configuration defines, with their settings. */
export function componentsOf(
  { root }: CollectorConfig,
  of: ComponentClass,
): readonly (readonly [id: string, entry: DataEntry])[] {
  return entries(child(root, of));
}

/** The names of the ids that `service.extensions` uses. */
export function extensionsOf({ root }: CollectorConfig): readonly Data[] {
  return items(child(root, 'service', 'extensions'));
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

/** Whether it is a file of its own, not a part of a chart's values or of a manifest. */
export function isWholeFile({ root, source }: CollectorConfig): boolean {
  const sections = ['receivers', 'exporters', 'service'];
  return source.text === source.file.text && root.at < 1000 && sections.every((key) => root.entries.has(key));
}
