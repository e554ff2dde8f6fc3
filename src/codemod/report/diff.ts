import { insertAt } from '../../model/text/edits.js';
import { printableLines } from '../../model/text/printable.js';
import type { RunResult } from '../run.js';
import { type ReportOptions, pathText } from './options.js';
import { coloredDiff, patch } from './patch.js';

/** The unified difference of everything a run would change, created files included. */
export function diffReport(result: RunResult, { cwd, colors }: ReportOptions): string {
  const created = result.created.map(({ path, text }) =>
    patch('/dev/null', pathText(path, cwd), '', [insertAt(0, text)]),
  );
  const changed = result.files.flatMap(({ path, before, edits }) =>
    before === undefined ? [] : [patch(pathText(path, cwd), pathText(path, cwd), before, edits)],
  );
  return [...created, ...changed].map((text) => coloredDiff(printableLines(text), colors)).join('');
}
