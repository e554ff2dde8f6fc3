/**
 * The types of all entries of the catalog, by signal. The entries stand in the folder of their signal; code outside of
 * this folder reads what they say and never asks which library it has.
 */

/**
 * What a library's values look like from outside, as a small graph: a *kind* of value, and which kind each
 * step from it leads to. Recognition walks source expressions along this graph; it knows no library by name.
 */
export interface Library {
  /** The name users write in `settings.observability.logger.library` and see in messages. */
  readonly id: string;
  /** Module specifiers that give the library, exactly as imported. */
  readonly packages: readonly string[];
  /**
   * Exported values by name. `default` is the default import, `*` the module itself where it is a value
   * (`const pino = require('pino')`).
   */
  readonly exports: Readonly<Record<string, string>>;
  /** Exported types and classes by name: a parameter or field annotated so is a value of that kind. */
  readonly types?: Readonly<Record<string, string>>;
  readonly kinds: Readonly<Record<string, Kind>>;
  /**
   * What a parameter is that nobody types, by its name, in a package that depends on the library: one of a function that the
   * library finds in a folder, as Fastify does plugins.
   */
  readonly untyped?: Readonly<Record<string, string>>;
  /** Values that are there without an import, by the names of the globals that hold them. */
  readonly globals?: Readonly<Record<string, string>>;
  /**
   * A client that code anywhere in a package may change for all of its requests, by what such code says: then it may
   * inject by itself.
   */
  readonly hook?: RegExp;
  /** A client that is handed in, and whose making stands elsewhere in the package, where `hook` finds it. */
  readonly isHandedIn?: true;
  /** What `settings.observability.metricFactories` may say that a function of the project makes, and its kind of value. */
  readonly factories?: Readonly<Record<string, string>>;
  readonly factoryShape?: FactoryShape;
  /** It prints for whoever watches the process, and is no logger unless the settings say so. */
  readonly isConsole?: true;
  /** Programs are written in it as a whole, and its logger is a part of it: a dependency on it says nothing of who logs. */
  readonly isWholeProgram?: true;
  /** What a dependency on it says about how a package logs. */
  readonly loggerDependency?: LoggerDependency;
  /** What the codemod writes where a package has no logger of its own; none is made where it is left out. */
  readonly loggerModule?: LoggerModule;
}

export type MetricKind = 'counter' | 'upDownCounter' | 'gauge' | 'histogram' | 'summary';

export interface Kind {
  /** Values of this kind are loggers, and this is how their calls are written. */
  readonly logger?: Dialect;
  /** Values of this kind are functions that print what they are given for who looks for a fault, and are off in a service that runs. */
  readonly logFunction?: { readonly level: Level; readonly dialect: Dialect };
  /**
   * Whether a logger of this kind writes nothing, by how it is made, or where that is not seen by the file that has it: it
   * takes no call of the console over.
   */
  readonly isSilent?: (making: LoggerMaking | undefined, file: string) => boolean;
  /** A text that says that loggers of this kind may write nothing, where the making of one is not seen. */
  readonly mayBeSilentWith?: RegExp;
  /** Values of this kind are requests that carry a logger of their own. */
  readonly requestLogger?: RequestLogger;
  /** Values of this kind record measurements: of one metric, or of the one that is named or handed over. */
  readonly instrument?: Instrument;
  /** Values of this kind are spans. */
  readonly span?: SpanKind;
  /** Methods that put entries into baggage, by their names. */
  readonly baggage?: Readonly<Record<string, BaggageMethod>>;
  /** Making a value of this kind describes the process: its attributes are the first argument, or under its `key`. */
  readonly resource?: { readonly key?: string };
  /** What starts a span: a method by its name, or `()` where the value itself is called. */
  readonly starts?: Readonly<Record<string, SpanStartMethod>>;
  /** What sends a request: a method by its name, or `()` where the value itself is called. */
  readonly requests?: Readonly<Record<string, RequestMethod>>;
  /** What sends messages: a method by its name, `()` for a call of the value, `new` for its construction. */
  readonly sends?: Readonly<Record<string, SendMethod>>;
  /** What registers a function that is run for what comes in, named as in `sends`; `for` where a loop receives. */
  readonly consumes?: Readonly<Record<string, ConsumeMethod>>;
  /** Members and options through which a client may be made to inject by itself: interceptors, hooks. */
  readonly intercepts?: readonly string[];
  /** Those of them by which the client that a package exports is changed, and not only one that is made from it. */
  readonly interceptsShared?: readonly string[];
  /** An option whose text says that requests are sent in another way than the methods say. */
  readonly transportBy?: {
    readonly option: string;
    readonly mentions: string;
    readonly transport: HttpTransport;
  };
  /**
   * Where a step leads. A step is `()` for a call of the value, `new` for its construction, `name` for a
   * member and `name()` for the result of a method call; `*()` is any other method.
   */
  readonly steps?: Readonly<Record<string, string>>;
  /** Options that label everything that is recorded with the value. */
  readonly labelOptions?: LabelOptions;
  /** Members of the value are units by their names: `MetricUnit.Milliseconds`. */
  readonly areUnits?: boolean;
  /** The functions among the options a value is made with that are called with the value itself as `this`. */
  readonly thisIn?: readonly string[];
  /** The kinds of the parameters of a function that is handed to a method, by its name; `()` is a call of the value. */
  readonly callbacks?: Readonly<Record<string, readonly string[]>>;
  /** The same of a function among the options of a call or construction of the value, by the option's name. */
  readonly optionCallbacks?: Readonly<Record<string, readonly string[]>>;
  /** Of a function's type: which of its type arguments each parameter is of, `[undefined, 0]` of `Plugin<Options>`. */
  readonly parameterTypes?: readonly (number | undefined)[];
}

/** Which options label what a value records, and where they stand. */
export interface LabelOptions {
  readonly dialect: MetricDialect;
  /** The kind of metric, where it is one. */
  readonly kind?: MetricKind;
  /**
   * The method that the value is handed to, with the options after it (`app.register(plugin, options)`). Undefined
   * where they are the first argument of the call that makes the value.
   */
  readonly handedTo?: string;
  readonly options: readonly LabelOption[];
}

export interface LabelOption {
  /** The way to it in the options. */
  readonly path: readonly string[];
  /**
   * `labels`: an object of labels, or a list of tags; `functions` too: some of its values are functions that give them.
   * `value`: a function that gives the value of `label`. `changes`: a function that sets labels on its first parameter.
   */
  readonly is: 'labels' | 'functions' | 'value' | 'changes';
  readonly label?: string;
  /** The option that switches it on or off, and whether it is on where that option is not given. */
  readonly switch?: { readonly path: readonly string[]; readonly isOnByDefault: boolean };
}

export interface Instrument {
  /** Undefined where the method, or what is handed to it, tells the kind. */
  readonly kind?: MetricKind;
  readonly dialect: MetricDialect;
  /** Its values are observed by a callback. */
  readonly isObservable?: boolean;
}

export interface SpanKind {
  readonly dialect: SpanDialect;
  /** Taken from where other code put it, and that code's to end: the active span, the span of a context. */
  readonly isForeign?: boolean;
}

// Logs

/** Severity, from the least to the most severe. */
export const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export type Level = (typeof LEVELS)[number];

/** Where the library serialises an error with its stack. */
export type ErrorPlace =
  /** Under this key of the fields. */
  | { readonly at: 'field'; readonly key: string }
  /** As an argument of its own after the fields, or before them. */
  | { readonly at: 'argument'; readonly beforeFields?: true }
  /** As text: the stack goes under this key of the fields, the whole error nowhere. */
  | { readonly at: 'stack-field'; readonly key: string; readonly aloneAsArgument: boolean }
  /**
   * As text under this key of the record. Beside a bare message, in the methods that take it, it may be the argument after it;
   * anywhere else NestJS makes a second record of it.
   */
  | {
      readonly at: 'stack-argument';
      readonly key: string;
      readonly takenBy: (method: string, installed: InstalledPackages) => boolean;
    };

/**
 * How a logging library wants a record written: which method has which severity, where the text, the fields and the
 * error go, and what it does with anything else.
 */
export interface Dialect {
  /** What messages call the library. */
  readonly name: string;
  /** Logging methods and the severity each stands for. */
  readonly methods: Readonly<Record<string, Level>>;
  /** The method that a severity is written with. */
  readonly methodFor: Readonly<Record<Level, string>>;
  /** The method that takes the name of a method as its first argument: winston's `log('info', message)`. */
  readonly levelMethod?: string;
  /** Methods that print something else than one record, by their names. */
  readonly special?: Readonly<Record<string, SpecialMethod>>;
  /**
   * `fields-first`: `(fields, message)`. `message-first`: `(message, fields)`. `record`: one object with
   * the text under `messageKey`, or the text alone. `emit`: OpenTelemetry's log record.
   */
  readonly shape: 'fields-first' | 'message-first' | 'record' | 'emit';
  readonly messageKey: string;
  /** Where fields come first, a text does not stand in their place. */
  readonly needsFields?: true;
  /** Other keys that the text of a record has where it is printed as one object, without that key. */
  readonly otherMessageKeys?: readonly string[];
  readonly error: ErrorPlace;
  /** Keys of the record that belong to the library: a field of that name would be lost or overwrite it. */
  readonly reserved: readonly string[];
  /** Whether `%s` in the text takes an argument; `unknown` where a format set elsewhere decides. */
  readonly printf: 'yes' | 'no' | 'unknown';
  /** A placeholder is filled though nothing is given for it: with `undefined`. */
  readonly fillsEach?: true;
  /** What becomes of an argument that is neither text, fields nor taken by a placeholder. */
  readonly extra: 'dropped' | 'into-text' | 'kept' | 'extra-record';
  /** The same where another logger stands in its place. */
  readonly extraOver?: (installed: InstalledPackages) => Dialect['extra'] | undefined;
  /** Whether a logging call's value is `undefined`, like that of `console.log`. */
  readonly returnsUndefined: boolean;
  /** False where no call of another logger is moved to it: the console, and the bridges that loggers write to. */
  readonly isTarget?: false;
  /** What is lost, by running the library: `tests/catalog/outcomes.test.ts`. */
  readonly loses?: ArgumentLosses;
  readonly losesErrors?: ErrorLosses;
  /** What the logger must be made with for an error among the fields to be more than `{}`. */
  readonly errorNeeds?: {
    readonly what: string;
    readonly isMet: (making: LoggerMaking | undefined) => boolean;
  };
  /**
   * Whether fields come out at all, by the text of the module that makes the logger; undefined where that cannot be told, or
   * the module is not seen. They do where it is left out.
   */
  readonly writesFields?: (module: string) => boolean | undefined;
  /** It writes text for people: fields become a part of it. */
  readonly printsText?: true;
  /** The logger is made outside of the project: no format that is seen in it is its own. */
  readonly hasForeignFormat?: true;
  /**
   * The modules of a project that may make its loggers or their formats, and whether those in one print the message alone;
   * undefined where it has none.
   */
  readonly formats?: {
    readonly madeIn: RegExp;
    readonly printMessageAlone: (module: string) => boolean | undefined;
  };
  /** Levels that a project adds are methods of the logger, and take what the others take. */
  readonly takesLevels?: true;
  /** The methods of a logger with levels of its own; undefined where it has those of `methods`. */
  readonly ownMethods?: (making: LoggerMaking | undefined) => readonly string[] | 'unknown' | undefined;
  /** Each record has the time at which it was written, however the logger is made. */
  readonly stampsRecords?: true;
  /** An error is written with its own properties: those of a failed request among them. */
  readonly keepsErrorProperties?: true;
  /** The key of the record's text on top of a logger that the package installs; undefined where it installs none. */
  readonly messageKeyOver?: (installed: InstalledPackages) => string | undefined;
  /** A logger of the project's own may stand in the place of the library's. */
  readonly replacedBy?: Replacement;
  /** Text of a module that has records wait until the program has its logger: they are lost where it ends before. */
  readonly heldBackBy?: RegExp;
  /** A `%` in the message is taken for a placeholder of the fields. */
  readonly fieldsFillPlaceholders?: true;
  /** `child()` copies the properties of what it is given: of a text, each letter. */
  readonly childCopies?: true;
  /** One object with the text under `messageKey` is a record, with its `level` among the others where `levelMethod` takes it. */
  readonly takesRecord?: true;
  /** `{name}` in the message takes the field of that name, and `{{` is a brace. */
  readonly fillsBraces?: true;
  /**
   * What becomes of fields and errors depends on a logger that the project chooses elsewhere, or was read and not run: its calls
   * are judged by their message alone, and none is written.
   */
  readonly isContractOpen?: true;
}

/** A method that prints something else than one record: a table, a count. */
export interface SpecialMethod {
  readonly level: Level;
  /** It begins or ends what other methods print. */
  readonly printsNothing?: true;
  /** Why only a person can write it as a record; left out where it is written in a way of its own. */
  readonly byHand?:
    | 'prints-tree'
    | 'prints-stack'
    | 'counts'
    | 'indents'
    | 'ends-indent'
    | 'starts-timer'
    | 'prints-timer'
    | 'marks-profile'
    | 'clears-terminal';
}

/** Arguments that never reach the record as they were meant. Left out, what a library keeps. */
export interface ArgumentLosses {
  /** Whether `%s` is filled after all, by what the logger stands on. */
  readonly fillsPlaceholders?: (installed: InstalledPackages) => boolean;
  /** A value that no `%s` takes is in the record all the same. */
  readonly keepsUnfilled?: true;
  /** `(fields, message)`: the message is lost, unless the fields have one. */
  readonly messageAfterFields?: true;
  /** What it is made with sees each call first, and may keep everything. */
  readonly nothingWith?: (making: LoggerMaking | undefined) => boolean;
  /** A module whose loggers see each call first: asked where a logger's making is not seen. */
  readonly nothingBy?: ModuleTrait;
  /** Arguments after the message and its fields are lost, unless the logger is made with something of this name. */
  readonly extrasUnlessMadeWith?: string;
  /** Made so, a text after the message that no placeholder takes becomes a field for each of its letters, in these versions. */
  readonly textsBecomeLetters?: {
    readonly with: (making: LoggerMaking) => boolean;
    readonly in: readonly VersionRange[];
  };
  /** `(message, fields)`: whether the fields are lost. */
  readonly fieldsAfterMessage?: (installed: InstalledPackages) => boolean;
  /** What becomes of a field, beside a message, whose key is the record's own. */
  readonly ownKey?: (
    key: string,
    making: LoggerMaking | undefined,
  ) => 'dropped' | 'twice' | 'into-text' | 'replaces' | undefined;
  /** A text after the message of a logger that has a context is no context: it is taken for the stack, or a record of its own. */
  readonly textsBesideContext?: {
    readonly holds: (installed: InstalledPackages) => boolean;
    /** Text of a project whose own logger may take it. */
    readonly mayBeTakenBy: RegExp;
  };
}

/** Something that a module does, by its text. */
export interface ModuleTrait {
  /** What every such module says. */
  readonly says: RegExp;
  /** Whether one that says so does it. */
  readonly holds: (module: string) => boolean;
}

/** A logger of the project's own in the place of a library's, which takes the arguments as it likes. */
export interface Replacement {
  /** What every package says that starts a program: what it puts there is the logger of its own modules. */
  readonly program: RegExp;
  /** A module that puts another logger in the place of the library's. */
  readonly puts: ModuleTrait;
  /** What a module says that declares such a logger. */
  readonly declares: RegExp;
  /** Whether the logger of such a module prints an object that it is given as the message with all that it holds. */
  readonly printsRecords: (module: string) => boolean;
}

/** Errors that lose their stack where they are put. Left out, where a library keeps it. */
export interface ErrorLosses {
  /** What becomes of an error that is an argument. */
  readonly asArgument?: (error: ErrorArgument) => 'flattened' | 'dropped' | 'emptied' | undefined;
  /** What becomes of an error under a key of the fields. */
  readonly underKey?: (key: string, making: LoggerMaking | undefined) => 'dropped' | 'emptied' | undefined;
  /** Text of a module that may make loggers which keep them: asked where a logger's making is not seen. */
  readonly mayBeKeptBy?: RegExp;
  /** A module whose loggers keep them: asked there as well, and only believed where it is seen. */
  readonly areKeptBy?: ModuleTrait;
  /** The same of an error under a key. */
  readonly areKeptUnder?: (key: string) => RegExp;
  /** Text of a module whose format writes them as `{}`, wherever they stand: their text says more. */
  readonly areEmptiedBy?: RegExp;
}

/** Where an error stands among the arguments of a log call. */
export interface ErrorArgument {
  /** The index of the argument. */
  readonly index: number;
  /** How many arguments stand between the message and it; -1 where it is not after a message. */
  readonly behind: number;
  readonly making: LoggerMaking | undefined;
  readonly installed: InstalledPackages;
}

/** The expression that makes a logger, as far as it was seen. */
export interface LoggerMaking {
  /** All of the module that it is made in. */
  readonly module: string;
  /** The expression, and what the names in it stand for. */
  readonly text: string;
  readonly by: 'call' | 'new' | 'other';
  /** The options that are its first argument, by name; undefined where that is no object. */
  readonly options: ReadonlyMap<string, MadeWith> | undefined;
  /** Something is spread into the options: they may hold anything. */
  readonly hasSpread: boolean;
  /** It is made with something whose code was not found: a format or options of another package. */
  readonly hasUnseen: boolean;
}

/** The value of an option. */
export interface MadeWith {
  readonly text: string;
  /** The keys of an object, `undefined` for what is spread into it; undefined where the value is no object. */
  readonly keys: readonly (string | undefined)[] | undefined;
}

/** Versions of a package, from the first that is named and before the last; `npm run test:versions` runs what is said of them. */
export interface VersionRange {
  readonly package: string;
  readonly from?: string;
  readonly before?: string;
}

/** What a package asks for in its package.json. */
export interface InstalledPackages {
  readonly allDependencies: ReadonlySet<string>;
  /** Versions and ranges by package. */
  readonly versions: ReadonlyMap<string, string>;
}

/** What a dependency says about how a package logs. The first of these that a package has decides. */
export interface LoggerDependency {
  /**
   * `bridge`: it puts one logger behind the interface of another. `logger`: a logger, which is there to be used.
   * `framework`: it brings a logger along.
   */
  readonly is: 'bridge' | 'logger' | 'framework';
  /** The library whose calls are then written; the one that is depended on where it is left out. */
  readonly writes?: string;
}

/**
 * What the codemod writes where a package has no logger of its own: the smallest logger that writes JSON records
 * with a level that the environment can set.
 */
export interface LoggerModule {
  /** Imports as `names: module`. */
  readonly imports: Readonly<Record<string, string>>;
  /** What makes the logger. `SERVICE` stands for the package's name, `CLASS` for the name of the file's class. */
  readonly expression: string;
  /** What makes it in a package whose HTTP clients throw errors that hold the request: without the credentials in them. */
  readonly redacting?: string;
  /** What is installed where TypeScript 4 checks the package, which cannot read the declarations of the newest version. */
  readonly forTypeScript4?: string;
  /** Every file makes its own. Else one module makes it for all of them. */
  readonly isPerFile?: true;
}

/** The logger that a framework gives every request it serves: a child whose records have the request's id. */
export interface RequestLogger {
  /** How it is reached from the request: `.log`. */
  readonly member: string;
  /** A text that says that the framework was made without a logger, so that this one writes nothing. */
  readonly isSilentWith: RegExp;
}

// Metrics

/**
 * What gives metrics their names in Prometheus: a registry, which keeps them as they are, an exporter of OpenTelemetry's, or one for
 * StatsD.
 */
export type NamedBy = 'registry' | 'otel' | 'statsd';

/** Whose conventions metrics follow: what their names look like, and what a new value of a label costs. */
export interface MetricConvention {
  readonly name: string;
  /** What gives its metrics their names in Prometheus; nothing that is known where it is left out. */
  readonly namedBy?: NamedBy;
  /** Names are those of OpenTelemetry's semantic conventions. */
  readonly followsSemconv?: true;
  /** Its metrics take no unit, which a name then has: it need not be spelled as the semantic conventions do. */
  readonly takesNoUnit?: true;
  /** Prometheus scrapes them: a histogram writes a series for each bucket, one for `+Inf`, and `_sum` and `_count`. */
  readonly isScraped?: true;
  /** Every combination of label values is a time series of its own; run in `tests/catalog/metrics.test.ts`. */
  readonly makesSeries?: true;
  /** Where a value belongs that is no label, where the library itself has a place for it; else a log or span has. */
  readonly placeForValues?: string;
}

/** How the arguments of an observing method are to be read. */
export type MetricArguments =
  /** `(labels?, value?)` or `(value?)`. */
  | 'labels-value'
  /** `(value, attributes?)`. */
  | 'value-labels'
  /** `(labels?, value?)` or `(value?, labels?)`: the labels are what is an object. */
  | 'labels-and-value'
  /** `(value?)` of a metric whose labels are set already. */
  | 'value'
  /** `(instrument, value, attributes?)`. */
  | 'instrument-value-labels'
  /** `(labels?)`. */
  | 'labels'
  /** `(labels)` or their values, in the order of the definition. */
  | 'labels-or-values'
  /** StatsD's `(name, value?, …, tags?)`. */
  | 'name-value-tags'
  /** `(name, value, unit?)`. */
  | 'name-value-unit'
  /** `(name, unit, value)`. */
  | 'name-unit-value'
  /** `(name, value?, { attributes?, unit? })`. */
  | 'name-value-options'
  /** `(name, labels?, value?)`. */
  | 'name-labels-value'
  /** `(name, attributes)`: an event, whose attributes make no series. */
  | 'name-attributes'
  /** `(label, value)`. */
  | 'label'
  /** None that matters. */
  | 'none';

export interface MetricMethod {
  readonly operation: 'add' | 'subtract' | 'set' | 'record' | 'reset' | 'remove' | 'startTimer' | 'labels';
  readonly arguments: MetricArguments;
  /** What kind of metric it records, where no instrument tells. */
  readonly kind?: MetricKind;
  /** The unit it takes its values in, whatever the metric. */
  readonly unit?: string;
  /** Its labels are held against no definition. */
  readonly takesAnyLabels?: true;
  /** Keys by which an object that may stand where the tags do is known for options. */
  readonly optionKeys?: readonly string[];
}

/** How the metrics of a library are made and observed, and what it does with what is wrong. */
export interface MetricDialect {
  readonly convention: MetricConvention;
  /**
   * Where a creation says what it makes: one object of options, or the name before them. Undefined where what is
   * created is no metric.
   */
  readonly creation: 'options' | 'name-options' | undefined;
  /** The key of the options that holds the label names; undefined where labels are not declared. */
  readonly labelNames: string | undefined;
  readonly methods: Readonly<Record<string, MetricMethod>>;
  /** The key of the options that says what the metric is for. */
  readonly description?: string;
  /** The labels of what it is called on are set already: `counter.labels('GET').inc()`. */
  readonly isBound?: true;
  /** The option with which `inc` and `observe` take one object of labels, value and exemplar's labels. */
  readonly exemplars?: string;
  /**
   * The package, as messages name it, that throws where a name is not allowed, a metric is made twice, or an
   * observation does not have the labels that its metric declares. It is not judged where it is left out.
   */
  readonly validatedBy?: string;
  readonly buckets?: HistogramBuckets;
  /** What becomes of a metric that is made again, to end "is made again for every request: …". */
  readonly remade?: string;
  /** What becomes of a counter that goes down; left out where its values are no running total. */
  readonly decrease?: CounterDecrease;
}

/** How a histogram is given its buckets, and which it has otherwise. */
export interface HistogramBuckets {
  /** The way to the boundaries in the options. */
  readonly option: readonly string[];
  /** The library's own boundaries, and the unit of the durations that they are made for. */
  readonly defaults: readonly number[];
  readonly defaultUnit: 's' | 'ms';
  /** Boundaries to advise for durations, in seconds. */
  readonly seconds: readonly number[];
  /** They are kept as they are given. Else they are sorted, and infinite ones and none at all are fine. */
  readonly areKept?: boolean;
  /** The set-up of the process may give a histogram other boundaries than its own. */
  readonly hasViews?: true;
}

/** A counter that goes down, and what it has to be instead. */
export interface CounterDecrease {
  /** To end "goes down here: …". */
  readonly outcome: string;
  /** With its article. */
  readonly instead: string;
  /** What makes the metric that may go down, by what makes the counter, and how both are called. */
  readonly makers: Readonly<Record<string, string>>;
  readonly madeBy: 'call' | 'new';
}

/** `createCounter({ name, help })`: what only this library's metrics are made from, whatever makes them. */
export interface FactoryShape {
  /** The keys that the options must have. */
  readonly keys: readonly string[];
  /** What makes one as well of the name, the description and a list of label names, in that order. */
  readonly inOrder: RegExp;
  /** The kind of value, by the name of what makes it. */
  readonly kinds: readonly { readonly pattern: RegExp; readonly kind: string }[];
}

// Traces

/** What the methods of a span do. */
export interface SpanDialect {
  /** What messages call the library. */
  readonly name: string;
  /**
   * Its spans are those of OpenTelemetry's API: the semantic conventions name their attributes, what
   * `propagation.extract()` gives is their parent, and what is wrong in a call is dropped silently.
   */
  readonly usesOpenTelemetryApi?: true;
  /** Methods that end the span. */
  readonly ends: readonly string[];
  /** Methods that change the span, and do nothing once it has ended. */
  readonly changes: readonly string[];
  /** Methods of other tracing APIs that its spans do not have, so that a call throws, and what they are called here. */
  readonly lacks?: Readonly<Record<string, string>>;
  /** The method that gives the span another name. */
  readonly rename: string;
  /** Methods that take `(name, value)`, and those that take an object of attributes, by its argument's index. */
  readonly attribute: readonly string[];
  readonly attributes: Readonly<Record<string, number>>;
  /** The method that records an exception; undefined where an attribute does. */
  readonly recordException: string | undefined;
  /** The attribute that marks a span as failed; undefined where a status does. */
  readonly errorTag: string | undefined;
  /** That attribute takes the error itself, and keeps its type, message and stack. Else it is true. */
  readonly errorTagTakesError?: true;
  /** Versions that drop the message of a status other than ERROR; the others export it. */
  readonly dropsStatusMessage?: readonly VersionRange[];
  /** Versions that drop objects, `null` and lists of different values as attributes; the others export them. */
  readonly dropsComplexValues?: readonly VersionRange[];
  /**
   * What changes an ended span is lost. Sentry's and Datadog's are sent with what they hold when their trace is.
   */
  readonly ignoresAfterEnd?: true;
}

/** How a call starts a span, and who ends it. */
export interface SpanStartMethod {
  readonly dialect: SpanDialect;
  /** `manual`: the call gives the span back; `active`: it hands the span to a callback, for as long as that runs. */
  readonly kind: 'manual' | 'active';
  /**
   * Who ends the span: `caller`, the library when the callback is done (`self`), or `done`: the library, unless
   * the callback takes a second parameter, the function that ends the span.
   */
  readonly endedBy: 'caller' | 'self' | 'done';
  /** Whether the callback's second parameter ends the span when it is called. */
  readonly hasDone?: boolean;
  /**
   * The span's name is the first argument, or the `name` of the options that are the first argument. `text`: the first argument,
   * or the second where the first is what the span is around, `withSpan(effect, 'load')`. A function there starts none that has a name.
   */
  readonly name: 'argument' | 'options' | 'text';
  /** A text where the options belong gives the span no name. */
  readonly dropsTextName?: true;
  /** The key of the options that holds the first attributes. */
  readonly attributes: string;
  /** Whether `(name, options, context)` is how a parent is given. */
  readonly takesContext?: boolean;
}

// Attributes

/** What a method takes, in its first arguments. */
export interface BaggageMethod {
  /** `entry`: a name and its value; `entries`: an object of them. */
  readonly takes: 'entry' | 'entries';
  /** The key of an entry that holds its value; undefined where the entry is the value. */
  readonly valueKey?: string;
}

// Propagation: HTTP

/**
 * What carries a client's requests. `@opentelemetry/instrumentation-http` patches `node:http`,
 * `@opentelemetry/instrumentation-undici` Node's own fetch and undici; nothing patches `node:http2`.
 */
export type HttpTransport = 'http' | 'undici' | 'http2';

/** A request that is built by a chain of calls. */
export interface RequestChain {
  /** The method that sets its headers. */
  readonly set: string;
  /** Which end of the chain sends it. */
  readonly sends: 'awaited' | 'called';
  /** Methods through which it may get headers that are not seen: a plugin, a middleware. */
  readonly mayInject: readonly string[];
}

/** How a call that sends a request is written. */
export interface RequestMethod {
  readonly transport: HttpTransport;
  /** What older versions send requests with. */
  readonly transportBefore?: {
    readonly transport: HttpTransport;
    readonly versions: readonly VersionRange[];
  };
  /** Where the address stands; the first argument where it is absent. */
  readonly url?: number;
  /** Where the options stand that hold the headers: the first of these arguments that is an object. */
  readonly options?: readonly number[];
  /** The argument that is the headers themselves. */
  readonly headers?: number;
  /** The argument that is the body, where options are easily put by mistake. */
  readonly body?: number;
  readonly chain?: RequestChain;
}

// Propagation: messages

/**
 * What a carrier is made of: `headers`, plain text by name; `attributes`, SQS's and SNS's
 * `{ DataType, StringValue }` by name; `pairs`, a list of objects of one header each; `msgHdrs`, what NATS's
 * `headers()` gives; `fields`, names and values in turn, each an argument of its own, after a `*`; `payload`, the message itself, for
 * want of any other place.
 */
export type CarrierForm = 'headers' | 'attributes' | 'pairs' | 'msgHdrs' | 'fields' | 'payload';

/** An option of the call that made the client. */
export interface ClientOption {
  /** What the call that takes it is named: `Queue` of `new Queue(name, options)`. */
  readonly of: readonly string[];
  /** The arguments where the options may stand. */
  readonly argument: readonly number[];
  readonly name: string;
  /** The value it must have; any value where it is undefined. */
  readonly value?: number | boolean;
}

export interface SendMethod {
  /** Which instrumentation would inject by itself. */
  readonly via: Covered;
  /** The argument that holds the messages, or the options that hold the carrier. */
  readonly argument: number;
  /** The way to the messages from there: `[]` is every element of an array, `[]?` one message or an array of them. */
  readonly messages: readonly string[];
  /** The way from a message to each place that can carry the context; the first is the usual one. */
  readonly carriers: readonly (readonly string[])[];
  readonly form: CarrierForm;
  /** Properties of a message that say it leaves the traced system, or is sent by a timer: a text to a phone. */
  readonly unless?: readonly string[];
  /** The client injects by itself where it is made with this. */
  readonly injectsWith?: ClientOption;
  /** What gives its messages the context, as a sentence, where no more is to be said than this. */
  readonly remedy?: string;
  /** There is a place for the context only where the client is made with this. */
  readonly needs?: ClientOption;
}

export interface ConsumeMethod {
  readonly via: Covered;
  /** The argument that is the function, or the options that hold it. */
  readonly argument: readonly number[];
  /** The options that are functions, and whether one gets many messages at once. */
  readonly options?: Readonly<Record<string, 'one' | 'many'>>;
  /** The event that the function must be registered for. */
  readonly event?: string;
  readonly what: 'message' | 'request' | 'job';
  /** Where the context of what came in is found, as code. */
  readonly carrier: string;
  /** Its values are no plain text by name, so that `extract` finds nothing without a getter. */
  readonly needsGetter?: true;
  readonly continuesWith?: ClientOption;
  readonly needs?: ClientOption;
}

// Set-up

/** What an instrumentation can cover: a transport of HTTP requests, or a messaging client. */
export type Covered =
  | 'http'
  | 'undici'
  | 'http2'
  | 'grpc'
  | 'kafkajs'
  | 'amqplib'
  | 'aws-sdk'
  | 'bullmq'
  | 'pubsub'
  | 'service-bus'
  | 'confluent-kafka'
  | 'nats'
  | 'mqtt'
  | 'redis';

export interface Instrumentation {
  readonly package: RegExp;
  /** What it covers; `all` for an agent whose plugins cover what it can find. */
  readonly covers: readonly Covered[] | 'all';
  /** It is one of OpenTelemetry's own, which the process's set-up can switch off. */
  readonly canBeDisabled?: boolean;
  /** The class that a set-up registers. */
  readonly class?: string;
}

/** A call or construction from which on a process is instrumented. */
export interface SdkStart {
  /** How messages name it. */
  readonly sdk: string;
  readonly packages: readonly string[];
  /** The exported function or class; `default` and `*` too for a module that is its own value. */
  readonly exported: readonly string[];
  /** The method of it that starts; undefined where the value itself is called or constructed. */
  readonly method?: string;
  /** Instruments whatever it knows, and needs no list of instrumentations. */
  readonly isAgent?: boolean;
}
