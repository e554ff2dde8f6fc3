import { readFileSync, statSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { type FileRole, importsOf, roleOf } from '../model/code/role.js';
import type { ModuleStyle } from '../model/text/import-statement.js';
import { binReach } from '../project/import-graph.js';
import { type Package, factsOf, lineWidthOf, packageOf } from '../project/package-json.js';
import { existing } from '../project/resolve.js';
import { type FoundFiles, InputError, readSource, reasonOf } from './files.js';
import { untilInterrupted } from './interruption.js';
import { type FileMigration, type LeftCall, type MigratedCall, migrateFile } from './migrate.js';
import { ModuleCache, ParseError } from './parse.js';
import {
  type Language,
  type PackageTarget,
  languageOf,
  loggerForFile,
  needsExtensions,
  targetOf,
} from './target.js';

export interface RunOptions {
  readonly found: FoundFiles;
  readonly cwd: string;
  readonly logger: string | undefined;
  readonly loggerImport: { readonly from: string; readonly name: string } | undefined;
  readonly include: readonly FileRole[];
  /** Changes nothing on disk. */
  readonly preview: boolean;
  /** Called as files are worked through. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface ChangedFile {
  /** Absolute. */
  readonly path: string;
  readonly migrated: readonly MigratedCall[];
  readonly left: readonly LeftCall[];
  /** Texts before and after, to draw a difference from; undefined when nothing changes. */
  readonly before: string | undefined;
  readonly after: string | undefined;
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
  /** One for each package and language in which a call was migrated to the package's logger. */
  readonly targets: readonly (PackageTarget & { readonly root: string })[];
}

/** What a file must contain to be worth parsing: the console, or a call of something named like a logger. */
const SCREEN =
  /\bconsole\b|\blog(?:ger)?\b\)?\s*[?!]?\s*\.\s*(?:trace|debug|info|warn|error|fatal|log|verbose|http|silly|critical|success)\b/i;

const WRITES_AT_ONCE = 8;

interface Planned extends ChangedFile {
  readonly bytes: Buffer;
  readonly hasBom: boolean;
  readonly importsTarget: boolean;
}

/** Migrates every file that was found. Throws an InputError for a logger module that is not there. */
export async function run(options: RunOptions): Promise<RunResult> {
  const { files, roots } = options.found;
  checkLoggerImport(options);
  const codemod = new Run(options, roots);
  files.forEach((file, index) => {
    codemod.plan(file);
    options.onProgress?.(index + 1, files.length);
  });
  if (!options.preview) await codemod.write();
  return codemod.result(files.length);
}

class Run {
  private readonly modules = new ModuleCache();
  private readonly planned: Planned[] = [];
  private readonly problems: Problem[] = [];
  private readonly targets = new Map<Package, Map<Language, PackageTarget>>();
  /** By package, language and module style. */
  private readonly endings = new Map<string, 'none' | '.js' | 'source'>();
  private readonly written = new Set<string>();

  constructor(
    private readonly options: RunOptions,
    private readonly roots: readonly string[],
  ) {}

  /** Reads, screens and plans one file. Whatever is wrong with it is noted, and the run goes on. */
  plan(path: string): void {
    try {
      const { text, hasBom, bytes } = readSource(path);
      if (!SCREEN.test(text)) return;
      const migration = this.migrate(path, text);
      const { migrated, left, output, importsTarget } = migration;
      if (migrated.length === 0 && left.length === 0) return;
      const changed = output !== undefined;
      this.planned.push({
        path,
        migrated,
        left,
        before: changed ? text : undefined,
        after: output,
        bytes,
        hasBom,
        importsTarget,
      });
    } catch (error) {
      this.problems.push({ path, reason: problemOf(error) });
    }
  }

  /** Writes the logger modules first, so that no file is ever left importing what is not there. */
  async write(): Promise<void> {
    for (const { path, text } of this.created()) await this.writeFile(path, text);
    const changed = this.planned.filter((file) => file.after !== undefined);
    // Each write waits for the disk to confirm it; a few at a time wait together.
    await untilInterrupted(inGroups(changed, WRITES_AT_ONCE), (files) =>
      Promise.all(files.map((file) => this.replace(file))),
    );
  }

  private async replace({ path, after, hasBom, bytes }: Planned): Promise<void> {
    if (isUnchanged(path, bytes)) await this.writeFile(path, (hasBom ? '\uFEFF' : '') + (after ?? ''));
    else this.problems.push({ path, reason: 'changed on disk during the run; left alone' });
  }

  result(scanned: number): RunResult {
    const isDone = (file: Planned) =>
      this.options.preview || file.after === undefined || this.written.has(file.path);
    const targets = [...this.targets].flatMap(([owner, byLanguage]) =>
      [...byLanguage].flatMap(([language, target]) =>
        this.isUsed(owner, language) ? [{ ...target, root: owner.root }] : [],
      ),
    );
    return {
      scanned,
      files: this.planned
        .filter(isDone)
        .map(({ path, migrated, left, before, after }) => ({ path, migrated, left, before, after })),
      created: this.created(),
      problems: this.problems,
      targets,
    };
  }

  private migrate(path: string, text: string): FileMigration {
    const owner = this.ownerOf(path);
    const verdict = roleOf(factsOf(path, text, owner, () => binReach(owner, path)));
    if (verdict.role === 'declaration')
      return { migrated: [], left: [], output: undefined, importsTarget: false };
    const isIncluded = verdict.role === 'server' || this.options.include.includes(verdict.role);
    const major = /\d+/.exec(owner.versions.get('@nestjs/common') ?? '')?.[0];
    const { loggerImport } = this.options;
    const library = this.options.logger;
    return migrateFile({
      source: this.modules.source(path, text),
      settings: {
        root: this.options.cwd,
        ...(library && loggerImport ? { logger: { library, import: loggerImport } } : {}),
      },
      setup: {
        major: major === undefined ? undefined : Number(major),
        overPino: owner.allDependencies.has('nestjs-pino'),
      },
      width: lineWidthOf(owner),
      excluded: isIncluded ? ownLoggerReason(path, text) : verdict.why,
      target: (used) =>
        loggerForFile(
          this.target(owner, languageOf(path)),
          owner,
          path,
          used,
          this.ending(owner, path, text),
          defaultStyle(owner, path),
          classNameOf(path, text),
        ),
    });
  }

  private ownerOf(path: string): Package {
    return packageOf(path, this.options.cwd);
  }

  private target(owner: Package, language: Language): PackageTarget {
    const known = this.targets.get(owner) ?? new Map<Language, PackageTarget>();
    this.targets.set(owner, known);
    const target =
      known.get(language) ?? targetOf(owner, language, { ...this.options, roots: this.roots }, this.modules);
    known.set(language, target);
    return target;
  }

  /** How relative imports end: as the file's own do, else as others of its kind do, else as Node needs. */
  private ending(owner: Package, path: string, text: string): 'none' | '.js' | 'source' {
    const language = languageOf(path);
    const style = /^\s*(?:import|export)\b/m.test(text) ? 'esm' : defaultStyle(owner, path);
    const kind = `${owner.root} ${language} ${style}`;
    const own = endingOf(text, path);
    if (own) this.endings.set(kind, own);
    const usual = own ?? this.endings.get(kind);
    if (usual) return usual;
    if (language === 'js') return style === 'esm' ? '.js' : 'none';
    return owner.type === 'module' && needsExtensions(owner.root) ? '.js' : 'none';
  }

  private created(): CreatedFile[] {
    return [...this.targets].flatMap(([owner, byLanguage]) =>
      [...byLanguage].flatMap(([language, { module }]) =>
        module.at === 'file' && module.create !== undefined && this.isUsed(owner, language)
          ? [{ path: module.path, text: module.create }]
          : [],
      ),
    );
  }

  private isUsed(owner: Package, language: Language): boolean {
    return this.planned.some(
      ({ path, importsTarget }) =>
        importsTarget && languageOf(path) === language && this.ownerOf(path) === owner,
    );
  }

  private async writeFile(path: string, text: string): Promise<void> {
    try {
      await writeFileAtomic(path, text);
      this.written.add(path);
    } catch (error) {
      this.problems.push({ path, reason: reasonOf(error) });
    }
  }
}

/** A module that is the project's own logger, home-made around the console: it is no use of a logger. */
function ownLoggerReason(path: string, text: string): string | undefined {
  const base = path.replace(/^.*[\\/]/, '').replace(/\.[cm]?[jt]sx?$/, '');
  const isNamedSo = /^(?:[\w.-]*[._-])?log(?:ger|ging)?$|Logger$|LogManager$/i.test(base);
  return isNamedSo && /\bconsole\b/.test(text) ? "it is the project's own logger" : undefined;
}

function* inGroups<T>(list: readonly T[], size: number): Iterable<readonly T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}

function checkLoggerImport({ loggerImport, cwd }: RunOptions): void {
  if (loggerImport?.from.startsWith('.') && !existing(resolve(cwd, loggerImport.from))) {
    throw new InputError(`--logger-import ${loggerImport.from}: no such module`);
  }
}

function problemOf(error: unknown): string {
  if (error instanceof ParseError) return `line ${error.line}: ${error.message}`;
  return error instanceof InputError ? error.message : reasonOf(error);
}

function isUnchanged(path: string, bytes: Buffer): boolean {
  try {
    return statSync(path).size === bytes.length && readFileSync(path).equals(bytes);
  } catch {
    return false;
  }
}

function endingOf(text: string, path: string): 'none' | '.js' | 'source' | undefined {
  const relatives = importsOf(text).filter(
    (specifier) => /^\.\.?\//.test(specifier) && !/\.(?:json|css|node)$/.test(specifier),
  );
  if (relatives.length === 0) return undefined;
  const first = relatives.find((specifier) => /\.[cm]?[jt]sx?$/.test(specifier));
  if (!first) return 'none';
  return /\.[cm]?tsx?$/.test(first) || !/\.[cm]?tsx?$/.test(path) ? 'source' : '.js';
}

function defaultStyle(owner: Package, path: string): ModuleStyle {
  const extension = extname(path);
  if (['.cjs', '.cts'].includes(extension)) return 'cjs';
  if (['.mjs', '.mts', '.ts', '.tsx'].includes(extension)) return 'esm';
  return owner.type === 'module' ? 'esm' : 'cjs';
}

/** What NestJS's logger of a file is named: its class, else the file. */
function classNameOf(path: string, text: string): string {
  const named = /\bexport\s+(?:default\s+)?(?:abstract\s+)?class\s+([A-Za-z_$][\w$]*)/.exec(text)?.[1];
  if (named) return named;
  const base = path.replace(/^.*[\\/]/, '').replace(/\.[cm]?[jt]sx?$/, '');
  return base === 'index' ? dirname(path).replace(/^.*[\\/]/, '') : base;
}
