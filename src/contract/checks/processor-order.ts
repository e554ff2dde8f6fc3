import { BATCHER, SAMPLERS, componentType } from '../../catalog/contract/collector.js';
import { pipelinesOf } from '../artifacts/pipelines.js';
import { type Check, atPosition } from './check.js';

export const processorOrder: Check = {
  id: 'processor-order',
  summary: 'Sampling after batching',
  severity: 'warning',
  *judge({ collectors, file }) {
    for (const config of collectors) {
      for (const { id, components } of pipelinesOf(config)) {
        const processors = components.filter(({ of }) => of === 'processors');
        const batch = processors.findIndex((processor) => componentType(processor.id) === BATCHER);
        const late = processors
          .slice(batch + 1)
          .find((processor) => SAMPLERS.has(componentType(processor.id)));
        if (batch === -1 || !late) continue;
        yield atPosition(file.path, config.source.position(late.at), `pipeline ${id}`, {
          severity: 'warning',
          message: `Put \`${late.id}\` before \`${processors[batch]?.id ?? BATCHER}\`: it splits the batches again.`,
          name: late.id,
        });
      }
    }
  },
};
