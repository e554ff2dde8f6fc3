import type { TSESTree } from '@typescript-eslint/types';
import { isRemovable } from '../catalog/packages.js';

/** A name that a `require` of a module without effects gives a file. */
export interface RequiredName {
  readonly local: TSESTree.Identifier;
  /** Its entry in the braces, where it is one of several members. */
  readonly property?: TSESTree.Property;
}

/** A statement that does nothing but require such a module. */
export interface RemovableRequire {
  readonly statement: TSESTree.VariableDeclaration;
  readonly names: readonly RequiredName[];
}

/** `const util = require('util');`, `const { format, inspect } = require('node:util');` */
export function removableRequireOf(statement: TSESTree.Node | undefined): RemovableRequire | undefined {
  if (statement?.type !== 'VariableDeclaration' || statement.declarations.length !== 1) return undefined;
  const [{ id, init }] = statement.declarations;
  const [module] = init?.type === 'CallExpression' ? init.arguments : [];
  const isRequire =
    init?.type === 'CallExpression' && init.callee.type === 'Identifier' && init.callee.name === 'require';
  if (!isRequire || module?.type !== 'Literal' || !isRemovable(String(module.value))) return undefined;
  const names = id.type === 'Identifier' ? [{ local: id }] : id.type === 'ObjectPattern' ? membersOf(id) : [];
  return names && names.length > 0 ? { statement, names } : undefined;
}

/** The members that are taken, by name alone; undefined where a default or the rest is among them. */
function membersOf({ properties }: TSESTree.ObjectPattern): readonly RequiredName[] | undefined {
  const names = properties.flatMap((property): readonly RequiredName[] =>
    property.type === 'Property' && !property.computed && property.value.type === 'Identifier'
      ? [{ local: property.value, property }]
      : [],
  );
  return names.length === properties.length ? names : undefined;
}
