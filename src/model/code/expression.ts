/**
 * An expression as plain data, the same whether it was read from ESTree or from the TypeScript tree.
 *
 * The adapters (`recognize/estree.ts`, `codemod/source.ts`) build it; every judgement over source code
 * reads it. Parentheses and, in `assertion`, type syntax do not appear as nodes: `text` is the source of
 * the node itself.
 */
export type Expression =
  | Literal
  | Template
  | TaggedTemplate
  | Identifier
  | This
  | Member
  | Call
  | New
  | ObjectLiteral
  | ArrayLiteral
  | Operation
  | Conditional
  | Unary
  | Assertion
  | FunctionLiteral
  | Spread
  | Other;

interface Node {
  /** Source text of exactly this node, without surrounding parentheses. */
  readonly text: string;
  /** Offsets into the file, in UTF-16 code units: start inclusive, end exclusive. */
  readonly range: readonly [number, number];
}

export interface Literal extends Node {
  readonly kind: 'literal';
  /** `undefined` for a regular expression or a bigint, whose value is only in `text`. */
  readonly value: string | number | boolean | null | undefined;
}
export interface Template extends Node {
  readonly kind: 'template';
  /** Cooked text; one more than `expressions`. */
  readonly quasis: readonly string[];
  readonly expressions: readonly Expression[];
}
export interface TaggedTemplate extends Node {
  readonly kind: 'tagged';
  readonly tag: Expression;
  readonly quasi: Template;
  /** Text as written between the placeholders, what `String.raw` yields. */
  readonly raw: readonly string[];
}
export interface Identifier extends Node {
  readonly kind: 'identifier';
  readonly name: string;
}
export interface This extends Node {
  readonly kind: 'this';
}
export interface Member extends Node {
  readonly kind: 'member';
  readonly object: Expression;
  /** The property's name where the source spells it (`a.b`, `a['b']`), else the computed expression. */
  readonly property: string | Expression;
  readonly optional: boolean;
}
export interface Call extends Node {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly arguments: readonly Expression[];
  readonly optional: boolean;
  /** What it is given for type parameters: `get<Logger>('log')`. */
  readonly types?: readonly (TypeName | undefined)[];
}
export interface New extends Node {
  readonly kind: 'new';
  readonly callee: Expression;
  readonly arguments: readonly Expression[];
  /** What it is given for type parameters: `new Map<string, Logger>()`. */
  readonly types?: readonly (TypeName | undefined)[];
}
export interface Property {
  /** `undefined` for a spread, whose `value` is what is spread. */
  readonly key: string | Expression | undefined;
  readonly value: Expression;
  readonly shorthand: boolean;
  /** A method, getter or setter: not a plain value. */
  readonly accessor: boolean;
  /** `info() { … }` */
  readonly isMethod?: boolean;
  readonly range: readonly [number, number];
  readonly text: string;
}
export interface ObjectLiteral extends Node {
  readonly kind: 'object';
  readonly properties: readonly Property[];
}
export interface ArrayLiteral extends Node {
  readonly kind: 'array';
  /** A hole is left out; no judgement here depends on positions. */
  readonly elements: readonly Expression[];
}
/** Binary and logical operators alike. */
export interface Operation extends Node {
  readonly kind: 'operation';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}
export interface Conditional extends Node {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}
/** Prefix operators, `await`, `typeof`, `void` and `delete` included. */
export interface Unary extends Node {
  readonly kind: 'unary';
  readonly operator: string;
  readonly operand: Expression;
}
/** `x as T`, `x satisfies T`, `<T>x` and `x!`. */
export interface Assertion extends Node {
  readonly kind: 'assertion';
  readonly operand: Expression;
  readonly type: TypeName | undefined;
}
export interface FunctionLiteral extends Node {
  readonly kind: 'function';
  readonly parameters: readonly (string | undefined)[];
}
export interface Spread extends Node {
  readonly kind: 'spread';
  readonly operand: Expression;
}
export interface Other extends Node {
  readonly kind: 'other';
  /** Binds more loosely than an argument allows: a sequence, which needs parentheses where it is put. */
  readonly loose: boolean;
}

/** The name at the head of a type annotation: `Logger` in `Logger<Levels>`, `pino.Logger` as a path. */
export interface TypeName {
  /** The texts that it is given for its first type parameter, as they are written: of `Counter<'path' | 'status'>`. */
  readonly texts?: readonly string[];
  /** The name, with those of the modules it is a member of; empty where the type is written out: `{ log: Logger }`. */
  readonly path: readonly string[];
  /** The value may be missing as well: `Logger | undefined`, `logger?: Logger`. */
  readonly isNullable?: boolean;
  /** The value may be of a type without a name as well: `Date | string`. */
  readonly isOneOf?: boolean;
  /** The name is a value's: `typeof logger`, `ReturnType<typeof makeLogger>`, `InstanceType<typeof Logger>`. */
  readonly of?: 'value' | 'result' | 'instance';
  /** The members that lead on to the type: `['logger']` of `Options['logger']`. */
  readonly members?: readonly string[];
  /** What it is as well: `Fields & Logger`. */
  readonly also?: readonly TypeName[];
  /** What it is a collection of: `Logger[]`, `Map<string, Logger>`. */
  readonly elements?: TypeName;
  /** Of which it is another, where it is not this: loggers alone, `Logger | LoggerWrapper`. */
  readonly or?: readonly TypeName[];
  /** The module that it names itself: `import('pino').Logger`. */
  readonly module?: string;
  /** What it is given for its parameters, undefined for what has no name: `Handler<Context>`. */
  readonly arguments?: readonly (TypeName | undefined)[];
  /** Where it is written, for whoever reads syntax. */
  readonly node?: object;
}

/** What a type is called, without the modules it is a member of; undefined for one that has no name of its own. */
export function nameOfType(type: TypeName | undefined): string | undefined {
  return type && !type.of && !type.members && !type.elements ? type.path.at(-1) : undefined;
}

/** Removes what changes no value: type assertions, non-null marks. */
export function unwrap(expression: Expression): Expression {
  return expression.kind === 'assertion' ? unwrap(expression.operand) : expression;
}

/** Whether a value may be `undefined` or `null` by the way it is written: `x && y`, `a?.b`, `c ? d : null`. */
export function mayBeMissing(expression: Expression): boolean {
  const read = unwrap(expression);
  switch (read.kind) {
    case 'literal':
      return read.value === null;
    case 'identifier':
      return read.name === 'undefined';
    case 'operation':
      return read.operator === '&&' || (['||', '??'].includes(read.operator) && mayBeMissing(read.right));
    case 'conditional':
      return mayBeMissing(read.whenTrue) || mayBeMissing(read.whenFalse);
    case 'member':
      return read.optional || mayBeMissing(read.object);
    case 'call':
      return read.optional || mayBeMissing(read.callee);
    default:
      return false;
  }
}

/** The spelled-out name of a member's property, or undefined when it is computed. */
export function propertyName(expression: Expression): string | undefined {
  return expression.kind === 'member' && typeof expression.property === 'string'
    ? expression.property
    : undefined;
}

/** Whether an expression is written as `undefined` or `null`. */
export function isNothing(expression: Expression): boolean {
  const read = unwrap(expression);
  return (
    (read.kind === 'identifier' && read.name === 'undefined') ||
    (read.kind === 'literal' && read.value === null)
  );
}

/** The last name of a plain read: `id` of `id` and of `order.id`. */
export function lastName(expression: Expression): string | undefined {
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

/** The value of an object literal's property by its spelled-out key. */
export function propertyOf(object: Expression | undefined, key: string): Expression | undefined {
  if (object?.kind !== 'object') return undefined;
  return object.properties.find((property) => property.key === key && !property.accessor)?.value;
}

/** The function that an object literal has as its method. */
export function methodIn(object: ObjectLiteral, key: string): Expression | undefined {
  return object.properties.find((property) => property.key === key && property.isMethod)?.value;
}

/** Every expression directly inside another, in evaluation order. */
export function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'template':
      return expression.expressions;
    case 'tagged':
      return [expression.tag, ...expression.quasi.expressions];
    case 'member':
      return typeof expression.property === 'string'
        ? [expression.object]
        : [expression.object, expression.property];
    case 'call':
    case 'new':
      return [expression.callee, ...expression.arguments];
    case 'object':
      return expression.properties.flatMap((property) =>
        typeof property.key === 'object' ? [property.key, property.value] : [property.value],
      );
    case 'array':
      return expression.elements;
    case 'operation':
      return [expression.left, expression.right];
    case 'conditional':
      return [expression.test, expression.whenTrue, expression.whenFalse];
    case 'unary':
    case 'assertion':
    case 'spread':
      return [expression.operand];
    default:
      return [];
  }
}

/**
 * Whether reading the expression can neither run other code nor fail: names, literals and property reads.
 * Property reads count although a getter could run, as no reader of telemetry code writes it for that.
 */
export function isPlainRead(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
    case 'identifier':
    case 'this':
      return true;
    case 'member':
      return typeof expression.property === 'string' && isPlainRead(expression.object);
    case 'assertion':
      return isPlainRead(expression.operand);
    default:
      return false;
  }
}

/** Whether two expressions read the same thing: `err` and `(err as Error)`, `a.b` and `a.b`. */
export function sameRead(a: Expression, b: Expression): boolean {
  const left = unwrap(a);
  const right = unwrap(b);
  if (left.kind === 'identifier' && right.kind === 'identifier') return left.name === right.name;
  if (left.kind === 'this' && right.kind === 'this') return true;
  return (
    left.kind === 'member' &&
    right.kind === 'member' &&
    typeof left.property === 'string' &&
    left.property === right.property &&
    sameRead(left.object, right.object)
  );
}

/** An expression's source for a message: one line, not longer than a reader wants. */
export function brief(expression: Expression): string {
  const text = expression.text.replace(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
