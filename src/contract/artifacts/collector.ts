import type { CollectorConfig } from './artifact.js';
import type { Surroundings } from './surroundings.js';
import { type DataMap, child } from './data.js';

const SECTIONS = ['receivers', 'processors', 'exporters', 'connectors', 'extensions'];

/** The Collector's configuration, whole or a part of one: pipelines, or at least two sections of components. */
export function collectorAt(map: DataMap, around: Surroundings): CollectorConfig | undefined {
  const hasPipelines = child(map, 'service', 'pipelines')?.kind === 'map';
  const sections = SECTIONS.filter((section) => isSection(map, section));
  if (!hasPipelines && sections.length < 2) return undefined;
  return { source: around.source, root: map, position: around.source.position(map.at) };
}

/** Components by their ids, as a map; a list of names is something else's. */
function isSection(map: DataMap, section: string): boolean {
  const value = child(map, section);
  return (
    value?.kind === 'map' && [...value.entries.keys()].every((id) => /^[a-z][\w]*(?:\/[^\s]+)?$/i.test(id))
  );
}
