import { ROUTE_VERBS } from '../catalog/routing.js';
import type { TSESTree } from '@typescript-eslint/types';
import type { ExecutionReason } from '../model/text/reasons/paths.js';
import { memberName } from './member-name.js';
import { isFunction, type Node } from './nodes.js';
import { alwaysLeaves, descendants } from './tree.js';

/** What a function that code stands in is run for again and again, as far as it shows. */
export interface Repetition {
  readonly node: Node;
  readonly reason: ExecutionReason;
}

const ROUTE_METHODS: ReadonlySet<string> = new Set([...ROUTE_VERBS, 'use', 'route']);
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
/** What comes once in the life of a process: hooks of Fastify, signals, the start of a server. */
const ONCE =
  /^(?:on(?:Ready|Close|Register|Route|Listen)|SIG[A-Z]+|listening|ready|exit|beforeExit|start(?:up|ed)?|shutdown|init)$/;
const HANDLER_PARAMETERS = /^_?(?:req|request)$/;
const REPLY_PARAMETERS = /^_?(?:res|response|reply|next|h)$/;

/**
 * Whether the making of a metric runs again and again: for every request or message, or for every turn of a loop.
 * What only runs when nothing is made yet does not, nor what forgets the metrics of the last time.
 */
export function repetitionOf(node: Node): Repetition | undefined {
  for (let at: Node = node, parent = node.parent; parent; at = parent, parent = parent.parent) {
    if (isMemoised(at, parent)) return undefined;
    if (LOOPS.has(parent.type) && 'body' in parent && parent.body === at) {
      const isRepeated = !isMadeOfTurn(node, parent) && !isGuardedWithin(node, parent);
      return isRepeated ? { node: parent, reason: { code: 'every-turn' } } : undefined;
    }
    // A loop that is left goes on no more.
    if (parent.type === 'BlockStatement' && alwaysLeaves(parent) && isInLoop(parent)) return undefined;
    if (isFunction(parent)) {
      const reason = handling(parent);
      if (reason)
        return isGuardedWithin(node, parent) || forgetsMetrics(parent) ? undefined : { node: parent, reason };
      // What another function does with this one is not known; a cache calls what makes its value once.
      if (parent.type === 'FunctionDeclaration' || parent.body === node) return undefined;
    }
  }
  return undefined;
}

/** Whether a return stands in front of what is made, in one of the blocks around it up to what repeats them. */
function isGuardedWithin(node: Node, repeated: Node): boolean {
  for (
    let at: Node = node, { parent } = node;
    parent && at !== repeated;
    at = parent, parent = parent.parent
  ) {
    if (isGuarded(at, parent)) return true;
  }
  return false;
}

/** `if (made) return made; made = new Counter(…)`: a return in front, by what the metric is kept in. */
function isGuarded(statement: Node, parent: Node): boolean {
  if (parent.type !== 'BlockStatement') return false;
  const at = parent.body.findIndex((each) => each === statement);
  const asked = new Set<string>();
  for (const each of parent.body.slice(0, at)) {
    if (each.type !== 'IfStatement' || !alwaysLeaves(each.consequent)) continue;
    for (const name of namesIn(each.test)) asked.add(name);
  }
  if (asked.size === 0) return false;
  for (const each of parent.body.slice(at)) {
    for (const node of descendants(each)) if (keptIn(node).some((name) => asked.has(name))) return true;
  }
  return false;
}

/** The names of what an assignment or a `set()` puts its value into. */
function keptIn(node: Node): readonly string[] {
  if (node.type === 'AssignmentExpression') return namesIn(node.left);
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
  return memberName(node.callee) === 'set' ? namesIn(node.callee.object) : [];
}

function namesIn(node: Node): readonly string[] {
  return [...descendants(node)].flatMap((each) =>
    each.type === 'Identifier' || each.type === 'PrivateIdentifier' ? [each.name] : [],
  );
}

/** Whether a metric is made by something of this turn of the loop alone, as by a meter for each service. */
function isMadeOfTurn(creation: Node, loop: Node): boolean {
  if (creation.type !== 'CallExpression') return false;
  const declared = new Set(
    [...descendants(loop)].flatMap((each) => (each.type === 'VariableDeclarator' ? namesIn(each.id) : [])),
  );
  return namesIn(creation.callee).some((name) => declared.has(name));
}

function isInLoop(node: Node): boolean {
  for (let at: Node | undefined = node; at && !isFunction(at); at = at.parent) {
    if (LOOPS.has(at.type)) return true;
  }
  return false;
}

/** Whether a function empties the registry, or takes a metric out of it, before it makes one. */
function forgetsMetrics(handler: Node): boolean {
  return [...descendants(handler)].some((node) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
    const method = memberName(node.callee);
    const isRegistry = namesIn(node.callee.object).some((name) => /regist(?:er|ry)/i.test(name));
    return method === 'removeSingleMetric' || (method === 'clear' && isRegistry);
  });
}

function isMemoised(node: Node, parent: Node): boolean {
  if (parent.type === 'AssignmentExpression' || parent.type === 'LogicalExpression') {
    return MEMO_OPERATORS.has(parent.operator) && parent.right === node;
  }
  return (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent.test !== node;
}

/** What a function is called for, if it handles requests, messages or events. */
function handling(
  node: TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression,
): ExecutionReason | undefined {
  const [first, second] = node.params.map((param) => (param.type === 'Identifier' ? param.name : ''));
  if (
    first !== undefined &&
    second !== undefined &&
    HANDLER_PARAMETERS.test(first) &&
    REPLY_PARAMETERS.test(second)
  ) {
    return { code: 'every-request' };
  }
  const known = consumerOf(node) ?? scheduled(node) ?? decorated(node);
  if (known !== undefined) return known;
  const call = node.parent;
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined;
  const method = call.callee.property.type === 'Identifier' ? call.callee.property.name : '';
  const [path] = call.arguments;
  const isNamed = path?.type === 'Literal' && typeof path.value === 'string';
  if (ROUTE_METHODS.has(method) && isNamed && path.value.startsWith('/')) return { code: 'every-request' };
  const isOnce = isNamed && ONCE.test(path.value);
  if (LISTENER_METHODS.has(method) && isNamed && !isOnce && node.params.length > 0)
    return { code: 'every-event', evidence: path.value };
  return undefined;
}

/** `setInterval(fn, ms)`, and BullMQ's `new Worker('orders', fn)`. */
function scheduled(node: Node): ExecutionReason | undefined {
  const call = node.parent;
  if (call?.type === 'CallExpression' && call.callee.type === 'Identifier')
    return call.callee.name === 'setInterval' && call.arguments[0] === node
      ? { code: 'every-interval' }
      : undefined;
  const isWorker =
    call?.type === 'NewExpression' && call.callee.type === 'Identifier' && call.callee.name === 'Worker';
  return isWorker && call.arguments[1] === node ? { code: 'every-job' } : undefined;
}

/** A method that NestJS or a scheduler calls again and again, by its decorator. */
function decorated(node: Node): ExecutionReason | undefined {
  const method = node.parent;
  if (method?.type !== 'MethodDefinition') return undefined;
  for (const { expression } of method.decorators) {
    const name = expression.type === 'CallExpression' ? expression.callee : expression;
    const reason = name.type === 'Identifier' ? DECORATORS.get(name.name) : undefined;
    if (reason) return reason;
  }
  return undefined;
}

const DECORATORS: ReadonlyMap<string, ExecutionReason> = new Map(
  (
    [
      ['every-request', ['Get', 'Post', 'Put', 'Patch', 'Delete', 'All', 'Query', 'Mutation', 'GrpcMethod']],
      ['every-message', ['MessagePattern', 'EventPattern', 'RabbitSubscribe', 'SqsMessageHandler']],
      ['every-job', ['Process', 'Cron', 'Interval']],
    ] as const
  ).flatMap(([code, names]) => names.map((name) => [name, { code }] as const)),
);

/** kafkajs's `consumer.run({ eachMessage })`. */
function consumerOf(node: Node): ExecutionReason | undefined {
  const property = node.parent;
  if (property?.type !== 'Property' || property.key.type !== 'Identifier') return undefined;
  const call = property.parent.parent;
  const isRun =
    call?.type === 'CallExpression' &&
    call.callee.type === 'MemberExpression' &&
    memberName(call.callee) === 'run';
  const reason = CONSUMING.get(property.key.name);
  return isRun ? reason : undefined;
}

const CONSUMING: ReadonlyMap<string, ExecutionReason> = new Map<string, ExecutionReason>([
  ['eachMessage', { code: 'every-message' }],
  ['eachBatch', { code: 'every-batch' }],
]);
