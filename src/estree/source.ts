import type { Reference, Scope, ScopeManager, ScopeVariable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type {
  Call,
  Expression,
  FunctionLiteral,
  Identifier,
  ObjectLiteral,
  Property,
  Template,
  TypeName,
} from '../model/code/expression.js';
import {
  type Binding,
  type BodyCall,
  type Callers,
  type ExpectedType,
  type FunctionBinding,
  type GivenType,
  type Guard,
  type HandedOn,
  type AugmentedMember,
  type Located,
  type Passed,
  type Primitive,
  type Signature,
  type Source,
  type TypeOrigin,
  type TypeParameters,
  type VariableBinding,
  type VisibleName,
  MUTATING_FUNCTIONS,
  MUTATING_METHODS,
  memberOf,
  runsBefore,
} from '../model/code/source.js';
import { oncePer } from '../model/code/once.js';
import { isTooDeep, mayBeTooDeep } from './depth.js';
import { type CallsOf, callsIn, callsOf, hasThrow, mayFailOtherwise, isMadeOnce } from './function-body.js';
import { Guards } from './guards.js';
import { type JsdocTypes, commentedStarts, jsdocTypesOf, mayHaveJsdocTypes } from './jsdoc.js';
import { signatureOf, signatureOfType } from './signature.js';
import { descendants } from './tree.js';
import { expectedAt } from './expected-type.js';
import { annotationOf, nullable, typeNameOf } from './type-name.js';
import { augmentationsIn } from './augmentations.js';
import { keyOf, memberName } from './member-name.js';
import {
  type PrototypeMembers,
  constructorName,
  prototypeClassAround,
  prototypeClassesIn,
} from './prototype-class.js';

export { memberName } from './member-name.js';

type Node = TSESTree.Node;
type Variable = ScopeVariable;
type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;
type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

/** `it[key] = value` */
interface Put {
  readonly key: Expression;
  readonly value: Expression;
}

/** Types that say no more than that a value may be missing. */
const MISSING = new Set(['undefined', 'null']);
const MAX_TYPE_DEPTH = 8;

/** Definitions of names that are no types. */
const VALUE_DEFINITIONS = new Set(['Variable', 'Parameter']);

/** Modules that pass others on whole, asked for one name: a generated index has hundreds. */
const MAX_MODULES = 100;

/** Modules that one class is followed through. */
const MAX_REEXPORTS = 4;

/** A file's syntax and its scope analysis. */
export interface ParsedFile {
  readonly ast: TSESTree.Program;
  readonly scopeManager: ScopeManager | null;
  /** Whoever parsed it has seen that it nests no deeper than is judged. */
  readonly isShallow?: boolean;
}

/** What the adapter needs besides the tree. */
export interface EstreeInput {
  readonly file: string;
  readonly text: string;
  /** Parses the file, when something is asked that its text does not answer; undefined where it does not parse. */
  readonly parsed: () => ParsedFile | undefined;
  /** Finds another of the project's modules, from this file. */
  readonly follow: (module: string) => EstreeSource | undefined;
  /** The files of the package that give a global of a name its value, or declare it. */
  readonly definingGlobal?: (name: string) => readonly EstreeSource[];
  /** What the package hands on under a name. */
  readonly handedOn?: (name: string) => HandedOn | undefined;
  /** The name of the package that a specifier names: Deno has others for them. */
  readonly published?: (module: string) => string;
  /** Whether a module is one of the project, or of a package that is installed or that some manifest asks for. */
  readonly hasPackage?: (module: string) => boolean;
  /** The declarations of an installed package, or of another module of one. */
  readonly declarations?: (module: string) => EstreeSource | undefined;
  /** The files of the project that declare a global type or namespace of a name. */
  readonly declaringType?: (name: string) => readonly EstreeSource[];
  /** The files of the package that add members to interfaces of packages, or to global ones. */
  readonly augmenting?: () => readonly EstreeSource[];
  /** Parses TypeScript that is not in a file. */
  readonly parseTypes?: (text: string) => ParsedFile | undefined;
  /** The file whose comments this is read from: names that it does not declare are that one's. */
  readonly outer?: EstreeSource;
  readonly typeOf?: (node: Node) => TypeOrigin | undefined;
  /** How many values a node's type allows, from a type checker. */
  readonly valuesOf?: (node: Node) => number | undefined;
  /** Notes what files something is computed from. Absent: nothing changes while the file is read. */
  readonly track?: Source['track'];
}

/** One file read through ESTree and its scope analysis. */
export class EstreeSource implements Source {
  readonly file: string;
  readonly text: string;
  readonly answers = new Map<object, unknown>();
  readonly track: Source['track'];
  // Plain maps: they live and die with the tree, and weak ones cost the collector several times as much.
  private readonly expressions = new Map<Node, Expression>();
  private readonly nodes = new Map<Expression, Node>();
  private readonly bindings = new Map<Variable, Binding>();
  private readonly members = new Map<ClassNode, Map<string, Located | undefined>>();
  private readonly collections = new Map<ClassNode, ReadonlySet<string>>();
  private readonly assignments = new Map<
    ClassNode,
    ReadonlyMap<string, readonly TSESTree.AssignmentExpression[]>
  >();
  private readonly functions = new Map<FunctionNode, FunctionBinding>();
  private readonly functionNodes = new Map<FunctionBinding, FunctionNode>();
  private accesses: ReadonlyMap<string, readonly TSESTree.MemberExpression[]> | undefined;
  private onThis: OwnMembers | undefined;
  private writtenAsFunctions: ReadonlyMap<string, PrototypeMembers> | undefined;
  private readonly prototypeBindings = new Map<FunctionBinding, Binding | undefined>();
  private mutated: ReadonlySet<string | undefined> | undefined;
  private guarding: Guards | undefined;
  private read: { readonly file: ParsedFile | undefined } | undefined;
  /** Whether the text says `export *`: each name that others pass on is asked of it. */
  private passesOn: boolean | undefined;
  private commentTypes: { readonly types: JsdocTypes; readonly source: EstreeSource } | null | undefined;

  constructor(private readonly input: EstreeInput) {
    this.file = input.file;
    this.text = input.text;
    this.track = input.track;
  }

  private get parsed(): ParsedFile | undefined {
    if (!this.read) {
      const file = this.input.parsed();
      const isDeep = file && !file.isShallow && mayBeTooDeep(this.input.text) && isTooDeep(file.ast);
      this.read = { file: isDeep ? undefined : file };
    }
    return this.read.file;
  }

  /** Whether the file parses, and nests no deeper than is judged. */
  get isJudged(): boolean {
    return this.parsed !== undefined;
  }

  /** The file's tree, for questions about the order of its statements; an empty one where it does not parse. */
  get program(): TSESTree.Program {
    return this.parsed?.ast ?? EMPTY;
  }

  /** The file's scopes; null where it does not parse. */
  get scopes(): ParsedFile['scopeManager'] {
    return this.parsed?.scopeManager ?? null;
  }

  /** Another of the project's own modules, by the specifier that this file would import it with. */
  module(specifier: string): EstreeSource | undefined {
    const found = this.input.follow(specifier);
    // What does not parse proves nothing about what is in it.
    return found?.parsed && found;
  }

  /** The expression that a node is, as the model sees it. */
  expression(node: Node): Expression {
    const known = this.expressions.get(node);
    if (known) return known;
    const made = this.convert(node);
    this.expressions.set(node, made);
    if (!this.nodes.has(made)) this.nodes.set(made, node);
    return made;
  }

  /** The node an expression was read from. */
  nodeOf(expression: Expression): Node | undefined {
    return this.nodes.get(expression);
  }

  /** The node a function's binding was read from. */
  nodeOfFunction(binding: FunctionBinding): FunctionNode | undefined {
    return this.functionNodes.get(binding);
  }

  binding(name: Identifier): Binding {
    const node = this.nodes.get(name);
    if (node?.type !== 'Identifier') return { kind: 'unknown' };
    const variable = this.variable(node, name.name);
    return variable ? this.declared(variable) : { kind: 'global', name: name.name };
  }

  typeBinding(type: TypeName): Binding {
    const [name, ...members] = type.path;
    const node = type.node as Node | undefined;
    if (type.module !== undefined)
      return { kind: 'import', module: type.module, imported: name ?? '*', typeOnly: true };
    // What a comment says is read in a tree of its own.
    const comments = this.commentTypes?.source;
    if (node && comments?.program === programOf(node)) return comments.typeBinding(type);
    if (name === undefined) return (node && this.writtenTypeBinding(node)) ?? { kind: 'unknown' };
    const variable = this.typeVariable(node ?? this.program, name);
    if (!variable) return this.input.outer?.topLevelType(name) ?? { kind: 'global', name };
    return (members.length > 0 ? this.namespaceOf(variable) : undefined) ?? this.declared(variable);
  }

  /** What a name is declared as where a type is meant: `const Logger: Logger = make()` is of the type that the file imports. */
  private typeVariable(at: Node, name: string): Variable | undefined {
    const found = this.variable(at, name);
    if (!found?.defs.every(({ type }) => VALUE_DEFINITIONS.has(type))) return found;
    for (let scope = found.scope.upper; scope; scope = scope.upper) {
      const outer = scope.set.get(name);
      if (outer && outer.defs.length > 0) return outer;
    }
    return found;
  }

  /** What a name of the file stands for as a type; what is required is its module's. */
  private topLevelType(name: string): Binding | undefined {
    const variable = this.variable(this.program, name);
    return variable && (this.required(variable) ?? this.declared(variable));
  }

  /** A variable that holds a module, or an export of one, as an import of it: `const { Base } = require('./base')`. */
  private required({ defs }: Variable): Binding | undefined {
    const definition = defs.at(-1);
    const declarator = definition?.node as Node | undefined;
    const init = declarator?.type === 'VariableDeclarator' ? declarator.init : undefined;
    if (init?.type !== 'CallExpression' || init.callee.type !== 'Identifier') return undefined;
    const [module] = init.arguments;
    if (init.callee.name !== 'require' || module?.type !== 'Literal') return undefined;
    if (typeof module.value !== 'string' || declarator?.type !== 'VariableDeclarator') return undefined;
    const [imported = '*'] = pathTo(definition?.name as Node, declarator.id) ?? [];
    return { kind: 'import', module: module.value, imported, typeOnly: true };
  }

  /** The types that the file's comments declare, where it is JavaScript. */
  private get jsdoc(): { readonly types: JsdocTypes; readonly source: EstreeSource } | undefined {
    if (this.commentTypes === undefined) {
      const { parseTypes } = this.input;
      const isThere = parseTypes && !this.input.outer && mayHaveJsdocTypes(this.file, this.text);
      this.commentTypes = isThere ? this.readJsdoc(parseTypes) : null;
    }
    return this.commentTypes ?? undefined;
  }

  private readJsdoc(parseTypes: (text: string) => ParsedFile | undefined): {
    readonly types: JsdocTypes;
    readonly source: EstreeSource;
  } {
    // One type that is none would take all others with it.
    const isDeclared = (name: string) =>
      this.variable(this.program, name) !== undefined || this.globalTypes(name).length > 0;
    const surroundings = { isDeclared, hasPackage: this.input.hasPackage ?? (() => true) };
    const whole = jsdocTypesOf(this.text, () => true, surroundings);
    const isWhole = parseTypes(whole.text) !== undefined;
    const types = isWhole
      ? whole
      : jsdocTypesOf(this.text, (type) => parseTypes(`type T = ${type};`) !== undefined, surroundings);
    const parsed = () => parseTypes(types.text);
    const source = new EstreeSource({ ...this.input, text: types.text, parsed, outer: this });
    return { types, source };
  }

  /** The type that the comment before a node declares: of itself, or of a parameter. */
  private commentedType(node: Node, parameter?: string): TypeName | undefined {
    const found = this.jsdoc;
    if (!found || found.types.comments.size === 0) return undefined;
    for (const start of commentedStarts(node)) {
      const comment = found.types.comments.get(start);
      const name = parameter === undefined ? comment?.type : comment?.parameters.get(parameter);
      if (name !== undefined) return { path: [name], node: found.source.program };
    }
    return undefined;
  }

  /** What a function or method of JavaScript gives back, by the comment before it. */
  private commentedResult(owner: Node): TypeName | undefined {
    const found = this.jsdoc;
    if (!found || found.types.comments.size === 0) return undefined;
    for (const start of commentedStarts(owner)) {
      const name = found.types.comments.get(start)?.returns;
      if (name !== undefined) return { path: [name], node: found.source.program };
    }
    return undefined;
  }

  /** By its name, or for a pattern by its place. */
  private commentedParameter(owner: FunctionNode, index: number): TypeName | undefined {
    const found = this.jsdoc;
    const param = owner.params[index];
    if (!found || !param) return undefined;
    const target = param.type === 'AssignmentPattern' ? param.left : param;
    if (target.type === 'Identifier') return this.commentedType(owner, target.name);
    for (const start of commentedStarts(owner)) {
      const name = [...(found.types.comments.get(start)?.parameters.values() ?? [])][index];
      if (name !== undefined) return { path: [name], node: found.source.program };
    }
    return undefined;
  }

  /** The namespace that a name is declared as, whatever it is besides. */
  private namespaceOf({ defs }: Variable): Binding | undefined {
    const blocks = defs.flatMap(({ node }) =>
      (node as Node).type === 'TSModuleDeclaration' ? [node as TSESTree.TSModuleDeclaration] : [],
    );
    return blocks.length > 0 ? this.namespaceBinding(blocks) : undefined;
  }

  /** Every declaration of one is a part of it. */
  private namespaceBinding(blocks: readonly TSESTree.TSModuleDeclaration[]): Binding {
    const member = (name: string): Located | undefined => {
      for (const block of blocks) {
        const scope = block.body && this.parsed?.scopeManager?.acquire(block, true);
        const variable = scope?.set.get(name);
        if (variable && variable.defs.length > 0)
          return { source: this, binding: this.namespaceOf(variable) ?? this.declared(variable) };
      }
      return undefined;
    };
    return { kind: 'namespace', member };
  }

  installed(module: string, exported: string): Located | undefined {
    return this.input.declarations?.(module)?.exported(exported);
  }

  globalTypes(name: string): readonly Located[] {
    return (this.input.declaringType?.(name) ?? []).flatMap((source) => {
      const binding = source.isJudged ? source.globalType(name) : undefined;
      return binding ? [{ source, binding }] : [];
    });
  }

  augmented(name: string): readonly AugmentedMember[] {
    return (this.input.augmenting?.() ?? []).flatMap((source) =>
      source.text.includes(name) ? source.membersAdded(name) : [],
    );
  }

  private membersAdded(name: string): readonly AugmentedMember[] {
    return augmentationsIn(this.program).flatMap(({ module, name: owner, members }) => {
      const binding = this.interfaceBinding(members);
      const member = binding.kind === 'interface' ? binding.member(name) : undefined;
      return member ? [{ ...member, owner, module }] : [];
    });
  }

  /** What a file declares globally: in `declare global`, or at the top of one that is no module. */
  private globalType(name: string): Binding | undefined {
    const global = this.program.body.find(
      (each) => each.type === 'TSModuleDeclaration' && each.kind === 'global',
    );
    const scope = global && this.scopes?.acquire(global, true);
    const variable = scope?.set.get(name) ?? this.variable(this.program, name);
    return variable && (this.namespaceOf(variable) ?? this.declared(variable));
  }

  thisMember(near: Expression, name: string): Located | undefined {
    const node = this.nodes.get(near);
    const around = enclosingMember(node);
    if (!around) return this.literalMember(node, name) ?? (node && this.prototypeMemberAround(node, name));
    const found = this.classMember(around.owner, name, around.isStatic);
    return found && { ...found, isLate: found.isLate === true || around.isInitialising };
  }

  private prototypeMemberAround(node: Node, name: string): Located | undefined {
    const owner = this.prototypeClasses.size > 0 ? prototypeClassAround(node) : undefined;
    return owner === undefined ? undefined : this.prototypeMember(owner, name);
  }

  private get prototypeClasses(): ReadonlyMap<string, PrototypeMembers> {
    return (this.writtenAsFunctions ??= prototypeClassesIn(this.program, this.text));
  }

  /** A member of the instances of a class that is written as a function. */
  private prototypeMember(owner: string, name: string): Located | undefined {
    const values = this.prototypeClasses.get(owner)?.get(name);
    if (!values) return undefined;
    const [only, ...others] = values.filter((each) => !isNothing(each) && !isBound(each, name));
    if (only && others.length === 0 && isFunction(only))
      return { source: this, binding: this.functionBinding(only) };
    const writes = () => values.map((each) => this.expression(each));
    const init = only && others.length === 0 ? { init: () => this.expression(only) } : {};
    return { source: this, binding: { ...UNDECLARED, writes, ...init }, isLate: true };
  }

  constructedBy(run: FunctionBinding): Binding | undefined {
    if (this.prototypeBindings.has(run)) return this.prototypeBindings.get(run);
    const node = this.functionNodes.get(run);
    const name = node && constructorName(node);
    const isClass = name !== undefined && this.prototypeClasses.has(name);
    const member = (key: string) => this.prototypeMember(name ?? '', key);
    const binding: Binding | undefined = isClass
      ? { kind: 'class', superclass: undefined, member }
      : undefined;
    this.prototypeBindings.set(run, binding);
    return binding;
  }

  assignedTo(owner: Expression, name: string): readonly Expression[] {
    return this.accessesOf(name).flatMap((access) => {
      const { parent } = access;
      const isWrite = parent.type === 'AssignmentExpression' && parent.left === access;
      const [start, end] = access.object.range;
      return isWrite && this.input.text.slice(start, end) === owner.text
        ? [this.expression(parent.right)]
        : [];
    });
  }

  superclassAround(near: Expression): Expression | undefined {
    const superclass = enclosingMember(this.nodes.get(near))?.owner.superClass;
    return superclass ? this.expression(superclass) : undefined;
  }

  thisTypeAround(near: Expression): TypeName | undefined {
    let at = this.nodes.get(near)?.parent;
    while (at && (!isFunction(at) || at.type === 'ArrowFunctionExpression')) at = at.parent;
    const first = at && isFunction(at) ? at.params[0] : undefined;
    return first?.type === 'Identifier' && first.name === 'this' ? annotationOf(first) : undefined;
  }

  /** What `this.name` is in a method of an object literal: a property of it, or what its methods assign. */
  private literalMember(near: Node | undefined, name: string): Located | undefined {
    const owner = near && enclosingLiteral(near);
    if (!owner) return undefined;
    for (const property of owner.properties) {
      if (property.type !== 'Property' || keyOf(property) !== name || property.kind !== 'init') continue;
      const { value } = property;
      if (isFunction(value)) return { source: this, binding: this.functionBinding(value) };
      if (isNothing(value)) break;
      const init = () => this.expression(value);
      return { source: this, binding: { ...UNDECLARED, init } };
    }
    if (!this.ownMembers.assigned.has(name)) return undefined;
    const assigned = assignmentsIn(owner).get(name) ?? [];
    const [only, ...others] = assigned.filter(({ right }) => !isNothing(right));
    if (!only || others.length > 0) return undefined;
    return {
      source: this,
      binding: { ...UNDECLARED, init: () => this.expression(only.right) },
      isLate: true,
    };
  }

  /**
   * Whether a name or a member of `this` is declared as a collection of the language's own: `cache = new Map()`. Told
   * from the declaration alone, which costs less than reading what the value is.
   */
  isCollection(node: Node): boolean {
    if (node.type === 'Identifier') {
      const declarator = this.variable(node, node.name)?.defs.at(-1)?.node as Node | undefined;
      return (
        declarator?.type === 'VariableDeclarator' &&
        declarator.id.type === 'Identifier' &&
        isCollectionMade(declarator.id.typeAnnotation?.typeAnnotation, declarator.init)
      );
    }
    if (node.type !== 'MemberExpression' || node.object.type !== 'ThisExpression') return false;
    const name = memberName(node);
    const owner = enclosingMember(node)?.owner;
    if (!owner || name === undefined) return false;
    let names = this.collections.get(owner);
    if (!names) this.collections.set(owner, (names = collectionsOf(owner)));
    return names.has(name);
  }

  optionAround(near: Expression): ReturnType<Source['optionAround']> {
    let at = this.nodes.get(near)?.parent;
    while (at && (!isFunction(at) || at.type === 'ArrowFunctionExpression')) at = at.parent;
    const property = at?.parent;
    const name = property?.type === 'Property' && property.value === at ? keyOf(property) : undefined;
    const handed = name !== undefined && property?.parent ? this.argumentOf(property.parent) : undefined;
    return name !== undefined && handed ? { name, call: handed.call } : undefined;
  }

  follow(module: string, exported: string): Located | undefined {
    return this.input.follow(module)?.exported(exported);
  }

  exported(name: string): Located | undefined {
    return this.exportedThrough(name, new Set());
  }

  exportsFunction(module: string, name: string): boolean {
    const text = this.input.follow(module)?.text;
    return text !== undefined && exportsFunctionByText(text, name);
  }

  globalValues(name: string): readonly Located[] {
    return (this.input.definingGlobal?.(name) ?? []).flatMap((source) => {
      const binding = source.isJudged ? globalBinding(source, name) : undefined;
      return binding ? [{ source, binding }] : [];
    });
  }

  handedOn(name: string): HandedOn | undefined {
    return this.input.handedOn?.(name);
  }

  /** Each module is asked once a question: many may `export *` from the same one, and two from each other. */
  private exportedThrough(name: string, asked: Set<EstreeSource>): Located | undefined {
    if (asked.has(this) || asked.size > MAX_MODULES) return undefined;
    asked.add(this);
    // Most modules that an index passes on are another name's: their text says so.
    if (!this.mayExport(name)) return undefined;
    if (this.read === undefined && declaresInterface(this.text, name)) return this.writtenInterface(name);
    return this.findExport(name, asked);
  }

  /** Whether it can export a name at all: it has the name in its text, or passes on all of another module's. */
  private mayExport(name: string): boolean {
    if (name === 'default' || name === '*' || this.text.includes(name)) return true;
    return (this.passesOn ??= /export\s*\*/.test(this.text));
  }

  /** An exported interface that the text shows: what its members are is read when it is asked. */
  private writtenInterface(name: string): Located {
    const member = (key: string): Located | undefined => {
      const { binding } = this.findExport(name, new Set()) ?? {};
      return binding?.kind === 'interface' ? binding.member(key) : undefined;
    };
    const bases = () => {
      const { binding } = this.findExport(name, new Set()) ?? {};
      return binding?.kind === 'interface' ? (binding.bases?.() ?? []) : [];
    };
    const implementors = () => {
      const { binding } = this.findExport(name, new Set()) ?? {};
      return binding?.kind === 'interface' ? (binding.implementors?.() ?? []) : [];
    };
    const isExtended = new RegExp(`\\binterface\\s+${name}\\b[^{]{0,200}\\bextends\\b`).test(this.text);
    const isGeneric = new RegExp(`\\binterface\\s+${name}\\s*<`).test(this.text);
    const typeParameters = () => {
      const { binding } = this.findExport(name, new Set()) ?? {};
      return binding?.kind === 'interface' ? (binding.typeParameters?.() ?? []) : [];
    };
    const binding: Binding = {
      kind: 'interface',
      member,
      implementors,
      ...(isExtended && { bases }),
      ...(isGeneric && { typeParameters }),
    };
    return { source: this, binding };
  }

  private findExport(name: string, asked: Set<EstreeSource>): Located | undefined {
    const wildcards: string[] = [];
    for (const statement of this.program.body) {
      const found = this.exportedBy(statement, name, wildcards);
      if (found) return found;
    }
    for (const module of wildcards) {
      const found = this.input.follow(module)?.exportedThrough(name, asked);
      if (found) return found;
    }
    return name === '*' || name === 'default' ? this.exportsObject() : undefined;
  }

  /** The variable that holds what a CommonJS module exports: `const logger = exports`. */
  private exportsObject(): Located | undefined {
    if (!/=\s*(?:module\.)?exports\b/.test(this.text)) return undefined;
    for (const statement of this.program.body) {
      if (statement.type !== 'VariableDeclaration') continue;
      for (const { id, init } of statement.declarations) {
        const isExports = init && /^(?:module\.)?exports$/.test(this.text.slice(...init.range));
        const binding = isExports && id.type === 'Identifier' ? this.named(id.name) : undefined;
        if (binding) return { source: this, binding };
      }
    }
    return undefined;
  }

  enclosingName(near: Expression): string | undefined {
    for (let node = this.nodes.get(near)?.parent; node; node = node.parent) {
      const name = isFunction(node) ? nameOfFunction(node) : undefined;
      if (name !== undefined && name !== 'exports') return name;
    }
    return undefined;
  }

  functionName(near: Expression): string | undefined {
    for (let node = this.nodes.get(near)?.parent; node; node = node.parent)
      if (isFunction(node)) return nameOfFunction(node);
    return undefined;
  }

  isInFunction(near: Expression): boolean {
    const node = this.nodes.get(near);
    return node !== undefined && enclosingFunction(node) !== undefined;
  }

  isMadeOnce(value: Expression): boolean {
    const node = this.nodes.get(value);
    return node !== undefined && isMadeOnce(node, (each) => this.callNodesOf(each));
  }

  primitiveOf(expression: Expression): Primitive | undefined {
    const node = this.nodes.get(expression);
    const type = node && this.writtenType(node);
    return type && primitiveOfType(type);
  }

  *handedTo(near: Expression): Iterable<string> {
    for (let node = this.nodes.get(near)?.parent; node; node = node.parent) {
      const call = isFunction(node) ? node.parent : undefined;
      if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') continue;
      const name = memberName(call.callee);
      if (name !== undefined) yield name;
    }
  }

  *visible(near: Expression): Iterable<VisibleName> {
    const node = this.nodes.get(near);
    const seen = new Set<string>();
    for (let scope = node ? this.scopeAt(node) : null; node && scope; scope = scope.upper) {
      for (const variable of scope.variables) {
        if (seen.has(variable.name) || variable.defs.length === 0) continue;
        seen.add(variable.name);
        yield {
          name: variable.name,
          binding: () => this.declared(variable),
          isInitialised: () => this.isInitialised(variable, node),
        };
      }
    }
  }

  *guards(near: Expression): Iterable<Guard> {
    const node = this.nodes.get(near);
    if (!node) return;
    this.guarding ??= new Guards(this.text, (at, name) => this.variable(at, name));
    for (const guard of this.guarding.at(node)) {
      const test = this.expression(guard.test);
      yield 'cases' in guard
        ? { test, cases: guard.cases.map((each) => this.expression(each)) }
        : { test, holds: guard.holds };
    }
  }

  passedTo(name: Identifier): readonly Passed[] {
    const node = this.nodes.get(name);
    const variable = node && this.variable(node, name.name);
    return (variable?.references ?? []).flatMap(({ identifier }) => {
      const path: string[] = [];
      let at: Node = identifier;
      for (let parent: Node | undefined = at.parent; parent; parent = at.parent) {
        if (parent.type === 'MemberExpression' && parent.object === at) {
          const step = memberName(parent);
          if (step === undefined) return [];
          path.push(step);
        } else if (!['TSAsExpression', 'TSNonNullExpression', 'ChainExpression'].includes(parent.type)) break;
        at = parent;
      }
      const handed = this.argumentOf(at);
      return handed ? [{ ...handed, path }] : [];
    });
  }

  chainedOn(call: Call): { readonly calls: readonly Call[]; readonly isComplete: boolean } {
    const calls: Call[] = [];
    let at = this.nodes.get(call);
    for (;;) {
      const member = at?.parent;
      if (member?.type !== 'MemberExpression' || member.object !== at) break;
      if (member.parent.type !== 'CallExpression' || member.parent.callee !== member) break;
      const next = this.expression(member.parent);
      if (next.kind === 'call') calls.push(next);
      at = member.parent;
    }
    const isComplete = ['AwaitExpression', 'ExpressionStatement'].includes(at?.parent?.type ?? '');
    const isHandled = calls.some(({ callee }) => /\.(?:then|end|pipe)$/.test(callee.text));
    return { calls, isComplete: isComplete || isHandled };
  }

  typeOf(expression: Expression): TypeOrigin | undefined {
    const node = this.nodes.get(expression);
    return node && this.input.typeOf?.(node);
  }

  valuesOf(expression: Expression): number | undefined {
    const node = this.nodes.get(expression);
    if (!node) return undefined;
    const checked = this.input.valuesOf?.(node);
    if (checked !== undefined) return checked;
    const type = this.writtenType(node);
    const values = type && this.literals(type, 0);
    return values && [...values].some((value) => !MISSING.has(value)) ? values.size : undefined;
  }

  /** Whether an annotation in this file says that an expression is text, a number or a boolean, if it is there. */
  isPrimitive(expression: Expression): boolean {
    const node = this.nodes.get(expression);
    const type = node && this.writtenType(node);
    return type !== undefined && isPrimitiveType(type);
  }

  /** The annotation that an expression's type is written as in this file. */
  private writtenType(node: Node): TSESTree.TypeNode | undefined {
    switch (node.type) {
      case 'ChainExpression':
      case 'TSNonNullExpression':
        return this.writtenType(node.expression);
      case 'TSAsExpression':
      case 'TSTypeAssertion':
        return node.typeAnnotation;
      case 'CallExpression': {
        const { callee } = node;
        const called =
          callee.type === 'Identifier' ? this.variable(callee, callee.name)?.defs.at(-1)?.node : undefined;
        return called && returnTypeOf(called);
      }
      case 'MemberExpression': {
        const name = memberName(node);
        if (node.object.type === 'ThisExpression') {
          const members = enclosingMember(node)?.owner.body.body ?? [];
          const field = members.find((each) => each.type === 'PropertyDefinition' && keyOf(each) === name);
          return field?.type === 'PropertyDefinition' ? field.typeAnnotation?.typeAnnotation : undefined;
        }
        const owner = name === undefined ? undefined : this.writtenType(node.object);
        return owner && name !== undefined ? this.typeMember(owner, name, 0) : undefined;
      }
      case 'Identifier': {
        const variable = this.variable(node, node.name);
        const definition = variable?.defs.at(-1);
        if (!variable || !definition) return undefined;
        const owner = definition.node as Node;
        const name = definition.name as Node;
        const target =
          owner.type === 'VariableDeclarator'
            ? owner.id
            : isFunction(owner)
              ? owner.params.find((param) => contains(param, name))
              : undefined;
        const annotation = target && writtenAnnotation(target);
        const path = (target && pathTo(name, target)) ?? [];
        return path.reduce<TSESTree.TypeNode | undefined>(
          (type, step) => type && this.typeMember(type, step, 0),
          annotation,
        );
      }
      default:
        return undefined;
    }
  }

  private typeMember(type: TSESTree.TypeNode, name: string, depth: number): TSESTree.TypeNode | undefined {
    if (depth > MAX_TYPE_DEPTH) return undefined;
    const declaration = this.typeDeclaration(type);
    if (declaration?.type === 'TSTypeAliasDeclaration')
      return this.typeMember(declaration.typeAnnotation, name, depth + 1);
    const members =
      declaration?.type === 'TSInterfaceDeclaration'
        ? declaration.body.body
        : type.type === 'TSTypeLiteral'
          ? type.members
          : [];
    const member = members.find((each) => each.type === 'TSPropertySignature' && keyOf(each) === name);
    return member?.type === 'TSPropertySignature' ? member.typeAnnotation?.typeAnnotation : undefined;
  }

  private typeDeclaration(type: TSESTree.TypeNode): Node | undefined {
    if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier' || type.typeArguments)
      return undefined;
    const variable = this.variable(type, type.typeName.name);
    return variable?.defs.at(-1)?.node;
  }

  /** The literals a type is a union of. */
  private literals(type: TSESTree.TypeNode, depth: number): ReadonlySet<string> | undefined {
    if (depth > MAX_TYPE_DEPTH) return undefined;
    switch (type.type) {
      case 'TSBooleanKeyword':
        return new Set(['true', 'false']);
      case 'TSUndefinedKeyword':
        return new Set(['undefined']);
      case 'TSNullKeyword':
        return new Set(['null']);
      case 'TSLiteralType':
        return type.literal.type === 'Literal' ? new Set([type.literal.raw]) : undefined;
      case 'TSUnionType': {
        const all = type.types.map((each) => this.literals(each, depth + 1));
        return all.every((each) => each !== undefined)
          ? new Set(all.flatMap((each) => [...each]))
          : undefined;
      }
      case 'TSTypeReference': {
        const declaration = this.typeDeclaration(type);
        if (declaration?.type === 'TSTypeAliasDeclaration')
          return this.literals(declaration.typeAnnotation, depth + 1);
        if (declaration?.type === 'TSTypeParameter')
          return declaration.constraint && this.literals(declaration.constraint, depth + 1);
        if (declaration?.type !== 'TSEnumDeclaration') return undefined;
        const { members } = enumBinding(declaration) as Extract<Binding, { kind: 'enum' }>;
        return new Set([...members.keys()].map((name) => `${declaration.id.name}.${name}`));
      }
      // `(typeof KINDS)[number]`, `(typeof NAMES)[keyof typeof NAMES]`
      case 'TSIndexedAccessType': {
        // Without `as const` an array is one of any texts.
        const held = this.constantOf(type.objectType, /\bas\s+const$/);
        const values =
          held?.type === 'ArrayExpression' && type.indexType.type === 'TSNumberKeyword'
            ? held.elements
            : held?.type === 'ObjectExpression' && type.indexType.type === 'TSTypeOperator'
              ? held.properties.map((each) => (each.type === 'Property' ? each.value : null))
              : undefined;
        return values?.every((each) => each?.type === 'Literal')
          ? new Set(values.map((each) => each.raw))
          : undefined;
      }
      case 'TSTypeOperator': {
        const held = type.operator === 'keyof' && type.typeAnnotation && this.constantOf(type.typeAnnotation);
        const keys =
          held && held.type === 'ObjectExpression'
            ? held.properties.map((each) => (each.type === 'Property' ? keyOf(each) : undefined))
            : undefined;
        return keys?.every((key) => key !== undefined) ? new Set(keys) : undefined;
      }
      default:
        return undefined;
    }
  }

  /** The array or object that a constant's type is read off: `typeof KINDS`. */
  private constantOf(type: TSESTree.TypeNode, written = /(?:)/): Node | undefined {
    if (type.type !== 'TSTypeQuery' || type.exprName.type !== 'Identifier') return undefined;
    const declarator = this.variable(type, type.exprName.name)?.defs.at(-1)?.node as Node | undefined;
    if (declarator?.type !== 'VariableDeclarator' || !declarator.init) return undefined;
    let held: Node = declarator.init;
    if (!written.test(this.input.text.slice(...held.range))) return undefined;
    while (held.type === 'TSAsExpression' || held.type === 'TSSatisfiesExpression') held = held.expression;
    return held;
  }

  /** The variable a name resolves to at a node; undefined for a global. */
  variable(at: Node, name: string): Variable | undefined {
    for (let scope: Scope | null = this.scopeAt(at); scope; scope = scope.upper) {
      const variable = scope.set.get(name);
      if (variable) return variable.defs.length > 0 ? variable : undefined;
    }
    return undefined;
  }

  /** The innermost scope around a node. */
  scopeAt(node: Node): Scope | null {
    const manager = this.parsed?.scopeManager;
    for (let at: Node | undefined = node; manager && at; at = at.parent) {
      const scope = manager.acquire(at, true);
      if (scope) return scope.type === 'function-expression-name' ? (scope.childScopes[0] ?? scope) : scope;
    }
    return manager?.scopes[0] ?? null;
  }

  /** The declaration behind a variable. */
  declared(variable: Variable): Binding {
    let known = this.bindings.get(variable);
    if (!known) this.bindings.set(variable, (known = this.declaration(variable)));
    return known;
  }

  /** An import, by the name of the package where the file has another specifier for it. */
  private asPublished(binding: Binding): Binding {
    const { published } = this.input;
    if (!published || binding.kind !== 'import' || binding.module.startsWith('.')) return binding;
    const module = published(binding.module);
    return module === binding.module ? binding : { ...binding, module };
  }

  private declaration(variable: Variable): Binding {
    // What is a value and a namespace is the value: a namespace adds types to it, or members.
    const definition =
      variable.defs.findLast(({ type }) => (type as string) !== 'TSModuleName') ?? variable.defs.at(-1);
    if (!definition) return { kind: 'global', name: variable.name };
    const node = definition.node as Node;
    const name = definition.name as Node;
    const kind = definition.type as string;
    if (kind === 'ImportBinding') return this.asPublished(importBinding(node, definition.parent));
    const writes = variable.references.filter((reference) => reference.isWrite());
    const constant = writes.every((reference) => reference.init === true);
    switch (kind) {
      case 'CatchClause':
        return {
          kind: 'caught',
          constant,
          path: (node.type === 'CatchClause' && node.param ? pathTo(name, node.param) : undefined) ?? [],
        };
      case 'FunctionName':
        if (isFunction(node)) return this.functionBinding(node);
        return node.type === 'TSDeclareFunction'
          ? { kind: 'signature', signature: signatureOf(node), ...this.generic(node) }
          : { kind: 'unknown' };
      case 'ClassName':
        return this.classBinding(node as ClassNode);
      case 'TSEnumName':
        return enumBinding(node as TSESTree.TSEnumDeclaration);
      case 'Type':
        switch (node.type) {
          case 'TSInterfaceDeclaration':
            return this.interfaceBinding(node.body.body, () => basesOf(node), node);
          case 'TSTypeAliasDeclaration':
            return (
              this.writtenTypeBinding(node.typeAnnotation, node) ?? {
                kind: 'alias',
                type: typeNameOf(node.typeAnnotation),
                ...this.generic(node),
              }
            );
          case 'TSTypeParameter':
            return {
              kind: 'alias',
              type: typeNameOf(node.constraint ?? node.default),
              ...(node.constraint && node.default && { default: typeNameOf(node.default) }),
            };
          default:
            return { kind: 'unknown' };
        }
      case 'TSModuleName':
        return this.namespaceOf(variable) ?? { kind: 'unknown' };
      case 'Parameter':
        return this.parameter(node as FunctionNode, name, variable, constant);
      case 'Variable': {
        const declarator = node as TSESTree.VariableDeclarator;
        let written: { readonly values: readonly Expression[] | undefined } | undefined;
        const only = writes.length === 1 ? writes[0]?.writeExpr : undefined;
        const init = declarator.init ?? only;
        if (constant && init && isFunction(init)) return this.functionBinding(init);
        return {
          kind: 'variable',
          constant: constant && declarator.init !== null,
          path: pathTo(name, declarator.id) ?? [],
          init: init ? () => this.expression(init) : undefined,
          type: annotationOf(declarator.id) ?? this.commentedType(declarator),
          writes: () => (written ??= { values: this.writesOf(writes) }).values,
          isMutated: () => variable.references.some(({ identifier }) => isMutatedAt(identifier)),
          escapes: () => isExported(declarator) || variable.references.some(escapesAt),
          puts: () => this.putsInto(variable),
          sets: () => this.setOn(variable),
          fills: () => this.fillsOf(variable.references.map(({ identifier }) => identifier)),
          ...this.loopOver(declarator, constant),
          ...this.partDefault(name, undefined),
        };
      }
      default:
        return { kind: 'unknown' };
    }
  }

  /** `for (const it of LIST)` */
  private loopOver(
    { parent: declaration }: TSESTree.VariableDeclarator,
    constant: boolean,
  ): { elementOf?: () => Expression } {
    const loop = declaration.parent;
    const isLoop = constant && loop.type === 'ForOfStatement' && loop.left === declaration;
    return isLoop ? { elementOf: () => this.expression(loop.right) } : {};
  }

  private writesOf(writes: readonly Reference[]): readonly Expression[] | undefined {
    const values: Expression[] = [];
    for (const { identifier } of writes) {
      const { parent } = identifier;
      if (parent?.type === 'VariableDeclarator' && parent.id === identifier && parent.init)
        values.push(this.expression(parent.init));
      else if (
        parent?.type === 'AssignmentExpression' &&
        parent.left === identifier &&
        ['=', '??=', '||=', '&&='].includes(parent.operator)
      )
        values.push(this.expression(parent.right));
      else return undefined;
    }
    return values;
  }

  private putsInto(variable: Variable): readonly Put[] {
    return this.putsAt(variable.references.map(({ identifier }) => identifier as Node));
  }

  /** What is put into what members of a name hold, whatever they are members of. */
  private putsIntoField(name: string): readonly Put[] {
    return this.putsAt(this.accessesOf(name));
  }

  private putsAt(objects: readonly Node[]): readonly Put[] {
    return objects.flatMap((object) => {
      const member = object.parent;
      if (member?.type !== 'MemberExpression' || member.object !== object || !member.computed) return [];
      const assignment = member.parent;
      return assignment.type === 'AssignmentExpression' && assignment.left === member
        ? [{ key: this.expression(member.property), value: this.expression(assignment.right) }]
        : [];
    });
  }

  /** What is put into a collection that these stand for. */
  private fillsOf(uses: readonly Node[]): readonly Expression[] {
    const given = uses.flatMap((use) => {
      const member = use.parent;
      if (member?.type !== 'MemberExpression' || member.object !== use || member.computed) return [];
      const { parent } = member;
      if (parent.type !== 'CallExpression' || parent.callee !== member) return [];
      const method = memberName(member);
      const values =
        method === 'set'
          ? parent.arguments.slice(1, 2)
          : method === 'push' || method === 'unshift'
            ? parent.arguments
            : [];
      return values.map((value) => this.expression(value));
    });
    return [...this.putsAt(uses).map(({ value }) => value), ...given];
  }

  /** The names of the members that the file changes in place, whatever they are members of: `this.names.push(x)`. */
  private get mutatedMembers(): ReadonlySet<string | undefined> {
    return (this.mutated ??= new Set(
      [...descendants(this.program)].map((node) =>
        node.type === 'MemberExpression' && isMutatedAt(node) ? memberName(node) : undefined,
      ),
    ));
  }

  private isInitialised(variable: Variable, at: Node): boolean {
    const definition = variable.defs.at(-1);
    const kind = definition?.type as string | undefined;
    if (kind === 'ImportBinding' || kind === 'Parameter') return true;
    if (!definition || kind !== 'Variable') return false;
    const declaration = definition.node as Node;
    const list = declaration.parent;
    if (list?.type !== 'VariableDeclaration' || list.kind === 'var') return false;
    const clause = list.parent;
    if (clause?.type === 'SwitchCase' && !contains(clause, at)) return false;
    const home = enclosingFunction(declaration);
    const hoisted: string[] = [];
    for (let around = enclosingFunction(at); around && around !== home; around = enclosingFunction(around)) {
      if (around.type === 'FunctionDeclaration' && around.id) hoisted.push(around.id.name);
    }
    return runsBefore(declaration.range, at.range[0], hoisted, this.input.text);
  }

  private parameter(owner: FunctionNode, name: Node, variable: Variable, constant: boolean): Binding {
    const index = owner.params.findIndex((param) => contains(param, name));
    const param = owner.params[index];
    const fallback = param?.type === 'AssignmentPattern' ? param.right : undefined;
    return {
      kind: 'parameter',
      constant,
      index,
      arity: owner.params.length,
      path: (param && pathTo(name, param)) ?? [],
      type: param && (annotationOf(param) ?? this.commentedParameter(owner, index)),
      callbackOf: () => this.callbackOf(owner),
      optionOf: () => this.optionOf(owner),
      default: fallback && (() => this.expression(fallback)),
      ...this.partDefault(name, param),
      expected: () => this.expectedOf(owner),
      function: () => this.functionBinding(owner),
      isRest: param?.type === 'RestElement',
      isMutated: () => variable.references.some(({ identifier }) => isMutatedAt(identifier)),
    };
  }

  /** `function run({ logger = defaultLogger } = {})`, `const { logger = defaultLogger } = options` */
  private partDefault(name: Node, param: Node | undefined): { partDefault?: () => Expression } {
    const { parent } = name;
    if (parent?.type !== 'AssignmentPattern' || parent === param || parent.left !== name) return {};
    return { partDefault: () => this.expression(parent.right) };
  }

  /** What is around a function that says of what type it is. */
  private expectedOf(owner: FunctionNode): ExpectedType | undefined {
    const found = expectedAt(owner);
    if (!found) {
      const type = this.commentedType(owner);
      return type && { by: { type }, path: [] };
    }
    const { by, path } = found;
    if ('type' in by) return { by, path };
    const call = this.expression(by.call);
    return call.kind === 'call' || call.kind === 'new'
      ? { by: { call, argument: by.argument }, path }
      : undefined;
  }

  /** The call that a function is handed to, directly or by its name. */
  private callbackOf(owner: FunctionNode): ReturnType<NonNullable<CallbackOf>> {
    const direct = this.argumentOf(owner);
    if (direct) return direct;
    const parent = owner.parent;
    const name =
      owner.type === 'FunctionDeclaration'
        ? owner.id
        : parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier'
          ? parent.id
          : undefined;
    const variable = name && this.variable(name, name.name);
    for (const reference of variable?.references ?? []) {
      const handed = this.argumentOf(reference.identifier);
      if (handed) return handed;
    }
    return undefined;
  }

  private optionOf(owner: FunctionNode): ReturnType<OptionOf> {
    const { parent: property } = owner;
    if (property?.type !== 'Property' || property.value !== owner || property.computed) return undefined;
    const option = property.key.type === 'Identifier' ? property.key.name : undefined;
    let object: Node = property.parent;
    // `{ '@opentelemetry/instrumentation-http': { requestHook: (span) => … } }`
    if (object.parent?.type === 'Property') object = object.parent.parent;
    const handed = option === undefined ? undefined : this.argumentOf(object);
    return handed && option !== undefined ? { call: handed.call, option } : undefined;
  }

  private argumentOf(node: Node): ReturnType<NonNullable<CallbackOf>> {
    const parent = node.parent;
    if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return undefined;
    const argument = parent.arguments.indexOf(node as TSESTree.Expression);
    const call = argument < 0 ? undefined : this.expression(parent);
    return call?.kind === 'call' || call?.kind === 'new' ? { call, argument } : undefined;
  }

  functionOf(literal: FunctionLiteral): ReturnType<Source['functionOf']> {
    const node = this.nodes.get(literal);
    return node && isFunction(node) ? this.functionBinding(node) : undefined;
  }

  private functionBinding(node: FunctionNode): FunctionBinding {
    let known = this.functions.get(node);
    if (known) return known;
    this.functions.set(node, (known = this.bindingOfFunction(node)));
    this.functionNodes.set(known, node);
    return known;
  }

  private bindingOfFunction(node: FunctionNode): FunctionBinding {
    let calls: readonly BodyCall[] | undefined;
    let callers: Callers | undefined;
    let signature: Signature | undefined;
    return {
      kind: 'function',
      isAsync: node.async,
      isGenerator: node.generator,
      calls: () => (calls ??= this.callsOf(node)),
      hasThrow: () => hasThrow(node),
      mayFailOtherwise: () => mayFailOtherwise(node),
      callers: () => (callers ??= this.callersOf(node)),
      signature: () => (signature ??= this.signatureOfFunction(node)),
      sets: (parameter) => this.setOnParameter(node, parameter),
      returns: () => returnsOf(node).map((value) => this.expression(value)),
      text: () => this.input.text.slice(node.range[0], node.range[1]),
      range: node.range,
      tests: () => testsOf(node).map(({ test, isSwitch }) => ({ test: this.expression(test), isSwitch })),
      parameters: node.params.map((param) => {
        const target = param.type === 'AssignmentPattern' ? param.left : param;
        return target.type === 'Identifier' ? target.name : undefined;
      }),
    };
  }

  private signatureOfFunction(node: FunctionNode): Signature {
    const signature = signatureOfType(typeGivenTo(node)) ?? signatureOf(node);
    const returns = signature.returns ?? this.commentedResult(node);
    return returns === signature.returns ? signature : { ...signature, returns };
  }

  private callsOf(node: FunctionNode): readonly BodyCall[] {
    return callsIn(node).flatMap(({ node: each, ...standing }) => {
      const call = this.expression(each);
      return call.kind === 'call' || call.kind === 'new' ? [{ call, ...standing }] : [];
    });
  }

  private callersOf(node: FunctionNode): Callers {
    const { nodes, isComplete } = this.callNodesOf(node);
    const calls = nodes.flatMap((each) => {
      const call = this.expression(each);
      return call.kind === 'call' || call.kind === 'new' ? [call] : [];
    });
    return { calls, isComplete };
  }

  private callNodesOf(node: FunctionNode): CallsOf {
    return callsOf(node, {
      variable: (at, name) => this.variable(at, name),
      isOnThis: (name) => this.ownMembers.isOpen || this.ownMembers.named.has(name),
      accesses: (name) => this.accessesOf(name),
    });
  }

  private get ownMembers(): OwnMembers {
    return (this.onThis ??= ownMembersIn(this.text));
  }

  /** The accesses of a member in the file, by its name alone. */
  private accessesOf(name: string): readonly TSESTree.MemberExpression[] {
    if (!this.accesses) {
      const found = new Map<string, TSESTree.MemberExpression[]>();
      for (const node of descendants(this.program)) {
        const key = node.type === 'MemberExpression' ? memberName(node) : undefined;
        if (node.type !== 'MemberExpression' || key === undefined) continue;
        const known = found.get(key);
        if (known) known.push(node);
        else found.set(key, [node]);
      }
      this.accesses = found;
    }
    return this.accesses.get(name) ?? [];
  }

  /** What a function assigns to members of its parameter. */
  private setOnParameter(node: FunctionNode, index: number): { name: string; value: Expression }[] {
    const parameter = node.params[index];
    const variable =
      parameter?.type === 'Identifier' ? this.variable(node.body ?? node, parameter.name) : null;
    return variable ? this.setOn(variable) : [];
  }

  private setOn(variable: Variable): { name: string; value: Expression }[] {
    const found: { name: string; value: Expression }[] = [];
    for (const { identifier } of variable.references) {
      const { parent } = identifier;
      const target = parent?.type === 'MemberExpression' && parent.object === identifier ? parent : undefined;
      const name = target && memberName(target);
      const write = target?.parent;
      if (name !== undefined && write?.type === 'AssignmentExpression' && write.left === target) {
        found.push({ name, value: this.expression(write.right) });
      }
      if (parent?.type !== 'CallExpression' || parent.arguments[0] !== identifier) continue;
      if (this.input.text.slice(...parent.callee.range) !== 'Object.assign') continue;
      for (const given of parent.arguments.slice(1)) {
        for (const each of given.type === 'ObjectExpression' ? given.properties : []) {
          const key = each.type === 'Property' ? keyOf(each) : undefined;
          if (each.type === 'Property' && key !== undefined)
            found.push({ name: key, value: this.expression(each.value) });
        }
      }
    }
    return found;
  }

  private classBinding(node: ClassNode): Binding {
    const superclass = node.superClass;
    return {
      kind: 'class',
      superclass: superclass ? () => this.expression(superclass) : undefined,
      construct: () => {
        const constructor = node.body.body.find(isConstructor);
        return constructor && signatureOf(constructor.value);
      },
      member: (name) => this.classMember(node, name),
      ...this.generic(node),
    };
  }

  /** The calls that a field is decorated with. */
  private decorated({ decorators }: { readonly decorators: readonly TSESTree.Decorator[] | undefined }): {
    decorators?: () => readonly Expression[];
  } {
    if (!decorators || decorators.length === 0) return {};
    return { decorators: () => decorators.map(({ expression }) => this.expression(expression)) };
  }

  /** The type parameters of what has some. */
  private generic(node: Generic): { typeParameters?: TypeParameters } {
    const params = node.typeParameters?.params;
    if (!params) return {};
    return {
      typeParameters: () =>
        params.map((each) => {
          const variable = this.variable(each, each.name.name);
          return variable ? this.declared(variable) : { kind: 'unknown' };
        }),
    };
  }

  private interfaceBinding(
    members: readonly TSESTree.TypeElement[],
    bases?: () => readonly TypeName[],
    declaration: Generic = {},
  ): Binding {
    const member = (name: string): Located | undefined => {
      for (const each of members) {
        if (each.type === 'TSCallSignatureDeclaration' && name === '()')
          return { source: this, binding: { kind: 'signature', signature: signatureOf(each) } };
        if (each.type === 'TSMethodSignature' && each.kind === 'method' && keyOf(each) === name)
          return { source: this, binding: { kind: 'signature', signature: signatureOf(each) } };
        if (each.type !== 'TSPropertySignature' || keyOf(each) !== name) continue;
        const written = each.typeAnnotation?.typeAnnotation;
        const signature = signatureOfType(written);
        if (signature) return { source: this, binding: { kind: 'signature', signature } };
        const type = nullable(typeNameOf(written), each.optional);
        return {
          source: this,
          binding: { kind: 'variable', constant: true, path: [], init: undefined, type },
        };
      }
      return undefined;
    };
    const name = declaration.id?.name;
    const implementors = name === undefined ? undefined : () => this.implementorsOf(name);
    return {
      kind: 'interface',
      member,
      ...(bases && { bases }),
      ...(implementors && { implementors }),
      ...this.generic(declaration),
    };
  }

  /** The classes of the file's own statements that are declared to implement an interface of the file. */
  private implementorsOf(name: string): readonly Located[] {
    return this.program.body.flatMap((statement) => {
      const isExport =
        statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration';
      const declared = isExport ? statement.declaration : statement;
      if (declared?.type !== 'ClassDeclaration') return [];
      const implementing = declared.implements.some(
        ({ expression }) => expression.type === 'Identifier' && expression.name === name,
      );
      return implementing ? [{ source: this, binding: this.classBinding(declared) }] : [];
    });
  }

  /** A type that is written out; undefined for one that has a name. */
  private writtenTypeBinding(type: Node, declaration: Generic = {}): Binding | undefined {
    switch (type.type) {
      case 'TSTypeLiteral':
        return this.interfaceBinding(type.members, undefined, declaration);
      case 'TSFunctionType':
        return { kind: 'signature', signature: signatureOf(type), ...this.generic(declaration) };
      case 'TSTupleType':
        return this.tupleBinding(type);
      default:
        return undefined;
    }
  }

  /** `[Logger, Options]`: an element by its index. */
  private tupleBinding({ elementTypes }: TSESTree.TSTupleType): Binding {
    const member = (name: string): Located | undefined => {
      const element = elementTypes[Number(name)];
      const type = element?.type === 'TSNamedTupleMember' ? element.elementType : element;
      return type && { source: this, binding: { ...UNDECLARED, type: typeNameOf(type) } };
    };
    return { kind: 'interface', member };
  }

  private classMember(owner: ClassNode, name: string, isStatic?: boolean): Located | undefined {
    let members = this.members.get(owner);
    if (!members) this.members.set(owner, (members = new Map<string, Located | undefined>()));
    const key = `${isStatic ?? ''} ${name}`;
    if (members.has(key)) return members.get(key);
    const found = this.findMember(owner, name, isStatic);
    members.set(key, found);
    return found;
  }

  private findMember(owner: ClassNode, name: string, isStatic: boolean | undefined): Located | undefined {
    const found: Binding[] = [];
    for (const member of owner.body.body) {
      const ownsStatic = 'static' in member && member.static;
      // A constructor sets fields of the instance.
      if (isConstructor(member) ? isStatic === true : isStatic !== undefined && ownsStatic !== isStatic)
        continue;
      const binding = this.memberBinding(member, name);
      if (binding) found.push(binding);
    }
    const own = memberOf(found, () => this.mutatedMembers.has(name));
    const given = () => this.assigned(owner, name, isStatic);
    if (own?.kind === 'variable') return this.fieldOf(owner, name, own, given);
    if (own) return { source: this, binding: own };
    if (given().length > 0) return this.fieldOf(owner, name, UNDECLARED, given);
    const superclass = owner.superClass;
    if (superclass?.type !== 'Identifier') return undefined;
    const base = this.variable(superclass, superclass.name);
    const binding = base && (this.required(base) ?? this.declared(base));
    // Packages are asked for what may be a logger: other members are theirs.
    const located = binding && this.declaredAt({ source: this, binding }, /log/i.test(name));
    if (located?.binding.kind !== 'class') return undefined;
    return this.withGiven(located.binding.member(name), located.binding, owner);
  }

  /** What a name is that modules pass on to each other. */
  private declaredAt(found: Located, asksPackages: boolean): Located | undefined {
    let at: Located | undefined = found;
    for (let hops = 0; at?.binding.kind === 'import' && hops < MAX_REEXPORTS; hops++)
      at = declarationOf(at.source, at.binding, asksPackages);
    return at;
  }

  /** A member of a generic class, with what a class that extends it gives for the type parameters. */
  private withGiven(member: Located | undefined, base: ClassBinding, owner: ClassNode): Located | undefined {
    const types = (owner.superTypeArguments ?? undefined)?.params.map(typeNameOf);
    if (!member || !types) return member;
    const given = (base.typeParameters?.() ?? []).flatMap((parameter, index): GivenType[] => {
      const type = types[index];
      return type ? [{ parameter, type, source: this }] : [];
    });
    return { ...member, given: [...(member.given ?? []), ...given] };
  }

  /** A field with all that the class's own code assigns to it. */
  private fieldOf(
    owner: ClassNode,
    name: string,
    own: VariableBinding,
    given: () => readonly TSESTree.AssignmentExpression[],
  ): Located {
    const writes = () => this.writesToField(owner, name, given());
    const fills = () =>
      this.fillsOf(this.accessesOf(name).filter(({ object }) => object.type === 'ThisExpression'));
    const field: VariableBinding = { ...own, writes, fills, puts: () => this.putsIntoField(name) };
    if (own.init) return { source: this, binding: field };
    const [first, ...others] = given().filter(({ right }) => !isNothing(right));
    if (!first || others.length > 0) return { source: this, binding: field };
    const init = () => this.expression(first.right);
    return { source: this, binding: { ...field, init }, isLate: true };
  }

  /** Undefined where a value is not written out, or other code may give the field one. */
  private writesToField(
    owner: ClassNode,
    name: string,
    given: readonly TSESTree.AssignmentExpression[],
  ): readonly Expression[] | undefined {
    const values: Expression[] = [];
    let isClosed = name.startsWith('#');
    for (const member of owner.body.body) {
      if (isConstructor(member) && parameterProperty(member, name)) return undefined;
      if (!('key' in member) || keyOf(member) !== name) continue;
      if (member.type !== 'PropertyDefinition') return undefined;
      isClosed ||= member.readonly || member.accessibility === 'private';
      if (member.value) values.push(this.expression(member.value));
    }
    for (const { operator, right } of given) {
      if (!PLAIN_ASSIGNMENTS.has(operator)) return undefined;
      values.push(this.expression(right));
    }
    if (this.assignments.get(owner)?.has(ANY_NAME)) return undefined;
    const isUpdated = this.accessesOf(name).some(({ object, parent }) => {
      const isOwn = object.type === 'ThisExpression' || name.startsWith('#');
      return isOwn && (parent.type === 'UpdateExpression' || isPattern(parent));
    });
    return isClosed && !isUpdated ? values : undefined;
  }

  /** The assignments to a member of `this` in all of a class's code, in the order of the text. */
  private assigned(
    owner: ClassNode,
    name: string,
    isStatic: boolean | undefined,
  ): readonly TSESTree.AssignmentExpression[] {
    const { assigned, isOpen } = this.ownMembers;
    if (!isOpen && !assigned.has(name)) return [];
    let byName = this.assignments.get(owner);
    if (!byName) this.assignments.set(owner, (byName = assignmentsIn(owner)));
    const found = byName.get(name) ?? [];
    return isStatic === undefined
      ? found
      : found.filter(({ left }) => enclosingMember(left)?.isStatic === isStatic);
  }

  private memberBinding(member: TSESTree.ClassElement, name: string): Binding | undefined {
    if (member.type === 'PropertyDefinition' && keyOf(member) === name) {
      const value = member.value;
      if (value && isFunction(value)) return this.functionBinding(value);
      return {
        kind: 'variable',
        constant: member.readonly,
        path: [],
        init: value ? () => this.expression(value) : undefined,
        type:
          nullable(typeNameOf(member.typeAnnotation?.typeAnnotation), member.optional) ??
          this.commentedType(member),
        ...this.decorated(member),
      };
    }
    if (member.type === 'TSAbstractPropertyDefinition' && keyOf(member) === name)
      return {
        ...UNDECLARED,
        type: nullable(typeNameOf(member.typeAnnotation?.typeAnnotation), member.optional),
      };
    if (member.type === 'TSAbstractMethodDefinition' && keyOf(member) === name) {
      const { kind, value } = member;
      if (kind === 'get') return { ...UNDECLARED, type: typeNameOf(value.returnType?.typeAnnotation) };
      if (kind === 'method')
        return { kind: 'signature', signature: signatureOf(value), ...this.generic(value) };
    }
    if (member.type !== 'MethodDefinition') return undefined;
    const method = member.value;
    // In a declaration file no method has a body.
    if (member.kind === 'method' && keyOf(member) === name && !isFunction(method))
      return { kind: 'signature', signature: signatureOf(method) };
    if (member.kind === 'get' && keyOf(member) === name) {
      const result = isFunction(method) ? returnsOf(method)[0] : undefined;
      return {
        kind: 'variable',
        constant: false,
        path: [],
        init: result && (() => this.expression(result)),
        type: typeNameOf(method.returnType?.typeAnnotation),
      };
    }
    if (member.kind === 'method' && keyOf(member) === name && isFunction(method)) {
      return this.functionBinding(method);
    }
    if (member.kind !== 'constructor') return undefined;
    const param = parameterProperty(member, name);
    if (param) {
      const fallback = param.parameter.type === 'AssignmentPattern' ? param.parameter.right : undefined;
      return {
        kind: 'variable',
        constant: param.readonly,
        path: [],
        init: fallback && (() => this.expression(fallback)),
        type: annotationOf(param),
        ...this.decorated(param),
      };
    }
    for (const statement of method.body?.body ?? []) {
      const assigned = statement.type === 'ExpressionStatement' ? statement.expression : undefined;
      if (assigned?.type !== 'AssignmentExpression' || assigned.left.type !== 'MemberExpression') continue;
      if (assigned.left.object.type !== 'ThisExpression' || memberName(assigned.left) !== name) continue;
      const { right } = assigned;
      if (isBound(right, name)) continue;
      return {
        kind: 'variable',
        constant: false,
        path: [],
        init: () => this.expression(right),
        type: this.commentedType(statement),
      };
    }
    return undefined;
  }

  private exportedBy(statement: Node, name: string, wildcards: string[]): Located | undefined {
    const here = (binding: Binding | undefined) => binding && { source: this, binding };
    const value = (node: Node) => here(this.valueBinding(node));
    switch (statement.type) {
      case 'ExportAllDeclaration':
        if (statement.exported) {
          return nameOfExport(statement.exported) === name
            ? here(this.asPublished(importOf(statement.source.value, '*')))
            : undefined;
        }
        wildcards.push(statement.source.value);
        return undefined;
      case 'ExportDefaultDeclaration':
        return name === 'default' ? value(statement.declaration) : undefined;
      case 'ExportNamedDeclaration': {
        const declaration = statement.declaration;
        if (declaration?.type === 'VariableDeclaration') {
          return declaration.declarations.some((each) => bindsName(each.id, name))
            ? here(this.named(name))
            : undefined;
        }
        if (declaration && 'id' in declaration && declaration.id && 'name' in declaration.id) {
          return declaration.id.name === name ? here(this.named(name)) : undefined;
        }
        for (const specifier of statement.specifiers) {
          if (nameOfExport(specifier.exported) !== name) continue;
          const local = nameOfExport(specifier.local);
          return statement.source
            ? here(this.asPublished(importOf(statement.source.value, local)))
            : here(this.named(local));
        }
        return undefined;
      }
      case 'TSExportAssignment':
        return name === 'default' || name === '*'
          ? value(statement.expression)
          : this.memberOfNamespace(statement.expression, name);
      case 'ExpressionStatement':
        return this.commonJsExport(statement.expression, name);
      default:
        return undefined;
    }
  }

  /** What a module exports that exports a namespace: `export = Shop; declare namespace Shop { interface Logger … }`. */
  private memberOfNamespace(exported: TSESTree.Expression, name: string): Located | undefined {
    const variable = exported.type === 'Identifier' ? this.variable(this.program, exported.name) : undefined;
    const binding = variable && this.namespaceOf(variable);
    return binding?.kind === 'namespace' ? binding.member(name) : undefined;
  }

  private commonJsExport(expression: TSESTree.Expression, name: string): Located | undefined {
    if (expression.type !== 'AssignmentExpression') return undefined;
    const { left } = expression;
    // `exports = module.exports = …`, `module.exports = exports = …`
    if (left.type === 'Identifier' && left.name === 'exports')
      return this.commonJsExport(expression.right, name);
    if (left.type !== 'MemberExpression') return undefined;
    const right = lastAssigned(expression.right);
    const target = memberName(left);
    const object = left.object;
    const isModule = object.type === 'Identifier' && object.name === 'module' && target === 'exports';
    const isNamed =
      (object.type === 'Identifier' && object.name === 'exports') ||
      (object.type === 'MemberExpression' && memberName(object) === 'exports');
    if (isNamed && target === name) return { source: this, binding: this.valueBinding(right) };
    if (!isModule) return undefined;
    if (name === 'default' || name === '*') return { source: this, binding: this.valueBinding(right) };
    if (right.type !== 'ObjectExpression') return undefined;
    for (const property of right.properties) {
      if (property.type === 'Property' && keyOf(property) === name) {
        return { source: this, binding: this.valueBinding(property.value) };
      }
    }
    return undefined;
  }

  /** What a name of the module stands for. */
  named(name: string): Binding | undefined {
    const variable = this.variable(this.program, name);
    return variable && this.declared(variable);
  }

  private valueBinding(node: Node): Binding {
    if (node.type === 'Identifier') return this.named(node.name) ?? { kind: 'unknown' };
    if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') return this.classBinding(node);
    if (isFunction(node)) return this.functionBinding(node);
    return { kind: 'variable', constant: true, path: [], init: () => this.expression(node), type: undefined };
  }

  private convert(node: Node): Expression {
    const { range } = node;
    const text = this.input.text.slice(range[0], range[1]);
    switch (node.type) {
      case 'Literal':
        return {
          text,
          range,
          kind: 'literal',
          value: 'regex' in node || 'bigint' in node ? undefined : node.value,
        };
      case 'TemplateLiteral':
        return this.template(node, { text, range });
      case 'TaggedTemplateExpression':
        return {
          text,
          range,
          kind: 'tagged',
          tag: this.expression(node.tag),
          quasi: this.template(node.quasi, { text, range }),
          raw: node.quasi.quasis.map((quasi) => quasi.value.raw),
        };
      case 'Identifier':
        return { text: node.name, range, kind: 'identifier', name: node.name };
      case 'ThisExpression':
        return { text, range, kind: 'this' };
      case 'ChainExpression':
        return this.expression(node.expression);
      case 'MemberExpression':
        return {
          text,
          range,
          kind: 'member',
          object: this.expression(node.object),
          property: memberName(node) ?? this.expression(node.property),
          optional: node.optional,
        };
      case 'CallExpression':
        return {
          text,
          range,
          kind: 'call',
          callee: this.expression(node.callee),
          arguments: node.arguments.map((argument) => this.expression(argument)),
          optional: node.optional,
          ...(node.typeArguments && { types: node.typeArguments.params.map(typeNameOf) }),
        };
      case 'ImportExpression':
        return {
          text,
          range,
          kind: 'call',
          callee: { kind: 'other', text: 'import', range: node.range, loose: false },
          arguments: [this.expression(node.source)],
          optional: false,
        };
      case 'NewExpression':
        return {
          text,
          range,
          kind: 'new',
          callee: this.expression(node.callee),
          arguments: node.arguments.map((argument) => this.expression(argument)),
          ...(node.typeArguments && { types: node.typeArguments.params.map(typeNameOf) }),
        };
      case 'ObjectExpression':
        return this.object(node, { text, range });
      case 'ArrayExpression':
        return {
          text,
          range,
          kind: 'array',
          elements: node.elements.flatMap((element) => (element ? [this.expression(element)] : [])),
        };
      case 'BinaryExpression':
      case 'LogicalExpression':
      case 'AssignmentExpression':
        return {
          text,
          range,
          kind: 'operation',
          operator: node.operator,
          left: this.expression(node.left),
          right: this.expression(node.right),
        };
      case 'ConditionalExpression':
        return {
          text,
          range,
          kind: 'conditional',
          test: this.expression(node.test),
          whenTrue: this.expression(node.consequent),
          whenFalse: this.expression(node.alternate),
        };
      case 'UnaryExpression':
      case 'UpdateExpression':
        return {
          text,
          range,
          kind: 'unary',
          operator: node.operator,
          operand: this.expression(node.argument),
        };
      case 'AwaitExpression':
        return { text, range, kind: 'unary', operator: 'await', operand: this.expression(node.argument) };
      case 'TSAsExpression':
      case 'TSTypeAssertion':
      case 'TSSatisfiesExpression':
        return {
          text,
          range,
          kind: 'assertion',
          operand: this.expression(node.expression),
          type: typeNameOf(node.typeAnnotation),
        };
      case 'TSNonNullExpression':
        return { text, range, kind: 'assertion', operand: this.expression(node.expression), type: undefined };
      case 'SpreadElement':
        return { text, range, kind: 'spread', operand: this.expression(node.argument) };
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        return functionLiteral(node, { text, range });
      default:
        return { text, range, kind: 'other', loose: node.type === 'SequenceExpression' };
    }
  }

  private template(
    node: TSESTree.TemplateLiteral,
    { text, range }: Pick<Template, 'text' | 'range'>,
  ): Template {
    return {
      text,
      range,
      kind: 'template',
      quasis: node.quasis.map((quasi) => quasi.value.cooked ?? quasi.value.raw),
      expressions: node.expressions.map((expression) => this.expression(expression)),
    };
  }

  private object(
    node: TSESTree.ObjectExpression,
    { text, range }: Pick<Template, 'text' | 'range'>,
  ): ObjectLiteral {
    const properties = node.properties.map((property): Property => {
      const { range } = property;
      const text = this.input.text.slice(range[0], range[1]);
      if (property.type === 'SpreadElement') {
        const value = this.expression(property.argument);
        return { text, range, key: undefined, value, shorthand: false, accessor: false };
      }
      return {
        text,
        range,
        key: keyOf(property) ?? this.expression(property.key),
        value: this.expression(property.value),
        shorthand: property.shorthand,
        accessor: property.method || property.kind !== 'init',
        ...(property.method && { isMethod: true }),
      };
    });
    return { text, range, kind: 'object', properties };
  }
}

const EMPTY = { type: 'Program', body: [], range: [0, 0] } as unknown as TSESTree.Program;

function programOf(node: Node): Node {
  let at = node;
  while (at.parent) at = at.parent;
  return at;
}

function declarationOf(
  source: Source,
  { module, imported }: Extract<Binding, { kind: 'import' }>,
  asksPackages: boolean,
): Located | undefined {
  return source.follow(module, imported) ?? (asksPackages ? source.installed?.(module, imported) : undefined);
}

/** What a file gives a global, or declares it as: `global.APP = { logger }`, `declare global { var APP: App }`. */
interface GivenGlobal {
  given?: TSESTree.Expression;
  type?: TypeName;
  /** Members that it is given later: `global.APP.logger = …`. */
  sets?: { readonly name: string; readonly value: TSESTree.Expression }[];
}

/** The globals that a file gives a value or declares, by their names: the first of each counts. */
const globalsIn = oncePer(function findGlobals(program: TSESTree.Program): ReadonlyMap<string, GivenGlobal> {
  const found = new Map<string, GivenGlobal>();
  const noted = (name: string): GivenGlobal => {
    const known = found.get(name) ?? {};
    found.set(name, known);
    return known;
  };
  for (const node of descendants(program)) {
    if (node.type === 'AssignmentExpression') {
      const { left, right } = node;
      if (left.type !== 'MemberExpression') continue;
      const name = globalMember(left);
      if (name !== undefined) noted(name).given ??= right;
      // `global.APP.logger = …`
      const owner = globalMember(left.object);
      const key = owner === undefined ? undefined : memberName(left);
      if (owner !== undefined && key !== undefined)
        (noted(owner).sets ??= []).push({ name: key, value: right });
    }
    if (node.type !== 'TSModuleDeclaration' || node.kind !== 'global') continue;
    for (const statement of node.body.body) {
      if (statement.type !== 'VariableDeclaration') continue;
      for (const { id } of statement.declarations) {
        const type = id.type === 'Identifier' ? annotationOf(id) : undefined;
        if (id.type === 'Identifier' && type) noted(id.name).type ??= type;
      }
    }
  }
  return found;
});

function globalBinding(source: EstreeSource, name: string): VariableBinding | undefined {
  const { given, type, sets = [] } = globalsIn(source.program).get(name) ?? {};
  if (!given) return type && { ...UNDECLARED, type };
  const setLater = () => sets.map((each) => ({ name: each.name, value: source.expression(each.value) }));
  return { ...UNDECLARED, type, init: () => source.expression(given), sets: setLater };
}

/** `APP` of `global.APP`. */
function globalMember(node: Node): string | undefined {
  return node.type === 'MemberExpression' && isGlobalObject(node.object) ? memberName(node) : undefined;
}

function isGlobalObject(node: Node): boolean {
  const object = node.type === 'TSAsExpression' ? node.expression : node;
  return object.type === 'Identifier' && (object.name === 'global' || object.name === 'globalThis');
}

/** Whether a module exports a function of its own under a name, by its text: a statement at the beginning of a line. */
function exportsFunctionByText(text: string, name: string): boolean {
  return (
    text.includes(`function ${name}`) &&
    new RegExp(`^export\\s+(?:async\\s+)?function ${name.replaceAll('$', '\\$')}(?![\\w$])`, 'm').test(text)
  );
}

/** Whether a name is an interface and nothing else, which is what most types that modules share are. */
function declaresInterface(text: string, name: string): boolean {
  // Not one of a namespace, which is indented.
  const exported = `export interface ${name}`;
  if (!text.startsWith(exported) && !text.includes(`\n${exported}`)) return false;
  const declared = new RegExp(
    `\\b(interface|class|const|let|var|function|enum|type|namespace|module|import)\\s+${name}\\b`,
    'g',
  );
  const kinds = new Set([...text.matchAll(declared)].map(([, kind]) => kind));
  // None at all where the name is only the beginning of another's.
  return kinds.size === 1 && kinds.has('interface');
}

type OptionOf = NonNullable<Extract<Binding, { kind: 'parameter' }>['optionOf']>;
/** What `a = b = value` assigns. */
function lastAssigned(expression: TSESTree.Expression): TSESTree.Expression {
  let at = expression;
  while (at.type === 'AssignmentExpression' && at.operator === '=') at = at.right;
  return at;
}

type ClassBinding = Extract<Binding, { kind: 'class' }>;

/** What may have type parameters. */
interface Generic {
  readonly id?: TSESTree.Identifier | null;
  readonly typeParameters?: TSESTree.TSTypeParameterDeclaration | undefined;
}

type CallbackOf = Extract<Binding, { kind: 'parameter' }>['callbackOf'];

/** Functions with a body of their own, whatever their syntax. */
export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  );
}

/** Whether the value of a name or member is changed in place where it is read. */
function isMutatedAt(name: Node): boolean {
  let at = name;
  let { parent } = name;
  let member: TSESTree.MemberExpression | undefined;
  for (; parent; at = parent, parent = parent.parent) {
    if (parent.type === 'MemberExpression' && parent.object === at) member = parent;
    else if (!TRANSPARENT.has(parent.type)) break;
  }
  switch (parent?.type) {
    case 'AssignmentExpression':
      return member !== undefined && parent.left === at;
    case 'UpdateExpression':
      return member !== undefined;
    case 'UnaryExpression':
      return member !== undefined && parent.operator === 'delete';
    case 'CallExpression': {
      if (parent.callee === at) return member !== undefined && MUTATING_METHODS.has(memberName(member) ?? '');
      const { callee } = parent;
      const owner =
        callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object;
      return (
        parent.arguments[0] === at &&
        owner !== false &&
        callee.type === 'MemberExpression' &&
        MUTATING_FUNCTIONS.has(`${owner.name}.${memberName(callee)}`)
      );
    }
    default:
      return false;
  }
}

/** Whether a use of a variable hands on what it holds, and not only a member of it. */
function escapesAt({ identifier, init, isValueReference }: Reference): boolean {
  const { parent } = identifier;
  // ESLint's own scopes know of no types.
  const isType = (isValueReference as boolean | undefined) === false;
  return init !== true && !isType && !(parent?.type === 'MemberExpression' && parent.object === identifier);
}

function isExported(declarator: TSESTree.VariableDeclarator): boolean {
  return declarator.parent.parent.type === 'ExportNamedDeclaration';
}

/** Around a name, these change neither what it is nor what is done to it. */
const TRANSPARENT = new Set([
  'ChainExpression',
  'TSNonNullExpression',
  'TSAsExpression',
  'TSSatisfiesExpression',
]);

/** Collections of the language and its platforms, whose methods are called as those of metrics are. */
const COLLECTIONS = new Set([
  ...['Map', 'Set', 'WeakMap', 'WeakSet', 'ReadonlyMap', 'ReadonlySet'],
  ...['Headers', 'URLSearchParams', 'FormData'],
]);

/** The fields of a class that hold nothing but a collection. */
function collectionsOf(owner: ClassNode): ReadonlySet<string> {
  const found = new Set<string>();
  for (const member of owner.body.body) {
    if (member.type !== 'PropertyDefinition') continue;
    const name = keyOf(member);
    const isCollection = isCollectionMade(member.typeAnnotation?.typeAnnotation, member.value);
    if (name !== undefined && isCollection) found.add(name);
  }
  return found;
}

function isCollectionMade(type: TSESTree.TypeNode | undefined, value: Node | null): boolean {
  const named = type?.type === 'TSTypeReference' ? type.typeName : undefined;
  if (type) return named?.type === 'Identifier' && COLLECTIONS.has(named.name);
  return (
    value?.type === 'NewExpression' &&
    value.callee.type === 'Identifier' &&
    COLLECTIONS.has(value.callee.name)
  );
}

function isConstructor(member: Node): member is TSESTree.MethodDefinition {
  return member.type === 'MethodDefinition' && member.kind === 'constructor';
}

/** The parameter of a constructor that is a field as well: `constructor(private readonly log: Logger)`. */
function parameterProperty(
  { value }: TSESTree.MethodDefinition,
  name: string,
): TSESTree.TSParameterProperty | undefined {
  for (const param of value.params) {
    if (param.type !== 'TSParameterProperty') continue;
    const target = param.parameter.type === 'AssignmentPattern' ? param.parameter.left : param.parameter;
    if (target.type === 'Identifier' && target.name === name) return param;
  }
  return undefined;
}

/** A field that is declared nowhere, as in JavaScript. */
const UNDECLARED: VariableBinding = {
  kind: 'variable',
  constant: false,
  path: [],
  init: undefined,
  type: undefined,
};

/** Assignments whose right side is the value where they assign at all. */
const PLAIN_ASSIGNMENTS = new Set(['=', '??=', '||=', '&&=']);

/** Where a name is computed: `this[key] = value`. */
const ANY_NAME = '*';

/** The members of `this` that a text names: what is in no set is on no `this` of the file. */
interface OwnMembers {
  readonly named: ReadonlySet<string>;
  readonly assigned: ReadonlySet<string>;
  /** `this[key]`: any member may be meant. */
  readonly isOpen: boolean;
}

/** The name is all but white space and the signs of ASCII. */
const OWN_MEMBER = /\bthis\s*[?!]*\.\s*(#?[^\s\0-#%-/:-@[-^`{-\x7f]+)(\s*[-+*/%&|^?<>]*=(?![=>]))?/g;

/** Read from the text: the tree is walked only for members that are there. */
function ownMembersIn(text: string): OwnMembers {
  const named = new Set<string>();
  const assigned = new Set<string>();
  for (const [, name = '', assignment] of text.matchAll(OWN_MEMBER)) {
    named.add(name);
    if (assignment !== undefined) assigned.add(name);
  }
  return { named, assigned, isOpen: text.includes('this[') };
}

/** The assignments to members of `this` in a class, by the member's name. */
function assignmentsIn(
  owner: ClassNode | TSESTree.ObjectExpression,
): ReadonlyMap<string, readonly TSESTree.AssignmentExpression[]> {
  const found = new Map<string, TSESTree.AssignmentExpression[]>();
  const ownerOf = (node: Node) =>
    owner.type === 'ObjectExpression' ? enclosingLiteral(node) : enclosingMember(node)?.owner;
  for (const node of descendants(owner)) {
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') continue;
    if (node.left.object.type !== 'ThisExpression' || ownerOf(node.left) !== owner) continue;
    const name = memberName(node.left) ?? ANY_NAME;
    const known = found.get(name);
    if (known) known.push(node);
    else found.set(name, [node]);
  }
  return found;
}

function isNothing(node: Node): boolean {
  return (
    (node.type === 'Literal' && node.value === null) ||
    (node.type === 'Identifier' && node.name === 'undefined')
  );
}

/** `this.info = this.info.bind(this)`: it stays the method that it is. */
function isBound(node: Node, name: string): boolean {
  const callee = node.type === 'CallExpression' ? node.callee : undefined;
  if (callee?.type !== 'MemberExpression' || memberName(callee) !== 'bind') return false;
  const { object } = callee;
  return (
    object.type === 'MemberExpression' &&
    object.object.type === 'ThisExpression' &&
    memberName(object) === name
  );
}

/** Whether a node takes a value apart, so that what is in it is assigned to: `[this.a] = list`. */
function isPattern(node: Node): boolean {
  return (
    node.type === 'ArrayPattern' ||
    node.type === 'RestElement' ||
    (node.type === 'AssignmentPattern' && node.parent.type !== 'MethodDefinition') ||
    (node.type === 'Property' && node.parent.type === 'ObjectPattern')
  );
}

/** The class member that code stands in, so that `this` is the instance or the class. */
function enclosingMember(
  node: Node | undefined,
): { owner: ClassNode; isStatic: boolean; isInitialising: boolean } | undefined {
  let inFunction = false;
  for (let at = node; at; at = at.parent) {
    const { parent } = at;
    if (parent?.type === 'ClassBody') {
      const isStatic = at.type === 'StaticBlock' || ('static' in at && at.static);
      const isInitialising = isConstructor(at) || (at.type === 'PropertyDefinition' && !inFunction);
      return { owner: parent.parent, isStatic, isInitialising };
    }
    if (isFunction(at)) {
      inFunction = true;
      const isMember = parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition';
      if (at.type !== 'ArrowFunctionExpression' && !isMember) return undefined;
    }
  }
  return undefined;
}

/** The object literal that `this` is in one of its methods. */
function enclosingLiteral(node: Node): TSESTree.ObjectExpression | undefined {
  for (let at: Node | undefined = node; at; at = at.parent) {
    if (at.type === 'ClassBody') return undefined;
    if (!isFunction(at) || at.type === 'ArrowFunctionExpression') continue;
    const owner: Node | undefined = at.parent?.type === 'Property' ? at.parent.parent : undefined;
    return owner?.type === 'ObjectExpression' ? owner : undefined;
  }
  return undefined;
}

/** The innermost function that a node stands in; undefined for what stands in none. */
export function enclosingFunction(node: Node): FunctionNode | undefined {
  for (let at = node.parent; at; at = at.parent) if (isFunction(at)) return at;
  return undefined;
}

function functionLiteral(
  node: FunctionNode,
  { text, range }: Pick<Template, 'text' | 'range'>,
): FunctionLiteral {
  const parameters = node.params.map((param) => (param.type === 'Identifier' ? param.name : undefined));
  return { text, range, kind: 'function', parameters };
}

function importOf(module: string, imported: string): Binding {
  return { kind: 'import', module, imported, typeOnly: false };
}

function importBinding(specifier: Node, declaration: Node | null | undefined): Binding {
  if (specifier.type === 'TSImportEqualsDeclaration') {
    const reference = specifier.moduleReference;
    return reference.type === 'TSExternalModuleReference' && reference.expression.type === 'Literal'
      ? { kind: 'import', module: reference.expression.value, imported: '*', typeOnly: false }
      : { kind: 'unknown' };
  }
  if (declaration?.type !== 'ImportDeclaration') return { kind: 'unknown' };
  const module = declaration.source.value;
  const isType = declaration.importKind === 'type';
  switch (specifier.type) {
    case 'ImportDefaultSpecifier':
      return { kind: 'import', module, imported: 'default', typeOnly: isType };
    case 'ImportNamespaceSpecifier':
      return { kind: 'import', module, imported: '*', typeOnly: isType };
    case 'ImportSpecifier':
      return {
        kind: 'import',
        module,
        imported: nameOfExport(specifier.imported),
        typeOnly: isType || specifier.importKind === 'type',
      };
    default:
      return { kind: 'unknown' };
  }
}

function enumBinding(node: TSESTree.TSEnumDeclaration): Binding {
  const members = new Map<string, string | number | undefined>();
  const list = (node.body as { members: TSESTree.TSEnumMember[] } | undefined)?.members ?? [];
  list.forEach((member, index) => {
    const name =
      member.id.type === 'Identifier' ? member.id.name : String((member.id as { value?: unknown }).value);
    const init = member.initializer;
    const value = init?.type === 'Literal' ? (init.value as string | number) : init ? undefined : index;
    members.set(name, value);
  });
  return { kind: 'enum', members };
}

function nameOfExport(node: Node): string {
  return node.type === 'Literal' ? String(node.value) : node.type === 'Identifier' ? node.name : '';
}

/** The way to a name inside a destructuring pattern; undefined when it is not in there. */
function pathTo(name: Node, pattern: Node): string[] | undefined {
  if (pattern === name) return [];
  switch (pattern.type) {
    case 'AssignmentPattern':
      return pathTo(name, pattern.left);
    case 'TSParameterProperty':
      return pathTo(name, pattern.parameter);
    case 'RestElement':
      return pathTo(name, pattern.argument) && ['...'];
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') {
          if (contains(property, name)) return ['...'];
          continue;
        }
        const inner = pathTo(name, property.value);
        if (inner) return [keyOf(property) ?? '?', ...inner];
      }
      return undefined;
    case 'ArrayPattern':
      for (const [index, element] of pattern.elements.entries()) {
        const inner = element && pathTo(name, element);
        if (inner) return [String(index), ...inner];
      }
      return undefined;
    default:
      return undefined;
  }
}

function contains(outer: Node, inner: Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

function bindsName(pattern: Node, name: string): boolean {
  switch (pattern.type) {
    case 'Identifier':
      return pattern.name === name;
    case 'ObjectPattern':
      return pattern.properties.some((property) =>
        bindsName(property.type === 'RestElement' ? property.argument : property.value, name),
      );
    case 'ArrayPattern':
      return pattern.elements.some((element) => element !== null && bindsName(element, name));
    case 'AssignmentPattern':
      return bindsName(pattern.left, name);
    default:
      return false;
  }
}

function isPrimitiveType(type: TSESTree.TypeNode): boolean {
  switch (type.type) {
    case 'TSStringKeyword':
    case 'TSNumberKeyword':
    case 'TSBooleanKeyword':
    case 'TSUndefinedKeyword':
    case 'TSTemplateLiteralType':
      return true;
    case 'TSLiteralType':
      return type.literal.type === 'Literal' && /^(?:string|number|boolean)$/.test(typeof type.literal.value);
    case 'TSUnionType':
      return type.types.every(isPrimitiveType);
    default:
      return false;
  }
}

/** What an interface extends: `Logger`, `winston.Logger`. */
function basesOf(node: TSESTree.TSInterfaceDeclaration): readonly TypeName[] {
  return node.extends.flatMap(({ expression }) => {
    if (expression.type === 'Identifier') return [{ path: [expression.name], node }];
    const name = expression.type === 'MemberExpression' ? memberName(expression) : undefined;
    return expression.type === 'MemberExpression' &&
      expression.object.type === 'Identifier' &&
      name !== undefined
      ? [{ path: [expression.object.name, name], node }]
      : [];
  });
}

/** The primitive type that a written type is; what may be missing as well is one all the same. */
function primitiveOfType(type: TSESTree.TypeNode): Primitive | undefined {
  switch (type.type) {
    case 'TSStringKeyword':
    case 'TSTemplateLiteralType':
      return 'string';
    case 'TSNumberKeyword':
      return 'number';
    case 'TSBooleanKeyword':
      return 'boolean';
    case 'TSBigIntKeyword':
      return 'bigint';
    case 'TSLiteralType': {
      const { literal } = type;
      const held = literal.type === 'Literal' ? typeof literal.value : undefined;
      return held === 'string' || held === 'number' || held === 'boolean' ? held : undefined;
    }
    case 'TSUnionType': {
      const given = type.types.filter(
        (each) => each.type !== 'TSUndefinedKeyword' && each.type !== 'TSNullKeyword',
      );
      const [first, ...others] = given.map(primitiveOfType);
      return others.every((each) => each === first) ? first : undefined;
    }
    default:
      return undefined;
  }
}

/** The annotation of a variable or parameter, as it is written. */
function writtenAnnotation(target: Node): TSESTree.TypeNode | undefined {
  switch (target.type) {
    case 'Identifier':
    case 'ObjectPattern':
    case 'ArrayPattern':
      return target.typeAnnotation?.typeAnnotation;
    case 'AssignmentPattern':
      return writtenAnnotation(target.left);
    case 'TSParameterProperty':
      return writtenAnnotation(target.parameter);
    default:
      return undefined;
  }
}

function returnTypeOf(declaration: Node): TSESTree.TypeNode | undefined {
  const held = declaration.type === 'VariableDeclarator' ? declaration.init : declaration;
  return held && (isFunction(held) || held.type === 'TSDeclareFunction')
    ? held.returnType?.typeAnnotation
    : undefined;
}

/** What a function returns, its nested functions left out. */
function returnsOf(node: FunctionNode): TSESTree.Expression[] {
  return resultsOf(node).values;
}

/** What a function's statements decide on, its nested functions left out. */
function testsOf(node: FunctionNode): readonly Test[] {
  return resultsOf(node).tests;
}

interface Test {
  readonly test: TSESTree.Expression;
  readonly isSwitch: boolean;
}

function resultsOf(node: FunctionNode): { values: TSESTree.Expression[]; tests: Test[] } {
  if (node.body && node.body.type !== 'BlockStatement') return { values: [node.body], tests: [] };
  const values: TSESTree.Expression[] = [];
  const tests: Test[] = [];
  const visit = (statement: Node | null | undefined): void => {
    switch (statement?.type) {
      case 'ReturnStatement':
        if (statement.argument) values.push(statement.argument);
        return;
      case 'BlockStatement':
        statement.body.forEach(visit);
        return;
      case 'IfStatement':
        tests.push({ test: statement.test, isSwitch: false });
        visit(statement.consequent);
        visit(statement.alternate);
        return;
      case 'TryStatement':
        visit(statement.block);
        visit(statement.handler?.body);
        visit(statement.finalizer);
        return;
      case 'SwitchStatement':
        tests.push({ test: statement.discriminant, isSwitch: true });
        statement.cases.forEach((each) => each.consequent.forEach(visit));
        return;
      case 'WhileStatement':
      case 'DoWhileStatement':
        tests.push({ test: statement.test, isSwitch: false });
        visit(statement.body);
        return;
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'LabeledStatement':
        visit(statement.body);
    }
  };
  visit(node.body);
  return { values, tests };
}

function nameOfFunction(node: FunctionNode): string | undefined {
  if (node.id) return node.id.name;
  const parent = node.parent;
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : undefined;
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'Property':
      if (parent.type === 'MethodDefinition' && parent.kind === 'constructor') {
        return parent.parent.parent.id?.name;
      }
      return keyOf(parent)?.replace(/^#/, '');
    case 'AssignmentExpression':
      return parent.left.type === 'MemberExpression'
        ? memberName(parent.left)
        : parent.left.type === 'Identifier'
          ? parent.left.name
          : undefined;
    default:
      return undefined;
  }
}

/** The type that the field or variable has which a function is written for. */
function typeGivenTo({ parent }: FunctionNode): TSESTree.TypeNode | undefined {
  switch (parent.type) {
    case 'PropertyDefinition':
      return parent.typeAnnotation?.typeAnnotation;
    case 'VariableDeclarator':
      return parent.id.typeAnnotation?.typeAnnotation;
    default:
      return undefined;
  }
}
