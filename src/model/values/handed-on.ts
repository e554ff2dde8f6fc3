import { LIBRARIES_BY_MODULE, UNTYPED_VALUES } from '../../catalog/index.js';
import type { Kind } from '../../catalog/schema.js';
import { METRICS_METHODS, METRICS_NAMES, UNSEEN_CLIENT } from '../../catalog/metrics/unseen-client.js';
import { LOGGER_NAMES, LOGGER_OWNERS, LOGGER_TYPE, WITHOUT_LOGGER } from '../../catalog/logs/names.js';
import {
  type Expression,
  type Identifier,
  type ObjectLiteral,
  isNothing,
  lastName,
  methodIn,
  propertyOf,
  unwrap,
} from '../code/expression.js';
import { isLoggerNamed } from '../code/logger-named.js';
import { type HandedOn, type Located, type ParameterBinding, type Source, kept } from '../code/source.js';
import { Budget } from './budget.js';
import { isOfPackage, isPassedOn, isPlain, isStandIn } from './passed-on.js';
import { type OwnMethod, type TracedValue, declarationOf, isConsole, kindOf, loggerOf } from './traced.js';
import { type EvaluationContext, contextOf } from './value.js';

/** What an expression is, without asking what packages hand on. */
export interface Tracing {
  value(expression: Expression, context: EvaluationContext): TracedValue;
  /** A module as a value. */
  settled(value: TracedValue): TracedValue;
  method(value: TracedValue, name: string): OwnMethod | undefined;
}

/** The key of what packages hand on. */
const HANDED_ON = {};

/** What is not seen where it is read, and that a package hands on under one name: all that does so agree on what it is. */
export class HandedOnValues {
  /** @param trace what asks for one value */
  constructor(private readonly trace: () => Tracing) {}

  /** The logger that is all that the package hands on under a name: what an option or a member is that nobody declares. */
  member(owner: TracedValue, name: string, written: Expression, context: EvaluationContext): TracedValue {
    const subject = subjectNamed(name);
    if (!subject || (owner && !mayHaveUnseen(owner))) return undefined;
    if (!isOfPackage(written, context.source, new Budget())) return undefined;
    const on = context.source.handedOn?.(name);
    if (!on || on.framework !== undefined) return this.ofFramework(name, context);
    const read = unwrap(written);
    const called = lastName(read) ?? '';
    if (on.owners.has(called)) return this.agreed(on, subject, context);
    if (read.kind === 'identifier' && on.middleware?.owner.test(called))
      return ofLibrary(on.middleware.library);
    // What frameworks call so may have a logger of their own.
    const isOfFramework =
      owner === undefined &&
      read.kind === 'identifier' &&
      LOGGER_OWNERS.has(called) &&
      !isHandedToConstructor(read, context);
    const isToBeSeen = isOfFramework || (owner !== undefined && !BY_TYPE.has(owner.at));
    return isToBeSeen ? undefined : this.agreed(on, subject, context);
  }

  /** What a framework of the package gives under a name. */
  ofFramework(name: string, { source }: EvaluationContext): TracedValue {
    const subject = subjectNamed(name);
    if (!subject) return undefined;
    const module = source.handedOn?.(name)?.framework;
    if (module === undefined) return undefined;
    return subject.ofFramework(module);
  }

  /** The same of a parameter without a type: `function listen(log)`, `function listen({ log })`. */
  parameter(binding: ParameterBinding, context: EvaluationContext): TracedValue {
    const name = binding.path.at(-1) ?? binding.function?.().parameters?.[binding.index];
    const subject = name === undefined ? undefined : subjectNamed(name);
    if (name === undefined || !subject) return undefined;
    const on = context.source.handedOn?.(name);
    return on && (this.agreed(on, subject, context) ?? this.ofFramework(name, context));
  }

  /** The same of what a container that says nothing of its services is asked for by its name: `container.resolve('logger')`. */
  service(owner: TracedValue, name: string, written: Expression, context: EvaluationContext): TracedValue {
    const subject = subjectNamed(name);
    const isUnseen = !owner || owner.at === 'other-type' || BY_TYPE.has(owner.at);
    if (!subject || !isUnseen || isNativeValue(written, context.source)) return undefined;
    const on = context.source.handedOn?.(name);
    return on && this.agreed(on, subject, context);
  }

  /** The same of a field that is given nothing in its class: `@Inject('logger') private logger`. */
  field(name: string, { binding, source }: Located, context: EvaluationContext): TracedValue {
    const subject = subjectNamed(name);
    if (!subject) return undefined;
    const isOpen =
      binding.kind === 'parameter'
        ? !binding.type
        : binding.kind === 'variable' && !binding.type && !binding.init;
    const on = isOpen ? source.handedOn?.(name) : undefined;
    return on && this.agreed(on, subject, context);
  }

  /** What all agree on that is handed on under one name; of what is called like a logger itself, that tells nothing. */
  private agreed(on: HandedOn, subject: Subject, { source: here }: EvaluationContext): TracedValue {
    const [first] = on.values;
    if (!first) return undefined;
    const value = kept(first.source, HANDED_ON, on, () => ({ is: this.agreedOn(on, subject) })).is;
    // What a logger of the project's own is made of is another.
    const isHere = value && declarationOf(value)?.source.file === here.file;
    return isHere ? undefined : value;
  }

  /** The one logger that is handed on under a name, or under the names that it is passed on from: `{ log: agent.logger }`. */
  private agreedOn(on: HandedOn, subject: Subject): TracedValue {
    const names = new Set([on]);
    const found: Found[] = [];
    for (const { values } of names) {
      const unseen = new Map<string, Source>();
      const before = found.length;
      for (const { source, value, isOfThis } of values) {
        const given = this.passedOn(value, subject, source);
        if (given === 'other') return undefined;
        if (given !== 'unseen') found.push({ given, source, isOfThis });
        else unseen.set(lastName(value) ?? '', source);
      }
      if (found.length > before) continue;
      for (const [name, source] of unseen) {
        const other = subject.names.has(name) ? source.handedOn?.(name) : undefined;
        if (other) names.add(other);
      }
    }
    return onlyOne(found);
  }

  /** The logger that a value is which is handed on; `unseen` where only its name says that it is one. */
  private passedOn(
    expression: Expression,
    subject: Subject,
    source: Source,
  ): NonNullable<TracedValue> | 'unseen' | 'other' {
    if (isNothing(expression) || isPlain(expression) || isStandIn(expression)) return 'unseen';
    if (expression.kind === 'object' && isWithoutMethods(expression, subject)) return 'unseen';
    const trace = this.trace();
    const value = trace.settled(trace.value(expression, contextOf(source)));
    if (isConsole(value) || value?.at === 'function') return 'unseen';
    if (value && this.is(value, subject)) return value;
    const isUnseen = value === undefined && isPassedOn(expression, new Budget(), subject.isNamed);
    return isUnseen ? 'unseen' : 'other';
  }

  /** Whether a value is what is asked about: a library's, or what the project declares that is one by its methods or its type. */
  private is(value: NonNullable<TracedValue>, subject: Subject): boolean {
    if (value.at === 'origin') return subject.isKind(kindOf(value.origin));
    if (value.at === 'other-type') return value.module !== undefined && subject.isType(value.type ?? '');
    const has = (name: string) => this.trace().method(value, name) !== undefined;
    return declarationOf(value) !== undefined && subject.isBy(has) && !has('\0');
  }
}

/** What a parameter without a type is by its name, in a package of the library that hands it: `module.exports = async (fastify) => …`. */
export function untypedValue(binding: ParameterBinding, { source }: EvaluationContext): TracedValue {
  if (binding.path.length > 0) return undefined;
  const name = binding.function?.().parameters?.[binding.index];
  const value = name === undefined ? undefined : UNTYPED_VALUES.get(name);
  if (name === undefined || !value || source.handedOn?.(name)?.framework !== value.library.id)
    return undefined;
  return { at: 'origin', origin: { ...value, evidence: 'package', creation: undefined } };
}

/** What is handed on under names of its own, and what tells it from what else is called so. */
interface Subject {
  readonly names: ReadonlySet<string>;
  /** Whether something that is passed on is called so. */
  readonly isNamed: (read: Expression) => boolean;
  /** Methods without any of which an object is written out for something else. */
  readonly methods: readonly string[];
  readonly isKind: (kind: Kind) => boolean;
  /** Whether the type of a package is one, by its name. */
  readonly isType: (name: string) => boolean;
  /** Whether what the project declares is one, by the methods that it has. */
  readonly isBy: (has: (method: string) => boolean) => boolean;
  /** What a framework gives that is not in the catalog. */
  readonly ofFramework: (module: string) => TracedValue;
}

const LOGGERS: Subject = {
  names: LOGGER_NAMES,
  isNamed: isLoggerNamed,
  methods: ['info'],
  isKind: ({ logger }) => logger !== undefined,
  isType: (name) => LOGGER_TYPE.test(name),
  isBy: (has) => has('error') && (has('info') || (has('log') && (has('warn') || has('debug')))),
  ofFramework(module) {
    const [library] = LIBRARIES_BY_MODULE.get(module) ?? [];
    const logger = library && ofLibrary(library.id);
    return logger ?? { at: 'other-type', module, type: 'Logger', isGuessed: true };
  },
};

/** Whether something is seen to be made by the language: a map has under a name whatever is put into it. */
function isNativeValue(written: Expression, source: Source): boolean {
  const read = unwrap(written);
  const binding = read.kind === 'identifier' ? source.binding(read) : undefined;
  const made = binding?.kind === 'variable' ? binding.init?.() : read;
  const maker = made?.kind === 'new' ? unwrap(made.callee) : undefined;
  return maker?.kind === 'identifier' && source.binding(maker).kind === 'global';
}

/** A logger of a library, by what the package depends on. */
function ofLibrary(id: string): TracedValue {
  const origin = loggerOf(id, 'package');
  return origin && { at: 'origin', origin };
}

/** Names of a context, which frameworks hand to handlers and containers to constructors: `constructor(ctx) { this.log = ctx.log; }`. */
const CONTEXTS: ReadonlySet<string> = new Set(['ctx', 'context', 'c']);

function isHandedToConstructor(read: Identifier, { source }: EvaluationContext): boolean {
  const binding = CONTEXTS.has(read.name) ? source.binding(read) : undefined;
  return binding?.kind === 'parameter' && binding.function?.().isConstructor === true;
}

/** Clients that observe metrics by their names, and objects of the project that do. */
const METRICS: Subject = {
  names: METRICS_NAMES,
  isNamed: isMetricsNamed,
  methods: METRICS_METHODS,
  isKind: ({ instrument }) => instrument !== undefined && instrument.kind === undefined,
  isType: () => false,
  isBy: (has) => METRICS_METHODS.some(has),
  ofFramework: () => ({
    at: 'origin',
    origin: { library: UNSEEN_CLIENT, kind: 'client', evidence: 'package', creation: undefined },
  }),
};

function subjectNamed(name: string): Subject | undefined {
  return LOGGER_NAMES.has(name) ? LOGGERS : METRICS_NAMES.has(name) ? METRICS : undefined;
}

/** Whether the last name of what is read is one of a client for metrics: `this.stats`, `options.metrics`. */
export function isMetricsNamed(read: Expression): boolean {
  const name = lastName(unwrap(read));
  return name !== undefined && METRICS_NAMES.has(name);
}

/**
 * Whether a member that is not seen may be there: it is put into a value after that was made, as what a server's framework gives has
 * what the project puts there; or its type says nothing, `{ logger: any }`.
 */
function mayHaveUnseen(value: NonNullable<TracedValue>): boolean {
  if (value.at === 'other-type') return value.module !== undefined && WITHOUT_LOGGER.has(value.module);
  return BY_TYPE.has(value.at) || value.at === 'function' || value.at === 'class' || value.at === 'object';
}

/** What is only known by its type, so that nothing is put into it where that could be seen. */
const BY_TYPE: ReadonlySet<string> = new Set(['other-type', 'interface', 'intersection']);

/** Whether an object that is written out is of something else: `log: { level: 'info' }`. */
function isWithoutMethods(literal: ObjectLiteral, { methods }: Subject): boolean {
  return (
    literal.properties.every(({ key }) => typeof key === 'string') &&
    methods.every((name) => !propertyOf(literal, name) && !methodIn(literal, name))
  );
}

function isSame(a: NonNullable<TracedValue>, b: NonNullable<TracedValue>): boolean {
  if (a.at === 'origin' || b.at === 'origin')
    return a.at === 'origin' && b.at === 'origin' && a.origin.library === b.origin.library;
  if (a.at === 'other-type' || b.at === 'other-type')
    return a.at === 'other-type' && b.at === 'other-type' && a.module === b.module && a.type === b.type;
  return declarationOf(a)?.declaration === declarationOf(b)?.declaration;
}

interface Found {
  readonly given: NonNullable<TracedValue>;
  /** The file that hands it on. */
  readonly source: Source;
  readonly isOfThis: boolean;
}

/** The one logger that all are, but for what a logger of the project's own is made of in its file. */
function onlyOne(all: readonly Found[]): TracedValue {
  const own = all.find(({ given }) => declarationOf(given));
  const home = own && declarationOf(own.given)?.source.file;
  const [first, ...others] = all.filter(({ source, isOfThis }) => !isOfThis || source.file !== home);
  return first && others.every(({ given }) => isSame(first.given, given))
    ? asHandedOn(first.given)
    : undefined;
}

/** A logger that is handed on: how that was made which something is given is not seen. */
function asHandedOn(value: NonNullable<TracedValue>): TracedValue {
  if (value.at !== 'origin') return value;
  const { library, kind } = value.origin;
  return { at: 'origin', origin: { library, kind, evidence: 'package', creation: undefined } };
}
