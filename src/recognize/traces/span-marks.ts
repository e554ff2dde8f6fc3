import type { TSESTree } from '@typescript-eslint/types';
import { RECORDS_EXCEPTION_IN_GO } from '../../catalog/traces/names.js';
import { memberName } from '../../estree/member-name.js';
import type { AnalysedFile } from '../file.js';
import { type Resource, isReferenceTo } from '../../flow/paths/resource.js';
import { descendants, unwrap } from '../../estree/tree.js';
import { ownFunction } from '../called-function.js';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression;

/** What a span is not given of an error: anything at all, the status ERROR, or the exception. */
export type Missing = 'mark' | 'status' | 'exception';

/** What code tells a span of a failure. */
export interface Marks {
  /** The calls that set a status. */
  readonly status: readonly Call[];
  /** The calls that record an exception, or attributes of one. */
  readonly exception: readonly Call[];
  /** Whether the span may be marked where it cannot be seen, or the code decides that there is no failure. */
  readonly isElsewhere: boolean;
  readonly isAny: boolean;
  /** What the calls that were seen leave out; undefined for nothing. */
  readonly missing: Missing | undefined;
}

/** Reads what the code of a function does to mark the span that it holds. */
export class SpanMarks {
  /** By the function that is called: what marks, or mentions the span, and so may mark it. */
  private readonly marking = new Map<Node, boolean>();

  constructor(
    private readonly resource: Resource,
    private readonly scope: Node,
    private readonly file: AnalysedFile,
  ) {}

  /** What a piece of code does to tell the span, or any other, of a failure; `error` is what a handler's error is bound to. */
  in(code: Node, error?: Node): Marks {
    const status: Call[] = [];
    const exception: Call[] = [];
    let isElsewhere = false;
    for (const node of descendants(code)) {
      if (node.type === 'NewExpression' && this.isGivenTo(node.arguments)) isElsewhere = true;
      // `failure = error`: what becomes of it is decided further down.
      if (node.type === 'AssignmentExpression' && error && keepsError(node, error)) isElsewhere = true;
      if (node.type !== 'CallExpression') continue;
      const method = node.callee.type === 'MemberExpression' ? memberName(node.callee) : undefined;
      if (method === 'setStatus') {
        status.push(node);
        if (isDecided(node)) isElsewhere = true;
      } else if (
        method !== undefined &&
        (method === 'recordException' || this.isMeantToRecord(node) || writesError(method, node, this.file))
      ) {
        exception.push(node);
        if (/^(?:setTag|addTags|log|logEvent)$/.test(method)) isElsewhere = true;
      } else if (this.mayMark(node, method, error)) isElsewhere = true;
    }
    const isAny = isElsewhere || status.length + exception.length > 0;
    return { status, exception, isElsewhere, isAny, missing: missingOf(status, exception) };
  }

  /** Whether a call on the span itself is what records an exception in Go: `valid-span-call` says that it throws here. */
  private isMeantToRecord({ callee }: Call): boolean {
    if (callee.type !== 'MemberExpression' || memberName(callee) !== RECORDS_EXCEPTION_IN_GO) return false;
    return isReferenceTo(this.resource, unwrap(callee.object));
  }

  /** Whether a call may mark the span where it cannot be seen. */
  private mayMark(call: Call, method: string | undefined, error: Node | undefined): boolean {
    const { callee } = call;
    if (this.resource.releases.has(call)) return callee.type === 'Identifier' && call.arguments.length > 0;
    if (method === 'setSpan' || (method !== undefined && LOOKS_UP.test(method))) return false;
    if (this.isGivenTo(call.arguments)) return true;
    if (callee.type === 'MemberExpression' && isReferenceTo(this.resource, unwrap(callee.object)))
      return false;
    if (callee.type === 'Identifier') {
      const target = ownFunction(callee, this.file.source);
      // A function of this file is read instead of its name.
      if (target && target !== this.scope) return this.marksInside(target);
    }
    if (method !== undefined && LOG_METHOD.test(method)) return false;
    const text = this.file.syntax.textOf(callee);
    if (SPEAKS_OF_MARKING.test(text)) return true;
    return SPEAKS_OF_HANDLING.test(text) && error !== undefined && mentions(call.arguments, error);
  }

  private isGivenTo(values: readonly Node[]): boolean {
    return values.some((value) =>
      this.resource.references
        ?.in(value)
        .some((node) => !(node.parent.type === 'MemberExpression' && node.parent.object === node)),
    );
  }

  private marksInside(target: Node): boolean {
    let marks = this.marking.get(target);
    if (marks === undefined)
      this.marking.set(target, (marks = this.mentionsSpan(target) || marksAny(target)));
    return marks;
  }

  private mentionsSpan(code: Node): boolean {
    return this.resource.references?.someIn(code) === true;
  }
}

function missingOf(status: readonly Call[], exception: readonly Call[]): Missing | undefined {
  if (status.length === 0) return exception.length === 0 ? 'mark' : 'status';
  return exception.length === 0 ? 'exception' : undefined;
}

/** Methods that fetch a span or look at one. */
const LOOKS_UP = /^(?:getActiveSpan|getSpan|spanContext|isRecording|getTracer|active)$/;
/** Methods that write log records. */
export const LOG_METHOD =
  /^(?:error|warn|warning|fatal|critical|alert|emerg|info|notice|debug|log|trace|verbose|silly)$/;
/** Names of functions that mark spans, or may. */
const SPEAKS_OF_MARKING =
  /span|trac(?:e|er|ing)\b|exception|telemetry|otel|instrument|recordErr|recordFail|markErr|markFail|setErr/i;
const SPEAKS_OF_HANDLING = /handle|report|capture|notify|onErr|onFail|fail|record|track/i;

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
function writesError(method: string, call: Call, { source, syntax }: AnalysedFile): boolean {
  if (!/^(?:setAttributes?|addEvent|setTag|addTags|log|logEvent)$/.test(method)) return false;
  const receiver = call.callee.type === 'MemberExpression' ? syntax.textOf(call.callee.object) : '';
  if (!/span/i.test(receiver)) return false;
  const [first] = call.arguments;
  if (first?.type === 'Literal') return /^(?:\w+\.)*(?:error|exception)/i.test(String(first.value));
  const given = first && (source.initialValue(first) ?? first);
  // Tags that are made elsewhere may hold anything.
  if (given?.type === 'Identifier') return method === 'addTags';
  return (
    given?.type === 'ObjectExpression' && /['"\s{](?:\w+\.)*(?:error|exception)/i.test(syntax.textOf(given))
  );
}

function marksAny(code: Node): boolean {
  return [...descendants(code)].some(
    (node) =>
      node.type === 'MemberExpression' && /^(?:setStatus|recordException)$/.test(memberName(node) ?? ''),
  );
}

/** `failure = error`, with a variable that outlives the handler. */
function keepsError({ left, right }: TSESTree.AssignmentExpression, error: Node): boolean {
  return left.type === 'Identifier' && mentions([right], error);
}

/** Whether one of the names that a parameter binds is read in code. */
export function mentions(code: readonly Node[], parameter: Node): boolean {
  const names = new Set(
    [...descendants(parameter)].flatMap((node) => (node.type === 'Identifier' ? [node.name] : [])),
  );
  return code.some((each) =>
    [...descendants(each)].some((node) => node.type === 'Identifier' && names.has(node.name)),
  );
}
