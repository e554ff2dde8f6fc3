import {
  type Expression,
  type Identifier,
  type Literal,
  type Member,
  type Operation,
  type Template,
  propertyName,
  unwrap,
} from '../code/expression.js';
import { type Source, type VariableBinding, kept } from '../code/source.js';
import { literalOf } from './literal.js';
import { Resolver, isFreezing } from './resolver.js';
import { type EvaluationContext, type Value, contextOf } from './value.js';

/** Whether an expression is the same text every time it is evaluated; `unknown` where it cannot be seen. */
export type Constancy = 'constant' | 'varying' | 'unknown';

/**
 * Whether an expression is a constant string: a literal, a name that is only ever bound to one, an enum's
 * member, a class's own name. `SCREAMING_CASE` from elsewhere is unknown: it reads like a constant, but is not seen.
 */
export function textConstancy(expression: Expression, source: Source): Constancy {
  const value = constantOf(expression, source);
  if (value !== undefined) return typeof value.value === 'string' ? 'constant' : 'varying';
  return looksConstant(unwrap(expression)) ? 'unknown' : 'varying';
}

/** Whether an expression is one value of any primitive type every time, seen or by its spelling. */
export function valueConstancy(expression: Expression, source: Source): Constancy {
  if (constantOf(expression, source) !== undefined) return 'constant';
  return looksConstant(unwrap(expression)) ? 'unknown' : 'varying';
}

/** The text an expression is every time, where it can be seen. */
export function constantText(expression: Expression, source: Source): string | undefined {
  const constant = constantOf(expression, source);
  return typeof constant?.value === 'string' ? constant.value : undefined;
}

/** The values of a list that is written out, in whatever module of the project, where each can be seen. */
export function constantList(
  expression: Expression,
  source: Source,
): readonly Constant['value'][] | undefined {
  return new Constants().list(expression, contextOf(source));
}

interface Constant {
  readonly value: string | number | boolean | null;
}

function constantOf(expression: Expression, source: Source): Constant | undefined {
  // Most are: nothing is to be followed.
  if (expression.kind === 'literal') return writtenConstant(expression);
  return new Constants().of(expression, contextOf(source));
}

function writtenConstant({ value }: Literal): Constant | undefined {
  return value === undefined ? undefined : { value };
}

const CONSTANTS = {};

/**
 * Whether a name or member may be a constant by what it begins with: the cheap question. What a caller hands over, a loop takes
 * and a call gives are none that is kept for good.
 */
function mayHoldConstant(read: Identifier | Member, source: Source): boolean {
  let base: Expression = read;
  while (base.kind === 'member') base = unwrap(base.object);
  if (base.kind !== 'identifier') return base.kind !== 'call';
  const binding = source.binding(base);
  if (binding.kind !== 'variable') return binding.kind !== 'parameter';
  if (binding.elementOf) return false;
  let given = binding.init?.();
  while (given?.kind === 'assertion' || (given?.kind === 'unary' && given.operator === 'await'))
    given = given.operand;
  return given?.kind !== 'call' || isFreezing(given);
}

/** Finds the one value that an expression is every time it is evaluated, if there is one. */
class Constants {
  private readonly values = new Resolver();

  of(expression: Expression, context: EvaluationContext): Constant | undefined {
    const read = unwrap(expression);
    switch (read.kind) {
      case 'literal':
        return writtenConstant(read);
      case 'template':
        return this.template(read, context);
      case 'operation':
        return read.operator === '+' ? this.joined(read, context) : undefined;
      case 'unary': {
        const operand = read.operator === '-' ? this.of(read.operand, context)?.value : undefined;
        return typeof operand === 'number' ? { value: -operand } : undefined;
      }
      case 'identifier':
        if (read.name === 'Infinity') return { value: Infinity };
        if (read.name === '__filename' || read.name === '__dirname') return { value: read.name };
        return this.held(read, context);
      case 'member':
        return this.ownName(read, context) ?? this.held(read, context);
      default:
        return undefined;
    }
  }

  list(expression: Expression, context: EvaluationContext): readonly Constant['value'][] | undefined {
    const list = literalOf(expression, context, this.values);
    if (list?.expression.kind !== 'array') return undefined;
    const found: Constant['value'][] = [];
    for (const element of list.expression.elements) {
      const inner = element.kind === 'spread' ? this.list(element.operand, list) : undefined;
      const one = this.of(element, list);
      if (!inner && !one) return undefined;
      found.push(...(inner ?? []), ...(one ? [one.value] : []));
    }
    return found;
  }

  private template({ quasis, expressions }: Template, context: EvaluationContext): Constant | undefined {
    let value = quasis[0] ?? '';
    for (const [i, expression] of expressions.entries()) {
      const part = this.of(expression, context);
      if (!part) return undefined;
      value += String(part.value) + (quasis[i + 1] ?? '');
    }
    return { value };
  }

  private joined({ left, right }: Operation, context: EvaluationContext): Constant | undefined {
    const first = this.of(left, context);
    const second = first && this.of(right, context);
    const isText = typeof first?.value === 'string' || typeof second?.value === 'string';
    return first && second && isText ? { value: String(first.value) + String(second.value) } : undefined;
  }

  /** `OrderService.name` of a class or function, `Status.Open` of an enum. */
  private ownName(read: Member, context: EvaluationContext): Constant | undefined {
    const name = propertyName(read);
    const object = unwrap(read.object);
    if (name === undefined || object.kind !== 'identifier') return undefined;
    const owner = this.values.declaration(object, context)?.binding;
    if (name === 'name' && (owner?.kind === 'class' || owner?.kind === 'function'))
      return { value: object.name };
    const value = owner?.kind === 'enum' ? owner.members.get(name) : undefined;
    return value === undefined ? undefined : { value };
  }

  /** What a name or member holds, where it surely holds nothing else at any time. */
  private held(read: Identifier | Member, context: EvaluationContext): Constant | undefined {
    const { source, via, activation } = context;
    if (!mayHoldConstant(read, source)) return undefined;
    if (via || activation) return this.heldIn(read, context);
    // As the code has it, not as a call has it run: every rule that reads a message takes it apart.
    return kept(source, CONSTANTS, read, () => ({ constant: new Constants().heldIn(read, context) }))
      .constant;
  }

  private heldIn(read: Identifier | Member, context: EvaluationContext): Constant | undefined {
    const held = this.values.step(read, context);
    const [only, ...others] = held?.values ?? [];
    if (!only || others.length > 0 || !held?.isComplete || held.mayBeMissing) return undefined;
    return isKept(only) ? this.of(only.expression, only) : undefined;
  }
}

/** Whether a value is held by a name, or by an object that cannot be changed. */
function isKept({ via }: Value): boolean {
  if (via?.step === 'name') return true;
  let at = via?.step === 'element' ? via.before : undefined;
  while (at?.step === 'element') at = at.before;
  if (at?.binding?.kind !== 'variable') return false;
  // Taken out of an object that has no name: nobody else has it.
  if (at.binding.path.length > 0) return true;
  return isFrozen(at.binding) || at.binding.escapes?.() === false;
}

/** `{ … } as const`, `Object.freeze({ … })` */
function isFrozen({ init }: VariableBinding): boolean {
  const made = init?.();
  if (made?.kind === 'assertion') return made.type?.path[0] === 'const';
  return made?.kind === 'call' && made.callee.text === 'Object.freeze';
}

/** `LOG_PREFIX`, `Config.LOG_PREFIX`, `OrderService.name`: spelled as a constant, defined elsewhere. */
function looksConstant(expression: Expression): boolean {
  if (expression.kind === 'identifier') return /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(expression.name);
  const name = propertyName(expression);
  if (name === undefined || expression.kind !== 'member') return false;
  const object = unwrap(expression.object);
  if (name === 'name') return object.kind === 'identifier' && /^[A-Z][a-z]/.test(object.name);
  return /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(name) && !isEnvironment(object);
}

function isEnvironment(expression: Expression): boolean {
  return (
    propertyName(expression) === 'env' || (expression.kind === 'identifier' && expression.name === 'env')
  );
}
