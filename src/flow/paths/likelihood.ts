import type { TSESTree } from '@typescript-eslint/types';
import { type Resource, isOnResource } from './resource.js';
import { nameOf } from './error-value.js';
import { canThrow } from './throwing.js';
import { declarationsIn } from '../../estree/declarations.js';
import { enclosingMember } from '../../estree/enclosing.js';
import { keyOf, memberName } from '../../estree/member-name.js';
import { NodeList } from '../../estree/node-list.js';
import { children, contains, isClosure, isNamed, unwrap } from '../../estree/tree.js';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression;
type Callable = TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

/** Callbacks followed into callbacks. */
const MAX_DEPTH = 4;

/** How far a question has gone into functions, and what it was asked about. */
interface Reach {
  readonly depth: number;
  readonly resource: Resource;
}

const deeper = ({ depth, resource }: Reach): Reach => ({ depth: depth + 1, resource });

const NOTHING = new NodeList<Call>([]);

/** What a function does by itself, without the resource; what is known of calls holds there too. */
const alone = (callable: Callable, { resource }: Reach): Resource => ({
  acquiredAt: callable,
  releases: NOTHING,
  ...(resource.neverFails ? { neverFails: (...asked) => resource.neverFails?.(...asked) === true } : {}),
});

/**
 * The answers about a promise and a function, by how deep callbacks were followed to it and by what is known of calls: asked
 * again of each link of a chain. On the node itself, so that they go with the tree.
 */
const SETTLED = Symbol('settled');
const RELIABLE = Symbol('reliable');

type Remembered = Partial<Record<typeof SETTLED | typeof RELIABLE, Map<string, boolean>>>;

function rememberedAt(
  node: Node,
  { depth, resource }: Reach,
  question: typeof SETTLED | typeof RELIABLE,
  answer: () => boolean,
): boolean {
  const known: Map<string, boolean> = ((node as Remembered)[question] ??= new Map<string, boolean>());
  const key = `${depth} ${resource.neverFails !== undefined}`;
  let found = known.get(key);
  if (found === undefined) known.set(key, (found = answer()));
  return found;
}

/**
 * Whether what can throw hardly ever does: it makes, reads or keeps a value, computes what is recorded on the
 * resource, fails only where the program is wrong (`JSON.stringify` of a cycle, a response sent twice), or is
 * a promise whose failure is dealt with. Nobody looks for a lost span there.
 */
export function hardlyThrows(node: Node, resource: Resource): boolean {
  return isUnlikely(node, resource, { depth: 0, resource });
}

/** The same of a promise: its failure is dealt with. */
export function hardlyRejects(promise: Node, resource: Resource): boolean {
  return isSettled(promise, { depth: 0, resource });
}

function isUnlikely(node: Node, resource: Resource, reach: Reach): boolean {
  if (node.type === 'NewExpression') return !isFailing(node);
  if (node.type === 'AwaitExpression') return isSettled(node.argument, reach);
  if (node.type !== 'CallExpression') return false;
  return (
    isRecorded(node, resource) ||
    isDealtWith(node, reach) ||
    isPlainCall(node, reach) ||
    isRecursion(node) ||
    isReliable(calledFunction(node, reach), reach)
  );
}

/** Constructors that check what they are given, or connect. */
const FAILING_CONSTRUCTOR = /^(?:URL|RegExp|Function|WebSocket|EventSource|Worker)$/;

function isFailing({ callee, arguments: given }: TSESTree.NewExpression): boolean {
  const isChecked = callee.type === 'Identifier' && FAILING_CONSTRUCTOR.test(callee.name);
  return isChecked && given.some(({ type }) => type !== 'Literal');
}

/** Whether a call computes what a call on the resource is given: `span.setAttribute('total', sum(order))`. */
function isRecorded(node: Call, resource: Resource): boolean {
  if (isMember(node.callee, /^JSON$/, /^parse$/)) return false;
  let inner: Node = node;
  for (let at = node.parent as Node | undefined; at && !isClosure(at); at = at.parent) {
    if (at.type.endsWith('Statement') || at.type === 'AwaitExpression') return false;
    if (at.type === 'CallExpression' && at.callee !== inner && isOnResource(resource, at.callee)) return true;
    inner = at;
  }
  return false;
}

/** Whether a call starts what a `.catch()` after it deals with: `work()` in `work().catch(log)`. */
function isDealtWith(node: Call, reach: Reach): boolean {
  if (isSettled(node, reach)) return true;
  let inner: Node = node;
  for (let at = node.parent as Node | undefined; at; at = at.parent) {
    const isPart = at.type === 'MemberExpression' ? at.object === inner : at.type === 'ChainExpression';
    const isNext = at.type === 'CallExpression' && at.callee === inner;
    const isElement = at.type === 'ArrayExpression' || at.type === 'SpreadElement';
    const isListed = at.type === 'CallExpression' && at.callee !== inner && isAllSettled(at);
    if (!isPart && !isNext && !isElement && !isListed) return false;
    if (at.type === 'CallExpression' && (isListed || isSettled(at, reach))) return true;
    inner = at;
  }
  return false;
}

/** Functions that wait for a time to pass, where they are not the file's own. */
const WAITING = /^(?:sleep|delay|setTimeout|setImmediate)$/;

/** Whether a promise is one that does not reject: `work().catch(log)`, `Promise.allSettled(list)`. */
function isSettled(promise: Node, reach: Reach): boolean {
  return rememberedAt(promise, reach, SETTLED, () => settles(promise, reach));
}

function settles(promise: Node, reach: Reach): boolean {
  const call = unwrap(promise);
  if (call.type === 'NewExpression') return neverRejects(call, reach);
  if (call.type !== 'CallExpression') return false;
  const { callee } = call;
  if (callee.type === 'Identifier') {
    const called = calledFunction(call, reach);
    if (!called) return WAITING.test(callee.name) && functionNamed(callee) === undefined;
    return isReliable(called, reach) && returnsSettled(called, reach);
  }
  if (isAllSettled(call)) return true;
  const method = nameOf(callee);
  if (callee.type !== 'MemberExpression' || !/^(?:catch|then|finally)$/.test(method)) return false;
  if (!call.arguments.every((each) => isQuiet(each, reach))) return false;
  return (method === 'catch' && call.arguments.length > 0) || isSettled(callee.object, reach);
}

/** `new Promise((resolve) => setTimeout(resolve, 10))`: without a `reject` only the executor itself could fail. */
function neverRejects({ callee, arguments: given }: TSESTree.NewExpression, reach: Reach): boolean {
  const [executor] = given;
  if (!isNamed(callee, 'Promise') || !executor || !isFunction(executor)) return false;
  return executor.params.length < 2 && isReliable(executor, reach);
}

function isAllSettled({ callee }: Call): boolean {
  return isMember(callee, /^Promise$/, /^allSettled$/);
}

/** Whether a function that is handed over deals with what it gets; one that is not seen is taken to. */
function isQuiet(handler: Node, reach: Reach): boolean {
  if (isFunction(handler)) return isReliable(handler, reach);
  if (handler.type === 'Identifier') {
    const named = functionNamed(handler);
    return named ? isReliable(named, reach) : !PASSES_ON.test(handler.name);
  }
  return handler.type === 'MemberExpression' && !PASSES_ON.test(nameOf(handler));
}

const PASSES_ON = /^(?:re)?(?:throw|reject|fail|abort|panic|raise|undefined)/;

/** Whether nothing in a function is likely to throw: neither what it does, nor what it waits for. */
function isReliable(callable: Callable | undefined, reach: Reach): boolean {
  const body = callable?.body;
  if (!body || reach.depth > MAX_DEPTH) return false;
  return rememberedAt(
    callable,
    reach,
    RELIABLE,
    () =>
      !mayFail(body, alone(callable, reach), deeper(reach)) &&
      (!callable.async || returnsSettled(callable, reach)),
  );
}

function mayFail(node: Node, nothing: Resource, reach: Reach): boolean {
  const inside = (each: Node | null) => each !== null && mayFail(each, nothing, reach);
  switch (node.type) {
    case 'ThrowStatement':
      return true;
    case 'TryStatement':
      return node.handler
        ? inside(node.handler) || inside(node.finalizer)
        : inside(node.block) || inside(node.finalizer);
    case 'CallExpression':
    case 'NewExpression':
    case 'TaggedTemplateExpression':
    case 'AwaitExpression':
    case 'YieldExpression':
      if (canThrow(node, nothing) && !isUnlikely(node, nothing, reach)) return true;
  }
  return children(node).some((each) => !isClosure(each) && inside(each));
}

/** Whether no promise that may reject is what a function returns. */
function returnsSettled(callable: Callable, reach: Reach): boolean {
  const { body } = callable;
  if (!body) return false;
  const results = body.type === 'BlockStatement' ? returned(body) : [body];
  return results.every((each) => isSafeResult(each, callable, reach));
}

function returned(node: Node): readonly Node[] {
  if (isClosure(node)) return [];
  if (node.type === 'ReturnStatement') return node.argument ? [node.argument] : [];
  return children(node).flatMap(returned);
}

function isSafeResult(value: Node, callable: Callable, reach: Reach): boolean {
  const read = unwrap(value);
  const part = (each: Node) => isSafeResult(each, callable, reach);
  switch (read.type) {
    case 'CallExpression':
      return (
        isSettled(read, deeper(reach)) ||
        VALUE_METHOD.test(nameOf(read.callee)) ||
        !canThrow(read, alone(callable, reach))
      );
    case 'ConditionalExpression':
      return part(read.consequent) && part(read.alternate);
    case 'LogicalExpression':
      return part(read.left) && part(read.right);
    case 'Identifier':
      return callable.async;
    case 'NewExpression':
      return !isNamed(read.callee, 'Promise') || neverRejects(read, deeper(reach));
    default:
      return read.type !== 'ImportExpression';
  }
}

/** Functions that make a value, or put something off. */
const PLAIN_FUNCTION =
  /^(?:randomUUID|uuid\w*|nanoid|ulid|structuredClone|Symbol|Array|Object|encodeURI(?:Component)?|queueMicrotask|setInterval|clear(?:Timeout|Interval|Immediate))$/;
const PLAIN_STATIC: ReadonlyMap<string, RegExp> = new Map([
  ['JSON', /^stringify$/],
  ['Promise', /^/],
  ['Object', /^/],
  ['Array', /^/],
  ['Symbol', /^/],
  ['Buffer', /^(?:from|alloc|byteLength|concat|isBuffer)$/],
  ['crypto', /^(?:randomUUID|randomBytes)$/],
  ['process', /^(?:nextTick|emitWarning)$/],
  ['Reflect', /^(?:get|has|ownKeys)$/],
]);
/** Methods of texts, lists and values, which give a value back. */
const VALUE_METHOD =
  /^(?:toString|toLocale\w+|toJSON|valueOf|concat|join|slice|split|replace|replaceAll|substring|substr|charAt|charCodeAt|at|includes|indexOf|lastIndexOf|findIndex|findLast|some|every|flat|flatMap|map|forEach|reduce|reduceRight|sort|toSorted|reverse|toReversed|keys|values|entries|test|match|matchAll|localeCompare|hasOwnProperty|bind)$/;
/** Methods that look something up in memory or put it there: what else is called so gives a promise back. */
const KEEPING_METHOD =
  /^(?:find|filter|push|unshift|pop|shift|splice|set|has|add|record|inc|observe|startSpan|startActiveSpan)$/;
/** Methods that register what runs later. */
const LISTENING_METHOD =
  /^(?:on|once|off|addListener|prependListener|removeListener|removeAllListeners|addEventListener|removeEventListener)$/;
/** `message.getName()`, `date.isBefore(other)`, `reply.setMessage(text)`. */
const ACCESSOR = /^(?:get|is|has|to|as)[A-Z](?!\w*Throw)\w*$/;
const SETTER = /^set[A-Z]\w*$/;
/** What a request's parts are read from. */
const READ_FROM = /^(?:searchParams|params|query|headers|cookies)$|(?:Params|Headers)$/;
const RESPONSE = /^(?:res|response|reply)$/;
const RESPONDING =
  /^(?:send|sendStatus|json|end|status|code|type|set|header|setHeader|write|writeHead|redirect)$/;

function isPlainCall({ callee, arguments: given }: Call, reach: Reach): boolean {
  if (callee.type === 'Identifier') return PLAIN_FUNCTION.test(callee.name);
  if (callee.type !== 'MemberExpression') return false;
  const [name, owner] = [nameOf(callee), nameOf(callee.object)];
  if (callee.object.type === 'Identifier' && PLAIN_STATIC.get(owner)?.test(name) === true) return true;
  if (LISTENING_METHOD.test(name)) return true;
  // `api.context.active()` of a tracing API that is handed on
  if (owner === 'context' && name === 'active' && given.length === 0) return true;
  if (VALUE_METHOD.test(name) || KEEPING_METHOD.test(name))
    return given.every((each) => !isFunction(each) || isReliable(each, reach));
  if (READ_FROM.test(owner) && /^(?:get|getAll|has)$/.test(name)) return true;
  if (RESPONSE.test(nameOf(headOf(callee.object))) && RESPONDING.test(name)) return true;
  if (/^get(?:In)?$/.test(name) && isAccessor(callee.object)) return true;
  // What an own method does is seen; one that is inherited answers as others do, unless it is waited for.
  if (callee.object.type === 'ThisExpression') return given.length === 0 && isInheritedAccessor(callee, name);
  return (ACCESSOR.test(name) && given.length === 0) || (SETTER.test(name) && given.length === 1);
}

function isInheritedAccessor(callee: TSESTree.MemberExpression, name: string): boolean {
  if (!ACCESSOR.test(name) || callee.parent.parent?.type === 'AwaitExpression') return false;
  return membersAround(callee) !== undefined && ownMethod(callee) === undefined;
}

/** `store.getState()`: what is read out of it in turn is in memory. */
function isAccessor(node: Node): boolean {
  const call = unwrap(node);
  return call.type === 'CallExpression' && call.arguments.length === 0 && ACCESSOR.test(nameOf(call.callee));
}

/** Whether a function calls itself, which fails where it fails otherwise. */
function isRecursion({ callee }: Call): boolean {
  const called = callee.type === 'Identifier' ? functionNamed(callee) : undefined;
  return called !== undefined && contains(called, callee);
}

/** The function or method of the file that a call runs; what that calls in its turn counts as able to throw. */
function calledFunction({ callee }: Call, reach: Reach): Callable | undefined {
  if (reach.depth > 0) return undefined;
  if (callee.type === 'Identifier') return functionNamed(callee);
  return callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression'
    ? ownMethod(callee)
    : undefined;
}

/** The method of the class around that a member of `this` names: the last one holds, and overloads have no code. */
function ownMethod(callee: TSESTree.MemberExpression): Callable | undefined {
  const name = memberName(callee);
  const named = (membersAround(callee) ?? []).filter((member) => isMemberNamed(member, name));
  return named.flatMap((member) => functionOf(member) ?? []).at(-1);
}

/** The members of the class whose instance `this` is where a node stands. */
function membersAround(node: Node): readonly TSESTree.ClassElement[] | undefined {
  const around = enclosingMember(node);
  return around && !around.isStatic ? around.owner.body.body : undefined;
}

/** What the instances of a class have under a name. */
function isMemberNamed(member: TSESTree.ClassElement, name: string | undefined): boolean {
  if (member.type === 'StaticBlock' || member.type === 'TSIndexSignature' || member.static) return false;
  return name !== undefined && keyOf(member) === name;
}

/** The code of a member; none of what is abstract or only declared. */
function functionOf(member: TSESTree.ClassElement): Callable | undefined {
  if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') return undefined;
  if (member.type === 'MethodDefinition' && member.kind !== 'method') return undefined;
  return member.value && isFunction(member.value) ? member.value : undefined;
}

/** The function of the file that a name stands for, where it is declared around its use. */
function functionNamed(name: TSESTree.Identifier): Callable | undefined {
  for (let at = name.parent as Node | undefined; at; at = at.parent) {
    if (isFunction(at) && at.params.some((param) => isNamed(param, name.name))) return undefined;
    if (at.type !== 'BlockStatement' && at.type !== 'Program') continue;
    const [found] = declarationsIn(at).get(name.name) ?? [];
    if (found?.type !== 'VariableDeclarator') {
      if (found) return found;
      continue;
    }
    return found.parent.kind === 'const' && found.init && isFunction(found.init) ? found.init : undefined;
  }
  return undefined;
}

function isFunction(node: Node): node is Callable {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  );
}

/** What a chain of calls is on: `res` of `res.status(200).json({})`. */
function headOf(node: Node): Node {
  const read = unwrap(node);
  return read.type === 'CallExpression' && read.callee.type === 'MemberExpression'
    ? headOf(read.callee.object)
    : read;
}

function isMember(node: Node, object: RegExp, property: RegExp): boolean {
  if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier') return false;
  return object.test(node.object.name) && property.test(nameOf(node));
}
