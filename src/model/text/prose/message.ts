import { isConnective } from './english.js';
import { type Values, cut, isKeysAlone } from './cut.js';
import { withoutErrors } from './errors.js';
import { withoutValues } from './strip.js';
import {
  ARROW,
  type Hint,
  QUOTES,
  type Sentence,
  hintOf,
  isMark,
  isSpace,
  sentencesOf,
} from './sentences.js';
import { type Piece, type Token, textOf, tokensOf, unitName, unitOfWord } from './tokens.js';

export type { Hint } from './sentences.js';
export type { Piece } from './tokens.js';
export type { Values } from './cut.js';

/** Constant pieces of a message, in order. */
export type Constant = { readonly text: string } | { readonly constant: number };

/**
 * A message as it was written, with values in its text. First it says what each value is called there, then, when the values have
 * their names, it is written: the same text for every call that differs in values alone.
 */
export class Message {
  private readonly sentences: readonly Sentence[];

  constructor(pieces: readonly Piece[]) {
    this.sentences = sentencesOf(withoutBullet(tokensOf(pieces)));
  }

  /** Whether the text says anything but values: `to`, `ms` and `:` do not. */
  get saysSomething(): boolean {
    return this.sentences.some(saysSomething);
  }

  /** What the text says of each value, by the value's number; the first that says anything where one stands twice. */
  hints(): ReadonlyMap<number, Hint> {
    const hints = new Map<number, Hint>();
    for (const sentence of this.sentences) {
      sentence.tokens.forEach((token, i) => {
        if (token.is !== 'value') return;
        const hint = hintOf(sentence, i, unitOf);
        hints.set(token.number, { ...hint, ...hints.get(token.number) });
      });
    }
    return hints;
  }

  /**
   * The constant message; nothing where the text says nothing but values.
   *
   * @param isStripped values inside of a sentence leave no placeholder
   */
  write(values: Values, isStripped = false): readonly Constant[] {
    if (!this.saysSomething) return [];
    const sentences = this.sentences.map((sentence, i) => {
      // `Done. {result}`: a sentence of nothing but values goes as a whole.
      const hasWord = sentence.tokens.some((token) => token.is === 'word' || token.is === 'constant');
      const hasValue = sentence.tokens.some((token) => token.is === 'value');
      // `Is it infected? {isInfected}`
      const isAnswer = this.sentences[i - 1]?.end.some((token) => isMark(token, '?')) === true;
      if (!hasWord && hasValue && isAnswer && !holdsError(sentence, values))
        return [...sentence.tokens, ...sentence.end];
      if (!hasWord && hasValue) return [];
      // `Egress started. userId={userId} roomId={roomId}`
      if (i > 0 && isKeysAlone(sentence.tokens, values)) return [];
      const { start, end } = cut(sentence, values);
      return end === 0 && sentence.tokens.length > 0
        ? []
        : [
            ...withoutErrors(unquoted(sentence.tokens.slice(start, end)), values, i > 0),
            ...(isOfShortened(sentence, end, values) ? [] : sentence.end),
          ];
    });
    const written = sentences.filter((tokens) => tokens.length > 0);
    const last = written.at(-1);
    // What was listed after it is gone.
    if (last && isMark(last.at(-1), ';') && last !== sentences.at(-1))
      written.splice(-1, 1, last.slice(0, -1));
    const shown = isStripped ? written.map(withoutValues) : written;
    return joined(withoutLastColon(shown), (value) => `{${values.name(value)}}`);
  }
}

function holdsError({ tokens }: Sentence, { isError }: Values): boolean {
  return tokens.some((token) => token.is === 'value' && isError(token.number));
}

/** `File hash: {hash}...`: an ellipsis after the beginning of a text goes with that. */
function isOfShortened({ tokens, end: marks }: Sentence, end: number, { isShortened }: Values): boolean {
  const last = tokens.at(-1);
  const isEllipsis = marks.length === 1 && (isMark(marks[0], '…') || isMark(marks[0], '...'));
  return isEllipsis && end < tokens.length && last?.is === 'value' && isShortened?.(last.number) === true;
}

/** What stands before a line of a list: `  - Message ID:`. */
const BULLETS: ReadonlySet<string> = new Set(['-', '*', '•', '–', '·']);

function withoutBullet(tokens: readonly Token[]): readonly Token[] {
  const at = tokens[0]?.is === 'space' ? 1 : 0;
  const isListed =
    isMark(tokens[at], BULLETS) && tokens[at + 1]?.is === 'space' && tokens[at + 2]?.is === 'word';
  return isListed ? tokens.slice(at + 2) : tokens;
}

/** A colon or an arrow at the end announces what is printed after the text, which a record has in its fields. */
function withoutLastColon(sentences: readonly (readonly Token[])[]): readonly (readonly Token[])[] {
  const last = sentences.at(-1);
  if (!last) return sentences;
  const end = beforeAnnouncing(last);
  return end === last.length ? sentences : [...sentences.slice(0, -1), last.slice(0, end)];
}

/** Where the colon and the arrow at the end of a text begin: `Error:`, `Error →`, `Error: -->`. */
function beforeAnnouncing(tokens: readonly Token[]): number {
  let end = tokens.length;
  const withoutSpaces = () => {
    while (end > 1 && isSpace(tokens[end - 1])) end -= 1;
  };
  withoutSpaces();
  const last = tokens[end - 1];
  if (last?.is === 'mark' && ARROW.test(last.text)) {
    end -= 1;
    withoutSpaces();
    // `{from} ->`: who leaves that out says which way.
    if (end < 1 || tokens[end - 1]?.is === 'value') return tokens.length;
  }
  return end > 1 && isMark(tokens[end - 1], ':') && tokens[end - 2]?.is !== 'mark' ? end - 1 : end;
}

function saysSomething({ tokens }: Sentence): boolean {
  if (isLabel(tokens)) return true;
  return tokens.some(
    (token, i) =>
      token.is === 'constant' ||
      (token.is === 'word' && /\p{L}/u.test(token.text) && !isJoin(token.text) && !isSign(tokens, i)),
  );
}

/** `From: {from}`: one word that is the name of what comes, and no part of a sentence. */
function isLabel(tokens: readonly Token[]): boolean {
  const [word, ...others] = tokens.filter(({ is }) => is === 'word');
  const isAlone = word?.is === 'word' && others.length === 0 && /^\p{Lu}\p{Ll}+$/u.test(word.text);
  return isAlone && isMark(tokens[tokens.indexOf(word) + 1], ':');
}

/** `{a} and {b}`, `{i} of {n}`: words that only join values. */
function isJoin(word: string): boolean {
  return isConnective(word) || /^(?:and|or)$/i.test(word);
}

/** `{width}x{height}`: a letter glued to values. */
function isSign(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  const isLetter = token?.is === 'word' && token.text.length === 1;
  return isLetter && (tokens[index - 1]?.is === 'value' || tokens[index + 1]?.is === 'value');
}

function unitOf(token: Token, next: string): string | undefined {
  const glued = token.is === 'value' ? token.unit : undefined;
  return glued === undefined ? unitOfWord(next) : unitName(glued);
}

/** A placeholder needs no quotes around it. */
function unquoted(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter((token, i) => {
    if (!isMark(token, QUOTES)) return true;
    const isOpening = tokens[i + 1]?.is === 'value' && isMark(tokens[i + 2], QUOTES);
    const isClosing = tokens[i - 1]?.is === 'value' && isMark(tokens[i - 2], QUOTES);
    return !isOpening && !isClosing;
  });
}

function joined(
  sentences: readonly (readonly Token[])[],
  placeholder: (value: number) => string,
): readonly Constant[] {
  const pieces: Constant[] = [];
  let text = '';
  sentences.forEach((tokens, i) => {
    if (i > 0) text += ' ';
    for (const token of tokens) {
      if (token.is === 'constant') {
        if (text !== '') pieces.push({ text });
        pieces.push({ constant: token.number });
        text = '';
      } else if (token.is === 'value' && text.endsWith('$')) text += ` ${textOf(token, placeholder)}`;
      else text += textOf(token, placeholder);
    }
  });
  if (text !== '') pieces.push({ text });
  return pieces.map((piece, i) => {
    if (!('text' in piece)) return piece;
    const spaced = piece.text.replace(/ {2,}/g, ' ');
    const head = i === 0 ? spaced.trimStart() : spaced;
    return { text: i === pieces.length - 1 ? head.trimEnd() : head };
  });
}
