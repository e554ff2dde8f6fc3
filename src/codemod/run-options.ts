import type { MessageStyle } from '../model/logs/wording.js';
import type { Included } from '../model/settings/codemod.js';
import type { FoundFiles } from './files.js';
import type { CallKind } from './migrate.js';
import type { Reviewer } from './review.js';

/** What a run is asked to do. */
export interface RunOptions {
  readonly found: FoundFiles;
  readonly cwd: string;
  readonly logger: string | undefined;
  readonly loggerImport: { readonly from: string; readonly name: string } | undefined;
  readonly include: readonly Included[];
  /** Globs of files to leave alone, from the working directory. */
  readonly exclude?: readonly string[];
  /** What calls are migrated for; all of it where it is absent. */
  readonly only?: readonly CallKind[];
  /** What becomes of values in messages; as the settings say where it is absent. */
  readonly messageStyle?: MessageStyle;
  /** Changes nothing on disk. */
  readonly preview: boolean;
  /** Type-check what would change, and leave alone what would add an error. */
  readonly verify?: boolean;
  /** Who is asked about each call before anything is written. */
  readonly reviewer?: Reviewer;
  /** Change formats that print the message alone, so that they print fields. */
  readonly fixFormat?: boolean;
  /** Install the package of a logger that is no dependency yet. */
  readonly install?: boolean;
  /** Called as files are worked through. */
  readonly onProgress?: (done: number, total: number) => void;
}
