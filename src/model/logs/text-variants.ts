import { type Expression, type Identifier, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import { Budget } from '../values/budget.js';
import { valueConstancy } from '../values/constant.js';
import { Resolver } from '../values/resolver.js';
import { contextOf } from '../values/value.js';
import { isTerminalText } from './terminal-text.js';

/** As many texts of one call as can still be searched for, counted and alerted on one by one. */
const FEW = 4;

/** Whether values put into one text leave it one of few constant texts: `${watch ? 'Watching' : 'Bundling'} …`. */
export function areFewTexts(values: readonly Expression[], source: Source): boolean {
  return product(values, source, new Budget()) <= FEW;
}

/** How many constant texts an expression can be; infinite where one part of it is no constant. */
function variants(expression: Expression, source: Source, budget: Budget): number {
  const read = unwrap(expression);
  switch (read.kind) {
    case 'conditional':
      return variants(read.whenTrue, source, budget) + variants(read.whenFalse, source, budget);
    case 'template':
      return product(read.expressions, source, budget);
    case 'operation':
      if (read.operator === '+') return product([read.left, read.right], source, budget);
      break;
    case 'tagged':
    case 'member':
    case 'call':
      if (isTerminalText(read, source)) return product(textsIn(read, source, false), source, budget);
      break;
    case 'identifier':
      if (valueConstancy(read, source) !== 'varying') return 1;
      return budget.spend() ? variantsHeld(read, source, budget) : Infinity;
    default:
  }
  return valueConstancy(read, source) === 'varying' ? Infinity : 1;
}

/** How many constant texts a variable of a function is given: `let note = ''; if (tls) note = ' with TLS';`. */
function variantsHeld(read: Identifier, source: Source, budget: Budget): number {
  const binding = source.binding(read);
  if (binding.kind !== 'variable' || binding.path.length > 0 || binding.elementOf) return Infinity;
  const given = new Resolver(budget).given(binding, contextOf(source));
  if (!given?.isComplete || given.values.length === 0) return Infinity;
  return given.values.reduce((sum, each) => sum + variants(each.expression, each.source, budget), 0);
}

function product(expressions: readonly Expression[], source: Source, budget: Budget): number {
  let count = 1;
  for (const expression of expressions) {
    count *= variants(expression, source, budget);
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
