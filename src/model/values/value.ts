import type { Call, Expression, Identifier, New, TypeName } from '../code/expression.js';
import type { Binding, FunctionBinding, Source } from '../code/source.js';
import type { Cardinality } from './lattice.js';

/** Where an expression is read: its file, and what the calls that were followed hand to parameters. */
export interface EvaluationContext {
  readonly source: Source;
  /** The call whose function the expression is in, where it was reached through one. */
  readonly activation: Activation | undefined;
  /** Modules of the project that were followed to get here. */
  readonly hops: number;
  /** What was read to get here, the last first. */
  readonly via: Via | undefined;
  /** What type parameters stand for there, by their bindings. */
  readonly types?: ReadonlyMap<Binding, TypeArgument> | undefined;
  /** What tests have proven of what is read there, for those who ask about them. */
  readonly narrowed?: readonly Narrowing[] | undefined;
}

/** What stands for a type parameter, and where it is written. */
export interface TypeArgument {
  readonly type: TypeName;
  readonly context: EvaluationContext;
}

/** What a test has proven of everything that reads the same. */
export interface Narrowing {
  /** What the test reads; a callback stands for everything that is read in it. */
  readonly read: Expression;
  /** Undefined when the test says nothing of how many values there are. */
  readonly verdict: () => Cardinality | undefined;
}

/** An expression where it is read: something that the expression asked about can be. */
export interface Value extends EvaluationContext {
  readonly expression: Expression;
}

/** How a value was reached. */
export type Step =
  /** Through a name or a member that holds it. */
  | 'name'
  /** As what a call hands to a parameter, or a parameter has without one. */
  | 'argument'
  /** As what a function returns. */
  | 'return'
  /** As one of several that an expression chooses from. */
  | 'branch'
  /** As an element of a list, a Map's or an object's value. */
  | 'element';

export interface Via {
  readonly step: Step;
  /** Undefined where a declaration itself was asked about. */
  readonly read: Expression | undefined;
  readonly activation: Activation | undefined;
  /** What the name or member is declared as. */
  readonly binding: Binding | undefined;
  readonly before: Via | undefined;
}

/** A call of one of the project's functions that was followed into it. */
export interface Activation {
  readonly function: FunctionBinding;
  readonly call: Call | New;
  /** Where the call is written: its arguments are read there. */
  readonly from: EvaluationContext;
  /** The call that made the function, where another function gives it back: what that was handed is in scope. */
  readonly around?: Activation | undefined;
}

/** The call of a function that is followed, or was to make the function that is. */
export function activationOf(
  { activation }: EvaluationContext,
  owner: FunctionBinding | undefined,
): Activation | undefined {
  for (let at = activation; at; at = at.around) if (at.function === owner) return at;
  return undefined;
}

/** What an expression can be, one step on. */
export interface Alternatives {
  readonly values: readonly Value[];
  /** Whether these are all that it can be. */
  readonly isComplete: boolean;
  /** Nothing at all besides: what a Map has no entry for, `x && y` where `x` is not. */
  readonly mayBeMissing: boolean;
}

/** Where a file's own code is read, with no call followed. */
export function contextOf(source: Source): EvaluationContext {
  return { source, activation: undefined, hops: 0, via: undefined };
}

/** Whether what a value holds was changed in place by a file that it was reached through. */
export function isMutated({ via }: Pick<Value, 'via'>): boolean {
  for (let at = via; at; at = at.before)
    if (at.binding && 'isMutated' in at.binding && at.binding.isMutated?.() === true) return true;
  return false;
}

/** The same way, in a file that may be another: what a call handed over is not in scope at a declaration elsewhere. */
export function contextIn(
  source: Source,
  context: EvaluationContext,
  hops = context.hops,
): EvaluationContext {
  const isHere = source === context.source;
  if (isHere && context.activation === undefined && hops === context.hops) return context;
  const narrowed = isHere ? context.narrowed : undefined;
  return { source, activation: undefined, hops, via: context.via, types: context.types, narrowed };
}

/** Whether a call is being followed already. */
export function isRecursion(call: Call | New, activation: Activation | undefined): boolean {
  for (let at = activation; at; at = at.from.activation) if (at.call === call) return true;
  return false;
}

/** A step further on the way from `context`. */
export function viaOf(
  step: Step,
  read: Expression | undefined,
  binding: Binding | undefined,
  context: EvaluationContext,
): Via {
  return { step, read, binding, activation: context.activation, before: context.via };
}

/** Follows an expression to the one thing that it surely is. */
export interface Follows {
  value(expression: Expression, context: EvaluationContext): Value | undefined;
  /** What a name stands for, through the project's modules. */
  declaration?(name: Identifier, context: EvaluationContext): { readonly binding: Binding } | undefined;
}
