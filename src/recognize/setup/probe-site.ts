import type { TSESTree } from '@typescript-eslint/types';
import { UNLIMITED_CLIENTS } from '../../catalog/propagation/request-options.js';
import {
  DEPENDENCY_METHODS,
  DEPENDENCY_NAME,
  HEALTH_PATH,
  INDICATOR_METHODS,
  LIVENESS_PATH,
  READINESS_PATH,
} from '../../catalog/setup/probes.js';
import { outboundCallOf } from '../../model/propagation/outbound-call.js';
import type { Expression } from '../../model/code/expression.js';
import type { Source } from '../../model/code/source.js';
import { accessPathOf } from '../../model/values/access-path.js';
import { settled } from '../../model/values/literal.js';
import { Resolver } from '../../model/values/resolver.js';
import { contextOf } from '../../model/values/value.js';
import { deploymentOf } from '../../project/deployment.js';
import { memberName } from '../../estree/member-name.js';
import { ownFunction } from '../called-function.js';
import type { AnalysedFile } from '../file.js';
import { contains, descendants, unwrap } from '../../estree/tree.js';
import { MAY_PROBE } from './prefilter.js';

type Node = TSESTree.Node;

/** The handler of a probe, by its route. */
export interface Probe {
  readonly path: string;
  readonly handler: Node;
}

/** A call in a probe that leaves the process. */
export interface DependencyCall {
  readonly node: Node;
  /** The value it is made on; undefined for the global `fetch`. */
  readonly receiver: Node | undefined;
  /** A library's health indicator, which limits its own time. */
  readonly isIndicator: boolean;
}

const PATHS = { liveness: LIVENESS_PATH, readiness: READINESS_PATH } as const;

/** The probes of a kind that a file answers. */
export function probesOf(kind: keyof typeof PATHS, file: AnalysedFile): readonly Probe[] {
  if (!MAY_PROBE.test(file.syntax.text)) return [];
  if (!file.isOfServer && file.role.role !== 'cli') return [];
  const routes = file.cached(routesOf, file.syntax.ast);
  return routes.filter(
    ({ path }) => PATHS[kind].test(path) || (kind === 'liveness' && isForLiveness(path, routes, file)),
  );
}

/** A route with the words of a probe in its path, as far as the text shows it: strings like `'live'` stand in many a file. */
const MAY_ROUTE_PROBE =
  /(?:\b(?:get|all|use|head)|@(?:Get|Controller))\b[^'"]{0,100}['"][^'"\n]{0,100}(?:live|health|read(?:y|iness))/i;

/** What a file answers, by path; nothing where no path can be a probe's. */
function routesOf(ast: TSESTree.Program, file: AnalysedFile): readonly Probe[] {
  if (!MAY_ROUTE_PROBE.test(file.text)) return [];
  return [...descendants(ast)].flatMap((node) => {
    const route = routed(node, file) ?? decorated(node);
    return route ? [route] : [];
  });
}

/** Whether a path that may be asked for anything is a liveness probe's, by its neighbours or by the manifests. */
function isForLiveness(path: string, routes: readonly Probe[], file: AnalysedFile): boolean {
  if (!HEALTH_PATH.test(path)) return false;
  if (routes.some((each) => LIVENESS_PATH.test(each.path))) return false;
  const isPaired = routes.some((each) => READINESS_PATH.test(each.path));
  return isPaired || deploymentOf(file.package).livenessPaths.some((each) => each.endsWith(path));
}

/** `app.get('/livez', handler)`: the last argument, or the function of this file that it names. */
function routed(node: Node, file: AnalysedFile): Probe | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  if (!/^(?:get|all|use|head)$/.test(memberName(node.callee) ?? '') || node.arguments.length < 2)
    return undefined;
  const path = textOf(node.arguments[0]);
  const last = node.arguments.at(-1);
  const handler = ownFunction(last, file.source);
  return path !== undefined && path.startsWith('/') && handler ? { path, handler } : undefined;
}

/** `@Controller('health') class { @Get('live') check() {} }`. */
function decorated(node: Node): Probe | undefined {
  if (node.type !== 'MethodDefinition') return undefined;
  const own = argumentOf(node.decorators, 'Get');
  if (own === undefined) return undefined;
  const prefix = argumentOf(node.parent.parent.decorators, 'Controller') ?? '';
  return { path: `/${prefix}/${own}`.replace(/\/+/g, '/').replace(/(?<=.)\/$/, ''), handler: node.value };
}

function argumentOf(decorators: readonly TSESTree.Decorator[] | undefined, name: string): string | undefined {
  for (const { expression } of decorators ?? []) {
    if (expression.type !== 'CallExpression' || expression.callee.type !== 'Identifier') continue;
    if (expression.callee.name === name) return textOf(expression.arguments[0]) ?? '';
  }
  return undefined;
}

function textOf(node: Node | undefined): string | undefined {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

/** The calls in a probe's handler, and in the functions of its file that it calls, that reach a database, a cache or another service. */
export function dependencyCalls({ handler }: Probe, file: AnalysedFile): readonly DependencyCall[] {
  const called = [...descendants(handler)].flatMap((node) => {
    const own = node.type === 'CallExpression' ? ownFunction(node.callee, file.source) : undefined;
    return own && !contains(handler, own) ? [own] : [];
  });
  return [handler, ...new Set(called)].flatMap((each) => dependencyCallsIn(each, file));
}

function dependencyCallsIn(code: Node, file: AnalysedFile): readonly DependencyCall[] {
  return [...descendants(code)].flatMap((node): readonly DependencyCall[] => {
    if (node.type === 'TaggedTemplateExpression') {
      const receiver = dependencyIn(node.tag);
      return receiver ? [{ node, receiver, isIndicator: false }] : [];
    }
    if (node.type !== 'CallExpression') return [];
    const { callee } = node;
    const receiver = dependencyIn(callee);
    if (receiver) return [{ node, receiver, isIndicator: false }];
    const isIndicator = callee.type === 'MemberExpression' && INDICATOR_METHODS.has(memberName(callee) ?? '');
    if (isIndicator) return [{ node, receiver: callee.object, isIndicator }];
    const expression = file.source.expression(node);
    const sent = expression.kind === 'call' && outboundCallOf(expression, file.source, file.settings);
    if (!sent) return [];
    const client = callee.type === 'MemberExpression' ? callee.object : callee;
    return [{ node, receiver: sent.client === 'fetch' ? undefined : client, isIndicator: false }];
  });
}

/** The database or cache that a callee is a method of: `pool` of `pool.query`, `mongoose` of `mongoose.connection.db.admin().ping`. */
function dependencyIn(callee: Node): Node | undefined {
  if (callee.type !== 'MemberExpression' || !DEPENDENCY_METHODS.has(memberName(callee) ?? ''))
    return undefined;
  const receiver = unwrap(callee.object);
  return DEPENDENCY_NAME.test(nameOf(receiver) ?? '') ? receiver : undefined;
}

function nameOf(receiver: Node): string | undefined {
  if (receiver.type === 'Identifier') return receiver.name;
  if (receiver.type === 'MemberExpression') return memberName(receiver);
  return receiver.type === 'CallExpression' ? nameOf(unwrap(receiver.callee)) : undefined;
}

/**
 * Whether a call in a probe is proven to have no time limit: neither the handler nor the file speaks of one, nor does the
 * module that its client is made in. A client that is handed in or injected is not known.
 */
export function hasNoTimeLimit({ receiver, isIndicator }: DependencyCall, file: AnalysedFile): boolean {
  const { source } = file;
  if (isIndicator || LIMIT.test(source.text)) return false;
  if (!receiver) return true;
  let root = receiver;
  while (root.type === 'MemberExpression' || root.type === 'CallExpression')
    root = unwrap(root.type === 'MemberExpression' ? root.object : root.callee);
  if (root.type !== 'Identifier') return false;
  const name = source.expression(root);
  const declared =
    name.kind === 'identifier' ? new Resolver().declaration(name, contextOf(source)) : undefined;
  if (!declared) return false;
  const { binding, context } = declared;
  const module = binding.kind === 'import' ? binding.module : requiredFrom(name, source);
  const home = module === undefined ? context.source : source.module(module);
  // The client of a package itself, `axios.get(url)`: nothing else could limit it.
  if (!home) return module !== undefined && UNLIMITED_CLIENTS.has(module);
  if (home !== source) return !LIMIT.test(home.text) && /\bnew\s|\bcreate\w*\(/.test(home.text);
  return (
    binding.kind === 'variable' && /^(?:new\s|create\w*\(|\w+\.create\w*\()/.test(settled(name, source).text)
  );
}

/** The module that a name is required from, by itself or as a member: `const { pool } = require('./db')`. */
function requiredFrom(name: Expression, source: Source): string | undefined {
  const access = accessPathOf(name, contextOf(source));
  return access?.from === 'module' ? access.name : undefined;
}

const LIMIT = /time_?out|timed_?out|deadline|\brace\s*\(|\bsignal\b|abort/i;
