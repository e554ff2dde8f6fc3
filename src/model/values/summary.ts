import { type FunctionBinding, type Source, type Tracked, tracked } from '../code/source.js';
import { MAX_HOPS, SUMMARY_LIMITS } from './budget.js';
import { type FunctionFacts, factsOf } from './function-facts.js';
import type { FunctionDeclaration } from './resolver.js';
import type { Emission, Recognition, Verdict } from './telemetry-call.js';
import {
  type ParameterTerm,
  type ResultTerm,
  type Term,
  Rewriting,
  UNKNOWN,
  along,
  choiceOf,
  heldIn,
  keyOf,
  parametersIn,
  substitution,
} from './term.js';
import type { Use } from './uses.js';

/** What a call of one of the project's functions means for its caller. */
export interface Summary {
  /** The telemetry that gets something of its parameters. */
  readonly emissions: readonly Emission[];
  /** What it returns; nothing where it never does, or gives back `undefined`. */
  readonly returns: readonly Term[];
  readonly throws: Verdict;
  /** Whether what it returns is a promise that rejects. */
  readonly rejects: Verdict;
  /** The parameters that code gets which is not seen, and which may do anything with them. */
  readonly unseen: readonly ParameterTerm[];
  /** Whether all of it was looked at. */
  readonly isComplete: boolean;
}

/** What is known of a function that is not looked into. */
const UNSEEN: Summary = {
  emissions: [],
  returns: [UNKNOWN],
  throws: 'unknown',
  rejects: 'unknown',
  unseen: [],
  isComplete: false,
};

/** Of a function that is being summed up: what it calls adds to it. */
const NOTHING: Summary = {
  emissions: [],
  returns: [],
  throws: 'no',
  rejects: 'no',
  unseen: [],
  isComplete: true,
};

/** What is kept of a file's functions for one recognition. */
interface Known {
  readonly settings: object | undefined;
  readonly facts: Map<FunctionBinding, Tracked<FunctionFacts>>;
  readonly summaries: Map<FunctionBinding, Tracked<ReadonlyMap<FunctionBinding, Summary>>>;
}

/**
 * What a call of a function means, however many functions of the project it goes through. Summed up once, together with
 * those it calls, and again when a file that it was read from changes.
 */
export function summaryOf(declared: FunctionDeclaration, recognition: Recognition): Summary {
  const { binding } = declared;
  const { source } = declared.context;
  const known = knownOf(source, recognition);
  const kept = known.summaries.get(binding)?.read()?.get(binding);
  if (kept) return kept;
  let summaries: ReadonlyMap<FunctionBinding, Summary> = new Map();
  const region = new Region(recognition);
  const summedUp = tracked(source, () => (summaries = region.sumUp(declared)));
  for (const each of region.finished)
    knownOf(each.context.source, recognition).summaries.set(each.binding, summedUp);
  known.summaries.set(binding, summedUp);
  return summaries.get(binding) ?? UNSEEN;
}

function knownOf(source: Source, { key, settings }: Recognition): Known {
  let known = source.answers?.get(key) as Known | undefined;
  if (!known || known.settings !== settings) {
    known = { settings, facts: new Map(), summaries: new Map() };
    source.answers?.set(key, known);
  }
  return known;
}

/** A function on the way to being summed up. */
interface Visited {
  readonly declared: FunctionDeclaration;
  readonly facts: FunctionFacts;
  readonly callees: readonly FunctionDeclaration[];
  readonly number: number;
  /** Modules between it and the function that was asked about. */
  readonly distance: number;
  /** The lowest number of a function that it leads back to. */
  low: number;
  isOpen: boolean;
  next: number;
}

/** A function and all that it calls which is not summed up yet. Iterative: projects call each other as deep as they like. */
class Region {
  /** Those whose summaries are whole, to be kept. */
  readonly finished: FunctionDeclaration[] = [];
  private readonly summaries = new Map<FunctionBinding, Summary>();
  private readonly visited = new Map<FunctionBinding, Visited>();
  private readonly open: Visited[] = [];
  /** Those that call what is not looked into. */
  private readonly cut = new Set<FunctionBinding>();
  private readonly modules = new Set<Source>();

  constructor(private readonly recognition: Recognition) {}

  /** Tarjan's algorithm: functions that call each other are summed up together, after those they call. */
  sumUp(head: FunctionDeclaration): ReadonlyMap<FunctionBinding, Summary> {
    const path = [this.visit(head, 0)];
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const callee = at.callees[at.next++];
      if (!callee) {
        path.pop();
        const caller = path.at(-1);
        if (caller) caller.low = Math.min(caller.low, at.low);
        if (at.low === at.number) this.close(at);
        continue;
      }
      if (this.isKnown(callee)) continue;
      const known = this.visited.get(callee.binding);
      if (known) {
        if (known.isOpen) at.low = Math.min(at.low, known.number);
      } else if (this.visited.size < SUMMARY_LIMITS.functions) {
        const isElsewhere = callee.context.source !== at.declared.context.source;
        path.push(this.visit(callee, at.distance + (isElsewhere ? 1 : 0)));
      } else this.cut.add(callee.binding);
    }
    return this.summaries;
  }

  private visit(declared: FunctionDeclaration, distance: number): Visited {
    this.modules.add(declared.context.source);
    const mayFollow = distance < MAX_HOPS && this.modules.size < SUMMARY_LIMITS.modules;
    const facts = mayFollow ? this.factsOf(declared) : factsOf(declared, this.recognition, false);
    if (!mayFollow) this.cut.add(declared.binding);
    const number = this.visited.size;
    const made: Visited = {
      ...{ declared, facts, callees: facts.callees, number, distance },
      ...{ low: number, isOpen: true, next: 0 },
    };
    this.visited.set(declared.binding, made);
    this.open.push(made);
    return made;
  }

  private factsOf(declared: FunctionDeclaration): FunctionFacts {
    const { source } = declared.context;
    const { facts } = knownOf(source, this.recognition);
    const kept = facts.get(declared.binding)?.read();
    if (kept) return kept;
    let read: FunctionFacts | undefined;
    const compute = () => (read = factsOf(declared, this.recognition, true));
    facts.set(declared.binding, tracked(source, compute));
    return read ?? compute();
  }

  /** Whether a function was summed up for another question. */
  private isKnown({ binding, context }: FunctionDeclaration): boolean {
    if (this.summaries.has(binding)) return true;
    const kept = knownOf(context.source, this.recognition).summaries.get(binding)?.read();
    const summary = kept?.get(binding);
    if (summary) this.summaries.set(binding, summary);
    return summary !== undefined;
  }

  /** Sums up a function and those that lead back to it. */
  private close(root: Visited): void {
    const together = this.open.splice(this.open.indexOf(root));
    for (const each of together) each.isOpen = false;
    const isAlone =
      together.length === 1 && !root.callees.some(({ binding }) => binding === root.declared.binding);
    for (let round = 0; ; round++) {
      let isStable = true;
      for (const { declared, facts } of together) {
        const before = this.summaries.get(declared.binding);
        const after = this.summedUp(facts);
        if (!before || !isSame(before, after)) isStable = false;
        this.summaries.set(declared.binding, after);
      }
      if (isAlone || isStable) break;
      if (round < SUMMARY_LIMITS.rounds) continue;
      for (const { declared } of together) {
        const summary = this.summaries.get(declared.binding);
        if (summary) this.summaries.set(declared.binding, { ...summary, isComplete: false });
      }
      break;
    }
    const isCut = together.some(
      ({ declared, callees }) =>
        this.cut.has(declared.binding) || callees.some(({ binding }) => this.cut.has(binding)),
    );
    if (isCut) for (const { declared } of together) this.cut.add(declared.binding);
    else this.finished.push(...together.map(({ declared }) => declared));
  }

  private summaryOf(binding: FunctionBinding): Summary {
    const found = this.summaries.get(binding);
    if (found) return found;
    return this.visited.has(binding) ? NOTHING : UNSEEN;
  }

  private summedUp(facts: FunctionFacts): Summary {
    const emissions = new Map<string, Emission>();
    const unseen = new Map<string, ParameterTerm>();
    const own = new Rewriting(
      (parameter) => parameter,
      (result) => this.resultOf(result),
    );
    let isComplete = facts.isComplete;
    const emit = (emission: Emission) => {
      if (!emission.given.some((term) => parametersIn(term).length > 0)) return;
      const { at, given } = emission;
      const key = `${at.source.file}:${at.call.range.join('-')}(${given.map(keyOf).join()})`;
      if (emissions.has(key)) return;
      if (emissions.size < SUMMARY_LIMITS.emissions) emissions.set(key, emission);
      else isComplete = false;
    };
    const lose = (terms: readonly Term[]) => {
      for (const each of terms.flatMap(heldIn)) {
        if (unseen.size < SUMMARY_LIMITS.unseen) unseen.set(keyOf(each), each);
        else isComplete = false;
      }
    };
    const settle = (term: Term) => own.of(term);
    for (const each of facts.emissions) emit({ ...each, given: each.given.map(settle) });
    lose(facts.unseen.map(settle));
    let throws: Verdict = facts.throws;
    let rejects: Verdict = facts.rejects;
    for (const call of facts.calls) {
      const callee = this.summaryOf(call.to.binding);
      if (call.given) {
        const given = call.given.map(settle);
        const handed = substitution(given);
        for (const each of callee.emissions)
          emit({
            ...each,
            given: each.given.map((term) => handed.of(term)),
            through: [call, ...each.through],
            isNested: each.isNested || call.isNested,
          });
        lose(callee.isComplete ? callee.unseen.map((term) => handed.of(term)) : given);
        isComplete &&= callee.isComplete;
      }
      if (call.canThrow) throws = worse(throws, callee.throws);
      if (call.canReject) rejects = worse(rejects, callee.rejects);
      if (call.canReject && call.isHandler) rejects = worse(rejects, callee.throws);
    }
    if (facts.isAsync) [throws, rejects] = ['no', worse(throws, rejects)];
    const returns = new Map(facts.returns.map(settle).map((term) => [keyOf(term), term]));
    return {
      ...{ emissions: [...emissions.values()], throws, rejects, unseen: [...unseen.values()], isComplete },
      returns: returns.size > SUMMARY_LIMITS.returns ? [UNKNOWN] : [...returns.values()],
    };
  }

  /** What a function returns for what it is given. */
  private resultOf({ of, given, path }: ResultTerm): Term {
    const { returns } = this.summaryOf(of);
    const handed = substitution(given);
    return along(choiceOf(returns.map((each) => handed.of(each))), path);
  }
}

function worse(a: Verdict, b: Verdict): Verdict {
  if (a === 'yes' || b === 'yes') return 'yes';
  return a === 'unknown' || b === 'unknown' ? 'unknown' : 'no';
}

function isSame(a: Summary, b: Summary): boolean {
  return (
    a.throws === b.throws &&
    a.rejects === b.rejects &&
    a.isComplete === b.isComplete &&
    a.emissions.length === b.emissions.length &&
    keys(a.returns) === keys(b.returns) &&
    keys(a.unseen) === keys(b.unseen) &&
    a.emissions.every((each, i) => keys(each.given) === keys(b.emissions[i]?.given ?? []))
  );
}

function keys(terms: readonly Term[]): string {
  return terms.map(keyOf).join('|');
}

/** What becomes of what a call of telemetry is given. */
export function usesOf({ call, given }: Emission): readonly Use[] {
  return call.read(given);
}

/** What becomes of a parameter. */
export interface ParameterUse extends Use {
  readonly parameter: ParameterTerm;
  /** It is just that; else it is made of the parameter, with others. */
  readonly isWhole: boolean;
  readonly emission: Emission;
}

/** What becomes of a function's parameters, in the order of the text. */
export function parameterUses(summary: Summary): readonly ParameterUse[] {
  return summary.emissions.flatMap((emission) =>
    usesOf(emission).flatMap((use) =>
      parametersIn(use.term).map((parameter) => ({
        ...use,
        ...{ parameter, isWhole: use.term.is === 'parameter', emission },
      })),
    ),
  );
}
