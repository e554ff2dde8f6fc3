import { Session } from '../analysis/session.js';
import type { Settings } from '../model/settings.js';
import { groupedBy } from '../model/code/grouping.js';
import { type Edit, applyEdits, insertAt, mergeEdits } from '../model/text/edits.js';
import { DiskHost } from '../project/disk.js';
import { normalised } from '../project/path.js';
import { projectSettings } from '../project/settings.js';
import type { ParsedFile } from '../estree/source.js';
import { checkLoggerImport, chosenLogger, withLogger } from './chosen-logger.js';
import { EditedDisk } from './edited-disk.js';
import {
  InputError,
  type ReadFile,
  isInside,
  isReadOnly,
  readSource,
  reasonOf,
  shown,
  textOf,
} from './files.js';
import { untilInterrupted } from './interruption.js';
import type { FileMigration, ShownCall } from './migrate.js';
import { type ShownContract, shownContracts } from './shown-contract.js';
import { Planner } from './planner.js';
import type { LoggerOwner } from './package-loggers.js';
import { ParseError, parseBeside, syntaxError, syntaxErrorBeside } from './parser.js';
import { mayHoldLogCalls } from './prefilter.js';
import { exclusionOf } from './exclusion.js';
import { installCommandOf, runInstall } from './package-manager.js';
import type { Answer, ReviewedCall, Reviewer } from './review.js';
import { formatted } from './formatter.js';
import { type MessageFormat, messageFormats } from './fix-format.js';
import { checksRecords, spiesOnConsole } from './spies.js';
import { verify } from './verify.js';
import { Writer } from './writer.js';
import type { RunOptions } from './run-options.js';
import type { ChangedFile, CreatedFile, Problem, RunResult, UsedTarget } from './run-result.js';
import { type Language, languageOf } from './language.js';
import type { TargetOptions } from './logger-place.js';

export type { RunOptions } from './run-options.js';
export type { ChangedFile, RunResult } from './run-result.js';

/** Files that are parsed while another is planned: enough for a second processor. */
const PARSED_AHEAD = 3;
const WRITES_AT_ONCE = 8;
const VERIFY_ROUNDS = 4;

interface Planned extends Omit<ChangedFile, 'text'> {
  readonly bytes: Buffer;
  readonly hasBom: boolean;
  readonly importsTarget: boolean;
}

/** A file that may hold log calls. */
interface Candidate extends ReadFile {
  readonly path: string;
  /** Its tree, parsed beside; getting it throws what is wrong with the file. */
  readonly parsed: Promise<() => ParsedFile>;
}

/** A file that is planned, and what is wrong with its new text, which is being found out. */
interface Unsettled {
  readonly file: Candidate;
  readonly migration: FileMigration;
  readonly error: Promise<ParseError | undefined> | undefined;
}

/** Migrates every file that was found. Throws an InputError for a logger module that is not there. */
export async function run(options: RunOptions): Promise<RunResult> {
  const first = await withShownContracts(await planned(options, []), options);
  const codemod = options.fixFormat ? await withFixedFormats(first, options) : first;
  await codemod.formatCreated();
  if (options.verify) await codemod.verify();
  if (options.reviewer) await codemod.review(options.reviewer);
  if (!options.preview) await codemod.write();
  if (!options.preview && options.install) codemod.install();
  return codemod.result();
}

/** With what a project's own calls show of a logger, its other calls can be written. */
async function withShownContracts(first: Run, options: RunOptions): Promise<Run> {
  const contracts = first.shownContracts();
  if (contracts.length === 0) return first;
  const second = await planned(options, [], contracts);
  return second.recordsWritten > first.recordsWritten ? second : first;
}

/** With another format other calls can be written; where none can, none is changed. */
async function withFixedFormats(first: Run, options: RunOptions): Promise<Run> {
  const formats = first.fixableFormats();
  if (formats.length === 0) return first;
  const second = await planned(options, formats, first.contracts);
  return second.recordsWritten > first.recordsWritten ? second : first;
}

async function planned(
  options: RunOptions,
  formats: readonly MessageFormat[],
  contracts: readonly ShownContract[] = [],
): Promise<Run> {
  const codemod = new Run(options, options.found.roots, formats, contracts);
  await codemod.plan();
  return codemod;
}

class Run {
  private readonly session: Session;
  /** The files that are looked at. */
  private readonly files: readonly string[];
  /** Changes of formats, by the files that they are in. */
  private readonly fixed: ReadonlyMap<string, readonly Edit[]>;
  private readonly options: RunOptions & Pick<TargetOptions, 'isTold'>;
  private readonly warnings: readonly string[];
  private readonly settings: Settings;
  private readonly planned: Planned[] = [];
  private readonly problems: Problem[] = [];
  private readonly planner: Planner;
  private readonly written = new Set<string>();
  /** The files and folders that the user names: what is wrong with them is said. */
  private readonly given: ReadonlySet<string>;
  private unchecked: readonly string[] = [];
  private unsettled: Unsettled | undefined;
  private readonly spies: string[] = [];
  private readonly recordTests: string[] = [];
  private readonly shown: ShownCall[] = [];
  private readonly installed = new Set<string>();
  /** Texts of modules that are created, as the formatter of their repository writes them. */
  private readonly formatted = new Map<string, string>();

  constructor(
    options: RunOptions,
    private readonly roots: readonly string[],
    private readonly formats: readonly MessageFormat[],
    readonly contracts: readonly ShownContract[],
  ) {
    const byPath = groupedBy(formats, ({ path }) => path);
    this.fixed = new Map(
      [...byPath].map(([path, all]) => [path, mergeEdits(...all.map(({ edits = [] }) => edits)) ?? []]),
    );
    this.session = new Session(formats.length > 0 ? new EditedDisk(this.fixed) : new DiskHost());
    const { cwd, exclude = [], messageStyle } = options;
    const { settings, codemod, problems } = projectSettings(
      this.session.project,
      normalised(cwd),
      contracts.map(({ logger }) => logger),
    );
    this.given = new Set(roots);
    const isExcluded = exclusionOf(exclude, { cwd, settings: codemod });
    this.files = options.found.files.filter((file) => !isExcluded(file));
    const include = [...options.include, ...codemod.include];
    this.options = { ...options, include, ...chosenLogger(options, settings.logger) };
    this.settings = { ...withLogger(settings, this.options), ...(messageStyle ? { messageStyle } : {}) };
    this.warnings = problems;
    this.planner = new Planner({
      session: this.session,
      settings: this.settings,
      logger: this.options.logger,
      loggerImport: this.options.loggerImport,
      isTold: this.options.isTold,
      include,
      only: options.only,
      files: options.found.files.map(normalised),
      roots: roots.map(normalised),
      isWithin: (path) => isInside(path, roots),
      fixed: this.fixed,
    });
    checkLoggerImport(options, this.options, this.session);
  }

  /**
   * Reads, screens and plans the files, in their order. While one is planned, those that come next are parsed beside it, and so is what
   * the one before it becomes. Whatever is wrong with a file is noted, and the run goes on.
   */
  async plan(): Promise<void> {
    const { files } = this;
    const ahead: Candidate[] = [];
    for (const [index, path] of files.entries()) {
      const candidate = this.candidate(path);
      if (candidate) ahead.push(candidate);
      if (ahead.length > PARSED_AHEAD) await this.planNext(ahead);
      this.options.onProgress?.(index + 1, files.length);
    }
    while (ahead.length > 0) await this.planNext(ahead);
    await this.settled();
  }

  /** A file that may hold log calls, read, and its parsing begun. */
  private candidate(path: string): Candidate | undefined {
    try {
      const isFixed = this.fixed.has(normalised(path));
      // What is read of a file in a folder is kept for the questions about other files.
      const kept = this.given.has(path) ? undefined : this.session.project.read(normalised(path));
      if (!isFixed && kept !== undefined && plainlyHoldsNone(kept)) {
        this.noteTest(path, kept);
        return undefined;
      }
      const read = readSource(path);
      this.noteTest(path, read.text);
      if (!isFixed && !mayHoldLogCalls(read.text)) return undefined;
      return { ...read, path, parsed: parseBeside(read.text, normalised(path)) };
    } catch (error) {
      this.problems.push({ path, reason: problemOf(error) });
      return undefined;
    }
  }

  private async planNext(ahead: Candidate[]): Promise<void> {
    const file = ahead.shift();
    if (!file) return;
    const { path, text } = file;
    const parsed = await file.parsed;
    try {
      const migration = this.planner.migrate(normalised(path), text, parsed);
      const { edits } = migration;
      const error =
        edits.length > 0 ? syntaxErrorBeside(applyEdits(text, edits), normalised(path)) : undefined;
      await this.settled();
      this.unsettled = { file, migration, error };
    } catch (error) {
      await this.settled();
      this.problems.push({ path, reason: problemOf(error) });
    }
  }

  /** Keeps what the last file becomes once it is known to parse; else plans it anew without what breaks it. */
  private async settled(): Promise<void> {
    if (!this.unsettled) return;
    const { file, migration, error } = this.unsettled;
    this.unsettled = undefined;
    try {
      const broken = await error;
      this.keep(
        file,
        broken ? this.planner.mended(normalised(file.path), file.text, migration, broken) : migration,
      );
    } catch (problem) {
      this.problems.push({ path: file.path, reason: problemOf(problem) });
    }
  }

  private keep({ path, text, bytes, hasBom }: Candidate, migration: FileMigration): void {
    const { migrated, left, edits } = migration;
    const isQuiet = migrated.length === 0 && left.length === 0 && edits.length === 0;
    this.shown.push(...(migration.shown ?? []));
    if (isQuiet) return;
    const before = edits.length > 0 ? text : undefined;
    if (before !== undefined && isReadOnly(path)) throw new InputError('read-only; left alone');
    this.planned.push({ path, ...migration, before, bytes, hasBom });
  }

  /** Notes a test that looks at what is printed, or at what a logger is called with: the migration may fail it. */
  private noteTest(path: string, text: string): void {
    if (spiesOnConsole(text)) this.spies.push(path);
    if (checksRecords(text)) this.recordTests.push(path);
  }

  /**
   * Type-checks the changes, and plans a file anew without the calls that would add an error. An error may hide another one:
   * what still has some after a few rounds is left as it is.
   */
  async verify(): Promise<void> {
    for (let round = 1; round <= VERIFY_ROUNDS; round++) {
      const changed = this.planned.filter((file) => file.before !== undefined);
      const created = this.created().map(({ path, text }) => ({
        path,
        before: undefined,
        edits: [insertAt(0, text)],
      }));
      const files = [...created, ...changed].map((file) => ({ ...file, path: normalised(file.path) }));
      const { added, unchecked } = await verify(files, this.session.project);
      this.unchecked = unchecked;
      if (added.length === 0) return;
      for (const { path, edit, message } of added) {
        this.planner.refuse(path, round < VERIFY_ROUNDS ? edit : undefined, {
          code: 'type-error',
          evidence: message,
        });
      }
      const failing = new Set(added.map(({ path }) => path));
      for (const [index, file] of this.planned.entries()) {
        const path = normalised(file.path);
        if (!failing.has(path) || file.before === undefined) continue;
        const { before } = file;
        const migration = this.planner.parsingMigration(path, before);
        this.planned[index] = {
          ...file,
          ...migration,
          before: migration.edits.length > 0 ? before : undefined,
        };
      }
    }
  }

  /** Asks about each call that would be migrated, and plans anew the files in which one is skipped or written otherwise. */
  async review(reviewer: Reviewer): Promise<void> {
    const total = this.planned.reduce((sum, file) => sum + editsOfCalls(file).length, 0);
    let number = 0;
    let others: 'all' | 'stop' | undefined;
    for (const [index, file] of this.planned.entries()) {
      const { before, path } = file;
      if (before === undefined) continue;
      const decided = this.planner.decisions(normalised(path));
      let isAccepted = others === 'all';
      for (const { call, edit } of editsOfCalls(file)) {
        number += 1;
        if (isAccepted) continue;
        const asked = { path: shown(path, this.options.cwd), call, edit, text: before, number, total };
        const answer = others ? ({ is: 'stop' } as const) : await this.answerTo(asked, reviewer);
        if (answer.is === 'edit') decided.edited.set(call.at, answer.text);
        else if (answer.is === 'skip' || answer.is === 'stop')
          decided.refused.set(call.at, { code: 'declined' });
        isAccepted = answer.is === 'file' || answer.is === 'all';
        if (answer.is === 'all' || answer.is === 'stop') others = answer.is;
      }
      if (decided.edited.size === 0 && decided.refused.size === 0) continue;
      const migration = this.planner.parsingMigration(normalised(path), before);
      this.planned[index] = {
        ...file,
        ...migration,
        before: migration.edits.length > 0 ? before : undefined,
      };
    }
  }

  /** Asks again where the text that somebody wrote does not parse. */
  private async answerTo(asked: ReviewedCall, reviewer: Reviewer): Promise<Answer> {
    for (let call = asked; ;) {
      const answer = await reviewer(call);
      const edit = answer.is === 'edit' ? { ...asked.edit, text: answer.text } : undefined;
      const broken = edit && syntaxError(applyEdits(asked.text, [edit]), asked.path);
      if (!edit || !broken) return answer;
      call = { ...asked, edit, wrong: `it does not parse: ${broken.message}` };
    }
  }

  /** Writes the logger modules first, so that no file is ever left importing what is not there. */
  async write(): Promise<void> {
    const writer = new Writer(this.roots);
    await untilInterrupted(async (isInterrupted) => {
      try {
        for (const { path, text } of this.created())
          await this.attempt(path, () => writer.create(path, text));
        const missing = new Set(this.created().flatMap(({ path }) => (this.written.has(path) ? [] : [path])));
        const changed = this.planned.filter((file) => file.before !== undefined);
        const isWhole = ({ path, importsTarget }: Planned) =>
          !importsTarget || !missing.has(this.planner.loggers.moduleOf(normalised(path)));
        for (const { path } of changed.filter((file) => !isWhole(file)))
          this.problems.push({ path, reason: 'its logger module could not be created; left alone' });
        // Each write waits for the disk to confirm it; a few at a time wait together.
        for (const files of inGroups(changed.filter(isWhole), WRITES_AT_ONCE)) {
          if (isInterrupted()) break;
          await Promise.all(files.map((file) => this.replace(file, writer)));
        }
      } finally {
        await writer.close();
      }
    });
  }

  private async replace({ path, before = '', edits, hasBom, bytes }: Planned, writer: Writer): Promise<void> {
    const after = (hasBom ? '\uFEFF' : '') + applyEdits(before, edits);
    await this.attempt(path, () => writer.replace(path, bytes, after));
  }

  private async attempt(path: string, write: () => Promise<void>): Promise<void> {
    try {
      await write();
      this.written.add(path);
    } catch (error) {
      this.problems.push({ path, reason: problemOf(error) });
    }
  }

  result(): RunResult {
    const isDone = (file: Planned) =>
      this.options.preview || file.before === undefined || this.written.has(file.path);
    return {
      scanned: this.files.length,
      files: this.planned.filter(isDone).map((file) => {
        const { path, migrated, left, before, edits, bytes, excludedAs } = file;
        const kind = excludedAs ? { excludedAs } : {};
        return { path, migrated, left, before, edits, ...kind, text: () => before ?? textOf(bytes) };
      }),
      created: this.created().filter(({ path }) => this.options.preview || this.written.has(path)),
      problems: this.problems,
      warnings: this.warnings,
      unchecked: this.unchecked,
      targets: this.usedTargets(),
      spies: this.spies,
      recordTests: this.recordTests,
      contracts: this.contracts,
      formats: this.messageFormats(),
      fixedFormats: this.formats.filter(({ path }) => this.fixed.get(path)?.length !== 0),
    };
  }

  /** The loggers that something is written with, and how to install what they need. */
  private usedTargets(): readonly UsedTarget[] {
    return this.planner.loggers.all().flatMap(({ owner, languages, target }) => {
      if (!languages.some((language) => this.isUsed(owner, language))) return [];
      const { root } = owner.package;
      const isInstalled = this.installed.has(`${root} ${target.install ?? ''}`);
      const installCommand =
        target.install === undefined
          ? undefined
          : installCommandOf(root, target.install, this.session.project);
      return [
        {
          ...target,
          root,
          ...(installCommand ? { installCommand: installCommand.join(' '), isInstalled } : {}),
        },
      ];
    });
  }

  /** The formats that print the message alone, of packages whose calls are left for that. */
  private messageFormats(): readonly MessageFormat[] {
    const losing = this.planned.filter(({ left }) =>
      left.some(({ reason: { code } }) => code === 'fields-not-written' || code === 'format-unseen'),
    );
    const owners = new Set(losing.map(({ path }) => this.planner.loggers.packageOf(normalised(path))));
    return [...owners].flatMap(messageFormats);
  }

  /** Those of them, and of the project's own loggers that calls are left for, which can be changed: in files that are looked at. */
  fixableFormats(): readonly MessageFormat[] {
    const looked = new Set(this.files.map(normalised));
    const ofLoggers = this.planned.flatMap(({ left, migrated }) =>
      [...left, ...migrated].flatMap(({ format }) => format ?? []),
    );
    return [...this.messageFormats(), ...new Set(ofLoggers)].filter(
      ({ path, edits }) => edits !== undefined && looked.has(path),
    );
  }

  /** What calls that are structured already show of the loggers that others are left for. */
  shownContracts(): readonly ShownContract[] {
    return shownContracts(
      this.shown,
      this.planned.flatMap(({ left }) => left.flatMap(({ logger }) => logger ?? [])),
    );
  }

  /** How many calls are migrated, but for those that keep values in their text. */
  get recordsWritten(): number {
    return this.planned.reduce(
      (sum, { migrated }) => sum + migrated.filter(({ format }) => format === undefined).length,
      0,
    );
  }

  /** Installs the packages of loggers that are no dependencies yet. Throws an InputError with the command that failed. */
  install(): void {
    for (const { root, install } of this.usedTargets()) {
      if (install === undefined || this.installed.has(`${root} ${install}`)) continue;
      runInstall(root, installCommandOf(root, install, this.session.project));
      this.installed.add(`${root} ${install}`);
    }
  }

  private created(): CreatedFile[] {
    return this.planner.loggers
      .all()
      .flatMap(({ owner, languages, target: { module } }) =>
        module.at === 'file' &&
        module.create !== undefined &&
        languages.some((language) => this.isUsed(owner, language))
          ? [{ path: module.path, text: this.formatted.get(module.path) ?? module.create }]
          : [],
      );
  }

  /** Has the modules that would be created written as the repository's formatter does. */
  async formatCreated(): Promise<void> {
    for (const { path, text } of this.created())
      this.formatted.set(path, await formatted(path, text, this.planner.loggers.packageOf(path)));
  }

  private isUsed(owner: LoggerOwner, language: Language): boolean {
    return this.planned.some(
      ({ path, importsTarget }) =>
        importsTarget &&
        languageOf(path) === language &&
        this.planner.loggers.ownerOf(normalised(path)) === owner,
    );
  }
}

/** The calls of a file that would be migrated, with the change of each; two that become one record are one. */
function editsOfCalls({ migrated, edits }: Planned) {
  const byStart = new Map(edits.map((edit) => [edit.range[0], edit]));
  const seen = new Set<number>();
  return migrated.flatMap((call) => {
    const edit = byStart.get(call.at);
    if (!edit || seen.has(call.at)) return [];
    seen.add(call.at);
    return [{ call, edit }];
  });
}

function* inGroups<T>(list: readonly T[], size: number): Iterable<readonly T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}

function problemOf(error: unknown): string {
  if (error instanceof ParseError) return `line ${error.line}: ${error.message}`;
  return error instanceof InputError ? error.message : reasonOf(error);
}

/** Whether a text reads well and holds no log call. */
function plainlyHoldsNone(text: string): boolean {
  return !text.includes('\uFFFD') && !mayHoldLogCalls(text);
}
