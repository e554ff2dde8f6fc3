import type { Session } from '../analysis/session.js';
import type { Settings } from '../model/settings.js';
import { isTestPath } from '../model/code/role.js';
import type { ImportEnding } from '../model/text/import-statement.js';
import { type Package, packageOf } from '../project/packages.js';
import { type PackagePart, partOf } from '../project/package-parts.js';
import { join, relative } from '../project/path.js';
import type { AnalysedFile } from '../recognize/file.js';
import {
  checksJavaScript,
  compilesJavaScript,
  defaultStyleOf,
  namedEndingOf,
  neededEndingOf,
  ownEndingOf,
} from '../recognize/import-style.js';
import { parseModule } from './parser.js';
import { type Language, languageOf } from './language.js';
import type { PackageTarget, TargetOptions } from './logger-place.js';
import { targetOf } from './target.js';

/** Which loggers are to be taken. Paths are absolute, with forward slashes. */
export interface LoggerOptions extends Pick<
  TargetOptions,
  'logger' | 'loggerImport' | 'isTold' | 'roots' | 'isWithin'
> {
  readonly session: Session;
  readonly settings: Settings;
  /** All source files that were found: a created module is in the language of most of them. */
  readonly files: readonly string[];
}

/** What shares a logger: a package, or one of several projects that have one package.json. */
export interface LoggerOwner {
  readonly package: Package;
  readonly part: PackagePart | undefined;
}

/** A logger that files are migrated to. */
export interface LanguageTarget {
  readonly owner: LoggerOwner;
  /** More than one where they share it. */
  readonly languages: readonly Language[];
  readonly target: PackageTarget;
}

/** The loggers of the packages that are migrated, each decided once for each language, and how files import them. */
export class PackageLoggers {
  private readonly targets = new Map<LoggerOwner, Map<Language, PackageTarget>>();
  private readonly owners = new Map<Package, Map<string, LoggerOwner>>();
  /** By package, language and module style. */
  private readonly endings = new Map<string, ImportEnding>();
  private counts: ReadonlyMap<Package, Readonly<Record<Language, number>>> | undefined;

  constructor(private readonly options: LoggerOptions) {}

  /** The loggers that were asked for so far. */
  all(): readonly LanguageTarget[] {
    return [...this.targets].flatMap(([owner, byLanguage]) =>
      [...new Set(byLanguage.values())].map((target) => ({
        owner,
        languages: [...byLanguage].flatMap(([language, each]) => (each === target ? [language] : [])),
        target,
      })),
    );
  }

  /** What files of a language are migrated to. */
  target(owner: LoggerOwner, language: Language): PackageTarget {
    const known = this.targets.get(owner) ?? new Map<Language, PackageTarget>();
    this.targets.set(owner, known);
    const target =
      known.get(language) ??
      targetOf(
        owner.package,
        language,
        {
          ...this.options,
          part: owner.part,
          cwd: this.options.settings.root,
          described: [...(this.options.settings.named?.exports.values() ?? [])].flat(),
        },
        this.options.session.modulesOf(parseModule),
      );
    const settled = this.inMainLanguage(target, owner, language);
    known.set(language, settled);
    return settled;
  }

  /** One module is created in a package, in the language of most of its files; where both import each other, all get that one. */
  private inMainLanguage(target: PackageTarget, owner: LoggerOwner, language: Language): PackageTarget {
    const { module } = target;
    if (module.at !== 'file' || module.create === undefined) return target;
    const main = this.mainLanguageOf(owner.package);
    if (main === language) return target;
    if (compilesJavaScript(owner.package)) return this.target(owner, main);
    const evidence = relative(owner.package.root, module.path).replace(/\.[jt]s$/, `.${main}`);
    return { ...target, module: { at: 'nowhere', reason: { code: 'logger-other-language', evidence } } };
  }

  private mainLanguageOf(owner: Package): Language {
    this.counts ??= countsByPackage(this.options.files, (path) => this.packageOf(path));
    const { ts, js } = this.counts.get(owner) ?? { ts: 0, js: 0 };
    // What is in JavaScript beside a tsconfig.json is configuration as a rule, where that does not have it checked.
    const isTypeScript =
      this.options.session.project.isFile(join(owner.root, 'tsconfig.json')) && !checksJavaScript(owner);
    return ts > 0 && (isTypeScript || ts >= js) ? 'ts' : 'js';
  }

  /** How relative imports end: as the file's own do, else as others of its kind do, else as Node needs. */
  ending(file: AnalysedFile): ImportEnding {
    const { root } = file.package;
    const style = /^[ \t]*(?:import|export)\b/m.test(file.text) ? 'esm' : defaultStyleOf(file);
    const kind = `${root} ${languageOf(file.path)} ${style}`;
    const own = ownEndingOf(file);
    if (own) this.endings.set(kind, own);
    const named = namedEndingOf(this.options.loggerImport?.from ?? '');
    return own ?? named ?? this.endings.get(kind) ?? neededEndingOf(file);
  }

  /** The package that a file is of. */
  packageOf(path: string): Package {
    return packageOf(this.options.session.project, path, this.options.settings.root);
  }

  /** Whose logger a file is given: the same object for all files that share one. */
  ownerOf(path: string): LoggerOwner {
    const owner = this.packageOf(path);
    const part = partOf(owner, path);
    const known = this.owners.get(owner) ?? new Map<string, LoggerOwner>();
    this.owners.set(owner, known);
    const found = known.get(part?.root ?? '') ?? { package: owner, part };
    known.set(part?.root ?? '', found);
    return found;
  }

  /** The path of the module that a file would import its logger from. */
  moduleOf(path: string): string {
    const module = this.targets.get(this.ownerOf(path))?.get(languageOf(path))?.module;
    return module?.at === 'file' ? module.path : '';
  }
}

/** How many files of each language a package has, tests aside. */
function countsByPackage(files: readonly string[], ownerOf: (path: string) => Package) {
  const counts = new Map<Package, Record<Language, number>>();
  for (const file of files) {
    const owner = ownerOf(file);
    if (isTestPath(relative(owner.root, file))) continue;
    const count = counts.get(owner) ?? { ts: 0, js: 0 };
    counts.set(owner, count);
    count[languageOf(file)] += 1;
  }
  return counts;
}
