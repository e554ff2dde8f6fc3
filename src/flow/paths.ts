import type { TSESTree } from '@typescript-eslint/types';
import { Conditions } from './paths/conditions.js';
import { isHandedOff } from './paths/escape.js';
import { type Settlement, settlementOf } from './paths/settlement.js';
import { type Resource, isOnResource } from './paths/resource.js';
import { hardlyRejects, hardlyThrows } from './paths/likelihood.js';
import { alwaysThrows, endsProcess, mayNeverReturn } from '../estree/never-returns.js';
import { canThrow } from './paths/throwing.js';
import { oncePer } from '../model/code/once.js';
import { firstFrom } from '../estree/node-list.js';
import {
  type Loop,
  alwaysLeaves,
  chainOf,
  children,
  contains,
  inSource,
  isClosure,
  lastStatement,
  partition,
  regionOf,
  targetOf,
  unwrap,
} from '../estree/tree.js';

export type { Resource } from './paths/resource.js';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression;

/** How a function can be left with the resource still held. */
export type Leak =
  /** It is released nowhere. */
  | { kind: 'never' }
  /**
   * The `return` or `break` that leaves; for the end of a body the `catch` before it, or its last statement; the assignment of
   * another to its variable.
   */
  | { kind: 'exit'; at: Node; settles?: 'fulfilled' }
  /** What can throw. Tolerated: it hardly does, or stands before a `try` that releases, or in a `catch` or `finally`. */
  | { kind: 'throw'; at: Node; tolerated: boolean; settles?: 'rejected' };

/**
 * The worst way in which a resource stays held; undefined when it is released on every path, handed off
 * to other code, or when nothing is known.
 */
export function leakOf(resource: Resource): Leak | undefined {
  return judged(resource).leak;
}

const judged = oncePer((resource: Resource) => ({ leak: leakFrom(resource) }));

function leakFrom(resource: Resource): Leak | undefined {
  const region = regionOf(resource.acquiredAt);
  if (!region) return undefined;
  const settlement = settlementOf(resource, region);
  if (settlement) return leakOnSettlement(settlement, resource, region);
  if (isHandedOff(resource, region)) return undefined;
  if (resource.releases.someIn(region)) return new PathWalk(resource, region).leak();
  const isReleasedElsewhere = resource.releases.length > 0;
  return !isReleasedElsewhere && new PathWalk(resource, region).leak() ? { kind: 'never' } : undefined;
}

/** What a chain of promises leaves held, where nothing else can release it. */
function leakOnSettlement(
  { work, callbacks, leaksWhen }: Settlement,
  resource: Resource,
  region: Node,
): Leak | undefined {
  if (!leaksWhen || resource.isMeasurement || isHandedOff(resource, region, callbacks)) return undefined;
  if (leaksWhen === 'fulfilled') return { kind: 'exit', at: work, settles: leaksWhen };
  if (resource.neverFails?.(work, true)) return undefined;
  return { kind: 'throw', at: work, tolerated: hardlyRejects(work, resource), settles: leaksWhen };
}

/**
 * The nodes that can be evaluated after a resource is acquired and while it is held, in source order; a
 * closure stands for itself. With the acquisition set to a release, that is what comes after the release.
 * Only an `await` or a `throw` counts as failing, and a test of what the function has assigned since ends
 * the search: which way it decides is not known.
 */
export function reachedFrom(resource: Resource): Node[] {
  const region = regionOf(resource.acquiredAt);
  const reached = new Set<Node>();
  if (region) new PathWalk(resource, region, reached).leak();
  return [...reached].sort(inSource);
}

/** On a path that holds the resource, the jump or `catch` that led away from it; false: not held. */
type Held = false | { readonly via?: Node };

/** A way out of a statement with the resource held. */
interface Jump {
  readonly kind: 'break' | 'continue' | 'return' | 'throw' | 'skip';
  readonly at: Node;
  /** The statement that a break or continue goes to. */
  readonly to?: Node;
  /** What was thrown first, where a `catch` throws it on. */
  readonly causes?: readonly Node[];
}

/**
 * Walks a function in order of evaluation, from where the resource is acquired, and follows only the paths that hold it: what
 * stands before or after costs nothing. To find leaks, loops need no second round: holding it at the end of the iteration that
 * acquired it is already one.
 */
class PathWalk {
  private readonly isReleased: boolean;
  private jumps: Jump[] = [];
  private readonly exits: Node[] = [];
  /** That it leaks is settled: what the rest of the function does with it changes nothing. */
  private isCertain = false;
  private readonly conditions: Conditions;

  constructor(
    private readonly resource: Resource,
    private readonly region: Node,
    /** Collects what is evaluated with the resource held, where that is the question. */
    private readonly reached?: Set<Node>,
  ) {
    this.isReleased = resource.releases.someIn(region);
    this.conditions = new Conditions(resource, region);
  }

  leak(): Leak | undefined {
    const held = this.inOrder(children(this.region), false);
    if (this.isCertain) return { kind: 'never' };
    const [thrown, left] = partition(this.jumps, ({ kind }) => kind === 'throw');
    for (const { at } of left) this.exits.push(at);
    if (held) this.exits.push(held.via ?? lastStatement(this.region));
    const exit = this.exits.sort((a, b) => leftAt(a) - leftAt(b))[0];
    if (exit) return { kind: 'exit', at: exit };
    // What a `finally` throws on the way out comes after what was thrown first.
    thrown.sort((a, b) => a.at.range[1] - b.at.range[1]);
    const unprotected = thrown.filter(
      ({ at: point, causes }) =>
        !this.isTolerated(point) && (!causes || causes.some((cause) => !this.isTolerated(cause))),
    );
    const at = workOf(unprotected.map((jump) => jump.at)) ?? thrown[0]?.at;
    return at && { kind: 'throw', at, tolerated: unprotected.length === 0 };
  }

  private visit(node: Node, held: Held): Held {
    if (this.isCertain || (!held && !contains(node, this.resource.acquiredAt))) return false;
    if (held) this.reached?.add(node);
    const after = this.evaluate(node, held);
    if (node === this.resource.acquiredAt) return {};
    if (!this.resource.isReplacedBy?.(node)) return after;
    if (after && !this.reached) this.exits.push(node);
    return false;
  }

  private evaluate(node: Node, held: Held): Held {
    switch (node.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
        return this.branches(node, held);
      case 'LogicalExpression':
        return this.shortCircuit(node.left, node.operator, node.right, held);
      case 'AssignmentExpression':
        return /^(?:&&|\|\||\?\?)=$/.test(node.operator)
          ? this.shortCircuit(node.left, node.operator.slice(0, 2), node.right, held)
          : this.inOrder([node.left, node.right], held);
      case 'AssignmentPattern': {
        const left = this.visit(node.left, held);
        return this.visit(node.right, left) || left;
      }
      case 'ForStatement':
        return this.loop(node, node.init ? this.visit(node.init, held) : held);
      case 'WhileStatement':
      case 'DoWhileStatement':
        return this.loop(node, held);
      case 'ForInStatement':
      case 'ForOfStatement':
        return this.loop(node, this.visit(node.right, held));
      case 'SwitchStatement':
        return this.cases(node, held);
      case 'LabeledStatement':
        return this.until(node, () => this.visit(node.body, held));
      case 'BreakStatement':
      case 'ContinueStatement':
        return this.leave(node.type === 'BreakStatement' ? 'break' : 'continue', node, held, targetOf(node));
      case 'ReturnStatement': {
        const left = node.argument ? this.visit(node.argument, held) : held;
        const lostAt = left && left.via?.type !== 'CatchClause' ? left.via : undefined;
        return this.leave('return', lostAt ?? node, left);
      }
      case 'ThrowStatement':
        return this.leave('throw', node, this.visit(node.argument, held));
      case 'TryStatement':
        return this.attempt(node, held);
      case 'ChainExpression':
        return this.until(node, () => this.visit(node.expression, held));
      case 'MemberExpression': {
        const object = this.skippable(node, node.object, held);
        return node.computed ? this.visit(node.property, object) : object;
      }
      case 'CallExpression':
        return this.call(node, held);
      case 'NewExpression':
      case 'TaggedTemplateExpression':
      case 'AwaitExpression':
      case 'YieldExpression': {
        const after = this.inOrder(children(node), held);
        if (this.mayThrow(node)) this.leave('throw', node, after);
        return after;
      }
      default:
        return isClosure(node) ? held : this.inOrder(children(node), held);
    }
  }

  private mayThrow(node: Node): boolean {
    if (this.reached) return node.type === 'AwaitExpression';
    return canThrow(node, this.resource) && !this.cleansUp(node);
  }

  /** Whether a call stands in the `finally` that releases the resource as well: nobody writes another one for each of them. */
  private cleansUp(node: Node): boolean {
    if (node.type !== 'CallExpression') return false;
    for (let at: Node | undefined = node; at && at !== this.region; at = at.parent)
      if (at.parent?.type === 'TryStatement' && at.parent.finalizer === at) return this.hasRelease(at);
    return false;
  }

  private inOrder(nodes: readonly Node[], entry: Held): Held {
    const [, end] = this.resource.acquiredAt.range;
    let held = entry;
    // Without the resource, the next node that matters is the one that acquires it.
    for (let at = entry ? 0 : this.acquiringIn(nodes); at < nodes.length; at++) {
      const node = nodes[at];
      if (!node || (!held && node.range[0] >= end)) break;
      held = this.visit(node, held);
    }
    return held;
  }

  /** The index of the first of nodes in source order that may acquire the resource. */
  private acquiringIn(nodes: readonly Node[]): number {
    const { acquiredAt } = this.resource;
    let first = firstFrom(nodes, acquiredAt.range[0] + 1);
    for (let node = nodes[first - 1]; node && contains(node, acquiredAt); node = nodes[first - 1]) first--;
    return first;
  }

  private call(node: Call, held: Held): Held {
    const callee = this.skippable(node, node.callee, held);
    const ready = this.inOrder(node.arguments, callee);
    if (this.resource.releases.has(node) || endsProcess(node)) return false;
    if (this.reached && node.parent.type === 'ExpressionStatement' && mayNeverReturn(node)) return false;
    if (alwaysThrows(node)) return this.leave('throw', node, ready);
    if (this.mayThrow(node)) this.leave('throw', node, ready);
    return ready;
  }

  private branches(node: TSESTree.IfStatement | TSESTree.ConditionalExpression, held: Held): Held {
    const { test, consequent, alternate } = node;
    let [yes, no] = this.split(test, this.visit(test, held));
    if (yes && no && this.conditions.reveals(test)) {
      const [inYes, inNo] = [this.hasRelease(consequent), alternate !== null && this.hasRelease(alternate)];
      // `if (!ended) span.end()`: the test knows better than the paths.
      if (inYes !== inNo) [yes, no] = [inYes && yes, inNo && no];
      // `if (!span.isRecording()) return`: there is nothing to release.
      else if (!inYes && this.conditions.asks(test)) yes = !alwaysLeaves(consequent) && yes;
    }
    if (no && !alternate && this.endsMeasurement(consequent) && this.conditions.readsResult(test)) no = false;
    const afterYes = this.visit(consequent, yes);
    const afterNo = alternate ? this.visit(alternate, no) : no;
    return afterYes || afterNo;
  }

  /** Whether all that a branch does is to end a measurement: with `if (token) stop()`, what is not found is not measured on purpose. */
  private endsMeasurement(branch: Node): boolean {
    if (this.resource.isMeasurement !== true) return false;
    const [only, ...others] = branch.type === 'BlockStatement' ? branch.body : [branch];
    return (
      others.length === 0 &&
      only?.type === 'ExpressionStatement' &&
      only.expression.type === 'CallExpression' &&
      this.resource.releases.has(only.expression)
    );
  }

  private shortCircuit(left: Node, operator: string, right: Node, held: Held): Held {
    const [yes, no] = this.split(left, this.visit(left, held));
    const [goes, skips] = operator === '&&' ? [yes, no] : [no, yes];
    const after = this.visit(right, goes);
    // `??` goes on for a null only, so a false left side skips it too.
    return after || skips || (operator === '??' && no);
  }

  /** Evaluates the object of `object?.…`; when it is missing, the rest of the chain is skipped. */
  private skippable(node: Call | TSESTree.MemberExpression, object: Node, held: Held): Held {
    const after = this.visit(object, held);
    if (!node.optional || isOnResource(this.resource, object)) return after;
    const [present, missing] = this.split(object, after);
    this.leave('skip', node, missing, chainOf(node));
    return present;
  }

  private loop(node: Loop, entry: Held): Held {
    const isTestedFirst = node.type !== 'DoWhileStatement';
    const [enter, none] = isTestedFirst ? this.decide(node, entry) : [entry, false as const];
    let last: Held = false;
    const broken = this.until(node, () => {
      const [again, over] = this.turn(node, enter);
      last = over;
      if (this.reached && again && !enter) last = this.turn(node, again)[1] || last;
      return false;
    });
    return none || last || broken;
  }

  /** One turn of a loop: the paths that go on to the next, and those that leave. */
  private turn(node: Loop, enter: Held): [Held, Held] {
    const body = this.collect(() => {
      const left = 'left' in node ? this.visit(node.left, enter) : enter;
      return this.visit(node.body, left);
    });
    const [continues, others] = partition(body.jumps, (jump) => jump.kind === 'continue' && jump.to === node);
    this.take(others);
    let end: Held = body.held || (continues[0] ? {} : false);
    if (node.type === 'ForStatement' && node.update) end = this.visit(node.update, end);
    const [again, over] = this.decide(node, end);
    if (!again || this.reached || !isRepeated(node, this.resource.acquiredAt)) return [again, over];
    for (const { at } of continues) this.exits.push(at);
    if (body.held) this.exits.push(body.held.via ?? lastStatement(node.body));
    return [again, false];
  }

  /** The paths that enter a loop's body, and those that leave. */
  private decide(node: Loop, held: Held): [Held, Held] {
    if ('right' in node) {
      if (node.type === 'ForOfStatement' && node.await) this.leave('throw', node, held);
      return [held, held];
    }
    return node.test ? this.split(node.test, this.visit(node.test, held)) : [held, false];
  }

  private cases(node: TSESTree.SwitchStatement, held: Held): Held {
    let unmatched = this.visit(node.discriminant, held);
    return this.until(node, () => {
      let through: Held = false;
      for (const { test, consequent } of node.cases) {
        if (test) unmatched = this.visit(test, unmatched);
        through = this.inOrder(consequent, unmatched || through);
      }
      return node.cases.some(({ test }) => !test) ? through : unmatched || through;
    });
  }

  private attempt({ block, handler, finalizer }: TSESTree.TryStatement, held: Held): Held {
    const body = this.collect(() => this.visit(block, held));
    let { held: after, jumps } = body;
    if (handler) {
      const [thrown, others] = partition(jumps, ({ kind }) => kind === 'throw');
      const caught = this.collect(() => this.visit(handler, thrown.length > 0 && { via: handler }));
      const isOwn = contains(handler, this.resource.acquiredAt);
      const isUnlikely = !isOwn && !this.reached && thrown.every(({ at }) => this.isTolerated(at));
      if (!isUnlikely) after ||= caught.held;
      const causes = thrown.flatMap((jump) => jump.causes ?? [jump.at]);
      jumps = [
        ...others,
        // What hardly throws is followed to where it is thrown on, and hardly leads to a way out of the handler.
        ...caught.jumps
          .filter(({ kind }) => kind === 'throw' || !isUnlikely)
          .map((jump) => (isThrow(jump.at) && !isOwn ? { ...jump, causes } : jump)),
      ];
    }
    if (finalizer) {
      const entry = after || (jumps.length > 0 && {});
      const end = this.visit(finalizer, entry);
      if (!entry || !end) return end;
    }
    this.take(jumps);
    return after;
  }

  /** Ends the path here, and takes it up again where it leads. */
  private leave(kind: Jump['kind'], at: Node, held: Held, to?: Node): false {
    if (held) this.jumps.push({ kind, at, to });
    this.isCertain ||= held !== false && this.isDecisive(kind, at);
    return false;
  }

  /** Whether a jump leaves the function for certain, and nothing is asked but whether there is a way to leave it. */
  private isDecisive(kind: Jump['kind'], jump: Node): boolean {
    if (this.reached || this.isReleased || (kind !== 'return' && kind !== 'throw')) return false;
    for (let at = jump; at !== this.region; at = at.parent) {
      const around = at.parent;
      if (!around) return false;
      if (around.type !== 'TryStatement' || at === around.finalizer) continue;
      if (kind === 'throw' && around.handler && at === around.block) return false;
      if (around.finalizer && !isStraight(around.finalizer)) return false;
    }
    return true;
  }

  /** Takes up jumps that lead further out; a spread of so many would not fit on the stack. */
  private take(jumps: readonly Jump[]): void {
    for (const jump of jumps) this.jumps.push(jump);
  }

  private collect(walk: () => Held): { held: Held; jumps: Jump[] } {
    const around = this.jumps;
    this.jumps = [];
    const result = { held: walk(), jumps: this.jumps };
    this.jumps = around;
    return result;
  }

  /** Walks a statement (or chain) and joins the paths that jump to its end. */
  private until(node: Node, walk: () => Held): Held {
    const { held, jumps } = this.collect(walk);
    const [arriving, others] = partition(jumps, ({ kind, to }) => kind !== 'continue' && to === node);
    this.take(others);
    const jump = arriving[0];
    if (held || !jump) return held;
    const losesResource = jump.kind === 'break' && contains(node, this.resource.acquiredAt);
    return losesResource ? { via: jump.at } : {};
  }

  private split(test: Node, held: Held): [whenTrue: Held, whenFalse: Held] {
    if (held && this.reached && (this.conditions.asks(test) || this.conditions.remembers(test)))
      return [false, false];
    const truth = held ? this.conditions.truthOf(test) : undefined;
    return [truth !== false && held, truth !== true && held];
  }

  private hasRelease(node: Node): boolean {
    return this.resource.releases.someIn(node);
  }

  private isTolerated(point: Node): boolean {
    const throws = isThrow(point);
    if (throws && !this.resource.isMeasurement) return false;
    if (!throws && hardlyThrows(point, this.resource)) return true;
    const next = this.resource.releases.from(point.range[1]);
    for (
      let at: Node | undefined = next && contains(this.region, next) ? next : undefined;
      at && at !== this.region;
      at = at.parent
    ) {
      if (at.type === 'TryStatement' && at.range[0] >= point.range[1] && this.releasesOnThrow(at))
        return true;
    }
    if (throws) return false;
    for (let at: Node | undefined = point; at && at !== this.region; at = at.parent) {
      const isCleanup =
        at.type === 'CatchClause' || (at.parent?.type === 'TryStatement' && at.parent.finalizer === at);
      if (isCleanup && (point.type === 'CallExpression' || this.hasRelease(at))) return true;
    }
    return false;
  }

  private releasesOnThrow({ handler, finalizer }: TSESTree.TryStatement): boolean {
    return [handler, finalizer].some((clause) => clause && this.hasRelease(clause));
  }
}

/**
 * Of what can throw, the first that is thrown or waited for, which is what fails, else the first; of a call and what it is given,
 * the call, and what waits for it: `send(address(user))`, `await Promise.all(users.map(send))`.
 */
function workOf(thrown: readonly Node[]): Node | undefined {
  const first = thrown.find(isFailing) ?? thrown[0];
  const isGiven = (point: Node) => {
    const call = point.type === 'AwaitExpression' ? unwrap(point.argument) : point;
    return (
      (call.type === 'CallExpression' || call.type === 'NewExpression') &&
      first !== undefined &&
      call.arguments.some((argument) => contains(argument, first))
    );
  };
  return thrown.findLast(isGiven) ?? first;
}

/** Where an exit leaves: the end of a body at the end of its last statement, a jump where it stands. */
function leftAt({ type, range }: Node): number {
  return /^(?:Try|If|For|ForIn|ForOf|While|DoWhile|Switch|Labeled|Block)Statement$/.test(type)
    ? range[1]
    : range[0];
}

/** Whether what can throw always does: a `throw`, or a call that is called after it. */
function isThrow(point: Node): boolean {
  return point.type === 'ThrowStatement' || (point.type === 'CallExpression' && alwaysThrows(point));
}

/** Whether what can throw is a `throw`, or is waited for: such a call or its `await`. */
function isFailing(point: Node): boolean {
  return (
    isThrow(point) ||
    point.type === 'AwaitExpression' ||
    (point.parent?.type === 'AwaitExpression' && point.parent.argument === point)
  );
}

/** Whether a block does one call after the other, and ends. */
function isStraight({ body }: TSESTree.BlockStatement): boolean {
  return body.every((statement) => {
    const call = statement.type === 'ExpressionStatement' ? unwrap(statement.expression) : undefined;
    return call?.type === 'CallExpression' && !endsProcess(call);
  });
}

/** Whether a node runs in every iteration of a loop. */
function isRepeated(loop: Loop, node: Node): boolean {
  const once = loop.type === 'ForStatement' ? loop.init : 'right' in loop ? loop.right : undefined;
  return contains(loop, node) && !(once && contains(once, node));
}
