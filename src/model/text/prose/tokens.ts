/** A piece of a message as it was written: its own text, or where a value, a constant or the next argument stood. */
export type Piece =
  | { readonly text: string }
  | { readonly value: number }
  | { readonly constant: number }
  /** The next argument of a call that prints its arguments with a space between. */
  | { readonly gap: true };

/** A word, a mark, or what stands between words. Spaces are single. */
export type Token =
  | { readonly is: 'word'; readonly text: string }
  | {
      readonly is: 'mark';
      /** A full-width mark reads as the one it stands for. */
      readonly text: string;
      /** As it is written, where that differs. */
      readonly written?: string;
    }
  | { readonly is: 'space' }
  | { readonly is: 'gap' }
  | { readonly is: 'constant'; readonly number: number }
  | {
      readonly is: 'value';
      readonly number: number;
      /** The unit glued to it, as it is written: `ms`, ` ms`, `%`. */
      readonly unit?: string;
    };

const COLOURS = /\u001b\[[0-9;]*m/g;
const IS_ASCII = /^[\0-\x7f]*$/;
/** White space; a word, with marks only inside of it; marks that belong together; any other sign. */
const LEXEME = /(\s+)|([\w$](?:[\w$'.+/@&#*~-]*[\w$])?)|(\.{2,}|-+>?|=+>?|<-+|:{2,}|[\s\S])/g;
/** The same where not all letters are those of ASCII, which takes far longer to be compiled. */
const ANY_LEXEME =
  /(\s+)|([\p{L}\p{N}_$](?:[\p{L}\p{N}\p{M}_$'’.+/@&#*~-]*[\p{L}\p{N}\p{M}_$])?)|(\.{2,}|[-–—─]{1,9}>|-+|=+>?|<-+|:{2,}|[\s\S])/gu;

/** Marks of Chinese and Japanese text, and what they stand for. */
const FULL_WIDTH: ReadonlyMap<string, string> = new Map(
  Object.entries({ '：': ':', '，': ',', '、': ',', '；': ';', '（': '(', '）': ')', '＝': '=' }),
);

/** Units that are glued to a number, as the end of a field's name. */
const UNITS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ms: 'Ms',
    s: 'Seconds',
    sec: 'Seconds',
    secs: 'Seconds',
    '%': 'Percent',
    kb: 'Kb',
    mb: 'Mb',
    gb: 'Gb',
  }),
);
/** Units that are words of the text. */
const UNIT_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    milliseconds: 'Ms',
    seconds: 'Seconds',
    minutes: 'Minutes',
    hours: 'Hours',
    bytes: 'Bytes',
  }),
);

/** The end of a field's name for a unit; undefined for a text that is none. */
export function unitName(text: string): string | undefined {
  return UNITS.get(text.trim().toLowerCase());
}

/** The end of a field's name for a unit that is spelled out. */
export function unitOfWord(word: string): string | undefined {
  return UNIT_WORDS.get(word.toLowerCase());
}

/** Takes a message apart. Colours of a terminal are no part of what is said. */
export function tokensOf(pieces: readonly Piece[]): readonly Token[] {
  const tokens: Token[] = [];
  let text = '';
  const flush = () => {
    const plain = text.replace(COLOURS, '');
    for (const [, space, word, mark] of plain.matchAll(IS_ASCII.test(plain) ? LEXEME : ANY_LEXEME)) {
      if (space !== undefined) addSpace(tokens);
      else if (word !== undefined) tokens.push({ is: 'word', text: word });
      else if (mark !== undefined) tokens.push(markOf(mark));
    }
    text = '';
  };
  for (const piece of pieces) {
    if ('text' in piece) {
      text += piece.text;
      continue;
    }
    flush();
    if ('value' in piece) tokens.push({ is: 'value', number: piece.value });
    else if ('constant' in piece) tokens.push({ is: 'constant', number: piece.constant });
    else tokens.push({ is: 'gap' });
  }
  flush();
  return withUnits(tokens);
}

function markOf(written: string): Token {
  const text = FULL_WIDTH.get(written);
  return text === undefined ? { is: 'mark', text: written } : { is: 'mark', text, written };
}

function addSpace(tokens: Token[]): void {
  const last = tokens.at(-1);
  if (last && last.is !== 'space') tokens.push({ is: 'space' });
}

/** Joins units with their values: `${took}ms`, `${took} ms`, `${share}%`. */
function withUnits(tokens: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i];
    // `$${total}`: the sign of an amount is no word, and would read as the start of a placeholder.
    if (!token || (token.is === 'word' && token.text === '$' && tokens[i + 1]?.is === 'value')) continue;
    joined.push(token);
    if (token.is !== 'value') continue;
    const isSpaced = tokens[i + 1]?.is === 'space';
    const next = tokens[isSpaced ? i + 2 : i + 1];
    const unit = next?.is === 'word' || next?.is === 'mark' ? next.text : undefined;
    if (unit === undefined || unitName(unit) === undefined) continue;
    // `${n} s` may be the beginning of anything.
    if (isSpaced && !/^(?:ms|[kmg]b|%)$/i.test(unit)) continue;
    const after = tokens[isSpaced ? i + 3 : i + 2];
    if (after?.is === 'value' || after?.is === 'constant' || after?.is === 'word') continue;
    joined[joined.length - 1] = { ...token, unit: (isSpaced ? ' ' : '') + unit };
    i += isSpaced ? 2 : 1;
  }
  return joined;
}

/** The text of tokens, each value as it is to be written. */
export function textOf(token: Token, placeholder: (value: number) => string): string {
  switch (token.is) {
    case 'word':
      return token.text;
    case 'mark':
      return token.written ?? token.text;
    case 'space':
    case 'gap':
      return ' ';
    case 'value':
      return placeholder(token.number) + (token.unit ?? '');
    case 'constant':
      return '';
  }
}
