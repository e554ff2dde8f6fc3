import type { Library } from './schema.js';
import { BAGGAGE } from './attributes/baggage.js';
import { HTTP_CLIENTS } from './propagation/http-clients.js';
import { DEBUG } from './logs/debug.js';
import { LOGGERS } from './logs/libraries.js';
import { MESSAGING } from './propagation/messaging.js';
import { METRICS } from './metrics/libraries.js';
import { RESOURCES } from './attributes/resources.js';
import { TRACING } from './traces/libraries.js';

/** All libraries, each once: one may stand among those of several signals. */
export const LIBRARIES: readonly Library[] = [
  ...new Set([
    ...LOGGERS,
    DEBUG,
    ...METRICS,
    ...TRACING,
    ...BAGGAGE,
    ...RESOURCES,
    ...HTTP_CLIENTS,
    ...MESSAGING,
  ]),
];

/** What every program has without a package. */
export { CONSOLE as CONSOLE_LIBRARY } from './logs/console.js';

/** All libraries by the module specifier that gives them. Two libraries may share a package. */
export const LIBRARIES_BY_MODULE: ReadonlyMap<string, readonly Library[]> = indexByModule(LIBRARIES);

/** All libraries by id. */
export const LIBRARIES_BY_ID: ReadonlyMap<string, Library> = new Map(
  LIBRARIES.map((library) => [library.id, library]),
);

/** Values that are there without an import, by the names of the globals that hold them. */
export const GLOBAL_VALUES: ReadonlyMap<string, { readonly library: Library; readonly kind: string }> =
  new Map(
    LIBRARIES.flatMap((library) =>
      Object.entries(library.globals ?? {}).map(([name, kind]) => [name, { library, kind }] as const),
    ),
  );

/** What parameters without a type are by their names, where a package depends on the library. */
export const UNTYPED_VALUES: ReadonlyMap<string, { readonly library: Library; readonly kind: string }> =
  new Map(
    LIBRARIES.flatMap((library) =>
      Object.entries(library.untyped ?? {}).map(([name, kind]) => [name, { library, kind }] as const),
    ),
  );

/** Whether a library, by its id, prints for whoever watches the process: the console. */
export function isConsole(id: string | undefined): boolean {
  return id !== undefined && LIBRARIES_BY_ID.get(id)?.isConsole === true;
}

function indexByModule(libraries: readonly Library[]): Map<string, Library[]> {
  const index = new Map<string, Library[]>();
  for (const library of libraries) {
    for (const name of library.packages) {
      index.set(name, [...(index.get(name) ?? []), library]);
    }
  }
  return index;
}
