import { ERROR_KEY, ERROR_WORD, type Values, announcesError } from './cut.js';
import { isOpen, isRelaying } from './english.js';
import { OPENING, QUOTES, SEPARATORS, isMark, isSpace } from './sentences.js';
import type { Token } from './tokens.js';

/**
 * A sentence without the errors that it only announces: `Sync failed ({err}), retrying` is `Sync failed, retrying`, `[ERROR {err}]` is
 * `[ERROR]`. The record has the error itself; one that the sentence needs stays.
 *
 * @param follows whether another sentence stands before it: then a label alone says nothing
 */
export function withoutErrors(
  tokens: readonly Token[],
  { isError }: Pick<Values, 'isError'>,
  follows = false,
): readonly Token[] {
  const at = tokens.findIndex((token) => token.is === 'value' && isError(token.number));
  const span = at < 0 ? undefined : announced(tokens, at);
  if (!span)
    return at < 0
      ? tokens
      : [...tokens.slice(0, at + 1), ...withoutErrors(tokens.slice(at + 1), { isError })];
  const before = tokens[span.from - 1];
  const left = [...tokens.slice(0, span.from), ...tokens.slice(span.to)];
  // `Query failed. Output: {err}`
  const isLabel = follows && span.from === 1 && before?.is === 'word' && !announcesError(before.text);
  // `The order is: {err}`
  const isSaid = !(before?.is === 'word' && (isOpen(before.text) || isRelaying(before.text)));
  return isSaid && !isLabel && left.some((token) => token.is === 'word')
    ? withoutErrors(left, { isError })
    : tokens;
}

/** Where an error stands with what announces it; undefined where the sentence is none without it. */
function announced(
  tokens: readonly Token[],
  at: number,
): { readonly from: number; readonly to: number } | undefined {
  let [from, to] = [at, at + 1];
  let isBracketed = false;
  for (;;) {
    const [before, after] = [tokens[from - 1], tokens[to]];
    const isOpen = after?.is === 'mark' && isMark(before, OPENING[after.text] ?? '');
    if (!isOpen && !(isMark(before, QUOTES) && isMark(after, QUOTES))) break;
    isBracketed ||= isOpen;
    from -= 1;
    to += 1;
  }
  const next = tokens.slice(to).find((token) => !isSpace(token));
  const spaces = isSpace(tokens[from - 1]) ? 1 : 0;
  if (isBracketed) return { from: from - spaces, to };
  // `status={status} msg={err} size={size}`
  const [key, sign] = [tokens[from - 2], tokens[from - 1]];
  if (isMark(sign, '=') && key?.is === 'word' && ERROR_KEY.test(key.text))
    return { from: from - 2 - (isSpace(tokens[from - 3]) ? 1 : 0), to };
  if (next && next.is !== 'mark') return undefined;
  const before = tokens[from - 1 - spaces];
  if (before?.is === 'word' && spaces > 0 && ERROR_WORD.test(before.text)) return { from: from - spaces, to };
  // `Sync failed: {err}, retrying`
  const isTied = isMark(before, ':') || (isMark(before, SEPARATORS) && !isMark(before, ','));
  const more = isSpace(tokens[from - 2 - spaces]) ? 1 : 0;
  return isTied ? { from: from - 1 - spaces - more, to } : undefined;
}
