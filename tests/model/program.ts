import type { Expression } from '../../src/model/code/expression.js';
import type { EstreeSource } from '../../src/estree/source.js';
import { descendants } from '../../src/estree/tree.js';
import { fileOf } from '../analysis/program.js';

/** The modules of a program by their names; the first is the one that is asked about. */
export type Program = Readonly<Record<string, string>>;

/** Reads a program from memory; what is not in it is a package's. */
export function read(program: Program | string): EstreeSource {
  const modules = typeof program === 'string' ? { 'main.ts': program } : program;
  const files = Object.fromEntries(Object.entries(modules).map(([name, text]) => [`/app/src/${name}`, text]));
  const [first] = Object.entries(files);
  if (!first) throw new Error('an empty program');
  const [path, text] = first;
  return fileOf({ path, text, files }).source;
}

/** The first argument of the last call of a function in a source. */
export function argumentOf(source: EstreeSource, name = 'ask'): Expression {
  let found: Expression | undefined;
  for (const node of descendants(source.program)) {
    if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== name)
      continue;
    const [argument] = node.arguments;
    if (argument) found = source.expression(argument);
  }
  if (!found) throw new Error(`no call of ${name}()`);
  return found;
}
