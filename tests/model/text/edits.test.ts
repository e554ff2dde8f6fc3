import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Edit,
  applyEdits,
  insertAfter,
  insertAt,
  insertBefore,
  mergeEdits,
  orderedEdits,
  overlap,
  remove,
  replace,
} from '../../../src/model/text/edits.js';

const TEXT = 'const a = b + c;';
const b = { range: [10, 11] } as const;

describe('edits', () => {
  it('insert before and after, replace and remove', () => {
    expect(applyEdits(TEXT, [insertBefore(b, '(')])).toBe('const a = (b + c;');
    expect(applyEdits(TEXT, [insertAfter(b, ')')])).toBe('const a = b) + c;');
    expect(applyEdits(TEXT, [replace(b, 'd')])).toBe('const a = d + c;');
    expect(applyEdits(TEXT, [remove({ range: [11, 15] })])).toBe('const a = b;');
  });

  it('are made together, in any order', () => {
    const edits = [insertAt(TEXT.length, '\n'), insertAfter(b, ')'), replace(b, 'd'), insertBefore(b, '(')];
    expect(applyEdits(TEXT, edits)).toBe('const a = (d) + c;\n');
    expect(edits[0]).toEqual(insertAt(TEXT.length, '\n'));
  });

  it('follow each other as listed where they are inserted at one offset', () => {
    expect(applyEdits('', [insertAt(0, 'a'), insertAt(0, 'b')])).toBe('ab');
  });

  it('overlap where they change the same characters, not where they touch', () => {
    expect(overlap(replace(b, ''), replace({ range: [9, 11] }, ''))).toBe(true);
    expect(overlap(insertAt(10, ''), replace({ range: [9, 11] }, ''))).toBe(true);
    expect(overlap(insertBefore(b, ''), replace(b, ''))).toBe(false);
    expect(overlap(replace(b, ''), insertAfter(b, ''))).toBe(false);
    expect(() => applyEdits(TEXT, [replace(b, ''), replace({ range: [9, 11] }, '')])).toThrow(RangeError);
  });

  it('are put in order, unless two overlap', () => {
    const [first, second] = [replace({ range: [6, 7] }, 'd'), insertAfter(b, ')')];
    expect(orderedEdits([second, first])).toEqual([first, second]);
    expect(orderedEdits([replace({ range: [6, 11] }, ''), replace(b, '')])).toBeUndefined();
    expect(
      orderedEdits([replace({ range: [0, 16] }, ''), replace({ range: [2, 3] }, ''), second]),
    ).toBeUndefined();
    // Two that insert the same are meant twice: `f(g(x` needs both.
    expect(orderedEdits([second, second])).toEqual([second, second]);
  });

  it('merge, the same edit made once, unless they overlap', () => {
    const used = insertAt(0, 'import d;\n');
    const merged = mergeEdits([used, replace(b, 'd')], [used, insertAt(15, ' + d')]);
    expect(applyEdits(TEXT, merged ?? [])).toBe('import d;\nconst a = d + c + d;');
    expect(mergeEdits([replace(b, 'd')], [replace(b, 'e')])).toBeUndefined();
  });

  it('leave what is outside of their ranges as it is', () => {
    const edit = fc
      .tuple(fc.nat(20), fc.nat(20), fc.string())
      .map(([x, y, text]): Edit => ({ range: [Math.min(x, y), Math.max(x, y)], text }));
    fc.assert(
      fc.property(
        fc.string({ minLength: 20, maxLength: 20 }),
        fc.array(edit, { maxLength: 4 }),
        (text, all) => {
          const merged = mergeEdits(all);
          fc.pre(merged !== undefined);
          const kept = [...text].filter(
            (_, i) => !merged.some(({ range: [from, to] }) => from <= i && i < to),
          );
          const added = merged.map((each) => each.text);
          const result = applyEdits(text, merged);
          expect(result).toHaveLength(kept.length + added.join('').length);
          expect(
            applyEdits(
              text,
              merged.map(({ range }) => ({ range, text: '' })),
            ),
          ).toBe(kept.join(''));
        },
      ),
    );
  });
});
