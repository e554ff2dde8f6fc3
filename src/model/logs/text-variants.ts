import { type Expression, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import { valueConstancy } from '../values/constant.js';
import { isTerminalText } from './terminal-text.js';

/** As many texts of one call as can still be searched for, counted and alerted on one by one. */
const FEW = 4;

/** Whether values put into one text leave it one of few constant texts: `${watch ? 'Watching' : 'Bundling'} …`. */
export function areFewTexts(values: readonly Expression[], source: Source): boolean {
  return product(values, source) <= FEW;
}

/** How many constant texts an expression can be; infinite where one part of it is no constant. */
function variants(expression: Expression, source: Source): number {
  const read = unwrap(expression);
  switch (read.kind) {
    case 'conditional':
      return variants(read.whenTrue, source) + variants(read.whenFalse, source);
    case 'template':
      return product(read.expressions, source);
    case 'operation':
      if (read.operator === '+') return product([read.left, read.right], source);
      break;
    case 'tagged':
    case 'member':
    case 'call':
      if (isTerminalText(read, source)) return product(textsIn(read, source, false), source);
      break;
    default:
  }
  return valueConstancy(read, source) === 'varying' ? Infinity : 1;
}

function product(expressions: readonly Expression[], source: Source): number {
  let count = 1;
  for (const expression of expressions) {
    count *= variants(expression, source);
    if (count > FEW) return Infinity;
  }
  return count;
}

/** The texts that styling for a terminal is made of: of `chalk.red('failed')`, `'failed'.red` and `'-'.repeat(40)`. */
function textsIn(expression: Expression, source: Source, isCalled: boolean): readonly Expression[] {
  const read = unwrap(expression);
  switch (read.kind) {
    case 'call':
      return [...read.arguments, ...textsIn(read.callee, source, read.arguments.length > 0)];
    case 'tagged':
      return [...read.quasi.expressions, ...textsIn(read.tag, source, true)];
    case 'member':
      return textsIn(read.object, source, isCalled);
    case 'identifier':
      // What is called styles; else the name is that of the text, or of the package.
      return isCalled || isTerminalText(read, source) ? [] : [read];
    default:
      return [read];
  }
}
