import type { TSESTree } from '@typescript-eslint/types';
import { keyOf, memberName } from './member-name.js';
import { descendants } from './tree.js';
import type { Node } from './nodes.js';

/** What is assigned to each member of the instances of a class that is written as a function. */
export type PrototypeMembers = ReadonlyMap<string, readonly Node[]>;

/** A text that may have such a class. */
const MAY_HAVE = /\.prototype\b|\bfunction\s+[A-Z]|\b[A-Z]\w*\s*=\s*function\b/;

/** The classes of a file that are written as functions, by their names: `function Context() { this.log = … }`. */
export function prototypeClassesIn(program: Node, text: string): ReadonlyMap<string, PrototypeMembers> {
  const found = new Map<string, Map<string, Node[]>>();
  if (!MAY_HAVE.test(text)) return found;
  const add = (owner: string, name: string | undefined, value: Node) => {
    if (name === undefined) return;
    let members = found.get(owner);
    if (!members) found.set(owner, (members = new Map<string, Node[]>()));
    const known = members.get(name);
    if (known) known.push(value);
    else members.set(name, [value]);
  };
  for (const node of descendants(program)) {
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') continue;
    const { left, right } = node;
    const whole = prototypeOf(left);
    const part = prototypeOf(left.object);
    if (part !== undefined) add(part, memberName(left), right);
    else if (whole !== undefined && right.type === 'ObjectExpression') {
      for (const each of right.properties) if (each.type === 'Property') add(whole, keyOf(each), each.value);
    } else {
      const self = left.object.type === 'ThisExpression' ? left : thisBehind(left.object);
      const owner = self && prototypeClassAround(self);
      if (owner !== undefined) add(owner, memberName(left), right);
    }
  }
  return found;
}

/** What functions call the `this` that functions inside of them are to use. */
const ALIAS = /^_?(?:self|that|me|this)$/;

/** The `this` that a name stands for which a function around it is given: `var self = this`. */
function thisBehind(node: Node): Node | undefined {
  if (node.type !== 'Identifier' || !ALIAS.test(node.name)) return undefined;
  for (let at = node.parent as Node | undefined; at; at = at.parent) {
    if (at.type !== 'BlockStatement') continue;
    for (const statement of at.body) {
      const declared = statement.type === 'VariableDeclaration' ? statement.declarations : [];
      const alias = declared.find(({ id }) => id.type === 'Identifier' && id.name === node.name);
      if (alias) return alias.init?.type === 'ThisExpression' ? alias.init : undefined;
    }
  }
  return undefined;
}

/** The class, written as a function, whose instance `this` is at a node. */
export function prototypeClassAround(node: Node): string | undefined {
  let at: Node | undefined = node;
  while (at && at.type !== 'ClassBody') {
    if (at.type === 'FunctionDeclaration' || at.type === 'FunctionExpression') {
      const name = constructorName(at);
      if (name !== undefined) return name;
      const { parent }: Node = at;
      if (parent.type === 'Property') return literalOf(parent);
      const target: Node | undefined =
        parent.type === 'AssignmentExpression' && parent.right === at ? parent.left : undefined;
      if (target?.type !== 'MemberExpression') return undefined;
      if (target.object.type !== 'ThisExpression') return prototypeOf(target.object);
      // `this.close = function () { … }` in the constructor.
    }
    at = at.parent;
  }
  return undefined;
}

/** The name of a function that is called as classes are: `function Context() {`, `const Context = function () {`. */
export function constructorName(node: Node): string | undefined {
  if (node.type !== 'FunctionDeclaration' && node.type !== 'FunctionExpression') return undefined;
  const { parent } = node as Node;
  const declared =
    parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : null;
  const name = (declared ?? node.id)?.name;
  return name !== undefined && /^_?[A-Z]/.test(name) ? name : undefined;
}

/** `Context` of `Context.prototype`. */
function prototypeOf(node: Node): string | undefined {
  if (node.type !== 'MemberExpression' || memberName(node) !== 'prototype') return undefined;
  return node.object.type === 'Identifier' ? node.object.name : undefined;
}

/** The class whose prototype an object literal is, by one of its properties. */
function literalOf(property: TSESTree.Property): string | undefined {
  const { parent } = property.parent;
  return parent?.type === 'AssignmentExpression' ? prototypeOf(parent.left) : undefined;
}
