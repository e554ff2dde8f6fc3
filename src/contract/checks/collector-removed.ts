import {
  REMOVED_COMPONENTS,
  type RemovedComponent,
  componentType,
} from '../../catalog/contract/collector.js';
import { componentsOf } from '../artifacts/pipelines.js';
import { type Check, atPosition } from './check.js';

export const collectorRemoved: Check = {
  id: 'collector-removed',
  summary: 'A component that the OpenTelemetry Collector no longer has',
  severity: 'error',
  *judgeAll(artifacts) {
    const releases = artifacts.flatMap((artifact) => artifact.releases);
    for (const config of artifacts.flatMap(({ collectors }) => collectors)) {
      for (const removed of REMOVED_COMPONENTS) {
        const { of, type, instead, since } = removed;
        const older = releases.find(({ minor }) => since === undefined || minor < since);
        for (const [id, { keyAt }] of componentsOf(config, of)) {
          if (componentType(id) !== type) continue;
          yield atPosition(config.source.file.path, config.source.position(keyAt), of, {
            severity: older ? 'warning' : 'error',
            message: `${older ? goneLater(removed) : goneNow(removed)} Use ${instead}.`,
            name: id,
            related: older
              ? [{ message: 'The release that is pinned', at: { file: older.file, ...older.position } }]
              : [],
          });
        }
      }
    }
  },
};

function goneNow({ of, type }: RemovedComponent): string {
  return `The Collector has no ${of.slice(0, -1)} \`${type}\` any more.`;
}

function goneLater({ of, type, since }: RemovedComponent): string {
  const from = since === undefined ? 'A later Collector' : `From 0.${since} on the Collector`;
  return `${from} has no ${of.slice(0, -1)} \`${type}\`.`;
}
