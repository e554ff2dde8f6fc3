import type { TSESTree } from '@typescript-eslint/types';
import { EXPORTS, LISTENS } from '../../model/code/program-text.js';
import { isFunction } from '../../estree/nodes.js';
import type { AnalysedFile } from '../file.js';

type Node = TSESTree.Node;

/** A test for whether a module is the program that was started. */
const IS_MAIN =
  /\brequire\.main\s*={2,3}\s*module\b|\bmodule\s*={2,3}\s*require\.main\b|\bimport\.meta\.main\b/;

/** The program that was started: ES modules compare their own address with it, before Node.js 24.2 had `import.meta.main`. */
const STARTED = /\bprocess\.argv\[1\]/;
const OWN_ADDRESS = /\bimport\.meta\.(?:url|filename)\b|\b__filename\b/;

/** Functions that lead on from the block of a program to a call. */
const MAX_STEPS = 20;

/**
 * Whether a call of a module that others import, and that serves nothing itself, runs only where somebody starts that file by hand:
 * `if (require.main === module) main();`
 */
export function isRunByHand(call: Node, file: AnalysedFile): boolean {
  if (!(file.says(IS_MAIN) || file.says(STARTED)) || !file.says(EXPORTS) || file.says(LISTENS)) return false;
  return runsInMain(call, file, MAX_STEPS);
}

function runsInMain(node: Node, file: AnalysedFile, steps: number): boolean {
  let around: Node | undefined;
  for (let at: Node = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (parent.type === 'IfStatement' && parent.consequent === at && isMainTest(parent.test, file))
      return true;
    if (isFunction(parent)) around = parent;
  }
  if (around?.type !== 'FunctionDeclaration' || !around.id || steps === 0) return false;
  // `export function main()`: others may call it as well.
  if (around.parent.type.startsWith('Export')) return false;
  const known = file.cached(runInMain, file);
  const answer = known.get(around);
  if (answer !== undefined) return answer;
  // What calls itself is not called by the program for that.
  known.set(around, false);
  const isCalled = isCalledInMain(around.id, file, steps - 1);
  known.set(around, isCalled);
  return isCalled;
}

/** Whether all that refers to a function of the file stands where the program runs. */
function isCalledInMain(id: TSESTree.Identifier, file: AnalysedFile, steps: number): boolean {
  const declared = file.syntax
    .variablesNamed(id.name)
    .find(({ defs }) => defs.some(({ name }) => name === id));
  const references = declared?.references ?? [];
  return (
    references.length > 0 && references.every(({ identifier }) => runsInMain(identifier as Node, file, steps))
  );
}

/** The functions of a file that only the program calls, as far as it was asked. */
function runInMain(): Map<Node, boolean> {
  return new Map();
}

function isMainTest(test: Node, { syntax }: AnalysedFile): boolean {
  const text = syntax.textOf(test);
  return IS_MAIN.test(text) || (STARTED.test(text) && OWN_ADDRESS.test(text) && text.includes('=='));
}

/** Functions that tell who started a program how to. */
const USAGE = /^_?(?:(?:print|show|display)_?)?(?:usage|help)$/i;

/** Whether a call tells who started a program how to, or stands before what does: it is the answer to its arguments. */
export function tellsUsage(call: Node): boolean {
  for (let at: Node = call; at.parent; at = at.parent) {
    const { parent } = at;
    if (isFunction(parent)) return parent.id != null && USAGE.test(parent.id.name);
    if (parent.type === 'BlockStatement' && isBeforeUsage(at, parent)) return true;
  }
  return false;
}

/** So few statements stand between a complaint and the usage. */
const MAX_BETWEEN = 3;

function isBeforeUsage(statement: Node, { body }: TSESTree.BlockStatement): boolean {
  const start = body.findIndex((each) => each === statement);
  return body.slice(start, start + MAX_BETWEEN).some(isUsage);
}

function isUsage(statement: Node): boolean {
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'CallExpression')
    return false;
  const { callee } = statement.expression;
  return callee.type === 'Identifier' && USAGE.test(callee.name);
}
