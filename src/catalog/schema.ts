import type { BaggageMethod } from './attributes/baggage.js';
import type { DialectId } from './logs/dialects.js';
import type { RequestMethod } from './propagation/http-clients.js';
import type { ConsumeMethod, SendMethod } from './propagation/messaging.js';
import type { MetricConvention, MetricDialectId } from './metrics/libraries.js';
import type { SpanDialectId, SpanStartMethod } from './traces/libraries.js';

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
}

export type MetricKind = 'counter' | 'upDownCounter' | 'gauge' | 'histogram' | 'summary';

export interface Kind {
  /** Values of this kind are loggers whose methods follow this dialect. */
  readonly logger?: DialectId;
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
}

/** Which options label what a value records, and where they stand. */
export interface LabelOptions {
  readonly convention: MetricConvention;
  /** The kind of metric, where it is one. */
  readonly kind?: MetricKind;
  /**
   * The method that the value is handed to, with the options behind it (`app.register(plugin, options)`). Undefined
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
  readonly dialect: MetricDialectId;
  /** Its values are observed by a callback. */
  readonly isObservable?: boolean;
}

export interface SpanKind {
  readonly dialect: SpanDialectId;
  /** Taken from where other code put it, and that code's to end: the active span, the span of a context. */
  readonly isForeign?: boolean;
}
