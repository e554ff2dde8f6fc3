import type { Settings } from '../model/settings.js';
import type { NodeType, Recogniser } from '../recognize/recogniser.js';

/** Names kept at most: an editor lints for days. */
const MAX_NAMES = 20_000;
const NONE: readonly Recogniser[] = [];

/** Which recognisers look at a node, by its type and the name of what it calls: asked of each name once for all files. */
export class NamePrefilter {
  private readonly byType: Readonly<Record<NodeType, Map<string | undefined, readonly Recogniser[]>>> = {
    CallExpression: new Map(),
    NewExpression: new Map(),
    CatchClause: new Map(),
  };

  constructor(
    private readonly recognisers: readonly Recogniser[],
    private readonly settings: Settings,
  ) {}

  /** The recognisers of a node; nearly all names have none. */
  forNode(type: NodeType, name: string | undefined): readonly Recogniser[] {
    const known = this.byType[type];
    let found = known.get(name);
    if (!found) {
      if (known.size >= MAX_NAMES) known.clear();
      found = this.recognisers.filter(
        (each) =>
          each.nodes.includes(type) &&
          (!each.names || (name !== undefined && each.names(name, this.settings))),
      );
      known.set(name, found.length > 0 ? found : NONE);
    }
    return found;
  }
}
