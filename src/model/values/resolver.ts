import {
  type Call,
  type Expression,
  type Identifier,
  type Member,
  type New,
  type TypeName,
  mayBeMissing,
  propertyName,
  unwrap,
} from '../code/expression.js';
import type { Binding, FunctionBinding, ParameterBinding, VariableBinding } from '../code/source.js';
import { Budget, MAX_ALTERNATIVES, MAX_HOPS } from './budget.js';
import { elementsOf, propertyIn } from './collection.js';
import { requiredModule } from './required-module.js';
import {
  type Activation,
  type Alternatives,
  type EvaluationContext,
  type Value,
  type Via,
  activationOf,
  contextIn,
  isRecursion,
  viaOf,
} from './value.js';

/** A declaration and where it is read. */
export interface Declaration {
  readonly binding: Binding;
  readonly context: EvaluationContext;
}

/** What says which members something has. */
interface Members extends Declaration {
  readonly binding: Extract<Binding, { kind: 'class' | 'interface' }>;
}

export interface FunctionDeclaration extends Declaration {
  readonly binding: FunctionBinding;
}

/** What a visitor returns to see no more values. */
export const STOP = Symbol('stop');

/**
 * Answers what an expression can be: through names, members, the project's own modules and functions, choices and
 * collections. What it says of one expression at a time is all that the folds (constancy, provenance, cardinality,
 * units, carriers) share; each of them says only what its leaves are, and how alternatives join.
 *
 * One resolver answers one question, and all that is asked on the way, within one budget.
 */
export class Resolver {
  constructor(readonly budget = new Budget()) {}

  /**
   * What an expression stands for, one step on; undefined where it is a value of its own: a literal, an object, a
   * call of other code, a name that nothing is known of.
   */
  step(expression: Expression, context: EvaluationContext): Alternatives | undefined {
    switch (expression.kind) {
      case 'assertion':
        return only({ ...context, expression: expression.operand });
      case 'identifier':
        return this.named(expression, context);
      case 'member':
        return this.member(expression, context);
      case 'conditional':
        return branches(expression, [expression.whenTrue, expression.whenFalse], context);
      case 'operation':
        switch (expression.operator) {
          case '??':
          case '||':
            return branches(expression, [expression.left, expression.right], context);
          case '&&':
            // The left side is the value only where it is missing, false or empty.
            return branches(expression, [expression.right], context, true);
          case '=':
            return only({ ...context, expression: expression.right });
          default:
            return undefined;
        }
      case 'unary':
        return expression.operator === 'await'
          ? only({ ...context, expression: expression.operand })
          : undefined;
      case 'call':
        return this.called(expression, context);
      default:
        return undefined;
    }
  }

  /**
   * The one thing that an expression surely is, followed to the end: a value of its own. Undefined where it can be
   * several, or something that is not seen.
   */
  value(expression: Expression, context: EvaluationContext): Value | undefined {
    let at: Value = { ...context, expression };
    for (;;) {
      const next = this.step(at.expression, at);
      if (!next) return at;
      const [single, ...others] = next.values;
      if (!single || others.length > 0 || !next.isComplete || next.mayBeMissing) return undefined;
      at = single;
    }
  }

  /**
   * Visits everything that an expression can be, each once, followed to the end, until the visitor has seen enough.
   * Tells whether that is all: not so where something is not seen, the budget is spent, or the visitor has stopped.
   */
  each(
    expression: Expression,
    context: EvaluationContext,
    visit: (value: Value) => typeof STOP | undefined,
  ): boolean {
    const seen = new Map<Expression, (Activation | undefined)[]>();
    const open: Value[] = [{ ...context, expression }];
    let isComplete = true;
    for (let at = open.pop(); at; at = open.pop()) {
      const known = seen.get(at.expression);
      if (known?.includes(at.activation)) continue;
      if (known) known.push(at.activation);
      else seen.set(at.expression, [at.activation]);
      const next = this.step(at.expression, at);
      if (!next) {
        if (visit(at) === STOP) return false;
        continue;
      }
      // What leads back to where it came from adds nothing.
      isComplete &&= next === AGAIN || (next.isComplete && !next.mayBeMissing);
      open.push(...next.values.toReversed());
    }
    return isComplete;
  }

  /** What a name stands for, through the project's modules; undefined where the budget is spent. */
  declaration(name: Identifier, context: EvaluationContext): Declaration | undefined {
    if (!this.budget.spend()) return undefined;
    return this.imported({ binding: context.source.binding(name), context });
  }

  /** The project's function that a callee is: by its name, as a member, or by the type of what it is a member of. */
  function(callee: Expression, context: EvaluationContext): FunctionDeclaration | undefined {
    const read = unwrap(callee);
    if (read.kind === 'function') {
      const binding = context.source.functionOf(read);
      return binding && { binding, context };
    }
    const name = propertyName(read);
    const found =
      read.kind === 'identifier'
        ? this.declaration(read, context)
        : read.kind === 'member' && name !== undefined
          ? (this.memberDeclaration(read, name, context) ?? this.typedMember(read, name, context))
          : undefined;
    if (found?.binding.kind === 'function') return { binding: found.binding, context: found.context };
    if (found && found.binding.kind !== 'variable') return undefined;
    if (read.kind !== 'identifier' && read.kind !== 'member') return undefined;
    const required = this.required(read, context);
    if (required?.binding.kind === 'function')
      return { binding: required.binding, context: required.context };
    // `const api = { count(path) { … } }; api.count(path)`
    const value = this.value(read, context);
    return value?.expression.kind === 'function' ? this.function(value.expression, value) : undefined;
  }

  /** What a module of the project exports that `require` brings in: `const { load } = require('./db')`, `db.load`. */
  private required(read: Identifier | Member, context: EvaluationContext): Declaration | undefined {
    const owner = read.kind === 'member' ? unwrap(read.object) : read;
    if (owner.kind !== 'identifier') return undefined;
    const { binding, context: home } = this.declaration(owner, context) ?? {};
    if (binding?.kind !== 'variable' || !binding.constant || !home) return undefined;
    const made = binding.init && unwrap(binding.init());
    const module = made?.kind === 'call' ? requiredModule(made, home.source) : undefined;
    const property = read.kind === 'member' ? read.property : undefined;
    const path = typeof property === 'string' ? [...binding.path, property] : binding.path;
    if (module === undefined || path.length > 1) return undefined;
    return this.exported(module, path[0] ?? '*', home);
  }

  private named(read: Identifier, context: EvaluationContext): Alternatives | undefined {
    const binding = context.source.binding(read);
    switch (binding.kind) {
      case 'variable':
      case 'parameter':
      case 'import':
        return this.guarded(read, context, () => this.bound(read, { binding, context }));
      default:
        return undefined;
    }
  }

  private member(read: Member, context: EvaluationContext): Alternatives | undefined {
    return this.guarded(read, context, () => {
      const { property } = read;
      if (typeof property !== 'string') return this.element(read, context);
      const found = this.memberDeclaration(read, property, context);
      if (found) return this.bound(read, found);
      const owner = this.value(read.object, context);
      if (owner?.expression.kind !== 'new') return owner && propertyIn(owner, property, read, this);
      const made = this.classOf(owner.expression, owner);
      const member = made && this.memberIn(made, property);
      return member && this.bound(read, member);
    });
  }

  /** `MAP[key]`: one of its values. */
  private element(read: Member, context: EvaluationContext): Alternatives | undefined {
    const owner = this.value(read.object, context);
    const elements = owner && elementsOf(owner, read, this);
    return elements && { ...elements, mayBeMissing: true };
  }

  private called(call: Call, context: EvaluationContext): Alternatives | undefined {
    const callee = unwrap(call.callee);
    const method = propertyName(callee);
    if (isFreezing(call)) {
      const [frozen] = call.arguments;
      return frozen && only({ ...context, expression: frozen });
    }
    if (callee.kind !== 'identifier' && method === undefined) return undefined;
    return this.guarded(call, context, () => {
      const run = this.function(callee, context);
      if (run) return this.returned(call, run, context);
      if (callee.kind !== 'member' || !TAKES_ELEMENT.has(method ?? '')) return undefined;
      const owner = this.value(callee.object, context);
      const elements = owner && elementsOf(owner, call, this);
      return elements && { ...elements, mayBeMissing: true };
    });
  }

  private returned(
    call: Call,
    { binding, context: home }: FunctionDeclaration,
    from: EvaluationContext,
  ): Alternatives | undefined {
    if (binding.isGenerator) return undefined;
    if (isRecursion(call, from.activation)) return AGAIN;
    const returns = binding.returns();
    if (returns.length === 0) return undefined;
    if (returns.length > MAX_ALTERNATIVES) return NOTHING_SEEN;
    // Without parameters it is the same whoever calls it.
    const isAlone = binding.parameters?.length === 0;
    const around = home.activation;
    const activation: Activation | undefined = isAlone ? around : { function: binding, call, from, around };
    const via = viaOf('return', call, binding, from);
    const values = returns.map((expression) => ({ ...home, activation, via, expression }));
    return { values, isComplete: true, mayBeMissing: false };
  }

  /** What a binding that `read` led to holds. */
  private bound(read: Expression, { binding, context }: Declaration): Alternatives | undefined {
    switch (binding.kind) {
      case 'variable':
      case 'parameter': {
        const given = this.given(binding, context, read);
        return given && this.along(given, binding.path, read);
      }
      case 'import': {
        const found = this.imported({ binding, context });
        return found && found.binding.kind !== 'import' ? this.bound(read, found) : undefined;
      }
      default:
        return undefined;
    }
  }

  /** What a variable or parameter is given, before it is taken apart. */
  given(
    binding: VariableBinding | ParameterBinding,
    context: EvaluationContext,
    read?: Expression,
  ): Alternatives | undefined {
    if (binding.kind === 'parameter') return this.handed(binding, context, read);
    if (binding.elementOf) {
      const list = this.value(binding.elementOf(), context);
      return list && elementsOf(list, read, this);
    }
    const written = binding.writes?.();
    const first = written ? undefined : binding.init?.();
    const writes = written ?? (first ? [first] : []);
    if (writes.length === 0) return undefined;
    if (writes.length > MAX_ALTERNATIVES) return NOTHING_SEEN;
    const via = viaOf('name', read, binding, context);
    const values = writes.map((expression) => ({ ...context, via, expression }));
    return { values, isComplete: written !== undefined || binding.constant, mayBeMissing: false };
  }

  private handed(
    binding: ParameterBinding,
    context: EvaluationContext,
    read: Expression | undefined,
  ): Alternatives | undefined {
    const owner = binding.function?.();
    const activation = activationOf(context, owner);
    if (!activation) return this.handedByCallers(binding, owner, context, read);
    const via = viaOf('argument', read, binding, context);
    return handedBy(activation.call, binding, activation.from, context, via);
  }

  /** What the calls of its function in the file hand to a parameter, or a list's method to a callback. */
  private handedByCallers(
    binding: ParameterBinding,
    owner: FunctionBinding | undefined,
    context: EvaluationContext,
    read: Expression | undefined,
  ): Alternatives | undefined {
    if (!binding.constant) return undefined;
    const via = viaOf('argument', read, binding, context);
    // What was proven where a parameter is read says nothing where the call is written.
    const home = { ...context, activation: undefined, narrowed: undefined };
    const elements = this.iterated(binding, { ...home, via }, read);
    const callers = owner?.callers?.();
    const calls = callers?.calls ?? [];
    if (elements && calls.length === 0) return elements;
    if (calls.length > MAX_ALTERNATIVES) return NOTHING_SEEN;
    const found = calls.map((call) => handedBy(call, binding, home, home, via));
    const fallback = binding.default?.();
    // Who else calls it may leave the parameter out.
    const isOpen = callers?.isComplete !== true || calls.length === 0;
    const values = [...found, elements].flatMap((each) => each?.values ?? []);
    if (isOpen && fallback) values.push({ ...home, via, expression: fallback });
    if (values.length === 0) return undefined;
    const isComplete = !isOpen && found.every((each) => each?.isComplete === true);
    return { values, isComplete, mayBeMissing: found.some((each) => each?.mayBeMissing === true) };
  }

  /** `LIST.forEach((each) => …)`: the elements of the list. */
  private iterated(
    binding: ParameterBinding,
    context: EvaluationContext,
    read: Expression | undefined,
  ): Alternatives | undefined {
    const from = iteratedBy(binding);
    const list = from && this.value(from.list, context);
    const elements = list && elementsOf(list, read, this);
    return elements && { ...elements, isComplete: elements.isComplete && from.isDirect };
  }

  /** The list that a name takes the elements of: in a loop, or as what is handed to a callback. What it holds may not be seen. */
  listOf(name: Identifier, { source }: EvaluationContext): Expression | undefined {
    const binding = source.binding(name);
    if (binding.kind === 'variable') return binding.elementOf?.();
    return binding.kind === 'parameter' ? iteratedBy(binding)?.list : undefined;
  }

  /** What destructuring takes out of each of some values. */
  private along(from: Alternatives, path: readonly string[], read: Expression): Alternatives | undefined {
    let at: Alternatives | undefined = from;
    for (const name of path) {
      if (!at || name === '...' || name === '?') return undefined;
      at = this.propertiesOf(at, name, read);
    }
    return at;
  }

  /** A property of each of some values; undefined where it is not seen of any. */
  private propertiesOf(from: Alternatives, name: string, read: Expression): Alternatives | undefined {
    const found = from.values.map((value) => {
      const owner = this.value(value.expression, value);
      return owner && propertyIn(owner, name, read, this);
    });
    const seen = found.filter((each) => each !== undefined);
    if (seen.length === 0) return undefined;
    return {
      values: seen.flatMap(({ values }) => values),
      isComplete: from.isComplete && seen.length === found.length && seen.every((each) => each.isComplete),
      mayBeMissing: from.mayBeMissing || seen.some((each) => each.mayBeMissing),
    };
  }

  /** The declaration of a member of `this`, of a class itself or of a module. */
  private memberDeclaration(read: Member, name: string, context: EvaluationContext): Declaration | undefined {
    const object = unwrap(read.object);
    if (object.kind === 'this') {
      const member = context.source.thisMember(read, name);
      return member && this.imported({ binding: member.binding, context: contextIn(member.source, context) });
    }
    if (object.kind !== 'identifier') return undefined;
    const owner = this.declaration(object, context);
    switch (owner?.binding.kind) {
      case 'class':
        return this.memberIn({ binding: owner.binding, context: owner.context }, name, true);
      case 'import':
        return owner.binding.imported === '*'
          ? this.exported(owner.binding.module, name, owner.context)
          : undefined;
      default:
        return undefined;
    }
  }

  private memberIn({ binding, context }: Members, name: string, isStatic = false): Declaration | undefined {
    const member = binding.kind === 'class' ? binding.member(name, isStatic) : binding.member(name);
    return member && this.imported({ binding: member.binding, context: contextIn(member.source, context) });
  }

  /** The class of the project that `new` makes an instance of. */
  private classOf(made: New, context: EvaluationContext): Members | undefined {
    const callee = unwrap(made.callee);
    const found = callee.kind === 'identifier' ? this.declaration(callee, context) : undefined;
    return found?.binding.kind === 'class' ? { binding: found.binding, context: found.context } : undefined;
  }

  /** A member by what its owner is made as, or declared to be. */
  private typedMember(read: Member, name: string, context: EvaluationContext): Declaration | undefined {
    const owner = this.value(read.object, context);
    const made = owner?.expression.kind === 'new' ? this.classOf(owner.expression, owner) : undefined;
    const members = made ?? this.declaredType(read.object, context);
    return members && this.memberIn(members, name);
  }

  private declaredType(read: Expression, context: EvaluationContext): Members | undefined {
    const inner = unwrap(read);
    const name = propertyName(inner);
    const found =
      inner.kind === 'identifier'
        ? this.declaration(inner, context)
        : inner.kind === 'member' && name !== undefined
          ? (this.memberDeclaration(inner, name, context) ?? this.typedMember(inner, name, context))
          : undefined;
    const binding = found?.binding;
    if (!found || (binding?.kind !== 'variable' && binding?.kind !== 'parameter')) return undefined;
    return binding.type && binding.path.length === 0 ? this.type(binding.type, found.context) : undefined;
  }

  /** The class or interface that a type names. */
  private type(type: TypeName, context: EvaluationContext): Members | undefined {
    if (type.path.length > 1 || !this.budget.spend()) return undefined;
    const found = this.imported({ binding: context.source.typeBinding(type), context });
    switch (found?.binding.kind) {
      case 'class':
      case 'interface':
        return { binding: found.binding, context: found.context };
      case 'alias':
        return found.binding.type && this.type(found.binding.type, found.context);
      default:
        return undefined;
    }
  }

  /** Follows what an import names to where the project declares it; a package's import is its own declaration. */
  private imported(found: Declaration): Declaration | undefined {
    let { binding, context } = found;
    while (binding.kind === 'import' && binding.imported !== '*') {
      const next = this.hop(binding.module, binding.imported, context);
      if (!next) return { binding, context };
      ({ binding, context } = next);
    }
    return { binding, context };
  }

  /** What one of the project's modules exports under a name, where it is declared. */
  exported(module: string, name: string, context: EvaluationContext): Declaration | undefined {
    const found = this.hop(module, name, context);
    return found && this.imported(found);
  }

  /** What one of the project's modules exports under a name; undefined where too many were followed already. */
  hop(module: string, name: string, context: EvaluationContext): Declaration | undefined {
    if (context.hops >= MAX_HOPS || !this.budget.spend()) return undefined;
    const located = context.source.follow(module, name);
    if (!located) return undefined;
    // A module that only hands on what another exports is a part of its address.
    const isHandedOn = located.binding.kind === 'import' && located.binding.imported !== '*';
    const hops = isHandedOn ? context.hops : context.hops + 1;
    return { binding: located.binding, context: contextIn(located.source, context, hops) };
  }

  /** Counts a step, unless the same read is being answered already. */
  private guarded(
    read: Expression,
    { via, activation }: EvaluationContext,
    answer: () => Alternatives | undefined,
  ): Alternatives | undefined {
    for (let at = via; at; at = at.before) if (at.read === read && at.activation === activation) return AGAIN;
    return this.budget.spend() ? answer() : NOTHING_SEEN;
  }
}

/** There is more to know, and it is not looked at. */
const NOTHING_SEEN: Alternatives = { values: [], isComplete: false, mayBeMissing: false };

/** The read leads back to itself. */
const AGAIN: Alternatives = { values: [], isComplete: false, mayBeMissing: false };

const FREEZING = new Set(['Object.freeze', 'Object.seal']);

/** Whether a call gives the object that it is handed. */
export function isFreezing(call: Call): boolean {
  const callee = unwrap(call.callee);
  return callee.kind === 'member' && FREEZING.has(callee.text);
}

/** Methods of lists and Maps that give one of their elements, or nothing. */
export const TAKES_ELEMENT: ReadonlySet<string> = new Set(['get', 'at', 'find', 'findLast', 'pop', 'shift']);

/** Methods of lists that hand each element to a callback. */
export const ITERATING: ReadonlySet<string> = new Set([
  'forEach',
  'map',
  'flatMap',
  'filter',
  'some',
  'every',
  'find',
  'findLast',
]);

/** Those that hand it over as the second parameter. */
const REDUCING: ReadonlySet<string> = new Set(['reduce', 'reduceRight']);

/** The list whose method hands its elements to a callback with this parameter: `LIST.forEach((each) => …)`. */
function iteratedBy(
  binding: ParameterBinding,
): { readonly list: Expression; readonly isDirect: boolean } | undefined {
  const handed = binding.index <= 1 ? binding.callbackOf?.() : undefined;
  const callee = handed?.argument === 0 ? unwrap(handed.call.callee) : undefined;
  const takes = binding.index === 0 ? ITERATING : REDUCING;
  if (!handed || callee?.kind !== 'member' || !takes.has(propertyName(callee) ?? '')) return undefined;
  // What has a name may be called by others.
  return { list: callee.object, isDirect: handed.call.arguments[0]?.kind === 'function' };
}

function only(value: Value): Alternatives {
  return { values: [value], isComplete: true, mayBeMissing: false };
}

function branches(
  read: Expression,
  parts: readonly Expression[],
  context: EvaluationContext,
  mayBeMissing = false,
): Alternatives {
  const via = viaOf('branch', read, undefined, context);
  const values = parts.map((expression) => ({ ...context, via, expression }));
  return { values, isComplete: true, mayBeMissing };
}

/** What a call hands to a parameter; its default where the call leaves it out. */
function handedBy(
  { arguments: given }: Call | New,
  binding: ParameterBinding,
  from: EvaluationContext,
  home: EvaluationContext,
  via: Via,
): Alternatives | undefined {
  const before = given.slice(0, binding.index + 1);
  if (before.some(({ kind }) => kind === 'spread')) return undefined;
  const expression = given[binding.index];
  const isComplete = binding.constant;
  if (expression) {
    const values = [{ ...from, via, expression }];
    const fallback = binding.default?.();
    // `count(undefined)` takes the default as well.
    const mayBeDefault = fallback && mayBeMissing(expression);
    return {
      values: mayBeDefault ? [...values, { ...home, via, expression: fallback }] : values,
      isComplete,
      mayBeMissing: false,
    };
  }
  const fallback = binding.default?.();
  return {
    values: fallback ? [{ ...home, via, expression: fallback }] : [],
    isComplete,
    mayBeMissing: !fallback,
  };
}
