import { isConsole } from '../../catalog/index.js';
import { LEVELED_FUNCTION, LOG_FUNCTION, OWN_METHODS } from '../../catalog/logs/names.js';
import type { Level } from '../../catalog/schema.js';
import { type Call, type Expression, propertyName, unwrap } from '../code/expression.js';
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
import { declaredContractOf, hasLeveledMethods, levelNamed } from './own-contract.js';
import { provenContractOf } from './own-logger.js';
import { printedBy } from './terminal-print.js';

/** Whether something is called as functions are that log for their callers: `log`, `logError`, `debugLog`. */
export function isLogFunctionName(name: string): boolean {
  return LOG_FUNCTION.test(name) || LEVELED_FUNCTION.test(name);
}

/**
 * Reads a call of a function or method of the project that logs for its caller: `this.log('Scanned', 'info')`. One that is
 * not seen, or is seen to write a record itself, is one by a name that says the level as well: `self.logError('Lost')`.
 */
export function functionLogCallOf(call: Call, source: Source, settings: Settings): LogCall | undefined {
  const callee = unwrap(call.callee);
  const name = callee.kind === 'identifier' ? callee.name : propertyName(callee);
  if (name === undefined || call.arguments.length === 0 || !isLogFunctionName(name)) return undefined;
  const declared = new Resolver().function(callee, contextOf(source));
  return (
    (declared && loggedBy(declared, call, callee, name, settings)) ??
    byExample(call, callee, name, settings) ??
    byType(declared, call, callee, name, source, settings) ??
    (!declared || writesRecord(declared, settings) ? presumed(call, callee, name, source) : undefined)
  );
}

/** A function that the settings give an example of, or of one for another level: `logError(context, message)`. */
function byExample(call: Call, callee: Expression, name: string, { named }: Settings): LogCall | undefined {
  const isLeveled = LEVELED_FUNCTION.test(name);
  const alike = [...(named?.called ?? [])].find(
    ([called]) => called === name || (isLeveled && LEVELED_FUNCTION.test(called)),
  )?.[1];
  if (!alike || 'library' in alike) return undefined;
  const value = { by: { example: alike }, method: () => undefined };
  const own = declaredContractOf(value, name, undefined, 'methods');
  if (!own || call.arguments.length <= own.from) return undefined;
  return {
    ...{ library: undefined, dialect: undefined, method: name, receiver: callee, own, call },
    level: levelOfName(name) ?? own.level ?? 'info',
    arguments: call.arguments.slice(own.from),
    leading: own.from,
    provenance: own.evidence,
    creation: undefined,
  };
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
  if (!own || call.arguments.length <= own.from) return undefined;
  return {
    ...{ library: undefined, dialect: undefined, method: name, level, receiver: callee, own, call },
    arguments: call.arguments.slice(own.from),
    leading: own.from,
    provenance: own.evidence,
    creation: undefined,
  };
}

function presumed(call: Call, callee: Expression, name: string, source: Source): LogCall | undefined {
  const level = levelOfName(name);
  const isOwn = callee.kind === 'member' ? isOfProject(callee.object, source) : isOfProject(callee, source);
  if (!level || !isOwn) return undefined;
  return {
    ...{ library: undefined, dialect: undefined, method: name, level, receiver: callee, call },
    arguments: call.arguments,
    provenance: 'name',
    creation: undefined,
  };
}

/** Whether a function writes a record of what it is given to the terminal: `console.log(JSON.stringify({ message, ...fields }))`. */
function writesRecord(declared: FunctionDeclaration, settings: Settings): boolean {
  const uses = parameterUses(telemetrySummaryOf(declared, settings));
  const isRecord = uses.some(
    ({ role, emission: { call } }) => call.signal === 'log' && isConsole(call.library) && role === 'fields',
  );
  return isRecord || printedBy(declared)?.as === 'record';
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
