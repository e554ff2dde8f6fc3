import type { TSESTree } from '@typescript-eslint/types';
import type { Binding, Primitive } from '../model/code/source.js';
import { enclosingMember } from './enclosing.js';
import { enumBinding } from './enum-binding.js';
import { keyOf, memberName } from './member-name.js';
import { type Node, isFunction } from './nodes.js';
import { contains } from './tree.js';
import { pathTo } from './pattern.js';
import type { SyntaxFile } from './syntax-file.js';

/** Types that say no more than that a value may be missing. */
const MISSING = new Set(['undefined', 'null']);
const MAX_TYPE_DEPTH = 8;

/** What the annotations of a file say of the types of its expressions, without a type checker. */
export class WrittenTypes {
  constructor(private readonly file: SyntaxFile) {}

  /** The primitive type that an expression is annotated with. */
  primitiveOf(node: Node): Primitive | undefined {
    const type = this.writtenType(node);
    return type && primitiveOfType(type);
  }

  /** Whether an expression is annotated as text, a number or a boolean, if it is there. */
  isPrimitive(node: Node): boolean {
    const type = this.writtenType(node);
    return type !== undefined && isPrimitiveType(type);
  }

  /** How many values an expression's annotation allows; undefined where it does not say. */
  valuesOf(node: Node): number | undefined {
    const type = this.writtenType(node);
    const values = type && this.literals(type, 0);
    return values && [...values].some((value) => !MISSING.has(value)) ? values.size : undefined;
  }

  /** The annotation that an expression's type is written as in this file. */
  private writtenType(node: Node): TSESTree.TypeNode | undefined {
    switch (node.type) {
      case 'ChainExpression':
      case 'TSNonNullExpression':
        return this.writtenType(node.expression);
      case 'TSAsExpression':
      case 'TSTypeAssertion':
        return node.typeAnnotation;
      case 'CallExpression': {
        const { callee } = node;
        const called =
          callee.type === 'Identifier' ? this.file.definition(callee, callee.name)?.node : undefined;
        return called && returnTypeOf(called);
      }
      case 'MemberExpression': {
        const name = memberName(node);
        if (node.object.type === 'ThisExpression') {
          const members = enclosingMember(node)?.owner.body.body ?? [];
          const field = members.find((each) => each.type === 'PropertyDefinition' && keyOf(each) === name);
          return field?.type === 'PropertyDefinition' ? field.typeAnnotation?.typeAnnotation : undefined;
        }
        const owner = name === undefined ? undefined : this.writtenType(node.object);
        return owner && name !== undefined ? this.typeMember(owner, name, 0) : undefined;
      }
      case 'Identifier': {
        const definition = this.file.definition(node, node.name);
        if (!definition) return undefined;
        const owner = definition.node as Node;
        const name = definition.name as Node;
        const target =
          owner.type === 'VariableDeclarator'
            ? owner.id
            : isFunction(owner)
              ? owner.params.find((param) => contains(param, name))
              : undefined;
        const annotation = target && writtenAnnotation(target);
        const path = (target && pathTo(name, target)) ?? [];
        return path.reduce<TSESTree.TypeNode | undefined>(
          (type, step) => type && this.typeMember(type, step, 0),
          annotation,
        );
      }
      default:
        return undefined;
    }
  }

  private typeMember(type: TSESTree.TypeNode, name: string, depth: number): TSESTree.TypeNode | undefined {
    if (depth > MAX_TYPE_DEPTH) return undefined;
    const declaration = this.typeDeclaration(type);
    if (declaration?.type === 'TSTypeAliasDeclaration')
      return this.typeMember(declaration.typeAnnotation, name, depth + 1);
    const members =
      declaration?.type === 'TSInterfaceDeclaration'
        ? declaration.body.body
        : type.type === 'TSTypeLiteral'
          ? type.members
          : [];
    const member = members.find((each) => each.type === 'TSPropertySignature' && keyOf(each) === name);
    return member?.type === 'TSPropertySignature' ? member.typeAnnotation?.typeAnnotation : undefined;
  }

  private typeDeclaration(type: TSESTree.TypeNode): Node | undefined {
    if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier' || type.typeArguments)
      return undefined;
    const variable = this.file.variable(type, type.typeName.name);
    return variable?.defs.at(-1)?.node;
  }

  /** The literals a type is a union of. */
  private literals(type: TSESTree.TypeNode, depth: number): ReadonlySet<string> | undefined {
    if (depth > MAX_TYPE_DEPTH) return undefined;
    switch (type.type) {
      case 'TSBooleanKeyword':
        return new Set(['true', 'false']);
      case 'TSUndefinedKeyword':
        return new Set(['undefined']);
      case 'TSNullKeyword':
        return new Set(['null']);
      case 'TSLiteralType':
        return type.literal.type === 'Literal' ? new Set([type.literal.raw]) : undefined;
      case 'TSUnionType': {
        const all = type.types.map((each) => this.literals(each, depth + 1));
        return all.every((each) => each !== undefined)
          ? new Set(all.flatMap((each) => [...each]))
          : undefined;
      }
      case 'TSTypeReference': {
        const declaration = this.typeDeclaration(type);
        if (declaration?.type === 'TSTypeAliasDeclaration')
          return this.literals(declaration.typeAnnotation, depth + 1);
        if (declaration?.type === 'TSTypeParameter')
          return declaration.constraint && this.literals(declaration.constraint, depth + 1);
        if (declaration?.type !== 'TSEnumDeclaration') return undefined;
        const { members } = enumBinding(declaration) as Extract<Binding, { kind: 'enum' }>;
        return new Set([...members.keys()].map((name) => `${declaration.id.name}.${name}`));
      }
      // `(typeof KINDS)[number]`, `(typeof NAMES)[keyof typeof NAMES]`
      case 'TSIndexedAccessType': {
        // Without `as const` an array is one of any texts.
        const held = this.constantOf(type.objectType, /\bas\s+const$/);
        const values =
          held?.type === 'ArrayExpression' && type.indexType.type === 'TSNumberKeyword'
            ? held.elements
            : held?.type === 'ObjectExpression' && type.indexType.type === 'TSTypeOperator'
              ? held.properties.map((each) => (each.type === 'Property' ? each.value : null))
              : undefined;
        return values?.every((each) => each?.type === 'Literal')
          ? new Set(values.map((each) => each.raw))
          : undefined;
      }
      case 'TSTypeOperator': {
        const held = type.operator === 'keyof' && type.typeAnnotation && this.constantOf(type.typeAnnotation);
        const keys =
          held && held.type === 'ObjectExpression'
            ? held.properties.map((each) => (each.type === 'Property' ? keyOf(each) : undefined))
            : undefined;
        return keys?.every((key) => key !== undefined) ? new Set(keys) : undefined;
      }
      default:
        return undefined;
    }
  }

  /** The array or object that a constant's type is read off: `typeof KINDS`. */
  private constantOf(type: TSESTree.TypeNode, written = /(?:)/): Node | undefined {
    if (type.type !== 'TSTypeQuery' || type.exprName.type !== 'Identifier') return undefined;
    const declarator = this.file.definition(type, type.exprName.name)?.node as Node | undefined;
    if (declarator?.type !== 'VariableDeclarator' || !declarator.init) return undefined;
    let held: Node = declarator.init;
    if (!written.test(this.file.text.slice(...held.range))) return undefined;
    while (held.type === 'TSAsExpression' || held.type === 'TSSatisfiesExpression') held = held.expression;
    return held;
  }
}

function isPrimitiveType(type: TSESTree.TypeNode): boolean {
  switch (type.type) {
    case 'TSStringKeyword':
    case 'TSNumberKeyword':
    case 'TSBooleanKeyword':
    case 'TSUndefinedKeyword':
    case 'TSTemplateLiteralType':
      return true;
    case 'TSLiteralType':
      return type.literal.type === 'Literal' && /^(?:string|number|boolean)$/.test(typeof type.literal.value);
    case 'TSUnionType':
      return type.types.every(isPrimitiveType);
    default:
      return false;
  }
}

/** The primitive type that a written type is; what may be missing as well is one all the same. */
function primitiveOfType(type: TSESTree.TypeNode): Primitive | undefined {
  switch (type.type) {
    case 'TSStringKeyword':
    case 'TSTemplateLiteralType':
      return 'string';
    case 'TSNumberKeyword':
      return 'number';
    case 'TSBooleanKeyword':
      return 'boolean';
    case 'TSBigIntKeyword':
      return 'bigint';
    case 'TSLiteralType': {
      const { literal } = type;
      const held = literal.type === 'Literal' ? typeof literal.value : undefined;
      return held === 'string' || held === 'number' || held === 'boolean' ? held : undefined;
    }
    case 'TSUnionType': {
      const given = type.types.filter(
        (each) => each.type !== 'TSUndefinedKeyword' && each.type !== 'TSNullKeyword',
      );
      const [first, ...others] = given.map(primitiveOfType);
      return others.every((each) => each === first) ? first : undefined;
    }
    default:
      return undefined;
  }
}

/** The annotation of a variable or parameter, as it is written. */
function writtenAnnotation(target: Node): TSESTree.TypeNode | undefined {
  switch (target.type) {
    case 'Identifier':
    case 'ObjectPattern':
    case 'ArrayPattern':
      return target.typeAnnotation?.typeAnnotation;
    case 'AssignmentPattern':
      return writtenAnnotation(target.left);
    case 'TSParameterProperty':
      return writtenAnnotation(target.parameter);
    default:
      return undefined;
  }
}

function returnTypeOf(declaration: Node): TSESTree.TypeNode | undefined {
  const held = declaration.type === 'VariableDeclarator' ? declaration.init : declaration;
  return held && (isFunction(held) || held.type === 'TSDeclareFunction')
    ? held.returnType?.typeAnnotation
    : undefined;
}
