import type { Owner } from './owner.js';
import type { DataMap, Source } from './data.js';

/** What stands around a part of a document. */
export interface Surroundings {
  readonly source: Source;
  /** 1 for the map that a document is. */
  readonly depth: number;
  /** The whole document. */
  readonly document: DataMap | undefined;
  /** The key that it stands under. */
  readonly key: string | undefined;
  /** The nearest thing with a title or a name. */
  readonly owner: Owner | undefined;
  /** What is said of the data source: its type, id or name. */
  readonly datasource: string | undefined;
  /** What Kubernetes calls the manifest: `ConfigMap`. */
  readonly manifest: string | undefined;
  /** What the string is called that holds the document, where one does: its key, the name of a Compose file's config. */
  readonly embeddedAs: string | undefined;
  /** The name of the group of rules. */
  readonly group: string;
}
