import {
  NODE_REQUEST_TYPES,
  PATH_NAMES,
  RAW_CONTEXT,
  RAW_REQUEST,
  RESPONSE_NAMES,
} from '../../catalog/attributes/identifiers.js';
import {
  type Call,
  type Expression,
  lastName,
  nameOfType,
  propertyName,
  unwrap,
} from '../code/expression.js';
import type { Binding, Source } from '../code/source.js';
import { type JudgedContext, entering, judgedIn } from './evaluation-context.js';
import { type RequestRead, frameworkOf, rawPart, requestReadOf } from './request-read.js';

/**
 * Whether an expression holds what a client asks a server for, without the server's name: `req.originalUrl`, `ctx.path`,
 * `request.url` where it is Node's, or a text that starts with `/`. A Fetch request's `url` is a whole one, and so is what is put
 * together with a host. Undefined where the `url` of a request may be either.
 */
export function isRequestTarget(expression: Expression, source: Source): boolean | undefined {
  return isTarget(expression, judgedIn(source));
}

function isTarget(expression: Expression, context: JudgedContext): boolean | undefined {
  if (!context.question.values.budget.spend()) return false;
  const value = unwrap(expression);
  switch (value.kind) {
    case 'literal':
      return typeof value.value === 'string' && value.value.startsWith('/');
    case 'template':
      return startsWithTarget(value.quasis[0] ?? '', value.expressions[0], context);
    case 'operation':
      // `req.originalUrl || req.url`, `req.url ?? ''`, `'/' + path`.
      return ['||', '??', '+'].includes(value.operator) && isTarget(value.left, context);
    case 'conditional':
      return isTarget(value.whenTrue, context) && isTarget(value.whenFalse, context);
    case 'call':
      return isPartOfTarget(value, context);
    case 'member':
    case 'identifier':
      return isReadTarget(value, context);
    default:
      return false;
  }
}

function startsWithTarget(
  text: string,
  first: Expression | undefined,
  context: JudgedContext,
): boolean | undefined {
  return text === '' ? first !== undefined && isTarget(first, context) : text.startsWith('/');
}

/** `req.originalUrl.split('?')`, `decodeURI(req.url)`: what is cut from a target, or is the same in other letters. */
function isPartOfTarget({ callee, arguments: given }: Call, context: JudgedContext): boolean | undefined {
  const called = unwrap(callee);
  const method = propertyName(called);
  if (called.kind === 'member' && method !== undefined)
    return KEEPS_START.has(method) && isTarget(called.object, context);
  const [first] = given;
  return (
    first !== undefined && /^(?:String|decodeURI|encodeURI)$/.test(called.text) && isTarget(first, context)
  );
}

const KEEPS_START: ReadonlySet<string> = new Set([
  ...['split', 'replace', 'replaceAll', 'trim', 'toString', 'toLowerCase', 'at'],
]);

function isReadTarget(
  value: Extract<Expression, { kind: 'member' | 'identifier' }>,
  context: JudgedContext,
): boolean | undefined {
  // `req.originalUrl.split('?')[0]`
  if (value.kind === 'member' && typeof value.property !== 'string')
    return unwrap(value.object).kind === 'call' && isTarget(value.object, context);
  const read = requestReadOf(value, context);
  const known = read ? isTargetOfRequest(read) : false;
  if (known !== false) return known;
  // `parsed.pathname`, `event.rawPath`, `const { path } = event`
  if (PATH_NAMES.has(lastName(value) ?? '')) return true;
  const held = context.question.values.step(value, context);
  const values = held?.isComplete === true ? held.values : [];
  const found = values.map((each) => isTarget(each.expression, entering(each, context)));
  if (found.length === 0 || found.includes(false)) return false;
  return found.includes(undefined) ? undefined : true;
}

function isTargetOfRequest(read: RequestRead): boolean | undefined {
  if (read.of === 'response') return false;
  const part = read.part.join('.');
  // Express's: where its router is mounted.
  if (part === 'baseUrl') return true;
  const origin = rawPart(read.of === 'request' ? RAW_REQUEST : RAW_CONTEXT, read.part);
  if (origin === 'raw-path') return true;
  if (origin !== 'raw-url') return false;
  if (part === 'originalUrl' || part === 'raw.url') return true;
  return part === 'url' && isOfNode(read);
}

/** Whether a request is Node's own, or of a framework that hands on its `url`; undefined where that is not known. */
function isOfNode({ way, owner }: RequestRead): boolean | undefined {
  const { root, context, steps } = way;
  const { source } = context;
  // NestJS: `context.switchToHttp().getRequest()` is that of Express or Fastify.
  if (steps[owner - 1] === 'getRequest()') return true;
  const framework = frameworkOf(root, source);
  if (framework) return framework.urlIsTarget === true;
  if (root.kind !== 'identifier') return undefined;
  const binding = source.binding(root);
  const type = binding.kind === 'parameter' || binding.kind === 'variable' ? binding.type : undefined;
  const name = nameOfType(type) ?? source.typeOf(root)?.name;
  if (name !== undefined) return NODE_REQUEST_TYPES.has(name);
  return isBesideResponse(binding) || isHandedByNode(binding) ? true : undefined;
}

/** `(req, res, next) => …`: handlers of Fetch requests return their response. */
function isBesideResponse(binding: Binding): boolean {
  const names = binding.kind === 'parameter' ? (binding.function?.().parameters ?? []) : [];
  return names.some((name) => name !== undefined && (RESPONSE_NAMES.has(name) || name === 'next'));
}

/** `createServer((incoming) => …)` */
function isHandedByNode(binding: Binding): boolean {
  const handed = binding.kind === 'parameter' ? binding.callbackOf?.() : undefined;
  return handed !== undefined && lastName(handed.call.callee) === 'createServer';
}
