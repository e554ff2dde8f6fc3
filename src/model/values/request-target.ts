import { RAW_CONTEXT, RAW_REQUEST } from '../../catalog/attributes/identifiers.js';
import { type Expression, nameOfType, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import { type Way, judgedIn } from './evaluation-context.js';
import { frameworkOf, rawPart, requestReadOf } from './request-read.js';

/**
 * Whether an expression reads what a client asks a server for, without the server's name: `req.originalUrl`,
 * `ctx.path`, `request.url` where it is Node's. A Fetch request's `url` is a whole one, and so is what is put together.
 */
export function isRequestTarget(expression: Expression, source: Source): boolean {
  const value = unwrap(expression);
  // `req.originalUrl || req.url`, `req.url ?? ''`.
  if (value.kind === 'operation' && (value.operator === '||' || value.operator === '??'))
    return isRequestTarget(value.left, source);
  const read = requestReadOf(value, judgedIn(source));
  if (!read || read.of === 'response') return false;
  const origin = rawPart(read.of === 'request' ? RAW_REQUEST : RAW_CONTEXT, read.part);
  if (origin === 'raw-path') return true;
  if (origin !== 'raw-url') return false;
  const part = read.part.join('.');
  return part === 'originalUrl' || part === 'raw.url' || (part === 'url' && isOfNode(read.way));
}

/** Whether a request is Node's own, or of a framework that hands on its `url`. */
function isOfNode({ root, context: { source } }: Way): boolean {
  if (frameworkOf(root, source)?.urlIsTarget) return true;
  if (root.kind !== 'identifier') return false;
  const binding = source.binding(root);
  const type = binding.kind === 'parameter' || binding.kind === 'variable' ? binding.type : undefined;
  return (nameOfType(type) ?? source.typeOf(root)?.name) === 'IncomingMessage';
}
