import type { Edit } from '../text/edits.js';
import type { SpanDialect, VersionRange } from '../../catalog/schema.js';
import { isErrorObject, isKeptBySome, lostValue } from '../attributes/value.js';
import { isContext } from './context.js';
import { constantText } from '../values/constant.js';
import { type ErrorText, errorText, isError } from '../values/error.js';
import { type Expression, brief, propertyName, propertyOf, unwrap } from '../code/expression.js';
import { objectOf, settled } from '../values/literal.js';
import type { Source } from '../code/source.js';
import type { IgnoredOptionReason, LostValueReason } from '../text/reasons/attributes.js';
import { type SpanCall, type SpanStart, startAttributes } from './span.js';

/** Something in a call that the tracing library silently drops. */
export interface SpanFault {
  readonly fault:
    | 'context'
    | 'option'
    | 'callback'
    | 'name'
    | 'value'
    | 'key'
    | 'attributes'
    | 'pair'
    | 'status'
    | 'code'
    | 'message'
    | 'errorMessage'
    | 'exception'
    | 'exceptionText'
    | 'eventError'
    | 'eventText'
    | 'endTime'
    | 'absent';
  readonly at: Expression;
  /** Names and source text for the message. */
  readonly data: Readonly<Record<string, string>>;
  /** What the value is that is dropped, or what to write in place of the option that is ignored. */
  readonly reason?: LostValueReason | IgnoredOptionReason;
  /** The versions of the library that drop it; absent where all do. */
  readonly versions?: readonly VersionRange[] | undefined;
  readonly edit?: Edit & {
    /** Whether nothing but the telemetry changes, whatever the values are. */
    readonly isSafe: boolean;
  };
}

/** What is dropped of a call that starts a span. Only what was seen to be dropped by the library itself. */
export function startFaults(start: SpanStart, source: Source): readonly SpanFault[] {
  const { call, reading, method } = start;
  if (!reading || call.arguments.some(({ kind }) => kind === 'spread')) return [];
  const [first, second] = call.arguments;
  if (reading.name === 'options') {
    const isText = first && reading.dropsTextName && constantText(first, source) !== undefined;
    if (!isText) return [];
    const edit = { range: first.range, text: `{ name: ${first.text} }`, isSafe: true };
    return [
      { fault: 'name', at: first, data: { library: reading.dialect.name, method, name: brief(first) }, edit },
    ];
  }
  if (!reading.dialect.usesOpenTelemetryApi || !reading.takesContext) return [];
  if (reading.kind === 'active' && call.arguments.length === 1 && first) {
    return [{ fault: 'callback', at: first, data: { method } }];
  }
  const { options } = start;
  if (options && options === second && !start.context && isContext(options, source)) {
    const edit = { range: [options.range[0], options.range[0]] as const, text: '{}, ', isSafe: true };
    return [{ fault: 'context', at: options, data: { method, context: brief(options) }, edit }];
  }
  return [
    ...ignoredOptions(options, source),
    ...attributeFaults(startAttributes(start, source), reading.dialect, source),
  ];
}

/** What is dropped of a call on a span. */
export function callFaults(event: SpanCall, source: Source): readonly SpanFault[] {
  const { call, method, dialect } = event;
  if (!dialect.usesOpenTelemetryApi || call.arguments.some(({ kind }) => kind === 'spread')) return [];
  const [first, second] = call.arguments;
  const instead = event.effect === 'throw' ? dialect.lacks?.[method] : undefined;
  if (instead !== undefined) return [absentMethod(call, method, instead)];
  switch (method) {
    case 'setAttribute':
      return first ? setAttributeFaults(event, first, second, source) : [];
    case 'setAttributes':
      if (first && second && constantText(first, source) !== undefined)
        return [{ fault: 'pair', at: first, data: { key: brief(first) }, ...renamed(call, 'setAttribute') }];
      return attributeFaults(first, dialect, source);
    case 'addEvent':
      if (second && isError(second, source))
        return [{ fault: 'eventError', at: second, data: { error: brief(second) } }];
      if (second && (constantText(second, source) !== undefined || errorText(second, source)))
        return [{ fault: 'eventText', at: second, data: { text: brief(second) } }];
      // An event keeps a `null`.
      return attributeFaults(second, dialect, source).filter(({ reason }) => reason?.code !== 'null');
    case 'setStatus':
      return first ? statusFaults(first, second, dialect, source) : [];
    case 'recordException':
      return exceptionFaults(event, first, source);
    case 'end':
      return first && isDuration(first, source) ? [durationFault(call, first)] : [];
    default:
      return [];
  }
}

/** What a call of another name does is no longer to throw: somebody is to look at it. */
function absentMethod(call: SpanCall['call'], method: string, instead: string): SpanFault {
  const { edit } = renamed(call, instead);
  return {
    fault: 'absent',
    at: call,
    data: { method, right: instead },
    ...(edit ? { edit: { ...edit, isSafe: false } } : {}),
  };
}

function durationFault(call: SpanCall['call'], time: Expression): SpanFault {
  return {
    fault: 'endTime',
    at: time,
    data: { time: brief(time), end: brief(call) },
    edit: { range: call.range, text: `${call.callee.text}()`, isSafe: unwrap(time).kind === 'literal' },
  };
}

/** Options of other tracing libraries, by what OpenTelemetry has instead. */
const FOREIGN_OPTIONS: ReadonlyMap<string, (value: Expression) => IgnoredOptionReason> = new Map([
  ['parent', asParent],
  ['parentSpan', asParent],
  ['childOf', asParent],
  ['parentContext', () => ({ code: 'parent-context-option' })],
  ['context', () => ({ code: 'parent-context-option' })],
  ['tags', () => ({ code: 'renamed-option', subject: 'attributes' })],
  ['references', () => ({ code: 'renamed-option', subject: 'links' })],
  ['startTimestamp', () => ({ code: 'renamed-option', subject: 'startTime' })],
]);

function asParent(value: Expression): IgnoredOptionReason {
  return { code: 'parent-span-option', evidence: brief(value) };
}

function ignoredOptions(options: Expression | undefined, source: Source): SpanFault[] {
  const object = objectOf(options, source);
  return (object?.properties ?? []).flatMap(({ key, value, accessor }): SpanFault[] => {
    const reasonOf = typeof key === 'string' && !accessor ? FOREIGN_OPTIONS.get(key) : undefined;
    if (!reasonOf || typeof key !== 'string') return [];
    return [{ fault: 'option', at: value, data: { option: key }, reason: reasonOf(value) }];
  });
}

function setAttributeFaults(
  { call, dialect }: SpanCall,
  key: Expression,
  value: Expression | undefined,
  source: Source,
): SpanFault[] {
  if (unwrap(key).kind === 'object' && !value) {
    return [
      { fault: 'attributes', at: key, data: { attributes: brief(key) }, ...renamed(call, 'setAttributes') },
    ];
  }
  const name = constantText(key, source);
  if (name === '') return [{ fault: 'key', at: key, data: { value: value ? brief(value) : '' } }];
  return value ? valueFaults(name ?? key.text, value, dialect, source) : [];
}

function attributeFaults(
  attributes: Expression | undefined,
  dialect: SpanDialect,
  source: Source,
): SpanFault[] {
  return (objectOf(attributes, source)?.properties ?? []).flatMap((property): SpanFault[] => {
    const { key, value, accessor, shorthand } = property;
    if (key === undefined || accessor) return [];
    const name = typeof key === 'string' ? key : key.text;
    if (typeof key === 'string' && key === '')
      return [{ fault: 'key', at: value, data: { value: brief(value) } }];
    return valueFaults(name, value, dialect, source).map((fault) =>
      shorthand && fault.edit
        ? { ...fault, edit: { ...fault.edit, text: `${name}: ${fault.edit.text}` } }
        : fault,
    );
  });
}

function valueFaults(name: string, value: Expression, dialect: SpanDialect, source: Source): SpanFault[] {
  const lost = lostValue(value, source);
  // A missing value is a way to leave an attribute out, where it is not written for nothing else.
  if (!lost || lost.reason.code === 'undefined') return [];
  const { reason, repair } = lost;
  return [
    {
      fault: 'value',
      at: value,
      data: { key: name, value: brief(value) },
      reason,
      ...(isKeptBySome(reason) ? { versions: dialect.dropsComplexValues } : {}),
      ...(repair ? { edit: { range: value.range, text: repair.text, isSafe: repair.isSafe } } : {}),
    },
  ];
}

function statusFaults(
  status: Expression,
  message: Expression | undefined,
  dialect: SpanDialect,
  source: Source,
): SpanFault[] {
  const read = unwrap(status);
  if (isCode(read)) {
    const text = message ? `{ code: ${read.text}, message: ${message.text} }` : `{ code: ${read.text} }`;
    const range = [status.range[0], (message ?? status).range[1]] as const;
    return [
      {
        fault: 'status',
        at: status,
        data: { status: read.text, instead: text },
        edit: { range, text, isSafe: true },
      },
    ];
  }
  if (read.kind !== 'object' || read.properties.some(({ key }) => typeof key !== 'string')) return [];
  const code = propertyOf(read, 'code');
  const text = read.properties.find(({ key }) => key === 'message');
  if (!code)
    return read.properties.length > 0 ? [{ fault: 'code', at: read, data: { status: brief(read) } }] : [];
  if (unwrap(code).kind === 'literal' && typeof constantText(code, source) === 'string') {
    return [{ fault: 'code', at: code, data: { status: brief(read) } }];
  }
  if (!text || text.accessor) return [];
  const name = propertyName(unwrap(code));
  if (name === 'OK' || name === 'UNSET') {
    const [from, to] = text.range;
    const rest = read.properties.length === 2 ? `{ code: ${code.text} }` : undefined;
    const edit =
      rest === undefined || to < from
        ? {}
        : {
            edit: {
              range: read.range,
              text: rest,
              isSafe: text.value.kind === 'literal',
            },
          };
    const data = { code: name, message: brief(text.value) };
    return [{ fault: 'message', at: text.value, data, versions: dialect.dropsStatusMessage, ...edit }];
  }
  if (!isErrorObject(text.value, source)) return [];
  const written = `String(${text.value.text})`;
  const replaced = text.shorthand ? `message: ${written}` : written;
  return [
    {
      fault: 'errorMessage',
      at: text.value,
      data: { message: brief(text.value) },
      edit: { range: text.shorthand ? text.range : text.value.range, text: replaced, isSafe: false },
    },
  ];
}

/** `SpanStatusCode.ERROR`, `2`: a code, where an object with one is asked for. */
function isCode(read: Expression): boolean {
  if (read.kind === 'literal') return typeof read.value === 'number';
  if (read.kind !== 'member') return false;
  const owner = unwrap(read.object);
  const name = owner.kind === 'identifier' ? owner.name : propertyName(owner);
  return name === 'SpanStatusCode' && /^(?:ERROR|OK|UNSET)$/.test(propertyName(read) ?? '');
}

function exceptionFaults(event: SpanCall, exception: Expression | undefined, source: Source): SpanFault[] {
  const at = exception ?? event.call;
  const data = { exception: exception ? brief(exception) : '' };
  if (!exception) return [{ fault: 'exception', at, data }];
  const text = errorText(exception, source);
  if (text) return [textFault(exception, text)];
  const read = unwrap(exception);
  const isMissing =
    (read.kind === 'identifier' && read.name === 'undefined') ||
    (read.kind === 'literal' && (read.value === null || typeof read.value === 'number' || read.value === ''));
  if (isMissing) return [{ fault: 'exception', at, data }];
  const object = objectOf(read, source);
  const isNone =
    object?.properties.every(({ key }) => typeof key === 'string' && !/^(?:code|message|name)$/.test(key)) ===
    true;
  return isNone ? [{ fault: 'exception', at, data }] : [];
}

/** `recordException(error.message)`: the text is the exception's message, and nothing else is there. */
function textFault(exception: Expression, { error }: ErrorText): SpanFault {
  const read = unwrap(exception);
  // What a property is read of has a type that has it.
  const isRead = read.kind === 'member';
  return {
    fault: 'exceptionText',
    at: exception,
    data: { exception: brief(exception), error: brief(error) },
    edit: { range: exception.range, text: isRead ? read.object.text : error.text, isSafe: isRead },
  };
}

/** A small number, or the time between two others. */
function isDuration(time: Expression, source: Source): boolean {
  const read = unwrap(time);
  if (read.kind === 'literal') return typeof read.value === 'number' && read.value < 1e6;
  if (read.kind === 'operation') {
    const isNow = (side: Expression) => /^(?:Date\.now|performance\.now)\(\)$/.test(unwrap(side).text);
    return read.operator === '-' && isNow(read.left) && unwrap(read.right).kind !== 'literal';
  }
  const held = settled(read, source);
  return held.kind === 'operation' && isDuration(held, source);
}

/** The same call of another method. */
function renamed(call: SpanCall['call'], method: string): Pick<SpanFault, 'edit'> {
  const callee = unwrap(call.callee);
  if (callee.kind !== 'member' || typeof callee.property !== 'string') return {};
  const end = callee.range[1];
  const isSpelled = callee.text.endsWith(callee.property);
  return isSpelled
    ? { edit: { range: [end - callee.property.length, end], text: method, isSafe: true } }
    : {};
}
