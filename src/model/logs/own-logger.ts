import type { Dialect, Level } from '../../catalog/schema.js';
import { LIBRARIES_BY_ID } from '../../catalog/index.js';
import type { Expression } from '../code/expression.js';
import { kept } from '../code/source.js';
import type { Settings } from '../settings.js';
import { telemetrySummaryOf } from '../summaries.js';
import type { OwnMethod, OwnValue } from '../values/provenance.js';
import type { FunctionDeclaration } from '../values/resolver.js';
import { type LogMethodContract, logContractOf } from './contract.js';
import {
  ERROR_NAME,
  type OwnContract,
  UNSEEN_CONTRACT,
  declaredContractOf,
  isExampleOf,
  isTextAlone,
  levelOfMethod,
  likenessOf,
} from './own-contract.js';
import { ownDialect } from './own-dialect.js';
import { emptiesErrors, printedBy } from './terminal-print.js';

/**
 * What a method of a value of the project makes of its arguments, where the value is a logger. It is one by its methods,
 * when it has those of the usual levels; by its name, when what it does or declares says which argument is the text; by what
 * the method does alone, when that is to log at the level it is called by.
 */
export function ownContractOf(
  own: OwnValue,
  method: string,
  receiver: Expression,
  settings: Settings,
): OwnContract | undefined {
  if (levelOfMethod(method) === undefined && !isExampleOf(own, method)) return undefined;
  const found = own.method(method);
  const contract = contractOf(own, method, receiver, found, settings);
  // Where errors have a place, what is made of them there is known.
  if (found?.is !== 'function' || !contract || contract.dialect || contract.error !== undefined)
    return contract;
  return { ...contract, emptiesErrors: () => emptiesErrors(found.declared) };
}

function contractOf(
  own: OwnValue,
  method: string,
  receiver: Expression,
  found: OwnMethod | undefined,
  settings: Settings,
): OwnContract | undefined {
  const likeness = likenessOf(own, receiver);
  if (!likeness) return found && contractAt(levelOfMethod(method), found, settings);
  const proven = found && provenContract(found, settings);
  if (proven) return proven;
  const contract = declaredContractOf(own, method, found, likeness);
  if (found?.is !== 'function') return contract;
  // A body that does not log may print.
  const printed = printedBy(found.declared);
  if (!contract) return printed || logs(found.declared, settings) ? UNSEEN_CONTRACT : undefined;
  if (!printed) return contract;
  if (printed.as === 'record') return { ...contract, writes: 'records' };
  if (contract.message !== undefined) return printed.keepsErrors ? { ...contract, writes: 'text' } : contract;
  const isTextAlone = !printed.keepsErrors && { isTextAlone: true as const };
  return { ...contract, ...{ writes: 'text', takesFields: false }, ...isTextAlone };
}

/** Whether a function logs something of what it is given, whatever it makes of that. */
function logs(declared: FunctionDeclaration, settings: Settings): boolean {
  return telemetrySummaryOf(declared, settings).emissions.some(({ call }) => call.signal === 'log');
}

/**
 * The contract of a method that is seen to log at the level it is called by, whatever it is a method of. Its fields may be
 * declared one by one: none is added.
 */
function contractAt(
  level: Level | undefined,
  method: OwnMethod,
  settings: Settings,
): OwnContract | undefined {
  const proven = provenContract(method, settings);
  return proven?.level !== undefined && proven.level === level && proven.takesFields !== false
    ? { ...proven, dialect: undefined }
    : undefined;
}

/** The contract of a method by what its body does with its parameters. */
function provenContract(method: OwnMethod, settings: Settings): OwnContract | undefined {
  return method.is === 'function' ? provenContractOf(method.declared, settings) : undefined;
}

/** What a function of the project that logs makes of its arguments, by what its body does with its parameters. */
export function provenContractOf(declared: FunctionDeclaration, settings: Settings): OwnContract | undefined {
  const { source } = declared.context;
  return kept(source, PROVEN, declared.binding, () => {
    const contract = logContractOf(telemetrySummaryOf(declared, settings));
    const message = contract?.message ?? contract?.restFrom;
    if (!contract || message === undefined) return { is: undefined };
    const parameters = declared.binding.signature?.().parameters ?? [];
    // What is called an error is one, though the library would take fields there: `error(text, ex) { pino.error(ex, text); }`.
    const takesError = ERROR_NAME.test(parameters[contract.fields ?? -1]?.name ?? '');
    const dialect = takesError ? undefined : dialectOf(contract, message);
    const from = dialect?.shape === 'fields-first' ? message - 1 : message;
    const is: OwnContract = {
      ...{ evidence: 'module', level: contract.level, message, from, dialect },
      ...(contract.isPrinted && { takesFields: false }),
      writes: contract.isPrinted || printsText(contract.library) ? 'text' : 'records',
      ...(isTextAlone(parameters, message) && { isTextAlone: true }),
    };
    return { is };
  }).is;
}

/** Whether a library writes text for people. */
function printsText(library: string | undefined): boolean {
  const kinds = LIBRARIES_BY_ID.get(library ?? '')?.kinds ?? {};
  return Object.values(kinds).some(({ logger }) => logger?.printsText === true);
}

/** The key of what is proven of a function's arguments. */
const PROVEN = {};

/** How the calls of a method are written, where its fields stand beside its text and are seen to be a record's fields. */
function dialectOf(contract: LogMethodContract, message: number): Dialect | undefined {
  const { fields, addsText, restFrom, library } = contract;
  if (addsText || restFrom !== undefined || fields === undefined) return undefined;
  if (fields !== message + 1 && fields !== message - 1) return undefined;
  const written = library === undefined ? undefined : LIBRARIES_BY_ID.get(library);
  const by = written && Object.values(written.kinds).find(({ logger }) => logger)?.logger;
  // What a format elsewhere prints is not seen.
  if (!by || by.writesFields) return undefined;
  const takesError = contract.error === message + 1;
  const key = 'key' in by.error && !written.isConsole ? by.error.key : 'error';
  return ownDialect(
    {
      shape: fields > message ? 'message-first' : 'fields-first',
      messageKey: by.messageKey,
      error: takesError ? { at: 'argument' } : { at: 'field', key },
      reserved: by.reserved,
    },
    takesError || !written.isConsole,
  );
}
