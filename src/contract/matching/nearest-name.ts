/** Letters that a misspelling may change. */
const MAX_LETTERS = 3;

/**
 * The name that was most likely meant: most of the words are the same, or all but a few letters. Undefined where none is that
 * near.
 */
export function nearestName(written: string, known: readonly string[]): string | undefined {
  const words = new Set(wordsOf(written));
  let best: { readonly name: string; readonly score: number } | undefined;
  for (const name of known) {
    const others = wordsOf(name);
    const shared = others.filter((word) => words.has(word)).length;
    const score = shared / (words.size + others.length - shared);
    if (score > (best?.score ?? 0.6)) best = { name, score };
  }
  return best?.name ?? known.find((name) => isMisspelt(written, name));
}

function wordsOf(name: string): readonly string[] {
  return name.toLowerCase().split(/[_:.]+/);
}

/** Whether two names differ by a few letters in one spot. */
function isMisspelt(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > MAX_LETTERS || a.length < 2 * MAX_LETTERS) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return Math.max(a.length, b.length) - start - end <= MAX_LETTERS;
}
