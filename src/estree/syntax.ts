import type { ScopeManager, ScopeVariable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { Range, Ranged } from '../model/text/edits.js';
import { usesSemicolons } from '../model/text/import-statement.js';
import { LineMap, eolOf } from '../model/text/lines.js';
import { groupedBy } from '../model/code/grouping.js';
import { NodeList, firstFrom } from './node-list.js';
import { childrenWithTypes } from './tree.js';
import type { Node } from './nodes.js';

type Comment = TSESTree.Comment;

/** What a parser gives of one file. */
export interface ParsedText {
  readonly text: string;
  /** With its `comments` in source order. Its tokens are not needed. */
  readonly ast: TSESTree.Program;
  /** Read when it is first needed: many a parser finds the scopes only then. */
  readonly scopeManager: ScopeManager | null;
}

/**
 * The tree of one file together with its text, its comments and its scopes. What stands beside a node is read from the text:
 * a parser that gives no tokens is enough.
 */
export class FileSyntax {
  readonly text: string;
  readonly ast: TSESTree.Program;
  private readonly hashbangEnd: number;
  private lines: LineMap | undefined;
  private lineBreak: '\r\n' | '\n' | undefined;
  private statementEnd: ';' | '' | undefined;
  private namesUsed: ReadonlySet<string> | undefined;
  private declared: readonly ScopeVariable[] | undefined;
  private byName: ReadonlyMap<string, readonly ScopeVariable[]> | undefined;
  private byBlock: ReadonlyMap<Node, readonly ScopeVariable[]> | undefined;
  private readonly ofBlocks = new Map<Node, BlockVariables>();
  private readonly bindings = new Map<string, NodeList>();

  constructor(private readonly parsed: ParsedText) {
    const { text, ast } = parsed;
    this.text = text;
    this.ast = ast;
    this.hashbangEnd = /^#!.*/.exec(text)?.[0].length ?? 0;
  }

  get scopeManager(): ScopeManager | null {
    return this.parsed.scopeManager;
  }

  /** All comments, in source order. */
  get comments(): readonly Comment[] {
    return this.ast.comments ?? [];
  }

  /** How the file ends its lines. */
  get eol(): '\r\n' | '\n' {
    return (this.lineBreak ??= eolOf(this.text));
  }

  /** What the file ends its statements with: a semicolon, or nothing. */
  get semicolon(): ';' | '' {
    return (this.statementEnd ??= usesSemicolons(this.text) ? ';' : '');
  }

  /** Whether any scope of the file declares a name, or reads a global of it, so that an import could capture. */
  hasName(name: string): boolean {
    this.namesUsed ??= new Set(
      (this.scopeManager?.scopes ?? []).flatMap(({ set, through }) => [
        ...[...set.values()].filter(({ defs }) => defs.length > 0).map((variable) => variable.name),
        ...through.map(({ identifier }) => identifier.name),
      ]),
    );
    return this.namesUsed.has(name);
  }

  /** The variables of all scopes. */
  get variables(): readonly ScopeVariable[] {
    return (this.declared ??= this.scopeManager?.scopes.flatMap(({ variables }) => variables) ?? []);
  }

  /** The variables that a function, clause or declaration declares. */
  declaredBy(node: Node): readonly ScopeVariable[] {
    return this.scopeManager?.getDeclaredVariables(node) ?? [];
  }

  /** The variables of this name in any scope. */
  variablesNamed(name: string): readonly ScopeVariable[] {
    this.byName ??= groupedBy(
      this.scopeManager?.scopes.flatMap(({ set }) => [...set.values()]) ?? [],
      (variable) => variable.name,
    );
    return this.byName.get(name) ?? [];
  }

  /** Where variables of this name are declared or given a value, in any scope. */
  bindingsOf(name: string): NodeList {
    let known = this.bindings.get(name);
    if (!known) {
      const nodes = this.variablesNamed(name).flatMap(({ defs, references }): Node[] => [
        ...defs.map((each) => each.name as Node),
        ...references.filter((each) => each.isWrite()).map((each) => each.identifier as Node),
      ]);
      this.bindings.set(name, (known = new NodeList(nodes)));
    }
    return known;
  }

  /** The variables of the scopes that a block or function makes. */
  variablesOf(block: Node): BlockVariables {
    let known = this.ofBlocks.get(block);
    if (!known) {
      this.byBlock ??= groupedBy(this.variables, ({ scope }) => scope.block as Node);
      this.ofBlocks.set(block, (known = new BlockVariables(this.byBlock.get(block) ?? [])));
    }
    return known;
  }

  /** The number of the line that an offset is on, from 1. */
  lineOf(offset: number): number {
    return (this.lines ??= new LineMap(this.text)).position(offset).line;
  }

  textOf(node: Node): string {
    return this.text.slice(...node.range);
  }

  /** Where the code before an offset ends, comments and white space left out; 0 where there is none. */
  codeBefore(offset: number): number {
    let at = offset;
    for (let next = this.firstCommentAfter(offset) - 1; ; next--) {
      while (at > 0 && isSpace(this.text, at - 1)) at--;
      const comment = this.comments[next];
      // Not all parsers count a hashbang line among the comments.
      if (comment?.range[1] !== at) return at === this.hashbangEnd ? 0 : at;
      [at] = comment.range;
    }
  }

  /** Where the code from an offset on starts, comments and white space left out; the text's length where there is none. */
  codeAfter(offset: number): number {
    let at = offset;
    for (let next = this.firstCommentAfter(offset); ; next++) {
      while (at < this.text.length && isSpace(this.text, at)) at++;
      const comment = this.comments[next];
      if (comment?.range[0] !== at) return at;
      [, at] = comment.range;
    }
  }

  /** The range of a punctuator of one character, where that is the code right before a node. */
  punctuatorBefore({ range }: Ranged, punctuator: string): Range | undefined {
    const end = this.codeBefore(range[0]);
    return this.text[end - 1] === punctuator ? [end - 1, end] : undefined;
  }

  /** The range of a punctuator of one character, where that is the code right after a node. */
  punctuatorAfter({ range }: Ranged, punctuator: string): Range | undefined {
    const start = this.codeAfter(range[1]);
    return this.text[start] === punctuator ? [start, start + 1] : undefined;
  }

  /** The comments between the start and the end of a node. */
  commentsInside(node: Node): readonly Comment[] {
    return this.commentsIn(node.range);
  }

  /** The comments between a node and the code before it. */
  commentsBefore(node: Node): readonly Comment[] {
    return this.commentsIn([this.codeBefore(node.range[0]), node.range[0]]);
  }

  /** The comments between a node and the code after it. */
  commentsAfter(node: Node): readonly Comment[] {
    return this.commentsIn([node.range[1], this.codeAfter(node.range[1])]);
  }

  /** Whether a range and a comment have characters in common. */
  hasCommentIn([start, end]: Range): boolean {
    const last = this.comments[this.firstCommentAfter(end) - 1];
    return last !== undefined && last.range[1] > start;
  }

  /** The innermost node that an offset is in; undefined outside of the program. */
  nodeAt(offset: number): Node | undefined {
    const isIn = (node: Node | undefined) =>
      node !== undefined && node.range[0] <= offset && offset < node.range[1];
    let found: Node | undefined;
    for (let at: Node | undefined = this.ast; at && isIn(at);) {
      found = at;
      const parts = childrenWithTypes(at);
      let first = firstFrom(parts, offset + 1);
      // The name of `{ a }` stands there as the key and as the value: the first of the two.
      while (isIn(parts[first - 1])) first--;
      at = parts[first];
    }
    return found;
  }

  private commentsIn([start, end]: Range): readonly Comment[] {
    const found: Comment[] = [];
    for (let at = this.firstCommentAfter(start); at < this.comments.length; at++) {
      const comment = this.comments[at];
      if (!comment || comment.range[1] > end) break;
      found.push(comment);
    }
    return found;
  }

  /** The index of the first comment that starts at an offset or after it. */
  private firstCommentAfter(offset: number): number {
    const { comments } = this;
    let [low, high] = [0, comments.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((comments[middle]?.range[0] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Variables, asked for by where they are declared. */
export class BlockVariables {
  private readonly names: NodeList;
  private readonly byDeclaration = new Map<Node, ScopeVariable>();

  constructor(variables: readonly ScopeVariable[]) {
    for (const variable of variables)
      for (const { name } of variable.defs) this.byDeclaration.set(name, variable);
    this.names = new NodeList(this.byDeclaration.keys());
  }

  /** Those of which a declaration stands in a range. */
  declaredIn(range: Ranged): readonly ScopeVariable[] {
    return [...new Set(this.names.in(range).flatMap((name) => this.byDeclaration.get(name) ?? []))];
  }
}

/** White space and line breaks, as ECMAScript has them. */
function isSpace(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return /\s/.test(text.charAt(offset));
}
