import { isSeenWithout } from '../../catalog/logs/making.js';
import type { Dialect, InstalledPackages } from '../../catalog/schema.js';
import { cardinalityOf } from '../values/cardinality.js';
import { type ErrorText, errorText, isError } from '../values/error.js';
import { type Expression, type ObjectLiteral, sameRead, unwrap } from '../code/expression.js';
import type { LogCall } from './call.js';
import { makingOf } from './making.js';
import { flatten, messageOf, placeholdersOf } from './message.js';
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
    | 'glued'
    /** Its stack as an argument of a method that takes none. */
    | 'no-stack';
  readonly key?: string;
}

const ERROR_KEY =
  /^(?:e|err|error|ex|exception|stack|message|msg|errorMessage|errMessage|errMsg|errorMsg|errorStack|errStack|cause)$/;

/**
 * The errors of a log call that lose their stack on the way: flattened to text, passed where the library does
 * not look, or under a key it does not serialise. One finding an error and place.
 *
 * @param mayKeepErrors whether a logger that is made elsewhere may serialise errors under any key
 */
export function misusedErrors(
  call: LogCall,
  source: Source,
  installed: InstalledPackages,
  mayKeepErrors: () => boolean,
): readonly MisusedError[] {
  const { dialect } = call;
  const found: MisusedError[] = [];
  const place = messageOf(call, source);
  if (call.arguments.some((argument) => argument.kind === 'spread')) return [];

  if (place) {
    for (const part of flatten(place.expression, source)) {
      if (part.is === 'value') found.push(...flattenedIn(part.expression, source));
    }
  }
  // What a logger of the project makes of its other arguments is known where a library writes them; one that prints text shows
  // as much of an error as it is given.
  const isOpen =
    dialect?.isContractOpen === true ||
    (call.own !== undefined &&
      (dialect === undefined || dialect.errorNeeds !== undefined || dialect.printsText === true));
  call.arguments.forEach((argument, index) => {
    if (argument === place?.expression || isOpen) return;
    const behind = place ? place.behind.indexOf(argument) : -1;
    found.push(...inArgument(argument, index, behind, call, source, dialect, installed));
  });
  // The stack beside the text tells all there is: `{ error: err.message, stack: err.stack }`.
  const keepsStack = (error: Expression) => stackIsKept(call, error, source, mayKeepErrors);
  const misused = found.filter(({ how, error, at }) => {
    // Where no error is serialised whole, its stack as text is all that can be had of it.
    if (how === 'written' && dialect?.error.at === 'stack-field') return false;
    if (how !== 'flattened' && how !== 'written') return true;
    return !keepsStack(error) && !(how === 'flattened' && isOneOfFew(at, source));
  });
  // One repair for each error, wherever else in the call it stands; its stack in a text is not lost.
  return misused.filter((each) => {
    const all = misused.filter(({ error }) => error === each.error || sameRead(error, each.error));
    const isText = each.how === 'flattened' || each.how === 'written';
    const told = isText ? all.find(({ how }) => how === 'written') : undefined;
    return each === (told ?? all[0]);
  });
}

function inArgument(
  argument: Expression,
  index: number,
  behind: number,
  call: LogCall,
  source: Source,
  dialect: Dialect | undefined,
  installed: InstalledPackages,
): readonly MisusedError[] {
  const read = unwrap(argument);
  if (read.kind === 'object') {
    return inFields(read, behind >= 0 && dialect?.shape === 'fields-first', call, source, dialect, installed);
  }
  const text = errorText(read, source);
  if (text) {
    if (text.as === 'stack' && index > 0 && dropsTexts(call, source, dialect))
      return [{ error: text.error, at: read, how: 'dropped' }];
    if (dialect?.error.at === 'stack-argument' && index > 0 && text.as === 'stack') {
      const isTaken = dialect.error.takenBy(call.method, installed);
      return isTaken ? [] : [{ error: text.error, at: read, how: 'no-stack' }];
    }
    return [{ error: text.error, at: read, how: outcomeOf(text) }];
  }
  if (!isError(argument, source)) return [];
  const how = outcomeOfArgument(index, behind, call, dialect, installed, source);
  return how ? [{ error: read, at: read, how }] : [];
}

/** Whether the logger is seen to be made without what looks at a text after the message. */
function dropsTexts(call: LogCall, source: Source, dialect: Dialect | undefined): boolean {
  const word = dialect?.loses?.extrasUnlessMadeWith;
  return word !== undefined && isSeenWithout(makingOf(call.creation, call.madeIn ?? source), word);
}

/** Whether the text of an error was asked for: `if (err.message === 'unknown_event')`. Its stack tells nothing more. */
function isOneOfFew(text: Expression, source: Source): boolean {
  return unwrap(text).kind === 'member' && cardinalityOf(text, source).is === 'bounded';
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
  installed: InstalledPackages,
  source: Source,
): MisusedError['how'] | undefined {
  if (dialect?.shape !== 'fields-first') {
    const making = makingOf(call.creation, call.madeIn ?? source);
    return dialect?.losesErrors?.asArgument?.({ index, behind, making, installed });
  }
  if (behind < 0) return undefined;
  const text = messageOf(call, source)?.expression;
  const taken = text ? placeholdersOf(text, source) : 0;
  if (dialect.extra === 'into-text') return 'glued';
  if (behind < taken) return 'flattened';
  const making = makingOf(call.creation, call.madeIn ?? source);
  const { asArgument } = dialect.losesErrors ?? {};
  return asArgument ? asArgument({ index, behind, making, installed }) : 'dropped';
}

function inFields(
  object: ObjectLiteral,
  isDropped: boolean,
  call: LogCall,
  source: Source,
  dialect: Dialect | undefined,
  installed: InstalledPackages,
): readonly MisusedError[] {
  return object.properties.flatMap((property): readonly MisusedError[] => {
    const { key, value } = property;
    if (key === undefined) {
      return isError(value, source) ? [{ error: unwrap(value), at: value, how: 'emptied' }] : [];
    }
    if (typeof key !== 'string' || property.accessor) return [];
    if (dialect?.shape === 'emit') {
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
    const making = () => makingOf(call.creation, call.madeIn ?? source);
    const { underKey, asArgument } = dialect?.losesErrors ?? {};
    if (isError(value, source)) {
      if (dialect?.takesRecord && key === dialect.messageKey) {
        const how = asArgument?.({ index: 0, behind: -1, making: making(), installed });
        return how ? [{ error: unwrap(value), at: value, how, key }] : [];
      }
      const how = isDropped
        ? dialect?.extra === 'into-text'
          ? 'glued'
          : 'dropped'
        : underKey?.(key, making());
      return how ? [{ error: unwrap(value), at: value, how, key }] : [];
    }
    if (!isDropped && underKey && unwrap(value).kind === 'object') {
      // What serialises errors is asked for the fields of the record alone.
      return errorsWithin(value, key, source).flatMap((each) =>
        underKey(key, making()) ? [{ ...each, how: 'emptied' as const }] : [],
      );
    }
    const text: ErrorText | undefined = ERROR_KEY.test(key)
      ? errorText(value, source)
      : REASON_KEY.test(key)
        ? (errorText(value, source) ?? decoratedText(value, source))
        : undefined;
    return text ? [{ error: text.error, at: value, how: outcomeOf(text), key }] : [];
  });
}

/** Keys whose value says why something failed, in words. */
const REASON_KEY = /^(?:reason|detail|details|description|failure|failureReason)$/;

/** The error whose text a call makes into another: `decorate(error.message)`, or a template that it stands in. */
function decoratedText(value: Expression, source: Source): ErrorText | undefined {
  const read = unwrap(value);
  const callee = read.kind === 'call' ? unwrap(read.callee) : undefined;
  const given =
    read.kind === 'template'
      ? read.expressions
      : read.kind === 'call'
        ? [...read.arguments, ...(callee?.kind === 'member' ? [callee.object] : [])]
        : [];
  for (const each of given) {
    const text = each.kind === 'spread' ? undefined : errorText(each, source);
    if (text && text.as !== 'stack') return text;
  }
  return undefined;
}

/** How deep fields in fields are looked into. */
const MAX_DEPTH = 3;

/** The errors in an object of fields inside of the fields, each with the way to it. */
function errorsWithin(
  value: Expression,
  path: string,
  source: Source,
  depth = 1,
): readonly Omit<MisusedError, 'how'>[] {
  const object = unwrap(value);
  if (object.kind !== 'object' || depth > MAX_DEPTH) return [];
  return object.properties.flatMap((property) => {
    if (typeof property.key !== 'string' || property.accessor) return [];
    const key = `${path}.${property.key}`;
    return isError(property.value, source)
      ? [{ error: unwrap(property.value), at: property.value, key }]
      : errorsWithin(property.value, key, source, depth + 1);
  });
}

function flattenedIn(value: Expression, source: Source): readonly MisusedError[] {
  const text = errorText(value, source);
  if (text) return [{ error: text.error, at: value, how: outcomeOf(text) }];
  return isError(value, source) ? [{ error: unwrap(value), at: value, how: 'flattened' }] : [];
}

/** Whether some field has an error's text: `{ error: err.message }`. */
function tellsMessage({ properties }: ObjectLiteral, error: Expression, source: Source): boolean {
  return properties.some(({ value }) => {
    const text = errorText(value, source);
    return text !== undefined && text.as !== 'stack' && sameRead(text.error, error);
  });
}

/** Whether the call carries an error's stack elsewhere too, in a place where its library keeps it. */
function stackIsKept(
  call: LogCall,
  error: Expression,
  source: Source,
  mayKeepErrors: () => boolean,
): boolean {
  const { dialect } = call;
  const place = dialect?.error;
  const isWhole = (value: Expression) => isError(value, source) && sameRead(value, error);
  const isStack = (value: Expression) => {
    const text = errorText(value, source);
    return text?.as === 'stack' && sameRead(text.error, error);
  };
  const { underKey } = dialect?.losesErrors ?? {};
  const isLost = (key: string) =>
    underKey?.(key, makingOf(call.creation, call.madeIn ?? source)) !== undefined && !mayKeepErrors();
  return call.arguments.some((argument, index) => {
    const read = unwrap(argument);
    if (read.kind === 'object') {
      return read.properties.some(({ key, value }) => {
        if (!dialect || dialect.isContractOpen) return isWhole(value) || isStack(value);
        if (place?.at === 'field' && key === place.key && isWhole(value)) return true;
        // Under any key, where the logger is not seen to lose it there.
        if (underKey && typeof key === 'string' && isWhole(value) && !isLost(key)) return true;
        // A field of its own, beside that of the text.
        if (key === 'stack' && tellsMessage(read, error, source)) return isStack(value);
        return (place?.at === 'stack-field' || place?.at === 'stack-argument') && isStack(value);
      });
    }
    switch (place?.at) {
      case 'field':
        return dialect?.shape === 'fields-first' && index === 0 && isWhole(argument);
      case 'stack-field':
        return index > 0 && (isWhole(argument) || (isStack(argument) && !dropsTexts(call, source, dialect)));
      case 'stack-argument':
        return index > 0 && isStack(argument);
      default:
        return isWhole(argument);
    }
  });
}
