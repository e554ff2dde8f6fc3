import type { TSESTree } from '@typescript-eslint/types';
import { GLOBAL_VALUES, isConsole } from '../catalog/index.js';
import type { Pass } from '../analysis/pass.js';
import { brief } from '../model/code/expression.js';
import { byHand } from '../model/logs/call.js';
import type { Logger } from '../model/logs/logger.js';
import { loggerInScope, ownLogger } from '../model/logs/rewrite.js';
import { type Edit, type Range, orderedEdits } from '../model/text/edits.js';
import type { MigrationReason } from '../model/text/reasons/migration.js';
import type { RewritingReason } from '../model/text/reasons/rewriting.js';
import type { RoleReason } from '../model/text/reasons/role.js';
import type { ConsoleReason } from '../model/text/reasons/console.js';
import type { FileRole } from '../model/code/role.js';
import type { Included } from '../model/settings/codemod.js';
import { LineMap, eolOf } from '../model/text/lines.js';
import { LogSite } from '../recognize/logs/log-site.js';
import { errorHandler, handedMethod } from '../recognize/logs/error-handler.js';
import { orphanedImports } from '../recognize/logs/logger-import.js';
import { recognised } from '../analysis/walk.js';
import { type Origin, originOf } from './doctor/origin.js';
import { type Shape, shapeOf } from './doctor/shape.js';
import { FieldNames } from './field-names.js';
import { receiverFormatOf, textFormatOf } from './fields-argument.js';
import type { MessageFormat } from './fix-format.js';
import { unusedExcuses } from './unused-excuses.js';
import { type IgnoredCalls, ignoredCalls } from './ignore-comments.js';
import { type NeededImport, mergeImports, planImport, removeImports } from '../estree/imports.js';

type Node = TSESTree.Node;

/** A call that was found, and where: line and column count from 1. */
export interface FoundCall {
  readonly line: number;
  readonly column: number;
  /** Where it ends: the column is that after its last character. */
  readonly end: { readonly line: number; readonly column: number };
  /** The call's source on one line, shortened. */
  readonly call: string;
  /** Where all of its source is in the text of the file: a piece of that would keep the whole in memory. */
  readonly range: Range;
}

/** What a call is migrated for: that it is the console's, that its message has values in it, that it loses an error or an argument. */
export const CALL_KINDS = ['console', 'interpolated', 'errors'] as const;
export type CallKind = (typeof CALL_KINDS)[number];

export interface MigratedCall extends FoundCall {
  /** What takes its place, on one line. */
  readonly written: string;
  /** Where its change starts in the text of the file: not where the call does, where two became one record. */
  readonly at: number;
  /** What its logger prints text alone with, where the call keeps values in its text for that. */
  readonly format?: MessageFormat;
}

/** Why a call is left alone: for what it is, for the file that it stands in, or because there is no logger for it. */
export type LeftReason = RewritingReason | RoleReason | ConsoleReason | MigrationReason;

export interface LeftCall extends FoundCall {
  readonly reason: LeftReason;
  /** Where its logger comes from, as the settings would name it, and how it is called, where that is what is missing. */
  readonly logger?: ShownCall;
  /** What its logger prints its text alone with, where that is one of the project's own. */
  readonly format?: MessageFormat;
}

export interface FileMigration {
  readonly migrated: readonly MigratedCall[];
  readonly left: readonly LeftCall[];
  /** What changes, in the order of the text; nothing where nothing does. */
  readonly edits: readonly Edit[];
  /** Whether the new text imports the target logger. */
  readonly importsTarget: boolean;
  /** Calls of loggers whose contract is unknown that are structured as they are: they show it. */
  readonly shown?: readonly ShownCall[];
  /** The kind of file that it is, where it is left alone for that and can be taken in. */
  readonly excludedAs?: FileRole;
}

/** Where a call's logger comes from, and what the call gives it. */
export interface ShownCall {
  readonly origin: Origin;
  readonly shape: Shape;
}

/** What calls without a logger of their own are written with. */
export type TargetLogger =
  | {
      readonly logger: Logger;
      /** Absent where the file imports it already. */ readonly needs: NeededImport | undefined;
    }
  /** There is none for this file, and why; what keeps a logger that is there from being one. */
  | {
      readonly unavailable: RewritingReason | MigrationReason;
      readonly format?: MessageFormat | undefined;
    };

export interface MigrationInput {
  /** A pass over the file that nobody has run yet. */
  readonly pass: Pass;
  /** Why the file as a whole is left alone; undefined when it is migrated. */
  readonly excluded: RoleReason | ConsoleReason | undefined;
  /** Kinds of file whose console output is migrated as a server's is, and calls that a comment excuses. */
  readonly included: readonly Included[];
  /** What calls are migrated for; all of it where it is absent. */
  readonly only?: readonly CallKind[];
  /** What was decided of single calls. */
  readonly decided?: Decisions;
  /** Called when the first call needs it. */
  readonly target: () => TargetLogger;
}

/** What was decided of calls, by the offset that each change starts at. */
export interface Decisions {
  /** Why calls are left alone: their new text has turned out wrong, or somebody has seen it and said no. */
  readonly refused: Map<number, LeftReason>;
  /** The same of every call of the file. */
  refusedEverywhere?: LeftReason;
  /** Texts that somebody wrote in the place of those that were planned. */
  readonly edited: Map<number, string>;
}

/** A call that is migrated, and how. */
interface Rewritten {
  readonly node: Node;
  readonly edit: Edit;
  /** Another call's record has it. */
  readonly isInOther?: boolean;
  readonly format?: MessageFormat | undefined;
}

/** Migrates the print-style logging of one file: every call that can be proven, in one set of edits. */
export function migrateFile(input: MigrationInput): FileMigration {
  return new Migration(input).run();
}

class Migration {
  private readonly rewritten: Rewritten[] = [];
  private readonly left: LeftCall[] = [];
  private readonly sites: LogSite[] = [];
  private readonly shown: ShownCall[] = [];
  /** Lines of calls of the console that are left. */
  private readonly linesLeft = new Set<number>();
  /** Calls before the process ends, which are left alone where there is no logger yet. */
  private readonly stopping: { readonly site: LogSite; readonly reason: LeftReason }[] = [];
  /** Calls that a method of the console is handed to. */
  private readonly handed: LogSite[] = [];
  /** Methods of the console that are handed on, and that something was decided of. */
  private readonly settled = new Set<Node>();
  /** Calls that are part of another's record. */
  private readonly inOther = new Set<Node>();
  private readonly lines: LineMap;
  private target: TargetLogger | undefined;
  private needed: NeededImport | undefined;
  private comments: IgnoredCalls | undefined;
  private readonly names: FieldNames;

  constructor(private readonly input: MigrationInput) {
    this.lines = new LineMap(input.pass.file.text);
    this.names = new FieldNames(input.pass.file);
  }

  run(): FileMigration {
    const { pass } = this.input;
    pass.subscribe({}, () => ({
      logCall: (site) => this.sites.push(site),
      consoleReference: (site) => {
        if (site.node.callee.type === 'Identifier') this.leave(site.node, { code: 'passed-as-function' });
        else this.handed.push(site);
      },
    }));
    for (const node of recognised(pass.file.source.program)) pass.visit(node);
    const atFirst = { left: [...this.left], lines: [...this.linesLeft] };
    this.visitAll();
    // One value has one name: a better one may stand further down.
    if (this.names.settle()) {
      this.startAgain(atFirst);
      this.visitAll();
    }
    const edits = this.allEdits();
    if (!edits) for (const { node } of this.rewritten.splice(0)) this.leave(node, { code: 'edits-overlap' });
    this.left.sort((a, b) => a.line - b.line || a.column - b.column);
    this.rewritten.sort((a, b) => a.node.range[0] - b.node.range[0]);
    return {
      migrated: this.rewritten.map(({ node, edit, format }) => ({
        ...this.found(node),
        written: edit.text.replace(/\s+/g, ' '),
        at: edit.range[0],
        ...(format && { format }),
      })),
      left: this.left,
      edits: edits ?? [],
      importsTarget: edits !== undefined && this.needed !== undefined,
      ...(this.shown.length > 0 && { shown: this.shown }),
    };
  }

  private visitAll(): void {
    for (const site of this.sites) this.visit(site);
    this.visitStopping();
    for (const site of this.handed) this.visitHanded(site);
    for (const node of this.consoleReferences())
      if (!this.settled.has(node)) this.leave(node, { code: 'passed-as-function' });
  }

  private startAgain({
    left,
    lines,
  }: {
    readonly left: readonly LeftCall[];
    readonly lines: readonly number[];
  }): void {
    this.left.splice(0, Infinity, ...left);
    this.rewritten.length = 0;
    this.stopping.length = 0;
    this.shown.length = 0;
    for (const each of [this.linesLeft, this.settled, this.inOther]) each.clear();
    for (const line of lines) this.linesLeft.add(line);
    this.needed = undefined;
  }

  /** The edits of all calls and what they need imported, in the order of the text; undefined where two overlap. */
  private allEdits(): readonly Edit[] | undefined {
    const { file } = this.input.pass;
    const calls = this.rewritten
      .flatMap(({ edit, isInOther }) => (isInOther ? [] : [edit]))
      .sort((a, b) => a.range[0] - b.range[0]);
    const unneeded = removeImports(file.syntax, orphanedImports(file, calls)).edits;
    const needed = this.needed ? planImport(file.syntax, this.needed) : [];
    const unused = unusedExcuses(file, {
      migrated: new Set(this.rewritten.map(({ node }) => file.syntax.lineOf(node.range[0]))),
      left: this.linesLeft,
    });
    return orderedEdits([...calls, ...mergeImports(needed, [...unneeded, ...unused], eolOf(file.text))]);
  }

  private visit(site: LogSite): void {
    if (this.inOther.has(site.node)) return;
    const { call } = site;
    const { settings } = site.file;
    const prints = isConsole(call.library);
    if (prints && isConsole(settings.logger?.library)) return;
    // What a library loses is not claimed of a logger that only its name says to be one.
    const judged =
      call.provenance === 'name'
        ? new LogSite({ ...call, library: undefined, dialect: undefined }, site.node, site.file)
        : site;
    if (!prints && !judged.isPrintStyle) {
      if (!call.dialect) this.shown.push(this.shownBy(call));
      return;
    }
    const { excluded, included, only } = this.input;
    if (only && !only.includes(prints ? 'console' : judged.isInterpolated ? 'interpolated' : 'errors'))
      return;
    const alone = excluded ?? this.ignored(site) ?? (prints ? site.leftAlone(included) : undefined);
    if ((alone?.code === 'stops-process' || alone?.code === 'before-checks') && !excluded) {
      this.stopping.push({ site, reason: alone });
      return;
    }
    const reason = alone ?? this.migrate(site);
    if (reason !== undefined) this.leave(site.node, reason, site);
  }

  /** Why a comment leaves a call alone; undefined where none does. */
  private ignored({ node }: LogSite): LeftReason | undefined {
    this.comments ??= ignoredCalls(this.input.pass.file);
    const reason = this.comments.reasonAt(this.lines.position(node.range[0]).line);
    return reason === undefined ? undefined : { code: 'ignored-by-comment', evidence: reason };
  }

  /** A file that gets a logger has it for these as well: the next run would see it there. */
  private visitStopping(): void {
    for (const { site, reason: before } of this.stopping) {
      if (this.inOther.has(site.node)) continue;
      const alone = this.needed ? site.leftAloneWithLogger() : before;
      const reason = alone ?? this.migrate(site);
      if (reason !== undefined) this.leave(site.node, reason, site);
    }
  }

  /** A method of the console that gets an error becomes a function that logs it. */
  private visitHanded(site: LogSite): void {
    const { excluded, included, only, decided } = this.input;
    const method = handedMethod(site)?.node;
    if (!method || excluded || (only && !only.includes('console'))) return;
    const alone = this.ignored(site) ?? site.leftAlone(included);
    const wrong = decided?.refusedEverywhere ?? decided?.refused.get(method.range[0]);
    const reason = alone ?? wrong ?? this.migrateHanded(site, method);
    if (reason === undefined) return;
    this.settled.add(method);
    if (reason !== 'migrated') this.leave(method, reason);
  }

  private migrateHanded(site: LogSite, method: Node): LeftReason | 'migrated' | undefined {
    const choice = this.loggerFor(site);
    if ('unavailable' in choice) return choice.unavailable;
    const written = errorHandler(site, 'logger' in choice ? choice.logger : choice);
    if (!written) return undefined;
    if ('refused' in written) return written.refused;
    if ('needs' in choice) this.needed = choice.needs;
    const text = this.input.decided?.edited.get(written.range[0]) ?? written.text;
    this.rewritten.push({ node: method, edit: { ...written, text } });
    return 'migrated';
  }

  /** Edits the call, or says why not. */
  private migrate(site: LogSite): LeftReason | undefined {
    const { call, node } = site;
    const special = byHand(call);
    if (special) return special;
    const { decided } = this.input;
    const wrong = decided?.refusedEverywhere ?? decided?.refused.get(node.range[0]);
    if (wrong !== undefined) return wrong;
    const choice = isConsole(call.library) ? this.loggerFor(site) : ownLogger(call);
    if (!choice) return { code: call.own ? 'own-fields-unseen' : 'unknown-library' };
    if ('unavailable' in choice) return choice.unavailable;
    const logger = 'logger' in choice ? choice.logger : choice;
    const record = site.recordWith(logger, false, this.names, true);
    if ('refused' in record) return record.refused;
    if ('needs' in choice) this.needed = choice.needs;
    const { other, ...planned } = record;
    const edit = { ...planned, text: decided?.edited.get(planned.range[0]) ?? planned.text };
    const isValued = site.isInterpolated || call.call.arguments.length > 1;
    this.rewritten.push({ node, edit, format: isValued ? this.textFormat(logger) : undefined });
    if (other) {
      this.inOther.add(other);
      this.rewritten.push({ node: other, edit, isInOther: true });
    }
    return undefined;
  }

  private loggerFor({ call, file }: LogSite): Logger | TargetLogger {
    const inScope = loggerInScope(call, file.source, file.settings, (what) => file.projectSurelySays(what));
    return inScope ?? (this.target ??= this.input.target());
  }

  /** `console.log` handed on as a function. */
  private consoleReferences(): Node[] {
    const { syntax, text } = this.input.pass.file;
    if (!mayHandConsoleOn(text)) return [];
    const globals = syntax.scopeManager?.globalScope?.through ?? [];
    return globals.flatMap(({ identifier }) => {
      const methods = CONSOLES.get(identifier.name)?.methods;
      const member = methods && identifier.parent;
      if (member?.type !== 'MemberExpression' || member.object !== identifier || member.computed) return [];
      if (member.property.type !== 'Identifier' || !methods?.has(member.property.name)) return [];
      const { parent } = member;
      const isCalled = parent.type === 'CallExpression' && parent.callee === member;
      const isReplaced = parent.type === 'AssignmentExpression' && parent.left === member;
      return isCalled || isReplaced ? [] : [member];
    });
  }

  private shownBy({ receiver, call }: LogSite['call']): ShownCall {
    const { file } = this.input.pass;
    return { origin: originOf(receiver, file, file.settings.root), shape: shapeOf(call.arguments) };
  }

  private leave(node: Node, reason: LeftReason, site?: LogSite): void {
    const { excluded, pass } = this.input;
    const { code } = excluded ?? reason;
    // The last step of a report says which setting would help.
    const logger =
      site && (code === 'unknown-library' || code === 'own-fields-unseen')
        ? { logger: this.shownBy(site.call) }
        : {};
    const format = site && this.formatFor(site, code);
    if (!site || isConsole(site.call.library)) this.linesLeft.add(pass.file.syntax.lineOf(node.range[0]));
    this.left.push({
      ...this.found(node),
      reason: excluded ?? reason,
      ...logger,
      ...(format && { format }),
    });
  }

  /** What a logger of the project's own prints its text alone with, where it is given nothing else. */
  private textFormat({ texts }: Logger): MessageFormat | undefined {
    return texts && textFormatOf(texts.own, this.input.pass.file.settings);
  }

  /** What a call is left for, where that is a logger of the project's own that prints its text alone. */
  private formatFor(site: LogSite, code: LeftReason['code']): MessageFormat | undefined {
    const { call, file } = site;
    if (code === 'own-fields-unseen') return receiverFormatOf(call.receiver, file);
    if (code === 'not-text') {
      const choice = this.loggerFor(site);
      return 'unavailable' in choice
        ? undefined
        : this.textFormat('logger' in choice ? choice.logger : choice);
    }
    const { target } = this;
    return code === 'home-made-logger' && target && 'unavailable' in target ? target.format : undefined;
  }

  private found(node: Node): FoundCall {
    const { source } = this.input.pass.file;
    return {
      ...this.lines.position(node.range[0]),
      end: this.lines.position(node.range[1]),
      call: brief(source.expression(node)),
      range: node.range,
    };
  }
}

/** The globals that are the console: their methods that log, and how a text has the name without a call of a method behind it. */
const CONSOLES: ReadonlyMap<string, { readonly methods: ReadonlySet<string>; readonly uncalled: RegExp }> =
  new Map(
    [...GLOBAL_VALUES].flatMap(([name, { library, kind }]) => {
      const dialect = library.isConsole ? library.kinds[kind]?.logger : undefined;
      const uncalled = new RegExp(`\\b${name}\\b(?!\\s{0,9}\\??\\.\\s{0,9}\\w+\\s{0,9}\\()`);
      return dialect ? [[name, { methods: new Set(Object.keys(dialect.methods)), uncalled }] as const] : [];
    }),
  );

/** Whether a text may hand a method of the console on: else its scopes need not be found. */
function mayHandConsoleOn(text: string): boolean {
  return [...CONSOLES].some(([name, { uncalled }]) => text.includes(name) && uncalled.test(text));
}
