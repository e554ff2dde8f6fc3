import { BAGGAGE } from './baggage.js';
import { HTTP_CLIENTS } from './http-clients.js';
import type { Library } from './library.js';
import { LOGGERS } from './loggers.js';
import { MESSAGING } from './messaging.js';
import { METRICS } from './metrics.js';
import { RESOURCES } from './resources.js';
import { TRACING } from './tracing.js';

/** All libraries. */
export const LIBRARIES: readonly Library[] = [
  ...LOGGERS,
  ...METRICS,
  ...TRACING,
  ...BAGGAGE,
  ...RESOURCES,
  ...HTTP_CLIENTS,
  ...MESSAGING,
];

export type { Kind, Library } from './library.js';

/** All libraries by the module specifier that gives them. Two libraries may share a package. */
export const LIBRARIES_BY_MODULE: ReadonlyMap<string, readonly Library[]> = indexByModule(LIBRARIES);

/** All libraries by id. */
export const LIBRARIES_BY_ID: ReadonlyMap<string, Library> = new Map(
  LIBRARIES.map((library) => [library.id, library]),
);

function indexByModule(libraries: readonly Library[]): Map<string, Library[]> {
  const index = new Map<string, Library[]>();
  for (const library of libraries) {
    for (const name of library.packages) {
      index.set(name, [...(index.get(name) ?? []), library]);
    }
  }
  return index;
}
