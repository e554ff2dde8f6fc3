import { loggerNameOf } from '../model/logs/logger-name.js';
import { INCLUDABLE, type Included } from '../model/settings/codemod.js';
import { type Edit, applyEdits, orderedEdits } from '../model/text/edits.js';
import type { ConsoleReason } from '../model/text/reasons/console.js';
import type { AnalysedFile } from '../recognize/file.js';
import {
  type CallKind,
  type Decisions,
  type FileMigration,
  type LeftReason,
  migrateFile,
} from './migrate.js';
import { type LoggerOptions, PackageLoggers } from './package-loggers.js';
import { type ParseError, parseFile, parseModule, syntaxError } from './parser.js';
import { languageOf } from './language.js';
import { loggerForFile } from './target.js';

/** What is migrated, and to what. */
export interface PlanOptions extends LoggerOptions {
  readonly include: readonly Included[];
  /** What calls are migrated for; all of it where it is absent. */
  readonly only?: readonly CallKind[];
  /** Changes of other kinds, by the files that they are in. */
  readonly fixed?: ReadonlyMap<string, readonly Edit[]>;
}

/**
 * Plans what becomes of files, one after the other, and which loggers that needs. It reads through the host of its session, and
 * writes nothing.
 */
export class Planner {
  readonly loggers: PackageLoggers;
  private readonly decided = new Map<string, Decisions>();

  constructor(private readonly options: PlanOptions) {
    this.loggers = new PackageLoggers(options);
  }

  /** The migration of a file whose new text parses: without the calls that would break it, where there are any. */
  parsingMigration(path: string, text: string): FileMigration {
    const migration = this.migrate(path, text);
    const broken = brokenBy(migration, path, text);
    return broken ? this.mended(path, text, migration, broken) : migration;
  }

  /** A migration without the calls that break the new text. */
  mended(path: string, text: string, first: FileMigration, why: ParseError): FileMigration {
    let migration = first;
    for (let broken: ParseError | undefined = why; broken; broken = brokenBy(migration, path, text)) {
      const failing = migration.edits.filter((edit) => syntaxError(applyEdits(text, [edit]), path));
      for (const edit of failing.length > 0 ? failing : [undefined])
        this.refuse(path, edit, { code: 'syntax-error', evidence: broken.message });
      migration = this.migrate(path, text);
    }
    return migration;
  }

  /** Plans no more edit there; nowhere in the file where it was planned again, as that was not in the text of a call. */
  refuse(path: string, edit: Edit | undefined, reason: LeftReason): void {
    const decided = this.decisions(path);
    if (edit && !decided.refused.has(edit.range[0])) decided.refused.set(edit.range[0], reason);
    else decided.refusedEverywhere ??= reason;
  }

  /** What was decided of single calls of a file. */
  decisions(path: string): Decisions {
    const decided = this.decided.get(path) ?? { refused: new Map(), edited: new Map() };
    this.decided.set(path, decided);
    return decided;
  }

  /** The migration of a file. Throws a ParseError where it does not parse. */
  migrate(path: string, text: string, parsed = () => parseFile(text, path)): FileMigration {
    const { session, settings, include, only } = this.options;
    const file = session.file({ path, text, settings, parse: parseModule, parsed });
    const { role } = file.role;
    if (role === 'declaration') return { migrated: [], left: [], edits: [], importsTarget: false };
    const decided = this.decided.get(path);
    const isIncluded = file.isOfServer || include.includes(role);
    const migration = migrateFile({
      pass: session.pass(file),
      ...(decided ? { decided } : {}),
      ...(only ? { only } : {}),
      excluded: isIncluded ? this.excluded(file) : file.role.reason,
      included: include,
      target: () =>
        loggerForFile(
          this.loggers.target(this.loggers.ownerOf(path), languageOf(path)),
          file,
          this.loggers.ending(file),
          loggerNameOf(path, text),
        ),
    });
    const canInclude = !isIncluded && INCLUDABLE.some((kind) => kind === role);
    const fixed = this.options.fixed?.get(path);
    const edits = (fixed && orderedEdits([...fixed, ...migration.edits])) ?? migration.edits;
    return { ...migration, edits, ...(canInclude ? { excludedAs: role } : {}) };
  }

  /** Why no log call of a server's file is rewritten: it is the project's own logger, none of whose calls is a use of one, or an example. */
  private excluded(file: AnalysedFile): ConsoleReason | undefined {
    if (file.isExample && !this.options.include.includes('scripts')) return { code: 'example' };
    return file.isOwnLogger ? { code: 'own-logger' } : undefined;
  }
}

/** What keeps a file's new text from parsing; undefined where it does, or where there is none. */
function brokenBy({ edits }: FileMigration, path: string, text: string): ParseError | undefined {
  return edits.length > 0 ? syntaxError(applyEdits(text, edits), path) : undefined;
}
