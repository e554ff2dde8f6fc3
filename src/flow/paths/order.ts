import type { TSESTree } from '@typescript-eslint/types';
import { contains, isLoop } from '../../estree/tree.js';

type Node = TSESTree.Node;

/**
 * Whether code to which a path leads from other code (`reachedFrom`) does run after it, whatever the conditions
 * around the two say: where the second runs the first has run, or where the first has run the second follows.
 * `if (a) end(); if (b) end();` is neither, as `a` and `b` may exclude each other.
 */
export function surelyFollows(second: Node, first: Node): boolean {
  if (second.range[0] <= first.range[0]) {
    // In the next turn of a loop, which every turn leads to.
    const body = loopBodyAround(first, second);
    return body !== undefined && isUnconditional(second, body) && isUnconditional(first, body);
  }
  return isUnconditional(second, ancestorOf(first, second)) || hasRunBefore(second, first);
}

/** Whether code has surely run wherever other code after it does. */
export function hasRunBefore(second: Node, first: Node): boolean {
  return first.range[1] <= second.range[0] && isUnconditional(first, ancestorOf(first, second), true);
}

function ancestorOf(a: Node, b: Node): Node {
  let around = a;
  while (around.parent && !contains(around, b)) around = around.parent;
  return around;
}

function loopBodyAround(a: Node, b: Node): Node | undefined {
  for (let at: Node | undefined = a; at; at = at.parent) {
    if (isLoop(at) && contains(at.body, a) && contains(at.body, b)) return at.body;
  }
  return undefined;
}

/** Whether a node runs whenever what is around it runs; `surely`: even where a `try` gives up half way. */
function isUnconditional(node: Node, around: Node, surely = false): boolean {
  for (let at = node; at !== around && at.parent; at = at.parent) {
    const { parent } = at;
    switch (parent.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
        if (parent.test !== at) return false;
        break;
      case 'LogicalExpression':
        if (parent.right === at) return false;
        break;
      case 'SwitchStatement':
        if (parent.discriminant !== at) return false;
        break;
      case 'TryStatement': {
        const mayHaveGivenUp = parent.block === at && (parent.handler !== null || parent === around);
        if (surely && (parent.handler === at || mayHaveGivenUp)) return false;
        // That something throws, the path has told.
        if (parent.handler === at && parent !== around) return false;
        break;
      }
      default:
        if (isLoop(parent) && parent.type !== 'DoWhileStatement' && parent.body === at) return false;
    }
  }
  return true;
}
