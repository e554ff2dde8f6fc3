import {
  type Expression,
  type Identifier,
  type ObjectLiteral,
  type Property,
  propertyName,
  unwrap,
} from '../code/expression.js';
import {
  type Alternatives,
  type EvaluationContext,
  type Follows,
  type Value,
  isMutated,
  viaOf,
} from './value.js';

/**
 * The property of an object that is written out, or of a list by its number. Undefined where the owner is something
 * else, or may have the property from something that is not seen.
 */
export function propertyIn(
  owner: Value,
  name: string,
  read: Expression,
  follow: Follows,
): Alternatives | undefined {
  const { expression } = owner;
  const via = viaOf('element', read, undefined, owner);
  const isComplete = !isMutated(owner);
  if (expression.kind === 'array') {
    const index = /^\d+$/.test(name) ? Number(name) : expression.elements.length;
    const isPlain = expression.elements.slice(0, index + 1).every(({ kind }) => kind !== 'spread');
    const element = isPlain && !HAS_HOLE.test(expression.text) ? expression.elements[index] : undefined;
    return element && { values: [{ ...owner, via, expression: element }], isComplete, mayBeMissing: false };
  }
  if (expression.kind !== 'object') return undefined;
  const values: Value[] = [];
  for (const property of expression.properties.toReversed()) {
    if (property.key === name) {
      if (isGetter(property)) return undefined;
      values.push({ ...owner, via, expression: property.value });
      return { values, isComplete, mayBeMissing: false };
    }
    if (typeof property.key === 'object') return undefined;
    if (property.key !== undefined) continue;
    const spread = follow.value(property.value, { ...owner, via });
    const inner = spread && propertyIn(spread, name, read, follow);
    if (!inner?.isComplete) return undefined;
    values.push(...inner.values);
    if (!inner.mayBeMissing) return { values, isComplete, mayBeMissing: false };
  }
  return { values, isComplete, mayBeMissing: true };
}

/** `[, 'x']`, whose elements are counted without the hole. */
const HAS_HOLE = /[[,]\s*,/;

/** What an object's, list's, Set's or Map's elements are, where it is written out. */
export function elementsOf(
  owner: Value,
  read: Expression | undefined,
  follow: Follows,
): Alternatives | undefined {
  const list = listOf(owner, follow);
  if (!list || list.elements.length === 0) return undefined;
  const via = viaOf('element', read, undefined, list.at);
  const values = list.elements.map((expression) => ({ ...list.at, via, expression }));
  return { values, isComplete: list.isComplete && !isMutated(list.at), mayBeMissing: false };
}

/** How many keys or elements an object, list, Set or Map has, where all of them are written out. */
export function sizeOf(owner: Value, follow: Follows): number | undefined {
  const { expression } = owner;
  if (isMutated(owner)) return undefined;
  if (expression.kind === 'object')
    return expression.properties.every(({ key }) => typeof key === 'string')
      ? expression.properties.length
      : undefined;
  const list = listOf(owner, follow);
  return list?.isComplete && !isMutated(list.at) ? list.elements.length : undefined;
}

interface List {
  readonly elements: readonly Expression[];
  /** Where the elements are read. */
  readonly at: EvaluationContext;
  readonly isComplete: boolean;
}

function listOf(owner: Value, follow: Follows): List | undefined {
  const { expression } = owner;
  switch (expression.kind) {
    case 'array': {
      const elements = expression.elements.filter(({ kind }) => kind !== 'spread');
      return { elements, at: owner, isComplete: elements.length === expression.elements.length };
    }
    case 'object':
      return valuesOf(expression, owner);
    case 'new':
      return expression.callee.text === 'Set' || expression.callee.text === 'Map'
        ? collectionOf(expression.callee.text, expression.arguments[0], owner, follow)
        : undefined;
    case 'call':
      return listed(expression, owner, follow);
    default:
      return undefined;
  }
}

function valuesOf({ properties }: ObjectLiteral, at: EvaluationContext): List {
  const plain = properties.filter((property) => property.key !== undefined && !property.accessor);
  return { elements: plain.map(({ value }) => value), at, isComplete: plain.length === properties.length };
}

function collectionOf(
  kind: 'Set' | 'Map',
  given: Expression | undefined,
  context: EvaluationContext,
  follow: Follows,
): List | undefined {
  const list = given && follow.value(given, context);
  const entries = list && listOf(list, follow);
  if (!entries || kind === 'Set') return entries;
  const values = entries.elements.map((entry) => {
    const pair = unwrap(entry);
    return pair.kind === 'array' ? pair.elements[1] : undefined;
  });
  const elements = values.filter((value) => value !== undefined);
  return { ...entries, elements, isComplete: entries.isComplete && elements.length === values.length };
}

/** `Object.values(MAP)`, `Object.keys(MAP)`, `MAP.values()`, `LIST.slice()`. */
function listed(
  call: Extract<Expression, { kind: 'call' }>,
  context: EvaluationContext,
  follow: Follows,
): List | undefined {
  const callee = unwrap(call.callee);
  const method = propertyName(callee);
  if (callee.kind !== 'member' || method === undefined) return undefined;
  const isOfObject = callee.object.text === 'Object';
  const [first] = call.arguments;
  const from = isOfObject ? first : callee.object;
  const owner = from && follow.value(from, context);
  if (!owner) return undefined;
  if (isOfObject && owner.expression.kind === 'identifier')
    return membersOf(owner.expression, method, owner, follow);
  if (isOfObject && method === 'keys' && owner.expression.kind === 'object')
    return keysOf(owner.expression, owner);
  const isSame = isOfObject ? method === 'values' : KEEPS_ELEMENTS.has(method);
  return isSame ? listOf(owner, follow) : undefined;
}

/** What `Object.values` and `Object.keys` give of an enum of texts: one of numbers has its names among its values. */
function membersOf(
  name: Identifier,
  method: string,
  at: EvaluationContext,
  follow: Follows,
): List | undefined {
  const found = follow.declaration?.(name, at)?.binding;
  if (found?.kind !== 'enum' || (method !== 'values' && method !== 'keys')) return undefined;
  const members = [...found.members].map(([key, value]) => (method === 'keys' ? key : value));
  const isOfTexts = [...found.members.values()].every((value) => typeof value === 'string');
  if (!isOfTexts) return undefined;
  const elements = members.map((value): Expression => ({
    kind: 'literal',
    value,
    text: JSON.stringify(value),
    range: name.range,
  }));
  return { elements, at, isComplete: true };
}

/** Methods of lists, Sets and Maps that give what they hold, or some of it. */
const KEEPS_ELEMENTS = new Set(['values', 'slice', 'filter', 'sort', 'toSorted', 'reverse', 'toReversed']);

/** The keys of an object as texts. */
function keysOf({ properties }: ObjectLiteral, at: EvaluationContext): List {
  const elements = properties.flatMap(({ key, range }): readonly Expression[] =>
    typeof key === 'string' ? [{ kind: 'literal', value: key, text: JSON.stringify(key), range }] : [],
  );
  return { elements, at, isComplete: elements.length === properties.length };
}

/** `get name() { … }`: no value, unlike a method. */
function isGetter({ accessor, text }: Property): boolean {
  return accessor && /^(?:get|set)\s+[^\s(]/.test(text);
}
