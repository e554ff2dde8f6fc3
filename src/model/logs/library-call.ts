import type { Dialect, Level } from '../../catalog/schema.js';
import { LOG_DIALECTS } from '../../catalog/logs/dialects.js';
import { USUAL_METHODS } from '../../catalog/logs/names.js';
import { type Call, type Expression, propertyName, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import type { Settings } from '../settings.js';
import { type Evidence, type Origin, type Provenance, kindOf, provenanceOf } from '../values/provenance.js';
import type { OwnContract } from './own-contract.js';

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
  /** It is the project's own logger: which of the arguments is what is known of its method alone. */
  readonly own?: OwnContract;
  /** How many arguments stand before the record's: a severity, a category. */
  readonly leading?: number;
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
export function mayLog(method: string, settings?: Settings): boolean {
  return LOG_METHODS.has(method) || settings?.named?.methods.has(method) === true;
}

/** Reads a call of a library's logger; undefined for any other. */
export function libraryCallOf(call: Call, source: Source, settings: Settings): LogCall | undefined {
  const callee = unwrap(call.callee);
  const method = propertyName(callee);
  if (callee.kind !== 'member' || method === undefined || !mayLog(method)) return undefined;
  return loggedBy(provenanceOf(callee.object, source, settings), call, callee.object, method, source);
}

/** The same of a receiver whose provenance is known. */
export function loggedBy(
  provenance: Provenance,
  call: Call,
  receiver: Expression,
  method: string,
  source: Source,
): LogCall | undefined {
  if (provenance.is !== 'library') return undefined;
  const { origin } = provenance;
  if (origin.library.isConsole && runsInPage(call, source)) return undefined;
  return fromOrigin(call, receiver, method, origin);
}

/** What a logger of a library makes of a call. */
export function fromOrigin(
  call: Call,
  receiver: Expression,
  method: string,
  origin: Origin,
): LogCall | undefined {
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
    return named && { ...base, method, level: named, arguments: call.arguments.slice(1), leading: 1 };
  }
  if (dialect.shape === 'emit' && method === 'emit')
    return { ...base, method, level: 'info', arguments: call.arguments };
  return undefined;
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
