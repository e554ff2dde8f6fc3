import type { ScopeVariable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { Expression } from '../../model/code/expression.js';
import { constantText } from '../../model/values/constant.js';
import { type SpanCall, type SpanStart, mayStartSpan } from '../../model/traces/span.js';
import { BORROWING, PARENT_KEYS } from '../../catalog/traces/names.js';
import { memberName } from '../../estree/member-name.js';
import { isFunction } from '../../estree/nodes.js';
import { type Callable, ownFunction } from '../called-function.js';
import type { AnalysedFile } from '../file.js';
import { isQuietOnPath } from '../quiet-call.js';
import { type Leak, type Resource, leakOf } from '../../flow/paths.js';
import { NodeList } from '../../estree/node-list.js';
import { contains, descendants, unwrap } from '../../estree/tree.js';
import { usesOf } from '../../estree/uses.js';
import { callsOn } from '../../flow/paths/resource.js';

type Node = TSESTree.Node;
type Variable = ScopeVariable;

/** A span as it is held by the code that started it. */
export interface HeldSpan {
  /** The variable or parameter that holds it; undefined where nothing does. */
  readonly name: string | undefined;
  readonly resource: Resource;
}

/** The start of a span, where it stands in the linted file. */
export class SpanSite {
  private heldFound: { readonly held: HeldSpan | undefined } | undefined;

  constructor(
    readonly start: SpanStart,
    readonly node: TSESTree.CallExpression,
    readonly file: AnalysedFile,
  ) {}

  nodeOf(expression: Expression | undefined): Node {
    return (expression && this.file.source.nodeOf(expression)) ?? this.node;
  }

  /** The span as a resource of the function it is held in; undefined where that cannot be seen. */
  get held(): HeldSpan | undefined {
    this.heldFound ??= { held: this.start.kind === 'manual' ? heldResult(this) : heldParameter(this) };
    return this.heldFound.held;
  }

  /** How the span can be left without being ended; undefined when it is ended on every path or handed off. */
  get leak(): Leak | undefined {
    if (this.start.endedBy !== 'caller') return undefined;
    if (this.isLeftAlone) return { kind: 'never' };
    if (this.start.kind === 'manual' && this.isFetchedBeside) return undefined;
    return this.held && leakOf(this.held.resource);
  }

  /** Whether the callback neither takes the span nor fetches it. */
  private get isLeftAlone(): boolean {
    const { callback } = this.start;
    const node = callback && ownFunction(this.file.source.nodeOf(callback), this.file.source);
    if (!node || node.params.length > 0) return false;
    // `() => { …; trace.getActiveSpan()?.end() }`, `function () { arguments[0].end() }`
    const text = this.file.syntax.textOf(node);
    return !FETCHES_SPAN.test(text) && !/\barguments\b/.test(text);
  }

  /** `context.with(trace.setSpan(context.active(), tracer.startSpan('a')), () => { …; trace.getActiveSpan()?.end() })` */
  private get isFetchedBeside(): boolean {
    for (let at: Node = this.node; at.parent?.type === 'CallExpression'; at = at.parent) {
      const texts = at.parent.arguments.filter(isFunction).map((each) => this.file.syntax.textOf(each));
      // What the callback calls may fetch it as well: a method of the file.
      if (texts.some(takesOver) || (texts.length > 0 && takesOver(this.file.text))) return true;
    }
    return false;
  }
}

/** Whether a function fetches the active span and ends it, or hands it on to what may. */
function takesOver(text: string): boolean {
  if (!FETCHES_SPAN.test(text)) return false;
  const [, name] =
    /\b(?:const|let)\s+(\w+)\s*=\s*(?:\w+\.)?get(?:Active|Current|Root)?Span\(/.exec(text) ?? [];
  return text.includes('.end(') || (name !== undefined && new RegExp(`[(,]\\s*${name}\\s*[,)]`).test(text));
}

/** What a function fetches the span with that its caller made the active one. */
const FETCHES_SPAN = /\bget(?:Active|Current|Root)?Span\b/;

/** A call of a method on a span, where it stands in the linted file. */
export class SpanCallSite {
  constructor(
    readonly event: SpanCall,
    readonly node: TSESTree.CallExpression,
    readonly file: AnalysedFile,
  ) {}

  nodeOf(expression: Expression | undefined): Node {
    return (expression && this.file.source.nodeOf(expression)) ?? this.node;
  }
}

/** `const span = tracer.startSpan(…)`, `let span; span = …`, or a result that nothing holds. */
function heldResult(site: SpanSite): HeldSpan | undefined {
  const { node, file } = site;
  const value = valueOf(node, site);
  const { parent } = value;
  const target =
    parent?.type === 'VariableDeclarator' && parent.init === value
      ? parent.id
      : parent?.type === 'AssignmentExpression' && parent.right === value
        ? parent.left
        : undefined;
  const name = target?.type === 'Identifier' ? target.name : undefined;
  const variable = name === undefined || !target ? undefined : file.source.variable(target, name);
  return { name, resource: new SpanResource(node, variable ? aliasesOf(variable, file) : new Set(), site) };
}

/** The span that a callback is handed. */
function heldParameter(site: SpanSite): HeldSpan | undefined {
  const { file, start } = site;
  const callback = start.callback && ownFunction(file.source.nodeOf(start.callback), file.source);
  if (!callback) return undefined;
  const [span, done] = callback.params;
  const variable = span?.type === 'Identifier' ? file.source.variable(span, span.name) : undefined;
  if (span?.type !== 'Identifier' || !variable) return undefined;
  const finish =
    start.hasDone && done?.type === 'Identifier' ? file.source.variable(done, done.name) : undefined;
  return { name: span.name, resource: new SpanResource(span, aliasesOf(variable, file), site, finish) };
}

/** A span as what must be ended on every path. */
class SpanResource implements Resource {
  readonly references: NodeList<TSESTree.Identifier>;
  private readonly spans: NodeList<TSESTree.Identifier>;
  private readonly ends: readonly string[];
  private released: NodeList<TSESTree.CallExpression> | undefined;

  constructor(
    readonly acquiredAt: Node,
    variables: ReadonlySet<Variable>,
    private readonly site: SpanSite,
    done?: Variable,
  ) {
    const { start } = site;
    this.ends = start.provenance === 'name' ? ['end', 'finish'] : start.dialect.ends;
    this.spans = usesOf(variables);
    this.references = done ? usesOf([...variables, done]) : this.spans;
  }

  get releases(): NodeList<TSESTree.CallExpression> {
    return (this.released ??= new NodeList(
      callsOn([...this.references, this.acquiredAt]).filter((call) => this.isReleasedBy(call)),
    ));
  }

  isReplacedBy(node: Node): boolean {
    return isOverwrittenBy(node, this);
  }

  isHarmless(node: TSESTree.CallExpression | TSESTree.Property): boolean {
    return keepsNothing(node, this, this.site.file, this.ends);
  }

  neverFails(call: TSESTree.CallExpression, isAwaited: boolean): boolean {
    return isKnownToReturn(call, isAwaited, this, { file: this.site.file, ends: this.ends });
  }

  private isReleasedBy({ callee }: TSESTree.CallExpression): boolean {
    return callee.type === 'MemberExpression'
      ? this.ends.includes(memberName(callee) ?? '') && this.isSpan(callee.object)
      : this.references.has(callee) && !this.spans.has(callee);
  }

  /** Whether an expression is the span, or what a method that changes it gives back. */
  private isSpan(node: Node): boolean {
    const read = unwrap(node);
    if (read === this.acquiredAt) return true;
    if (read.type === 'Identifier') return this.spans.has(read);
    if (read.type !== 'CallExpression' || read.callee.type !== 'MemberExpression') return false;
    const { changes } = this.site.start.dialect;
    return changes.includes(memberName(read.callee) ?? '') && this.isSpan(read.callee.object);
  }
}

/** `span = tracer.startSpan('next')`: the variable holds another span from here on. */
function isOverwrittenBy(node: Node, { acquiredAt, references }: Resource): boolean {
  if (node.type !== 'AssignmentExpression' || node.operator !== '=' || contains(node, acquiredAt))
    return false;
  const value = unwrap(node.right);
  return references?.has(node.left) === true && value.type === 'CallExpression' && startsSpan(value);
}

/** The whole expression whose value is the span that a call starts: `on ? start() : undefined`, `start().setAttribute(…)`. */
function valueOf(node: Node, site: SpanSite): Node {
  const { parent } = node;
  switch (parent?.type) {
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'ChainExpression':
    case 'AwaitExpression':
      return valueOf(parent, site);
    case 'ConditionalExpression':
      return parent.test === node ? node : valueOf(parent, site);
    case 'LogicalExpression':
      return parent.right === node || parent.operator !== '&&' ? valueOf(parent, site) : node;
    case 'MemberExpression': {
      const call = parent.parent;
      const isChained =
        parent.object === node &&
        call.type === 'CallExpression' &&
        call.callee === parent &&
        site.start.dialect.changes.includes(memberName(parent) ?? '');
      return isChained ? valueOf(call, site) : node;
    }
    default:
      return node;
  }
}

/** A variable and those that are only ever another name for it. */
function aliasesOf(variable: Variable, file: AnalysedFile): ReadonlySet<Variable> {
  const found = new Set([variable]);
  for (const each of found) {
    for (const { identifier } of each.references) {
      const value = identifier.parent?.type === 'TSNonNullExpression' ? identifier.parent : identifier;
      const declarator = value.parent;
      if (declarator?.type !== 'VariableDeclarator' || declarator.init !== value) continue;
      const isConstant = declarator.parent.kind === 'const' && declarator.id.type === 'Identifier';
      const alias =
        isConstant && declarator.id.type === 'Identifier'
          ? file.source.variable(declarator.id, declarator.id.name)
          : undefined;
      if (alias) found.add(alias);
    }
  }
  return found;
}

/** Whether a call or property that gets a span neither ends nor keeps it. */
function keepsNothing(node: Node, resource: Resource, file: AnalysedFile, ends: readonly string[]): boolean {
  if (node.type === 'Property')
    return (
      node.key.type === 'Identifier' && PARENT_KEYS.has(node.key.name) && isOptionOfStart(node.parent, file)
    );
  if (node.type !== 'CallExpression') return false;
  const { callee } = node;
  if (callee.type === 'MemberExpression') return BORROWING.has(memberName(callee) ?? '');
  if (callee.type !== 'Identifier') return false;
  // `recordFailure(span, error)` of this file, which does nothing with the span but mark it.
  const helper = ownFunction(callee, file.source);
  if (!helper) return BORROWING.has(callee.name);
  return givenTo(node, helper, resource).every((name) => onlyMarks(name, helper, ends));
}

/** Whether an object is only ever given to calls that start a span: a child's options. */
function isOptionOfStart(object: Node | undefined, file: AnalysedFile): boolean {
  const holder = object?.parent;
  if (!object || !holder) return false;
  if (holder.type === 'CallExpression') return holder.callee !== object && startsSpan(holder);
  if (holder.type !== 'VariableDeclarator' || holder.id.type !== 'Identifier') return false;
  const uses = file.source.variable(holder.id, holder.id.name)?.references.filter(({ init }) => !init) ?? [];
  return uses.every(({ identifier }) => {
    const call = (identifier as Node).parent;
    return call?.type === 'CallExpression' && call.callee !== identifier && startsSpan(call);
  });
}

function startsSpan({ callee }: TSESTree.CallExpression): boolean {
  const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  return mayStartSpan(name ?? (callee.type === 'Identifier' ? callee.name : ''));
}

/** Whether a call cannot throw, or reject where it is awaited. */
function isKnownToReturn(
  call: TSESTree.CallExpression,
  isAwaited: boolean,
  resource: Resource,
  { file, ends }: { readonly file: AnalysedFile; readonly ends: readonly string[] },
): boolean {
  const runsCallback = call.arguments.some(isFunction);
  if (call.callee.type === 'MemberExpression' && !runsCallback && keepsNothing(call, resource, file, ends))
    return true;
  const helper = call.callee.type === 'Identifier' ? ownFunction(call.callee, file.source) : undefined;
  // One that gets no span is harmless where nothing in it can throw; what an async one throws comes with its `await`.
  if (helper && !isAwaited && (helper.async || helper.generator)) return true;
  if (helper && !isAwaited && givenTo(call, helper, resource).length > 0)
    return keepsNothing(call, resource, file, ends);
  return isQuietOnPath(call, isAwaited, file);
}

/** The parameters of a function that a call gives the resource to; a pattern is an empty name. */
function givenTo(call: TSESTree.CallExpression, helper: Callable, resource: Resource): string[] {
  return call.arguments.flatMap((argument, i) => {
    const holds = resource.references?.someIn(argument) === true || contains(argument, resource.acquiredAt);
    const parameter = helper.params[i];
    return holds
      ? [parameter?.type === 'Identifier' && unwrap(argument).type === 'Identifier' ? parameter.name : '']
      : [];
  });
}

/** Whether a function only calls methods on a parameter, none of which ends it. */
function onlyMarks(name: string, helper: Callable, ends: readonly string[]): boolean {
  if (name === '' || !helper.body) return false;
  return [...descendants(helper.body)].every((node) => {
    if (node.type !== 'Identifier' || node.name !== name) return true;
    const member = node.parent;
    if (member.type !== 'MemberExpression') return false;
    // Another thing's member of this name.
    if (member.object !== node) return !member.computed;
    const isCalled = member.parent.type === 'CallExpression' && member.parent.callee === member;
    return isCalled && !ends.includes(memberName(member) ?? '');
  });
}

/** What a message calls a span: by its name where that is written out, else by what holds it. */
export function spanName({ start, held, file }: SpanSite): string {
  const name = start.name && constantText(start.name, file.source);
  if (name !== undefined && name !== '') return `Span "${name}"`;
  return held?.name === undefined ? 'This span' : `Span \`${held.name}\``;
}
