import { MEMORY_LIMITER, componentType } from '../../catalog/contract/collector.js';
import { pipelinesOf } from '../artifacts/pipelines.js';
import { type Check, atPosition } from './check.js';

export const memoryLimiter: Check = {
  id: 'memory-limiter',
  summary: '`memory_limiter` after another processor: it refuses data too late',
  severity: 'warning',
  *judge({ collectors, file }) {
    for (const config of collectors) {
      for (const { id, components } of pipelinesOf(config)) {
        const processors = components.filter(({ of }) => of === 'processors');
        const index = processors.findIndex((processor) => componentType(processor.id) === MEMORY_LIMITER);
        const limiter = processors[index];
        if (!limiter || index === 0) continue;
        yield atPosition(file.path, config.source.position(limiter.at), `pipeline ${id}`, {
          severity: 'warning',
          message: `Put \`${MEMORY_LIMITER}\` first: \`${processors[0]?.id ?? ''}\` has taken the data before it can refuse.`,
          name: limiter.id,
        });
      }
    }
  },
};
