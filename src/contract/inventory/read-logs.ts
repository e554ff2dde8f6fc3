import { isConsole } from '../../catalog/index.js';
import { logAttributes } from '../../model/attributes/attribute.js';
import { type Expression, unwrap } from '../../model/code/expression.js';
import type { Source } from '../../model/code/source.js';
import { type MessagePart, fillPlaceholders, flatten, messageOf } from '../../model/logs/message.js';
import { constantText } from '../../model/values/constant.js';
import { isError } from '../../model/values/error.js';
import type { LogSite } from '../../recognize/logs/log-site.js';
import type { LogFact } from './facts.js';
import type { Place } from './inventory.js';

/** What a log call records; undefined where it prints for whoever runs the program. */
export function logFact(site: LogSite, place: Place): LogFact | undefined {
  const { call, file } = site;
  if (isConsole(call.library) && site.leftAlone([])) return undefined;
  const { source } = file;
  const found = messageOf(call, source);
  const inFields = found ? undefined : messageInFields(call.arguments, source);
  const message = found
    ? messagePattern(found.expression, found.behind, call.dialect?.printf === 'yes', source)
    : inFields && messagePattern(inFields, [], false, source);
  const beside = call.arguments.filter((each) => each !== found?.expression).map(unwrap);
  const attributes = logAttributes(call, source);
  const names = attributes.flatMap(({ name }) => name ?? []);
  const errorKey = call.dialect?.error.at === 'field' ? call.dialect.error.key : 'error';
  const hasError = beside.some((each) => each.kind !== 'object' && isError(each, source));
  return {
    message,
    level: call.isLevelOpen ? 'unknown' : call.level,
    library: call.library ?? "the project's own",
    fields: [...new Set(hasError ? [...names, errorKey] : names)].sort(),
    fieldsAreOpen:
      attributes.some(({ name }) => name === undefined) ||
      beside.some((each) => mayBringFields(each, source)),
    place,
  };
}

/** What stands at `message` or `msg` of the one object that a call is given: `log({ message: 'Order placed', orderId })`. */
function messageInFields(given: readonly Expression[], source: Source): Expression | undefined {
  for (const each of given.map(unwrap)) {
    if (each.kind !== 'object') continue;
    for (const { key, value, accessor } of each.properties)
      if ((key === 'message' || key === 'msg') && !accessor && !isError(value, source)) return value;
  }
  return undefined;
}

/** A message with `*` for each value in it; undefined where all of it is a value. */
function messagePattern(
  message: Expression,
  behind: readonly Expression[],
  fillsPlaceholders: boolean,
  source: Source,
): string | undefined {
  const text = flatten(message, source);
  const parts = fillsPlaceholders ? fillPlaceholders(text, behind, source).parts : text;
  const pattern = parts
    .map((part) => patternOfPart(part, source))
    .join('')
    .replace(/(?<!\\)\*+/g, '*');
  return pattern === '*' || pattern === '' ? undefined : pattern;
}

function patternOfPart(part: MessagePart, source: Source): string {
  if (part.is === 'text') return escaped(part.text);
  const constant = constantText(part.expression, source);
  return constant === undefined ? '*' : escaped(constant);
}

function escaped(text: string): string {
  return text.replaceAll('*', '\\*');
}

/** Whether an argument beside the message may have fields that are not written there. */
function mayBringFields(read: Expression, source: Source): boolean {
  switch (read.kind) {
    case 'spread':
      return true;
    case 'object':
      return read.properties.some(
        ({ key, accessor }) => key === undefined || typeof key === 'object' || accessor,
      );
    case 'identifier':
    case 'member':
    case 'call':
      return !isError(read, source) && constantText(read, source) === undefined;
    default:
      return false;
  }
}
