import { CHILD_METHODS } from '../../catalog/logs/names.js';
import { type Call, type Expression, type TypeName, propertyName, unwrap } from '../code/expression.js';
import type { Binding, Source } from '../code/source.js';
import { requiredModule } from '../values/required-module.js';
import { Budget } from '../values/budget.js';
import { GLOBAL_OBJECTS } from '../values/provenance.js';
import { Resolver } from '../values/resolver.js';
import { type EvaluationContext, contextOf } from '../values/value.js';

/** What settings can name a value by. */
export type Nameable =
  /** An export, and the way from it. The module is as the file names it. */
  | { readonly module: string; readonly path: readonly string[]; readonly source: Source }
  | { readonly global: readonly string[] };

/**
 * The export or global that a value comes from, as far as one file shows it: what is imported, what an imported class or
 * function makes, what is declared with an imported type. Undefined for what has no name outside of the file.
 */
export function nameableOf(expression: Expression, source: Source): Nameable | undefined {
  return new Search().value(expression, contextOf(source));
}

class Search {
  private readonly budget = new Budget();
  private readonly values = new Resolver(this.budget);

  value(expression: Expression, context: EvaluationContext): Nameable | undefined {
    if (!this.budget.spend()) return undefined;
    // `container.get('log') as Logger`
    const typed = expression.kind === 'assertion' && expression.type && this.type(expression.type, context);
    if (typed) return typed;
    const read = unwrap(expression);
    switch (read.kind) {
      case 'identifier':
        return this.bound(context.source.binding(read), context);
      case 'member':
        return this.member(read, context);
      case 'new':
        return this.value(read.callee, context);
      case 'call':
        return this.made(read, context);
      case 'unary':
        return read.operator === 'await' ? this.value(read.operand, context) : undefined;
      case 'operation':
        return this.value(read.left, context) ?? this.value(read.right, context);
      default:
        return undefined;
    }
  }

  /** A call gives what its function makes; a child logger is of its root. */
  private made(call: Call, context: EvaluationContext): Nameable | undefined {
    const { source } = context;
    const module = requiredModule(call, source);
    if (module !== undefined) return { module, path: [], source };
    const callee = unwrap(call.callee);
    const name = propertyName(callee);
    const isChild = callee.kind === 'member' && name !== undefined && CHILD_METHODS.has(name);
    return this.value(isChild ? callee.object : callee, context);
  }

  private member(
    read: Extract<Expression, { kind: 'member' }>,
    context: EvaluationContext,
  ): Nameable | undefined {
    const name = propertyName(read);
    if (name === undefined) return undefined;
    if (unwrap(read.object).kind !== 'this') return along(this.value(read.object, context), [name]);
    const member = context.source.thisMember(read, name);
    if (member) return this.bound(member.binding, { ...context, source: member.source });
    return this.inherited(context.source.superclassAround?.(read), name, context);
  }

  /** A member that no class of the project has is one of the class that they all extend. */
  private inherited(
    superclass: Expression | undefined,
    name: string,
    context: EvaluationContext,
  ): Nameable | undefined {
    if (superclass?.kind !== 'identifier') return undefined;
    const found = this.values.declaration(superclass, context);
    return found?.binding.kind === 'class' && found.binding.superclass
      ? this.inherited(found.binding.superclass(), name, found.context)
      : along(this.value(superclass, context), [name]);
  }

  private bound(binding: Binding, context: EvaluationContext): Nameable | undefined {
    switch (binding.kind) {
      case 'global':
        return { global: GLOBAL_OBJECTS.has(binding.name) ? [] : [binding.name] };
      case 'import':
        return this.imported(binding, context);
      case 'parameter':
        return binding.type && along(this.type(binding.type, context), binding.path);
      case 'variable': {
        const typed = binding.type && this.type(binding.type, context);
        if (typed) return along(typed, binding.path);
        const [given, ...others] = this.values.given(binding, context)?.values ?? [];
        return given && others.length === 0
          ? along(this.value(given.expression, given), binding.path)
          : undefined;
      }
      default:
        return undefined;
    }
  }

  private type(type: TypeName, context: EvaluationContext): Nameable | undefined {
    if (type.path.length === 0 || type.elements || type.also) return undefined;
    const { source } = context;
    const binding = source.typeBinding(type);
    if (binding.kind !== 'import') return undefined;
    // `pkg.Logger` is the export `Logger`, whatever the import is called.
    const imported = type.path.length > 1 ? (type.path.at(-1) ?? '') : binding.imported;
    return along(this.imported({ ...binding, imported }, context), type.members ?? []);
  }

  private imported(
    { module, imported }: Extract<Binding, { kind: 'import' }>,
    { source }: EvaluationContext,
  ): Nameable {
    return { module, path: imported === '*' ? [] : [imported], source };
  }
}

function along(from: Nameable | undefined, path: readonly string[]): Nameable | undefined {
  if (!from || path.length === 0) return from;
  return 'global' in from
    ? { global: [...from.global, ...path] }
    : { ...from, path: [...from.path, ...path] };
}
