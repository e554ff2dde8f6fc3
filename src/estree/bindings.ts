import type { TSESTree } from '@typescript-eslint/types';
import type { Expression } from '../model/code/expression.js';
import type { Binding } from '../model/code/source.js';
import type { CommentTypes } from './comment-types.js';
import { type DeclaredTypes, basesOf } from './declared-types.js';
import { enumBinding } from './enum-binding.js';
import type { FunctionBindings } from './function-bindings.js';
import { importBinding } from './import-binding.js';
import { loopOver } from './late-names.js';
import { escapesAt, isExported, isMutatedAt } from './mutation.js';
import { type ClassNode, type DeclaredName, type FunctionNode, type Node, isFunction } from './nodes.js';
import { pathTo } from './pattern.js';
import { signatureOf } from './signature.js';
import type { SyntaxFile } from './syntax-file.js';
import { annotationOf, typeNameOf } from './type-name.js';
import type { Writes } from './writes.js';

type Definition = DeclaredName['defs'][number];

/** What is a value and a namespace is the value: a namespace adds types to it, or members. */
function definitionOf({ defs }: DeclaredName): Definition | undefined {
  return defs.findLast(({ type }) => (type as string) !== 'TSModuleName') ?? defs.at(-1);
}

function only<Value>(values: readonly Value[]): Value | undefined {
  return values.length === 1 ? values[0] : undefined;
}

/** What the variables of a file are declared as. */
export class Bindings {
  private readonly known = new Map<Node, Binding>();
  private readonly imports = new Map<Node, Binding>();

  constructor(
    private readonly file: SyntaxFile,
    private readonly functions: FunctionBindings,
    private readonly writes: Writes,
    private readonly comments: CommentTypes,
    private readonly types: DeclaredTypes,
  ) {}

  /** The declaration behind a variable: the same one each time. */
  of(variable: DeclaredName): Binding {
    const definition = definitionOf(variable);
    if (!definition) return { kind: 'global', name: variable.name };
    const name = definition.name as Node;
    let known = this.known.get(name);
    if (!known) this.known.set(name, (known = this.declaration(variable, definition)));
    return known;
  }

  /** What an import gives a name: the same each time. */
  ofImport(specifier: Node, statement: Node | null | undefined = specifier.parent): Binding {
    let known = this.imports.get(specifier);
    if (!known) {
      known = this.file.asPublished(importBinding(specifier, statement));
      this.imports.set(specifier, known);
    }
    return known;
  }

  private declaration(variable: DeclaredName, definition: Definition): Binding {
    const node = definition.node as Node;
    const name = definition.name as Node;
    const kind = definition.type as string;
    if (kind === 'ImportBinding') return this.ofImport(node, definition.parent);
    const writes = () => variable.references.filter((reference) => reference.isWrite());
    const constant = variable.isNeverWritten === true || writes().every(({ init }) => init === true);
    switch (kind) {
      case 'CatchClause':
        return {
          kind: 'caught',
          constant,
          path: (node.type === 'CatchClause' && node.param ? pathTo(name, node.param) : undefined) ?? [],
        };
      case 'FunctionName':
        if (isFunction(node)) return this.file.functionBinding(node);
        return node.type === 'TSDeclareFunction'
          ? { kind: 'signature', signature: signatureOf(node), ...this.types.generic(node) }
          : { kind: 'unknown' };
      case 'ClassName':
        return this.file.classBinding(node as ClassNode);
      case 'TSEnumName':
        return enumBinding(node as TSESTree.TSEnumDeclaration);
      case 'Type':
        switch (node.type) {
          case 'TSInterfaceDeclaration':
            return this.types.interfaceBinding(node.body.body, () => basesOf(node), node);
          case 'TSTypeAliasDeclaration':
            return (
              this.types.writtenTypeBinding(node.typeAnnotation, node) ?? {
                kind: 'alias',
                type: typeNameOf(node.typeAnnotation),
                ...this.types.generic(node),
              }
            );
          case 'TSTypeParameter':
            return {
              kind: 'alias',
              type: typeNameOf(node.constraint ?? node.default),
              ...(node.constraint && node.default && { default: typeNameOf(node.default) }),
            };
          default:
            return { kind: 'unknown' };
        }
      case 'TSModuleName':
        return this.types.namespaceOf(variable) ?? { kind: 'unknown' };
      case 'Parameter':
        return this.functions.parameter(node as FunctionNode, name, variable, constant);
      case 'Variable': {
        const declarator = node as TSESTree.VariableDeclarator;
        let written: { readonly values: readonly Expression[] | undefined } | undefined;
        const loop = variable.isNeverWritten === true ? loopOver(declarator) : undefined;
        const init = declarator.init ?? loop?.right ?? only(writes())?.writeExpr;
        if (constant && init && isFunction(init)) return this.file.functionBinding(init);
        return {
          kind: 'variable',
          constant: constant && declarator.init !== null,
          path: pathTo(name, declarator.id) ?? [],
          init: init ? () => this.file.expression(init) : undefined,
          type: annotationOf(declarator.id) ?? this.comments.typeOf(declarator),
          writes: () => (written ??= { values: this.valuesGiven(variable, declarator, writes) }).values,
          isMutated: () => variable.references.some(({ identifier }) => isMutatedAt(identifier)),
          escapes: () => isExported(declarator) || variable.references.some(escapesAt),
          puts: () => this.writes.putsInto(variable),
          sets: () => this.writes.setOn(variable),
          fills: () => this.writes.fillsOf(variable.references.map(({ identifier }) => identifier)),
          ...this.elementOf(declarator, constant),
          ...this.functions.partDefault(name, undefined),
        };
      }
      default:
        return { kind: 'unknown' };
    }
  }

  /** The values that a variable has one after the other; undefined where one of them is not written out. */
  private valuesGiven(
    { isNeverWritten }: DeclaredName,
    { id, init }: TSESTree.VariableDeclarator,
    writes: () => DeclaredName['references'],
  ): readonly Expression[] | undefined {
    if (isNeverWritten !== true) return this.writes.writesOf(writes());
    return init && id.type === 'Identifier' ? [this.file.expression(init)] : undefined;
  }

  /** `for (const it of LIST)` */
  private elementOf(
    declarator: TSESTree.VariableDeclarator,
    constant: boolean,
  ): { elementOf?: () => Expression } {
    const loop = constant ? loopOver(declarator) : undefined;
    return loop?.type === 'ForOfStatement' ? { elementOf: () => this.file.expression(loop.right) } : {};
  }
}
