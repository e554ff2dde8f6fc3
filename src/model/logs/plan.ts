import type { Dialect, Level } from '../../catalog/schema.js';
import { isConsole } from '../../catalog/index.js';
import { textConstancy } from '../values/constant.js';
import { errorText, isError, isErrorName, isStringification } from '../values/error.js';
import {
  type Expression,
  type ObjectLiteral,
  brief,
  children,
  isPlainRead,
  propertyName,
  sameRead,
  unwrap,
} from '../code/expression.js';
import { freeName, nameOf } from './field-name.js';
import { isTerminalText } from './terminal-text.js';
import type { LogCall } from './call.js';
import { type MessagePart, flatten, flattenArguments, isText, placeholdersIn } from './message.js';
import type { RewritingReason } from '../text/reasons/rewriting.js';
import { type Hint, type Piece, constantMessage, isDecorative, isDrawn } from '../text/message.js';
import type { Source } from '../code/source.js';

/** One entry of a record, in the order in which its value was evaluated. */
export type Entry =
  | { readonly is: 'field'; readonly name: string; readonly value: Expression }
  /** The error; at most one. */
  | { readonly is: 'error'; readonly value: Expression }
  /** Entries taken over as they are written: a spread, or an accessor of an object of fields. */
  | { readonly is: 'verbatim'; readonly text: string; readonly value: Expression };

/** What a log call says, apart from how any library writes it down. */
export interface LogPlan {
  readonly level: Level;
  /** Constant text and names of constant text; never empty. */
  readonly message: readonly ({ readonly text: string } | { readonly constant: Expression })[];
  readonly entries: readonly Entry[];
  /** The name of the place that logs, which NestJS takes as the last argument. */
  readonly context?: Expression;
}

/** A call that no plan can be proven for, and why. */
export interface Refusal {
  readonly refused: RewritingReason;
  /** Drawn text, a rule or a frame: nothing is lost by leaving it. */
  readonly decorative?: boolean;
}

/** Names that a variable with the text of a record goes by; the record has a place of its own for those. */
const TEXT_NAMES = new Set(['msg', 'message', 'text']);

type Item =
  | { readonly is: 'parts'; readonly parts: readonly MessagePart[] }
  | {
      readonly is: 'fields';
      readonly object: ObjectLiteral;
      /** The object is fields, to be taken over as it is, and not something that is printed. */
      readonly own: boolean;
      /** It stands where the library takes fields, so that its keys are in the record already. */
      readonly inPlace: boolean;
    }
  | { readonly is: 'value' | 'error' | 'field' | 'context'; readonly expression: Expression };

/**
 * Plans what a log call says as one structured record for `target`: a constant message, named fields and the
 * error, each interpolated expression exactly once and in its order. Refuses what it cannot prove.
 */
export function planLog(call: LogCall, source: Source, target: Dialect): LogPlan | Refusal {
  const items = itemsOf(call, source);
  return 'refused' in items ? items : new Planner(call, source, target).plan(items);
}

/** Why a call prints nothing but drawn text; undefined when it says something. */
export function decorationOf(call: LogCall, source: Source, target: Dialect): Refusal | undefined {
  const items = itemsOf(call, source);
  const refusal = 'refused' in items ? items : new Planner(call, source, target).gather(items);
  return refusal?.decorative ? refusal : undefined;
}

function itemsOf(call: LogCall, source: Source): readonly Item[] | Refusal {
  const own = call.dialect;
  if (!own) return { refused: { code: 'unknown-library' } };
  if (call.call.arguments.some((argument) => argument.kind === 'spread')) {
    return { refused: { code: 'arguments-from-array' } };
  }
  if (isConsole(call.library)) return consoleItems(call, source);
  switch (own.shape) {
    case 'fields-first':
      return fieldsFirstItems(call.arguments, source);
    case 'message-first':
      return messageFirstItems(call.arguments, source, own);
    case 'record':
      return recordItems(call.arguments, source, own);
    case 'emit':
      return { refused: { code: 'already-a-record' } };
  }
}

function consoleItems(call: LogCall, source: Source): readonly Item[] | Refusal {
  const [first, ...rest] = call.arguments;
  switch (call.method) {
    case 'assert':
      if (!first) return { refused: { code: 'asserts-nothing' } };
      if (rest.length === 0) {
        return [{ is: 'parts', parts: [{ is: 'text', text: `Assertion failed: ${first.text}` }] }];
      }
      return printItems(rest, source, true);
    case 'table':
    case 'dir':
      if (!first || (call.method === 'table' && rest.length > 0)) {
        return { refused: { code: 'chosen-columns' } };
      }
      if (rest.some(canRunCode)) return { refused: { code: 'options-dropped' } };
      return printItems([first], source, false);
    default:
      return call.arguments.length === 0
        ? { refused: { code: 'empty-line' }, decorative: true }
        : printItems(call.arguments, source, true);
  }
}

/** Print-style arguments: everything becomes part of one line of text. */
function printItems(list: readonly Expression[], source: Source, printf: boolean): readonly Item[] {
  const first = list[0] && unwrap(list[0]);
  const format = first?.kind === 'literal' && typeof first.value === 'string' ? first.value : undefined;
  const taken = printf && format !== undefined && list.length > 1 ? placeholdersIn(format) : 0;
  const head = list.slice(0, 1 + taken);
  const items: Item[] = [];
  if (taken > 0) items.push({ is: 'parts', parts: flattenArguments(head, source, true) });
  for (const argument of taken > 0 ? list.slice(1 + taken) : list) items.push(printItem(argument, source));
  return items;
}

function printItem(argument: Expression, source: Source): Item {
  const value = withoutStringification(argument, source);
  const read = unwrap(value);
  if (read.kind === 'object') return { is: 'fields', object: read, own: false, inPlace: false };
  if (read.kind === 'literal' && read.value !== undefined)
    return { is: 'parts', parts: flatten(read, source) };
  if (isText(read, source) && !errorText(read, source)) return { is: 'parts', parts: flatten(read, source) };
  return { is: 'value', expression: value };
}

function fieldsFirstItems(list: readonly Expression[], source: Source): readonly Item[] | Refusal {
  const [first, ...rest] = list;
  if (!first) return { refused: { code: 'logs-nothing' } };
  const read = unwrap(first);
  if (isText(read, source)) return printItems(list, source, true).map(asLostFields);
  const behind = rest.length > 0 ? printItems(rest, source, true).map(asLostFields) : [];
  if (isError(first, source)) return [{ is: 'error', expression: first }, ...behind];
  if (read.kind === 'object') return [{ is: 'fields', object: read, own: true, inPlace: true }, ...behind];
  if (errorText(read, source) || read.kind === 'literal')
    return [{ is: 'value', expression: first }, ...behind];
  return { refused: { code: 'text-or-fields', evidence: brief(first) } };
}

function messageFirstItems(
  list: readonly Expression[],
  source: Source,
  own: Dialect,
): readonly Item[] | Refusal {
  const [first, ...rest] = list;
  if (!first) return { refused: { code: 'logs-nothing' } };
  const read = unwrap(first);
  if (own.printf === 'unknown' && read.kind === 'literal' && placeholdersIn(String(read.value)) > 0) {
    return { refused: { code: 'unfilled-placeholders' } };
  }
  const unknown = rest.find(
    (argument) => !isError(argument, source) && !isErrorName(argument) && !isFieldsOrText(argument, source),
  );
  if (unknown && own.extra !== 'kept') {
    return { refused: { code: 'unknown-argument', evidence: brief(unknown) } };
  }
  if (read.kind === 'object' && propertyText(read, own.messageKey)) {
    return { refused: { code: 'one-object' } };
  }
  // Where placeholders are never filled, whoever wrote them meant them to be.
  return printItems(list, source, own.printf !== 'unknown').map(asFields);
}

function recordItems(list: readonly Expression[], source: Source, own: Dialect): readonly Item[] | Refusal {
  const [first, ...others] = list;
  if (!first) return { refused: { code: 'logs-nothing' } };
  const last = others.at(-1);
  const context = last && isContext(last, source) ? last : undefined;
  const rest = context ? others.slice(0, -1) : others;
  if (rest.length > 1) return { refused: { code: 'too-many-arguments' } };
  const second = rest[0];
  const error =
    second && (errorText(second, source)?.error ?? (isError(second, source) ? second : undefined));
  const isFields = second !== undefined && unwrap(second).kind === 'object';
  if (second && !error && !isFields) return { refused: { code: 'maybe-context', evidence: brief(second) } };
  const read = unwrap(first);
  const behind: Item[] = error
    ? [{ is: 'error', expression: error }]
    : second
      ? [printItem(second, source)]
      : [];
  if (context) behind.push({ is: 'context', expression: context });
  if (read.kind === 'object') {
    const text = read.properties.find((p) => p.key === own.messageKey || p.key === 'message');
    if (!text || text.accessor || !isText(text.value, source)) return { refused: { code: 'one-object' } };
    const more = { ...read, properties: read.properties.filter((property) => property !== text) };
    return [
      { is: 'parts', parts: flatten(text.value, source) },
      { is: 'fields', object: more, own: true, inPlace: true },
      ...behind.map(asFields),
    ];
  }
  return [printItem(first, source), ...behind].map(asFields);
}

/** What names a place and no value: a string, `OrdersService.name`, `LOG_CONTEXT`, `this.context`. */
function isContext(argument: Expression, source: Source): boolean {
  const read = unwrap(argument);
  if (read.kind === 'literal') return typeof read.value === 'string';
  if (textConstancy(read, source) !== 'varying') return true;
  const name = read.kind === 'identifier' ? read.name : propertyName(read);
  return name !== undefined && /context$/i.test(name);
}

/**
 * An object passed to a logger holds fields, where one passed to the console is merely printed; and a
 * constant after the message is about the record (`logger.info('…', LOG_CONTEXT)`), not text.
 */
function asFields(item: Item, index: number): Item {
  if (item.is === 'fields') return { ...item, own: true, inPlace: true };
  const [only, ...more] = item.is === 'parts' && index > 0 ? item.parts : [];
  return only?.is === 'constant' && more.length === 0 ? { is: 'field', expression: only.expression } : item;
}

function isFieldsOrText(argument: Expression, source: Source): boolean {
  return (
    unwrap(argument).kind === 'object' ||
    isText(argument, source) ||
    errorText(argument, source) !== undefined
  );
}

function propertyText(object: ObjectLiteral, key: string): boolean {
  return object.properties.some((property) => property.key === key);
}

/** A value of the text, which is named once the text around it is known. */
interface Unnamed {
  readonly is: 'unnamed';
  readonly number: number;
  readonly value: Expression;
}

class Planner {
  private readonly pieces: Piece[] = [];
  private readonly values: Expression[] = [];
  private readonly constants: Expression[] = [];
  /** Entries in evaluation order. */
  private readonly order: (Unnamed | Entry)[] = [];
  private readonly taken = new Set<string>();
  private readonly reserved: ReadonlySet<string>;
  private readonly errorKey: string | undefined;
  private error: Expression | undefined;
  private context: Expression | undefined;
  private refusal: RewritingReason | undefined;
  private hasSpread = false;

  constructor(
    private readonly call: LogCall,
    private readonly source: Source,
    target: Dialect,
  ) {
    this.reserved = new Set(target.reserved);
    this.errorKey = 'key' in target.error ? target.error.key : undefined;
  }

  /** Takes in what the call says, as it is written; the refusal where that is no record. */
  gather(items: readonly Item[]): Refusal | undefined {
    items.forEach((item, i) => {
      if (i > 0) this.text(' ');
      this.add(item);
    });
    // A new field could meet a key that is spread and not seen.
    const isNew = (entry: Unnamed | Entry) => entry.is === 'unnamed' || entry.is === 'error';
    if (this.hasSpread && this.order.some(isNew)) this.refusal ??= { code: 'fields-spread' };
    if (this.error && this.errorKey !== undefined && this.taken.has(this.errorKey)) {
      this.refusal ??= { code: 'error-key-taken', evidence: this.errorKey };
    }
    if (this.refusal) return { refused: this.refusal };
    const written = this.pieces.map((piece) => ('text' in piece ? piece.text : 'x')).join('');
    if (this.order.length === 0 && !this.error && isDecorative(written)) {
      return { refused: { code: 'decoration' }, decorative: true };
    }
    if (isDrawn(written)) return { refused: { code: 'decoration' }, decorative: true };
    if (written.trim().split('\n').length > 2) return { refused: { code: 'banner' }, decorative: true };
    return undefined;
  }

  plan(items: readonly Item[]): LogPlan | Refusal {
    const refusal = this.gather(items);
    if (refusal) return refusal;
    const message = constantMessage(this.pieces);
    if (!message) return { refused: { code: 'private-use-text' } };
    const entries = this.order.map((entry) =>
      entry.is === 'unnamed' ? this.named(entry, message.hints.get(entry.number) ?? {}) : entry,
    );
    const said = message.pieces.flatMap<LogPlan['message'][number]>((piece) => {
      if ('text' in piece) return [piece];
      const constant = this.constants[piece.constant];
      return constant ? [{ constant }] : [];
    });
    return {
      level: this.call.level,
      message: said.length > 0 ? said : [{ text: this.contextMessage() }],
      entries,
      ...(this.context ? { context: this.context } : {}),
    };
  }

  private add(item: Item): void {
    switch (item.is) {
      case 'parts':
        for (const part of item.parts) this.part(part);
        return;
      case 'value':
        this.value(item.expression);
        return;
      case 'error':
        this.place(item.expression);
        return;
      case 'field':
        this.field(item.expression);
        return;
      case 'context':
        this.context = item.expression;
        return;
      case 'fields':
        this.fields(item.object, item.own, item.inPlace);
    }
  }

  private part(part: MessagePart): void {
    if (part.is === 'text') this.text(part.text);
    else if (part.is === 'constant') this.constant(part.expression);
    else this.value(part.expression);
  }

  private text(text: string): void {
    this.pieces.push({ text });
  }

  private constant(expression: Expression): void {
    this.pieces.push({ constant: this.constants.push(expression) - 1 });
  }

  /** A value inside the text or printed after it. */
  private value(expression: Expression): void {
    // Of `format('%s', ...list)`: how many values there are is not known.
    if (expression.kind === 'spread') this.refusal ??= { code: 'arguments-from-array' };
    const value = withoutStringification(expression, this.source);
    const read = unwrap(value);
    const flattened = errorText(read, this.source);
    const error = flattened?.error ?? (isError(value, this.source) ? value : undefined);
    // The error's place is good for any value, and another would lose the stack of what is an error.
    const named = !this.error && isErrorName(read) ? value : undefined;
    if (error ?? named) {
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
    if (isTerminalText(read, this.source)) this.refusal ??= { code: 'terminal-text' };
    if (read.kind === 'function') this.refusal ??= { code: 'prints-function' };
    this.field(value);
  }

  /** A value that becomes a field of its own, once. */
  private field(value: Expression): void {
    const read = unwrap(value);
    const isField = this.order.some(
      (entry) => entry.is === 'field' && isPlainRead(read) && sameRead(entry.value, read),
    );
    if (isField) {
      this.pieces.push({ value: this.values.push(value) - 1 });
      return;
    }
    const again = this.values.findIndex((other) => isPlainRead(read) && sameRead(other, read));
    const number = again >= 0 ? again : this.values.push(value) - 1;
    this.pieces.push({ value: number });
    if (again < 0) this.order.push({ is: 'unnamed', number, value });
  }

  /** `${LOG_PREFIX} …`: at the head of a text, what is spelled as a constant is taken for one. */
  private isPrefix(read: Expression): boolean {
    return (
      this.pieces.every((piece) => 'text' in piece && /^[\s[(]*$/.test(piece.text)) &&
      textConstancy(read, this.source) === 'unknown' &&
      /PREFIX|TAG|LABEL|CONTEXT|SCOPE|NAME|name$/.test(read.text)
    );
  }

  /** Gives the error its place, once. */
  private place(expression: Expression): void {
    const error = unwrap(expression);
    const mark = () => this.pieces.push({ value: this.values.push(error) - 1 });
    if (this.error) {
      if (!sameRead(this.error, error)) {
        this.refusal ??= twoErrors(this.error, error);
      }
      mark();
      return;
    }
    this.error = error;
    this.order.push({ is: 'error', value: error });
    mark();
  }

  private fields(object: ObjectLiteral, own: boolean, inPlace: boolean): void {
    const isPlain = object.properties.every(
      (property) =>
        typeof property.key === 'string' && !property.accessor && property.value.kind !== 'function',
    );
    if (!isPlain && !own) {
      const number = this.values.push(object) - 1;
      this.order.push({ is: 'unnamed', number, value: object });
      this.pieces.push({ value: number });
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
      const isNamed = !own && !this.error && isErrorName(value);
      const error = text ?? (isError(value, this.source) || isNamed ? value : undefined);
      if (error && inPlace && text && /message|msg/i.test(key)) {
        // Somebody reads this field: the text stays, and the error joins it.
        this.order.push({ is: 'field', name: this.claim(key, value, true), value });
        joining.push(unwrap(error));
        continue;
      }
      if (error) {
        // Under a key of its own it would be written as `{}`.
        if (!this.error) this.order.push({ is: 'error', value: unwrap(error) });
        this.error ??= unwrap(error);
        if (!sameRead(this.error, error)) this.refusal ??= twoErrors(this.error, error);
        continue;
      }
      this.order.push({ is: 'field', name: this.claim(key, value, inPlace), value });
    }
    for (const error of joining) {
      if (this.error) continue;
      this.error = error;
      this.order.push({ is: 'error', value: error });
    }
  }

  /** Takes a field's name. What is in the record already stays, reserved by the library or not. */
  private claim(wanted: string, value: Expression, inPlace: boolean): string {
    const isFree = !this.taken.has(wanted) && (inPlace || !this.reserved.has(wanted));
    const name = isFree ? wanted : this.free(wanted, value);
    this.taken.add(name);
    return name;
  }

  private free(wanted: string, value: Expression): string {
    const isTaken = (name: string) => this.taken.has(name) || this.reserved.has(name);
    if (TEXT_NAMES.has(wanted)) {
      const other = [...TEXT_NAMES].reverse().find((name) => !isTaken(name));
      if (other) return other;
    }
    return freeName(wanted, value, isTaken);
  }

  private named({ value }: Unnamed, hint: Hint): Entry {
    const fallback =
      unwrap(value).kind === 'object' ? 'data' : unwrap(value).kind === 'array' ? 'items' : 'value';
    const base = hint.key ?? nameOf(value) ?? hint.word ?? fallback;
    const unit = hint.unit && !base.toLowerCase().endsWith(hint.unit.toLowerCase()) ? hint.unit : '';
    return { is: 'field', name: this.claim(base + unit, value, false), value };
  }

  /** `loadUser failed`, `loadUser`: what the code around says where the text says nothing. */
  private contextMessage(): string {
    const around = this.source.enclosingName(this.call.call) ?? fileName(this.source.file);
    return this.error ? `${around} failed` : around;
  }
}

function twoErrors(one: Expression, other: Expression): RewritingReason {
  return { code: 'two-errors', first: brief(one), second: brief(other) };
}

const ERROR_KEY =
  /^(?:e|err|error|ex|exception|stack|message|msg|errorMessage|errMessage|errMsg|errorStack|errStack)$/;

/** `JSON.stringify(x)` and `util.inspect(x)` only make text of `x`; a record takes `x` itself. */
function withoutStringification(expression: Expression, source: Source): Expression {
  const read = unwrap(expression);
  if (read.kind !== 'call') return expression;
  const callee = unwrap(read.callee);
  const [value, replacer] = read.arguments;
  if (!value || value.kind === 'spread' || !isStringification(callee, source)) return expression;
  const name = propertyName(callee);
  if (name === undefined && callee.text === 'String') return expression;
  const onlyLayout =
    !replacer || name !== 'stringify' || replacer.text === 'null' || replacer.text === 'undefined';
  return onlyLayout ? value : expression;
}

/** Fields that stood where the library never looked. */
function asLostFields(item: Item, index: number): Item {
  const placed = asFields(item, index);
  return placed.is === 'fields' ? { ...placed, inPlace: false } : placed;
}

/** Every expression whose source text a plan keeps, to find what it would drop. */
export function keptExpressions(plan: LogPlan): readonly Expression[] {
  return [
    ...plan.message.flatMap((piece) => ('constant' in piece ? [piece.constant] : [])),
    ...plan.entries.map((entry) => entry.value),
    ...(plan.context ? [plan.context] : []),
  ];
}

/** Whether evaluating an expression can run other code, a getter aside. */
export function canRunCode(expression: Expression): boolean {
  if (['call', 'new', 'tagged', 'other'].includes(expression.kind)) return true;
  if (expression.kind === 'unary' && ['await', '++', '--', 'delete'].includes(expression.operator))
    return true;
  if (expression.kind === 'operation' && /(?<![=!<>])=$/.test(expression.operator)) return true;
  return children(expression).some(canRunCode);
}

function fileName(path: string): string {
  const base = path.replace(/^.*[\\/]/, '').replace(/\.[cm]?[jt]sx?$/, '');
  return base === 'index' ? (/([^\\/]+)[\\/][^\\/]+$/.exec(path)?.[1] ?? base) : base;
}
