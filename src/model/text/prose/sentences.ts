import { isArticle, isConnective, isCopula, isDoing, isNoun, isOpen, isPlural, isVerb } from './english.js';
import type { Token } from './tokens.js';

/** A sentence of a message: its tokens, and the marks that end it. */
export interface Sentence {
  readonly tokens: readonly Token[];
  readonly end: readonly Token[];
  /** Another sentence stands before it. */
  readonly follows: boolean;
}

const ENDS: ReadonlySet<string> = new Set(['.', '!', '?', ';', '…']);

/** Takes a message apart where a mark ends a sentence and a space follows it. */
export function sentencesOf(tokens: readonly Token[]): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  for (let i = 0; i <= tokens.length; i += 1) {
    const token = tokens[i];
    const isLast = i === tokens.length;
    if (!isLast && !(token && endsSentence(token) && isBreak(tokens[i + 1]))) continue;
    if (!isLast && goesOn(tokens, i)) continue;
    let first = i;
    while (first > from && endsSentence(tokens[first - 1])) first -= 1;
    const to = isLast ? i : i + 1;
    if (to > from)
      sentences.push({
        tokens: trimmed(tokens.slice(from, first)),
        end: tokens.slice(first, to),
        follows: sentences.length > 0,
      });
    from = to;
  }
  return sentences.filter(({ tokens: own, end }) => own.length > 0 || end.length > 0);
}

function endsSentence(token: Token | undefined): boolean {
  return token?.is === 'mark' && (ENDS.has(token.text) || /^\.{2,}$/.test(token.text));
}

/** `query: {query}. for {collection}`: a full stop that the sentence goes on after. */
function goesOn(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 2];
  return (
    isMark(tokens[at], '.') && next?.is === 'word' && /^[a-z]/.test(next.text) && isConnective(next.text)
  );
}

function isBreak(token: Token | undefined): boolean {
  return token === undefined || isSpace(token);
}

/** Whether a token stands between words and is nothing itself. */
export function isSpace(token: Token | undefined): boolean {
  return token?.is === 'space' || token?.is === 'gap';
}

function trimmed(tokens: readonly Token[]): readonly Token[] {
  let from = 0;
  let to = tokens.length;
  while (from < to && isSpace(tokens[from])) from += 1;
  while (to > from && isSpace(tokens[to - 1])) to -= 1;
  return tokens.slice(from, to);
}

/** Whether a token is this mark, or one of them. */
export function isMark(token: Token | undefined, marks: string | ReadonlySet<string>): boolean {
  if (token?.is !== 'mark') return false;
  return typeof marks === 'string' ? token.text === marks : marks.has(token.text);
}

/** Marks between things that are listed, or between a text and what is added to it. */
export const SEPARATORS: ReadonlySet<string> = new Set([',', ';', '|', '-', '--', '–', '—', '·', '•']);
export const QUOTES: ReadonlySet<string> = new Set(['"', "'", '`', '“', '”', '‘', '’', '«', '»']);
/** Marks that belong to the value after them: `#{id}`, `@{user}`. */
const SIGILS: ReadonlySet<string> = new Set(['#', '@', '№']);
export const OPENING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' };
/** Marks that lead from one thing to the next. */
export const ARROW = /^(?:[-=–—─]+>|[→⇒])$/;
const OPENINGS: ReadonlySet<string> = new Set(Object.values(OPENING));

/** What the text around a value says of it. */
export interface Hint {
  /** The field's name: from `key=${v}`, or a lone `key: ${v}` where key is a noun. */
  readonly key?: string;
  /** The noun that is all that a sentence of its own says of it: `Reason: ${v}` after another sentence. */
  readonly label?: string;
  /** What a label says that was done, or that something is: `cancelled: ${v}`. */
  readonly state?: string;
  /** The noun just before it: `order` of `order ${id}` and `Processing order: ${id}`. */
  readonly noun?: string;
  /** The noun that this noun belongs to: `user` of `user with id ${id}`. */
  readonly owner?: string;
  /** The noun stands in another argument of the call. */
  readonly isLoose?: boolean;
  /** The things that it counts: `files` of `${n} files`. */
  readonly counted?: string;
  /** It is what something becomes: `from ${a} to ${b}`. */
  readonly isTarget?: boolean;
  /** The end of a field's name for the unit that is glued to it (`${took}ms`). */
  readonly unit?: string;
}

/** Where the words that a value belongs to end, going left from it, and what ties it to them. */
export interface Tie {
  /** Index of the last token before the value and its quotes, sigils and spaces; -1 at the start. */
  readonly at: number;
  readonly isGlued: boolean;
  /** It is an argument of its own. */
  readonly isArgument: boolean;
  /** A quote stands before the value. */
  readonly isQuoted: boolean;
}

/** What stands before the value at `index`. */
export function tieOf(tokens: readonly Token[], index: number): Tie {
  let at = index - 1;
  const isQuoted = isMark(tokens[at], QUOTES);
  if (isQuoted) at -= 1;
  if (isMark(tokens[at], SIGILS) && (at === 0 || isSpace(tokens[at - 1]))) at -= 1;
  const isGlued = at >= 0 && !isSpace(tokens[at]);
  let isArgument = false;
  while (at >= 0 && isSpace(tokens[at])) {
    isArgument ||= tokens[at]?.is === 'gap';
    at -= 1;
  }
  return { at, isGlued, isArgument, isQuoted };
}

/** The words, going left from `at`, up to a mark, a value or the start; the last one first. */
export function wordsBefore(
  tokens: readonly Token[],
  at: number,
): { readonly words: string[]; readonly indexes: number[]; readonly at: number } {
  const words: string[] = [];
  const indexes: number[] = [];
  let i = at;
  for (; i >= 0; i -= 1) {
    const token = tokens[i];
    if (token?.is === 'word') {
      words.push(token.text);
      indexes.push(i);
    } else if (!isSpace(token)) break;
  }
  return { words, indexes, at: i };
}

/**
 * Whether words that begin after `before` are a part of their own: after a separator, as the next argument, or in a list of keys
 * (`host: {host} port: {port}`).
 */
export function beginsPart(tokens: readonly Token[], before: number): boolean {
  const token = tokens[before];
  // `BATCH|STREAM: {mode}`: one of two words.
  if (isMark(token, '|') && tokens[before - 1]?.is === 'word' && tokens[before + 1]?.is === 'word')
    return false;
  if (token?.is === 'mark') return SEPARATORS.has(token.text) || ARROW.test(token.text);
  if (token?.is !== 'value') return false;
  if (tokens[before + 1]?.is === 'gap') return true;
  const { at } = tieOf(tokens, before);
  return isMark(tokens[at], ':') || isMark(tokens[at], '=');
}

/** What the text of a sentence says of the value at an index. */
export function hintOf(
  { tokens, follows }: Sentence,
  index: number,
  unitName: (token: Token, next: string) => string | undefined,
): Hint {
  const value = tokens[index];
  const after = nextWord(tokens, index);
  const unit = value && unitName(value, after ?? '');
  const counted = unit === undefined ? countedAfter(tokens, index) : undefined;
  return {
    ...(unit === undefined ? {} : { unit }),
    ...(counted === undefined ? {} : { counted }),
    ...(isTarget(tokens, index) ? { isTarget: true } : {}),
    ...nounsBefore(tokens, index, follows),
  };
}

/** `from {old} to {new}`, `{old} -> {new}` */
function isTarget(tokens: readonly Token[], index: number): boolean {
  const before = tokens[tieOf(tokens, index).at];
  if (before?.is === 'word') return /^(?:to|into)$/i.test(before.text);
  return before?.is === 'mark' && ARROW.test(before.text);
}

/** The things that a value counts: the next word, or the plural that it describes (`cache` of `{n} cache keys`). */
function countedAfter(tokens: readonly Token[], index: number): string | undefined {
  const first = nextWord(tokens, index);
  const at = tokens.findIndex((token, i) => i > index && token.is === 'word');
  // `{a} {b} offset: {c}`: the key of the next value; `after {n} attempts: {c}` is none.
  const isKey = isMark(tokens[at + 1], ':') || isMark(tokens[at + 1], '=');
  if (first !== undefined && isKey && !isPlural(first)) return undefined;
  // `{n} thumbnail(s)`
  const ending = pluralEnding(tokens, at + 1);
  if (first !== undefined && ending !== undefined) return first + ending;
  if (first === undefined || isPlural(first) || isOpen(first) || isVerb(first)) return first;
  const second = nextWord(tokens, at);
  return second !== undefined && isPlural(second) && isNoun(second, first) ? second : first;
}

/** `(s)`, `(es)` */
function pluralEnding(tokens: readonly Token[], at: number): string | undefined {
  const [open, ending, close] = tokens.slice(at, at + 3);
  const isOne = isMark(open, '(') && isMark(close, ')') && ending?.is === 'word';
  return isOne && /^e?s$/.test(ending.text) ? ending.text : undefined;
}

function nextWord(tokens: readonly Token[], index: number): string | undefined {
  let i = index + 1;
  if (isMark(tokens[i], QUOTES)) i += 1;
  if (!isSpace(tokens[i])) return undefined;
  const token = tokens[i + 1];
  return token?.is === 'word' ? token.text : undefined;
}

/** Whether a sign of arithmetic joins a value to the next. */
function isSummed(tokens: readonly Token[], index: number): boolean {
  const sign = tokens.slice(index + 1).find((token) => !isSpace(token));
  if (sign?.is !== 'mark' || (sign.text !== '+' && sign.text !== '=')) return false;
  const at = tokens.indexOf(sign);
  const next = tokens.slice(at + 1).find((token) => !isSpace(token));
  return next?.is === 'value' || (next?.is === 'mark' && next.text === '$');
}

/** `stored via webhook: {id}`: what something is done with is not what the value is of. */
const MEANS = /^(?:via|through|using)$/i;

/** `Project with no id: {name}`: what is not there is not what follows. */
const LACKS = /^(?:no|without|missing|lacks|lacking)$/i;

/** `orders and users: {id}` */
const JOINS = /^(?:and|or)$/i;

/** `cancelled`, `sent`: what was done. */
export function isParticiple(word: string): boolean {
  return /^\p{Ll}{2,}ed$|^(?:sent|found|lost|kept|written|taken|done|built|read|made|left)$/u.test(word);
}

/** Whether a value begins what is said after a colon: `Login attempt: {type} is not configured`, `Cache miss: {type}/{key}`. */
function beginsClause(tokens: readonly Token[], index: number): boolean {
  if (isMark(tokens[index + 1], '/') && tokens[index + 2]?.is === 'value') return true;
  return isCopula(nextWord(tokens, index) ?? '');
}

function nounsBefore(tokens: readonly Token[], index: number, follows: boolean): Hint {
  const { at: tied, isArgument } = tieOf(tokens, index);
  let at = tied;
  const isBracketed = isMark(tokens[at], OPENINGS);
  if (isBracketed) {
    at -= 1;
    while (isSpace(tokens[at])) at -= 1;
  }
  const isColon = isMark(tokens[at], ':');
  const isKeyed = isMark(tokens[at], '=');
  if (isColon || isKeyed) at -= 1;
  while (isSpace(tokens[at])) at -= 1;
  const { words, at: before } = wordsBefore(tokens, at);
  const [noun, second, third] = words;
  if (noun === undefined) return {};
  // `tokens: {prompt}+{completion}={total}`: the key is that of all.
  if (isSummed(tokens, index)) return {};
  // `older than = {date}`: a comparison is no key; in `from={a} to={b}` the words are.
  if (isKeyed) return isSpace(tokens[at + 1]) && isOpen(noun) ? {} : { key: noun };
  // `for customerId: {customer}`
  if (isColon && !isBracketed && /^[a-z]+(?:[A-Z][a-z\d]*)*(?:Id|Uuid|Email)$/.test(noun))
    return { key: noun };
  // `order-worker: ${reason}`: a name at the head says who speaks.
  if (isColon && words.length === 1 && before < 0 && !follows && /^[a-z\d]+(?:-[a-z\d]+)+$/.test(noun))
    return {};
  if (isColon && !isBracketed && words.length === 1 && !isVerb(noun) && !isOpen(noun) && !isDoing(noun)) {
    // At the head of a text a capital marks prose (`Failed: …`).
    if (before < 0 && follows) return { label: noun };
    if (before < 0 ? !/^\p{Lu}/u.test(noun) : beginsPart(tokens, before)) return { key: noun };
  }
  if (isColon && words.length === 1 && before >= 0 && isParticiple(noun) && beginsPart(tokens, before))
    return { state: noun };
  // `Set {id}`
  if (words.length === 1 && before < 0 && !isColon && /^(?:set|get|put)$/i.test(noun)) return {};
  if (!isNoun(noun, second, third) || (isColon && isDoing(noun))) return {};
  if (second !== undefined && (MEANS.test(second) || (isColon && LACKS.test(second)))) return {};
  // `requires a key and a signature: {id}`: the value is of no one of them.
  if (isColon && (JOINS.test(second ?? '') || (isArticle(second ?? '') && JOINS.test(third ?? ''))))
    return {};
  if (isColon && !isBracketed && beginsClause(tokens, index)) return {};
  const owner = second !== undefined && /^(?:with|of|by)$/i.test(second) ? third : second;
  return {
    noun,
    ...(isArgument ? { isLoose: true } : {}),
    ...(owner !== undefined && isNoun(owner) ? { owner } : {}),
  };
}
