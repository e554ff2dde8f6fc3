import type { TSESTree } from '@typescript-eslint/types';
import type { FileSyntax } from './syntax.js';

type Node = TSESTree.Node;

/** What a constant is given where it is declared. */
export function initialValue(name: Node, syntax: FileSyntax): Node | undefined {
  if (name.type !== 'Identifier') return undefined;
  const declared = syntax
    .variablesNamed(name.name)
    .find(({ references }) => references.some(({ identifier }) => identifier === name));
  const [definition, ...others] = declared?.defs ?? [];
  const node = others.length === 0 ? definition?.node : undefined;
  const isConstant =
    node?.type === 'VariableDeclarator' &&
    node.parent.type === 'VariableDeclaration' &&
    node.parent.kind === 'const';
  return isConstant ? (node.init ?? undefined) : undefined;
}
