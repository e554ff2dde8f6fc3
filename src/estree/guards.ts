import type { TSESTree } from '@typescript-eslint/types';
import { endsProcess } from './never-returns.js';
import { contains, descendants, isClosure } from './tree.js';
import type { DeclaredName, Node } from './nodes.js';

/** A test whose outcome is known where some code stands. */
export type GuardNode =
  | { readonly test: Node; readonly holds: boolean; readonly from: number }
  /** The cases of a `switch` on `test` that lead to the code, and no other does. */
  | { readonly test: Node; readonly cases: readonly Node[]; readonly from: number };
// `from`: where the values that it tested may next be changed.

/** Finds the tests that have held, or failed, where code of one file runs. */
export class Guards {
  private readonly assignments = new Map<string, readonly number[]>();
  private readonly rewrites = new Map<DeclaredName, readonly Node[]>();
  private readonly exits = new Map<Node, readonly Exit[]>();

  constructor(
    private readonly text: string,
    /** The variable that a name means at a node. */
    private readonly resolve: (at: Node, name: string) => DeclaredName | undefined,
  ) {}

  /**
   * The tests whose outcome is known when a node runs, the nearest first: of `if`, `?:`, `&&`, loops and
   * `switch` around it, and of statements before it that left otherwise. A test of something that is given
   * another value in between, or whose names mean something else at the node, is left out.
   */
  *at(node: Node): Generator<GuardNode> {
    for (let at = node, parent = node.parent; parent; at = parent, parent = parent.parent) {
      if (at.type === 'ClassBody') return;
      for (const guard of around(at, parent)) if (!this.isChanged(guard, node)) yield guard;
      // A function declaration may be called before the statements in front of it have run.
      if (at.type === 'FunctionDeclaration') continue;
      for (const guard of before(at, parent, this.exits)) if (!this.isChanged(guard, node)) yield guard;
    }
  }

  private isChanged({ test, from }: GuardNode, near: Node): boolean {
    let rounds: readonly Node[] | undefined;
    const isBetween = (at: number) => at >= from && at < near.range[0];
    for (const read of descendants(test)) {
      if (read.type === 'MemberExpression' && this.assigned(read).some(isBetween)) return true;
      if (read.type !== 'Identifier' || isPropertyName(read)) continue;
      const variable = this.resolve(read, read.name);
      // A name of the test's own callbacks is none around it.
      if (variable?.defs.some(({ name }) => contains(test, name))) continue;
      if (this.resolve(near, read.name) !== variable) return true;
      for (const identifier of variable ? this.rewritten(variable) : []) {
        if (contains(test, identifier)) continue;
        if (isBetween(identifier.range[0])) return true;
        rounds ??= turnsBetween(near, test);
        if (rounds.some((round) => contains(round, identifier))) return true;
        if (identifier.range[0] >= from && isDeferred(near, test)) return true;
      }
    }
    return false;
  }

  /** Where a variable is given another value than its first. */
  private rewritten(variable: DeclaredName): readonly Node[] {
    if (variable.isNeverWritten) return [];
    let found = this.rewrites.get(variable);
    if (!found) {
      found = variable.references
        .filter((each) => each.isWrite() && each.init !== true)
        .map(({ identifier }) => identifier);
      this.rewrites.set(variable, found);
    }
    return found;
  }

  /** Where the file assigns to a member that is written like this one. */
  private assigned(member: TSESTree.MemberExpression): readonly number[] {
    const property = spelledName(member);
    if (property === undefined) return [];
    const read = this.text.slice(member.range[0], member.range[1]);
    let found = this.assignments.get(read);
    if (!found) {
      const name = property.replaceAll('$', '\\$');
      const ends = [...this.text.matchAll(new RegExp(`\\.${name}\\s*[-+*/|&?]{0,2}=(?![=>])`, 'g'))].map(
        ({ index }) => index + 1 + property.length,
      );
      found = ends.filter((end) => this.text.slice(end - read.length, end) === read);
      this.assignments.set(read, found);
    }
    return found;
  }
}

/** The loops around a node that do not run the test again each turn. */
function turnsBetween(near: Node, test: Node): readonly Node[] {
  const found: Node[] = [];
  for (let at: Node | undefined = near; at && !contains(at, test); at = at.parent)
    if (isLoop(at)) found.push(at);
  return found;
}

/** Whether a node runs in a function that was made after the test, and may be called at any time. */
function isDeferred(near: Node, test: Node): boolean {
  for (let at: Node | undefined = near; at && !contains(at, test); at = at.parent)
    if (isClosure(at)) return true;
  return false;
}

/** What the construct directly around a node says of it. */
function around(at: Node, parent: Node): readonly GuardNode[] {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      if (parent.test === at) return [];
      return [holding(parent.test, parent.consequent === at)];
    case 'LogicalExpression':
      if (parent.right !== at || parent.operator === '??') return [];
      return [holding(parent.left, parent.operator === '&&')];
    case 'WhileStatement':
      return parent.body === at ? [holding(parent.test, true)] : [];
    case 'ForStatement':
      return parent.body === at && parent.test ? [holding(parent.test, true)] : [];
    case 'SwitchCase':
      return parent.test === at ? [] : ofCase(parent);
    default:
      return [];
  }
}

function holding(test: Node, holds: boolean, from = test.range[1]): GuardNode {
  return { test, holds, from };
}

/** The cases that lead into one: its own, those it shares its body with, and those that fall into it. */
function ofCase(clause: TSESTree.SwitchCase): readonly GuardNode[] {
  const list = clause.parent.cases;
  const own = list.indexOf(clause);
  let first = own;
  while (first > 0 && own - first < MAX_CASES && !list[first - 1]?.consequent.some(leaves)) first -= 1;
  const cases = list.slice(first, own + 1).map(({ test }) => test);
  const test = clause.parent.discriminant;
  return cases.every((each) => each !== null) ? [{ test, cases, from: test.range[1] }] : [];
}

/** Cases that are followed to the one they fall into. */
const MAX_CASES = 50;

/** Statements in one list that are looked at: the last ones before the code. */
const MAX_EXITS = 20;

/** What is known after a statement of a list. */
interface Exit {
  readonly index: number;
  readonly guard: GuardNode;
}

/** What the statements before one in the same list say of it: `if (…) return;`, `assert(…)`. */
function before(at: Node, parent: Node, exits: Map<Node, readonly Exit[]>): readonly GuardNode[] {
  const list = statementsOf(parent);
  const index = list ? indexOf(at, list) : -1;
  if (!list || index < 0) return [];
  let found = exits.get(parent);
  if (!found) {
    found = list.flatMap((statement, index) => {
      const guard = afterwards(statement);
      return guard ? [{ index, guard }] : [];
    });
    exits.set(parent, found);
  }
  const last = firstFrom(found.length, (each) => (found[each]?.index ?? 0) >= index);
  return found
    .slice(Math.max(0, last - MAX_EXITS), last)
    .map(({ guard }) => guard)
    .reverse();
}

/** Where a node stands in a list that is in the order of the source; -1 where it does not. */
function indexOf(node: Node, list: readonly Node[]): number {
  const index = firstFrom(list.length, (each) => (list[each]?.range[0] ?? 0) >= node.range[0]);
  return list[index] === node ? index : -1;
}

/** The first of so many indices from which on something is true, by halves; their number where it never is. */
function firstFrom(count: number, isTrue: (index: number) => boolean): number {
  let [start, end] = [0, count];
  while (start < end) {
    const middle = (start + end) >> 1;
    if (isTrue(middle)) end = middle;
    else start = middle + 1;
  }
  return start;
}

function statementsOf(node: Node): readonly TSESTree.Statement[] | undefined {
  switch (node.type) {
    case 'BlockStatement':
    case 'StaticBlock':
      return node.body;
    case 'Program':
      return node.body;
    case 'SwitchCase':
      return node.consequent;
    default:
      return undefined;
  }
}

/** What is known when a statement has run to its end. */
function afterwards(statement: Node): GuardNode | undefined {
  if (statement.type === 'IfStatement') {
    const { test, consequent, alternate } = statement;
    if (leaves(consequent)) return holding(test, false, alternate ? consequent.range[1] : statement.range[1]);
    return alternate && leaves(alternate) ? holding(test, true) : undefined;
  }
  const call = statement.type === 'ExpressionStatement' ? statement.expression : undefined;
  if (call?.type !== 'CallExpression') return undefined;
  const { callee } = call;
  const isAssertion =
    (callee.type === 'Identifier' && /^(?:assert|invariant)$/.test(callee.name)) ||
    (callee.type === 'MemberExpression' &&
      callee.object.type === 'Identifier' &&
      callee.object.name === 'assert' &&
      spelledName(callee) === 'ok');
  const [test] = call.arguments;
  return isAssertion && test ? holding(test, true) : undefined;
}

/** Whether control never gets past a statement. */
function leaves(statement: Node): boolean {
  switch (statement.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return true;
    case 'BlockStatement':
      return statement.body.some(leaves);
    case 'IfStatement':
      return statement.alternate !== null && leaves(statement.consequent) && leaves(statement.alternate);
    case 'TryStatement':
      if (statement.finalizer && leaves(statement.finalizer)) return true;
      return leaves(statement.block) && (!statement.handler || leaves(statement.handler.body));
    case 'ExpressionStatement':
      return statement.expression.type === 'CallExpression' && endsProcess(statement.expression);
    default:
      return false;
  }
}

/** The name that a member access spells out. */
function spelledName(node: TSESTree.MemberExpression): string | undefined {
  return !node.computed && node.property.type === 'Identifier' ? node.property.name : undefined;
}

function isPropertyName(node: TSESTree.Identifier): boolean {
  const { parent } = node;
  if (parent.type === 'MemberExpression') return parent.property === node && !parent.computed;
  return parent.type === 'Property' && parent.key === node && !parent.computed && !parent.shorthand;
}

function isLoop(node: Node): boolean {
  return /^(?:DoWhile|For|ForIn|ForOf|While)Statement$/.test(node.type);
}
