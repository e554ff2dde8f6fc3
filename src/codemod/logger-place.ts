import type { LoggerModule } from '../catalog/schema.js';
import type { OwnTarget } from '../model/logs/own-target.js';
import type { Logger } from '../model/logs/logger.js';
import type { LibraryReason, MigrationReason } from '../model/text/reasons/migration.js';
import type { NamedValue } from '../model/settings/named-value.js';
import type { PackagePart } from '../project/package-parts.js';
import type { FileLogger } from './file-logger.js';
import type { MessageFormat } from './fix-format.js';
import type { SharedLogger } from './workspace-logger.js';

/** The logger that a package's files are migrated to. */
export interface PackageTarget {
  readonly library: string;
  /** How the library was found, for the report. */
  readonly reason: LibraryReason;
  /** The package to install first; undefined when it is a dependency already. */
  readonly install: string | undefined;
  readonly module: LoggerModulePlace;
}

/** Where files import their logger from. */
export type LoggerModulePlace =
  /** A module of the project, there already or to be created. */
  | {
      readonly at: 'file';
      readonly path: string;
      readonly name: string;
      /** Its text, where it is to be created. */
      readonly create: string | undefined;
      readonly serializesErrors: boolean;
      readonly writesFields: boolean | undefined;
      /** It is made so that it takes out the credentials in errors. */
      readonly redacts?: boolean;
      /** It is a logger of the project's own. */
      readonly own?: OwnTarget;
      /** It is one of the project's own that is given text alone; its contract, and what has it print fields as well. */
      readonly texts?: Logger;
      readonly format?: MessageFormat;
    }
  /** A package or alias, as `--logger-import` gave it or other packages of the workspace import it. */
  | {
      readonly at: 'specifier';
      readonly from: string;
      readonly name: string;
      /** What is seen of it, where it was found in the workspace. */
      readonly shared?: SharedLogger;
      /** How it is called, where the settings give an example. */
      readonly own?: OwnTarget;
    }
  /** Every file makes its own. */
  | { readonly at: 'own'; readonly make: LoggerModule }
  /** Every file makes its own, as others of the package do. */
  | ({ readonly at: 'convention' } & FileLogger)
  /** None, and why; what keeps a logger that is there from being one. */
  | { readonly at: 'nowhere'; readonly reason: MigrationReason; readonly format?: MessageFormat };

export interface TargetOptions {
  readonly logger: string | undefined;
  /** `--logger-import module#name`. */
  readonly loggerImport: { readonly from: string; readonly name: string } | undefined;
  /** The package.json says so, and no flag. */
  readonly isTold?: boolean;
  /** The loggers that the settings describe. */
  readonly described?: readonly NamedValue[];
  readonly roots: readonly string[];
  /** Whether what is written there ends up in one of the roots. */
  readonly isWithin: (path: string) => boolean;
  readonly cwd: string;
  /** The project of the package that the files are of, where it has several. */
  readonly part?: PackagePart | undefined;
}
