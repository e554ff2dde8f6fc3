import { OPTION_CALLBACKS } from '../../catalog/traces/option-callbacks.js';
import type { Library } from '../../catalog/schema.js';
import { SERVER_PACKAGES, isNodeModule } from '../../catalog/packages.js';
import { GLOBAL_VALUES, LIBRARIES_BY_MODULE } from '../../catalog/index.js';
import {
  CHILD_METHODS,
  LOGGER_EXPORT,
  LOGGER_FACTORY,
  LOGGER_HOLDERS,
  LOGGER_NAMES,
  LOGGER_OWNERS,
  LOGGER_PACKAGE,
  LOGGER_TYPE,
  MAKES_LOGGER,
  TERMINAL_PACKAGE,
} from '../../catalog/logs/names.js';
import { DECLARED_METRICS, declaredMetric } from '../../catalog/metrics/declared.js';
import { METRICS } from '../../catalog/metrics/libraries.js';
import {
  METRICS_EXPORT,
  METRICS_PACKAGE,
  METRICS_TYPE,
  UNSEEN_CLIENT,
} from '../../catalog/metrics/unseen-client.js';
import { FACTORY_SHAPES, METRIC_FACTORIES } from '../../catalog/metrics/factories.js';
import {
  type Call,
  type Expression,
  type Member,
  type New,
  type TypeName,
  isNothing,
  methodIn,
  propertyName,
  propertyOf,
  unwrap,
} from '../code/expression.js';
import { isLoggerNamed } from '../code/logger-named.js';
import { directoryOf, moduleKey, type Settings } from '../settings.js';
import type { NamedValue } from '../settings/named-value.js';
import { relativeSpecifier } from '../text/import-statement.js';
import {
  type Binding,
  type ExpectedType,
  type FunctionBinding,
  type Located,
  type ParameterBinding,
  type Source,
  type Tracked,
  type TypeParameters,
  type VariableBinding,
  ELEMENT,
  tracked,
} from '../code/source.js';
import { Budget, MAX_HOPS } from './budget.js';
import { HandedOnValues, isMetricsNamed, untypedValue } from './handed-on.js';
import { isStandIn, packageBehind, packageMaking } from './passed-on.js';
import {
  type Declaration,
  type FunctionDeclaration,
  ITERATING,
  Resolver,
  TAKES_ELEMENT,
} from './resolver.js';
import {
  type ClassBinding,
  type DeclaredSignature,
  type Evidence,
  type ImportBinding,
  type Instance,
  type Origin,
  type OtherType,
  type OwnMethod,
  type OwnValue,
  type Provenance,
  type TracedValue as Value,
  declarationOf,
  isConsole,
  kindOf,
  loggerOf,
} from './traced.js';
import {
  type EvaluationContext,
  type Value as Alternative,
  contextIn,
  contextOf,
  isRecursion,
} from './value.js';

export { kindOf, loggerOf };
export type { Evidence, Origin, OwnMethod, OwnValue, Provenance };

/** Globals of the language and its platforms, and of test runners: no package gives them another value. */
export const STANDARD_GLOBALS: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(globalThis),
  ...['window', 'document', 'self', 'navigator', 'localStorage', 'require', 'module', 'exports', 'arguments'],
  ...['$', 'jQuery', 'angular', 'React', 'chrome', 'browser'],
  ...[
    'describe',
    'it',
    'test',
    'expect',
    'before',
    'after',
    'beforeEach',
    'afterEach',
    'beforeAll',
    'afterAll',
  ],
  ...['jest', 'vi', 'cy', 'sinon', 'chai', 'assert', 'should'],
]);

/** Names of the global object, whose members are globals. */
export const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(['globalThis', 'global', 'window', 'self']);

/**
 * Where a value comes from: walks from the expression back to the import, creation or annotation that
 * introduces it, along the catalog's graph of kinds and through the project's own modules.
 */
export function provenanceOf(expression: Expression, source: Source, settings: Settings): Provenance {
  // A name means the same wherever it is in scope: a logger is asked for at each of its calls.
  let known = source.answers?.get(FOLLOWED) as Followed | undefined;
  if (known?.settings !== settings) {
    known = { settings, provenances: new Map() };
    source.answers?.set(FOLLOWED, known);
  }
  const what = namedBy(expression, source) ?? expression;
  const found = known.provenances.get(what)?.read();
  if (found) return found;
  let provenance: Provenance = { is: 'unknown' };
  const trace = () => (provenance = traced(expression, source, settings));
  known.provenances.set(what, tracked(source, trace));
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
  readonly provenances: Map<Binding | Expression, Tracked<Provenance>>;
}

/** The key of a file's answers to where values come from. */
const FOLLOWED = {};

function traced(expression: Expression, source: Source, settings: Settings): Provenance {
  const isAboutLogger = expression.kind === 'this' || isLoggerNamed(expression);
  const trace = new Trace(settings, isAboutLogger, isAboutLogger || isMetricsNamed(expression));
  const written = trace.value(expression, contextOf(source));
  const value = trace.settled(written);
  const origin = value?.at === 'origin' ? value.origin : undefined;
  if (origin && origin.evidence !== 'fallback') {
    const extension = value?.at === 'origin' ? value.extendedBy : undefined;
    return { is: 'library', origin, ...(extension && { own: ownValue(extension, settings) }) };
  }
  const typed = source.typeOf(expression);
  const kind = typed && kindOfType(typed.package, typed.name);
  if (kind) return { is: 'library', origin: { ...kind, evidence: 'type', creation: undefined } };
  if (origin) return { is: 'library', origin };
  const own = value
    ? ownValue(value, settings)
    : written?.at === 'own-module' && isAboutLogger
      ? ownModule(written, settings)
      : undefined;
  const isOpen = value === undefined || OPEN.has(value.at);
  return { is: isOpen ? 'unknown' : 'foreign', ...(own && { own }) };
}

/** What may yet be a library's value, given elsewhere. */
const OPEN: ReadonlySet<string> = new Set([
  ...['package', 'own-module', 'interface', 'intersection', 'collection', 'other-type', 'example'],
]);

function ownValue(value: NonNullable<Value>, settings: Settings): OwnValue | undefined {
  const method = (name: string) => new Trace(settings, true).method(value, name);
  const by = declarationOf(value);
  if (by) return { by: { declaration: by.declaration, source: by.source }, method };
  if (value.at === 'example') return { by: { example: value.example }, method: () => undefined };
  if (value.at !== 'other-type' || value.module === undefined || value.type === undefined) return undefined;
  const { module, type, isGuessed } = value;
  return { by: { module, type, ...(isGuessed && { isGuessed }) }, method: () => undefined };
}

/** A module whose functions log: `import * as logger from './logger'`, `exports.error = function () { … }`. */
function ownModule(value: NonNullable<Value>, settings: Settings): OwnValue | undefined {
  const method = (name: string) => new Trace(settings, true).method(value, name);
  const failing = method('error');
  if (failing?.is !== 'function') return undefined;
  const { source } = failing.declared.context;
  return { by: { declaration: source, source }, method };
}

/** Whether a value has a member that may be a method of a package's type: of an interface any, of a class one of a function's type. */
function hasUnseenMethod(value: Value, name: string): boolean {
  if (value?.at === 'interface') return value.interface.member(name) !== undefined;
  if (value?.at !== 'instance') return false;
  const member = value.class.member(name)?.binding;
  return member?.kind === 'variable' && FUNCTION_TYPE.test(member.type?.path.at(-1) ?? '');
}

/** What packages call the type of a logger's method: `pino.LogFn`, `LeveledLogMethod`, `debug.Debugger`. */
const FUNCTION_TYPE = /(?:^|[a-z])(?:Fn|Func|Function|Method)$|^Debugger$/;

/** Where the value that a name stands for comes from, or of one of its members. */
export function originOfBinding(
  binding: Binding,
  path: readonly string[],
  source: Source,
  settings: Settings,
): Origin | undefined {
  const trace = new Trace(settings);
  const value = trace.settled(trace.bound(binding, contextOf(source), path));
  return value?.at === 'origin' ? value.origin : undefined;
}

/** The same of a value of no library: what is known of its methods. */
export function ownOfBinding(
  binding: Binding,
  path: readonly string[],
  source: Source,
  settings: Settings,
): OwnValue | undefined {
  const trace = new Trace(settings, true);
  const value = trace.settled(trace.bound(binding, contextOf(source), path));
  return value && value.at !== 'origin' ? ownValue(value, settings) : undefined;
}

class Trace {
  private readonly budget = new Budget();
  private readonly values = new Resolver(this.budget);
  /** The reads of a collection's elements that are being answered. */
  private readonly elements = new Set<Expression>();
  /** What packages hand on, where that is asked. */
  private readonly handedOn: HandedOnValues | undefined;
  /** Variables whose values are being compared. */
  private readonly reassigned = new Set<VariableBinding>();

  /**
   * @param isAboutLogger whether declarations of installed packages are asked as well, and what is put into objects
   * @param asksPackage whether what is not seen is taken for what its package hands on under its name
   */
  constructor(
    private readonly settings: Settings,
    private readonly isAboutLogger = false,
    asksPackage = isAboutLogger,
  ) {
    this.handedOn = asksPackage ? new HandedOnValues(() => new Trace(settings, true, false)) : undefined;
  }

  value(expression: Expression, context: EvaluationContext): Value {
    if (!this.budget.spend()) return undefined;
    switch (expression.kind) {
      case 'identifier': {
        const binding = context.source.binding(expression);
        return this.bound(binding, context) ?? this.calledLogger(expression.name, { binding, context });
      }
      case 'assertion':
        return this.told(expression.type, context, () => this.value(expression.operand, context));
      case 'member': {
        const name = expression.property;
        if (typeof name !== 'string') {
          const owner = this.value(expression.object, context);
          return this.step(owner, ELEMENT) ?? this.element(expression, expression.object, context);
        }
        if (unwrap(expression.object).kind === 'this') {
          const member = context.source.thisMember(expression, name);
          if (member)
            return (
              this.bound(member.binding, contextAt(member, context)) ??
              this.calledLogger(name, { binding: member.binding, context: contextAt(member, context) }) ??
              this.handedOn?.field(name, member, context)
            );
          const type = context.source.thisTypeAround?.(expression);
          if (type) return this.step(this.annotated(type, context), name);
          return (
            this.inherited(context.source.superclassAround?.(expression), name, context) ??
            this.handedOn?.ofFramework(name, context)
          );
        }
        const owner = this.value(expression.object, context);
        return (
          this.step(owner, name) ??
          (owner ? undefined : this.memberElsewhere(expression.object, name, context)) ??
          (owner?.at === 'object' ? this.assigned(expression.object, name, context) : undefined) ??
          this.addedElsewhere(owner, expression.object, name, context) ??
          (owner ? undefined : this.loggerOfPackage(expression.object, name, context)) ??
          this.handedOn?.member(owner, name, expression.object, context)
        );
      }
      case 'call':
        return this.called(expression, context);
      case 'new':
        return (
          this.collection(expression, context) ??
          this.wrapped(expression, context) ??
          this.madeWithNew(expression, context) ??
          this.constructed(this.settled(this.value(expression.callee, context)), expression, context) ??
          this.shaped(expression, context) ??
          this.packageLogger(expression.callee, LOGGER_TYPE, context)
        );
      case 'unary':
        return expression.operator === 'await' ? this.value(expression.operand, context) : undefined;
      case 'operation':
        switch (expression.operator) {
          case '??':
          case '||':
            return this.orFallback(expression.left, expression.right, context);
          case '=':
          case '??=':
          case '||=':
            return this.value(expression.right, context);
          case '&&':
            return this.either(expression.left, expression.right, context);
          default:
            return undefined;
        }
      case 'conditional':
        return this.choice(expression.whenTrue, expression.whenFalse, context);
      case 'object':
        return { at: 'object', literal: expression, context };
      case 'function': {
        const run = context.source.functionOf(expression);
        return run && { at: 'function', function: run, context };
      }
      case 'this':
        return this.receiver(expression, context) ?? this.extended(expression, context);
      case 'other':
        return expression.text === 'super' ? this.extended(expression, context) : undefined;
      default:
        return undefined;
    }
  }

  /** `new Map<string, Logger>()` */
  private collection({ callee, types = [] }: New, context: EvaluationContext): Value {
    const of = types.at(-1);
    if (!of || callee.kind !== 'identifier' || !COLLECTIONS.has(callee.name)) return undefined;
    const elements = this.annotated(of, context);
    const isPairs = callee.name.endsWith('Map');
    return elements && { at: 'collection', of: elements, isKeyed: false, isPairs, context };
  }

  /** `new winston.createLogger(options)`: what a function returns that makes loggers is what `new` gives as well. */
  private madeWithNew(creation: New, context: EvaluationContext): Value {
    const callee = unwrap(creation.callee);
    const name = callee.kind === 'identifier' ? callee.name : propertyName(callee);
    if (name === undefined || !MAKES_LOGGER.test(name)) return undefined;
    const maker = this.value(callee, context);
    const next = maker?.at === 'origin' ? kindOf(maker.origin).steps?.['()'] : undefined;
    return maker?.at === 'origin' && next !== undefined
      ? this.origin(made(maker.origin, next, creation, context.source))
      : undefined;
  }

  /** `new Proxy(logger, handler)` is used as what it stands before, unless its methods are others. */
  private wrapped({ callee, arguments: [target, handler] }: New, context: EvaluationContext): Value {
    const isProxy = callee.kind === 'identifier' && callee.name === 'Proxy';
    if (!isProxy || !target) return undefined;
    return handler && this.handsOn(handler, context) ? this.value(target, context) : undefined;
  }

  /** Whether what a proxy's handler gives for a member is a member, of its target or of another that stands in for it. */
  private handsOn(handler: Expression, context: EvaluationContext): boolean {
    const traps = this.value(handler, context);
    if (traps?.at !== 'object') return false;
    const get = this.step(traps, 'get');
    const isAlone = traps.literal.properties.every(({ key }) => typeof key === 'string');
    if (get === undefined) return isAlone && !propertyOf(traps.literal, 'get');
    return get.at === 'function' && get.function.returns().every((each) => this.isMember(each, get.context));
  }

  private isMember(expression: Expression, context: EvaluationContext): boolean {
    const read = unwrap(expression);
    switch (read.kind) {
      case 'member':
      case 'literal':
        return true;
      case 'identifier':
        return this.value(read, context)?.at !== 'function';
      case 'conditional':
        return this.isMember(read.whenTrue, context) && this.isMember(read.whenFalse, context);
      case 'operation':
        return this.isMember(read.left, context) && this.isMember(read.right, context);
      case 'call':
        return read.callee.text === 'Reflect.get' || propertyName(unwrap(read.callee)) === 'bind';
      default:
        return false;
    }
  }

  /** What `this` and `super` are in a class that extends what is named like a logger: `class AppLogger extends PinoLogger`. */
  private extended(expression: Expression, context: EvaluationContext): Value {
    const superclass = context.source.superclassAround?.(expression);
    return superclass && this.loggerBase(superclass, context);
  }

  /** An instance of a class that others extend, where it is named like a logger: what is not installed is one by that name. */
  private loggerBase(superclass: Expression, context: EvaluationContext): Value {
    if (!/log/i.test(superclass.text)) return undefined;
    return (
      this.constructed(this.value(superclass, context), undefined, context) ??
      this.packageLogger(superclass, LOGGER_TYPE, context)
    );
  }

  /** A method of what a value is. */
  method(value: Value, name: string): OwnMethod | undefined {
    const found = this.step(value, name);
    switch (found?.at) {
      case 'function':
        return { is: 'function', declared: { binding: found.function, context: found.context } };
      case 'signature':
        return {
          is: 'signature',
          signature: found.signature,
          implementations: () => this.implementations(value, name),
        };
      case undefined:
      case 'other-type':
        if (value?.at === 'filled') return { is: 'computed' };
        // `error: winston.LeveledLogMethod`
        return (
          (value?.at === 'object' ? this.loggersMethod(value, name) : undefined) ??
          (hasUnseenMethod(value, name) ? { is: 'unseen' } : undefined)
        );
      default:
        return undefined;
    }
  }

  /** The method of a library's logger that a member of an object is: `{ info: log.info }`, with `const { info } = log` or not. */
  private loggersMethod(
    { literal, context }: Extract<Value, { at: 'object' }>,
    name: string,
  ): OwnMethod | undefined {
    const given = propertyOf(literal, name);
    const bound = given && unwrap(given);
    const isBound = bound?.kind === 'call' && propertyName(unwrap(bound.callee)) === 'bind';
    const callee = isBound ? unwrap(bound.callee) : undefined;
    const read = callee?.kind === 'member' ? unwrap(callee.object) : bound;
    if (read?.kind === 'member' && typeof read.property === 'string')
      return logMethod(this.value(read.object, context), read.property);
    const binding = read?.kind === 'identifier' ? context.source.binding(read) : undefined;
    const method = binding?.kind === 'variable' ? binding.path.at(-1) : undefined;
    const init = binding?.kind === 'variable' ? binding.init?.() : undefined;
    if (binding?.kind !== 'variable' || method === undefined || !init) return undefined;
    return logMethod(this.along(this.value(init, context), binding.path.slice(0, -1)), method);
  }

  /** The method in each class that implements an interface in the file that declares it. */
  private implementations(value: Value, name: string): readonly FunctionDeclaration[] {
    if (value?.at !== 'interface') return [];
    return (value.interface.implementors?.() ?? []).flatMap(({ binding, source }) => {
      if (binding.kind !== 'class') return [];
      const made = this.method(
        { at: 'instance', class: binding, context: contextIn(source, value.context) },
        name,
      );
      return made?.is === 'function' ? [made.declared] : [];
    });
  }

  /** What `this` is in a function among the options of a call that makes something: `collect() { this.set(1) }`. */
  private receiver(expression: Expression, context: EvaluationContext): Value {
    const around = context.source.optionAround(expression);
    if (!around) return undefined;
    const made = this.value(around.call, context);
    if (made?.at !== 'origin' || made.origin.creation !== around.call) return undefined;
    return kindOf(made.origin).thisIn?.includes(around.name) ? made : undefined;
  }

  /** What a module exports under a name: one of the project's, else of an installed package by its declarations. */
  private hop(module: string, name: string, context: EvaluationContext): Declaration | undefined {
    const own = this.values.hop(module, name, context);
    if (own || !this.isAboutLogger || LIBRARIES_BY_MODULE.has(module) || !this.budget.spend()) return own;
    const found = context.source.installed?.(module, name);
    return found && { binding: found.binding, context: contextIn(found.source, context, 0) };
  }

  private either(a: Expression, b: Expression, context: EvaluationContext): Value {
    const left = this.value(a, context);
    const right = left?.at === 'origin' ? left : (this.value(b, context) ?? left);
    return isConsole(right) ? undefined : right;
  }

  /** `a ?? b`: what `a` is, where that is known; else `b`, which may stand in for a value of another library. */
  private orFallback(a: Expression, b: Expression, context: EvaluationContext): Value {
    const left = this.value(a, context) ?? this.declared(a, context);
    if (isLookedUp(left)) {
      // `register.getSingleMetric(name) ?? new Counter(…)`: what it makes says what it finds.
      const made = this.value(b, context);
      return isInstrument(made) ? made : left;
    }
    if (left?.at === 'other-type' || left?.at === 'origin') return isConsole(left) ? undefined : left;
    const right = this.value(b, context);
    if (isConsole(right)) return undefined;
    return isNothing(unwrap(a)) ? right : asFallback(right ?? left);
  }

  /** `c ? a : b`: either is as likely. */
  private choice(a: Expression, b: Expression, context: EvaluationContext): Value {
    const [left, right] = [this.value(a, context), this.value(b, context)];
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
      const owner = this.value(read.object, context);
      return owner?.at === 'interface' ? this.step(owner, read.property) : undefined;
    }
    if (read.kind !== 'identifier') return undefined;
    const binding = context.source.binding(read);
    if ((binding.kind !== 'parameter' && binding.kind !== 'variable') || !binding.type) return undefined;
    const annotated = this.annotated(binding.type, context);
    return annotated?.at === 'interface' ? this.along(annotated, binding.path) : undefined;
  }

  private called(call: Extract<Expression, { kind: 'call' }>, context: EvaluationContext): Value {
    const callee = unwrap(call.callee);
    if (callee.kind === 'identifier' && callee.name === 'require') {
      const module = call.arguments[0];
      if (module?.kind === 'literal' && typeof module.value === 'string') {
        return context.source.binding(callee).kind === 'global'
          ? this.imported(module.value, '*', context)
          : undefined;
      }
    }
    if (callee.kind === 'other' && callee.text === 'import') {
      const module = call.arguments[0];
      return module?.kind === 'literal' && typeof module.value === 'string'
        ? this.imported(module.value, '*', context)
        : undefined;
    }
    if (callee.kind === 'member' && typeof callee.property === 'string') {
      const object = this.value(callee.object, context);
      // `require('./logger').child({ … })`
      const owner = object && CHILD_METHODS.has(callee.property) ? this.settled(object) : object;
      if (owner?.at === 'origin') {
        const steps = kindOf(owner.origin).steps;
        const next = steps?.[`${callee.property}()`];
        // A child keeps what its root was made with: serializers and formats are set there.
        if (next) return this.origin(made(owner.origin, next, call, context.source));
      }
      if (owner?.at === 'collection') {
        if (TAKES_ELEMENT.has(callee.property)) return owner.of;
        if (callee.property === 'values') return { ...owner, isPairs: false };
        if (callee.property === 'entries') return { ...owner, isPairs: true };
      }
      if (!owner && TAKES_ELEMENT.has(callee.property)) {
        const element = this.element(call, callee.object, context);
        if (element) return element;
      }
      if (callee.text === 'Object.values' || callee.text === 'Object.entries') {
        const [given] = call.arguments;
        const list = given && this.value(given, context);
        return list?.at === 'collection' ? { ...list, isPairs: callee.property === 'entries' } : undefined;
      }
      if (owner && APPLYING.has(callee.property)) {
        const applied = this.applied(owner, call, context);
        if (applied) return applied;
      }
      const owning = MAKES_LOGGER.test(callee.property) ? this.settled(owner) : undefined;
      if (owning?.at === 'other-type' && LOGGER_TYPE.test(owning.type ?? '')) return owning;
      // A child of a logger whose own method is not seen to make it is one, too.
      if (owner && CHILD_OF_OWN.has(owner.at) && CHILD_METHODS.has(callee.property))
        return this.childOf(owner, call, context);
    }
    const read = this.value(callee, context);
    // `require('./log')('orders')`
    const target = read?.at === 'own-module' ? this.settled(read) : read;
    const named = target?.at === 'origin' ? undefined : this.madeByName(callee, call, context);
    if (named) return named;
    const injected = this.injected(callee, call, context);
    if (injected) return injected;
    if (callee.kind === 'member' && returnsOwner(target)) return this.value(callee.object, context);
    if (target?.at === 'function') {
      const made = this.madeAsTold(call, context, target);
      if (made) return made;
      const value = this.returned(target, call, context);
      if (value?.at === 'origin') return madeByFactory(value, call, context.source);
      return this.shaped(call, context) ?? value ?? this.madeInCallback(target, call, context);
    }
    if (target?.at === 'signature') return this.shaped(call, context) ?? this.ofValue('result', target);
    // `Logger()` of a package that is not seen.
    if (target?.at === 'example' || (target?.at === 'other-type' && target.isGuessed)) return target;
    const next = target?.at === 'origin' ? kindOf(target.origin).steps?.['()'] : undefined;
    return next && target?.at === 'origin'
      ? this.origin(created(target.origin, next, call, context.source))
      : (this.shaped(call, context) ??
          this.madeAsTold(call, context) ??
          this.packageLogger(callee, LOGGER_FACTORY, context));
  }

  /** What a function gives that is called by `apply` or `call`: `log4js.getLogger.apply(log4js, arguments)`. */
  private applied(target: Value, call: Call, context: EvaluationContext): Value {
    if (target?.at === 'function') return this.result(target);
    const next = target?.at === 'origin' ? kindOf(target.origin).steps?.['()'] : undefined;
    return next && target?.at === 'origin'
      ? this.origin(created(target.origin, next, call, context.source))
      : undefined;
  }

  /** What a container of services is asked for: `container.resolve(AppLogger)`, `app.get<Logger>(LOGGER)`. */
  private injected(callee: Expression, call: Call, context: EvaluationContext): Value {
    const name = callee.kind === 'identifier' ? callee.name : propertyName(callee);
    if (name === undefined || !INJECTING.has(name)) return undefined;
    const [type] = call.types ?? [];
    if (type) return this.annotated(type, context);
    const [token] = call.arguments;
    const read = token && unwrap(token);
    if (read?.kind !== 'identifier' || !/^[A-Z]/.test(read.name)) return undefined;
    const asked = this.value(read, context);
    const isClass = asked?.at === 'class' || (asked?.at === 'origin' && kindOf(asked.origin).steps?.new);
    return isClass ? this.constructed(asked, undefined, context) : undefined;
  }

  /** `new Logger()`, `createLogger()` of a package that is not in the catalog: a logger, by the name of the export. */
  private packageLogger(callee: Expression, names: RegExp, context: EvaluationContext): Value {
    const read = unwrap(callee);
    const binding = read.kind === 'identifier' ? context.source.binding(read) : undefined;
    const taken = binding?.kind === 'variable' ? this.takenFrom(binding, context) : undefined;
    const { module, imported } = binding?.kind === 'import' ? binding : (taken ?? {});
    if (module === undefined || imported === undefined || !names.test(imported)) return undefined;
    const isOther =
      isPackage(module) && !LIBRARIES_BY_MODULE.has(module) && !this.hop(module, imported, context);
    return isOther ? { at: 'other-type', module, type: 'Logger' } : undefined;
  }

  /** `const { loggerFactory } = require('@acme/parts').Logger` */
  private takenFrom(
    { path, init }: VariableBinding,
    { source }: EvaluationContext,
  ): { readonly module: string; readonly imported: string } | undefined {
    const [imported] = path;
    const from = imported !== undefined && path.length === 1 ? init?.() : undefined;
    const module = from && unwrap(from).kind === 'member' ? packageBehind(from, source) : undefined;
    return module === undefined || imported === undefined ? undefined : { module, imported };
  }

  /** What a method that makes a child logger gives: what it is seen to, else the like of its owner. */
  private childOf(owner: Value, call: Call, context: EvaluationContext): Value {
    const callee = unwrap(call.callee);
    const made = this.step(owner, propertyName(callee) ?? '');
    const value =
      made?.at === 'function'
        ? this.returned(made, call, context)
        : made?.at === 'signature'
          ? this.ofValue('result', made)
          : undefined;
    return value ?? owner;
  }

  /** The first that a function of the project returns whose making is known, given what the call hands over. */
  private returned(target: Extract<Value, { at: 'function' }>, call: Call, from: EvaluationContext): Value {
    if (isRecursion(call, from.activation)) return undefined;
    const around = target.context.activation;
    return this.result(target, {
      ...target.context,
      activation: { function: target.function, call, from, around },
    });
  }

  /**
   * What a function of the project gives back that calls what it is handed, and keeps the result where that is not seen:
   * `singleton('orders', () => new Counter(…))`.
   */
  private madeInCallback(
    { function: run, context: home }: Extract<Value, { at: 'function' }>,
    call: Call,
    context: EvaluationContext,
  ): Value {
    const argument = call.arguments.findLastIndex((each) => ['function', 'identifier'].includes(each.kind));
    const given = call.arguments[argument];
    const isCalled = run.calls?.().some((each) => {
      const parameter = calledParameter(each.call, run, home);
      return parameter?.index === argument && each.call.arguments.length === 0;
    });
    const make = given && isCalled === true ? this.value(given, context) : undefined;
    const made = make?.at === 'function' ? this.result(make) : undefined;
    const isKept = made?.at === 'object' || isInstrument(made) || (made && isTracer(made));
    return isKept ? made : undefined;
  }

  /** The one kind of metric that all elements of a collection are which are seen: written out, or put into it. */
  private element(read: Member | Call, owner: Expression, context: EvaluationContext): Value {
    // `c = cache.get(name); cache.set(name, c)` leads back to itself.
    if (this.elements.has(read)) return undefined;
    this.elements.add(read);
    const listed = this.values.step(read, context)?.values ?? [];
    const { binding, context: home } = this.holderOf(owner, context);
    const filled = binding?.fills?.().map((expression) => ({ ...home, expression })) ?? [];
    const value = listed.length + filled.length > 0 ? this.agreeing([...listed, ...filled]) : undefined;
    // Which of them it is, is not seen.
    return value && isInstrument(value) ? this.origin({ ...value.origin, creation: undefined }) : undefined;
  }

  /** A member of what another name stands for, `const self = this`, or that the file assigns to what is not seen. */
  private memberElsewhere(owner: Expression, name: string, context: EvaluationContext): Value {
    if (unwrap(owner).kind === 'member') {
      const given = context.source.assignedTo?.(unwrap(owner), name) ?? [];
      const value = this.agreeing(given.map((expression) => ({ ...context, expression })));
      return isInstrument(value) ? value : undefined;
    }
    const { binding } = this.holderOf(owner, context);
    const self = binding?.constant && this.values.given(binding, context)?.values[0]?.expression;
    const member = self && self.kind === 'this' ? context.source.thisMember(self, name) : undefined;
    return member && this.bound(member.binding, contextIn(member.source, context));
  }

  /** The metric or logger that is assigned to a member of an object after that was written: `metrics.orders = new Counter(…)`. */
  private assigned(owner: Expression, name: string, context: EvaluationContext): Value {
    const global = this.isAboutLogger ? globalName(unwrap(owner), context) : undefined;
    const elsewhere = global === undefined ? [] : this.globalHolders(global, context);
    const holders = elsewhere.length > 0 ? elsewhere : [this.holderOf(owner, context)];
    const given = holders.flatMap(({ binding, context: home }) =>
      (binding?.sets?.() ?? []).flatMap((each) =>
        each.name === name ? [{ ...home, expression: each.value }] : [],
      ),
    );
    const value = this.agreeing(given);
    if (elsewhere.length > 0) return asFollowed(value);
    return isInstrument(value) || this.isAboutLogger ? value : undefined;
  }

  /** The variable or member of `this` that an expression reads, through imports and globals. */
  private holderOf(
    expression: Expression,
    context: EvaluationContext,
  ): { readonly binding?: VariableBinding; readonly context: EvaluationContext } {
    const read = unwrap(expression);
    if (read.kind === 'identifier') {
      const found = this.values.declaration(read, context);
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
  private globalHolders(name: string, context: EvaluationContext): readonly ReturnType<Trace['holderOf']>[] {
    if (context.hops >= MAX_HOPS || STANDARD_GLOBALS.has(name)) return [];
    return (context.source.globalValues?.(name) ?? []).flatMap(({ binding, source }) => {
      const given = binding.kind === 'variable' ? binding.init?.() : undefined;
      const home = contextIn(source, context, context.hops + 1);
      if (given?.kind === 'identifier') return [this.holderOf(given, home)];
      return binding.kind === 'variable' && given?.kind === 'object' ? [{ binding, context: home }] : [];
    });
  }

  /** What the settings say that the project's function of this name makes. */
  private madeByName(callee: Expression, creation: Expression, context: EvaluationContext): Value {
    const factories = this.settings.metricFactories;
    const name = callee.kind === 'identifier' ? this.importedName(callee, context) : propertyName(callee);
    if (!factories || name === undefined || !Object.hasOwn(factories, name)) return undefined;
    const made = METRIC_FACTORIES[factories[name] ?? ''];
    return made && this.origin({ ...made, evidence: 'settings', creation, madeIn: context.source });
  }

  /** The name a function was exported under, whatever it is called here. */
  private importedName(
    callee: Extract<Expression, { kind: 'identifier' }>,
    context: EvaluationContext,
  ): string {
    const binding = context.source.binding(callee);
    const isRenamed = binding.kind === 'import' && binding.imported !== 'default' && binding.imported !== '*';
    return isRenamed ? binding.imported : callee.name;
  }

  /** `createCounter({ name, help, labelNames })`, `getCounter(name, help, [label])`: no other value has this shape. */
  private shaped(creation: Extract<Expression, { kind: 'call' | 'new' }>, context: EvaluationContext): Value {
    const options = creation.arguments[0];
    const callee = unwrap(creation.callee);
    const name = (callee.kind === 'identifier' ? callee.name : propertyName(callee)) ?? '';
    const alike = FACTORY_SHAPES.find(
      ({ keys, inOrder }) =>
        keys.every((key) => propertyOf(options, key)) ||
        (inOrder.test(name) && isInOrder(creation.arguments)),
    );
    const shape = alike?.kinds.find(({ pattern }) => pattern.test(name));
    if (!alike || !shape) return undefined;
    return this.origin({
      library: alike.library,
      kind: shape.kind,
      evidence: 'shape',
      creation,
      madeIn: context.source,
    });
  }

  /**
   * `getOrCreate(Counter, { name, help })`, `getOrCreateMetric('Gauge', { name, help })`: what a function makes that is told the class of
   * a metric. One that may give it another name than what it puts before it is none.
   */
  private madeAsTold(
    creation: Call,
    context: EvaluationContext,
    run?: Extract<Value, { at: 'function' }>,
  ): Value {
    const [told, options] = creation.arguments;
    const shape = FACTORY_SHAPES.find(({ keys }) => keys.every((key) => propertyOf(options, key)));
    const renaming = run ? renamingBy(run) : 'none';
    if (!told || !shape || renaming === 'unseen') return undefined;
    const text = told.kind === 'literal' && typeof told.value === 'string' ? told.value : undefined;
    const { library } = shape;
    const named = text === undefined ? undefined : library.exports[text];
    const value = text === undefined ? this.settled(this.value(told, context)) : undefined;
    const of = named ?? (value?.at === 'origin' && value.origin.library === library ? value.origin.kind : '');
    const kind = library.kinds[of]?.steps?.new ?? '';
    if (library.kinds[kind]?.instrument?.kind === undefined) return undefined;
    const made: Origin = { library, kind, evidence: 'shape', creation, madeIn: context.source };
    return this.origin(renaming === 'prefix' ? { ...made, isPrefixed: true } : made);
  }

  /** @param creation undefined where it is not seen */
  private constructed(target: Value, creation: Call | New | undefined, context: EvaluationContext): Value {
    if (target?.at === 'class') {
      const { superclass } = target.class;
      const instance: Instance = { ...target, at: 'instance' };
      if (!superclass) return instance;
      const base =
        this.constructed(this.value(superclass(), target.context), creation, context) ??
        this.packageLogger(superclass(), LOGGER_TYPE, target.context);
      return base?.at === 'instance' ? instance : extended(base, instance);
    }
    if (target?.at === 'function') return creation && this.constructedByFunction(target);
    if (target?.at !== 'origin')
      return target !== undefined && NOT_CONSTRUCTED.has(target.at) ? undefined : target;
    const next = kindOf(target.origin).steps?.new;
    if (!next) return undefined;
    return this.origin(
      creation ? created(target.origin, next, creation, context.source) : unseen(target.origin, next),
    );
  }

  /**
   * What a constructor makes that is written as a function. The methods of one that is named like a logger are put into it in
   * ways that are not seen.
   */
  private constructedByFunction({ function: run, context }: Extract<Value, { at: 'function' }>): Value {
    const text = run.text?.() ?? '';
    const type = CONSTRUCTOR.exec(text.slice(0, 100))?.[1];
    if (type !== undefined && LOGGER_TYPE.test(type) && /\bthis\./.test(text))
      return { at: 'other-type', module: context.source.file, type, context };
    const binding = context.source.constructedBy?.(run);
    return binding?.kind === 'class' ? { at: 'instance', class: binding, context } : undefined;
  }

  private step(from: Value, name: string): Value {
    switch (from?.at) {
      case 'origin': {
        const next = kindOf(from.origin).steps?.[name];
        return next ? this.origin({ ...from.origin, kind: next }) : undefined;
      }
      case 'other-type':
        return this.added(from, name) ?? this.loggerIn(from, name);
      case 'package':
        return this.packageExport(from.module, name);
      case 'object': {
        const value = propertyOf(from.literal, name) ?? methodIn(from.literal, name);
        return value ? this.value(value, from.context) : this.spread(from, name);
      }
      case 'filled':
        return this.step(from.or, name);
      case 'collection':
        return from.isKeyed || name === ELEMENT || /^\d+$/.test(name) ? from.of : undefined;
      case 'class':
      case 'instance': {
        const member = from.class.member(name);
        if (member) return this.bound(member.binding, contextAt(member, from.context));
        return this.inherited(from.class.superclass?.(), name, from.context);
      }
      case 'interface': {
        const member = from.interface.member(name);
        if (member) return this.bound(member.binding, contextAt(member, from.context));
        return this.first(from.interface.bases?.() ?? [], (base) =>
          this.step(this.annotated(base, from.context), name),
        );
      }
      case 'intersection':
        return this.first(from.of, (part) => this.step(part, name));
      case 'own-module':
        return this.imported(from.module, name, from.context) ?? this.step(this.settled(from), name);
      case 'global':
        return this.global(name, from.context);
      case 'named': {
        const of = from.of.filter(({ path }) => path[from.steps] === name);
        return this.named(of, from.steps + 1, () => this.step(from.or, name));
      }
      default:
        return undefined;
    }
  }

  /** A member that the project adds to a package's type: `declare module 'express' { interface Request { log: Logger } }`. */
  private added({ module, type, context }: OtherType, name: string): Value {
    if (!this.isAboutLogger || module === undefined || type === undefined || !context) return undefined;
    return this.first(context.source.augmented?.(name) ?? [], (member) => {
      const isOf = member.owner === type || ADDED_TO.some((base) => member.owner === base + type);
      const isIn = member.module === module || member.module?.startsWith(`${module}-`);
      return isOf && isIn ? this.bound(member.binding, contextAt(member, context)) : undefined;
    });
  }

  /**
   * `context.logger`, `context.deps.log` of a type of a package whose declarations are not seen: a logger, by that name. Frameworks of
   * servers have what the project puts there.
   */
  private loggerIn({ module, isGuessed, context }: OtherType, name: string): Value {
    if (!this.isAboutLogger || isGuessed || module === undefined || !isPackage(module)) return undefined;
    if (SERVER_PACKAGES.has(module)) return undefined;
    if (LOGGER_MEMBER.test(name)) return { at: 'other-type', module, type: 'Logger', isGuessed: true };
    return LOGGER_HOLDERS.has(name) ? { at: 'other-type', module, ...(context && { context }) } : undefined;
  }

  /** The same of a library's value, and of a request whose type is not seen where the project adds that name once. */
  private addedElsewhere(owner: Value, written: Expression, name: string, context: EvaluationContext): Value {
    if (owner?.at === 'origin') {
      const { library, kind } = owner.origin;
      const [module] = library.packages;
      const type = Object.entries(library.types ?? {}).find(([, is]) => is === kind)?.[0];
      return this.added(
        { at: 'other-type', ...(module && { module }), ...(type && { type }), context },
        name,
      );
    }
    if (owner || !this.isAboutLogger) return undefined;
    const read = unwrap(written);
    if (read.kind !== 'identifier' || !LOGGER_OWNERS.has(read.name)) return undefined;
    const binding = context.source.binding(read);
    if (binding.kind !== 'parameter' || binding.type) return undefined;
    const [only, ...others] = context.source.augmented?.(name) ?? [];
    return only && others.length === 0 ? this.bound(only.binding, contextAt(only, context)) : undefined;
  }

  /** What an object has of those that are spread into it: `{ ...deps, logger }`. A later one may hide what the others have. */
  private spread({ literal, context }: Extract<Value, { at: 'object' }>, name: string): Value {
    const spreads = literal.properties.filter(({ key }) => key === undefined);
    for (const { value } of spreads.toReversed()) {
      const owner = this.value(value, context);
      const member = this.step(owner, name);
      if (member || !isWithout(owner, name) || isFilledLater(value, context)) return member;
    }
    return undefined;
  }

  /** A member of a class that is not seen: the settings may say what it is, or a logger's name. */
  private inherited(superclass: Expression | undefined, name: string, context: EvaluationContext): Value {
    if (!superclass) return undefined;
    const told = this.settings.named && this.step(this.value(superclass, context), name);
    return told ?? this.loggerOfPackage(superclass, name, context);
  }

  /** `container.logger` of what a package exports that is not seen, `this.logger` of a class that extends that. */
  private loggerOfPackage(owner: Expression, name: string, context: EvaluationContext): Value {
    const read = unwrap(owner);
    if (!this.isAboutLogger || read.kind !== 'identifier') return undefined;
    const binding = context.source.binding(read);
    if (binding.kind !== 'import' || LIBRARIES_BY_MODULE.has(binding.module)) return undefined;
    const logger = this.loggerIn({ at: 'other-type', module: binding.module, context }, name);
    return logger && !this.hop(binding.module, binding.imported, context) ? logger : undefined;
  }

  private global(name: string, context: EvaluationContext): Value {
    const told = this.settings.named?.globals.get(name) ?? [];
    return this.named(told, 1, () => this.globalValue(name, context));
  }

  /** What the settings say that a value is, so many steps on the way to it; else what it is itself. */
  private named(of: readonly NamedValue[], steps: number, otherwise: () => Value): Value {
    const is = of.find(({ path }) => path.length === steps)?.is;
    if (is) return 'library' in is ? namedOrigin(is) : { at: 'example', example: is };
    const or = otherwise();
    return of.length > 0 ? { at: 'named', of, steps, or } : or;
  }

  /** What the settings say of exports of this name and module. */
  private exportsNamed(module: string, name: string, context: EvaluationContext): readonly NamedValue[] {
    const named = this.settings.named?.exports.get(name);
    return named?.filter(({ from = '' }) => this.isExport(from, module, name, context)) ?? [];
  }

  /** Whether a module is the one that the settings mean: by its specifier, or as what both export is declared in one place. */
  private isExport(from: string, module: string, name: string, context: EvaluationContext): boolean {
    const directory = directoryOf(context.source.file);
    if (moduleKey(module, directory) === from) return true;
    const declaredIn = (specifier: string) => {
      const found = this.values.exported(specifier, name, context);
      return found && moduleKey(found.context.source.file, '');
    };
    const file = declaredIn(module);
    if (file === undefined || file === from) return file !== undefined;
    const isPath = /^(?:[A-Za-z]:)?\//.test(from);
    return declaredIn(isPath ? relativeSpecifier(from, directory, 'source') : from) === file;
  }

  /** A global, by the catalog or by what code of the package gives it. */
  private globalValue(name: string, context: EvaluationContext): Value {
    const known = globalValue(name);
    if (known || STANDARD_GLOBALS.has(name) || context.hops >= MAX_HOPS) return known;
    return this.first(context.source.globalValues?.(name) ?? [], ({ binding, source }) =>
      this.bound(binding, contextIn(source, context, context.hops + 1)),
    );
  }

  /** The value a name stands for, or what `path` leads to from it. */
  bound(binding: Binding, context: EvaluationContext, path: readonly string[] = []): Value {
    if (path.length > 0) return this.along(this.bound(binding, context), path);
    if (!this.budget.spend()) return undefined;
    switch (binding.kind) {
      case 'global':
        return GLOBAL_OBJECTS.has(binding.name)
          ? { at: 'global', context }
          : this.global(binding.name, context);
      case 'import':
        return this.imported(binding.module, binding.imported, context);
      case 'variable':
        return (
          this.along(
            this.told(binding.type, context, () => this.held(binding, context)),
            binding.path,
          ) ??
          this.partDefault(binding, context) ??
          this.takenOut(binding, context)
        );
      case 'parameter':
        return this.handed(binding, context);
      case 'function':
        return { at: 'function', function: binding, context };
      case 'class':
        return { at: 'class', class: binding, context };
      case 'signature':
        return { at: 'signature', signature: binding.signature, context };
      default:
        return undefined;
    }
  }

  private first<Item>(items: readonly Item[], of: (item: Item) => Value): Value {
    for (const each of items) {
      const value = of(each);
      if (value) return value;
    }
    return undefined;
  }

  private held(binding: VariableBinding, context: EvaluationContext): Value {
    if (binding.elementOf) {
      const list = this.value(binding.elementOf(), context);
      if (list?.at === 'collection') return elementOf(list);
    }
    const init = binding.elementOf ? undefined : binding.init?.();
    if (!init)
      return (
        this.agreeing(this.values.given(binding, context)?.values ?? []) ?? this.injectedBy(binding, context)
      );
    const value = this.value(init, context);
    if (this.isAboutLogger && (value === undefined || value.at === 'object') && isFilled(binding))
      return { at: 'filled', declared: binding, or: value, context };
    if (value === undefined && !binding.constant) return this.later(binding, init, context);
    return this.isAsGiven(binding, value, context) ? value : asFallback(value);
  }

  /** The metric that a decorator injects into a field which has no type. */
  private injectedBy({ decorators }: VariableBinding, context: EvaluationContext): Value {
    const value = this.first(decorators?.() ?? [], (each) =>
      each.kind === 'call' ? this.value(each, context) : undefined,
    );
    return isInstrument(value) ? value : undefined;
  }

  /**
   * What a variable is given that begins with nothing: `let client = null`; else the metric that it is given where it has none yet:
   * `let c = cache.get(name); if (!c) c = meter.createCounter(name)`.
   */
  private later(binding: VariableBinding, init: Expression, context: EvaluationContext): Value {
    const given = this.values.given(binding, context)?.values ?? [];
    const value = this.agreeing(given.filter(({ expression }) => expression !== init));
    return isInstrument(value) || isNothing(init) ? value : undefined;
  }

  /** Whether all that a variable is given later is what it was first: else that may be a logger of any library. */
  private isAsGiven(binding: VariableBinding, value: Value, context: EvaluationContext): boolean {
    if (binding.constant || value?.at !== 'origin' || !kindOf(value.origin).logger) return true;
    const [, ...later] = binding.writes?.() ?? [];
    if (later.length === 0 || this.reassigned.has(binding)) return true;
    this.reassigned.add(binding);
    const isAsGiven = later.every((each) => {
      if (isNothing(each)) return true;
      const other = this.value(each, context);
      return other?.at === 'origin' && other.origin.library === value.origin.library;
    });
    this.reassigned.delete(binding);
    return isAsGiven;
  }

  private handed(binding: ParameterBinding, context: EvaluationContext): Value {
    const annotated = binding.type && this.annotated(binding.type, context);
    const isOther = annotated?.at === 'other-type';
    if (annotated && annotated.at !== 'interface' && !isOther) return this.along(annotated, binding.path);
    const value = this.handedAs(binding, annotated, context);
    return isOther && binding.path.length === 0 ? asOther(value, annotated) : value;
  }

  private handedAs(binding: ParameterBinding, annotated: Value, context: EvaluationContext): Value {
    const handed = binding.callbackOf?.();
    const given = handed && this.callbackParameter(handed, binding.index, context);
    if (given) return this.along(given, binding.path);
    const option = handed ? undefined : binding.optionOf?.();
    const hooked =
      option && OPTION_CALLBACKS.has(option.option) && this.optionParameter(option, binding.index, context);
    if (hooked) return this.along(hooked, binding.path);
    const expected = this.expected(binding, context);
    if (expected) return this.along(expected, binding.path);
    const argument = this.values.given(binding, context);
    const agreed = argument?.isComplete ? this.agreeing(argument.values, binding.path) : undefined;
    if (agreed) return agreed;
    const fallback = binding.default && this.along(this.value(binding.default(), context), binding.path);
    if (isConsole(fallback)) return undefined;
    if (fallback && annotated) {
      const declared = this.along(annotated, binding.path);
      if (declared?.at === 'other-type' || declared?.at === 'origin') return declared;
      // `options: Options = {}`
      if (declared?.at === 'interface' && fallback.at === 'object')
        return { at: 'intersection', of: [fallback, declared] };
      return asFallback(fallback);
    }
    const declared = annotated && this.along(annotated, binding.path);
    const known = fallback ?? declared ?? this.partDefault(binding, context);
    // A comment may name types that nothing declares.
    const isTyped = annotated !== undefined && !isJavaScript(context.source.file);
    if (known !== undefined || isTyped || handed || option) return known;
    return untypedValue(binding, context) ?? this.handedOn?.parameter(binding, context);
  }

  /** `const { logger } = this`, `const { logger } = container` of what a package exports that is not seen. */
  private takenOut({ path, init }: VariableBinding, context: EvaluationContext): Value {
    const [name, ...rest] = path;
    const isAsked = this.isAboutLogger || this.handedOn !== undefined;
    const owner = isAsked && name !== undefined ? init?.() : undefined;
    if (!owner || name === undefined) return undefined;
    const member = owner.kind === 'this' ? context.source.thisMember(owner, name) : undefined;
    if (member) return this.along(this.bound(member.binding, contextAt(member, context)), rest);
    if (rest.length > 0) return undefined;
    const taken = this.loggerOfPackage(owner, name, context);
    return taken ?? this.handedOn?.member(this.value(owner, context), name, owner, context);
  }

  /** What a package that is not in the catalog makes, and that is kept under a logger's name: `const logger = acme.make('orders')`. */
  private calledLogger(name: string, { binding, context }: Declaration): Value {
    if (!this.isAboutLogger || !LOGGER_NAMES.has(name)) return undefined;
    if (binding.kind !== 'variable' || binding.path.length > 0 || binding.type) return undefined;
    const init = binding.init?.();
    const module = init && packageMaking(init, context.source);
    if (module === undefined || !isPackage(module) || isOfCatalog(module)) return undefined;
    if (TERMINAL_PACKAGE.test(module) || this.hop(module, '*', context)) return undefined;
    return { at: 'other-type', module, type: 'Logger', isGuessed: true };
  }

  /** `{ logger = defaultLogger }` */
  private partDefault(
    { partDefault }: ParameterBinding | VariableBinding,
    context: EvaluationContext,
  ): Value {
    const part = partDefault && this.value(partDefault(), context);
    return isConsole(part) ? undefined : part;
  }

  /** What a function's parameter is by the type that the function is written for: `const run: Handler = (context) => …`. */
  private expected(binding: ParameterBinding, context: EvaluationContext): Value {
    const expected = binding.expected?.() ?? asArgument(binding.callbackOf?.());
    if (!expected) return undefined;
    const { by, path } = expected;
    const option =
      'call' in by && path.length > 0 ? this.option(by.call, path, binding.index, context) : undefined;
    if (option) return option;
    const whole =
      'type' in by ? this.annotated(by.type, context) : this.argument(by.call, by.argument, context);
    const found = this.along(whole, path);
    if (found?.at === 'origin') {
      const kind = kindOf(found.origin).callbacks?.['()']?.[binding.index];
      return kind ? this.origin({ ...found.origin, kind }) : undefined;
    }
    return this.parameter(this.signatureOf(found), binding.index);
  }

  /** What a library hands to a function among the options of a call: `app.route({ handler(request) { … } })`. */
  private option(
    call: Call | New,
    path: readonly string[],
    index: number,
    context: EvaluationContext,
  ): Value {
    const callee = unwrap(call.callee);
    const method = propertyName(callee);
    if (callee.kind !== 'member' || method === undefined) return undefined;
    // One of a list is handed the same.
    const name = [method, ...path.filter((each) => each !== ELEMENT)].join('.');
    return this.handedTo(this.value(callee.object, context), name, index, call, context);
  }

  /** What a call's argument is declared as. */
  private argument(call: Call | New, index: number, context: EvaluationContext): Value {
    return this.parameter(this.signatureOf(this.value(call.callee, context)), index);
  }

  private parameter(declared: DeclaredSignature | undefined, index: number): Value {
    const { signature, context } = declared ?? {};
    const last = signature?.parameters.at(-1);
    const parameter = signature?.parameters[index] ?? (last?.isRest ? last : undefined);
    const type = parameter?.type;
    const value = type && context ? this.annotated(type, context) : undefined;
    return parameter?.isRest ? this.step(value, ELEMENT) : value;
  }

  /** What something that can be called, or constructed, says of its parameters. */
  private signatureOf(callable: Value): DeclaredSignature | undefined {
    switch (callable?.at) {
      case 'signature':
        return callable;
      case 'function': {
        const signature = callable.function.signature?.();
        return signature && { signature, context: callable.context };
      }
      case 'class': {
        const signature = callable.class.construct?.();
        return signature && { signature, context: callable.context };
      }
      case 'interface': {
        const called = this.step(callable, '()');
        return called?.at === 'signature' ? called : undefined;
      }
      default:
        return undefined;
    }
  }

  /**
   * The one kind of value that all are which may stand for each other; what they were made with is known where that is
   * the same. The console is as a rule only what stands in for a logger.
   */
  private agreeing(values: readonly Alternative[], path: readonly string[] = []): Value {
    const given = values.filter(({ expression }) => !isNothing(expression));
    let found: Value;
    let standIn: Value;
    for (const each of given) {
      const whole = this.value(each.expression, each);
      const value = this.along(whole, path);
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
        found = this.origin({ ...found.origin, creation: undefined });
      if (value.at === 'origin' && value.origin.evidence === 'fallback') found = asFallback(found);
    }
    return found ?? standIn;
  }

  private along(value: Value, path: readonly string[]): Value {
    return path.reduce<Value>((current, name) => this.step(current, name), value);
  }

  /** `require('./logger')` as a value: what the module sets `module.exports` to. */
  settled(value: Value): Value {
    if (value?.at === 'named') return this.settled(value.or);
    if (value?.at !== 'own-module') return value;
    const told = this.exportsNamed(value.module, 'default', value.context);
    if (told.length > 0) return this.settled(this.named(told, 1, () => undefined));
    const found = this.hop(value.module, '*', value.context);
    // `module.exports = require('./manager.js')`
    if (found) return this.settled(asFollowed(this.bound(found.binding, found.context)));
    if (METRICS_PACKAGE.test(value.module)) return this.unseenClient('import');
    return this.isLoggerPackage(value.module)
      ? { at: 'other-type', module: value.module, type: 'Logger', isGuessed: true }
      : undefined;
  }

  /**
   * Whether a package that is not in the catalog is a logger as a whole, by its own name or because the project calls it one:
   * `const logger = require('acme-ops')`.
   */
  private isLoggerPackage(module: string): boolean {
    if (!isPackage(module) || LIBRARIES_BY_MODULE.has(module) || TERMINAL_PACKAGE.test(module)) return false;
    if (LOGGER_PACKAGE.test(module)) return true;
    return this.isAboutLogger && !isOfCatalog(module) && !isNodeModule(module);
  }

  private callbackParameter(
    handed: { call: Extract<Expression, { kind: 'call' | 'new' }>; argument: number },
    index: number,
    context: EvaluationContext,
  ): Value {
    const callee = unwrap(handed.call.callee);
    if (callee.kind === 'member' && typeof callee.property === 'string') {
      const owner = this.value(callee.object, context);
      if (owner?.at === 'collection' && index === 0 && ITERATING.has(callee.property)) return owner.of;
      const given = this.handedTo(owner, callee.property, index, handed.call, context);
      if (given) return given;
    }
    const target = this.value(callee, context);
    return target?.at === 'function'
      ? this.handedBack(target, handed.argument, index)
      : this.handedTo(target, '()', index, handed.call, context);
  }

  /** The span or metric that one of the project's functions calls a callback with: `fn(span)` of `withSpan(name, fn)`. */
  private handedBack(
    { function: run, context }: Extract<Value, { at: 'function' }>,
    argument: number,
    index: number,
  ): Value {
    for (const { call } of run.calls?.() ?? []) {
      if (calledParameter(call, run, context)?.index !== argument) continue;
      const given = call.arguments[index];
      const value = given && this.value(given, context);
      return value?.at === 'origin' && (kindOf(value.origin).span || isInstrument(value))
        ? asFollowed(value)
        : undefined;
    }
    return undefined;
  }

  /** What a function among the options of a library's call gets as a parameter. */
  private optionParameter(
    {
      call,
      option,
    }: { readonly call: Extract<Expression, { kind: 'call' | 'new' }>; readonly option: string },
    index: number,
    context: EvaluationContext,
  ): Value {
    const owner = this.value(unwrap(call.callee), context);
    const kind = owner?.at === 'origin' ? kindOf(owner.origin).optionCallbacks?.[option]?.[index] : undefined;
    if (owner?.at !== 'origin' || !kind) return undefined;
    return this.origin({ ...owner.origin, kind, creation: call, madeIn: context.source });
  }

  /** What a function gets as a parameter when it is handed to a method of a library's value. */
  private handedTo(
    owner: Value,
    method: string,
    index: number,
    call: Expression,
    context: EvaluationContext,
  ): Value {
    if (owner?.at !== 'origin') return undefined;
    const kind = kindOf(owner.origin).callbacks?.[method]?.[index];
    if (!kind) return undefined;
    const origin = { ...owner.origin, kind, creation: undefined };
    if (kindOf(origin).span) return this.origin({ ...origin, creation: call, madeIn: context.source });
    // What observes a metric is handed over by the metric itself.
    const { creation } = kindOf(owner.origin).instrument ? owner.origin : {};
    return this.origin({ ...origin, creation });
  }

  /** What a type says of a value; what the value shows itself is only asked for where there is more to know. */
  private told(type: TypeName | undefined, context: EvaluationContext, given: () => Value): Value {
    const annotated = type && this.annotated(type, context);
    if (annotated?.at === 'interface') {
      const value = given();
      // `const context: Context = {} as Context` is filled in later.
      return value?.at === 'object' ? { at: 'intersection', of: [value, annotated] } : (value ?? annotated);
    }
    if (annotated?.at === 'other-type') return asOther(given(), annotated);
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
      ? this.origin({ ...made.origin, kind: annotated.origin.kind })
      : annotated;
  }

  /** What a type says that its values are. */
  private annotated(type: TypeName, context: EvaluationContext): Value {
    if (!this.budget.spend()) return undefined;
    const named = this.namedType(type, context);
    if (type.or && !this.areAlike([named, ...type.or.map((each) => this.annotated(each, context))]))
      return undefined;
    const whole = type.also
      ? this.together([named, ...type.also.map((each) => this.annotated(each, context))])
      : named;
    return type.members ? this.along(whole, type.members) : whole;
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
    if (type.of) return this.ofValue(type.of, this.along(this.bound(binding, context), type.path.slice(1)));
    const name = type.path.at(-1) ?? '';
    return this.typed(binding, type, name, context);
  }

  /** `typeof make`, `ReturnType<typeof make>`, `InstanceType<typeof Logger>` */
  private ofValue(of: NonNullable<TypeName['of']>, value: Value): Value {
    if (of === 'value') return value;
    if (of === 'instance') return value?.at === 'class' ? { ...value, at: 'instance' } : undefined;
    switch (value?.at) {
      case 'function':
        return this.result(value);
      case 'signature':
        return value.signature.returns && this.annotated(value.signature.returns, value.context);
      case 'origin': {
        const next = kindOf(value.origin).steps?.['()'];
        return next ? this.origin({ ...value.origin, kind: next }) : undefined;
      }
      default:
        return undefined;
    }
  }

  /** What a function returns, by its body, else by what it declares; whoever calls it, unless `inside` knows. */
  private result(
    { function: run, context }: Extract<Value, { at: 'function' }>,
    inside: EvaluationContext = context,
  ): Value {
    const returned = run.returns();
    let standIn: Value;
    const working = this.first(returned, (each) => {
      const value = this.value(each, inside);
      if (!value || returned.length === 1 || !this.standsIn(each, value)) return value;
      standIn ??= value;
      return undefined;
    });
    const made = working ?? standIn;
    if (made) return returned.length > 1 ? this.oneOf(made, returned, inside) : made;
    const declared = run.signature?.().returns;
    return declared && this.annotated(declared, context);
  }

  /** Whether something only stands in for what works, by its name or as nothing in it does anything: `{ inc: () => {} }`. */
  private standsIn(expression: Expression, value: Value): boolean {
    if (isStandIn(expression)) return true;
    if (value?.at !== 'object') return false;
    const { literal, context } = value;
    return (
      literal.properties.length > 0 &&
      literal.properties.every((property) => {
        const method = property.key === undefined ? undefined : this.value(property.value, context);
        return method?.at === 'function' && method.function.calls?.().length === 0;
      })
    );
  }

  /**
   * A logger that is one of several which a function makes: how it is made is not known, where that is for the project's formats to tell.
   */
  private oneOf(made: Value, returned: readonly Expression[], inside: EvaluationContext): Value {
    if (made?.at !== 'origin' || made.origin.creation === undefined) return made;
    if (!kindOf(made.origin).logger?.losesErrors?.mayBeKeptBy) return made;
    const { creation } = made.origin;
    const others = returned.map((each) => this.value(each, inside));
    const isOne = others.every((each) => each?.at !== 'origin' || each.origin.creation === creation);
    return isOne ? made : this.origin({ ...made.origin, creation: undefined });
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
    if (!this.budget.spend()) return undefined;
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
        const base = this.first(binding.bases?.() ?? [], (each) => {
          const value = this.annotated(each, home);
          return value?.at === 'origin' ? value : undefined;
        });
        if (base) return base;
        const kind = declaredMetric(name, (method) => binding.member(method) !== undefined);
        return kind
          ? this.origin({ library: DECLARED_METRICS, kind, evidence: 'type', creation: undefined })
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
        return this.first(context.source.globalTypes?.(binding.name) ?? [], (each) =>
          this.typed(each.binding, type, name, contextAt(each, context), from),
        );
      case 'import': {
        const typeName = type.path.length > 1 ? name : binding.imported;
        const told = this.exportsNamed(binding.module, typeName, context);
        return this.named(told, 1, () => this.typedByImport(binding, type, typeName, context));
      }
      default:
        return undefined;
    }
  }

  /** What is declared as a class: of the library whose class that extends, where it does. */
  private instance(declared: ClassBinding, context: EvaluationContext): Value {
    const instance: Instance = { at: 'instance', class: declared, context };
    const superclass = declared.superclass?.();
    const base = superclass && this.loggerBase(superclass, context);
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
      return this.origin({ ...kind, evidence: 'type', creation: undefined, ...labelNames });
    }
    // A logger's type that the catalog's entry does not list is a logger all the same.
    if (LIBRARIES_BY_MODULE.has(module))
      return LOGGER_TYPE.test(typeName) ? { at: 'other-type', module, type: typeName } : undefined;
    const found = this.hop(module, typeName, context);
    if (found) {
      const named = { ...type, path: [typeName] };
      // A type is one declaration, however many modules lie between: what is asked of its members starts there.
      const home = { ...found.context, hops: context.hops };
      const value = this.typed(found.binding, named, typeName, home, context);
      if (value) return value;
    }
    // `App.Logger` of an imported namespace, `App.Kernel.Logger` of one that has others.
    const [, inner = '', ...rest] = type.path;
    const within = imported !== '*' ? type : rest.length > 0 && { ...type, path: [inner, ...rest] };
    const outer =
      within && type.path.length > 1 && this.hop(module, imported === '*' ? inner : imported, context);
    if (outer) return this.typed(outer.binding, within, typeName, outer.context, context);
    if (METRICS_PACKAGE.test(module) && METRICS_TYPE.test(typeName)) return this.unseenClient('type');
    return isPackage(module) ? { at: 'other-type', module, type: typeName, context } : undefined;
  }

  /** A client for metrics, by what the package is called that it comes from. */
  private unseenClient(evidence: Evidence): Value {
    return this.origin({ library: UNSEEN_CLIENT, kind: 'client', evidence, creation: undefined });
  }

  private imported(module: string, name: string, context: EvaluationContext): Value {
    const wanted = this.settings.logger?.import;
    if (wanted?.name === name && this.settings.logger?.library) {
      const here = moduleKey(module, directoryOf(context.source.file));
      if (here === moduleKey(wanted.from, this.settings.root)) {
        const origin = loggerOf(this.settings.logger.library, 'settings');
        if (origin) return { at: 'origin', origin };
      }
    }
    const told = this.exportsNamed(module, name, context);
    return this.named(told, 1, () => this.importedValue(module, name, context));
  }

  private importedValue(module: string, name: string, context: EvaluationContext): Value {
    const catalogued = mainModule(module);
    if (LIBRARIES_BY_MODULE.has(catalogued)) return this.packageExport(catalogued, name);
    if (name === '*') return { at: 'own-module', module, context };
    const found = this.hop(module, name, context);
    if (found) return asFollowed(this.bound(found.binding, found.context) ?? this.calledLogger(name, found));
    const original = forkedMetrics(module);
    if (original !== undefined) return this.packageExport(original, name);
    if (METRICS_PACKAGE.test(module) && (name === 'default' || METRICS_EXPORT.test(name)))
      return this.unseenClient('import');
    // `import { logger } from '@acme/log'` of what is not installed: a logger, by the name of the export.
    const isLogger =
      name === 'default'
        ? this.isLoggerPackage(module)
        : LOGGER_EXPORT.test(name) && isPackage(module) && !TERMINAL_PACKAGE.test(module);
    return isLogger ? { at: 'other-type', module, type: 'Logger', isGuessed: true } : undefined;
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

/** Whether arguments are a metric's name, what it is for, and a list of its label names. */
function isInOrder([name, description, labels]: readonly Expression[]): boolean {
  if (!name || !description || labels?.kind !== 'array' || labels.elements.length === 0) return false;
  const isName = isText(name) || name.kind === 'identifier' || name.kind === 'member';
  return isName && [description, ...labels.elements].every(isText);
}

function isText(expression: Expression): boolean {
  return (
    expression.kind === 'template' || (expression.kind === 'literal' && typeof expression.value === 'string')
  );
}

/** Where a member is read, with what the class that it is a member of is given. */
function contextAt({ source, given }: Located, context: EvaluationContext): EvaluationContext {
  const home = contextIn(source, context);
  if (!given) return home;
  const types = new Map(home.types);
  for (const { parameter, type, source: written } of given)
    types.set(parameter, { type, context: contextIn(written, context) });
  return { ...home, types };
}

/** Where a declaration is read, with what a type that names it gives for its type parameters. */
function withArguments(
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

/** A function that a call is given is for that argument, by whatever name it is given. */
function asArgument(handed: { call: Call | New; argument: number } | undefined): ExpectedType | undefined {
  return handed && { by: handed, path: [] };
}

/** What packages call a logger that something of theirs has. */
const LOGGER_MEMBER = /^(?:log|logger)$/;

/** What packages call the interfaces that others add to, besides by the type's own name: `DefaultContext`. */
const ADDED_TO: readonly string[] = ['Default', 'Base', 'Extendable'];

const COLLECTIONS: ReadonlySet<string> = new Set(['Map', 'WeakMap', 'Set', 'Array']);

/** Whether a method gives back what it is called on, by what it declares or returns. */
function returnsOwner(method: Value): boolean {
  if (method?.at === 'signature') return method.signature.returnsOwner === true;
  if (method?.at !== 'function') return false;
  const { function: run } = method;
  return run.signature?.().returnsOwner === true || run.returns().some(({ kind }) => kind === 'this');
}

/** Whether functions are put into what a variable holds: `logger[level] = (...args) => …`. */
function isFilled({ puts }: VariableBinding): boolean {
  return puts?.().some(({ value }) => value.kind === 'function') === true;
}

/** What a loop over a collection takes from it: of a Map, pairs. */
function elementOf(list: Extract<Value, { at: 'collection' }>): Value {
  return list.isPairs ? { ...list, isKeyed: true } : list.of;
}

/** Methods and functions of containers that give what they are asked for by its class, or by the type of it. */
const INJECTING: ReadonlySet<string> = new Set([
  ...['resolve', 'get', 'inject', 'resolveAsync', 'getAsync', 'getOrThrow', 'getInstance', 'getService'],
]);

function logMethod(owner: Value, method: string): OwnMethod | undefined {
  const logger = owner?.at === 'origin' ? kindOf(owner.origin).logger : undefined;
  if (owner?.at !== 'origin' || !logger || !Object.hasOwn(logger.methods, method)) return undefined;
  return { is: 'library', origin: owner.origin, method };
}

/** Methods of functions that call them. */
const APPLYING: ReadonlySet<string> = new Set(['apply', 'call']);

/** What a child logger may be made from besides a library's logger. */
const CHILD_OF_OWN: ReadonlySet<string> = new Set([
  ...['instance', 'interface', 'object', 'other-type', 'example'],
]);

/** `function Logger(options) {`, `const Logger = function Logger() {` */
const CONSTRUCTOR = /^function\s+([A-Z]\w*)\s*\(/;

/** What `new` makes nothing that is known of. */
const NOT_CONSTRUCTED: ReadonlySet<string> = new Set([
  ...['package', 'interface', 'intersection', 'signature', 'collection', 'function'],
]);

/**
 * What a step makes: a child logger keeps what its root was made with, a bound metric its metric's making, and
 * what a span's methods give back is the span.
 */
function made(owner: Origin, kind: string, call: Expression, source: Source): Origin {
  const next = { ...owner, kind };
  const { instrument, span } = kindOf(owner);
  const isRefined = kindOf(next).logger !== undefined || instrument !== undefined || kind === owner.kind;
  return isMadeUnseen(next) || (isRefined && (owner.creation || instrument || span))
    ? next
    : { ...next, creation: call, madeIn: source };
}

/** What something makes that is not seen to. */
function unseen({ library }: Origin, kind: string): Origin {
  return { library, kind, evidence: 'type', creation: undefined };
}

/** What a call or construction makes; how a logger that the settings name is made stays unseen. */
function created(from: Origin, kind: string, creation: Call | New, source: Source): Origin {
  const next = { ...from, kind };
  return isMadeUnseen(next) ? next : { ...next, creation, madeIn: source };
}

function isMadeUnseen(origin: Origin): boolean {
  return origin.evidence === 'settings' && kindOf(origin).logger !== undefined;
}

function namedOrigin(is: { readonly library: Library; readonly kind: string }): Value {
  return { at: 'origin', origin: { ...is, evidence: 'settings', creation: undefined } };
}

/** A metric that a wrapper makes from the options it is given: what the caller says counts. */
function madeByFactory(value: Value, call: Extract<Expression, { kind: 'call' }>, source: Source): Value {
  const isMetric = value?.at === 'origin' && kindOf(value.origin).instrument !== undefined;
  return isMetric && call.arguments[0]?.kind === 'object'
    ? { at: 'origin', origin: { ...value.origin, creation: call, madeIn: source } }
    : value;
}

/** What a function does to the name in the options that it makes a metric of. */
function renamingBy({
  function: { range },
  context: { source },
}: Extract<Value, { at: 'function' }>): 'none' | 'prefix' | 'unseen' {
  const text = range && source.text.slice(...range);
  if (text === undefined) return 'unseen';
  if (PREFIXES_NAME.test(text)) return 'prefix';
  return /\bname\s*[:=]|prefix/i.test(text) ? 'unseen' : 'none';
}

/** `this.prefix + options.name`, `${PREFIX}_${name}`: all that comes before it, and nothing after. */
const PREFIXES_NAME =
  /prefix\w*(?:\s*\+\s*(?:(?:'_'|"_")\s*\+\s*)?|\}_?\$\{)(?:\w+\.)*name(?:\}`|\s*[;:,)\n]|\s+\})/i;

function isAlike(a: Origin, b: Origin): boolean {
  return a.library === b.library && a.kind === b.kind;
}

/** The parameter of a function that a call in it calls. */
function calledParameter(
  { callee }: Call | New,
  run: FunctionBinding,
  { source }: EvaluationContext,
): ParameterBinding | undefined {
  const read = unwrap(callee);
  const called = read.kind === 'identifier' ? source.binding(read) : undefined;
  return called?.kind === 'parameter' && called.function?.() === run ? called : undefined;
}

function isTracer(value: NonNullable<Value>): boolean {
  return value.at === 'origin' && kindOf(value.origin).starts !== undefined;
}

/** Whether a value is a metric, or what records several. */
function isInstrument(value: Value): value is Extract<Value, { at: 'origin' }> {
  return value?.at === 'origin' && kindOf(value.origin).instrument !== undefined;
}

/** Whether a value is a metric that was looked up by its name, whose kind is not seen. */
function isLookedUp(value: Value): boolean {
  const instrument = value?.at === 'origin' ? kindOf(value.origin).instrument : undefined;
  return instrument?.dialect.creation !== undefined && instrument.kind === undefined;
}

/** A library's logger as a class of the project extends it. */
function extended(base: Value, by: Instance): Value {
  return base?.at === 'origin' && kindOf(base.origin).logger ? { ...base, extendedBy: by } : base;
}

/** A logger that is used where another is not given: that may be of any library. */
function asFallback(value: Value): Value {
  return value?.at === 'origin' && kindOf(value.origin).logger
    ? { ...value, origin: { ...value.origin, evidence: 'fallback' } }
    : value;
}

/** What is declared to be of another package's type: no logger of a library is used as its own type has it. */
function asOther(value: Value, type: Value): Value {
  const isLogger = value?.at === 'origin' && kindOf(value.origin).logger !== undefined;
  return value === undefined || isLogger ? type : value;
}

/** The library of metrics that a package is a fork of: `@shop/hot-shots` is published under its name. */
function forkedMetrics(module: string): string | undefined {
  const name = /^@[\w.-]+\/([\w.-]+)$/.exec(module)?.[1];
  const libraries = name === undefined ? [] : (LIBRARIES_BY_MODULE.get(name) ?? []);
  return libraries.some((library) => METRICS.includes(library)) ? name : undefined;
}

/** The package of the catalog whose main file a specifier names: `log4js/lib/log4js`. */
function mainModule(specifier: string): string {
  if (specifier.startsWith('.') || LIBRARIES_BY_MODULE.has(specifier)) return specifier;
  const name = MAIN_FILE.exec(specifier)?.[1];
  return name !== undefined && LIBRARIES_BY_MODULE.has(name) ? name : specifier;
}

/** `@acme/log/dist/index.js`, `pino/pino` */
const MAIN_FILE =
  /^((?:@[\w.-]+\/)?([\w.-]+))\/(?:(?:lib|src|dist|build|cjs|esm)\/){0,3}(?:\2|index|main)(?:\.[cm]?js)?$/;

/** Whether a module is one of a package of the catalog, or a part of one: `log4js/lib/levels`. */
function isOfCatalog(module: string): boolean {
  const name = /^(?:@[\w.-]+\/)?[\w.-]+/.exec(module)?.[0] ?? module;
  return LIBRARIES_BY_MODULE.has(module) || LIBRARIES_BY_MODULE.has(name);
}

/** Whether an import names a package, and no file or alias of the project. */
function isPackage(module: string): boolean {
  return /^(?:@[\w.-]+\/)?\w/.test(module);
}

/** Whether all types in a file stand in its comments. */
function isJavaScript(file: string): boolean {
  return /\.[cm]?jsx?$/.test(file);
}

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

/** Evidence found in another of the project's modules. */
function asFollowed(value: Value): Value {
  return value?.at === 'origin' && value.origin.evidence === 'import'
    ? { ...value, origin: { ...value.origin, evidence: 'module' } }
    : value;
}

/** `APP`, where it is a global, and of `global.APP`. */
function globalName(read: Expression, { source }: EvaluationContext): string | undefined {
  const [owner, name] = read.kind === 'member' ? [unwrap(read.object), read.property] : [read, undefined];
  if (owner.kind !== 'identifier' || source.binding(owner).kind !== 'global') return undefined;
  if (read.kind !== 'member') return owner.name;
  return GLOBAL_OBJECTS.has(owner.name) && typeof name === 'string' ? name : undefined;
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
