import type { Hole } from './hole.js';

/** Puts in place of each hole what the grammar wants there, from what stands around it. */
export function maskedText(expression: string, holes: readonly Hole[]): string {
  const characters = expression.split('');
  const context = new Context();
  let at = 0;
  for (const hole of holes) {
    context.read(expression, at, hole.from);
    at = hole.to;
    if (context.quote !== undefined) continue;
    const filled = fill(expression, hole, context, characters);
    for (let i = 0; i < filled.length; i += 1) characters[hole.from + i] = filled[i] ?? ' ';
  }
  return characters.join('');
}

/** Which brackets and strings are open at a point of an expression. */
class Context {
  readonly brackets: string[] = [];
  quote: string | undefined;
  /** The last characters that are no white space, and whether white space came after them. */
  before = '';
  touches = false;

  read(text: string, from: number, to: number): void {
    for (let at = from; at < to; at += 1) {
      const character = text[at] ?? '';
      if (this.quote !== undefined) {
        if (character === '\\' && this.quote !== '`') at += 1;
        else if (character === this.quote) this.quote = undefined;
      } else if (character === '"' || character === "'" || character === '`') this.quote = character;
      else if (character === '(' || character === '[' || character === '{') this.open(character);
      else if (character === ')' || character === ']' || character === '}') this.brackets.pop();
      this.touches = character.trim() !== '';
      if (this.touches) this.before = (this.before + character).slice(-24);
    }
  }

  private open(bracket: string): void {
    const isGrouping =
      bracket === '(' && /(?:\b(?:by|without|on|ignoring|group_left|group_right))$/i.test(this.before);
    this.brackets.push(isGrouping ? 'by(' : bracket);
  }
}

function fill(expression: string, { from, to }: Hole, context: Context, characters: string[]): string {
  const length = to - from;
  const bracket = context.brackets.at(-1);
  const previous = from > 0 ? (expression[from - 1] ?? '') : '';
  const next = expression[to] ?? '';
  const following = expression.slice(to).trimStart();
  const before = context.before.at(-1) ?? '';
  const isAfterDigit = /[\d.]/.test(previous) && !endsInName(expression, from);
  if (bracket === '[') return durationOf(length, /[a-z]/.test(next), isAfterDigit);
  if (bracket === '{') return inBraces(length, before, following, from, to, characters, expression);
  if (bracket === 'by(') return 'V'.repeat(length);
  if (/offset$/i.test(context.before) || /offset-$/i.test(context.before))
    return durationOf(length, /[a-z]/.test(next), false);
  if (before === '@' || isAfterDigit) return '1'.repeat(length);
  if (!/[\w:]/.test(previous) && !/[\w:]/.test(next)) {
    if (/^\(|^(?:by|without)\b/i.test(following)) return length < 3 ? 'ln' : 'sum'.padEnd(length);
    // Grafana's operators as variables: `$a $op $b`.
    if (/[\w)\]}]$/.test(before) && /^[\w($]/.test(following) && !isKeywordBefore(context.before))
      return '+'.padEnd(length);
  }
  return 'V'.repeat(length);
}

/** Whether a name, and no number, ends at an offset. */
function endsInName(text: string, end: number): boolean {
  let start = end;
  while (start > 0 && /[\w:]/.test(text[start - 1] ?? '')) start -= 1;
  return /^[A-Za-z_:]/.test(text.slice(start, end));
}

function isKeywordBefore(before: string): boolean {
  return /(?:and|or|unless|bool|atan2|by|offset)$/i.test(before);
}

function durationOf(length: number, isBeforeUnit: boolean, isAfterDigit: boolean): string {
  if (isBeforeUnit) return '1'.repeat(length);
  if (isAfterDigit) return length === 1 ? 'm' : 'm'.padEnd(length);
  return length === 1 ? '5' : '5m'.padEnd(length);
}

/** In braces a hole is a matcher, or the name or the value of one. */
function inBraces(
  length: number,
  before: string,
  following: string,
  from: number,
  to: number,
  characters: string[],
  expression: string,
): string {
  if (before === '=' || before === '~') return `"${' '.repeat(Math.max(0, length - 2))}"`.slice(0, length);
  if (
    /^(?:=|!)/.test(following) ||
    /[\w:]/.test(expression[to] ?? '') ||
    /\w/.test(expression[from - 1] ?? '')
  )
    return 'V'.repeat(length);
  if (length >= 4) return 'V=""'.padEnd(length);
  // Too short for a matcher: nothing at all, and the comma that would come first goes too.
  if (before === '{' && following.startsWith(',')) characters[expression.indexOf(',', to)] = ' ';
  return ' '.repeat(length);
}
