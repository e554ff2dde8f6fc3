import type { TSESTree } from '@typescript-eslint/types';
import { isNamed } from './tree.js';
import type { Node } from './nodes.js';

type Call = TSESTree.CallExpression;

/** Whether a call never returns, nor throws: `process.exit()`. */
export function endsProcess({ callee }: Call): boolean {
  return isMember(callee, 'process', /^(?:exit|abort|reallyExit)$/);
}

/** Whether a call may be one that always throws or ends the process, by what it is called. */
export function mayNeverReturn(call: Call): boolean {
  return isCalled(call, NEVER_RETURNING);
}

/** Whether a statement is a call that always throws, by what it is called: `throwHttpError(404)`, `errors.rethrow(error)`. */
export function alwaysThrows(call: Call): boolean {
  const whole = call.parent.type === 'AwaitExpression' ? call.parent : call;
  return whole.parent.type === 'ExpressionStatement' && isCalled(call, THROWING);
}

/** No `throwIfAborted()`, which returns where all is well. */
const THROWING = /^(?:re)?throw(?![a-z]|If|Unless|When|On)/;

const NEVER_RETURNING =
  /^(?:re)?(?:throw|raise|fail|abort|bail|panic|die|exit|reject|redirect|notFound|invariant|assert|unreachable|crash|fatal)|^handle\w*(?:Error|Failure)$/;

/** `name()`, `object.name()` */
function isCalled({ callee }: Call, pattern: RegExp): boolean {
  const name = callee.type === 'MemberExpression' ? callee.property : callee;
  return name.type === 'Identifier' && pattern.test(name.name);
}

function isMember(node: Node, object: string, property: RegExp): boolean {
  if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier') return false;
  return isNamed(node.object, object) && property.test(node.property.name);
}
