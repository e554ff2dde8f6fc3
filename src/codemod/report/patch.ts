import { type StructuredPatchHunk, formatPatch } from 'diff';
import type { Colors } from 'picocolors/types.js';
import type { Edit } from '../../model/text/edits.js';
import { hunksOf } from '../hunks.js';

/** The unified difference that edits make of one text. */
export function patch(from: string, to: string, before: string, edits: readonly Edit[]): string {
  const hunks = hunksOf(before, edits) as StructuredPatchHunk[];
  const text = formatPatch({
    oldFileName: from,
    newFileName: to,
    oldHeader: undefined,
    newHeader: undefined,
    hunks,
  });
  return text.slice(text.indexOf('--- '));
}

export function coloredDiff(text: string, colors: Colors): string {
  return text
    .split('\n')
    .map((line) => {
      if (/^(?:---|\+\+\+) /.test(line)) return colors.bold(line);
      if (line.startsWith('@@')) return colors.cyan(line);
      if (line.startsWith('+')) return colors.green(line);
      return line.startsWith('-') ? colors.red(line) : line;
    })
    .join('\n');
}
