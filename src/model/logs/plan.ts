import type { Dialect, Level } from '../../catalog/schema.js';
import { isConsole } from '../../catalog/index.js';
import { disclosureOf } from '../attributes/sensitive.js';
import { textConstancy } from '../values/constant.js';
import {
  type ErrorText,
  errorOfHeldText,
  errorText,
  isError,
  isErrorName,
  isOfOtherEvent,
} from '../values/error.js';
import {
  type Expression,
  type ObjectLiteral,
  brief,
  isPlainRead,
  propertyName,
  sameRead,
  unwrap,
} from '../code/expression.js';
import { TEXT_NAME, isCallersMessage, isNamedObject, isOwnClassName } from './callers-message.js';
import { isDressedError } from './dressed-error.js';
import { withWholeAddresses } from './address.js';
import { withoutConditionalWords } from './conditional-word.js';
import { freeName, nameInText, nameOf } from './field-name.js';
import { fieldValue, isBytes } from './field-value.js';
import { isTerminalText, uncoloured } from './terminal-text.js';
import { makingOf } from './making.js';
import { settled } from '../values/literal.js';
import type { LogCall } from './call.js';
import { withoutPrintedTime } from './printed-time.js';
import type { Naming } from './record-names.js';
import type { Wording } from './wording.js';
import { type Item, type Refusal, itemsOf } from './items.js';
import type { MessagePart } from './message.js';
import type { RewritingReason } from '../text/reasons/rewriting.js';
import { wordsOf } from '../text/words.js';
import { claimOf } from '../values/claims.js';
import { isDecorative, isDrawn } from '../text/message.js';
import { isDoing, isTelling } from '../text/prose/english.js';
import { type Hint, Message, type Piece } from '../text/prose/message.js';
import type { Source } from '../code/source.js';

export type { Refusal } from './items.js';
export { canRunCode } from './evaluation.js';

/** One entry of a record, in the order in which its value was evaluated. */
export type Entry =
  | { readonly is: 'field'; readonly name: string; readonly value: Expression }
  /** The error; at most one. `key` is its own, where the library serialises what stands there. */
  | { readonly is: 'error'; readonly value: Expression; readonly key?: string }
  /** Entries taken over as they are written: a spread, or an accessor of an object of fields. */
  | { readonly is: 'verbatim'; readonly text: string; readonly value: Expression };

/** What a log call says, apart from how any library writes it down. */
export interface LogPlan {
  readonly level: Level;
  /** Constant text and names of constant text, or one variable that is the message; never empty. */
  readonly message: readonly ({ readonly text: string } | { readonly constant: Expression })[];
  readonly entries: readonly Entry[];
  /** The name of the place that logs, which NestJS takes as the last argument. */
  readonly context?: Expression;
  /** The call has no text: the message is what its function does. */
  readonly isNamedByFunction?: boolean;
  /** The call had only text of the error: of its message, or of all its properties. */
  readonly error?: 'was-message' | 'was-shown';
}

/** What makes text of an error with its own properties. */
const SHOWS_PROPERTIES = /^(?:JSON\.|(?:util\.)?inspect\()/;

/** What is known of a log call from around it. */
export interface PlanContext {
  /** The call after it, that prints the error of which this one tells: both are one record. */
  readonly next?: LogCall;
  readonly wording?: Wording;
  /** What has failed where the call handles an error. */
  readonly failing?: () => string | undefined;
  /** What values are called elsewhere. */
  readonly naming?: Naming;
  /** Whether a logger whose making is not seen may write an error whole under any key. */
  readonly mayKeepErrors?: () => boolean;
  /** Whether the call stands in what handles an error. */
  readonly handlesError?: () => boolean;
  /** The message that is printed of an error stays a text, in a field: the error itself may not be logged. */
  readonly keepsErrorTexts?: boolean;
}

/** A text that begins with what went wrong. */
const TELLS_FAILURE = /^\W*(?:error|fail(?:ed|ure)?|unable to|could(?: not|n't)|cannot|can't)\b/i;
/** A level at the head of a text that goes on: `ERROR: …`, `Warning: …`, `[WARN] …`. */
const LEVEL_WORD =
  /^[^\p{L}\p{N}[({]*(?:(error|warn|warning|fatal)\s*:\s*\p{L}|\[(error|warn|warning|fatal)\]\W*\p{L})/iu;
/** The same behind a text: `Sending failed [ERROR]`. */
const LEVEL_TAG_AT_END = /\s\[(error|warn|warning|fatal)\]$/i;
/** The text goes on to what is done about it. */
const GOES_ON =
  /\b(?:retr(?:y|ying|ies)|try(?:ing)?|fall(?:s|ing)? ?back|fallback|instead|skip|ignor|continu|expected|default|again)/i;

/** What may be a secret is left for somebody to look at. */
const CAUTIOUS = { words: [], allow: [], isCautious: true } as const;

/**
 * Plans what a log call says as one structured record for `target`: a constant message, named fields and the
 * error, each interpolated expression exactly once and in its order. Refuses what it cannot prove.
 */
export function planLog(
  call: LogCall,
  source: Source,
  target: Dialect,
  around: PlanContext = {},
): LogPlan | Refusal {
  const { next } = around;
  const items = itemsOf(call, source);
  const more = next ? itemsOf(next, source) : [];
  if ('refused' in items) return items;
  if ('refused' in more) return more;
  return new Planner(call, source, target, around).plan([...items, ...more]);
}

/** Why a call prints nothing but drawn text; undefined when it says something. */
export function decorationOf(call: LogCall, source: Source, target: Dialect): Refusal | undefined {
  if (plainlySaysSomething(call)) return undefined;
  const items = itemsOf(call, source);
  const refusal = 'refused' in items ? items : new Planner(call, source, target).gather(items);
  return refusal?.decorative ? refusal : undefined;
}

/** What takes a closer look at whether a text is drawn: marks in a row, several lines, escapes. */
const MAY_BE_DRAWN = /[\n\\\u2500-\u257F]|[-=*_#~═]\s?[-=*_#~═]/;

/** Whether a call begins with a line of words, as nearly all do: the cheap question that comes first. */
function plainlySaysSomething({ call, arguments: [first] }: LogCall): boolean {
  switch (first?.kind) {
    case 'literal':
    case 'template':
      return /^.[^`$]*[A-Za-z]{2}/.test(first.text) && !MAY_BE_DRAWN.test(call.text);
    case 'operation': {
      const [begin = ''] = FIRST_OF_SUM.exec(first.text) ?? [];
      return /[A-Za-z]{2}/.test(begin) && !MAY_BE_DRAWN.test(call.text);
    }
    default:
      return false;
  }
}

/** `'Order '` of `'Order ' + id + ' is late'` */
const FIRST_OF_SUM = /^(?:'[^'\\]*'|"[^"\\]*")(?=\s*\+)/;

/** A value in the text; a field or the error has it. */
interface Value {
  readonly expression: Expression;
  /** What the text calls it. */
  readonly called?: string;
  /** The number of the value that stood before and is the same. */
  readonly same?: number;
  readonly isError?: boolean;
}

/** A field that is named once the text around its value is known. */
interface Unnamed {
  readonly is: 'unnamed';
  readonly number: number;
  readonly value: Expression;
}

class Planner {
  private readonly pieces: Piece[] = [];
  private readonly values: Value[] = [];
  private readonly constants: Expression[] = [];
  /** Entries in evaluation order. */
  private order: (Unnamed | Entry)[] = [];
  private readonly taken = new Set<string>();
  /** The names that values have got so far, by their numbers. */
  private readonly given = new Map<number, string>();
  private readonly reserved: ReadonlySet<string>;
  private errorKey: string | undefined;
  private error: Expression | undefined;
  private errorWas: LogPlan['error'];
  /** What is printed in the place of an error's text where there is none. */
  private errorOtherwise: string | undefined;
  /** The text of an error is a field. */
  private hasErrorText = false;
  /** The error whose text is a field; it joins the record where that has no error. */
  private errorOfField: Expression | undefined;
  private context: Expression | undefined;
  private refusal: RewritingReason | undefined;
  private hasSpread = false;
  private readonly wording: Wording;

  constructor(
    private readonly call: LogCall,
    private readonly source: Source,
    private readonly target: Dialect,
    private readonly around: PlanContext = {},
  ) {
    this.wording = around.wording ?? {};
    this.reserved = new Set(target.reserved);
    this.errorKey = 'key' in target.error ? target.error.key : undefined;
  }

  /** Takes in what the call says, as it is written; the refusal where that is no record. */
  gather(given: readonly Item[]): Refusal | undefined {
    const isTimed = this.target.stampsRecords === true && isConsole(this.call.library);
    const items = isTimed ? withoutPrintedTime(given, this.source) : given;
    items.forEach((item, i) => {
      if (i > 0) this.pieces.push({ gap: true });
      this.add(item);
    });
    this.joinError();
    // What is a field already is written once.
    this.order = this.order.filter(
      (entry) => entry.is !== 'unnamed' || this.fieldOf(entry.value) === undefined,
    );
    // A new field could meet a key that is spread and not seen.
    const isNew = (entry: Unnamed | Entry) => entry.is === 'unnamed' || entry.is === 'error';
    if (this.hasSpread && this.order.some(isNew)) this.refusal ??= { code: 'fields-spread' };
    if (this.error && this.errorKey !== undefined && this.taken.has(this.errorKey)) {
      this.refusal ??= { code: 'error-key-taken', evidence: this.errorKey };
    }
    if (this.refusal) return { refused: this.refusal };
    const written = this.pieces
      .map((piece) => ('text' in piece ? piece.text : 'gap' in piece ? ' ' : 'x'))
      .join('');
    if (this.order.length === 0 && !this.error && isDecorative(written)) {
      return { refused: { code: 'decoration' }, decorative: true };
    }
    if (isDrawn(written)) return { refused: { code: 'decoration' }, decorative: true };
    if (written.trim().split('\n').length > 2) return { refused: { code: 'banner' }, decorative: true };
    return undefined;
  }

  /** The variable that holds the text may be read nowhere else, so that it stays in the record. */
  private joinError(): void {
    const error = this.errorOfField;
    if (!error || this.error || (this.errorKey !== undefined && this.taken.has(this.errorKey))) return;
    this.error = error;
    this.errorWas ??= 'was-message';
    this.order.push({ is: 'error', value: error });
  }

  plan(items: readonly Item[]): LogPlan | Refusal {
    const refusal = this.gather(items);
    if (refusal) return refusal;
    const message = new Message(labelAlone(this.pieces).map(withoutRules));
    const hints = message.hints();
    const own = message.saysSomething ? undefined : this.messageVariable();
    const names = new Map<number, string>();
    const entries: Entry[] = [];
    for (const entry of this.order) {
      if (entry.is === 'unnamed' && entry.number === own) continue;
      if (entry.is === 'unnamed' && this.isUnnamedChoice(entry.value, hints.get(entry.number)))
        this.refusal ??= { code: 'conditional-words' };
      const named = entry.is === 'unnamed' ? this.named(entry, hints.get(entry.number) ?? {}) : entry;
      if (entry.is === 'unnamed' && named.is === 'field') names.set(entry.number, named.name);
      // What a logger has as a field already is there to stay.
      if (entry.is === 'field' && isConsole(this.call.library)) this.reviewSecret(entry.name, entry.value);
      entries.push(named);
    }
    if (this.refusal) return { refused: this.refusal };
    const name = (number: number): string => {
      const value = this.values[number];
      if (value?.same !== undefined) return name(value.same);
      if (value?.isError) return this.errorKey ?? 'error';
      return names.get(number) ?? (value && this.fieldOf(value.expression)) ?? 'value';
    };
    const isErrorValue = (number: number) => this.values[number]?.isError === true;
    const said = message
      .write(
        { name, isError: isErrorValue, isShortened: (number) => this.isShortened(number) },
        this.wording.messageStyle === 'strip',
      )
      .flatMap<LogPlan['message'][number]>((piece) => {
        if ('text' in piece) return [piece];
        const constant = this.constants[piece.constant];
        return constant ? [{ constant }] : [];
      });
    const variable = own === undefined ? undefined : this.values[own]?.expression;
    const plan = {
      level: this.level(),
      entries,
      ...(this.context ? { context: this.context } : {}),
      ...(this.error && this.errorWas ? { error: this.errorWas } : {}),
    };
    if (variable) return { ...plan, message: [{ constant: variable }] };
    if (said.length > 0) return { ...plan, message: said };
    if (this.error && this.errorOtherwise !== undefined)
      return { ...plan, message: [{ text: this.errorOtherwise }] };
    const text = this.whatFunctionDoes();
    if (text === undefined) return { refused: { code: 'says-nothing-constant' } };
    return { ...plan, message: [{ text }], isNamedByFunction: true };
  }

  /** What prints an error says that something failed. */
  private level(): Level {
    const { library, method, level } = this.call;
    if (!isConsole(library)) return level;
    if (method === 'log') {
      const isFailure = this.hasError() ? !this.isExpected() : this.tellsOfFailure();
      const written = isFailure ? 'error' : this.writtenLevel();
      if (written) return written;
    }
    return this.wording.levels?.[method] ?? level;
  }

  /** `ERROR: no key given`, `[WARN] cache is off`: who wrote it says how bad it is. */
  private writtenLevel(): Level | undefined {
    const first = this.pieces.find((piece) => !('gap' in piece));
    const last = this.pieces.at(-1);
    // `('Error:', spec)`
    const isLabel = first && 'text' in first && /^\W*(?:Error|ERROR)\s*:\s*$/.test(first.text);
    if (isLabel && this.pieces[1] && 'gap' in this.pieces[1]) return 'error';
    const word =
      (first && 'text' in first ? LEVEL_WORD.exec(first.text) : null) ??
      (last && 'text' in last ? LEVEL_TAG_AT_END.exec(last.text.trimEnd()) : null);
    if (!word) return undefined;
    return /^w/i.test(word[1] ?? word[2] ?? '') ? 'warn' : 'error';
  }

  private hasError(): boolean {
    const { error } = this;
    if (!error) return this.hasErrorText;
    // `form.error` may be a text that a field has.
    const read = unwrap(error);
    const isNamed = read.kind === 'identifier' && isErrorName(read) && !isOfOtherEvent(read, this.source);
    return isNamed || isError(error, this.source);
  }

  /** `catch { console.log('Failed to send') }`: the handler of an error says that something failed, and goes on to nothing else. */
  private tellsOfFailure(): boolean {
    const [first] = this.pieces;
    if (!first || !('text' in first) || !TELLS_FAILURE.test(first.text)) return false;
    const said = this.pieces.map((piece) => ('text' in piece ? piece.text : ' ')).join('');
    return !GOES_ON.test(said) && this.around.handlesError?.() === true;
  }

  /** `OK, even if it fails: ${err}`, `Ignoring ${err}`: who wrote it knows of the error, and goes on. */
  private isExpected(): boolean {
    const first = this.pieces.map((piece) => ('text' in piece ? piece.text : '')).join('');
    return /^\W*(?:ok(?:ay)?\b[^\p{L}]|ignor(?:ing|ed|e)\b|expected\b|harmless\b|non-?fatal\b)/iu.test(first);
  }

  private add(item: Item): void {
    switch (item.is) {
      case 'parts': {
        const parts = withoutConditionalWords(item.parts, this.source);
        if (!parts) this.refusal ??= { code: 'conditional-words' };
        const whole = withWholeAddresses(parts ?? item.parts);
        whole.forEach((part, i) => this.part(part, whole[i + 1]));
        return;
      }
      case 'value':
        this.value(item.expression, false);
        return;
      case 'error':
        this.place(item.expression);
        return;
      case 'field':
        if (item.called === undefined) this.field(item.expression);
        else this.placed(item.called, item.expression);
        return;
      case 'context':
        this.context = item.expression;
        return;
      case 'fields':
        this.fields(item.object, item.own, item.inPlace);
    }
  }

  private part(part: MessagePart, next: MessagePart | undefined): void {
    if (part.is === 'text') this.pieces.push({ text: part.text });
    else if (part.is === 'constant') this.constant(part.expression);
    else if (next?.is === 'text' && COUNTED_ERRORS.test(next.text) && part.name === undefined)
      this.count(part.expression);
    else this.value(part.expression, true, part.name);
  }

  /** `${results.error} errors`: how many there were is no error, whatever it is called. */
  private count(expression: Expression): void {
    const isNamed = this.isNamedError(unwrap(expression)) && !isError(expression, this.source);
    if (isNamed) this.field(expression, 'errorCount');
    else this.value(expression, true);
  }

  private constant(expression: Expression): void {
    this.pieces.push({ constant: this.constants.push(expression) - 1 });
  }

  /** A value inside the text or printed after it. */
  private value(printed: Expression, isInText: boolean, called?: string): void {
    const expression = uncoloured(printed, this.source) ?? printed;
    // Of `format('%s', ...list)`: how many values there are is not known.
    if (expression.kind === 'spread') this.refusal ??= { code: 'arguments-from-array' };
    if (called !== undefined) {
      this.field(expression, called);
      return;
    }
    if (this.around.keepsErrorTexts === true && this.keepsMessage(expression)) return;
    const flattened = errorText(expression, this.source) ?? this.namedErrorText(expression);
    const value = flattened ? expression : fieldValue(expression, this.source, isInText);
    const read = unwrap(value);
    const isWhole = isError(value, this.source) || isDressedError(value, this.source);
    const error = flattened?.error ?? (isWhole ? value : undefined);
    // The error's place is good for any value, and another would lose the stack of what is an error.
    const named = !this.error && this.isNamedError(read) ? value : undefined;
    if (flattened) this.errorOtherwise ??= textOtherwise(unwrap(expression));
    if (error ?? named) {
      if (SHOWS_PROPERTIES.test(unwrap(expression).text)) this.errorWas = 'was-shown';
      else if (flattened ? flattened.as !== 'whole' : error && isInText) this.errorWas ??= 'was-message';
      this.place(error ?? value);
      return;
    }
    if (read.kind === 'object') {
      this.fields(read, false, false);
      return;
    }
    if (this.isPrefix(read)) {
      this.constant(read);
      return;
    }
    if (!isInText && isBytes(expression, this.source)) this.refusal ??= { code: 'prints-bytes' };
    if (isTerminalText(read, this.source)) this.refusal ??= { code: 'terminal-text' };
    if (read.kind === 'function' || (read.kind === 'member' && read.property === 'constructor'))
      this.refusal ??= { code: 'prints-function' };
    // `${JSON.stringify(user)}` shows all of it already.
    const isNewlyShown = isInText && read === unwrap(expression) && this.isLoaded(read);
    if (isNewlyShown) this.refusal ??= { code: 'sensitive-value', evidence: brief(read) };
    if (this.isCallersMessage(read)) this.refusal ??= { code: 'callers-message', evidence: brief(read) };
    this.errorOfField ??= errorOfHeldText(read, this.source);
    this.field(value);
  }

  /** The message of an error becomes a field, beside its stack: the error itself may hold what nobody is to read. */
  private keepsMessage(expression: Expression): boolean {
    const read = unwrap(expression);
    if (read.kind !== 'member' || errorText(read, this.source)?.as !== 'message') return false;
    this.hasErrorText = true;
    this.field(expression, 'errorMessage');
    const text = `${read.object.text}${read.optional ? '?.' : '.'}stack`;
    const stack: Expression = { ...read, property: 'stack', text };
    if (!this.order.some((entry) => entry.is === 'field' && entry.value.text === text))
      this.placed('stack', stack);
    return true;
  }

  /** A field under the key that the library has for it. */
  private placed(key: string, value: Expression): void {
    this.order.push({ is: 'field', name: this.claim(key, value, true), value });
  }

  /** A value that becomes a field of its own, once. */
  private field(value: Expression, called?: string): void {
    const read = unwrap(value);
    const isKnown = (other: Value) => other.same === undefined && isSameValue(other.expression, read);
    const again = this.values.findIndex(isKnown);
    const number = this.values.length;
    this.values.push({
      expression: value,
      ...(called === undefined ? {} : { called }),
      ...(again >= 0 ? { same: again } : {}),
    });
    this.pieces.push({ value: number });
    if (again < 0) this.order.push({ is: 'unnamed', number, value });
  }

  /** The name of a field that has this value already. */
  private fieldOf(value: Expression): string | undefined {
    const list = joinedList(value);
    for (const entry of this.order)
      if (
        entry.is === 'field' &&
        (isSameValue(entry.value, value) || (list && isSameValue(entry.value, list)))
      )
        return entry.name;
    return undefined;
  }

  /** Whether a value is an error by its name. What a check returns (`const sizeError = checkSize(file)`) is a text as a rule. */
  private isNamedError(read: Expression): boolean {
    if (!isErrorName(read) || this.isPrimitive(read)) return false;
    if (read.kind !== 'identifier' || !/[a-z]Err(?:or)?$/.test(read.name)) return true;
    const made = settled(read, this.source);
    return made.kind !== 'call' || /err|exception|cause/i.test(made.callee.text);
  }

  /** `err.message` of a helper's own parameter: what is called an error is logged as one. */
  private namedErrorText(expression: Expression): ErrorText | undefined {
    const read = unwrap(expression);
    const as = propertyName(read);
    if (read.kind !== 'member' || (as !== 'message' && as !== 'stack')) return undefined;
    const error = unwrap(read.object);
    const isIt = error.kind === 'identifier' && this.isNamedError(error);
    return isIt && (!this.error || sameRead(this.error, error)) ? { error, as } : undefined;
  }

  /**
   * `user` of `const user = await users.find(id)`: a text shows `[object Object]` of it, and a field all that is stored of somebody.
   */
  private isLoaded(read: Expression): boolean {
    if (read.kind !== 'identifier' || TEXT_NAME.test(read.name) || this.isPrimitive(read)) return false;
    const words = wordsOf(read.name);
    if (words.length !== 1 || claimOf([...words, 'id'])?.is !== 'endless') return false;
    const binding = this.source.binding(read);
    const made = binding.kind === 'variable' && binding.path.length === 0 ? binding.init?.() : undefined;
    const call = made && unwrap(made);
    return call?.kind === 'call' || (call?.kind === 'unary' && call.operator === 'await');
  }

  private isPrimitive(read: Expression): boolean {
    return this.source.primitiveOf?.(read) !== undefined;
  }

  /** `${LOG_PREFIX} …`: at the head of a text, what is spelled as a constant is taken for one. */
  private isPrefix(read: Expression): boolean {
    return (
      this.pieces.every((piece) => 'gap' in piece || ('text' in piece && /^[\s[(]*$/.test(piece.text))) &&
      (isPrefixName(read) ||
        (textConstancy(read, this.source) === 'unknown' &&
          /PREFIX|TAG|LABEL|CONTEXT|SCOPE|NAME|name$/.test(read.text)))
    );
  }

  /** Whether a value is the message of who calls the function around, by what stands before it. */
  private isCallersMessage(read: Expression): boolean {
    const before = this.pieces.map((piece) => ('text' in piece ? piece.text : this.prefixOf(piece))).join('');
    return isCallersMessage(read, before, this.call.call, this.source);
  }

  /** What a constant or the name of a class stands for in a prefix; other values are none of it. */
  private prefixOf(piece: Exclude<Piece, { readonly text: string }>): string {
    if ('constant' in piece) return '[c]';
    const value = 'value' in piece ? this.values[piece.value] : undefined;
    return value && isOwnClassName(value.expression) ? '[c]' : '';
  }

  /** `${hash.slice(0, 8)}`: the beginning of a text. */
  private isShortened(number: number): boolean {
    const value = this.values[number];
    const read = value && unwrap(value.expression);
    return read?.kind === 'call' && /^(?:slice|substr(?:ing)?)$/.test(propertyName(read.callee) ?? '');
  }

  /** The first value of a call without text, where it is a text: a message that was made elsewhere stays the message. */
  private messageVariable(): number | undefined {
    const [first] = this.order;
    if (first?.is !== 'unnamed') return undefined;
    const read = unwrap(first.value);
    if (!isPlainRead(read) || read.kind === 'literal') return undefined;
    // What is made JSON of is no text.
    if (this.call.arguments.some(({ text }) => text.startsWith('JSON.stringify'))) return undefined;
    const name = read.kind === 'identifier' ? read.name : (propertyName(read) ?? '');
    return TEXT_NAME.test(name) && !isNamedObject(read, this.source) ? first.number : undefined;
  }

  /** Gives the error its place, once. */
  private place(expression: Expression): void {
    const error = unwrap(expression);
    this.pieces.push({ value: this.values.push({ expression: error, isError: true }) - 1 });
    if (this.error) {
      if (!sameRead(this.error, error)) this.refusal ??= twoErrors(this.error, error);
      return;
    }
    this.error = error;
    this.order.push({ is: 'error', value: error });
  }

  private fields(object: ObjectLiteral, own: boolean, inPlace: boolean): void {
    const isPlain = object.properties.every(
      (property) =>
        typeof property.key === 'string' && !property.accessor && property.value.kind !== 'function',
    );
    if (!isPlain && !own) {
      // Deep in a field it would be written as `{}`.
      if (object.properties.some(({ value }) => isError(value, this.source)))
        this.refusal ??= { code: 'fields-spread' };
      this.field(object);
      return;
    }
    this.hasSpread ||= object.properties.some((property) => property.key === undefined);
    const joining: Expression[] = [];
    for (const property of object.properties) {
      const { key, value } = property;
      if (typeof key !== 'string' || property.accessor) {
        this.order.push({ is: 'verbatim', text: property.text, value });
        continue;
      }
      const text = ERROR_KEY.test(key) ? errorText(value, this.source)?.error : undefined;
      const isNamed = !own && !this.error && this.isNamedError(unwrap(value));
      const error = text ?? (isError(value, this.source) || isNamed ? value : undefined);
      if (error && inPlace && !this.error && this.keepsStack(key, value)) {
        this.order.push({ is: 'field', name: this.claim(key, value, true), value });
        continue;
      }
      if (error && inPlace && text && this.keepsText(key, value) && !this.isOwnKey(key)) {
        // Somebody reads this field: the text stays, and the error joins it.
        this.order.push({ is: 'field', name: this.claim(key, value, true), value });
        joining.push(unwrap(error));
        continue;
      }
      if (error && !text && inPlace && this.keepsWhole(key)) {
        this.order.push({ is: 'field', name: this.claim(key, value, true), value });
        continue;
      }
      if (error) {
        if (text) this.errorWas ??= 'was-message';
        // Under a key of its own it would be written as `{}`, unless the logger serialises that.
        const isKept = !text && inPlace && this.serializes(key);
        if (!this.error) {
          if (isKept) this.errorKey = key;
          this.order.push({ is: 'error', value: unwrap(error), ...(isKept ? { key } : {}) });
        }
        this.error ??= unwrap(error);
        if (!sameRead(this.error, error)) this.refusal ??= twoErrors(this.error, error);
        continue;
      }
      this.order.push({ is: 'field', name: this.claim(key, value, inPlace), value });
    }
    for (const error of joining) {
      if (this.error) continue;
      this.error = error;
      this.errorWas ??= 'was-message';
      this.order.push({ is: 'error', value: error });
    }
  }

  /** Whether an error's text stays in its field: it is that of the message, or the stack gets a field beside it. */
  private keepsText(key: string, value: Expression): boolean {
    if (/message|msg/i.test(key)) return true;
    const isStack = errorText(value, this.source)?.as === 'stack' || key === 'stack';
    return this.target.error.at === 'stack-field' && !isStack;
  }

  /** `{ stack: err.stack }` beside the text of a logger that takes an error so: it is what would be written. */
  private keepsStack(key: string, value: Expression): boolean {
    const { error } = this.target;
    const isTakenSo = (error.at === 'stack-field' || error.at === 'stack-argument') && error.key === key;
    return isTakenSo && errorText(value, this.source)?.as === 'stack';
  }

  /** Whether the key is the record's own, so that nobody reads a field there. */
  private isOwnKey(key: string): boolean {
    const { creation, madeIn } = this.call;
    return this.target.loses?.ownKey?.(key, makingOf(creation, madeIn ?? this.source)) !== undefined;
  }

  /** Whether the logger writes an error under a key that is not its library's as it does under that. */
  private serializes(key: string): boolean {
    const { error, losesErrors } = this.target;
    if (error.at !== 'field' || key === error.key || !losesErrors?.underKey) return false;
    const { creation, madeIn } = this.call;
    return losesErrors.underKey(key, makingOf(creation, madeIn ?? this.source)) === undefined;
  }

  /** Whether a logger that takes a stack as a field is made, or may be, with what keeps an error under a key: somebody reads it there. */
  private keepsWhole(key: string): boolean {
    const { error, losesErrors } = this.target;
    if (error.at !== 'stack-field' || !losesErrors?.underKey) return false;
    const { creation, madeIn } = this.call;
    const making = makingOf(creation, madeIn ?? this.source);
    if (!making) return this.around.mayKeepErrors?.() === true;
    return losesErrors.underKey(key, making) === undefined;
  }

  /** Takes a field's name. What is in the record already stays, reserved by the library or not. */
  private claim(wanted: string, value: Expression, inPlace: boolean, hint: Hint = {}): string {
    const isOfText = this.target.shape === 'record' && TEXT_KEY.test(wanted);
    const isFree = !this.taken.has(wanted) && !isOfText && (inPlace || !this.reserved.has(wanted));
    const isTaken = (name: string) => this.taken.has(name) || this.reserved.has(name);
    const name = isFree ? wanted : freeName(wanted, value, isTaken, hint);
    this.taken.add(name);
    return name;
  }

  private named({ value, number }: Unnamed, hint: Hint): Entry {
    const kind = unwrap(value).kind;
    const fallback = kind === 'object' ? 'data' : kind === 'array' ? 'items' : 'value';
    const inText = nameInText(value, withoutErrorWord(hint)) ?? this.countOf(number) ?? fallback;
    const usual =
      this.values[number]?.called ??
      (this.isNameOfOther(inText, number) ? this.nameApart(value, inText) : inText);
    const told = this.inGlossary(unwrap(value).text) ?? this.inGlossary(usual);
    const wanted = told ?? this.around.naming?.nameOf(value, usual) ?? usual;
    const name = this.claim(wanted, value, false, hint);
    this.given.set(number, name);
    this.reviewSecret(name, value);
    return { is: 'field', name, value };
  }

  private reviewSecret(name: string, value: Expression): void {
    const said = this.pieces.map((piece) => ('text' in piece ? piece.text : ' ')).join('');
    const shown = disclosureOf({ name, value, said }, this.source, CAUTIOUS);
    if (shown) this.refusal ??= { code: 'sensitive-value', evidence: brief(shown.value) };
  }

  /** `batch ${n}/${Math.ceil(all / size)}`, `batch ${n} of …`: how many there are of what has a name. */
  private countOf(number: number): string | undefined {
    const at = this.pieces.findIndex((piece) => 'value' in piece && piece.value === number);
    const [of, slash] = [this.pieces[at - 2], this.pieces[at - 1]];
    if (!of || !slash || !('value' in of) || !('text' in slash)) return undefined;
    const value = this.values[number]?.expression;
    const isCount = slash.text === '/' || (slash.text === ' of ' && value && unwrap(value).kind === 'call');
    if (!isCount) return undefined;
    const entry = this.given.get(of.value);
    return entry === undefined ? undefined : `${entry}Count`;
  }

  /** `Field ${parent.name}.${field.fieldName}`: the noun is the other's. */
  private isNameOfOther(name: string, number: number): boolean {
    return this.values.some(
      (other, i) =>
        i !== number && !other.isError && other.same === undefined && nameOf(other.expression) === name,
    );
  }

  /** `${a.name} over ${name}`: what belongs to a letter is called by that, where another value has its name. */
  private nameApart(value: Expression, inText: string): string {
    const own = nameOf(value) ?? inText;
    const read = unwrap(value);
    const isOfLetter = read.kind === 'member' && unwrap(read.object).text.length === 1;
    if (own !== inText || !isOfLetter) return own;
    return freeName(inText, value, (name) => name === inText || this.taken.has(name));
  }

  private inGlossary(name: string): string | undefined {
    const { glossary } = this.wording;
    return glossary && Object.hasOwn(glossary, name) ? glossary[name] : undefined;
  }

  /** `a ? 'x ' : b ? 'y' : 'z'` inside a sentence: words that no name could stand for. */
  private isUnnamedChoice(value: Expression, hint: Hint = {}): boolean {
    const read = unwrap(value);
    if (read.kind !== 'conditional' || hint.key !== undefined || hint.label !== undefined) return false;
    const branches = [unwrap(read.whenTrue), unwrap(read.whenFalse)];
    return branches.some(({ kind }) => kind === 'conditional') && nameOf(value) === undefined;
  }

  /** Whether an error was thrown at the code that logs it, as far as is seen; not made there, or taken from a list of errors. */
  private isCaught(error: Expression): boolean {
    const read = unwrap(error);
    if (read.kind !== 'identifier') return read.kind !== 'new';
    const { kind } = this.source.binding(read);
    if (kind === 'import') return false;
    return kind !== 'variable' || !['new', 'member'].includes(settled(read, this.source).kind);
  }

  /** What an error is of: what is seen to have failed, else the function around, where its name says which it is. */
  private failingCode(around: string | undefined): string | undefined {
    return this.around.failing?.() ?? (around !== undefined && isTelling(around) ? around : undefined);
  }

  /** `loadUser failed`, `loadUser`: what the function around does, or what has failed, where the text says nothing. */
  private whatFunctionDoes(): string | undefined {
    const named = this.source.functionName?.(this.call.call);
    const isNamed = named !== undefined && isDoing(named);
    const around = isNamed ? named : this.error && this.failingCode(named);
    if (around === undefined) return undefined;
    // What was made to be sent is no failure of who sends it.
    if (this.error && !this.isCaught(this.error)) return undefined;
    if (this.order.some((entry) => entry.is === 'unnamed' && holdsText(entry.value))) return undefined;
    const isFailure =
      this.error !== undefined || (isConsole(this.call.library) && this.call.level === 'error');
    return isFailure ? `${around} failed` : around;
  }
}

/**
 * `#### Worker started ####`, `codes->>>>>>`: what is drawn around a text says nothing; `id := 1` is `id = 1`, and `id:: ${id}` is
 * `id: ${id}`.
 */
function withoutRules(piece: Piece): Piece {
  return 'text' in piece
    ? {
        text: piece.text
          .replace(RULE, (rule: string, _mark: string | undefined, at: number) =>
            /\w/.test(piece.text[at - 1] ?? '') && /\w/.test(piece.text[at + rule.length] ?? '') ? ' ' : '',
          )
          .replaceAll(':=', '=')
          .replace(/(?<=\S)::(?=\s*$)/, ':'),
      }
    : piece;
}

/** What is counted before it: `errors`, and in languages that are often met. */
const COUNTED_ERRORS = /^ (?:errors|failures|exceptions|erreurs|errores|erros|fehler)\b/i;

/** A rule that is drawn beside a text. */
const RULE = /([#=*~_-])\1{3,}>?|[-=]{0,60}>{4,}|<{4,}[-=]{0,60}/g;

/** `(rows, '===== rows')`: a label with a rule, printed after its values; what is said of a value, `(name, 'is gone')`, has none. */
function labelAlone(pieces: readonly Piece[]): readonly Piece[] {
  const last = pieces.at(-1);
  if (!last || !('text' in last) || last.text.search(RULE) < 0 || !/\p{L}/u.test(last.text)) return pieces;
  const before = pieces.slice(0, -1);
  return before.length > 0 && before.every((piece) => 'value' in piece || 'gap' in piece) ? [last] : pieces;
}

/** What says no more than that something failed: `Unknown error`, `Something went wrong`. */
const SAYS_NO_MORE =
  /\b(?:unknown|unexpected|undefined|something|internal|generic)\b|^\W*(?:an?\s+)?error\W*$/i;

/** `err instanceof Error ? err.message : 'Failed to store the order'`: what is said where the error says nothing. */
function textOtherwise(read: Expression): string | undefined {
  const other =
    read.kind === 'conditional'
      ? unwrap(read.whenFalse)
      : read.kind === 'operation' && ['??', '||'].includes(read.operator)
        ? unwrap(read.right)
        : undefined;
  if (other?.kind !== 'literal' || typeof other.value !== 'string') return undefined;
  const text = other.value.trim();
  return /\p{L}\s+\p{L}/u.test(text) && !SAYS_NO_MORE.test(text) && !text.includes('\n') ? text : undefined;
}

/** `error: ${index}`: what is no error is not called so. */
function withoutErrorWord(hint: Hint): Hint {
  if (!/^(?:err|error|exception)$/i.test(hint.key ?? '')) return hint;
  return { ...hint, key: undefined };
}

/** `prefix`, `logPrefix`: text, by its name. */
function isPrefixName(read: Expression): boolean {
  return read.kind === 'identifier' && /^(?:log_?|msg_?|message_?)?prefix$/i.test(read.name);
}

/** The list that `names.join(', ')` writes. */
function joinedList(value: Expression): Expression | undefined {
  const read = unwrap(value);
  const callee = read.kind === 'call' ? unwrap(read.callee) : undefined;
  const isJoined =
    read.kind === 'call' &&
    propertyName(read.callee) === 'join' &&
    read.arguments.every(({ kind }) => kind === 'literal');
  return isJoined && callee?.kind === 'member' ? callee.object : undefined;
}

/** Whether two expressions of one call read the same: `order.id`, and `keys[i]`. */
function isSameValue(one: Expression, other: Expression): boolean {
  const [first, second] = [unwrap(one), unwrap(other)];
  if (sameRead(first, second)) return isPlainRead(second);
  return (
    first.kind === 'member' &&
    second.kind === 'member' &&
    isElementRead(first) &&
    isElementRead(second) &&
    first.text === second.text
  );
}

/** Whether a read is of names, members and elements alone, and changes nothing. */
function isElementRead(expression: Expression): boolean {
  const read = unwrap(expression);
  if (read.kind !== 'member') return isPlainRead(read);
  return isElementRead(read.object) && (typeof read.property === 'string' || isPlainRead(read.property));
}

/** Whether a value is a message that was made elsewhere, or made of one. */
function holdsText(value: Expression): boolean {
  const read = unwrap(value);
  if (read.kind === 'operation') return holdsText(read.left) || holdsText(read.right);
  if (read.kind === 'template') return read.expressions.some(holdsText);
  const name = read.kind === 'identifier' ? read.name : (propertyName(read) ?? '');
  return TEXT_NAME.test(name);
}

function twoErrors(one: Expression, other: Expression): RewritingReason {
  return { code: 'two-errors', first: brief(one), second: brief(other) };
}

/** The keys under which loggers look for a record's text: where that is in one object with the fields, none of them may be called so. */
const TEXT_KEY = /^(?:message|msg)$/;

const ERROR_KEY =
  /^(?:e|err|error|ex|exception|stack|message|msg|errorMessage|errMessage|errMsg|errorStack|errStack)$/;

/** Every expression whose source text a plan keeps, to find what it would drop. */
export function keptExpressions(plan: LogPlan): readonly Expression[] {
  return [
    ...plan.message.flatMap((piece) => ('constant' in piece ? [piece.constant] : [])),
    ...plan.entries.flatMap(({ value }) => (value.kind === 'template' ? value.expressions : [value])),
    ...(plan.context ? [plan.context] : []),
  ];
}
