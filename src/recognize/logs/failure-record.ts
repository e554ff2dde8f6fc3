import type { TSESTree } from '@typescript-eslint/types';
import type { Level } from '../../catalog/schema.js';
import { type Edit, replace } from '../../model/text/edits.js';
import type { FailureRecord } from '../../model/logs/error-severity.js';
import { CaughtSite, type Handler, handlerAround, readsError } from './caught-site.js';
import type { LogSite } from './log-site.js';
import { isRefusal } from './refusal.js';
import { contains, descendants } from '../../estree/tree.js';

type Node = TSESTree.Node;

const CONDITIONS = /^(?:IfStatement|ConditionalExpression|LogicalExpression|SwitchCase)$/;

/** What a log call says of the failure that it stands in the handler of; undefined outside of handlers. */
export function failureRecord({ node, call, file }: LogSite): FailureRecord | undefined {
  const handler = handlerAround(node);
  if (!handler) return undefined;
  const caught = new CaughtSite(handler, file).error;
  const record = outermost(node, handler);
  const carriesError = readsError(node, handler, file);
  const variables = file.syntax.declaredBy(handler);
  const uses = variables.flatMap(({ references }) => references.filter((each) => each.isRead()));
  return {
    caught,
    level: call.level,
    text: file.syntax.textOf(node),
    tellsFailure: carriesError || isAlone(record, handler),
    isConditional: ancestors(node, handler).some(({ type }) => CONDITIONS.test(type)),
    isUsedElsewhere: uses.some(({ identifier }) => !contains(node, identifier)),
    hasFallback: givesValue(handler, record) || isRefusal(handler),
  };
}

/**
 * The same call at another level of its library; undefined where another method would read the arguments in
 * another way, or the level is not written out.
 */
export function atLevel(
  { node, call, dialect }: LogSite,
  level: Level,
): { readonly method: string; readonly fix: readonly Edit[] } | undefined {
  const { callee } = node;
  if (!dialect || dialect.shape === 'emit' || callee.type !== 'MemberExpression' || callee.computed)
    return undefined;
  const method = dialect.methodFor[level];
  // The second argument of `error` is taken for a stack, and that of any other method for the context.
  if (dialect.error.at === 'stack-argument' && level === 'error' && node.arguments.length > 1)
    return undefined;
  if (call.method === dialect.levelMethod) {
    const [first] = node.arguments;
    if (first?.type !== 'Literal') return undefined;
    const quote = first.raw.startsWith('"') ? '"' : "'";
    return { method, fix: [replace(first, quote + method + quote)] };
  }
  return { method, fix: [replace(callee.property, method)] };
}

function ancestors(node: Node, end: Node): Node[] {
  const found: Node[] = [];
  for (let at = node.parent; at && at !== end; at = at.parent) found.push(at);
  return found;
}

/** The statement that a record is, or the whole body of an arrow function. */
function outermost(node: Node, handler: Handler): Node {
  return ancestors(node, handler).find(({ type }) => type === 'ExpressionStatement') ?? node;
}

function isAlone(record: Node, handler: Handler): boolean {
  const { body } = handler;
  return body.type === 'BlockStatement' ? body.body.length === 1 && body.body[0] === record : true;
}

function givesValue(handler: Handler, record: Node): boolean {
  return [...descendants(handler.body)].some(
    (node) => node.type === 'ReturnStatement' && node.argument !== null && !contains(node, record),
  );
}
