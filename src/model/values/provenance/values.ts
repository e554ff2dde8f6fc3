import type { Library } from '../../../catalog/schema.js';
import { type Call, type Expression, type New, type TypeName, unwrap } from '../../code/expression.js';
import type {
  FunctionBinding,
  Located,
  ParameterBinding,
  Source,
  TypeParameters,
} from '../../code/source.js';
import { type Instance, type Origin, type TracedValue as Value, kindOf } from '../traced.js';
import { type EvaluationContext, contextIn } from '../value.js';

/** Where a member is read, with what the class that it is a member of is given. */
export function contextAt({ source, given }: Located, context: EvaluationContext): EvaluationContext {
  const home = contextIn(source, context);
  if (!given) return home;
  const types = new Map(home.types);
  for (const { parameter, type, source: written } of given)
    types.set(parameter, { type, context: contextIn(written, context) });
  return { ...home, types };
}

/** Where a declaration is read, with what a type that names it gives for its type parameters. */
export function withArguments(
  { typeParameters }: { readonly typeParameters?: TypeParameters },
  type: TypeName,
  context: EvaluationContext,
  from: EvaluationContext,
): EvaluationContext {
  const given = type.arguments;
  if (!typeParameters || !given?.some((each) => each)) return context;
  const types = new Map(context.types);
  for (const [index, parameter] of typeParameters().entries()) {
    const argument = given[index];
    if (argument) types.set(parameter, { type: argument, context: from });
  }
  return { ...context, types };
}

/**
 * What a step makes: a child logger keeps what its root was made with, a bound metric its metric's making, and
 * what a span's methods give back is the span.
 */
export function madeByStep(owner: Origin, kind: string, call: Expression, source: Source): Origin {
  const next = { ...owner, kind };
  const { instrument: observed, span } = kindOf(owner);
  // What observes the metrics that it is handed may make them as well.
  const isMaker =
    observed?.dialect.creation === undefined && kindOf(next).instrument?.dialect.creation !== undefined;
  const instrument = isMaker ? undefined : observed;
  const isRefined = kindOf(next).logger !== undefined || instrument !== undefined || kind === owner.kind;
  return isMadeUnseen(next) || (isRefined && (owner.creation || instrument || span))
    ? next
    : { ...next, creation: call, madeIn: source };
}

/** What something makes that is not seen to. */
export function unseen({ library }: Origin, kind: string): Origin {
  return { library, kind, evidence: 'type', creation: undefined };
}

/** What a call or construction makes; how a logger that the settings name is made stays unseen. */
export function created(from: Origin, kind: string, creation: Call | New, source: Source): Origin {
  const next = { ...from, kind };
  return isMadeUnseen(next) ? next : { ...next, creation, madeIn: source };
}

function isMadeUnseen(origin: Origin): boolean {
  return origin.evidence === 'settings' && kindOf(origin).logger !== undefined;
}

/** What the settings name, as a value. */
export function namedOrigin(is: { readonly library: Library; readonly kind: string }): Value {
  return { at: 'origin', origin: { ...is, evidence: 'settings', creation: undefined } };
}

/** Whether two values are of one kind of one library. */
export function isAlike(a: Origin, b: Origin): boolean {
  return a.library === b.library && a.kind === b.kind;
}

/** Whether a value starts spans. */
export function isTracer(value: NonNullable<Value>): boolean {
  return value.at === 'origin' && kindOf(value.origin).starts !== undefined;
}

/** Whether a value is a metric, or what records several. */
export function isInstrument(value: Value): value is Extract<Value, { at: 'origin' }> {
  return value?.at === 'origin' && kindOf(value.origin).instrument !== undefined;
}

/** Whether a value is a metric that was looked up by its name, whose kind is not seen. */
export function isLookedUp(value: Value): boolean {
  const instrument = value?.at === 'origin' ? kindOf(value.origin).instrument : undefined;
  return instrument?.dialect.creation !== undefined && instrument.kind === undefined;
}

/** A library's logger as a class of the project extends it. */
export function extended(base: Value, by: Instance): Value {
  return base?.at === 'origin' && kindOf(base.origin).logger ? { ...base, extendedBy: by } : base;
}

/** A logger that is used where another is not given: that may be of any library. */
export function asFallback(value: Value): Value {
  return value?.at === 'origin' && kindOf(value.origin).logger
    ? { ...value, origin: { ...value.origin, evidence: 'fallback' } }
    : value;
}

/** What is declared to be of another package's type: no logger of a library is used as its own type has it. */
export function asOther(value: Value, type: Value): Value {
  const isLogger = value?.at === 'origin' && kindOf(value.origin).logger !== undefined;
  return value === undefined || isLogger ? type : value;
}

/** Evidence found in another of the project's modules. */
export function asFollowed(value: Value): Value {
  return value?.at === 'origin' && value.origin.evidence === 'import'
    ? { ...value, origin: { ...value.origin, evidence: 'module' } }
    : value;
}

/** The parameter of a function that a call in it calls. */
export function calledParameter(
  { callee }: Call | New,
  run: FunctionBinding,
  { source }: EvaluationContext,
): ParameterBinding | undefined {
  const read = unwrap(callee);
  const called = read.kind === 'identifier' ? source.binding(read) : undefined;
  return called?.kind === 'parameter' && called.function?.() === run ? called : undefined;
}
/** The first of some that is a value. */
export function firstOf<Item>(items: readonly Item[], of: (item: Item) => Value): Value {
  for (const each of items) {
    const value = of(each);
    if (value) return value;
  }
  return undefined;
}

/** What comes from a library, as a value. */
export function ofOrigin(origin: Origin): Value {
  return { at: 'origin', origin };
}
