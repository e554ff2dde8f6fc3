import { nameOfKey } from '../logs/field-name.js';

/** A piece of a message as it was written: its own text, or a place where a value stood. */
export type Piece = { readonly text: string } | { readonly value: number } | { readonly constant: number };

/** What the text around a value says of it. */
export interface Hint {
  /** The field's name: from `key=${v}` or a lone `key: ${v}`. */
  readonly key?: string;
  /** The word before a colon in prose (`Processing order: ${id}`), good where the value has no name. */
  readonly word?: string;
  /** The unit that was glued to the value (`${took}ms`), as the end of a field's name. */
  readonly unit?: string;
}

export interface Message {
  /** Constant pieces only, in order; empty when nothing constant is left to say. */
  readonly pieces: readonly ({ readonly text: string } | { readonly constant: number })[];
  /** By the value's number. */
  readonly hints: ReadonlyMap<number, Hint>;
}

// Values and constants stand in the text as one private-use character each while it is tidied.
const VALUE = 0xe000;
const CONSTANT = 0xf000;
const V = '[\\uE000-\\uEFFF]';
const ANY_PLACE = /[\u0001\uE000-\uF8FF]/;

/** Connectives that say nothing once the value after them is gone. */
const CONNECTIVE = '(?:for|to|with|in|at|of|by|from|on|as|via|and)';

const UNITS: Readonly<Record<string, string>> = {
  ms: 'Ms',
  s: 'Seconds',
  sec: 'Seconds',
  '%': 'Percent',
  kb: 'Kb',
  mb: 'Mb',
  gb: 'Gb',
};

/**
 * The constant message behind a text with values in it, and what the text said of each value.
 * Depends on the constant pieces alone, never on the values, so that two calls which differ only in values
 * have the same message. Returns undefined for text that already holds private-use characters.
 */
export function constantMessage(pieces: readonly Piece[]): Message | undefined {
  const hints = new Map<number, Hint>();
  let text = '';
  for (const piece of pieces) {
    if ('text' in piece) {
      if (ANY_PLACE.test(piece.text)) return undefined;
      text += piece.text;
    } else if ('value' in piece) text += String.fromCharCode(VALUE + piece.value);
    else text += String.fromCharCode(CONSTANT + piece.constant);
  }
  const hint = (place: string, more: Hint) => {
    const value = place.charCodeAt(0) - VALUE;
    hints.set(value, { ...more, ...hints.get(value) });
  };
  return { pieces: split(tidy(text, hint)), hints };
}

/** Whether a text is only drawn, not said: empty, rules, boxes, or a banner of several lines. */
export function isDecorative(text: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(text)) return true;
  const lines = text.trim().split('\n');
  return lines.length > 2 || isDrawn(text) || /(?:[-=*_#~─═]\s?){5,}/.test(text);
}

/** Whether a text has lines drawn in it: trees, boxes and tables for a person's eye. */
export function isDrawn(text: string): boolean {
  return /[\u2500-\u257F]/.test(text);
}

// Stands where a value stood whose ties to the text are gone: it no longer takes a connective with it.
const GONE = '\u0001';
const G = '\\u0001';
const PLACES = `[\\uE000-\\uEFFF${G}]`;

// Made once: a program has thousands of messages.
const HAS_VALUE = new RegExp(V);
const KEYED = new RegExp(`(?<![\\w$.-])([A-Za-z_$][\\w$-]*)=(?:["'\`(<[{](${V})["'\`)>\\]}]?|(${V}))`, 'g');
const WITH_UNIT = new RegExp(`(${V})(ms|sec|s|%|[kKmMgG][bB])(?![\\w])`, 'g');
const ADDRESS = new RegExp(`\\b[a-z][a-z+.-]{0,30}://[^\\s"'\`]{0,2000}${V}[^\\s"'\`,;]*`, 'g');
const WITH_ENDING = new RegExp(`(${V})(?:['’]s\\b|\\(\\))`, 'g');
const NAMED_ALONE = new RegExp(
  `(^|[,;|({\\[]\\s*|\\s[-–—]\\s+|${V}\\s*(?:[,;]\\s*)?)([A-Za-z_$][\\w$-]*)\\s?:\\s?(${V})`,
  'g',
);
const NAMED_IN_PROSE = new RegExp(`([/.]?)(?<![\\w$-])([\\w$-]+)\\s?:\\s?(${V})`, 'g');
const TIED_BY_CONNECTIVE = new RegExp(
  `(?<=^|\\s|[(\\[{])${CONNECTIVE}[\\s:=-]+${V}(?=[\\s${G}\\uE000-\\uEFFF]*(?:$|[,.;:!?…)\\]}|]|${CONNECTIVE}\\s|[-–—=|/]\\s))`,
  'gi',
);
const PLACE_BEFORE_PLACE = new RegExp(
  `(${PLACES})(?:[\\s,;:|/=x×@#–—-]*|\\s+${CONNECTIVE}\\s+)(?=${PLACES})`,
  'g',
);
const BRACKETED_PLACE = new RegExp(`[([{<]\\s*(?:[,;:|/=]+\\s*)?(${PLACES})[\\s,;:|/=]*[)\\]}>]`, 'g');
const TIES = '[\\s,;:|/=–—>→-]';
const LAST_PLACES = new RegExp(`(?<!\\s)\\s+(${PLACES}+)\\s*$`);
const TIE_TO_LAST = new RegExp(`(?<!${TIES})${TIES}+(?=${PLACES}+$)`, 'g');
const FIRST_PLACES = new RegExp(`^(${PLACES}+)\\s*[,;:.|/=–—-]+(?=\\s)`);
const PLACES_AFTER_OPENING = new RegExp(`([(\\[{])\\s*${PLACES}+\\s*`, 'g');
const PLACES_BEFORE_END = new RegExp(
  `(?:(?<!\\s)\\s+|(?<!\\s|${PLACES}))${PLACES}+\\s*(?=[,.;:!?)\\]}])`,
  'g',
);
const ANY_PLACES = new RegExp(`${PLACES}+`, 'g');
const QUOTED = new RegExp(`(["'\`])(${V})\\1`, 'g');
const ENCLOSED = new RegExp(`[(<[{](${V})[)>\\]}]`, 'g');

function tidy(original: string, hint: (place: string, hint: Hint) => void): string {
  // Colours of a terminal are no part of what is said.
  let text = original
    .replace(/\u001b\[[0-9;]*m/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (!HAS_VALUE.test(text)) return text;

  // `id=${id}`, `user_id="${id}"`: the key names the field and goes with it.
  text = text.replace(KEYED, (_, key: string, enclosed: string | undefined, bare: string) => {
    const place = enclosed ?? bare;
    hint(place, { key: nameOfKey(key) });
    return place;
  });
  // `took ${n}ms`, `${n}% done`
  text = text.replace(WITH_UNIT, (_, place: string, unit: string) => {
    hint(place, { unit: UNITS[unit.toLowerCase()] ?? '' });
    return place;
  });
  // `ready on http://localhost:${port}/docs`: an address with values in it is not text.
  text = text.replace(ADDRESS, (address) => address.replace(/[^\uE000-\uEFFF]/g, ''));
  text = text.replace(WITH_ENDING, '$1');
  text = unquote(text);
  // `status: ${s}` alone in its clause, or at the start of the text.
  text = text.replace(NAMED_ALONE, (_, before: string, key: string, place: string) => {
    // At the head of a text a capital marks prose (`Failed: …`), and either way it is all there is to say.
    const isProse = before === '' && /^[A-Z]/.test(key);
    hint(place, isProse ? { word: nameOfKey(key) } : { key: nameOfKey(key) });
    return `${before}${before === '' ? `${key} ` : ''}${place}`;
  });
  text = text.replace(NAMED_IN_PROSE, (whole, before: string, words: string, place: string) => {
    // After a slash or a dot a name begins after the next mark only: `/app-status: ${s}`.
    const start = words.search(before === '' ? /(?<!\w)[A-Za-z_$]/ : /(?<=[$-])[A-Za-z_$]/);
    if (start < 0) return whole;
    hint(place, { word: nameOfKey(words.slice(start)) });
    return `${before}${words} ${place}`;
  });
  text = unquote(text);
  return withoutPlaces(text, original);
}

/** Takes the places out of a text, with what only tied them to it or to each other. */
function withoutPlaces(placed: string, original: string): string {
  let text = placed;
  for (let before = ''; before !== text;) {
    before = text;
    text = text
      // `for ${a}`, `from ${a} to ${b}`: one connective a value, where nothing but an end follows.
      .replace(TIED_BY_CONNECTIVE, GONE)
      .replace(PLACE_BEFORE_PLACE, '$1')
      .replace(BRACKETED_PLACE, ' $1 ')
      .replace(LAST_PLACES, '$1')
      .replace(TIE_TO_LAST, '')
      .replace(FIRST_PLACES, '$1');
  }
  text = text
    .replace(PLACES_AFTER_OPENING, '$1')
    .replace(PLACES_BEFORE_END, '')
    .replace(ANY_PLACES, '')
    // What stood on both sides of a value stands once: `/users/${id}/orders`.
    .replace(/([/_.-])\1+/g, (run, one: string) => (original.includes(run) ? run : one))
    .replace(/\(\s*\)|\[\s*\]|\{\s*\}|""|''|``/g, (pair) => (original.includes(pair) ? pair : ''))
    .replace(/\s+/g, ' ')
    .replace(/^(?:[\s,;:|=–—]|[./-]+(?=\s|$))+/, '')
    .replace(/(?<![\s,;:|/=–—→-])[\s,;:|/=–—→-]+$/, '')
    .trim();
  return /[\p{L}\p{N}\uF000-\uF8FF]/u.test(text) ? text : '';
}

function unquote(text: string): string {
  return text.replace(QUOTED, '$2').replace(ENCLOSED, '$1');
}

function split(text: string): Message['pieces'] {
  const pieces: ({ text: string } | { constant: number })[] = [];
  for (const part of text.split(/([\uF000-\uF8FF])/)) {
    if (part === '') continue;
    const code = part.charCodeAt(0);
    if (part.length === 1 && code >= CONSTANT && code <= 0xf8ff) pieces.push({ constant: code - CONSTANT });
    else pieces.push({ text: part });
  }
  return pieces;
}
