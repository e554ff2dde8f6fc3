import type { TSESTree } from '@typescript-eslint/types';
import { oncePer } from '../model/code/once.js';
import type { Node } from './nodes.js';

/** Properties that hold no part of a node. */
const NO_PART: ReadonlySet<string> = new Set(['parent', 'tokens', 'comments', 'loc', 'range']);
/** Properties that hold no part that is evaluated with a node. */
const NOT_EVALUATED: ReadonlySet<string> = new Set([
  ...NO_PART,
  'typeAnnotation',
  'typeArguments',
  'typeParameters',
  'returnType',
  'superTypeArguments',
  'implements',
]);

/** The nodes directly under a node, in source order; types left out. */
export const children = oncePer(function childrenOf(node: Node): readonly Node[] {
  return partsOf(node, NOT_EVALUATED);
});

/** The nodes directly under a node, types among them, in source order. */
export const childrenWithTypes = oncePer(function partsWithTypes(node: Node): readonly Node[] {
  return partsOf(node, NO_PART);
});

const NO_PARTS: readonly Node[] = [];

function partsOf(node: Node, omitted: ReadonlySet<string>): readonly Node[] {
  const found: Node[] = [];
  putUnder(node, found, omitted);
  if (found.length === 0) return NO_PARTS;
  // The order of the properties is that of the source as a rule.
  for (let at = 1; at < found.length; at++) {
    const [before, here] = [found[at - 1], found[at]];
    if (before && here && inSource(before, here) > 0) {
      found.sort(inSource);
      break;
    }
  }
  // The copy is what is kept. What `[]` makes, V8 makes in old space once much of it has lived long, and a list there keeps its whole
  // tree until the next full collection; of a copy it does not learn that.
  return found.slice();
}

/** A node and everything under it, nested functions included, in source order. */
export function* descendants(node: Node): Generator<Node> {
  const open = [node];
  for (let at = open.pop(); at; at = open.pop()) {
    yield at;
    openFrom(at, open);
  }
}

/** Puts what is under a node on a stack, so that the first of it is taken first. */
export function openFrom(node: Node, open: Node[]): void {
  const under = children(node);
  for (let at = under.length - 1; at >= 0; at--) {
    const child = under[at];
    if (child) open.push(child);
  }
}

/**
 * Puts the nodes directly under a node on a list, types among them unless they are omitted, in the order of its properties;
 * keeps nothing on the node.
 */
export function putUnder(node: Node, list: Node[], omitted: ReadonlySet<string> = NO_PART): void {
  for (const key in node) {
    // Some parsers compute what nobody asks for here.
    if (key === 'loc' || key === 'range' || key === 'parent') continue;
    const value = (node as unknown as Record<string, unknown>)[key];
    if (typeof value !== 'object' || value === null || omitted.has(key)) continue;
    if (Array.isArray(value)) {
      for (const each of value as unknown[]) if (isNode(each)) list.push(each);
    } else if (isNode(value)) list.push(value);
  }
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' && value !== null && 'type' in value && ('range' in value || 'end' in value)
  );
}

/** Compares nodes by where they start. */
export function inSource(a: Node, b: Node): number {
  return a.range[0] - b.range[0];
}

/** Whether a node is another, or stands in it. */
export function contains(outer: Node, inner: Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/** Whether a node's code runs at another time than the code around it. */
export function isClosure(node: Node): boolean {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ClassDeclaration':
    case 'ClassExpression':
      return true;
    default:
      return false;
  }
}

/** The function, static block or program whose execution reaches a node; undefined in a class field. */
export function regionOf(node: Node): Node | undefined {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === 'Program' || at.type === 'StaticBlock') return at;
    if (isClosure(at)) return at.type.startsWith('Class') ? undefined : at;
  }
  return undefined;
}

export function rootOf(node: Node): Node {
  let root = node;
  while (root.parent) root = root.parent;
  return root;
}

/** An expression without the wrappers that change neither its value nor its time. */
export function unwrap(node: Node): Node {
  switch (node.type) {
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      return unwrap(node.expression);
    default:
      return node;
  }
}

/** The whole `a?.b.c()` that a part of it belongs to. */
export function chainOf(node: Node): Node | undefined {
  let at: Node | undefined = node;
  while (at && at.type !== 'ChainExpression') at = at.parent;
  return at;
}

/** The statement that a `break` or `continue` goes to. */
export function targetOf(jump: TSESTree.BreakStatement | TSESTree.ContinueStatement): Node | undefined {
  for (let at: Node | undefined = jump.parent; at; at = at.parent) {
    if (jump.label) {
      if (at.type !== 'LabeledStatement' || at.label.name !== jump.label.name) continue;
      let body: Node = at;
      while (body.type === 'LabeledStatement') body = body.body;
      return jump.type === 'ContinueStatement' ? body : at;
    }
    if (isLoop(at) || (jump.type === 'BreakStatement' && at.type === 'SwitchStatement')) return at;
  }
  return undefined;
}

export type Loop =
  | TSESTree.DoWhileStatement
  | TSESTree.ForInStatement
  | TSESTree.ForOfStatement
  | TSESTree.ForStatement
  | TSESTree.WhileStatement;

/** Whether a node is a loop. */
export function isLoop(node: Node): node is Loop {
  return /^(?:DoWhile|For|ForIn|ForOf|While)Statement$/.test(node.type);
}

/** The statement from whose end control falls off a body. */
export function lastStatement(body: Node): Node {
  switch (body.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return body.body ? lastStatement(body.body) : body;
    case 'BlockStatement':
    case 'Program':
    case 'StaticBlock':
      return body.body.at(-1) ?? body;
    default:
      return body;
  }
}

/** Whether a statement plainly ends in a jump. */
export function alwaysLeaves(statement: Node): boolean {
  return /^(?:Return|Throw|Break|Continue)Statement$/.test(lastStatement(statement).type);
}

/** Equal for expressions that are written alike. */
export function shapeOf(node: Node): string {
  const position = new Set(['parent', 'loc', 'range', 'start', 'end']);
  return JSON.stringify(node, (key, value: unknown) =>
    position.has(key) ? undefined : typeof value === 'bigint' ? String(value) : value,
  );
}

/** Splits a list by a test. */
export function partition<T>(list: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [list.filter(test), list.filter((item) => !test(item))];
}

export function isNamed(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

function setRange(node: Node): void {
  const { start, end } = node as unknown as { readonly start: number; readonly end: number };
  node.range = [start, end];
}

/**
 * Gives every node of a tree its `parent`, as ESLint does, level by level; how deep the tree is. Not recursive, and no deeper
 * than `most`. With `setsRanges` it makes each node's `range` of its `start` and `end`.
 */
export function setParents(
  root: TSESTree.Node,
  { most = Infinity, setsRanges = false }: { readonly most?: number; readonly setsRanges?: boolean } = {},
): number {
  if (setsRanges) setRange(root);
  let level: Node[] = [root];
  let depth = 0;
  for (; level.length > 0 && depth <= most; depth++) {
    const below: Node[] = [];
    for (const node of level) {
      const start = below.length;
      putUnder(node, below);
      for (let at = start; at < below.length; at++) {
        const child = below[at];
        if (!child) continue;
        (child as { parent?: Node }).parent = node;
        if (setsRanges) setRange(child);
      }
    }
    level = below;
  }
  return depth;
}
