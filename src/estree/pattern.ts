import type { TSESTree } from '@typescript-eslint/types';
import { keyOf } from './member-name.js';
import type { Node } from './nodes.js';
import { contains } from './tree.js';

/** The way to a name inside a destructuring pattern; undefined when it is not in there. */
export function pathTo(name: Node, pattern: Node): string[] | undefined {
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

/** Whether a pattern declares a name. */
export function bindsName(pattern: Node, name: string): boolean {
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

/** The identifiers that a parameter or the left side of a declaration declares. */
export function declaredIdentifiers(pattern: Node): TSESTree.Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        declaredIdentifiers(property.type === 'RestElement' ? property : property.value),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? declaredIdentifiers(element) : []));
    case 'AssignmentPattern':
      return declaredIdentifiers(pattern.left);
    case 'RestElement':
      return declaredIdentifiers(pattern.argument);
    case 'TSParameterProperty':
      return declaredIdentifiers(pattern.parameter);
    default:
      return [];
  }
}

/** The names that a parameter or the left side of a declaration declares. */
export function declaredNames(pattern: Node): string[] {
  return declaredIdentifiers(pattern).map(({ name }) => name);
}

/** Whether a node takes a value apart, so that what is in it is assigned to: `[this.a] = list`. */
export function isPattern(node: Node): boolean {
  return (
    node.type === 'ArrayPattern' ||
    node.type === 'RestElement' ||
    (node.type === 'AssignmentPattern' && node.parent.type !== 'MethodDefinition') ||
    (node.type === 'Property' && node.parent.type === 'ObjectPattern')
  );
}
