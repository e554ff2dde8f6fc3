import type { TSESTree } from '@typescript-eslint/types';
import { descendants } from './tree.js';
import { type Node, type Variable, type FunctionNode, isFunction } from './nodes.js';

type CallNode = TSESTree.CallExpression | TSESTree.NewExpression;

/** A call in a function's body, by where it stands there. */
export interface CallInBody {
  readonly node: CallNode;
  readonly isNested: boolean;
  readonly isCaught: boolean;
  readonly isAwaited: boolean;
  readonly isReturned: boolean;
}

/** The calls in a function's body, in the order of the text. */
export function callsIn(node: FunctionNode): readonly CallInBody[] {
  const found: CallInBody[] = [];
  for (const each of descendants(node.body)) {
    if (each.type === 'CallExpression' || each.type === 'NewExpression') found.push(standing(each, node));
  }
  return found;
}

/** Whether a statement of a function itself throws, and nothing in the function catches it. */
export function hasThrow(node: FunctionNode): boolean {
  for (const each of descendants(node.body)) {
    if (each.type !== 'ThrowStatement') continue;
    const { isNested, isCaught } = surroundings(each, node);
    if (!isNested && !isCaught) return true;
  }
  return false;
}

/**
 * Whether a function waits for what is no call's result, or runs a tag or a generator, and does not catch what that
 * throws.
 */
export function mayFailOtherwise(node: FunctionNode): boolean {
  for (const each of descendants(node.body)) {
    if (!mayFail(each)) continue;
    const { isNested, isCaught } = surroundings(each, node);
    if (!isNested && !isCaught) return true;
  }
  return false;
}

function mayFail(node: Node): boolean {
  switch (node.type) {
    case 'AwaitExpression': {
      const { type } = inner(node.argument);
      return type !== 'CallExpression' && type !== 'NewExpression';
    }
    case 'ForOfStatement':
      return node.await;
    case 'TaggedTemplateExpression':
    case 'YieldExpression':
    case 'ImportExpression':
      return true;
    default:
      return false;
  }
}

/** A node without what around it changes neither its value nor its time. */
function inner(node: Node): Node {
  let at = node;
  while ('expression' in at && WRAPPERS.has(at.type)) at = at.expression as Node;
  return at;
}

function standing(node: CallNode, owner: FunctionNode): CallInBody {
  const around = surroundings(node, owner);
  const value = outermost(node);
  const { parent } = value;
  const isAwaited = parent?.type === 'AwaitExpression';
  const result = isAwaited ? outermost(parent) : value;
  const isReturned =
    result.parent?.type === 'ReturnStatement' ||
    (result.parent?.type === 'ArrowFunctionExpression' && result.parent.body === result);
  return { node, ...around, isCaught: around.isCaught || isCatchChained(value), isAwaited, isReturned };
}

/** `load().catch(report)`: what it rejects with is dealt with. */
function isCatchChained(value: Node): boolean {
  const member = value.parent;
  if (member?.type !== 'MemberExpression' || member.object !== value) return false;
  const isCatch = member.property.type === 'Identifier' && member.property.name === 'catch';
  return (
    isCatch && member.parent.type === 'CallExpression' && member.parent.callee === member && !member.computed
  );
}

/** A node with the wrappers around it that change neither its value nor its time. */
function outermost(node: Node): Node {
  let at = node;
  while (at.parent && WRAPPERS.has(at.parent.type)) at = at.parent;
  return at;
}

const WRAPPERS = new Set([
  'ChainExpression',
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'TSTypeAssertion',
]);

function surroundings(
  node: Node,
  owner: FunctionNode,
): { readonly isNested: boolean; readonly isCaught: boolean } {
  let isNested = false;
  let isCaught = false;
  for (let at: Node = node; at.parent && at !== owner; at = at.parent) {
    const { parent } = at;
    if (parent !== owner && isFunction(parent)) isNested = true;
    const handler = parent.type === 'TryStatement' && parent.block === at ? parent.handler : null;
    if (handler && !throwsAgain(handler)) isCaught = true;
  }
  return { isNested, isCaught };
}

function throwsAgain(handler: TSESTree.CatchClause): boolean {
  for (const each of descendants(handler.body)) if (each.type === 'ThrowStatement') return true;
  return false;
}

/** The calls that run a function in its file, and whether nothing else can run it. */
export interface CallsOf {
  readonly nodes: readonly CallNode[];
  readonly isComplete: boolean;
}

const NO_CALLS: CallsOf = { nodes: [], isComplete: false };

/** What of a file is asked to find who runs a function. */
interface Around {
  readonly variable: (at: Node, name: string) => Variable | undefined;
  /** Whether the file may name a member of `this`: the cheap question. */
  readonly isOnThis: (name: string) => boolean;
  /** The accesses of a member anywhere in the file, whatever it is a member of. */
  readonly accesses: (name: string) => readonly TSESTree.MemberExpression[];
}

/** Finds who runs a function that has a name: a declaration, the function of a constant, a method. */
export function callsOf(node: FunctionNode, around: Around): CallsOf {
  const { parent } = node;
  const isHeld = parent?.type === 'VariableDeclarator' && parent.init === node;
  const name =
    node.type === 'FunctionDeclaration'
      ? node.id
      : isHeld && parent.id.type === 'Identifier'
        ? parent.id
        : null;
  if (name) return callsByName(name, around);
  const isMember = parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition';
  return isMember && parent.value === node ? callsOfMember(parent, around) : NO_CALLS;
}

const LOOPS: ReadonlySet<string> = new Set([
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
]);

/**
 * Whether a value is made once in the life of a process, and kept: in a variable at the top of its module, or of a function that is
 * called there and nowhere else, as `main()` is. What an instance's field is given is another one for each.
 */
export function isMadeOnce(value: Node, callers: (node: FunctionNode) => CallsOf): boolean {
  let code = value;
  while (
    code.parent &&
    code.type !== 'VariableDeclarator' &&
    !code.type.endsWith('Statement') &&
    !isFunction(code)
  )
    code = code.parent;
  return code.type === 'VariableDeclarator' && runsOnce(code, callers);
}

/** Whether code runs once in the life of a process. */
function runsOnce(code: Node, callers: (node: FunctionNode) => CallsOf): boolean {
  const entered = new Set<Node>();
  for (let at = code; at.type !== 'Program';) {
    const { parent } = at;
    if (!parent || LOOPS.has(parent.type)) return false;
    if (parent.type === 'PropertyDefinition' && !parent.static) return false;
    if (!isFunction(parent)) {
      at = parent;
      continue;
    }
    if (entered.has(parent)) return false;
    entered.add(parent);
    const direct = calledBy(parent);
    const { nodes, isComplete } = direct.length > 0 ? { nodes: direct, isComplete: true } : callers(parent);
    const [call, ...others] = nodes;
    if (!call || !isComplete || others.length > 0) return false;
    at = call;
  }
  return true;
}

function callsByName(name: TSESTree.Identifier, { variable }: Around): CallsOf {
  const declared = variable(name, name.name);
  if (!declared) return NO_CALLS;
  const statement = name.parent.type === 'VariableDeclarator' ? name.parent.parent : name.parent;
  const others = declared.references.filter(({ init }) => init !== true);
  const nodes = others.flatMap(({ identifier }) => calledBy(identifier));
  return { nodes, isComplete: nodes.length === others.length && !isExport(statement.parent) };
}

function callsOfMember(
  member: TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
  { accesses, isOnThis }: Around,
): CallsOf {
  const { key } = member;
  const isHidden = key.type === 'PrivateIdentifier';
  if (member.computed || (key.type !== 'Identifier' && !isHidden)) return NO_CALLS;
  if (!isHidden && !isOnThis(key.name)) return NO_CALLS;
  const found = accesses(isHidden ? `#${key.name}` : key.name).filter(
    ({ object }) => object.type === 'ThisExpression' || isHidden,
  );
  const nodes = found.flatMap((access) =>
    classAround(access) === member.parent.parent ? calledBy(access) : [],
  );
  const isPrivate = isHidden || member.accessibility === 'private';
  return { nodes, isComplete: isPrivate && nodes.length === accessCount(member, accesses) };
}

function accessCount(
  { key }: TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
  accesses: Around['accesses'],
): number {
  if (key.type === 'PrivateIdentifier') return accesses(`#${key.name}`).length;
  return key.type === 'Identifier' ? accesses(key.name).length : 0;
}

function classAround(node: Node): Node | undefined {
  for (let at = node.parent; at; at = at.parent)
    if (at.type === 'ClassDeclaration' || at.type === 'ClassExpression') return at;
  return undefined;
}

function calledBy(callee: Node): CallNode[] {
  const { parent } = callee;
  return parent?.type === 'CallExpression' && parent.callee === callee ? [parent] : [];
}

function isExport(node: Node | undefined): boolean {
  return node?.type === 'ExportNamedDeclaration' || node?.type === 'ExportDefaultDeclaration';
}
