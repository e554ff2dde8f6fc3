/** Texts that one expression may stand for. */
const MAX_TEXTS = 200;

/**
 * The texts that a regular expression of a matcher stands for, with `*` for what may be anything: `a_(b|c)_.*` is `a_b_*` and
 * `a_c_*`. Undefined where it says more than that.
 */
export function alternativesOf(expression: string): readonly string[] | undefined {
  const reader = new RegExpReader(expression.replace(/^\^/, '').replace(/\$$/, ''));
  const texts = reader.alternatives();
  return reader.isDone ? texts : undefined;
}

class RegExpReader {
  private at = 0;
  private isPlain = true;

  constructor(private readonly text: string) {}

  get isDone(): boolean {
    return this.isPlain && this.at >= this.text.length;
  }

  alternatives(): readonly string[] {
    const found = [...this.sequence()];
    while (this.isPlain && this.text[this.at] === '|') {
      this.at += 1;
      found.push(...this.sequence());
      if (found.length > MAX_TEXTS) this.isPlain = false;
    }
    return found;
  }

  private sequence(): readonly string[] {
    let texts: readonly string[] = [''];
    while (this.isPlain && this.at < this.text.length) {
      const character = this.text[this.at] ?? '';
      if (character === '|' || character === ')') break;
      const piece = this.repeated(this.piece(character));
      texts = texts.flatMap((text) => piece.map((more) => text + more));
      if (texts.length > MAX_TEXTS) this.isPlain = false;
    }
    return texts;
  }

  private piece(character: string): readonly string[] {
    this.at += 1;
    if (character === '(') {
      if (this.text.startsWith('?:', this.at)) this.at += 2;
      else if (this.text[this.at] === '?') this.isPlain = false;
      const inside = this.alternatives();
      if (this.text[this.at] !== ')') this.isPlain = false;
      this.at += 1;
      return inside;
    }
    if (character === '[') {
      const end = this.text.indexOf(']', this.at + 1);
      if (end === -1) this.isPlain = false;
      else this.at = end + 1;
      return ['*'];
    }
    if (character === '\\') {
      const escaped = this.text[this.at] ?? '';
      this.at += 1;
      return /[a-zA-Z0-9]/.test(escaped) ? ['*'] : [escaped];
    }
    if (character === '.' || character === '*') return ['*'];
    if ('+?{}^$'.includes(character)) this.isPlain = false;
    return [character];
  }

  private repeated(piece: readonly string[]): readonly string[] {
    const quantifier = /^(?:[*+?]|\{\d*(?:,\d*)?\})\??/.exec(this.text.slice(this.at, this.at + 12))?.[0];
    if (quantifier === undefined) return piece;
    this.at += quantifier.length;
    return quantifier.startsWith('?') ? ['', ...piece] : ['*'];
  }
}

/** What may take JavaScript, unlike RE2, exponential time: a repeated group. */
const MAY_BACKTRACK = /\)(?:[*+]|\{)/;
const MAX_EXPRESSION = 2000;

/** Whether a matcher's expression matches a text: anchored, as Prometheus does; undefined where it cannot be told here. */
export function matchesRegExp(expression: string, text: string): boolean | undefined {
  if (expression.length > MAX_EXPRESSION || MAY_BACKTRACK.test(expression)) return undefined;
  try {
    return new RegExp(`^(?:${expression})$`, 's').test(text);
  } catch {
    return undefined;
  }
}

/** Whether what one pattern may stand for is also a text of another; `*` in either is any text. */
export function patternsMeet(a: string, b: string): boolean {
  if (!a.includes('*')) return matchesPattern(b, a);
  if (!b.includes('*')) return matchesPattern(a, b);
  // Both are open: they meet where their fixed ends do not contradict each other.
  const [startA, startB] = [a.slice(0, a.indexOf('*')), b.slice(0, b.indexOf('*'))];
  const [endA, endB] = [a.slice(a.lastIndexOf('*') + 1), b.slice(b.lastIndexOf('*') + 1)];
  const starts = startA.startsWith(startB) || startB.startsWith(startA);
  return starts && (endA.endsWith(endB) || endB.endsWith(endA));
}

/** Whether a text is one of those that a pattern with `*` stands for. */
export function matchesPattern(pattern: string, text: string): boolean {
  const pieces = pattern.split('*');
  if (pieces.length === 1) return pattern === text;
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)];
  if (!text.startsWith(first) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return text.endsWith(last) && text.length - last.length >= at;
}
