/** The one of some names that a misspelt one comes nearest to; undefined where none is near. */
export function closest(written: string, known: readonly string[]): string | undefined {
  const near = Math.max(1, Math.floor(written.length * 0.4));
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of known) {
    // Too unlike to be compared letter by letter.
    if (Math.abs(name.length - written.length) > near) continue;
    const distance = distanceOf(written.toLowerCase(), name.toLowerCase());
    if (distance <= near && distance < (best?.distance ?? Infinity)) best = { name, distance };
  }
  return best?.name;
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
