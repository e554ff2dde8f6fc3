import { LOG_METHODS } from '../model/logs/library-call.js';

/** A logging method's name as a whole word. */
const METHOD = new RegExp(`(?<![\\w$])(?:${[...LOG_METHODS].join('|')})(?![\\w$])`, 'g');
/** What may stand between a method's name and the parenthesis of its call: `['info']!?.<T>(`, comments. */
const CALLED = /^['"`]?\s*(?:[\])!][\s)!]*)?(?:\?\.\s*)?(?:\(|<|\/[/*])/;
/** What stands before a member's name: a dot, or the quote of a computed name. */
const MEMBER = /(?:\.|\[\s*['"`]|\/)\s*$/;

/** `logger[level](`, `logger[ok ? 'info' : 'error'](`. */
const COMPUTED = /(?:(?:level|lvl|severity)\w*|['"`])\s*\]\s*(?:\?\.)?\(/i;

/**
 * Whether a text can hold a log call, or the console handed on: the cheap question that comes before parsing. It may be
 * wrong in one direction only; names written with escapes (`con\u0073ole`) are asked about as well.
 */
export function mayHoldLogCalls(text: string): boolean {
  if (text.includes('console') || COMPUTED.test(text)) return true;
  METHOD.lastIndex = 0;
  for (let found = METHOD.exec(text); found; found = METHOD.exec(text)) {
    const { index } = found;
    const end = METHOD.lastIndex;
    if (MEMBER.test(text.slice(Math.max(0, index - 200), index)) && CALLED.test(text.slice(end, end + 200)))
      return true;
  }
  return /\\u(?:00[0-7]|\{0*[0-7])/.test(text) && /[A-Za-z$_]\\u|\\u[\dA-Fa-f{}]+[A-Za-z$_]/.test(text);
}
