import type { TSESTree } from '@typescript-eslint/types';
import { isGuardName } from '../../catalog/logs/expected-failures.js';
import { type ClassNode, interfacesOf, isFunction } from '../../estree/nodes.js';

type Node = TSESTree.Node;

/** Whether code stands in a function, a method or a class that is named for deciding who may pass. */
export function isOfGuard(node: Node): boolean {
  for (let at: Node | undefined = node; at; at = at.parent) {
    if (at.type === 'ClassDeclaration' || at.type === 'ClassExpression') return isGuardClass(at);
    if (isFunction(at) && isGuardName(nameAround(at) ?? '')) return true;
  }
  return false;
}

function isGuardClass(node: ClassNode) {
  const { id, superClass } = node;
  const parent = superClass?.type === 'CallExpression' ? superClass.callee : superClass;
  return [id, parent, ...interfacesOf(node).map(({ expression }) => expression)].some(
    (each) =>
      each?.type === 'Identifier' &&
      /(?:Guard|Strategy|Authenticator|Authorizer|CanActivate)$/.test(each.name),
  );
}

function nameAround(around: Node): string | undefined {
  if ('id' in around && around.id?.type === 'Identifier') return around.id.name;
  const { parent } = around;
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name;
  const isKeyed =
    parent?.type === 'MethodDefinition' ||
    parent?.type === 'Property' ||
    parent?.type === 'PropertyDefinition';
  return isKeyed && parent.key.type === 'Identifier' ? parent.key.name : undefined;
}
