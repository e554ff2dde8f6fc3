/** Lines of a file that are replaced by others. */
export interface LineEdit {
  /** The first line that is removed, or before which lines are added; counts from 1. */
  readonly line: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

export interface FileDiff {
  readonly file: string;
  /** The text after the difference. Throws when it does not fit the text before. */
  readonly apply: (before: string) => { readonly after: string; readonly edits: readonly LineEdit[] };
}

interface Hunk {
  readonly line: number;
  /** Each begins with its sign and has its line end, if it has one. */
  readonly lines: readonly string[];
}

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/;

/**
 * The unified differences at the beginning of what `obs-codemod --dry-run` prints. Edits come without their context, and no two
 * of them touch: they are the same however the difference was computed.
 */
export function diffsIn(output: string): FileDiff[] {
  const lines = output.split('\n');
  const diffs: FileDiff[] = [];
  let at = 0;
  while (lines[at]?.startsWith('--- ') && lines[at + 1]?.startsWith('+++ ')) {
    const file = (lines[at + 1] ?? '').slice(4).split('\t', 1)[0] ?? '';
    at += 2;
    const hunks: Hunk[] = [];
    for (let head = HUNK.exec(lines[at] ?? ''); head; head = HUNK.exec(lines[at] ?? '')) {
      const [, from, removes = '1', adds = '1'] = head;
      let old = Number(removes);
      let now = Number(adds);
      const body: string[] = [];
      for (at += 1; old > 0 || now > 0 || lines[at]?.startsWith('\\'); at += 1) {
        const line = lines[at];
        if (line === undefined) throw new Error(`${file}: the difference ends too early`);
        // "\ No newline at end of file" is about the line before it.
        if (line.startsWith('\\')) {
          body.push((body.pop() ?? '').slice(0, -1));
          continue;
        }
        if (!line.startsWith('+')) old -= 1;
        if (!line.startsWith('-')) now -= 1;
        body.push(`${line}\n`);
      }
      // A hunk that removes nothing stands after the line it names.
      hunks.push({ line: Number(from) + (removes === '0' ? 1 : 0), lines: body });
    }
    diffs.push({ file, apply: (before) => apply(file, before, hunks) });
  }
  return diffs;
}

function apply(file: string, before: string, hunks: readonly Hunk[]) {
  const old = before.match(/[^\n]+\n?|\n/g) ?? [];
  const after: string[] = [];
  const edits: LineEdit[] = [];
  let at = 0;
  for (const { line, lines } of hunks) {
    after.push(...old.slice(at, line - 1));
    at = line - 1;
    let removed: string[] = [];
    let added: string[] = [];
    const close = () => {
      if (removed.length + added.length > 0)
        edits.push(trimmed({ line: at - removed.length + 1, removed, added }));
      removed = [];
      added = [];
    };
    for (const each of lines) {
      const text = each.slice(1);
      if (each.startsWith('+')) added.push(text);
      else {
        if (old[at] !== text) throw new Error(`${file}:${at + 1}: the difference does not fit the file`);
        if (each.startsWith('-')) removed.push(text);
        else close();
        at += 1;
      }
      if (!each.startsWith('-')) after.push(text);
    }
    close();
  }
  after.push(...old.slice(at));
  return { after: after.join(''), edits };
}

/** Without the lines that the two sides begin and end with in common. */
function trimmed({ line, removed, added }: LineEdit): LineEdit {
  let head = 0;
  while (head < Math.min(removed.length, added.length) && removed[head] === added[head]) head += 1;
  let tail = 0;
  while (
    tail < Math.min(removed.length, added.length) - head &&
    removed.at(-1 - tail) === added.at(-1 - tail)
  )
    tail += 1;
  return {
    line: line + head,
    removed: removed.slice(head, removed.length - tail).map(withoutEnd),
    added: added.slice(head, added.length - tail).map(withoutEnd),
  };
}

function withoutEnd(line: string): string {
  return line.replace(/\n$/, '');
}
