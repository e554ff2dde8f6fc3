import {
  isArticle,
  isConnective,
  isCopula,
  isNoun,
  isOpen,
  isPhrasal,
  isPlural,
  isRelaying,
  isTimed,
  isVerb,
  needsConnective,
  singular,
} from './english.js';
import { wordsOf } from '../words.js';
import {
  ARROW,
  OPENING,
  QUOTES,
  SEPARATORS,
  type Sentence,
  beginsPart,
  isMark,
  isParticiple,
  isSpace,
  tieOf,
  wordsBefore,
} from './sentences.js';
import type { Token } from './tokens.js';

/** What is known of the values of a message when its text is written. */
export interface Values {
  /** The name of the field that a value is in. */
  readonly name: (value: number) => string;
  /** It is the record's error, of which more is written than its name. */
  readonly isError: (value: number) => boolean;
  /** It is a part of a text, of which an ellipsis says that there is more. */
  readonly isShortened?: (value: number) => boolean;
}

/** What stays of a sentence: the tokens from `start` to before `end`. */
export interface Stay {
  readonly start: number;
  readonly end: number;
}

/** Marks around the values of a list: `rows: [{rows}]`. */
const BRACKETS: ReadonlySet<string> = new Set(['[', ']', '(', ')']);
/** Marks between values that make one thing: `{host}:{port}`, `{done}/{total}`. */
const JOINERS: ReadonlySet<string> = new Set([':', '/', '.', '@', '-', '#', '×', '+']);

/**
 * What stays of a sentence once the values at its end are gone, with what tied them to it. Values stay where cutting them would
 * leave no whole sentence: the furthest cut that leaves one is made.
 */
export function cut(sentence: Sentence, values: Values): Stay {
  const { tokens } = sentence;
  if (isKeyedValue(sentence, values)) return { start: 0, end: 0 };
  if (isListOfLabels(tokens)) return { start: 0, end: tokens.length };
  const start = headOf(tokens, values);
  const stays: number[] = [];
  let end = tokens.length;
  let tied = 0;
  for (;;) {
    const step = lastTied(tokens, start, end, values);
    if (!step) break;
    end = withoutSeparators(tokens, start, step.end);
    if (!step.isAlone) tied += 1;
    // Of the keys of a label all stay.
    if (isOrphaned(tokens, start, end))
      while (stays.length > 0 && !tokens.slice(end, stays.at(-1)).some((each) => isMark(each, SEPARATORS)))
        stays.pop();
    else if (
      isWhole(tokens, start, end, step, tied) &&
      !(sentence.follows && isLabelAlone(tokens, end, step))
    )
      stays.push(end);
    if (step.isLast) break;
  }
  return { start, end: stays.at(-1) ?? tokens.length };
}

/** `Edit failed | payload: size={size} fields={fields}`: a label of several keys says nothing without them. */
function isOrphaned(tokens: readonly Token[], start: number, end: number): boolean {
  if (tokens[end - 1]?.is !== 'word' || !isMark(tokens[end], ':')) return false;
  const { words, at } = wordsBefore(tokens, end - 1);
  const isSegment = words.length === 1 && at > start && isMark(tokens[at], SEPARATORS);
  const key = tokens.slice(end + 1).find((token) => !isSpace(token));
  return isSegment && key?.is === 'word';
}

/** `… received. Time left: {seconds}`: what stands before the colon of a later sentence says nothing without its value. */
function isLabelAlone(tokens: readonly Token[], end: number, { isError }: Step): boolean {
  if (!isMark(tokens[end], ':')) return false;
  const { words, at } = wordsBefore(tokens, end - 1);
  const first = words.at(-1);
  // `Query failed. Output: {err}`, not `… Warning: {err}`
  if (isError) return at < 0 && words.length === 1 && first !== undefined && !announcesError(first);
  // `Try count: {count}`
  const isMeasure = words.length === 2 && MEASURE.test(words[0] ?? '');
  return at < 0 && first !== undefined && (isMeasure || !isVerb(first));
}

/** What is told of a thing by a number or a name: the label before it is a noun, whatever word it begins with. */
const MEASURE = /^(?:count|number|id|name|time|size|status|code|type|rate|limit|index|total)$/i;

/** `… failed. Reason: {reason}, Code: {code}`: a sentence that only says what its values are, which their names do as well. */
function isKeyedValue({ tokens, follows }: Sentence, values: Values): boolean {
  if (!follows) return false;
  if (isErrorAlone(tokens, values)) return true;
  const parts = partsOf(tokens);
  if (parts.length > 1 && parts.every((part) => isKeyedPart(part, values))) return true;
  return isKeyedPart(tokens, values);
}

/** `… not found. Error {err}` */
function isErrorAlone(tokens: readonly Token[], { isError }: Values): boolean {
  const [word, value, ...more] = tokens.filter((token) => !isSpace(token));
  const isKey = word?.is === 'word' && ERROR_WORD.test(word.text);
  return isKey && value?.is === 'value' && isError(value.number) && more.length === 0;
}

/** `Connect OK: {connectOk}, Schema OK: {schemaOk}`: labels that end in the same word are a list, and none of them is what is said. */
function isListOfLabels(tokens: readonly Token[]): boolean {
  const parts = partsOf(tokens);
  const labels = parts.map(
    (part) => wordsBefore(part, part.findIndex((token) => isMark(token, ':')) - 1).words[0],
  );
  return parts.length > 1 && labels.every((label) => label !== undefined && label === labels[0]);
}

/** What stands between separators. */
function partsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (isMark(token, SEPARATORS)) parts.push([]);
    else if (parts.at(-1)?.length !== 0 || !isSpace(token)) parts.at(-1)?.push(token);
  }
  return parts;
}

function isKeyedPart(tokens: readonly Token[], values: Values): boolean {
  const colon = tokens.findIndex((token) => isMark(token, ':'));
  if (colon < 1) return false;
  const after = tokens.slice(colon + 1);
  const value = after.find((token) => token.is === 'value');
  const isOnlyValues = after.every(
    (token) =>
      token.is === 'value' ||
      isSpace(token) ||
      [SEPARATORS, QUOTES, BRACKETS].some((marks) => isMark(token, marks)),
  );
  if (!value || !isOnlyValues) return false;
  const { words, at } = wordsBefore(tokens, colon - 1);
  const isErrorKey = values.isError(value.number) && words.length === 1;
  return (
    at < 0 &&
    words.every((word) => isIn(word, values.name(value.number)) || (isErrorKey && ERROR_KEY.test(word)))
  );
}

interface Step {
  readonly end: number;
  /** A mark, a key or the argument list ties the value: one word before it says enough. */
  readonly isExplicit: boolean;
  readonly isError?: boolean;
  /** What is left ends in a word: nothing more is cut. */
  readonly isLast?: boolean;
  /** It is an argument or a bracket of its own, or has its key. */
  readonly isAlone?: boolean;
  /** It is one of several values in a row: all of them go, or none. */
  readonly isListed?: boolean;
}

/** Cuts the value, or the bracket of values, at the end; undefined where it is part of what the sentence says. */
function lastTied(tokens: readonly Token[], start: number, end: number, values: Values): Step | undefined {
  const last = tokens[end - 1];
  if (!last || end <= start) return undefined;
  if (last.is === 'mark' && OPENING[last.text] !== undefined) return bracket(tokens, start, end, values);
  let at = end - 1;
  const isQuoted = isMark(last, QUOTES);
  if (isQuoted) at -= 1;
  const value = tokens[at];
  if (value?.is !== 'value' || at < start) return undefined;
  while (isMark(tokens[at - 1], JOINERS) && tokens[at - 2]?.is === 'value') at -= 2;
  const tie = tieOf(tokens, at);
  if (isQuoted !== tie.isQuoted) return undefined;
  const isError = values.isError(value.number);
  const before = tokens[tie.at];
  if (tie.at < start || !before) return { end: start, isExplicit: true, isError, isLast: true };
  switch (before.is) {
    case 'mark':
      return byMark(tokens, start, tie, value.number, values, isError);
    case 'value':
      return tie.isGlued
        ? undefined
        : {
            end: tie.at + 1,
            isExplicit: true,
            isError,
            isListed: !tie.isArgument && !isError,
            isAlone: tie.isArgument,
          };
    case 'word':
      // `'jsonToText' + err`: what an error says is no part of a word.
      // `'Updated User' + user`: a space was forgotten.
      if (tie.isGlued && !(end === tokens.length && GLUED_WORD.test(before.text)))
        return isError ? { end: tie.at + 1, isExplicit: true, isError, isLast: true } : undefined;
      return byWord(tokens, start, end, tie, before.text, value.number, values, isError);
    default:
      return tie.isArgument ? { end: tie.at + 1, isExplicit: true, isError } : undefined;
  }
}

/** A whole word, after another: not `worker` of `worker1`. */
const GLUED_WORD = /^\p{Lu}?\p{Ll}{3,}$|^\p{Lu}\p{Ll}+\p{Lu}\p{Ll}+$/u;

/** What an error is called in a text. */
export const ERROR_WORD = /^(?:err|error|exception|reason|\w*[a-z]Err(?:or)?)$/i;
/** A key of an error, or of what it says: `message={err}`. */
export const ERROR_KEY = /^(?:err|error|exception|reason|cause|details?|message|msg|\w*[a-z]Err(?:or)?)$/i;

/** Whether a sentence is nothing but values under their keys: `userId={userId} roomId="{roomId}"`. */
export function isKeysAlone(tokens: readonly Token[], values: Values): boolean {
  const said = tokens.filter((token) => !isSpace(token) && !isMark(token, ',') && !isMark(token, QUOTES));
  if (said.length === 0 || said.length % 3 !== 0) return false;
  return said.every((token, i) => {
    if (i % 3 === 1) return isMark(token, '=');
    if (i % 3 === 2) return token.is === 'value';
    const value = said[i + 2];
    if (token.is !== 'word' || value?.is !== 'value') return false;
    const isErrorKey = values.isError(value.number) && ERROR_KEY.test(token.text);
    return isErrorKey || isIn(token.text, values.name(value.number));
  });
}

function byMark(
  tokens: readonly Token[],
  start: number,
  { at, isGlued, isArgument }: ReturnType<typeof tieOf>,
  value: number,
  values: Values,
  isError: boolean,
): Step | undefined {
  const mark = tokens[at];
  if (isMark(mark, '=')) {
    const { words, at: before } = wordsBefore(tokens, at - 1);
    const isErrorKey = isError && words[0] !== undefined && ERROR_KEY.test(words[0]);
    if (words[0] === undefined || !(isErrorKey || isIn(words[0], values.name(value)))) return undefined;
    const key = at - 1 - (isSpace(tokens[at - 1]) ? 1 : 0);
    const connective = words[1];
    const hasConnective = connective !== undefined && isConnective(connective) && before < key - 2;
    // `in row id={id}`: a thing that is none without its key.
    if (!hasConnective && phraseBefore(tokens, key - 1 - (isSpace(tokens[key - 1]) ? 1 : 0), value, values))
      return undefined;
    return { end: hasConnective ? key - 2 : key, isExplicit: !hasConnective, isError, isAlone: true };
  }
  if (isMark(mark, ':')) {
    const { words, at: before } = wordsBefore(tokens, at - 1);
    // `{user} got: {err}`
    if (isError && words[0] !== undefined && isRelaying(words[0])) return undefined;
    // `failed for key: {key}: {err}`
    if (isError && words.length === 0 && tokens[before]?.is === 'value')
      return { end: at, isExplicit: true, isError };
    // `Install: Name: {name}`: what stands between colons is a part of its own.
    const isLabel = words.length === 1 && isMark(tokens[before], ':');
    const isSegment = before >= start && (beginsPart(tokens, before) || isLabel);
    const isKey =
      words.length > 0 &&
      words.every((word) => isIn(word, values.name(value)) || (isError && ERROR_WORD.test(word)));
    // `{path} - error: {error}`: the word says what the record is about, where nothing else does.
    const others = tokens.slice(start, before + 1);
    const isAllThatIsSaid = isError && others.some(({ is }) => is === 'value') && !others.some(says);
    if (isSegment && isKey && isAllThatIsSaid) return { end: at, isExplicit: true, isError };
    // `{bucket} -> uploadedSize: {size}`: the arrow goes with what it leads to.
    const lead = tokens[before];
    const isLed = lead?.is === 'mark' && ARROW.test(lead.text);
    if (isSegment && isKey) return { end: isLed ? before : before + 1, isExplicit: true, isError };
    // `Done, time used: {ms}`, `Next: {index} / Count: {count}`: a label of a word or two says nothing without its value.
    // `Sync done, failed: {n}`: without its value it would say that it failed.
    const isState = words.length === 1 && words[0] !== undefined && isParticiple(words[0]);
    const isLabelAfter =
      !isError &&
      words.length > 0 &&
      words.length < 3 &&
      (isState || !words.some((word) => isVerb(word) || isOpen(word)));
    const isAfterSaid = isSegment && tokens[before]?.is === 'mark' && saysBefore(tokens, start, before);
    const isAfterValue = isMark(tokens[before], '/') && hasValueBefore(tokens, before);
    if (isLabelAfter && (isAfterSaid || isAfterValue)) return undefined;
    // `start: {start} current rev: {rev}`: of keys in a row all go, or none.
    const isInRow =
      words.length > 0 && before >= start && tokens[before]?.is === 'value' && beginsPart(tokens, before);
    if (isInRow) return undefined;
    if (isJoinedToValue(tokens, at - 1)) {
      if (!isError || words[0] === undefined) return undefined;
      // `Failed to add {video} to the list: {err}`: what an error says ends any sentence.
      if (!ERROR_WORD.test(words[0])) return { end: at, isExplicit: true, isError };
      // `Failed to reach {host} with error: {err}`
      return words.length === 2 ? { end: before + 1, isExplicit: true, isError } : undefined;
    }
    // `connect to {host} error: {err}`: with no other word would it say that it failed.
    const isOnlyFailure = isError && !others.some(tellsFailure);
    // `webhook {webhookId} url: {url}`
    if (before >= start && tokens[before]?.is === 'value' && isKey)
      return { end: isOnlyFailure ? at : before + 1, isExplicit: true, isError };
    // `with the following address: {address}` announces what comes.
    if (!isArgument && words.some((word) => /^following$/i.test(word))) return undefined;
    const { indexes } = wordsBefore(tokens, at - 1);
    const [label = '', previous = ''] = words;
    // `getTopic error topic_id: {topic_id}`: a field's name is no word of the sentence.
    const isFieldName = isIdentifier(label) && isSame(label.replace(/^.*\./, ''), values.name(value));
    if (isFieldName && words.length > 2 && !isOpen(previous))
      return { end: indexes[0] ?? at, isExplicit: true, isError };
    // `… Trying again Error: {err}`: a word that only announces what an error says.
    // `syncOrders Error: {err}`: with one word alone nothing would say that it failed.
    const isAnnounced = words.length > 2 && /^\p{Lu}/u.test(label) && /^\p{Ll}/u.test(previous);
    if (isError && ERROR_WORD.test(label) && isAnnounced)
      return { end: indexes[0] ?? at, isExplicit: true, isError };
    const phrase = phraseBefore(tokens, at - 1, value, values);
    // `Order paid with GA order ID: {orderId}`: who reads of an id wants to see it.
    const isId = /^id$/i.test(label) && /id$/i.test(values.name(value));
    if (phrase && phrase.end === undefined && isId) return undefined;
    return phrase?.end === undefined
      ? { end: at, isExplicit: true, isError }
      : { end: phrase.end, isExplicit: false, isError };
  }
  // `OrderService ~ create ~ {error}`, not `~{n} rows`
  if (isMark(mark, '~') && !isGlued) return { end: at, isExplicit: true, isError };
  // `[Payment Error] {error}`
  if (isError && isClosingBracket(mark)) return { end: at + 1, isExplicit: true, isError, isLast: true };
  // `'Invalid rule "{rule}"', error`, `'🚨 Sync failed 🚨', error`
  const isEnd = isMark(mark, QUOTES) || (mark?.is === 'mark' && /[^\p{ASCII}]/u.test(mark.text));
  // `'Sent to [room: {room}]', data`: after a bracket with a value, another argument is none of the sentence.
  const isEndOfValue = isClosingBracket(mark) && hasValueBefore(tokens, at);
  if (isArgument && (isEnd || isEndOfValue)) return { end: at + 1, isExplicit: true, isError, isAlone: true };
  // `result ---> {result}`, not `{from} -> {to}`
  // `'[Payment Error]', detail`: a tag of several words says what the record is about.
  if (isArgument && isMark(mark, ']') && isMark(tokens[start], '[') && wordCount(tokens.slice(start, at)) > 1)
    return { end: at + 1, isExplicit: true, isError: true, isLast: true };
  // `prospects #`, as one argument before another
  if (isArgument && isMark(mark, '#')) return { end: at, isExplicit: true, isError };
  const isFirst = !tokens.slice(start, at).some(({ is }) => is === 'value');
  if (isFirst && mark?.is === 'mark' && ARROW.test(mark.text)) return { end: at, isExplicit: true, isError };
  // `2021 - {year}`
  const from = tokens[at - (isSpace(tokens[at - 1]) ? 2 : 1)];
  if (from?.is === 'word' && /^\d+$/.test(from.text) && isMark(mark, DASHES)) return undefined;
  const isGluedOn = isGlued && at > 0 && !isSpace(tokens[at - 1]);
  return isMark(mark, SEPARATORS) && !isGluedOn
    ? { end: at, isExplicit: true, isError, isListed: hasValueBefore(tokens, at) }
    : undefined;
}

/** A word that an error is expected after: it can stand without. */
export function announcesError(word: string): boolean {
  return (
    ERROR_WORD.test(word) || isVerb(word) || /^(?:warning|failure|failed|problem|issue|cause)$/i.test(word)
  );
}

/** A word that says of itself that something failed. */
function tellsFailure(token: Token): boolean {
  return (
    token.is === 'word' &&
    /^(?:fail\w*|errors?|unable|cannot|can't|could|couldn't|exception|invalid|not|bad|broken|lost)$/i.test(
      token.text,
    )
  );
}

/** `topic_id`, `topicId`, `res.id`: how a field is spelled, and no word. */
function isIdentifier(word: string): boolean {
  return /^(?:[a-z]\w*\.)+[a-z]\w*$|^[a-z][a-z\d]*(?:_[a-z\d]+)+$|^[a-z][a-z\d]*(?:[A-Z][a-z\d]+)+$/.test(
    word,
  );
}

/** `{host} and port: {port}`, `{tag} to client: {client}`: words that go on after another value go with their own, or stay. */
function isJoinedToValue(tokens: readonly Token[], at: number): boolean {
  const { words, at: before } = wordsBefore(tokens, at);
  const first = words.at(-1);
  // `for worker {name}({id}) with expression: {expression}`
  const isBracket = isClosingBracket(tokens[before]) && hasValueBefore(tokens, before);
  return (
    (tokens[before]?.is === 'value' || isBracket) &&
    words.length > 1 &&
    first !== undefined &&
    (isConnective(first) || /^(?:and|or)$/i.test(first))
  );
}

function byWord(
  tokens: readonly Token[],
  start: number,
  end: number,
  { at, isArgument }: ReturnType<typeof tieOf>,
  word: string,
  value: number,
  values: Values,
  isError: boolean,
): Step | undefined {
  const { words, at: before } = wordsBefore(tokens, at);
  const [, second, third] = words;
  if (isConnective(word) && !(second !== undefined && isPhrasal(second, word))) {
    // `from … to`, `{i} of {n}`: the two words say which is which.
    const isPair =
      word.toLowerCase() === 'to' &&
      (tokens.some((each) => each.is === 'word' && /^from$/i.test(each.text)) ||
        (words.length === 1 && isRange(tokens, before, value, values)));
    const isRatio = word.toLowerCase() === 'of' && words.length === 1 && tokens[before]?.is === 'value';
    const isHalf = second !== undefined && (needsConnective(second) || isTimed(second));
    if (isPair || isRatio || isHalf) return undefined;
    // `with status of {status}`
    const from = tokens.findIndex((token, i) => i > before && token.is === 'word' && token.text === second);
    const phrase =
      /^of$/i.test(word) && from >= start ? phraseBefore(tokens, from, value, values) : undefined;
    if (phrase && phrase.end === undefined) return undefined;
    return { end: phrase?.end ?? at, isExplicit: false, isError };
  }
  const isNamed = isIn(word, values.name(value));
  // `'x', x, 'y', y`: of keys in a row all stay.
  if (
    isArgument &&
    words.length === 1 &&
    (isNamed || isIdentifier(word)) &&
    tokens[before]?.is === 'value' &&
    tokens[before + 1]?.is === 'gap'
  )
    return undefined;
  // `'Logout: userId', userId`: a label between a colon and its value.
  const isLabel = words.length === 1 && before > start && isMark(tokens[before], ':') && !isVerb(word);
  if (isLabel && (isNamed || (isError && ERROR_WORD.test(word))) && saysBefore(tokens, start, before))
    return { end: before, isExplicit: true, isError };
  if (isError && !isArgument && (isRelaying(word) || isLabelAfterValue(tokens, words, before)))
    return undefined;
  if (isArgument || isError)
    return isOpen(word) && !isPhrasal(second ?? '', word)
      ? undefined
      : { end: at + 1, isExplicit: true, isError, isLast: true, isAlone: true };
  if (words.length === 1) {
    // `event {event}`: all that is said.
    if (at === start && isNamed && isSame(word, values.name(value)) && tokens.length === end)
      return { end: at + 1, isExplicit: true, isError, isLast: true };
    const isSegment = before >= start && isMark(tokens[before], SEPARATORS);
    return isSegment && isNamed ? { end: at, isExplicit: true, isError } : undefined;
  }
  const isThing = isNoun(word, second, third) || (isNamed && !isVerb(word, second, third));
  if (!isThing) return undefined;
  const phrase = phraseBefore(tokens, at, value, values);
  // `connection {connection} client id {clientId}`: of values in a row under their nouns all stay.
  if (!phrase && tokens[before]?.is === 'value' && words.every((each, i) => isNoun(each, words[i + 1])))
    return undefined;
  if (!phrase) return { end: at + 1, isExplicit: false, isLast: true };
  return phrase.end === undefined ? undefined : { end: phrase.end, isExplicit: false, isError };
}

/** `Input: {input} Output {err}`: a label of its own says nothing without its value, but for one that says that it is an error. */
function isLabelAfterValue(tokens: readonly Token[], words: readonly string[], before: number): boolean {
  const [word = ''] = words;
  const isLabel = words.length === 1 && tokens[before]?.is === 'value' && /^\p{Lu}\p{Ll}/u.test(word);
  return isLabel && !announcesError(word);
}

/** `blocks {firstBlock} to {lastBlock}`: two of one kind are where something begins and ends. */
function isRange(tokens: readonly Token[], before: number, value: number, values: Values): boolean {
  const first = tokens[before];
  if (first?.is !== 'value') return false;
  const noun = wordsBefore(tokens, tieOf(tokens, before).at).words[0];
  const kindOf = (name: string) => /(?:[A-Z]|^)[a-z\d]*$/.exec(name)?.[0].toLowerCase();
  const kind = kindOf(values.name(value));
  return (
    (noun !== undefined && isPlural(noun)) ||
    (kind !== undefined && kind === kindOf(values.name(first.number)))
  );
}

/** What a thing is for. */
const PURPOSE = /^\p{L}{3,}ing$/u;

/**
 * `at height`, `for data item`: a thing that is none without its value, so that all of it goes, or nothing. `end` is where it
 * begins, if it can go: its words are in the value's name. Undefined where nothing governs the noun.
 */
function phraseBefore(
  tokens: readonly Token[],
  at: number,
  value: number,
  values: Values,
): { readonly end: number | undefined } | undefined {
  const { words, indexes } = wordsBefore(tokens, at);
  let first = 0;
  while (isNoun(words[first] ?? '', words[first + 1], words[first + 2])) first += 1;
  // `with tracking id`: a word between the two that says what the thing is for.
  if (first > 0 && PURPOSE.test(words[first] ?? '') && isConnective(words[first + 1] ?? '')) first += 1;
  const governing = words[first];
  const verb = words[first + 1];
  if (
    first === 0 ||
    governing === undefined ||
    !isOpen(governing) ||
    isArticle(governing) ||
    isPhrasal(verb ?? '', governing)
  )
    return undefined;
  const isSaid = isSubject(words.slice(0, first), values.name(value));
  const canGo = isSaid && isConnective(governing) && verb !== undefined && !needsConnective(verb);
  return { end: canGo ? indexes[first] : undefined };
}

/**
 * Whether words are what a field's name is about: `user` of `currentUserId`. One more word says which part of it the value is; what
 * is counted, or is a part of a part, is not named by it.
 */
function isSubject(words: readonly string[], name: string): boolean {
  if (!words.every((each) => isIn(each, name))) return false;
  const own = wordsOf(name);
  const isOne = (word: string) => words.some((each) => isIn(each, word) || isIn(word, each));
  const after = own.slice(own.findLastIndex(isOne) + 1);
  return after.length === 0 || (after.length === 1 && !/^(?:count|size|length)$/.test(after[0] ?? ''));
}

/** Cuts a bracket with nothing but values in it, each alone or under a name. */
function bracket(tokens: readonly Token[], start: number, end: number, values: Values): Step | undefined {
  const closing = tokens[end - 1];
  const opening = closing?.is === 'mark' ? OPENING[closing.text] : undefined;
  let from = end - 2;
  while (from >= start && !isMark(tokens[from], opening ?? '')) from -= 1;
  if (from < start || !holdsValues(tokens.slice(from + 1, end - 1), values)) return undefined;
  const before = tokens[from - 1];
  // `items[{i}]`
  if (opening === '[' && from > start && before?.is === 'word') return undefined;
  // `… {shop}. orders: [{orders}]`: the key goes with its list.
  const value = tokens[from + 1];
  const tie = tieOf(tokens, from);
  const keyed =
    isMark(tokens[tie.at], ':') && value?.is === 'value'
      ? byMark(tokens, start, tie, value.number, values, values.isError(value.number))
      : undefined;
  const said = tokens[tie.at];
  // `sent to all from room_id [{room_id}]`: a field's name goes with its bracket, and what governs it.
  const isNamed =
    value?.is === 'value' &&
    said?.is === 'word' &&
    isIdentifier(said.text) &&
    isIn(said.text, values.name(value.number));
  const phrase = isNamed ? phraseOfName(tokens, tie.at) : undefined;
  return keyed ?? { end: phrase ?? from, isExplicit: true, isAlone: true };
}

/** Where `from room_id` begins, at the name of a field: with the connective before it, unless that belongs to a verb. */
function phraseOfName(tokens: readonly Token[], at: number): number | undefined {
  const { words, indexes } = wordsBefore(tokens, at);
  const [, governing, verb] = words;
  if (governing === undefined || !isConnective(governing)) return undefined;
  return verb !== undefined && (needsConnective(verb) || isPhrasal(verb, governing)) ? undefined : indexes[1];
}

function holdsValues(tokens: readonly Token[], values: Values): boolean {
  let part: Token[] = [];
  let found = false;
  for (const token of [...tokens, undefined]) {
    if (token && !isMark(token, SEPARATORS)) {
      part.push(token);
      continue;
    }
    const own = part.filter((each) => !isSpace(each) && !isMark(each, QUOTES));
    part = [];
    const value = own.at(-1);
    if (value?.is !== 'value') return false;
    found = true;
    const isSaid = own.slice(0, -1).every((each, i) => {
      if (each.is === 'word')
        return (
          isIn(each.text, values.name(value.number)) ||
          (i === 0 && own.length === 2 && isConnective(each.text))
        );
      if (each.is === 'value') return true;
      return each.is === 'mark' && (JOINERS.has(each.text) || each.text === '=');
    });
    if (!isSaid) return false;
  }
  return found;
}

/** Whether a word stands before a mark, beyond a tag. */
function saysBefore(tokens: readonly Token[], start: number, end: number): boolean {
  const left = tokens.slice(start, end);
  return left.some((token, i) => says(token) && !isTag(left, i));
}

/** Whether a word is part of a field's name: it is not lost with the text. */
function isIn(word: string, name: string): boolean {
  // `with UUID {accountId}`
  if (IDENTIFIER_WORD.test(word) && wordsOf(name).some((each) => IDENTIFIER_WORD.test(each))) return true;
  const plain = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
  return plain(name).includes(plain(singular(word))) || plain(name).includes(plain(word));
}

/** What says which one of its kind a thing is. */
const IDENTIFIER_WORD = /^(?:id|uuid|guid)$/i;

function isSame(word: string, name: string): boolean {
  return word.toLowerCase() === name.toLowerCase();
}

function withoutSeparators(tokens: readonly Token[], start: number, end: number): number {
  let to = end;
  while (to > start) {
    const last = tokens[to - 1];
    const isAnd = last?.is === 'word' && /^and$/i.test(last.text) && hasValueBefore(tokens, to - 1);
    if (!isSpace(last) && !isMark(last, SEPARATORS) && !isMark(last, ':') && !isMark(last, '/') && !isAnd)
      break;
    to -= 1;
  }
  return to;
}

function hasValueBefore(tokens: readonly Token[], index: number): boolean {
  let at = index - 1;
  while (isSpace(tokens[at]) || isMark(tokens[at], SEPARATORS)) at -= 1;
  return tokens[at]?.is === 'value';
}

/** Whether what is left is a sentence that a person misses nothing of but the values. */
function isWhole(
  tokens: readonly Token[],
  start: number,
  end: number,
  { isExplicit, isError, isListed }: Step,
  tied: number,
): boolean {
  const left = tokens.slice(start, end);
  const last = left.at(-1);
  if (!last) return false;
  const said = left.filter(
    (token, i) => says(token) && !isTag(left, i) && !isKey(left, i) && !isCode(left, i),
  );
  if (last.is === 'word') {
    const before = wordsBefore(left, left.length - 1).words[1];
    if (isOpen(last.text) && !isPhrasal(before ?? '', last.text)) return false;
  } else if (last.is === 'mark' && !isClosing(last.text)) return false;
  if (isListed && last.is === 'value') return false;
  if (last.is === 'word' && isParticipleOfValue(left)) return false;
  const hasValue = left.some((token) => token.is === 'value');
  if (isError) return said.length > 0 || left.some(says);
  // `Finished job: {jobId}, next run`: a part that was added is said whole, or not at all.
  const isAdded = left.some((token, i) => isMark(token, ',') && left.slice(i).filter(says).length < 3);
  if (hasValue && !isExplicit && isAdded) return false;
  // `Duplicate found, Removing {id}`, `limit reached, reset at {date}`: one word is no part of its own.
  if (!isExplicit && last.is === 'word' && isMark(left.at(-3), ',')) return false;
  // `host: {host}, port: {port}`: one of the keys is no sentence.
  return said.length >= (hasValue || !isExplicit || tied > 1 ? 2 : 1);
}

/** `Plugin is missing value {name} used`: the sentence has its verb, and the participle begins what it says of the value. */
function isParticipleOfValue(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  if (last?.is !== 'word' || tokens.at(-3)?.is !== 'value') return false;
  if (!isVerb(last.text) && !/ed$/i.test(last.text)) return false;
  return tokens.slice(0, -3).some((token) => token.is === 'word' && isCopula(token.text));
}

function says(token: Token): boolean {
  return token.is === 'constant' || (token.is === 'word' && /\p{L}/u.test(token.text));
}

/** `[Scheduler] …`: a tag at the head says who speaks. */
function isTag(tokens: readonly Token[], index: number): boolean {
  if (!isMark(tokens[0], '[')) return false;
  return index < tokens.findIndex((token) => isMark(token, ']'));
}

/** `ID: {id} TYPE: {type}`: keys in capitals, after a separator or another value. */
function isCode(tokens: readonly Token[], index: number): boolean {
  const [token, colon] = [tokens[index], tokens[index + 1]];
  if (token?.is !== 'word' || !isMark(colon, ':') || !/^[A-Z]{2,}$/.test(token.text)) return false;
  const { at } = wordsBefore(tokens, index);
  return at >= 0 && at === index - 2 && (tokens[at]?.is === 'value' || isMark(tokens[at], SEPARATORS));
}

/** `input={input}` */
function isKey(tokens: readonly Token[], index: number): boolean {
  return isMark(tokens[index + 1], '=') && tokens[index + 2]?.is === 'value';
}

const DASHES: ReadonlySet<string> = new Set(['-', '–', '—']);

function isClosingBracket(token: Token | undefined): boolean {
  return token?.is === 'mark' && (token.text === ']' || token.text === ')');
}

function isClosing(mark: string): boolean {
  return mark in OPENING || QUOTES.has(mark) || /[^\p{ASCII}]|[%!?.]/u.test(mark);
}

/** Where a sentence begins after the brackets of values, or the error, at its head: `[{requestId}] Order stored`. */
function headOf(tokens: readonly Token[], values: Values): number {
  if (isLabelAfter(tokens, values)) return 2;
  let start = 0;
  for (;;) {
    const open = tokens[start];
    if (
      open?.is === 'value' &&
      values.isError(open.number) &&
      isSpace(tokens[start + 1]) &&
      wordCount(tokens) > (tokens[start + 1]?.is === 'gap' ? 0 : 1)
    ) {
      start += 2;
      continue;
    }
    if (open?.is !== 'mark' || (open.text !== '[' && open.text !== '(')) return start;
    const value = tokens[start + 1];
    const close = tokens[start + 2];
    if (value?.is !== 'value' || close?.is !== 'mark' || OPENING[close.text] !== open.text) return start;
    let next = start + 3;
    while (isSpace(tokens[next]) || isMark(tokens[next], ':') || isMark(tokens[next], '-')) next += 1;
    if (wordCount(tokens.slice(next)) < 2 || isOnlyDone(tokens.slice(next))) return start;
    start = next;
  }
}

/** `(ids, '@ids')`: a value, and then what it is called, as one word in an argument of its own. */
function isLabelAfter([value, gap, ...label]: readonly Token[], values: Values): boolean {
  if (value?.is !== 'value' || gap?.is !== 'gap') return false;
  const words = label.filter((token) => token.is !== 'mark');
  const [word] = words;
  if (words.length !== 1 || word?.is !== 'word') return false;
  return wordsOf(word.text).every((each) => isIn(each, values.name(value.number)));
}

/** `[{job}] created successfully`: nothing says what was, but the value before it. */
function isOnlyDone(tokens: readonly Token[]): boolean {
  const words = tokens.flatMap((token) => (token.is === 'word' ? [token.text] : []));
  const [done = '', ...others] = words;
  return (
    /^[a-z]+ed$/.test(done) &&
    others.every((word) => word.endsWith('ly')) &&
    tokens.every(({ is }) => is !== 'value')
  );
}

function wordCount(tokens: readonly Token[]): number {
  return tokens.filter((token) => token.is === 'word').length;
}
