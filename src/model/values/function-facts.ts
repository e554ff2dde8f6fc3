import { ALWAYS_RETURNS } from '../../catalog/traces/never-throws.js';
import { type Call, type Expression, type New, propertyName, unwrap } from '../code/expression.js';
import { isCollectionClass, isSafeByName, isSafeConstructor } from '../code/safe-calls.js';
import type { BodyCall } from '../code/source.js';
import { Budget, MAX_HOPS, SUMMARY_LIMITS } from './budget.js';
import { type FunctionDeclaration, Resolver } from './resolver.js';
import type { Emission, Recognition, TelemetryCall, Verdict } from './telemetry-call.js';
import { type Term, UNKNOWN, spreadTerm } from './term.js';
import { TermReader } from './term-reader.js';
import { type EvaluationContext, contextIn } from './value.js';

/** What a function does by itself, over its parameters; what it calls is summed up elsewhere. */
export interface FunctionFacts {
  readonly emissions: readonly Emission[];
  readonly calls: readonly LocalCall[];
  /** All functions of the project that it calls or returns the result of. */
  readonly callees: readonly FunctionDeclaration[];
  readonly returns: readonly Term[];
  readonly throws: Verdict;
  readonly rejects: Verdict;
  /** What code gets that is not seen. */
  readonly unseen: readonly Term[];
  readonly isAsync: boolean;
  readonly isComplete: boolean;
}

/** A call of a function of the project. */
export interface LocalCall {
  readonly to: FunctionDeclaration;
  readonly call: Call | New;
  /** What it is given; undefined where it is handed to other code, which calls it while this function runs. */
  readonly given: readonly Term[] | undefined;
  readonly isNested: boolean;
  /** What it throws, this function throws, or rejects with where it is async. */
  readonly canThrow: boolean;
  /** What it rejects with, this function rejects with. */
  readonly canReject: boolean;
  /** It is a promise's handler: what it throws, the promise rejects with. */
  readonly isHandler: boolean;
}

/**
 * What a function does by itself. `mayFollow`: whether the modules that it imports functions from may be read; else what
 * they do is not seen.
 */
export function factsOf(
  declared: FunctionDeclaration,
  recognition: Recognition,
  mayFollow: boolean,
): FunctionFacts {
  return new Reading(declared, recognition, mayFollow).facts();
}

/** How a call can fail by itself. */
interface Failing {
  readonly throws: Verdict;
  readonly rejects: Verdict;
}

const SAFE: Failing = { throws: 'no', rejects: 'no' };
const OPEN: Failing = { throws: 'unknown', rejects: 'unknown' };

class Reading {
  private readonly budget = new Budget(SUMMARY_LIMITS.steps);
  private readonly values = new Resolver(this.budget);
  private readonly context: EvaluationContext;
  private readonly terms: TermReader;
  private readonly emissions: Emission[] = [];
  private readonly calls: LocalCall[] = [];
  private readonly unseen: Term[] = [];
  private throws: Verdict = 'no';
  private rejects: Verdict = 'no';

  constructor(
    private readonly declared: FunctionDeclaration,
    private readonly recognition: Recognition,
    private readonly mayFollow: boolean,
  ) {
    const { context } = declared;
    const hops = mayFollow ? 0 : MAX_HOPS;
    this.context = { ...contextIn(context.source, context, hops), via: undefined };
    this.terms = new TermReader(declared.binding, this.context, this.values, this.budget);
  }

  facts(): FunctionFacts {
    const { binding } = this.declared;
    const all = binding.calls?.() ?? [];
    for (const each of all.slice(0, SUMMARY_LIMITS.calls)) this.call(each);
    if (binding.hasThrow?.() === true) this.throws = 'yes';
    else if (binding.mayFailOtherwise?.() === true) this.throws = worst(this.throws, 'unknown');
    const results = binding.returns();
    if (binding.isGenerator) this.rejects = 'unknown';
    else if (!results.every((each) => this.isSettled(each))) this.rejects = worst(this.rejects, 'unknown');
    const returns = binding.isGenerator ? [UNKNOWN] : results.map((each) => this.terms.of(each));
    const callees = new Map(
      [...this.calls.map(({ to }) => to), ...this.terms.callees].map((each) => [each.binding, each]),
    );
    return {
      emissions: this.emissions,
      calls: this.calls,
      callees: [...callees.values()],
      returns,
      throws: this.throws,
      rejects: this.rejects,
      unseen: this.unseen,
      isAsync: binding.isAsync === true || binding.isGenerator === true,
      isComplete: this.mayFollow && all.length <= SUMMARY_LIMITS.calls && !this.budget.isSpent,
    };
  }

  private call(standing: BodyCall): void {
    const { call, isNested, isCaught, isAwaited, isReturned } = standing;
    const canThrow = !isNested && !isCaught;
    // A promise that is returned as it is rejects for the caller, whatever is around it.
    const canReject = !isNested && (isAwaited ? !isCaught : isReturned);
    const telemetry =
      call.kind === 'call' ? this.recognition.recognise(call, this.context.source) : undefined;
    const runs = telemetry || call.kind === 'new' ? [] : this.targets(call);
    if (telemetry && call.kind === 'call') this.emit(telemetry, call, isNested);
    if (runs.length > 0) {
      const given = call.arguments.map((each) => this.argument(each));
      const standing = { call, given, isNested, canThrow, canReject, isHandler: false };
      this.calls.push(...runs.map((to) => ({ to, ...standing })));
      return;
    }
    const isQuiet =
      telemetry !== undefined ||
      (call.kind === 'call' && this.recognition.isQuiet?.(call, this.context.source) === true);
    const failing = isQuiet ? SAFE : this.failingOf(call);
    // What is handed to code that only calls it back fails where that code is.
    const name = propertyName(unwrap(call.callee));
    const isHandler = PROMISE_METHOD.test(name ?? '');
    const handed = RUNS_LATER.test(name ?? call.callee.text) ? [] : call.arguments;
    for (const each of handed) {
      const to = each.kind === 'function' ? this.values.function(each, this.context) : undefined;
      const standing = { isNested, canThrow: canThrow && !isHandler, canReject, isHandler };
      if (to) this.calls.push({ to, call, given: undefined, ...standing });
    }
    if (canThrow) this.throws = worst(this.throws, failing.throws);
    if (canReject) this.rejects = worst(this.rejects, failing.rejects);
    if (!telemetry && !this.onlyReads(call)) this.lose(call);
  }

  private emit(telemetry: TelemetryCall, call: Call, isNested: boolean): void {
    const given = telemetry.given.map((each) => this.argument(each));
    this.emissions.push({
      call: telemetry,
      at: { call, source: this.context.source },
      given,
      through: [],
      isNested,
    });
  }

  private argument(expression: Expression): Term {
    return expression.kind === 'spread'
      ? spreadTerm(this.terms.of(expression.operand))
      : this.terms.of(expression);
  }

  /** The functions of the project that a call may run, whoever calls this one. */
  private targets(call: Call): readonly FunctionDeclaration[] {
    const read = unwrap(call.callee);
    if (read.kind !== 'identifier' && read.kind !== 'member' && read.kind !== 'function') return [];
    const found = this.terms.isParameter(read) ? undefined : this.values.function(read, this.context);
    if (found) return [found];
    return this.mayFollow ? (this.recognition.methods?.(call, this.context.source) ?? []) : [];
  }

  /** What code gets that is not seen, the object that a method is called on included. */
  private lose({ callee, arguments: given }: Call | New): void {
    const read = unwrap(callee);
    const owner = read.kind === 'member' ? [this.terms.of(read.object)] : [];
    this.unseen.push(...owner, ...given.map((each) => this.argument(each)));
  }

  private failingOf(call: Call | New): Failing {
    const callee = unwrap(call.callee);
    if (ALWAYS_RETURNS.test((call.kind === 'new' ? 'new ' : '') + callee.text)) return SAFE;
    if (call.kind === 'new') {
      const isSafe = callee.kind === 'identifier' && isSafeConstructor(callee.name);
      return isSafe ? { throws: 'no', rejects: callee.name === 'Promise' ? 'unknown' : 'no' } : OPEN;
    }
    if (callee.kind === 'identifier')
      return isSafeByName({ name: callee.name, owner: undefined, isPlain: false }) ? SAFE : OPEN;
    const name = propertyName(callee);
    if (callee.kind !== 'member' || name === undefined) return OPEN;
    const owner = unwrap(callee.object);
    if (owner.kind === 'identifier' && owner.name === 'Promise')
      return { throws: 'no', rejects: name === 'allSettled' ? 'no' : 'unknown' };
    // What a handler throws is added by the calls of what is handed over.
    if (name === 'catch' && call.arguments.length === 1)
      return call.arguments[0]?.kind === 'function' ? SAFE : { throws: 'no', rejects: 'unknown' };
    if (name === 'then' || name === 'finally') return { throws: 'no', rejects: 'unknown' };
    const last = owner.kind === 'identifier' ? owner.name : propertyName(owner);
    const isPlain = owner.kind === 'identifier';
    if (isSafeByName({ name, owner: last ?? '', isPlain })) return SAFE;
    return this.isCollection(owner) ? SAFE : OPEN;
  }

  private isCollection(owner: Expression): boolean {
    if (owner.kind !== 'identifier' && owner.kind !== 'member') return false;
    if (this.terms.isParameter(owner)) return false;
    const made = this.values.value(owner, this.context)?.expression;
    return made?.kind === 'array' || (made?.kind === 'new' && isCollectionClass(made.callee.text));
  }

  /** Whether a call that nothing is known of only looks at what it is given. */
  private onlyReads(call: Call | New): boolean {
    const callee = unwrap(call.callee);
    const { text } = callee;
    if (call.kind === 'new') return callee.kind === 'identifier' && /^\w*Error$/.test(callee.name);
    if (callee.kind === 'identifier') return READING_FUNCTION.test(text);
    return READING_STATIC.test(text) || READING_METHOD.test(propertyName(callee) ?? '');
  }

  /** Whether what is returned is no promise that may reject, calls that are returned as they are left to the others. */
  private isSettled(expression: Expression): boolean {
    const read = unwrap(expression);
    switch (read.kind) {
      case 'call':
        return true;
      case 'conditional':
        return this.isPlain(read.whenTrue) && this.isPlain(read.whenFalse);
      case 'operation':
        return this.isPlain(read.left) && this.isPlain(read.right);
      default:
        return this.isPlain(read);
    }
  }

  private isPlain(expression: Expression): boolean {
    const read = unwrap(expression);
    switch (read.kind) {
      case 'call':
      case 'other':
        return false;
      case 'new':
        return read.callee.text !== 'Promise';
      case 'identifier':
        return this.declared.binding.isAsync === true || read.name === 'undefined';
      case 'conditional':
      case 'operation':
        return this.isSettled(read);
      default:
        return true;
    }
  }
}

const PROMISE_METHOD = /^(?:then|catch|finally)$/;
/** What is handed to these runs when this function is done. */
const RUNS_LATER =
  /^(?:setTimeout|setImmediate|setInterval|queueMicrotask|nextTick|on|once|addListener|addEventListener)$/;
const READING_FUNCTION =
  /^(?:String|Number|Boolean|isNaN|isFinite|parseInt|parseFloat|encodeURI(?:Component)?)$/;
const READING_STATIC =
  /^(?:JSON\.stringify|Object\.(?:keys|values|entries)|Array\.isArray|Math\.\w+|util\.(?:inspect|format)|Number\.\w+)$/;
const READING_METHOD =
  /^(?:toString|toISOString|toFixed|trim|trimStart|trimEnd|toLowerCase|toUpperCase|startsWith|endsWith|includes|indexOf|slice|split|join|padStart|padEnd|substring|charAt|getTime|test|match|has|keys|values|entries)$/;

function worst(a: Verdict, b: Verdict): Verdict {
  if (a === 'yes' || b === 'yes') return 'yes';
  return a === 'unknown' || b === 'unknown' ? 'unknown' : 'no';
}
