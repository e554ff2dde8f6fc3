import { COLOUR_PACKAGES, STYLE_METHODS, TERMINAL_PACKAGES } from '../../catalog/packages.js';
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
  if (read.kind === 'identifier') return isOfPackage(read, TERMINAL_PACKAGES, source);
  if (read.kind !== 'call') return false;
  const callee = unwrap(read.callee);
  const method = propertyName(callee);
  if (method !== undefined && STYLE_METHODS.has(method)) return true;
  if (method === 'repeat' && callee.kind === 'member') return unwrap(callee.object).kind === 'literal';
  if (method === 'join' && callee.kind === 'member')
    return /^(?:new )?Array\(/.test(unwrap(callee.object).text);
  return isTerminalText(callee, source);
}

/** What is coloured: the text of `chalk.red('failed')` and `'failed'.red.bold`; undefined where nothing is, or more than one thing. */
export function uncoloured(expression: Expression, source: Source): Expression | undefined {
  const read = unwrap(expression);
  if (read.kind === 'member') return styledByMember(read);
  if (read.kind !== 'call') return undefined;
  const [text, ...others] = read.arguments;
  if (!text || others.length > 0 || text.kind === 'spread') return undefined;
  const colours = isOfPackage(read.callee, COLOUR_PACKAGES, source) || isOwnColour(read.callee, source);
  return colours ? (uncoloured(text, source) ?? text) : undefined;
}

const COLOUR =
  /^(?:bright|light|dark|bold|dim|italic|underline)?(?:black|red|green|yellow|blue|magenta|cyan|white|gr[ae]y|orange|purple|bright|bold|dim|italic|underline)(?:text|bright)?$/i;

/** A function of the project's own that is called as a colour is: `Green('[ok]')`. */
function isOwnColour(callee: Expression, source: Source): boolean {
  const read = unwrap(callee);
  if (read.kind !== 'identifier' || !COLOUR.test(read.name)) return false;
  const binding = source.binding(read);
  return binding.kind === 'import' ? binding.module.startsWith('.') : binding.kind === 'function';
}

/** The text whose members are styles: only one that is written there is surely no object with a member of that name. */
function styledByMember(member: Expression): Expression | undefined {
  const read = unwrap(member);
  if (read.kind === 'template' || read.kind === 'operation') return read;
  if (read.kind === 'literal') return typeof read.value === 'string' ? read : undefined;
  return read.kind === 'member' && STYLE_METHODS.has(propertyName(read) ?? '')
    ? styledByMember(read.object)
    : undefined;
}

/** Whether an expression is what a package exports, or a member of that: `chalk.red.bold`. */
function isOfPackage(expression: Expression, packages: ReadonlySet<string>, source: Source): boolean {
  let read = unwrap(expression);
  while (read.kind === 'member') read = unwrap(read.object);
  if (read.kind !== 'identifier') return false;
  const binding = source.binding(read);
  if (binding.kind === 'import') return packages.has(binding.module);
  const access = binding.kind === 'variable' ? accessPathOf(read, contextOf(source)) : undefined;
  return access?.from === 'module' && packages.has(access.name);
}
