import { type TSESTree } from '@typescript-eslint/utils';
import { join } from 'node:path/posix';
import * as parser from '@typescript-eslint/parser';
import type { Expression } from '../../src/model/code/expression.js';
import { EstreeSource } from '../../src/estree/source.js';

/** The modules of a program by their paths below `/app`; the first is the one that is asked about. */
export type Program = Readonly<Record<string, string>>;

/** Reads a program from memory; what is not in it is a package's. */
export function read(program: Program | string): EstreeSource {
  const files = typeof program === 'string' ? { 'main.ts': program } : program;
  const sources = new Map<string, EstreeSource>();
  const load = (path: string): EstreeSource | undefined => {
    const name = [path, `${path}.ts`].find((each) => each in files);
    if (name === undefined) return undefined;
    let source = sources.get(name);
    if (!source) {
      const text = files[name] ?? '';
      const follow = (module: string) =>
        module.startsWith('.') ? load(join(name, '..', module).replace(/\.js$/, '')) : undefined;
      source = new EstreeSource({ file: `/app/${name}`, text, parsed: () => parse(text), follow });
      sources.set(name, source);
    }
    return source;
  };
  const [first = ''] = Object.keys(files);
  const source = load(first);
  if (!source) throw new Error('an empty program');
  return source;
}

function parse(text: string) {
  const { ast, scopeManager } = parser.parseForESLint(text, { range: true, loc: true, sourceType: 'module' });
  const visit = (node: TSESTree.Node): void => {
    for (const [key, value] of Object.entries(node) as [string, unknown][]) {
      if (key === 'parent') continue;
      for (const child of [value].flat()) {
        if (typeof child !== 'object' || child === null || !('type' in child) || !('range' in child))
          continue;
        (child as TSESTree.Node).parent = node;
        visit(child as TSESTree.Node);
      }
    }
  };
  visit(ast);
  return { ast, scopeManager };
}

/** The argument of the last call of `name` in a source. */
export function argumentOf(source: EstreeSource, name = 'ask'): Expression {
  let found: Expression | undefined;
  const visit = (node: TSESTree.Node): void => {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === name) {
      const [argument] = node.arguments;
      if (argument) found = source.expression(argument);
    }
    for (const [key, value] of Object.entries(node) as [string, unknown][]) {
      if (key === 'parent') continue;
      for (const child of [value].flat())
        if (typeof child === 'object' && child !== null && 'type' in child && 'range' in child)
          visit(child as TSESTree.Node);
    }
  };
  visit(source.program);
  if (!found) throw new Error(`no call of ${name}()`);
  return found;
}
