import type { FileRole } from '../model/code/role.js';
import type { Edit } from '../model/text/edits.js';
import type { MessageFormat } from './fix-format.js';
import type { LeftCall, MigratedCall } from './migrate.js';
import type { ShownContract } from './shown-contract.js';
import type { PackageTarget } from './logger-place.js';

export interface ChangedFile {
  /** Absolute. */
  readonly path: string;
  readonly migrated: readonly MigratedCall[];
  readonly left: readonly LeftCall[];
  /** What changes in its text; empty when nothing does. */
  readonly edits: readonly Edit[];
  /** The text before; undefined when nothing changes. */
  readonly before: string | undefined;
  /** The text as it was read. */
  readonly text: () => string;
  /** The kind of file that it is, where it is left alone for that and can be taken in. */
  readonly excludedAs?: FileRole;
}

export interface CreatedFile {
  readonly path: string;
  readonly text: string;
}

export interface Problem {
  readonly path: string;
  readonly reason: string;
}

/** Everything a run found and did: the report in every format is made from it. */
export interface RunResult {
  readonly scanned: number;
  readonly files: readonly ChangedFile[];
  readonly created: readonly CreatedFile[];
  readonly problems: readonly Problem[];
  /** What is wrong with the settings. */
  readonly warnings: readonly string[];
  /** Files that would change and that no tsconfig.json holds for, where changes are type-checked. */
  readonly unchecked: readonly string[];
  /** One for each package and language in which a call was migrated to the package's logger. */
  readonly targets: readonly UsedTarget[];
  /** Tests that replace a method of the console, to see what is printed: absolute. */
  readonly spies: readonly string[];
  /** Tests that check what a logger is called with: absolute. */
  readonly recordTests: readonly string[];
  /** How loggers of packages are called whose code is not read, as the project's own calls show. */
  readonly contracts: readonly ShownContract[];
  /** Formats that print the message alone, of loggers whose calls are left for that. */
  readonly formats: readonly MessageFormat[];
  /** Those that were changed, so that they print fields. */
  readonly fixedFormats: readonly MessageFormat[];
}

/** The logger of a package, in a run that needs it. */
export interface UsedTarget extends PackageTarget {
  readonly root: string;
  /** What installs the logger's package, where it is no dependency yet. */
  readonly installCommand?: string;
  /** That was run. */
  readonly isInstalled?: boolean;
}
