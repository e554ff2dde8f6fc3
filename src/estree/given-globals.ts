import type { TSESTree } from '@typescript-eslint/types';
import type { TypeName } from '../model/code/expression.js';
import { oncePer } from '../model/code/once.js';
import type { VariableBinding } from '../model/code/source.js';
import { memberName } from './member-name.js';
import type { Node } from './nodes.js';
import { type SyntaxFile, UNDECLARED } from './syntax-file.js';
import { descendants } from './tree.js';
import { annotationOf } from './type-name.js';

/** What a file gives a global, or declares it as: `global.APP = { logger }`, `declare global { var APP: App }`. */
interface GivenGlobal {
  given?: TSESTree.Expression;
  type?: TypeName;
  /** Members that it is given later: `global.APP.logger = …`. */
  sets?: { readonly name: string; readonly value: TSESTree.Expression }[];
}

/** The globals that a file gives a value or declares, by their names: the first of each counts. */
const globalsIn = oncePer(function findGlobals(program: TSESTree.Program): ReadonlyMap<string, GivenGlobal> {
  const found = new Map<string, GivenGlobal>();
  const noted = (name: string): GivenGlobal => {
    const known = found.get(name) ?? {};
    found.set(name, known);
    return known;
  };
  for (const node of descendants(program)) {
    if (node.type === 'AssignmentExpression') {
      const { left, right } = node;
      if (left.type !== 'MemberExpression') continue;
      const name = globalMember(left);
      if (name !== undefined) noted(name).given ??= right;
      // `global.APP.logger = …`
      const owner = globalMember(left.object);
      const key = owner === undefined ? undefined : memberName(left);
      if (owner !== undefined && key !== undefined)
        (noted(owner).sets ??= []).push({ name: key, value: right });
    }
    if (node.type !== 'TSModuleDeclaration' || node.kind !== 'global') continue;
    for (const statement of node.body.body) {
      if (statement.type !== 'VariableDeclaration') continue;
      for (const { id } of statement.declarations) {
        const type = id.type === 'Identifier' ? annotationOf(id) : undefined;
        if (id.type === 'Identifier' && type) noted(id.name).type ??= type;
      }
    }
  }
  return found;
});

/** What a file gives a global of a name, or declares it as. */
export function globalBinding(source: SyntaxFile, name: string): VariableBinding | undefined {
  const { given, type, sets = [] } = globalsIn(source.program).get(name) ?? {};
  if (!given) return type && { ...UNDECLARED, type };
  const setLater = () => sets.map((each) => ({ name: each.name, value: source.expression(each.value) }));
  return { ...UNDECLARED, type, init: () => source.expression(given), sets: setLater };
}

/** `APP` of `global.APP`. */
function globalMember(node: Node): string | undefined {
  return node.type === 'MemberExpression' && isGlobalObject(node.object) ? memberName(node) : undefined;
}

function isGlobalObject(node: Node): boolean {
  const object = node.type === 'TSAsExpression' ? node.expression : node;
  return object.type === 'Identifier' && (object.name === 'global' || object.name === 'globalThis');
}
