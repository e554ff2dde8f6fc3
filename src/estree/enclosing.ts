import type { TSESTree } from '@typescript-eslint/types';
import { type ClassNode, type FunctionNode, type Node, isConstructor, isFunction } from './nodes.js';

/** The innermost function that a node stands in; undefined for what stands in none. */
export function enclosingFunction(node: Node): FunctionNode | undefined {
  for (let at = node.parent; at; at = at.parent) if (isFunction(at)) return at;
  return undefined;
}

/** The class member that code stands in, so that `this` is the instance or the class. */
export function enclosingMember(
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
export function enclosingLiteral(node: Node): TSESTree.ObjectExpression | undefined {
  for (let at: Node | undefined = node; at; at = at.parent) {
    if (at.type === 'ClassBody') return undefined;
    if (!isFunction(at) || at.type === 'ArrowFunctionExpression') continue;
    const owner: Node | undefined = at.parent?.type === 'Property' ? at.parent.parent : undefined;
    return owner?.type === 'ObjectExpression' ? owner : undefined;
  }
  return undefined;
}

/** The tree that a node is of. */
export function programOf(node: Node): Node {
  let at = node;
  while (at.parent) at = at.parent;
  return at;
}
