import { SCOPE } from '../../catalog/opentelemetry.js';
import type { TSESTree } from '@typescript-eslint/types';
import { memberName } from '../../estree/member-name.js';
import { isFunction } from '../../estree/nodes.js';
import type { AnalysedFile } from '../file.js';
import { type Resource, isReferenceTo } from '../../flow/paths/resource.js';
import { canThrow } from '../../flow/paths/throwing.js';
import { firstFrom } from '../../estree/node-list.js';
import { oncePer } from '../../model/code/once.js';
import { alwaysLeaves, contains, descendants, isClosure, regionOf, unwrap } from '../../estree/tree.js';
import { LOG_METHOD, type Missing, SpanMarks, mentions } from './span-marks.js';
import type { SpanSite } from './span-site.js';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression;

/** A `catch` clause, or the callback of a `.catch(…)`, that gets an error while a span is held. */
export interface Handler {
  readonly node: TSESTree.CatchClause | TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression;
  readonly body: Node;
  /** What the error is called; undefined where it is not bound. */
  readonly parameter: Node | undefined;
  /** The `try` of a `catch`. */
  readonly around: TSESTree.TryStatement | undefined;
}

/** An error in a span's scope that the span does not tell of. */
export interface UnmarkedFailure {
  readonly handler: Handler;
  readonly missing: Missing;
  /** The calls that give the span the other half. */
  readonly half: readonly Call[];
  /** Whether the span's work surely failed: the error goes on to the caller, or is logged or answered as one. */
  readonly isCertain: boolean;
  /** Whether the span may be missing where the error is caught. */
  readonly isOptional: boolean;
}

/**
 * The handlers of errors that end a span's work and leave the span looking like a success. A `catch` inside the
 * work whose failure is dealt with there is none of them, nor one that hands the span or the error to code
 * that may mark it.
 */
export function unmarkedFailures(site: SpanSite): readonly UnmarkedFailure[] {
  const { held, start, file } = site;
  const { recordException, errorTag } = start.dialect;
  if (held?.name === undefined || start.endedBy !== 'caller' || !(recordException ?? errorTag)) return [];
  // Other tracers have spans that end as well, and no status: k6's, BullMQ's own.
  if (start.provenance === 'name' && !file.syntax.text.includes(SCOPE)) return [];
  const scope = regionOf(held.resource.acquiredAt);
  if (!scope || !isFunction(scope)) return [];
  return new SpanScope(site, held.name, held.resource, scope, file).failures();
}

/**
 * The `try` statements without a `catch` whose `finally` ends a span, and whose work awaits what may fail: the error goes on to the
 * caller, and nothing tells the span of it.
 */
export function uncaughtFailures(site: SpanSite): readonly TSESTree.TryStatement[] {
  const { held, start, file } = site;
  if (held?.name === undefined || start.endedBy !== 'caller' || start.dialect.recordException === undefined)
    return [];
  if (start.provenance === 'name' && !file.syntax.text.includes(SCOPE)) return [];
  const scope = regionOf(held.resource.acquiredAt);
  if (!scope || !isFunction(scope)) return [];
  return new SpanScope(site, held.name, held.resource, scope, file).uncaught();
}

/** The function that holds a span, with what it does to it. */
class SpanScope {
  private readonly releases: readonly Call[];
  /** By block: where the first of its statements ends that ends the span. */
  private readonly endIn = new Map<Node, number>();
  private readonly isOptional: boolean;
  private readonly marks: SpanMarks;

  constructor(
    private readonly site: SpanSite,
    private readonly name: string,
    private readonly resource: Resource,
    private readonly scope: Node,
    private readonly file: AnalysedFile,
  ) {
    this.releases = resource.releases.in(scope);
    for (const release of this.releases) this.noteEnd(release);
    this.isOptional = this.mayBeMissing();
    this.marks = new SpanMarks(resource, scope, file);
  }

  failures(): UnmarkedFailure[] {
    const homes = new Set(this.releases.map(regionOf));
    const clauses = this.attempts(homes).flatMap((node) =>
      node.handler && homes.has(regionOf(node)) && this.isHeldIn(node)
        ? [
            {
              node: node.handler,
              body: node.handler.body,
              parameter: node.handler.param ?? undefined,
              around: node,
            },
          ]
        : [],
    );
    const callbacks = [...homes].flatMap((home) =>
      home && home !== this.scope && isRejectionCallback(home)
        ? [{ node: home, body: home.body, parameter: home.params[0], around: undefined }]
        : [],
    );
    return [...clauses, ...callbacks].flatMap((handler) => this.unmarked(handler) ?? []);
  }

  uncaught(): TSESTree.TryStatement[] {
    const homes = new Set(this.releases.map(regionOf));
    if (homes.size !== 1 || !homes.has(this.scope)) return [];
    return this.attempts(homes).filter((attempt) => {
      const { handler, finalizer, block } = attempt;
      if (handler || !finalizer || regionOf(attempt) !== this.scope || !this.isHeldIn(attempt)) return false;
      if (!this.endsIn(finalizer) || !this.mayFail(block)) return false;
      if (this.triesAround(attempt).some((each) => each.handler)) return false;
      // What marks the span anywhere has decided what is a failure.
      return ![block, finalizer, ...this.nodesAfter(attempt)].some((each) => this.marks.in(each).isAny);
    });
  }

  /** Whether code awaits something that may reject, or throws. */
  private mayFail(block: Node): boolean {
    return [...descendants(block)].some(
      (node) =>
        (node.type === 'ThrowStatement' ||
          (node.type === 'AwaitExpression' && canThrow(node, this.resource))) &&
        regionOf(node) === this.scope,
    );
  }

  /**
   * The `try` statements that may run while the span is held: those around its start and those after it, but for what stands in
   * a block after a statement that ends the span.
   */
  private attempts(homes: ReadonlySet<Node | undefined>): readonly TSESTree.TryStatement[] {
    const attempts = attemptsIn(this.scope);
    const { acquiredAt } = this.resource;
    const [start] = acquiredAt.range;
    const isEndedHere = [...homes].every((home) => home === this.scope);
    const around: TSESTree.TryStatement[] = [];
    let [from, to] = [Infinity, Infinity];
    for (let at: Node = acquiredAt; at.parent && at !== this.scope; at = at.parent) {
      if (at.type === 'TryStatement') around.unshift(at);
      const end = isEndedHere && from === Infinity ? this.endIn.get(at) : undefined;
      if (end !== undefined) [from, to] = [end, at.range[1]];
    }
    const held = attempts.slice(firstFrom(attempts, start), firstFrom(attempts, from));
    return [...around, ...held, ...attempts.slice(firstFrom(attempts, to))];
  }

  private unmarked(handler: Handler): UnmarkedFailure | undefined {
    const { around, body } = handler;
    const isPassedOn = passesOn(handler);
    // A promise's rejection ends the work where its callback ends the span.
    const isTheEnd =
      !around || (isPassedOn ? this.leavesUnmarked(around, body) : this.endsUnmarked(around, body));
    if (!isTheEnd) return undefined;
    const { isElsewhere, status, exception, missing } = this.marks.in(body, handler.parameter);
    if (isElsewhere || missing === undefined) return undefined;
    if (!isPassedOn && status.length === 0 && this.isExpected(handler, exception)) return undefined;
    // A log record with the error is where OpenTelemetry moves exceptions to (OTEP 4430).
    if (status.length > 0 && (isLogged(handler, /./) || this.isLeftOut(handler))) return undefined;
    return {
      handler,
      missing,
      half: [...status, ...exception],
      isCertain:
        isPassedOn || status.length > 0 || isLogged(handler, /^(?:error|fatal|critical|alert|emerg)/),
      isOptional:
        this.isOptional || (around !== undefined && contains(around.block, this.resource.acquiredAt)),
    };
  }

  /** Whether an error that a handler passes on leaves the scope, and the span is ended on its way, with no mark in a `finally`. */
  private leavesUnmarked(attempt: TSESTree.TryStatement, handler: Node): boolean {
    const outer = this.triesAround(attempt);
    if (outer.some((each) => each.handler)) return false;
    const finalizers = [attempt, ...outer].flatMap(({ finalizer }) => finalizer ?? []);
    return (
      [handler, ...finalizers].some((way) => this.hasRelease(way)) &&
      !finalizers.some((each) => this.marks.in(each).isAny)
    );
  }

  /** Whether a handler that keeps an error ends the work of the span, which nothing after it marks. */
  private endsUnmarked(attempt: TSESTree.TryStatement, handler: Node): boolean {
    const finalizer = attempt.finalizer ?? undefined;
    const ways = [handler, finalizer, nextStatement(attempt)];
    if (!ways.some((way) => way && this.endsIn(way))) return false;
    const after = [...this.nodesAfter(attempt), ...(finalizer ? [finalizer] : [])];
    return !after.some((node) => this.marks.in(node).isAny);
  }

  /** Whether a swallowed error is told of by nobody, or by attributes of the code's own: an outcome like any other. */
  private isExpected(handler: Handler, exception: readonly Call[]): boolean {
    const calls = [...descendants(handler.body)].filter((node) => node.type === 'CallExpression');
    const others = calls.filter((call) => !this.resource.releases.has(call) && !exception.includes(call));
    for (const { callee } of others) {
      const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
      if (method !== undefined && /^(?:debug|trace|verbose|silly)$/.test(method)) return true;
      const isOnSpan =
        callee.type === 'MemberExpression' && isReferenceTo(this.resource, unwrap(callee.object));
      if (isOnSpan && /^(?:set|add)/.test(method ?? '')) return true;
    }
    const isRead = handler.parameter !== undefined && mentions([handler.body], handler.parameter);
    return others.length === 0 && !isRead;
  }

  /** Whether a comment in a handler says why the exception is not recorded: it is already, or holds what must not leave. */
  private isLeftOut({ body }: Handler): boolean {
    const comments = this.file.syntax.commentsInside(body);
    const said = comments.map(({ value }) => value).join(' ');
    return LEAVES.test(said) && EXCEPTION.test(said);
  }

  private isHeldIn(attempt: TSESTree.TryStatement): boolean {
    const { acquiredAt } = this.resource;
    const [start, end] = acquiredAt.range;
    if (end > attempt.block.range[1] || (start > attempt.range[0] && !contains(attempt.block, acquiredAt)))
      return false;
    return !this.isEndedBefore(attempt) && this.isVisibleAt(attempt.handler?.body ?? attempt);
  }

  /** Whether a statement on the straight way from the start to another ends the span. */
  private isEndedBefore(statement: Node): boolean {
    for (let at = statement; at.parent && !isClosure(at); at = at.parent) {
      const end = this.endIn.get(at.parent);
      if (end !== undefined && end <= at.range[0]) return true;
    }
    return false;
  }

  private noteEnd(release: Call): void {
    let statement: Node = release;
    while (statement.parent && statement.type !== 'ExpressionStatement' && !isClosure(statement))
      statement = statement.parent;
    const { parent: block, range } = statement;
    if (statement.type !== 'ExpressionStatement' || block?.type !== 'BlockStatement') return;
    if (range[0] < this.resource.acquiredAt.range[0]) return;
    this.endIn.set(block, Math.min(range[1], this.endIn.get(block) ?? Infinity));
  }

  private isVisibleAt(node: Node): boolean {
    const declared = this.resource.references?.in(this.scope).find(({ name }) => name === this.name);
    const variable = declared && this.file.source.variable(declared, this.name);
    return variable !== undefined && this.file.source.variable(node, this.name) === variable;
  }

  /** Whether code ends the span itself, not in a closure. */
  private endsIn(code: Node): boolean {
    return this.resource.releases.in(code).some((release) => regionOf(release) === regionOf(code));
  }

  private hasRelease(code: Node): boolean {
    return this.resource.releases.someIn(code);
  }

  /** The `try` statements of the span's scope in whose block a statement runs, innermost first. */
  private triesAround(statement: Node): TSESTree.TryStatement[] {
    const found: TSESTree.TryStatement[] = [];
    for (let at: Node = statement; at.parent && at !== this.scope; at = at.parent) {
      if (at.parent.type === 'TryStatement' && at.parent.block === at) found.push(at.parent);
    }
    return found;
  }

  private nodesAfter(statement: Node): Node[] {
    const found: Node[] = [];
    for (let at: Node = statement; at.parent && !isClosure(at); at = at.parent) {
      const { parent } = at;
      if (parent.type !== 'BlockStatement') continue;
      found.push(...parent.body.filter((each) => each.range[0] >= at.range[1]));
    }
    return found;
  }

  /** Whether the span is looked after as one that may not be there. */
  private mayBeMissing(): boolean {
    for (let at: Node | undefined = this.site.node; at && !isClosure(at); at = at.parent) {
      if (at.type === 'ConditionalExpression' || at.type === 'LogicalExpression' || at.type === 'IfStatement')
        return true;
      if (at.type.endsWith('Declaration')) break;
    }
    const uses = this.resource.references?.in(this.scope) ?? [];
    return uses.some((node) => {
      const { parent } = node;
      if (parent.type === 'MemberExpression') return parent.object === node && parent.optional;
      return (
        parent.type === 'TSNonNullExpression' ||
        parent.type === 'UnaryExpression' ||
        parent.type === 'BinaryExpression' ||
        (parent.type === 'IfStatement' && parent.test === node) ||
        (parent.type === 'LogicalExpression' && parent.left === node)
      );
    });
  }
}

const LEAVES =
  /\b(?:already|do not|don['’]t|never|no need|avoid(?:s|ing)?|without|instead|only|sensitive|(?:may|might|can|could) (?:contain|hold|include|carry|leak|expose|reveal))\b/i;
const EXCEPTION =
  /\b(?:exceptions?|record(?:s|ed|ing)?|duplicat(?:e|es|ed|ing)|export(?:s|ed|ing)?|stack(?:s| traces?)?)\b/i;

/** The `try` statements under a node. */
const attemptsIn = oncePer(function findAttempts(node: Node): readonly TSESTree.TryStatement[] {
  return [...descendants(node)].filter((each) => each.type === 'TryStatement');
});

/** `.catch((error) => …)` and the second callback of `.then(…)`. */
export function isRejectionCallback(
  node: Node,
): node is TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression {
  if (node.type !== 'ArrowFunctionExpression' && node.type !== 'FunctionExpression') return false;
  const call = node.parent;
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
  const method = memberName(call.callee);
  return call.arguments[method === 'catch' ? 0 : method === 'then' ? 1 : -1] === node;
}

/** Whether the error, or another for it, goes on to the caller on some path. */
function passesOn({ body, node, parameter }: Handler): boolean {
  const region = node.type === 'CatchClause' ? regionOf(node) : node;
  return [...descendants(body)].some((each) => {
    if (each.type === 'ThrowStatement') return regionOf(each) === region;
    if (each.type !== 'CallExpression') return false;
    const { callee } = each;
    if (callee.type === 'MemberExpression')
      return memberName(callee) === 'reject' && callee.object.type === 'Identifier';
    const isCallback = callee.type === 'Identifier' && /^(?:reject|next|callback|cb|done)$/.test(callee.name);
    return isCallback && parameter !== undefined && mentions(each.arguments, parameter);
  });
}

/** Whether a handler logs its error, by a method of that name. */
function isLogged({ body, parameter }: Handler, level: RegExp): boolean {
  return [...descendants(body)].some((node) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
    const method = memberName(node.callee);
    if (method === undefined || !LOG_METHOD.test(method) || !level.test(method)) return false;
    return parameter !== undefined && mentions(node.arguments, parameter);
  });
}

function nextStatement(statement: Node): Node | undefined {
  const { parent } = statement;
  if (parent?.type !== 'BlockStatement') return undefined;
  const next = parent.body[parent.body.indexOf(statement as TSESTree.Statement) + 1];
  return next?.type === 'ExpressionStatement' && !alwaysLeaves(statement) ? next : undefined;
}
