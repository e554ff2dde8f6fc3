import {
  LEVELED_FUNCTION,
  LEVEL_TAKING_FUNCTION,
  LEVEL_TAKING_METHOD,
  LOG_FUNCTION,
} from '../catalog/logs/names.js';
import { LOG_METHODS } from '../model/logs/library-call.js';

/** What may stand between a method's name and the parenthesis of its call: `['info']!?.<T>(`, comments. */
const CALLED = String.raw`['"\`]?\s*(?:[\])!][\s)!]*)?(?:\?\.\s*)?(?:\(|<|\/[/*])`;
/** A logging method's name as a member that is called, after a dot, a comment or the quote of a computed name. */
const METHOD = new RegExp(
  String.raw`(?:[./]|\[\s*['"\`])\s*(?:${[...LOG_METHODS].join('|')})(?![\w$])(?=${CALLED})`,
);

/** A function that logs for its caller, by its name: `logError(`. */
const FUNCTION = functionNamed([LEVELED_FUNCTION, LOG_FUNCTION], 'i');

/** One that may be told the level: `logRequest(`. */
const LEVEL_TAKING = functionNamed([LEVEL_TAKING_FUNCTION, LEVEL_TAKING_METHOD], '');

function functionNamed(names: readonly RegExp[], flags: string): RegExp {
  const any = names.map(({ source }) => source.replace(/[$^]/g, '')).join('|');
  return new RegExp(String.raw`(?<![\w$])(?:${any})(?=${CALLED})`, flags);
}

/** `logger[level](`, `logger[ok ? 'info' : 'error'](`, and what each of them has, which takes less time to look for. */
const COMPUTED = /(?:(?:level|lvl|severity)\w*|['"`])\s*\]\s*(?:\?\.)?\(/i;
const CALLED_ELEMENT = /\]\s*(?:\?\.)?\(/;

/**
 * Whether a text can hold a log call, or the console handed on: the cheap question that comes before parsing. It may be
 * wrong in one direction only; names written with escapes (`con\u0073ole`) are asked about as well.
 */
export function mayHoldLogCalls(text: string): boolean {
  return (
    text.includes('console') ||
    (CALLED_ELEMENT.test(text) && COMPUTED.test(text)) ||
    METHOD.test(text) ||
    (/log/i.test(text) && (FUNCTION.test(text) || LEVEL_TAKING.test(text))) ||
    (text.includes('\\u') && hasEscapedName(text))
  );
}

function hasEscapedName(text: string): boolean {
  return /\\u(?:00[0-7]|\{0*[0-7])/.test(text) && /[A-Za-z$_]\\u|\\u[\dA-Fa-f{}]+[A-Za-z$_]/.test(text);
}
