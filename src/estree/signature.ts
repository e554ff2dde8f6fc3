import type { TSESTree } from '@typescript-eslint/types';
import { LEVEL_PARAMETER, OWN_METHODS } from '../catalog/logs/names.js';
import type { Signature, SignatureParameter } from '../model/code/source.js';
import { entityPath, resultType, typeNameOf } from './type-name.js';

/** Anything that declares parameters, with or without a body. */
export interface Signed {
  readonly params: readonly TSESTree.Parameter[];
  readonly returnType?: TSESTree.TSTypeAnnotation | undefined;
}

/** What a function, a method of an interface or a function's type says of its parameters and its result. */
export function signatureOf(signed: Signed): Signature {
  const rest = signed.params.at(-1);
  const type = rest?.type === 'RestElement' ? rest.typeAnnotation?.typeAnnotation : undefined;
  return {
    parameters: signed.params.map(parameterOf),
    returns: resultType(signed.returnType?.typeAnnotation),
    ...(signed.returnType?.typeAnnotation.type === 'TSThisType' && { returnsOwner: true }),
    ...(type && takesConsoleArguments(type) && { isConsoleLike: true }),
  };
}

/** What the type of a function says: one that is written out, or that of a method of the console. */
export function signatureOfType(type: TSESTree.TypeNode | undefined): Signature | undefined {
  if (type?.type === 'TSFunctionType') return signatureOf(type);
  if (!type || !isConsoleMethod(type)) return undefined;
  return {
    parameters: [{ name: undefined, takes: 'anything', isRest: true }],
    returns: undefined,
    isConsoleLike: true,
  };
}

/** `Parameters<typeof console.log>` */
function takesConsoleArguments(type: TSESTree.TypeNode): boolean {
  if (type.type !== 'TSTypeReference' || entityPath(type.typeName)?.join('.') !== 'Parameters') return false;
  const [of] = type.typeArguments?.params ?? [];
  return of !== undefined && isConsoleMethod(of);
}

/** `typeof console.log`, `Console['log']` */
function isConsoleMethod(type: TSESTree.TypeNode): boolean {
  const name = typeNameOf(type);
  const path = [...(name?.path ?? []), ...(name?.members ?? [])];
  return path.length === 2 && path[0] === (name?.of === 'value' ? 'console' : 'Console');
}

function parameterOf(param: TSESTree.Parameter): SignatureParameter {
  const isRest = param.type === 'RestElement';
  const target = isRest
    ? param.argument
    : param.type === 'AssignmentPattern'
      ? param.left
      : param.type === 'TSParameterProperty'
        ? param.parameter
        : param;
  const type = 'typeAnnotation' in param ? param.typeAnnotation : undefined;
  const written = type ?? ('typeAnnotation' in target ? target.typeAnnotation : undefined);
  const fallback = param.type === 'AssignmentPattern' ? param.right : undefined;
  const takes = written
    ? takenBy(isRest ? elementOf(written.typeAnnotation) : written.typeAnnotation)
    : fallback?.type === 'Literal' && typeof fallback.value === 'string'
      ? 'text'
      : 'anything';
  const name = target.type === 'Identifier' ? target.name : undefined;
  const isOptional = fallback !== undefined || isRest || ('optional' in target && target.optional);
  const declared = written && typeNameOf(written.typeAnnotation);
  // Parsers leave out a type that is not there, or say that it is null.
  const isLevelGiven = written ? namesLevels(written.typeAnnotation) : isLevelName(fallback);
  return {
    name,
    takes: target.type === 'ObjectPattern' ? 'object' : takes,
    isRest,
    ...(isOptional && { isOptional: true as const }),
    ...(fallback && { hasDefault: true as const }),
    ...(declared && { type: declared }),
    ...((LEVEL_PARAMETER.test(name ?? '') || isLevelGiven) && { isLevel: true }),
  };
}

/** `type = 'log'` */
function isLevelName(node: TSESTree.Node | undefined): boolean {
  return node?.type === 'Literal' && Object.hasOwn(OWN_METHODS, String(node.value).toLowerCase());
}

/** `'info' | 'warn' | 'error'` */
function namesLevels(type: TSESTree.TypeNode): boolean {
  return (
    type.type === 'TSUnionType' &&
    type.types.length > 1 &&
    type.types.every((each) => each.type === 'TSLiteralType' && isLevelName(each.literal))
  );
}

/** What a list is of: `string` of `...parts: string[]`. */
function elementOf(type: TSESTree.TypeNode): TSESTree.TypeNode {
  if (type.type === 'TSArrayType') return type.elementType;
  if (type.type === 'TSTypeOperator' && type.typeAnnotation) return elementOf(type.typeAnnotation);
  const isList =
    type.type === 'TSTypeReference' && /^(?:Readonly)?Array$/.test(typeNameOf(type)?.path.at(-1) ?? '');
  return (isList ? type.typeArguments?.params[0] : undefined) ?? type;
}

function takenBy(type: TSESTree.TypeNode): SignatureParameter['takes'] {
  switch (type.type) {
    case 'TSStringKeyword':
    case 'TSTemplateLiteralType':
      return 'text';
    case 'TSLiteralType':
      return type.literal.type === 'Literal' && typeof type.literal.value === 'string' ? 'text' : 'value';
    case 'TSNumberKeyword':
    case 'TSBooleanKeyword':
      return 'value';
    case 'TSObjectKeyword':
    case 'TSTypeLiteral':
      return 'object';
    case 'TSTypeReference': {
      const name = entityPath(type.typeName)?.at(-1) ?? '';
      if (/(?:^|[a-z])(?:Error|Exception)$/.test(name)) return 'error';
      return OPEN_TYPE.test(name) ? 'anything' : 'object';
    }
    case 'TSUnionType': {
      const given = type.types.filter(
        (each) => each.type !== 'TSUndefinedKeyword' && each.type !== 'TSNullKeyword',
      );
      const [first, ...others] = new Set(given.map(takenBy));
      return first !== undefined && others.length === 0 ? first : 'anything';
    }
    default:
      return 'anything';
  }
}

/** A type parameter, by the way they are named. */
const OPEN_TYPE = /^[A-Z]$|^T[A-Z]/;
