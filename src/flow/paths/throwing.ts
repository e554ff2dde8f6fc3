import type { TSESTree } from '@typescript-eslint/types';
import { type Resource, isOnResource } from './resource.js';
import { isNamed, unwrap } from '../../estree/tree.js';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression;

/** Whether evaluating a call, `new`, tagged template, `await` or `yield` can throw, its operands aside. */
export function canThrow(node: Node, resource: Resource): boolean {
  switch (node.type) {
    case 'CallExpression':
      return (
        !isOnResource(resource, node) && !isSafeCall(node) && resource.neverFails?.(node, false) !== true
      );
    case 'NewExpression':
      return !(node.callee.type === 'Identifier' && SAFE_CONSTRUCTOR.test(node.callee.name));
    case 'AwaitExpression':
      return node.argument !== resource.acquiredAt && !isSettledCall(unwrap(node.argument), resource);
    default:
      return true;
  }
}

function isSettledCall(node: Node, resource: Resource): boolean {
  return (
    node.type === 'CallExpression' && (resource.isRelease(node) || resource.neverFails?.(node, true) === true)
  );
}

/** Built-ins that do not throw, given what they are made for. */
const SAFE_CONSTRUCTOR =
  /^(?:\w*Error|Map|Set|WeakMap|WeakSet|Date|AbortController|Promise|Headers|URLSearchParams)$/;
const SAFE_FUNCTION =
  /^(?:String|Number|Boolean|isNaN|isFinite|parseInt|parseFloat|setTimeout|setImmediate)$/;
const SAFE_OBJECT = /^(?:console|Math|performance|Number)$/;
const SAFE_STATIC: ReadonlyMap<string, RegExp> = new Map([
  ['Date', /^now$/],
  ['Object', /^(?:keys|values|entries|assign|fromEntries|freeze)$/],
  ['Array', /^(?:isArray|from|of)$/],
  ['context', /^active$/],
  ['trace', /^(?:getActiveSpan|getSpan|setSpan|setSpanContext|getSpanContext|deleteSpan|getTracer)$/],
  ['propagation', /^(?:inject|extract|getBaggage|getActiveBaggage|setBaggage|createBaggage)$/],
  ['process', /^(?:hrtime|uptime|memoryUsage|cwd)$/],
]);
/** Methods of text, numbers and dates, by names that nothing else has. */
const SAFE_METHOD =
  /^(?:trim|trimStart|trimEnd|toLowerCase|toUpperCase|startsWith|endsWith|padStart|padEnd|toFixed|toISOString|getTime)$/;
/** A record that is logged: a logger does not throw. */
const LOGGER = /^(?:log|logger)$|Logger$/;
const LOGGER_METHOD = /^(?:trace|debug|verbose|info|log|warn|error|fatal)$/;
const COLLECTION = /^(?:Map|Set|WeakMap|WeakSet)$/;

function isSafeCall({ callee }: Call): boolean {
  if (callee.type === 'Identifier') return SAFE_FUNCTION.test(callee.name);
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return false;
  const { object, property } = callee;
  if (SAFE_METHOD.test(property.name)) return true;
  if (LOGGER_METHOD.test(property.name) && LOGGER.test(lastName(object))) return true;
  if (object.type !== 'Identifier') return false;
  return (
    SAFE_OBJECT.test(object.name) ||
    SAFE_STATIC.get(object.name)?.test(property.name) === true ||
    isCollection(object)
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
    for (const statement of at.body) {
      const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
      if (declaration?.type !== 'VariableDeclaration') continue;
      const found = declaration.declarations.find(({ id }) => isNamed(id, name.name));
      if (found) return declaration.kind === 'const' && found.init !== null && makesCollection(found.init);
    }
  }
  return false;
}

function makesCollection(init: Node): boolean {
  if (init.type === 'ArrayExpression') return true;
  return (
    init.type === 'NewExpression' && init.callee.type === 'Identifier' && COLLECTION.test(init.callee.name)
  );
}
