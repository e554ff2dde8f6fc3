import type { TSESTree } from '@typescript-eslint/types';
import type { TypeName } from '../model/code/expression.js';
import { ELEMENT } from '../model/code/source.js';
import { annotationOf, resultType, typeNameOf } from './type-name.js';
import type { Node } from './nodes.js';

/** What is around a node that says of what type it is: a written type, or an argument of a call. */
export interface ExpectedAt {
  readonly by:
    | { readonly type: TypeName }
    | { readonly call: TSESTree.CallExpression | TSESTree.NewExpression; readonly argument: number };
  readonly path: readonly string[];
}

/**
 * Where the type of a function stands that is written without one: that of the variable, field or result it is for, of an
 * assertion around it, or of the argument that it is, or is a member of.
 */
export function expectedAt(node: Node): ExpectedAt | undefined {
  const path: string[] = [];
  const by = (type: TypeName | undefined) => type && { by: { type }, path };
  for (let at = node, { parent } = node; parent; at = parent, { parent } = parent) {
    switch (parent.type) {
      case 'Property': {
        const { key } = parent;
        if (parent.value !== at || parent.computed) return undefined;
        const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : '';
        path.unshift(name);
        break;
      }
      case 'ArrayExpression':
        path.unshift(ELEMENT);
        break;
      case 'ObjectExpression':
      case 'ConditionalExpression':
      case 'LogicalExpression':
      case 'AwaitExpression':
        break;
      case 'TSAsExpression':
      case 'TSTypeAssertion':
      case 'TSSatisfiesExpression': {
        const type = typeNameOf(parent.typeAnnotation);
        if (type?.path[0] !== 'const') return by(type);
        break;
      }
      case 'VariableDeclarator':
        return by(annotationOf(parent.id));
      case 'PropertyDefinition':
        return parent.value === at ? by(typeNameOf(parent.typeAnnotation?.typeAnnotation)) : undefined;
      case 'ArrowFunctionExpression':
        return parent.body === at ? by(resultType(parent.returnType?.typeAnnotation)) : undefined;
      case 'ReturnStatement':
        return by(resultType(returnTypeAround(parent)));
      case 'CallExpression':
      case 'NewExpression': {
        const argument = parent.arguments.indexOf(at as TSESTree.Expression);
        return argument < 0 ? undefined : { by: { call: parent, argument }, path };
      }
      default:
        return undefined;
    }
  }
  return undefined;
}

/** What the function around a statement declares to return. */
function returnTypeAround(statement: Node): TSESTree.TypeNode | undefined {
  for (let at = statement.parent; at; at = at.parent)
    if (FUNCTIONS.has(at.type)) return (at as TSESTree.FunctionLike).returnType?.typeAnnotation;
  return undefined;
}

const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);
