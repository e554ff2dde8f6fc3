import type { Ranged } from '../model/text/edits.js';
import { inSource } from './tree.js';
import type { Node } from './nodes.js';

/**
 * Nodes of one tree in source order: the uses of a variable, the calls that release a resource. What of them stands in a
 * piece of code is found by its range, so that the code is not walked for each variable in it.
 */
export class NodeList<T extends Node = Node> implements Iterable<T> {
  private readonly sorted: readonly T[];
  private readonly members: ReadonlySet<Node>;

  constructor(nodes: Iterable<T>) {
    this.members = new Set(nodes);
    this.sorted = ([...this.members] as T[]).sort(inSource);
  }

  get length(): number {
    return this.sorted.length;
  }

  [Symbol.iterator](): Iterator<T> {
    return this.sorted[Symbol.iterator]();
  }

  has(node: Node): boolean {
    return this.members.has(node);
  }

  /** Those that stand in a range: that a node is or has under it. */
  in({ range: [start, end] }: Ranged): readonly T[] {
    const found: T[] = [];
    for (let at = this.indexFrom(start); at < this.sorted.length; at++) {
      const node = this.sorted[at];
      if (!node || node.range[0] >= end) break;
      if (node.range[1] <= end) found.push(node);
    }
    return found;
  }

  /** Whether one of them stands in a range, and meets a test. */
  someIn({ range: [start, end] }: Ranged, test: (node: T) => boolean = () => true): boolean {
    for (let at = this.indexFrom(start); at < this.sorted.length; at++) {
      const node = this.sorted[at];
      if (!node || node.range[0] >= end) return false;
      if (node.range[1] <= end && test(node)) return true;
    }
    return false;
  }

  /** The first that starts at an offset or after it. */
  from(offset: number): T | undefined {
    return this.sorted[this.indexFrom(offset)];
  }

  private indexFrom(offset: number): number {
    return firstFrom(this.sorted, offset);
  }
}

/** The index of the first of nodes in source order that starts at an offset or after it. */
export function firstFrom(nodes: readonly Node[], offset: number): number {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.range[0] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
