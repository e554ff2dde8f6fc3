import type { TSESTree } from '@typescript-eslint/types';
import { groupedBy } from '../model/code/grouping.js';
import { oncePer } from '../model/code/once.js';

type Declaration = TSESTree.FunctionDeclaration | TSESTree.VariableDeclarator;

/** The functions and variables that the statements of a block declare by a plain name, exported ones too; in source order. */
export const declarationsIn = oncePer(function findDeclarations(
  block: TSESTree.BlockStatement | TSESTree.Program,
): ReadonlyMap<string, readonly Declaration[]> {
  const declarations = block.body.flatMap((statement): readonly Declaration[] => {
    const isExport = /^Export(?:Named|Default)Declaration$/.test(statement.type);
    const declaration = isExport && 'declaration' in statement ? statement.declaration : statement;
    if (declaration?.type === 'FunctionDeclaration') return [declaration];
    return declaration?.type === 'VariableDeclaration' ? declaration.declarations : [];
  });
  return groupedBy(declarations, ({ id }) => (id?.type === 'Identifier' ? id.name : ''));
});
