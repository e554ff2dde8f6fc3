import { ts } from 'ts-morph';
import type { Dialect, InstalledPackages } from '../catalog/schema.js';
import { GLOBAL_VALUES, isConsole } from '../catalog/index.js';
import { brief } from '../model/code/expression.js';
import { type LogCall, logCallOf, mayLog, specialOf } from '../model/logs/call.js';
import {
  type CallSurroundings,
  type Logger,
  isPrintStyle,
  loggerInScope,
  ownLogger,
  rewriteLogCall,
} from '../model/logs/rewrite.js';
import { styleAt } from '../model/logs/dialect-text.js';
import type { Settings } from '../model/settings.js';
import { type NeededImport, planImports } from './imports.js';
import type { TsSource } from './source.js';

/** A call that was found, and where: line and column count from 1. */
export interface FoundCall {
  readonly line: number;
  readonly column: number;
  /** The call's source on one line, shortened. */
  readonly call: string;
}

export interface MigratedCall extends FoundCall {
  readonly written: string;
}

export interface LeftCall extends FoundCall {
  /** Ends the sentence "left alone: …". */
  readonly reason: string;
}

export interface FileMigration {
  readonly migrated: readonly MigratedCall[];
  readonly left: readonly LeftCall[];
  /** The file's new text; undefined when nothing changes. */
  readonly output: string | undefined;
  /** Whether the new text imports the target logger. */
  readonly importsTarget: boolean;
}

/** What calls without a logger of their own are written with. */
export type TargetLogger =
  | { readonly logger: Logger; readonly needs: NeededImport }
  /** There is none for this file, and why. */
  | { readonly unavailable: string };

export interface MigrationInput {
  readonly source: TsSource;
  readonly settings: Settings;
  /** What the package asks for. */
  readonly installed: InstalledPackages;
  /** Columns a line may have, where a formatter's settings say so. */
  readonly width?: number;
  /** Why the file as a whole is left alone; undefined when it is migrated. */
  readonly excluded: string | undefined;
  /** Called when the first call needs it, with the names that the file uses already. */
  readonly target: (used: ReadonlySet<string>) => TargetLogger;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Migrates the print-style logging of one file: every call that can be proven, in one set of edits. */
export function migrateFile(input: MigrationInput): FileMigration {
  return new Migration(input).run();
}

class Migration {
  private readonly migrated: MigratedCall[] = [];
  private readonly left: LeftCall[] = [];
  private readonly edits: Edit[] = [];
  /** How often each name is written in the file, as a name and not as a key. */
  private readonly used = new Map<string, number>();
  private readonly imported = new Set<string>();
  private readonly tree: ts.SourceFile;
  private target: TargetLogger | undefined;
  private needed: NeededImport | undefined;

  constructor(private readonly input: MigrationInput) {
    this.tree = input.source.tree;
  }

  run(): FileMigration {
    const calls: ts.CallExpression[] = [];
    const references: ts.Node[] = [];
    this.collect(this.tree, calls, references);
    for (const node of calls) this.visit(node);
    for (const node of references) this.reference(node);
    this.left.sort((a, b) => a.line - b.line || a.column - b.column);
    return {
      migrated: this.migrated,
      left: this.left,
      output: this.output(),
      importsTarget: this.needed !== undefined,
    };
  }

  private collect(node: ts.Node, calls: ts.CallExpression[], references: ts.Node[]): void {
    if (ts.isIdentifier(node)) {
      const { parent } = node;
      const isKey = ts.isPropertyAccessExpression(parent) && parent.name === node;
      if (isKey) return;
      this.used.set(node.text, (this.used.get(node.text) ?? 0) + 1);
      if (ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isNamespaceImport(parent)) {
        this.imported.add(node.text);
      }
      return;
    }
    const callee = ts.isCallExpression(node) ? withoutParentheses(node.expression) : undefined;
    const method = callee && methodOf(callee);
    if (method !== undefined && mayLog(method)) calls.push(node as ts.CallExpression);
    if (ts.isPropertyAccessExpression(node) && consoleDialect(node.expression) && !isCallee(node))
      references.push(node);
    ts.forEachChild(node, (child) => this.collect(child, calls, references));
  }

  private visit(node: ts.CallExpression): void {
    const { source, settings } = this.input;
    const expression = source.expression(node);
    const call = expression.kind === 'call' ? logCallOf(expression, source, settings) : undefined;
    if (!call) return;
    const prints = isConsole(call.library);
    if (prints && isConsole(settings.logger?.library)) return;
    if (!prints && !isPrintStyle(call, source, this.input.installed)) return;
    const reason = this.input.excluded ?? this.migrate(call, node);
    if (reason !== undefined) this.left.push({ ...this.found(node), reason });
  }

  /** Edits the call, or says why not. */
  private migrate(call: LogCall, node: ts.CallExpression): string | undefined {
    const special = specialOf(call)?.byHand;
    if (special) return special;
    if (this.holdsLogCall(node)) return 'another log call stands inside it';
    if (this.isLastResort(node)) return 'it says that logging itself failed';
    const choice = isConsole(call.library) ? this.loggerFor(call) : ownLogger(call);
    if (!choice) return 'the library of this logger is not known';
    if ('unavailable' in choice) return choice.unavailable;
    const logger = 'logger' in choice ? choice.logger : choice;
    const text = rewriteLogCall(call, this.input.source, logger, this.surroundings(node));
    if (typeof text !== 'string') return text.refused;
    const orphan = this.orphanedBy(node, text);
    if (orphan) return `the import of \`${orphan}\` would be left unused`;
    if ('needs' in choice) this.needed = choice.needs;
    const start = this.input.source.start(node);
    this.edits.push({ start, end: node.end, text });
    this.migrated.push({ ...this.found(node), written: text.replace(/\s+/g, ' ') });
    return undefined;
  }

  private loggerFor(call: LogCall): Logger | TargetLogger {
    const { source, settings } = this.input;
    return (
      loggerInScope(call, source, settings) ?? (this.target ??= this.input.target(new Set(this.used.keys())))
    );
  }

  /** A log call inside another's arguments would be kept as it is written there. */
  private holdsLogCall(node: ts.CallExpression): boolean {
    const { source, settings } = this.input;
    const visit = (inner: ts.Node): boolean => {
      if (ts.isCallExpression(inner)) {
        const expression = source.expression(inner);
        const call = expression.kind === 'call' ? logCallOf(expression, source, settings) : undefined;
        if (call && (isConsole(call.library) || isPrintStyle(call, source, this.input.installed)))
          return true;
      }
      return ts.forEachChild(inner, (child) => visit(child) || undefined) ?? false;
    };
    return node.arguments.some(visit);
  }

  /** `try { logger.error(…) } catch { console.error(…) }`: what is left when the logger throws. */
  private isLastResort(node: ts.Node): boolean {
    let at = node.parent;
    while (at && !ts.isCatchClause(at) && !ts.isFunctionLike(at)) at = at.parent;
    if (!at || !ts.isCatchClause(at)) return false;
    const { statements } = at.parent.tryBlock;
    return statements.length > 0 && statements.every((statement) => this.isLogStatement(statement));
  }

  private isLogStatement(statement: ts.Statement): boolean {
    if (!ts.isExpressionStatement(statement)) return false;
    const { source, settings } = this.input;
    const bare = ts.isAwaitExpression(statement.expression)
      ? statement.expression.expression
      : statement.expression;
    const expression = source.expression(bare);
    const call = expression.kind === 'call' ? logCallOf(expression, source, settings) : undefined;
    return call !== undefined && !isConsole(call.library);
  }

  /** An import that only this call used and the new text does not: TypeScript may report it as unused. */
  private orphanedBy(node: ts.CallExpression, text: string): string | undefined {
    const dropped = new Map<string, number>();
    const visit = (inner: ts.Node): void => {
      if (ts.isIdentifier(inner) && this.imported.has(inner.text)) {
        dropped.set(inner.text, (dropped.get(inner.text) ?? 0) + 1);
      }
      ts.forEachChild(inner, visit);
    };
    visit(node);
    const isKept = (name: string) =>
      new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(text);
    // The import itself is the one use that is left.
    const isLast = (name: string, times: number) => (this.used.get(name) ?? 0) - times <= 1;
    return [...dropped].find(([name, times]) => isLast(name, times) && !isKept(name))?.[0];
  }

  private surroundings(node: ts.CallExpression): CallSurroundings {
    const start = this.input.source.start(node);
    return {
      comments: commentsInside(node, this.tree),
      style: styleAt(this.tree.text, start, node.end, this.input.width),
      valueUsed: isValueUsed(node),
      isBlockStatement: isBlockStatement(node),
    };
  }

  /** `console.log` handed on as a function. */
  private reference(node: ts.Node): void {
    if (
      !ts.isPropertyAccessExpression(node) ||
      !(node.name.text in (consoleDialect(node.expression)?.methods ?? {}))
    )
      return;
    const owner = this.input.source.expression(node.expression);
    if (owner.kind !== 'identifier' || this.input.source.binding(owner).kind !== 'global') return;
    if (ts.isBinaryExpression(node.parent) && node.parent.left === node) return;
    const reason = this.input.excluded ?? 'it is handed on as a function, not called here';
    this.left.push({ ...this.found(node), reason });
  }

  private found(node: ts.Node): FoundCall {
    const { line, character } = this.tree.getLineAndCharacterOfPosition(this.input.source.start(node));
    return { line: line + 1, column: character + 1, call: brief(this.input.source.expression(node)) };
  }

  private output(): string | undefined {
    if (this.edits.length === 0) return undefined;
    const edits = [...this.edits, ...(this.needed ? planImports(this.tree, this.needed) : [])];
    // What is inserted where something else is replaced goes before it.
    edits.sort((a, b) => a.start - b.start || a.end - b.end);
    const parts: string[] = [];
    let end = 0;
    for (const edit of edits) {
      parts.push(this.tree.text.slice(end, edit.start), edit.text);
      end = edit.end;
    }
    return parts.join('') + this.tree.text.slice(end);
  }
}

function withoutParentheses(node: ts.Node): ts.Node {
  return ts.isParenthesizedExpression(node) ? withoutParentheses(node.expression) : node;
}

function methodOf(callee: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text;
  return ts.isElementAccessExpression(callee) && ts.isStringLiteral(callee.argumentExpression)
    ? callee.argumentExpression.text
    : undefined;
}

/** How the calls of the console are written, where a name is that of the global console. */
function consoleDialect(node: ts.Node): Dialect | undefined {
  const known = ts.isIdentifier(node) ? GLOBAL_VALUES.get(node.text) : undefined;
  return known?.library.isConsole ? known.library.kinds[known.kind]?.logger : undefined;
}

function isCallee(node: ts.PropertyAccessExpression): boolean {
  return ts.isCallExpression(node.parent) && node.parent.expression === node;
}

function isBlockStatement(node: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isExpressionStatement(parent)) return false;
  return ts.isBlock(parent.parent) || ts.isSourceFile(parent.parent) || ts.isModuleBlock(parent.parent);
}

const LOGICAL: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

/** Whether a call is more than a statement, so that its value, `undefined`, can be seen. */
function isValueUsed(call: ts.Node): boolean {
  for (let node = call, parent = call.parent; parent; node = parent, parent = parent.parent) {
    if (ts.isExpressionStatement(parent)) return false;
    if (ts.isVoidExpression(parent)) return false;
    if (ts.isParenthesizedExpression(parent)) continue;
    if (ts.isConditionalExpression(parent) && parent.condition !== node) continue;
    if (ts.isBinaryExpression(parent) && parent.right === node && LOGICAL.has(parent.operatorToken.kind))
      continue;
    return true;
  }
  return true;
}

function commentsInside(call: ts.Node, tree: ts.SourceFile): (readonly [number, number])[] {
  const start = call.getStart(tree);
  if (!/\/[/*]/.test(tree.text.slice(start, call.end))) return [];
  const found = new Map<number, readonly [number, number]>();
  const add = (ranges: readonly ts.CommentRange[] | undefined) => {
    for (const { pos, end } of ranges ?? []) {
      if (pos >= start && end <= call.end) found.set(pos, [pos, end]);
    }
  };
  const visit = (node: ts.Node): void => {
    add(ts.getLeadingCommentRanges(tree.text, node.pos));
    add(ts.getTrailingCommentRanges(tree.text, node.end));
    for (const child of node.getChildren(tree)) visit(child);
  };
  visit(call);
  return [...found.values()];
}
