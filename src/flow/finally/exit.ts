import type { TSESTree } from '@typescript-eslint/types';
import { type Resource, isReferenceTo } from '../paths/resource.js';
import { contains, targetOf } from '../../estree/tree.js';

type Node = TSESTree.Node;

/** A stretch of code that ends in a `finally`: statements of a block, or a `try` that stands. */
export interface Stretch {
  /** The block whose statements they are, or the `try`. */
  readonly around: Node;
  /** The last of the statements. */
  readonly last: Node;
  /** Whether a release that stands last may be the one on the path to the stretch's end. */
  readonly mayComplete: boolean;
}

/**
 * Whether nothing runs between a statement and the `finally` of a stretch, so that what the statement does may as
 * well be done there: it stands last, or in front of a jump out whose value nothing can tell apart.
 */
export function leadsOut(statement: Node, stretch: Stretch, resource: Resource): boolean {
  if (statement === stretch.last) return stretch.mayComplete;
  const { parent } = statement;
  const next = parent && statementBehind(statement, parent);
  if (next) return jumpsOut(next, stretch, resource);
  switch (parent?.type) {
    case 'BlockStatement':
    case 'IfStatement':
    case 'LabeledStatement':
      return leadsOut(parent, stretch, resource);
    case 'SwitchCase':
      return parent.parent.cases.at(-1) === parent && leadsOut(parent.parent, stretch, resource);
    case 'CatchClause':
      return endOfTry(parent.parent, stretch, resource);
    case 'TryStatement':
      return endOfTry(parent, stretch, resource);
    default:
      return false;
  }
}

function endOfTry(node: TSESTree.TryStatement, stretch: Stretch, resource: Resource): boolean {
  if (node === stretch.around) return stretch.mayComplete;
  return !node.finalizer && leadsOut(node, stretch, resource);
}

function statementBehind(statement: Node, parent: Node): Node | undefined {
  const list: readonly Node[] =
    parent.type === 'BlockStatement' ? parent.body : parent.type === 'SwitchCase' ? parent.consequent : [];
  const at = list.indexOf(statement);
  return at < 0 ? undefined : list[at + 1];
}

function jumpsOut(jump: Node, stretch: Stretch, resource: Resource): boolean {
  switch (jump.type) {
    case 'ReturnStatement':
      return isPlain(jump.argument, resource) && isFree(jump, stretch.around, false);
    case 'ThrowStatement':
      return isPlainError(jump.argument, resource) && isFree(jump, stretch.around, true);
    case 'BreakStatement':
    case 'ContinueStatement': {
      const target = targetOf(jump);
      if (!target) return false;
      const isOut = contains(target, stretch.around) && target !== stretch.around;
      if (isOut) return isFree(jump, stretch.around, false);
      return (
        jump.type === 'BreakStatement' && isFree(jump, target, false) && leadsOut(target, stretch, resource)
      );
    }
    default:
      return false;
  }
}

/** Whether no `finally`, and for what is thrown no `catch`, stands between a jump and where it goes. */
function isFree(jump: Node, to: Node, isThrown: boolean): boolean {
  for (let at = jump; at !== to && at.parent; at = at.parent) {
    const around = at.parent;
    if (around.type !== 'TryStatement' || at === around.finalizer) continue;
    if (around.finalizer && around !== to) return false;
    if (isThrown && around.handler && at === around.block) return false;
  }
  return true;
}

/**
 * Whether the value of an expression is the same before and after a release: it calls nothing, waits for nothing
 * and does not read the resource.
 */
export function isPlain(node: Node | null, resource: Resource): boolean {
  switch (node?.type) {
    case undefined:
    case 'Literal':
    case 'ThisExpression':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return true;
    case 'Identifier':
      return !isReferenceTo(resource, node);
    case 'MemberExpression':
      return isPlain(node.object, resource) && (!node.computed || isPlain(node.property, resource));
    case 'TemplateLiteral':
      return node.expressions.every((each) => isPlain(each, resource));
    case 'ArrayExpression':
      return node.elements.every((each) => isPlain(each, resource));
    case 'ObjectExpression':
      return node.properties.every((each) =>
        each.type === 'SpreadElement'
          ? isPlain(each.argument, resource)
          : isPlain(each.value, resource) && isKey(each),
      );
    case 'UnaryExpression':
      return node.operator !== 'delete' && isPlain(node.argument, resource);
    case 'BinaryExpression':
    case 'LogicalExpression':
      return isPlain(node.left, resource) && isPlain(node.right, resource);
    case 'ConditionalExpression':
      return [node.test, node.consequent, node.alternate].every((each) => isPlain(each, resource));
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      return isPlain(node.expression, resource);
    default:
      return false;
  }
}

function isKey(property: TSESTree.Property): boolean {
  return !property.computed || property.key.type === 'Literal' || property.key.type === 'Identifier';
}

function isPlainError(node: Node, resource: Resource): boolean {
  const isError =
    node.type === 'NewExpression' && node.callee.type === 'Identifier' && /^\w*Error$/.test(node.callee.name);
  return isError ? node.arguments.every((each) => isPlain(each, resource)) : isPlain(node, resource);
}
