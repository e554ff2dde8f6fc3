import type { ScopeManager } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { Call, Expression, New } from '../model/code/expression.js';
import type { Binding, FunctionBinding, Located, Source, VariableBinding } from '../model/code/source.js';
import type { ClassNode, DeclaredName, FunctionNode, Node, Variable } from './nodes.js';

/** A call, and which of its arguments something is. */
export interface HandedTo {
  readonly call: Call | New;
  readonly argument: number;
}

/** A source with its tree and scopes: what those who read one part of it ask the whole for. */
export interface SyntaxFile extends Source {
  readonly program: TSESTree.Program;
  readonly scopes: ScopeManager | null;
  /** The expression that a node is, as the model sees it. */
  expression(node: Node): Expression;
  /** The node an expression was read from. */
  nodeOf(expression: Expression): Node | undefined;
  /** The variable a name resolves to at a node; undefined for a global. */
  variable(at: Node, name: string): Variable | undefined;
  /** The last declaration of a name where a node stands; undefined for a global. */
  definition(at: Node, name: string): DeclaredName['defs'][number] | undefined;
  /** The node that declares the name where a node stands, the last of several; undefined for a global. */
  declarationOf(at: Node, name: string): Node | undefined;
  /** The declaration behind a variable. */
  declared(variable: Variable): Binding;
  /** What a name of the module stands for. */
  named(name: string): Binding | undefined;
  /** An import, by the name of the package where the file has another specifier for it. */
  asPublished(binding: Binding): Binding;
  globalTypes(name: string): readonly Located[];
  functionBinding(node: FunctionNode): FunctionBinding;
  classBinding(node: ClassNode): Binding;
}

/** A field that is declared nowhere, as in JavaScript. */
export const UNDECLARED: VariableBinding = {
  kind: 'variable',
  constant: false,
  path: [],
  init: undefined,
  type: undefined,
};
