import { CHILD_METHODS, LOGGER_FACTORY, LOGGER_TYPE, MAKES_LOGGER } from '../../../catalog/logs/names.js';
import { REGISTRATION_OPTIONS, SERVICE_REGISTRATIONS, mayRegister } from '../../../catalog/containers.js';
import { FACTORY_SHAPES, METRIC_FACTORIES } from '../../../catalog/metrics/factories.js';
import { type Call, type Expression, propertyName, propertyOf, unwrap } from '../../code/expression.js';
import type { Source } from '../../code/source.js';
import { moduleNamed } from '../required-module.js';
import { isMetricsNamed } from '../handed-on.js';
import { packageBehind } from '../passed-on.js';
import { TAKES_ELEMENT } from '../resolver.js';
import { type Origin, type TracedValue as Value, isConsole, kindOf } from '../traced.js';
import { type EvaluationContext, isRecursion } from '../value.js';
import {
  asFallback,
  calledParameter,
  created,
  firstOf,
  isInstrument,
  isTracer,
  madeByStep,
  ofOrigin,
  unseen,
} from './values.js';
import type { Tracer } from './tracer.js';
import type { Imports } from './imports.js';
import type { Members } from './members.js';

/** What a call gives. */
export class Calls {
  constructor(
    private readonly trace: Tracer,
    private readonly imports: Imports,
    private readonly members: Members,
  ) {}

  /** What a call gives: a module, what a method gives by its name, or what the function that it runs makes or returns. */
  called(call: Call, context: EvaluationContext): Value {
    const callee = unwrap(call.callee);
    const module = moduleNamed(call);
    if (callee.kind === 'other' && callee.text === 'import')
      return module === undefined ? undefined : this.imports.imported(module, '*', context);
    if (callee.kind === 'identifier' && module !== undefined) {
      const isGlobal = context.source.binding(callee).kind === 'global';
      return isGlobal ? this.imports.imported(module, '*', context) : undefined;
    }
    if (callee.text === 'Object.values' || callee.text === 'Object.entries')
      return this.listed(call, callee.text === 'Object.entries', context);
    if (callee.text === 'Object.assign' || callee.text === 'Object.create') return this.copied(call, context);
    return (
      this.registered(callee, call, context) ??
      this.byMethod(callee, call, context) ??
      this.run(callee, call, context)
    );
  }

  /** What a container has that is told how a service is made: `asFunction(makeLogger).singleton()`. */
  private registered(callee: Expression, call: Call, context: EvaluationContext): Value {
    if (!this.trace.isAboutLogger) return undefined;
    const name = callee.kind === 'identifier' ? callee.name : propertyName(callee);
    if (name === undefined) return undefined;
    if (callee.kind === 'member' && REGISTRATION_OPTIONS.has(name)) {
      const inner = unwrap(callee.object);
      return inner.kind === 'call' ? this.registered(unwrap(inner.callee), inner, context) : undefined;
    }
    const [given] = call.arguments;
    if (!given || !mayRegister(name)) return undefined;
    const registers = SERVICE_REGISTRATIONS[packageBehind(callee, context.source) ?? '']?.[name];
    if (registers === undefined) return undefined;
    const value = this.imports.settled(this.trace.value(given, context));
    if (registers === 'instance') return this.trace.constructed(value, undefined, context);
    if (registers === 'value') return value;
    return this.trace.ofValue('result', value);
  }

  /** `Object.values(loggers)` */
  private listed({ arguments: [given] }: Call, isPairs: boolean, context: EvaluationContext): Value {
    const list = given && this.trace.value(given, context);
    return list?.at === 'collection' ? { ...list, isPairs } : undefined;
  }

  /**
   * A logger with more to it, or a copy of one: `Object.assign({}, logger)`, `Object.create(logger)`. Some of its methods may be others.
   */
  private copied({ arguments: given }: Call, context: EvaluationContext): Value {
    if (!this.trace.isAboutLogger) return undefined;
    const logger = firstOf(given, (each) => {
      const value = each.kind === 'spread' ? undefined : this.trace.value(each, context);
      return value?.at === 'origin' && kindOf(value.origin).logger && !isConsole(value) ? value : undefined;
    });
    return logger?.at === 'origin'
      ? asFallback(ofOrigin(unseen(logger.origin, logger.origin.kind)))
      : undefined;
  }

  /** What a method gives by its name and what it is a method of, whatever its body does. */
  private byMethod(callee: Expression, call: Call, context: EvaluationContext): Value {
    const method = callee.kind === 'member' ? callee.property : undefined;
    if (callee.kind !== 'member' || typeof method !== 'string') return undefined;
    const object = this.trace.value(callee.object, context);
    // `require('./logger').child({ … })`
    const owner = object && CHILD_METHODS.has(method) ? this.imports.settled(object) : object;
    if (owner?.at === 'origin') {
      const next = kindOf(owner.origin).steps?.[`${method}()`];
      // A child keeps what its root was made with: serializers and formats are set there.
      if (next) return ofOrigin(madeByStep(owner.origin, next, call, context.source));
    }
    if (owner?.at === 'collection') {
      if (TAKES_ELEMENT.has(method)) return owner.of;
      if (method === 'values' || method === 'entries') return { ...owner, isPairs: method === 'entries' };
    }
    if (!owner && TAKES_ELEMENT.has(method)) {
      const element = this.members.element(call, callee.object, context);
      if (element) return element;
    }
    const applied = owner && APPLYING.has(method) ? this.applied(owner, call, context) : undefined;
    if (applied) return applied;
    const owning = MAKES_LOGGER.test(method) ? this.imports.settled(owner) : undefined;
    if (owning?.at === 'other-type' && LOGGER_TYPE.test(owning.type ?? '')) return owning;
    // A child of a logger whose own method is not seen to make it is one, too.
    const isChild = owner !== undefined && CHILD_OF_OWN.has(owner.at) && CHILD_METHODS.has(method);
    if (isChild) return this.childOf(owner, call, context);
    return this.imports.loggerMadeBy(owner, callee, context);
  }

  /** What the function gives that is called. */
  private run(callee: Expression, call: Call, context: EvaluationContext): Value {
    const read = this.trace.value(callee, context);
    // `require('./log')('orders')`
    const target = read?.at === 'own-module' ? this.imports.settled(read) : read;
    const named = target?.at === 'origin' ? undefined : this.madeByName(callee, call, context);
    const told = named ?? this.injected(callee, call, context);
    if (told) return told;
    if (callee.kind === 'member' && returnsOwner(target)) return this.trace.value(callee.object, context);
    switch (target?.at) {
      case 'function':
        return this.madeAsTold(call, context, target) ?? this.madeByOwn(target, call, context);
      case 'signature':
        return this.shaped(call, context) ?? this.trace.ofValue('result', target);
      case 'example':
        return target;
      case 'other-type':
        // `Logger()` of a package that is not seen.
        if (target.isGuessed) return target;
    }
    const next = target?.at === 'origin' ? kindOf(target.origin).steps?.['()'] : undefined;
    return next && target?.at === 'origin'
      ? ofOrigin(created(target.origin, next, call, context.source))
      : (this.shaped(call, context) ??
          this.madeAsTold(call, context) ??
          this.imports.packageLogger(callee, LOGGER_FACTORY, context));
  }

  /** What a function of the project makes. */
  private madeByOwn(
    target: Extract<Value, { at: 'function' }>,
    call: Call,
    context: EvaluationContext,
  ): Value {
    const value = this.returned(target, call, context);
    if (value?.at === 'origin') return madeByFactory(value, call, context.source);
    return this.shaped(call, context) ?? value ?? this.madeInCallback(target, call, context);
  }

  /** What a function gives that is called by `apply` or `call`: `log4js.getLogger.apply(log4js, arguments)`. */
  private applied(target: Value, call: Call, context: EvaluationContext): Value {
    if (target?.at === 'function') return this.result(target);
    const next = target?.at === 'origin' ? kindOf(target.origin).steps?.['()'] : undefined;
    return next && target?.at === 'origin'
      ? ofOrigin(created(target.origin, next, call, context.source))
      : undefined;
  }

  /** What a container of services is asked for: `container.resolve(AppLogger)`, `app.get<Logger>(LOGGER)`. */
  private injected(callee: Expression, call: Call, context: EvaluationContext): Value {
    const name = callee.kind === 'identifier' ? callee.name : propertyName(callee);
    if (name === undefined || !INJECTING.has(name)) return undefined;
    const [type] = call.types ?? [];
    if (type) return this.trace.annotated(type, context);
    const [token] = call.arguments;
    const read = token && unwrap(token);
    const text = read?.kind === 'literal' && typeof read.value === 'string' ? read.value : undefined;
    if (text !== undefined && callee.kind === 'member') {
      const container = this.trace.value(callee.object, context);
      return (
        this.serviceOf(container, text) ??
        this.trace.handedOn?.service(container, text, callee.object, context)
      );
    }
    if (read?.kind !== 'identifier' || !/^[A-Z]/.test(read.name)) return undefined;
    const asked = this.trace.value(read, context);
    const isClass = asked?.at === 'class' || (asked?.at === 'origin' && kindOf(asked.origin).steps?.new);
    return isClass ? this.trace.constructed(asked, undefined, context) : undefined;
  }

  /** What a container has under a name, by the services that it is declared to have: `container.use('logger')` of `Container<Services>`. */
  private serviceOf(container: Value, name: string): Value {
    return container?.at === 'other-type' ? this.members.service(container, name) : undefined;
  }

  /** What a method that makes a child logger gives: what it is seen to, else the like of its owner. */
  private childOf(owner: Value, call: Call, context: EvaluationContext): Value {
    const callee = unwrap(call.callee);
    const made = this.members.step(owner, propertyName(callee) ?? '');
    const value =
      made?.at === 'function'
        ? this.returned(made, call, context)
        : made?.at === 'signature'
          ? this.trace.ofValue('result', made)
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
    const make = given && isCalled === true ? this.trace.value(given, context) : undefined;
    const made = make?.at === 'function' ? this.result(make) : undefined;
    const isKept = made?.at === 'object' || isInstrument(made) || (made && isTracer(made));
    return isKept ? made : undefined;
  }

  /** What the settings say that the project's function of this name makes. */
  private madeByName(callee: Expression, creation: Expression, context: EvaluationContext): Value {
    const factories = this.trace.settings.metricFactories;
    const name = callee.kind === 'identifier' ? this.importedName(callee, context) : propertyName(callee);
    if (!factories || name === undefined || !Object.hasOwn(factories, name)) return undefined;
    const made = METRIC_FACTORIES[factories[name] ?? ''];
    return made && ofOrigin({ ...made, evidence: 'settings', creation, madeIn: context.source });
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
  shaped(creation: Extract<Expression, { kind: 'call' | 'new' }>, context: EvaluationContext): Value {
    const options = creation.arguments[0];
    const callee = unwrap(creation.callee);
    const name = (callee.kind === 'identifier' ? callee.name : propertyName(callee)) ?? '';
    const alike = FACTORY_SHAPES.find(
      ({ keys, inOrder }) =>
        keys.every((key) => propertyOf(options, key)) ||
        (inOrder.test(name) &&
          (isInOrder(creation.arguments) ||
            (isMetricsNamed(ownerOf(callee)) && isDescribed(creation.arguments)))),
    );
    const shape = alike?.kinds.find(({ pattern }) => pattern.test(name));
    if (!alike || !shape) return undefined;
    return ofOrigin({
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
    const value = text === undefined ? this.imports.settled(this.trace.value(told, context)) : undefined;
    const of = named ?? (value?.at === 'origin' && value.origin.library === library ? value.origin.kind : '');
    const kind = library.kinds[of]?.steps?.new ?? '';
    if (library.kinds[kind]?.instrument?.kind === undefined) return undefined;
    const made: Origin = { library, kind, evidence: 'shape', creation, madeIn: context.source };
    return ofOrigin(renaming === 'prefix' ? { ...made, isPrefixed: true } : made);
  }

  /** What a function returns, by its body, else by what it declares; whoever calls it, unless `inside` knows. */
  result(
    { function: run, context }: Extract<Value, { at: 'function' }>,
    inside: EvaluationContext = context,
  ): Value {
    const returned = run.returns();
    let standIn: Value;
    const working = firstOf(returned, (each) => {
      const value = this.trace.value(each, inside);
      if (!value || returned.length === 1 || !this.trace.standsIn(each, value)) return value;
      standIn ??= value;
      return undefined;
    });
    const made = working ?? standIn;
    const known = made && (returned.length > 1 ? this.oneOf(made, returned, inside) : made);
    // What a package makes that is not seen is what the function declares it to be: `getLogger(): pino.Logger`.
    if (known && known.at !== 'other-type') return known;
    const type = run.signature?.().returns;
    const declared = type && this.trace.annotated(type, context);
    return declared?.at === 'origin' ? declared : (known ?? declared);
  }

  /**
   * A logger that is one of several which a function makes: how it is made is not known, where that is for the project's formats to tell.
   */
  private oneOf(made: Value, returned: readonly Expression[], inside: EvaluationContext): Value {
    if (made?.at !== 'origin' || made.origin.creation === undefined) return made;
    if (!kindOf(made.origin).logger?.losesErrors?.mayBeKeptBy) return made;
    const { creation } = made.origin;
    const others = returned.map((each) => this.trace.value(each, inside));
    const isOne = others.every((each) => each?.at !== 'origin' || each.origin.creation === creation);
    return isOne ? made : ofOrigin({ ...made.origin, creation: undefined });
  }
}

/** Methods and functions of containers that give what they are asked for by its class, or by the type of it. */
const INJECTING: ReadonlySet<string> = new Set([
  ...['resolve', 'get', 'inject', 'resolveAsync', 'getAsync', 'getOrThrow', 'getInstance', 'getService'],
  ...['use', 'make', 'build'],
]);

/** Methods of functions that call them. */
const APPLYING: ReadonlySet<string> = new Set(['apply', 'call']);

/** What a child logger may be made from besides a library's logger. */
const CHILD_OF_OWN: ReadonlySet<string> = new Set([
  ...['instance', 'interface', 'object', 'other-type', 'example'],
]);

/** Whether a method gives back what it is called on, by what it declares or returns. */
function returnsOwner(method: Value): boolean {
  if (method?.at === 'signature') return method.signature.returnsOwner === true;
  if (method?.at !== 'function') return false;
  const { function: run } = method;
  return run.signature?.().returnsOwner === true || run.returns().some(({ kind }) => kind === 'this');
}

/** Whether arguments are a metric's name, what it is for, and a list of its label names: of none where it is for something in words. */
function isInOrder([name, description, labels]: readonly Expression[]): boolean {
  if (!name || !description || labels?.kind !== 'array') return false;
  if (labels.elements.length === 0 && !isSentence(description)) return false;
  const isName = isText(name) || name.kind === 'identifier' || name.kind === 'member';
  return isName && [description, ...labels.elements].every(isText);
}

/** Whether arguments are a metric's name and what it is for, alone. */
function isDescribed([name, description, ...others]: readonly Expression[]): boolean {
  return !!name && !!description && others.length === 0 && isText(name) && isSentence(description);
}

/** Whether a text is of several words. */
function isSentence(text: Expression): boolean {
  return text.kind === 'literal' && typeof text.value === 'string' && /\S\s+\S/.test(text.value);
}

/** What a method is called on. */
function ownerOf(callee: Expression): Expression {
  return callee.kind === 'member' ? callee.object : callee;
}

function isText(expression: Expression): boolean {
  return (
    expression.kind === 'template' || (expression.kind === 'literal' && typeof expression.value === 'string')
  );
}

/** A metric that a wrapper makes from the options it is given: what the caller says counts. */
function madeByFactory(value: Value, call: Call, source: Source): Value {
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
