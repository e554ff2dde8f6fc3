import type { Cardinality } from './lattice.js';
import { type Expression, type Identifier, propertyName, unwrap } from '../code/expression.js';
import type { Binding, Source } from '../code/source.js';
import type { Vocabulary } from '../settings.js';

/** How deep expressions and the names behind them are followed. */
export const MAX_DEPTH = 16;

/** A place where an expression is read: its file, what the parameters of a followed call hold, what tests proved. */
export interface Place {
  readonly source: Source;
  readonly parameters: ReadonlyMap<string, Placed>;
  readonly narrowed: readonly Narrowing[];
  readonly depth: number;
  /** The project's own words, where its settings have any. */
  readonly vocabulary?: Vocabulary;
}

/** An expression and where it is read. */
export interface Placed {
  readonly expression: Expression;
  readonly place: Place;
}

/** What a test has proven of everything that reads the same. */
export interface Narrowing {
  /** What the test reads; a callback stands for everything that is read in it. */
  readonly read: Expression;
  /** Undefined when the test says nothing of how many values there are. */
  readonly verdict: () => Cardinality | undefined;
}

/** The same place, one step further in. */
export function deeper(place: Place): Place {
  return { ...place, depth: place.depth + 1 };
}

/** A place one step further in, in a file that may be another. */
export function elsewhere(source: Source, place: Place): Place {
  return source === place.source
    ? deeper(place)
    : { ...place, source, parameters: new Map(), narrowed: [], depth: place.depth + 1 };
}

/** What a name stands for, through the project's imports. */
export function declarationOf(
  name: Identifier,
  place: Place,
): { binding: Binding; source: Source } | undefined {
  let found = { binding: place.source.binding(name), source: place.source };
  for (let hops = 0; found.binding.kind === 'import' && hops < 3; hops++) {
    const next = found.source.follow(found.binding.module, found.binding.imported);
    if (!next) return undefined;
    found = next;
  }
  return found;
}

/** What a followed call hands to a parameter. */
export function argumentFor(name: Identifier, place: Place): Placed | undefined {
  const given = place.parameters.get(name.name);
  if (!given) return undefined;
  const binding = place.source.binding(name);
  return binding.kind === 'parameter' && binding.path.length === 0 ? given : undefined;
}

/** The literal that a constant object, array, Map or Set is written as, unless the file changes it. */
export function literalBehind(expression: Expression, place: Place): Placed | undefined {
  const read = unwrap(expression);
  if (place.depth > MAX_DEPTH) return undefined;
  if (read.kind === 'object' || read.kind === 'array') return { expression: read, place };
  const inner = (placed: Expression | undefined, where = place) =>
    placed && literalBehind(placed, deeper(where));
  if (read.kind === 'call' && FREEZES.has(read.callee.text)) return inner(read.arguments[0]);
  if (read.kind === 'call' && ['Object.keys', 'Object.values'].includes(read.callee.text))
    return inner(read.arguments[0]);
  if (read.kind === 'new' && (read.callee.text === 'Map' || read.callee.text === 'Set')) {
    const list = inner(read.arguments[0]);
    if (list?.expression.kind !== 'array' || read.callee.text === 'Set') return list;
    const entries = list.expression.elements.map(unwrap);
    const values = entries.map((entry) => (entry.kind === 'array' ? entry.elements[1] : undefined));
    if (values.some((value) => value === undefined)) return undefined;
    const elements = values.filter((value) => value !== undefined);
    return { expression: { ...list.expression, elements }, place: list.place };
  }
  if (read.kind === 'identifier') {
    const given = argumentFor(read, place);
    if (given) return inner(given.expression, given.place);
    const found = declarationOf(read, place);
    if (found?.binding.kind !== 'variable' || !isConstant(found.binding)) return undefined;
    if (found.binding.path.length > 0 || found.binding.isMutated?.() === true) return undefined;
    return inner(found.binding.init?.(), elsewhere(found.source, place));
  }
  const name = propertyName(read);
  if (read.kind !== 'member' || name === undefined) return undefined;
  const object = unwrap(read.object);
  if (object.kind === 'this' || object.kind === 'identifier') {
    const found = object.kind === 'this' ? undefined : declarationOf(object, place)?.binding;
    const member =
      object.kind === 'this'
        ? place.source.thisMember(read, name)
        : found?.kind === 'class'
          ? found.member(name)
          : undefined;
    if (
      member?.binding.kind === 'variable' &&
      member.binding.constant &&
      member.binding.isMutated?.() !== true
    )
      return inner(member.binding.init?.(), elsewhere(member.source, place));
  }
  const owner = inner(object);
  if (owner?.expression.kind !== 'object') return undefined;
  const property = owner.expression.properties.find(({ key, accessor }) => key === name && !accessor);
  return inner(property?.value, owner.place);
}

/** Whether a variable keeps its first value. */
export function isConstant(binding: Extract<Binding, { kind: 'variable' }>): boolean {
  return binding.constant || binding.writes?.()?.length === 1;
}

/** The last name of a plain read. */
export function nameOf(expression: Expression): string | undefined {
  const read = unwrap(expression);
  return read.kind === 'identifier' ? read.name : propertyName(read);
}

/** The name that a chain of member reads starts with. */
export function rootOf(expression: Expression): Identifier | undefined {
  const read = unwrap(expression);
  if (read.kind === 'identifier') return read;
  return read.kind === 'member' ? rootOf(read.object) : undefined;
}

/** `performance.now`: the names of a chain of plain reads. */
export function dotted(expression: Expression): string | undefined {
  const read = unwrap(expression);
  if (read.kind === 'identifier') return read.name;
  const name = propertyName(read);
  const owner = read.kind === 'member' && name !== undefined ? dotted(read.object) : undefined;
  return owner && `${owner}.${name ?? ''}`;
}

/** Whether nothing in the file declares a name. */
export function isGlobal(name: Identifier, place: Place): boolean {
  return place.source.binding(name).kind === 'global';
}

/** A list of one, where there is one. */
export function oneOf(expression: Expression | undefined): readonly Expression[] | undefined {
  return expression && [expression];
}

const FREEZES = new Set(['Object.freeze', 'Object.seal']);
