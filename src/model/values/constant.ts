import { STYLE_METHODS, TERMINAL_PACKAGES } from '../../catalog/packages.js';
import { type Expression, type TypeName, propertyName, sameRead, unwrap } from '../code/expression.js';
import type { Binding, Source } from '../code/source.js';

/** Whether an expression is the same text every time it is evaluated; `unknown` where it cannot be seen. */
export type Constancy = 'constant' | 'varying' | 'unknown';

const MAX_DEPTH = 8;

/**
 * Whether an expression is a constant string: a literal, a name that is only ever bound to one, an enum's
 * member, a class's own name. `SCREAMING_CASE` from elsewhere is unknown: it reads like a constant, but is not seen.
 */
export function textConstancy(expression: Expression, source: Source, depth = 0): Constancy {
  const value = constantOf(expression, source, depth);
  if (value !== undefined) return typeof value.value === 'string' ? 'constant' : 'varying';
  return looksConstant(unwrap(expression)) ? 'unknown' : 'varying';
}

/** Whether an expression is one value of any primitive type every time, seen or by its spelling. */
export function valueConstancy(expression: Expression, source: Source): Constancy {
  if (constantOf(expression, source, 0) !== undefined) return 'constant';
  return looksConstant(unwrap(expression)) ? 'unknown' : 'varying';
}

/** The text an expression is every time, where it can be seen. */
export function constantText(expression: Expression, source: Source): string | undefined {
  const constant = constantOf(expression, source, 0);
  return typeof constant?.value === 'string' ? constant.value : undefined;
}

interface Constant {
  readonly value: string | number | boolean | null;
}

function constantOf(expression: Expression, source: Source, depth: number): Constant | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const read = unwrap(expression);
  const part = (inner: Expression) => constantOf(inner, source, depth + 1);
  switch (read.kind) {
    case 'literal':
      return read.value === undefined ? undefined : { value: read.value };
    case 'template': {
      const parts = read.expressions.map(part);
      if (parts.some((value) => value === undefined)) return undefined;
      return { value: read.quasis.map((text, i) => text + String(parts[i]?.value ?? '')).join('') };
    }
    case 'operation': {
      const left = part(read.left);
      const right = left && part(read.right);
      return read.operator === '+' && left && right && [left, right].some((c) => typeof c.value === 'string')
        ? { value: String(left.value) + String(right.value) }
        : undefined;
    }
    case 'identifier':
      if (read.name === '__filename' || read.name === '__dirname') return { value: read.name };
      return constantOfBinding(source.binding(read), source, depth);
    case 'member': {
      const name = propertyName(read);
      if (name === undefined) return undefined;
      const object = unwrap(read.object);
      if (object.kind === 'this') {
        const member = source.thisMember(read, name);
        return member && constantOfBinding(member.binding, member.source, depth);
      }
      if (object.kind !== 'identifier') return undefined;
      const binding = source.binding(object);
      if (name === 'name' && (binding.kind === 'class' || binding.kind === 'function')) {
        return { value: object.name };
      }
      if (binding.kind === 'enum') {
        const value = binding.members.get(name);
        return value === undefined ? undefined : { value };
      }
      if (binding.kind === 'class') {
        const member = binding.member(name);
        return member && constantOfBinding(member.binding, member.source, depth);
      }
      if (binding.kind === 'variable' && binding.constant && binding.path.length === 0) {
        const init = binding.init?.();
        if (init && isFrozen(init)) {
          const literal = unwrap(init);
          const value =
            literal.kind === 'object' ? literal.properties.find((p) => p.key === name)?.value : undefined;
          return value && part(value);
        }
      }
      return undefined;
    }
    default:
      return undefined;
  }
}

function constantOfBinding(binding: Binding, source: Source, depth: number): Constant | undefined {
  if (binding.kind !== 'variable' || !binding.constant || binding.path.length > 0) return undefined;
  const init = binding.init?.();
  return init && constantOf(init, source, depth + 1);
}

/** `{ … } as const`: an object whose members cannot have been assigned since. */
function isFrozen(expression: Expression): boolean {
  return expression.kind === 'assertion' && expression.type?.path[0] === 'const';
}

/** `LOG_PREFIX`, `Config.LOG_PREFIX`, `OrderService.name`: spelled as a constant, defined elsewhere. */
function looksConstant(expression: Expression): boolean {
  if (expression.kind === 'identifier') return /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(expression.name);
  const name = propertyName(expression);
  if (name === undefined || expression.kind !== 'member') return false;
  const object = unwrap(expression.object);
  if (name === 'name') return object.kind === 'identifier' && /^[A-Z][a-z]/.test(object.name);
  if (object.kind === 'member' && propertyName(object) === 'env') return false;
  return /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(name) && !isEnvironment(object);
}

function isEnvironment(expression: Expression): boolean {
  return (
    propertyName(expression) === 'env' || (expression.kind === 'identifier' && expression.name === 'env')
  );
}

const ERROR_NAME = /^(?:_?e|_?err|_?error|_?ex|exception)$|(?:Err|Error|Exception)$/;
const ERROR_TYPE = /(?:Error|Exception)$/;
/** Types that only look like errors: an interface of form errors, an error code. */
const NOT_ERROR_TYPE = /^(?:I?FieldError|ValidationErrors?)$/;

/**
 * Whether an expression is an error object: a caught value, the parameter of a rejection, error or
 * callback-style handler, a value constructed or typed as an error. A name alone proves nothing.
 */
export function isError(expression: Expression, source: Source, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const read = expression;
  switch (read.kind) {
    case 'assertion':
      return isErrorType(read.type) || isError(read.operand, source, depth + 1);
    case 'new': {
      const callee = read.callee;
      const name = callee.kind === 'identifier' ? callee.name : propertyName(callee);
      return name !== undefined && ERROR_TYPE.test(name);
    }
    case 'identifier': {
      const binding = source.binding(read);
      switch (binding.kind) {
        case 'caught':
          return binding.path.length === 0;
        case 'parameter':
          if (binding.path.length > 0) return false;
          if (isErrorType(binding.type) || isHandlerParameter(binding, read.name)) return true;
          return isErrorByType(read, source);
        case 'variable':
          if (binding.path.length > 0) return false;
          if (isErrorType(binding.type)) return true;
          if (binding.constant && binding.init && isError(binding.init(), source, depth + 1)) return true;
          return isErrorByType(read, source);
        default:
          return false;
      }
    }
    default:
      return isErrorByType(read, source);
  }
}

function isErrorByType(expression: Expression, source: Source): boolean {
  const type = source.typeOf(expression);
  return type !== undefined && ERROR_TYPE.test(type.name) && !NOT_ERROR_TYPE.test(type.name);
}

function isErrorType(type: TypeName | undefined): boolean {
  const name = type?.path.at(-1);
  return name !== undefined && ERROR_TYPE.test(name) && !NOT_ERROR_TYPE.test(name);
}

/** Methods whose callback's parameter is a rejection reason, by the argument the callback is. */
const REJECTION_CALLBACKS: Readonly<Record<string, number>> = { catch: 0, then: 1 };
const LISTENER_METHODS = new Set(['on', 'once', 'addListener', 'prependListener', 'addEventListener']);
const ERROR_EVENTS = new Set([
  'error',
  'uncaughtException',
  'unhandledRejection',
  'uncaughtExceptionMonitor',
  'clientError',
  'tlsClientError',
]);

function isHandlerParameter(binding: Extract<Binding, { kind: 'parameter' }>, name: string): boolean {
  if (binding.index !== 0) return false;
  const handed = binding.callbackOf?.();
  if (!handed) return false;
  const method = propertyName(unwrap(handed.call.callee));
  if (method !== undefined && REJECTION_CALLBACKS[method] === handed.argument) return true;
  if (method !== undefined && LISTENER_METHODS.has(method)) {
    const event = handed.call.arguments[0];
    return event?.kind === 'literal' && typeof event.value === 'string' && ERROR_EVENTS.has(event.value);
  }
  // `fs.readFile(path, (err, data) => …)` and Express's `(err, req, res, next)`: the callback convention.
  return /^_?err(?:or)?$/.test(name);
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
export function errorText(expression: Expression, source: Source): ErrorText | undefined {
  const read = unwrap(expression);
  switch (read.kind) {
    case 'member': {
      const name = propertyName(read);
      if (name !== 'message' && name !== 'stack') return undefined;
      return isError(read.object, source) ? { error: unwrap(read.object), as: name } : undefined;
    }
    case 'call': {
      const callee = unwrap(read.callee);
      const method = propertyName(callee);
      if (callee.kind === 'member' && method === 'toString' && isError(callee.object, source)) {
        return { error: unwrap(callee.object), as: 'text' };
      }
      const argument = read.arguments[0];
      if (argument && isStringification(callee, source) && isError(argument, source)) {
        const isWhole = callee.kind === 'identifier' ? callee.name === 'inspect' : method === 'inspect';
        return { error: unwrap(argument), as: isWhole ? 'whole' : 'text' };
      }
      return undefined;
    }
    case 'template': {
      const only = read.expressions.length === 1 ? read.expressions[0] : undefined;
      return only && read.quasis.every((text) => text === '') && isError(only, source)
        ? { error: unwrap(only), as: 'text' }
        : undefined;
    }
    case 'operation': {
      if (!['??', '||'].includes(read.operator)) return undefined;
      const left = errorText(read.left, source);
      return left && sameError(left.error, read.right, source) ? left : undefined;
    }
    case 'conditional': {
      const text = errorText(read.whenTrue, source);
      const fallback = text && sameError(text.error, read.whenFalse, source);
      if (text && (fallback || read.whenFalse.kind === 'literal')) return text;
      return narrowedText(read);
    }
    default:
      return undefined;
  }
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
function sameError(error: Expression, other: Expression, source: Source): boolean {
  const read = unwrap(other);
  if (read.kind === 'literal') return true;
  if (sameRead(read, error)) return true;
  const text = errorText(read, source);
  if (text) return sameRead(text.error, error);
  if (read.kind !== 'call') return false;
  const argument = read.arguments[0];
  return (
    argument !== undefined && isStringification(unwrap(read.callee), source) && sameRead(argument, error)
  );
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

/** Whether a value is text dressed up for a terminal: `chalk.red('…')`, `boxen(…)`, `'-'.repeat(40)`. */
export function isTerminalText(expression: Expression, source: Source): boolean {
  const read = unwrap(expression);
  if (read.kind === 'tagged') return isTerminalText(read.tag, source);
  if (read.kind === 'member') {
    // `'…'.cyan.underline`, and `chalk.red`.
    return STYLE_METHODS.has(propertyName(read) ?? '') || isTerminalText(read.object, source);
  }
  if (read.kind === 'identifier') {
    const binding = source.binding(read);
    if (binding.kind === 'import') return TERMINAL_PACKAGES.has(binding.module);
    const init = binding.kind === 'variable' && binding.constant ? binding.init?.() : undefined;
    const module = init?.kind === 'call' && init.callee.text === 'require' ? init.arguments[0] : undefined;
    return module?.kind === 'literal' && TERMINAL_PACKAGES.has(String(module.value));
  }
  if (read.kind !== 'call') return false;
  const callee = unwrap(read.callee);
  const method = propertyName(callee);
  if (method !== undefined && STYLE_METHODS.has(method)) return true;
  if (method === 'repeat' && callee.kind === 'member') return unwrap(callee.object).kind === 'literal';
  if (method === 'join' && callee.kind === 'member')
    return /^(?:new )?Array\(/.test(unwrap(callee.object).text);
  return isTerminalText(callee, source);
}
