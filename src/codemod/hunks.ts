import { diffArrays } from 'diff';
import { type Edit, applyEdits } from '../model/text/edits.js';
import { LineMap } from '../model/text/lines.js';

/** A piece of a unified difference, as the `diff` package has it: lines are counted from 1. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  /** Each after a space, `-` or `+`. */
  readonly lines: readonly string[];
}

/** Unchanged lines around a change. */
const CONTEXT = 2;
/** Lines of one change that are compared with each other: nearly all changes have a few. */
const MAX_COMPARED = 400;
const NO_LINE_END = '\\ No newline at end of file';

/** Lines that are replaced, from the first to the one after the last, and what by. All with their line breaks. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly written: readonly string[];
}

/**
 * The unified difference that edits make, found from the edits alone: linear in the text, where comparing two texts is not.
 *
 * @param edits in the order of the text, not overlapping
 */
export function hunksOf(text: string, edits: readonly Edit[]): Hunk[] {
  const map = new LineMap(text);
  // A text that ends with a line break has no last line of its own.
  const count = text === '' || text.endsWith('\n') ? map.count - 1 : map.count;
  const hunks: Hunk[] = [];
  let shift = 0;
  for (const group of grouped(changesOf(map, edits, count))) {
    const hunk = hunkOf(group, map, count, shift);
    shift += hunk.newLines - hunk.oldLines;
    hunks.push(hunk);
  }
  return hunks;
}

function hunkOf(changes: readonly Change[], map: LineMap, count: number, shift: number): Hunk {
  const from = Math.max(1, (changes[0]?.from ?? 1) - CONTEXT);
  const to = Math.min(count + 1, (changes.at(-1)?.to ?? 1) + CONTEXT);
  const lines: string[] = [];
  let oldLines = 0;
  let newLines = 0;
  let at = from;
  const keep = (end: number) => {
    const kept = linesOf(map, at, end);
    lines.push(...kept.map((line) => ` ${line}`));
    oldLines += kept.length;
    newLines += kept.length;
  };
  for (const { from: start, to: end, written } of changes) {
    keep(start);
    const old = linesOf(map, start, end);
    lines.push(...old.map((line) => `-${line}`), ...written.map((line) => `+${line}`));
    oldLines += old.length;
    newLines += written.length;
    at = end;
  }
  keep(to);
  return {
    oldStart: from,
    oldLines,
    newStart: from + shift,
    newLines,
    lines: lines.flatMap((line) => (line.endsWith('\n') ? line.slice(0, -1) : [line, NO_LINE_END])),
  };
}

/** Changes whose context would touch go into one hunk. */
function grouped(changes: readonly Change[]): Change[][] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    if (last && before && change.from - before.to <= 2 * CONTEXT) last.push(change);
    else groups.push([change]);
  }
  return groups;
}

/** The edits by the lines they change, lines that stay as they are left out. */
function changesOf(map: LineMap, edits: readonly Edit[], count: number): Change[] {
  const changes: Change[] = [];
  for (const { from, to, edits: own } of blocksOf(map, edits, count)) {
    for (const change of refined(map, from, to, own)) {
      const last = changes.at(-1);
      // Lines right after each other are one change, however many edits made it.
      if (last?.to === change.from) {
        const written = [...last.written, ...change.written];
        changes[changes.length - 1] = { ...last, to: change.to, written };
      } else changes.push(change);
    }
  }
  return changes;
}

/** Lines that some edits are in, the last one left out. */
interface Block {
  readonly from: number;
  to: number;
  readonly edits: Edit[];
}

function blocksOf(map: LineMap, edits: readonly Edit[], count: number): Block[] {
  const blocks: Block[] = [];
  for (const edit of edits) {
    const from = Math.min(map.position(edit.range[0]).line, count + 1);
    const to = Math.max(from, Math.min(map.position(edit.range[1]).line, count) + 1);
    const last = blocks.at(-1);
    if (last && from < last.to) {
      last.edits.push(edit);
      last.to = Math.max(last.to, to);
    } else if (last?.from === from && last.to === from) last.edits.push(edit);
    else blocks.push({ from, to, edits: [edit] });
  }
  return blocks;
}

/** What edits of some lines change of them: a call that is written anew over several lines may keep some. */
function refined(map: LineMap, from: number, to: number, edits: readonly Edit[]): Change[] {
  const offset = map.start(from);
  const moved = edits.map(({ range, text }) => ({
    range: [range[0] - offset, range[1] - offset] as const,
    text,
  }));
  const old = linesOf(map, from, to);
  const text = applyEdits(map.text.slice(offset, map.start(to)), moved);
  const written: readonly string[] = text.match(/[^\n]+\n?|\n/g) ?? [];
  if (old.length + written.length > MAX_COMPARED) return [{ from, to, written }];
  const changes: Change[] = [];
  let at = from;
  for (const { added, removed, value } of diffArrays([...old], [...written])) {
    const last = changes.at(-1);
    if (!added && !removed) at += value.length;
    else if (removed) {
      const end = at + value.length;
      if (last?.to === at) changes[changes.length - 1] = { ...last, to: end };
      else changes.push({ from: at, to: end, written: [] });
      at = end;
    } else if (last?.to === at)
      changes[changes.length - 1] = { ...last, written: [...last.written, ...value] };
    else changes.push({ from: at, to: at, written: value });
  }
  return changes;
}

/** Lines with their line breaks. */
function linesOf(map: LineMap, from: number, to: number): string[] {
  const lines: string[] = [];
  for (let line = from; line < to; line++) lines.push(map.text.slice(map.start(line), map.start(line + 1)));
  return lines;
}
