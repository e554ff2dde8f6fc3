import type { TSESTree } from '@typescript-eslint/types';
import { type Resource, isOnResource } from './resource.js';
import { isErrorValue } from './error-value.js';
import { declarationsIn } from '../../estree/declarations.js';
import { isNamed, unwrap } from '../../estree/tree.js';
import {
  isCollectionClass,
  isCollectionMethod,
  isSafeByName,
  isSafeConstructor,
} from '../../model/code/safe-calls.js';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression;

/** Whether evaluating a call, `new`, tagged template, `await` or `yield` can throw, its operands aside. */
export function canThrow(node: Node, resource: Resource): boolean {
  if (isErrorValue(node)) return false;
  switch (node.type) {
    case 'CallExpression':
      return (
        !isOnResource(resource, node) && !isSafeCall(node) && resource.neverFails?.(node, false) !== true
      );
    case 'NewExpression':
      return !(node.callee.type === 'Identifier' && isSafeConstructor(node.callee.name));
    case 'AwaitExpression':
      return node.argument !== resource.acquiredAt && !isSettledCall(unwrap(node.argument), resource);
    default:
      return true;
  }
}

/** `new Promise((resolve) => setTimeout(resolve, 10))`: nothing rejects it. */
function isPause(node: Node): boolean {
  const executor = node.type === 'NewExpression' ? node.arguments[0] : undefined;
  if (executor?.type !== 'ArrowFunctionExpression' || executor.params.length !== 1) return false;
  const only = executor.body.type === 'BlockStatement' ? executor.body.body : [executor.body];
  const [statement] = only;
  if (!statement || only.length > 1) return false;
  const call = statement.type === 'ExpressionStatement' ? statement.expression : statement;
  return call.type === 'CallExpression' && isNamed(call.callee, 'setTimeout');
}

function isSettledCall(node: Node, resource: Resource): boolean {
  if (isPause(node)) return true;
  return (
    node.type === 'CallExpression' &&
    (resource.releases.has(node) || resource.neverFails?.(node, true) === true)
  );
}

function isSafeCall({ callee }: Call): boolean {
  if (callee.type === 'Identifier')
    return isSafeByName({ name: callee.name, owner: undefined, isPlain: false });
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return false;
  const { object, property } = callee;
  const isPlain = object.type === 'Identifier';
  return (
    isSafeByName({ name: property.name, owner: lastName(object), isPlain }) ||
    (isPlain && isCollectionMethod(property.name) && isCollection(object))
  );
}

/** `logger` of `logger`, `this.logger` and `req.log`. */
function lastName(node: Node): string {
  const name = node.type === 'MemberExpression' ? node.property : node;
  return name.type === 'Identifier' ? name.name : '';
}

/** Whether a name is declared around its use as a list, Map or Set: methods of those only throw what a callback throws. */
function isCollection(name: TSESTree.Identifier): boolean {
  for (let at: Node | undefined = name.parent; at; at = at.parent) {
    if (at.type !== 'BlockStatement' && at.type !== 'Program') continue;
    const found = declarationsIn(at)
      .get(name.name)
      ?.find((each) => each.type === 'VariableDeclarator');
    if (found) return found.parent.kind === 'const' && found.init !== null && makesCollection(found.init);
  }
  return false;
}

function makesCollection(init: Node): boolean {
  if (init.type === 'ArrayExpression') return true;
  return (
    init.type === 'NewExpression' && init.callee.type === 'Identifier' && isCollectionClass(init.callee.name)
  );
}
