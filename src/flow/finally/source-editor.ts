import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { eolOf } from '../../model/text/import-statement.js';

type Node = TSESTree.Node;

/** A piece of source text and what takes its place. */
export interface Edit {
  readonly range: readonly [number, number];
  readonly text: string;
}

/** The lines of a file, and changes that keep its indentation, its line ends and all of its comments. */
export class Layout {
  /** Changes so far, none of which overlap. */
  readonly edits: Edit[] = [];
  readonly eol: string;
  private readonly text: string;
  private readonly removed: (readonly [number, number])[] = [];

  constructor(private readonly sourceCode: Readonly<TSESLint.SourceCode>) {
    this.text = sourceCode.text;
    this.eol = eolOf(this.text);
  }

  insert(at: number, text: string): void {
    this.edits.push({ range: [at, at], text });
  }

  /** Removes a statement: its whole line where nothing else stands there. */
  remove(node: Node): void {
    const range =
      this.isAlone(node) && !this.hasCommentBeside(node) ? this.lines(node) : this.withSpace(node);
    this.removed.push(range);
    this.edits.push({ range, text: '' });
  }

  /** Indents the lines between two offsets, but for text that would change with them. */
  indent(from: number, to: number, unit: string): void {
    for (let line = this.lineStart(from); line < to; line = this.nextLine(line)) {
      const isBlank = this.text.slice(line, this.nextLine(line)).trim() === '';
      if (!isBlank && !this.isInText(line) && !this.isRemoved(line)) this.insert(line, unit);
      if (this.nextLine(line) === line) break;
    }
  }

  /** Puts text in front of a line, and takes out the blank lines between it and an offset. */
  join(after: number, line: number, text: string): void {
    this.edits.push({ range: [this.nextLine(after), line], text });
  }

  /** The start of the first line behind that of an offset that is not blank. */
  textAfter(offset: number): number {
    let line = this.nextLine(offset);
    while (line < this.text.length && /^[ \t]*\r?\n/.test(this.text.slice(line, this.nextLine(line))))
      line = this.nextLine(line);
    return line;
  }

  /** Whether a node shares its lines with no other code; comments are none. */
  isAlone(node: Node): boolean {
    const before = this.sourceCode.getTokenBefore(node);
    const after = this.sourceCode.getTokenAfter(node);
    return (
      (before === null || before.range[1] <= this.lineStart(node.range[0])) &&
      (after === null || after.range[0] >= this.nextLine(node.range[1]))
    );
  }

  hasCommentsInside(node: Node): boolean {
    return this.sourceCode.getCommentsInside(node).length > 0;
  }

  isOneLine(node: Node): boolean {
    return node.loc.start.line === node.loc.end.line;
  }

  /** The white space that the line of an offset begins with. */
  indentAt(offset: number): string {
    return /^[ \t]*/.exec(this.text.slice(this.lineStart(offset)))?.[0] ?? '';
  }

  lineStart(offset: number): number {
    return this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Where the line behind that of an offset starts; the end of the file on its last line. */
  nextLine(offset: number): number {
    const end = this.text.indexOf('\n', offset);
    return end < 0 ? this.text.length : end + 1;
  }

  /** Where the line of an offset ends, in front of its line end. */
  lineEnd(offset: number): number {
    const end = this.text.indexOf('\n', offset);
    if (end < 0) return this.text.length;
    return this.text[end - 1] === '\r' ? end - 1 : end;
  }

  /** The lines of a statement, with the blank ones in front when it stands last. */
  private lines(node: Node): readonly [number, number] {
    const to = this.nextLine(node.range[1]);
    let from = this.lineStart(node.range[0]);
    const isLast = /^\s*\}/.test(this.text.slice(to));
    while (isLast && from > 0 && this.text.slice(this.lineStart(from - 1), from).trim() === '')
      from = this.lineStart(from - 1);
    return [from, to];
  }

  private withSpace(node: Node): readonly [number, number] {
    const [from, to] = node.range;
    const space = /^[ \t]*/.exec(this.text.slice(to))?.[0].length ?? 0;
    const isLast = /^\r?(?:\n|$)/.test(this.text.slice(to + space));
    if (!isLast || this.isAlone(node)) return [from, to + space];
    return [from - (/[ \t]*$/.exec(this.text.slice(this.lineStart(from), from))?.[0].length ?? 0), to];
  }

  private hasCommentBeside(node: Node): boolean {
    const [from, to] = this.lines(node);
    return this.sourceCode.getAllComments().some(({ range }) => range[1] > from && range[0] < to);
  }

  private isRemoved(offset: number): boolean {
    return this.removed.some(([from, to]) => from <= offset && offset < to);
  }

  /** Whether a line starts inside a template, a string or JSX text. */
  private isInText(line: number): boolean {
    const token = this.sourceCode.getNodeByRangeIndex(line);
    return (
      token !== null &&
      token.range[0] < line &&
      (token.type === 'TemplateElement' || token.type === 'Literal' || token.type === 'JSXText')
    );
  }
}
