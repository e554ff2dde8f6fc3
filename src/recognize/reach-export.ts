import type { TSESTree } from '@typescript-eslint/types';
import { type Edit, insertAfter } from '../model/text/edits.js';
import { importStatement } from '../model/text/import-statement.js';
import type { FileSyntax } from '../estree/syntax.js';
import { groupedBy } from '../model/code/grouping.js';
import type { AnalysedFile } from './file.js';

type Node = TSESTree.Node;

/** How code of a file names a module's export, and the edit that brings it in where it is not there yet. */
export interface ReachableExport {
  readonly text: string;
  readonly edit: Edit | undefined;
}

/**
 * A value that a module exports, as code at a node can name it: by an import of the file, as a member of the
 * module, or by an import that is added. Undefined when its name is taken or the package has no such dependency.
 */
export function reachExport(
  name: string,
  module: string,
  at: Node,
  file: AnalysedFile,
): ReachableExport | undefined {
  const inScope = (local: string, declaredAt: Node): boolean => {
    const variable = file.source.variable(at, local);
    return variable?.defs.some((each) => each.name === declaredAt) === true;
  };
  const { imports, required } = broughtIn(module, file);

  for (const specifier of imports.flatMap(({ specifiers }) => specifiers)) {
    const isMember = specifier.type === 'ImportSpecifier';
    if (isMember && (importedName(specifier) !== name || specifier.importKind === 'type')) continue;
    if (!inScope(specifier.local.name, specifier.local)) return undefined;
    return { text: isMember ? specifier.local.name : `${specifier.local.name}.${name}`, edit: undefined };
  }
  for (const { id } of required) {
    if (id.type === 'Identifier') {
      return inScope(id.name, id) ? { text: `${id.name}.${name}`, edit: undefined } : undefined;
    }
    const value = id.properties.find((each) => each.type === 'Property' && keyName(each) === name)?.value;
    if (value?.type !== 'Identifier') continue;
    return inScope(value.name, value) ? { text: value.name, edit: undefined } : undefined;
  }

  if (file.syntax.hasName(name)) return undefined;
  const list = imports.flatMap(({ specifiers }) => specifiers.at(-1) ?? [])[0];
  const pattern = required.flatMap(({ id }) =>
    id.type === 'ObjectPattern' ? (id.properties.at(-1) ?? []) : [],
  )[0];
  const last = list ?? (pattern?.type === 'Property' ? pattern : undefined);
  if (last) return { text: name, edit: insertAfter(last, `, ${name}`) };
  return added(name, module, file);
}

/**
 * Several values of one module, reached together: what is imported for them stands in one statement. Undefined
 * when one of them cannot be reached.
 */
export function reachExports(
  names: readonly string[],
  module: string,
  at: Node,
  file: AnalysedFile,
): { readonly texts: readonly string[]; readonly edits: readonly Edit[] } | undefined {
  const reached = names.map((name) => reachExport(name, module, at, file));
  const found = reached.filter((each) => each !== undefined);
  if (found.length < names.length) return undefined;
  const isNew = found.every(({ edit }) => edit) && !mentionsModule(module, file);
  const together = isNew ? added(names.join(', '), module, file) : undefined;
  return {
    texts: found.map(({ text }) => text),
    edits: together?.edit ? [together.edit] : found.flatMap(({ edit }) => edit ?? []),
  };
}

function mentionsModule(module: string, file: AnalysedFile): boolean {
  const { imports, required } = broughtIn(module, file);
  return required.length > 0 || imports.some(({ specifiers }) => specifiers.length > 0);
}

/** A statement of its own after the last import. */
function added(name: string, module: string, file: AnalysedFile): ReachableExport | undefined {
  const { lastImport, byModule } = file.cached(headOf, file.syntax);
  const isKnown = file.package.dependencies.has(module) || byModule.get(module)?.isImported === true;
  if (!isKnown || !lastImport) return undefined;
  const quote = file.syntax.textOf(lastImport.source).startsWith('"') ? '"' : "'";
  const statement = importStatement(
    { from: module, name, local: name },
    { style: 'esm', quote, semicolons: file.syntax.semicolon !== '' },
  );
  return { text: name, edit: insertAfter(lastImport, file.syntax.eol + statement) };
}

function importedName({ imported }: TSESTree.ImportSpecifier): string {
  return imported.type === 'Identifier' ? imported.name : imported.value;
}

/** What the top of a file brings in of one module. */
interface BroughtIn {
  /** Statements that import values. */
  readonly imports: readonly TSESTree.ImportDeclaration[];
  /** `const { trace } = require('…')` and `const api = require('…')`. */
  readonly required: readonly Required[];
  /** Types alone count too: the module is there. */
  readonly isImported: boolean;
}

interface Required {
  readonly id: TSESTree.Identifier | TSESTree.ObjectPattern;
}

const NOTHING: BroughtIn = { imports: [], required: [], isImported: false };

function broughtIn(module: string, file: AnalysedFile): BroughtIn {
  return file.cached(headOf, file.syntax).byModule.get(module) ?? NOTHING;
}

function headOf({ ast: { body } }: FileSyntax) {
  const imports = body.filter((each) => each.type === 'ImportDeclaration');
  const required = groupedBy(body.flatMap(requiresOf), ({ module }) => module);
  const imported = groupedBy(imports, ({ source }) => source.value);
  const modules = new Set([...required.keys(), ...imported.keys()]);
  const byModule = new Map(
    [...modules].map((module): [string, BroughtIn] => {
      const statements = imported.get(module) ?? [];
      const ofValues = statements.filter(({ importKind }) => importKind !== 'type');
      return [
        module,
        { imports: ofValues, required: required.get(module) ?? [], isImported: statements.length > 0 },
      ];
    }),
  );
  return { lastImport: imports.at(-1), byModule };
}

function requiresOf(statement: Node): readonly (Required & { readonly module: string })[] {
  if (statement.type !== 'VariableDeclaration') return [];
  return statement.declarations.flatMap(({ id, init }) => {
    const [path] = init?.type === 'CallExpression' ? init.arguments : [];
    const isRequire =
      init?.type === 'CallExpression' && init.callee.type === 'Identifier' && init.callee.name === 'require';
    if (!isRequire || path?.type !== 'Literal' || typeof path.value !== 'string') return [];
    return id.type === 'Identifier' || id.type === 'ObjectPattern' ? [{ id, module: path.value }] : [];
  });
}

function keyName({ key, computed }: TSESTree.Property): string | undefined {
  return !computed && key.type === 'Identifier' ? key.name : undefined;
}
