import { type Expression, propertyName, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';

/** Names of variables that hold a text which somebody wrote. */
export const TEXT_NAME = /^(?:msg|message|text|line|logLine|logMessage|str|string)$|(?:Message|Msg|Text)$/;
/** Functions that log what they are given: `logLine`, and `onWarning` of options, which somebody else calls with a text. */
const LOGS =
  /^(?:log|info|warn|warning|error|debug|trace|print|fatal|verbose|notice|success|write)(?:[A-Z]|$)|^on(?:Log|Info|Warn|Warning|Error|Debug|Trace)$/;

/**
 * Whether a value is the text that the caller of a function that logs wants to log: a prefix is all that is added.
 *
 * @param text that stands beside it in the message, a prefix in brackets where values are
 * @param log the call that logs
 */
export function isCallersMessage(value: Expression, text: string, log: Expression, source: Source): boolean {
  const read = unwrap(value);
  if (isAllArguments(read, source)) return LOGS.test(source.functionName?.(log) ?? '');
  if (read.kind !== 'identifier' || !TEXT_NAME.test(read.name)) return false;
  if (!/[\p{L}[]/u.test(text) || source.binding(read).kind !== 'parameter') return false;
  const around = source.functionName?.(log);
  const isPrefixed = !/\p{L}/u.test(outsideBrackets(text));
  return isPrefixed || (around !== undefined && LOGS.test(around));
}

/**
 * Whether a parameter that is named as a text is an object: it is declared as one, or its function reads members of it that no
 * text has. `(msg: ConsumeMessage)`, `(message) => reply(message.author)`
 */
export function isNamedObject(read: Expression, source: Source): boolean {
  if (read.kind !== 'identifier' || !TEXT_NAME.test(read.name)) return false;
  const binding = source.binding(read);
  if (binding.kind !== 'parameter' || binding.path.length > 0) return false;
  if (binding.type) return !binding.type.isOneOf && binding.type.path.join('.') !== 'String';
  const around = binding.function?.().text?.() ?? '';
  const members = around.matchAll(new RegExp(`(?<![\\w$.])${read.name}\\??\\.(\\w+)`, 'g'));
  return [...members].some(([, member = '']) => !(member in String.prototype));
}

/** `messages.join(' ')` of `info(...messages)` */
function isAllArguments(read: Expression, source: Source): boolean {
  if (read.kind !== 'call' || propertyName(unwrap(read.callee)) !== 'join') return false;
  const callee = unwrap(read.callee);
  const list = callee.kind === 'member' ? unwrap(callee.object) : undefined;
  if (list?.kind !== 'identifier') return false;
  const binding = source.binding(list);
  return binding.kind === 'parameter' && binding.isRest === true;
}

/** Whether an expression is the name of its object's own class: `this.constructor.name`. */
export function isOwnClassName(expression: Expression): boolean {
  const read = unwrap(expression);
  if (read.kind !== 'member' || propertyName(read) !== 'name') return false;
  const owner = unwrap(read.object);
  return (
    owner.kind === 'member' && propertyName(owner) === 'constructor' && unwrap(owner.object).kind === 'this'
  );
}

/** What stands outside of the square brackets of a text. */
function outsideBrackets(text: string): string {
  const [last = '', ...closed] = text.split(']').reverse();
  return (
    closed
      .reverse()
      .map((part) => part.split('[', 1)[0])
      .join('') + last
  );
}
