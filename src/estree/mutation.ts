import type { Reference } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { MUTATING_FUNCTIONS, MUTATING_METHODS } from '../model/code/source.js';
import { memberName } from './member-name.js';
import type { Node } from './nodes.js';

/** Whether the value of a name or member is changed in place where it is read. */
export function isMutatedAt(name: Node): boolean {
  let at = name;
  let { parent } = name;
  let member: TSESTree.MemberExpression | undefined;
  for (; parent; at = parent, parent = parent.parent) {
    if (parent.type === 'MemberExpression' && parent.object === at) member = parent;
    else if (!TRANSPARENT.has(parent.type)) break;
  }
  switch (parent?.type) {
    case 'AssignmentExpression':
      return member !== undefined && parent.left === at;
    case 'UpdateExpression':
      return member !== undefined;
    case 'UnaryExpression':
      return member !== undefined && parent.operator === 'delete';
    case 'CallExpression': {
      if (parent.callee === at) return member !== undefined && MUTATING_METHODS.has(memberName(member) ?? '');
      const { callee } = parent;
      const owner =
        callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object;
      return (
        parent.arguments[0] === at &&
        owner !== false &&
        callee.type === 'MemberExpression' &&
        MUTATING_FUNCTIONS.has(`${owner.name}.${memberName(callee)}`)
      );
    }
    default:
      return false;
  }
}

/** Whether a use of a variable hands on what it holds, and not only a member of it. */
export function escapesAt({ identifier, init, isValueReference }: Reference): boolean {
  const { parent } = identifier;
  // ESLint's own scopes know of no types.
  const isType = (isValueReference as boolean | undefined) === false;
  return init !== true && !isType && !(parent?.type === 'MemberExpression' && parent.object === identifier);
}

/** Whether a declaration is exported where it stands. */
export function isExported(declarator: TSESTree.VariableDeclarator): boolean {
  return declarator.parent.parent.type === 'ExportNamedDeclaration';
}

/** Around a name, these change neither what it is nor what is done to it. */
const TRANSPARENT = new Set([
  'ChainExpression',
  'TSNonNullExpression',
  'TSAsExpression',
  'TSSatisfiesExpression',
]);
