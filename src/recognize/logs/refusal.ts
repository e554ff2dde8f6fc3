import type { TSESTree } from '@typescript-eslint/types';
import { REFUSAL_ERROR, REFUSAL_STATUSES } from '../../catalog/logs/expected-failures.js';
import { memberName } from '../../estree/member-name.js';
import { unwrap } from '../../estree/tree.js';
import { isOfGuard } from './auth-guard.js';
import { type Handler, evaluatedIn, statusIn } from './caught-site.js';

type Node = TSESTree.Node;

/**
 * Whether a handler turns somebody away because of an error: it answers 401 or 403, throws what stands for that, or says no in a
 * function that decides who may pass. A login that fails is what such code is for.
 */
export function isRefusal(handler: Handler): boolean {
  const nodes = evaluatedIn(handler.body);
  return nodes.some(refuses) || (nodes.some(saysNo) && isOfGuard(handler));
}

function refuses(node: Node): boolean {
  if (node.type === 'NewExpression' || node.type === 'CallExpression') {
    const callee = unwrap(node.callee);
    const name =
      callee.type === 'Identifier'
        ? callee.name
        : callee.type === 'MemberExpression'
          ? memberName(callee)
          : undefined;
    if (name !== undefined && REFUSAL_ERROR.test(name)) return true;
  }
  const status = statusIn(node);
  return status !== undefined && REFUSAL_STATUSES.has(status);
}

/** `return false`, `return null`, `done(null, false)`. */
function saysNo(node: Node): boolean {
  if (node.type === 'ReturnStatement') return !node.argument || isNo(node.argument);
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return false;
  return /^(?:done|cb|callback|next|verified)$/.test(node.callee.name) && node.arguments.some(isNo);
}

function isNo(node: Node): boolean {
  const value = unwrap(node);
  if (value.type === 'Literal') return value.value === false || value.value === null;
  return value.type === 'Identifier' && value.name === 'undefined';
}
