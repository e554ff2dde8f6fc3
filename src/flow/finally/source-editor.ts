import type { TSESTree } from '@typescript-eslint/types';
import { removeStatement } from '../../estree/statement-removal.js';
import type { FileSyntax } from '../../estree/syntax.js';
import { type Edit, type Range, insertAt, replace } from '../../model/text/edits.js';
import { indentAt, lineStart, nextLine } from '../../model/text/lines.js';

type Node = TSESTree.Node;

/** The lines of a file, and changes that keep its indentation, its line ends and all of its comments. */
export class SourceEditor {
  /** Changes so far, none of which overlap. */
  readonly edits: Edit[] = [];
  readonly eol: string;
  private readonly text: string;
  private readonly removed: Range[] = [];

  constructor(private readonly syntax: FileSyntax) {
    this.text = syntax.text;
    this.eol = syntax.eol;
  }

  insert(at: number, text: string): void {
    this.edits.push(insertAt(at, text));
  }

  replace(node: Node, text: string): void {
    this.edits.push(replace(node, text));
  }

  /** Removes a statement: its whole line where nothing else stands there. */
  remove(node: Node): void {
    const range =
      this.isAlone(node) && !this.hasCommentBeside(node) ? this.lines(node) : this.withSpace(node);
    this.removed.push(range);
    this.edits.push(removeStatement(node, this.syntax, range));
  }

  /** Indents the lines between two offsets, but for text that would change with them. */
  indent(from: number, to: number, unit: string): void {
    const { text } = this;
    for (let line = lineStart(text, from); line < to; line = nextLine(text, line)) {
      const isBlank = text.slice(line, nextLine(text, line)).trim() === '';
      if (!isBlank && !this.isInText(line) && !this.isRemoved(line)) this.insert(line, unit);
      if (nextLine(text, line) === line) break;
    }
  }

  /** Puts text in front of a line, and takes out the blank lines between it and an offset. */
  join(after: number, line: number, text: string): void {
    this.edits.push(replace({ range: [nextLine(this.text, after), line] }, text));
  }

  /** The start of the first line after that of an offset that is not blank. */
  textAfter(offset: number): number {
    const { text } = this;
    let line = nextLine(text, offset);
    while (line < text.length && /^[ \t]*\r?\n/.test(text.slice(line, nextLine(text, line))))
      line = nextLine(text, line);
    return line;
  }

  /** Whether a node shares its lines with no other code; comments are none. */
  isAlone(node: Node): boolean {
    const { syntax, text } = this;
    const [start, end] = node.range;
    return syntax.codeBefore(start) <= lineStart(text, start) && syntax.codeAfter(end) >= nextLine(text, end);
  }

  hasCommentsInside(node: Node): boolean {
    return this.syntax.commentsInside(node).length > 0;
  }

  isOneLine(node: Node): boolean {
    return !this.syntax.textOf(node).includes('\n');
  }

  /** The white space that the line of an offset begins with. */
  indentAt(offset: number): string {
    return indentAt(this.text, offset);
  }

  /** The lines of a statement, with the blank ones in front when it stands last. */
  private lines(node: Node): Range {
    const { text } = this;
    const to = nextLine(text, node.range[1]);
    let from = lineStart(text, node.range[0]);
    const isLast = /^\s*\}/.test(text.slice(to));
    const isBlank = (line: number) => text.slice(line, nextLine(text, line)).trim() === '';
    if (!isLast && from > 0 && isBlank(lineStart(text, from - 1)) && isBlank(to))
      from = lineStart(text, from - 1);
    while (isLast && from > 0 && text.slice(lineStart(text, from - 1), from).trim() === '')
      from = lineStart(text, from - 1);
    return [from, to];
  }

  private withSpace(node: Node): Range {
    const [from, to] = node.range;
    const space = /^[ \t]*/.exec(this.text.slice(to))?.[0].length ?? 0;
    const isLast = /^\r?(?:\n|$)/.test(this.text.slice(to + space));
    if (!isLast || this.isAlone(node)) return [from, to + space];
    return [
      from - (/(?<![ \t])[ \t]*$/.exec(this.text.slice(lineStart(this.text, from), from))?.[0].length ?? 0),
      to,
    ];
  }

  private hasCommentBeside(node: Node): boolean {
    return this.syntax.hasCommentIn(this.lines(node));
  }

  private isRemoved(offset: number): boolean {
    return this.removed.some(([from, to]) => from <= offset && offset < to);
  }

  /** Whether a line starts inside a template, a string or JSX text. */
  private isInText(line: number): boolean {
    const node = this.syntax.nodeAt(line);
    return (
      node !== undefined &&
      node.range[0] < line &&
      (node.type === 'TemplateElement' || node.type === 'Literal' || node.type === 'JSXText')
    );
  }
}
