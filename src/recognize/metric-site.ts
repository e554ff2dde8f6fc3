import type { TSESTree } from '@typescript-eslint/utils';
import type { Expression } from '../model/expression.js';
import type { MetricDefinition } from '../model/metric.js';
import { isFunction } from './estree.js';
import type { LintedFile } from './file.js';

type Node = TSESTree.Node;

/** A metric's definition or an observation of it, where it stands in the linted file. */
export class MetricSite<Event> {
  constructor(
    readonly event: Event,
    readonly node: TSESTree.CallExpression | TSESTree.NewExpression,
    readonly file: LintedFile,
  ) {}

  /** What is wrong with one of the event's expressions is reported there. */
  nodeOf(expression: Expression | undefined): Node {
    return (expression && this.file.source.nodeOf(expression)) ?? this.node;
  }

  /** The node that makes a metric, when it stands in the linted file. */
  creationIn(definition: MetricDefinition | undefined): Node | undefined {
    return definition && this.file.source.nodeOf(definition.at.creation);
  }
}

/** What a function that code stands in is run for, as far as it shows. */
export interface Occasion {
  readonly kind: 'request' | 'loop';
  readonly node: Node;
  /** How it is recognised, in the words of a message. */
  readonly what: string;
}

const ROUTE_METHODS = new Set([
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'head',
  'options',
  'all',
  'use',
  'route',
]);
const LISTENER_METHODS = new Set([
  'on',
  'addListener',
  'subscribe',
  'consume',
  'process',
  'addHook',
  'run',
  'each',
]);
const LOOPS = new Set([
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
]);
const MEMO_OPERATORS = new Set(['??=', '||=', '??', '||']);
const HANDLER_PARAMETERS = /^_?(?:req|request)$/;
const REPLY_PARAMETERS = /^_?(?:res|response|reply|next|h)$/;

/**
 * Whether code runs again and again: for every request or message, or for every turn of a loop. Code that
 * only runs when a cache has nothing yet does not.
 */
export function repeatedOccasion(node: Node): Occasion | undefined {
  for (let at: Node = node, parent = node.parent; parent; at = parent, parent = parent.parent) {
    if (isMemoised(at, parent)) return undefined;
    if (LOOPS.has(parent.type) && 'body' in parent && parent.body === at) {
      return { kind: 'loop', node: parent, what: 'every turn of this loop' };
    }
    if (isFunction(parent)) {
      const what = handlerName(parent);
      if (what !== undefined) return { kind: 'request', node: parent, what };
      // What another function does with this one is not known.
      if (parent.type === 'FunctionDeclaration') return undefined;
    }
  }
  return undefined;
}

function isMemoised(node: Node, parent: Node): boolean {
  if (parent.type === 'AssignmentExpression' || parent.type === 'LogicalExpression') {
    return MEMO_OPERATORS.has(parent.operator) && parent.right === node;
  }
  return (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent.test !== node;
}

function handlerName(
  node: TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression,
): string | undefined {
  const [first, second] = node.params.map((param) => (param.type === 'Identifier' ? param.name : ''));
  if (
    first !== undefined &&
    second !== undefined &&
    HANDLER_PARAMETERS.test(first) &&
    REPLY_PARAMETERS.test(second)
  ) {
    return 'every request';
  }
  const call = node.parent;
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined;
  const method = call.callee.property.type === 'Identifier' ? call.callee.property.name : '';
  const [path] = call.arguments;
  const isNamed = path?.type === 'Literal' && typeof path.value === 'string';
  if (ROUTE_METHODS.has(method) && isNamed && path.value.startsWith('/')) return 'every request';
  const isOnce = isNamed && /^on(?:Ready|Close|Register|Route|Listen)$/.test(path.value);
  if (LISTENER_METHODS.has(method) && isNamed && !isOnce && node.params.length > 0)
    return `every \`${path.value}\``;
  return undefined;
}
