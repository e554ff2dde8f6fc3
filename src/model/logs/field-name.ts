import { type Expression, propertyName, unwrap } from '../code/expression.js';

/** Property names that say too little without the name of what they belong to. */
const GENERIC = new Set(['id', 'name', 'key', 'type', 'value', 'code', 'status', 'length', 'size', 'count']);
/** Owners that only hold other things: the property's own name is the better one. */
const CONTAINERS = new Set([
  ...['params', 'query', 'body', 'headers', 'state', 'props', 'process', 'globalThis'],
  ...['req', 'request', 'res', 'response', 'ctx'],
]);
/** Methods that turn a value into text or round it; the value's own name stays. */
const CONVERSIONS = new Set([
  'toString',
  'toFixed',
  'toPrecision',
  'toISOString',
  'toJSON',
  'toLocaleString',
  'toLowerCase',
  'toUpperCase',
  'toDateString',
  'toUTCString',
  'valueOf',
  'trim',
  'slice',
  'substring',
  'substr',
  'padStart',
  'padEnd',
  'join',
  'map',
  'filter',
  'sort',
  'reverse',
  'flat',
]);
/** Functions named for what they do to their first argument. */
const UNARY_FUNCTIONS = new Set([
  'String',
  'Number',
  'Boolean',
  'BigInt',
  'parseInt',
  'parseFloat',
  'inspect',
  'stringify',
  'round',
  'floor',
  'ceil',
  'trunc',
  'encodeURIComponent',
  'decodeURIComponent',
]);
/** Functions that only dress their first argument up. */
const DRESSING =
  /^(?:format|redact|mask|sanitize|serialize|stringify|truncate|shorten|normalize|escape|pretty)/;
const VERB = /^(?:get|fetch|find|load|read|compute|calculate|create|build|make|resolve|lookup)(?=[A-Z])/;

/**
 * The name that an expression's value goes by in a record, in camelCase: `order.id` is `orderId`, `getUser()`
 * is `user`, `items.length` is `itemsLength`, `this.a.b` is `aB`. Undefined when the expression has no name
 * of its own (`a + b`).
 */
export function nameOf(expression: Expression): string | undefined {
  const words = partsOf(unwrap(expression));
  if (!words || words.length === 0) return undefined;
  const name = words.map((word, i) => (i === 0 ? lowerFirst(word) : upperFirst(word))).join('');
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : undefined;
}

/** Distinguishes a name that is taken: by its owner (`user.id` where `id` is taken), else by a number. */
export function freeName(wanted: string, expression: Expression, taken: (name: string) => boolean): string {
  if (!taken(wanted)) return wanted;
  const read = unwrap(expression);
  if (read.kind === 'member') {
    const owner = nameOf(read.object);
    const owned = owner && owner !== wanted ? owner + upperFirst(wanted) : undefined;
    if (owned && !taken(owned)) return owned;
  }
  for (let number = 2; ; number += 1) {
    if (!taken(`${wanted}${number}`)) return `${wanted}${number}`;
  }
}

/** A key spelled in a message, as a field's name: `User-Id` is `userId`, `user_id` stays. */
export function nameOfKey(key: string): string {
  const camel = key
    .replace(/-+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    .replace(/-+$/, '');
  return lowerFirst(camel);
}

function partsOf(expression: Expression): string[] | undefined {
  switch (expression.kind) {
    case 'identifier':
      return [bare(expression.name)];
    case 'member':
      return memberParts(expression);
    case 'call':
      return callParts(expression);
    case 'new': {
      const name =
        expression.callee.kind === 'identifier' ? expression.callee.name : propertyName(expression.callee);
      return name ? [bare(name)] : undefined;
    }
    case 'unary':
      if (expression.operator === 'typeof') {
        const inner = partsOf(unwrap(expression.operand));
        return inner && [...inner, 'type'];
      }
      return partsOf(unwrap(expression.operand));
    case 'operation':
      if (expression.operator === '-' && readsClock(expression.left)) return ['duration', 'ms'];
      // `attempt + 1`, `kind === 'a'`: the one thing that varies.
      if (expression.right.kind === 'literal' && !['??', '||'].includes(expression.operator)) {
        return partsOf(unwrap(expression.left));
      }
      return ['??', '||', '&&'].includes(expression.operator)
        ? partsOf(unwrap(expression.operator === '&&' ? expression.right : expression.left))
        : undefined;
    case 'conditional':
      return (
        partsOf(unwrap(expression.whenTrue)) ??
        partsOf(unwrap(expression.whenFalse)) ??
        partsOf(unwrap(expression.test))
      );
    default:
      return undefined;
  }
}

function memberParts(member: Extract<Expression, { kind: 'member' }>): string[] | undefined {
  const object = unwrap(member.object);
  if (typeof member.property !== 'string') return partsOf(object);
  const own = bare(member.property);
  if (object.kind === 'this') return [own];
  const owner = ownName(object);
  if (owner === undefined || owner === 'env') return [own];
  // `server.address().port`: a call that is named for no thing of its own.
  const isVerbless =
    object.kind === 'call' && !VERB.test(propertyName(unwrap(object.callee)) ?? object.callee.text);
  if (isVerbless && !GENERIC.has(own)) return [own];
  if (CONTAINERS.has(owner) && !GENERIC.has(own)) return [own];
  return own.toLowerCase().startsWith(owner.toLowerCase()) ? [own] : [owner, own];
}

/** The last word of an owner: `user` for `req.user`, so that `req.user.email` is `userEmail`. */
function ownName(object: Expression): string | undefined {
  switch (object.kind) {
    case 'identifier':
      return bare(object.name);
    case 'member':
      return typeof object.property === 'string' ? bare(object.property) : ownName(unwrap(object.object));
    case 'call': {
      const parts = callParts(object);
      return parts?.map((word, i) => (i === 0 ? lowerFirst(word) : upperFirst(word))).join('');
    }
    case 'unary':
      return object.operator === 'await' ? ownName(unwrap(object.operand)) : undefined;
    default:
      return undefined;
  }
}

function callParts(call: Extract<Expression, { kind: 'call' }>): string[] | undefined {
  const callee = unwrap(call.callee);
  const first = call.arguments[0];
  if (callee.kind === 'identifier') {
    const named =
      first && (UNARY_FUNCTIONS.has(callee.name) || DRESSING.test(callee.name))
        ? partsOf(unwrap(first))
        : undefined;
    return named ?? [withoutVerb(callee.name)];
  }
  if (callee.kind !== 'member' || typeof callee.property !== 'string') return undefined;
  const object = unwrap(callee.object);
  if (UNARY_FUNCTIONS.has(callee.property) && first) return partsOf(unwrap(first));
  if (CONVERSIONS.has(callee.property) || /^to[A-Z]/.test(callee.property)) return partsOf(object);
  // `app.get('port')`
  if (callee.property === 'get' && first?.kind === 'literal') return [bare(String(first.value))];
  const result = withoutVerb(callee.property);
  const isNamespace = object.kind === 'identifier' && /^[A-Z]/.test(object.name);
  if (isNamespace && first && object.name === 'Object') {
    const of = partsOf(unwrap(first));
    return of && [...of, result];
  }
  const owner = isNamespace || object.kind === 'this' ? undefined : ownName(object);
  return owner && GENERIC.has(lowerFirst(result)) ? [owner, result] : [result];
}

function withoutVerb(name: string): string {
  return bare(name.replace(VERB, ''));
}

function readsClock(expression: Expression): boolean {
  const read = unwrap(expression);
  if (read.kind !== 'call') return false;
  return /^(?:Date|performance)\.now$/.test(read.callee.text);
}

/** Without the marks of privacy, and a constant's capitals as camelCase. */
function bare(name: string): string {
  const trimmed = name.replace(/^[_$#]+(?=[A-Za-z])/, '').replace(/[_$]+$/, '');
  if (/^[A-Z0-9_]+$/.test(trimmed)) {
    return trimmed.toLowerCase().replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  }
  return trimmed;
}

function lowerFirst(word: string): string {
  if (/^[A-Z]{2,}$/.test(word)) return word.toLowerCase();
  return word.charAt(0).toLowerCase() + word.slice(1);
}

function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
