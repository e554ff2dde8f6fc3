import type { TSESTree } from '@typescript-eslint/types';
import type { Node } from './nodes.js';

/** The name of a property or class member where the source spells it. */
export function keyOf(node: { key: Node; computed: boolean }): string | undefined {
  const { key } = node;
  if (key.type === 'Literal') return String(key.value);
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  return !node.computed && key.type === 'Identifier' ? key.name : undefined;
}

/** A member access's property where the source spells it. */
export function memberName(node: TSESTree.MemberExpression): string | undefined {
  const { property } = node;
  if (property.type === 'PrivateIdentifier') return `#${property.name}`;
  if (!node.computed) return property.type === 'Identifier' ? property.name : undefined;
  // logger[`info`]
  if (property.type === 'TemplateLiteral' && property.expressions.length === 0)
    return property.quasis[0]?.value.cooked ?? undefined;
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : undefined;
}
