import type { Dialect, Level, SpecialMethod } from '../../catalog/schema.js';
import { LIBRARIES_BY_MODULE, isConsole } from '../../catalog/index.js';
import { LOG_DIALECTS } from '../../catalog/logs/dialects.js';
import { LOGGER_NAMES, LOGGER_OWNERS, USUAL_METHODS } from '../../catalog/logs/names.js';
import { type Call, type Expression, propertyName, unwrap } from '../code/expression.js';
import { type Evidence, type Origin, kindOf, loggerOf, provenanceOf } from '../values/provenance.js';
import type { RewritingReason } from '../text/reasons/rewriting.js';
import type { Settings } from '../settings.js';
import type { Source } from '../code/source.js';

/** A call that emits one log record, `console.*` included. */
export interface LogCall {
  /** The library's id in the catalog; undefined where only the receiver's name says that it is a logger. */
  readonly library: string | undefined;
  /** How its library wants records; undefined for a logger of no known library. */
  readonly dialect: Dialect | undefined;
  readonly method: string;
  readonly level: Level;
  /** What the method is called on. */
  readonly receiver: Expression;
  /** The arguments that make up the record: without winston's `log('info', …)` level. */
  readonly arguments: readonly Expression[];
  readonly provenance: Evidence;
  /** The call or `new` that made the logger, where it was seen. */
  readonly creation: Expression | undefined;
  /** The file the logger was made in. */
  readonly madeIn?: Source;
  readonly call: Call;
}

/** The names of all logging methods. */
export const LOG_METHODS: ReadonlySet<string> = new Set([
  ...Object.keys(USUAL_METHODS),
  ...LOG_DIALECTS.flatMap(({ methods, levelMethod, special = {}, shape }) => [
    ...Object.keys(methods),
    ...Object.keys(special),
    ...(levelMethod === undefined ? [] : [levelMethod]),
    ...(shape === 'emit' ? ['emit'] : []),
  ]),
]);

/** Whether a method's name can be a logging call's at all: the cheap question that comes first. */
export function mayLog(method: string): boolean {
  return LOG_METHODS.has(method);
}

/**
 * Whether a method of this receiver can be a logging call: the second question, before the arguments are read.
 * Most receivers are neither a library's logger nor called like one.
 */
export function mayBeLogger(receiver: Expression, source: Source, settings: Settings): boolean {
  const provenance = provenanceOf(receiver, source, settings);
  return provenance.is === 'library'
    ? kindOf(provenance.origin).logger !== undefined
    : isLoggerName(unwrap(receiver));
}

/**
 * Reads a call as a log call. Undefined when it is none, or when nothing says that the receiver is a logger.
 * `detected` is the library to presume for a receiver that is only named like a logger.
 */
export function logCallOf(
  call: Call,
  source: Source,
  settings: Settings,
  detected?: () => string | undefined,
): LogCall | undefined {
  const callee = unwrap(call.callee);
  const method = propertyName(callee);
  if (callee.kind !== 'member' || method === undefined || !LOG_METHODS.has(method)) return undefined;
  const receiver = callee.object;
  const provenance = provenanceOf(receiver, source, settings);
  if (provenance.is === 'library') {
    const { origin } = provenance;
    if (origin.library.isConsole && runsInPage(call, source)) return undefined;
    return fromOrigin(call, receiver, method, origin);
  }
  if (!isLoggerName(unwrap(receiver))) return undefined;
  const library = settings.logger?.library;
  if (provenance.is === 'unknown' && library && !isConsole(library)) {
    const origin = loggerOf(library, 'settings');
    return origin && fromOrigin(call, receiver, method, origin);
  }
  const isOpen = provenance.is === 'unknown' && !isTypedElsewhere(receiver, source);
  const presumed = isOpen ? detected?.() : undefined;
  const origin = presumed === undefined ? undefined : loggerOf(presumed, 'name');
  if (origin) return fromOrigin(call, receiver, method, origin);
  const level = USUAL_METHODS[method];
  return (
    level && {
      library: undefined,
      dialect: undefined,
      method,
      level,
      receiver,
      arguments: call.arguments,
      provenance: 'name',
      creation: undefined,
      call,
    }
  );
}

/** Whether a receiver is declared to be of a type that is imported, and no library's of the catalog: an interface of its own. */
function isTypedElsewhere(receiver: Expression, source: Source): boolean {
  const read = unwrap(receiver);
  const name = propertyName(read);
  const member =
    read.kind === 'member' && name !== undefined && unwrap(read.object).kind === 'this'
      ? source.thisMember(read, name)
      : undefined;
  const binding = read.kind === 'identifier' ? source.binding(read) : member?.binding;
  if (binding?.kind !== 'variable' && binding?.kind !== 'parameter') return false;
  if (!binding.type || binding.path.length > 0) return false;
  const type = (member?.source ?? source).typeBinding(binding.type);
  return type.kind === 'import' && !LIBRARIES_BY_MODULE.has(type.module);
}

/** Methods whose callback runs in a browser's page, with a console and names of its own. */
const PAGE_METHODS = new Set([
  ...['evaluate', 'evaluateHandle', 'evaluateOnNewDocument', 'evaluateAll', 'addInitScript'],
  ...['$eval', '$$eval', 'waitForFunction', 'executeScript', 'executeAsyncScript'],
]);

function runsInPage(call: Call, source: Source): boolean {
  for (const method of source.handedTo(call)) if (PAGE_METHODS.has(method)) return true;
  return false;
}

/** What a method prints that is no record, where it is such a one: `console.table`. */
export function specialOf({ dialect, method }: LogCall): SpecialMethod | undefined {
  return dialect?.special?.[method];
}

/** Why only a person can rewrite a call, by its method. */
export function byHand(call: LogCall): RewritingReason | undefined {
  const code = specialOf(call)?.byHand;
  return code && { code };
}

/** Whether a call prints nothing itself: it begins or ends what others print. */
export function printsNothing(call: LogCall): boolean {
  return specialOf(call)?.printsNothing === true;
}

/** Whether a call prints an empty line: no text, or one of spaces and line ends alone. */
export function isEmptyLine(call: LogCall): boolean {
  const [text, ...rest] = call.arguments;
  if (rest.length > 0 || specialOf(call)) return false;
  if (!text) return true;
  const written = unwrap(text);
  if (written.kind === 'template')
    return written.expressions.length === 0 && written.quasis.join('').trim() === '';
  return written.kind === 'literal' && typeof written.value === 'string' && written.value.trim() === '';
}

function fromOrigin(call: Call, receiver: Expression, method: string, origin: Origin): LogCall | undefined {
  const dialect = kindOf(origin).logger;
  if (!dialect) return undefined;
  const base = {
    library: origin.library.id,
    dialect,
    receiver,
    provenance: origin.evidence,
    creation: origin.creation,
    ...(origin.madeIn === undefined ? {} : { madeIn: origin.madeIn }),
    call,
  };
  const level = dialect.special?.[method]?.level ?? dialect.methods[method];
  if (level) return { ...base, method, level, arguments: call.arguments };
  if (method === dialect.levelMethod) {
    const first = call.arguments[0];
    const named = first?.kind === 'literal' ? dialect.methods[String(first.value)] : undefined;
    return named && { ...base, method, level: named, arguments: call.arguments.slice(1) };
  }
  if (dialect.shape === 'emit' && method === 'emit')
    return { ...base, method, level: 'info', arguments: call.arguments };
  return undefined;
}

function isLoggerName(receiver: Expression): boolean {
  if (receiver.kind === 'identifier') return LOGGER_NAMES.has(receiver.name);
  const name = propertyName(receiver);
  if (receiver.kind !== 'member' || name === undefined || !LOGGER_NAMES.has(name)) return false;
  const owner = unwrap(receiver.object);
  return owner.kind === 'this' || (owner.kind === 'identifier' && LOGGER_OWNERS.has(owner.name));
}
