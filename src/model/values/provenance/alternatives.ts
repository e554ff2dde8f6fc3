import { type Expression, isNothing, unwrap } from '../../code/expression.js';
import { isStandIn } from '../passed-on.js';
import { type TracedValue as Value, isConsole } from '../traced.js';
import type { EvaluationContext, Value as Alternative } from '../value.js';
import { isAlike, isInstrument, isLookedUp, asFallback, ofOrigin } from './values.js';
import type { Tracer } from './tracer.js';

/** What is one of several values: `a ?? b`, `c ? a : b`, all that a variable is given. */
export class Alternatives {
  constructor(private readonly trace: Tracer) {}

  /** What an operator gives that gives one of its operands. */
  operation(
    { operator, left, right }: Extract<Expression, { kind: 'operation' }>,
    context: EvaluationContext,
  ): Value {
    switch (operator) {
      case '??':
      case '||':
        return this.orFallback(left, right, context);
      case '=':
      case '??=':
      case '||=':
        return this.trace.value(right, context);
      case '&&':
        return this.either(left, right, context);
      default:
        return undefined;
    }
  }

  private either(a: Expression, b: Expression, context: EvaluationContext): Value {
    const left = this.trace.value(a, context);
    const right = left?.at === 'origin' ? left : (this.trace.value(b, context) ?? left);
    return isConsole(right) ? undefined : right;
  }

  /** `a ?? b`: what `a` is, where that is known; else `b`, which may stand in for a value of another library. */
  private orFallback(a: Expression, b: Expression, context: EvaluationContext): Value {
    const left = this.trace.value(a, context) ?? this.declared(a, context);
    if (isLookedUp(left)) {
      // `register.getSingleMetric(name) ?? new Counter(…)`: what it makes says what it finds.
      const made = this.trace.value(b, context);
      return isInstrument(made) ? made : left;
    }
    if (left?.at === 'other-type' || left?.at === 'origin') return isConsole(left) ? undefined : left;
    const right = this.trace.value(b, context);
    if (isConsole(right)) return undefined;
    return isNothing(unwrap(a)) ? right : asFallback(right ?? left);
  }

  /** `c ? a : b`: either is as likely. */
  choice(a: Expression, b: Expression, context: EvaluationContext): Value {
    const [left, right] = [this.trace.value(a, context), this.trace.value(b, context)];
    if (left?.at === 'other-type' || right?.at === 'other-type') return undefined;
    const isLeft = left?.at === 'origin' || (left !== undefined && this.standsIn(b, right));
    const value = isLeft ? left : (right ?? left);
    if (isConsole(value)) return undefined;
    const other = value === left ? right : left;
    const isSure =
      isNothing(unwrap(value === left ? b : a)) ||
      (value?.at === 'origin' && other?.at === 'origin' && value.origin.library === other.origin.library);
    return isSure ? value : asFallback(value);
  }

  /** What an interface of the project says of its member: `options.logger`, or `logger` of `({ logger }: Options)`. */
  private declared(expression: Expression, context: EvaluationContext): Value {
    const read = unwrap(expression);
    if (read.kind === 'member' && typeof read.property === 'string') {
      const owner = this.trace.value(read.object, context);
      return owner?.at === 'interface' ? this.trace.step(owner, read.property) : undefined;
    }
    if (read.kind !== 'identifier') return undefined;
    const binding = context.source.binding(read);
    if ((binding.kind !== 'parameter' && binding.kind !== 'variable') || !binding.type) return undefined;
    const annotated = this.trace.annotated(binding.type, context);
    return annotated?.at === 'interface' ? this.trace.along(annotated, binding.path) : undefined;
  }

  /**
   * The one kind of value that all are which may stand for each other; what they were made with is known where that is
   * the same. The console is as a rule only what stands in for a logger.
   */
  agreeing(values: readonly Alternative[], path: readonly string[] = []): Value {
    const given = values.filter(({ expression }) => !isNothing(expression));
    let found: Value;
    let standIn: Value;
    for (const each of given) {
      const whole = this.trace.value(each.expression, each);
      const value = this.trace.along(whole, path);
      if (value === undefined || isConsole(value)) return undefined;
      if (given.length === 1) return value;
      if (this.standsIn(each.expression, whole)) {
        standIn ??= value;
        continue;
      }
      if (!found) found = value;
      else if (found.at !== 'origin' || value.at !== 'origin' || !isAlike(found.origin, value.origin))
        return undefined;
      else if (found.origin.creation !== value.origin.creation)
        found = ofOrigin({ ...found.origin, creation: undefined });
      if (value.at === 'origin' && value.origin.evidence === 'fallback') found = asFallback(found);
    }
    return found ?? standIn;
  }

  /** Whether something only stands in for what works, by its name or as it does nothing: `() => {}`, `{ inc: () => {} }`. */
  standsIn(expression: Expression, value: Value): boolean {
    if (isStandIn(expression) || doesNothing(value)) return true;
    if (value?.at !== 'object') return false;
    const { literal, context } = value;
    return (
      literal.properties.length > 0 &&
      literal.properties.every((property) => {
        const method = property.key === undefined ? undefined : this.trace.value(property.value, context);
        return method?.at === 'function' && method.function.calls?.().length === 0;
      })
    );
  }
}

/** A function that is written without anything in it: `() => {}`. */
function doesNothing(value: Value): boolean {
  return (
    value?.at === 'function' &&
    value.function.calls?.().length === 0 &&
    value.function.returns?.().length === 0 &&
    value.function.hasThrow?.() === false
  );
}
