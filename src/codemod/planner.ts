import type { Session } from '../analysis/session.js';
import { loggerNameOf } from '../model/logs/logger-name.js';
import type { Settings } from '../model/settings.js';
import { INCLUDABLE, type Included } from '../model/settings/codemod.js';
import { type Edit, applyEdits, orderedEdits } from '../model/text/edits.js';
import type { ConsoleReason } from '../model/text/reasons/console.js';
import type { ImportEnding } from '../model/text/import-statement.js';
import { type Package, packageOf } from '../project/packages.js';
import { join, relative } from '../project/path.js';
import type { AnalysedFile } from '../recognize/file.js';
import {
  compilesJavaScript,
  defaultStyleOf,
  namedEndingOf,
  neededEndingOf,
  ownEndingOf,
} from '../recognize/import-style.js';
import {
  type CallKind,
  type Decisions,
  type FileMigration,
  type LeftReason,
  migrateFile,
} from './migrate.js';
import { type ParseError, parseFile, parseModule, syntaxError } from './parser.js';
import {
  type Language,
  type PackageTarget,
  type TargetOptions,
  languageOf,
  loggerForFile,
  targetOf,
} from './target.js';

/** What is migrated, and to what. Paths are absolute, with forward slashes. */
export interface PlanOptions extends Pick<
  TargetOptions,
  'logger' | 'loggerImport' | 'isTold' | 'roots' | 'isWithin'
> {
  readonly session: Session;
  readonly settings: Settings;
  readonly include: readonly Included[];
  /** What calls are migrated for; all of it where it is absent. */
  readonly only?: readonly CallKind[];
  /** All source files that were found: a created module is in the language of most of them. */
  readonly files: readonly string[];
  /** Changes of other kinds, by the files that they are in. */
  readonly fixed?: ReadonlyMap<string, readonly Edit[]>;
}

/** A logger that files of a package are migrated to. */
export interface LanguageTarget {
  readonly owner: Package;
  readonly language: Language;
  readonly target: PackageTarget;
}

/**
 * Plans what becomes of files, one after the other, and which loggers that needs. It reads through the host of its session, and
 * writes nothing.
 */
export class Planner {
  private readonly targets = new Map<Package, Map<Language, PackageTarget>>();
  /** By package, language and module style. */
  private readonly endings = new Map<string, ImportEnding>();
  private readonly decided = new Map<string, Decisions>();
  private counts: ReadonlyMap<Package, Readonly<Record<Language, number>>> | undefined;

  constructor(private readonly options: PlanOptions) {}

  /** The loggers that were asked for so far. */
  allTargets(): readonly LanguageTarget[] {
    return [...this.targets].flatMap(([owner, byLanguage]) =>
      [...byLanguage].map(([language, target]) => ({ owner, language, target })),
    );
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
    const owner = file.package;
    const decided = this.decided.get(path);
    const isIncluded = role === 'server' || include.includes(role);
    const migration = migrateFile({
      pass: session.pass(file),
      ...(decided ? { decided } : {}),
      ...(only ? { only } : {}),
      excluded: isIncluded ? this.excluded(file) : file.role.reason,
      included: include,
      target: () =>
        loggerForFile(
          this.target(owner, languageOf(path)),
          file,
          this.ending(file),
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

  private target(owner: Package, language: Language): PackageTarget {
    const known = this.targets.get(owner) ?? new Map<Language, PackageTarget>();
    this.targets.set(owner, known);
    const target =
      known.get(language) ??
      targetOf(
        owner,
        language,
        {
          ...this.options,
          cwd: this.options.settings.root,
          described: describedModules(this.options.settings),
        },
        this.options.session.modulesOf(parseModule),
      );
    const settled = this.inMainLanguage(target, owner, language);
    known.set(language, settled);
    return settled;
  }

  /** One module is created in a package, in the language of most of its files; where both import each other, all get that one. */
  private inMainLanguage(target: PackageTarget, owner: Package, language: Language): PackageTarget {
    const { module } = target;
    if (module.at !== 'file' || module.create === undefined) return target;
    const main = this.mainLanguageOf(owner);
    if (main === language) return target;
    if (compilesJavaScript(owner)) return this.target(owner, main);
    const evidence = relative(owner.root, module.path).replace(/\.[jt]s$/, `.${main}`);
    return { ...target, module: { at: 'nowhere', reason: { code: 'logger-other-language', evidence } } };
  }

  private mainLanguageOf(owner: Package): Language {
    this.counts ??= countsByOwner(this.options.files, (path) => this.ownerOf(path));
    const { ts, js } = this.counts.get(owner) ?? { ts: 0, js: 0 };
    // What is in JavaScript beside a tsconfig.json is configuration as a rule.
    const isTypeScript = this.options.session.project.isFile(join(owner.root, 'tsconfig.json'));
    return ts > 0 && (isTypeScript || ts >= js) ? 'ts' : 'js';
  }

  /** How relative imports end: as the file's own do, else as others of its kind do, else as Node needs. */
  private ending(file: AnalysedFile): ImportEnding {
    const { root } = file.package;
    const style = /^[ \t]*(?:import|export)\b/m.test(file.text) ? 'esm' : defaultStyleOf(file);
    const kind = `${root} ${languageOf(file.path)} ${style}`;
    const own = ownEndingOf(file);
    if (own) this.endings.set(kind, own);
    const named = namedEndingOf(this.options.loggerImport?.from ?? '');
    return own ?? named ?? this.endings.get(kind) ?? neededEndingOf(file);
  }

  ownerOf(path: string): Package {
    return packageOf(this.options.session.project, path, this.options.settings.root);
  }

  /** The path of the module that a file would import its logger from. */
  moduleOf(path: string): string {
    const module = this.targets.get(this.ownerOf(path))?.get(languageOf(path))?.module;
    return module?.at === 'file' ? module.path : '';
  }
}

/** What keeps a file's new text from parsing; undefined where it does, or where there is none. */
export function brokenBy({ edits }: FileMigration, path: string, text: string): ParseError | undefined {
  return edits.length > 0 ? syntaxError(applyEdits(text, edits), path) : undefined;
}

/** How many files of each language a package has. */
function countsByOwner(files: readonly string[], ownerOf: (path: string) => Package) {
  const counts = new Map<Package, Record<Language, number>>();
  for (const file of files) {
    const owner = ownerOf(file);
    const count = counts.get(owner) ?? { ts: 0, js: 0 };
    counts.set(owner, count);
    count[languageOf(file)] += 1;
  }
  return counts;
}

/** The modules of the loggers that the settings describe. */
function describedModules({ named }: Settings): readonly string[] {
  return [...(named?.exports.values() ?? [])]
    .flat()
    .flatMap(({ from }) => (from === undefined ? [] : [from]));
}
