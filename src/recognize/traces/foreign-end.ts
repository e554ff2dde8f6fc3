import { INSTRUMENTATION } from '../../catalog/opentelemetry.js';
import type { TSESTree } from '@typescript-eslint/types';
import { ACTIVATING, HANDS_OVER_ACTIVE_SPAN } from '../../catalog/traces/names.js';
import { TRACING } from '../../catalog/traces/libraries.js';
import { type Call, type Expression, propertyName, unwrap } from '../../model/code/expression.js';
import { type Edit, remove } from '../../model/text/edits.js';
import { endsLine, lineStart, nextLine, startsLine } from '../../model/text/lines.js';
import { importsOf } from '../../model/code/program-text.js';
import { spanStartOf } from '../../model/traces/span.js';
import type { Source } from '../../model/code/source.js';
import { settled } from '../../model/values/literal.js';
import { isFunction } from '../../estree/nodes.js';
import { removeStatement } from '../../estree/statement-removal.js';
import { reachedFrom } from '../../flow/paths.js';
import { NodeList } from '../../estree/node-list.js';
import { contains, regionOf } from '../../estree/tree.js';
import type { Library } from '../../catalog/schema.js';
import type { AnalysedFile } from '../file.js';
import type { SpanCallSite } from './span-site.js';

type Node = TSESTree.Node;

/** Whose a span is that code ends and that is not its own to end. */
export type Owner =
  /** Other code's: it was taken from the context, by this call. */
  | { readonly is: 'other'; readonly taken: Call }
  /** The library's: the method that started it ends it when its callback is done. */
  | { readonly is: 'library'; readonly method: string };

/** Whose the span is that a call ends; undefined where it may well be this code's. */
export function foreignOwner(site: SpanCallSite): Owner | undefined {
  const { event, file } = site;
  const taken = event.obtainedBy && unwrap(event.obtainedBy);
  // `new HttpInstrumentation({ requestHook: (span) => span.end() })`
  if (event.isForeign && taken?.kind === 'new') return { is: 'library', method: taken.callee.text };
  if (taken?.kind !== 'call' || !file.source.nodeOf(taken)) return undefined;
  if (event.isForeign) {
    const isTheirs = isOf(event.span, taken, file.source) && isActiveSpan(taken, file.source);
    return isTheirs && !mayBeLeftTo(site) ? { is: 'other', taken } : undefined;
  }
  const start = spanStartOf(taken, file.source, file.settings);
  if (start?.endedBy !== 'self' || start.provenance === 'name') return undefined;
  return losesError(site, taken) ? { is: 'library', method: start.method } : undefined;
}

/** Whether an expression is what a call gives back, at once or as the only value of a variable. */
function isOf(span: Expression, taken: Call, source: Source): boolean {
  const held = settled(span, source);
  return held.kind === 'call' && held.range[0] === taken.range[0];
}

/** `trace.getActiveSpan()`, `trace.getSpan(context.active())`; a context that is at hand may hold a span of its own. */
function isActiveSpan(taken: Call, source: Source): boolean {
  const callee = unwrap(taken.callee);
  const name = callee.kind === 'identifier' ? callee.name : propertyName(callee);
  if (name === 'getRootSpan') return false;
  const [from] = taken.arguments;
  if (!from || name !== 'getSpan') return true;
  const context = settled(from, source);
  return context.kind === 'call' && propertyName(unwrap(context.callee)) === 'active';
}

/** Whether the active span may have been left to this code, by itself or by a wrapper. */
function mayBeLeftTo({ event, file }: SpanCallSite): boolean {
  const library = TRACING.find(({ id }) => id === event.library);
  if (file.cached(mayActivate, library ?? NO_LIBRARY)) return true;
  const around = file.source.enclosingName(event.call) ?? '';
  return /span|trac(?:e|ing)|shutdown|exit|close|stop|flush|dispose|terminate/i.test(around);
}

/** The key of a file's answer about tracers of no known library. */
const NO_LIBRARY: Partial<Library> = {};

/** Whether a file, or what its package uses, makes spans of a library active for code that does not end them. */
function mayActivate(library: Partial<Library>, file: AnalysedFile): boolean {
  const { text } = file.syntax;
  const starts = Object.values(library.kinds ?? {}).flatMap((kind) => Object.entries(kind.starts ?? {}));
  const names = starts.flatMap(([name, { kind }]) => (kind === 'active' && name !== '()' ? [name] : []));
  const functions = Object.entries(library.exports ?? {}).flatMap(([name, kind]) =>
    library.kinds?.[kind]?.starts?.['()']?.kind === 'active' ? [name] : [],
  );
  const activating = [...ACTIVATING, ...names, ...functions];
  if (new RegExp(`\\b(?:${activating.join('|')}|context\\.(?:with|bind))\\b\\s*[(<]`).test(text)) return true;
  const modules = [...importsOf(text), ...file.package.dependencies];
  if (modules.some((module) => HANDS_OVER_ACTIVE_SPAN.test(module)) || text.includes('endOnExit'))
    return true;
  return importsOf(text).includes(INSTRUMENTATION);
}

/** Whether the callback of a start that ends its span itself can fail after an end of its own. */
function losesError({ node, file }: SpanCallSite, start: Call): boolean {
  const region = regionOf(node);
  const handed = file.source.nodeOf(start);
  if (!region || !isFunction(region) || region.parent !== handed) return false;
  for (let at: Node = node; at !== region && at.parent; at = at.parent) {
    if (at.parent.type === 'TryStatement' && at.parent.finalizer === at) return true;
  }
  return reachedFrom({ acquiredAt: node, releases: new NodeList<TSESTree.CallExpression>([]) }).some(
    (each) => (each.type === 'AwaitExpression' || each.type === 'ThrowStatement') && !contains(each, node),
  );
}

/**
 * The edit that takes out a call: its whole statement, and a `finally` that has no other. Undefined
 * where the call is part of something else.
 */
export function removalOf({ node, file }: SpanCallSite): Edit | undefined {
  let statement: Node = node;
  while (statement.parent?.type === 'ChainExpression' || statement.parent?.type === 'ExpressionStatement')
    statement = statement.parent;
  const block = statement.parent;
  if (statement.type !== 'ExpressionStatement' || block?.type !== 'BlockStatement') return undefined;
  const around = block.parent;
  const isOnly = block.body.length === 1;
  if (isOnly && around.type === 'TryStatement' && around.finalizer === block) {
    const last = around.handler ?? around.block;
    const hasComment = file.syntax.commentsInside(around).some(({ range }) => range[0] >= last.range[1]);
    return around.handler && !hasComment ? remove({ range: [last.range[1], block.range[1]] }) : undefined;
  }
  const { text } = file.syntax;
  const [start, end] = statement.range;
  const standsAlone = startsLine(text, start) && endsLine(text, end);
  return removeStatement(
    statement,
    file.syntax,
    standsAlone ? [lineStart(text, start), nextLine(text, end)] : undefined,
  );
}
