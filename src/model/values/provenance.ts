import { LOGGER_TYPE } from '../../catalog/logs/names.js';
import {
  type Call,
  type Expression,
  type New,
  type TypeName,
  propertyName,
  unwrap,
} from '../code/expression.js';
import { isLoggerNamed } from '../code/logger-named.js';
import {
  type Binding,
  type ParameterBinding,
  type Source,
  type Tracked,
  type VariableBinding,
  tracked,
} from '../code/source.js';
import type { Settings } from '../settings.js';
import { Budget } from './budget.js';
import { HandedOnValues, isMetricsNamed } from './handed-on.js';
import { Alternatives } from './provenance/alternatives.js';
import { Calls } from './provenance/calls.js';
import { Creations, isProxy } from './provenance/creations.js';
import { DeclaredTypes } from './provenance/declared-types.js';
import { Imports } from './provenance/imports.js';
import { Members } from './provenance/members.js';
import { Methods } from './provenance/methods.js';
import { GLOBAL_OBJECTS, STANDARD_GLOBALS, kindOfType } from './provenance/modules.js';
import { Parameters } from './provenance/parameters.js';
import type { Tracer } from './provenance/tracer.js';
import { Variables } from './provenance/variables.js';
import { Resolver } from './resolver.js';
import {
  type Evidence,
  type Origin,
  type OwnMethod,
  type OwnValue,
  type Provenance,
  type TracedValue as Value,
  declarationOf,
  isConsole,
  kindOf,
  loggerOf,
} from './traced.js';
import { type EvaluationContext, type Value as Alternative, contextOf } from './value.js';

export { GLOBAL_OBJECTS, STANDARD_GLOBALS, kindOf, loggerOf };
export type { Evidence, Origin, OwnMethod, OwnValue, Provenance };

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
  const hasStatic = value.at === 'class' ? value.class.hasStatic : undefined;
  if (by)
    return {
      ...{ by: { declaration: by.declaration, source: by.source }, method },
      ...(hasStatic && { hasStatic }),
    };
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

/**
 * The same of a value of no library: what is known of its methods.
 *
 * @param isAboutLogger whether what a package gives that is not seen is a logger, as it is called or used as one
 */
export function ownOfBinding(
  binding: Binding,
  path: readonly string[],
  source: Source,
  settings: Settings,
  isAboutLogger = true,
): OwnValue | undefined {
  const trace = new Trace(settings, isAboutLogger);
  const value = trace.settled(trace.bound(binding, contextOf(source), path));
  return value && value.at !== 'origin' ? ownValue(value, settings) : undefined;
}

/** A module of the project whose functions log, or what it exports as a whole; a package that is a logger by its name. */
export function ownOfModule(module: string, source: Source, settings: Settings): OwnValue | undefined {
  const trace = new Trace(settings);
  const context = contextOf(source);
  const written: Value = { at: 'own-module', module, context };
  const value = trace.settled(written);
  return value === undefined
    ? ownModule(written, settings)
    : value.at === 'origin'
      ? undefined
      : ownValue(value, settings);
}

/** What is known of a method of a value that is no library's. */
export function methodOf(
  owner: Expression,
  name: string,
  source: Source,
  settings: Settings,
): OwnMethod | undefined {
  const trace = new Trace(settings, true, false);
  const written = trace.value(owner, contextOf(source));
  const value = trace.settled(written) ?? written;
  return value === undefined || value.at === 'origin' ? undefined : trace.method(value, name);
}

/** Follows one value. */
class Trace implements Tracer {
  readonly budget = new Budget();
  readonly values = new Resolver(this.budget);
  readonly handedOn: HandedOnValues | undefined;
  private readonly imports = new Imports(this);
  private readonly members = new Members(this, this.imports);
  private readonly creations = new Creations(this, this.imports);
  private readonly types = new DeclaredTypes(this, this.imports);
  private readonly calls = new Calls(this, this.imports, this.members);
  private readonly parameters = new Parameters(this);
  private readonly variables = new Variables(this, this.imports);
  private readonly alternatives = new Alternatives(this);

  /** @param asksPackage whether what is not seen is taken for what its package hands on under its name */
  constructor(
    readonly settings: Settings,
    readonly isAboutLogger = false,
    asksPackage = isAboutLogger,
  ) {
    this.handedOn = asksPackage ? new HandedOnValues(() => new Trace(settings, true, false)) : undefined;
  }

  value(expression: Expression, context: EvaluationContext): Value {
    if (!this.budget.spend()) return undefined;
    switch (expression.kind) {
      case 'identifier': {
        const binding = context.source.binding(expression);
        return (
          this.bound(binding, context) ?? this.imports.calledLogger(expression.name, { binding, context })
        );
      }
      case 'assertion':
        return isProxy(expression.operand)
          ? this.value(expression.operand, context)
          : this.types.told(expression.type, context, () => this.value(expression.operand, context));
      case 'member':
        return this.members.read(expression, context);
      case 'call':
        return this.calls.called(expression, context);
      case 'new':
        return (
          this.creations.collection(expression, context) ??
          this.creations.wrapped(expression, context) ??
          this.creations.madeWithNew(expression, context) ??
          this.creations.constructed(
            this.imports.settled(this.value(expression.callee, context)),
            expression,
            context,
          ) ??
          this.calls.shaped(expression, context) ??
          this.imports.packageLogger(expression.callee, LOGGER_TYPE, context)
        );
      case 'unary':
        return expression.operator === 'await' ? this.value(expression.operand, context) : undefined;
      case 'operation':
        return this.alternatives.operation(expression, context);
      case 'conditional':
        return this.alternatives.choice(expression.whenTrue, expression.whenFalse, context);
      case 'object':
        return { at: 'object', literal: expression, context };
      case 'function': {
        const run = context.source.functionOf(expression);
        return run && { at: 'function', function: run, context };
      }
      case 'this':
        return this.creations.receiver(expression, context) ?? this.creations.extended(expression, context);
      case 'other':
        return expression.text === 'super' ? this.creations.extended(expression, context) : undefined;
      default:
        return undefined;
    }
  }

  /** The value a name stands for, or what `path` leads to from it. */
  bound(binding: Binding, context: EvaluationContext, path: readonly string[] = []): Value {
    if (path.length > 0) return this.along(this.bound(binding, context), path);
    if (!this.budget.spend()) return undefined;
    switch (binding.kind) {
      case 'global':
        return GLOBAL_OBJECTS.has(binding.name)
          ? { at: 'global', context }
          : this.imports.global(binding.name, context);
      case 'import':
        return this.imports.imported(binding.module, binding.imported, context);
      case 'variable':
        return (
          this.along(
            this.variables.isProxied(binding)
              ? this.variables.held(binding, context)
              : this.types.told(binding.type, context, () => this.variables.held(binding, context)),
            binding.path,
          ) ??
          this.partDefault(binding, context) ??
          this.variables.takenOut(binding, context)
        );
      case 'parameter':
        return this.parameters.handed(binding, context);
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

  /** `{ logger = defaultLogger }` */
  partDefault({ partDefault }: ParameterBinding | VariableBinding, context: EvaluationContext): Value {
    const part = partDefault && this.value(partDefault(), context);
    return isConsole(part) ? undefined : part;
  }

  along(value: Value, path: readonly string[]): Value {
    return path.reduce<Value>((current, name) => this.members.step(current, name), value);
  }

  step(from: Value, name: string): Value {
    return this.members.step(from, name);
  }

  method(value: Value, name: string): OwnMethod | undefined {
    return new Methods(this).method(value, name);
  }

  settled(value: Value): Value {
    return this.imports.settled(value);
  }

  annotated(type: TypeName, context: EvaluationContext): Value {
    return this.types.annotated(type, context);
  }

  ofValue(of: NonNullable<TypeName['of']>, value: Value): Value {
    return this.types.ofValue(of, value);
  }

  result(target: Extract<Value, { at: 'function' }>, inside?: EvaluationContext): Value {
    return this.calls.result(target, inside);
  }

  constructed(target: Value, creation: Call | New | undefined, context: EvaluationContext): Value {
    return this.creations.constructed(target, creation, context);
  }

  loggerBase(superclass: Expression, context: EvaluationContext): Value {
    return this.creations.loggerBase(superclass, context);
  }

  agreeing(values: readonly Alternative[], path?: readonly string[]): Value {
    return this.alternatives.agreeing(values, path);
  }

  standsIn(expression: Expression, value: Value): boolean {
    return this.alternatives.standsIn(expression, value);
  }
}
