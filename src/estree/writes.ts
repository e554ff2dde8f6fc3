import type { Reference } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { Expression } from '../model/code/expression.js';
import { keyOf, memberName } from './member-name.js';
import { isMutatedAt } from './mutation.js';
import type { DeclaredName, FunctionNode, Node } from './nodes.js';
import { type OwnMembers, ownMembersIn } from './own-members.js';
import type { SyntaxFile } from './syntax-file.js';
import { descendants } from './tree.js';

/** Assignments whose right side is the value where they assign at all. */
export const PLAIN_ASSIGNMENTS: ReadonlySet<string> = new Set(['=', '??=', '||=', '&&=']);

/** `it[key] = value` */
interface Put {
  readonly key: Expression;
  readonly value: Expression;
}

/** What the code of a file gives to names, members and collections after they are declared. */
export class Writes {
  private accesses: ReadonlyMap<string, readonly TSESTree.MemberExpression[]> | undefined;
  private onThis: OwnMembers | undefined;
  private mutated: ReadonlySet<string | undefined> | undefined;

  constructor(private readonly file: SyntaxFile) {}

  /** The values that these give a name; undefined where one of them is not written out. */
  writesOf(writes: readonly Reference[]): readonly Expression[] | undefined {
    const values: Expression[] = [];
    for (const { identifier } of writes) {
      const { parent } = identifier;
      if (parent?.type === 'VariableDeclarator' && parent.id === identifier && parent.init)
        values.push(this.file.expression(parent.init));
      else if (
        parent?.type === 'AssignmentExpression' &&
        parent.left === identifier &&
        PLAIN_ASSIGNMENTS.has(parent.operator)
      )
        values.push(this.file.expression(parent.right));
      else return undefined;
    }
    return values;
  }

  /** What is put into what a variable holds: `it[key] = value`. */
  putsInto(variable: DeclaredName): readonly Put[] {
    return this.putsAt(variable.references.map(({ identifier }) => identifier as Node));
  }

  /** What is put into what members of a name hold, whatever they are members of. */
  putsIntoField(name: string): readonly Put[] {
    return this.putsAt(this.accessesOf(name));
  }

  private putsAt(objects: readonly Node[]): readonly Put[] {
    return objects.flatMap((object) => {
      const member = object.parent;
      if (member?.type !== 'MemberExpression' || member.object !== object || !member.computed) return [];
      const assignment = member.parent;
      return assignment.type === 'AssignmentExpression' && assignment.left === member
        ? [{ key: this.file.expression(member.property), value: this.file.expression(assignment.right) }]
        : [];
    });
  }

  /** What is put into a collection that these stand for. */
  fillsOf(uses: readonly Node[]): readonly Expression[] {
    const given = uses.flatMap((use) => {
      const member = use.parent;
      if (member?.type !== 'MemberExpression' || member.object !== use || member.computed) return [];
      const { parent } = member;
      if (parent.type !== 'CallExpression' || parent.callee !== member) return [];
      const method = memberName(member);
      const values =
        method === 'set'
          ? parent.arguments.slice(1, 2)
          : method === 'push' || method === 'unshift'
            ? parent.arguments
            : [];
      return values.map((value) => this.file.expression(value));
    });
    return [...this.putsAt(uses).map(({ value }) => value), ...given];
  }

  /** The names of the members that the file changes in place, whatever they are members of: `this.names.push(x)`. */
  get mutatedMembers(): ReadonlySet<string | undefined> {
    return (this.mutated ??= new Set(
      [...descendants(this.file.program)].map((node) =>
        node.type === 'MemberExpression' && isMutatedAt(node) ? memberName(node) : undefined,
      ),
    ));
  }

  /** The members of `this` that the file names. */
  get ownMembers(): OwnMembers {
    return (this.onThis ??= ownMembersIn(this.file.text));
  }

  /** The accesses of a member in the file, by its name alone. */
  accessesOf(name: string): readonly TSESTree.MemberExpression[] {
    if (!this.accesses) {
      const found = new Map<string, TSESTree.MemberExpression[]>();
      for (const node of descendants(this.file.program)) {
        const key = node.type === 'MemberExpression' ? memberName(node) : undefined;
        if (node.type !== 'MemberExpression' || key === undefined) continue;
        const known = found.get(key);
        if (known) known.push(node);
        else found.set(key, [node]);
      }
      this.accesses = found;
    }
    return this.accesses.get(name) ?? [];
  }

  /** What a function assigns to members of its parameter. */
  setOnParameter(node: FunctionNode, index: number): { name: string; value: Expression }[] {
    const parameter = node.params[index];
    const variable =
      parameter?.type === 'Identifier' ? this.file.variable(node.body ?? node, parameter.name) : null;
    return variable ? this.setOn(variable) : [];
  }

  /** The members that what a variable holds is given, one by one or by `Object.assign`. */
  setOn(variable: DeclaredName): { name: string; value: Expression }[] {
    const found: { name: string; value: Expression }[] = [];
    for (const { identifier } of variable.references) {
      const { parent } = identifier;
      const target = parent?.type === 'MemberExpression' && parent.object === identifier ? parent : undefined;
      const name = target && memberName(target);
      const write = target?.parent;
      if (name !== undefined && write?.type === 'AssignmentExpression' && write.left === target) {
        found.push({ name, value: this.file.expression(write.right) });
      }
      if (parent?.type !== 'CallExpression' || parent.arguments[0] !== identifier) continue;
      if (this.file.text.slice(...parent.callee.range) !== 'Object.assign') continue;
      for (const given of parent.arguments.slice(1)) {
        for (const each of given.type === 'ObjectExpression' ? given.properties : []) {
          const key = each.type === 'Property' ? keyOf(each) : undefined;
          if (each.type === 'Property' && key !== undefined)
            found.push({ name: key, value: this.file.expression(each.value) });
        }
      }
    }
    return found;
  }

  /** What a member of something is given anywhere in the file, by how that is written. */
  assignedTo(owner: Expression, name: string): readonly Expression[] {
    return this.accessesOf(name).flatMap((access) => {
      const { parent } = access;
      const isWrite = parent.type === 'AssignmentExpression' && parent.left === access;
      const [start, end] = access.object.range;
      return isWrite && this.file.text.slice(start, end) === owner.text
        ? [this.file.expression(parent.right)]
        : [];
    });
  }
}
