import type { Dialect, Level } from '../../catalog/schema.js';
import { LEVELED_FUNCTION, LOGGER_TYPE, OWN_METHODS, QUIET_METHODS } from '../../catalog/logs/names.js';
import { type Expression, propertyName, unwrap } from '../code/expression.js';
import { isLoggerName, isLoggerNamed } from '../code/logger-named.js';
import { type Signature, type SignatureParameter, kept } from '../code/source.js';
import type { LoggerExample } from '../settings/logger-example.js';
import type { Evidence, OwnMethod, OwnValue } from '../values/provenance.js';
import type { Made } from '../values/telemetry-call.js';
import { ownDialect } from './own-dialect.js';

/** Which argument of a method of the project's own logger is what, and how that is known. */
export interface OwnContract {
  readonly evidence: Evidence;
  /** The severity; undefined where the method's name says it. */
  readonly level: Level | undefined;
  /** The index of the text; undefined where it is told by each call. */
  readonly message: number | undefined;
  /** The indices of the fields and the error, where they are told apart. */
  readonly fields?: number;
  readonly error?: number;
  /** The first argument that is part of the record: what stands before it is a severity, a category, a context. */
  readonly from: number;
  /** What it is seen to make of its arguments; undefined where it is only declared to take them. */
  readonly writes?: 'records' | 'text';
  /** False where its arguments are printed as text, one after the other: no field has a place. */
  readonly takesFields?: false;
  /** It takes its text, and beside it other texts or an error at most: no field has a place. */
  readonly isTextAlone?: true;
  /** Whether it is seen to make an error that it is given whole into nothing. */
  readonly emptiesErrors?: () => boolean;
  /** How its calls are written, where it is proven what becomes of fields. */
  readonly dialect: Dialect | undefined;
  /** How the logger of a library that it writes with was made, where that is seen. */
  readonly made?: Made;
}

/** The severity of a method of the project's own logger, by its name. */
export function levelOfMethod(name: string): Level | undefined {
  return Object.hasOwn(OWN_METHODS, name) ? OWN_METHODS[name] : undefined;
}

/** The severity that an expression names: `'ERROR'`, `Level.Error`. */
export function levelNamed(chosen: Expression | undefined): Level | undefined {
  const read = chosen && unwrap(chosen);
  const name = read?.kind === 'literal' ? String(read.value) : read && propertyName(read);
  return name === undefined ? undefined : levelOfMethod(name.toLowerCase());
}

/**
 * Whether a value of the project is a logger: by its methods, when it has those of the usual levels, or by what it is called,
 * which says as much only together with what its method does or declares.
 */
export function likenessOf(own: OwnValue, receiver: Expression): 'methods' | 'name' | undefined {
  if ('example' in own.by) return 'methods';
  if ('module' in own.by) return LOGGER_TYPE.test(own.by.type) ? 'methods' : undefined;
  const { declaration, source } = own.by;
  if (kept(source, SHAPED, declaration, () => ({ is: hasLoggerShape(own) })).is) return 'methods';
  if (!isLoggerNamed(receiver)) return undefined;
  return kept(source, LEVELED, declaration, () => ({ is: hasLevels(own) })).is ? 'methods' : 'name';
}

/**
 * Whether a value has, beside a method that says in its name that it logs at a level, one for errors and one for what goes on,
 * named alike: `logError` beside `logInfo`.
 */
export function hasLeveledMethods(own: OwnValue, name: string): boolean {
  const [, level] = LEVELED_FUNCTION.exec(name) ?? [];
  if (level === undefined || !('declaration' in own.by)) return false;
  const prefix = name.slice(0, -level.length);
  const isCapital = level !== level.toLowerCase();
  const has = (...levels: readonly string[]) =>
    levels.some((each) => {
      const written = isCapital ? `${each[0]?.toUpperCase()}${each.slice(1)}` : each;
      return own.method(`${prefix}${written}`) !== undefined;
    });
  return !own.method('\0') && has('error', 'err') && has('warn', 'warning', 'info', ...QUIET_METHODS);
}

/** Whether the settings give an example of a method, whatever it is called. */
export function isExampleOf(own: OwnValue, method: string): boolean {
  return 'example' in own.by && own.by.example.methods?.has(method) === true;
}

/** The contract of a method by what it declares; that of no argument where only its logger is known. */
export function declaredContractOf(
  own: OwnValue,
  method: string,
  found: OwnMethod | undefined,
  likeness: 'methods' | 'name',
): OwnContract | undefined {
  if ('example' in own.by) {
    const { example } = own.by;
    return exampleContract(example.methods?.get(method) ?? example);
  }
  if ('module' in own.by) return UNSEEN_CONTRACT;
  if (!found) return undefined;
  if (found.is === 'computed') return UNSEEN_CONTRACT;
  const signature =
    found.is === 'signature'
      ? found.signature
      : found.is === 'function'
        ? found.declared.binding.signature?.()
        : undefined;
  if (signature?.isConsoleLike) return { ...UNSEEN_CONTRACT, takesFields: false };
  const declared = signature && declaredContract(signature);
  return declared ?? (likeness === 'methods' ? UNSEEN_CONTRACT : undefined);
}

/** The key of what is known of a declaration's methods. */
const SHAPED = {};

/** The key of whether a declaration has the methods of the usual levels. */
const LEVELED = {};

/** A method for what fails, for what may and for what goes on: a logger where it is called one. */
function hasLevels(own: OwnValue): boolean {
  const has = (...names: readonly string[]) => names.some((name) => own.method(name) !== undefined);
  return !has('\0') && has('error') && has('warn', 'warning') && has('info', 'log');
}

/** A method for what fails and for what goes on, and one that only those read who look for a fault. */
function hasLoggerShape(own: OwnValue): boolean {
  const has = (...names: readonly string[]) => names.some((name) => own.method(name) !== undefined);
  const isAnything = has('\0');
  return !isAnything && has('error') && has('warn', 'warning', 'info', 'log') && has(...QUIET_METHODS);
}

/** What is known of a method of a logger when nothing is known of its arguments. */
export const UNSEEN_CONTRACT: OwnContract = {
  ...{ evidence: 'type', level: undefined, message: undefined, from: 0, dialect: undefined },
};

/**
 * The contract of every method by an example of the calls. What becomes of an error among the fields is not said by one: its stack
 * is a text, which any logger writes.
 */
export function exampleContract({
  message,
  fields,
  error,
  level,
}: LoggerExample & { readonly level?: Level }): OwnContract {
  const isFieldsFirst = fields === message - 1;
  const isBeside = isFieldsFirst || fields === message + 1;
  return {
    ...{ evidence: 'settings', level, message },
    ...(fields !== undefined && { fields }),
    ...(error !== undefined && { error }),
    from: isFieldsFirst ? message - 1 : message,
    dialect: isBeside
      ? ownDialect(
          {
            shape: isFieldsFirst ? 'fields-first' : 'message-first',
            messageKey: 'message',
            error: { at: 'stack-field', key: 'stack', aloneAsArgument: false },
            reserved: [],
          },
          true,
        )
      : undefined,
  };
}

/** The contract of a method by the names and types of its parameters. */
export function declaredContract({ parameters }: Signature): OwnContract | undefined {
  const isText = ({ name, takes }: SignatureParameter) =>
    MESSAGE_NAME.test(name ?? '') && (takes === 'text' || takes === 'anything');
  const named = parameters.findIndex(isText);
  const message =
    named >= 0
      ? named
      : parameters.findIndex(({ takes, isRest, isLevel }) => takes === 'text' && !isRest && !isLevel);
  if (message < 0) return undefined;
  const before = parameters[message - 1];
  const isFieldsFirst = before !== undefined && mayTakeFields(before);
  const behind = (isIt: (parameter: SignatureParameter) => boolean) => {
    const at = parameters.findIndex((each, index) => index > message && !each.isRest && isIt(each));
    return at < 0 ? undefined : at;
  };
  const fields = behind(({ takes, name }) => takes === 'object' || FIELDS_NAME.test(name ?? ''));
  const error = behind(({ takes, name }) => takes === 'error' || ERROR_NAME.test(name ?? ''));
  return {
    ...{ evidence: 'type', level: undefined, message, dialect: undefined },
    from: isFieldsFirst ? message - 1 : message,
    ...(fields !== undefined && { fields }),
    ...(error !== undefined && { error }),
    ...(isTextAlone(parameters, message) && { isTextAlone: true }),
  };
}

/** Whether a parameter before the message may be for fields: it is no text, and neither the level, a category nor what logs. */
function mayTakeFields({ name = '', takes, isLevel }: SignatureParameter): boolean {
  if (takes === 'text' || takes === 'value' || isLevel || isLoggerName(name)) return false;
  return takes === 'object' || !CATEGORY_NAME.test(name);
}

/** What a parameter is called that says what part of the program a record is of. */
const CATEGORY_NAME =
  /^_?(?:code|tag|category|component|scope|namespace|prefix|module|source|channel|section|label|topic)$/;

/** Whether all that a method declares to take is its message, other texts and an error. */
export function isTextAlone(parameters: readonly SignatureParameter[], message: number): boolean {
  return (
    parameters.length > 0 &&
    parameters.every(
      ({ name, takes, isRest }, index) =>
        takes === 'text' ||
        (!isRest &&
          (takes === 'error' ||
            (takes === 'anything' && (index === message || ERROR_NAME.test(name ?? ''))))),
    )
  );
}

const FIELDS_NAME =
  /^_?(?:meta|metadata|fields|context|ctx|data|attrs|attributes|extra|details|properties|props|payload)$/;
/** What a parameter is called that takes an error. */
export const ERROR_NAME = /^_?(?:e|ex|err|error|exception|cause)$/;
/** What a parameter is called that takes the text. */
export const MESSAGE_NAME = /^_?(?:message|msg|text|content)$/;
