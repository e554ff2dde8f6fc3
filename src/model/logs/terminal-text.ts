import { STYLE_METHODS, TERMINAL_PACKAGES } from '../../catalog/packages.js';
import { propertyName, type Expression, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import { accessPathOf } from '../values/access-path.js';
import { contextOf } from '../values/value.js';

/** Whether a value is text dressed up for a terminal: `chalk.red('…')`, `boxen(…)`, `'-'.repeat(40)`. */
export function isTerminalText(expression: Expression, source: Source): boolean {
  const read = unwrap(expression);
  if (read.kind === 'tagged') return isTerminalText(read.tag, source);
  if (read.kind === 'member') {
    // `'…'.cyan.underline`, and `chalk.red`.
    return STYLE_METHODS.has(propertyName(read) ?? '') || isTerminalText(read.object, source);
  }
  if (read.kind === 'identifier') {
    const binding = source.binding(read);
    if (binding.kind === 'import') return TERMINAL_PACKAGES.has(binding.module);
    const access = binding.kind === 'variable' ? accessPathOf(read, contextOf(source)) : undefined;
    return access?.from === 'module' && TERMINAL_PACKAGES.has(access.name);
  }
  if (read.kind !== 'call') return false;
  const callee = unwrap(read.callee);
  const method = propertyName(callee);
  if (method !== undefined && STYLE_METHODS.has(method)) return true;
  if (method === 'repeat' && callee.kind === 'member') return unwrap(callee.object).kind === 'literal';
  if (method === 'join' && callee.kind === 'member')
    return /^(?:new )?Array\(/.test(unwrap(callee.object).text);
  return isTerminalText(callee, source);
}
