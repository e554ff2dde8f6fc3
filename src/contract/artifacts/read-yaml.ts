import {
  type Document,
  LineCounter,
  type Node,
  type Scalar,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseAllDocuments,
} from 'yaml';
import type { Data, DataEntry, DataScalar, Source } from './data.js';
import { ArtifactProblem } from './problem.js';
import type { Spelling } from './spelling.js';

/** Nodes that the aliases of one document may come to when they are written out. */
const MAX_ALIASED = 50_000;

/** What a tag stands for that only some readers know (`!Ref`, `!secret`) is the value behind it. */
const OPTIONS = { logLevel: 'silent', strict: false, uniqueKeys: false, merge: true } as const;

/** Reads the documents of a YAML text. Throws an ArtifactProblem at the first fault. */
export function readYaml(source: Source): readonly Data[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(source.text, { ...OPTIONS, lineCounter: lines, prettyErrors: false });
  if (!Array.isArray(documents)) return [];
  const list = documents as Document.Parsed[];
  const fault = list.flatMap(({ errors }) => errors)[0];
  if (fault) {
    const message = fault.message.split('\n')[0] ?? fault.code;
    throw new ArtifactProblem(`not valid YAML: ${message}`, source.position(fault.pos[0]));
  }
  return list.map((document) => new Reader(source).data(document.contents, 0));
}

class Reader {
  private aliasedNodes = 0;
  /** What each anchor names at this point of the document. */
  private readonly anchors = new Map<string, Node>();
  /** Aliased nodes that are being read: an anchor inside of itself ends there. */
  private readonly open = new Set<Node>();

  constructor(private readonly source: Source) {}

  data(node: unknown, fallback: number): Data {
    if (this.open.size > 0) this.aliasedNodes += 1;
    if (this.aliasedNodes > MAX_ALIASED)
      throw new ArtifactProblem('its anchors make it too large to read', this.source.position(fallback));
    if (!isNode(node)) return nothing(fallback);
    const at = node.range?.[0] ?? fallback;
    if (isAlias(node)) return this.aliased(node.source, at);
    if ('anchor' in node && typeof node.anchor === 'string') this.anchors.set(node.anchor, node);
    if (isMap(node)) {
      const entries = new Map<string, DataEntry>();
      for (const pair of node.items) this.entry(pair, at, entries);
      return { kind: 'map', at, entries };
    }
    if (isSeq(node)) return { kind: 'list', at, items: node.items.map((item) => this.data(item, at)) };
    return isScalar(node) ? scalar(node, at) : nothing(at);
  }

  private entry(
    pair: { readonly key: unknown; readonly value: unknown },
    at: number,
    entries: Map<string, DataEntry>,
  ): void {
    const key = isScalar(pair.key) ? String(pair.key.value) : undefined;
    if (key === undefined) return;
    const keyAt = isNode(pair.key) ? (pair.key.range?.[0] ?? at) : at;
    const value = this.data(pair.value, keyAt);
    if (key !== '<<') {
      entries.set(key, { keyAt, value });
      return;
    }
    for (const merged of value.kind === 'list' ? value.items : [value]) {
      if (merged.kind !== 'map') continue;
      for (const [name, entry] of merged.entries) if (!entries.has(name)) entries.set(name, entry);
    }
  }

  private problem(what: string, at: number): ArtifactProblem {
    return new ArtifactProblem(`not valid YAML: ${what}`, this.source.position(at));
  }

  private aliased(anchor: string, at: number): Data {
    const target = this.anchors.get(anchor);
    // What reads the file refuses both: `unknown anchor 'x' referenced`, `anchor 'x' value contains itself`.
    if (!target) throw this.problem(`no anchor \`${anchor}\` stands before \`*${anchor}\``, at);
    const isInside =
      target.range !== undefined && target.range !== null && at >= target.range[0] && at < target.range[1];
    if (isInside || this.open.has(target)) throw this.problem(`the anchor \`${anchor}\` contains itself`, at);
    this.open.add(target);
    const data = this.data(target, at);
    this.open.delete(target);
    return data;
  }
}

function scalar(node: Scalar, at: number): DataScalar {
  const end = node.range?.[1] ?? at;
  const value =
    typeof node.value === 'string' || typeof node.value === 'number' || typeof node.value === 'boolean'
      ? node.value
      : node.value === null || node.value === undefined
        ? null
        : // Dates, and integers too large for a number.
          (node.source ?? '');
  return { kind: 'scalar', at, end, value, spelling: SPELLINGS[node.type ?? 'PLAIN'] ?? 'plain' };
}

const SPELLINGS: Readonly<Record<string, Spelling>> = {
  QUOTE_DOUBLE: 'double',
  QUOTE_SINGLE: 'single',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block',
};

function nothing(at: number): DataScalar {
  return { kind: 'scalar', at, end: at, value: null, spelling: 'plain' };
}
