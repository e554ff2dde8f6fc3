import type { Binding } from '../model/code/source.js';
import { type Node, type Variable } from './nodes.js';
import { pathTo } from './pattern.js';

/** What a module exports under a name, as an import of it. */
export function importOf(module: string, imported: string): Binding {
  return { kind: 'import', module, imported, typeOnly: false };
}

/** What an import declares. */
export function importBinding(specifier: Node, declaration: Node | null | undefined): Binding {
  if (specifier.type === 'TSImportEqualsDeclaration') {
    const reference = specifier.moduleReference;
    return reference.type === 'TSExternalModuleReference' && reference.expression.type === 'Literal'
      ? { kind: 'import', module: reference.expression.value, imported: '*', typeOnly: false }
      : { kind: 'unknown' };
  }
  if (declaration?.type !== 'ImportDeclaration') return { kind: 'unknown' };
  const module = declaration.source.value;
  const isType = declaration.importKind === 'type';
  switch (specifier.type) {
    case 'ImportDefaultSpecifier':
      return { kind: 'import', module, imported: 'default', typeOnly: isType };
    case 'ImportNamespaceSpecifier':
      return { kind: 'import', module, imported: '*', typeOnly: isType };
    case 'ImportSpecifier':
      return {
        kind: 'import',
        module,
        imported: nameOfExport(specifier.imported),
        typeOnly: isType || specifier.importKind === 'type',
      };
    default:
      return { kind: 'unknown' };
  }
}

/** A variable that holds a module, or an export of one, as an import of it: `const { Base } = require('./base')`. */
export function required({ defs }: Variable): Binding | undefined {
  const definition = defs.at(-1);
  const declarator = definition?.node as Node | undefined;
  const init = declarator?.type === 'VariableDeclarator' ? declarator.init : undefined;
  if (init?.type !== 'CallExpression' || init.callee.type !== 'Identifier') return undefined;
  const [module] = init.arguments;
  if (init.callee.name !== 'require' || module?.type !== 'Literal') return undefined;
  if (typeof module.value !== 'string' || declarator?.type !== 'VariableDeclarator') return undefined;
  const [imported = '*'] = pathTo(definition?.name as Node, declarator.id) ?? [];
  return { kind: 'import', module: module.value, imported, typeOnly: true };
}

/** The name that an export or import has outside of the module. */
export function nameOfExport(node: Node): string {
  return node.type === 'Literal' ? String(node.value) : node.type === 'Identifier' ? node.name : '';
}
