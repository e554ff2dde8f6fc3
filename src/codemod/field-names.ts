import type { TSESTree } from '@typescript-eslint/types';
import { type Expression, isPlainRead, unwrap } from '../model/code/expression.js';
import { RecordNaming } from '../recognize/logs/record-naming.js';

/**
 * The names of fields in one file: what the package's records call a value already, and one name for one value. A value is a
 * variable, or what is read from it.
 */
export class FieldNames extends RecordNaming {
  /** The names that each value got, in the order of the text, by its variable and the way from it. */
  private readonly given = new Map<unknown, Map<string, string[]>>();
  private settled = new Map<unknown, ReadonlyMap<string, string>>();

  override nameOf(value: Expression, usual: string): string | undefined {
    const read = unwrap(value);
    const root = this.rootOf(read);
    const settled = root === undefined ? undefined : this.settled.get(root)?.get(read.text);
    return settled ?? super.nameOf(value, usual);
  }

  note(value: Expression, name: string): void {
    const read = unwrap(value);
    const root = this.rootOf(read);
    if (root === undefined) return;
    const names = this.given.get(root) ?? new Map<string, string[]>();
    this.given.set(root, names);
    names.set(read.text, [...(names.get(read.text) ?? []), name]);
  }

  /** Settles on one name for each value that got several; false where there is none. */
  settle(): boolean {
    for (const [root, names] of this.given) {
      const chosen = [...names].flatMap(([text, all]): [string, string][] =>
        new Set(all).size > 1 ? [[text, bestOf(all, text)]] : [],
      );
      if (chosen.length > 0) this.settled.set(root, new Map(chosen));
    }
    this.given.clear();
    return this.settled.size > 0;
  }

  /** The variable that a value is read from; undefined where it is computed. */
  private rootOf(read: Expression): unknown {
    if (!isPlainRead(read) || read.kind === 'literal') return undefined;
    let at: Expression = read;
    while (at.kind === 'member') at = unwrap(at.object);
    if (at.kind !== 'identifier') return undefined;
    const node: TSESTree.Node | undefined = this.file.source.nodeOf(at);
    return node && this.file.source.definition(node, at.name)?.name;
  }
}

/** The first name of several words, or one that says more of the same (`tookMs` for `took`); else the first. */
function bestOf(given: readonly string[], text: string): string {
  const own = text.slice(text.lastIndexOf('.') + 1);
  // `{ new: endpoint }` says what the value is there alone.
  const same = given.filter((name) => name.toLowerCase().includes(own.toLowerCase()));
  const names = same.length > 0 ? same : given;
  const compound = names.filter(
    (name) => /[a-z0-9][A-Z]|[a-z0-9]_[a-z]/.test(name) && !/^other[A-Z]|^itemName$|Value$/.test(name),
  );
  const [first = names[0] ?? ''] = compound;
  return compound.find((name) => name !== first && name.startsWith(first)) ?? first;
}
