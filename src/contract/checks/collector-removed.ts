import { REMOVED_COMPONENTS, componentType } from '../../catalog/contract/collector.js';
import { componentsOf } from '../artifacts/pipelines.js';
import { type Check, atPosition } from './check.js';

export const collectorRemoved: Check = {
  id: 'collector-removed',
  summary: 'A component that the OpenTelemetry Collector no longer has',
  severity: 'error',
  *judge({ collectors, file }) {
    for (const config of collectors) {
      for (const { of, type, instead } of REMOVED_COMPONENTS) {
        for (const [id, { keyAt }] of componentsOf(config, of)) {
          if (componentType(id) !== type) continue;
          yield atPosition(file.path, config.source.position(keyAt), of, {
            severity: 'error',
            message: `The Collector has no ${of.slice(0, -1)} \`${type}\` any more. Use ${instead}.`,
            name: id,
          });
        }
      }
    }
  },
};
