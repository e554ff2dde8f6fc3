import type { TSESTree } from '@typescript-eslint/types';
import { isRemovable } from '../catalog/packages.js';
import {
  type ImportLayout,
  type ImportSpec,
  type ModuleStyle,
  endOfLine,
  headPosition,
  importStatement,
  insertStatements,
} from '../model/text/import-statement.js';
import { type Edit, type Range, insertAfter, insertAt, remove } from '../model/text/edits.js';
import { indentAt, lineEnd, lineStart, nextLine, startsLine } from '../model/text/lines.js';
import { type RemovableRequire, type RequiredName, removableRequireOf } from './requires.js';
import type { FileSyntax } from './syntax.js';
import type { Node } from './nodes.js';

/** What a file must bring in for code that is written into it to mean something. */
export interface NeededImport extends ImportSpec {
  /** A statement after the import that makes the file's own logger (NestJS). */
  readonly statement?: string;
  /** How a file without imports of its own is loaded. */
  readonly defaultStyle: ModuleStyle;
}

/** The edits that add an import once, in the file's own module style. */
export function planImport(syntax: FileSyntax, needed: NeededImport): readonly Edit[] {
  const layout = layoutOf(syntax, needed.defaultStyle, needed.statement !== undefined);
  const after = needed.statement === undefined ? [] : ['', endedAs(layout, needed.statement)];
  const named =
    layout.style === 'esm' && needed.name !== 'default' ? namedImports(syntax, needed.from) : undefined;
  if (!named)
    return [
      (after.length === 0 ? sortedInsertion(syntax, needed, layout) : undefined) ??
        insertion([importStatement(needed, layout), ...after], layout),
    ];
  const isThere = named.list.some(({ imported }) => nameOf(imported) === needed.name);
  const statement = after.length > 0 ? [insertion(after, layout)] : [];
  return isThere ? statement : [addedAfter(named.last, needed, layout, syntax), ...statement];
}

/** A statement as the file ends its own: with a semicolon, or without. */
function endedAs({ semicolons }: ImportLayout, statement: string): string {
  return semicolons ? statement : statement.replace(/;$/, '');
}

/**
 * The import at its place among those of its kind, where they stand in the order of their specifiers; undefined where they have
 * none, or where a module that is loaded for what it does follows.
 */
function sortedInsertion(syntax: FileSyntax, needed: NeededImport, layout: ImportLayout): Edit | undefined {
  if (layout.style !== 'esm') return undefined;
  const imports = syntax.ast.body.filter((each) => each.type === 'ImportDeclaration');
  const kind = kindOfSpecifier(needed.from);
  const alike = imports.filter(({ source }) => kindOfSpecifier(source.value) === kind);
  const isSorted = alike.every(
    ({ source }, i) => i === 0 || isBefore(alike[i - 1]?.source.value ?? '', source.value),
  );
  const next = alike.find(({ source }) => isBefore(needed.from, source.value));
  if (alike.length < 2 || !isSorted || !next) return undefined;
  const isLoadedFirst = imports.some(
    (each) => each.specifiers.length === 0 && each.range[0] >= next.range[0],
  );
  const isAlone = syntax.commentsBefore(next).length === 0 && startsLine(syntax.text, next.range[0]);
  if (isLoadedFirst || !isAlone) return undefined;
  return insertAt(next.range[0], importStatement(needed, layout) + layout.eol);
}

/** What linters order imports by first: `../`, `./`, an alias or a package. */
function kindOfSpecifier(from: string): 'parent' | 'sibling' | 'own' | 'package' {
  if (from.startsWith('../')) return 'parent';
  if (from.startsWith('.')) return 'sibling';
  return /^(?:[@~]\/|#|src\/)/.test(from) ? 'own' : 'package';
}

function isBefore(one: string, other: string): boolean {
  return one.toLowerCase() < other.toLowerCase();
}

function addedAfter(
  last: TSESTree.ImportSpecifier,
  { name, local }: ImportSpec,
  { eol }: ImportLayout,
  { text }: FileSyntax,
): Edit {
  const specifier = name === local ? name : `${name} as ${local}`;
  // One name a line, where the list is written so.
  const [start] = last.range;
  const isOnOwnLine = text.slice(lineStart(text, start), start).trim() === '';
  const separator = isOnOwnLine ? `,${eol}${indentAt(text, start)}` : ', ';
  return insertAfter(last, separator + specifier);
}

function insertion(statements: readonly string[], layout: ImportLayout): Edit {
  const { at, text } = insertStatements(statements, layout);
  return insertAt(at, text);
}

interface NamedImports {
  readonly list: readonly TSESTree.ImportSpecifier[];
  readonly last: TSESTree.ImportSpecifier;
}

/** The names between the braces of the first import of values from a module. */
function namedImports({ ast }: FileSyntax, module: string): NamedImports | undefined {
  for (const statement of ast.body) {
    if (statement.type !== 'ImportDeclaration' || statement.source.value !== module) continue;
    if (statement.importKind === 'type') continue;
    const list = statement.specifiers.filter((each) => each.type === 'ImportSpecifier');
    const last = list.at(-1);
    if (last) return { list, last };
  }
  return undefined;
}

function nameOf(imported: TSESTree.ImportSpecifier['imported']): string {
  return imported.type === 'Identifier' ? imported.name : imported.value;
}

/**
 * How a file imports, and where its next import belongs.
 *
 * @param defaultStyle how the file is loaded where it has no imports of its own
 * @param atHead the import is followed by code that runs: it goes to the head of the file, not after a later import
 */
export function layoutOf(syntax: FileSyntax, defaultStyle: ModuleStyle, atHead = false): ImportLayout {
  const { text, ast } = syntax;
  const body = ast.body.filter((statement) => !('directive' in statement && statement.directive));
  const isEsm = body.some((each) => /^(?:Import|Export)|^TSExportAssignment$/.test(each.type));
  const isCjs = !isEsm && (body.some(isRequire) || /\b(?:module\.exports|exports\.\w)/.test(text));
  const style: ModuleStyle = isEsm ? 'esm' : isCjs ? 'cjs' : defaultStyle;
  // The head of the file: what stands before the first statement that does something.
  const firstOther = body.findIndex((each) => !loadsModules(each));
  const head = firstOther < 0 ? body : body.slice(0, firstOther);
  // Imports are hoisted, wherever they stand; a `require` or a logger of the file's own runs in its place.
  const lastImport =
    style === 'esm' && !atHead ? body.findLast((each) => each.type === 'ImportDeclaration') : undefined;
  const last = lastImport ?? head.at(-1);
  const first = body[0];
  const comment = first && syntax.commentsBefore(first).at(-1)?.range;
  const lastImportEnd = last && endOfLine(last.range[1], text);
  const headEnd = first ? headPosition(text, first.range[0], comment) : text.length;
  return {
    style,
    quote: quoteOfImports(syntax),
    semicolons: syntax.semicolon !== '' || goesOn(text, lastImportEnd ?? headEnd, last !== undefined),
    eol: syntax.eol,
    lastImportEnd,
    headEnd,
  };
}

/** Whether a statement without a semicolon would go on with what follows it: on its line, or with `(`, `[`, a template. */
function goesOn(text: string, end: number, isOnItsLine: boolean): boolean {
  const after = text.slice(end, end + 200);
  return (isOnItsLine && /^[^\S\r\n]*\S/.test(after)) || /^\s*(?:[([`+-]|\/(?![/*]))/.test(after);
}

/** Whether a statement does nothing but load modules: an import, `const a = require('a')`, `require('b').config()`. */
export function loadsModules(statement: Node): boolean {
  return (
    statement.type === 'ImportDeclaration' ||
    statement.type === 'TSImportEqualsDeclaration' ||
    isRequire(statement) ||
    (statement.type === 'ExpressionStatement' && isRequired(statement.expression))
  );
}

/** `const a = require('a')`, `const { b } = require('b').c()`. */
function isRequire(statement: Node): boolean {
  return (
    statement.type === 'VariableDeclaration' &&
    statement.declarations.every(({ init }) => init !== null && isRequired(init))
  );
}

/** `require('a')`, or a chain of members and calls on it. */
function isRequired(node: Node): boolean {
  for (let at = node; ;) {
    if (at.type === 'CallExpression') {
      if (at.callee.type === 'Identifier') return at.callee.name === 'require';
      at = at.callee;
    } else if (at.type === 'MemberExpression') at = at.object;
    else if (at.type === 'ChainExpression') at = at.expression;
    else return false;
  }
}

function quoteOfImports({ ast, text }: FileSyntax): "'" | '"' {
  for (const statement of ast.body) {
    const quote = statement.type === 'ImportDeclaration' ? text[statement.source.range[0]] : undefined;
    if (quote === "'" || quote === '"') return quote;
  }
  const count = (quote: string) => text.split(quote).length;
  return count('"') > count("'") ? '"' : "'";
}

/**
 * Imports that are added and removed at once: what is put after or before a statement that goes takes its place.
 *
 * @param added from `planImport`
 * @param removed from `removeImport`
 */
export function mergeImports(added: readonly Edit[], removed: readonly Edit[], eol: string): readonly Edit[] {
  const merged = [...removed];
  for (const edit of added) {
    const [at] = edit.range;
    const index = merged.findIndex(({ range }) => range[0] <= at && at < range[1]);
    const gone = merged[index];
    if (!gone) merged.push(edit);
    else
      merged[index] = {
        range: gone.range,
        text: gone.text + edit.text.replace(/^[\r\n]+|(?<![\r\n])[\r\n]+$/g, '') + eol,
      };
  }
  return merged;
}

/** What it takes to remove imports, and those that have to stay. */
export interface RemovedImports {
  readonly edits: readonly Edit[];
  readonly stuck: readonly string[];
}

/**
 * Takes names out of the imports of a file, a statement where nothing is left of it. Imports stay where something else may
 * depend on them: a module that is not Node's own runs code of its own when it is loaded.
 */
export function removeImports(syntax: FileSyntax, names: readonly string[]): RemovedImports {
  const edits: Edit[] = [];
  const stuck: string[] = [];
  for (const statement of names.length > 0 ? syntax.ast.body : []) {
    const required = removableRequireOf(statement);
    if (required) {
      const unused = required.names.filter(({ local }) => names.includes(local.name));
      const edit = unused.length > 0 ? withoutRequired(required, unused, syntax) : undefined;
      if (edit) edits.push(edit);
      else stuck.push(...unused.map(({ local }) => local.name));
    }
    if (statement.type !== 'ImportDeclaration') continue;
    const gone = statement.specifiers.filter(({ local }) => names.includes(local.name));
    if (gone.length === 0) continue;
    const edit = removed(gone, statement, syntax);
    if (edit) edits.push(edit);
    else stuck.push(...gone.map(({ local }) => local.name));
  }
  return { edits, stuck };
}

function removed(
  gone: readonly TSESTree.ImportClause[],
  { range: [start, end], specifiers, source }: TSESTree.ImportDeclaration,
  syntax: FileSyntax,
): Edit | undefined {
  const { text } = syntax;
  if (!isRemovable(source.value) || syntax.hasCommentIn([start, end])) return undefined;
  if (gone.length === specifiers.length) return withoutStatement([start, end], text);
  const named = specifiers.filter(({ type }) => type === 'ImportSpecifier');
  const kept = named.filter((each) => !gone.includes(each));
  const [first] = named;
  const last = named.at(-1);
  const [other] = specifiers;
  if (!first || !last || !other) return undefined;
  // `import util, { inspect } from 'util'`: one of both goes.
  if (kept.length === named.length)
    return remove({ range: [other.range[0], text.indexOf('{', other.range[1])] });
  if (kept.length === 0) return remove({ range: [other.range[1], text.indexOf('}', last.range[1]) + 1] });
  if (gone.some(({ type }) => type !== 'ImportSpecifier')) return undefined;
  return { range: [first.range[0], last.range[1]], text: listed(named, kept, text) };
}

/** Takes names out of a `require`, the statement where nothing is left of it. */
function withoutRequired(
  { statement, names }: RemovableRequire,
  unused: readonly RequiredName[],
  syntax: FileSyntax,
): Edit | undefined {
  if (syntax.hasCommentIn(statement.range)) return undefined;
  if (unused.length === names.length) return withoutStatement(statement.range, syntax.text);
  const properties = names.flatMap(({ property }) => property ?? []);
  const kept = names.flatMap((each) => (unused.includes(each) ? [] : (each.property ?? [])));
  const [first] = properties;
  const last = properties.at(-1);
  return (
    first && last && { range: [first.range[0], last.range[1]], text: listed(properties, kept, syntax.text) }
  );
}

/** A statement goes with its line; undefined where something else stands there. */
function withoutStatement([start, end]: Range, text: string): Edit | undefined {
  const isAlone = startsLine(text, start) && text.slice(end, lineEnd(text, end)).trim() === '';
  return isAlone ? remove({ range: [lineStart(text, start), nextLine(text, end)] }) : undefined;
}

/** Some entries of a list, with what separates them. */
function listed<Entry extends { readonly range: Range }>(
  all: readonly Entry[],
  kept: readonly Entry[],
  text: string,
): string {
  return kept
    .map((each, index) => {
      const before = all[all.indexOf(each) - 1];
      const separator = index > 0 && before ? text.slice(before.range[1], each.range[0]) : '';
      return separator + text.slice(...each.range);
    })
    .join('');
}
