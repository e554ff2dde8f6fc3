import type { TSESTree } from '@typescript-eslint/types';
import { isNamed } from './tree.js';
import type { Node } from './nodes.js';

type Call = TSESTree.CallExpression;

/** Whether a call never returns, nor throws: `process.exit()`. */
export function endsProcess({ callee }: Call): boolean {
  return isMember(callee, 'process', /^(?:exit|abort|reallyExit)$/);
}

/** Whether a call may be one that always throws or ends the process, by what it is called. */
export function mayNeverReturn({ callee }: Call): boolean {
  const name = callee.type === 'MemberExpression' ? callee.property : callee;
  return name.type === 'Identifier' && NEVER_RETURNING.test(name.name);
}

/** Whether a statement is a call that always throws, by what it is called: `throwHttpError(404)`, `errors.rethrow(error)`. */
export function alwaysThrows(call: Call): boolean {
  const name = call.callee.type === 'MemberExpression' ? call.callee.property : call.callee;
  const whole = call.parent.type === 'AwaitExpression' ? call.parent : call;
  return (
    whole.parent.type === 'ExpressionStatement' && name.type === 'Identifier' && THROWING.test(name.name)
  );
}

/** No `throwIfAborted()`, which returns where all is well. */
const THROWING = /^(?:re)?throw(?![a-z]|If|Unless|When|On)/;

const NEVER_RETURNING =
  /^(?:re)?(?:throw|raise|fail|abort|bail|panic|die|exit|reject|redirect|notFound|invariant|assert|unreachable|crash|fatal)|^handle\w*(?:Error|Failure)$/;

function isMember(node: Node, object: string, property: RegExp): boolean {
  if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier') return false;
  return isNamed(node.object, object) && property.test(node.property.name);
}
