import type { TSESTree } from '@typescript-eslint/types';
import { oncePer } from '../model/code/once.js';

/** An interface of a package, or a global one, that a file of the project adds members to. */
export interface AugmentedInterface {
  readonly name: string;
  /** The package, or the global namespace that is called like it; undefined for what is merely global. */
  readonly module: string | undefined;
  readonly members: readonly TSESTree.TypeElement[];
}

/** `declare module 'express' { interface Request { … } }`, `declare global { namespace Express { … } }` */
export const augmentationsIn = oncePer(function findAugmentations(
  program: TSESTree.Program,
): readonly AugmentedInterface[] {
  return program.body.flatMap((statement) => {
    const block = declaredIn(statement);
    if (block?.type !== 'TSModuleDeclaration') return [];
    if (block.kind === 'global') return interfacesIn(block, undefined);
    return block.id.type === 'Literal' ? interfacesIn(block, block.id.value) : [];
  });
});

function interfacesIn(
  block: TSESTree.TSModuleDeclaration,
  module: string | undefined,
): readonly AugmentedInterface[] {
  return (block.body?.body ?? []).flatMap((statement): readonly AugmentedInterface[] => {
    const declared = declaredIn(statement);
    if (declared?.type === 'TSInterfaceDeclaration')
      return [{ name: declared.id.name, module, members: declared.body.body }];
    if (declared?.type !== 'TSModuleDeclaration') return [];
    const namespace = declared.id.type === 'Identifier' ? declared.id.name.toLowerCase() : undefined;
    return interfacesIn(declared, module ?? namespace);
  });
}

function declaredIn(statement: TSESTree.ProgramStatement): TSESTree.Node | undefined {
  return statement.type === 'ExportNamedDeclaration' ? (statement.declaration ?? undefined) : statement;
}
