import type { Scope, ScopeManager } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { Call, Expression, FunctionLiteral, Identifier, TypeName } from '../model/code/expression.js';
import {
  type AugmentedMember,
  type Binding,
  type FunctionBinding,
  type Guard,
  type HandedOn,
  type Located,
  type Passed,
  type Primitive,
  type Source,
  type TypeOrigin,
  type VisibleName,
  runsBefore,
} from '../model/code/source.js';
import { BlockNames, type Declared } from './block-names.js';
import { Bindings } from './bindings.js';
import { ClassMembers } from './class-members.js';
import { Collections } from './collections.js';
import { type CommentReading, CommentTypes } from './comment-types.js';
import { DeclaredTypes } from './declared-types.js';
import { isTooDeep, mayBeTooDeep } from './depth.js';
import { enclosingFunction, enclosingMember, programOf } from './enclosing.js';
import { isMadeOnce } from './function-body.js';
import { FunctionBindings } from './function-bindings.js';
import { nameOfFunction } from './function-name.js';
import { globalBinding } from './given-globals.js';
import { Guards } from './guards.js';
import { required } from './import-binding.js';
import { LateNames } from './late-names.js';
import { keyOf, memberName } from './member-name.js';
import { ModuleExports, exportsFunctionByText } from './module-exports.js';
import {
  type ClassNode,
  type DeclaredName,
  type FunctionNode,
  type Node,
  type Variable,
  isFunction,
} from './nodes.js';
import { contains } from './tree.js';
import type { SyntaxFile } from './syntax-file.js';
import { toExpression } from './to-expression.js';
import { annotationOf } from './type-name.js';
import { Writes } from './writes.js';
import { WrittenTypes } from './written-types.js';

function isImport(declaration: Node): boolean {
  return declaration.parent?.type === 'ImportDeclaration' || declaration.type === 'TSImportEqualsDeclaration';
}

/** Whether a declaration is of a type, whatever value it is as well. */
function declaresType(declaration: Node): boolean {
  switch (declaration.type) {
    case 'ClassDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSEnumDeclaration':
      return true;
    default:
      return isImport(declaration);
  }
}

/** Definitions of names that are no types. */
const VALUE_DEFINITIONS = new Set(['Variable', 'Parameter']);

/** A file's syntax and its scope analysis. */
export interface ParsedFile {
  readonly ast: TSESTree.Program;
  readonly scopeManager: ScopeManager | null;
  /** Whoever parsed it has seen that it nests no deeper than is judged. */
  readonly isShallow?: boolean;
}

/** Whether the scopes of a file are found when they are asked for, as oxlint does: that takes longer than parsing it. */
function findsScopesLate(parsed: ParsedFile): boolean {
  return Object.getOwnPropertyDescriptor(parsed, 'scopeManager')?.value === undefined;
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
  /** What a framework imports for the file under a name that it does not declare. */
  readonly autoImported?: (name: string) => Binding | undefined;
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
export class EstreeSource implements SyntaxFile {
  readonly file: string;
  readonly text: string;
  readonly answers = new Map<object, unknown>();
  readonly track: Source['track'];
  // Plain maps: they live and die with the tree, and weak ones cost the collector several times as much.
  private readonly expressions = new Map<Node, Expression>();
  private readonly nodes = new Map<Expression, Node>();
  private readonly imported = new Map<string, Binding>();
  private readonly convert = (node: Node): Expression => this.expression(node);
  // What answers its questions, made when the first is asked: few files are asked them all.
  private typesMade: DeclaredTypes | undefined;
  private writesMade: Writes | undefined;
  private writtenTypesMade: WrittenTypes | undefined;
  private collectionsMade: Collections | undefined;
  private commentsMade: CommentTypes | undefined;
  private functionsMade: FunctionBindings | undefined;
  private membersMade: ClassMembers | undefined;
  private bindingsMade: Bindings | undefined;
  private exportsMade: ModuleExports | undefined;
  private guarding: Guards | undefined;
  /** The innermost scopes around nodes that were asked about: names of one place are asked for over and over. */
  private readonly scopesAround = new Map<Node, Scope | null>();
  private blockNames: BlockNames | undefined;
  private lateNames: LateNames | undefined;
  /** Whether nobody has found the scopes yet. */
  private needsNoScopes: boolean | undefined;
  private read: { readonly file: ParsedFile | undefined } | undefined;

  constructor(private readonly input: EstreeInput) {
    this.file = input.file;
    this.text = input.text;
    this.track = input.track;
  }

  private get types(): DeclaredTypes {
    return (this.typesMade ??= new DeclaredTypes(this));
  }

  private get writes(): Writes {
    return (this.writesMade ??= new Writes(this));
  }

  private get writtenTypes(): WrittenTypes {
    return (this.writtenTypesMade ??= new WrittenTypes(this));
  }

  private get collections(): Collections {
    return (this.collectionsMade ??= new Collections(this));
  }

  private get comments(): CommentTypes {
    return (this.commentsMade ??= new CommentTypes(this, this.commentReading()));
  }

  private get functions(): FunctionBindings {
    return (this.functionsMade ??= new FunctionBindings(this, this.writes, this.comments));
  }

  private get members(): ClassMembers {
    return (this.membersMade ??= new ClassMembers(
      this,
      this.functions,
      this.writes,
      this.comments,
      this.types,
    ));
  }

  private get bindings(): Bindings {
    return (this.bindingsMade ??= new Bindings(this, this.functions, this.writes, this.comments, this.types));
  }

  private get exports(): ModuleExports {
    return (this.exportsMade ??= new ModuleExports(this, this.types, {
      follow: (module) => this.input.follow(module)?.exports,
      isRead: () => this.read !== undefined,
    }));
  }

  private commentReading(): CommentReading | undefined {
    const { parseTypes, outer, hasPackage = () => true } = this.input;
    if (!parseTypes || outer) return undefined;
    const read = (text: string) =>
      new EstreeSource({ ...this.input, text, parsed: () => parseTypes(text), outer: this });
    return { parses: (text) => parseTypes(text) !== undefined, read, hasPackage };
  }

  private get parsed(): ParsedFile | undefined {
    if (!this.read) {
      const file = this.input.parsed();
      const isDeep = file && !file.isShallow && mayBeTooDeep(this.text) && isTooDeep(file.ast);
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
    this.needsNoScopes = false;
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
    const made = toExpression(node, this.text, this.convert);
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
    return this.functions.nodeOf(binding);
  }

  binding(name: Identifier): Binding {
    const node = this.nodes.get(name);
    if (node?.type !== 'Identifier') return { kind: 'unknown' };
    const found = this.boundAt(node, name.name, this.declaredBy(node, name.name));
    return found.kind === 'global' ? (this.autoImported(found.name) ?? found) : found;
  }

  /** What a framework imports under a name: the same object for as long as it is the same. */
  private autoImported(name: string): Binding | undefined {
    const found = this.input.autoImported?.(name);
    const known = this.imported.get(name);
    if (known?.kind === 'import' && found?.kind === 'import' && known.module === found.module) return known;
    if (found) this.imported.set(name, found);
    return found;
  }

  /** What a name stands for where a node is; what declares it where the blocks around have said that. */
  private boundAt(node: Node, name: string, by: Node | undefined): Binding {
    if (by && isImport(by)) return this.bindings.ofImport(by);
    const variable = this.meant(node, name, by);
    return variable ? this.bindings.of(variable) : { kind: 'global', name };
  }

  definition(at: Node, name: string): DeclaredName['defs'][number] | undefined {
    return this.declaredName(at, name)?.defs.at(-1);
  }

  /** What a name means at a node, without the scopes of the file where the blocks around tell; undefined for a global. */
  private declaredName(at: Node, name: string): DeclaredName | undefined {
    return this.meant(at, name, this.declaredBy(at, name));
  }

  /** What a constant is given where it is declared; undefined for whatever else a node is. */
  initialValue(name: Node): Node | undefined {
    if (name.type !== 'Identifier') return undefined;
    const [definition, ...others] = this.declaredName(name, name.name)?.defs ?? [];
    const node = others.length === 0 ? definition?.node : undefined;
    if (node?.type !== 'VariableDeclarator' || node.id.type !== 'Identifier') return undefined;
    return node.parent.kind === 'const' ? (node.init ?? undefined) : undefined;
  }

  private meant(at: Node, name: string, by: Node | undefined): DeclaredName | undefined {
    return (by && this.late(name, by)) ?? this.variable(at, name);
  }

  /** What is declared by a node, for as long as nobody needed the scopes of the file. */
  private late(name: string, by: Node): DeclaredName | undefined {
    if (!this.needsNoScopes) return undefined;
    this.lateNames ??= new LateNames(this.program, this.text, (at, each) => this.variable(at, each));
    return this.lateNames.of(name, by);
  }

  typeBinding(type: TypeName): Binding {
    const [name, ...members] = type.path;
    const node = type.node as Node | undefined;
    if (type.module !== undefined)
      return { kind: 'import', module: type.module, imported: name ?? '*', typeOnly: true };
    // What a comment says is read in a tree of its own.
    const comments = this.comments.source;
    if (node && comments?.program === programOf(node)) return comments.typeBinding(type);
    if (name === undefined) return (node && this.types.writtenTypeBinding(node)) ?? { kind: 'unknown' };
    const by = members.length === 0 ? this.declaredBy(node ?? this.program, name) : undefined;
    if (by && declaresType(by)) return this.boundAt(by, name, by);
    const variable = this.typeVariable(node ?? this.program, name);
    if (!variable) return this.input.outer?.topLevelType(name) ?? { kind: 'global', name };
    return (members.length > 0 ? this.types.namespaceOf(variable) : undefined) ?? this.declared(variable);
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
    return variable && (required(variable) ?? this.declared(variable));
  }

  installed(module: string, exported: string): Located | undefined {
    return this.input.declarations?.(module)?.exported(exported);
  }

  globalTypes(name: string): readonly Located[] {
    return (this.input.declaringType?.(name) ?? []).flatMap((source) => {
      const binding = source.isJudged ? source.types.globalType(name) : undefined;
      return binding ? [{ source, binding }] : [];
    });
  }

  augmented(name: string): readonly AugmentedMember[] {
    return (this.input.augmenting?.() ?? []).flatMap((source) =>
      source.text.includes(name) ? source.types.membersAdded(name) : [],
    );
  }

  thisMember(near: Expression, name: string): Located | undefined {
    return this.members.thisMember(near, name);
  }

  constructedBy(run: FunctionBinding): Binding | undefined {
    return this.members.constructedBy(run);
  }

  assignedTo(owner: Expression, name: string): readonly Expression[] {
    return this.writes.assignedTo(owner, name);
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

  /**
   * Whether a name or a member of `this` is declared as a collection of the language's own: `cache = new Map()`. Told
   * from the declaration alone, which costs less than reading what the value is.
   */
  isCollection(node: Node): boolean {
    return this.collections.has(node);
  }

  optionAround(near: Expression): ReturnType<Source['optionAround']> {
    let at = this.nodes.get(near)?.parent;
    while (at && (!isFunction(at) || at.type === 'ArrowFunctionExpression')) at = at.parent;
    const property = at?.parent;
    const name = property?.type === 'Property' && property.value === at ? keyOf(property) : undefined;
    const handed =
      name !== undefined && property?.parent ? this.functions.argumentOf(property.parent) : undefined;
    return name !== undefined && handed ? { name, call: handed.call } : undefined;
  }

  follow(module: string, exported: string): Located | undefined {
    return this.input.follow(module)?.exported(exported);
  }

  exported(name: string): Located | undefined {
    return this.exports.through(name, new Set());
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
    return node !== undefined && isMadeOnce(node, (each) => this.functions.callsOf(each));
  }

  primitiveOf(expression: Expression): Primitive | undefined {
    const node = this.nodes.get(expression);
    return node && this.writtenTypes.primitiveOf(node);
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
    const told = node && this.blocks()?.visible(node);
    if (!told) {
      yield* this.visibleInScopes(node);
      return;
    }
    for (const { name, by, isParameter } of told)
      yield {
        name,
        binding: () => this.boundAt(node, name, by),
        isInitialised: () => isParameter || isImport(by) || this.isInitialised(by, node),
      };
  }

  private *visibleInScopes(node: Node | undefined): Iterable<VisibleName> {
    const seen = new Set<string>();
    for (let scope = node ? this.scopeAt(node) : null; node && scope; scope = scope.upper) {
      for (const variable of scope.variables) {
        if (seen.has(variable.name) || variable.defs.length === 0) continue;
        seen.add(variable.name);
        yield {
          name: variable.name,
          binding: () => this.declared(variable),
          isInitialised: () => this.isVariableInitialised(variable, node),
        };
      }
    }
  }

  *guards(near: Expression): Iterable<Guard> {
    const node = this.nodes.get(near);
    if (!node) return;
    this.guarding ??= new Guards(this.text, (at, name) => this.declaredName(at, name));
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
      const handed = this.functions.argumentOf(at);
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
    return node && (this.input.valuesOf?.(node) ?? this.writtenTypes.valuesOf(node));
  }

  /** Whether an annotation in this file says that an expression is text, a number or a boolean, if it is there. */
  isPrimitive(expression: Expression): boolean {
    const node = this.nodes.get(expression);
    return node !== undefined && this.writtenTypes.isPrimitive(node);
  }

  /** The variable a name resolves to at a node; undefined for a global. */
  variable(at: Node, name: string): Variable | undefined {
    if (this.byBlocks(at, name)?.is === 'global') return undefined;
    for (let scope: Scope | null = this.scopeAt(at); scope; scope = scope.upper) {
      const variable = scope.set.get(name);
      if (variable) return variable.defs.length > 0 ? variable : undefined;
    }
    return undefined;
  }

  /** The node that declares the name where a node stands, the last of several; undefined for a global. */
  declarationOf(at: Node, name: string): Node | undefined {
    const found = this.byBlocks(at, name);
    if (found) return found.is === 'declared' ? found.by : undefined;
    return this.variable(at, name)?.defs.at(-1)?.node;
  }

  /** What the blocks around a node say of a name, for as long as that saves finding the scopes of the file. */
  private byBlocks(at: Node, name: string): Declared | undefined {
    return this.blocks()?.declaration(at, name);
  }

  /** The node that the blocks around say a name is declared by. */
  private declaredBy(at: Node, name: string): Node | undefined {
    const found = this.byBlocks(at, name);
    return found?.is === 'declared' ? found.by : undefined;
  }

  private blocks(): BlockNames | undefined {
    this.needsNoScopes ??= this.parsed !== undefined && findsScopesLate(this.parsed);
    return this.needsNoScopes ? (this.blockNames ??= new BlockNames(this.text)) : undefined;
  }

  /** The innermost scope around a node. */
  scopeAt(node: Node): Scope | null {
    let known = this.scopesAround.get(node);
    if (known === undefined) this.scopesAround.set(node, (known = this.scopeAround(node)));
    return known;
  }

  private scopeAround(node: Node): Scope | null {
    const manager = this.scopes;
    for (let at: Node | undefined = node; manager && at; at = at.parent) {
      const scope = manager.acquire(at, true);
      if (scope) return scope.type === 'function-expression-name' ? (scope.childScopes[0] ?? scope) : scope;
    }
    return manager?.scopes[0] ?? null;
  }

  /** The declaration behind a variable. */
  declared(variable: Variable): Binding {
    return this.bindings.of(variable);
  }

  functionBinding(node: FunctionNode): FunctionBinding {
    return this.functions.of(node);
  }

  classBinding(node: ClassNode): Binding {
    return this.members.classBinding(node);
  }

  /** An import, by the name of the package where the file has another specifier for it. */
  asPublished(binding: Binding): Binding {
    const { published } = this.input;
    if (!published || binding.kind !== 'import' || binding.module.startsWith('.')) return binding;
    const module = published(binding.module);
    return module === binding.module ? binding : { ...binding, module };
  }

  private isVariableInitialised(variable: Variable, at: Node): boolean {
    const definition = variable.defs.at(-1);
    const kind = definition?.type as string | undefined;
    if (kind === 'ImportBinding' || kind === 'Parameter') return true;
    return definition !== undefined && kind === 'Variable' && this.isInitialised(definition.node, at);
  }

  /** Whether a variable's declarator has run wherever a node is reached. */
  private isInitialised(declaration: Node, at: Node): boolean {
    const list = declaration.parent;
    if (list?.type !== 'VariableDeclaration' || list.kind === 'var') return false;
    const clause = list.parent;
    if (clause?.type === 'SwitchCase' && !contains(clause, at)) return false;
    const home = enclosingFunction(declaration);
    const hoisted: string[] = [];
    for (let around = enclosingFunction(at); around && around !== home; around = enclosingFunction(around)) {
      if (around.type === 'FunctionDeclaration' && around.id) hoisted.push(around.id.name);
    }
    return runsBefore(declaration.range, at.range[0], hoisted, this.text);
  }

  functionOf(literal: FunctionLiteral): ReturnType<Source['functionOf']> {
    const node = this.nodes.get(literal);
    return node && isFunction(node) ? this.functionBinding(node) : undefined;
  }

  /** What a name of the module stands for. */
  named(name: string): Binding | undefined {
    const variable = this.variable(this.program, name);
    return variable && this.declared(variable);
  }
}

const EMPTY = { type: 'Program', body: [], range: [0, 0] } as unknown as TSESTree.Program;
