import { isConsole } from '../../catalog/index.js';
import {
  LEVELED_FUNCTION,
  LEVEL_TAKING_FUNCTION,
  LEVEL_TAKING_METHOD,
  LOG_FUNCTION,
  OWN_METHODS,
  isLevelName,
} from '../../catalog/logs/names.js';
import type { Level } from '../../catalog/schema.js';
import { type Call, type Expression, propertyName, unwrap } from '../code/expression.js';
import { isLoggerName, isLoggerNamed } from '../code/logger-named.js';
import { type Source, kept } from '../code/source.js';
import type { Settings } from '../settings.js';
import { telemetrySummaryOf } from '../summaries.js';
import { provenanceOf } from '../values/provenance.js';
import { type FunctionDeclaration, Resolver } from '../values/resolver.js';
import { parameterUses } from '../values/summary.js';
import { contextOf } from '../values/value.js';
import { type LogMethodContract, logContractOf } from './contract.js';
import { type LogCall, ownArguments } from './library-call.js';
import { isOfProject } from './logger-call.js';
import {
  type OwnContract,
  UNSEEN_CONTRACT,
  declaredContract,
  declaredContractOf,
  hasLeveledMethods,
  levelNamed,
  levelOfMethod,
} from './own-contract.js';
import { provenContractOf } from './own-logger.js';
import { printedBy } from './terminal-print.js';

/** Whether something is called as functions are that log for their callers: `log`, `logError`, `debugLog`, `logRequest`. */
export function isLogFunctionName(name: string): boolean {
  return (
    LOG_FUNCTION.test(name) ||
    LEVELED_FUNCTION.test(name) ||
    LEVEL_TAKING_FUNCTION.test(name) ||
    LEVEL_TAKING_METHOD.test(name)
  );
}

/**
 * Reads a call of a function or method of the project that logs for its caller: `this.log('Scanned', 'info')`. One that is
 * not seen, or is seen to write a record itself, is one by a name that says the level as well: `self.logError('Lost')`.
 */
export function functionLogCallOf(
  call: Call,
  source: Source,
  settings: Settings,
  isUsed?: (name: string) => boolean,
): LogCall | undefined {
  const callee = unwrap(call.callee);
  const name = callee.kind === 'identifier' ? callee.name : propertyName(callee);
  if (name === undefined || call.arguments.length === 0) return undefined;
  if (!isLogFunctionName(name)) {
    const isNamed = callee.kind === 'identifier' && settings.named?.called.has(name) === true;
    return isNamed ? byExample(call, callee, name, settings) : undefined;
  }
  const isLogFunction = LOG_FUNCTION.test(name) || LEVELED_FUNCTION.test(name);
  if (LEVEL_TAKING_METHOD.test(name) && !(callee.kind === 'member' && isLoggerNamed(callee.object)))
    return undefined;
  const declared = new Resolver().function(callee, contextOf(source));
  if (!isLogFunction) return declared && byDeclaration(declared, call, callee, name, settings);
  return (
    (declared && loggedBy(declared, call, callee, name, settings)) ??
    byExample(call, callee, name, settings) ??
    byType(declared, call, callee, name, source, settings) ??
    (declared && byDeclaration(declared, call, callee, name, settings)) ??
    (!declared || writesRecord(declared, settings) ? presumed(call, callee, name, source) : undefined) ??
    (!declared && isUsed ? byUse(call, callee, name, source, settings, isUsed) : undefined)
  );
}

/** A function that the settings give an example of, or of one for another level: `logError(context, message)`, `error(message)`. */
export function byExample(
  call: Call,
  callee: Expression,
  name: string,
  { named }: Settings,
): LogCall | undefined {
  const isAlike = isLevelName(name) ? isLevelName : (each: string) => LEVELED_FUNCTION.test(each);
  const alike =
    named?.called.get(name) ??
    (isAlike(name) ? [...(named?.called ?? [])].find(([called]) => isAlike(called))?.[1] : undefined);
  if (!alike || 'library' in alike) return undefined;
  const value = { by: { example: alike }, method: () => undefined };
  const own = declaredContractOf(value, name, undefined, 'methods');
  // `log('warn', 'Lost')`: what stands before the text may be the level.
  const given = call.arguments
    .slice(0, own?.from)
    .map(levelNamed)
    .find((level) => level !== undefined);
  const level = given ?? levelOfName(name) ?? levelOfMethod(name) ?? own?.level ?? 'info';
  return own && callBy(own, call, callee, name, level);
}

function loggedBy(
  declared: FunctionDeclaration,
  call: Call,
  callee: Expression,
  name: string,
  settings: Settings,
): LogCall | undefined {
  const contract = contractOf(declared, settings);
  // What only prints is judged where it does.
  if (!contract || isConsole(contract.library)) return undefined;
  const own = provenContractOf(declared, settings);
  if (!own || call.arguments.length <= own.from) return undefined;
  const chosen = contract.levelAt === undefined ? undefined : call.arguments[contract.levelAt];
  const level = contract.level ?? levelNamed(chosen) ?? levelOfName(name);
  return {
    ...{ library: undefined, method: name, receiver: callee, own, call },
    level: level ?? 'info',
    ...(level === undefined && { isLevelOpen: true }),
    ...ownArguments(call, own),
    provenance: own.evidence,
  };
}

/** A method of a class or interface of the project that has others of its kind: `logger.logInfo('Scanned')`. */
function byType(
  declared: FunctionDeclaration | undefined,
  call: Call,
  callee: Expression,
  name: string,
  source: Source,
  settings: Settings,
): LogCall | undefined {
  const level = levelOfName(name);
  // What is seen to log or to print is judged by that.
  if (callee.kind !== 'member' || !level || (declared && contractOf(declared, settings))) return undefined;
  const provenance = provenanceOf(callee.object, source, settings);
  const value = provenance.is === 'library' ? undefined : provenance.own;
  const found = value && hasLeveledMethods(value, name) ? value.method(name) : undefined;
  const own = value && found && declaredContractOf(value, name, found, 'name');
  return own && callBy(own, call, callee, name, level);
}

/**
 * A function that takes the level of its record, `log('Scanned', 'warn', { id })`, or hands what it is given to a logger in ways that
 * are not summed up: `logError(logger, 'Lost', error)`.
 */
function byDeclaration(
  declared: FunctionDeclaration,
  call: Call,
  callee: Expression,
  name: string,
  settings: Settings,
): LogCall | undefined {
  const signature = declared.binding.signature?.();
  if (!signature) return undefined;
  const { parameters } = signature;
  const levelAt = parameters.findIndex(({ isLevel }) => isLevel);
  const isLeveled = levelAt >= 0 && parameters.length > 1;
  const handsTo =
    LOG_FUNCTION.test(name) || LEVELED_FUNCTION.test(name) ? loggerCalledBy(declared) : undefined;
  if (!isLeveled && !handsTo) return undefined;
  // What is seen to print is judged where it does.
  if (contractOf(declared, settings) ?? printedBy(declared)) return undefined;
  const own = declaredContract(signature) ?? {
    ...UNSEEN_CONTRACT,
    from: parameters.findIndex((each) => !each.isLevel && !isLoggerName(each.name ?? '')),
  };
  if (own.from < 0) return undefined;
  const level = levelOfName(name) ?? levelNamed(call.arguments[levelAt]) ?? handsTo;
  return callBy(own, call, callee, name, level);
}

/** A call by the contract that is declared of what it calls; undefined where it is given no record. */
function callBy(
  own: OwnContract,
  call: Call,
  receiver: Expression,
  method: string,
  level: Level | undefined,
): LogCall | undefined {
  if (call.arguments.length <= own.from) return undefined;
  return {
    ...{ library: undefined, dialect: undefined, method, receiver, own, call },
    level: level ?? 'info',
    ...(level === undefined && { isLevelOpen: true }),
    arguments: call.arguments.slice(own.from),
    leading: own.from,
    provenance: own.evidence,
    creation: undefined,
  };
}

/** The level of the first call in a function of what is called a logger: `log.error(…)`, `this.logger?.warn(…)`. */
function loggerCalledBy({ binding }: FunctionDeclaration): Level | undefined {
  const [, method = ''] = LOGGER_CALL.exec(binding.text?.() ?? '') ?? [];
  return levelOfMethod(method);
}

const LOGGER_CALL = new RegExp(
  String.raw`(?<![A-Za-z\d])(?:log|\w*[lL]ogger)[!?]?\.(${Object.keys(OWN_METHODS).join('|')})\(`,
);

function presumed(call: Call, callee: Expression, name: string, source: Source): LogCall | undefined {
  const level = levelOfName(name);
  const isOwn = callee.kind === 'member' ? isOfProject(callee.object, source) : isOfProject(callee, source);
  if (!isOwn) return undefined;
  if (!level) return byGivenLevel(call, callee, name);
  return {
    ...{ library: undefined, dialect: undefined, method: name, level, receiver: callee, call },
    arguments: call.arguments,
    provenance: 'name',
    creation: undefined,
  };
}

/** `this.log('Lost', 'warn')`, `log('info', 'Scanned', { id })`: given a text and a level, it is seen to be one. */
function byGivenLevel(call: Call, callee: Expression, name: string): LogCall | undefined {
  const [first, second] = call.arguments;
  if (!first || !second) return undefined;
  const leads = isLevelText(first) && isPlainText(second);
  if (!leads && !(isPlainText(first) && isLevelText(second))) return undefined;
  const from = leads ? 1 : 0;
  const own = { ...UNSEEN_CONTRACT, evidence: 'shape', from } as const;
  return {
    ...{ library: undefined, dialect: undefined, method: name, receiver: callee, own, call },
    level: levelNamed(leads ? first : second) ?? 'info',
    arguments: call.arguments.slice(from),
    leading: from,
    provenance: own.evidence,
    creation: undefined,
  };
}

function isLevelText(expression: Expression): boolean {
  return unwrap(expression).kind === 'literal' && levelNamed(expression) !== undefined;
}

/** `this.log('Sold %s', id)` beside `this.log.warn('Slow')`: a logger that is a function as well, as hosts give their plugins. */
function byUse(
  call: Call,
  callee: Expression,
  name: string,
  source: Source,
  settings: Settings,
  isUsed: (name: string) => boolean,
): LogCall | undefined {
  const [first] = call.arguments;
  if (!/^_?log(?:ger)?$/i.test(name) || !first || !isGivenText(first)) return undefined;
  const isOwn = isOfProject(callee.kind === 'member' ? callee.object : callee, source);
  if (!isOwn || !isUsed(name) || provenanceOf(callee, source, settings).is === 'library') return undefined;
  return {
    ...{ library: undefined, dialect: undefined, method: name, level: 'info', receiver: callee, call },
    arguments: call.arguments,
    provenance: 'name',
    creation: undefined,
  };
}

/** Text, alone or with values added to it. */
function isGivenText(expression: Expression): boolean {
  const read = unwrap(expression);
  if (read.kind === 'operation' && read.operator === '+')
    return isGivenText(read.left) || isGivenText(read.right);
  return read.kind === 'template' || (read.kind === 'literal' && typeof read.value === 'string');
}

/** Text of several words, or one that values are put into. */
function isPlainText(expression: Expression): boolean {
  const read = unwrap(expression);
  if (read.kind === 'template') return true;
  if (read.kind === 'operation' && read.operator === '+')
    return isPlainText(read.left) || isPlainText(read.right);
  return read.kind === 'literal' && typeof read.value === 'string' && /\s/.test(read.value);
}

/** Whether a function writes a record of what it is given to the terminal: `console.log(JSON.stringify({ message, ...fields }))`. */
function writesRecord(declared: FunctionDeclaration, settings: Settings): boolean {
  const uses = parameterUses(telemetrySummaryOf(declared, settings));
  const isRecord = uses.some(
    ({ role, emission: { call } }) => call.signal === 'log' && isConsole(call.library) && role === 'fields',
  );
  return isRecord || printedBy(declared)?.as === 'record';
}

/** Whether the text that a function is given is what it prints: `hLog('Sold')`. */
export function printsItsText(declared: FunctionDeclaration, settings: Settings): boolean {
  const uses = parameterUses(telemetrySummaryOf(declared, settings));
  const isGiven = uses.some(
    ({ role, emission: { call } }) => call.signal === 'log' && isConsole(call.library) && role === 'message',
  );
  return isGiven || printedBy(declared) !== undefined;
}

function contractOf(declared: FunctionDeclaration, settings: Settings): LogMethodContract | undefined {
  return kept(declared.context.source, CONTRACTS, declared.binding, () => ({
    is: logContractOf(telemetrySummaryOf(declared, settings)),
  })).is;
}

/** The key of what is known of functions. */
const CONTRACTS = {};

/** `logError` */
function levelOfName(name: string): Level | undefined {
  const named = LEVELED_FUNCTION.exec(name)?.[1]?.toLowerCase();
  return named === undefined ? undefined : named === 'err' ? 'error' : OWN_METHODS[named];
}
