import type { TSESTree } from '@typescript-eslint/types';
import { oncePerNode } from './tree.js';

type Declaration = TSESTree.FunctionDeclaration | TSESTree.VariableDeclarator;

/** The functions and variables that the statements of a block declare by a plain name, exported ones too; in source order. */
export const declarationsIn = oncePerNode(function findDeclarations(
  block: TSESTree.BlockStatement | TSESTree.Program,
): ReadonlyMap<string, readonly Declaration[]> {
  const found = new Map<string, Declaration[]>();
  const add = (name: string, declaration: Declaration): void => {
    const known = found.get(name);
    if (known) known.push(declaration);
    else found.set(name, [declaration]);
  };
  for (const statement of block.body) {
    const isExport = /^Export(?:Named|Default)Declaration$/.test(statement.type);
    const declaration = isExport && 'declaration' in statement ? statement.declaration : statement;
    if (declaration?.type === 'FunctionDeclaration' && declaration.id) add(declaration.id.name, declaration);
    else if (declaration?.type === 'VariableDeclaration') {
      for (const each of declaration.declarations) if (each.id.type === 'Identifier') add(each.id.name, each);
    }
  }
  return found;
});
