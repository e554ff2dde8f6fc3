import { ROUTE_VERBS } from '../../catalog/routing.js';
import { EMITTER_LISTENS } from '../../catalog/emitter.js';
import type { TSESTree } from '@typescript-eslint/types';
import { isDoing } from '../../model/text/prose/english.js';
import { enclosingFunction } from '../../estree/enclosing.js';
import { memberName } from '../../estree/member-name.js';
import { descendants, isClosure, unwrap } from '../../estree/tree.js';

type Node = TSESTree.Node;

/** Methods that only pass on what the promise before them settles with. */
const CHAINED: ReadonlySet<string> = new Set(['then', 'finally', 'catch']);
const REGISTERS_ROUTE: ReadonlySet<string> = new Set(ROUTE_VERBS);

/**
 * What has failed where code handles an error without a text about it: `sync` in the handler of `sync().catch(…)`, `GET /orders`
 * in the `catch` of a route's handler, `loadUser` where the `try` waits for that alone.
 */
export function failingCode(node: Node): string | undefined {
  const name = codeAround(node);
  return name !== undefined && SAYS_FAILURE.test(name) ? undefined : name;
}

/** `error failed`, `promise failed` say nothing of what has. */
const SAYS_FAILURE =
  /^(?:on)?(?:err|errors?|fail(?:ed|ures?)?|reject(?:ed)?|exceptions?|promises?|results?)$/i;

function codeAround(node: Node): string | undefined {
  for (let at: Node | undefined = node; at?.parent; at = at.parent) {
    const { parent }: Node = at;
    if (parent.type === 'CatchClause') return routeAround(parent) ?? onlyAwaited(parent.parent);
    if (isClosure(at)) return rejectedPromise(at, parent) ?? calledBackBy(at, parent);
  }
  return undefined;
}

/** Whether code handles an error and does no more than that: it stands in a `catch` clause, or in what a promise is told to run there. */
export function handlesError(node: Node): boolean {
  for (let at: Node | undefined = node; at?.parent; at = at.parent) {
    const { parent }: Node = at;
    if (parent.type === 'CatchClause') return true;
    if (!isClosure(at)) continue;
    if (parent.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression') return false;
    return memberName(parent.callee) === 'catch' && parent.arguments[0] === at;
  }
  return false;
}

/** What ends a query that is put together call by call, and says nothing of it: `db.insert(orders).values(given).returning()`. */
const BUILT =
  /^(?:returning|returningAll|values|set|where|from|exec|execute|executeTakeFirst(?:OrThrow)?|lean|populate|sort|limit|toArray)$/;

function isOfBuilder(callee: TSESTree.MemberExpression): boolean {
  return BUILT.test(memberName(callee) ?? '') && unwrap(callee.object).type === 'CallExpression';
}

/** What a promise is of: `sync` of `sync()`, of `orders.sync().then(…)`. Undefined for `Promise.all(…)`, which is of many things. */
export function promisedBy(promise: Node, nameOf = calleeName): string | undefined {
  let at = unwrap(promise);
  for (;;) {
    if (at.type !== 'CallExpression') return undefined;
    const callee = unwrap(at.callee);
    const isChained =
      callee.type === 'MemberExpression' && (CHAINED.has(memberName(callee) ?? '') || isOfBuilder(callee));
    if (!isChained) return isPromise(callee) ? undefined : nameOf(callee);
    at = unwrap(callee.object);
  }
}

function isPromise(callee: Node): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Promise'
  );
}

function calleeName(callee: Node): string | undefined {
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' ? memberName(callee) : undefined;
}

/** What says of which of many, and not of what: `findOne`, `updateMany`, `findByIdAndDelete`. */
const OF_MANY =
  /^(?:find|update|delete|insert|create|replace|upsert|remove|save|count|bulk)(?:One|Many|All|First|Unique|Documents|Write|Save|(?:By|And|Or)[A-Z][a-z]+)+$/;

/** A method of one word says what it does with what it is a method of: `orders.update`. */
export function qualifiedName(callee: Node): string | undefined {
  const name = calleeName(callee);
  if (
    name === undefined ||
    callee.type !== 'MemberExpression' ||
    (/[a-z][A-Z]/.test(name) && !OF_MANY.test(name))
  )
    return name;
  const owner = calleeName(unwrap(callee.object));
  return owner === undefined || owner.length === 1 ? name : `${owner}.${name}`;
}

/** What the promise is of whose rejection a function handles: it is given to `catch`, or to `then` as the second. */
function rejectedPromise(handler: Node, call: Node): string | undefined {
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined;
  const method = memberName(call.callee);
  const given = method === 'catch' ? call.arguments[0] : method === 'then' ? call.arguments[1] : undefined;
  return given === handler ? promisedBy(call.callee.object, qualifiedName) : undefined;
}

/** What is given a handler, and has not failed itself: `then`, `catchError`, `onError`, `mapError`, `setErrorHandler`. */
const HANDLES =
  /^(?:then|finally|catch|on|handle|with|map|tap|filter|forEach|reduce|use|next|done|reject|callback|cb)(?![a-z])|(?:Handler|Listener|Callback|Hook|Interceptor)s?$/;

/** What tells a function of an error: `exec` in `exec(command, (err) => …)`, `socket` in `socket.on('error', (err) => …)`. */
function calledBackBy(handler: Node, call: Node): string | undefined {
  if (call.type !== 'CallExpression' || call.arguments.at(-1) !== handler || !takesError(handler))
    return undefined;
  const { callee } = call;
  const method = calleeName(callee) ?? '';
  if (callee.type !== 'MemberExpression' || !EMITTER_LISTENS.has(method))
    return HANDLES.test(method) ? undefined : qualifiedName(callee);
  const [event] = call.arguments;
  return event?.type === 'Literal' && event.value === 'error'
    ? calleeName(listened(callee.object))
    : undefined;
}

/** `server` of `server.on('listening', start).on('error', report)`. */
function listened(object: Node): Node {
  let at = unwrap(object);
  while (
    at.type === 'CallExpression' &&
    at.callee.type === 'MemberExpression' &&
    EMITTER_LISTENS.has(memberName(at.callee) ?? '')
  )
    at = unwrap(at.callee.object);
  return at;
}

/** Whether a function's first parameter is called an error. */
function takesError(handler: Node): boolean {
  if (!('params' in handler)) return false;
  const [first] = handler.params;
  return first?.type === 'Identifier' && /^_?(?:e|err|error)$|[a-z]Err(?:or)?$/.test(first.name);
}

/** The route whose handler code stands in: `GET /orders` in `app.get('/orders', async (req, res) => …)`. */
function routeAround(node: Node): string | undefined {
  let at: Node | undefined = enclosingFunction(node);
  // A handler may be wrapped: `app.get('/orders', asyncHandler(async (req, res) => …))`.
  for (let depth = 0; at?.parent?.type === 'CallExpression' && depth < 3; depth++, at = at.parent) {
    const { callee, arguments: given } = at.parent;
    const method = callee.type === 'MemberExpression' ? (memberName(callee) ?? '') : '';
    const [path] = given;
    const route = REGISTERS_ROUTE.has(method) && path?.type === 'Literal' ? path.value : undefined;
    if (typeof route === 'string' && /^\/\w[\w\-/:.*?@]*$/.test(route))
      return method === 'all' ? route : `${method.toUpperCase()} ${route}`;
  }
  return undefined;
}

/** What a `try` waits for, or does, where that is one call whose name says what it does. */
function onlyAwaited({ block }: TSESTree.TryStatement): string | undefined {
  const awaited = [...descendants(block)].filter(
    (node) => node.type === 'AwaitExpression' && enclosingFunction(node) === enclosingFunction(block),
  );
  const [only, ...others] = awaited;
  if (others.length > 0) return undefined;
  const tried = only?.type === 'AwaitExpression' ? only.argument : onlyCalled(block);
  const name = tried && promisedBy(tried, qualifiedName);
  // `await orders.update(id)`: of two words as well, the last of which is what it does.
  const words = name?.split('.').reverse().join('_');
  return words !== undefined && (isDoing(words) || OF_CLASS.test(name ?? '')) ? name : undefined;
}

/** `JSON.parse`, `Song.from`: what makes or reads one. */
const OF_CLASS = /^[A-Z]\w+\.[a-z]\w+$/;

/** The call that is all that a block does, or keeps the value of. */
function onlyCalled({ body }: TSESTree.BlockStatement): Node | undefined {
  const [only, ...others] = body;
  if (!only || others.length > 0) return undefined;
  const value = valueOf(only);
  const read = value && unwrap(value);
  const made = read?.type === 'AssignmentExpression' ? unwrap(read.right) : read;
  return made?.type === 'CallExpression' ? made : undefined;
}

function valueOf(statement: TSESTree.Statement): Node | undefined {
  switch (statement.type) {
    case 'ExpressionStatement':
      return statement.expression;
    case 'ReturnStatement':
      return statement.argument ?? undefined;
    case 'VariableDeclaration': {
      const [declared, ...more] = statement.declarations;
      return more.length === 0 ? (declared?.init ?? undefined) : undefined;
    }
    default:
      return undefined;
  }
}
