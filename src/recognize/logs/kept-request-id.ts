import type { TSESTree } from '@typescript-eslint/types';
import { type Edit, insertAfter } from '../../model/text/edits.js';
import { indentAt, startsLine } from '../../model/text/lines.js';
import { headerFor, namesIncomingId, namesRequestId } from '../../model/logs/request-id.js';
import { memberName } from '../../estree/member-name.js';
import { descendants, unwrap } from '../../estree/tree.js';
import type { AnalysedFile } from '../file.js';
import {
  CONTEXT,
  REPLY,
  type RequestHandler,
  type Target,
  handlerAround,
  targetOfValue,
  wrapped,
} from './request-id-site.js';

type Node = TSESTree.Node;

/** The id that a middleware gives the request it serves, be it the caller's or a new one. */
export interface KeptRequestId {
  readonly node: TSESTree.CallExpression;
  /** What it is kept under: `req.id`, `requestId`. */
  readonly target: string;
  /** The header that tells the caller. */
  readonly header: string;
  /** Whether the middleware sends it back. */
  readonly isSentBack: boolean;
  /** Sends it back; undefined where the response is not at hand. */
  readonly fix: readonly Edit[] | undefined;
}

/** The id of the request that a call mints, at least where none came; undefined outside of middlewares. */
export function keptRequestId(node: TSESTree.CallExpression, file: AnalysedFile): KeptRequestId | undefined {
  const handler = handlerAround(node);
  if (!handler?.isMiddleware) return undefined;
  const value = chosen(node);
  const target = targetOfValue(value, handler, file);
  // `req.id || uuid()`: whoever set it tells the caller.
  if (!target || isOfRequest(value)) return undefined;
  const header = headerFor(target.name);
  const isSentBack =
    target.text.startsWith('"') || sendsBack(handler, file) || isInBody(target, handler, file);
  return { node, target: target.text, header, isSentBack, fix: sending(node, target, header, handler, file) };
}

/** The value that a new id is one of two for: `req.get('x-request-id') ?? randomUUID()`, `String(…)` around it. */
function chosen(node: Node): Node {
  for (let value = wrapped(node); ; value = wrapped(value)) {
    const { parent } = value;
    const isChoice = parent?.type === 'LogicalExpression' || parent?.type === 'ConditionalExpression';
    const isText =
      parent?.type === 'CallExpression' &&
      parent.callee.type === 'Identifier' &&
      parent.callee.name === 'String';
    if (!parent || (!isChoice && !isText)) return value;
    value = parent;
  }
}

/** Whether a value is the id that a request has already, and a new one where it has none. */
function isOfRequest(value: Node): boolean {
  if (value.type !== 'LogicalExpression') return false;
  let first = unwrap(value.left);
  while (first.type === 'LogicalExpression') first = unwrap(first.left);
  // `clean(req.id)`
  const [given] = first.type === 'CallExpression' && first.arguments.length === 1 ? first.arguments : [];
  if (given) first = unwrap(given);
  const name = first.type === 'MemberExpression' && !first.computed ? memberName(first) : undefined;
  if (first.type !== 'MemberExpression' || name === undefined) return false;
  const owner = unwrap(first.object);
  const isBag = owner.type !== 'Identifier' || /^(?:headers|query|params|body)$/.test(owner.name);
  return !isBag && (name === 'id' || namesRequestId(name));
}

/** Methods that write the body of a response. */
const WRITES_BODY = /^(?:json|jsonp|send|end)$/;

/** Whether the id is in what is answered: by the handler, or where it is kept at the request, by any of the file. */
function isInBody(target: Target, handler: RequestHandler, file: AnalysedFile): boolean {
  const isKept = target.text.includes('.');
  const within = isKept ? file.syntax.ast : handler.node;
  return [...descendants(within)].some((node) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
    if (!WRITES_BODY.test(memberName(node.callee) ?? '')) return false;
    return node.arguments.some((given) =>
      [...descendants(given)].some(
        (each) => each.type === 'Property' && isOrFallsBackTo(each.value, target, file),
      ),
    );
  });
}

/** Whether a value is the id, or one of those that a choice has. */
function isOrFallsBackTo(value: Node, target: Target, file: AnalysedFile): boolean {
  if (value.type === 'LogicalExpression')
    return isOrFallsBackTo(value.left, target, file) || isOrFallsBackTo(value.right, target, file);
  return file.syntax.textOf(value) === target.text;
}

/** Methods that set headers of a response. */
const SETS_HEADERS = /^(?:set|header|headers|setHeader|appendHeader|append|writeHead)$/;

/** Whether a handler sets a header with such an id on its response, or hands the response to a function that may. */
function sendsBack(handler: RequestHandler, file: AnalysedFile): boolean {
  const reply = replyOf(handler);
  return [...descendants(handler.node)].some((node) => {
    if (node.type === 'AssignmentExpression') {
      const text = node.left.type === 'MemberExpression' ? file.syntax.textOf(node.left) : '';
      return reply !== undefined && text.startsWith(`${reply}.headers`) && namesIncomingId(text);
    }
    if (node.type !== 'CallExpression') return false;
    const { callee, arguments: given } = node;
    const owner = callee.type === 'MemberExpression' ? unwrap(callee.object) : undefined;
    if (owner && isReply(owner, reply, handler)) {
      const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
      // Hono's context keeps values by `set`.
      const isKept = handler.reading(file) === 'hono' && method === 'set';
      return !isKept && SETS_HEADERS.test(method ?? '') && namesIdHeader(given, file);
    }
    return given.some((each) => each.type === 'Identifier' && each.name === reply);
  });
}

/** The name of such a header, a constant called so, or headers that hold one: `writeHead(200, { 'x-request-id': id })`. */
function namesIdHeader([first, second]: readonly Node[], file: AnalysedFile): boolean {
  const named = second?.type === 'ObjectExpression' ? [first, second] : [first];
  return named.some((each) => each !== undefined && namesIncomingId(file.syntax.textOf(each)));
}

/** The response, or what a chain of calls on it gives back: `res.status(200).set(…)`, `c.res.headers`. */
function isReply(owner: Node, reply: string | undefined, { request }: RequestHandler): boolean {
  let at: Node = owner;
  while (at.type === 'MemberExpression' || at.type === 'CallExpression') {
    // Hono's and Koa's context holds the request as well.
    if (at.type === 'MemberExpression' && /^req(?:uest)?$/.test(memberName(at) ?? '')) return false;
    at = unwrap(at.type === 'MemberExpression' ? at.object : at.callee);
  }
  return at.type === 'Identifier' && (at.name === reply || (reply === undefined && at.name === request));
}

/** The name of the response; undefined where a context is both. */
function replyOf({ node, request }: RequestHandler): string | undefined {
  if (CONTEXT.test(request)) return undefined;
  const names = node.params.map((param) => (param.type === 'Identifier' ? param.name : ''));
  return names.find((name) => REPLY.test(name) && !/^(?:next|done)$/.test(name));
}

/** The edits that send the id back after the statement that keeps it. */
function sending(
  node: Node,
  target: Target,
  header: string,
  handler: RequestHandler,
  file: AnalysedFile,
): readonly Edit[] | undefined {
  const statement = statementAround(node);
  if (!statement) return undefined;
  const { text } = file.syntax;
  const reply = replyOf(handler);
  const reading = handler.reading(file);
  if (reading === 'fetch') return undefined;
  const set =
    reply !== undefined
      ? `${reply}.${/^_?rep(?:ly)?$/.test(reply) ? 'header' : 'setHeader'}`
      : `${handler.request}.${reading === 'hono' ? 'header' : 'set'}`;
  const isOwnLine = startsLine(text, statement.range[0]);
  const gap = isOwnLine ? file.syntax.eol + indentAt(text, statement.range[0]) : ' ';
  const end = isOwnLine ? file.syntax.semicolon : ';';
  return [insertAfter(statement, `${gap}${set}('${header}', ${target.text})${end}`)];
}

/** The statement of a block that a call stands in. */
function statementAround(node: Node): Node | undefined {
  for (let at: Node | undefined = node; at; at = at.parent)
    if (at.parent?.type === 'BlockStatement') return at;
  return undefined;
}
