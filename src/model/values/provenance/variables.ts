import { type Expression, isNothing, unwrap } from '../../code/expression.js';
import type { VariableBinding } from '../../code/source.js';
import { type TracedValue as Value, isConsole, kindOf } from '../traced.js';
import type { EvaluationContext } from '../value.js';
import { isProxy } from './creations.js';
import { contextAt, isInstrument, asFallback, firstOf } from './values.js';
import type { Tracer } from './tracer.js';
import type { Imports } from './imports.js';

/** What variables and fields hold. */
export class Variables {
  /** Variables whose values are being compared. */
  private readonly reassigned = new Set<VariableBinding>();

  constructor(
    private readonly trace: Tracer,
    private readonly imports: Imports,
  ) {}

  /** Whether a variable or field is given a `new Proxy(…)`. */
  isProxied({ init }: VariableBinding): boolean {
    return isProxy(init?.());
  }

  /** What a variable or field holds, by what it is given. */
  held(binding: VariableBinding, context: EvaluationContext): Value {
    if (binding.elementOf) {
      const list = this.trace.value(binding.elementOf(), context);
      if (list?.at === 'collection') return elementOf(list);
    }
    const init = binding.elementOf ? undefined : binding.init?.();
    if (!init)
      return (
        this.trace.agreeing(this.trace.values.given(binding, context)?.values ?? []) ??
        this.injectedBy(binding, context)
      );
    const value = this.trace.value(init, context);
    if (this.trace.isAboutLogger && (value === undefined || value.at === 'object') && isFilled(binding))
      return { at: 'filled', declared: binding, or: value, context };
    // `logger = console` of a field that anybody may set: the console stands in until a logger is given.
    if (isConsole(value) && !binding.constant && binding.writes?.() === undefined) return undefined;
    if (value === undefined && !binding.constant) return this.later(binding, init, context);
    return this.isAsGiven(binding, value, context) ? value : asFallback(value);
  }

  /** The metric that a decorator injects into a field which has no type. */
  private injectedBy({ decorators }: VariableBinding, context: EvaluationContext): Value {
    const value = firstOf(decorators?.() ?? [], (each) =>
      each.kind === 'call' ? this.trace.value(each, context) : undefined,
    );
    return isInstrument(value) ? value : undefined;
  }

  /**
   * What a variable is given that begins with nothing: `let client = null`; else the metric that it is given where it has none yet:
   * `let c = cache.get(name); if (!c) c = meter.createCounter(name)`.
   */
  private later(binding: VariableBinding, init: Expression, context: EvaluationContext): Value {
    const given = this.trace.values.given(binding, context)?.values ?? [];
    const value = this.trace.agreeing(given.filter(({ expression }) => expression !== init));
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
      const other = this.trace.value(each, context);
      return other?.at === 'origin' && other.origin.library === value.origin.library;
    });
    this.reassigned.delete(binding);
    return isAsGiven;
  }

  /** `const { logger } = this`, `const { logger } = container` of what a package exports that is not seen. */
  takenOut({ path, init }: VariableBinding, context: EvaluationContext): Value {
    const [name, ...rest] = path;
    const awaited = init && name !== undefined ? togetherWith(init(), Number(name)) : undefined;
    if (awaited) return this.trace.along(this.trace.value(awaited, context), rest);
    const isAsked = this.trace.isAboutLogger || this.trace.handedOn !== undefined;
    const owner = isAsked && name !== undefined ? init?.() : undefined;
    if (!owner || name === undefined) return undefined;
    const member = owner.kind === 'this' ? context.source.thisMember(owner, name) : undefined;
    if (member) return this.trace.along(this.trace.bound(member.binding, contextAt(member, context)), rest);
    if (rest.length > 0) return undefined;
    const taken = this.imports.loggerOfPackage(owner, name, context);
    return taken ?? this.trace.handedOn?.member(this.trace.value(owner, context), name, owner, context);
  }
}

/** What is waited for together with others: the second of `await Promise.all([makeLogger(), connect()])`. */
function togetherWith(init: Expression, index: number): Expression | undefined {
  const awaited = init.kind === 'unary' && init.operator === 'await' ? unwrap(init.operand) : undefined;
  if (awaited?.kind !== 'call' || awaited.callee.text !== 'Promise.all') return undefined;
  const [list] = awaited.arguments;
  const element = list?.kind === 'array' ? list.elements[index] : undefined;
  return element && element.kind !== 'spread' ? element : undefined;
}

/** Whether functions are put into what a variable holds: `logger[level] = (...args) => …`. */
function isFilled({ puts }: VariableBinding): boolean {
  return puts?.().some(({ value }) => value.kind === 'function') === true;
}

/** What a loop over a collection takes from it: of a Map, pairs. */
function elementOf(list: Extract<Value, { at: 'collection' }>): Value {
  return list.isPairs ? { ...list, isKeyed: true } : list.of;
}
