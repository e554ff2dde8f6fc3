import type { TSESTree } from '@typescript-eslint/types';
import type { TypeName } from '../model/code/expression.js';
import type { AugmentedMember, Binding, Located, TypeParameters } from '../model/code/source.js';
import { augmentationsIn } from './augmentations.js';
import { keyOf, memberName } from './member-name.js';
import { type DeclaredName, type Node, interfacesOf } from './nodes.js';
import { signatureOf, signatureOfType } from './signature.js';
import { type SyntaxFile, UNDECLARED } from './syntax-file.js';
import { nullable, typeNameOf } from './type-name.js';

/** What may have type parameters. */
export interface Generic {
  readonly id?: TSESTree.Identifier | null;
  readonly typeParameters?: TSESTree.TSTypeParameterDeclaration | undefined;
}

/** The types that a file declares: interfaces, namespaces, and what is written out in place of one. */
export class DeclaredTypes {
  constructor(private readonly file: SyntaxFile) {}

  /** The namespace that a name is declared as, whatever it is besides. */
  namespaceOf({ defs }: DeclaredName): Binding | undefined {
    const blocks = defs.flatMap(({ node }) =>
      (node as Node).type === 'TSModuleDeclaration' ? [node as TSESTree.TSModuleDeclaration] : [],
    );
    return blocks.length > 0 ? this.namespaceBinding(blocks) : undefined;
  }

  /** Every declaration of one is a part of it. */
  private namespaceBinding(blocks: readonly TSESTree.TSModuleDeclaration[]): Binding {
    const member = (name: string): Located | undefined => {
      for (const block of blocks) {
        const scope = block.body && this.file.scopes?.acquire(block, true);
        const variable = scope?.set.get(name);
        if (variable && variable.defs.length > 0)
          return { source: this.file, binding: this.namespaceOf(variable) ?? this.file.declared(variable) };
      }
      return undefined;
    };
    return { kind: 'namespace', member };
  }

  /** The members of a name that the file adds to interfaces that are declared elsewhere. */
  membersAdded(name: string): readonly AugmentedMember[] {
    return augmentationsIn(this.file.program).flatMap(({ module, name: owner, members }) => {
      const binding = this.interfaceBinding(members);
      const member = binding.kind === 'interface' ? binding.member(name) : undefined;
      return member ? [{ ...member, owner, module }] : [];
    });
  }

  /** What a file declares globally: in `declare global`, or at the top of one that is no module. */
  globalType(name: string): Binding | undefined {
    const global = this.file.program.body.find(
      (each) => each.type === 'TSModuleDeclaration' && each.kind === 'global',
    );
    const scope = global && this.file.scopes?.acquire(global, true);
    const variable = scope?.set.get(name) ?? this.file.variable(this.file.program, name);
    return variable && (this.namespaceOf(variable) ?? this.file.declared(variable));
  }

  /** The type parameters of what has some. */
  generic(node: Generic): { typeParameters?: TypeParameters } {
    const params = node.typeParameters?.params;
    if (!params) return {};
    return {
      typeParameters: () =>
        params.map((each) => {
          const variable = this.file.variable(each, each.name.name);
          return variable ? this.file.declared(variable) : { kind: 'unknown' };
        }),
    };
  }

  /** An interface by its members. */
  interfaceBinding(
    members: readonly TSESTree.TypeElement[],
    bases?: () => readonly TypeName[],
    declaration: Generic = {},
  ): Binding {
    const member = (name: string): Located | undefined => {
      for (const each of members) {
        if (each.type === 'TSCallSignatureDeclaration' && name === '()')
          return { source: this.file, binding: { kind: 'signature', signature: signatureOf(each) } };
        if (each.type === 'TSMethodSignature' && each.kind === 'method' && keyOf(each) === name)
          return { source: this.file, binding: { kind: 'signature', signature: signatureOf(each) } };
        if (each.type !== 'TSPropertySignature' || keyOf(each) !== name) continue;
        const written = each.typeAnnotation?.typeAnnotation;
        const signature = signatureOfType(written);
        if (signature) return { source: this.file, binding: { kind: 'signature', signature } };
        const type = nullable(typeNameOf(written), each.optional);
        return {
          source: this.file,
          binding: { kind: 'variable', constant: true, path: [], init: undefined, type },
        };
      }
      return undefined;
    };
    const name = declaration.id?.name;
    const implementors = name === undefined ? undefined : () => this.implementorsOf(name);
    return {
      kind: 'interface',
      member,
      ...(bases && { bases }),
      ...(implementors && { implementors }),
      ...this.generic(declaration),
    };
  }

  /** The classes and objects of the file's own statements that are declared to implement an interface of the file. */
  private implementorsOf(name: string): readonly Located[] {
    return this.file.program.body.flatMap((statement) => {
      const isExport =
        statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration';
      const declared = isExport ? statement.declaration : statement;
      if (declared?.type === 'VariableDeclaration') return this.objectsOf(name, declared);
      if (declared?.type !== 'ClassDeclaration') return [];
      const implementing = interfacesOf(declared).some(
        ({ expression }) => expression.type === 'Identifier' && expression.name === name,
      );
      return implementing ? [{ source: this.file, binding: this.file.classBinding(declared) }] : [];
    });
  }

  /** `const logger: Logger = { … }` */
  private objectsOf(type: string, { declarations }: TSESTree.VariableDeclaration): readonly Located[] {
    return declarations.flatMap(({ id, init }) => {
      const written = id.type === 'Identifier' ? id.typeAnnotation?.typeAnnotation : undefined;
      const isIt =
        written?.type === 'TSTypeReference' &&
        written.typeName.type === 'Identifier' &&
        written.typeName.name === type;
      if (!isIt || id.type !== 'Identifier' || init?.type !== 'ObjectExpression') return [];
      const binding = this.file.named(id.name);
      return binding ? [{ source: this.file, binding }] : [];
    });
  }

  /** A type that is written out; undefined for one that has a name. */
  writtenTypeBinding(type: Node, declaration: Generic = {}): Binding | undefined {
    switch (type.type) {
      case 'TSTypeLiteral':
        return this.interfaceBinding(type.members, undefined, declaration);
      case 'TSFunctionType':
        return { kind: 'signature', signature: signatureOf(type), ...this.generic(declaration) };
      case 'TSTupleType':
        return this.tupleBinding(type);
      default:
        return undefined;
    }
  }

  /** `[Logger, Options]`: an element by its index. */
  private tupleBinding({ elementTypes }: TSESTree.TSTupleType): Binding {
    const member = (name: string): Located | undefined => {
      const element = elementTypes[Number(name)];
      const type = element?.type === 'TSNamedTupleMember' ? element.elementType : element;
      return type && { source: this.file, binding: { ...UNDECLARED, type: typeNameOf(type) } };
    };
    return { kind: 'interface', member };
  }
}

/** What an interface extends: `Logger`, `winston.Logger`. */
export function basesOf(node: TSESTree.TSInterfaceDeclaration): readonly TypeName[] {
  return node.extends.flatMap(({ expression }) => {
    if (expression.type === 'Identifier') return [{ path: [expression.name], node }];
    const name = expression.type === 'MemberExpression' ? memberName(expression) : undefined;
    return expression.type === 'MemberExpression' &&
      expression.object.type === 'Identifier' &&
      name !== undefined
      ? [{ path: [expression.object.name, name], node }]
      : [];
  });
}
