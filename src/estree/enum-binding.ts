import type { TSESTree } from '@typescript-eslint/types';
import type { Binding } from '../model/code/source.js';

/** An enum's members with their values, where they are written out. */
export function enumBinding(node: TSESTree.TSEnumDeclaration): Binding {
  const members = new Map<string, string | number | undefined>();
  const list = (node.body as { members: TSESTree.TSEnumMember[] } | undefined)?.members ?? [];
  list.forEach((member, index) => {
    const name =
      member.id.type === 'Identifier' ? member.id.name : String((member.id as { value?: unknown }).value);
    const init = member.initializer;
    const value = init?.type === 'Literal' ? (init.value as string | number) : init ? undefined : index;
    members.set(name, value);
  });
  return { kind: 'enum', members };
}
