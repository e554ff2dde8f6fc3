import { GLOBAL_VALUES, LIBRARIES_BY_MODULE } from '../../../catalog/index.js';
import { METRICS } from '../../../catalog/metrics/libraries.js';
import type { Origin, TracedValue as Value } from '../traced.js';

/** Globals of the language and its platforms, and of test runners: no package gives them another value. */
export const STANDARD_GLOBALS: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(globalThis),
  ...['window', 'document', 'self', 'navigator', 'localStorage', 'require', 'module', 'exports', 'arguments'],
  ...['$', 'jQuery', 'angular', 'React', 'chrome', 'browser'],
  ...[
    'describe',
    'it',
    'test',
    'expect',
    'before',
    'after',
    'beforeEach',
    'afterEach',
    'beforeAll',
    'afterAll',
  ],
  ...['jest', 'vi', 'cy', 'sinon', 'chai', 'assert', 'should'],
]);

/** Names of the global object, whose members are globals. */
export const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(['globalThis', 'global', 'window', 'self']);

/** What the catalog says that a global is. */
export function globalValue(name: string): Value {
  const known = GLOBAL_VALUES.get(name);
  return known && { at: 'origin', origin: { ...known, evidence: 'import', creation: undefined } };
}

/** The library, and the kind of value in it, that a package's type is. */
export function kindOfType(module: string, name: string): Pick<Origin, 'library' | 'kind'> | undefined {
  for (const library of LIBRARIES_BY_MODULE.get(module) ?? []) {
    const kind = library.types?.[name];
    if (kind) return { library, kind };
  }
  return undefined;
}

/** The package of the catalog whose main file a specifier names: `log4js/lib/log4js`. */
export function mainModule(specifier: string): string {
  if (specifier.startsWith('.') || LIBRARIES_BY_MODULE.has(specifier)) return specifier;
  const name = MAIN_FILE.exec(specifier)?.[1];
  return name !== undefined && LIBRARIES_BY_MODULE.has(name) ? name : specifier;
}

/** `@acme/log/dist/index.js`, `pino/pino` */
const MAIN_FILE =
  /^((?:@[\w.-]+\/)?([\w.-]+))\/(?:(?:lib|src|dist|build|cjs|esm)\/){0,3}(?:\2|index|main)(?:\.[cm]?js)?$/;

/** The library of metrics that a package is a fork of: `@shop/hot-shots` is published under its name. */
export function forkedMetrics(module: string): string | undefined {
  const name = /^@[\w.-]+\/([\w.-]+)$/.exec(module)?.[1];
  const libraries = name === undefined ? [] : (LIBRARIES_BY_MODULE.get(name) ?? []);
  return libraries.some((library) => METRICS.includes(library)) ? name : undefined;
}

/** Whether a module is one of a package of the catalog, or a part of one: `log4js/lib/levels`. */
export function isOfCatalog(module: string): boolean {
  const name = /^(?:@[\w.-]+\/)?[\w.-]+/.exec(module)?.[0] ?? module;
  return LIBRARIES_BY_MODULE.has(module) || LIBRARIES_BY_MODULE.has(name);
}

/** Whether an import names a package, and no file or alias of the project. */
export function isPackage(module: string): boolean {
  return /^(?:@[\w.-]+\/)?\w/.test(module);
}
