/** How alike two texts are by their words: 1 for the same words, 0 for none in common. */
export function likeness(a: string, b: string): number {
  const [first, second] = [wordsOf(a), wordsOf(b)];
  const shared = [...first].filter((word) => second.has(word)).length;
  const all = new Set([...first, ...second]).size;
  return all === 0 ? 0 : shared / all;
}

/** The words of a name or sentence, in small letters: `httpRequests_total` has three. */
function wordsOf(text: string): ReadonlySet<string> {
  const words = text
    .replace(/([a-z0-9])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return new Set(words.filter((word) => word !== ''));
}

/** Pairs of what went and what came, the most alike first; each is in one pair at most. */
export function pairs<Item>(
  gone: readonly Item[],
  come: readonly Item[],
  score: (gone: Item, come: Item) => number,
): ReadonlyMap<Item, Item> {
  const rated = gone
    .flatMap((before) => come.map((after) => ({ before, after, points: score(before, after) })))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points);
  const found = new Map<Item, Item>();
  const taken = new Set<Item>();
  for (const { before, after } of rated) {
    if (found.has(before) || taken.has(after)) continue;
    found.set(before, after);
    taken.add(after);
  }
  return found;
}
