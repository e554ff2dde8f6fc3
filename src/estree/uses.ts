import type { ScopeManager, ScopeVariable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { NodeList } from './node-list.js';

/** The identifiers that declare, write or read one of some variables. */
export function usesOf(variables: Iterable<ScopeVariable>): NodeList<TSESTree.Identifier> {
  const found: TSESTree.Identifier[] = [];
  for (const { identifiers, references } of variables) {
    found.push(...identifiers.filter((each) => each.type === 'Identifier'));
    for (const { identifier } of references) if (identifier.type === 'Identifier') found.push(identifier);
  }
  return new NodeList(found);
}

/** The identifiers that write or read a name that nothing in the file declares. */
export function usesOfUndeclared(name: string, scopes: ScopeManager | null): NodeList<TSESTree.Identifier> {
  const global = scopes?.scopes[0];
  const references = [...(global?.through ?? []), ...(global?.set.get(name)?.references ?? [])];
  return new NodeList(
    references.flatMap(({ identifier }) =>
      identifier.type === 'Identifier' && identifier.name === name ? [identifier] : [],
    ),
  );
}
