import type { FunctionBinding } from '../code/source.js';
import { TERM_LIMITS } from './budget.js';
import type { Value } from './value.js';

/** What an expression in a function is, as far as the function's parameters decide it. */
export type Term =
  | ParameterTerm
  | ResultTerm
  /** An object, its entries in order; one without a key is spread into it, or has a key that is computed. */
  | { readonly is: 'object'; readonly entries: readonly Entry[]; readonly size: number }
  | { readonly is: 'list'; readonly elements: readonly Term[]; readonly size: number }
  /** All elements of a list, as elements or arguments. */
  | { readonly is: 'spread'; readonly of: Term; readonly size: number }
  /** One of these. */
  | { readonly is: 'choice'; readonly of: readonly Term[]; readonly size: number }
  /** An object written as JSON. */
  | { readonly is: 'json'; readonly of: Term; readonly size: number }
  /** Something else that is made of these: a text with them in it, what other code returns for them. */
  | {
      readonly is: 'made';
      readonly from: readonly (ParameterTerm | ResultTerm | Unknown)[];
      readonly isText: boolean;
      /** The expression that makes it, where one does. */
      readonly by: Value | undefined;
    }
  /** Nothing of a parameter's, or what `path` leads to from it. */
  | { readonly is: 'own'; readonly value: Value; readonly path: readonly string[] }
  /** An argument that is left out. */
  | { readonly is: 'absent' }
  | Unknown;

/** A parameter, or what `path` leads to from it. */
export interface ParameterTerm {
  readonly is: 'parameter';
  readonly index: number;
  readonly path: readonly string[];
  /** The list of all arguments from `index` on. */
  readonly isRest: boolean;
  /** What it is where it is read, as far as a type or a handler says so. */
  readonly known: 'text' | 'error' | undefined;
  /** In a text: all that it holds is written there, as JSON or as the console prints it. */
  readonly shown?: Shown;
}

export type Shown = 'json' | 'printed';

/** What a function of the project returns for these arguments, or what `path` leads to from it. */
export interface ResultTerm {
  readonly is: 'result';
  readonly of: FunctionBinding;
  readonly given: readonly Term[];
  readonly path: readonly string[];
  readonly size: number;
}

interface Unknown {
  readonly is: 'unknown';
}

export interface Entry {
  readonly key: string | undefined;
  readonly term: Term;
}

export const UNKNOWN: Unknown = { is: 'unknown' };
const ABSENT: Term = { is: 'absent' };

function sizeOf(term: Term): number {
  return 'size' in term ? term.size : 1;
}

function total(terms: readonly Term[]): number {
  return terms.reduce((sum, each) => sum + sizeOf(each), 1);
}

export function objectTerm(entries: readonly Entry[]): Term {
  const parts = entries.map(({ term }) => term);
  const size = total(parts);
  return size > TERM_LIMITS.size ? madeOf(parts) : { is: 'object', entries, size };
}

export function listTerm(elements: readonly Term[]): Term {
  const size = total(elements);
  return size > TERM_LIMITS.size ? madeOf(elements) : { is: 'list', elements, size };
}

export function spreadTerm(of: Term): Term {
  return { is: 'spread', of, size: sizeOf(of) + 1 };
}

export function jsonTerm(of: Term): Term {
  return { is: 'json', of, size: sizeOf(of) + 1 };
}

export function resultTerm(of: FunctionBinding, given: readonly Term[], path: readonly string[] = []): Term {
  const size = total(given);
  return size > TERM_LIMITS.size ? madeOf([...given, UNKNOWN]) : { is: 'result', of, given, path, size };
}

/** One of several, each told once. */
export function choiceOf(terms: readonly Term[]): Term {
  const all = terms.flatMap((term) => (term.is === 'choice' ? term.of : [term]));
  const found = new Map(all.map((term) => [keyOf(term), term]));
  const of = [...found.values()];
  const [only] = of;
  if (only && of.length === 1) return only;
  const size = total(of);
  return of.length > TERM_LIMITS.parts || size > TERM_LIMITS.size ? madeOf(of) : { is: 'choice', of, size };
}

/** What is made of some parts, and no longer one of them. */
export function madeOf(parts: readonly Term[], isText = false, by?: Value): Term {
  const from = new Map<string, ParameterTerm | ResultTerm | Unknown>();
  for (const part of parts) for (const each of sourcesOf(part)) from.set(keyOf(each), each);
  const all = [...from.values()];
  return {
    is: 'made',
    from: all.length > TERM_LIMITS.parts ? [...all.slice(0, TERM_LIMITS.parts), UNKNOWN] : all,
    isText,
    by,
  };
}

/** The parameters and results that a term is made of, whole or in part. */
export function sourcesOf(term: Term): readonly (ParameterTerm | ResultTerm | Unknown)[] {
  switch (term.is) {
    case 'parameter':
    case 'result':
    case 'unknown':
      return [term];
    case 'object':
      return term.entries.flatMap((entry) => sourcesOf(entry.term));
    case 'list':
      return term.elements.flatMap(sourcesOf);
    case 'choice':
      return term.of.flatMap(sourcesOf);
    case 'spread':
      return sourcesOf(term.of);
    case 'json':
      return sourcesOf(term.of).map((each) => shownAs(each, 'json'));
    case 'made':
      return term.from;
    default:
      return [];
  }
}

function shownAs<Source extends ParameterTerm | ResultTerm | Unknown>(source: Source, shown: Shown): Source {
  return source.is === 'parameter' ? { ...source, shown: source.shown ?? shown } : source;
}

/** A text that has all of some values in it, as the console prints them. */
export function printedTerm(parts: readonly Term[], by?: Value): Term {
  return madeOf(
    parts.flatMap(sourcesOf).map((each) => shownAs(each, 'printed')),
    true,
    by,
  );
}

/** The parameters that reach a term, whole or in part. */
export function parametersIn(term: Term): readonly ParameterTerm[] {
  return sourcesOf(term).flatMap((each) =>
    each.is === 'parameter' ? [each] : each.is === 'result' ? each.given.flatMap(parametersIn) : [],
  );
}

/** The parameters that a term holds as they are: what gets it can change them. */
export function heldIn(term: Term): readonly ParameterTerm[] {
  switch (term.is) {
    case 'parameter':
      return [term];
    case 'object':
      return term.entries.flatMap((entry) => heldIn(entry.term));
    case 'list':
      return term.elements.flatMap(heldIn);
    case 'choice':
      return term.of.flatMap(heldIn);
    case 'spread':
      return heldIn(term.of);
    case 'result':
      return term.given.flatMap(heldIn);
    case 'made':
      return term.isText ? [] : parametersIn(term);
    default:
      return [];
  }
}

/** What a way of properties leads to. */
export function along(term: Term, path: readonly string[]): Term {
  return path.reduce(member, term);
}

function member(term: Term, name: string): Term {
  switch (term.is) {
    case 'parameter':
      if (name === '...' || name === '?') return madeOf([term]);
      if (term.isRest) return restMember(term, name);
      return term.path.length < TERM_LIMITS.path
        ? { ...term, path: [...term.path, name], known: undefined }
        : madeOf([term]);
    case 'result':
      return term.path.length < TERM_LIMITS.path
        ? { ...term, path: [...term.path, name] }
        : madeOf([term, UNKNOWN]);
    case 'own':
      return term.path.length < TERM_LIMITS.path ? { ...term, path: [...term.path, name] } : UNKNOWN;
    case 'object':
      return entryOf(term.entries, name);
    case 'list': {
      const index = /^\d+$/.test(name) ? Number(name) : Infinity;
      const isSeen = !term.elements.slice(0, index + 1).some((each) => each.is === 'spread');
      return isSeen && index < Infinity ? (term.elements[index] ?? ABSENT) : madeOf(term.elements);
    }
    case 'choice':
      return choiceOf(term.of.map((each) => member(each, name)));
    case 'absent':
      return ABSENT;
    default:
      return madeOf([term]);
  }
}

/** `args[0]` of `(...args) => …` is the first of the arguments. */
function restMember(term: ParameterTerm, name: string): Term {
  return /^\d{1,3}$/.test(name)
    ? { ...term, index: term.index + Number(name), isRest: false }
    : madeOf([term]);
}

function entryOf(entries: readonly Entry[], name: string): Term {
  const found: Term[] = [];
  for (const { key, term } of entries.toReversed()) {
    if (key === name) return choiceOf([...found, term]);
    if (key !== undefined) continue;
    const spread = term.is === 'spread' ? member(term.of, name) : UNKNOWN;
    if (spread.is !== 'absent') found.push(spread);
  }
  return found.length > 0 ? choiceOf(found) : ABSENT;
}

/** A text that is the same for terms that are the same. */
export function keyOf(term: Term): string {
  switch (term.is) {
    case 'parameter':
      return `#${term.index}${term.isRest ? '…' : ''}.${term.path.join('.')}:${term.known ?? ''}${term.shown ?? ''}`;
    case 'result':
      return `(${term.of.text?.().slice(0, 80) ?? ''})(${keysOf(term.given)}).${term.path.join('.')}`;
    case 'object':
      return `{${term.entries.map(({ key, term: held }) => `${key ?? ''}=${keyOf(held)}`).join()}}`;
    case 'list':
      return `[${keysOf(term.elements)}]`;
    case 'choice':
      return `<${keysOf(term.of)}>`;
    case 'spread':
      return `...${keyOf(term.of)}`;
    case 'json':
      return `json(${keyOf(term.of)})`;
    case 'made':
      return `${term.isText ? 'text' : 'made'}(${keysOf(term.from)})`;
    case 'own': {
      const { source, expression } = term.value;
      return `=${source.file}:${expression.range.join('-')}.${term.path.join('.')}`;
    }
    default:
      return term.is;
  }
}

function keysOf(terms: readonly Term[]): string {
  return terms.map(keyOf).join();
}

/** Terms with others in the place of parameters and results, each made once. */
export class Rewriting {
  private readonly known = new Map<Term, Term>();

  constructor(
    private readonly parameterOf: (parameter: ParameterTerm) => Term,
    private readonly resultOf: (result: ResultTerm) => Term,
  ) {}

  of(term: Term): Term {
    let found = this.known.get(term);
    if (!found) this.known.set(term, (found = this.rewritten(term)));
    return found;
  }

  private rewritten(term: Term): Term {
    switch (term.is) {
      case 'parameter':
        return this.parameterOf(term);
      case 'result':
        return this.resultOf({ ...term, given: this.all(term.given) });
      case 'object':
        return objectTerm(term.entries.map(({ key, term: held }) => ({ key, term: this.of(held) })));
      case 'list':
        return listTerm(expanded(this.all(term.elements)));
      case 'choice':
        return choiceOf(this.all(term.of));
      case 'spread':
        return spreadTerm(this.of(term.of));
      case 'json':
        return jsonTerm(this.of(term.of));
      case 'made':
        return madeOf(this.all(term.from), term.isText, term.by);
      default:
        return term;
    }
  }

  private all(terms: readonly Term[]): readonly Term[] {
    return terms.map((each) => this.of(each));
  }
}

/** Puts what a call hands over in the place of a function's parameters. */
export function substitution(given: readonly Term[]): Rewriting {
  const all = expanded(given);
  return new Rewriting(
    (parameter) => argumentOf(parameter, all),
    () => UNKNOWN,
  );
}

function argumentOf(parameter: ParameterTerm, given: readonly Term[]): Term {
  const { shown } = parameter;
  const term = givenFor(parameter, given);
  return shown === undefined
    ? term
    : madeOf(
        sourcesOf(term).map((each) => shownAs(each, shown)),
        true,
      );
}

function givenFor({ index, path, isRest, known }: ParameterTerm, given: readonly Term[]): Term {
  const at = given.findIndex((each) => each.is === 'spread');
  const spread = at >= 0 && at <= index ? given[at] : undefined;
  if (isRest) return along(spread && at < index ? UNKNOWN : listOrRest(given.slice(index)), path);
  if (spread?.is === 'spread') return along(spread.of, [String(index - at), ...path]);
  const found = along(given[index] ?? ABSENT, path);
  return found.is === 'parameter' && found.known === undefined ? { ...found, known } : found;
}

/** `[...args]` is `args`. */
function listOrRest(rest: readonly Term[]): Term {
  const [only] = rest;
  const inner = only?.is === 'spread' && rest.length === 1 ? only.of : undefined;
  return inner?.is === 'parameter' && inner.isRest ? inner : listTerm(rest);
}

/** Elements in the place of a list that is spread among others. */
export function expanded(terms: readonly Term[]): readonly Term[] {
  if (!terms.some((each) => each.is === 'spread')) return terms;
  return terms.flatMap((each) =>
    each.is === 'spread' && each.of.is === 'list' ? expanded(each.of.elements) : [each],
  );
}
