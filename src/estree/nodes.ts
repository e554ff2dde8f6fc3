import type { ScopeVariable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';

export type Node = TSESTree.Node;
export type Variable = ScopeVariable;

/** What is read of a name's declaration: a variable of a scope, or what the blocks around a use tell of one. */
export interface DeclaredName {
  readonly name: string;
  readonly defs: readonly Pick<Variable['defs'][number], 'type' | 'node' | 'name' | 'parent'>[];
  /** Where it is read and written. */
  readonly references: Variable['references'];
  /** It is seen to have the value that it is declared with, always. */
  readonly isNeverWritten?: boolean;
}

export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;
export type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

/** Functions with a body of their own, whatever their syntax. */
export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  );
}

/** The constructor of a class. */
export function isConstructor(member: Node): member is TSESTree.MethodDefinition {
  return member.type === 'MethodDefinition' && member.kind === 'constructor';
}

/** The interfaces that a class is declared to implement. ESLint’s own parser, which reads no types, leaves them out. */
export function interfacesOf(node: ClassNode): readonly TSESTree.TSClassImplements[] {
  const { implements: declared }: Partial<ClassNode> = node;
  return declared ?? [];
}

/** `null` or `undefined`, as it is written. */
export function isNothing(node: Node): boolean {
  return (
    (node.type === 'Literal' && node.value === null) ||
    (node.type === 'Identifier' && node.name === 'undefined')
  );
}
