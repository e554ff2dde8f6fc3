import { LIBRARIES_BY_MODULE } from '../../../catalog/index.js';
import { LOGGER_MAKER_TYPE, LOGGER_TYPE } from '../../../catalog/logs/names.js';
import { DECLARED_METRICS, declaredMetric } from '../../../catalog/metrics/declared.js';
import { METRICS_PACKAGE, METRICS_TYPE } from '../../../catalog/metrics/unseen-client.js';
import type { TypeName } from '../../code/expression.js';
import type { Binding } from '../../code/source.js';
import {
  type ClassBinding,
  type ImportBinding,
  type Instance,
  type TracedValue as Value,
  kindOf,
} from '../traced.js';
import type { EvaluationContext } from '../value.js';
import { kindOfType, mainModule, isPackage } from './modules.js';
import {
  asOther,
  contextAt,
  extended,
  firstOf,
  isInstrument,
  ofOrigin,
  unseen,
  withArguments,
} from './values.js';
import type { Tracer } from './tracer.js';
import type { Imports } from './imports.js';

/** What a type says that its values are. */
export class DeclaredTypes {
  constructor(
    private readonly trace: Tracer,
    private readonly imports: Imports,
  ) {}

  /** What a type says of a value; what the value shows itself is only asked for where there is more to know. */
  told(type: TypeName | undefined, context: EvaluationContext, given: () => Value): Value {
    const annotated = type && this.annotated(type, context);
    if (annotated?.at === 'interface') {
      const value = given();
      // `const context: Context = {} as Context` is filled in later.
      return value?.at === 'object' ? { at: 'intersection', of: [value, annotated] } : (value ?? annotated);
    }
    if (annotated?.at === 'other-type') return asOther(given(), annotated);
    // `const log: { [level in Level]: (text: string) => void } = { info: …, error: … }` has the methods that it is written with.
    if (annotated?.at === 'collection' && annotated.isKeyed && this.trace.isAboutLogger) {
      const value = given();
      return value?.at === 'object' && isWrittenOut(value) ? value : annotated;
    }
    if (annotated?.at !== 'origin') return annotated ?? given();
    const { instrument: metric, logger } = kindOf(annotated.origin);
    if (!metric && !logger) return annotated;
    const made = given();
    if (annotated.origin.library === DECLARED_METRICS && isInstrument(made)) return made;
    if (made?.at !== 'origin' || made.origin.library !== annotated.origin.library) return annotated;
    // How it is made says what its format prints.
    if (logger) {
      const { creation, evidence } = made.origin;
      return creation && evidence !== 'fallback' && kindOf(made.origin).logger ? made : annotated;
    }
    const { instrument } = kindOf(made.origin);
    const isSame =
      made.origin.kind === annotated.origin.kind ||
      // A metric that was looked up by its name.
      (instrument?.kind === undefined &&
        instrument?.dialect === kindOf(annotated.origin).instrument?.dialect);
    return isSame && made.origin.creation
      ? ofOrigin({ ...made.origin, kind: annotated.origin.kind })
      : annotated;
  }

  /** What a type says that its values are. */
  annotated(type: TypeName, context: EvaluationContext): Value {
    if (!this.trace.budget.spend()) return undefined;
    const named = this.namedType(type, context);
    if (type.or && !this.areAlike([named, ...type.or.map((each) => this.annotated(each, context))]))
      return undefined;
    const whole = type.also
      ? this.together([named, ...type.also.map((each) => this.annotated(each, context))])
      : named;
    return type.members ? this.trace.along(whole, type.members) : whole;
  }

  /** `Logger | LoggerWrapper`: whether each is a logger, all of the project's own or all of one library. */
  private areAlike(values: readonly Value[]): boolean {
    const kinds = new Set(values.map((each) => (each?.at === 'origin' ? each.origin.library : each?.at)));
    return (
      !kinds.has(undefined) &&
      ([...kinds].every((kind) => kind === 'instance' || kind === 'interface') || kinds.size === 1)
    );
  }

  private namedType(type: TypeName, context: EvaluationContext): Value {
    if (type.elements) {
      const of = this.annotated(type.elements, context);
      const [name = ''] = type.path;
      return (
        of && { at: 'collection', of, isKeyed: name === 'Record', isPairs: name.endsWith('Map'), context }
      );
    }
    const binding = context.source.typeBinding(type);
    if (type.of) return this.namedByValue(type.of, this.trace.bound(binding, context), type.path.slice(1));
    const name = type.path.at(-1) ?? '';
    return this.typed(binding, type, name, context);
  }

  private namedByValue(of: NonNullable<TypeName['of']>, value: Value, path: readonly string[]): Value {
    const owner = of === 'result' && path.length > 0 ? this.trace.along(value, path.slice(0, -1)) : undefined;
    // `ReturnType<typeof trace.getTracer>`
    const made = owner?.at === 'origin' ? kindOf(owner.origin).steps?.[`${path.at(-1)}()`] : undefined;
    if (owner?.at === 'origin' && made !== undefined) return ofOrigin(unseen(owner.origin, made));
    return this.ofValue(of, this.trace.along(value, path));
  }

  /** `typeof make`, `ReturnType<typeof make>`, `InstanceType<typeof Logger>` */
  ofValue(of: NonNullable<TypeName['of']>, value: Value): Value {
    if (of === 'value') return value;
    if (of === 'instance') return value?.at === 'class' ? { ...value, at: 'instance' } : undefined;
    switch (value?.at) {
      case 'function':
        return this.trace.result(value);
      case 'signature':
        return value.signature.returns && this.annotated(value.signature.returns, value.context);
      case 'origin': {
        const next = kindOf(value.origin).steps?.['()'];
        return next ? ofOrigin({ ...value.origin, kind: next }) : undefined;
      }
      default:
        return undefined;
    }
  }

  /** What is all of these: a library's value is nothing else besides. */
  private together(parts: readonly Value[]): Value {
    const of = parts.filter((each) => each !== undefined);
    const [first] = of;
    return of.find(({ at }) => at === 'origin') ?? (of.length > 1 ? { at: 'intersection', of } : first);
  }

  /**
   * @param context where the declaration is
   * @param from where the type is written
   */
  private typed(
    binding: Binding,
    type: TypeName,
    name: string,
    context: EvaluationContext,
    from = context,
  ): Value {
    if (!this.trace.budget.spend()) return undefined;
    switch (binding.kind) {
      case 'class':
        return this.instance(binding, withArguments(binding, type, context, from));
      case 'signature':
        return {
          at: 'signature',
          signature: binding.signature,
          context: withArguments(binding, type, context, from),
        };
      case 'interface': {
        const home = withArguments(binding, type, context, from);
        // `interface Log extends winston.Logger`
        const base = firstOf(binding.bases?.() ?? [], (each) => {
          const value = this.annotated(each, home);
          return value?.at === 'origin' ? value : undefined;
        });
        if (base) return base;
        const kind = declaredMetric(name, (method) => binding.member(method) !== undefined);
        return kind
          ? ofOrigin({ library: DECLARED_METRICS, kind, evidence: 'type', creation: undefined })
          : { at: 'interface', interface: binding, context: home };
      }
      case 'alias': {
        const given = context.types?.get(binding);
        if (given) return this.annotated(given.type, given.context);
        const home = withArguments(binding, type, context, from);
        const value = binding.type && this.annotated(binding.type, home);
        return value ?? (binding.default && this.annotated(binding.default, home));
      }
      case 'namespace': {
        const [, next = '', ...rest] = type.path;
        const member = next === '' ? undefined : binding.member(next);
        const inner = { ...type, path: [next, ...rest] };
        return member ? this.typed(member.binding, inner, name, contextAt(member, context), from) : undefined;
      }
      case 'global':
        return firstOf(context.source.globalTypes?.(binding.name) ?? [], (each) =>
          this.typed(each.binding, type, name, contextAt(each, context), from),
        );
      case 'import': {
        const typeName = type.path.length > 1 ? name : binding.imported;
        const told = this.imports.exportsNamed(binding.module, typeName, context);
        return this.imports.named(told, 1, () => this.typedByImport(binding, type, typeName, context));
      }
      default:
        return undefined;
    }
  }

  /** What is declared as a class: of the library whose class that extends, where it does. */
  private instance(declared: ClassBinding, context: EvaluationContext): Value {
    const instance: Instance = { at: 'instance', class: declared, context };
    const superclass = declared.superclass?.();
    const base = superclass && this.trace.loggerBase(superclass, context);
    const isOthers = base?.at === 'other-type' || (base?.at === 'origin' && kindOf(base.origin).logger);
    return isOthers ? extended(base, instance) : instance;
  }

  private typedByImport(
    { module: specifier, imported }: ImportBinding,
    type: TypeName,
    typeName: string,
    context: EvaluationContext,
  ): Value {
    const module = mainModule(specifier);
    const kind = kindOfType(module, typeName);
    if (kind) {
      const labelNames = type.texts && { labelNames: type.texts };
      return ofOrigin({ ...kind, evidence: 'type', creation: undefined, ...labelNames });
    }
    // A logger's type that the catalog's entry does not list is a logger all the same, and so is what makes them.
    if (LIBRARIES_BY_MODULE.has(module))
      return LOGGER_TYPE.test(typeName) || LOGGER_MAKER_TYPE.test(typeName)
        ? { at: 'other-type', module, type: typeName }
        : undefined;
    // A type is one declaration, however many modules lie before it and between: what is asked of its members starts there.
    const found = this.imports.hop(module, typeName, { ...context, hops: 0 });
    if (found) {
      const named = { ...type, path: [typeName] };
      const home = { ...found.context, hops: context.hops };
      const value = this.typed(found.binding, named, typeName, home, context);
      if (value) return value;
    }
    // `App.Logger` of an imported namespace, `App.Kernel.Logger` of one that has others.
    const [, inner = '', ...rest] = type.path;
    const within = imported !== '*' ? type : rest.length > 0 && { ...type, path: [inner, ...rest] };
    const outer =
      within &&
      type.path.length > 1 &&
      this.imports.hop(module, imported === '*' ? inner : imported, context);
    if (outer) return this.typed(outer.binding, within, typeName, outer.context, context);
    if (METRICS_PACKAGE.test(module) && METRICS_TYPE.test(typeName)) return this.imports.unseenClient('type');
    if (!isPackage(module)) return undefined;
    const given = type.arguments?.filter((each) => each !== undefined) ?? [];
    // What a package exports as its default is called as who imports it calls it.
    const called = typeName === 'default' ? type.path.at(-1) : typeName;
    return {
      ...{ at: 'other-type', module, context },
      ...(called !== undefined && { type: called }),
      ...(given.length > 0 && { given }),
    };
  }
}

/** Whether an object has members, each of which is written under its name. */
function isWrittenOut({ literal: { properties } }: Extract<Value, { at: 'object' }>): boolean {
  return properties.length > 0 && properties.every(({ key }) => typeof key === 'string');
}
