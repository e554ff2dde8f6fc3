import type { Dialect } from '../../catalog/logs/dialects.js';
import { type ErrorText, errorText, isError } from '../values/error.js';
import { type Expression, type ObjectLiteral, propertyOf, sameRead, unwrap } from '../code/expression.js';
import type { LoggerSetup } from './arguments.js';
import { type LogCall, dialectOf } from './call.js';
import { flatten, messageOf, placeholdersIn } from './message.js';
import { serializesErrors } from './dialect-text.js';
import type { Source } from '../code/source.js';

/** An error that does not reach the record with its stack. */
export interface MisusedError {
  readonly error: Expression;
  /** Where it stands. */
  readonly at: Expression;
  readonly how:
    /** Turned into text: `err.message`, `${err}`, `String(err)`. */
    | 'flattened'
    /** All of it as text: `err.stack`, `inspect(err)`. */
    | 'written'
    /** An argument that the library does not look at. */
    | 'dropped'
    /** Under a key, or in a place, where it is serialised to `{}` or the like. */
    | 'emptied'
    /** Printed into the message, which is no longer constant. */
    | 'glued';
  readonly key?: string;
}

const ERROR_KEY =
  /^(?:e|err|error|ex|exception|stack|message|msg|errorMessage|errMessage|errMsg|errorMsg|errorStack|errStack|cause)$/;

/**
 * The errors of a log call that lose their stack on the way: flattened to text, passed where the library does
 * not look, or under a key it does not serialise. One finding an error and place.
 */
export function misusedErrors(call: LogCall, source: Source, setup: LoggerSetup): readonly MisusedError[] {
  const dialect = dialectOf(call);
  const found: MisusedError[] = [];
  const place = messageOf(call, source);
  if (call.arguments.some((argument) => argument.kind === 'spread')) return [];

  if (place) {
    for (const part of flatten(place.expression, source)) {
      if (part.is === 'value') found.push(...flattenedIn(part.expression, source));
    }
  }
  call.arguments.forEach((argument, index) => {
    if (argument === place?.expression) return;
    const behind = place ? place.behind.indexOf(argument) : -1;
    found.push(...inArgument(argument, index, behind, call, source, dialect, setup));
  });
  // The stack beside the text tells all there is: `{ error: err.message, stack: err.stack }`.
  const keepsStack = (error: Expression) => stackIsKept(call, error, source, dialect);
  return found.filter(({ how, error }) => !(how === 'flattened' || how === 'written') || !keepsStack(error));
}

function inArgument(
  argument: Expression,
  index: number,
  behind: number,
  call: LogCall,
  source: Source,
  dialect: Dialect | undefined,
  setup: LoggerSetup,
): readonly MisusedError[] {
  const read = unwrap(argument);
  if (read.kind === 'object') {
    return inFields(read, behind >= 0 && dialect?.shape === 'fields-first', call, source, dialect);
  }
  const text = errorText(read, source);
  if (text) {
    const isStackArgument = dialect?.error.at === 'stack-argument' && index > 0 && text.as === 'stack';
    return isStackArgument ? [] : [{ error: text.error, at: read, how: outcomeOf(text) }];
  }
  if (!isError(argument, source)) return [];
  const how = outcomeOfArgument(index, behind, call, dialect, setup, source);
  return how ? [{ error: read, at: read, how }] : [];
}

/** What becomes of an error that is turned into text. */
function outcomeOf({ as }: ErrorText): 'flattened' | 'written' {
  return as === 'stack' || as === 'whole' ? 'written' : 'flattened';
}

function outcomeOfArgument(
  index: number,
  behind: number,
  call: LogCall,
  dialect: Dialect | undefined,
  setup: LoggerSetup,
  source: Source,
): MisusedError['how'] | undefined {
  switch (dialect?.id) {
    case 'pino':
    case 'bunyan': {
      if (behind < 0) return undefined;
      const text = messageOf(call, source)?.expression;
      const taken = text && unwrap(text).kind === 'literal' ? placeholdersIn(text.text) : 0;
      if (dialect.id === 'bunyan') return 'glued';
      return behind < taken ? 'flattened' : 'dropped';
    }
    case 'winston':
      if (index === 0) return isEmptiedAlone(call.creation) ? 'emptied' : undefined;
      // The first meta is looked at, and more of them only with `format.splat()`.
      return behind > 0 && isSeenWithout(call.creation, 'splat') ? 'dropped' : undefined;
    case 'powertools':
      return index === 0 ? 'flattened' : undefined;
    case 'nest':
      if (index === 0) return undefined;
      if (setup.overPino) return 'dropped';
      return setup.major !== undefined && setup.major < 11 ? 'flattened' : undefined;
    default:
      return undefined;
  }
}

function inFields(
  object: ObjectLiteral,
  isDropped: boolean,
  call: LogCall,
  source: Source,
  dialect: Dialect | undefined,
): readonly MisusedError[] {
  return object.properties.flatMap((property): readonly MisusedError[] => {
    const { key, value } = property;
    if (key === undefined) {
      return isError(value, source) ? [{ error: unwrap(value), at: value, how: 'emptied' }] : [];
    }
    if (typeof key !== 'string' || property.accessor) return [];
    if (dialect?.id === 'otel') {
      const attributes = key === 'attributes' ? unwrap(value) : undefined;
      if (attributes?.kind !== 'object') return [];
      return attributes.properties
        .filter((attribute) => isError(attribute.value, source))
        .map((attribute) => ({
          error: unwrap(attribute.value),
          at: attribute.value,
          how: 'dropped' as const,
        }));
    }
    if (isError(value, source)) {
      const how = isDropped
        ? dialect?.id === 'bunyan'
          ? 'glued'
          : 'dropped'
        : outcomeOfKey(key, call, dialect);
      return how ? [{ error: unwrap(value), at: value, how, key }] : [];
    }
    const text: ErrorText | undefined = ERROR_KEY.test(key) ? errorText(value, source) : undefined;
    return text ? [{ error: text.error, at: value, how: outcomeOf(text), key }] : [];
  });
}

/** What becomes of an error under a key of the fields, as far as the logger's making is seen. */
function outcomeOfKey(
  key: string,
  call: LogCall,
  dialect: Dialect | undefined,
): 'emptied' | 'dropped' | undefined {
  const made = call.creation?.text ?? '';
  const isSerialised = (pattern: string) => new RegExp(pattern).test(made);
  switch (dialect?.id) {
    case 'pino': {
      const configured = `errorKey|serializers[\\s\\S]*(?:\\b${escape(key)}\\b|stdSerializers\\s*[,})])`;
      return key === 'err' || isSerialised(configured) ? undefined : 'emptied';
    }
    case 'bunyan':
      if (key === 'err') {
        return call.creation !== undefined && !serializesErrors(dialect, call.creation)
          ? 'emptied'
          : undefined;
      }
      return isSerialised(`serializers[\\s\\S]*\\b${escape(key)}\\b`) ? undefined : 'emptied';
    case 'winston':
      return isSerialised(`\\.${escape(key)}\\b`) ? undefined : 'emptied';
    case 'tslog':
      return /type:\s*['"]json['"]/.test(made) ? 'dropped' : undefined;
    default:
      return undefined;
  }
}

/** Formats of winston that leave an Error without a message and stack. */
const PLAIN_FORMATS = new Set([
  'combine',
  'timestamp',
  'json',
  'simple',
  'colorize',
  'label',
  'splat',
  'align',
  'ms',
]);

/** Whether a winston logger is seen to be made without `format.errors()`: then an Error alone says nothing. */
function isEmptiedAlone(creation: Expression | undefined): boolean {
  if (creation?.kind !== 'call') return false;
  const options = creation.arguments[0];
  if (options?.kind !== 'object' || options.properties.some((property) => property.key === undefined))
    return false;
  const format = propertyOf(options, 'format')?.text;
  if (format === undefined) return true;
  const calls = [...format.matchAll(/([A-Za-z_$][\w$]*)\s*\(/g)].map((match) => match[1] ?? '');
  return calls.length > 0 && calls.every((name) => PLAIN_FORMATS.has(name)) && !format.includes('=>');
}

/** Whether a logger's making is seen, and a word does not occur in it. */
function isSeenWithout(creation: Expression | undefined, word: string): boolean {
  return (
    creation?.kind === 'call' && creation.arguments[0]?.kind === 'object' && !creation.text.includes(word)
  );
}

function flattenedIn(value: Expression, source: Source): readonly MisusedError[] {
  const text = errorText(value, source);
  if (text) return [{ error: text.error, at: value, how: outcomeOf(text) }];
  return isError(value, source) ? [{ error: unwrap(value), at: value, how: 'flattened' }] : [];
}

/** Whether the call carries an error's stack elsewhere too, in a place where its library keeps it. */
function stackIsKept(
  call: LogCall,
  error: Expression,
  source: Source,
  dialect: Dialect | undefined,
): boolean {
  const place = dialect?.error;
  const isWhole = (value: Expression) => isError(value, source) && sameRead(value, error);
  const isStack = (value: Expression) => {
    const text = errorText(value, source);
    return text?.as === 'stack' && sameRead(text.error, error);
  };
  return call.arguments.some((argument, index) => {
    const read = unwrap(argument);
    if (read.kind === 'object') {
      return read.properties.some(({ key, value }) => {
        if (place?.at === 'field' && key === place.key) return isWhole(value);
        return (place?.at === 'stack-field' || place?.at === 'stack-argument') && isStack(value);
      });
    }
    switch (place?.at) {
      case 'field':
        return dialect?.shape === 'fields-first' && index === 0 && isWhole(argument);
      case 'stack-field':
        return index > 0 && (isWhole(argument) || isStack(argument));
      case 'stack-argument':
        return index > 0 && isStack(argument);
      default:
        return isWhole(argument);
    }
  });
}

function escape(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}
