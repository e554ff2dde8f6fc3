import type { Dialect, Level } from '../../catalog/schema.js';
import { LIBRARIES_BY_ID, isConsole } from '../../catalog/index.js';
import type { Expression } from '../code/expression.js';
import { kept } from '../code/source.js';
import type { Settings } from '../settings.js';
import { telemetrySummaryOf } from '../summaries.js';
import { type OwnMethod, type OwnValue, kindOf } from '../values/provenance.js';
import type { FunctionDeclaration } from '../values/resolver.js';
import { type LogMethodContract, logContractOf } from './contract.js';
import {
  ERROR_NAME,
  MESSAGE_NAME,
  type OwnContract,
  UNSEEN_CONTRACT,
  declaredContractOf,
  isExampleOf,
  isTextAlone,
  levelOfMethod,
  likenessOf,
} from './own-contract.js';
import { ownDialect } from './own-dialect.js';
import { printedDialect } from './printed-dialect.js';
import { emptiesErrors, printedBy, writtenBy } from './terminal-print.js';

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

/** The contract of a method by what its body does with its parameters, or by the library's method that it is. */
function provenContract(method: OwnMethod, settings: Settings): OwnContract | undefined {
  switch (method.is) {
    case 'library':
      return boundContract(method);
    case 'function':
      return provenContractOf(method.declared, settings);
    case 'signature':
      return implementedContract(method, settings);
    default:
      return undefined;
  }
}

/** What all classes beside an interface make of a method, where they are seen to take fields alike. */
function implementedContract(
  { signature, implementations }: Extract<OwnMethod, { is: 'signature' }>,
  settings: Settings,
): OwnContract | undefined {
  // One that does nothing stands for no logger.
  const writing = (implementations?.() ?? []).filter(({ binding }) => binding.calls?.().length !== 0);
  const contracts = writing.map((each) => provenContractOf(each, settings));
  const [first] = contracts;
  const isOne = contracts.every((each) => each?.dialect && isWrittenAlike(each, first));
  // What an interface does not declare, its callers cannot pass.
  return first && isOne && signature.parameters.length > first.from + 1 ? first : undefined;
}

function isWrittenAlike(a: OwnContract, b: OwnContract | undefined): boolean {
  return (
    a.message === b?.message &&
    a.from === b?.from &&
    a.dialect?.shape === b?.dialect?.shape &&
    a.dialect?.error.at === b?.dialect?.error.at
  );
}

/** `{ info: log.info.bind(log) }`: its calls are those of the library's logger. */
function boundContract({ origin, method }: Extract<OwnMethod, { is: 'library' }>): OwnContract | undefined {
  const by = kindOf(origin).logger;
  if (!by) return undefined;
  const { creation, madeIn, library } = origin;
  const handedOn = { evidence: 'module', level: by.methods[method], message: undefined, from: 0 } as const;
  if (library.isConsole)
    return { ...handedOn, dialect: printedDialect('argument'), takesFields: false, writes: 'text' };
  return {
    ...{ ...handedOn, dialect: libraryDialect(by) },
    made: { creation, ...(madeIn && { madeIn }) },
    writes: by.printsText ? 'text' : 'records',
  };
}

/** What a function of the project that logs makes of its arguments, by what its body does with its parameters. */
export function provenContractOf(declared: FunctionDeclaration, settings: Settings): OwnContract | undefined {
  const { source } = declared.context;
  return kept(source, PROVEN, declared.binding, () => {
    const parameters = declared.binding.signature?.().parameters ?? [];
    const named = parameters.findIndex(({ name }) => MESSAGE_NAME.test(name ?? ''));
    const contract =
      logContractOf(telemetrySummaryOf(declared, settings), named) ?? writtenContract(declared, named);
    const message = contract?.message ?? contract?.restFrom;
    if (!contract || message === undefined) return { is: undefined };
    // What is called an error is one, though the library would take fields there: `error(text, ex) { pino.error(ex, text); }`.
    const takesError = ERROR_NAME.test(parameters[contract.fields ?? -1]?.name ?? '');
    const dialect = takesError ? undefined : dialectOf(contract, message);
    const isBehindFields = dialect?.shape === 'fields-first' && contract.message !== undefined;
    const from = isBehindFields ? message - 1 : message;
    const { level, made } = contract;
    const is: OwnContract = {
      ...{ evidence: 'module', level, message, from, dialect, ...(made && { made }) },
      ...(contract.isPrinted && { takesFields: false }),
      // A wrapper proves no more than the declaration of the logger that it hands on to.
      ...(!contract.isDeclared && {
        writes: contract.isPrinted || printsText(contract.library) ? 'text' : 'records',
      }),
      ...(isTextAlone(parameters, message) && { isTextAlone: true }),
    };
    return { is };
  }).is;
}

/** The contract of a function that writes to the terminal's streams what it is given after its text. */
function writtenContract(declared: FunctionDeclaration, named: number): LogMethodContract | undefined {
  const contract = logContractOf(writtenBy(declared), named);
  return contract?.printed === undefined ? undefined : contract;
}

/** Whether a library writes text for people. */
function printsText(library: string | undefined): boolean {
  const kinds = LIBRARIES_BY_ID.get(library ?? '')?.kinds ?? {};
  return Object.values(kinds).some(({ logger }) => logger?.printsText === true);
}

/** The key of what is proven of a function's arguments. */
const PROVEN = {};

/** How the calls of a method are written, where its fields have a place beside its text. */
function dialectOf(contract: LogMethodContract, message: number): Dialect | undefined {
  const { library, isPrinted } = contract;
  const by = library === undefined ? undefined : loggerDialectOf(library);
  if (!by) return undefined;
  if (isPrinted) return printsAfterText(contract);
  return contract.restFrom === undefined
    ? recordDialect(contract, message, by)
    : handedOnDialect(contract, by);
}

/** The library's logger that a project's own writes with. */
function loggerDialectOf(library: string): Dialect | undefined {
  const kinds = LIBRARIES_BY_ID.get(library)?.kinds ?? {};
  return Object.values(kinds).find(({ logger }) => logger)?.logger;
}

/** Its fields stand beside its text, and are seen to be a record's fields. */
function recordDialect(contract: LogMethodContract, message: number, by: Dialect): Dialect | undefined {
  const { fields, addsText, library } = contract;
  if (addsText || fields === undefined) return undefined;
  if (fields !== message + 1 && fields !== message - 1) return undefined;
  const { shape, messageKey, reserved, error } = by;
  const takesError = contract.error === message + 1;
  const prints = isConsole(library);
  const key = 'key' in error && !prints ? error.key : 'error';
  const place = error.at === 'stack-field' ? error : prints ? STACK_AS_FIELD : { at: 'field' as const, key };
  const isBehindFields = fields < message;
  const own = ownDialect(
    {
      shape: isBehindFields ? 'fields-first' : 'message-first',
      ...{ messageKey, reserved },
      error: takesError ? { at: 'argument' } : shape === 'message-first' ? place : { at: 'field', key },
    },
    takesError || !prints,
    by,
  );
  return {
    ...own,
    ...(prints && !takesError && { errorNeeds: SERIALIZER_UNSEEN }),
    ...(isBehindFields && !contract.takesTextAlone && { needsFields: true as const }),
  };
}

/** Where records are printed as JSON, the stack of an error is there whatever is made of an error itself. */
const STACK_AS_FIELD = { at: 'stack-field', key: 'stack', aloneAsArgument: false } as const;
const SERIALIZER_UNSEEN: Dialect['errorNeeds'] = { what: 'a serializer for errors', isMet: () => true };

/** It hands on all that it is given, or all after its text: the library's calls are its own. */
function handedOnDialect(contract: LogMethodContract, by: Dialect): Dialect | undefined {
  const { message, restFrom, addsText } = contract;
  const isAll = message === undefined || message === restFrom;
  const isAfterText = message !== undefined && restFrom === message + 1 && by.shape === 'message-first';
  return !addsText && (isAll || isAfterText) ? libraryDialect(by) : undefined;
}

/** Calls of the project's own logger that are written as those of the library that gets them. */
function libraryDialect({ isContractOpen, ...by }: Dialect): Dialect | undefined {
  const { shape, messageKey, error, reserved } = by;
  if (isContractOpen || (shape !== 'message-first' && shape !== 'fields-first')) return undefined;
  const { errorNeeds } = by;
  return {
    ...ownDialect({ shape, messageKey, error, reserved }, true, by),
    ...(errorNeeds && { errorNeeds }),
  };
}

/** The console prints what stands after its text, as it is. */
function printsAfterText({ message, restFrom, printed, printedAs }: LogMethodContract): Dialect | undefined {
  const isRest = restFrom !== undefined && (message === undefined || printed === restFrom);
  if (isRest) return printedDialect('argument');
  if (printed === undefined) return undefined;
  return printedDialect(printedAs === 'json' ? 'stack-field' : 'field');
}
