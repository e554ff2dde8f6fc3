import type { Dialect } from '../../catalog/schema.js';
import { SEVERITY_NUMBER } from '../../catalog/logs/levels.js';
import { type Expression, isPlainRead, unwrap } from '../code/expression.js';
import type { Range } from '../text/edits.js';
import { eolOf, indentAt, lineStart } from '../text/lines.js';
import { inTemplate, quoted, withoutLoneSurrogates } from '../text/quote.js';
import { type Source, kept } from '../code/source.js';
import type { Made } from '../values/telemetry-call.js';
import { makingOf } from './making.js';
import { type Entry, type LogPlan, type Refusal, canRunCode } from './plan.js';

/** How the text around a call looks, so that what replaces it looks alike. */
export interface Style {
  readonly quote: "'" | '"';
  /** The white space the call's line starts with, and one more step of it. */
  readonly indent: string;
  readonly step: string;
  readonly eol: string;
  /** Calls broken over lines end their last argument with a comma. */
  readonly trailingComma: boolean;
  /** So do objects their last entry. */
  readonly objectComma: boolean;
  /** Columns that a line may have. */
  readonly width: number;
  /** How many columns stand before the call on its line. */
  readonly column: number;
  /** How many stand after it. */
  readonly after: number;
}

/** The style around a call, from that of its file. */
export function styleAt(file: FileStyle, [start, end]: Range, width = DEFAULT_WIDTH): Style {
  const { text, quote, step, eol, trailingComma, objectComma } = file;
  const indent = indentAt(text, start);
  const own = /[(,+]\s*(['"])/.exec(text.slice(start, end))?.[1];
  return {
    quote: own === "'" || own === '"' ? own : quote,
    indent,
    step: indent.includes('\t') ? '\t' : indent !== '' && step === '\t' ? '  ' : step,
    eol,
    trailingComma,
    objectComma,
    width,
    column: start - lineStart(text, start),
    after: /^[^\n]{0,20}/.exec(text.slice(end, end + 20))?.[0].trimEnd().length ?? 0,
  };
}

/** How a file is written as a whole. */
export interface FileStyle extends Pick<Style, 'quote' | 'step' | 'eol' | 'trailingComma' | 'objectComma'> {
  readonly text: string;
}

/** Reads the style of a file, once for all the calls in it. */
export function fileStyleOf(text: string): FileStyle {
  const objectComma = !BARE_ENTRY.test(text) || ENDED_ENTRY.test(text);
  return {
    text,
    quote: quoteOf(text),
    step: stepOf(text),
    eol: eolOf(text),
    trailingComma: /,[^\S\n]*\n\s*\)/.test(text) || (objectComma && !/[\w'"`\])}][^\S\n]*\n\s*\)/.test(text)),
    objectComma,
  };
}

/** What one level is indented by: a tab, or the spaces of the least indented line; two where no line is. */
function stepOf(text: string): string {
  if (text.includes('\n\t')) return '\t';
  let least = WIDEST_STEP + 1;
  // A comment of several lines is indented by one more.
  for (const [, spaces = ''] of text.matchAll(/\n( {2,})(?=[^\s*])/g)) {
    least = Math.min(least, spaces.length);
    if (least === 2) break;
  }
  return ' '.repeat(least > WIDEST_STEP ? 2 : least);
}

const WIDEST_STEP = 8;

/** The last entry of an object, `key: value`, before the brace on the next line: without a comma, and with one. */
const BARE_ENTRY = /^[ \t]*[\w$'"]+: [^\n{}[\]();]*[\w'"`)\]][ \t]*\r?\n[ \t]*\}/m;
const ENDED_ENTRY = /^[ \t]*[\w$'"]+: [^\n{}[\]();]*,[ \t]*\r?\n[ \t]*\}/m;

/** A string of one line; a template or a comment, in which quotes are text, is taken as a whole. */
const STRINGS =
  /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[\s\S])*`|\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g;

/** The quote that most strings of a text are written in; one that holds the other is not there by choice. */
function quoteOf(text: string): FileStyle['quote'] {
  let more = 0;
  for (const [string] of text.matchAll(STRINGS)) {
    if (string.startsWith("'") && !string.includes('"')) more -= 1;
    if (string.startsWith('"') && !string.includes("'")) more += 1;
  }
  return more > 0 ? '"' : "'";
}

export interface Target {
  readonly dialect: Dialect;
  /** The key that the text of a record goes under, where the library takes one object; undefined where that is not seen. */
  readonly messageKey: string | undefined;
  /** Source text of the logger the record is written with. */
  readonly receiver: string;
  /** The logger has a name of its own, as NestJS gives it: then a stack may be an argument. */
  readonly hasContext: boolean;
  readonly style: Style;
  /** The call's own value is used: it must stay `undefined`; by something that binds tighter than `void`. */
  readonly valueUsed: boolean | 'bound';
  /** The method that is called; the one that the level is written with where it is left out, empty where the logger is a function. */
  readonly method?: string;
  /** Source text of an argument before the record: the level of winston's `log('info', …)`. */
  readonly leading?: string;
  /** The call takes its record as one object, as winston's may: with the source text of the level that stands in it, or none. */
  readonly record?: { readonly level: string | undefined };
  /** The message was written for this library: braces in it are placeholders already. */
  readonly keepsBraces?: boolean;
}

/** Columns that a line may have where no formatter's setting says otherwise. */
const DEFAULT_WIDTH = 100;

/**
 * Writes a plan as a call in the library's dialect. Refuses where the dialect's places for entries would
 * change the order in which something that runs code is evaluated.
 */
export function writeLogCall(plan: LogPlan, target: Target): string | Refusal {
  const { dialect, receiver, style, valueUsed } = target;
  const error = plan.entries.find((entry) => entry.is === 'error');
  const written = WRITERS[dialect.shape]({
    plan,
    target,
    message: messageText(
      dialect.fillsBraces && !target.keepsBraces ? escapedBraces(plan) : plan.message,
      style.quote,
    ),
    fields: plan.entries.filter((entry) => entry.is !== 'error'),
    error,
    stack: error && stackOf(error.value),
  });
  if ('refused' in written) return written;
  const method = written.method ?? target.method ?? dialect.methodFor[plan.level];
  const isComputed = method.startsWith('[') && !receiver.endsWith('?');
  const text = fit(
    method === '' ? receiver : receiver + (isComputed ? '' : '.') + method,
    target.leading === undefined ? written.arguments : [target.leading, ...written.arguments],
    style,
  );
  if (!valueUsed || dialect.returnsUndefined) return text;
  return valueUsed === 'bound' ? `(void ${text})` : `void ${text}`;
}

/** A message as an argument; one that is a constant or a variable stands for itself. */
function messageText(message: LogPlan['message'], quote: string): string {
  const [only, ...others] = message;
  return only && 'constant' in only && others.length === 0
    ? only.constant.text
    : quoteMessage(message, quote);
}

/** A message in which only the placeholders of the record's own fields are placeholders. */
function escapedBraces({ message, entries }: LogPlan): LogPlan['message'] {
  const names = new Set(entries.map((entry) => (entry.is === 'field' ? entry.name : '')));
  const escaped = (text: string) =>
    text.replace(/\{(\w+)\}|[{}]/g, (brace, name: string | undefined) =>
      name === undefined ? brace + brace : names.has(name) ? brace : `{{${name}}}`,
    );
  return message.map((piece) => ('text' in piece ? { text: escaped(piece.text) } : piece));
}

/** A plan and its parts, on their way into a call. */
interface Parts {
  readonly plan: LogPlan;
  readonly target: Target;
  /** The message as source text. */
  readonly message: string;
  /** The entries without the error. */
  readonly fields: readonly Entry[];
  readonly error: Entry | undefined;
  /** The error's stack as source text; undefined where asking for it would evaluate the error more than once. */
  readonly stack: string | undefined;
}

interface Written {
  /** The method, where the level does not say it. */
  readonly method?: string;
  /** Source text of the arguments, marked for `fit` to break. */
  readonly arguments: readonly string[];
}

/** Writes the arguments of calls of one shape. */
type Writer = (parts: Parts) => Written | Refusal;

const WRITERS: Readonly<Record<Dialect['shape'], Writer>> = {
  'fields-first': fieldsFirst,
  'message-first': (parts) => MESSAGE_FIRST[parts.target.dialect.error.at](parts),
  record: oneRecord,
  emit: emittedRecord,
};

/** The writers of calls with the message first, by where the error goes. */
const MESSAGE_FIRST: Readonly<Record<Dialect['error']['at'], Writer>> = {
  field: errorInFields,
  'stack-field': stackInFields,
  argument: errorAsArgument,
  'stack-argument': errorAsArgument,
};

/** What takes an argument where texts are formats. */
const PLACEHOLDER = /%[scdjifoO%]/;

/** `({ orderId, err }, 'Order failed')`, or the stack of the error alone. */
function fieldsFirst({ plan, target, message, error, stack }: Parts): Written | Refusal {
  if (plan.entries.length === 0)
    return { arguments: target.dialect.needsFields ? ['{}', message] : [message] };
  const place = target.dialect.error;
  if (place.at !== 'stack-field') return { arguments: [wholeError(plan, target), message] };
  if (error && stack === undefined) return { refused: { code: 'error-read-twice' } };
  return { arguments: [objectOf(plan.entries, () => `${place.key}: ${stack ?? ''}`), message] };
}

/** `('Order failed', { orderId, error })` */
function errorInFields({ plan, target, message }: Parts): Written {
  if (plan.entries.length === 0) return { arguments: [message] };
  const text = target.dialect.printf === 'yes' ? escapePlaceholders(message) : message;
  return { arguments: [text, wholeError(plan, target)] };
}

/** `('Order failed', { orderId, stack: err.stack })` */
function stackInFields({ plan, target, message, fields, error, stack }: Parts): Written | Refusal {
  const { dialect } = target;
  const place = dialect.error;
  if (error && fields.length === 0 && place.at === 'stack-field' && place.aloneAsArgument && !target.record) {
    return { arguments: [message, argument(error.value)] };
  }
  if (error && stack === undefined) return { refused: { code: 'error-read-twice' } };
  const { record } = target;
  if (plan.entries.length === 0 && !record) return { arguments: [message] };
  if (dialect.fieldsFillPlaceholders && PLACEHOLDER.test(message)) {
    return { refused: { code: 'percent-in-message', library: dialect.name } };
  }
  const withStack = () => `${keyOf(place)}: ${stack ?? ''}`;
  if (!record) return { arguments: [message, objectOf(plan.entries, withStack)] };
  const own = [...(record.level === undefined ? [] : [record.level]), `${dialect.messageKey}: ${message}`];
  return { arguments: [objectOf(plan.entries, withStack, own)] };
}

/** `('Order failed', { orderId }, err)`, or `('Order failed', err, { orderId })` */
function errorAsArgument(parts: Parts): Written | Refusal {
  const { plan, target, message, fields, error } = parts;
  const place = target.dialect.error;
  if (place.at === 'argument' && place.beforeFields) return errorBeforeFields(parts);
  if (error && movesPast(plan.entries, error)) return { refused: { code: 'error-read-early' } };
  if (target.dialect.fillsEach && PLACEHOLDER.test(message))
    return { refused: { code: 'percent-in-message', library: target.dialect.name } };
  const more = [
    ...(fields.length > 0 ? [objectOf(fields, () => '')] : []),
    ...(error ? [argument(error.value)] : []),
  ];
  const isFormat = more.length > 0 && target.dialect.printf === 'yes';
  return { arguments: [isFormat ? escapePlaceholders(message) : message, ...more] };
}

/** `('Order failed', err, { orderId })`: fields that come last fill no placeholder, and the error does. */
function errorBeforeFields({ plan, target, message, fields, error }: Parts): Written | Refusal {
  const isMoved =
    error !== undefined &&
    plan.entries.slice(0, plan.entries.indexOf(error)).some(({ value }) => canRunCode(value));
  if (isMoved) return { refused: { code: 'error-read-early' } };
  const isFormat = error !== undefined && target.dialect.printf === 'yes';
  return {
    arguments: [
      isFormat ? escapePlaceholders(message) : message,
      ...(error ? [argument(error.value)] : []),
      ...(fields.length > 0 ? [objectOf(fields, () => '')] : []),
    ],
  };
}

/** `({ msg: 'Order failed', orderId, stack: err.stack })`, or the message alone, and the context last. */
function oneRecord({ plan, target, message, fields, error, stack }: Parts): Written | Refusal {
  if (error && stack === undefined) return { refused: { code: 'error-read-twice' } };
  const { context } = plan;
  const { dialect } = target;
  if (context && target.hasContext) return { refused: { code: 'own-context' } };
  const last = context ? [context.text] : [];
  if (plan.entries.length === 0) return { arguments: [message, ...last] };
  if (error && fields.length === 0 && target.hasContext && plan.level === 'error') {
    return { arguments: [message, stackText(error.value)] };
  }
  if (target.messageKey === undefined)
    return { refused: { code: 'message-key-unseen', library: dialect.name } };
  const text = `${target.messageKey}: ${message}`;
  const record = objectOf(plan.entries, () => `${keyOf(dialect.error)}: ${stack ?? ''}`, [text]);
  return { arguments: [record, ...last] };
}

/** `emit({ severityNumber: 17, severityText: 'ERROR', body: 'Order failed', attributes: { orderId } })` */
function emittedRecord({ plan, target, message, fields, error }: Parts): Written | Refusal {
  if (error && movesPast(plan.entries, error)) return { refused: { code: 'error-read-early' } };
  const { quote } = target.style;
  const { messageKey, error: place } = target.dialect;
  const parts = [
    `severityNumber: ${SEVERITY_NUMBER[plan.level]}`,
    `severityText: ${quote}${plan.level.toUpperCase()}${quote}`,
    `${messageKey}: ${message}`,
    ...(fields.length > 0 ? [`attributes: ${objectOf(fields, () => '')}`] : []),
    ...(error ? [property(keyOf(place), error.value)] : []),
  ];
  return { method: 'emit', arguments: [braces(parts)] };
}

/** All entries in one object, the error whole under its key. */
function wholeError(plan: LogPlan, { dialect }: Target): string {
  return objectOf(plan.entries, (value, key) => property(key ?? keyOf(dialect.error), value));
}

/** The key that the error goes under, or its stack. */
function keyOf(place: Dialect['error']): string {
  return 'key' in place ? place.key : 'err';
}

/** The name that a logger was made with: NestJS's `new Logger(OrdersService.name)`. */
export function ownContextOf(creation: Expression | undefined): Expression | undefined {
  return creation?.kind === 'new' ? creation.arguments[0] : undefined;
}

/** Whether a logger writes an error among its fields with its stack. */
export function serializesErrors(dialect: Dialect, creation: Expression | undefined): boolean {
  return dialect.errorNeeds?.isMet(makingOf(creation, undefined)) ?? true;
}

/** Whether a logger writes fields at all, by the module that makes it; undefined where that cannot be told. */
function writesFields(dialect: Dialect, madeIn: Source | undefined): boolean | undefined {
  if (!dialect.writesFields) return true;
  return madeIn && dialect.writesFields(madeIn.text);
}

/** Whether a logger is seen to take out or mask what its records hold. */
function redacts({ creation, madeIn }: Made): boolean {
  return /redact|serializers|mask|scrub|saniti[sz]e|censor|obfuscat/i.test(
    madeIn?.text ?? creation?.text ?? '',
  );
}

/** What follows from how a logger was made. */
export interface LoggerFacts {
  /** The methods it has; those of its library where this is left out, `unknown` where its levels are set elsewhere. */
  readonly methods?: ReadonlySet<string> | 'unknown';
  /** It is seen to take out or mask what records hold. */
  readonly redacts: boolean;
  /** It was made with a name of its own, as NestJS's loggers are. */
  readonly hasContext: boolean;
  /** An error among the fields comes out with its stack, by what the logger is made with. */
  readonly serializesErrors: boolean;
  /**
   * Fields come out at all: not so with a format that prints the message alone. Undefined where its format is not seen, or not
   * understood.
   */
  readonly writesFields: boolean | undefined;
}

/** They are read from all of the module that makes it, once for all of its calls. */
export function loggerFacts(dialect: Dialect, made: Made): LoggerFacts {
  const { creation, madeIn } = made;
  const read = () => readFacts(dialect, made);
  return creation && madeIn ? kept(madeIn, dialect, creation, read) : read();
}

/** What a logger does with errors and fields, by how it was made. */
export type SeenContract = Pick<LoggerFacts, 'serializesErrors' | 'writesFields' | 'redacts'>;

/** What is seen of a logger that other files log with. */
export function seenContract(dialect: Dialect, made: Made): SeenContract {
  const { serializesErrors: serializes, writesFields: writes, redacts: hides } = loggerFacts(dialect, made);
  return { serializesErrors: serializes, writesFields: writes, redacts: hides };
}

function readFacts(dialect: Dialect, made: Made): LoggerFacts {
  const { creation, madeIn } = made;
  const methods = dialect.ownMethods?.(makingOf(creation, madeIn));
  return {
    ...(methods === undefined ? {} : { methods: methods === 'unknown' ? methods : new Set(methods) }),
    redacts: redacts(made),
    hasContext: ownContextOf(creation) !== undefined,
    serializesErrors: serializesErrors(dialect, creation),
    writesFields: writesFields(dialect, madeIn),
  };
}

/** Whether writing the error last evaluates it after something that runs code. */
function movesPast(entries: readonly Entry[], error: Entry): boolean {
  return entries.slice(entries.indexOf(error) + 1).some((entry) => canRunCode(entry.value));
}

/** An error's stack, or what else was thrown; undefined where asking for it would evaluate more than once. */
export function stackOf(error: Expression): string | undefined {
  if (error.kind === 'new') return `${error.text}.stack`;
  if (!isPlainRead(error)) return undefined;
  const read = unwrap(error).text;
  return `${read} instanceof Error ? ${read}.stack : ${read}`;
}

/** The stack as an argument, which must be text whatever was thrown. */
function stackText(error: Expression): string {
  if (error.kind === 'new') return `${error.text}.stack`;
  const read = unwrap(error).text;
  return `${read} instanceof Error ? ${read}.stack : String(${read})`;
}

function objectOf(
  entries: readonly Entry[],
  error: (value: Expression, key: string | undefined) => string,
  before: readonly string[] = [],
): string {
  const parts = entries.map((entry) => {
    if (entry.is === 'verbatim') return entry.text;
    return entry.is === 'error' ? error(entry.value, entry.key) : property(entry.name, entry.value);
  });
  return braces([...before, ...parts]);
}

/** Entries of an object, marked for `fit` to break: one line while it fits. */
function braces(parts: readonly string[]): string {
  return `{${SEPARATOR}${parts.join(`,${SEPARATOR}`)}${SEPARATOR}}`;
}

// Where a line may be broken. A noncharacter: no source text and no JavaScript string literal holds it.
const SEPARATOR = '\uFFFE';
/** The same after a key, where the rest of the line would be too long. */
const SOFT = '\uFFFF';

function property(name: string, value: Expression): string {
  if (name === '__proto__') return `['__proto__']: ${argument(value)}`;
  if (value.kind === 'identifier' && value.name === name) return name;
  const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name, "'");
  return `${key}:${breaksAfterKey(value) ? SOFT : ' '}${argument(value)}`;
}

/** Whether a value that is too long for its key's line goes to the next one, as Prettier has it; others are broken inside. */
function breaksAfterKey(value: Expression): boolean {
  return value.kind === 'operation' || value.kind === 'member' || value.kind === 'literal';
}

function argument(value: Expression): string {
  return value.kind === 'other' && value.loose ? `(${value.text})` : onOneLine(value);
}

/** `port ||⏎ 'unknown'`: what was broken to fit its old place is put together again, where all of it is plain. */
function onOneLine(value: Expression): string {
  if (!value.text.includes('\n') || value.kind !== 'operation') return value.text;
  const isPlain = (part: Expression): boolean => {
    const read = unwrap(part);
    return read.kind === 'operation' ? isPlain(read.left) && isPlain(read.right) : isPlainRead(read);
  };
  // A comment ends with its line, and a template has lines of its own.
  return isPlain(value) && !/\/[/*]|`/.test(value.text)
    ? value.text
        .split('\n')
        .map((line) => line.trim())
        .join(' ')
    : value.text;
}

function fit(call: string, args: readonly string[], style: Style): string {
  const flat = (text: string) =>
    text
      .replaceAll(`{${SEPARATOR}`, '{ ')
      .replaceAll(SEPARATOR, ' ')
      .replaceAll(SOFT, ' ')
      .replace(/\{ {2}\}/g, '{}');
  const line = `${call}(${args.map(flat).join(', ')})`;
  const lines = line.split('\n');
  const longest = Math.max(
    ...lines.map(
      (part, i) => part.length + (i === 0 ? style.column : 0) + (i === lines.length - 1 ? style.after : 0),
    ),
  );
  // What stands on several lines inside of an object has it broken, too.
  const hasLines = args.some((text) => text.startsWith(`{${SEPARATOR}`) && text.includes('\n'));
  if ((longest <= style.width && !hasLines) || args.length === 0) return line;
  const { eol, indent } = style;
  // Prettier's shape: an object that comes last stays on the call's line, and is broken inside.
  const last = args.at(-1) ?? '';
  const before = args.slice(0, -1).map(flat);
  const head = `${call}(${[...before, ''].join(', ')}{`;
  if (
    last.startsWith('{') &&
    style.column + head.length <= style.width &&
    !before.some((text) => text.startsWith('{'))
  ) {
    return `${head.slice(0, -1)}${broken(last, indent, style)})`;
  }
  const inner = indent + style.step;
  const parts = args.map((text) => {
    const one = flat(text);
    const isObject = text.startsWith('{');
    const isShort = inner.length + one.length + 1 <= style.width && !one.includes('\n');
    return !isObject || isShort ? one : broken(text, inner, style);
  });
  const comma = style.trailingComma ? ',' : '';
  return `${call}(${eol}${parts.map((text) => inner + text).join(`,${eol}`)}${comma}${eol}${indent})`;
}

/** An object's entries on lines of their own; objects inside it stay on one. */
function broken(object: string, indent: string, style: Style): string {
  const { eol } = style;
  const deeper = indent + style.step;
  let depth = 0;
  const text = object.replace(/\{?\uFFFE\}?/g, (mark) => {
    if (mark.startsWith('{')) {
      depth += 1;
      return depth === 1 ? `{${eol}${deeper}` : '{ ';
    }
    if (mark.endsWith('}')) {
      depth -= 1;
      return depth === 0 ? `${style.objectComma ? ',' : ''}${eol}${indent}}` : ' }';
    }
    return depth === 1 ? `${eol}${deeper}` : ' ';
  });
  const fitted = text.split(eol).map((line) => {
    const isLong =
      line.replace(SOFT, ' ').length > style.width && line.indexOf(SOFT) === line.lastIndexOf(SOFT);
    return isLong ? line.replace(/:\uFFFF/, `:${eol}${deeper}${style.step}`) : line.replaceAll(SOFT, ' ');
  });
  return fitted.join(eol);
}

/** A constant message as source text: a string, or a template where it names constants. */
export function quoteMessage(message: LogPlan['message'], quote: string): string {
  if (message.every((piece) => 'text' in piece)) {
    return quoted(message.map((piece) => ('text' in piece ? piece.text : '')).join(''), quote);
  }
  const inner = message.map((piece) =>
    'text' in piece ? withoutLoneSurrogates(inTemplate(piece.text)) : `\${${piece.constant.text}}`,
  );
  return `\`${inner.join('')}\``;
}

function escapePlaceholders(message: string): string {
  return message.replace(/%(?=[sdifjoOc%])/g, '%%');
}
