import type { TSESTree } from '@typescript-eslint/types';
import type { Attribute } from '../../model/attributes/attribute.js';
import type { Expression } from '../../model/code/expression.js';
import type { AnalysedFile } from '../file.js';

type Node = TSESTree.Node;

/** An attribute where it stands in the linted file. */
export class AttributeSite {
  /** Every way on which telemetry reaches it: an object may be given to several spans. */
  private readonly ways: Attribute['via'][] = [];

  constructor(
    readonly attribute: Attribute,
    readonly file: AnalysedFile,
  ) {
    this.reach(attribute.via);
  }

  /** The same attribute is given to telemetry once more, through these names. */
  reach(via: Attribute['via']): void {
    this.ways.push(via);
  }

  /** Where the attribute's name is written. */
  get keyNode(): Node {
    const { key, value } = this.attribute;
    const { source, syntax } = this.file;
    if ('kind' in key) return source.nodeOf(key) ?? syntax.ast;
    const property = source.nodeOf(value)?.parent;
    return property?.type === 'Property' ? property.key : syntax.ast;
  }

  /** The key's name as the expression it is; undefined where a property spells it. */
  get keyExpression(): Expression | undefined {
    const { key } = this.attribute;
    if ('kind' in key) return key;
    return typeof key.key === 'object' ? key.key : undefined;
  }

  /** Whether the object that holds the attribute is given to telemetry and used for nothing else; asked at the end. */
  get isOnlyTelemetry(): boolean {
    const nodes = this.ways.flat().map((name) => this.file.source.nodeOf(name));
    const names = nodes.filter((node) => node?.type === 'Identifier');
    // A method may be called by whoever has the object.
    return names.length === nodes.length && names.every((name) => isReadAt(name, names, this.file));
  }
}

/** Whether a constant or function is read at no other places than these, beside what is put into it. */
function isReadAt(
  name: TSESTree.Identifier,
  places: readonly TSESTree.Identifier[],
  file: AnalysedFile,
): boolean {
  const variable = file.source.variable(name, name.name);
  const declaration = variable?.defs.at(-1)?.node as Node | undefined;
  if (!variable || !declaration || isExported(declaration)) return false;
  return variable.references.every(({ identifier }) => {
    const { parent } = identifier;
    if (parent?.type === 'VariableDeclarator' && parent.id === identifier) return true;
    const isPut =
      parent?.type === 'MemberExpression' &&
      parent.object === identifier &&
      parent.parent.type === 'AssignmentExpression' &&
      parent.parent.left === parent;
    return isPut || places.some((place) => place === identifier);
  });
}

function isExported(declaration: Node): boolean {
  const statement = declaration.type === 'VariableDeclarator' ? declaration.parent : declaration;
  return statement.parent?.type.startsWith('Export') === true;
}
