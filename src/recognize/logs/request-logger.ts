import type { TSESTree } from '@typescript-eslint/types';
import type { Dialect } from '../../catalog/schema.js';
import { LOGGERS } from '../../catalog/logs/libraries.js';
import { REQUEST_LOGGER_MIDDLEWARES } from '../../catalog/logs/request-loggers.js';
import { type Identifier, unwrap } from '../../model/code/expression.js';
import { tellsRequest } from '../../model/logs/request-id.js';
import { kindOf, provenanceOf } from '../../model/values/provenance.js';
import { someSourceSays, someSourceSurelySays } from '../../project/package-sources.js';
import { isFunction } from '../../estree/nodes.js';
import type { AnalysedFile } from '../file.js';
import type { LogSite } from './log-site.js';

type Node = TSESTree.Node;

/** Libraries whose requests carry a logger of their own. */
const FRAMEWORKS = LOGGERS.filter(({ kinds }) =>
  Object.values(kinds).some(({ requestLogger: own }) => own !== undefined),
);
/** How the loggers are written that requests may have children of. */
const HAVE_CHILDREN: ReadonlySet<Dialect> = new Set([
  ...REQUEST_LOGGER_MIDDLEWARES.map(({ dialect }) => dialect),
  ...FRAMEWORKS.flatMap(({ kinds }) => Object.values(kinds).flatMap(({ logger }) => logger ?? [])),
]);
const MENTIONS_FRAMEWORK = new RegExp(FRAMEWORKS.flatMap(({ packages }) => packages).join('|'), 'i');

/**
 * The text of the request's own logger, where a record of a module's logger is written in a handler of requests: proven
 * by a framework's types and routes, or by the middleware that the package loads. Undefined for a record that tells its
 * request by itself.
 */
export function requestLogger({ call, node, file }: LogSite): string | undefined {
  const receiver = unwrap(call.receiver);
  const { dialect } = call;
  if (
    !dialect ||
    !HAVE_CHILDREN.has(dialect) ||
    receiver.kind !== 'identifier' ||
    !isOfModule(receiver, file)
  )
    return undefined;
  // A `mixin` may add what the request's logger would.
  if (/\bmixin\b|AsyncLocalStorage/.test(call.madeIn?.text ?? '')) return undefined;
  if (call.arguments.some(({ text }) => tellsRequest(text))) return undefined;
  for (let at: Node | undefined = node.parent; at; at = at.parent) {
    const found = isFunction(at) ? loggerGivenTo(at.params, dialect, node, file) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a name stands for what the whole module shares. */
function isOfModule(name: Identifier, file: AnalysedFile): boolean {
  const node = file.source.nodeOf(name);
  const variable = node && file.source.variable(node, name.name);
  return variable !== undefined && /^(?:module|global)$/.test(variable.scope.type);
}

/** The logger that a handler is given with its request, where its calls are written like those of the module's. */
function loggerGivenTo(
  params: readonly Node[],
  dialect: Dialect,
  at: Node,
  file: AnalysedFile,
): string | undefined {
  const names = params.map((param) => (param.type === 'Identifier' ? param.name : ''));
  for (const [i, param] of params.entries()) {
    const name = names[i];
    if (param.type !== 'Identifier' || name === undefined || isShadowed(param, at, file)) continue;
    const own = frameworkLogger(param, dialect, file);
    if (own !== undefined) return name + own;
    const beside = names[i + 1] ?? '';
    const middleware = REQUEST_LOGGER_MIDDLEWARES.find(
      (each) =>
        each.dialect === dialect &&
        each.owner.test(name) &&
        each.beside.test(beside) &&
        each.packages.some((dependency) => file.package.dependencies.has(dependency)),
    );
    if (middleware && isMounted(middleware, file)) return name + middleware.member;
  }
  return undefined;
}

/** Whether the package loads a middleware, for all of its requests: it is often left among the dependencies of what never did. */
function isMounted(
  { packages, isOptionalWith }: (typeof REQUEST_LOGGER_MIDDLEWARES)[number],
  { package: owner }: AnalysedFile,
): boolean {
  const loads = new RegExp(`['"](?:${packages.join('|')})['"]`);
  return someSourceSurelySays(owner, loads) && !someSourceSays(owner, isOptionalWith);
}

function isShadowed(param: TSESTree.Identifier, at: Node, file: AnalysedFile): boolean {
  return file.source.variable(at, param.name) !== file.source.variable(param, param.name);
}

/** How the logger is reached that a framework gives its request, where a parameter is one. */
function frameworkLogger(
  param: TSESTree.Identifier,
  dialect: Dialect,
  file: AnalysedFile,
): string | undefined {
  if (!file.cached(mayUseFramework, FRAMEWORKS)) return undefined;
  const provenance = provenanceOf(file.source.expression(param), file.source, file.settings);
  if (provenance.is !== 'library') return undefined;
  const { requestLogger: own } = kindOf(provenance.origin);
  const { kinds } = provenance.origin.library;
  const isAlike = Object.values(kinds).some(({ logger }) => logger === dialect);
  if (!own || !isAlike || file.says(own.isSilentWith)) return undefined;
  // The app is often made in another file than its routes.
  return someSourceSurelySays(file.package, own.isSilentWith) ? undefined : own.member;
}

function mayUseFramework(
  frameworks: typeof FRAMEWORKS,
  { text, package: { allDependencies } }: AnalysedFile,
): boolean {
  if (MENTIONS_FRAMEWORK.test(text)) return true;
  return frameworks.some(({ packages }) => packages.some((module) => allDependencies.has(module)));
}
