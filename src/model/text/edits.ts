/** Offsets into a text: from the first character to the one after the last. */
export type Range = readonly [start: number, end: number];

/** A change of a text: what stands in a range is replaced. The ranges of several edits are all of the text before any of them. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
}

/** What stands in a text: a node, a comment, an expression of the model. */
export interface Ranged {
  readonly range: Range;
}

export function insertAt(offset: number, text: string): Edit {
  return { range: [offset, offset], text };
}

export function insertBefore({ range }: Ranged, text: string): Edit {
  return insertAt(range[0], text);
}

export function insertAfter({ range }: Ranged, text: string): Edit {
  return insertAt(range[1], text);
}

export function replace({ range }: Ranged, text: string): Edit {
  return { range, text };
}

export function remove({ range }: Ranged): Edit {
  return { range, text: '' };
}

/** Whether two edits change the same characters, or one inserts inside of what the other replaces. */
export function overlap(a: Edit, b: Edit): boolean {
  const [first, second] = inOrder(a, b) <= 0 ? [a, b] : [b, a];
  return second.range[0] < first.range[1];
}

/** Several lists of edits as one, with edits that are the same made once; undefined where two overlap. */
export function mergeEdits(...lists: readonly (readonly Edit[])[]): readonly Edit[] | undefined {
  const merged: Edit[] = [];
  for (const edit of lists.flat().sort(inOrder)) {
    const last = merged.at(-1);
    if (last && isSame(last, edit)) continue;
    if (last && overlap(last, edit)) return undefined;
    merged.push(edit);
  }
  return merged;
}

/** Edits in the order of the text, as they can be made all at once; undefined where two overlap. */
export function orderedEdits(edits: readonly Edit[]): readonly Edit[] | undefined {
  const ordered = edits.toSorted(inOrder);
  const isFree = ordered.every(({ range }, index) => range[0] >= (ordered[index - 1]?.range[1] ?? 0));
  return isFree ? ordered : undefined;
}

/** The text with all edits made; insertions at one offset follow each other as listed. Throws a RangeError where edits overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = orderedEdits(edits);
  if (!ordered) throw new RangeError('Two edits overlap.');
  let result = '';
  let done = 0;
  for (const { range, text: added } of ordered) {
    result += text.slice(done, range[0]) + added;
    done = range[1];
  }
  return result + text.slice(done);
}

function inOrder(a: Edit, b: Edit): number {
  return a.range[0] - b.range[0] || a.range[1] - b.range[1];
}

function isSame(a: Edit, b: Edit): boolean {
  return a.range[0] === b.range[0] && a.range[1] === b.range[1] && a.text === b.text;
}
