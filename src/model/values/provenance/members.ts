import { HOLDS_SERVICES } from '../../../catalog/containers.js';
import { LOGGER_OWNERS } from '../../../catalog/logs/names.js';
import {
  type Call,
  type Expression,
  type Member,
  methodIn,
  propertyOf,
  unwrap,
} from '../../code/expression.js';
import { type VariableBinding, ELEMENT } from '../../code/source.js';
import { MAX_HOPS } from '../budget.js';
import { type OtherType, type TracedValue as Value, kindOf } from '../traced.js';
import { type EvaluationContext, contextIn } from '../value.js';
import { STANDARD_GLOBALS, GLOBAL_OBJECTS } from './modules.js';
import { contextAt, isInstrument, asFollowed, firstOf, ofOrigin } from './values.js';
import type { Tracer } from './tracer.js';
import type { Imports } from './imports.js';

/** A variable, and where its values are read; without one where something else holds them. */
interface Holder {
  readonly binding?: VariableBinding;
  readonly context: EvaluationContext;
}

/** What a member of a value is, where that is declared, written out, assigned, or added by the project. */
export class Members {
  /** The reads of a collection's elements that are being answered. */
  private readonly elements = new Set<Expression>();

  constructor(
    private readonly trace: Tracer,
    private readonly imports: Imports,
  ) {}

  /** What a member is, by all that says so. */
  read(expression: Member, context: EvaluationContext): Value {
    const name = expression.property;
    if (typeof name !== 'string') {
      const owner = this.trace.value(expression.object, context);
      return this.step(owner, ELEMENT) ?? this.element(expression, expression.object, context);
    }
    if (unwrap(expression.object).kind === 'this') {
      const member = context.source.thisMember(expression, name);
      if (member)
        return (
          this.trace.bound(member.binding, contextAt(member, context)) ??
          this.imports.calledLogger(name, { binding: member.binding, context: contextAt(member, context) }) ??
          this.trace.handedOn?.field(name, member, context)
        );
      const type = context.source.thisTypeAround?.(expression);
      if (type) return this.step(this.trace.annotated(type, context), name);
      return (
        this.inherited(context.source.superclassAround?.(expression), name, context) ??
        this.trace.handedOn?.ofFramework(name, context)
      );
    }
    const owner = this.trace.value(expression.object, context);
    return (
      this.step(owner, name) ??
      (owner ? undefined : this.memberElsewhere(expression.object, name, context)) ??
      (owner?.at === 'object' ? this.assigned(expression.object, name, context) : undefined) ??
      this.addedElsewhere(owner, expression.object, name, context) ??
      (owner ? undefined : this.imports.loggerOfPackage(expression.object, name, context)) ??
      this.trace.handedOn?.member(owner, name, expression.object, context)
    );
  }

  /** A member of a value. */
  step(from: Value, name: string): Value {
    switch (from?.at) {
      case 'origin': {
        const next = kindOf(from.origin).steps?.[name];
        return next ? ofOrigin({ ...from.origin, kind: next }) : undefined;
      }
      case 'other-type':
        return (
          this.added(from, name) ??
          (HOLDS_SERVICES.has(name) ? this.services(from) : undefined) ??
          this.imports.loggerIn(from, name)
        );
      case 'package':
        return this.imports.packageExport(from.module, name);
      case 'object': {
        const value = propertyOf(from.literal, name) ?? methodIn(from.literal, name);
        return value ? this.trace.value(value, from.context) : this.spread(from, name);
      }
      case 'filled':
        return this.step(from.or, name);
      case 'collection':
        return from.isKeyed || name === ELEMENT || /^\d+$/.test(name) ? from.of : undefined;
      case 'class':
      case 'instance': {
        const member = from.class.member(name, from.at === 'class');
        if (member) return this.trace.bound(member.binding, contextAt(member, from.context));
        return this.inherited(from.class.superclass?.(), name, from.context);
      }
      case 'interface': {
        const member = from.interface.member(name);
        if (member) return this.trace.bound(member.binding, contextAt(member, from.context));
        return firstOf(from.interface.bases?.() ?? [], (base) =>
          this.step(this.trace.annotated(base, from.context), name),
        );
      }
      case 'intersection':
        return this.stepOfParts(from.of, name);
      case 'own-module':
        return (
          this.imports.imported(from.module, name, from.context) ??
          this.step(this.imports.settled(from), name)
        );
      case 'global':
        return this.imports.global(name, from.context);
      case 'named': {
        const of = from.of.filter(({ path }) => path[from.steps] === name);
        return this.imports.named(of, from.steps + 1, () => this.step(from.or, name));
      }
      default:
        return undefined;
    }
  }

  /** A member of what is several things: an object that is written out has members of its own, whose types another part says. */
  private stepOfParts([part, ...others]: readonly Value[], name: string): Value {
    if (!part) return undefined;
    const found = this.step(part, name);
    if (found?.at !== 'object') return found ?? this.stepOfParts(others, name);
    const declared = this.stepOfParts(others, name);
    return declared?.at === 'interface' ? { at: 'intersection', of: [found, declared] } : found;
  }

  /** What a container of a package has under a name, by the type of its services: `Container<Services>`. */
  service(container: OtherType, name: string): Value {
    return this.step(this.services(container), name);
  }

  private services({ given, context }: OtherType): Value {
    const [services] = given ?? [];
    const value = services && context ? this.trace.annotated(services, context) : undefined;
    return value?.at === 'interface' || value?.at === 'intersection' ? value : undefined;
  }

  /** A member that the project adds to a package's type: `declare module 'express' { interface Request { log: Logger } }`. */
  private added({ module, type, context }: OtherType, name: string): Value {
    if (!this.trace.isAboutLogger || module === undefined || type === undefined || !context) return undefined;
    return firstOf(context.source.augmented?.(name) ?? [], (member) => {
      const isOf = member.owner === type || ADDED_TO.some((base) => member.owner === base + type);
      const isIn = member.module === module || member.module?.startsWith(`${module}-`);
      return isOf && isIn ? this.trace.bound(member.binding, contextAt(member, context)) : undefined;
    });
  }

  /** The same of a library's value, and of a request whose type is not seen where the project adds that name once. */
  addedElsewhere(owner: Value, written: Expression, name: string, context: EvaluationContext): Value {
    if (owner?.at === 'origin') {
      const { library, kind } = owner.origin;
      const [module] = library.packages;
      const type = Object.entries(library.types ?? {}).find(([, is]) => is === kind)?.[0];
      return this.added(
        { at: 'other-type', ...(module && { module }), ...(type && { type }), context },
        name,
      );
    }
    if (owner || !this.trace.isAboutLogger) return undefined;
    const read = unwrap(written);
    if (read.kind !== 'identifier' || !LOGGER_OWNERS.has(read.name)) return undefined;
    const binding = context.source.binding(read);
    if (binding.kind !== 'parameter' || binding.type) return undefined;
    const [only, ...others] = context.source.augmented?.(name) ?? [];
    return only && others.length === 0 ? this.trace.bound(only.binding, contextAt(only, context)) : undefined;
  }

  /** What an object has of those that are spread into it: `{ ...deps, logger }`. A later one may hide what the others have. */
  private spread({ literal, context }: Extract<Value, { at: 'object' }>, name: string): Value {
    const spreads = literal.properties.filter(({ key }) => key === undefined);
    for (const { value } of spreads.toReversed()) {
      const owner = this.trace.value(value, context);
      const member = this.step(owner, name);
      if (member || !isWithout(owner, name) || isFilledLater(value, context)) return member;
    }
    return undefined;
  }

  /**
   * A member of a class that is not seen: of a library's, or of one that a namespace has, by what that declares; else the settings may say
   * what it is, or a logger's name.
   */
  inherited(superclass: Expression | undefined, name: string, context: EvaluationContext): Value {
    if (!superclass) return undefined;
    const base = this.trace.value(superclass, context);
    const isAsked = this.trace.settings.named !== undefined || unwrap(superclass).kind === 'member';
    const told = isAsked ? this.step(base, name) : undefined;
    if (told || base?.at !== 'origin') return told ?? this.imports.loggerOfPackage(superclass, name, context);
    // `this.tracer` of a class that extends a library's.
    return this.step(this.trace.constructed(base, undefined, context), name);
  }

  /** The one kind of metric that all elements of a collection are which are seen: written out, or put into it. */
  element(read: Member | Call, owner: Expression, context: EvaluationContext): Value {
    // `c = cache.get(name); cache.set(name, c)` leads back to itself.
    if (this.elements.has(read)) return undefined;
    this.elements.add(read);
    const listed = this.trace.values.step(read, context)?.values ?? [];
    const { binding, context: home } = this.holderOf(owner, context);
    const filled = binding?.fills?.().map((expression) => ({ ...home, expression })) ?? [];
    const value = listed.length + filled.length > 0 ? this.trace.agreeing([...listed, ...filled]) : undefined;
    // Which of them it is, is not seen.
    return value && isInstrument(value) ? ofOrigin({ ...value.origin, creation: undefined }) : undefined;
  }

  /** A member of what another name stands for, `const self = this`, or that the file assigns to what is not seen. */
  memberElsewhere(owner: Expression, name: string, context: EvaluationContext): Value {
    if (unwrap(owner).kind === 'member') return this.assignedToMember(owner, name, context);
    const { binding } = this.holderOf(owner, context);
    const self = binding?.constant && this.trace.values.given(binding, context)?.values[0]?.expression;
    if (!self || self.kind !== 'this') return undefined;
    const member = context.source.thisMember(self, name);
    return member
      ? this.trace.bound(member.binding, contextIn(member.source, context))
      : this.inherited(context.source.superclassAround?.(self), name, context);
  }

  /** The metric that the file assigns to a member of what a member holds: `this.metrics.orders = new Counter(…)`. */
  private assignedToMember(owner: Expression, name: string, context: EvaluationContext): Value {
    const given = context.source.assignedTo?.(unwrap(owner), name) ?? [];
    const value = this.trace.agreeing(given.map((expression) => ({ ...context, expression })));
    return isInstrument(value) ? value : undefined;
  }

  /** The metric or logger that is assigned to a member of an object after that was written: `metrics.orders = new Counter(…)`. */
  assigned(owner: Expression, name: string, context: EvaluationContext): Value {
    const global = this.trace.isAboutLogger ? globalName(unwrap(owner), context) : undefined;
    const elsewhere = global === undefined ? [] : this.globalHolders(global, context);
    const holders = elsewhere.length > 0 ? elsewhere : [this.holderOf(owner, context)];
    const given = holders.flatMap(({ binding, context: home }) =>
      (binding?.sets?.() ?? []).flatMap((each) =>
        each.name === name ? [{ ...home, expression: each.value }] : [],
      ),
    );
    const value = given.length > 0 ? this.trace.agreeing(given) : this.assignedToMember(owner, name, context);
    if (elsewhere.length > 0) return asFollowed(value);
    return isInstrument(value) || this.trace.isAboutLogger ? value : undefined;
  }

  /** The variable or member of `this` that an expression reads, through imports and globals. */
  private holderOf(expression: Expression, context: EvaluationContext): Holder {
    const read = unwrap(expression);
    if (read.kind === 'identifier') {
      const found = this.trace.values.declaration(read, context);
      return found?.binding.kind === 'variable' && found.binding.path.length === 0
        ? { binding: found.binding, context: found.context }
        : { context };
    }
    if (read.kind !== 'member' || typeof read.property !== 'string' || unwrap(read.object).kind !== 'this')
      return { context };
    const member = context.source.thisMember(read, read.property);
    return member?.binding.kind === 'variable'
      ? { binding: member.binding, context: contextIn(member.source, context) }
      : { context };
  }

  /** What holds the members of a global of the project: the variable that it is given, `global.APP = app`, or the global itself. */
  private globalHolders(name: string, context: EvaluationContext): readonly Holder[] {
    if (context.hops >= MAX_HOPS || STANDARD_GLOBALS.has(name)) return [];
    return (context.source.globalValues?.(name) ?? []).flatMap(({ binding, source }) => {
      const given = binding.kind === 'variable' ? binding.init?.() : undefined;
      const home = contextIn(source, context, context.hops + 1);
      if (given?.kind === 'identifier') return [this.holderOf(given, home)];
      return binding.kind === 'variable' && given?.kind === 'object' ? [{ binding, context: home }] : [];
    });
  }
}

/** What packages call the interfaces that others add to, besides by the type's own name: `DefaultContext`. */
const ADDED_TO: readonly string[] = ['Default', 'Base', 'Extendable'];

/** Whether something is put into an object after it was made. */
function isFilledLater(expression: Expression, { source }: EvaluationContext): boolean {
  const read = unwrap(expression);
  const binding = read.kind === 'identifier' ? source.binding(read) : undefined;
  return binding?.kind === 'variable' && (binding.puts?.().length ?? 0) > 0;
}

/** Whether an object, as it is written out or declared, has no such member. */
function isWithout(value: Value, name: string): boolean {
  if (value?.at === 'interface') return value.interface.member(name) === undefined;
  return (
    value?.at === 'object' &&
    value.literal.properties.every(({ key }) => typeof key === 'string' && key !== name) &&
    !methodIn(value.literal, name)
  );
}

/** `APP`, where it is a global, and of `global.APP`. */
function globalName(read: Expression, { source }: EvaluationContext): string | undefined {
  const [owner, name] = read.kind === 'member' ? [unwrap(read.object), read.property] : [read, undefined];
  if (owner.kind !== 'identifier' || source.binding(owner).kind !== 'global') return undefined;
  if (read.kind !== 'member') return owner.name;
  return GLOBAL_OBJECTS.has(owner.name) && typeof name === 'string' ? name : undefined;
}
