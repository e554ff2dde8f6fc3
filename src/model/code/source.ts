import type { Call, Expression, FunctionLiteral, Identifier, New, TypeName } from './expression.js';

/** A function or method of the project. */
export type FunctionBinding = Extract<Binding, { kind: 'function' }>;
export type ParameterBinding = Extract<Binding, { kind: 'parameter' }>;
export type VariableBinding = Extract<Binding, { kind: 'variable' }>;

/** A call in a function's body, or in a function nested in it. */
export interface BodyCall {
  readonly call: Call | New;
  /** It stands in a nested function, which runs at another time or not at all. */
  readonly isNested: boolean;
  /** What it throws, or rejects with where it is awaited, is caught in the function. */
  readonly isCaught: boolean;
  readonly isAwaited: boolean;
  /** It is what the function returns, or the operand of an `await` that is. */
  readonly isReturned: boolean;
}

/** What a function declares of itself. */
export interface Signature {
  readonly parameters: readonly SignatureParameter[];
  readonly returns: TypeName | undefined;
  /** It gives back what it is called on: `withName(name: string): this`. */
  readonly returnsOwner?: boolean;
  /** It is declared to take what a method of the console takes: `typeof console.log`, `...args: Parameters<typeof console.log>`. */
  readonly isConsoleLike?: boolean;
}

export interface SignatureParameter {
  /** Undefined for a pattern. */
  readonly name: string | undefined;
  /** What it is declared as. */
  readonly type?: TypeName | undefined;
  /** What its type lets through; a value is a number or a boolean. */
  readonly takes: 'text' | 'error' | 'object' | 'value' | 'anything';
  readonly isRest: boolean;
  /** It is the severity of a record: by its name, or the levels that its type names. */
  readonly isLevel?: true;
  /** A call may leave it out: it says so, or has a default. */
  readonly isOptional?: true;
  /** What it is where it is left out. */
  readonly hasDefault?: true;
}

/** The calls that run a function. */
export interface Callers {
  /** Those in its own file, in the order of the text. */
  readonly calls: readonly (Call | New)[];
  /** Whether nothing else can run it: it is not exported, and nowhere passed on. */
  readonly isComplete: boolean;
}

/**
 * What a name stands for, in the order of how a reader would find it: the declaration that introduces it.
 * A `variable` or `parameter` taken out of an object or array has the way to it in `path`
 * (`const { log: { info } } = x` is path `['log', 'info']`).
 */
export type Binding =
  | { readonly kind: 'global'; readonly name: string }
  | {
      readonly kind: 'import';
      readonly module: string;
      /** The exported name, `default`, or `*` for the whole module. */
      readonly imported: string;
      readonly typeOnly: boolean;
    }
  | {
      readonly kind: 'variable';
      /** Assigned once, where it is declared. */
      readonly constant: boolean;
      readonly path: readonly string[];
      readonly init: (() => Expression) | undefined;
      readonly type: TypeName | undefined;
      /**
       * Every value it is given, the first one included; undefined when one of them is not written out: a loop
       * variable, `x += 1`, a destructuring assignment.
       */
      readonly writes?: () => readonly Expression[] | undefined;
      /**
       * Whether this file changes the object or array it holds in place: assigns or deletes a member, `push()`es,
       * `Object.assign()`s to it. Of a class's member: whether it does so to anything's member of the name. What
       * other code does that it is handed to is not seen.
       */
      readonly isMutated?: () => boolean;
      /**
       * Whether other code can get at the object it holds: it is exported, passed on, returned or stored, and not only
       * read for its members.
       */
      readonly escapes?: () => boolean;
      /** What is put into the object it holds: `it[key] = value`. */
      readonly puts?: () => readonly { readonly key: Expression; readonly value: Expression }[];
      /** What is assigned to members of it by their names: `it.user = …`, `Object.assign(it, { user: … })`. */
      readonly sets?: () => readonly { readonly name: string; readonly value: Expression }[];
      /** What is put into the collection it holds, under any key: `it.set(key, value)`, `it[key] = value`, `it.push(value)`. */
      readonly fills?: () => readonly Expression[];
      /** The calls that decorate a field, of which one may say what is injected: `@InjectMetric('orders_total')`. */
      readonly decorators?: () => readonly Expression[];
      /** The default of the part of a value that this is: `const { logger = defaultLogger } = options`. */
      readonly partDefault?: () => Expression;
      /** The list that it takes the elements of in turn: `for (const it of LIST)`. */
      readonly elementOf?: () => Expression;
      /** The constructor's parameter that a member is as well: `constructor(private readonly it)`. */
      readonly ofParameter?: () => Expression;
    }
  | {
      readonly kind: 'parameter';
      readonly constant: boolean;
      readonly index: number;
      readonly path: readonly string[];
      readonly type: TypeName | undefined;
      /** How many parameters the function has. */
      readonly arity: number;
      /** The call the function is handed to, and at which argument. */
      readonly callbackOf: (() => { call: Call | New; argument: number } | undefined) | undefined;
      /** The call among whose options the function is, however deep in them, and the name of its option. */
      readonly optionOf?: () => { call: Call | New; option: string } | undefined;
      readonly default: (() => Expression) | undefined;
      /** The default of the part of the parameter that this is: `{ logger = defaultLogger }`. */
      readonly partDefault?: (() => Expression) | undefined;
      /** What is around the function that says of what type it is. */
      readonly expected?: () => ExpectedType | undefined;
      /** Whether the function changes what it is handed in place. */
      readonly isMutated?: () => boolean;
      /** The function whose parameter it is; the same object each time. */
      readonly function?: () => FunctionBinding;
      /** `...args`: it holds all arguments from its index on. */
      readonly isRest?: boolean;
      /** Whether an expression is evaluated before the function calls its last parameter with nothing, as a middleware does with `next`. */
      readonly isBeforeNext?: (near: Expression) => boolean;
    }
  | { readonly kind: 'caught'; readonly constant: boolean; readonly path: readonly string[] }
  /** `type Log = Logger`, or a type parameter by what it extends. */
  | {
      readonly kind: 'alias';
      readonly type: TypeName | undefined;
      /** What a type parameter is where none is given. */
      readonly default?: TypeName | undefined;
      readonly typeParameters?: TypeParameters;
    }
  | {
      readonly kind: 'function';
      readonly returns: () => readonly Expression[];
      /** What its `if`, `switch` and loop statements decide on, nested functions left out. */
      readonly tests?: () => readonly { readonly test: Expression; readonly isSwitch: boolean }[];
      /** The function's source, for questions that are not worth reading its statements. */
      readonly text?: () => string;
      /** Where it is written, as that of an expression. */
      readonly range?: readonly [number, number];
      /** By name; undefined for a pattern. */
      readonly parameters?: readonly (string | undefined)[];
      /** What it assigns to members of a parameter: `labels.user = …`, `Object.assign(labels, { user: … })`. */
      readonly sets?: (parameter: number) => readonly { readonly name: string; readonly value: Expression }[];
      readonly isAsync?: boolean;
      readonly isGenerator?: boolean;
      /** The calls in its body, those of nested functions included, in the order of the text. */
      readonly calls?: () => readonly BodyCall[];
      /** Whether a statement of its own throws, not to be caught by itself. */
      readonly hasThrow?: () => boolean;
      /** Whether it waits for something else than a call's result, or runs a tag or a generator, and does not catch that. */
      readonly mayFailOtherwise?: () => boolean;
      /** It makes the instances of a class. */
      readonly isConstructor?: boolean;
      /** Who runs it. */
      readonly callers?: () => Callers;
      /** What it declares. */
      readonly signature?: () => Signature;
    }
  | {
      readonly kind: 'class';
      readonly superclass: (() => Expression) | undefined;
      /** What its constructor declares. */
      readonly construct?: () => Signature | undefined;
      readonly typeParameters?: TypeParameters;
      /**
       * A field, accessor, parameter property or constructor assignment, inherited ones included. Where the class and its
       * instances both have one of that name, `isStatic` says whose is meant.
       */
      readonly member: (name: string, isStatic?: boolean) => Located | undefined;
      /** Whether it has a member of that name itself, which its instances do not have. */
      readonly hasStatic?: (name: string) => boolean;
    }
  /** `interface Metrics { orders: Counter }`, or a type of that form: its own members, by the types they are declared with. */
  | {
      readonly kind: 'interface';
      readonly member: (name: string) => Located | undefined;
      /** What it extends. */
      readonly bases?: () => readonly TypeName[];
      /** The classes and objects of its own file that are declared to implement it. */
      readonly implementors?: () => readonly Located[];
      readonly typeParameters?: TypeParameters;
    }
  /** A function that is declared without its body: a method of an interface, an overload, a function's type. */
  | { readonly kind: 'signature'; readonly signature: Signature; readonly typeParameters?: TypeParameters }
  /** `namespace App { interface Logger { … } }` */
  | { readonly kind: 'namespace'; readonly member: (name: string) => Located | undefined }
  | { readonly kind: 'enum'; readonly members: ReadonlyMap<string, string | number | undefined> }
  | { readonly kind: 'unknown' };

/** The type parameters of a declaration, in order: what stands for one has its binding. */
export type TypeParameters = () => readonly Binding[];

/** What says of what type a function or object is that is written without one. */
export interface ExpectedType {
  /** A type that is written around it, or an argument of a call. */
  readonly by: { readonly type: TypeName } | { readonly call: Call | New; readonly argument: number };
  /** The members that lead on from there: `['run']` of `define({ run(ctx) { … } })`; `ELEMENT` for those of a list. */
  readonly path: readonly string[];
}

/** The step from a list to what it is a list of. */
export const ELEMENT = '[]';

/** A binding together with the file it must be read in. */
export interface Located {
  readonly source: Source;
  readonly binding: Binding;
  /** What a class that is extended is given for its type parameters. */
  readonly given?: readonly GivenType[];
  /** A member that may not have its value yet where it is read: in a constructor or a field's initialiser. */
  readonly isLate?: boolean;
}

/** What a type parameter stands for, and the file that says so. */
export interface GivenType {
  readonly parameter: Binding;
  readonly type: TypeName;
  readonly source: Source;
}

/** Something that was computed, for as long as it holds. */
export interface Tracked<Value> {
  /** Undefined once a file that it was read from has changed. */
  read(): Value | undefined;
}

/** A call that gets a variable, or a member of it, as one of its arguments. */
export interface Passed {
  readonly call: Call | New;
  readonly argument: number;
  /** The way from the variable to what is handed over: `['headers']` of `inject(context, options.headers)`. */
  readonly path: readonly string[];
}

/** A type by where it is declared, as a type checker tells it. */
export interface TypeOrigin {
  readonly package: string;
  readonly name: string;
}

/** A type whose values are no objects. */
export type Primitive = 'string' | 'number' | 'boolean' | 'bigint';

/** A test whose outcome is known where an expression is read. */
export type Guard =
  | { readonly test: Expression; readonly holds: boolean }
  /** The cases of a `switch` on `test` that lead there, and no other does. */
  | { readonly test: Expression; readonly cases: readonly Expression[] };

/** A member that the project adds to an interface which is not its own. */
export interface AugmentedMember extends Located {
  /** The interface's name. */
  readonly owner: string;
  /** The package whose it is; undefined for a global one. */
  readonly module: string | undefined;
}

/** A value that a package hands on under a name. */
export interface Handed {
  readonly source: Source;
  readonly value: Expression;
  /** It becomes a member of `this`. */
  readonly isOfThis: boolean;
}

/** What a package hands on under a name, in arguments, options and members. */
export interface HandedOn {
  readonly values: readonly Handed[];
  /** Names of what it becomes a member of: `req` of `req.log = …`. */
  readonly owners: ReadonlySet<string>;
  /** The framework of the package that gives a logger of its own, or its app, under the name. */
  readonly framework: string | undefined;
  /** The library whose child a middleware of the package gives every request under the name, and what requests are called. */
  readonly middleware?: { readonly library: string; readonly owner: RegExp } | undefined;
}

/** A name that code at some place can use. */
export interface VisibleName {
  readonly name: string;
  readonly binding: () => Binding;
  /** Whether it surely has its value there: imported, a parameter, or declared before and not hoisted past. */
  readonly isInitialised: () => boolean;
}

/**
 * One file, as far as judgements need to ask about it. Both syntax-tree adapters answer these questions;
 * nothing in `model/` sees a tree.
 */
export interface Source {
  /** Absolute path. */
  readonly file: string;
  readonly text: string;
  /** What judgements found out about the file, each under a key of its own; it lives as long as the file is read. */
  readonly answers?: Map<object, unknown>;
  /** Computes something, and notes what files it is read from: an answer about this file may depend on others. */
  track?<Value>(compute: () => Value): Tracked<Value>;
  /** What the name stands for at the place where it is written. */
  binding(name: Identifier): Binding;
  /** What a type annotation's first name stands for. */
  typeBinding(type: TypeName): Binding;
  /** What the file assigns to a member of what is written like `owner`: `this.options.orders = new Counter(…)`. */
  assignedTo?(owner: Expression, name: string): readonly Expression[];
  /** The member of the class around `near` that `this.name` reads. */
  thisMember(near: Expression, name: string): Located | undefined;
  /** The class that a function is which is called with `new`: `function Context() { this.log = … }`. */
  constructedBy?(run: FunctionBinding): Binding | undefined;
  /** What the class around `near` extends. */
  superclassAround?(near: Expression): Expression | undefined;
  /** The type that the function around `near` declares for its `this`: `function sell(this: Shop)`. */
  thisTypeAround?(near: Expression): TypeName | undefined;
  /** An export of an installed package, by its declarations; undefined where it has none. */
  installed?(module: string, exported: string): Located | undefined;
  /** The members of a name that the package adds to interfaces of packages, or to global ones. */
  augmented?(name: string): readonly AugmentedMember[];
  /** What declarations of the project say of a global type or namespace of a name. */
  globalTypes?(name: string): readonly Located[];
  /** A function literal as a name that stands for it would be bound. */
  functionOf(literal: FunctionLiteral): Extract<Binding, { kind: 'function' }> | undefined;
  /**
   * The function among the options of a call that `this` stands in, by its name there, and the call:
   * `collect` of `new Gauge({ collect() { this.set(1); } })`.
   */
  optionAround(near: Expression): { readonly name: string; readonly call: Call | New } | undefined;
  /** An export of one of the project's own modules; undefined when it is not the project's or not found. */
  follow(module: string, exported: string): Located | undefined;
  /** The value a module exports under a name. */
  exported(name: string): Located | undefined;

  /** Whether a module's text shows that it exports a function of its own under a name: the module is not parsed for it. */
  exportsFunction(module: string, name: string): boolean;
  /** What code of the package gives a global of a name, or declares it as. */
  globalValues?(name: string): readonly Located[];
  /** What the package hands on under a name, besides what is called so already; the same object while that is so. */
  handedOn?(name: string): HandedOn | undefined;
  /**
   * What the code around an expression is called: the nearest named function, method or variable that holds
   * a function. Undefined at the top level of the file.
   */
  enclosingName(near: Expression): string | undefined;
  /** The name of the innermost function around an expression; undefined where it has none. */
  functionName?(near: Expression): string | undefined;
  /** Whether an expression stands in a function, so that it may have another value each time. */
  isInFunction?(near: Expression): boolean;
  /** Whether a value is made once in the life of a process, and kept: when its module is loaded, or by what only that calls. */
  isMadeOnce?(value: Expression): boolean;
  /** The primitive type that an expression is declared with. */
  primitiveOf?(expression: Expression): Primitive | undefined;
  /** The names of the methods that the functions around an expression are handed to, innermost first. */
  handedTo(near: Expression): Iterable<string>;
  /** The calls that a variable is handed to, in the order of the text: `inject(context, headers)`, `f(options.headers)`. */
  passedTo?(name: Identifier): readonly Passed[];
  /**
   * The calls that follow on a call's result, in order: `.set(…)` and `.send()` of `get(url).set(…).send()`. The
   * chain is complete where its result is awaited or thrown away, so that nothing is added to it elsewhere.
   */
  chainedOn?(call: Call): { readonly calls: readonly Call[]; readonly isComplete: boolean };
  /** Every name in scope at an expression, innermost scope first, those that others shadow left out. */
  visible(near: Expression): Iterable<VisibleName>;
  /**
   * The tests that are known to have held, or failed, where an expression is read, the nearest first: of `if`
   * and `switch` around it, and of statements before it that left otherwise. Those of values that changed in
   * between are left out. An adapter that does not look gives none.
   */
  guards?(near: Expression): Iterable<Guard>;
  /** The declared type, when a type checker is at hand. */
  typeOf(expression: Expression): TypeOrigin | undefined;
  /**
   * How many values the expression's type allows, where it allows only so many: a union of literals, an enum, a
   * boolean. Read from a type checker, or from an annotation in this file.
   */
  valuesOf?(expression: Expression): number | undefined;
  /** Whether an annotation in this file says that an expression is text, a number or a boolean, if it is there. */
  isPrimitive?(expression: Expression): boolean;
}

/** Computes something about a file, to be kept for as long as it holds. */
export function tracked<Value>(source: Source, compute: () => Value): Tracked<Value> {
  if (source.track) return source.track(compute);
  const value = compute();
  return { read: () => value };
}

/**
 * What is found out about something of a file, once for as long as it holds.
 *
 * @param question of whoever asks; nobody else uses the object
 */
export function kept<Value>(source: Source, question: object, about: object, compute: () => Value): Value {
  let known = source.answers?.get(question) as Map<object, Tracked<Value>> | undefined;
  if (!known) {
    known = new Map();
    source.answers?.set(question, known);
  }
  const found = known.get(about)?.read();
  if (found !== undefined) return found;
  let value: Value | undefined;
  known.set(
    about,
    tracked(source, () => (value = compute())),
  );
  return value as Value;
}

/** Whether a file's text matches a pattern, which is not global: read once, however many calls of the file ask. */
export function says(source: Source, pattern: RegExp): boolean {
  const known = source.answers?.get(pattern) as boolean | undefined;
  if (known !== undefined) return known;
  const found = pattern.test(source.text);
  source.answers?.set(pattern, found);
  return found;
}

/** Methods of arrays, maps and sets that change them. */
export const MUTATING_METHODS: ReadonlySet<string> = new Set([
  ...['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'],
  ...['set', 'add', 'delete', 'clear'],
]);
/** Functions that change their first argument. */
export const MUTATING_FUNCTIONS: ReadonlySet<string> = new Set([
  'Object.assign',
  'Object.defineProperty',
  'Object.defineProperties',
  'Reflect.set',
  'Reflect.deleteProperty',
]);

/**
 * The member of a class that is found in these places, in the order of the text: a field may be declared in one and
 * be given its value in another, the constructor. `isMutated` tells whether the file changes the member's value in place.
 */
export function memberOf(found: readonly Binding[], isMutated: () => boolean): Binding | undefined {
  const [first, ...others] = found;
  if (first?.kind !== 'variable') return first;
  const variables = [first, ...others.filter((each) => each.kind === 'variable')];
  return {
    ...first,
    isMutated,
    constant: variables.some((each) => each.constant) && variables.filter((each) => each.init).length < 2,
    init: variables.find((each) => each.init)?.init,
    type: variables.find((each) => each.type)?.type,
  };
}

/**
 * Whether a declaration is surely evaluated before code that stands after it in the text runs: the same
 * function, or functions that nothing before the declaration names and so could have called.
 * `hoisted` are the names of the function declarations around the code.
 */
export function runsBefore(
  declaration: readonly [number, number],
  code: number,
  hoisted: readonly string[],
  text: string,
): boolean {
  if (declaration[1] > code) return false;
  const before = text.slice(0, declaration[0]);
  return !hoisted.some((name) =>
    new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(before),
  );
}
