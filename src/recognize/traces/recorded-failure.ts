import type { TSESTree } from '@typescript-eslint/types';
import { SCOPE } from '../../catalog/opentelemetry.js';
import { contains, isClosure, regionOf, unwrap } from '../../estree/tree.js';
import { memberName } from '../../estree/member-name.js';
import type { Resource } from '../../flow/paths/resource.js';
import { isRejectionCallback } from './span-failure.js';
import { SpanMarks } from './span-marks.js';
import type { SpanSite } from './span-site.js';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression;

/**
 * The calls outside of a handler that record an exception on a span which then fails, without its status: the error is thrown,
 * rejected with, or given to a callback in the same block. What a `catch` does is `unmarkedFailures`' to say.
 */
export function recordedFailures(site: SpanSite): readonly Call[] {
  const { held, start, file } = site;
  const { recordException } = start.dialect;
  if (held?.name === undefined || start.endedBy !== 'caller' || recordException === undefined) return [];
  const { resource } = held;
  const scope = regionOf(resource.acquiredAt);
  if (!scope || (start.provenance === 'name' && !file.syntax.text.includes(SCOPE))) return [];
  let marks: SpanMarks | undefined;
  return [...(resource.references?.in(scope) ?? [])].flatMap((span) => {
    const call = span.parent.type === 'MemberExpression' ? span.parent.parent : undefined;
    if (call?.type !== 'CallExpression' || call.callee !== span.parent) return [];
    if (memberName(span.parent as TSESTree.MemberExpression) !== recordException) return [];
    const statement = call.parent;
    const block = statement.parent;
    if (statement.type !== 'ExpressionStatement' || block?.type !== 'BlockStatement') return [];
    if (!failsAfter(statement, block, call.arguments[0], file.syntax.textOf.bind(file.syntax))) return [];
    marks ??= new SpanMarks(resource, scope, file);
    return isUnmarked(block, resource, scope, marks) ? [call] : [];
  });
}

/** Whether the statements after one end with the failure of the function around: they only call, and then fail. */
function failsAfter(
  statement: TSESTree.Statement,
  block: TSESTree.BlockStatement,
  error: Node | undefined,
  textOf: (node: Node) => string,
): boolean {
  const text = error && textOf(unwrap(error));
  const isError = (argument: Node | undefined) =>
    argument !== undefined &&
    (textOf(unwrap(argument)) === text || unwrap(argument).type === 'NewExpression');
  for (const next of block.body.slice(block.body.indexOf(statement) + 1)) {
    if (next.type === 'ThrowStatement') return true;
    if (next.type === 'ReturnStatement') return next.argument !== null && isFailing(next.argument, isError);
    if (next.type !== 'ExpressionStatement') return false;
    if (isFailing(next.expression, isError)) return true;
  }
  return false;
}

/** `Promise.reject(error)`, `reject(error)`, `next(error)`, `callback(error)`. */
function isFailing(node: Node, isError: (argument: Node | undefined) => boolean): boolean {
  const call = unwrap(node);
  if (call.type !== 'CallExpression' || !isError(call.arguments[0])) return false;
  const { callee } = call;
  if (callee.type === 'Identifier') return /^(?:reject|next|callback|cb|done)$/.test(callee.name);
  return (
    callee.type === 'MemberExpression' &&
    memberName(callee) === 'reject' &&
    callee.object.type === 'Identifier'
  );
}

/** Whether nothing around a block gives the span its status, on the way to it or from it. */
function isUnmarked(
  block: TSESTree.BlockStatement,
  {
    acquiredAt: {
      range: [, start],
    },
  }: Resource,
  scope: Node,
  marks: SpanMarks,
): boolean {
  const own = block.body.filter(({ range }) => range[0] >= start).map((each) => marks.in(each));
  if (own.some(({ isElsewhere, status }) => isElsewhere || status.length > 0)) return false;
  for (let at: Node = block; at.parent && at !== scope; at = at.parent) {
    const parent: Node = at.parent;
    // Handlers are judged as a whole; what is thrown in a `try` gets to one.
    if (parent.type === 'CatchClause' || (isClosure(at) && isRejectionCallback(at))) return false;
    if (parent.type === 'TryStatement') {
      if (parent.block === at && parent.handler) return false;
      if (parent.finalizer && parent.finalizer !== at && marks.in(parent.finalizer).isAny) return false;
    }
    if (parent.type !== 'BlockStatement') continue;
    const before = parent.body.filter((each) => each.range[1] <= at.range[0] && !contains(each, at));
    if (before.some((each) => marks.in(each).status.length > 0)) return false;
  }
  return true;
}
