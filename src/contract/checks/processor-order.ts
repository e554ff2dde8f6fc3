import { BATCHER, SAMPLERS, componentType } from '../../catalog/contract/collector.js';
import { collectorSets, usedComponents } from '../artifacts/collector-sets.js';
import { type Check, atPosition } from './check.js';

export const processorOrder: Check = {
  id: 'processor-order',
  summary: 'Sampling after batching',
  severity: 'warning',
  *judgeAll(artifacts) {
    for (const { user, of, references, config } of collectorSets(artifacts).flatMap(usedComponents)) {
      if (of !== 'processors') continue;
      const batch = references.findIndex(({ id }) => componentType(id) === BATCHER);
      const late = references.slice(batch + 1).find(({ id }) => SAMPLERS.has(componentType(id)));
      if (batch === -1 || !late) continue;
      yield atPosition(config.source.file.path, config.source.position(late.at), user, {
        severity: 'warning',
        message: `Put \`${late.id}\` before \`${references[batch]?.id ?? BATCHER}\`: it splits the batches again.`,
        name: late.id,
      });
    }
  },
};
