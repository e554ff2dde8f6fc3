import {
  type Framework,
  RAW_CONTEXT,
  RAW_REQUEST,
  ROUTED_CONTEXT,
  TEMPLATED,
} from '../../catalog/attributes/identifiers.js';
import type { RouteFix } from './lattice.js';
import { type Expression, children, nameOfType, propertyName, unwrap } from '../code/expression.js';
import { type JudgedContext, type Way, judgedIn } from './evaluation-context.js';
import { frameworkOf, rawPart, requestReadOf, wayTo } from './request-read.js';
import type { Source } from '../code/source.js';

/**
 * The route template that stands for a raw path or URL of a request, as a reviewer would write it:
 * `req.route?.path ?? 'unmatched'`. Undefined when the expression is none, or the framework is not clear.
 */
export function routeTemplateFor(expression: Expression, source: Source): string | undefined {
  const context = judgedIn(source);
  const template = templateFor(expression, context);
  return template && (template.mayBeMissing ? `${template.text} ?? 'unmatched'` : template.text);
}

/** Whether an expression reads a request's raw path or URL, which is text. */
export function isRawPath(expression: Expression, source: Source): boolean {
  const read = requestReadOf(expression, judgedIn(source));
  if (!read || read.of === 'response') return false;
  const raw = rawPart(read.of === 'request' ? RAW_REQUEST : RAW_CONTEXT, read.part);
  return raw !== undefined && TEMPLATED.has(raw);
}

/** Whether an expression reads a request's raw path or URL before a route is chosen: its template is there later. */
export function isReadBeforeRouting(expression: Expression, source: Source): boolean {
  const context = judgedIn(source);
  const read = isRawPath(expression, source) ? requestReadOf(expression, context) : undefined;
  if (!read) return false;
  const { root } = read.way;
  const framework = frameworkOf(root, read.way.context.source);
  return framework !== undefined && isBeforeRouting(expression, root, framework, context);
}

/** Whether a request is read where a route has been chosen for it for sure, so that its template is there: in an interceptor of Nest. */
export function isReadAfterRouting(expression: Expression, context: JudgedContext): boolean {
  const { root, steps, context: at } = wayTo(expression, context);
  const binding = root.kind === 'identifier' ? at.source.binding(root) : undefined;
  return (
    binding?.kind === 'parameter' &&
    nameOfType(binding.type) === ROUTED_CONTEXT.type &&
    steps[0] === ROUTED_CONTEXT.step
  );
}

interface RouteTemplate {
  readonly text: string;
  readonly mayBeMissing: boolean;
}

function templateFor(expression: Expression, context: JudgedContext): RouteTemplate | undefined {
  const read = requestReadOf(expression, context);
  if (!read || read.of === 'response') return undefined;
  const raw = rawPart(read.of === 'request' ? RAW_REQUEST : RAW_CONTEXT, read.part);
  if (raw === undefined || !TEMPLATED.has(raw)) return undefined;
  const { way } = read;
  const framework = frameworkOf(way.root, way.context.source);
  if (!framework || way.context.source !== context.source) return undefined;
  if (isBeforeRouting(expression, way.root, framework, context)) return undefined;
  // `ctx.request.path` of Koa: the template is the context's.
  const isContexts = framework.owner === 'context';
  if (isContexts && read.of === 'request' && read.owner !== 1) return undefined;
  if (!isContexts && read.of === 'context') return undefined;
  const steps = isContexts ? [] : way.steps.slice(0, read.owner);
  if (steps.some((step) => step === '*')) return undefined;
  const owner = isContexts ? way.root.text : ownerText(expression, way, steps, context);
  if (owner === undefined || (isContexts && !isReachable(way.root, expression, context))) return undefined;
  return { text: `${owner}.${framework.template}`, mayBeMissing: framework.mayBeMissing };
}

/**
 * Whether a request is read while no route has been chosen for it yet: right in a handler of `app.use()`, or in a middleware
 * that is made elsewhere, before it calls `next()`.
 */
function isBeforeRouting(
  read: Expression,
  request: Expression,
  { beforeRouting }: Framework,
  { source }: JudgedContext,
): boolean {
  const binding = request.kind === 'identifier' ? source.binding(request) : undefined;
  if (beforeRouting === undefined || binding?.kind !== 'parameter' || binding.arity > 3) return false;
  const registered = binding.callbackOf?.();
  if (!registered) return binding.arity === 3 && binding.isBeforeNext?.(read) === true;
  const [around] = source.handedTo(read);
  return around === beforeRouting && propertyName(unwrap(registered.call.callee)) === beforeRouting;
}

/** The request as the code around the read can write it. */
function ownerText(
  expression: Expression,
  way: Way,
  steps: readonly string[],
  context: JudgedContext,
): string | undefined {
  // Written where it is read: the text in front of the property.
  for (let read = unwrap(expression), left = way.steps.length - steps.length; read.kind === 'member';) {
    read = unwrap(read.object);
    if (--left === 0) return read.text;
  }
  const isTaken =
    way.root.kind === 'identifier' &&
    way.steps.length > 0 &&
    ['parameter', 'variable'].includes(context.source.binding(way.root).kind) &&
    (context.source.binding(way.root) as { path?: readonly string[] }).path?.length === 0;
  if (!isTaken || steps.some((step) => step.endsWith('()')) || !isReachable(way.root, expression, context))
    return undefined;
  return [way.root.text, ...steps].join('.');
}

/** Whether a name that was read somewhere else in the file means the same here. */
function isReachable(root: Expression, here: Expression, { source }: JudgedContext): boolean {
  if (root.kind === 'this') return true;
  if (root.kind !== 'identifier') return false;
  const binding = source.binding(root);
  if ('path' in binding && binding.path.length > 0) return false;
  for (const visible of source.visible(here))
    if (visible.name === root.name) return visible.binding() === binding;
  return false;
}

/**
 * The smallest edit that puts the route's template where a judged expression reads a raw path. `isTemplate` tells whether
 * an expression is such a template already.
 */
export function routeFix(
  whole: Expression,
  raw: Expression,
  context: JudgedContext,
  isTemplate: (expression: Expression) => boolean,
): RouteFix | undefined {
  const template = templateFor(raw, context);
  if (!template) return undefined;
  const parent = parentOf(raw, whole);
  const isFallback =
    parent?.kind === 'operation' && (parent.operator === '??' || parent.operator === '||')
      ? parent
      : undefined;
  if (isFallback && unwrap(isFallback.right) === unwrap(raw)) {
    // `req.route?.path ?? req.path`: what stands in front is the template already.
    if (isTemplate(isFallback.left)) return { at: raw, text: "'unmatched'" };
  }
  const isBare = !template.mayBeMissing || (isFallback && unwrap(isFallback.left) === unwrap(raw));
  if (isBare) return { at: raw, text: template.text };
  const text = `${template.text} ?? 'unmatched'`;
  const standsAlone =
    parent === undefined ||
    parent.kind === 'template' ||
    parent.kind === 'array' ||
    (parent.kind === 'call' && parent.arguments.includes(raw)) ||
    (parent.kind === 'conditional' && parent.test !== raw);
  return { at: raw, text: standsAlone ? text : `(${text})` };
}

function parentOf(inner: Expression, whole: Expression): Expression | undefined {
  for (const child of children(whole)) {
    if (child === inner) return whole;
    const found = parentOf(inner, child);
    if (found) return found;
  }
  return undefined;
}
