import { SCOPE } from '../../catalog/opentelemetry.js';
import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, memberName } from '../../estree/source.js';
import type { LintedFile } from '../../eslint/linted-file.js';
import { type Resource, isReferenceTo, releasesIn } from '../../flow/paths/resource.js';
import { alwaysLeaves, contains, descendants, isClosure, regionOf, unwrap } from '../../estree/tree.js';
import { type SpanSite, functionBehind } from './span-site.js';

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
  /** What the span is not given: anything at all, the status ERROR, or the exception. */
  readonly missing: 'mark' | 'status' | 'exception';
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
  if (start.provenance === 'name' && !file.sourceCode.text.includes(SCOPE)) return [];
  const scope = regionOf(held.resource.acquiredAt);
  if (!scope || !isFunction(scope)) return [];
  return new SpanScope(site, held.name, held.resource, scope, file).failures();
}

/** The function that holds a span, with what it does to it. */
class SpanScope {
  private readonly releases: readonly Node[];
  private readonly isOptional: boolean;

  constructor(
    private readonly site: SpanSite,
    private readonly name: string,
    private readonly resource: Resource,
    private readonly scope: Node,
    private readonly file: LintedFile,
  ) {
    this.releases = releasesIn(scope, resource);
    this.isOptional = this.mayBeMissing();
  }

  failures(): UnmarkedFailure[] {
    const homes = new Set(this.releases.map(regionOf));
    const clauses = [...descendants(this.scope)].flatMap((node) =>
      node.type === 'TryStatement' && node.handler && homes.has(regionOf(node)) && this.isHeldIn(node)
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
    return [...clauses, ...callbacks].flatMap((handler) => this.judged(handler) ?? []);
  }

  private judged(handler: Handler): UnmarkedFailure | undefined {
    const { around } = handler;
    const isPassedOn = passesOn(handler);
    const finalizer = around?.finalizer ?? undefined;
    const after = around ? this.nodesAfter(around) : [];
    if (around) {
      const outer = this.triesAround(around);
      if (isPassedOn) {
        if (outer.some((each) => each.handler)) return undefined;
        const ways = [handler.body, finalizer, ...outer.map((each) => each.finalizer ?? undefined)];
        if (!ways.some((way) => way && this.hasRelease(way))) return undefined;
        if (outer.some((each) => each.finalizer && this.marks(each.finalizer).isAny)) return undefined;
      } else {
        const isMain = [handler.body, finalizer, nextStatement(around)].some(
          (way) => way && this.endsIn(way),
        );
        if (!isMain || after.some((node) => this.marks(node).isAny)) return undefined;
      }
      if (finalizer && this.marks(finalizer).isAny) return undefined;
    }
    const { isElsewhere, status, exception } = this.marks(handler.body, handler);
    if (isElsewhere || (status.length > 0 && exception.length > 0)) return undefined;
    if (!isPassedOn && status.length === 0 && this.isExpected(handler, exception)) return undefined;
    // A log record with the error is where OpenTelemetry moves exceptions to (OTEP 4430).
    if (status.length > 0 && isLogged(handler, /./)) return undefined;
    return {
      handler,
      missing: status.length > 0 ? 'exception' : exception.length > 0 ? 'status' : 'mark',
      half: [...status, ...exception],
      isCertain:
        isPassedOn || status.length > 0 || isLogged(handler, /^(?:error|fatal|critical|alert|emerg)/),
      isOptional:
        this.isOptional || (around !== undefined && contains(around.block, this.resource.acquiredAt)),
    };
  }

  /** What a piece of code does to tell the span, or any other, of a failure. */
  private marks(code: Node, handler?: Handler) {
    const status: Call[] = [];
    const exception: Call[] = [];
    let isElsewhere = false;
    for (const node of descendants(code)) {
      if (node.type === 'NewExpression' && this.isGivenTo(node.arguments)) isElsewhere = true;
      // `failure = error`: what becomes of it is decided further down.
      if (node.type === 'AssignmentExpression' && handler && keepsError(node, handler)) isElsewhere = true;
      if (node.type !== 'CallExpression') continue;
      const method = node.callee.type === 'MemberExpression' ? memberName(node.callee) : undefined;
      if (method === 'setStatus') {
        status.push(node);
        if (isDecided(node)) isElsewhere = true;
      } else if (
        method === 'recordException' ||
        (method !== undefined && writesError(method, node, this.file))
      ) {
        exception.push(node);
        if (/^(?:setTag|addTags|log|logEvent)$/.test(method)) isElsewhere = true;
      } else if (this.mayMark(node, method, handler)) isElsewhere = true;
    }
    return { status, exception, isElsewhere, isAny: isElsewhere || status.length + exception.length > 0 };
  }

  /** Whether a call may mark the span where it cannot be seen. */
  private mayMark(call: Call, method: string | undefined, handler: Handler | undefined): boolean {
    const { callee } = call;
    if (this.resource.isRelease(call)) return callee.type === 'Identifier' && call.arguments.length > 0;
    if (method === 'setSpan' || (method !== undefined && LOOKS_UP.test(method))) return false;
    if (this.isGivenTo(call.arguments)) return true;
    if (callee.type === 'MemberExpression' && isReferenceTo(this.resource, unwrap(callee.object)))
      return false;
    if (callee.type === 'Identifier') {
      const target = functionBehind(callee, this.file);
      // A function of this file is read instead of its name.
      if (target && target !== this.scope) return this.mentionsSpan(target) || marksAny(target);
    }
    if (method !== undefined && LOG_METHOD.test(method)) return false;
    const text = this.file.sourceCode.getText(callee);
    if (SPEAKS_OF_MARKING.test(text)) return true;
    const error = handler?.parameter;
    return SPEAKS_OF_HANDLING.test(text) && error !== undefined && mentions(call.arguments, error);
  }

  private isGivenTo(values: readonly Node[]): boolean {
    return values.some((value) =>
      [...descendants(value)].some(
        (node) =>
          isReferenceTo(this.resource, node) &&
          !(node.parent?.type === 'MemberExpression' && node.parent.object === node),
      ),
    );
  }

  private mentionsSpan(code: Node): boolean {
    return [...descendants(code)].some((node) => isReferenceTo(this.resource, node));
  }

  /** Whether a swallowed error is told of by nobody, or by attributes of the code's own: an outcome like any other. */
  private isExpected(handler: Handler, exception: readonly Call[]): boolean {
    const calls = [...descendants(handler.body)].filter((node) => node.type === 'CallExpression');
    const others = calls.filter((call) => !this.resource.isRelease(call) && !exception.includes(call));
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
      const { parent } = at;
      const list = parent.type === 'BlockStatement' ? parent.body : [];
      const isEnded = list.some(
        (each) =>
          each.range[1] <= at.range[0] &&
          each.range[0] >= this.resource.acquiredAt.range[0] &&
          this.endsIn(each) &&
          each.type === 'ExpressionStatement',
      );
      if (isEnded) return true;
    }
    return false;
  }

  private isVisibleAt(node: Node): boolean {
    const declared = [...descendants(this.scope)].find(
      (each) => each.type === 'Identifier' && each.name === this.name && isReferenceTo(this.resource, each),
    );
    const variable = declared && this.file.source.variable(declared, this.name);
    return variable !== undefined && this.file.source.variable(node, this.name) === variable;
  }

  /** Whether code ends the span itself, not in a closure. */
  private endsIn(code: Node): boolean {
    return this.releases.some((release) => contains(code, release) && regionOf(release) === regionOf(code));
  }

  private hasRelease(code: Node): boolean {
    return this.releases.some((release) => contains(code, release));
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
    return [...descendants(this.scope)].some((node) => {
      if (!isReferenceTo(this.resource, node)) return false;
      const { parent } = node;
      if (parent?.type === 'MemberExpression') return parent.object === node && parent.optional;
      return (
        parent?.type === 'TSNonNullExpression' ||
        parent?.type === 'UnaryExpression' ||
        parent?.type === 'BinaryExpression' ||
        (parent?.type === 'IfStatement' && parent.test === node) ||
        (parent?.type === 'LogicalExpression' && parent.left === node)
      );
    });
  }
}

/** Methods that fetch a span or look at one. */
const LOOKS_UP = /^(?:getActiveSpan|getSpan|spanContext|isRecording|getTracer|active)$/;
const LOG_METHOD =
  /^(?:error|warn|warning|fatal|critical|alert|emerg|info|notice|debug|log|trace|verbose|silly)$/;
/** Names of functions that mark spans, or may. */
const SPEAKS_OF_MARKING =
  /span|trac(?:e|er|ing)\b|exception|telemetry|otel|instrument|recordErr|recordFail|markErr|markFail|setErr/i;
const SPEAKS_OF_HANDLING = /handle|report|capture|notify|onErr|onFail|fail|record|track/i;

/** `.catch((error) => …)` and the second callback of `.then(…)`. */
function isRejectionCallback(
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
  return [...descendants(body)].some((each) => {
    const isOwn = regionOf(each) === (node.type === 'CatchClause' ? regionOf(node) : node);
    if (each.type === 'ThrowStatement') return isOwn;
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

/** `setStatus({ code: SpanStatusCode.OK })`: the code says what it thinks of the error. */
function isDecided(call: Call): boolean {
  const [status] = call.arguments;
  if (status?.type !== 'ObjectExpression') return false;
  return status.properties.some(
    (property) =>
      property.type === 'Property' &&
      property.key.type === 'Identifier' &&
      property.key.name === 'code' &&
      ((property.value.type === 'MemberExpression' &&
        /^(?:OK|UNSET)$/.test(memberName(property.value) ?? '')) ||
        (property.value.type === 'Literal' && (property.value.value === 0 || property.value.value === 1))),
  );
}

/** Attributes, tags and events that carry an error: `setAttribute('error.message', …)`. */
function writesError(method: string, call: Call, { sourceCode }: LintedFile): boolean {
  if (!/^(?:setAttributes?|addEvent|setTag|addTags|log|logEvent)$/.test(method)) return false;
  const receiver = call.callee.type === 'MemberExpression' ? sourceCode.getText(call.callee.object) : '';
  if (!/span/i.test(receiver)) return false;
  const [first] = call.arguments;
  if (first?.type === 'Literal') return /^(?:\w+\.)*(?:error|exception)/i.test(String(first.value));
  return (
    first?.type === 'ObjectExpression' &&
    /['"\s{](?:\w+\.)*(?:error|exception)/i.test(sourceCode.getText(first))
  );
}

function marksAny(code: Node): boolean {
  return [...descendants(code)].some(
    (node) =>
      node.type === 'MemberExpression' && /^(?:setStatus|recordException)$/.test(memberName(node) ?? ''),
  );
}

/** `failure = error`, with a variable that outlives the handler. */
function keepsError({ left, right }: TSESTree.AssignmentExpression, { parameter }: Handler): boolean {
  return left.type === 'Identifier' && parameter !== undefined && mentions([right], parameter);
}

/** Whether one of the names that a parameter binds is read in code. */
function mentions(code: readonly Node[], parameter: Node): boolean {
  const names = new Set(
    [...descendants(parameter)].flatMap((node) => (node.type === 'Identifier' ? [node.name] : [])),
  );
  return code.some((each) =>
    [...descendants(each)].some((node) => node.type === 'Identifier' && names.has(node.name)),
  );
}

function nextStatement(statement: Node): Node | undefined {
  const { parent } = statement;
  if (parent?.type !== 'BlockStatement') return undefined;
  const next = parent.body[parent.body.indexOf(statement as TSESTree.Statement) + 1];
  return next?.type === 'ExpressionStatement' && !alwaysLeaves(statement) ? next : undefined;
}
