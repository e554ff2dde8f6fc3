import type { TSESTree } from '@typescript-eslint/types';
import { type Edit, replace } from '../../model/text/edits.js';
import {
  HEADERS_BY_GET,
  HEADERS_BY_NAME,
  ID_GENERATOR,
  READS_ID_HEADER,
} from '../../catalog/logs/request-ids.js';
import { BOT_PACKAGES } from '../../catalog/packages.js';
import { importsOf } from '../../model/code/program-text.js';
import {
  type HeaderReading,
  headerFor,
  incomingOr,
  isIdHeader,
  namesIncomingId,
  namesRequestId,
} from '../../model/logs/request-id.js';
import { memberName } from '../../estree/member-name.js';
import { isFunction, type FunctionNode } from '../../estree/nodes.js';
import type { AnalysedFile } from '../file.js';
import { descendants, unwrap } from '../../estree/tree.js';

type Node = TSESTree.Node;

const REQUEST = /^_?(?:req|request)$/;
export const REPLY = /^_?(?:res|response|reply|rep|next|done)$/;
export const CONTEXT = /^(?:ctx|context|c)$/;

/** An id that is minted for a request that a server handles, without a look at the one it came with. */
export interface GeneratedRequestId {
  readonly node: TSESTree.CallExpression;
  /** What it is kept under: `req.id`, `requestId`, a header. */
  readonly target: string;
  /** The header to read first. */
  readonly header: string;
  /** Writes the incoming id, or the minted one where there is none; undefined where the request is not at hand. */
  readonly fix: readonly Edit[] | undefined;
}

/**
 * The request's id that a call mints. Undefined for ids of other things, ids minted as a fallback, outside of
 * handlers of requests, and where the handler looks at the request's headers for one.
 */
export function generatedRequestId(
  node: TSESTree.CallExpression,
  file: AnalysedFile,
): GeneratedRequestId | undefined {
  return generated(node, file) ?? kept(node, file);
}

/** Whether a file names the id of a request at all: most ids that are generated are of something else. */
export function mayNameRequestId({ text }: AnalysedFile): boolean {
  return NAMES_REQUEST_ID.test(text);
}

const NAMES_REQUEST_ID = new RegExp(
  `${ID_GENERATOR}|(?:req(?:uest)?|correlation)[-_]?id|\\.\\s*id\\b(?<=\\b_?(?:req|request|ctx|context|c)\\s*\\.\\s*id)`,
  'i',
);

/** `genReqId: () => randomUUID()` */
function generated(node: TSESTree.CallExpression, file: AnalysedFile): GeneratedRequestId | undefined {
  const whole = prefixed(node);
  const generator = generatorOf(whole);
  const property = generator?.parent;
  if (!generator) return undefined;
  if (
    property?.type !== 'Property' ||
    property.key.type !== 'Identifier' ||
    property.key.name !== ID_GENERATOR
  )
    return undefined;
  const options = property.parent as TSESTree.ObjectExpression;
  if (readsHeaderItself(options, file)) return undefined;
  // A middleware in front may have set the id that pino-http then keeps.
  if (namesIncomingId(file.syntax.text)) return undefined;
  const minted = file.syntax.textOf(whole);
  const text = `(req) => ${incomingOr('node', 'req', 'x-request-id', minted)}`;
  const isPlain =
    property.value === generator &&
    !property.method &&
    generator.params.length === 0 &&
    !generator.async &&
    file.syntax.commentsInside(generator).length === 0;
  return {
    node,
    target: ID_GENERATOR,
    header: 'x-request-id',
    fix: isPlain && !/\breq\b/.test(minted) ? [replace(generator, text)] : undefined,
  };
}

/** Whether a framework reads the id from a header by itself, by its version or its options. */
function readsHeaderItself(options: TSESTree.ObjectExpression, file: AnalysedFile): boolean {
  const framework = READS_ID_HEADER.package;
  if (!file.syntax.text.toLowerCase().includes(framework)) return false;
  const major = /\d+/.exec(file.package.versions.get(framework) ?? '')?.[0];
  const isAlways = major !== undefined && Number(major) < READS_ID_HEADER.alwaysBelow;
  return isAlways || file.syntax.textOf(options).includes(READS_ID_HEADER.option);
}

/** A minted id with the constant text around it: `req_${randomUUID()}`, `'req_' + nanoid()`. */
function prefixed(node: TSESTree.CallExpression): TSESTree.Expression {
  const { parent } = node;
  if (parent.type === 'TemplateLiteral' && parent.parent.type !== 'TaggedTemplateExpression')
    return parent.expressions.length === 1 ? parent : node;
  const isPrefixed = parent.type === 'BinaryExpression' && parent.operator === '+' && parent.right === node;
  return isPrefixed && parent.left.type === 'Literal' ? parent : node;
}

/** The function that does nothing but give back what an expression mints. */
function generatorOf(node: Node): FunctionNode | undefined {
  const { parent } = node;
  if (parent?.type === 'ArrowFunctionExpression') return parent.body === node ? parent : undefined;
  const block = parent?.type === 'ReturnStatement' ? parent.parent : undefined;
  const isAll = block?.type === 'BlockStatement' && block.body.length === 1;
  return isAll && isFunction(block.parent) ? block.parent : undefined;
}

/** Whether a file finds something by an id of this name, `/requests/:requestId`: it is the id of what it stores. */
function isOfStored(name: string, { syntax: { text } }: AnalysedFile): boolean {
  return text.includes(`/:${name}`) || text.includes(`params.${name}`);
}

/** `req.id = randomUUID()`, `const requestId = nanoid()`, `res.setHeader('x-request-id', uuid())` in a handler. */
function kept(node: TSESTree.CallExpression, file: AnalysedFile): GeneratedRequestId | undefined {
  const handler = handlerAround(node);
  if (!handler || isOfBot(handler, file)) return undefined;
  const whole = prefixed(node);
  const target = targetOfValue(wrapped(whole), handler, file);
  // Set where none is there: `req.id ||= randomUUID()`.
  const { parent } = wrapped(whole);
  if (parent?.type === 'AssignmentExpression' && parent.operator !== '=') return undefined;
  if (!target || looksAtIncoming(handler.node, node, file) || isOfStored(target.name, file)) return undefined;
  const header = headerFor(target.name);
  const text = incomingOr(handler.reading(file), handler.request, header, file.syntax.textOf(whole));
  return { node, target: target.text, header, fix: [replace(whole, text)] };
}

/** Whether a handler's context is declared as that of a bot's framework, or of a kind of its own that has no request. */
function isOfBot({ node, request }: RequestHandler, { source }: AnalysedFile): boolean {
  const parameter = node.params.find((param) => param.type === 'Identifier' && param.name === request);
  const read = parameter && source.expression(parameter);
  const binding = read?.kind === 'identifier' ? source.binding(read) : undefined;
  const type = binding?.kind === 'parameter' && binding.type ? source.typeBinding(binding.type) : undefined;
  if (type?.kind === 'import') return BOT_PACKAGES.has(type.module);
  if (type?.kind !== 'interface' || (type.bases?.().length ?? 0) > 0) return false;
  return !OF_REQUESTS.some((name) => type.member(name) !== undefined);
}

/** A member of these has whatever stands for a request. */
const OF_REQUESTS = ['req', 'request', 'headers', 'header', 'get'];

export interface RequestHandler {
  readonly node: FunctionNode;
  /** The name of its request, or of Koa's and Hono's context. */
  readonly request: string;
  /** Its parameters say that it stands before other handlers. */
  readonly isMiddleware: boolean;
  readonly reading: (file: AnalysedFile) => HeaderReading;
}

export function handlerAround(node: Node): RequestHandler | undefined {
  for (let at = node.parent; at; at = at.parent) {
    const handler = isFunction(at) ? handlerOf(at) : undefined;
    if (handler) return handler;
  }
  return undefined;
}

function handlerOf(node: FunctionNode): RequestHandler | undefined {
  const names = node.params.map((param) => (param.type === 'Identifier' ? param.name : ''));
  const at = names.findIndex((name) => REQUEST.test(name));
  const request = names[at];
  const isMiddleware = names.some((name) => /^_?(?:next|done)$/.test(name));
  if (request !== undefined && REPLY.test(names[at + 1] ?? '')) {
    return { node, request, isMiddleware, reading: (file) => readingOf(node.params[at], file) };
  }
  const [context] = names;
  if (context === undefined || !CONTEXT.test(context) || !isMiddleware) return undefined;
  return {
    node,
    request: context,
    isMiddleware,
    reading: (file) =>
      importsOf(file.syntax.text).some((name) => /^hono\b/.test(name)) || context === 'c' ? 'hono' : 'koa',
  };
}

/** How the request of a handler reads headers, told by what the file imports. */
function readingOf(param: Node | undefined, file: AnalysedFile): HeaderReading {
  const type =
    param && 'typeAnnotation' in param && param.typeAnnotation
      ? file.syntax.textOf(param.typeAnnotation)
      : '';
  if (/\bNextRequest\b/.test(type)) return 'fetch';
  if (HEADERS_BY_NAME.test(type)) return 'node';
  const imports = importsOf(file.syntax.text);
  return HEADERS_BY_GET.some(
    ({ package: name, unless }) => imports.includes(name) && !imports.includes(unless),
  )
    ? 'express'
    : 'node';
}

/** What an id is kept under, and how a message names that. */
export interface Target {
  readonly name: string;
  readonly text: string;
}

/** An expression with the parentheses and types around it. */
export function wrapped(node: Node): Node {
  let value = node;
  while (value.parent && unwrap(value.parent) !== value.parent) value = value.parent;
  return value;
}

/** What a value is kept under, if that is the id of the request. */
export function targetOfValue(value: Node, handler: RequestHandler, file: AnalysedFile): Target | undefined {
  const { parent } = value;
  switch (parent?.type) {
    case 'AssignmentExpression': {
      if (
        !/^(?:\|\||\?\?)?=$/.test(parent.operator) ||
        parent.right !== value ||
        parent.left.type !== 'MemberExpression'
      )
        return undefined;
      return requestProperty(parent.left, handler, file);
    }
    case 'VariableDeclarator': {
      if (parent.id.type !== 'Identifier') return undefined;
      const { name } = parent.id;
      const place = placeOf(name, handler, file);
      if (!namesRequestId(name)) return place;
      return handler.isMiddleware || place?.isSentBack === true ? { name, text: name } : undefined;
    }
    case 'CallExpression': {
      const header = idHeaderSet(parent);
      if (header !== undefined && parent.arguments[1] === value) return { name: header, text: `"${header}"` };
      return undefined;
    }
    default:
      return undefined;
  }
}

/** The header for the request's id that a call sets: `res.setHeader('x-request-id', …)`, `c.set('requestId', …)`. */
function idHeaderSet({ callee, arguments: [name] }: TSESTree.CallExpression): string | undefined {
  if (callee.type !== 'MemberExpression' || name?.type !== 'Literal' || typeof name.value !== 'string')
    return undefined;
  const owner = unwrap(callee.object);
  const isReply = owner.type === 'Identifier' && (REPLY.test(owner.name) || CONTEXT.test(owner.name));
  const isSetter = /^(?:setHeader|set|header)$/.test(memberName(callee) ?? '');
  return isReply && isSetter && (isIdHeader(name.value) || namesRequestId(name.value))
    ? name.value
    : undefined;
}

/** What a handler puts a variable into, if that is the request's id or the header that sends it back. */
function placeOf(
  variable: string,
  handler: RequestHandler,
  file: AnalysedFile,
): (Target & { readonly isSentBack: boolean }) | undefined {
  const isIt = (value: Node | undefined) => value?.type === 'Identifier' && value.name === variable;
  const places = [...descendants(handler.node)].flatMap((node) => {
    if (node.type === 'AssignmentExpression') {
      const isPut = node.operator === '=' && isIt(node.right) && node.left.type === 'MemberExpression';
      const target = isPut
        ? requestProperty(node.left as TSESTree.MemberExpression, handler, file)
        : undefined;
      return target ? [{ ...target, isSentBack: false }] : [];
    }
    const header = node.type === 'CallExpression' && isIt(node.arguments[1]) ? idHeaderSet(node) : undefined;
    return header === undefined ? [] : [{ name: header, text: `"${header}"`, isSentBack: true }];
  });
  const [first] = places;
  return first && { ...first, isSentBack: places.some((place) => place.isSentBack) };
}

/** `req.id`, `req.requestId`, `res.locals.requestId`: where a handler keeps the id of its request. */
function requestProperty(
  member: TSESTree.MemberExpression,
  handler: RequestHandler,
  file: AnalysedFile,
): Target | undefined {
  const name = memberName(member);
  // `(req as any).requestId`
  const owner = file.syntax.textOf(unwrap(member.object));
  const isOwn = owner === handler.request && name === 'id';
  const isOnRequest = owner.split('.')[0] === handler.request || /^_?(?:res|response)\.locals$/.test(owner);
  if (name === undefined || !(isOwn || (isOnRequest && namesRequestId(name)))) return undefined;
  return { name, text: `${owner}.${name}` };
}

/** Whether a handler reads a header that may hold the id the request came with, or had one before it mints. */
function looksAtIncoming(handler: FunctionNode, minted: Node, file: AnalysedFile): boolean {
  return [...descendants(handler)].some((node) => {
    const isBefore = node.range[0] < minted.range[0];
    if (node.type === 'MemberExpression') {
      const isRead = !(node.parent.type === 'AssignmentExpression' && node.parent.left === node);
      const name = memberName(node);
      const owner = unwrap(node.object);
      const isOnHeaders = (owner.type === 'MemberExpression' ? memberName(owner) : '') === 'headers';
      if (isOnHeaders && (node.computed ? name === undefined || namesIncomingId(name) : false)) return true;
      const isId = name === 'id' || (name !== undefined && namesRequestId(name));
      return isBefore && isRead && isId && owner.type === 'Identifier' && REQUEST.test(owner.name);
    }
    if (node.type === 'VariableDeclarator' && node.init) {
      // `const { 'x-request-id': id } = req.headers`
      return (
        node.id.type === 'ObjectPattern' &&
        namesIncomingId(file.syntax.textOf(node.id)) &&
        file.syntax.textOf(node.init).includes('headers')
      );
    }
    if (node.type !== 'CallExpression') return false;
    const method = node.callee.type === 'MemberExpression' ? memberName(node.callee) : undefined;
    const given = node.arguments.length === 1 ? node.arguments[0] : undefined;
    if (/^(?:get|header|getHeader)$/.test(method ?? '') && given)
      return given.type !== 'Literal' || namesIncomingId(String(given.value));
    // `getRequestId(req)`, `extract(context.active(), req.headers)`: a function that may look.
    if (!isBefore) return false;
    return node.arguments.some((argument) => {
      const text = file.syntax.textOf(argument);
      return /^_?(?:req|request|ctx|c)$|\bheaders$/.test(text) && method !== 'next' && method !== 'bindings';
    });
  });
}
