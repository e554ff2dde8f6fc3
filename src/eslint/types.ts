import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { EstreeInput } from '../estree/source.js';
import type { TypeOrigin } from '../model/code/source.js';

type TypeReader = ReturnType<typeof typeReader>;
type ValueCounter = ReturnType<typeof valueCounter>;

/** What the type checker says of a file's nodes, where the parser made a program of the whole project. */
export function typesOf(sourceCode: Readonly<TSESLint.SourceCode>): Pick<EstreeInput, 'typeOf' | 'valuesOf'> {
  // Made when something is asked: most files ask nothing.
  let made: { readonly typeOf: TypeReader; readonly valuesOf: ValueCounter } | undefined;
  const checker = () => (made ??= { typeOf: typeReader(sourceCode), valuesOf: valueCounter(sourceCode) });
  return {
    typeOf: (node) => checker().typeOf?.(node),
    valuesOf: (node) => checker().valuesOf?.(node),
  };
}

/** Reads types where the parser made a program of the whole project. */
function typeReader(
  sourceCode: Readonly<TSESLint.SourceCode>,
): ((node: TSESTree.Node) => TypeOrigin | undefined) | undefined {
  const services = sourceCode.parserServices;
  if (!services?.program || !services.esTreeNodeToTSNodeMap) return undefined;
  const { program, esTreeNodeToTSNodeMap } = services;
  return (node) => {
    const type = program.getTypeChecker().getTypeAtLocation(esTreeNodeToTSNodeMap.get(node));
    // A project's own alias of a library's type leads on to that type.
    for (const symbol of [type.aliasSymbol, type.getSymbol()]) {
      const file = symbol?.declarations?.[0]?.getSourceFile().fileName;
      const owner = file && /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
      if (symbol && owner) return { package: owner.replace(/^@types\//, ''), name: symbol.name };
    }
    // A branded text has no symbol but its alias.
    const name = type.getSymbol()?.name ?? type.aliasSymbol?.name;
    return name === undefined ? undefined : { package: '', name };
  };
}

/** Counts the values of types that allow only so many, where the parser made a program of the whole project. */
function valueCounter(
  sourceCode: Readonly<TSESLint.SourceCode>,
): ((node: TSESTree.Node) => number | undefined) | undefined {
  const services = sourceCode.parserServices;
  if (!services?.program || !services.esTreeNodeToTSNodeMap) return undefined;
  const { program, esTreeNodeToTSNodeMap } = services;
  type Type = ReturnType<ReturnType<typeof program.getTypeChecker>['getTypeAtLocation']>;
  /** The literals of a type. Told without TypeScript's flags, whose numbers differ between its versions. */
  const literals = (type: Type): readonly string[] | undefined => {
    if (type.isUnion()) {
      const all = type.types.map(literals);
      return all.every((each) => each !== undefined) ? all.flat() : undefined;
    }
    if (type.isStringLiteral() || type.isNumberLiteral()) return [JSON.stringify(type.value)];
    const { intrinsicName } = type as { intrinsicName?: string };
    return intrinsicName !== undefined && /^(?:true|false|null|undefined)$/.test(intrinsicName)
      ? [intrinsicName]
      : undefined;
  };
  return (node) => {
    const checker = program.getTypeChecker();
    const type = checker.getTypeAtLocation(esTreeNodeToTSNodeMap.get(node));
    const found = literals(checker.getBaseConstraintOfType(type) ?? type);
    // A value that can only be missing is one whose type could not be told.
    return found?.some((value) => !/^(?:null|undefined)$/.test(value)) ? new Set(found).size : undefined;
  };
}
