import type { Owner } from './artifact.js';
import type { Source } from './data.js';

/** What stands around a part of a document. */
export interface Surroundings {
  readonly source: Source;
  readonly depth: number;
  /** The nearest thing with a title or a name. */
  readonly owner: Owner | undefined;
  /** What is said of the data source: its type, id or name. */
  readonly datasource: string | undefined;
  /** The name of the group of rules. */
  readonly group: string;
}
