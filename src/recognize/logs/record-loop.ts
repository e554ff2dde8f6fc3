import type { TSESTree } from '@typescript-eslint/types';
import { memberName } from '../../estree/member-name.js';
import { settled } from '../../model/values/literal.js';
import type { AnalysedFile } from '../file.js';
import { type Loop, descendants, isClosure, lastStatement, unwrap } from '../../estree/tree.js';

type Node = TSESTree.Node;

const ITERATION_METHODS = new Set([
  ...['forEach', 'map', 'flatMap', 'filter', 'reduce', 'reduceRight', 'some', 'every', 'find', 'findIndex'],
  ...['eachSeries', 'mapSeries', 'mapLimit', 'eachLimit'],
]);
/** Functions that run once in the life of a process. */
const ONCE =
  /^(?:main|boot(?:strap)?|start(?:up)?|init(?:iali[sz]e)?|setup|listen|shutdown|stop|tear[dD]own|drain|terminate|close|dispose|destroy|seed|migrate|upgrade|downgrade|(?:run|apply)(?:Migrations|Upgrades|Patches)|on(?:Module|Application)\w+)(?![a-z])|(?:Shutdown|Startup|Bootstrap|Upgrades?|Migrations?)$/;
/** What a process is told once: to stop. */
const SIGNAL = /^(?:SIG[A-Z]+|exit|beforeExit|shutdown)$/;
/** A record about an item that is left out: few are. */
const LEFT_OUT = /\b(?:skip|ignor|omit)/i;
const RETRIES = /attempt|retr(?:y|ies)|tries\b/i;
/** Words of lists whose items each are a failure: `errors.forEach((error) => logger.error(error))`. */
const FAILURES = /error|issue|warning|fail|problem|invalid|violation/i;
/** Words of what has `map()` and is no list: values that come one after another in time. */
const TIMED = /timer|interval|observable|eventual|subject\b/i;
/** Words of loops whose turns each take many items. */
const BATCHES = /batch|chunk|page/i;

/** A loop in whose every turn a record may be written. */
export interface RecordLoop {
  /** How it is written, for a message: `for (const user of users)`, `users.forEach()`. */
  readonly head: string;
}

/**
 * The loop over items whose turns each write a record. Undefined where not every turn does (a failed, skipped or
 * chosen item, a sample), where a turn takes a batch of items, where the record ends the loop, and where the turns are not of one request: those of a worker
 * that waits for its next message, of retries, of a fixed list, of code that runs once.
 */
export function recordLoop(node: Node, isFailure: boolean, file: AnalysedFile): RecordLoop | undefined {
  const isOfFew = isFailure || LEFT_OUT.test(file.syntax.textOf(node));
  for (let at: Node = node, parent = node.parent; parent; at = parent, parent = parent.parent) {
    if (parent.type === 'CatchClause' || (isOfFew && isLeftOver(at, parent))) return undefined;
    if (isConditional(parent, at)) return undefined;
    if (isLoop(parent) && parent.body === at) {
      const head = file.syntax.text.slice(parent.range[0], parent.body.range[0]);
      if (isFailure && FAILURES.test(head)) return undefined;
      return isOverItems(parent, file) && !leavesLoop(node, parent) && !runsOnce(parent, file)
        ? { head: headOf(parent, file) }
        : undefined;
    }
    if (!isClosure(parent)) continue;
    const call = parent.parent;
    if (call?.type !== 'CallExpression' || !isIteration(call, parent)) return undefined;
    const list = (call.callee as TSESTree.MemberExpression).object;
    const items = file.syntax.text.slice(list.range[0], at.range[1]);
    if (isFailure && FAILURES.test(items)) return undefined;
    if (
      BATCHES.test(items) ||
      TIMED.test(items) ||
      isFixed(list, file) ||
      leavesLoop(node, parent) ||
      runsOnce(call, file)
    )
      return undefined;
    return { head: `${shortened(file.syntax.textOf(call.callee))}()` };
  }
  return undefined;
}

function isLoop(node: Node): node is Loop {
  return /^(?:DoWhile|For|ForIn|ForOf|While)Statement$/.test(node.type);
}

function isIteration(call: TSESTree.CallExpression, callback: Node): boolean {
  const { callee } = call;
  if (callee.type !== 'MemberExpression' || !ITERATION_METHODS.has(memberName(callee) ?? '')) return false;
  return call.arguments.includes(callback as TSESTree.Expression);
}

/** Whether a statement is only reached by what the statements before it have not left with: `if (ok) continue;`. */
function isLeftOver(statement: Node, block: Node): boolean {
  if (block.type !== 'BlockStatement') return false;
  return block.body.some(
    (each) =>
      each.type === 'IfStatement' &&
      each.range[1] <= statement.range[0] &&
      /^(?:Continue|Return|Throw|Break)Statement$/.test(lastStatement(each.consequent).type),
  );
}

/** Whether a part of a node only runs under a condition. */
function isConditional(parent: Node, part: Node): boolean {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return part !== parent.test;
    case 'LogicalExpression':
      return part === parent.right;
    case 'SwitchCase':
      return true;
    default:
      return false;
  }
}

/** Whether a loop goes through the items of something, rather than waiting for events or trying again. */
function isOverItems(loop: Loop, file: AnalysedFile): boolean {
  const head = file.syntax.text.slice(loop.range[0], loop.body.range[0]);
  if (RETRIES.test(head) || BATCHES.test(head)) return false;
  switch (loop.type) {
    case 'ForOfStatement':
      return !loop.await && !isFixed(loop.right, file);
    case 'ForInStatement':
      return !isFixed(loop.right, file);
    case 'ForStatement':
      if (loop.update?.type === 'AssignmentExpression' && loop.update.right.type !== 'Literal') return false;
      return loop.test !== null && !/[<>]=?\s*\d{1,2}\b/.test(file.syntax.textOf(loop.test));
    default:
      // A turn that waits is a page, a message or a poll.
      return (
        loop.test.type !== 'Literal' && ![...descendants(loop)].some(({ type }) => type === 'AwaitExpression')
      );
  }
}

/** A list that is written out: `['SIGTERM', 'SIGINT']`, a constant that holds one, the keys of one. */
function isFixed(list: Node, file: AnalysedFile): boolean {
  const read = unwrap(list);
  switch (read.type) {
    case 'ArrayExpression':
    case 'ObjectExpression':
      return ![...descendants(read)].some(({ type }) => type === 'SpreadElement');
    case 'Identifier': {
      const made = settled(file.source.expression(read), file.source);
      if (made.kind === 'identifier') return /^[A-Z][A-Z0-9_]+$/.test(read.name);
      const isFilled =
        (made.kind === 'array' && made.elements.length > 0) ||
        (made.kind === 'object' && made.properties.length > 0);
      const node = isFilled ? file.source.nodeOf(made) : undefined;
      return node !== undefined && isFixed(node, file);
    }
    case 'CallExpression': {
      const isKeys =
        read.callee.type === 'MemberExpression' &&
        ['keys', 'values', 'entries'].includes(memberName(read.callee) ?? '');
      const of = isKeys
        ? (read.arguments[0] ?? (read.callee as TSESTree.MemberExpression).object)
        : undefined;
      return of !== undefined && isFixed(of, file);
    }
    default:
      return false;
  }
}

/** Whether the block that a record stands in ends the loop, so that it is written once at most. */
function leavesLoop(node: Node, loop: Node): boolean {
  const jumps = isClosure(loop) ? /^ThrowStatement$/ : /^(?:Return|Throw|Break)Statement$/;
  for (let at = node.parent; at && at !== loop; at = at.parent) {
    if (at.type === 'ReturnStatement' && !isClosure(loop)) return true;
    if (at.type === 'BlockStatement' && jumps.test(lastStatement(at).type)) return true;
    if (at.type === 'SwitchStatement' || isLoop(at)) return false;
  }
  return false;
}

/** Whether code runs at the start or end of a process: in no function, or in one for that. */
function runsOnce(loop: Node, file: AnalysedFile): boolean {
  let isInFunction = false;
  for (let at = loop.parent; at; at = at.parent) {
    if (!isClosure(at) || at.type.startsWith('Class') || isRunInPlace(at)) continue;
    if (at.parent && isConstructor(at.parent) && !isInFunction) return true;
    if (handlesSignal(at)) return true;
    isInFunction = true;
  }
  const name = file.source.enclosingName(file.source.expression(loop));
  return !isInFunction || (name !== undefined && ONCE.test(name));
}

/** `process.on('SIGTERM', () => …)` */
function handlesSignal(handler: Node): boolean {
  const call = handler.parent?.type === 'CallExpression' ? handler.parent : undefined;
  const [event] = call?.arguments ?? [];
  if (event?.type !== 'Literal' || typeof event.value !== 'string') return false;
  const method = call?.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;
  return (method === 'on' || method === 'once') && SIGNAL.test(event.value);
}

/** `(async () => { … })()`, `setImmediate(async () => { … })`: as good as the code around it. */
function isRunInPlace(node: Node): boolean {
  const call = node.parent?.type === 'CallExpression' ? node.parent : undefined;
  if (!call) return false;
  return (
    call.callee === node ||
    (call.callee.type === 'Identifier' && /^(?:setImmediate|setTimeout)$/.test(call.callee.name))
  );
}

function isConstructor(node: Node): boolean {
  return node.type === 'MethodDefinition' && node.kind === 'constructor';
}

function headOf(loop: Loop, file: AnalysedFile): string {
  if (loop.type === 'DoWhileStatement') return `while (${shortened(file.syntax.textOf(loop.test))})`;
  return shortened(file.syntax.text.slice(loop.range[0], loop.body.range[0]));
}

function shortened(source: string): string {
  const text = source.replace(/\s+/g, ' ').trim();
  return text.length > 50 ? `${text.slice(0, 47)}...` : text;
}
