// Written by `npm run docs` from the schemas of the rules.
import type { Linter } from 'eslint';

/** The rules with their options, as a configuration names them: `rules: { … } satisfies ObservabilityRules`. */
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- an interface is no RulesRecord
export type ObservabilityRules = {
  /** Disallow `console.*` as a log in code that is not a command line’s own output. */
  'observability/no-console-logging'?: Linter.RuleEntry<
    [
      options?: {
        /** Console methods that are not reported. */
        allow?: string[];
        /** Kinds of file, left alone otherwise, whose console output is reported too. */
        include?: ('cli' | 'scripts' | 'tests' | 'browser')[];
        /** Also report files of which nothing says that a service runs them. */
        presumed?: boolean;
      },
    ]
  >;
  /** Disallow log messages with values in their text: constant message, values in fields. */
  'observability/no-interpolated-message'?: Linter.RuleEntry<
    [
      options?: {
        /** Also report a receiver that only its name says to be a logger. */
        presumed?: boolean;
      },
    ]
  >;
  /** Disallow arguments that the logging library silently loses. */
  'observability/valid-logger-call'?: Linter.RuleEntry<
    [
      options?: {
        /** Also report a receiver that only its name says to be a logger. */
        presumed?: boolean;
      },
    ]
  >;
  /** Require errors to be logged where the library keeps their stack. */
  'observability/log-error-object'?: Linter.RuleEntry<
    [
      options?: {
        /** Also report a receiver that only its name says to be a logger. */
        presumed?: boolean;
      },
    ]
  >;
  /** Disallow secrets, card data and identity data in logs, span attributes, metric labels and baggage. */
  'observability/no-sensitive-data'?: Linter.RuleEntry<
    [
      options?: {
        /** Also report a receiver that only its name says to be a logger. */
        presumed?: boolean;
        /** More names of secrets, in any spelling. */
        words?: string[];
        /** Names that are no secrets in this project, in any spelling. */
        allow?: string[];
      },
    ]
  >;
  /** Require caught errors to be logged at `warn` or above, unless they are expected. */
  'observability/error-severity'?: Linter.RuleEntry<
    [
      options?: {
        /** Also report a receiver that only its name says to be a logger. */
        presumed?: boolean;
      },
    ]
  >;
  /** Disallow a record at info or above for every turn of a loop. */
  'observability/no-log-in-loop'?: Linter.RuleEntry<
    [
      options?: {
        /** Also report a receiver that only its name says to be a logger. */
        presumed?: boolean;
      },
    ]
  >;
  /** Prefer the logger of the request to that of the module where both are in scope. */
  'observability/prefer-request-logger'?: Linter.RuleEntry<
    [
      options?: {
        /** Also report a receiver that only its name says to be a logger. */
        presumed?: boolean;
      },
    ]
  >;
  /** Require the incoming request id to be read before a new one is generated. */
  'observability/honor-request-id'?: Linter.RuleEntry<
    [
      options?: {
        /** Also ask that a middleware sends the id back to the caller in a header. */
        sendBack?: boolean;
      },
    ]
  >;
  /** Enforce one style of constant log messages. */
  'observability/message-style'?: Linter.RuleEntry<
    [
      options?: {
        /** Also report a receiver that only its name says to be a logger. */
        presumed?: boolean;
        /** How constant messages are written. */
        style?: 'sentence' | 'snake_case' | 'dotted';
      },
    ]
  >;
  /** Disallow caught errors that leave no trace: not logged, rethrown, recorded or otherwise used. */
  'observability/no-swallowed-error'?: Linter.RuleEntry<[]>;
  /** Require the trace id on the log records of a package that traces. */
  'observability/require-log-correlation'?: Linter.RuleEntry<[]>;
  /** Disallow metric labels whose values have no bound. */
  'observability/no-unbounded-label'?: Linter.RuleEntry<[]>;
  /** Disallow counters that go down. */
  'observability/no-counter-decrement'?: Linter.RuleEntry<[]>;
  /** Disallow metric names that mislead or break; in `strict`, require the whole convention. */
  'observability/metric-naming'?: Linter.RuleEntry<
    [
      options?: {
        /** Also report what only differs from the convention. */
        convention?: boolean;
      },
    ]
  >;
  /** Require the labels of an observation to be those that its metric declares. */
  'observability/valid-metric-labels'?: Linter.RuleEntry<[]>;
  /** Disallow metrics that are made again for every request or turn of a loop. */
  'observability/no-dynamic-metric-creation'?: Linter.RuleEntry<[]>;
  /** Require an in-flight gauge to go down on every path on which it went up. */
  'observability/balanced-gauge'?: Linter.RuleEntry<
    [
      options?: {
        /** Also report a gauge that stays up when what is awaited between it and the `try` rejects. */
        beforeTry?: boolean;
      },
    ]
  >;
  /** Require a started timer to be stopped on every path, and once. */
  'observability/require-timer-end'?: Linter.RuleEntry<[]>;
  /** Disallow values in another unit than their metric declares. */
  'observability/metric-unit'?: Linter.RuleEntry<[]>;
  /** Require histogram buckets that are sorted and fit the unit. */
  'observability/valid-histogram-buckets'?: Linter.RuleEntry<[]>;
  /** Prefer histograms to summaries, whose quantiles cannot be aggregated. */
  'observability/prefer-histogram'?: Linter.RuleEntry<[]>;
  /** Disallow metrics whose labels can make more time series than a budget. */
  'observability/max-series'?: Linter.RuleEntry<
    [
      options?: {
        /** Combinations of label values that one metric may have; buckets are not counted. */
        max?: number;
      },
    ]
  >;
  /** Require a started span to be ended on every path. */
  'observability/require-span-end'?: Linter.RuleEntry<
    [
      options?: {
        /** Also report a tracer that only its name says to be one. */
        presumed?: boolean;
        /** Also report what hardly throws, and what can throw between the start and the `try` that ends the span. */
        beforeTry?: boolean;
      },
    ]
  >;
  /** Require a caught error to be recorded on the span whose work it ends. */
  'observability/require-span-error'?: Linter.RuleEntry<[]>;
  /** Disallow span names without a bound. */
  'observability/no-dynamic-span-name'?: Linter.RuleEntry<
    [
      options?: {
        /** Also report a tracer or span that only its name says to be one. */
        presumed?: boolean;
      },
    ]
  >;
  /** Disallow deprecated attribute and metric names of the OpenTelemetry semantic conventions. */
  'observability/no-deprecated-semconv'?: Linter.RuleEntry<[]>;
  /** Disallow using a span, or ending it again, after its end. */
  'observability/no-ended-span-use'?: Linter.RuleEntry<
    [
      options?: {
        /** Also report a span that only its name says to be one. */
        presumed?: boolean;
      },
    ]
  >;
  /** Disallow what the tracing SDK silently drops. */
  'observability/valid-span-call'?: Linter.RuleEntry<
    [
      options?: {
        /** Also report a tracer or span that only its name says to be one. */
        presumed?: boolean;
      },
    ]
  >;
  /** Disallow ending a span that this code did not start. */
  'observability/no-foreign-span-end'?: Linter.RuleEntry<[]>;
  /** Require outbound HTTP calls to carry the trace context. */
  'observability/require-http-propagation'?: Linter.RuleEntry<
    [
      options?: {
        /** Also report requests to an address of which nothing is known. */
        presumed?: boolean;
      },
    ]
  >;
  /** Require messages to carry the trace context. */
  'observability/require-message-propagation'?: Linter.RuleEntry<[]>;
  /** Require handlers of messages and requests to continue the trace that comes with them. */
  'observability/require-context-extraction'?: Linter.RuleEntry<[]>;
  /** Require a service name where a telemetry SDK is set up. */
  'observability/require-service-name'?: Linter.RuleEntry<[]>;
  /** Prefer batching span processors and real exporters outside development. */
  'observability/prefer-batch-span-processor'?: Linter.RuleEntry<[]>;
  /** Require a telemetry SDK to be flushed when the process ends. */
  'observability/require-telemetry-shutdown'?: Linter.RuleEntry<[]>;
  /** Require the telemetry SDK to start before the modules that it instruments are loaded. */
  'observability/telemetry-first-import'?: Linter.RuleEntry<[]>;
  /** Disallow liveness handlers that reach a database, cache or other service. */
  'observability/no-dependency-in-liveness'?: Linter.RuleEntry<[]>;
  /** Require readiness checks to limit the time they wait for a dependency. */
  'observability/require-probe-timeout'?: Linter.RuleEntry<[]>;
};
