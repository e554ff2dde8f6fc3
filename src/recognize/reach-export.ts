import type { TSESTree } from '@typescript-eslint/types';
import { type Edit, insertAfter } from '../model/text/edits.js';
import { importStatement, usesSemicolons } from '../model/text/import-statement.js';
import { eolOf } from '../model/text/lines.js';
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
  const statements = file.syntax.ast.body;
  const imports = statements.filter(
    (each): each is TSESTree.ImportDeclaration =>
      each.type === 'ImportDeclaration' && each.source.value === module && each.importKind !== 'type',
  );
  const required = statements.flatMap((each) => requiredFrom(each, module));

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

  if (isTaken(name, file)) return undefined;
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

function mentionsModule(module: string, { syntax }: AnalysedFile): boolean {
  return syntax.ast.body.some(
    (each) =>
      (fromModule(each) === module &&
        each.type === 'ImportDeclaration' &&
        each.importKind !== 'type' &&
        each.specifiers.length > 0) ||
      requiredFrom(each, module).length > 0,
  );
}

/** A statement of its own after the last import. */
function added(name: string, module: string, file: AnalysedFile): ReachableExport | undefined {
  const { body } = file.syntax.ast;
  const { text } = file.syntax;
  const isKnown = file.package.dependencies.has(module) || body.some((each) => fromModule(each) === module);
  const head = body.findLast((each) => each.type === 'ImportDeclaration');
  if (!isKnown || !head) return undefined;
  const quote = file.syntax.textOf(head.source).startsWith('"') ? '"' : "'";
  const statement = importStatement(
    { from: module, name, local: name },
    { style: 'esm', quote, semicolons: usesSemicolons(text) },
  );
  return { text: name, edit: insertAfter(head, eolOf(text) + statement) };
}

function fromModule(statement: Node): string | undefined {
  return statement.type === 'ImportDeclaration' ? statement.source.value : undefined;
}

function importedName({ imported }: TSESTree.ImportSpecifier): string {
  return imported.type === 'Identifier' ? imported.name : imported.value;
}

interface Required {
  readonly id: TSESTree.Identifier | TSESTree.ObjectPattern;
}

/** `const { trace } = require('…')` and `const api = require('…')`, at the top of a file. */
function requiredFrom(statement: Node, module: string): Required[] {
  if (statement.type !== 'VariableDeclaration') return [];
  return statement.declarations.flatMap(({ id, init }) => {
    const isRequire =
      init?.type === 'CallExpression' &&
      init.callee.type === 'Identifier' &&
      init.callee.name === 'require' &&
      init.arguments[0]?.type === 'Literal' &&
      init.arguments[0].value === module;
    return isRequire && (id.type === 'Identifier' || id.type === 'ObjectPattern') ? [{ id }] : [];
  });
}

function keyName({ key, computed }: TSESTree.Property): string | undefined {
  return !computed && key.type === 'Identifier' ? key.name : undefined;
}

/** Whether any scope of the file declares a name, or reads a global of it, so that an import could capture. */
function isTaken(name: string, { syntax }: AnalysedFile): boolean {
  const scopes = syntax.scopeManager?.scopes ?? [];
  return scopes.some(
    (scope) =>
      (scope.set.get(name)?.defs.length ?? 0) > 0 ||
      scope.through.some(({ identifier }) => identifier.name === name),
  );
}
