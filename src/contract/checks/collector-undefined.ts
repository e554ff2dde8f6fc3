import { CHART_COMPONENTS, type ComponentClass } from '../../catalog/contract/collector.js';
import type { CollectorConfig } from '../artifacts/artifact.js';
import {
  type CollectorSet,
  type UsedComponents,
  collectorSets,
  usedComponents,
} from '../artifacts/collector-sets.js';
import { type Reference, componentsOf, isFilledIn } from '../artifacts/pipelines.js';
import { type Check, type Finding, atPosition } from './check.js';

export const collectorUndefined: Check = {
  id: 'collector-undefined',
  summary: 'A pipeline that uses a component which is not defined',
  severity: 'error',
  *judgeAll(artifacts) {
    for (const set of collectorSets(artifacts))
      for (const used of usedComponents(set))
        for (const reference of used.references)
          if (!isDefined(reference.id, used, set)) yield finding(reference, used, set);
  },
};

/** A connector is an exporter of one pipeline and a receiver of another. */
function isDefined(id: string, { of, config }: UsedComponents, { configs }: CollectorSet): boolean {
  if (config.isValues && CHART_COMPONENTS[of]?.has(id) === true) return true;
  const classes: readonly ComponentClass[] =
    of === 'receivers' || of === 'exporters' ? [of, 'connectors'] : [of];
  return configs.some((other) => classes.some((each) => defines(other, each, id)));
}

function defines(config: CollectorConfig, of: ComponentClass, id: string): boolean {
  return isFilledIn(config, of) || componentsOf(config, of).some(([known]) => known === id);
}

function finding(
  { id, at }: Reference,
  { of, user, config }: UsedComponents,
  { isComplete }: CollectorSet,
): Finding {
  return atPosition(config.source.file.path, config.source.position(at), user, {
    // A part may be merged with what is kept elsewhere.
    severity: isComplete ? 'error' : 'warning',
    message: `\`${id}\` is not defined under \`${of}\`: the Collector does not start.`,
    name: id,
  });
}
