import type { TSESTree } from '@typescript-eslint/types';
import { descendants, unwrap } from '../../estree/tree.js';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression;

/** Something acquired that must be released on every path: a span, a running timer, an in-flight gauge. */
export interface Resource {
  /**
   * The node after whose evaluation the resource is held: the acquiring call (with its `await`, if it has
   * one), a statement, or the parameter through which a callback receives it.
   */
  readonly acquiredAt: Node;
  /** Whether a call releases it: `span.end()`, `stop()`, `gauge.dec()`. */
  isRelease(call: Call): boolean;
  /** Whether an identifier declares, writes or reads its binding. Absent: it has none (a gauge). */
  isReference?(node: TSESTree.Identifier): boolean;
  /**
   * Whether a call keeps nothing of what it is given, or a property is only looked at: `trace.setSpan(context, span)`,
   * `{ childOf: span }`.
   */
  isHarmless?(node: Call | TSESTree.Property): boolean;
  /** Whether a call is known not to throw or, where it is awaited, not to reject either. */
  neverFails?(call: Call, isAwaited: boolean): boolean;
  /** Whether it only measures: what is thrown before the work has begun is not missing. */
  readonly isMeasurement?: boolean;
  /** Whether a node gives its binding another value: `span = tracer.startSpan('next')`. */
  isReplacedBy?(node: Node): boolean;
}

/** Whether a node is an identifier that stands for the resource. */
export function isReferenceTo(resource: Resource, node: Node): boolean {
  return node.type === 'Identifier' && resource.isReference?.(node) === true;
}

/** Whether an expression is the resource, or a chain of members and calls on it. */
export function isOnResource(resource: Resource, node: Node): boolean {
  for (let at = node; ;) {
    if (at === resource.acquiredAt || isReferenceTo(resource, at)) return true;
    if (at.type === 'MemberExpression') at = at.object;
    else if (at.type === 'CallExpression') at = at.callee;
    else if (unwrap(at) !== at) at = unwrap(at);
    else return false;
  }
}

/** The releasing calls under a node, in source order. */
export function releasesIn(node: Node, resource: Resource): Node[] {
  return [...descendants(node)].filter((each) => each.type === 'CallExpression' && resource.isRelease(each));
}
