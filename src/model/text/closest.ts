/** The one of some names that a misspelt one comes nearest to; undefined where none is near. */
export function closest(written: string, known: readonly string[]): string | undefined {
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of known) {
    const near = Math.max(1, Math.floor(Math.max(written.length, name.length) * 0.4));
    // Too unlike to be compared letter by letter.
    if (Math.abs(name.length - written.length) > near) continue;
    const distance = distanceOf(written.toLowerCase(), name.toLowerCase());
    if (distance <= near && distance < (best?.distance ?? Infinity)) best = { name, distance };
  }
  return best?.name;
}

/** Whether a name is another one with a slip or two of the keyboard, and not a word of its own. */
export function isSlipOf(written: string, name: string): boolean {
  return written !== name && distanceOf(written.trim().toLowerCase(), name.toLowerCase()) <= 2;
}

/** How many letters are to be put in, taken out, replaced or swapped with the next: Damerau and Levenshtein's distance. */
function distanceOf(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[j - 2] ?? 0) + 1 : Infinity,
      );
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? Infinity;
}

/** The end of a sentence about a name that is none of the known ones: what was meant, or else what there is. */
export function meant(wanted: string | undefined, known: readonly string[]): string {
  return wanted === undefined
    ? `: it is one of ${known.map((name) => `\`${name}\``).join(', ')}.`
    : `: did you mean \`${wanted}\`?`;
}
