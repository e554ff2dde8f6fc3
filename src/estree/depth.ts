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
  Star = 42,
  Slash = 47,
  Backslash = 92,
  LetterA = 97,
  LetterZ = 122,
  CloseBrace = 125,
}

/** The bit that tells a small letter from its capital. */
const LOWER_CASE = 0x20;

/** What a character is for `nests`. */
const enum Counts {
  Nothing,
  Open,
  Close,
  Separator,
  Operator,
  Quote,
  Slash,
}

/** By its code; nearly all characters of a text are nothing, and are passed over by one look. */
const COUNTS = new Uint8Array(Char.CloseBrace + 1);
for (const [characters, counts] of [
  ['([{', Counts.Open],
  [')]}', Counts.Close],
  [',;', Counts.Separator],
  ['!%&*+-.:<=?|', Counts.Operator],
  [`'"`, Counts.Quote],
  ['/', Counts.Slash],
] as const) {
  for (const character of characters) COUNTS[character.charCodeAt(0)] = counts;
}

/**
 * Whether a text may nest so deep that a native parser runs out of stack, which ends the process: by its brackets, and by
 * what nests without them.
 */
export function mayNestTooDeep(text: string): boolean {
  return nests(text, { bracket: 1, operator: 0, most: MAX_DEPTH, chain: MAX_CHAIN });
}

/**
 * Whether a text may be that of a tree that is too deep: the cheap question, as nearly no file is. A bracket stands for four
 * levels at most (a call, its function, that one's block and a statement), an operator for two.
 */
export function mayBeTooDeep(text: string): boolean {
  return nests(text, { bracket: 4, operator: 2, most: MAX_DEPTH, chain: Infinity });
}

/** What is too deep: open brackets and operators by their weights, or the operators of one chain. */
interface DepthLimit {
  readonly bracket: number;
  readonly operator: number;
  readonly most: number;
  readonly chain: number;
}

/**
 * Follows the brackets of a text, and asks at each whether it is too much: how many are open, how many operators stand in the
 * innermost of them since the last comma or semicolon, and how many in all that are open. What stands in strings and comments
 * is left out, roughly: a regular expression may hide either.
 */
function nests(text: string, limit: DepthLimit): boolean {
  const { bracket, operator, most, chain: longest } = limit;
  const chains = [0];
  /** Of each chain: the brackets that closed in it. */
  const closed = [0];
  /** Of the innermost open bracket: the operators of its chain. */
  let chain = 0;
  let depth = 0;
  let operators = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const counts = code > Char.CloseBrace ? Counts.Nothing : COUNTS[code];
    if (counts === Counts.Nothing) continue;
    switch (counts) {
      case Counts.Operator:
        operators++;
        if (++chain > longest || bracket * depth + operator * operators > most) return true;
        break;
      case Counts.Open:
        chains[depth++] = chain;
        chain = 0;
        closed[depth] = 0;
        if (bracket * depth + operator * operators > most) return true;
        break;
      case Counts.Close:
        if (depth > 0) {
          operators -= chain;
          chain = chains[--depth] ?? 0;
        }
        if (code === Char.CloseBrace) {
          const next = startOfNext(text, at + 1);
          if (!text.startsWith('else', next)) {
            // One function, method or loop after the other: what follows `}` without an operator nests in none of them.
            const ended = closed[depth] ?? 0;
            if (ended > 0 && isLetter(text.charCodeAt(next))) {
              chain -= ended;
              operators -= ended;
              closed[depth] = 0;
            }
            break;
          }
          // Where no brace stands before `else`, a closing parenthesis does, or a semicolon.
        }
        // `while (a) while (b)`, `a()()`, `a[0][0]`
        if (code !== Char.CloseBrace) closed[depth] = (closed[depth] ?? 0) + 1;
        operators++;
        if (++chain > longest || bracket * depth + operator * operators > most) return true;
        break;
      case Counts.Separator:
        operators -= chain;
        chain = 0;
        closed[depth] = 0;
        break;
      case Counts.Quote:
        at = endOfString(text, at);
        break;
      case Counts.Slash:
        at = endOfComment(text, at);
    }
  }
  return false;
}

/** Where the next that is no white space stands in a text. */
function startOfNext(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) <= Char.Space) at++;
  return at;
}

function isLetter(code: number): boolean {
  const lower = code | LOWER_CASE;
  return lower >= Char.LetterA && lower <= Char.LetterZ;
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
