import type { Dialect, Level } from '../../catalog/schema.js';
import { LOG_DIALECTS } from '../../catalog/logs/dialects.js';
import { COMPUTED_METHOD, LEVEL_VARIABLE, OWN_METHODS, USUAL_METHODS } from '../../catalog/logs/names.js';
import {
  type Call,
  type Expression,
  lastName,
  propertyName,
  propertyOf,
  unwrap,
} from '../code/expression.js';
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
  /** A variable chooses the level: it may be any. */
  readonly isLevelOpen?: true;
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
  /** The module whose export it is, where its name alone says that it is a logger. */
  readonly guessedFrom?: string;
  /** How many arguments stand before the record's: a severity, a category. */
  readonly leading?: number;
  readonly call: Call;
}

/** The part of a call of the project's own logger that follows from what its method makes of its arguments. */
export function ownArguments(
  { arguments: given }: Call,
  { from, dialect, made }: OwnContract,
): Pick<LogCall, 'dialect' | 'arguments' | 'leading' | 'creation' | 'madeIn'> {
  // What stands after the text and its fields has no place in a rewritten call.
  const isWhole = given.length <= from + 2 && given.slice(0, from).every(({ kind }) => kind !== 'spread');
  const record = { arguments: given.slice(from), leading: from };
  if (!isWhole || !dialect) return { ...record, dialect: undefined, creation: undefined };
  return {
    ...record,
    dialect,
    creation: made?.creation,
    ...(made?.madeIn && { madeIn: made.madeIn }),
  };
}

/** Whether what logs is a function, and no method of a logger. */
export function isFunctionCall({ receiver, call }: LogCall): boolean {
  return receiver === unwrap(call.callee);
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
  return (
    LOG_METHODS.has(method) || method === COMPUTED_METHOD || settings?.named?.methods.has(method) === true
  );
}

/** The method that a call names, or that it computes one. */
export function methodCalled(callee: Expression): string | undefined {
  return callee.kind === 'member' ? (propertyName(callee) ?? COMPUTED_METHOD) : undefined;
}

/** Reads a call of a library's logger; undefined for any other. */
export function libraryCallOf(call: Call, source: Source, settings: Settings): LogCall | undefined {
  const callee = unwrap(call.callee);
  const method = methodCalled(callee);
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
  if (method === COMPUTED_METHOD) {
    const isRecord = dialect.shape === 'record';
    const isClear = !origin.library.isConsole && dialect.shape !== 'emit';
    const computed = isClear ? computedMethod(call, dialect.methods) : undefined;
    if (!computed) return undefined;
    // What an argument after the message is depends on the method: a stack, a context.
    const open = isRecord && { dialect: { ...dialect, isContractOpen: true as const } };
    return { ...base, ...open, ...computed, arguments: call.arguments };
  }
  const level =
    dialect.special?.[method]?.level ?? dialect.methods[method] ?? addedLevel(method, dialect, origin);
  if (level) return { ...base, method, level, arguments: call.arguments };
  if (method === dialect.levelMethod) {
    const first = call.arguments[0];
    if (first?.kind === 'object' && dialect.takesRecord) {
      const own = propertyOf(first, 'level');
      const named = own?.kind === 'literal' ? dialect.methods[String(own.value)] : undefined;
      return named && { ...base, method, level: named, arguments: call.arguments };
    }
    const named = first && call.arguments.length > 1 ? levelChosen(first, dialect.methods) : undefined;
    return (
      named &&
      first && {
        ...base,
        method,
        level: named,
        ...openness(first),
        arguments: call.arguments.slice(1),
        leading: 1,
      }
    );
  }
  if (dialect.shape === 'emit' && method === 'emit')
    return { ...base, method, level: 'info', arguments: call.arguments };
  return undefined;
}

/** The severity of a method for a level that the project adds to a library's: such a logger has no other method of that name. */
function addedLevel(
  method: string,
  { takesLevels, levelMethod }: Dialect,
  { evidence }: Origin,
): Level | undefined {
  const isLevel = takesLevels === true && evidence !== 'name' && method !== levelMethod && method !== 'log';
  return isLevel && Object.hasOwn(OWN_METHODS, method) ? OWN_METHODS[method] : undefined;
}

/** `logger[level]`, `logger[ok ? 'info' : 'error']`: the method as it is written, with its brackets. */
export function computedMethod(
  call: Call,
  methods: Levels,
): Pick<LogCall, 'method' | 'level' | 'isLevelOpen'> | undefined {
  const callee = unwrap(call.callee);
  const chosen =
    callee.kind === 'member' && typeof callee.property !== 'string' ? callee.property : undefined;
  const level = chosen && levelChosen(chosen, methods);
  return level && chosen && { method: `[${chosen.text}]`, level, ...openness(chosen) };
}

type Levels = Readonly<Record<string, Level | undefined>>;

function openness(chosen: Expression): Pick<LogCall, 'isLevelOpen'> {
  const { kind } = unwrap(chosen);
  return kind === 'literal' || kind === 'conditional' ? {} : { isLevelOpen: true };
}

/**
 * The level that an expression names, the most severe of those that it may be; `error`, which nothing is said of, where only a
 * variable tells that it is one.
 */
function levelChosen(expression: Expression, methods: Levels): Level | undefined {
  const read = unwrap(expression);
  if (read.kind === 'literal') return methods[String(read.value)];
  if (read.kind === 'conditional') {
    const levels = [read.whenTrue, read.whenFalse].map((each) => levelChosen(each, methods));
    return levels.includes(undefined) ? undefined : levels.includes('error') ? 'error' : levels[0];
  }
  // `logger[levelOf(config)]('Started')`
  const name = lastName(read.kind === 'call' ? read.callee : read);
  return name !== undefined && LEVEL_VARIABLE.test(name) ? 'error' : undefined;
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
