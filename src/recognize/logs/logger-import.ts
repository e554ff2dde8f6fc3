import type { TSESTree } from '@typescript-eslint/types';
import { autoImport } from '../../project/auto-imports.js';
import { resolveModule } from '../../project/resolve.js';
import type { FileSyntax } from '../../estree/syntax.js';
import { declaredNames } from '../../estree/pattern.js';
import type { AnalysedFile } from '../file.js';

/** What a logger is called in a file that imports it, and whether the file does so already. */
export interface LocalLogger {
  readonly local: string;
  readonly isImported: boolean;
}

/**
 * The name that a file has for a module's export, or one that is free for it; undefined where all are taken.
 *
 * @param module the module's path, or the specifier of a package
 */
export function localLogger(file: AnalysedFile, module: string, name: string): LocalLogger | undefined {
  const imported = importedAs(file, module, name) ?? autoImportedAs(file, module, name);
  if (imported !== undefined) return { local: imported, isImported: true };
  const local = freeLocalName(file.syntax, name === 'default' ? 'logger' : name);
  return local === undefined ? undefined : { local, isImported: false };
}

/** The name for a logger that a file has not taken: the wanted one, or another that says the same. */
export function freeLocalName(syntax: FileSyntax, wanted: string): string | undefined {
  return [wanted, 'appLogger', 'rootLogger', 'structuredLogger'].find((each) => !usesName(syntax, each));
}

function importedAs(file: AnalysedFile, module: string, name: string): string | undefined {
  for (const statement of file.syntax.ast.body) {
    if (statement.type !== 'ImportDeclaration' || statement.importKind === 'type') continue;
    const { value: specifier } = statement.source;
    if (specifier !== module && resolveModule(file.project, specifier, file.path) !== module) continue;
    const found = statement.specifiers.find((each) => exportedName(each) === name);
    if (found) return found.local.name;
  }
  return undefined;
}

/** A name that a framework imports by itself, and that the file has not taken. */
function autoImportedAs({ project, path, syntax }: AnalysedFile, module: string, name: string) {
  const found = autoImport(project, name, path);
  const isMeant = found?.module === module && found.name === name;
  return isMeant && !declaresName(syntax, name) ? name : undefined;
}

function exportedName(specifier: TSESTree.ImportClause): string | undefined {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  if (specifier.type !== 'ImportSpecifier' || specifier.importKind === 'type') return undefined;
  const { imported } = specifier;
  return imported.type === 'Identifier' ? imported.name : imported.value;
}

/** Whether a file declares or uses a name. The text is asked first: finding the scopes of a file takes longer than parsing it. */
export function usesName(syntax: FileSyntax, name: string): boolean {
  if (!syntax.text.includes(name) && !syntax.text.includes('\\u')) return false;
  const globals = syntax.scopeManager?.globalScope?.through ?? [];
  return (
    declaresName(syntax, name) ||
    globals.some(({ identifier }) => 'name' in identifier && identifier.name === name)
  );
}

function declaresName(syntax: FileSyntax, name: string): boolean {
  return syntax.variablesNamed(name).some(({ defs }) => defs.length > 0);
}

/** Code that takes the place of other code. */
export interface Replaced {
  readonly range: readonly [number, number];
  readonly text: string;
}

/**
 * The imports of a file that are used in replaced code alone, and no longer in what replaces it: left as they are,
 * TypeScript and linters report them as unused.
 */
export function orphanedImports(file: AnalysedFile, replaced: readonly Replaced[]): readonly string[] {
  const before = replaced.map(({ range }) => file.text.slice(...range)).join('\n');
  if (!file.cached(namesImported, file.syntax.ast).some((name) => before.includes(name))) return [];
  return file.importUses.flatMap(({ name, uses }) => {
    const holding = new Set<Replaced>();
    for (const [start, end] of uses) {
      const holder = holderOf(start, end, replaced);
      if (!holder) return [];
      holding.add(holder);
    }
    return [...holding].some(({ text }) => codeUses(text, name)) ? [] : [name];
  });
}

/** The names that a program imports, or may require. */
function namesImported({ body }: TSESTree.Program): readonly string[] {
  return body.flatMap(namesOf);
}

function namesOf(statement: TSESTree.ProgramStatement): readonly string[] {
  if (statement.type === 'ImportDeclaration') return statement.specifiers.map(({ local }) => local.name);
  return statement.type === 'VariableDeclaration'
    ? statement.declarations.flatMap(({ id }) => declaredNames(id))
    : [];
}

/** A string of one line: what stands in it is no code. */
const STRING = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g;

/** Whether code has a name that is neither a member's (`opts.format`) nor a key's (`{ format: x }`). */
function codeUses(code: string, name: string): boolean {
  const escaped = name.replaceAll('$', '\\$');
  const found = new RegExp(`(?<![\\w$]|(?<!\\.\\.)\\.)${escaped}(?![\\w$])`, 'g');
  const text = code.replace(STRING, "''");
  return [...text.matchAll(found)].some(({ index }) => {
    const isAfterComma = /[{,]$/.test(text.slice(0, index).trimEnd());
    return !(
      isAfterComma &&
      text
        .slice(index + name.length)
        .trimStart()
        .startsWith(':')
    );
  });
}

/** What a range stands in, of replaced code in the order of the text. */
function holderOf(start: number, end: number, replaced: readonly Replaced[]): Replaced | undefined {
  let [low, high] = [0, replaced.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((replaced[middle]?.range[0] ?? 0) <= start) low = middle;
    else high = middle - 1;
  }
  const found = replaced[low];
  return found && found.range[0] <= start && end <= found.range[1] ? found : undefined;
}
