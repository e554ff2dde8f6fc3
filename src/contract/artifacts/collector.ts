import { basename } from '../../project/path.js';
import type { CollectorConfig } from './artifact.js';
import type { Surroundings } from './surroundings.js';
import { type DataMap, child } from './data.js';

const SECTIONS = ['receivers', 'processors', 'exporters', 'connectors', 'extensions'];

/** The Collector's configuration, whole or a part of one: pipelines, or at least two sections of components. */
export function collectorAt(map: DataMap, around: Surroundings): CollectorConfig | undefined {
  const hasPipelines = child(map, 'service', 'pipelines')?.kind === 'map';
  const sections = SECTIONS.filter((section) => isSection(map, section));
  if (!hasPipelines && sections.length < 2) return undefined;
  const { source, embeddedAs } = around;
  return {
    source,
    root: map,
    position: source.position(map.at),
    name: embeddedAs ?? basename(source.file.path),
    isValues: isAmongValues(around),
  };
}

/** Components by their ids, as a map; a list of names is something else's. */
function isSection(map: DataMap, section: string): boolean {
  const value = child(map, section);
  return (
    value?.kind === 'map' && [...value.entries.keys()].every((id) => /^[a-z][\w]*(?:\/[^\s]+)?$/i.test(id))
  );
}

/** Manifests that hand values to a chart. */
const RELEASES = /^(?:HelmRelease|HelmChart|HelmChartConfig|Application|ApplicationSet)$/;

/** Whether what is written there goes to a chart: a part of a file that is no manifest, or of one that installs a chart. */
function isAmongValues({ manifest, embeddedAs, depth }: Surroundings): boolean {
  if (embeddedAs !== undefined) return /^values(?:\.ya?ml)?$/.test(embeddedAs);
  return manifest === undefined ? depth > 1 : RELEASES.test(manifest);
}
