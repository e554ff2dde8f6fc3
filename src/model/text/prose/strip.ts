import { isConnective, isCopula } from './english.js';
import { OPENING, QUOTES, isMark, isSpace } from './sentences.js';
import type { Token } from './tokens.js';

/**
 * A sentence without the values in it, each with what ties it: the connective before it, its quotes, its brackets. The sentence as
 * it is where that leaves no word of it, or no subject.
 */
export function withoutValues(tokens: readonly Token[]): readonly Token[] {
  const kept: Token[] = [];
  tokens.forEach((token, i) => {
    if (token.is === 'value') untie(kept, tokens[nextOf(tokens, i)]);
    else if (!isEmptyPair(kept, token) && !isOrphan(kept, token)) kept.push(token);
  });
  const first = kept.find(({ is }) => is === 'word' || is === 'constant');
  return first === undefined || (first.is === 'word' && isCopula(first.text)) ? tokens : kept;
}

/** Takes back what led to a value, where no word after it goes on with it: `to {endpoint} succeeded`, but `after {n} retries`. */
function untie(kept: Token[], next: Token | undefined): void {
  const isLast = next === undefined || next.is === 'mark' || (next.is === 'word' && isVerbLike(next.text));
  while (isSpace(kept.at(-1))) kept.pop();
  const before = kept.at(-1);
  if (isLast && before?.is === 'word' && isConnective(before.text)) kept.pop();
  else if (isMark(before, TIES)) kept.pop();
  while (isLast && isSpace(kept.at(-1))) kept.pop();
  const opens = isMark(kept.at(-1), OPENINGS);
  if (next && next.is !== 'mark' && kept.length > 0 && !opens) kept.push({ is: 'space' });
}

const OPENINGS: ReadonlySet<string> = new Set(Object.values(OPENING));
/** What stands between a key and its value. */
const TIES: ReadonlySet<string> = new Set([':', '=', '#', '@']);

function isVerbLike(word: string): boolean {
  return isConnective(word) || /(?:ed|s|ing)$|^(?:is|was|and|or)$/i.test(word);
}

/** The first token after another that is no space. */
function nextOf(tokens: readonly Token[], index: number): number {
  let at = index + 1;
  while (isSpace(tokens[at])) at += 1;
  return at;
}

/** `()`, `""` around what is gone: takes back the opening one. */
function isEmptyPair(kept: Token[], token: Token): boolean {
  const last = kept.at(-1);
  if (token.is !== 'mark' || last?.is !== 'mark') return false;
  const isPair = OPENING[token.text] === last.text || (QUOTES.has(token.text) && token.text === last.text);
  if (!isPair) return false;
  kept.pop();
  while (isSpace(kept.at(-1))) kept.pop();
  return true;
}

/** A second space, or a comma at the head: what stood between values. */
function isOrphan(kept: readonly Token[], token: Token): boolean {
  const last = kept.at(-1);
  if (isSpace(token)) return last === undefined || isSpace(last) || isMark(last, OPENINGS);
  return isMark(token, ',') && (last === undefined || isMark(last, ','));
}
