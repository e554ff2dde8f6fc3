import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import type { Scope, ScopeManager, ScopeVariable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { BlockNames } from '../../src/estree/block-names.js';
import { LateNames } from '../../src/estree/late-names.js';
import { childrenWithTypes, setParents } from '../../src/estree/tree.js';

type Node = TSESTree.Node;

const ROOT = join(import.meta.dirname, '../..');

/** A program with its scopes and all of its nodes. */
function parsed(text: string, path: string) {
  const { ast, scopeManager } = parser.parseForESLint(text, { range: true, loc: true, filePath: path });
  setParents(ast);
  const nodes: Node[] = [ast];
  for (const node of nodes) nodes.push(...childrenWithTypes(node));
  return { ast, scopeManager, nodes };
}

/** The innermost scope around a node. */
function scopeAt(manager: ScopeManager, at: Node): Scope | null {
  let scope: Scope | null = null;
  for (let node: Node | undefined = at; node && !scope; node = node.parent)
    scope = manager.acquire(node, true);
  if (scope?.type === ('function-expression-name' as never)) scope = scope.childScopes[0] ?? scope;
  return scope;
}

/** What the scope analysis finds: the node that declares a name, or that nothing does. */
function byScopes(manager: ScopeManager, at: Node, name: string): unknown {
  return variableByScopes(manager, at, name)?.defs.at(-1)?.node;
}

function variableByScopes(manager: ScopeManager, at: Node, name: string): ScopeVariable | undefined {
  let scope = scopeAt(manager, at);
  for (; scope; scope = scope.upper) {
    const variable = scope.set.get(name);
    if (variable) return variable;
  }
  return undefined;
}

/** The names that are used, as `line name`, of which the blocks say something else than the scopes; and how many were told. */
function compared(text: string, path = 'a.ts'): { readonly wrong: readonly string[]; readonly told: number } {
  const { scopeManager, nodes } = parsed(text, path);
  const names = new BlockNames(text);
  const wrong: string[] = [];
  let told = 0;
  for (const node of nodes) {
    if (node.type !== 'Identifier' || !isUse(node)) continue;
    const found = names.declaration(node, node.name);
    if (!found) continue;
    told++;
    const expected = byScopes(scopeManager, node, node.name);
    const answer = found.is === 'declared' ? found.by : undefined;
    if (answer !== expected) wrong.push(`${node.loc.start.line} ${node.name}`);
  }
  return { wrong, told };
}

/** Every name in scope at a node, with the node that declares it, as the scope analysis has them. */
function visibleByScopes(manager: ScopeManager, at: Node): readonly (readonly [string, unknown])[] {
  let scope = scopeAt(manager, at);
  const found = new Map<string, unknown>();
  for (; scope; scope = scope.upper)
    for (const { name, defs } of scope.variables)
      if (defs.length > 0 && !found.has(name)) found.set(name, defs.at(-1)?.node);
  return [...found];
}

/** The calls where other names are in scope, or in another order, than the scopes have; and how many were told. */
function comparedVisible(
  text: string,
  path = 'a.ts',
): { readonly wrong: readonly string[]; readonly told: number } {
  const { scopeManager, nodes } = parsed(text, path);
  const names = new BlockNames(text);
  const wrong: string[] = [];
  let told = 0;
  for (const node of nodes) {
    const found = node.type === 'CallExpression' ? names.visible(node) : undefined;
    if (!found) continue;
    told++;
    const listed = [...found].map(({ name, by }) => [name, by] as const);
    const expected = visibleByScopes(scopeManager, node);
    const isSame =
      listed.length === expected.length &&
      listed.every(([name, by], i) => name === expected[i]?.[0] && by === expected[i][1]);
    if (!isSame)
      wrong.push(
        `${node.loc.start.line} ${listed.map(([name]) => name).join()} | ${expected.map(([name]) => name).join()}`,
      );
  }
  return { wrong, told };
}

/** What late names say of a use, where the scopes say something else: the definition, and whether it is never written. */
function comparedLate(
  text: string,
  path = 'a.ts',
): { readonly wrong: readonly string[]; readonly told: number } {
  const { ast, scopeManager, nodes } = parsed(text, path);
  const names = new BlockNames(text);
  const late = new LateNames(ast, text, () => undefined);
  const wrong: string[] = [];
  let told = 0;
  for (const node of nodes) {
    if (node.type !== 'Identifier' || !isUse(node)) continue;
    const declared = names.declaration(node, node.name);
    const found = declared?.is === 'declared' ? late.of(node.name, declared.by) : undefined;
    const variable = variableByScopes(scopeManager, node, node.name);
    if (!found || !variable) continue;
    told++;
    const [definition] = found.defs;
    const expected = variable.defs.at(-1);
    const isSame =
      definition?.type === expected?.type &&
      definition?.name === expected?.name &&
      definition?.node === expected?.node;
    const isWritten = variable.references.some((each) => each.isWrite() && each.init !== true);
    if (!isSame || (isWritten && found.isNeverWritten)) wrong.push(`${node.loc.start.line} ${node.name}`);
  }
  return { wrong, told };
}

/** The receiver of a member, or what is called: what recognisers ask about. */
function isUse({ parent, ...node }: TSESTree.Identifier): boolean {
  return (
    (parent.type === 'MemberExpression' && parent.object.range[0] === node.range[0]) ||
    (parent.type === 'CallExpression' && parent.callee.range[0] === node.range[0])
  );
}

describe('the names that blocks declare', () => {
  it.each([
    [
      'an import, of all kinds',
      `import a, { b as c } from 'x'; import * as d from 'y'; a.x(); c.x(); d.x(); b.x();`,
    ],
    ['a global', `console.log(1); { console.log(2); }`],
    [
      'a shadowed one',
      `console.log(1); { const console = make(); console.log(2); } function f(console) { console.log(3); }`,
    ],
    [
      'the nearest of several',
      `const a = 1; function f() { const a = 2; { const a = 3; a.x(); } a.x(); } a.x();`,
    ],
    ['one declared behind its use', `function f() { a.x(); } const a = new Map(); a.x();`],
    [
      'parts of patterns',
      `const { a, b: { c }, ...d } = x; const [e, , f = 1, ...g] = y; a.x(); b.x(); c.x(); d.x(); e.x(); f.x(); g.x();`,
    ],
    [
      'parameters',
      `class A { constructor(private readonly a: B, { b }: C, [c] = d, ...e: F[]) { a.x(); b.x(); c.x(); d.x(); e.x(); } }`,
    ],
    [
      'functions and classes',
      `f(); function f() {} class C {} C.x(); (function g() { g.x(); }); g.x(); (class D { m() { D.x(); } }); D.x();`,
    ],
    [
      'what is exported',
      `export const a = 1; export function f() { a.x(); f.x(); } export default class B {} B.x(); export class E {} E.x();`,
    ],
    ['expressions that are exported', `export default (function f() { f.x(); }); f.x();`],
    [
      'loops',
      `for (let i = a.x(); i.x(); ) i.x(); for (const b of b.x()) b.x(); for (const c in d) { c.x(); } i.x(); c.x();`,
    ],
    [
      'clauses',
      `try { e.x(); } catch (e) { e.x(); const f = 1; f.x(); } finally { e.x(); } try {} catch { g.x(); } try {} catch ({ h }) { h.x(); }`,
    ],
    [
      'switches',
      `switch (a.x()) { case 1: { const b = 1; b.x(); } case 2: const a = 2; a.x(); default: a.x(); b.x(); }`,
    ],
    ['static blocks', `class A { static { const a = 1; a.x(); } static b = a.x(); }`],
    [
      'namespaces',
      `namespace A { export const b = 1; b.x(); } A.x(); b.x(); namespace C.D { const e = 1; e.x(); } C.x(); D.x();`,
    ],
    ['enums', `enum A { B = 1, C = B.x() } A.x(); B.x();`],
    [
      'what is merged',
      `function a() {} namespace a { export const b = 1; } a.x(); interface C {} const C = 1; C.x();`,
    ],
    [
      'declarations',
      `declare const a: A; declare function f(): void; declare module 'x' { const b: B; } declare global { const c: C; } a.x(); f(); b.x(); c.x();`,
    ],
    ['overloads', `function f(a: 1): void; function f(a: 2): void; function f(a) { a.x(); } f();`],
    [
      'imports of TypeScript',
      `import a = require('a'); import type { B } from 'b'; import c = a.b; a.x(); B.x(); c.x();`,
    ],
    ['labels', `a: for (const b of c) { b.x(); continue a; } a.x();`],
  ])('are told as the scopes tell them: %s', (_, text) => {
    expect(compared(text).wrong).toEqual([]);
    expect(compared(text).told).toBeGreaterThan(0);
  });

  it('are not those of a body where a parameter is given its default', () => {
    // The scope analysis has one scope for both.
    expect(compared(`function f(a = b.x()) { const b = 1; b.x(); }`).wrong).toEqual(['1 b']);
  });

  it('are read once of a block, also where it declares none', () => {
    const { ast } = parser.parseForESLint('a.x(); b.x(); c.x();', { range: true });
    setParents(ast);
    const [...statements] = ast.body;
    let reads = 0;
    Object.defineProperty(ast, 'body', { get: () => (reads++, statements) });
    const names = new BlockNames('');
    for (const each of statements) expect(names.declaration(each, 'a')).toEqual({ is: 'global' });
    expect(reads).toBe(1);
  });

  it('are not told where a `var` may be hoisted, nor among the members of an enum', () => {
    const told = (text: string) => compared(text).told;
    expect(told(`const a = 1; function f() { a.x(); if (b) { var a = 2; } }`)).toBe(0);
    expect(told(`enum A { B = c.x() }`)).toBe(0);
    expect(told(`const b = c.x();`)).toBe(1);
  });

  it.each([
    [
      `import a, { b as c } from 'x'; const d = 1; function f(e, { g }) { const h = 2; { const i = 3; x(); } x(); } x();`,
    ],
    [`const a = 1; function f(a) { const b = 2; x(); } try { x(); } catch (e) { const c = 1; x(); }`],
    [`class A { m(b) { for (const c of d) x(); } n = x(); } const g = function h(i) { x(); }; x();`],
    [
      `switch (x()) { case 1: const a = 1; x(); } const f = (a, ...b) => x(); namespace N { const c = 1; x(); }`,
    ],
  ])('in scope are those that the scopes have, in their order: %s', (text) => {
    const { wrong, told } = comparedVisible(text);
    expect(wrong).toEqual([]);
    expect(told).toBeGreaterThan(1);
  });

  it.each([
    [
      `let a = 1; a.x(); let b = 2; b.x(); b = 3; let c = 4; c.x(); c++; const { d } = e; d.x(); let f = 1; f.x(); [f] = g;`,
    ],
    [
      `function f(a, b = 1, { c, d: [e] }, ...g) { a.x(); b.x(); c.x(); e.x(); g.x(); a = 2; ({ c } = b); } f();`,
    ],
    [
      `try {} catch (e) { e.x(); } try {} catch ({ f }) { f.x(); f = 1; } for (const a of b) a.x(); let h = 1; h.x(); for (h of b) {}`,
    ],
    [
      `class A {} A.x(); enum B { C } B.x(); function g() {} g(); function k(k) { k.x(); } (h as any) = 1; let h = 2; h.x();`,
    ],
  ])('have the definitions and writes of the scopes: %s', (text) => {
    const { wrong, told } = comparedLate(text);
    expect(wrong).toEqual([]);
    expect(told).toBeGreaterThan(2);
  });

  it.each([
    ['in scope', comparedVisible],
    ['as late names', comparedLate],
  ])(
    'are told as the scopes tell them in files of this project, %s',
    (_, compare) => {
      const files = globSync(['src/{estree,flow}/**/*.ts', 'rules/**/*.ts'], { cwd: ROOT, absolute: true });
      const results = files.map((path) => ({ path, ...compare(readFileSync(path, 'utf8'), path) }));
      expect(
        results.flatMap(({ path, wrong }) => wrong.map((each) => `${path}:${each}`)).slice(0, 5),
      ).toEqual([]);
      expect(results.reduce((sum, { told }) => sum + told, 0)).toBeGreaterThan(2000);
    },
    120_000,
  );

  it('are told as the scopes tell them in files of this project', () => {
    const files = globSync(['src/{estree,flow,recognize}/**/*.ts', 'rules/**/*.ts'], {
      cwd: ROOT,
      absolute: true,
    });
    const results = files.map((path) => ({ path, ...compared(readFileSync(path, 'utf8'), path) }));
    expect(results.flatMap(({ path, wrong }) => wrong.map((each) => `${path}:${each}`))).toEqual([]);
    expect(results.reduce((sum, { told }) => sum + told, 0)).toBeGreaterThan(5000);
  }, 120_000);
});
