import type { Dialect, Kind, Library } from '../../catalog/schema.js';
import { LIBRARIES_BY_ID } from '../../catalog/index.js';
import { METRIC_FACTORIES } from '../../catalog/metrics/factories.js';
import { TRACING_LIBRARY } from '../../catalog/opentelemetry.js';
import { type LoggerExample, joinExamples, readLoggerExample } from './logger-example.js';

/** An export or a global that the settings name, and what it is. */
export interface NamedValue {
  /** The module that exports it: a path without its extension, a package or an alias. Undefined for a global. */
  readonly from: string | undefined;
  /** It is whatever is called so: `path` is that name. */
  readonly isCalled?: boolean;
  /** The export or the global, and the way from there. */
  readonly path: readonly string[];
  /** It, an instance of it and what it makes are of this kind; or loggers like this example. */
  readonly is: { readonly library: Library; readonly kind: string } | LoggerExample;
}

/** All of them, by the first name of their paths. */
export interface NamedValues {
  readonly exports: ReadonlyMap<string, readonly NamedValue[]>;
  readonly globals: ReadonlyMap<string, readonly NamedValue[]>;
  /** What values are by their names alone. */
  readonly called: ReadonlyMap<string, NamedValue['is']>;
  /** The last names of their paths. */
  readonly last: ReadonlySet<string>;
  /** Methods that only these loggers have. */
  readonly methods: ReadonlySet<string>;
}

/** Values by their names; undefined where there are none. */
export function namedValues(written: readonly NamedValue[]): NamedValues | undefined {
  if (written.length === 0) return undefined;
  const all = joined(written);
  const byName = (values: readonly NamedValue[]) => {
    const found = new Map<string, NamedValue[]>();
    for (const value of values) {
      const [name = ''] = value.path;
      found.set(name, [...(found.get(name) ?? []), value]);
    }
    return found;
  };
  return {
    exports: byName(all.filter(({ from }) => from !== undefined)),
    globals: byName(all.filter(({ from, isCalled }) => from === undefined && !isCalled)),
    called: new Map(all.flatMap(({ path: [name = ''], is, isCalled }) => (isCalled ? [[name, is]] : []))),
    last: new Set(all.map(({ path }) => path.at(-1) ?? '')),
    methods: new Set(all.flatMap(({ is }) => ('library' in is ? [] : [...(is.methods?.keys() ?? [])]))),
  };
}

/** Several examples of one logger are one that knows more methods. */
function joined(all: readonly NamedValue[]): readonly NamedValue[] {
  const found = new Map<string, NamedValue>();
  for (const value of all) {
    const key = JSON.stringify([value.from, value.isCalled, value.path]);
    const { is } = value;
    const known = found.get(key);
    if (known === undefined) found.set(key, value);
    else if (!('library' in is) && !('library' in known.is))
      found.set(key, { ...known, is: joinExamples(known.is, is) });
  }
  return [...found.values()];
}

/** What a logger behaves like that is told to be like a library's, or by an example of its calls. */
export function loggerLike(like: unknown, call: unknown): NamedValue['is'] | undefined {
  if (typeof call === 'string') return readLoggerExample(call);
  const library = typeof like === 'string' ? LIBRARIES_BY_ID.get(like) : undefined;
  const [name, kind] =
    Object.entries(library?.kinds ?? {})
      .filter(([, { logger }]) => logger)
      .sort(([a], [b]) => Number(b === 'logger') - Number(a === 'logger'))[0] ?? [];
  return library && kind && name !== undefined ? madeElsewhere(library, kind, name) : undefined;
}

/** A tracer of OpenTelemetry, or what makes one. */
export function tracer(): NamedValue['is'] | undefined {
  const library = LIBRARIES_BY_ID.get(TRACING_LIBRARY);
  return library && madeElsewhere(library, library.kinds.tracer ?? {}, 'tracer');
}

/** What makes a metric: a key of `METRIC_FACTORIES`. */
export function metricFactory(makes: unknown): NamedValue['is'] | undefined {
  const made =
    typeof makes === 'string' && Object.hasOwn(METRIC_FACTORIES, makes) ? METRIC_FACTORIES[makes] : undefined;
  return made && madeElsewhere(made.library, {}, made.kind);
}

/** The kind that settings add to a library: of a value, or of a class or function that makes one. */
export const NAMED = 'named by the settings';

/** A library with one kind more: what is `kind` itself, and whose instances and results are of the library's kind `made`. */
function madeElsewhere(library: Library, kind: Kind, made: string): NamedValue['is'] {
  const steps = { ...kind.steps, new: made, '()': made, default: NAMED };
  const kinds = Object.entries({ ...library.kinds, [NAMED]: { ...kind, steps } }).map(
    ([name, each]) =>
      [name, each.logger?.writesFields ? withForeignFormat(each, each.logger) : each] as const,
  );
  return { library: { ...library, kinds: Object.fromEntries(kinds) }, kind: NAMED };
}

function withForeignFormat(kind: Kind, logger: Dialect): Kind {
  return { ...kind, logger: { ...logger, hasForeignFormat: true } };
}
