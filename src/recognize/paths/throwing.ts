import type { TSESTree } from '@typescript-eslint/utils';
import { type Resource, isOnResource } from './resource.js';
import { isNamed, unwrap } from './tree.js';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression;

/** Whether evaluating a call, `new`, tagged template, `await` or `yield` can throw, its operands aside. */
export function canThrow(node: Node, resource: Resource): boolean {
  switch (node.type) {
    case 'CallExpression':
      return !isOnResource(resource, node) && !isSafeCall(node) && resource.isHarmless?.(node) !== true;
    case 'NewExpression':
      return !(node.callee.type === 'Identifier' && SAFE_CONSTRUCTOR.test(node.callee.name));
    case 'AwaitExpression':
      return node.argument !== resource.acquiredAt && !isReleaseCall(unwrap(node.argument), resource);
    default:
      return true;
  }
}

function isReleaseCall(node: Node, resource: Resource): boolean {
  return node.type === 'CallExpression' && resource.isRelease(node);
}

/** Built-ins that do not throw. */
const SAFE_CONSTRUCTOR = /^(?:\w*Error|Map|Set|WeakMap|WeakSet|Date|AbortController|Promise)$/;
const SAFE_OBJECT = /^(?:console|Math|performance)$/;

function isSafeCall({ callee }: Call): boolean {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return false;
  return SAFE_OBJECT.test(callee.object.name) || isMember(callee, 'Date', /^now$/);
}

/** Whether a call never returns, nor throws: `process.exit()`. */
export function endsProcess({ callee }: Call): boolean {
  return isMember(callee, 'process', /^(?:exit|abort|reallyExit)$/);
}

function isMember(node: Node, object: string, property: RegExp): boolean {
  if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier') return false;
  return isNamed(node.object, object) && property.test(node.property.name);
}
