import type { Call, Expression, New, TypeName } from '../../code/expression.js';
import type { Binding, ParameterBinding, VariableBinding } from '../../code/source.js';
import type { Settings } from '../../settings.js';
import type { Budget } from '../budget.js';
import type { HandedOnValues } from '../handed-on.js';
import type { Resolver } from '../resolver.js';
import type { TracedValue } from '../traced.js';
import type { EvaluationContext, Value as Alternative } from '../value.js';

/** One question about where a value comes from: what its parts ask each other while they follow it. */
export interface Tracer {
  readonly settings: Settings;
  readonly budget: Budget;
  readonly values: Resolver;
  /** Whether declarations of installed packages are asked as well, and what is put into objects. */
  readonly isAboutLogger: boolean;
  /** What packages hand on, where that is asked. */
  readonly handedOn: HandedOnValues | undefined;
  /** What an expression is. */
  value(expression: Expression, context: EvaluationContext): TracedValue;
  /** The value a name stands for, or what `path` leads to from it. */
  bound(binding: Binding, context: EvaluationContext, path?: readonly string[]): TracedValue;
  /** A member of a value. */
  step(from: TracedValue, name: string): TracedValue;
  /** What a path of members leads to. */
  along(value: TracedValue, path: readonly string[]): TracedValue;
  /** What a type says that its values are. */
  annotated(type: TypeName, context: EvaluationContext): TracedValue;
  /** `typeof make`, `ReturnType<typeof make>`, `InstanceType<typeof Logger>` */
  ofValue(of: NonNullable<TypeName['of']>, value: TracedValue): TracedValue;
  /** What a function returns, by its body, else by what it declares; whoever calls it, unless `inside` knows. */
  result(target: Extract<TracedValue, { at: 'function' }>, inside?: EvaluationContext): TracedValue;
  /**
   * What `new` makes of a class or constructor.
   *
   * @param creation undefined where it is not seen
   */
  constructed(target: TracedValue, creation: Call | New | undefined, context: EvaluationContext): TracedValue;
  /** An instance of a class that others extend, where it is named like a logger. */
  loggerBase(superclass: Expression, context: EvaluationContext): TracedValue;
  /** The one kind of value that all are which may stand for each other. */
  agreeing(values: readonly Alternative[], path?: readonly string[]): TracedValue;
  /** Whether something only stands in for what works. */
  standsIn(expression: Expression, value: TracedValue): boolean;
  /** `{ logger = defaultLogger }` */
  partDefault(binding: ParameterBinding | VariableBinding, context: EvaluationContext): TracedValue;
}
