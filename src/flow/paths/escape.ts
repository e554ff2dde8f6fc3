import type { TSESTree } from '@typescript-eslint/types';
import { groupedBy } from '../../model/code/grouping.js';
import { type Resource, isReferenceTo } from './resource.js';
import { oncePer } from '../../model/code/once.js';
import { descendants, isClosure, unwrap } from '../../estree/tree.js';

type Node = TSESTree.Node;

/**
 * Whether a resource acquired in a function may be released by other code: it is returned, stored, passed
 * on, captured by a closure that releases it or that is itself passed on. The common case, not the corner
 * case (hyperledger-labs/fabric-smart-client pull 1778), hence judged for the function as a whole.
 *
 * @param known closures of which it is known when they run
 */
export function isHandedOff(resource: Resource, region: Node, known: ReadonlySet<Node> = new Set()): boolean {
  const isInClosure = (release: Node) => {
    const closure = closureAround(release, region);
    return closure !== undefined && !known.has(closure);
  };
  if (resource.releases.someIn(region, isInClosure)) return true;
  if (!resource.references) return false;
  if (isDeclaredToLeave(resource.acquiredAt) || leaves(resource.acquiredAt, resource)) return true;
  const references = resource.references.in(region);
  if (references.some((reference) => leaves(reference, resource))) return true;
  const isDeclaredHere = references.some(isDeclaration) || references.length === 0;
  if (!isDeclaredHere) return true;
  const capturing = new Set(references.flatMap((reference) => closureAround(reference, region) ?? []));
  return [...capturing].some((closure) => !known.has(closure) && isPassedOn(closure, region));
}

/** The outermost function or class inside a region that a node of it stands in. */
function closureAround(node: Node, region: Node): Node | undefined {
  let found: Node | undefined;
  for (let at: Node | undefined = node; at && at !== region; at = at.parent) if (isClosure(at)) found = at;
  return found;
}

/** `using r = …` releases by itself; `export const r = …` lets others do it. */
function isDeclaredToLeave(acquiredAt: Node): boolean {
  for (let at: Node | undefined = acquiredAt; at && !isClosure(at); at = at.parent) {
    if (at.type !== 'VariableDeclaration') continue;
    return at.kind.endsWith('using') || at.parent.type === 'ExportNamedDeclaration';
  }
  return false;
}

/** Whether the value of an expression gets to where other code can reach it. */
function leaves(value: Node, resource: Resource): boolean {
  const parent = value.parent;
  switch (parent?.type) {
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'ChainExpression':
    case 'AwaitExpression':
      return leaves(parent, resource);
    case 'ConditionalExpression':
      return parent.test !== value && leaves(parent, resource);
    case 'LogicalExpression':
      // The left side of `&&` is the result only when it is nothing.
      return (parent.operator !== '&&' || parent.right === value) && leaves(parent, resource);
    case 'SequenceExpression':
      return parent.expressions.at(-1) === value && leaves(parent, resource);
    case 'MemberExpression':
      return parent.object === value && memberLeaves(parent, resource);
    case 'CallExpression':
      if (parent.callee === value) return false;
      return !resource.releases.has(parent) && resource.isHarmless?.(parent) !== true;
    case 'AssignmentExpression':
      if (parent.left === value) return false;
      return !binds(parent.left, resource) || leaves(parent, resource);
    case 'VariableDeclarator':
      return parent.init === value && !binds(parent.id, resource);
    case 'Property':
      return (
        parent.value === value &&
        parent.parent.type === 'ObjectExpression' &&
        resource.isHarmless?.(parent) !== true
      );
    case 'AssignmentPattern':
      return parent.right === value && !binds(parent.left, resource);
    case 'ArrowFunctionExpression':
      return parent.body === value;
    default:
      return parent !== undefined && !ONLY_LOOKS.has(parent.type);
  }
}

/** Nodes that look at a value under them, or write it, and keep nothing. */
const ONLY_LOOKS = new Set<string>([
  ...['ExpressionStatement', 'UnaryExpression', 'BinaryExpression', 'UpdateExpression', 'TemplateLiteral'],
  ...['IfStatement', 'WhileStatement', 'DoWhileStatement', 'ForStatement', 'SwitchStatement', 'SwitchCase'],
  ...['ArrayPattern', 'RestElement', 'CatchClause', 'FunctionDeclaration', 'FunctionExpression'],
  ...['BlockStatement', 'Program', 'StaticBlock', 'LabeledStatement', 'TSTypeQuery'],
]);

/** `on('end', span.end)` leaves; `span.end()` does not, but what `acquire().setName()` returns may be it. */
function memberLeaves(member: TSESTree.MemberExpression, resource: Resource): boolean {
  const call = member.parent;
  if (call.type !== 'CallExpression' || call.callee !== member) return leaves(member, resource);
  return unwrap(member.object) === resource.acquiredAt && leaves(call, resource);
}

function binds(pattern: Node, resource: Resource): boolean {
  if (pattern.type === 'MemberExpression') return false;
  return [...descendants(pattern)].some((node) => isReferenceTo(resource, node));
}

/** Whether an identifier stands where its variable or parameter is declared. */
function isDeclaration(identifier: Node): boolean {
  let pattern = identifier;
  for (let at = identifier.parent; at; at = at.parent) {
    if (at.type === 'VariableDeclarator') return at.id === pattern;
    if (isClosure(at)) return 'params' in at && (at.params as Node[]).includes(pattern);
    if (at.type === 'CatchClause') return at.param === pattern;
    if (at.type.endsWith('Statement')) return false;
    pattern = at;
  }
  return false;
}

/** Whether a closure gets into other hands; one that is only called in place, or by its name, does not. */
function isPassedOn(closure: Node, region: Node): boolean {
  const parent = closure.parent;
  if (parent?.type === 'CallExpression' && parent.callee === closure) return false;
  const name = nameOf(closure);
  if (!name) return true;
  return (namedIn(region).get(name.name) ?? []).some(
    (node) => node !== name && !(node.parent.type === 'CallExpression' && node.parent.callee === node),
  );
}

/** The identifiers under a node, by their names. */
const namedIn = oncePer(function identifiersByName(node: Node): Map<string, TSESTree.Identifier[]> {
  const identifiers = [...descendants(node)].filter((each) => each.type === 'Identifier');
  return groupedBy(identifiers, ({ name }) => name);
});

function nameOf(closure: Node): TSESTree.Identifier | undefined {
  if (closure.type === 'FunctionDeclaration') return closure.id ?? undefined;
  const declarator = closure.parent;
  if (declarator?.type !== 'VariableDeclarator' || closure.type === 'ClassExpression') return undefined;
  return declarator.id.type === 'Identifier' ? declarator.id : undefined;
}
