import type { ArgumentLosses, InstalledPackages } from '../../catalog/schema.js';
import { constantText, textConstancy } from '../values/constant.js';
import { errorText, isError } from '../values/error.js';
import { type Expression, isNothing, propertyName, propertyOf, unwrap } from '../code/expression.js';
import { holdsFor } from '../code/version.js';
import type { LogCall } from './call.js';
import { ownContextOf } from './dialect-text.js';
import { makingOf } from './making.js';
import { isText, messageOf, placeholdersOf } from './message.js';
import type { Source } from '../code/source.js';

/** An argument that the library loses or spoils, and how. */
export interface LostArgument {
  readonly argument: Expression;
  readonly outcome:
    /** Fields after the message of a library that wants them in front, or the other way round. */
    | 'misplaced-fields'
    /** The message after fields, of a library that wants it in front. */
    | 'misplaced-message'
    /** An argument that no placeholder takes. */
    | 'extra'
    /** An argument for a placeholder that the library never fills. */
    | 'no-placeholders'
    /** Something that is no text where the message belongs. */
    | 'no-message'
    /** A context of a logger that has one: a second record. */
    | 'context'
    /** A text where the stack belongs. */
    | 'as-stack'
    /** A field under a key that is the record's own. */
    | 'own-key';
  /** The key, and what becomes of the field. */
  readonly ownKey?: { readonly key: string; readonly does: OwnKeyOutcome };
  /** A text that becomes a field for each of its letters. */
  readonly isSpelled?: true;
}

export type OwnKeyOutcome = NonNullable<ReturnType<NonNullable<ArgumentLosses['ownKey']>>>;

/**
 * Arguments of a log call that never reach the record as they were meant. Errors are left out: what becomes
 * of them is `misusedErrors`' to say. Outcomes as observed by running each library, see `docs/rules`.
 */
export function lostArguments(
  call: LogCall,
  source: Source,
  installed: InstalledPackages,
): readonly LostArgument[] {
  const { dialect } = call;
  if (!dialect || dialect.isContractOpen) return [];
  if (call.arguments.some((argument) => argument.kind === 'spread')) return [];
  const { loses = {} } = dialect;
  if (loses.nothingWith?.(makingOf(call.creation, call.madeIn ?? source))) return [];
  const isUnfilled = dialect.printf === 'no' && !loses.fillsPlaceholders?.(installed);
  const unfilled = isUnfilled && !loses.keepsUnfilled ? unfilledPlaceholders(call, source) : [];
  if (unfilled.length > 0) return unfilled;
  const ownKeys = loses.ownKey ? fieldsUnderOwnKeys(call, source, loses.ownKey) : [];
  if (dialect.shape === 'fields-first') return [...fieldsFirst(call, source), ...ownKeys];
  return [
    ...ownKeys,
    ...(loses.messageAfterFields ? swapped(call, source) : []),
    ...(loses.extrasUnlessMadeWith === undefined
      ? []
      : droppedExtras(call, source, loses.extrasUnlessMadeWith)),
    ...(loses.textsBecomeLetters ? spelledTexts(call, source, loses.textsBecomeLetters, installed) : []),
    ...(loses.fieldsAfterMessage?.(installed) ? droppedFields(call, source) : []),
    ...(loses.textsBesideContext?.holds(installed) ? besideContext(call, source, installed) : []),
  ];
}

function fieldsFirst(call: LogCall, source: Source): readonly LostArgument[] {
  const [first, second] = call.arguments;
  if (!first) return [];
  const place = messageOf(call, source);
  if (!place) {
    const isFields = unwrap(first).kind === 'object' || isError(first, source);
    const isNoText = second !== undefined && (unwrap(second).kind === 'object' || isNumber(second));
    if (isFields && isNoText) return [{ argument: second, outcome: 'no-message' }];
    return isNumber(first) ? [{ argument: first, outcome: 'no-message' }] : [];
  }
  return place.behind
    .slice(placeholdersOf(place.expression, source))
    .filter((argument) => !isError(argument, source) && !holdsError(argument, source))
    .map((argument) => ({
      argument,
      outcome: unwrap(argument).kind === 'object' ? 'misplaced-fields' : 'extra',
    }));
}

/** Fields beside a message whose keys are the record's own. */
function fieldsUnderOwnKeys(
  call: LogCall,
  source: Source,
  outcomeOf: NonNullable<ArgumentLosses['ownKey']>,
): readonly LostArgument[] {
  const place = messageOf(call, source);
  const index = call.dialect?.shape === 'fields-first' ? 0 : 1;
  const fields = call.arguments[index];
  if (!place || !fields || place.expression === fields) return [];
  const object = unwrap(fields);
  if (object.kind !== 'object' || call.arguments[1 - index] !== place.expression) return [];
  return object.properties.flatMap(({ key, value, accessor }): readonly LostArgument[] => {
    if (typeof key !== 'string' || accessor || isNothing(value)) return [];
    const does = outcomeOf(key, makingOf(call.creation, call.madeIn ?? source));
    return does ? [{ argument: value, outcome: 'own-key', ownKey: { key, does } }] : [];
  });
}

function swapped(call: LogCall, source: Source): readonly LostArgument[] {
  const [first, second] = call.arguments;
  const object = first && unwrap(first);
  if (object?.kind !== 'object' || !second || !isText(second, source)) return [];
  const isRecord =
    propertyOf(object, 'message') !== undefined || object.properties.some((p) => p.key === undefined);
  return isRecord ? [] : [{ argument: second, outcome: 'misplaced-message' }];
}

/** A logger that is made elsewhere may be made with what looks at them. */
function droppedExtras(call: LogCall, source: Source, unlessMadeWith: string): readonly LostArgument[] {
  const making = makingOf(call.creation, call.madeIn ?? source);
  if (making?.by !== 'call' || !making.options || making.hasUnseen) return [];
  if (making.text.includes(unlessMadeWith)) return [];
  const place = messageOf(call, source);
  if (!place || unwrap(place.expression).kind !== 'literal') return [];
  if (placeholdersOf(place.expression, source) > 0) return [];
  return place.behind
    .filter(
      (argument, i) =>
        (i > 0 || isText(argument, source) || isNumber(argument) || isTypedPlain(argument, source)) &&
        !isError(argument, source) &&
        !errorText(argument, source),
    )
    .filter((argument) => unwrap(argument).kind !== 'function')
    .map((argument) => ({ argument, outcome: 'extra' }));
}

/** Texts that the library takes for objects to merge into the record. */
function spelledTexts(
  call: LogCall,
  source: Source,
  { with: isSo, in: versions }: NonNullable<ArgumentLosses['textsBecomeLetters']>,
  installed: InstalledPackages,
): readonly LostArgument[] {
  const making = makingOf(call.creation, call.madeIn ?? source);
  if (making?.by !== 'call' || !making.options || making.hasUnseen || !isSo(making)) return [];
  const place = messageOf(call, source);
  if (!place || unwrap(place.expression).kind !== 'literal') return [];
  const texts = place.behind
    .slice(placeholdersOf(place.expression, source))
    .filter((argument) => isPlainText(argument, source) && !errorText(argument, source));
  if (texts.length === 0 || !holdsFor(versions, (name) => installed.versions.get(name))) return [];
  return texts.map((argument) => ({ argument, outcome: 'extra', isSpelled: true }));
}

function isPlainText(argument: Expression, source: Source): boolean {
  return isText(argument, source) || source.primitiveOf?.(unwrap(argument)) === 'string';
}

function droppedFields(call: LogCall, source: Source): readonly LostArgument[] {
  const place = messageOf(call, source);
  if (!place || place.expression !== call.arguments[0]) return [];
  return place.behind
    .filter((argument) => unwrap(argument).kind === 'object' && !holdsError(argument, source))
    .map((argument) => ({ argument, outcome: 'misplaced-fields' }));
}

/** What stands after the message of a logger that has a context: it is the last argument of every call, before it stands no other. */
function besideContext(call: LogCall, source: Source, installed: InstalledPackages): readonly LostArgument[] {
  const place = call.dialect?.error;
  if (place?.at !== 'stack-argument' || !ownContextOf(call.creation)) return [];
  const behind = call.arguments
    .slice(1)
    .filter((argument) => !errorText(argument, source) && constantText(argument, source) !== '');
  if (!place.takenBy(call.method, installed)) {
    return behind.flatMap((argument): readonly LostArgument[] => {
      if (isNameOfContext(argument, source)) return [{ argument, outcome: 'context' }];
      return isText(argument, source) ? [{ argument, outcome: 'extra' }] : [];
    });
  }
  const last = call.arguments.length > 1 ? call.arguments.at(-1) : undefined;
  if (!last || !behind.includes(last)) return [];
  const isTaken = isNameOfContext(last, source) || isText(last, source);
  return isTaken ? [{ argument: last, outcome: 'as-stack' }] : [];
}

/** `'Orders'`, `OrdersService.name`: a text that is the same every time. */
function isNameOfContext(argument: Expression, source: Source): boolean {
  const read = unwrap(argument);
  if (textConstancy(read, source) === 'constant') return true;
  const object = read.kind === 'member' && propertyName(read) === 'name' ? unwrap(read.object) : undefined;
  if (object?.kind === 'identifier') return /^[A-Z]/.test(object.name);
  return object !== undefined && propertyName(object) === 'constructor';
}

function unfilledPlaceholders(call: LogCall, source: Source): readonly LostArgument[] {
  const place = messageOf(call, source);
  if (!place || unwrap(place.expression).kind !== 'literal') return [];
  return place.behind
    .slice(0, placeholdersOf(place.expression, source))
    .map((argument) => ({ argument, outcome: 'no-placeholders' }));
}

/** `{ err }` after a message: lost like any fields, but worth the other rule's words. */
function holdsError(argument: Expression, source: Source): boolean {
  const object = unwrap(argument);
  return object.kind === 'object' && object.properties.some((property) => isError(property.value, source));
}

/** Whether an argument is declared as a text, number or boolean. */
function isTypedPlain(argument: Expression, source: Source): boolean {
  return source.primitiveOf?.(unwrap(argument)) !== undefined;
}

function isNumber(expression: Expression): boolean {
  const read = unwrap(expression);
  return read.kind === 'literal' && (typeof read.value === 'number' || typeof read.value === 'boolean');
}
