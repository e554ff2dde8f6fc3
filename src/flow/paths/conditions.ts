import type { TSESTree } from '@typescript-eslint/types';
import { type Resource, isOnResource, isReferenceTo } from './resource.js';
import { oncePer } from '../../model/code/once.js';
import { descendants, isClosure, isNamed, shapeOf, unwrap } from '../../estree/tree.js';

type Node = TSESTree.Node;

/** What the conditions of a function say about a resource on the paths that hold it. */
export class Conditions {
  private readonly assumed: ReadonlyMap<string, boolean>;
  /** By test: of a chain of `||`, each part is asked about again with the next. */
  private readonly truths = new Map<Node, boolean | undefined>();

  constructor(
    private readonly resource: Resource,
    private readonly region: Node,
  ) {
    this.assumed = assumptionsAt(resource.acquiredAt);
  }

  /** What a test yields on the paths that hold the resource. */
  truthOf(test: Node): boolean | undefined {
    if (!this.truths.has(test)) this.truths.set(test, this.decide(test));
    return this.truths.get(test);
  }

  private decide(test: Node): boolean | undefined {
    const assumed = this.assumed.size > 0 ? this.assumed.get(shapeOf(test)) : undefined;
    if (assumed !== undefined) return assumed;
    switch (test.type) {
      case 'Literal':
        return Boolean(test.value);
      case 'UnaryExpression': {
        const truth = test.operator === '!' ? this.truthOf(test.argument) : undefined;
        return truth === undefined ? undefined : !truth;
      }
      case 'BinaryExpression': {
        const isPresence = /^[!=]==?$/.test(test.operator) && isMissing(test.right);
        const subject = isTypeof(test.left) ? test.left.argument : test.left;
        return isPresence && this.truthOf(subject) === true ? test.operator.startsWith('!') : undefined;
      }
      case 'LogicalExpression': {
        const truths = [this.truthOf(test.left), this.truthOf(test.right)];
        if (test.operator === '??') return truths[0] ? true : undefined;
        const decisive = test.operator === '||';
        if (truths.includes(decisive)) return decisive;
        return truths.includes(undefined) ? undefined : !decisive;
      }
      case 'AssignmentExpression':
        return isReferenceTo(this.resource, test.left) || undefined;
      case 'CallExpression':
        return isNamed(test.callee, 'Boolean') && test.arguments[0]
          ? this.truthOf(test.arguments[0])
          : undefined;
      default:
        return isReferenceTo(this.resource, unwrap(test)) || undefined;
    }
  }

  /** Whether a test reads what may tell if the resource is still held. */
  reveals(test: Node): boolean {
    if (this.asks(test)) return true;
    const flags = flagsIn(this.region);
    return [...descendants(test)].some((node) => node.type === 'Identifier' && flags.has(node.name));
  }

  /** Whether a test reads anything that the function assigns, and so may tell which way it came. */
  remembers(test: Node): boolean {
    const assigned = assignedIn(this.region);
    return [...descendants(test)].some((node) => node.type === 'Identifier' && assigned.has(node.name));
  }

  /** Whether a test reads what was assigned since the resource is held: what the work gave. */
  readsResult(test: Node): boolean {
    const since = this.resource.acquiredAt.range[1];
    const results = new Set(
      [...descendants(this.region)].flatMap((node) => {
        const isBetween = node.range[0] > since && node.range[1] <= test.range[0];
        const target = isBetween ? targetOf(node) : undefined;
        return target?.type === 'Identifier' ? [target.name] : [];
      }),
    );
    return [...descendants(test)].some((node) => node.type === 'Identifier' && results.has(node.name));
  }

  /** Whether a test reads a member of the resource: `span.isRecording()`. */
  asks(test: Node): boolean {
    return [...descendants(test)].some(
      (node) => node.type === 'MemberExpression' && isOnResource(this.resource, node),
    );
  }
}

/** What a node gives a value to. */
function targetOf(node: Node): Node | undefined {
  if (node.type === 'VariableDeclarator' && node.init) return node.id;
  return node.type === 'AssignmentExpression' ? node.left : undefined;
}

function isMissing(node: Node): boolean {
  if (node.type === 'Literal') return node.value === null || node.value === 'undefined';
  return isNamed(node, 'undefined');
}

function isTypeof(node: Node): node is TSESTree.UnaryExpression {
  return node.type === 'UnaryExpression' && node.operator === 'typeof';
}

/** The conditions under which a node is reached, taken to hold when they are tested again. */
function assumptionsAt(acquiredAt: Node): Map<string, boolean> {
  const assumed = new Map<string, boolean>();
  const assume = (test: Node, truth: boolean): void => {
    if (test.type === 'LogicalExpression' && test.operator === (truth ? '&&' : '||')) {
      assume(test.left, truth);
      assume(test.right, truth);
    } else if (test.type === 'UnaryExpression' && test.operator === '!') assume(test.argument, !truth);
    else assumed.set(shapeOf(test), truth);
  };
  for (const node of descendants(acquiredAt)) {
    if (node.type === 'MemberExpression' && node.optional) assume(node.object, true);
  }
  for (let at = acquiredAt; at.parent && !isClosure(at.parent); at = at.parent) {
    const around = at.parent;
    if (around.type === 'IfStatement' || around.type === 'ConditionalExpression') {
      if (at !== around.test) assume(around.test, at === around.consequent);
    } else if (around.type === 'LogicalExpression' && around.operator !== '??') {
      if (at === around.right) assume(around.left, around.operator === '&&');
    }
  }
  return assumed;
}

/** The variables that a function only ever sets to `true` or `false`, its closures included. */
const flagsIn = oncePer(function findFlags(region: Node): ReadonlySet<string> {
  const flags = new Set<string>();
  const others = new Set<string>();
  for (const node of descendants(region)) {
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'Identifier') continue;
    const isFlag = node.right.type === 'Literal' && typeof node.right.value === 'boolean';
    (isFlag ? flags : others).add(node.left.name);
  }
  return new Set([...flags].filter((name) => !others.has(name)));
});

/** The names of the variables and properties that a function assigns, its closures included. */
const assignedIn = oncePer(function findAssigned(region: Node): ReadonlySet<string> {
  const names = [...descendants(region)].flatMap((node) => {
    if (node.type !== 'AssignmentExpression') return [];
    const left = node.left.type === 'MemberExpression' ? node.left.property : node.left;
    return [...descendants(left)].flatMap((each) => (each.type === 'Identifier' ? [each.name] : []));
  });
  return new Set(names);
});
