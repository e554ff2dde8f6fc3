import { keyOf, memberName } from './member-name.js';
import type { FunctionNode, Node } from './nodes.js';

/** What a function is called: by itself, as a member, or by what it is given to; a constructor by its class. */
export function nameOfFunction(node: FunctionNode): string | undefined {
  const { parent } = node;
  if (node.id) return node.id.name;
  return parent?.type === 'MethodDefinition' && parent.kind === 'constructor'
    ? parent.parent.parent.id?.name
    : nameGivenBy(parent);
}

/** The name that a declaration, member or assignment gives the value that stands in it. */
export function nameGivenBy(place: Node | undefined): string | undefined {
  switch (place?.type) {
    case 'VariableDeclarator':
      return place.id.type === 'Identifier' ? place.id.name : undefined;
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'Property':
      return keyOf(place)?.replace(/^#/, '');
    case 'AssignmentExpression':
      return place.left.type === 'MemberExpression'
        ? memberName(place.left)
        : place.left.type === 'Identifier'
          ? place.left.name
          : undefined;
    default:
      return undefined;
  }
}
