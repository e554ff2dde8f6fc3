import type { MetricDialect, MetricKind } from '../../catalog/schema.js';
import { type Expression, brief, propertyOf, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import type { Vocabulary } from '../settings.js';
import { type Cardinality, cardinalityOf } from '../values/cardinality.js';
import { UNKNOWN } from '../values/lattice.js';
import type { Evidence } from '../values/provenance.js';
import type { EvaluationContext, Value } from '../values/value.js';

export type { MetricKind };

/** Where a metric is made, and all that is said of it there. `undefined` is "not seen". */
export interface MetricDefinition {
  /** The library's id in the catalog. */
  readonly library: string;
  readonly dialect: MetricDialect;
  readonly kind: MetricKind;
  /** How it is known that a metric is made here. */
  readonly evidence: Evidence;
  /** An instrument whose values are observed by a callback. */
  readonly isObservable: boolean;
  readonly name: string | undefined;
  /** The name that is given ends the metric's: what makes it puts something in front. */
  readonly isPrefixed?: true;
  /** OpenTelemetry's `unit`, a UCUM code; Prometheus says it in the name. */
  readonly unit: string | undefined;
  readonly help: string | undefined;
  readonly labelNames: readonly string[] | undefined;
  /** Explicit bucket boundaries; `default` where the library's own are used. */
  readonly buckets: readonly number[] | 'default' | undefined;
  /** The expressions behind these facts, to report on and repair. */
  readonly at: {
    /** The file that they are in. */
    readonly source: Source;
    /** The call or `new` that makes the metric. */
    readonly creation: Expression;
    readonly name: Expression | undefined;
    readonly unit: Expression | undefined;
    readonly labelNames: Expression | undefined;
    readonly buckets: Expression | undefined;
    /** The object of options, where there is one. */
    readonly options: Expression | undefined;
  };
}

/** One label of an observation, by name. */
export interface MetricLabel {
  readonly name: string;
  readonly value: Expression;
  /** What is judged, where a function of the project makes the label of what it is given: the expression in that function. */
  readonly read?: Value;
}

/** How many values a label takes; what another function makes of it is not repaired here. */
export function labelCardinality(
  { name, value, read }: MetricLabel,
  source: Source,
  vocabulary: Vocabulary,
): Cardinality {
  const isHere = !read || value === read.expression;
  const here = isHere ? cardinalityOf(value, source, { label: name, vocabulary }) : undefined;
  if (!read || (here && here.is !== 'unknown')) return here ?? UNKNOWN;
  const verdict = cardinalityOf(read.expression, read.source, { vocabulary, within: read });
  return verdict.is === 'unbounded' ? { ...verdict, fix: undefined } : verdict;
}

/**
 * The expression that a label's lack of a bound is the fault of: in a function of the project that makes the label for its callers, where
 * it has none whatever they give; else in the call.
 */
export function unboundedAt({ name, value, read }: MetricLabel, vocabulary: Vocabulary): Expression {
  if (!read || read.expression === value) return value;
  const asWritten = cardinalityOf(read.expression, read.source, { label: name, vocabulary });
  return asWritten.is === 'unbounded' ? read.expression : value;
}

/** A call that records a value: `counter.inc(…)`, `histogram.record(…)`, `statsd.increment(…)`. */
export interface MetricObservation {
  readonly library: string;
  readonly dialect: MetricDialect;
  /** Undefined where labels are set that many metrics may get, and of a metric that was looked up by its name. */
  readonly kind: MetricKind | undefined;
  /** The metric's definition, where it was found; the call itself where it names the metric. */
  readonly definition: MetricDefinition | undefined;
  readonly method: string;
  /** Whether labels are set already by what the method is called on: `counter.labels('GET').inc()`. */
  readonly isBound: boolean;
  readonly operation: 'add' | 'subtract' | 'set' | 'record' | 'reset' | 'remove' | 'startTimer' | 'labels';
  /** What is added, set or recorded; undefined where the method's default of 1 is. */
  readonly value: Expression | undefined;
  readonly labels: readonly MetricLabel[];
  /** What goes along with the value and makes no series: Sentry's attributes. */
  readonly metadata: readonly MetricLabel[];
  /** False when some labels could not be seen (a variable, a spread). */
  readonly labelsAreComplete: boolean;
  /** The object of labels or attributes, where there is one. */
  readonly labelsAt: Expression | undefined;
  readonly call: Expression;
  /** Where the metric is observed, where a function of the project does so for the call: with what the call hands to it. */
  readonly within?: EvaluationContext;
}

/** What a message calls a metric: its name, else the code that stands for it. */
export function metricName({ name, at }: MetricDefinition): string {
  return (
    name ??
    brief((at.name === at.options ? undefined : at.name) ?? at.creation).replace(/^(['"`])(.*)\1$/, '$2')
  );
}

/** What a message calls the metric of an observation; where it is not known by what the method is called on. */
export function observedName({ definition, call }: MetricObservation): string {
  if (definition && !isNamedByCaller(definition)) return metricName(definition);
  const callee = call.kind === 'call' ? unwrap(call.callee) : undefined;
  return brief(callee?.kind === 'member' ? callee.object : call);
}

/** Whether a metric's name is a parameter of the function that makes it, which says nothing of which metric it is. */
function isNamedByCaller({ name, at }: MetricDefinition): boolean {
  const written = name === undefined && at.name ? unwrap(at.name) : undefined;
  return written?.kind === 'identifier' && at.source.binding(written).kind === 'parameter';
}

/** Whether a metric is made with exemplars, so that `inc` and `observe` take one object with everything. */
export function hasExemplars({ at, dialect }: MetricDefinition): boolean {
  const enabled = dialect.exemplars === undefined ? undefined : propertyOf(at.options, dialect.exemplars);
  return enabled !== undefined && !(enabled.kind === 'literal' && enabled.value === false);
}
