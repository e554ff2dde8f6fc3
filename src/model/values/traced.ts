import { LIBRARIES_BY_ID } from '../../catalog/index.js';
import type { Kind, Library } from '../../catalog/schema.js';
import type { Expression, ObjectLiteral, TypeName } from '../code/expression.js';
import type { Binding, FunctionBinding, Signature, Source, VariableBinding } from '../code/source.js';
import type { LoggerExample } from '../settings/logger-example.js';
import type { NamedValue } from '../settings/named-value.js';
import type { FunctionDeclaration } from './resolver.js';
import type { EvaluationContext } from './value.js';

/**
 * How it is known what a value is, strongest first: created or imported here, found by following an import
 * into the project's own module, told by a type, told by the settings, used where another value is not given
 * (`options.logger ?? pino()`: the other may be of any library), all that its package hands on under its name, or merely named so.
 */
export type Evidence = 'import' | 'module' | 'type' | 'settings' | 'shape' | 'fallback' | 'package' | 'name';

/** A value that comes from a library of the catalog. */
export interface Origin {
  readonly library: Library;
  /** The value's place in `library.kinds`. */
  readonly kind: string;
  readonly evidence: Evidence;
  /** The call or `new` that made the value, where it was seen. */
  readonly creation: Expression | undefined;
  /** The file it was made in. */
  readonly madeIn?: Source;
  /** A metric's labels by its type, as that is written: `Counter<'path' | 'status'>`. */
  readonly labelNames?: readonly string[];
  /** What makes the metric puts something in front of the name that it is given. */
  readonly isPrefixed?: true;
}

/**
 * What an expression turned out to be. `foreign` is proven to be the project's own, not a library's; of both it and
 * `unknown`, what its members are may be known.
 */
export type Provenance =
  /** `own`: a class of the project that extends the library's, of which some methods may be its own. */
  | { readonly is: 'library'; readonly origin: Origin; readonly own?: OwnValue }
  | { readonly is: 'foreign'; readonly own?: OwnValue }
  | { readonly is: 'unknown'; readonly own?: OwnValue };

/** A value of no library of the catalog: what is known of its methods, by its class, its type or how it is written. */
export interface OwnValue {
  /**
   * A declaration of the project says what it is, and where that is; or the type of a package, by its name; or the settings,
   * by an example of its calls.
   */
  readonly by:
    | { readonly declaration: object; readonly source: Source }
    | { readonly module: string; readonly type: string; readonly isGuessed?: boolean }
    | { readonly example: LoggerExample };
  /** A method by its name; undefined where it has none, or that is not seen. */
  method(name: string): OwnMethod | undefined;
  /** Of a class that is no instance of itself: whether it has a method of that name. */
  hasStatic?(name: string): boolean;
}

/** A method of the project, with its body or by what an interface says of it. */
export type OwnMethod =
  | { readonly is: 'function'; readonly declared: FunctionDeclaration }
  | {
      readonly is: 'signature';
      readonly signature: Signature;
      /** What the classes that stand beside an interface make of it. */
      readonly implementations?: () => readonly FunctionDeclaration[];
    }
  /** A method of a library's logger, bound to it or not. */
  | { readonly is: 'library'; readonly origin: Origin; readonly method: string }
  /** Only that there is one. */
  | { readonly is: 'unseen' }
  /** Methods of computed names are put into it: `logger[level] = (...args) => …`. */
  | { readonly is: 'computed' };

export type ClassBinding = Extract<Binding, { kind: 'class' }>;

export type InterfaceBinding = Extract<Binding, { kind: 'interface' }>;

export type ImportBinding = Extract<Binding, { kind: 'import' }>;

/** What a function declares, and where. */
export interface DeclaredSignature {
  readonly signature: Signature;
  readonly context: EvaluationContext;
}

/** What a value is, as far as the catalog's kinds and the project's own declarations tell it. */
export type TracedValue =
  | { readonly at: 'origin'; readonly origin: Origin; readonly extendedBy?: Instance }
  | { readonly at: 'package'; readonly module: string }
  | { readonly at: 'object'; readonly literal: ObjectLiteral; readonly context: EvaluationContext }
  | { readonly at: 'class' | 'instance'; readonly class: ClassBinding; readonly context: EvaluationContext }
  | { readonly at: 'interface'; readonly interface: InterfaceBinding; readonly context: EvaluationContext }
  | { readonly at: 'function'; readonly function: FunctionBinding; readonly context: EvaluationContext }
  | { readonly at: 'own-module'; readonly module: string; readonly context: EvaluationContext }
  | { readonly at: 'global'; readonly context: EvaluationContext }
  /** On the way to what the settings name, so many steps of it gone; or else an ordinary value. */
  | {
      readonly at: 'named';
      readonly of: readonly NamedValue[];
      readonly steps: number;
      readonly or: TracedValue;
    }
  /** A logger, by an example in the settings. */
  | { readonly at: 'example'; readonly example: LoggerExample }
  /** An object whose methods are put into it under computed names, besides those that it is written with. */
  | {
      readonly at: 'filled';
      readonly declared: VariableBinding;
      readonly or: TracedValue;
      readonly context: EvaluationContext;
    }
  /** A function that is declared without its body. */
  | { readonly at: 'signature'; readonly signature: Signature; readonly context: EvaluationContext }
  /** All of these at once: `Fields & Logger`. */
  | { readonly at: 'intersection'; readonly of: readonly NonNullable<TracedValue>[] }
  /** Of which each element is the same; `isKeyed`: each member is one. */
  | {
      readonly at: 'collection';
      readonly of: NonNullable<TracedValue>;
      readonly isKeyed: boolean;
      /** A loop over it takes keys with their elements. */
      readonly isPairs: boolean;
      readonly context: EvaluationContext;
    }
  /** Declared as a type of a package that is not in the catalog: whatever it is given is used as that. */
  | {
      readonly at: 'other-type';
      readonly module?: string;
      readonly type?: string;
      /** Known by the name of an export alone. */
      readonly isGuessed?: boolean;
      /** Where the type is written. */
      readonly context?: EvaluationContext;
      /** What it is given for its type parameters: `Services` of `Container<Services>`. */
      readonly given?: readonly TypeName[];
    }
  | undefined;

export type OtherType = Extract<TracedValue, { at: 'other-type' }>;

/** A value of a class of the project. */
export interface Instance {
  readonly at: 'class' | 'instance';
  readonly class: ClassBinding;
  readonly context: EvaluationContext;
}

/** The entry of the catalog that describes an origin's kind of value. */
export function kindOf(origin: Origin): Kind {
  return origin.library.kinds[origin.kind] ?? {};
}

/** The declaration that says which methods a value has. */
export function declarationOf(
  value: NonNullable<TracedValue>,
): { declaration: object; source: Source } | undefined {
  switch (value.at) {
    case 'class':
    case 'instance':
      return { declaration: value.class, source: value.context.source };
    case 'interface':
      return { declaration: value.interface, source: value.context.source };
    case 'object':
      return { declaration: value.literal, source: value.context.source };
    case 'filled':
      return { declaration: value.declared, source: value.context.source };
    case 'collection':
      return value.isKeyed ? { declaration: value, source: value.context.source } : undefined;
    case 'intersection': {
      const found = value.of.map(declarationOf).filter((each) => each !== undefined);
      return found[0];
    }
    default:
      return undefined;
  }
}

/** `options.logger ?? console`: the console is only the fallback for a logger that is not known. */
export function isConsole(value: TracedValue): boolean {
  return value?.at === 'origin' && value.origin.library.isConsole === true;
}

/** The logger of a library by its id, for evidence that names the library but no value. */
export function loggerOf(id: string, evidence: Evidence): Origin | undefined {
  const library = LIBRARIES_BY_ID.get(id);
  const kind = library && Object.keys(library.kinds).find((name) => library.kinds[name]?.logger);
  const logger = library?.kinds.logger?.logger ? 'logger' : kind;
  return library && logger ? { library, kind: logger, evidence, creation: undefined } : undefined;
}
