import type { Settings } from '../model/settings.js';
import type { NodeType, Recogniser } from '../recognize/recogniser.js';

/** Names kept at most: an editor lints for days. */
const MAX_NAMES = 20_000;

/** Which recognisers look at a node, by its type and the name of what it calls: asked of each name once for all files. */
export class NamePrefilter {
  private readonly byType: Readonly<Record<NodeType, Map<string | undefined, readonly Recogniser[]>>> = {
    CallExpression: new Map(),
    NewExpression: new Map(),
    CatchClause: new Map(),
  };
  /** The same recognisers are the same object, by their places among all. */
  private readonly lists = new Map<string, readonly Recogniser[]>();

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
      const places = [...this.recognisers.keys()].filter((place) => this.looksAt(place, type, name));
      known.set(name, (found = this.listed(places)));
    }
    return found;
  }

  private looksAt(place: number, type: NodeType, name: string | undefined): boolean {
    const each = this.recognisers[place];
    if (!each?.nodes.includes(type)) return false;
    return !each.names || (name !== undefined && each.names(name, this.settings));
  }

  private listed(places: readonly number[]): readonly Recogniser[] {
    const key = places.join();
    let found = this.lists.get(key);
    if (!found) this.lists.set(key, (found = this.recognisers.filter((_, place) => places.includes(place))));
    return found;
  }
}
