import { MEMORY_LIMITER, componentType } from '../../catalog/contract/collector.js';
import { collectorSets, usedComponents } from '../artifacts/collector-sets.js';
import { type Check, atPosition } from './check.js';

export const memoryLimiter: Check = {
  id: 'memory-limiter',
  summary: '`memory_limiter` after another processor: it refuses data too late',
  severity: 'warning',
  *judgeAll(artifacts) {
    for (const { user, of, references, config } of collectorSets(artifacts).flatMap(usedComponents)) {
      if (of !== 'processors') continue;
      const index = references.findIndex(({ id }) => componentType(id) === MEMORY_LIMITER);
      const limiter = references[index];
      if (!limiter || index === 0) continue;
      yield atPosition(config.source.file.path, config.source.position(limiter.at), user, {
        severity: 'warning',
        message: `Put \`${MEMORY_LIMITER}\` first: \`${references[0]?.id ?? ''}\` has taken the data before it can refuse.`,
        name: limiter.id,
      });
    }
  },
};
