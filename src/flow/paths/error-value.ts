import type { TSESTree } from '@typescript-eslint/types';
import { oncePer } from '../../model/code/once.js';
import { descendants, regionOf, unwrap } from '../../estree/tree.js';

type Node = TSESTree.Node;

/** Methods of a result that is a value or an error. */
const RESULT_METHOD = /^(?:isErr|isOk|isLeft|isRight|mapErr|unwrapOr)$/;
const ERROR_NAME = /^_?(?:e|err|error)$|Err(?:or)?$/;

/**
 * Whether what fails in a call is part of its value instead of thrown: `if (result.isErr())`,
 * `const [error, user] = await to(load(id))`.
 */
export function isErrorValue(node: Node): boolean {
  let value = node;
  for (let at = node.parent; at && isPassing(at, value); at = at.parent) value = at;
  const { parent } = value;
  if (parent?.type === 'MemberExpression')
    return parent.object === value && RESULT_METHOD.test(nameOf(parent));
  if (parent?.type !== 'VariableDeclarator' || parent.init !== value) return false;
  const { id } = parent;
  switch (id.type) {
    case 'ArrayPattern':
      return id.elements.some((each) => each?.type === 'Identifier' && ERROR_NAME.test(each.name));
    case 'ObjectPattern':
      return id.properties.some(
        (each) =>
          each.type === 'Property' && each.key.type === 'Identifier' && ERROR_NAME.test(each.key.name),
      );
    case 'Identifier': {
      const region = regionOf(node);
      if (!region) return false;
      return resultsIn(region).has(id.name) || (isNext(node) && outcomesIn(region).has(id.name));
    }
    default:
      return false;
  }
}

/** `next()` of a middleware, which gives back how the rest went where somebody asks it: `if (!result.ok)`. */
function isNext(node: Node): boolean {
  const call = node.type === 'AwaitExpression' ? unwrap(node.argument) : node;
  return call.type === 'CallExpression' && nameOf(call.callee) === 'next';
}

/** The names under a node that are asked whether they are well: `result` of `result.ok`. */
const outcomesIn = oncePer(function findOutcomes(node: Node): ReadonlySet<string> {
  const names = new Set<string>();
  for (const each of descendants(node)) {
    if (each.type === 'MemberExpression' && each.object.type === 'Identifier' && nameOf(each) === 'ok')
      names.add(each.object.name);
  }
  return names;
});

/** The names under a node whose failure is asked for: `result` of `result.isErr()`. */
const resultsIn = oncePer(function findResults(node: Node): ReadonlySet<string> {
  const names = new Set<string>();
  for (const each of descendants(node)) {
    if (
      each.type === 'MemberExpression' &&
      each.object.type === 'Identifier' &&
      RESULT_METHOD.test(nameOf(each))
    )
      names.add(each.object.name);
  }
  return names;
});

/** Whether an expression gives the value of one of its parts on, or is a call that is given it. */
function isPassing(node: Node, part: Node): boolean {
  if (node.type === 'CallExpression') return node.callee !== part;
  return node.type === 'AwaitExpression' || unwrap(node) !== node;
}

/** The last name of an expression: `headers` of `req.headers`. */
export function nameOf(node: Node): string {
  const read = unwrap(node);
  const name = read.type === 'MemberExpression' && !read.computed ? read.property : read;
  return name.type === 'Identifier' ? name.name : '';
}
