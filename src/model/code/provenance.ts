import type { Kind, Library } from '../../catalog/schema.js';
import { GLOBAL_VALUES, LIBRARIES_BY_ID, LIBRARIES_BY_MODULE } from '../../catalog/index.js';
import { FACTORY_SHAPES, METRIC_FACTORIES } from '../../catalog/metrics/factories.js';
import {
  type Expression,
  type ObjectLiteral,
  type TypeName,
  propertyName,
  propertyOf,
  unwrap,
} from './expression.js';
import { directoryOf, moduleKey, type Settings } from '../settings.js';
import type { Binding, Source } from './source.js';

/**
 * How it is known what a value is, strongest first: created or imported here, found by following an import
 * into the project's own module, told by a type, told by the settings, or merely named so.
 */
export type Evidence = 'import' | 'module' | 'type' | 'settings' | 'shape' | 'name';

/** A value that comes from a library of the catalog. */
export interface Origin {
  readonly library: Library;
  /** The value's place in `library.kinds`. */
  readonly kind: string;
  readonly evidence: Evidence;
  /** The call or `new` that made the value, where it was seen. */
  readonly creation: Expression | undefined;
  /** The file it was made in. */
  readonly madeIn?: Source;
}

/** What an expression turned out to be. `foreign` is proven to be the project's own, not a library's. */
export type Provenance =
  | { readonly is: 'library'; readonly origin: Origin }
  | { readonly is: 'foreign' }
  | { readonly is: 'unknown' };

/** Imports followed before giving up, and steps taken inside one question. */
const MAX_HOPS = 3;
const MAX_STEPS = 40;

/** Names of the global object, whose members are globals. */
const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(['globalThis', 'global', 'window', 'self']);

type ClassBinding = Extract<Binding, { kind: 'class' }>;

type InterfaceBinding = Extract<Binding, { kind: 'interface' }>;

type Value =
  | { readonly at: 'origin'; readonly origin: Origin }
  | { readonly at: 'package'; readonly module: string }
  | { readonly at: 'object'; readonly literal: ObjectLiteral; readonly source: Source }
  | { readonly at: 'class' | 'instance'; readonly class: ClassBinding; readonly source: Source }
  | { readonly at: 'interface'; readonly interface: InterfaceBinding }
  | { readonly at: 'function'; readonly returns: readonly Expression[]; readonly source: Source }
  | { readonly at: 'own-module'; readonly module: string; readonly source: Source }
  | { readonly at: 'global' }
  | undefined;

/**
 * Where a value comes from: walks from the expression back to the import, creation or annotation that
 * introduces it, along the catalog's graph of kinds and through the project's own modules.
 */
export function provenanceOf(expression: Expression, source: Source, settings: Settings): Provenance {
  // A name means the same wherever it is in scope: a logger is asked for at each of its calls.
  let known = followed.get(source);
  if (known?.settings !== settings) followed.set(source, (known = { settings, provenances: new Map() }));
  const what = namedBy(expression, source) ?? expression;
  let provenance = known.provenances.get(what);
  if (!provenance) known.provenances.set(what, (provenance = traced(expression, source, settings)));
  return provenance;
}

/** The one declaration behind a name or a member of `this`. */
function namedBy(expression: Expression, source: Source): Binding | undefined {
  if (expression.kind === 'identifier') return source.binding(expression);
  const name = expression.kind === 'member' && propertyName(expression);
  return name && expression.kind === 'member' && unwrap(expression.object).kind === 'this'
    ? source.thisMember(expression, name)?.binding
    : undefined;
}

interface Followed {
  readonly settings: Settings;
  readonly provenances: Map<Binding | Expression, Provenance>;
}

const followed = new WeakMap<Source, Followed>();

function traced(expression: Expression, source: Source, settings: Settings): Provenance {
  const trace = new Trace(settings);
  const value = trace.settled(trace.value(expression, source));
  if (value?.at === 'origin') return { is: 'library', origin: value.origin };
  const typed = source.typeOf(expression);
  const kind = typed && kindOfType(typed.package, typed.name);
  if (kind) return { is: 'library', origin: { ...kind, evidence: 'type', creation: undefined } };
  if (value === undefined || ['package', 'own-module', 'interface'].includes(value.at))
    return { is: 'unknown' };
  return { is: 'foreign' };
}

/** Where the value that a name stands for comes from, or of one of its members. */
export function originOfBinding(
  binding: Binding,
  path: readonly string[],
  source: Source,
  settings: Settings,
): Origin | undefined {
  const trace = new Trace(settings);
  const value = trace.settled(trace.bound(binding, source, path));
  return value?.at === 'origin' ? value.origin : undefined;
}

/** The entry of the catalog that describes an origin's kind of value. */
export function kindOf(origin: Origin): Kind {
  return origin.library.kinds[origin.kind] ?? {};
}

class Trace {
  private steps = 0;
  private hops = 0;

  constructor(private readonly settings: Settings) {}

  value(expression: Expression, source: Source): Value {
    if (++this.steps > MAX_STEPS) return undefined;
    switch (expression.kind) {
      case 'identifier':
        return this.bound(source.binding(expression), source);
      case 'assertion':
        return this.told(expression.type, source, () => this.value(expression.operand, source));
      case 'member': {
        const name = expression.property;
        if (typeof name !== 'string') return undefined;
        if (unwrap(expression.object).kind === 'this') {
          const member = source.thisMember(expression, name);
          return member && this.bound(member.binding, member.source);
        }
        return this.step(this.value(expression.object, source), name);
      }
      case 'call':
        return this.called(expression, source);
      case 'new':
        return (
          this.constructed(this.value(expression.callee, source), expression, source) ??
          this.shaped(expression, source)
        );
      case 'unary':
        return expression.operator === 'await' ? this.value(expression.operand, source) : undefined;
      case 'operation':
        return ['??', '||', '&&'].includes(expression.operator)
          ? this.either(expression.left, expression.right, source)
          : undefined;
      case 'conditional':
        return this.either(expression.whenTrue, expression.whenFalse, source);
      case 'object':
        return { at: 'object', literal: expression, source };
      case 'this':
        return this.receiver(expression, source);
      default:
        return undefined;
    }
  }

  /** What `this` is in a function among the options of a call that makes something: `collect() { this.set(1) }`. */
  private receiver(expression: Expression, source: Source): Value {
    const around = source.optionAround(expression);
    if (!around) return undefined;
    const made = this.value(around.call, source);
    if (made?.at !== 'origin' || made.origin.creation !== around.call) return undefined;
    return kindOf(made.origin).thisIn?.includes(around.name) ? made : undefined;
  }

  private either(a: Expression, b: Expression, source: Source): Value {
    const left = this.value(a, source);
    const right = left?.at === 'origin' ? left : (this.value(b, source) ?? left);
    return isConsole(right) ? undefined : right;
  }

  private called(call: Extract<Expression, { kind: 'call' }>, source: Source): Value {
    const callee = unwrap(call.callee);
    if (callee.kind === 'identifier' && callee.name === 'require') {
      const module = call.arguments[0];
      if (module?.kind === 'literal' && typeof module.value === 'string') {
        return source.binding(callee).kind === 'global'
          ? this.imported(module.value, '*', source)
          : undefined;
      }
    }
    if (callee.kind === 'other' && callee.text === 'import') {
      const module = call.arguments[0];
      return module?.kind === 'literal' && typeof module.value === 'string'
        ? this.imported(module.value, '*', source)
        : undefined;
    }
    if (callee.kind === 'member' && typeof callee.property === 'string') {
      const owner = this.value(callee.object, source);
      if (owner?.at === 'origin') {
        const steps = kindOf(owner.origin).steps;
        const next = steps?.[`${callee.property}()`];
        // A child keeps what its root was made with: serializers and formats are set there.
        if (next) return this.origin(made(owner.origin, next, call, source));
      }
    }
    const target = this.value(callee, source);
    const named = target?.at === 'origin' ? undefined : this.madeByName(callee, call, source);
    if (named) return named;
    if (target?.at === 'function') {
      for (const result of target.returns) {
        const value = this.value(result, target.source);
        if (value) return madeByFactory(value, call, source);
      }
      return this.shaped(call, source);
    }
    const next = target?.at === 'origin' ? kindOf(target.origin).steps?.['()'] : undefined;
    return next && target?.at === 'origin'
      ? this.origin({ ...target.origin, kind: next, creation: call, madeIn: source })
      : this.shaped(call, source);
  }

  /** What the settings say that the project's function of this name makes. */
  private madeByName(callee: Expression, creation: Expression, source: Source): Value {
    const factories = this.settings.metricFactories;
    const name = callee.kind === 'identifier' ? this.importedName(callee, source) : propertyName(callee);
    if (!factories || name === undefined || !Object.hasOwn(factories, name)) return undefined;
    const made = METRIC_FACTORIES[factories[name] ?? ''];
    return made && this.origin({ ...made, evidence: 'settings', creation, madeIn: source });
  }

  /** The name a function was exported under, whatever it is called here. */
  private importedName(callee: Extract<Expression, { kind: 'identifier' }>, source: Source): string {
    const binding = source.binding(callee);
    const isRenamed = binding.kind === 'import' && binding.imported !== 'default' && binding.imported !== '*';
    return isRenamed ? binding.imported : callee.name;
  }

  /** `createCounter({ name, help, labelNames })`: no other value has this shape. */
  private shaped(creation: Extract<Expression, { kind: 'call' | 'new' }>, source: Source): Value {
    const options = creation.arguments[0];
    const alike = FACTORY_SHAPES.find(({ keys }) => keys.every((key) => propertyOf(options, key)));
    if (!alike) return undefined;
    const callee = unwrap(creation.callee);
    const name = callee.kind === 'identifier' ? callee.name : callee.kind === 'member' ? callee.property : '';
    const shape = alike.kinds.find(({ pattern }) => typeof name === 'string' && pattern.test(name));
    if (!shape) return undefined;
    return this.origin({
      library: alike.library,
      kind: shape.kind,
      evidence: 'shape',
      creation,
      madeIn: source,
    });
  }

  private constructed(target: Value, creation: Expression, source: Source): Value {
    if (target?.at === 'class') {
      const base = target.class.superclass && this.value(target.class.superclass(), target.source);
      return base === undefined
        ? target.class.superclass
          ? undefined
          : { at: 'instance', class: target.class, source: target.source }
        : this.constructed(base, creation, source);
    }
    if (target?.at === 'package' || target?.at === 'interface') return undefined;
    if (target?.at !== 'origin') return target;
    const next = kindOf(target.origin).steps?.new;
    return next ? this.origin({ ...target.origin, kind: next, creation, madeIn: source }) : undefined;
  }

  private step(from: Value, name: string): Value {
    switch (from?.at) {
      case 'origin': {
        const next = kindOf(from.origin).steps?.[name];
        return next ? this.origin({ ...from.origin, kind: next }) : undefined;
      }
      case 'package':
        return this.packageExport(from.module, name);
      case 'object': {
        const value = propertyOf(from.literal, name);
        return value && this.value(value, from.source);
      }
      case 'class':
      case 'instance': {
        const member = from.class.member(name);
        return member && this.bound(member.binding, member.source);
      }
      case 'interface': {
        const member = from.interface.member(name);
        const value = member && this.bound(member.binding, member.source);
        const isInstrument = value?.at === 'origin' && kindOf(value.origin).instrument !== undefined;
        // Loggers and tracers are told by their names where they are kept so; a metric is called anything.
        return isInstrument || value?.at === 'interface' ? value : undefined;
      }
      case 'own-module':
        return this.imported(from.module, name, from.source) ?? this.step(this.settled(from), name);
      case 'global':
        return globalValue(name);
      default:
        return undefined;
    }
  }

  /** The value a name stands for, or what `path` leads to from it. */
  bound(binding: Binding, source: Source, path: readonly string[] = []): Value {
    if (path.length > 0) return this.along(this.bound(binding, source), path);
    if (++this.steps > MAX_STEPS) return undefined;
    switch (binding.kind) {
      case 'global':
        return GLOBAL_OBJECTS.has(binding.name) ? { at: 'global' } : globalValue(binding.name);
      case 'import':
        return this.imported(binding.module, binding.imported, source);
      case 'variable':
      case 'parameter': {
        if (binding.kind === 'variable') {
          const given = () => binding.init && this.value(binding.init(), source);
          return this.along(this.told(binding.type, source, given), binding.path);
        }
        const annotated = binding.type && this.annotated(binding.type, source);
        if (annotated && annotated.at !== 'interface') return this.along(annotated, binding.path);
        const handed = binding.callbackOf?.();
        const given = handed && this.callbackParameter(handed, binding.index, source);
        if (given) return this.along(given, binding.path);
        const typed = binding.functionType && this.annotated(binding.functionType, source);
        const kind =
          typed?.at === 'origin' ? kindOf(typed.origin).callbacks?.['()']?.[binding.index] : undefined;
        if (kind && typed?.at === 'origin')
          return this.along(this.origin({ ...typed.origin, kind }), binding.path);
        const fallback = binding.default && this.value(binding.default(), source);
        if (isConsole(fallback)) return undefined;
        return fallback ?? (annotated && this.along(annotated, binding.path));
      }
      case 'function':
        return { at: 'function', returns: binding.returns(), source };
      case 'class':
        return { at: 'class', class: binding, source };
      default:
        return undefined;
    }
  }

  private along(value: Value, path: readonly string[]): Value {
    return path.reduce<Value>((current, name) => this.step(current, name), value);
  }

  /** `require('./logger')` as a value: what the module sets `module.exports` to. */
  settled(value: Value): Value {
    if (value?.at !== 'own-module') return value;
    const located = this.hop(value.module, '*', value.source);
    return located && asFollowed(this.bound(located.binding, located.source));
  }

  private callbackParameter(
    handed: { call: Extract<Expression, { kind: 'call' | 'new' }>; argument: number },
    index: number,
    source: Source,
  ): Value {
    const callee = unwrap(handed.call.callee);
    if (callee.kind === 'member' && typeof callee.property === 'string') {
      const given = this.handedTo(
        this.value(callee.object, source),
        callee.property,
        index,
        handed.call,
        source,
      );
      if (given) return given;
    }
    return this.handedTo(this.value(callee, source), '()', index, handed.call, source);
  }

  /** What a function gets as a parameter when it is handed to a method of a library's value. */
  private handedTo(owner: Value, method: string, index: number, call: Expression, source: Source): Value {
    if (owner?.at !== 'origin') return undefined;
    const kind = kindOf(owner.origin).callbacks?.[method]?.[index];
    if (!kind) return undefined;
    const origin = { ...owner.origin, kind, creation: undefined };
    if (kindOf(origin).span) return this.origin({ ...origin, creation: call, madeIn: source });
    // What observes a metric is handed over by the metric itself.
    const { creation } = kindOf(owner.origin).instrument ? owner.origin : {};
    return this.origin({ ...origin, creation });
  }

  /** What a type says of a value; what the value shows itself is only asked for where there is more to know. */
  private told(type: TypeName | undefined, source: Source, given: () => Value): Value {
    const annotated = type && this.annotated(type, source);
    if (annotated?.at === 'interface') return given() ?? annotated;
    if (annotated?.at !== 'origin' || !kindOf(annotated.origin).instrument) return annotated ?? given();
    const made = given();
    if (made?.at !== 'origin' || made.origin.library !== annotated.origin.library) return annotated;
    const { instrument } = kindOf(made.origin);
    const isSame =
      made.origin.kind === annotated.origin.kind ||
      // A metric that was looked up by its name.
      (instrument?.kind === undefined &&
        instrument?.dialect === kindOf(annotated.origin).instrument?.dialect);
    return isSame && made.origin.creation
      ? this.origin({ ...made.origin, kind: annotated.origin.kind })
      : annotated;
  }

  private annotated(type: TypeName, source: Source): Value {
    const binding = source.typeBinding(type);
    const name = type.path.at(-1) ?? '';
    return this.typed(binding, type, name, source);
  }

  private typed(binding: Binding, type: TypeName, name: string, source: Source): Value {
    if (++this.steps > MAX_STEPS) return undefined;
    if (binding.kind === 'class') return { at: 'instance', class: binding, source };
    if (binding.kind === 'interface') return { at: 'interface', interface: binding };
    if (binding.kind === 'alias') return binding.type && this.annotated(binding.type, source);
    if (binding.kind !== 'import') return undefined;
    const typeName = type.path.length > 1 ? name : binding.imported;
    const kind = kindOfType(binding.module, typeName);
    if (kind) return this.origin({ ...kind, evidence: 'type', creation: undefined });
    if (LIBRARIES_BY_MODULE.has(binding.module)) return undefined;
    const located = this.hop(binding.module, typeName, source);
    return located && this.typed(located.binding, { path: [typeName] }, typeName, located.source);
  }

  private imported(module: string, name: string, source: Source): Value {
    const wanted = this.settings.logger?.import;
    if (wanted?.name === name && this.settings.logger?.library) {
      const here = moduleKey(module, directoryOf(source.file));
      if (here === moduleKey(wanted.from, this.settings.root)) {
        const origin = loggerOf(this.settings.logger.library, 'settings');
        if (origin) return { at: 'origin', origin };
      }
    }
    if (LIBRARIES_BY_MODULE.has(module)) return this.packageExport(module, name);
    if (name === '*') return { at: 'own-module', module, source };
    const located = this.hop(module, name, source);
    if (!located) return undefined;
    return asFollowed(this.bound(located.binding, located.source));
  }

  private hop(module: string, name: string, source: Source) {
    if (this.hops >= MAX_HOPS) return undefined;
    this.hops += 1;
    return source.follow(module, name);
  }

  private packageExport(module: string, name: string): Value {
    for (const library of LIBRARIES_BY_MODULE.get(module) ?? []) {
      const kind = library.exports[name];
      if (kind) return this.origin({ library, kind, evidence: 'import', creation: undefined });
    }
    return name === '*' || name === 'default' ? { at: 'package', module } : undefined;
  }

  private origin(origin: Origin): Value {
    return { at: 'origin', origin };
  }
}

/**
 * What a step makes: a child logger keeps what its root was made with, a bound metric its metric's making, and
 * what a span's methods give back is the span.
 */
function made(owner: Origin, kind: string, call: Expression, source: Source): Origin {
  const next = { ...owner, kind };
  const { instrument, span } = kindOf(owner);
  const isRefined = kindOf(next).logger !== undefined || instrument !== undefined || kind === owner.kind;
  return isRefined && (owner.creation || instrument || span)
    ? next
    : { ...next, creation: call, madeIn: source };
}

/** A metric that a wrapper makes from the options it is given: what the caller says counts. */
function madeByFactory(value: Value, call: Extract<Expression, { kind: 'call' }>, source: Source): Value {
  const isMetric = value?.at === 'origin' && kindOf(value.origin).instrument !== undefined;
  return isMetric && call.arguments[0]?.kind === 'object'
    ? { at: 'origin', origin: { ...value.origin, creation: call, madeIn: source } }
    : value;
}

/** Evidence found in another of the project's modules. */
function asFollowed(value: Value): Value {
  return value?.at === 'origin' && value.origin.evidence === 'import'
    ? { at: 'origin', origin: { ...value.origin, evidence: 'module' } }
    : value;
}

/** `options.logger ?? console`: the console is only the fallback for a logger that is not known. */
function isConsole(value: Value): boolean {
  return value?.at === 'origin' && value.origin.library.isConsole === true;
}

function globalValue(name: string): Value {
  const known = GLOBAL_VALUES.get(name);
  return known && { at: 'origin', origin: { ...known, evidence: 'import', creation: undefined } };
}

function kindOfType(module: string, name: string): Pick<Origin, 'library' | 'kind'> | undefined {
  for (const library of LIBRARIES_BY_MODULE.get(module) ?? []) {
    const kind = library.types?.[name];
    if (kind) return { library, kind };
  }
  return undefined;
}

/** The logger of a library by its id, for evidence that names the library but no value. */
export function loggerOf(id: string, evidence: Evidence): Origin | undefined {
  const library = LIBRARIES_BY_ID.get(id);
  const kind = library && Object.keys(library.kinds).find((name) => library.kinds[name]?.logger);
  const logger = library?.kinds.logger?.logger ? 'logger' : kind;
  return library && logger ? { library, kind: logger, evidence, creation: undefined } : undefined;
}
