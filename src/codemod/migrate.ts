import type { TSESTree } from '@typescript-eslint/types';
import { GLOBAL_VALUES, isConsole } from '../catalog/index.js';
import type { Pass } from '../analysis/pass.js';
import { brief } from '../model/code/expression.js';
import { byHand } from '../model/logs/call.js';
import { type Logger, isPrintStyle, loggerInScope, ownLogger } from '../model/logs/rewrite.js';
import { type Edit, replace } from '../model/text/edits.js';
import type { MigrationReason } from '../model/text/reasons/migration.js';
import type { RewritingReason } from '../model/text/reasons/rewriting.js';
import type { RoleReason } from '../model/text/reasons/role.js';
import type { ConsoleReason } from '../model/text/reasons/console.js';
import type { FileRole } from '../model/code/role.js';
import { LineMap, eolOf } from '../model/text/lines.js';
import type { LogSite } from '../recognize/logs/log-site.js';
import { orphanedImports } from '../recognize/logs/logger-import.js';
import { recognised } from '../analysis/walk.js';
import { type NeededImport, mergeImports, planImport, removeImports } from '../estree/imports.js';

type Node = TSESTree.Node;

/** A call that was found, and where: line and column count from 1. */
export interface FoundCall {
  readonly line: number;
  readonly column: number;
  /** The call's source on one line, shortened. */
  readonly call: string;
}

export interface MigratedCall extends FoundCall {
  readonly written: string;
}

/** Why a call is left alone: for what it is, for the file that it stands in, or because there is no logger for it. */
export type LeftReason = RewritingReason | RoleReason | ConsoleReason | MigrationReason;

export interface LeftCall extends FoundCall {
  readonly reason: LeftReason;
}

export interface FileMigration {
  readonly migrated: readonly MigratedCall[];
  readonly left: readonly LeftCall[];
  /** What changes, in the order of the text; nothing where nothing does. */
  readonly edits: readonly Edit[];
  /** Whether the new text imports the target logger. */
  readonly importsTarget: boolean;
}

/** What calls without a logger of their own are written with. */
export type TargetLogger =
  | {
      readonly logger: Logger;
      /** Absent where the file imports it already. */ readonly needs: NeededImport | undefined;
    }
  /** There is none for this file, and why. */
  | { readonly unavailable: RewritingReason | MigrationReason };

export interface MigrationInput {
  /** A pass over the file that nobody has run yet. */
  readonly pass: Pass;
  /** Why the file as a whole is left alone; undefined when it is migrated. */
  readonly excluded: RoleReason | ConsoleReason | undefined;
  /** Kinds of file whose console output is migrated as a server's is. */
  readonly included: readonly FileRole[];
  /** The type error that migrating a call adds, by where the call starts: such calls are left alone. */
  readonly typeErrors?: TypeErrors;
  /** Called when the first call needs it. */
  readonly target: () => TargetLogger;
}

/** Type errors by the offset of the call whose new text has them; `everywhere` concerns every call of the file. */
export interface TypeErrors {
  readonly at: Map<number, string>;
  everywhere?: string;
}

/** Migrates the print-style logging of one file: every call that can be proven, in one set of edits. */
export function migrateFile(input: MigrationInput): FileMigration {
  return new Migration(input).run();
}

class Migration {
  private readonly migrated: MigratedCall[] = [];
  private readonly left: LeftCall[] = [];
  private readonly edits: Edit[] = [];
  private readonly sites: LogSite[] = [];
  private readonly lines: LineMap;
  private target: TargetLogger | undefined;
  private needed: NeededImport | undefined;

  constructor(private readonly input: MigrationInput) {
    this.lines = new LineMap(input.pass.file.text);
  }

  run(): FileMigration {
    const { pass } = this.input;
    pass.subscribe({}, () => ({ logCall: (site) => this.sites.push(site) }));
    for (const node of recognised(pass.file.source.program)) pass.visit(node);
    for (const site of this.sites) this.visit(site);
    for (const node of this.consoleReferences()) this.leave(node, { code: 'passed-as-function' });
    this.left.sort((a, b) => a.line - b.line || a.column - b.column);
    const { syntax } = pass.file;
    const unneeded = removeImports(syntax, orphanedImports(pass.file, this.edits)).edits;
    const needed = this.needed ? planImport(syntax, this.needed) : [];
    this.edits.push(...mergeImports(needed, unneeded, eolOf(syntax.text)));
    this.edits.sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
    const { migrated, left, edits } = this;
    return { migrated, left, edits, importsTarget: this.needed !== undefined };
  }

  private visit(site: LogSite): void {
    const { call } = site;
    const { settings, source } = site.file;
    const prints = isConsole(call.library);
    if (prints && isConsole(settings.logger?.library)) return;
    // What a library loses is not claimed of a logger that only its name says to be one.
    const judged = call.provenance === 'name' ? { ...call, library: undefined, dialect: undefined } : call;
    if (!prints && !isPrintStyle(judged, source, site.installed)) return;
    const { excluded, included } = this.input;
    const reason = excluded ?? (prints ? site.leftAlone(included) : undefined) ?? this.migrate(site);
    if (reason !== undefined) this.leave(site.node, reason);
  }

  /** Edits the call, or says why not. */
  private migrate(site: LogSite): LeftReason | undefined {
    const { call, node } = site;
    const special = byHand(call);
    if (special) return special;
    const { typeErrors } = this.input;
    const typeError = typeErrors?.everywhere ?? typeErrors?.at.get(node.range[0]);
    if (typeError !== undefined) return { code: 'type-error', evidence: typeError };
    const choice = isConsole(call.library) ? this.loggerFor(site) : ownLogger(call);
    if (!choice) return { code: 'unknown-library' };
    if ('unavailable' in choice) return choice.unavailable;
    const text = site.textWith('logger' in choice ? choice.logger : choice);
    if (typeof text !== 'string') return text.refused;
    if ('needs' in choice) this.needed = choice.needs;
    this.edits.push(replace(node, text));
    this.migrated.push({ ...this.found(node), written: text.replace(/\s+/g, ' ') });
    return undefined;
  }

  private loggerFor({ call, file }: LogSite): Logger | TargetLogger {
    return loggerInScope(call, file.source, file.settings) ?? (this.target ??= this.input.target());
  }

  /** `console.log` handed on as a function. */
  private consoleReferences(): Node[] {
    const { syntax } = this.input.pass.file;
    const globals = syntax.scopeManager?.globalScope?.through ?? [];
    return globals.flatMap(({ identifier }) => {
      const methods = consoleMethods(identifier.name);
      const member = methods && identifier.parent;
      if (member?.type !== 'MemberExpression' || member.object !== identifier || member.computed) return [];
      if (member.property.type !== 'Identifier' || !methods?.has(member.property.name)) return [];
      const { parent } = member;
      const isCalled = parent.type === 'CallExpression' && parent.callee === member;
      const isReplaced = parent.type === 'AssignmentExpression' && parent.left === member;
      return isCalled || isReplaced ? [] : [member];
    });
  }

  private leave(node: Node, reason: LeftReason): void {
    this.left.push({ ...this.found(node), reason: this.input.excluded ?? reason });
  }

  private found(node: Node): FoundCall {
    const call = brief(this.input.pass.file.source.expression(node));
    return { ...this.lines.position(node.range[0]), call };
  }
}

/** The methods of the console that log, where a global's name is that of the console. */
function consoleMethods(global: string): ReadonlySet<string> | undefined {
  const known = GLOBAL_VALUES.get(global);
  const dialect = known?.library.isConsole ? known.library.kinds[known.kind]?.logger : undefined;
  return dialect && new Set(Object.keys(dialect.methods));
}
