import { applyPatch, createTwoFilesPatch, formatPatch } from 'diff';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hunksOf } from '../../src/codemod/hunks.js';
import { type Edit, applyEdits } from '../../src/model/text/edits.js';

function patchOf(text: string, edits: readonly Edit[]): string {
  const hunks = hunksOf(text, edits).map((hunk) => ({ ...hunk, lines: [...hunk.lines] }));
  return formatPatch({ oldFileName: 'a', newFileName: 'a', oldHeader: '', newHeader: '', hunks });
}

/** Texts of lines, with and without a last line break, and edits that do not overlap. */
const edited = fc
  .tuple(
    fc.array(fc.constantFrom('a', 'bb', '', '  c'), { maxLength: 14 }),
    fc.constantFrom('', '\n'),
    fc.array(fc.tuple(fc.nat(60), fc.nat(8), fc.constantFrom('', 'x', 'x\n', '\nx', 'x\ny\n')), {
      maxLength: 5,
    }),
  )
  .map(([lines, end, wanted]) => {
    const text = lines.join('\n') + end;
    const edits: Edit[] = [];
    let free = 0;
    for (const [gap, length, written] of wanted) {
      const start = free + gap;
      if (start > text.length) break;
      const range = [start, Math.min(text.length, start + length)] as const;
      edits.push({ range, text: written });
      free = range[1] + 1;
    }
    return { text, edits };
  });

test('applied, the difference gives what the edits give', () => {
  fc.assert(
    fc.property(edited, ({ text, edits }) => {
      const after = applyEdits(text, edits);
      if (after === text) expect(hunksOf(text, edits)).toEqual([]);
      else expect(applyPatch(text, patchOf(text, edits))).toBe(after);
    }),
    { numRuns: 2000 },
  );
});

test('a line that changes stands between two lines of context, as a comparison of the texts shows it', () => {
  const text = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n';
  const edits = [
    { range: [8, 13] as const, text: 'THREE' },
    { range: [14, 18] as const, text: 'FOUR' },
    { range: [text.length, text.length] as const, text: 'ten\n' },
  ];
  const compared = createTwoFilesPatch('a', 'a', text, applyEdits(text, edits), '', '', { context: 2 });
  expect(patchOf(text, edits)).toBe(compared);
});

test('an import after the last one adds a line and changes none', () => {
  const text = "import a from 'a';\nimport b from 'b';\n\na(b);\n";
  const at = text.indexOf('\n\n');
  const [hunk] = hunksOf(text, [{ range: [at, at], text: "\nimport c from 'c';" }]);
  expect(hunk?.lines).toEqual([
    " import a from 'a';",
    " import b from 'b';",
    "+import c from 'c';",
    ' ',
    ' a(b);',
  ]);
});
