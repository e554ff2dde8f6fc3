import { collect } from '../../../../src/contract/inventory/collect.js';
import { estimateText, kindText, labelsText } from '../../../../src/contract/inventory/formats/summary.js';
import type { Place } from '../../../../src/contract/inventory/inventory.js';
import type { InventoryResult, InventoryTable, PlaygroundProject } from '../project.js';
import { sourcesOf } from './lint.js';
import { FOLDER, host } from './surroundings.js';

/** What `obs-contract inventory` finds in the project, and what it has to say on the way. */
export function inventory(
  project: PlaygroundProject,
): InventoryResult & { readonly warnings: readonly string[] } {
  const files = sourcesOf(project).map(([file]) => `${FOLDER}/${file}`);
  const { inventory, warnings } = collect({
    host,
    folder: FOLDER,
    files,
    read: (path) => host.read(path) ?? '',
  });
  const { packages } = inventory;
  const tables: InventoryTable[] = [
    {
      title: 'Metrics',
      head: ['Name', 'Kind', 'Labels', 'Series', 'Where'],
      rows: packages
        .flatMap(({ metrics }) => metrics)
        .filter(({ from }) => from === undefined)
        .map((metric) => [
          metric.name,
          kindText(metric),
          labelsText(metric),
          estimateText(metric.series),
          placesText(metric.definedAt),
        ]),
    },
    {
      title: 'Log events',
      head: ['Message', 'Level', 'Fields', 'Library', 'Where'],
      rows: packages
        .flatMap(({ logs }) => logs)
        .map(({ message = '(a value)', level, fields, fieldsAreOpen, library, at }) => [
          message,
          level,
          [...fields, ...(fieldsAreOpen ? ['…'] : [])].join(', '),
          library,
          placesText(at),
        ]),
    },
    {
      title: 'Spans',
      head: ['Name', 'Kind', 'Attributes', 'Library', 'Where'],
      rows: packages
        .flatMap(({ spans }) => spans)
        .map(({ name, kind, attributes, attributesAreOpen, library, at }) => [
          name,
          kind,
          [...attributes, ...(attributesAreOpen ? ['…'] : [])].join(', '),
          library,
          placesText(at),
        ]),
    },
    {
      title: 'Outbound calls',
      head: ['Client', 'Transport', 'Carries the trace context', 'Where'],
      rows: packages
        .flatMap(({ calls }) => calls)
        .map(({ client, transport, propagated, at }) => [client, transport, propagated, placesText([at])]),
    },
  ];
  return { tables: tables.filter(({ rows }) => rows.length > 0), warnings };
}

function placesText(places: readonly Place[]): string {
  return places.map(({ file, line }) => `${file}:${line}`).join(', ');
}
