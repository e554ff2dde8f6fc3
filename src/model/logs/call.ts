import type { SpecialMethod } from '../../catalog/schema.js';
import { LIBRARIES_BY_MODULE, isConsole } from '../../catalog/index.js';
import { COMPUTED_METHOD, LEVEL_ENDING_METHOD, OWN_METHODS, isLevelName } from '../../catalog/logs/names.js';
import { type Call, type Expression, propertyName, propertyOf, unwrap } from '../code/expression.js';
import { type OwnValue, kindOf, loggerOf, provenanceOf } from '../values/provenance.js';
import type { RewritingReason } from '../text/reasons/rewriting.js';
import type { Settings } from '../settings.js';
import type { NamedValue } from '../settings/named-value.js';
import type { Source } from '../code/source.js';
import {
  type OwnContract,
  UNSEEN_CONTRACT,
  declaredContractOf,
  levelNamed,
  levelOfMethod,
  likenessOf,
} from './own-contract.js';
import { functionLogCallOf, isLogFunctionName } from './log-function.js';
import { levelFunctionCallOf } from './level-function.js';
import { isLoggerName } from './logger-call.js';
import { ownContractOf } from './own-logger.js';
import { ownMethodCallOf } from './own-method-call.js';
import {
  type LogCall,
  computedMethod,
  fromOrigin,
  loggedBy,
  mayLog,
  methodCalled,
  ownArguments,
} from './library-call.js';

export { type LogCall, mayLog } from './library-call.js';

/** Whether something of this name can be a logging call: the cheap question that comes first. */
export function mayBeLogCall(name: string, settings?: Settings): boolean {
  return mayLog(name, settings) || isLogFunctionName(name) || settings?.named?.called.has(name) === true;
}

/**
 * Whether a function or method of this name can log for its callers, whatever has it: the second question where nothing that is
 * called like a logger has it.
 *
 * @param isAlone whether it is called by its name alone
 */
export function mayBeLogFunction(name: string, isAlone: boolean, { named }: Settings): boolean {
  return isLogFunctionName(name) || (isAlone && (isLevelName(name) || named?.called.has(name) === true));
}

/**
 * Whether a method of this receiver can be a logging call: the second question, before the arguments are read.
 * Most receivers are neither a library's logger nor called like one.
 */
export function mayBeLogger(receiver: Expression, source: Source, settings: Settings): boolean {
  const provenance = provenanceOf(receiver, source, settings);
  return provenance.is === 'library'
    ? kindOf(provenance.origin).logger !== undefined
    : provenance.own !== undefined ||
        isLoggerName(unwrap(receiver), source) ||
        calledInSettings(receiver, settings) !== undefined;
}

/** What the settings say of everything that is called as a receiver is. */
function calledInSettings(receiver: Expression, { named }: Settings): NamedValue['is'] | undefined {
  if (!named || named.called.size === 0) return undefined;
  const read = unwrap(receiver);
  const name = read.kind === 'identifier' ? read.name : propertyName(read)?.replace(/^#/, '');
  if (name === undefined) return undefined;
  return named.called.get(name) ?? [...named.called].find(([called]) => endsIn(name, called))?.[1];
}

/** `accountLogger` ends in `logger`. */
function endsIn(name: string, called: string): boolean {
  return name.endsWith(`_${called}`) || name.endsWith(called.charAt(0).toUpperCase() + called.slice(1));
}

/**
 * Reads a call as a log call. Undefined when it is none, or when nothing says that the receiver is a logger.
 * `detected` is the library to presume for a receiver that is only named like a logger; `isUsed` says whether what has a name is called
 * as a logger elsewhere, by its methods.
 */
export function logCallOf(
  call: Call,
  source: Source,
  settings: Settings,
  detected?: () => string | undefined,
  isUsed?: (name: string) => boolean,
): LogCall | undefined {
  return (
    loggerCallOf(call, source, settings, detected) ??
    ownMethodCallOf(call, source, settings) ??
    functionLogCallOf(call, source, settings, isUsed) ??
    levelFunctionCallOf(call, source, settings) ??
    levelEndingCallOf(call, source, settings)
  );
}

/** Reads `logger.logUnknownAsError('Lost', cause)`, a method that the project's own logger has beside those of its levels. */
function levelEndingCallOf(call: Call, source: Source, settings: Settings): LogCall | undefined {
  const callee = unwrap(call.callee);
  const method = propertyName(callee);
  const ending = LEVEL_ENDING_METHOD.exec(method ?? '')?.[1];
  if (callee.kind !== 'member' || method === undefined || ending === undefined) return undefined;
  const { own } = provenanceOf(callee.object, source, settings);
  const found = own?.method(method);
  if (!own || !found || found.is === 'computed' || likenessOf(own, callee.object) !== 'methods')
    return undefined;
  const contract = declaredContractOf(own, method, found, 'methods');
  const level = levelOfMethod(ending.toLowerCase());
  if (!level || !contract || call.arguments.length <= contract.from) return undefined;
  return {
    library: undefined,
    ...{ method, level, receiver: callee.object, own: contract, call },
    ...ownArguments(call, contract),
    provenance: contract.evidence,
  };
}

function loggerCallOf(
  call: Call,
  source: Source,
  settings: Settings,
  detected?: () => string | undefined,
): LogCall | undefined {
  const callee = unwrap(call.callee);
  const method = methodCalled(callee);
  if (callee.kind !== 'member' || method === undefined || !mayLog(method, settings)) return undefined;
  const receiver = callee.object;
  const provenance = provenanceOf(receiver, source, settings);
  if (provenance.is === 'library') {
    const overriding = provenance.own && overridingCall(call, receiver, method, provenance.own, settings);
    return overriding ?? loggedBy(provenance, call, receiver, method, source);
  }
  if (method === COMPUTED_METHOD) return provenance.own && ownComputedCall(call, receiver, provenance.own);
  const own = provenance.own && ownLogCall(call, receiver, method, provenance.own, settings);
  // What is known by the name of an export is what the settings say of loggers.
  const by = own && provenance.own?.by;
  const guessedFrom = by && 'module' in by && by.isGuessed ? by.module : undefined;
  const read = unwrap(receiver);
  const isChosen = settings.logger?.library !== undefined && isLoggerName(read, source);
  if (own && guessedFrom === undefined) return own;
  if (own && !isChosen) return { ...own, guessedFrom };
  const called = calledInSettings(receiver, settings);
  const told =
    called &&
    ('library' in called
      ? fromOrigin(call, receiver, method, { ...called, evidence: 'settings', creation: undefined })
      : ownLogCall(call, receiver, method, { by: { example: called }, method: () => undefined }, settings));
  if (told) return told;
  if (!isLoggerName(read, source)) return undefined;
  const library = settings.logger?.library;
  // What nothing in the file declares is no logger without a type: who knows what it is at run time can say so in `loggers`.
  const isDeclared = read.kind !== 'identifier' || source.binding(read).kind !== 'global';
  if (provenance.is === 'unknown' && library && isDeclared && !isConsole(library)) {
    const origin = loggerOf(library, 'settings');
    return origin && fromOrigin(call, receiver, method, origin);
  }
  const isOpen = provenance.is === 'unknown' && !isTypedElsewhere(receiver, source);
  const presumed = isOpen ? detected?.() : undefined;
  const origin = presumed === undefined ? undefined : loggerOf(presumed, 'name');
  const byLibrary = origin && fromOrigin(call, receiver, method, origin);
  if (byLibrary) return byLibrary;
  const level = levelOfMethod(method);
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

/** Reads a call of a method that a class of the project adds to a library's logger, or has instead of that one's. */
function overridingCall(
  call: Call,
  receiver: Expression,
  method: string,
  value: OwnValue,
  settings: Settings,
): LogCall | undefined {
  if (levelOfMethod(method) === undefined || value.method(method)?.is !== 'function') return undefined;
  return ownLogCall(call, receiver, method, value, settings, UNSEEN_CONTRACT);
}

/**
 * Reads a call of the project's own logger.
 *
 * @param otherwise what is known of a method of which nothing is seen
 */
function ownLogCall(
  call: Call,
  receiver: Expression,
  method: string,
  value: OwnValue,
  settings: Settings,
  otherwise?: OwnContract,
): LogCall | undefined {
  const own = ownContractOf(value, method, receiver, settings) ?? otherwise;
  if (!own) return undefined;
  // `log({ level: 'ERROR', msg })`
  const stated = method === 'log' ? propertyOf(call.arguments[0], 'level') : undefined;
  const level = levelNamed(stated) ?? levelOfMethod(method) ?? own.level;
  if (!level) return undefined;
  // `(category, message)` called with a message alone.
  if (own.from > 0 && call.arguments.length <= own.from) return undefined;
  return {
    library: undefined,
    ...{ method, level, receiver, own, call },
    ...(stated && !levelNamed(stated) && { isLevelOpen: true }),
    ...ownArguments(call, own),
    provenance: own.evidence,
  };
}

/** `logger[level]('Loaded')` of the project's own logger: what its methods make of their arguments may differ. */
function ownComputedCall(call: Call, receiver: Expression, value: OwnValue): LogCall | undefined {
  const computed = likenessOf(value, receiver) === 'methods' ? computedMethod(call, OWN_METHODS) : undefined;
  return (
    computed && {
      ...{ library: undefined, dialect: undefined, receiver, call, ...computed },
      own: UNSEEN_CONTRACT,
      arguments: call.arguments,
      leading: 0,
      provenance: UNSEEN_CONTRACT.evidence,
      creation: undefined,
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
