import type { TSESTree } from '@typescript-eslint/utils';
import type { Expression } from '../model/expression.js';
import type { MetricDefinition, MetricObservation } from '../model/metric.js';
import { isFunction, memberName } from './estree.js';
import type { LintedFile } from './file.js';
import type { Resource } from './paths.js';

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

/** A resource for the path analysis, and what it is called. */
export interface NamedResource {
  readonly name: string;
  readonly resource: Resource;
}

/** What a call gives back to be called itself in the end, kept in a variable of its own: a timer's stop function. */
export function boundResource(call: Node, file: LintedFile): NamedResource | undefined {
  const awaited = call.parent?.type === 'AwaitExpression' ? call.parent : call;
  const declarator = awaited.parent;
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return undefined;
  const { name } = declarator.id;
  const variable = file.source.variable(declarator.id, name);
  const isReference = (node: TSESTree.Identifier) =>
    node.name === name && file.source.variable(node, name) === variable;
  return {
    name,
    resource: {
      acquiredAt: awaited,
      isRelease: ({ callee }) => callee.type === 'Identifier' && isReference(callee),
      isReference,
    },
  };
}

/** A gauge that went up by one, to be taken down by a `dec()` or a negative `add()` of the same gauge. */
export function inFlightResource(site: MetricSite<MetricObservation>): NamedResource | undefined {
  const { node, file } = site;
  const name = gaugeOf(node, file);
  if (name === undefined || !isStep(site.event.value) || !isTakenDownAfter(node, name, file))
    return undefined;
  return {
    name,
    resource: {
      acquiredAt: node,
      isRelease: (call) => call !== node && gaugeOf(call, file) === name && goesDown(call),
    },
  };
}

function isStep(value: Expression | undefined): boolean {
  return value === undefined || (value.kind === 'literal' && value.value === 1);
}

/**
 * Whether the straight path behind a step up takes the gauge down again: in the same block, under no condition.
 * A gauge that goes down elsewhere only counts what is there, like open connections.
 */
function isTakenDownAfter(up: Node, name: string, file: LintedFile): boolean {
  const statement = up.parent?.type === 'ExpressionStatement' ? up.parent : undefined;
  const block = statement?.parent;
  if (!statement || block?.type !== 'BlockStatement') return false;
  const isDown = (inner: Node): boolean => {
    switch (inner.type) {
      case 'ExpressionStatement':
        return (
          inner.expression.type === 'CallExpression' &&
          gaugeOf(inner.expression, file) === name &&
          goesDown(inner.expression)
        );
      case 'BlockStatement':
        return inner.body.some(isDown);
      case 'TryStatement':
        return isDown(inner.block) || (inner.finalizer !== null && isDown(inner.finalizer));
      default:
        return false;
    }
  };
  return block.body.slice(block.body.indexOf(statement) + 1).some(isDown);
}

/** The text of the gauge that a method is called on, and of the labels it is given. */
function gaugeOf(call: Node, file: LintedFile): string | undefined {
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined;
  const { object } = call.callee;
  const inner = object.type === 'CallExpression' ? object.callee : undefined;
  const isBound = inner?.type === 'MemberExpression' && memberName(inner) === 'labels';
  const labels = isBound ? (object.type === 'CallExpression' ? object.arguments : []) : call.arguments;
  const series = labels
    .filter(({ type }) => type === 'ObjectExpression' || isBound)
    .map((label) => file.sourceCode.getText(label));
  return [file.sourceCode.getText(isBound ? inner.object : object), ...series].join(' ');
}

function goesDown(call: TSESTree.CallExpression): boolean {
  const method = call.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;
  if (method === 'dec') return true;
  return (
    (method === 'add' || method === 'inc') &&
    call.arguments.some((argument) => argument.type === 'UnaryExpression' && argument.operator === '-')
  );
}
