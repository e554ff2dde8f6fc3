/**
 * The names that a text may give another value after they are declared, each with the offsets where it does, in no order: `count = 1`,
 * `count += 1`, `--count`. More than there are, and never fewer: a member of the same name counts as well. Read from the text, which
 * takes a small part of what a walk over the tree takes. Undefined where that cannot be told: a destructuring assignment, a loop over a
 * variable that is declared before it, an assertion as the target, a comment before the operator.
 */
export function namesAssigned(text: string): ReadonlyMap<string, readonly number[]> | undefined {
  // A name may be written with escapes.
  if (text.includes('\\u') || LOOP_OVER_TARGET.test(text)) return undefined;
  const found: Assigned = new Map();
  for (let at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) {
    const next = text.charCodeAt(at + 1);
    if (next === Char.Greater) continue;
    if (next === Char.Equals) {
      while (text.charCodeAt(at + 1) === Char.Equals) at++;
      continue;
    }
    const operator = startOfOperator(text, at);
    if (operator === at ? text.charAt(at - 1) === '!' : isComparison(text, operator, at)) continue;
    if (!addTarget(text, operator, found)) return undefined;
  }
  for (const step of ['++', '--']) {
    for (let at = text.indexOf(step); at >= 0; at = text.indexOf(step, at + 2)) {
      // On a line of its own it belongs to what follows.
      if (!startsItsLine(text, at) && !addTarget(text, at, found)) return undefined;
      if (!addOperand(text, at + 2, found)) return undefined;
    }
  }
  return found;
}

type Assigned = Map<string, number[]>;

/** The head of a loop that is no declaration, or that has a comment. */
const LOOP_OVER_TARGET =
  /\bfor\s*(?:await\s*)?(?:\/|\((?:\s*\(|(?!\s*(?:const|let|var|await\s+using|using)\b)[^;()]*?\b(?:of|in)\b|[^;()/]*\/[*/]))/;
/** What operators that end in `=` are made of. */
const OPERATORS = '-+*/%&|^?<>';
const enum Char {
  Tab = 9,
  Space = 32,
  Dollar = 36,
  Zero = 48,
  Nine = 57,
  Equals = 61,
  Greater = 62,
  Underscore = 95,
  LetterA = 97,
  LetterZ = 122,
}

/** What stands before a name that is declared with its value. */
const DECLARES = /(?:^|[^\w$.])(?:const|let|var)\s+$/;

function startOfOperator(text: string, equals: number): number {
  let start = equals;
  while (OPERATORS.includes(text.charAt(start - 1)) && start > 0) start--;
  return start;
}

/** `<=` and `>=` */
function isComparison(text: string, operator: number, equals: number): boolean {
  return operator === equals - 1 && (text.charAt(operator) === '<' || text.charAt(operator) === '>');
}

/**
 * Adds the name that ends before an operator.
 *
 * @returns false where the target may be something that no name tells
 */
function addTarget(text: string, operator: number, found: Assigned): boolean {
  // The line before may end in a comment, and `*/=` ends one.
  if (startsItsLine(text, operator) || text.startsWith('*/', operator)) return false;
  let end = operator;
  while (isBlank(text, end - 1)) end--;
  while (text.charAt(end - 1) === '!') end--;
  const last = text.charAt(end - 1);
  if (last === ')' || (last === '/' && text.charAt(end - 2) === '*')) return false;
  if (last === ']' || last === '}') return isNoAssignmentPattern(text, end - 1);
  const start = startOfWord(text, end);
  if (start < end && !DECLARES.test(text.slice(Math.max(0, start - 12), start))) add(text, start, end, found);
  return true;
}

/** Adds the names of the path that starts after `++` or `--`; false where there may be another target. */
function addOperand(text: string, start: number, found: Assigned): boolean {
  let from = start;
  while (isBlank(text, from)) from++;
  if (/[(/]/.test(text.charAt(from))) return false;
  // `++` at the end of a line is that of the name before it, where there is one.
  if (/[\r\n]/.test(text.charAt(from))) return /[\w$\])]/.test(text.charAt(start - 3));
  for (;;) {
    let end = from;
    while (isWordCharacter(text, end)) end++;
    if (end > from) add(text, from, end, found);
    if (text.charAt(end) !== '.') return true;
    from = end + 1;
  }
}

function add(text: string, start: number, end: number, found: Assigned): void {
  const name = text.slice(start, end);
  const known = found.get(name);
  if (known) known.push(start);
  else found.set(name, [start]);
}

/** Whether brackets before an operator are a declaration's pattern, or the key of a member, and no target. */
function isNoAssignmentPattern(text: string, close: number): boolean {
  const [opening, closing] = text.charAt(close) === ']' ? ['[', ']'] : ['{', '}'];
  let open = close;
  for (let depth = 1; depth > 0;) {
    if (--open < 0) return false;
    const character = text.charAt(open);
    if (character === closing) depth++;
    else if (character === opening) depth--;
  }
  const isKey = opening === '[' && (isWordCharacter(text, open - 1) || text.charAt(open - 1) === ']');
  return isKey || DECLARES.test(text.slice(Math.max(0, open - 12), open));
}

function startsItsLine(text: string, offset: number): boolean {
  let at = offset - 1;
  while (isBlank(text, at)) at--;
  return at < 0 || /[\r\n]/.test(text.charAt(at));
}

function startOfWord(text: string, end: number): number {
  let start = end;
  while (isWordCharacter(text, start - 1)) start--;
  return start;
}

/** White space within a line. */
function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === Char.Space || code === Char.Tab;
}

function isWordCharacter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code > 0x7f) return true;
  const letter = code | 0x20;
  return (
    (letter >= Char.LetterA && letter <= Char.LetterZ) ||
    (code >= Char.Zero && code <= Char.Nine) ||
    code === Char.Underscore ||
    code === Char.Dollar
  );
}
