import type { Wording } from './logs/wording.js';
import type { NamedValues } from './settings/named-value.js';

/** A project's own words, in any case style: names of values and of labels. */
export interface Vocabulary {
  /** Names of what takes a few values: `operatorAccountId`. */
  readonly boundedNames?: readonly string[];
  /** Names of what takes endless values. */
  readonly unboundedNames?: readonly string[];
}

/** What the settings say, as it is asked for. */
export interface Settings extends Vocabulary, Wording {
  readonly logger?: {
    /** A library's id in the catalog, or `console` where the console is the project's logger. */
    readonly library?: string;
    /** The project's own logger: what fixes import. A relative `from` is relative to `root`. */
    readonly import?: { readonly from: string; readonly name: string };
  };
  /** Exports and globals that are loggers, tracers or what makes metrics. */
  readonly named?: NamedValues;
  /** Names of tracers whose making cannot be seen: `tracing` in `tracing.startActiveSpan(…)`. */
  readonly tracers?: readonly string[];
  /** Functions of the project that make metrics, and what they make: a key of `METRIC_FACTORIES`. */
  readonly metricFactories?: Readonly<Record<string, string>>;
  /** Who injects the trace context: instrumentation, this code, or nobody; found out where it is absent. */
  readonly instrumentation?: 'auto' | 'manual' | 'none';
  /** Absolute path that relative paths in the settings start from. */
  readonly root: string;
}

/** Absolute path or bare specifier without extension or `/index`, to compare what two imports name. */
export function moduleKey(specifier: string, directory: string): string {
  return moduleName(specifier.startsWith('.') ? join(directory, specifier) : specifier);
}

/** A module's path without its extension or `/index`. */
export function moduleName(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, '').replace(/\/index$/, '');
}

/** The directory of a path; both slashes count, as Windows paths reach here too. */
export function directoryOf(path: string): string {
  return path.replace(/[\\/][^\\/]*$/, '');
}

function join(directory: string, relative: string): string {
  const parts = directory.replaceAll('\\', '/').split('/');
  for (const part of relative.replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
