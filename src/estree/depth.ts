import type { TSESTree } from '@typescript-eslint/types';
import { putUnder } from './tree.js';

/**
 * How deep a file's tree may be to be judged. What a person writes stays under 100, a long chain of calls or `else if`
 * under 300; what is deeper is generated. Judgements follow the tree recursively: the default stack of Node holds about
 * more than twice this depth of the worst of them.
 */
export const MAX_DEPTH = 600;

/**
 * Whether a tree is deeper than is judged. Not recursive itself; level by level, so that it holds no more than the widest
 * level at a time.
 */
export function isTooDeep(root: TSESTree.Node): boolean {
  let level: TSESTree.Node[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    const below: TSESTree.Node[] = [];
    for (const node of level) putUnder(node, below);
    level = below;
  }
  return false;
}

/** Operators and keywords that nest to the right without a bracket: `a ? b : c ? d : e`, `else if`, `while (a) while (b)`, `<a><b>`. */
const MAX_CHAIN = 4000;
const enum Char {
  LineFeed = 10,
  Space = 32,
  Exclamation = 33,
  DoubleQuote = 34,
  Quote = 39,
  OpenParenthesis = 40,
  CloseParenthesis = 41,
  Percent = 37,
  Ampersand = 38,
  Star = 42,
  Plus = 43,
  Comma = 44,
  Minus = 45,
  Dot = 46,
  Slash = 47,
  Colon = 58,
  Semicolon = 59,
  LessThan = 60,
  Equals = 61,
  Question = 63,
  OpenBracket = 91,
  Backslash = 92,
  CloseBracket = 93,
  LetterE = 101,
  OpenBrace = 123,
  Bar = 124,
  CloseBrace = 125,
}

/**
 * Whether a text may nest so deep that a native parser runs out of stack, which ends the process: by its brackets, and by
 * what nests without them.
 */
export function mayNestTooDeep(text: string): boolean {
  return nests(text, (brackets, chain) => brackets > MAX_DEPTH || chain > MAX_CHAIN);
}

/**
 * Whether a text may be that of a tree that is too deep: the cheap question, as nearly no file is. A bracket stands for four
 * levels at most (a call, its function, that one's block and a statement), an operator for two.
 */
export function mayBeTooDeep(text: string): boolean {
  return nests(text, (brackets, _, operators) => 4 * brackets + 2 * operators > MAX_DEPTH);
}

/**
 * Follows the brackets of a text, and asks at each whether it is too much: how many are open, how many operators stand in the
 * innermost of them since the last comma or semicolon, and how many in all that are open. What stands in strings and comments
 * is left out, roughly: a regular expression may hide either.
 */
function nests(
  text: string,
  isTooMuch: (brackets: number, chain: number, operators: number) => boolean,
): boolean {
  const chains = [0];
  /** Of each chain: the brackets that closed in it. */
  const closed = [0];
  let depth = 0;
  let operators = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case Char.OpenParenthesis:
      case Char.OpenBracket:
      case Char.OpenBrace:
        chains[++depth] = 0;
        closed[depth] = 0;
        if (isTooMuch(depth, 0, operators)) return true;
        break;
      case Char.CloseParenthesis:
      case Char.CloseBracket:
      case Char.CloseBrace:
        if (depth > 0) operators -= chains[depth--] ?? 0;
        if (text.charCodeAt(at) === Char.CloseBrace) {
          // One function, method or loop after the other: what follows `}` without an operator nests in none of them.
          if ((closed[depth] ?? 0) > 0 && startsStatement(text, at + 1)) reopen();
          break;
        }
        // `while (a) while (b)`, `a()()`, `a[0][0]`
        closed[depth] = (closed[depth] ?? 0) + 1;
        if (chain()) return true;
        break;
      case Char.Comma:
      case Char.Semicolon:
        operators -= chains[depth] ?? 0;
        chains[depth] = 0;
        closed[depth] = 0;
        break;
      case Char.LetterE:
        if (text.startsWith('else', at) && chain()) return true;
        break;
      case Char.Exclamation:
      case Char.Percent:
      case Char.Ampersand:
      case Char.Star:
      case Char.Plus:
      case Char.Minus:
      case Char.Dot:
      case Char.Colon:
      case Char.LessThan:
      case Char.Equals:
      case Char.Question:
      case Char.Bar:
        if (chain()) return true;
        break;
      case Char.Quote:
      case Char.DoubleQuote:
        at = endOfString(text, at);
        break;
      case Char.Slash:
        at = endOfComment(text, at);
    }
  }
  return false;

  function reopen(): void {
    const ended = closed[depth] ?? 0;
    chains[depth] = (chains[depth] ?? 0) - ended;
    operators -= ended;
    closed[depth] = 0;
  }

  function chain(): boolean {
    const length = (chains[depth] ?? 0) + 1;
    chains[depth] = length;
    operators++;
    return isTooMuch(depth, length, operators);
  }
}

/** Whether the next that stands in a text, white space left out, is a word that begins a statement or a member. */
function startsStatement(text: string, start: number): boolean {
  let at = start;
  while (text.charCodeAt(at) <= Char.Space) at++;
  return /[a-z]/i.test(text.charAt(at)) && !text.startsWith('else', at);
}

/** Where a string ends; it ends with its line, as an apostrophe in JSX opens none. */
function endOfString(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote || code === Char.LineFeed) return at;
    if (code === Char.Backslash) at++;
  }
  return text.length;
}

function endOfComment(text: string, start: number): number {
  const second = text.charCodeAt(start + 1);
  if (second !== Char.Slash && second !== Char.Star) return start;
  const end = second === Char.Slash ? text.indexOf('\n', start) : text.indexOf('*/', start + 2);
  return end < 0 ? text.length : end;
}
