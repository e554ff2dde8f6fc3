/** A position in a file: 1-based, as editors count. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The text of a file of the repository, and where in it things stand. */
export class SourceFile {
  private starts: readonly number[] | undefined;

  constructor(
    /** From the repository's root, with forward slashes. */
    readonly path: string,
    readonly text: string,
  ) {}

  /** The line and column of an offset. */
  position(offset: number): Position {
    const starts = this.lineStarts();
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: Math.max(0, offset - (starts[low] ?? 0)) + 1 };
  }

  /** A line's text, without its end. */
  line(number: number): string {
    const starts = this.lineStarts();
    const start = starts[number - 1];
    if (start === undefined) return '';
    return this.text.slice(start, starts[number] ?? this.text.length).replace(/\r?\n$/, '');
  }

  private lineStarts(): readonly number[] {
    if (this.starts) return this.starts;
    const starts = [0];
    for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1))
      starts.push(at + 1);
    this.starts = starts;
    return starts;
  }
}
