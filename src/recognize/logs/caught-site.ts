import type { TSESTree } from '@typescript-eslint/types';
import {
  type CaughtError,
  type GuardedCode,
  namesCleanup,
  isTroubleWhenFailing,
} from '../../model/logs/caught-error.js';
import { memberName } from '../../estree/member-name.js';
import { ownFunction } from '../called-function.js';
import type { AnalysedFile } from '../file.js';
import { isQuietCall } from '../quiet-call.js';
import { isOfGuard } from './auth-guard.js';
import { alwaysLeaves, descendants, isClosure, lastStatement, openFrom, unwrap } from '../../estree/tree.js';

type Node = TSESTree.Node;
type Callback = TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

/** What handles an error: a `catch` clause, or the callback that a promise's rejection goes to. */
export type Handler = TSESTree.CatchClause | Callback;

/** An error caught in the linted file. */
export class CaughtSite {
  private read: CaughtError | undefined;

  constructor(
    /** The clause or callback; for `.catch(noop)` the name. */
    readonly node: Handler | TSESTree.Identifier,
    readonly file: AnalysedFile,
  ) {}

  get error(): CaughtError {
    return (this.read ??= new HandledError(this.node, this.file));
  }

  /** The code whose errors are caught, as a message names it: the call that is likeliest to fail. */
  get guarded(): string {
    const { node } = this;
    const root = node.type === 'CatchClause' ? node.parent.block : node.parent;
    const calls = callsIn(root).filter((call) => !isPromiseMethod(call));
    const troubling = calls.filter((call) => isTroubleWhenFailing(nameOfCall(call) ?? ''));
    const failing = troubling.find(isAwaited) ?? troubling[0] ?? calls[0];
    const text = failing && this.file.syntax.textOf(failing.callee).replace(/\s+/g, '');
    if (text === undefined) return 'this code';
    return `\`${text.length > 40 ? `${text.slice(0, 37)}...` : text}()\``;
  }
}

/** The handler that a promise's `.catch(…)` or `.then(…, …)` is given, if the call is one. */
export function rejectionHandler(call: TSESTree.CallExpression): Callback | TSESTree.Identifier | undefined {
  const { callee } = call;
  const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  const given = name === 'catch' ? call.arguments[0] : name === 'then' ? call.arguments[1] : undefined;
  if (!given || given.type === 'SpreadElement') return undefined;
  if (given.type === 'Identifier') return /^_?noop$/i.test(given.name) ? given : undefined;
  return given.type === 'FunctionExpression' || given.type === 'ArrowFunctionExpression' ? given : undefined;
}

/** The handler of an error in whose own code, not a function inside it, a node stands. */
export function handlerAround(node: Node): Handler | undefined {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === 'CatchClause') return at;
    if (!isClosure(at)) continue;
    const call = at.parent?.type === 'CallExpression' ? at.parent : undefined;
    const handler = call && rejectionHandler(call);
    return handler === at && handler.type !== 'Identifier' ? handler : undefined;
  }
  return undefined;
}

/** Reads a handler one question at a time: the first answer settles most. */
class HandledError implements CaughtError {
  private nodesRead: readonly Node[] | undefined;

  constructor(
    private readonly node: Handler | TSESTree.Identifier,
    private readonly file: AnalysedFile,
  ) {}

  get origin(): CaughtError['origin'] {
    return this.node.type === 'CatchClause' ? 'catch' : 'callback';
  }

  get parameter(): string | undefined {
    const { node } = this;
    const parameter =
      node.type === 'CatchClause' ? node.param : 'params' in node ? node.params[0] : undefined;
    return parameter?.type === 'Identifier' ? parameter.name : undefined;
  }

  get isRead(): boolean {
    const { node, file } = this;
    const variables = node.type === 'Identifier' ? [] : file.syntax.declaredBy(node);
    return variables.some(({ references }) => references.some((reference) => reference.isRead()));
  }

  get isExplained(): boolean {
    const { node, file } = this;
    return (
      commentsWith(node, file).some(isExplanation) ||
      commentsAbove(node, file).some(({ value }) => ACCEPTS_FAILURE.test(value))
    );
  }

  get isEmpty(): boolean {
    const { node } = this;
    if (node.type === 'Identifier') return true;
    return node.type === 'CatchClause' ? node.body.body.length === 0 : yieldsNothing(node);
  }

  get calls(): readonly string[] {
    return this.nodes.flatMap((each) => nameOfCall(each) ?? []);
  }

  get reacts(): boolean {
    return this.nodes.some(isReaction);
  }

  get tellsAnother(): boolean {
    return this.nodes.some(
      (each) => each.type === 'MemberExpression' && /^(?:stack|message)$/.test(memberName(each) ?? ''),
    );
  }

  get statuses(): readonly number[] {
    return this.nodes.flatMap((each) => statusIn(each) ?? []);
  }

  get guarded(): GuardedCode {
    const { node, file } = this;
    return node.type === 'CatchClause'
      ? new GuardedBlock(node.parent.block, file)
      : new GuardedPromise(node.parent as TSESTree.CallExpression, file);
  }

  private get nodes(): readonly Node[] {
    const { node } = this;
    return (this.nodesRead ??= node.type === 'Identifier' ? [] : evaluatedIn(node.body));
  }
}

/** What runs with a node: nested functions and classes left out. */
export function evaluatedIn(node: Node): readonly Node[] {
  const found = [node];
  const open: Node[] = [];
  openFrom(node, open);
  for (let at = open.pop(); at; at = open.pop()) {
    if (isClosure(at)) continue;
    found.push(at);
    openFrom(at, open);
  }
  return found;
}

function callsIn(node: Node): TSESTree.CallExpression[] {
  return evaluatedIn(node).filter((each) => each.type === 'CallExpression');
}

function isPromiseMethod({ callee }: TSESTree.CallExpression): boolean {
  return (
    callee.type === 'MemberExpression' && ['then', 'catch', 'finally'].includes(memberName(callee) ?? '')
  );
}

function isAwaited(call: Node): boolean {
  return call.parent?.type === 'AwaitExpression';
}

function nameOfCall(node: Node): string | undefined {
  if (node.type === 'ImportExpression') return 'import';
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined;
  const callee = unwrap(node.callee);
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' ? (memberName(callee) ?? '?') : '?';
}

/** Statements and expressions by which a handler does something about an error that it does not read. */
function isReaction(node: Node): boolean {
  switch (node.type) {
    case 'ThrowStatement':
    case 'ContinueStatement':
    case 'BreakStatement':
    case 'UpdateExpression':
    case 'YieldExpression':
      return true;
    case 'AssignmentExpression':
      return statusIn(node) === undefined;
    default:
      return false;
  }
}

/** The status that a node answers with: `status(500)`, `res.statusCode = 500`, `{ status: 500 }`, `c.json(x, 500)`. */
export function statusIn(node: Node): number | undefined {
  switch (node.type) {
    case 'CallExpression': {
      const name = nameOfCall(node) ?? '';
      if (/^(?:status|sendStatus|code|writeHead)$/.test(name)) return numberOf(node.arguments[0]);
      return /^(?:json|text|html|body)$/.test(name) ? numberOf(node.arguments[1]) : undefined;
    }
    case 'AssignmentExpression': {
      const name = node.left.type === 'MemberExpression' ? memberName(node.left) : undefined;
      return name !== undefined && isStatusName(name) ? numberOf(node.right) : undefined;
    }
    case 'Property':
      return node.key.type === 'Identifier' && isStatusName(node.key.name) ? numberOf(node.value) : undefined;
    default:
      return undefined;
  }
}

function isStatusName(name: string): boolean {
  return /^(?:status|statusCode)$/.test(name);
}

function numberOf(node: Node | undefined): number | undefined {
  return node?.type === 'Literal' && typeof node.value === 'number' ? node.value : undefined;
}

/** `() => {}`, `() => undefined`, `() => null` and the like, whose value nobody takes. */
function yieldsNothing({ body }: Callback): boolean {
  if (body.type === 'BlockStatement') {
    return body.body.every((each) => each.type === 'ReturnStatement' && isNothing(each.argument));
  }
  return isNothing(body);
}

function isNothing(node: Node | null): boolean {
  if (!node) return true;
  if (node.type === 'Literal') return node.value === null || typeof node.value === 'boolean';
  if (node.type === 'UnaryExpression') return node.operator === 'void' && node.argument.type === 'Literal';
  return node.type === 'Identifier' && node.name === 'undefined';
}

/** What is called with a node, by the last names: nested functions left out. */
export function namesCalledIn(node: Node): readonly string[] {
  return evaluatedIn(node).flatMap((each) => nameOfCall(each) ?? []);
}

/** The block of a `try`. What is read only when the rest does not settle it is a getter. */
class GuardedBlock implements GuardedCode {
  readonly leaves: boolean;
  readonly yields: boolean;

  constructor(
    private readonly block: TSESTree.BlockStatement,
    private readonly file: AnalysedFile,
  ) {
    const last = endOf(block);
    this.leaves = alwaysLeaves(last);
    this.yields = isSet(last) || isCollected(last, block, file) || raisesFlag(block);
  }

  get calls(): readonly string[] {
    return namesCalledIn(this.block);
  }

  get isCleanup(): boolean {
    return isCleanup(this.block, this.file);
  }

  get admits(): boolean {
    return isOfGuard(this.block);
  }

  get neverFails(): boolean {
    const { block, file } = this;
    return block.body.length > 0 && evaluatedIn(block).every((node) => !mayFail(node) || isQuiet(node, file));
  }
}

function mayFail({ type }: Node): boolean {
  return /^(?:Throw|For(?:Of)?)Statement$|^(?:Call|New|Await|Yield|TaggedTemplate|Import)Expression$/.test(
    type,
  );
}

function isQuiet(node: Node, file: AnalysedFile): boolean {
  const call = node.type === 'AwaitExpression' ? unwrap(node.argument) : node;
  return call.type === 'CallExpression' && isQuietCall(call, file);
}

function isSet(last: Node): boolean {
  return last.type === 'ExpressionStatement' && last.expression.type === 'AssignmentExpression';
}

/** `valid.push(item)` at the end: what fails is not among what a list made outside collects. */
function isCollected(last: Node, block: Node, file: AnalysedFile): boolean {
  const call = last.type === 'ExpressionStatement' ? unwrap(last.expression) : last;
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
  const list = unwrap(call.callee.object);
  if (!/^(?:push|add|set)$/.test(memberName(call.callee) ?? '') || list.type !== 'Identifier') return false;
  const definition = file.source.variable(list, list.name)?.defs.at(-1)?.node as Node | undefined;
  const init = definition?.type === 'VariableDeclarator' ? definition.init : undefined;
  const isEmpty =
    (init?.type === 'ArrayExpression' && init.elements.length === 0) ||
    (init?.type === 'NewExpression' && init.arguments.length === 0);
  const isOutside = definition !== undefined && definition.range[0] < block.range[0];
  return isEmpty && isOutside;
}

/** `found = true`, anywhere: the question stays answered with no. */
function raisesFlag(block: Node): boolean {
  return [...descendants(block)].some(
    (node) =>
      node.type === 'AssignmentExpression' &&
      node.left.type === 'Identifier' &&
      node.right.type === 'Literal' &&
      typeof node.right.value === 'boolean',
  );
}

/** A promise whose rejection a callback is given. */
class GuardedPromise implements GuardedCode {
  readonly leaves: boolean;
  readonly yields: boolean;
  private readonly promise: Node;

  constructor(
    private readonly call: TSESTree.CallExpression,
    private readonly file: AnalysedFile,
  ) {
    const promise = unwrap((call.callee as TSESTree.MemberExpression).object);
    let value: Node = call;
    while (value.parent && /^(?:Await|Chain|TSAs|TSNonNull)Expression$/.test(value.parent.type))
      value = value.parent;
    const isVoid = value.parent?.type === 'UnaryExpression' && value.parent.operator === 'void';
    const isStatement = value.parent?.type === 'ExpressionStatement';
    this.promise = promise;
    // A promise that has a name is somebody else's to wait for: only its unhandled rejection is silenced here.
    this.leaves =
      (promise.type !== 'CallExpression' && promise.type !== 'NewExpression') || handlesItself(promise, file);
    this.yields = !isVoid && !isStatement;
  }

  get calls(): readonly string[] {
    return namesCalledIn(this.promise);
  }

  get isCleanup(): boolean {
    return isCleanup(this.call, this.file);
  }

  get admits(): boolean {
    return isOfGuard(this.call);
  }

  get neverFails(): boolean {
    return this.promise.type === 'CallExpression' && isQuietCall(this.promise, this.file);
  }
}

/** Whether what is called is a function of the file that handles its errors itself, and passes them on. */
function handlesItself(call: TSESTree.CallExpression | TSESTree.NewExpression, file: AnalysedFile): boolean {
  const called = ownFunction(call.callee, file.source);
  return (
    called !== undefined &&
    [...descendants(called)].some(
      (node) =>
        node.type === 'CatchClause' ||
        (node.type === 'CallExpression' && rejectionHandler(node) !== undefined),
    )
  );
}

/** The last statement of a block, or of the condition that it ends in. */
function endOf(block: Node): Node {
  const last = lastStatement(block);
  return last.type === 'IfStatement' ? endOf(last.consequent) : last;
}

/** Whether code runs in a `catch` or `finally`, or in a function that is named for tidying up. */
function isCleanup(node: Node, file: AnalysedFile): boolean {
  for (let at = node; at.parent; at = at.parent) {
    if (at.type === 'CatchClause' || (at.parent.type === 'TryStatement' && at.parent.finalizer === at))
      return true;
  }
  if (handlerAround(node)) return true;
  const name = file.source.enclosingName(file.source.expression(node));
  return name !== undefined && namesCleanup(name);
}

/** The comments in a handler, in front of its statement, and after it on the same line. */
function commentsWith(node: Node, file: AnalysedFile): readonly TSESTree.Comment[] {
  const { syntax } = file;
  let statement: Node = node.type === 'CatchClause' ? node.parent : node;
  while (statement.parent && !/(?:Statement|Declaration)$/.test(statement.type)) statement = statement.parent;
  return [
    ...syntax.commentsInside(node.type === 'Identifier' ? node.parent : node),
    ...syntax.commentsBefore(statement),
    ...syntax
      .commentsAfter(statement)
      .filter(({ range }) => !syntax.text.slice(statement.range[1], range[0]).includes('\n')),
  ];
}

/** Words by which a comment says that a failure may be. */
const ACCEPTS_FAILURE =
  /best[\s-]?effort|ignor(?:e|ing)\b|if (?:this|it|that) fails|fail\w* (?:is|are) (?:fine|ok|okay|harmless|not fatal)|non-?fatal/i;

/** The comments in front of the statements above, in the same block. */
function commentsAbove(node: Node, file: AnalysedFile): readonly TSESTree.Comment[] {
  let statement: Node = node.type === 'CatchClause' ? node.parent : node;
  while (statement.parent && statement.parent.type !== 'BlockStatement') statement = statement.parent;
  const { parent } = statement;
  if (parent?.type !== 'BlockStatement') return [];
  return parent.body
    .filter(({ range }) => range[1] <= statement.range[0])
    .flatMap((above) => file.syntax.commentsBefore(above));
}

function isExplanation({ value }: TSESTree.Comment): boolean {
  return (
    !/^\s*(?:eslint|biome-ignore|prettier-ignore|oxlint|@ts-|istanbul|c8|v8)\b/.test(value) &&
    /\w/.test(value)
  );
}

/** Whether a node reads a caught error anywhere: its parameter, or a part of it. */
export function readsError(node: Node, handler: Handler, file: AnalysedFile): boolean {
  const variables = new Set<unknown>(file.syntax.declaredBy(handler));
  return [...descendants(node)].some((each) => {
    if (each.type !== 'Identifier') return false;
    const variable = file.source.variable(each, each.name);
    return variable !== undefined && variables.has(variable);
  });
}
