import { EMITTER_LISTENS } from '../../catalog/emitter.js';
import {
  nameOfType,
  type Expression,
  type Identifier,
  type TypeName,
  isNothing,
  lastName,
  propertyName,
  sameRead,
  unwrap,
} from '../code/expression.js';
import type { ParameterBinding, Source } from '../code/source.js';
import { Resolver, STOP } from './resolver.js';
import { type EvaluationContext, contextOf } from './value.js';

const ERROR_NAME = /^(?:_?e|_?err|_?error|_?ex|exception)$|(?:Err|Error|Exception)$/;
const ERROR_TYPE = /(?:Error|Exception)$/;
/** Types that only look like errors: an interface of form errors, an error code. */
const NOT_ERROR_TYPE = /^(?:I?FieldError|ValidationErrors?)$/;

/**
 * Whether an expression is an error object: a caught value, the parameter of a rejection, error or
 * callback-style handler, a value constructed or typed as an error, a name that holds nothing else. A name alone
 * proves nothing.
 */
export function isError(expression: Expression, source: Source, values = new Resolver()): boolean {
  return isErrorIn(expression, contextOf(source), values);
}

function isErrorIn(expression: Expression, context: EvaluationContext, values: Resolver): boolean {
  switch (expression.kind) {
    case 'assertion':
      return isErrorType(expression.type) || isErrorIn(expression.operand, context, values);
    case 'new': {
      const { callee } = expression;
      const name = callee.kind === 'identifier' ? callee.name : propertyName(callee);
      return name !== undefined && ERROR_TYPE.test(name);
    }
    case 'identifier':
      return isNamedError(expression, context, values);
    default:
      return (
        (mayHoldError(expression) && holdsError(expression, context, values)) ||
        isErrorByType(expression, context.source)
      );
  }
}

/** Whether following is worth its cost: what other modules hold is as a rule no error. */
function mayHoldError(expression: Expression): boolean {
  switch (expression.kind) {
    case 'conditional':
    case 'operation':
    case 'unary':
      return true;
    case 'member':
      return unwrap(expression.object).kind === 'this';
    case 'call':
      return /err|exception|fail/i.test(expression.callee.text);
    default:
      return false;
  }
}

function isNamedError(read: Identifier, context: EvaluationContext, values: Resolver): boolean {
  const binding = context.source.binding(read);
  switch (binding.kind) {
    case 'caught':
      return binding.path.length === 0;
    case 'parameter':
      if (binding.path.length > 0) return false;
      if (isErrorType(binding.type)) return true;
      // `(err: string, replies) => …`: what a protocol answers with.
      if (context.source.primitiveOf?.(read) !== undefined || isWrittenValue(binding.default?.()))
        return false;
      return (
        isHandlerParameter(binding, read.name) ||
        holdsError(read, context, values) ||
        isErrorByType(read, context.source)
      );
    case 'variable':
      if (binding.path.length > 0) return false;
      if (isErrorType(binding.type)) return true;
      if (context.source.primitiveOf?.(read) !== undefined) return false;
      return holdsError(read, context, values) || isErrorByType(read, context.source);
    default:
      return false;
  }
}

/** `attempt = 0`: what a parameter is where nothing is given tells what it is otherwise. */
function isWrittenValue(fallback: Expression | undefined): boolean {
  return fallback?.kind === 'literal' && !isNothing(fallback);
}

/** Whether an expression stands for nothing but errors; that there may be none takes nothing away. */
function holdsError(read: Expression, context: EvaluationContext, values: Resolver): boolean {
  const held = values.step(read, context);
  const given = held?.values.filter(({ expression }) => !isNothing(expression)) ?? [];
  return (
    held?.isComplete === true &&
    given.length > 0 &&
    given.every((each) => isErrorIn(each.expression, each, values))
  );
}

function isErrorByType(expression: Expression, source: Source): boolean {
  const type = source.typeOf(expression);
  return type !== undefined && ERROR_TYPE.test(type.name) && !NOT_ERROR_TYPE.test(type.name);
}

function isErrorType(type: TypeName | undefined): boolean {
  const name = nameOfType(type);
  return name !== undefined && ERROR_TYPE.test(name) && !NOT_ERROR_TYPE.test(name);
}

/** Methods whose callback's parameter is a rejection reason, by the argument the callback is. */
const REJECTION_CALLBACKS: Readonly<Record<string, number>> = { catch: 0, then: 1 };
const LISTENER_METHODS = new Set([...EMITTER_LISTENS, 'addEventListener']);
const ERROR_EVENTS = new Set([
  'error',
  'uncaughtException',
  'unhandledRejection',
  'uncaughtExceptionMonitor',
  'clientError',
  'tlsClientError',
]);

/** Options that are called with what went wrong. */
const TAKES_ERROR = /^on(?:Error|Exception|Fail(?:ure|ed)?(?:[A-Z]\w*)?|Reject(?:ed|ion)?|Retry|Abort)$/;

function isHandlerParameter(binding: ParameterBinding, name: string): boolean {
  if (binding.index !== 0) return false;
  // `onRetry: (e) => …`
  const option = binding.optionOf?.()?.option;
  if (option !== undefined && TAKES_ERROR.test(option) && ERROR_NAME.test(name)) return true;
  const handed = binding.callbackOf?.();
  if (!handed) return false;
  const method = propertyName(unwrap(handed.call.callee));
  if (method !== undefined && REJECTION_CALLBACKS[method] === handed.argument) return true;
  if (method !== undefined && LISTENER_METHODS.has(method)) {
    const event = handed.call.arguments[0];
    const isOfErrors =
      event?.kind === 'literal' && typeof event.value === 'string' && ERROR_EVENTS.has(event.value);
    return isOfErrors && (ERROR_NAME.test(name) || !hasNamedError(binding));
  }
  // `fs.readFile(path, (err, data) => …)` and Express's `(err, req, res, next)`: the callback convention.
  return /^_?err(?:or)?$/.test(name);
}

/** What an event is called that tells of a failure, beyond those whose listeners surely get an error. */
const TELLS_FAILURE = /err|fail|exception|reject|abort|timeout|crash/i;

/** Whether a name is what a listener of some other event is called with: `on('reconnecting', (err) => …)`, where nothing has failed. */
export function isOfOtherEvent(read: Identifier, source: Source): boolean {
  const binding = source.binding(read);
  const handed = binding.kind === 'parameter' && binding.index === 0 ? binding.callbackOf?.() : undefined;
  const method = handed && propertyName(unwrap(handed.call.callee));
  if (!handed || method === undefined || !LISTENER_METHODS.has(method)) return false;
  const event = handed.call.arguments[0];
  return (
    event?.kind === 'literal' &&
    typeof event.value === 'string' &&
    !ERROR_EVENTS.has(event.value) &&
    !TELLS_FAILURE.test(event.value)
  );
}

/** `(workerId, job, error) => …`: another parameter is the one that is called an error. */
function hasNamedError(binding: ParameterBinding): boolean {
  const parameters = binding.function?.()?.signature?.().parameters ?? [];
  return parameters.some(({ name }) => name !== undefined && ERROR_NAME.test(name));
}

/** Calls that make an error out of what they are given: `createError(404, 'gone')`, `makeNotFoundError(id)`. */
const MAKES_ERROR = /^(?:make|create|build|new)\w*(?:Error|Exception)$/;

/**
 * Whether an expression makes an error that has nothing to tell but its text: its stack leads to here. One that is made of another
 * error, or handed on by a helper, may tell where that came from.
 */
export function makesError(expression: Expression, source: Source, values = new Resolver()): boolean {
  const read = unwrap(expression);
  if (read.kind === 'new') return true;
  if (read.kind !== 'call' || read.arguments.some((each) => holdsOtherError(each, source, values)))
    return false;
  if (MAKES_ERROR.test(lastName(read.callee) ?? '')) return true;
  const isKnown = values.each(read, contextOf(source), ({ expression: made }) =>
    made.kind === 'new' ? undefined : STOP,
  );
  return isKnown && values.function(read.callee, contextOf(source)) !== undefined;
}

/** `error`, `{ cause: error }` */
function holdsOtherError(given: Expression, source: Source, values: Resolver): boolean {
  const read = unwrap(given);
  const parts = read.kind === 'object' ? read.properties.map(({ value }) => value) : [read];
  return parts.some((part) => isError(part, source, values));
}

/** An expression that an error was flattened into, and what is left of it. */
export interface ErrorText {
  readonly error: Expression;
  /** How it was flattened: `.message`, `.stack`, `String()` and the like, or `inspect()`, which tells all of it. */
  readonly as: 'message' | 'stack' | 'text' | 'whole';
}

/**
 * The error behind an expression that is some text of it: `err.message`, `err.stack`, `String(err)`,
 * `err.toString()`, `err?.message ?? err`, `err instanceof Error ? err.message : String(err)`,
 * `JSON.stringify(err)`. Undefined when the expression is no proven error's text.
 */
export function errorText(
  expression: Expression,
  source: Source,
  values = new Resolver(),
): ErrorText | undefined {
  const read = unwrap(expression);
  switch (read.kind) {
    case 'member': {
      const name = propertyName(read);
      if (name !== 'message' && name !== 'stack') return undefined;
      if (!isError(read.object, source, values)) return undefined;
      if (name === 'stack' && isMadeForTrace(read.object, source, values)) return undefined;
      return { error: unwrap(read.object), as: name };
    }
    case 'call': {
      const callee = unwrap(read.callee);
      const method = propertyName(callee);
      if (callee.kind === 'member' && method === 'toString' && isError(callee.object, source, values)) {
        return { error: unwrap(callee.object), as: 'text' };
      }
      const argument = read.arguments[0];
      if (argument && isStringification(callee, source) && isError(argument, source, values)) {
        const isWhole = callee.kind === 'identifier' ? callee.name === 'inspect' : method === 'inspect';
        return { error: unwrap(argument), as: isWhole ? 'whole' : 'text' };
      }
      return undefined;
    }
    case 'template': {
      const only = read.expressions.length === 1 ? read.expressions[0] : undefined;
      return only && read.quasis.every((text) => text === '') && isError(only, source, values)
        ? { error: unwrap(only), as: 'text' }
        : undefined;
    }
    case 'operation': {
      if (!['??', '||'].includes(read.operator)) return undefined;
      const left = errorText(read.left, source, values);
      return left && sameError(left.error, read.right, source, values) ? left : undefined;
    }
    case 'conditional': {
      const text = errorText(read.whenTrue, source, values);
      const fallback = text && sameError(text.error, read.whenFalse, source, values);
      if (text && (fallback || read.whenFalse.kind === 'literal')) return text;
      return narrowedText(read);
    }
    default:
      return undefined;
  }
}

/**
 * The error whose text a variable holds: `err` of `const reason = err.message`, where that name still means the same
 * at the read. Undefined for any other expression.
 */
export function errorOfHeldText(expression: Expression, source: Source): Identifier | undefined {
  const read = unwrap(expression);
  const held = read.kind === 'identifier' ? source.binding(read) : undefined;
  if (held?.kind !== 'variable' || !held.constant || held.elementOf || held.path.length > 0) return undefined;
  const [given, ...others] = new Resolver().step(read, contextOf(source))?.values ?? [];
  if (!given || others.length > 0 || given.source !== source) return undefined;
  const error = errorText(given.expression, source)?.error;
  if (error?.kind !== 'identifier') return undefined;
  const declared = source.binding(error);
  if (!('constant' in declared) || !declared.constant) return undefined;
  for (const { name, binding } of source.visible(read))
    if (name === error.name) return binding() === declared ? error : undefined;
  return undefined;
}

/**
 * The error whose text a function of the project gives: `err` of `stackOf(err)`, where `stackOf` returns `error.stack` of what it is given
 * and what else it returns is that error as a text, or a constant.
 */
export function errorTextOfHelper(expression: Expression, source: Source): ErrorText | undefined {
  const read = unwrap(expression);
  const [argument, ...others] = read.kind === 'call' ? read.arguments : [];
  if (read.kind !== 'call' || !argument || others.length > 0) return undefined;
  if (!isError(argument, source) && !isErrorName(argument)) return undefined;
  const helper = new Resolver().function(unwrap(read.callee), contextOf(source));
  if (!helper || helper.binding.isAsync || helper.binding.isGenerator) return undefined;
  const within = helper.context.source;
  const texts = helper.binding.returns().map((each) => textOfParameter(unwrap(each), within));
  const told = texts.find((text) => text !== 'constant');
  if (!told || texts.includes(undefined)) return undefined;
  return { error: unwrap(argument), as: told };
}

/** How a function tells of the error that is its first parameter, in one of the texts that it returns. */
function textOfParameter(returned: Expression, source: Source): ErrorText['as'] | 'constant' | undefined {
  if (returned.kind === 'literal' || returned.text === 'undefined') return 'constant';
  const isGiven = (read: Expression) => {
    const binding = read.kind === 'identifier' ? source.binding(read) : undefined;
    return binding?.kind === 'parameter' && binding.index === 0 && binding.path.length === 0;
  };
  if (returned.kind === 'member' && isGiven(unwrap(returned.object))) {
    const name = propertyName(returned);
    return name === 'message' || name === 'stack' ? name : undefined;
  }
  if (returned.kind === 'call' && isStringification(unwrap(returned.callee), source))
    return returned.arguments[0] && isGiven(unwrap(returned.arguments[0])) ? 'text' : undefined;
  const text = errorText(returned, source);
  return text && isGiven(text.error) ? text.as : undefined;
}

/** `new Error('called').stack`, or of a `new Error()` without a message: nothing failed, it tells who called. */
function isMadeForTrace(error: Expression, source: Source, values: Resolver): boolean {
  const read = unwrap(error);
  if (read.kind === 'new') return true;
  const made = read.kind === 'identifier' ? values.value(read, contextOf(source))?.expression : undefined;
  return made?.kind === 'new' && made.arguments.length === 0 && made.callee.text === 'Error';
}

/** `x instanceof Error ? x.message : String(x)`: the test proves it, whatever `x` is. */
function narrowedText(read: Extract<Expression, { kind: 'conditional' }>): ErrorText | undefined {
  const test = unwrap(read.test);
  if (test.kind !== 'operation' || test.operator !== 'instanceof') return undefined;
  const type = unwrap(test.right);
  if (type.kind !== 'identifier' || !ERROR_TYPE.test(type.name)) return undefined;
  const name = propertyName(read.whenTrue);
  const object = read.whenTrue.kind === 'member' ? read.whenTrue.object : undefined;
  if ((name !== 'message' && name !== 'stack') || !object || !sameRead(object, test.left)) return undefined;
  return { error: unwrap(test.left), as: name };
}

/** Whether the other branch of a fallback says nothing but the same error again, or a constant. */
function sameError(error: Expression, other: Expression, source: Source, values: Resolver): boolean {
  const read = unwrap(other);
  if (read.kind === 'literal') return true;
  if (sameRead(read, error)) return true;
  // `String(err)` too: what is the same error is proven to be one.
  const text = errorText(read, source, values);
  return text !== undefined && sameRead(text.error, error);
}

/** `String`, `JSON.stringify`, `util.inspect` and `inspect`. */
export function isStringification(callee: Expression, source: Source): boolean {
  if (callee.kind === 'identifier') {
    if (callee.name === 'String') return source.binding(callee).kind === 'global';
    return callee.name === 'inspect';
  }
  const method = propertyName(callee);
  const object = callee.kind === 'member' ? unwrap(callee.object) : undefined;
  if (object?.kind !== 'identifier') return false;
  return (
    (object.name === 'JSON' && method === 'stringify') || (object.name === 'util' && method === 'inspect')
  );
}

/** Whether a name is one that code gives to errors; only good for choosing a place for a whole value. */
export function isErrorName(expression: Expression): boolean {
  const read = unwrap(expression);
  const name = read.kind === 'identifier' ? read.name : propertyName(read);
  return name !== undefined && ERROR_NAME.test(name);
}
