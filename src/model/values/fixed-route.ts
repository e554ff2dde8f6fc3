import { ROUTE_VERBS } from '../../catalog/routing.js';
import { type Call, type Expression, type New, propertyName, unwrap } from '../code/expression.js';
import type { Way } from './evaluation-context.js';

/** Methods that register a handler for exactly the paths that they are given; `use` takes all that start with one. */
const EXACT: ReadonlySet<string> = new Set([...ROUTE_VERBS, 'del', 'on', 'route']);

/** What makes a route match more than one path: a parameter, a wildcard, a group. */
const VARIES = /[:*?+(){}[\]$\\]/;

/**
 * How many paths a request's can be where it is read in a handler of routes without a part that varies:
 * `app.get('/orders', (req) => req.path)`. Undefined where the routes vary or are not known.
 */
export function fixedPathsOf({ root, context: { source } }: Way): number | undefined {
  if (root.kind !== 'identifier') return undefined;
  const binding = source.binding(root);
  const handed = binding.kind === 'parameter' ? binding.callbackOf?.() : undefined;
  const method = handed && propertyName(unwrap(handed.call.callee));
  if (!handed || method === undefined || !EXACT.has(method)) return undefined;
  const paths = routesOf(handed.call, handed.argument);
  return paths.length > 0 && paths.every(isFixed) ? paths.length : undefined;
}

/** What a handler is registered for, as far as it is written out: `on('get', '/orders', …)` has the method first. */
function routesOf({ arguments: given }: Call | New, handler: number): readonly Expression[] {
  const [route] = given.slice(0, handler).map(unwrap).filter(mayBeRoute);
  return route?.kind === 'array' ? route.elements.map(unwrap) : route ? [route] : [];
}

function mayBeRoute(given: Expression): boolean {
  return given.kind === 'array' || given.kind === 'template' || /^['"`]\//.test(given.text);
}

function isFixed(route: Expression): boolean {
  return route.kind === 'literal' && /^['"`]\//.test(route.text) && !VARIES.test(route.text);
}
