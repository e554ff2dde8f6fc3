import { quoted } from './quote.js';

/** How a file brings other modules in. */
export type ModuleStyle = 'esm' | 'cjs';

/** How a relative specifier ends: without an extension, with that of the built file, or as the file is named. */
export type ImportEnding = 'none' | '.js' | 'source';

export interface ImportSpec {
  /** The module specifier, as it is to be written. */
  readonly from: string;
  /** The exported name, or `default`. */
  readonly name: string;
  /** What the file calls it. */
  readonly local: string;
}

export interface ImportLayout {
  readonly style: ModuleStyle;
  readonly quote: "'" | '"';
  readonly semicolons: boolean;
  readonly eol: string;
  /** Where the last import statement of the head of the file ends; undefined when there is none. */
  readonly lastImportEnd: number | undefined;
  /** Where the first statement starts that is no directive: a new first import goes before it. */
  readonly headEnd: number;
}

/** The statement that imports a name in a file's own module style, without its line end. */
export function importStatement(
  spec: ImportSpec,
  layout: Pick<ImportLayout, 'style' | 'quote' | 'semicolons'>,
): string {
  const { from, name, local } = spec;
  const module = quoted(from, layout.quote);
  const end = layout.semicolons ? ';' : '';
  if (layout.style === 'cjs') {
    if (name === 'default') return `const ${local} = require(${module})${end}`;
    return `const { ${name === local ? name : `${name}: ${local}`} } = require(${module})${end}`;
  }
  if (name === 'default') return `import ${local} from ${module}${end}`;
  return `import { ${name === local ? name : `${name} as ${local}`} } from ${module}${end}`;
}

/** Where statements go into a file, and their text with the line ends they need. */
export function insertStatements(
  statements: readonly string[],
  layout: ImportLayout,
): { readonly at: number; readonly text: string } {
  const { eol } = layout;
  if (layout.lastImportEnd !== undefined) {
    return { at: layout.lastImportEnd, text: statements.map((statement) => eol + statement).join('') };
  }
  return { at: layout.headEnd, text: statements.map((statement) => statement + eol).join('') + eol };
}

/**
 * The specifier of a module for a file that imports it, relative to the file's directory, with the ending
 * that its neighbours are written with. All paths absolute, with forward slashes.
 */
export function relativeSpecifier(module: string, directory: string, ending: ImportEnding): string {
  const from = directory.split('/').filter(Boolean);
  const to = module.split('/').filter(Boolean);
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common += 1;
  const up = from.slice(common).map(() => '..');
  const path = [...(up.length > 0 ? up : ['.']), ...to.slice(common)].join('/');
  if (ending === 'source') return path;
  const bare = path.replace(/\.([cm]?)[jt]sx?$/, ending === 'none' ? '' : '.$1js');
  return ending === 'none' ? bare.replace(/\/index$/, '') : bare;
}

/**
 * Whether a relative specifier names the same file for everyone who resolves it. Node takes one for part of a URL, which ends
 * at `?` and `#`, decodes `%41`, drops line breaks and has no backslashes; TypeScript and `require` do not.
 */
export function isImportable(specifier: string): boolean {
  return !/[\\%?#\u0000-\u001f]/.test(specifier);
}

/** Whether a file ends its statements with semicolons. */
export function usesSemicolons(text: string): boolean {
  const lines = text
    .split('\n')
    .filter((line) => /^(?:import|const|let|export)\b.*['")]\s*(?:;\s*)?$/.test(line));
  return lines.length === 0 || lines.some((line) => line.trimEnd().endsWith(';'));
}

/** The end of a statement, after a comment that stands on its line. */
export function endOfLine(end: number, text: string): number {
  return end + (/^[ \t]*\/\/[^\r\n]*/.exec(text.slice(end, end + 500))?.[0].length ?? 0);
}

/**
 * Where a new first import goes, given the first statement and the comment before it: before the statement's
 * own doc comment, but after comments that speak of the file, to people or to tools, and must stay at its top.
 */
export function headPosition(
  text: string,
  statement: number,
  comment: readonly [number, number] | undefined,
): number {
  if (!comment || /\n\s*\n/.test(text.slice(comment[1], statement))) return statement;
  const isHeader = /^#!|@ts-|eslint|@license|licen[cs]ed|copyright|@flow|@jest|SPDX|@fileoverview|@file\b/i;
  if (isHeader.test(text.slice(comment[0], comment[1]))) return statement;
  // A comment at the top speaks of the file, unless a declaration follows that it documents.
  const isFirst =
    text
      .slice(0, comment[0])
      .replace(/^#![^\n]*/, '')
      .trim() === '';
  const documents = /^(?:export|async|abstract|function|class|const|let|var|interface|type|enum|@)\b/;
  return isFirst && !documents.test(text.slice(statement, statement + 20)) ? statement : comment[0];
}
