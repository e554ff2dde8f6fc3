import { CHART_COMPONENTS } from '../../catalog/contract/collector.js';
import type { ArtifactFile, CollectorConfig } from '../artifacts/artifact.js';
import { textOf } from '../artifacts/data.js';
import {
  type Reference,
  componentsOf,
  extensionsOf,
  isWholeFile,
  pipelinesOf,
} from '../artifacts/pipelines.js';
import { type Check, type Finding, atPosition } from './check.js';

export const collectorUndefined: Check = {
  id: 'collector-undefined',
  summary: 'A pipeline that uses a component which is not defined',
  severity: 'error',
  *judgeAll(artifacts) {
    for (const set of mergedSets(artifacts)) {
      for (const config of set) {
        for (const { id, components } of pipelinesOf(config))
          for (const reference of components)
            if (!isDefined(reference, set, config)) yield finding(config, `pipeline ${id}`, reference, set);
        for (const extension of extensionsOf(config)) {
          const id = textOf(extension) ?? '';
          if (id === '' || /[^\w./-]/.test(id) || isKnown('extensions', id, set, config)) continue;
          yield finding(config, 'service', { of: 'extensions', id, at: extension.at }, set);
        }
      }
    }
  },
};

/** Configurations that may be given to one Collector together: those of a folder. */
function mergedSets(artifacts: readonly ArtifactFile[]): Iterable<readonly CollectorConfig[]> {
  const sets = new Map<string, CollectorConfig[]>();
  for (const { file, collectors } of artifacts) {
    const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
    if (collectors.length > 0) sets.set(folder, [...(sets.get(folder) ?? []), ...collectors]);
  }
  return sets.values();
}

type Sections = Reference['of'] | 'extensions' | 'connectors';

/** A connector is an exporter of one pipeline and a receiver of another. */
function isDefined({ of, id }: Reference, set: readonly CollectorConfig[], config: CollectorConfig): boolean {
  return isKnown(of, id, set, config) || (of !== 'processors' && isKnown('connectors', id, set, config));
}

function isKnown(
  of: Sections,
  id: string,
  set: readonly CollectorConfig[],
  config: CollectorConfig,
): boolean {
  if (!isWholeFile(config) && CHART_COMPONENTS.has(id)) return true;
  return set.some((other) => componentsOf(other, of).some(([known]) => known === id));
}

function finding(
  config: CollectorConfig,
  subject: string,
  { of, id, at }: { readonly of: Sections; readonly id: string; readonly at: number },
  set: readonly CollectorConfig[],
): Finding {
  // A part may be merged with what is kept elsewhere.
  const isCertain = set.length === 1 && isWholeFile(config);
  const { file } = config.source;
  return atPosition(file.path, config.source.position(at), subject, {
    severity: isCertain ? 'error' : 'warning',
    message: `\`${id}\` is not defined under \`${of}\`: the Collector does not start.`,
    name: id,
  });
}
