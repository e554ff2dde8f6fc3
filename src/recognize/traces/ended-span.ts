import type { ScopeVariable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { memberName } from '../../estree/member-name.js';
import { isFunction } from '../../estree/nodes.js';
import type { AnalysedFile } from '../file.js';
import { hasRunBefore, surelyFollows } from '../../flow/paths/order.js';
import { type Resource, reachedFrom } from '../../flow/paths.js';
import { NodeList } from '../../estree/node-list.js';
import { contains, descendants, isLoop, regionOf, unwrap } from '../../estree/tree.js';
import { usesOf } from '../../estree/uses.js';
import { callsOn } from '../../flow/paths/resource.js';
import type { SpanCallSite } from './span-site.js';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression;
type Variable = ScopeVariable;

/** A call on a span that has ended by then. */
export interface LateCall {
  readonly node: Call;
  /** What the span is called. */
  readonly span: string;
  readonly method: string;
  /** It ends the span once more. */
  readonly isEnd: boolean;
  /** The way from the end to the call, where it is not simply the code after it. */
  readonly by: { readonly kind: 'turn' } | { readonly kind: 'throw'; readonly at: Node } | undefined;
}

/** The first call that changes or ends a span after a call that ends it; undefined when none surely follows. */
export function lateCall(end: SpanCallSite): LateCall | undefined {
  const { node, file, event } = end;
  const { dialect } = event;
  const methods = [...dialect.changes, ...dialect.ends];
  const held = variableOf(node, file, dialect.changes);
  const region = regionOf(node);
  if (!held || !region) return undefined;
  const { references, calls } = file.cached(usesOfSpan, held);
  const isSpan = (each: Node): boolean => references.has(each);
  const isLate = (each: Node): each is Call =>
    each.type === 'CallExpression' &&
    each.callee.type === 'MemberExpression' &&
    methods.includes(memberName(each.callee) ?? '') &&
    isSpan(rootOf(each.callee.object, dialect.changes));
  // Most ends are the last that is done with a span: the code after them is not walked.
  const isFollowed = calls.findLast((each) => each.range[1] > node.range[1] && isLate(each)) !== undefined;
  if (!(isFollowed || isInLoop(node, region)) || !isOwn(held, region)) return undefined;
  const resource: Resource = {
    acquiredAt: node,
    releases: NOTHING,
    references,
    isReplacedBy: (each) => replaces(each, isSpan),
  };
  const reached = reachedFrom(resource);
  const isFixed = held.references.filter((each) => each.isWrite()).length <= 1;
  for (const each of reached) {
    // What a closure does later, it may do under a condition that excludes the end.
    const isDeferred = isFunction(each) && each.type !== 'FunctionDeclaration';
    const isCertain = isDeferred ? isFixed && hasRunBefore(each, node) : surelyFollows(each, node);
    const [late] = isDeferred ? [...descendants(each)].filter(isLate) : isLate(each) ? [each] : [];
    if (!late || !isCertain) continue;
    const method = late.callee.type === 'MemberExpression' ? (memberName(late.callee) ?? '') : '';
    return {
      node: late,
      span: held.name,
      method,
      isEnd: dialect.ends.includes(method),
      by: wayTo(each, node, reached),
    };
  }
  return undefined;
}

const NOTHING = new NodeList<Call>([]);

/** Where a variable is used, and the calls on it, in source order. */
function usesOfSpan(variable: Variable): {
  readonly references: NodeList<TSESTree.Identifier>;
  readonly calls: readonly Call[];
} {
  const references = usesOf([variable]);
  return { references, calls: [...new NodeList(callsOn(references))] };
}

function isInLoop(node: Node, region: Node): boolean {
  for (let at: Node | undefined = node; at && at !== region; at = at.parent) if (isLoop(at)) return true;
  return false;
}

/** The variable that a method is called on, chained calls included: `span.setStatus(…).end()`. */
function variableOf({ callee }: Call, file: AnalysedFile, chained: readonly string[]): Variable | undefined {
  if (callee.type !== 'MemberExpression') return undefined;
  const root = rootOf(callee.object, chained);
  return root.type === 'Identifier' ? file.source.variable(root, root.name) : undefined;
}

function rootOf(object: Node, chained: readonly string[]): Node {
  const read = unwrap(object);
  const isChained =
    read.type === 'CallExpression' &&
    read.callee.type === 'MemberExpression' &&
    chained.includes(memberName(read.callee) ?? '');
  return isChained && read.callee.type === 'MemberExpression' ? rootOf(read.callee.object, chained) : read;
}

/** Whether no other function gives a variable of this function, or around it, another value meanwhile. */
function isOwn({ references }: Variable, region: Node): boolean {
  return references.every(
    (each) => each.init === true || !each.isWrite() || regionOf(each.identifier) === region,
  );
}

function replaces(node: Node, isSpan: (node: Node) => boolean): boolean {
  switch (node.type) {
    case 'VariableDeclarator':
      return [...descendants(node.id)].some(isSpan);
    case 'AssignmentExpression':
      return node.left.type !== 'MemberExpression' && [...descendants(node.left)].some(isSpan);
    default: {
      const { parent } = node;
      const isLoopVariable =
        (parent?.type === 'ForOfStatement' || parent?.type === 'ForInStatement') && parent.left === node;
      return isLoopVariable && node.type !== 'MemberExpression' && [...descendants(node)].some(isSpan);
    }
  }
}

/** How the path got from an end to a later call that does not simply stand after it. */
function wayTo(late: Node, end: Node, reached: readonly Node[]): LateCall['by'] {
  if (late.range[0] <= end.range[0]) return { kind: 'turn' };
  for (let at: Node | undefined = late; at; at = at.parent) {
    const statement: Node | undefined = at.type === 'CatchClause' ? at.parent : undefined;
    if (statement?.type !== 'TryStatement' || !contains(statement.block, end)) continue;
    const thrower = reached.find(
      (each) =>
        (each.type === 'AwaitExpression' || each.type === 'ThrowStatement') &&
        contains(statement.block, each),
    );
    return thrower && { kind: 'throw', at: thrower };
  }
  return undefined;
}
