import { LOGGERS } from '../../../catalog/logs/libraries.js';
import { LOGGER_TYPE, MAKES_LOGGER } from '../../../catalog/logs/names.js';
import {
  type Call,
  type Expression,
  type FunctionLiteral,
  type New,
  lastName,
  propertyName,
  propertyOf,
  unwrap,
} from '../../code/expression.js';
import type { Source } from '../../code/source.js';
import { type Instance, type TracedValue as Value, kindOf } from '../traced.js';
import type { EvaluationContext } from '../value.js';
import { asFallback, created, extended, madeByStep, ofOrigin, unseen } from './values.js';
import type { Tracer } from './tracer.js';
import type { Imports } from './imports.js';

/** Whether something is made by `new Proxy(…)`: what it is used as is for its handler to say, whatever its type is. */
export function isProxy(expression: Expression | undefined): boolean {
  const made = expression && unwrap(expression);
  return made?.kind === 'new' && made.callee.text === 'Proxy';
}

/** What `new` makes, and what `this` and `super` are. */
export class Creations {
  constructor(
    private readonly trace: Tracer,
    private readonly imports: Imports,
  ) {}

  /** `new Map<string, Logger>()` */
  collection({ callee, types = [] }: New, context: EvaluationContext): Value {
    const of = types.at(-1);
    if (!of || callee.kind !== 'identifier' || !COLLECTIONS.has(callee.name)) return undefined;
    const elements = this.trace.annotated(of, context);
    const isPairs = callee.name.endsWith('Map');
    return elements && { at: 'collection', of: elements, isKeyed: false, isPairs, context };
  }

  /** `new winston.createLogger(options)`: what a function returns that makes loggers is what `new` gives as well. */
  madeWithNew(creation: New, context: EvaluationContext): Value {
    const callee = unwrap(creation.callee);
    const name = callee.kind === 'identifier' ? callee.name : propertyName(callee);
    if (name === undefined || !MAKES_LOGGER.test(name)) return undefined;
    const maker = this.trace.value(callee, context);
    const next = maker?.at === 'origin' ? kindOf(maker.origin).steps?.['()'] : undefined;
    return maker?.at === 'origin' && next !== undefined
      ? ofOrigin(madeByStep(maker.origin, next, creation, context.source))
      : undefined;
  }

  /** `new Proxy(logger, handler)` is used as what it stands before, unless its methods are others. */
  wrapped({ callee, arguments: [target, handler] }: New, context: EvaluationContext): Value {
    if (callee.text !== 'Proxy' || !target) return undefined;
    if (!handler || !this.handsOn(handler, context, 'calls')) return undefined;
    const value = this.trace.value(target, context);
    // What is called in its place may be a logger that was made differently.
    return this.handsOn(handler, context, 'members') ? value : asFallback(value);
  }

  /** Whether what a proxy's handler gives for a member is a member, of its target or of another that stands in for it. */
  private handsOn(handler: Expression, context: EvaluationContext, what: HandedOn): boolean {
    const traps = this.trace.value(handler, context);
    if (traps?.at !== 'object') return false;
    const get = this.trace.step(traps, 'get');
    const isAlone = traps.literal.properties.every(({ key }) => typeof key === 'string');
    if (get === undefined) return isAlone && !propertyOf(traps.literal, 'get');
    return (
      get.at === 'function' && get.function.returns().every((each) => this.isMember(each, get.context, what))
    );
  }

  private isMember(expression: Expression, context: EvaluationContext, what: HandedOn): boolean {
    const read = unwrap(expression);
    switch (read.kind) {
      case 'member':
      case 'literal':
        return true;
      case 'identifier':
        return this.trace.value(read, context)?.at !== 'function';
      case 'conditional':
        return this.isMember(read.whenTrue, context, what) && this.isMember(read.whenFalse, context, what);
      case 'operation':
        return this.isMember(read.left, context, what) && this.isMember(read.right, context, what);
      case 'call':
        // `log.bind(null, logger, name)` is a function of its own.
        return (
          read.callee.text === 'Reflect.get' ||
          (propertyName(unwrap(read.callee)) === 'bind' && read.arguments.length < 2)
        );
      case 'function':
        return what === 'calls' && this.handsArgumentsOn(read, context);
      default:
        return false;
    }
  }

  /** `(...args) => method.apply(current, args)`: a function that calls another with all that it is given. */
  private handsArgumentsOn(expression: FunctionLiteral, { source }: EvaluationContext): boolean {
    const returned = source.functionOf(expression)?.returns() ?? [];
    return returned.length > 0 && returned.every((each) => handsAllOn(unwrap(each), source));
  }

  /** What `this` and `super` are in a class that extends what is named like a logger: `class AppLogger extends PinoLogger`. */
  extended(expression: Expression, context: EvaluationContext): Value {
    const superclass = context.source.superclassAround?.(expression);
    return superclass && this.loggerBase(superclass, context);
  }

  /** An instance of a class that others extend, where it is named like a logger: what is not installed is one by that name. */
  loggerBase(superclass: Expression, context: EvaluationContext): Value {
    if (!/log/i.test(superclass.text) && !LOGGER_CLASSES.has(lastName(superclass) ?? '')) return undefined;
    return (
      this.constructed(this.trace.value(superclass, context), undefined, context) ??
      this.imports.packageLogger(superclass, LOGGER_TYPE, context)
    );
  }

  /** @param creation undefined where it is not seen */
  constructed(target: Value, creation: Call | New | undefined, context: EvaluationContext): Value {
    if (target?.at === 'class') {
      const { superclass } = target.class;
      const instance: Instance = { ...target, at: 'instance' };
      if (!superclass) return instance;
      const base =
        this.constructed(this.trace.value(superclass(), target.context), creation, context) ??
        this.imports.packageLogger(superclass(), LOGGER_TYPE, target.context);
      return base?.at === 'instance' ? instance : extended(base, instance);
    }
    if (target?.at === 'function') return creation && this.constructedByFunction(target);
    if (target?.at !== 'origin')
      return target !== undefined && NOT_CONSTRUCTED.has(target.at) ? undefined : target;
    const next = kindOf(target.origin).steps?.new;
    if (!next) return undefined;
    return ofOrigin(
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

  /** What `this` is in a function among the options of a call that makes something: `collect() { this.set(1) }`. */
  receiver(expression: Expression, context: EvaluationContext): Value {
    const around = context.source.optionAround(expression);
    if (!around) return undefined;
    const made = this.trace.value(around.call, context);
    if (made?.at !== 'origin' || made.origin.creation !== around.call) return undefined;
    return kindOf(made.origin).thisIn?.includes(around.name) ? made : undefined;
  }
}

/** What a proxy gives of what it stands before: its members alone, or functions that call them as well. */
type HandedOn = 'members' | 'calls';

/** `method.apply(owner, args)`, `Reflect.apply(method, owner, args)`, `target[name](...args)`: a call with all that a function is given. */
function handsAllOn(read: Expression, source: Source): boolean {
  if (read.kind !== 'call') return false;
  const last = read.arguments.at(-1);
  if (propertyName(unwrap(read.callee)) === 'apply') return last !== undefined && holdsAll(last, source);
  return read.arguments.length === 1 && last?.kind === 'spread' && holdsAll(last.operand, source);
}

/** `arguments`, or the one rest parameter. */
function holdsAll(expression: Expression, source: Source): boolean {
  const read = unwrap(expression);
  if (read.kind !== 'identifier') return false;
  const binding = source.binding(read);
  return binding.kind === 'parameter'
    ? binding.isRest === true && binding.index === 0
    : binding.kind === 'global' && read.name === 'arguments';
}

/** The classes of libraries that log and are not called so: `Signale`. */
const LOGGER_CLASSES: ReadonlySet<string> = new Set(
  LOGGERS.flatMap(({ types }) => Object.keys(types ?? {})).filter((name) => !/log/i.test(name)),
);

const COLLECTIONS: ReadonlySet<string> = new Set(['Map', 'WeakMap', 'Set', 'Array']);

/** `function Logger(options) {`, `const Logger = function Logger() {` */
const CONSTRUCTOR = /^function\s+([A-Z]\w*)\s*\(/;

/** What `new` makes nothing that is known of. */
const NOT_CONSTRUCTED: ReadonlySet<string> = new Set([
  ...['package', 'interface', 'intersection', 'signature', 'collection', 'function'],
]);
