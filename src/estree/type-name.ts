import type { TSESTree } from '@typescript-eslint/types';
import type { TypeName } from '../model/code/expression.js';
import type { Node } from './nodes.js';

/** Types of the language that stand for the type they are given, as far as its members are asked for. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  ...['Pick', 'Omit', 'Partial', 'Required', 'Readonly', 'NonNullable', 'Extract', 'Exclude'],
  ...['Awaited', 'Promise', 'PromiseLike', 'Mutable', 'InstanceType'],
]);

/** Types whose elements are of the last type that they are given. */
const COLLECTIONS: ReadonlySet<string> = new Set([
  ...['Array', 'ReadonlyArray', 'Set', 'ReadonlySet', 'Map', 'ReadonlyMap', 'WeakMap', 'Record'],
]);

/** The type that a variable, parameter or pattern is annotated with. */
export function annotationOf(target: Node): TypeName | undefined {
  switch (target.type) {
    case 'Identifier':
      return nullable(typeNameOf(target.typeAnnotation?.typeAnnotation), target.optional);
    case 'ObjectPattern':
    case 'ArrayPattern':
      return typeNameOf(target.typeAnnotation?.typeAnnotation);
    case 'AssignmentPattern':
      return annotationOf(target.left);
    case 'TSParameterProperty':
      return annotationOf(target.parameter);
    default:
      return undefined;
  }
}

/** The same type of what may be missing as well. */
export function nullable(type: TypeName | undefined, isNullable: boolean | undefined): TypeName | undefined {
  return type && isNullable ? { ...type, isNullable } : type;
}

/** The type of what a function gives, once it is there. */
export function resultType(type: TSESTree.TypeNode | undefined): TypeName | undefined {
  const isPromise =
    type?.type === 'TSTypeReference' &&
    type.typeName.type === 'Identifier' &&
    type.typeName.name === 'Promise';
  return typeNameOf(isPromise ? type.typeArguments?.params[0] : type);
}

/** What a type is called, or where it is written out; undefined for those of the language, and what has several names. */
export function typeNameOf(type: TSESTree.TypeNode | undefined): TypeName | undefined {
  switch (type?.type) {
    case 'TSTypeReference':
      return referenceOf(type);
    case 'TSImportType':
      return importedType(type);
    case 'TSTypeLiteral': {
      // `{ [name: string]: Logger }`
      const [only, ...others] = type.members;
      const element =
        only?.type === 'TSIndexSignature' && others.length === 0 ? only.typeAnnotation : undefined;
      return element ? elementsOf(type, element.typeAnnotation, RECORD) : { path: [], node: type };
    }
    case 'TSFunctionType':
    case 'TSTupleType':
      return { path: [], node: type };
    case 'TSMappedType':
      return type.typeAnnotation && elementsOf(type, type.typeAnnotation, RECORD);
    case 'TSTypeQuery': {
      if (type.exprName.type === 'TSImportType') {
        const imported = importedType(type.exprName);
        return imported && { ...imported, of: 'value' };
      }
      const path = entityPath(type.exprName);
      return path && { path, node: type, of: 'value' };
    }
    case 'TSIndexedAccessType': {
      const owner = typeNameOf(type.objectType);
      const { indexType: index } = type;
      const key =
        index.type === 'TSLiteralType' && index.literal.type === 'Literal' ? index.literal.value : 0;
      return owner && typeof key === 'string'
        ? { ...owner, members: [...(owner.members ?? []), key] }
        : undefined;
    }
    case 'TSArrayType':
      return elementsOf(type, type.elementType);
    case 'TSConditionalType':
      // Either branch, of which what is a member of one is as a rule a member of the other.
      return typeNameOf(type.falseType) ?? typeNameOf(type.trueType);
    case 'TSTypeOperator':
      return type.operator === 'readonly' ? typeNameOf(type.typeAnnotation) : undefined;
    case 'TSIntersectionType': {
      const [first, ...also] = type.types.map(typeNameOf).filter((each) => each !== undefined);
      return first && also.length > 0 ? { ...first, also } : first;
    }
    case 'TSUnionType': {
      const all = type.types.map(typeNameOf).filter((name) => name !== undefined);
      // The console stands in for a logger: `winston.Logger | Console`.
      const loggers = all.filter((name) => !isConsole(name));
      const named = loggers.length > 0 ? loggers : all;
      const isNullable = type.types.some(
        ({ type: kind }) => kind === 'TSUndefinedKeyword' || kind === 'TSNullKeyword',
      );
      const [only, ...or] = named;
      if (!only) return undefined;
      if (or.length > 0)
        return named.every(isLoggerNamed) ? nullable({ ...only, or }, isNullable) : undefined;
      const isOneOf = type.types.length > (isNullable ? 2 : 1);
      return nullable(isOneOf ? { ...only, isOneOf } : only, isNullable);
    }
    default:
      return undefined;
  }
}

function referenceOf(type: TSESTree.TSTypeReference): TypeName | undefined {
  const path = entityPath(type.typeName);
  if (!path) return undefined;
  const given = type.typeArguments?.params ?? [];
  const [name = ''] = path;
  const [first] = given;
  if (path.length > 1 || !first) return withArguments({ path, node: type }, given);
  if (TRANSPARENT.has(name)) {
    const inner = typeNameOf(first);
    if (name !== 'InstanceType') return inner ?? { path, node: type };
    return inner?.of === 'value' ? { ...inner, of: 'instance' } : undefined;
  }
  if (name === 'ReturnType') {
    const inner = typeNameOf(first);
    return inner && (inner.of === undefined || inner.of === 'value') ? { ...inner, of: 'result' } : undefined;
  }
  if (COLLECTIONS.has(name)) return elementsOf(type, given.at(-1) ?? first, path);
  return withArguments({ path, node: type }, given);
}

function withArguments(type: TypeName, given: readonly TSESTree.TypeNode[]): TypeName {
  if (given.length === 0) return type;
  const texts = textsOf(given[0]);
  return { ...type, arguments: given.map(typeNameOf), ...(texts && { texts }) };
}

/** The texts that a type lets through, and nothing else. */
function textsOf(type: TSESTree.TypeNode | undefined): readonly string[] | undefined {
  const types = type?.type === 'TSUnionType' ? type.types : type ? [type] : [];
  const texts = types.map((each) =>
    each.type === 'TSLiteralType' && each.literal.type === 'Literal' ? each.literal.value : undefined,
  );
  return texts.length > 0 && texts.every((each) => typeof each === 'string') ? texts : undefined;
}

/** `import('pino').Logger`, or the whole module. */
function importedType(node: TSESTree.TSImportType): TypeName | undefined {
  const { source, qualifier } = node as ImportType;
  const named = source ?? argumentOf(node);
  const module = named?.type === 'Literal' ? named.value : undefined;
  const path = qualifier ? entityPath(qualifier) : [];
  return typeof module === 'string' && path ? { path, node, module } : undefined;
}

/** Newer parsers warn of who reads it. */
function argumentOf(node: TSESTree.TSImportType): TSESTree.Node | undefined {
  const { argument } = node as ImportType;
  return argument?.type === 'TSLiteralType' ? argument.literal : undefined;
}

/** Older parsers have the module under `argument`. */
interface ImportType extends Pick<TSESTree.TSImportType, 'qualifier'> {
  readonly source?: TSESTree.StringLiteral;
  readonly argument?: TSESTree.TypeNode;
}

/** `Logger`, `LoggerWrapper`: whichever of them it is, it logs. */
function isLoggerNamed({ path, of }: TypeName): boolean {
  return of === undefined && /^I?(?:[A-Z][a-z]+)*Log(?:ger)?(?:[A-Z]\w*)?$/.test(path.at(-1) ?? '');
}

/** `Console`, `typeof console` */
function isConsole({ path, of }: TypeName): boolean {
  return path.length === 1 && path[0] === (of === 'value' ? 'console' : 'Console');
}

/** A type whose members are all alike. */
const RECORD: readonly string[] = ['Record'];

function elementsOf(node: Node, of: TSESTree.TypeNode, path: readonly string[] = ['Array']): TypeName {
  const elements = typeNameOf(of);
  return elements ? { path, node, elements } : { path, node };
}

export function entityPath(name: TSESTree.EntityName): string[] | undefined {
  if (name.type === 'Identifier') return [name.name];
  if (name.type !== 'TSQualifiedName') return undefined;
  const left = entityPath(name.left);
  return left && [...left, name.right.name];
}
