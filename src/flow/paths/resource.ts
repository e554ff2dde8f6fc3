import type { TSESTree } from '@typescript-eslint/types';
import type { NodeList } from '../../estree/node-list.js';
import { unwrap } from '../../estree/tree.js';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression;

/** Something acquired that must be released on every path: a span, a running timer, an in-flight gauge. */
export interface Resource {
  /**
   * The node after whose evaluation the resource is held: the acquiring call (with its `await`, if it has
   * one), a statement, or the parameter through which a callback receives it.
   */
  readonly acquiredAt: Node;
  /** The calls of the file that release it: `span.end()`, `stop()`, `gauge.dec()`. */
  readonly releases: NodeList<Call>;
  /** The identifiers that declare, write or read its binding. Absent: it has none (a gauge). */
  readonly references?: NodeList<TSESTree.Identifier>;
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
  return resource.references?.has(node) === true;
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

/** The calls that are made on what nodes stand for, at once or on what another call on it gives back: `span.setName(name).end()`. */
export function callsOn(nodes: Iterable<Node>): Call[] {
  const found: Call[] = [];
  for (const node of nodes) {
    let at = node;
    for (let parent = at.parent; parent; parent = at.parent) {
      if (parent.type === 'CallExpression' && parent.callee === at) found.push(parent);
      else if (!(parent.type === 'MemberExpression' && parent.object === at) && unwrap(parent) === parent)
        break;
      at = parent;
    }
  }
  return found;
}
