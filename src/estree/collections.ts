import type { TSESTree } from '@typescript-eslint/types';
import { enclosingMember } from './enclosing.js';
import { keyOf, memberName } from './member-name.js';
import type { ClassNode, Node } from './nodes.js';
import type { SyntaxFile } from './syntax-file.js';

/** The names and fields of a file that hold a collection of the language's own. */
export class Collections {
  private readonly fields = new Map<ClassNode, ReadonlySet<string>>();

  constructor(private readonly file: SyntaxFile) {}

  /**
   * Whether a name or a member of `this` is declared as a collection of the language's own: `cache = new Map()`. Told
   * from the declaration alone, which costs less than reading what the value is.
   */
  has(node: Node): boolean {
    if (node.type === 'Identifier') {
      const declarator = this.file.declarationOf(node, node.name);
      return (
        declarator?.type === 'VariableDeclarator' &&
        declarator.id.type === 'Identifier' &&
        isCollectionMade(declarator.id.typeAnnotation?.typeAnnotation, declarator.init)
      );
    }
    if (node.type !== 'MemberExpression' || node.object.type !== 'ThisExpression') return false;
    const name = memberName(node);
    const owner = enclosingMember(node)?.owner;
    if (!owner || name === undefined) return false;
    let names = this.fields.get(owner);
    if (!names) this.fields.set(owner, (names = collectionsOf(owner)));
    return names.has(name);
  }
}

/** Collections of the language and its platforms, whose methods are called as those of metrics are. */
const COLLECTIONS = new Set([
  ...['Map', 'Set', 'WeakMap', 'WeakSet', 'ReadonlyMap', 'ReadonlySet'],
  ...['Headers', 'URLSearchParams', 'FormData'],
]);

/** The fields of a class that hold nothing but a collection. */
function collectionsOf(owner: ClassNode): ReadonlySet<string> {
  const found = new Set<string>();
  for (const member of owner.body.body) {
    if (member.type !== 'PropertyDefinition') continue;
    const name = keyOf(member);
    const isCollection = isCollectionMade(member.typeAnnotation?.typeAnnotation, member.value);
    if (name !== undefined && isCollection) found.add(name);
  }
  return found;
}

function isCollectionMade(type: TSESTree.TypeNode | undefined, value: Node | null): boolean {
  const named = type?.type === 'TSTypeReference' ? type.typeName : undefined;
  if (type) return named?.type === 'Identifier' && COLLECTIONS.has(named.name);
  return (
    value?.type === 'NewExpression' &&
    value.callee.type === 'Identifier' &&
    COLLECTIONS.has(value.callee.name)
  );
}
