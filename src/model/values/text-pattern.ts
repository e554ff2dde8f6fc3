import { literally } from '../../catalog/pattern.js';
import { type Call, type Expression, type Member, propertyName, unwrap } from '../code/expression.js';
import type { FunctionBinding } from '../code/source.js';
import { constantText } from './constant.js';
import { propertyIn } from './collection.js';
import { Resolver } from './resolver.js';
import { type Alternatives, type EvaluationContext, type Value, activationOf, contextIn } from './value.js';

/** Stands in a text for what is not seen of it. */
export const HOLE = '\u0000';

/** More texts than that are one with a hole. */
const MAX_TEXTS = 100;
/** Values that are made of each other, as `a + b + c` is. */
const MAX_DEPTH = 40;

/** A function whose parameter a text depends on, whatever else calls it. */
export interface OpenParameter {
  readonly function: FunctionBinding;
  /** The file that the function is in. */
  readonly file: string;
}

/** The texts that an expression can be. */
export interface Texts {
  /** Each once; `HOLE` stands for what is not seen. */
  readonly texts: readonly string[];
  /** What callers elsewhere would fill holes with. */
  readonly open: readonly OpenParameter[];
}

/**
 * Reads the texts that an expression can be where it is evaluated: through names, members, lists, loops over them, choices,
 * calls and simple methods of strings. Where a part is not seen, or has too many texts, it is a hole.
 */
export function textsOf(
  expression: Expression | undefined,
  context: EvaluationContext,
  values: Resolver = new Resolver(),
): Texts {
  const reader = new TextReader(values);
  const texts = expression ? reader.of({ ...context, expression }) : [HOLE];
  return { texts: joined(texts), open: reader.open };
}

/** A property of what an expression is where it is evaluated, by its name. */
export function textsOfProperty(
  expression: Expression,
  name: string,
  context: EvaluationContext,
  values: Resolver = new Resolver(),
): Texts {
  const read: Expression = {
    kind: 'member',
    object: expression,
    property: name,
    optional: false,
    ...at(expression),
  };
  return textsOf(read, context, values);
}

function at({ text, range }: Expression): {
  readonly text: string;
  readonly range: readonly [number, number];
} {
  return { text, range };
}

class TextReader {
  readonly open: OpenParameter[] = [];
  private isInCallers = false;

  constructor(private readonly values: Resolver) {}

  of(value: Value, depth = 0): readonly string[] {
    if (depth > MAX_DEPTH) return [HOLE];
    const read = unwrap(value.expression);
    switch (read.kind) {
      case 'literal':
        return [read.value === undefined ? HOLE : String(read.value)];
      case 'template':
        return this.together(
          read.quasis.flatMap((quasi, i) => {
            const part = read.expressions[i];
            return part ? [[quasi], this.of({ ...value, expression: part }, depth + 1)] : [[quasi]];
          }),
        );
      case 'operation':
        if (read.operator !== '+') break;
        return this.together(
          [read.left, read.right].map((each) => this.of({ ...value, expression: each }, depth + 1)),
        );
      case 'call': {
        const made = this.made(read, value, depth);
        if (made) return made;
      }
    }
    return this.stepped(read, value, depth);
  }

  private stepped(read: Expression, value: Value, depth: number): readonly string[] {
    const constant =
      read.kind === 'identifier' || read.kind === 'member' ? constantText(read, value.source) : undefined;
    if (constant !== undefined) return [constant];
    const spelled = read.kind === 'member' ? this.spelledOut(read, value, depth) : undefined;
    if (spelled) return few(spelled.flatMap((each) => this.of({ ...value, expression: each }, depth + 1)));
    const found = this.values.step(read, value) ?? this.memberOf(read, value);
    const isNoted = this.isInCallers ? false : this.noteParameter(read, value);
    if (!found || found.values.length === 0) return [HOLE];
    // What callers in this file hand over may be what theirs do: the nearest function is the one to be followed.
    this.isInCallers ||= isNoted;
    const texts = found.values.flatMap((each) => this.of(ofSameInstance(each, read, value), depth + 1));
    if (isNoted) this.isInCallers = false;
    // What a name may miss is no text: `undefined` names nothing.
    return few(found.isComplete ? texts : [...texts, HOLE]);
  }

  /**
   * `NAMES[kind].total` with each key that `kind` can be, or all of the object where that is not seen. Undefined where no key is
   * computed, or the object is not written out.
   */
  private spelledOut(read: Member, value: Value, depth: number): readonly Member[] | undefined {
    const { object, property } = read;
    const inner = unwrap(object);
    if (typeof property === 'string') {
      const owners = inner.kind === 'member' ? this.spelledOut(inner, value, depth) : undefined;
      return owners?.map((owner) => ({ ...read, object: owner }));
    }
    const keys = this.of({ ...value, expression: property }, depth + 1);
    const isClosed = keys.every((key) => !key.includes(HOLE));
    const owner = isClosed ? undefined : this.values.value(object, value)?.expression;
    const all = owner?.kind === 'object' ? owner.properties.map(({ key }) => key) : [];
    const spelled = isClosed ? keys : all.every((key) => typeof key === 'string') ? all : [];
    return spelled.length === 0 ? undefined : spelled.map((key) => ({ ...read, property: key }));
  }

  /** A member that is also a parameter of the constructor, or one of each thing that a list holds. */
  private memberOf(read: Expression, value: Value): Alternatives | undefined {
    if (read.kind !== 'member' || typeof read.property !== 'string') return undefined;
    const { property } = read;
    const object = unwrap(read.object);
    if (object.kind === 'this') {
      const member = value.source.thisMember(read, property);
      const parameter = member?.binding.kind === 'variable' ? member.binding.ofParameter?.() : undefined;
      if (!member || !parameter) return undefined;
      const given = { ...contextIn(member.source, value), expression: parameter };
      return { values: [given], isComplete: true, mayBeMissing: false };
    }
    const held = this.values.step(object, value) ?? this.heldBy(object, value);
    const owners = held?.values.map((each) => this.values.value(each.expression, each)) ?? [];
    const found = owners.map((owner) => owner && propertyIn(owner, property, read, this.values));
    const seen = found.filter((each) => each !== undefined);
    if (!held || seen.length === 0) return undefined;
    return {
      values: seen.flatMap((each) => each.values),
      isComplete: held.isComplete && seen.length === found.length && seen.every((each) => each.isComplete),
      mayBeMissing: false,
    };
  }

  /** What code puts into the list that a name takes the elements of. */
  private heldBy(name: Expression, context: Value): Alternatives | undefined {
    const list = name.kind === 'identifier' ? this.values.listOf(name, context) : undefined;
    const root = list && unwrap(list);
    const binding = root?.kind === 'identifier' ? context.source.binding(root) : undefined;
    if (binding?.kind !== 'variable') return undefined;
    const fills = binding.fills?.() ?? [];
    if (fills.length === 0) return undefined;
    const home = contextIn(context.source, context);
    const values = fills.map((expression) => ({ ...home, expression }));
    return { values, isComplete: binding.escapes?.() === false, mayBeMissing: false };
  }

  /** Whether a read depends on what callers elsewhere hand to a parameter; also as a part of an object that is written out. */
  private noteParameter(read: Expression, context: EvaluationContext): boolean {
    let root = unwrap(read);
    while (root.kind === 'member') root = unwrap(root.object);
    if (root.kind === 'object')
      return root.properties
        .filter(({ key }) => key === undefined)
        .map(({ value }) => this.noteParameter(value, context))
        .includes(true);
    const binding = root.kind === 'identifier' ? context.source.binding(root) : undefined;
    if (binding?.kind !== 'parameter') return false;
    const owner = binding.function?.();
    if (!owner || binding.callbackOf?.()) return false;
    if (activationOf(context, owner)) {
      // What the call that is followed hands over may depend on its own function's callers.
      const given = this.values.value(root, context);
      return given !== undefined && given.expression !== root && this.noteParameter(given.expression, given);
    }
    this.open.push({ function: owner, file: context.source.file });
    return true;
  }

  /** What simple methods of strings and lists make. */
  private made(call: Call, value: Value, depth: number): readonly string[] | undefined {
    const callee = unwrap(call.callee);
    const inner = (expression: Expression) => this.of({ ...value, expression }, depth + 1);
    const [first, second] = call.arguments;
    if (callee.kind === 'identifier') return callee.name === 'String' && first ? inner(first) : undefined;
    const method = propertyName(callee);
    if (callee.kind !== 'member' || method === undefined) return undefined;
    const change = CHANGES.get(method);
    if (change) return inner(callee.object).map((text) => (text === HOLE ? text : change(text)));
    switch (method) {
      case 'concat':
        return this.together([callee.object, ...call.arguments].map(inner));
      case 'join': {
        const list = unwrap(callee.object);
        if (list.kind !== 'array' || list.elements.some(({ kind }) => kind === 'spread')) return undefined;
        const separator = first ? inner(first) : [','];
        return this.together(
          list.elements.flatMap((each, i) => (i === 0 ? [inner(each)] : [separator, inner(each)])),
        );
      }
      case 'replace':
      case 'replaceAll': {
        const by = second && unwrap(second);
        const what = first && patternOf(unwrap(first), method);
        if (!what || by?.kind !== 'literal' || typeof by.value !== 'string') return [HOLE];
        const { value: text } = by;
        // What is replaced is one character of a kind: what is seen of a text can be told without the rest.
        return inner(callee.object).map((each) =>
          each
            .split(HOLE)
            .map((part) => part.replace(what, () => text))
            .join(HOLE),
        );
      }
      default:
        return undefined;
    }
  }

  private together(parts: readonly (readonly string[])[]): readonly string[] {
    return parts.reduce<readonly string[]>(
      (before, part) => few(before.flatMap((text) => part.map((each) => text + each))),
      [''],
    );
  }
}

/** What a member of `this` is where the object is made by the call that is followed. */
function ofSameInstance(member: Value, read: Expression, { source, activation }: Value): Value {
  const isOwn = read.kind === 'member' && unwrap(read.object).kind === 'this' && member.source === source;
  return isOwn && member.activation === undefined ? { ...member, activation } : member;
}

const CHANGES: ReadonlyMap<string, (text: string) => string> = new Map([
  ['toLowerCase', (text: string) => text.toLowerCase()],
  ['toUpperCase', (text: string) => text.toUpperCase()],
  ['trim', (text: string) => text.trim()],
  ['toString', (text: string) => text],
]);

/** What is replaced, where that is written out. A pattern that looks for itself at length is not run. */
function patternOf(read: Expression, method: string): RegExp | undefined {
  if (read.kind !== 'literal') return undefined;
  // A longer text may begin in what is not seen.
  if (typeof read.value === 'string')
    return read.value.length !== 1
      ? undefined
      : new RegExp(literally(read.value), method === 'replaceAll' ? 'g' : '');
  const [, body, flags] =
    /^\/((?:\[[^\]]{1,40}\]|\\?[^*+?(){}[\]\\])\+?)\/([gi]{0,2})$/.exec(read.text) ?? [];
  return body === undefined ? undefined : new RegExp(body, flags);
}

function few(texts: readonly string[]): readonly string[] {
  const each = [...new Set(texts)];
  return each.length > MAX_TEXTS ? [HOLE] : each;
}

function joined(texts: readonly string[]): readonly string[] {
  return few(texts.map((text) => text.replace(/\u0000+/g, HOLE)));
}
