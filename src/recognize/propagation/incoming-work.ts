import type { TSESTree } from '@typescript-eslint/types';
import type { ConsumeMethod } from '../../catalog/schema.js';
import { givenIn, madeWith } from '../../model/propagation/client-option.js';
import { propertyName, propertyOf, unwrap } from '../../model/code/expression.js';
import { type Origin, kindOf, provenanceOf } from '../../model/values/provenance.js';
import { memberName } from '../../estree/member-name.js';
import { isFunction } from '../../estree/nodes.js';
import { descendants } from '../../estree/tree.js';
import type { AnalysedFile } from '../file.js';
import type { SpanSite } from '../traces/span-site.js';

type Node = TSESTree.Node;

/** Work that another process asked for: a message, a job, a request. */
export interface IncomingWork {
  /** The client by its name in the catalog. */
  readonly client: string;
  readonly consume: ConsumeMethod;
  /** Whether it is many messages at once. */
  readonly isBatch: boolean;
  /** The function, or the loop, that is run for it. */
  readonly handler: Node;
}

/** Methods that call what they are handed before they are done, and set no context for it. */
const ITERATION = new Set(['map', 'forEach', 'filter', 'flatMap', 'reduce', 'some', 'every', 'find']);

/**
 * The incoming work that the start of a span is a part of, where nothing in between can have set a context.
 * Undefined where the code around is run for something else, or for what is not seen.
 */
export function incomingWorkAround(
  { node, file }: Pick<SpanSite, 'node' | 'file'>,
  seen: readonly Node[] = [],
): IncomingWork | undefined {
  for (let at: Node = node, parent: Node | undefined = node.parent; parent; at = parent, parent = at.parent) {
    if (parent.type === 'ForOfStatement' && parent.body === at) {
      const received = receivedBy(parent, file);
      if (received) return received;
    }
    if (!isFunction(parent)) continue;
    const received = registrationOf(parent, parent, file) ?? registeredByName(parent, file, seen);
    if (received) return received;
    if (!isRunInPlace(parent)) return undefined;
  }
  return undefined;
}

/** `orders.map((order) => …)`, and a function that is called where it is written. */
function isRunInPlace(node: Node): boolean {
  const { parent } = node;
  if (parent?.type !== 'CallExpression') return false;
  if (parent.callee === node) return true;
  const { callee } = parent;
  return callee.type === 'MemberExpression' && ITERATION.has(memberName(callee) ?? '');
}

/** `for await (const message of subscription)`. */
function receivedBy(loop: TSESTree.ForOfStatement, file: AnalysedFile): IncomingWork | undefined {
  const provenance = provenanceOf(file.source.expression(loop.right), file.source, file.settings);
  if (provenance.is !== 'library') return undefined;
  const consume = kindOf(provenance.origin).consumes?.for;
  return consume && { client: provenance.origin.library.id, consume, isBatch: false, handler: loop };
}

/**
 * Where a function is registered by its name: `consumer.run({ eachMessage: handle })`, `this.handle.bind(this)`, or is only ever
 * called by what is: `eachMessage: (payload) => this.handle(payload)`.
 */
function registeredByName(
  handler: Node,
  file: AnalysedFile,
  seen: readonly Node[],
): IncomingWork | undefined {
  const uses = usesOf(handler, file);
  for (const use of uses) {
    const member = use.parent;
    const bound =
      member?.type === 'MemberExpression' && member.object === use && memberName(member) === 'bind'
        ? member.parent
        : undefined;
    const received = registrationOf(bound ?? use, handler, file);
    if (received) return received;
  }
  return calledForWork(handler, uses, file, seen);
}

/** The work that all calls of a function are made for, where none of the functions that make them looks at its context. */
function calledForWork(
  handler: Node,
  uses: readonly Node[],
  file: AnalysedFile,
  seen: readonly Node[],
): IncomingWork | undefined {
  if (seen.length === MAX_CALLERS || seen.includes(handler)) return undefined;
  let found: IncomingWork | undefined;
  for (const use of uses) {
    const call = use.parent;
    if (call?.type !== 'CallExpression' || call.callee !== use) return undefined;
    const work = incomingWorkAround({ node: call, file }, [...seen, handler]);
    if (!work || LOOKS_AT_CONTEXT.test(file.syntax.textOf(work.handler))) return undefined;
    found ??= { ...work, handler };
  }
  return found;
}

/** Functions between the one that a client calls and the start of a span. */
const MAX_CALLERS = 2;

function usesOf(handler: Node, file: AnalysedFile): readonly Node[] {
  const { parent } = handler;
  const id =
    handler.type === 'FunctionDeclaration'
      ? handler.id
      : parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier'
        ? parent.id
        : undefined;
  if (id) {
    const variable = file.source.variable(id, id.name);
    return (variable?.references ?? []).map(({ identifier }) => identifier);
  }
  const isMember = parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition';
  if (!isMember || parent.computed || parent.static || parent.key.type !== 'Identifier') return [];
  const { name } = parent.key;
  return [...descendants(parent.parent)].filter((node) => isMemberOfThis(node) && memberName(node) === name);
}

function isMemberOfThis(node: Node): node is TSESTree.MemberExpression {
  return node.type === 'MemberExpression' && node.object.type === 'ThisExpression';
}

/** The call that a function is handed to as an argument or as one of its options, if it runs it for incoming work. */
function registrationOf(value: Node, handler: Node, file: AnalysedFile): IncomingWork | undefined {
  const { parent } = value;
  const isOption = parent?.type === 'Property' && parent.value === value && !parent.computed;
  const given = isOption ? parent.parent : value;
  const option = isOption && parent.key.type === 'Identifier' ? parent.key.name : undefined;
  const call = given.parent;
  if (call?.type !== 'CallExpression' && call?.type !== 'NewExpression') return undefined;
  const argument = call.arguments.findIndex((each) => each === given);
  const found = argument < 0 ? undefined : consumingOf(call, file);
  if (!found) return undefined;
  const { consume, origin } = found;
  const kind = option === undefined ? undefined : consume.options?.[option];
  if (!consume.argument.includes(argument) || (consume.options ? !kind : isOption)) return undefined;
  return { client: origin.library.id, consume, isBatch: kind === 'many', handler };
}

/** Reads a call as one that registers a function for incoming work. */
function consumingOf(
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  { source, settings }: AnalysedFile,
): { readonly consume: ConsumeMethod; readonly origin: Origin } | undefined {
  const call = source.expression(node);
  if (call.kind !== 'call' && call.kind !== 'new') return undefined;
  const callee = unwrap(call.callee);
  const isMethod = call.kind === 'call' && callee.kind === 'member';
  const provenance = provenanceOf(isMethod ? callee.object : callee, source, settings);
  if (provenance.is !== 'library') return undefined;
  const { origin } = provenance;
  const method = isMethod ? propertyName(callee) : call.kind === 'new' ? 'new' : '()';
  const consume = method === undefined ? undefined : kindOf(origin).consumes?.[method];
  if (!consume) return undefined;
  const { event, continuesWith, needs } = consume;
  const [name] = call.arguments;
  if (event !== undefined && (name?.kind !== 'literal' || name.value !== event)) return undefined;
  if (needs && madeWith(needs, origin, settings) !== true) return undefined;
  if (continuesWith) {
    const is =
      call.kind === 'new' ? givenIn(continuesWith, call, source) : madeWith(continuesWith, origin, settings);
    if (is !== false) return undefined;
  }
  return { consume, origin };
}

/** What shows that code looks at the context that came in: it extracts it, links to it, or hands on a parent. */
const LOOKS_AT_CONTEXT =
  /extract|traceparent|propagat|\blinks?\b|addLinks?\b|[pP]arent|[rR]emote|spanContext|SpanContext|[tT]raceContext|[-_]context|b3\b|uber-trace|wrap|instrument/;

/**
 * The incoming work for which a span starts a trace of its own: the package makes spans, nothing continues the
 * trace of what this client receives, and neither the span nor the handler looks at the context that came in.
 */
export function orphanedWork(site: SpanSite): IncomingWork | undefined {
  const { start, file } = site;
  if (!file.isOfServer || !file.tracing.traces || !startsFromActive(site)) return undefined;
  if (!start.reading?.dialect.usesOpenTelemetryApi) return undefined;
  const work = incomingWorkAround(site);
  if (!work || file.tracing.covers(work.consume.via) !== false) return undefined;
  return LOOKS_AT_CONTEXT.test(file.syntax.textOf(work.handler)) ? undefined : work;
}

/** Whether a span's parent is what is active where it starts, and its options name no other. */
function startsFromActive({ start }: SpanSite): boolean {
  const options = start.options && unwrap(start.options);
  const isPlain =
    !options ||
    (options.kind === 'object' &&
      options.properties.every(({ key }) => typeof key === 'string') &&
      !propertyOf(options, 'root') &&
      !propertyOf(options, 'links'));
  const context = start.context && unwrap(start.context);
  const isActive = !context || (context.kind === 'call' && propertyName(unwrap(context.callee)) === 'active');
  return isPlain && isActive && !start.call.arguments.some(({ kind }) => kind === 'spread');
}
