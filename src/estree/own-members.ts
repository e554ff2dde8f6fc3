import type { TSESTree } from '@typescript-eslint/types';
import { enclosingLiteral, enclosingMember } from './enclosing.js';
import { memberName } from './member-name.js';
import type { ClassNode, Node } from './nodes.js';
import { descendants } from './tree.js';

/** Where a name is computed: `this[key] = value`. */
export const ANY_NAME = '*';

/** The members of `this` that a text names: what is in no set is on no `this` of the file. */
export interface OwnMembers {
  readonly named: ReadonlySet<string>;
  readonly assigned: ReadonlySet<string>;
  /** `this[key]`: any member may be meant. */
  readonly isOpen: boolean;
}

/** The name is all but white space and the signs of ASCII. */
const OWN_MEMBER = /\bthis\s*[?!]*\.\s*(#?[^\s\0-#%-/:-@[-^`{-\x7f]+)(\s*[-+*/%&|^?<>]*=(?![=>]))?/g;

/** Read from the text: the tree is walked only for members that are there. */
export function ownMembersIn(text: string): OwnMembers {
  const named = new Set<string>();
  const assigned = new Set<string>();
  for (const [, name = '', assignment] of text.matchAll(OWN_MEMBER)) {
    named.add(name);
    if (assignment !== undefined) assigned.add(name);
  }
  return { named, assigned, isOpen: text.includes('this[') };
}

/** The assignments to members of `this` in a class, by the member's name. */
export function assignmentsIn(
  owner: ClassNode | TSESTree.ObjectExpression,
): ReadonlyMap<string, readonly TSESTree.AssignmentExpression[]> {
  const found = new Map<string, TSESTree.AssignmentExpression[]>();
  const ownerOf = (node: Node) =>
    owner.type === 'ObjectExpression' ? enclosingLiteral(node) : enclosingMember(node)?.owner;
  for (const node of descendants(owner)) {
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') continue;
    if (node.left.object.type !== 'ThisExpression' || ownerOf(node.left) !== owner) continue;
    const name = memberName(node.left) ?? ANY_NAME;
    const known = found.get(name);
    if (known) known.push(node);
    else found.set(name, [node]);
  }
  return found;
}
