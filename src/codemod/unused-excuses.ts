import type { TSESTree } from '@typescript-eslint/types';
import { type Edit, type Range, remove } from '../model/text/edits.js';
import { lineEnd, lineStart, nextLine } from '../model/text/lines.js';
import { excusesOf, withoutRule } from '../estree/lint-directives.js';
import type { FileSyntax } from '../estree/syntax.js';

/** Lines of calls of the console. */
export interface ConsoleLines {
  readonly migrated: ReadonlySet<number>;
  readonly left: ReadonlySet<number>;
}

/** Takes away what comments say of `no-console` where the calls that they excused are gone. */
export function unusedExcuses(
  file: { readonly syntax: FileSyntax; readonly text: string },
  { migrated, left }: ConsoleLines,
): readonly Edit[] {
  if (migrated.size === 0) return [];
  return excusesOf(file).flatMap(({ comment, end, from, to }) => {
    const isWithin = (line: number) => from <= line && line <= to;
    if (![...migrated].some(isWithin) || [...left].some(isWithin)) return [];
    return [comment, ...(end ? [end] : [])].flatMap((each) => edited(each, file.text) ?? []);
  });
}

function edited(comment: TSESTree.Comment, text: string): Edit | undefined {
  const kept = withoutRule(comment.value);
  if (kept === undefined) return undefined;
  const [start, end] = comment.range;
  if (kept === '') return remove({ range: wholeRange([start, end], text) });
  const isLine = text.startsWith('//', start);
  return { range: [start + 2, isLine ? end : end - 2], text: kept };
}

/** A comment with its line where it stands alone, else with the space before it. */
function wholeRange([start, end]: Range, text: string): Range {
  const before = text.slice(lineStart(text, start), start);
  const isLast = text.slice(end, lineEnd(text, end)).trim() === '';
  if (before.trim() === '' && isLast) return [lineStart(text, start), nextLine(text, end)];
  return isLast ? [start - (before.length - before.trimEnd().length), end] : [start, end];
}
