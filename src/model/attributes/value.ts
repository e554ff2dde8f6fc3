import { literally } from '../../catalog/pattern.js';
import { isError } from '../values/error.js';
import {
  type ArrayLiteral,
  type Expression,
  type Identifier,
  type Literal,
  nameOfType,
  unwrap,
} from '../code/expression.js';
import type { Source } from '../code/source.js';
import { Resolver } from '../values/resolver.js';
import { type EvaluationContext, contextOf } from '../values/value.js';
import type { LostValueReason } from '../text/reasons/attributes.js';

/** A value that an OpenTelemetry span drops when it is set as an attribute. */
export interface LostValue {
  readonly reason: LostValueReason;
  /** Code that sets what the value says, and whether that can fail. */
  readonly repair: { readonly text: string; readonly isSafe: boolean } | undefined;
}

/** Built-in classes whose instances are no attribute values. */
const LOST_CLASSES = new Set([
  ...['Date', 'Map', 'Set', 'WeakMap', 'WeakSet', 'RegExp', 'Promise', 'URL', 'URLSearchParams', 'Headers'],
  ...['Request', 'Response', 'FormData', 'Blob', 'Buffer', 'ArrayBuffer', 'Uint8Array', 'Record', 'Error'],
]);

const BUILT_IN_ERROR = /^(?:Aggregate|Eval|Range|Reference|Syntax|Type|URI)?Error$/;

/** Whether newer versions of the SDK keep a value that older ones drop: data, but no instance of a class other than bytes. */
export function isKeptBySome(reason: LostValueReason): boolean {
  switch (reason.code) {
    case 'null':
    case 'object':
    case 'array-of-arrays':
    case 'array-of-types':
      return true;
    case 'instance':
      return reason.subject === 'Buffer' || reason.subject === 'Uint8Array';
    case 'array-with':
      return isKeptBySome(reason.element);
    default:
      return false;
  }
}

/**
 * Why an attribute's value is dropped, as far as it is seen what the value is: written out, made by a
 * constructor, caught, or of a built-in type. Undefined for what is kept, and for what is not known.
 */
export function lostValue(expression: Expression, source: Source): LostValue | undefined {
  return new LostValues().of(expression, contextOf(source));
}

class LostValues {
  private readonly values = new Resolver();

  of(expression: Expression, context: EvaluationContext): LostValue | undefined {
    const read = unwrap(expression);
    switch (read.kind) {
      case 'literal':
        return lostLiteral(read);
      case 'object':
        return { reason: { code: 'object' }, repair: asJson(read, isPlainData(read)) };
      case 'function':
        return { reason: { code: 'function' }, repair: undefined };
      case 'array':
        return this.array(read, context);
      case 'new': {
        const name = read.callee.kind === 'identifier' ? read.callee.name : undefined;
        if (name === 'Array' || name === undefined) return undefined;
        return lostInstance(name, read, read.arguments.length === 0);
      }
      case 'call':
        return lostResult(read);
      case 'identifier':
        return read.name === 'undefined'
          ? { reason: { code: 'undefined' }, repair: undefined }
          : this.named(read, context);
      case 'member':
        return lostType(read, context.source);
      default:
        return undefined;
    }
  }

  private named(read: Identifier, context: EvaluationContext): LostValue | undefined {
    const { source } = context;
    const binding = source.binding(read);
    if (binding.kind === 'function' || binding.kind === 'class')
      return { reason: { code: 'function' }, repair: undefined };
    if (isErrorObject(read, source)) return lostInstance('Error', read, false);
    if (binding.kind !== 'variable' && binding.kind !== 'parameter') return lostType(read, source);
    const { type } = binding;
    if (
      binding.path.length === 0 &&
      type?.path.length === 1 &&
      nameOfType(type) !== undefined &&
      !type.isOneOf
    ) {
      const [name = ''] = type.path;
      const isBuiltIn = LOST_CLASSES.has(name) && source.typeBinding(type).kind === 'global';
      if (isBuiltIn) return lostInstance(name, read, false);
    }
    const value = this.held(read, context);
    // `undefined` by a name: left out on purpose.
    return value ? (isMissing(value) ? undefined : value) : lostType(read, source);
  }

  /** The loss of what a name holds, where it surely holds nothing that is kept. */
  private held(read: Identifier, context: EvaluationContext): LostValue | undefined {
    const held = this.values.step(read, context);
    const [value, ...others] = held?.values ?? [];
    if (!value || others.length > 0 || !held?.isComplete || held.mayBeMissing) return undefined;
    const lost = this.of(value.expression, value);
    if (!lost || isMissing(lost)) return lost;
    if (unwrap(value.expression).kind === 'object') return { ...lost, repair: asJson(read, false) };
    const { reason, repair } = lost;
    if (reason.code === 'instance' && reason.subject === 'Date')
      return lostInstance('Date', read, repair?.isSafe === true);
    return { reason, repair: repair && asJson(read, false) };
  }

  private array(read: ArrayLiteral, context: EvaluationContext): LostValue | undefined {
    const types = new Set<string>();
    const repair = () => asJson(read, isPlainData(read));
    for (const element of read.elements) {
      const each = unwrap(element);
      if (each.kind === 'spread') continue;
      if (each.kind === 'array') return { reason: { code: 'array-of-arrays' }, repair: repair() };
      const lost = this.of(each, context);
      if (lost && !isMissing(lost))
        return { reason: { code: 'array-with', element: lost.reason }, repair: repair() };
      const type = primitiveOf(each);
      if (type) types.add(type);
    }
    return types.size > 1
      ? { reason: { code: 'array-of-types', types: [...types] }, repair: repair() }
      : undefined;
  }
}

function lostLiteral(read: Literal): LostValue | undefined {
  if (read.value === null) return { reason: { code: 'null' }, repair: undefined };
  if (read.value !== undefined) return undefined;
  return read.text.startsWith('/')
    ? { reason: { code: 'regexp' }, repair: { text: `${read.text}.source`, isSafe: true } }
    : { reason: { code: 'bigint' }, repair: { text: `'${read.text.replace(/n$/, '')}'`, isSafe: false } };
}

/** Whether a value is `null` or `undefined`, by which an attribute is left out. */
function isMissing({ reason }: LostValue): boolean {
  return reason.code === 'null' || reason.code === 'undefined';
}

/** Whether a value is an error for sure: what is merely typed so may be a code, a union of texts. */
export function isErrorObject(expression: Expression, source: Source): boolean {
  if (!isError(expression, source)) return false;
  const read = unwrap(expression);
  const binding = read.kind === 'identifier' ? source.binding(read) : undefined;
  if (binding && 'constant' in binding && !binding.constant) return false;
  const type = binding?.kind === 'variable' || binding?.kind === 'parameter' ? binding.type : undefined;
  // `typeof error === 'string' ? …`: what is thrown may be a text, and the code knows.
  if (!type) return !new RegExp(`typeof\\s*\\(?\\s*${literally(read.text)}\\b`).test(nearBy(read, source));
  if (type.isOneOf) return false;
  const { kind } = source.typeBinding(type);
  return (
    kind === 'class' ||
    (kind === 'global' && nameOfType(type) !== undefined && BUILT_IN_ERROR.test(type.path.join('.')))
  );
}

/** What stands before an expression: enough for the tests that it is under. */
function nearBy({ range }: Expression, { text }: Source): string {
  return text.slice(Math.max(0, range[0] - 500), range[0]);
}

/** What a type checker says that a value is. */
function lostType(read: Expression, source: Source): LostValue | undefined {
  const type = source.typeOf(read);
  return type?.package === 'typescript' && LOST_CLASSES.has(type.name)
    ? lostInstance(type.name, read, false)
    : undefined;
}

function lostInstance(name: string, read: Expression, isSafe: boolean): LostValue {
  if (name === 'Date') {
    // An invalid date has no ISO form: `toISOString` throws.
    const repair = { text: `${read.text}.toISOString()`, isSafe };
    return { reason: { code: 'instance', subject: 'Date' }, repair };
  }
  if (/(?:Error|Exception)$/.test(name)) {
    const repair = { text: `String(${read.text})`, isSafe: false };
    return { reason: { code: 'instance', subject: 'Error' }, repair };
  }
  if (name === 'Record') return { reason: { code: 'object' }, repair: asJson(read, false) };
  if (name === 'URL' || name === 'URLSearchParams') {
    const repair = { text: `${read.text}.toString()`, isSafe: false };
    return { reason: { code: 'instance', subject: name }, repair };
  }
  return { reason: { code: 'instance', subject: name }, repair: undefined };
}

/** The result of a built-in function. */
function lostResult(read: Extract<Expression, { kind: 'call' }>): LostValue | undefined {
  const callee = unwrap(read.callee);
  const text = callee.text;
  if (text === 'BigInt' || text === 'process.hrtime.bigint') {
    return { reason: { code: 'bigint' }, repair: { text: `String(${read.text})`, isSafe: false } };
  }
  if (text === 'Object.fromEntries') return { reason: { code: 'object' }, repair: asJson(read, false) };
  if (text === 'Object.entries') {
    return { reason: { code: 'array-of-arrays' }, repair: asJson(read, false) };
  }
  return undefined;
}

function primitiveOf(read: Expression): string | undefined {
  if (read.kind === 'template') return 'string';
  if (read.kind === 'literal' && read.value !== null && read.value !== undefined) return typeof read.value;
  return undefined;
}

function asJson(read: Expression, isSafe: boolean): LostValue['repair'] {
  return { text: `JSON.stringify(${read.text})`, isSafe };
}

/** Whether a literal holds nothing that JSON cannot write: then `JSON.stringify` cannot throw. */
function isPlainData(expression: Expression): boolean {
  const read = unwrap(expression);
  switch (read.kind) {
    case 'literal':
      return read.value !== undefined;
    case 'template':
      return true;
    case 'array':
      return read.elements.every(isPlainData);
    case 'object':
      return read.properties.every(
        ({ key, value, accessor }) =>
          typeof key === 'string' && key !== 'toJSON' && !accessor && isPlainData(value),
      );
    default:
      return false;
  }
}
