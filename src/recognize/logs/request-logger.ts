import type { TSESTree } from '@typescript-eslint/types';
import { type Identifier, unwrap } from '../../model/code/expression.js';
import { tellsRequest } from '../../model/logs/request-id.js';
import { provenanceOf } from '../../model/code/provenance.js';
import { isFunction } from '../../estree/source.js';
import type { AnalysedFile } from '../file.js';
import type { LogSite } from './log-site.js';

type Node = TSESTree.Node;

/** Middlewares that give every request a child of a pino logger, by where they put it. */
const MIDDLEWARES: readonly {
  readonly packages: readonly string[];
  readonly owner: RegExp;
  readonly beside: RegExp;
  readonly member: string;
}[] = [
  {
    packages: ['pino-http', 'express-pino-logger', 'nestjs-pino'],
    owner: /^_?(?:req|request)$/,
    beside: /^_?(?:res|response|reply|next)$/,
    member: '.log',
  },
  { packages: ['koa-pino-logger'], owner: /^ctx$/, beside: /^_?next$/, member: '.log' },
  { packages: ['hono-pino'], owner: /^c$/, beside: /^_?next$/, member: ".get('logger')" },
];

/**
 * The text of the request's own logger, where a record of a module's pino logger is written in a handler of
 * requests: proven by Fastify's types and routes, or by the middleware among the package's dependencies. Undefined
 * for a record that tells its request by itself.
 */
export function requestLogger({ call, node, file }: LogSite): string | undefined {
  const receiver = unwrap(call.receiver);
  if (call.dialect !== 'pino' || receiver.kind !== 'identifier' || !isOfModule(receiver, file))
    return undefined;
  // A `mixin` may add what the request's logger would.
  if (/\bmixin\b|AsyncLocalStorage/.test(call.madeIn?.text ?? '')) return undefined;
  if (call.arguments.some(({ text }) => tellsRequest(text))) return undefined;
  for (let at: Node | undefined = node.parent; at; at = at.parent) {
    const found = isFunction(at) ? loggerGivenTo(at.params, node, file) : undefined;
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

function loggerGivenTo(params: readonly Node[], at: Node, file: AnalysedFile): string | undefined {
  const names = params.map((param) => (param.type === 'Identifier' ? param.name : ''));
  for (const [i, param] of params.entries()) {
    const name = names[i];
    if (param.type !== 'Identifier' || name === undefined || isShadowed(param, at, file)) continue;
    if (isFastifyRequest(param, file)) return `${name}.log`;
    const beside = names[i + 1] ?? '';
    const middleware = MIDDLEWARES.find(
      (each) =>
        each.owner.test(name) &&
        each.beside.test(beside) &&
        each.packages.some((dependency) => file.package.dependencies.has(dependency)),
    );
    if (middleware) return name + middleware.member;
  }
  return undefined;
}

function isShadowed(param: TSESTree.Identifier, at: Node, file: AnalysedFile): boolean {
  return file.source.variable(at, param.name) !== file.source.variable(param, param.name);
}

function isFastifyRequest(param: TSESTree.Identifier, file: AnalysedFile): boolean {
  const { text } = file.syntax;
  if (!/fastify/i.test(text) && !file.package.allDependencies.has('fastify')) return false;
  // Without a logger of its own, Fastify gives every request one that writes nothing.
  if (/\bfastify\(\s*\)/i.test(text)) return false;
  const provenance = provenanceOf(file.source.expression(param), file.source, file.settings);
  return (
    provenance.is === 'library' &&
    provenance.origin.library.id === 'fastify' &&
    provenance.origin.kind === 'request'
  );
}
