import type { Dialect } from '../../catalog/schema.js';
import { isConsole } from '../../catalog/index.js';
import {
  type Expression,
  type ObjectLiteral,
  brief,
  isNothing,
  propertyName,
  propertyOf,
  unwrap,
} from '../code/expression.js';
import type { Source } from '../code/source.js';
import { constantText, textConstancy } from '../values/constant.js';
import { errorText, errorTextOfHelper, isError, isErrorName } from '../values/error.js';
import type { RewritingReason } from '../text/reasons/rewriting.js';
import type { LogCall } from './call.js';
import { canRunCode } from './evaluation.js';
import { withoutStringification } from './field-value.js';
import {
  type MessagePart,
  fillPlaceholders,
  flatten,
  isText,
  placeholdersIn,
  placeholdersOf,
} from './message.js';

/** What a call is given, in the order in which it is evaluated. */
export type Item =
  | { readonly is: 'parts'; readonly parts: readonly MessagePart[] }
  | {
      readonly is: 'fields';
      readonly object: ObjectLiteral;
      /** The object is fields, to be taken over as it is, and not something that is printed. */
      readonly own: boolean;
      /** It stands where the library takes fields, so that its keys are in the record already. */
      readonly inPlace: boolean;
    }
  | { readonly is: 'value' | 'error' | 'context'; readonly expression: Expression }
  /** A value that is no part of the text, and what its field is called where something says so. */
  | { readonly is: 'field'; readonly expression: Expression; readonly called?: string };

/** A call that no plan can be proven for, and why. */
export interface Refusal {
  readonly refused: RewritingReason;
  /** Drawn text, a rule or a frame: nothing is lost by leaving it. */
  readonly decorative?: boolean;
}

/** Takes the arguments of a log call apart, by what its library makes of each. */
export function itemsOf(call: LogCall, source: Source): readonly Item[] | Refusal {
  const own = call.dialect;
  if (!own) return { refused: { code: call.own ? 'own-fields-unseen' : 'unknown-library' } };
  if (call.call.arguments.some((argument) => argument.kind === 'spread')) {
    return { refused: { code: 'arguments-from-array' } };
  }
  if (isConsole(call.library)) return consoleItems(call, source);
  switch (own.shape) {
    case 'fields-first':
      return recordAlone(call.arguments, source, own) ?? fieldsFirstItems(call.arguments, source);
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
        : (printedRecord(call, source) ?? printItems(call.arguments, source, true));
  }
}

/** `console.error(JSON.stringify({ message: 'Theme not loaded', id }))`: a record already, with its text among its fields. */
function printedRecord(
  { arguments: [only, ...others] }: LogCall,
  source: Source,
): readonly Item[] | undefined {
  const value = only && others.length === 0 ? withoutStringification(only, source) : undefined;
  const record = value && unwrap(value);
  if (record?.kind !== 'object' || record.properties.some(isUnclear)) return undefined;
  const text = record.properties.find(({ key }) => key === 'message' || key === 'msg');
  if (!text || !isText(text.value, source)) return undefined;
  const properties = record.properties.filter((property) => property !== text);
  // Where values are read in another order than they are written in.
  if (properties.some(({ value }) => canRunCode(value)) && canRunCode(text.value)) return undefined;
  return [
    { is: 'parts', parts: flatten(text.value, source) },
    { is: 'fields', object: { ...record, properties }, own: false, inPlace: false },
  ];
}

/** Print-style arguments: everything becomes part of one line of text. */
function printItems(list: readonly Expression[], source: Source, printf: boolean): readonly Item[] | Refusal {
  const [first, ...rest] = list;
  if (!first) return [];
  // One text or another, and no value in either.
  if (unwrap(first).kind === 'conditional' && isConstantText(first, source)) {
    const others = rest.map((argument) => printItem(argument, source));
    if (others.every(({ is }) => is !== 'parts'))
      return [{ is: 'parts', parts: [{ is: 'constant', expression: unwrap(first) }] }, ...others];
  }
  if (!printf || rest.length === 0 || !isText(first, source))
    return list.map((argument) => printItem(argument, source));
  const text = flatten(first, source);
  const wanted = placeholdersOf(first, source);
  if (wanted === 0) return list.map((argument) => printItem(argument, source));
  const isElsewhere = text.some(
    (part) => part.is === 'constant' && placeholdersIn(constantText(part.expression, source) ?? '') > 0,
  );
  if (isElsewhere) return { refused: { code: 'placeholders-elsewhere' } };
  if (wanted > rest.length) return { refused: { code: 'placeholder-without-value' } };
  const { parts, used } = fillPlaceholders(text, rest, source);
  // A template's own values are evaluated before those that its placeholders take.
  const own = text.flatMap((part) => (part.is === 'value' ? [part.expression] : []));
  if (own.length > 0 && [...own, ...rest.slice(0, used)].some(canRunCode)) {
    return { refused: { code: 'values-out-of-order' } };
  }
  return [{ is: 'parts', parts }, ...rest.slice(used).map((argument) => printItem(argument, source))];
}

function printItem(argument: Expression, source: Source): Item {
  const value = withoutStringification(argument, source);
  const read = unwrap(value);
  if (read.kind === 'object') return { is: 'fields', object: read, own: false, inPlace: false };
  if (read.kind === 'literal' && read.value !== undefined)
    return { is: 'parts', parts: flatten(read, source) };
  if (isText(read, source) && !errorText(read, source)) return { is: 'parts', parts: flatten(read, source) };
  return { is: 'value', expression: argument };
}

function isConstantText(expression: Expression, source: Source): boolean {
  const read = unwrap(expression);
  if (read.kind === 'conditional')
    return isConstantText(read.whenTrue, source) && isConstantText(read.whenFalse, source);
  return textConstancy(read, source) === 'constant';
}

/** `error({ msg: 'Failed to store the order', error })`: one object, with its text under the key that the library has it under. */
function recordAlone(
  [only, ...others]: readonly Expression[],
  source: Source,
  { messageKey }: Dialect,
): readonly Item[] | undefined {
  const record = only && others.length === 0 ? unwrap(only) : undefined;
  if (record?.kind !== 'object' || record.properties.some(isUnclear)) return undefined;
  const text = record.properties.find(({ key }) => key === messageKey);
  if (!text || textConstancy(text.value, source) !== 'constant') return undefined;
  const properties = record.properties.filter((property) => property !== text);
  return [
    { is: 'parts', parts: flatten(text.value, source) },
    { is: 'fields', object: { ...record, properties }, own: true, inPlace: true },
  ];
}

function fieldsFirstItems(list: readonly Expression[], source: Source): readonly Item[] | Refusal {
  const [first, ...rest] = list;
  if (!first) return { refused: { code: 'logs-nothing' } };
  const read = unwrap(first);
  if (isText(read, source)) return each(printItems(list, source, true), asLostFields);
  const printed = printItems(rest, source, true);
  if ('refused' in printed) return printed;
  const behind = printed.map(asLostFields);
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
  const wanted = own.printf === 'unknown' && isText(read, source) ? placeholdersOf(read, source) : 0;
  const values = rest.slice(0, wanted);
  // An object may be the fields of the record, and no value of the text; of an error a format may show more than its stack.
  const isUnclearValue = (value: Expression) =>
    unwrap(value).kind === 'object' || isError(value, source) || isErrorName(value);
  if (wanted > 0 && (values.length < wanted || values.some(isUnclearValue)))
    return { refused: { code: 'unfilled-placeholders' } };
  const unknown = rest
    .slice(wanted)
    .find(
      (argument) => !isError(argument, source) && !isErrorName(argument) && !isFieldsOrText(argument, source),
    );
  if (unknown && own.extra !== 'kept') {
    return { refused: { code: 'unknown-argument', evidence: brief(unknown) } };
  }
  if (read.kind === 'object' && propertyText(read, own.messageKey)) {
    const text = own.takesRecord && rest.length === 0 ? propertyOf(read, own.messageKey) : undefined;
    if (!text || !(isText(text, source) || errorText(text, source)) || read.properties.some(isUnclear))
      return { refused: { code: 'one-object' } };
    // The level is a part of the call, as its method is.
    const properties = read.properties.filter(({ key, value }) => value !== text && key !== 'level');
    return [
      printItem(text, source),
      { is: 'fields', object: { ...read, properties }, own: true, inPlace: true },
    ];
  }
  // Where placeholders are never filled, whoever wrote them meant them to be.
  return each(printItems(list, source, true), asFields);
}

function recordItems(list: readonly Expression[], source: Source, own: Dialect): readonly Item[] | Refusal {
  const [first, ...others] = list;
  if (!first) return { refused: { code: 'logs-nothing' } };
  const last = others.at(-1);
  const context = last && isContext(last, source) ? last : undefined;
  const before = context ? others.slice(0, -1) : others;
  // `error(message, undefined, context)`, `error(message, '', context)`: no stack.
  const rest = context && before.every((argument) => isNothing(argument) || isEmpty(argument)) ? [] : before;
  if (rest.length > 1) return { refused: { code: 'too-many-arguments' } };
  const second = rest[0];
  const error =
    second && (errorText(second, source)?.error ?? (isError(second, source) ? second : undefined));
  const isFields = second !== undefined && unwrap(second).kind === 'object';
  // Its helper stays, which something else may not use: what it is given a constant text with is as good already.
  const text = second && !isConstantText(first, source) ? errorTextOfHelper(second, source) : undefined;
  if (second && !error && !isFields && !text)
    return { refused: { code: 'maybe-context', evidence: brief(second) } };
  const read = unwrap(first);
  const behind: Item[] = [];
  if (error) behind.push({ is: 'error', expression: error });
  else if (second && text)
    behind.push({
      is: 'field',
      expression: second,
      called: text.as === 'stack' ? 'stack' : 'errorMessage',
    });
  else if (second) behind.push(printItem(second, source));
  if (context) behind.push({ is: 'context', expression: context });
  if (read.kind === 'object') {
    const message = read.properties.find((p) => p.key === own.messageKey || p.key === 'message');
    if (!message || message.accessor || !isText(message.value, source))
      return { refused: { code: 'one-object' } };
    const more = { ...read, properties: read.properties.filter((property) => property !== message) };
    return [
      { is: 'parts', parts: flatten(message.value, source) },
      { is: 'fields', object: more, own: true, inPlace: true },
      ...behind.map(asFields),
    ];
  }
  return [printItem(first, source), ...behind].map(asFields);
}

function isEmpty(argument: Expression): boolean {
  const read = unwrap(argument);
  return read.kind === 'literal' && read.value === '';
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

/** What is spread, or runs when it is read, may be the text or the level. */
function isUnclear({ key, accessor }: ObjectLiteral['properties'][number]): boolean {
  return typeof key !== 'string' || accessor;
}

function isFieldsOrText(argument: Expression, source: Source): boolean {
  return (
    unwrap(argument).kind === 'object' ||
    source.primitiveOf?.(unwrap(argument)) !== undefined ||
    isText(argument, source) ||
    errorText(argument, source) !== undefined
  );
}

function propertyText(object: ObjectLiteral, key: string): boolean {
  return object.properties.some((property) => property.key === key);
}

/** Fields that stood where the library never looked. */
function asLostFields(item: Item, index: number): Item {
  const placed = asFields(item, index);
  return placed.is === 'fields' ? { ...placed, inPlace: false } : placed;
}

function each(
  items: readonly Item[] | Refusal,
  change: (item: Item, index: number) => Item,
): readonly Item[] | Refusal {
  return 'refused' in items ? items : items.map(change);
}
