/** A value of the project or of one of its packages, by the export that it is. */
export interface ExportName {
  /** A package, an alias, or a path that starts from the folder of the settings. */
  readonly from: string;
  /** The export, `default` or `*` for the whole module; with members where it is one of those: `context.log`. */
  readonly name: string;
}

/** What a logger behaves like. */
export type LoggerLikeness =
  /** The id of a library, as in `logger.library`: its calls are judged and fixed as the library's are. */
  | { readonly like: string }
  /**
   * An example of its calls, `info(message, fields)`: which argument is what. Arguments are `message`, `fields`, `error`,
   * `values` and `context`, which may be left open by dots: `info(message, ...values)`.
   */
  | { readonly call: string };

/**
 * A logger that cannot be followed: an export (a logger, a class of loggers, a function that makes one), a global, or, where
 * nothing says where they come from, all that are called so: `logger` is `this.logger` and `options.auditLogger` as well.
 */
export type WrittenLogger = (ExportName | { readonly global: string } | { readonly called: string }) &
  LoggerLikeness;

/** `settings.observability` of an ESLint configuration, and `"observability"` of the root package.json. */
export interface ObservabilitySettings {
  /** The library that the project logs with, and the logger that fixes import. */
  readonly logger?: {
    readonly library?: string;
    readonly import?: ExportName;
  };
  /** Loggers that cannot be followed. */
  readonly loggers?: readonly WrittenLogger[];
  /** Tracers whose making cannot be seen, by what they are called or by their exports. */
  readonly tracers?: readonly (string | ExportName)[];
  /** The project's functions and classes that make metrics, and what they make: `prom-client.Counter`. */
  readonly metricFactories?:
    Readonly<Record<string, string>> | readonly (ExportName & { readonly makes: string })[];
  /** Names of what takes a few values. */
  readonly boundedNames?: readonly string[];
  /** Names of what takes endless values. */
  readonly unboundedNames?: readonly string[];
  /** Who injects the trace context: instrumentation, this code, or nobody. */
  readonly instrumentation?: 'auto' | 'manual' | 'none';
  /** What `obs-contract check` cannot see in the repository. */
  readonly contract?: {
    /** Metrics that others emit: names, or globs with `*`. */
    readonly external?: readonly string[];
    /** What a collector or scrape configuration puts in front of every name. */
    readonly prefix?: string;
    /** Checks that are not made. */
    readonly disable?: readonly string[];
  };
  /** The level of a method of the console, where it is not that of its name: `{ log: 'debug' }`. */
  readonly levels?: Readonly<Record<string, string>>;
  /** What becomes of a value inside of a sentence: a placeholder with its field's name, or nothing. */
  readonly messageStyle?: 'template' | 'strip';
  /** Names of fields, by the value as it is written (`user.id`) or by the name that it would get (`uid`). */
  readonly glossary?: Readonly<Record<string, string>>;
  /** What obs-codemod migrates. */
  readonly codemod?: {
    /** Kinds of file that it leaves alone otherwise. */
    readonly include?: readonly string[];
    /** Globs of files to leave alone, from the folder of the settings. */
    readonly exclude?: readonly string[];
  };
}
