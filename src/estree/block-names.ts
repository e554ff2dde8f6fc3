import type { TSESTree } from '@typescript-eslint/types';
import { type Node, isFunction } from './nodes.js';
import { declaredNames } from './pattern.js';

/** What a name stands for where a node is, as far as the blocks around it say: its declaration, or that none of them has one. */
export type Declared = { readonly is: 'declared'; readonly by: Node } | { readonly is: 'global' };

/** A name that is in scope somewhere, and the node that declares it. */
export interface VisibleDeclaration {
  readonly name: string;
  readonly by: Node;
  readonly isParameter: boolean;
}

/** The names that one block, function or clause declares, each with the node that does. */
type Names = ReadonlyMap<string, Node>;

const NO_NAMES: Names = new Map();
const GLOBAL: Declared = { is: 'global' };

/**
 * The declarations of a file's names, read from the blocks around a use and from no others: what a collection or the console is takes
 * a few lines to see, and the scopes of a whole file many times as long as its parsing.
 */
export class BlockNames {
  private readonly names = new Map<Node, Names>();
  private readonly scopes = new Map<Node, readonly VisibleDeclaration[]>();
  private hoists: boolean | undefined;

  constructor(private readonly text: string) {}

  /** The declaration of a name where a node stands; undefined where the scopes of the file are needed to tell. */
  declaration(at: Node, name: string): Declared | undefined {
    if (this.mayHoist) return undefined;
    for (let block = at.parent; block; block = block.parent) {
      // Its members are names to each other.
      if (block.type === 'TSEnumDeclaration') return undefined;
      const by = this.namesOf(block).get(name);
      if (by) return { is: 'declared', by };
      if (block.type === 'Program') return GLOBAL;
    }
    return undefined;
  }

  /**
   * Every name in scope where a node stands, innermost first, those that others shadow left out; undefined where the scopes of the
   * file are needed to tell.
   */
  visible(at: Node): Iterable<VisibleDeclaration> | undefined {
    if (this.mayHoist) return undefined;
    const blocks: Node[] = [];
    for (let block: Node | undefined = at; block; block = block.parent) {
      if (block.type === 'TSEnumDeclaration' || hasTypeParameters(block)) return undefined;
      blocks.push(block);
    }
    return this.declaredIn(blocks);
  }

  /** A `var` counts for its whole function, from whatever block it stands in. */
  private get mayHoist(): boolean {
    return (this.hoists ??= /\bvar\b/.test(this.text));
  }

  private *declaredIn(blocks: readonly Node[]): Generator<VisibleDeclaration> {
    const seen = new Set<string>();
    for (const [index, block] of blocks.entries()) {
      for (const each of this.scopeOf(block, blocks[index - 1], blocks[index + 1])) {
        if (seen.has(each.name)) continue;
        seen.add(each.name);
        yield each;
      }
    }
  }

  /** What one scope declares: a block alone, or a function with its body, whose parameters come first and whose own name comes last. */
  private scopeOf(
    block: Node,
    within: Node | undefined,
    around: Node | undefined,
  ): readonly VisibleDeclaration[] {
    const hasBody = isFunction(block) && within?.type === 'BlockStatement' && block.body === within;
    if (hasBody) return [];
    const known = this.scopes.get(block);
    if (known) return known;
    const isBody = around !== undefined && isFunction(around) && around.body === block;
    const parts = isBody ? [around, block] : [block];
    const declared = parts.flatMap((part) =>
      [...this.namesOf(part)].map(([name, by]) => {
        const isOwn = isFunction(by) && by === part && by.id?.name === name;
        return { name, by, isParameter: isFunction(by) && by === part && !isOwn, isOwn };
      }),
    );
    const found = [...declared.filter(({ isOwn }) => !isOwn), ...declared.filter(({ isOwn }) => isOwn)];
    this.scopes.set(block, found);
    return found;
  }

  private namesOf(block: Node): Names {
    const known = this.names.get(block);
    if (known) return known;
    const names = namesDeclaredBy(block);
    // What was read is kept although it declares nothing: a block may be long, and asked about at each of its statements.
    if (names !== NO_NAMES) this.names.set(block, names);
    return names;
  }
}

function namesDeclaredBy(block: Node): Names {
  switch (block.type) {
    case 'Program':
    case 'BlockStatement':
    case 'StaticBlock':
    case 'TSModuleBlock':
      return namesOfStatements(block.body);
    case 'SwitchStatement':
      return namesOfStatements(block.cases.flatMap(({ consequent }) => consequent));
    case 'ForStatement':
      return block.init ? namesOfStatements([block.init]) : NO_NAMES;
    case 'ForInStatement':
    case 'ForOfStatement':
      return namesOfStatements([block.left]);
    case 'CatchClause':
      return block.param ? new Map(declaredNames(block.param).map((name) => [name, block])) : NO_NAMES;
    case 'ClassDeclaration':
    case 'ClassExpression':
      return new Map([...(block.id ? [[block.id.name, block] as const] : []), ...namesOfTypes(block)]);
    default:
      if (isFunction(block)) return new Map([...namesOfTypes(block), ...namesOfFunction(block)]);
      return hasTypeParameters(block) ? new Map(namesOfTypes(block)) : NO_NAMES;
  }
}

/** The types that stand for others in what follows: `T` of `class Box<T>`. */
function namesOfTypes(block: Node): readonly (readonly [string, Node])[] {
  return hasTypeParameters(block) ? block.typeParameters.params.map((each) => [each.name.name, each]) : [];
}

function hasTypeParameters(
  block: Node,
): block is Node & { typeParameters: TSESTree.TSTypeParameterDeclaration } {
  return 'typeParameters' in block && Boolean(block.typeParameters);
}

function namesOfFunction(declared: TSESTree.FunctionLike): Names {
  const names = new Map<string, Node>();
  if (declared.type === 'FunctionExpression' && declared.id) names.set(declared.id.name, declared);
  for (const parameter of declared.params)
    for (const name of declaredNames(parameter)) names.set(name, declared);
  return names;
}

/** The last that declares a name counts, as with overloads and what is merged. */
function namesOfStatements(statements: readonly Node[]): Names {
  const names = new Map<string, Node>();
  for (const statement of statements) {
    const declaration = declarationIn(statement);
    if (declaration?.type === 'VariableDeclaration') {
      for (const declarator of declaration.declarations)
        for (const name of declaredNames(declarator.id)) names.set(name, declarator);
    } else if (declaration?.type === 'ImportDeclaration') {
      for (const specifier of declaration.specifiers) names.set(specifier.local.name, specifier);
    } else if (declaration) {
      const name = ownName(declaration);
      if (name !== undefined) names.set(name, declaration);
    }
  }
  return names;
}

/** The name of a function, a class or what only TypeScript declares. */
function ownName(declaration: Node): string | undefined {
  switch (declaration.type) {
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'ClassDeclaration':
    case 'TSEnumDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSImportEqualsDeclaration':
      return declaration.id?.name;
    case 'TSModuleDeclaration':
      return declaration.kind !== 'global' && declaration.id.type === 'Identifier'
        ? declaration.id.name
        : undefined;
    default:
      return undefined;
  }
}

/** What a statement declares, behind `export` and labels. */
function declarationIn(statement: Node): Node | undefined {
  switch (statement.type) {
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return statement.declaration ? declarationIn(statement.declaration) : undefined;
    case 'LabeledStatement':
      return declarationIn(statement.body);
    default:
      return statement;
  }
}
