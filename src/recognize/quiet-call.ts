import type { TSESTree } from '@typescript-eslint/types';
import { OUTCOME_MIDDLEWARE } from '../catalog/traces/never-throws.js';
import { memberName } from '../estree/member-name.js';
import type { FunctionNode } from '../estree/nodes.js';
import { neverFails } from '../model/never-fails.js';
import { rootOf, unwrap } from '../estree/tree.js';
import type { AnalysedFile } from './file.js';

/**
 * Whether a call is known not to throw or, where it is waited for, not to reject: telemetry's own, or of a function that
 * catches all.
 */
export function isQuietCall(call: TSESTree.CallExpression, file: AnalysedFile): boolean {
  return file.cached(judge, call);
}

function judge(call: TSESTree.CallExpression, { source, settings }: AnalysedFile): boolean {
  // A function of another module is judged from there.
  if (rootOf(call) !== source.program) return false;
  const expression = source.expression(call);
  return expression.kind === 'call' && neverFails(expression, source, settings, isWaitedFor(call));
}

/**
 * Whether a call fails in no way that ends what holds a resource, as the paths ask it: itself, where nobody waits for it yet, or
 * with the promise that it gives back.
 */
export function isQuietOnPath(
  call: TSESTree.CallExpression,
  isAwaited: boolean,
  file: AnalysedFile,
): boolean {
  return (
    isQuietCall(call, file) ||
    (!isAwaited && file.cached(neverThrowsAtOnce, call)) ||
    givesOutcome(call, file)
  );
}

/** Whether a call is the `next()` of a middleware that gives back how the rest went: `({ next }) => …`, `opts.next()`. */
function givesOutcome({ callee }: TSESTree.CallExpression, file: AnalysedFile): boolean {
  if (![...file.package.dependencies].some((name) => OUTCOME_MIDDLEWARE.has(name))) return false;
  const isMember = callee.type === 'MemberExpression' && memberName(callee) === 'next';
  const read = isMember ? callee.object : callee;
  if (read.type !== 'Identifier' || (!isMember && read.name !== 'next')) return false;
  const [definition] = file.source.variable(read, read.name)?.defs ?? [];
  if (definition?.type !== 'Parameter') return false;
  const [first] = (definition.node as FunctionNode).params;
  return isMember ? first === definition.name : first?.type === 'ObjectPattern';
}

function neverThrowsAtOnce(call: TSESTree.CallExpression, { source, settings }: AnalysedFile): boolean {
  if (rootOf(call) !== source.program) return false;
  const expression = source.expression(call);
  return expression.kind === 'call' && neverFails(expression, source, settings, false);
}

/** Whether what becomes of the promise that a call gives back is known nowhere but here: it is awaited or handed on. */
function isWaitedFor(call: TSESTree.Node): boolean {
  let at = call;
  while (at.parent && unwrap(at.parent) !== at.parent) at = at.parent;
  return at.parent?.type !== 'ExpressionStatement' && at.parent?.type !== 'UnaryExpression';
}
