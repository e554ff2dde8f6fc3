import type { TSESTree } from '@typescript-eslint/types';
import type { Dialect, InstalledPackages } from '../../catalog/schema.js';
import { isConsole } from '../../catalog/index.js';
import { COMPUTED_METHOD, LEVELED_FUNCTION } from '../../catalog/logs/names.js';
import { DEFAULT_DIALECT, LOG_DIALECTS } from '../../catalog/logs/dialects.js';
import type { Edit, Range } from '../../model/text/edits.js';
import { isImportable, relativeSpecifier } from '../../model/text/import-statement.js';
import { type Expression, brief, lastName, unwrap } from '../../model/code/expression.js';
import { calledAs } from '../../model/code/logger-named.js';
import { isMadeAsLogger } from '../../model/logs/making.js';
import { type LostArgument, lostArguments } from '../../model/logs/arguments.js';
import { hasProvenPlaceFor, isOpenContract } from '../../model/logs/contract-proof.js';
import { type LogCall, logCallOf, mayLog, specialOf } from '../../model/logs/call.js';
import { isFunctionCall } from '../../model/logs/library-call.js';
import { type MisusedError, misusedErrors } from '../../model/logs/errors.js';
import { interpolationIn, messageOf, recordTextOf } from '../../model/logs/message.js';
import type { Settings } from '../../model/settings.js';
import type { ConsoleOutput } from '../../model/code/console-output.js';
import { TRACKED_METHODS } from '../../model/code/replaced-console.js';
import type { Included } from '../../model/settings/codemod.js';
import type { Naming } from '../../model/logs/record-names.js';
import { type LogPlan, type Refusal, decorationOf, planLog } from '../../model/logs/plan.js';
import type { Logger } from '../../model/logs/logger.js';
import {
  type CallSurroundings,
  addLogField,
  loggerInScope,
  ownLogger,
  rewriteLogCall,
} from '../../model/logs/rewrite.js';
import { type LoggerUsage, areCalledAsLogger, isCalledAsLogger } from '../../model/logs/usage.js';
import { type Style, loggerFacts, serializesErrors } from '../../model/logs/dialect-text.js';
import { judgedIn } from '../../model/values/evaluation-context.js';
import { kindOf, loggerOf } from '../../model/values/provenance.js';
import { isRequestBody } from '../../model/values/request-read.js';
import { wouldCycle } from '../../project/import-graph.js';
import { isAbsolute, resolve } from '../../project/path.js';
import { existing } from '../../project/existing.js';
import { isPathWithoutDot } from '../../project/settings.js';
import { isCalledAsLoggerIn, loggerUsageOf } from '../../project/logger-usage.js';
import { type RemovedImports, mergeImports, planImport, removeImports } from '../../estree/imports.js';
import { enclosingFunction } from '../../estree/enclosing.js';
import { lacksExport } from '../../estree/lost-exports.js';
import { memberName } from '../../estree/member-name.js';
import { descendants } from '../../estree/tree.js';
import type { AnalysedFile } from '../file.js';
import { consoleUseOf, writesRecord } from './console-use.js';
import { failingCode, handlesError } from './failing-code.js';
import { isResultIgnored } from './ignored-result.js';
import { localLogger, orphanedImports } from './logger-import.js';
import { type NearbyLogger, nearbyLogger } from './nearby-logger.js';
import { RecordNaming } from './record-naming.js';
import { isLoggedBeside } from './logged-beside.js';
import { type RecordPair, pairOf } from './record-pair.js';
import { writtenStyle } from './written-style.js';
import { defaultStyleOf, namedEndingOf, neededEndingOf, ownEndingOf } from '../import-style.js';

type Node = TSESTree.Node;

/** A logger, and what has to be inserted for its text to mean it. */
interface ReachableLogger extends Logger {
  readonly needs?: readonly Edit[];
}

/** What is written in the place of a call. */
export interface PairedRecord extends Edit {
  /** The call beside it that the record takes in. */
  readonly other?: TSESTree.CallExpression;
}

/** What is known of how the names of a file are called, a name at a time. */
const noneCalled = () => new Map<string, boolean>();

/** Whether what has a name is called as loggers are, in a file or elsewhere in its package: by its methods, or as functions of several levels. */
export function isUsedAsLoggerIn(file: AnalysedFile, name: string, what: 'method' | 'function'): boolean {
  const known = file.cached(noneCalled, file);
  const key = `${what} ${name}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const here = [file.text];
  const isHere = what === 'function' ? areCalledAsLogger(here, name) : isCalledAsLogger(here, name);
  const is = isHere || isCalledAsLoggerIn(file.package, name, what);
  known.set(key, is);
  return is;
}

/** A log call where it stands in the linted file: what rules report on and rewrite. */
export class LogSite {
  private inScope: { readonly logger: ReachableLogger | undefined } | undefined;
  private misused: readonly MisusedError[] | undefined;

  constructor(
    readonly call: LogCall,
    readonly node: TSESTree.CallExpression,
    readonly file: AnalysedFile,
  ) {}

  /** What is wrong with one of the call's expressions is reported there. */
  nodeOf(expression: Expression): Node {
    return this.file.source.nodeOf(expression) ?? this.node;
  }

  get dialect(): Dialect | undefined {
    return this.call.dialect;
  }

  /** The method that the call's level is written with: `error` for winston's `log('error', …)`. */
  get method(): string {
    const { method, level } = this.call;
    return method === this.dialect?.levelMethod ? this.dialect.methodFor[level] : method;
  }

  /** Why the call prints nothing but drawn text; undefined when it says something. */
  get decoration(): Refusal | undefined {
    return decorationOf(this.call, this.file.source, DEFAULT_DIALECT);
  }

  /** The errors of the call that lose their stack on the way: what two rules ask. */
  get misusedErrors(): readonly MisusedError[] {
    // A logger that takes text alone has no place for an error: that is what is told of it.
    if (this.call.own?.isTextAlone) return [];
    const mayKeep = () => this.mayKeepErrors;
    return (this.misused ??= misusedErrors(this.call, this.file.source, this.installed, mayKeep).filter(
      ({ how, key }) =>
        (how !== 'emptied' || !(mayKeep() || this.keepsErrorsUnder(key))) &&
        !(how === 'dropped' && this.seesEachCall) &&
        !this.emptiesErrors,
    ));
  }

  /** The arguments that the library loses or spoils. */
  get lostArguments(): readonly LostArgument[] {
    const lost = lostArguments(this.call, this.file.source, this.installed);
    if (lost.length === 0 || this.seesEachCall) return [];
    const { mayBeTakenBy } = this.dialect?.loses?.textsBesideContext ?? {};
    const isTaken = mayBeTakenBy && lost.some(isBesideContext) && this.file.projectSays(mayBeTakenBy);
    return lost.filter(
      (each) =>
        !(isTaken && isBesideContext(each)) &&
        // What is an error's is said of the error; under another name, a format that prints the message alone would not show it.
        !(
          each.outcome === 'own-key' &&
          (this.printsMessageAlone || this.misusedErrors.some(({ at }) => at === each.argument))
        ),
    );
  }

  /** Whether the call puts values into text. */
  get isInterpolated(): boolean {
    return interpolationIn(this.call, this.file.source) !== undefined;
  }

  /** Whether the call puts values into text, or loses some of what it is given. */
  get isPrintStyle(): boolean {
    return this.isInterpolated || this.lostArguments.length > 0 || this.misusedErrors.length > 0;
  }

  /** Whether the logger is seen to write a whole error as `{}`. */
  private get emptiesErrors(): boolean {
    const { own, dialect } = this.call;
    const { areEmptiedBy } = dialect?.losesErrors ?? {};
    return (
      own?.emptiesErrors?.() ?? (areEmptiedBy !== undefined && this.file.projectSurelySays(areEmptiedBy))
    );
  }

  /** Whether the logger may have been made with a format that keeps errors, where its making is not seen. */
  private get mayKeepErrors(): boolean {
    const { creation, dialect } = this.call;
    if (creation !== undefined || !dialect?.losesErrors) return false;
    const { mayBeKeptBy, areKeptBy } = dialect.losesErrors;
    if (areKeptBy && this.file.projectSurelyHas(areKeptBy)) return true;
    if (mayBeKeptBy === undefined) return false;
    return this.file.takesLoggersFromPackage || this.file.projectSays(mayBeKeptBy);
  }

  /** Whether the project makes loggers with a hook that is given all arguments first, where the making of this one is not seen. */
  private get seesEachCall(): boolean {
    const { creation, dialect } = this.call;
    const hook = creation === undefined ? dialect?.loses?.nothingBy : undefined;
    return hook !== undefined && this.file.projectSurelyHas(hook);
  }

  /** Whether the project makes loggers with a serializer for a key, where the making of this one is not seen. */
  private keepsErrorsUnder(key: string | undefined): boolean {
    const { creation, dialect } = this.call;
    const areKept = creation === undefined ? dialect?.losesErrors?.areKeptUnder : undefined;
    return key !== undefined && areKept !== undefined && this.file.projectSurelySays(areKept(key));
  }

  /** Whether an error that is a field of its own is written whole: else a message that has it prints more of it. */
  get keepsErrorsAsFields(): boolean {
    return this.dialect?.error.at !== 'stack-field';
  }

  /** Whether the message has an error in it whose stack is lost by that. */
  get losesErrorInMessage(): boolean {
    const range = messageOf(this.call, this.file.source)?.expression.range;
    if (!range) return false;
    return this.misusedErrors.some(({ at }) => at.range[0] >= range[0] && at.range[1] <= range[1]);
  }

  /** What the package asks for: with another version, or on top of another logger, a library loses other things. */
  get installed(): InstalledPackages {
    return this.file.package;
  }

  /**
   * Whether a rule on logger calls judges this one: a proven logger that is not the console, unless the
   * settings say that the console is the project's logger.
   */
  isJudged(options: { readonly presumed?: boolean }): boolean {
    if (isConsole(this.call.library)) {
      return isConsole(this.file.settings.logger?.library) && !specialOf(this.call);
    }
    return this.isOfKnownLibrary(options) || this.isUsedAsLogger;
  }

  /** Whether more than a name says what library it is a logger of, if it is one of any. */
  isOfKnownLibrary(options: { readonly presumed?: boolean }): boolean {
    return this.call.provenance !== 'name' || options.presumed === true;
  }

  /**
   * Whether what only its name says to be a logger is made by what says that it makes one, or used as one, here or elsewhere in the
   * package. What it makes of its arguments is not seen all the same.
   */
  get isUsedAsLogger(): boolean {
    const { receiver } = this.call;
    const isFunction = isFunctionCall(this.call);
    const name = isFunction ? lastName(unwrap(receiver)) : calledAs(receiver);
    if (name === undefined) return false;
    if (!isFunction && isMadeAsLogger(receiver, this.file.source)) return true;
    const isLeveled = isFunction && LEVELED_FUNCTION.test(name);
    return isUsedAsLoggerIn(this.file, name, isLeveled ? 'function' : 'method');
  }

  /** Whether it may be known that the logger has a place for more than text: the cheap question that comes first. */
  mayHavePlaces(options: { readonly presumed?: boolean }): boolean {
    return this.isJudged(options) || this.isOpen;
  }

  /**
   * How it is known that the logger has a place for a field or an error: it is proven to keep one, or other calls of the package give it
   * some. One that is only declared, named or not seen, and is given none, is for `strict`.
   */
  placeFor(
    what: 'field' | 'error',
    options: { readonly presumed?: boolean },
  ): 'proven' | 'usage' | undefined {
    if (this.isJudged(options) && (options.presumed === true || hasProvenPlaceFor(what, this.call)))
      return 'proven';
    return this.isGiven(what) ? 'usage' : undefined;
  }

  /** Whether fields may have a place in the call: its logger is not seen to print text, and no alias of what is not seen. */
  mayTakeFields(options: { readonly presumed?: boolean }): boolean {
    const { own, guessedFrom } = this.call;
    if (own?.takesFields === false) return false;
    // What no manifest names is something in the project.
    const isSeen = guessedFrom === undefined || this.file.dependsOn(guessedFrom);
    return isSeen || options.presumed === true || this.isGiven('field');
  }

  /** Whether calls of a logger of no proven contract, in this package, give it fields or errors. */
  private isGiven(what: 'field' | 'error'): boolean {
    if (!this.isOpen) return false;
    const usage = this.usage;
    if (what === 'field') return usage?.givesFields === true;
    const key = usage?.error?.key;
    return usage?.error !== undefined && (key === undefined || !this.mayEmptyErrorsUnder(key));
  }

  /** Whether the library that the package logs with writes an error under a key as `{}`, unless it is told otherwise. */
  private mayEmptyErrorsUnder(key: string): boolean {
    const by = this.dialect ?? loggerDialectOf(this.file.loggingLibrary);
    return by?.losesErrors?.underKey?.(key, undefined) !== undefined;
  }

  /** Whether nothing proves what the logger makes of its arguments, and nothing says that it takes texts alone. */
  private get isOpen(): boolean {
    return !isConsole(this.call.library) && !isFunctionCall(this.call) && isOpenContract(this.call);
  }

  /** What the package gives the logger elsewhere, by what it is called. */
  private get usage(): LoggerUsage | undefined {
    const name = calledAs(this.call.receiver);
    return name === undefined ? undefined : loggerUsageOf(this.file.package, name);
  }

  /** How an error is passed to this logger, as other calls of the package do. */
  private usualErrorExample(error: Expression): string | undefined {
    const place =
      hasProvenPlaceFor('error', this.call) || !this.isGiven('error') ? undefined : this.usage?.error;
    if (!place) return undefined;
    const { text } = error;
    const { key, isBeforeText } = place;
    const given = key === undefined ? text : `{ ${key === text ? text : `${key}: ${text}`} }`;
    return `\`${this.method}(${isBeforeText ? `${given}, message` : `message, ${given}`})\``;
  }

  /** How an error is passed to this logger, in its own dialect. */
  errorExample(error: Expression): string {
    const usual = this.usualErrorExample(error);
    if (usual !== undefined) return usual;
    const name = error.text;
    const { method } = this;
    const { creation } = this.call;
    const place = this.dialect?.error;
    // Where a logger of the project takes an error is its own, but for one that prints what stands after its text.
    if (this.call.own && (!this.dialect || (this.dialect.printsText && place?.at !== 'argument')))
      return `\`${name}\` itself`;
    if (this.dialect && !serializesErrors(this.dialect, creation)) return `\`${method}(${name}, message)\``;
    switch (place?.at) {
      case 'field': {
        const key = place.key === name ? name : `${place.key}: ${name}`;
        if (this.dialect?.shape === 'emit') return `\`exception: ${name}\``;
        return this.dialect?.shape === 'fields-first'
          ? `\`${method}({ ${key} }, message)\``
          : `\`${method}(message, { ${key} })\``;
      }
      case 'stack-field':
        return this.dialect?.shape === 'fields-first'
          ? `\`${method}({ stack: ${name}.stack }, message)\``
          : recordTextOf(this.call)
            ? `\`${method}({ ${this.messageKey}, stack: ${name}.stack })\``
            : `\`${method}(message, { stack: ${name}.stack })\``;
      case 'stack-argument':
        return method === this.dialect?.methodFor.error
          ? `\`${method}(message, ${name}.stack)\``
          : `\`${method}({ ${this.messageKey}: message, stack: ${name}.stack })\``;
      default:
        return `\`${method}(message, ${name})\``;
    }
  }

  /** What the logger does with what it has no place for. */
  get extra(): Dialect['extra'] {
    const { dialect } = this;
    return dialect?.extraOver?.(this.installed) ?? dialect?.extra ?? 'dropped';
  }

  /** The whole body of a request, where the logger drops it: a record that holds it says what nobody has seen printed. */
  private get unseenBody(): Expression | undefined {
    const { source } = this.file;
    if (this.extra !== 'dropped') return undefined;
    return this.lostArguments.find(({ argument }) => isRequestBody(argument, judgedIn(source)))?.argument;
  }

  /** The key that the logger reads a record's text from. */
  get messageKey(): string {
    return (this.dialect && (this.file.messageKeyOf(this.dialect) ?? this.dialect.messageKey)) ?? 'message';
  }

  /**
   * Whether the format of the call's logger is seen to print the message alone: fields are lost until that is mended. Where the
   * making of the logger is not seen, every format of its package says it.
   */
  get printsMessageAlone(): boolean {
    const { dialect, call, file } = this;
    const writes = dialect && loggerFacts(dialect, call).writesFields;
    if (writes !== undefined || call.madeIn) return writes === false;
    if (dialect) return file.printsMessagesAlone(dialect);
    // What is behind a logger of the project's own, and not seen, is of a library whose formats are.
    const mayBeBehind = call.own && call.own.writes === undefined ? LOG_DIALECTS : [];
    return mayBeBehind.some((each) => file.printsMessagesAlone(each));
  }

  /** The statement in a block that is nothing but this call. */
  statement(): Node | undefined {
    const { parent } = this.node;
    return parent.type === 'ExpressionStatement' && isInBlock(parent) ? parent : undefined;
  }

  /** The whole call as one structured record of its own logger, or why that cannot be proven. */
  rewrite(): readonly Edit[] | Refusal {
    const logger = ownLogger(this.call);
    if (logger) return this.rewriteWith(logger);
    return { refused: { code: this.call.own ? 'own-fields-unseen' : 'unknown-library' } };
  }

  /**
   * The text of the call with one field more in its record, under the first of its names that is free; `undefined` when the record has the value already,
   * and why it cannot be proven.
   */
  withField(names: readonly [string, ...string[]], value: Expression): string | Refusal | undefined {
    return addLogField(this.call, this.file.source, { names, value }, this.surroundings());
  }

  /** The same where an error may be logged whole, as somebody looks at it; undefined where that proves no more. */
  rewriteReviewed(logger: ReachableLogger | undefined = ownLogger(this.call)): readonly Edit[] | undefined {
    const edits = logger && this.rewriteWith(logger, true);
    return edits && 'refused' in edits ? undefined : edits;
  }

  /** The whole call as one structured record of another logger, or why that cannot be proven. */
  rewriteWith(logger: ReachableLogger, isReviewed = false): readonly Edit[] | Refusal {
    const record = this.recordWith(logger, isReviewed);
    if ('refused' in record) return record;
    const { edits: unneeded } = this.unneededImports(record);
    return [...mergeImports(logger.needs ?? [], unneeded, this.file.style.eol), record];
  }

  /**
   * The call as one structured record of another logger, or why that cannot be proven: with the call beside it, where one says
   * what failed and the other with which error.
   */
  recordWith(
    logger: Logger,
    isReviewed = false,
    naming: Naming = new RecordNaming(this.file),
    mayKeepErrorTexts = false,
  ): PairedRecord | Refusal {
    const body = this.unseenBody;
    if (body) return { refused: { code: 'sensitive-value', evidence: brief(body) } };
    if (isConsole(this.call.library) && isLoggedBeside(this.node, this.file, (node) => this.logCallAt(node)))
      return { refused: { code: 'logged-beside' } };
    const target = this.asProjectMakes(logger);
    const pair = pairOf(this, this.file, (node) => this.logCallAt(node));
    const paired = pair && this.pairWith(pair, target, { isReviewed, naming });
    if (paired) return paired;
    if (pair && losesPair(target)) return { refused: { code: 'half-of-pair' } };
    const around = { ...this.surroundings(), isReviewed, naming, mayKeepErrorTexts };
    return this.checked(rewriteLogCall(this.call, this.file.source, target, around), this.node.range);
  }

  /** The call's own logger, which is handed in from where it is not seen: it serialises errors where the project's loggers are made to. */
  private asProjectMakes(logger: Logger): Logger {
    const { error } = logger.dialect;
    const isHandedIn = !logger.serializesErrors && logger.dialect === this.call.dialect && !this.call.own;
    return isHandedIn && 'key' in error && this.keepsErrorsUnder(error.key)
      ? { ...logger, serializesErrors: true }
      : logger;
  }

  /** One record of both; undefined where that cannot be proven, or the other is to be left alone. */
  private pairWith(
    { text, error }: RecordPair,
    logger: Logger,
    how: { readonly isReviewed: boolean; readonly naming: Naming },
  ): PairedRecord | undefined {
    const isFirst = text.node === this.node;
    const beside = isFirst
      ? new LogSite(error.call, error.node, this.file)
      : new LogSite(text.call, text.node, this.file);
    const alone = isConsole(text.call.library) ? beside.leftAloneWithLogger() : undefined;
    if (alone) return undefined;
    const first = isFirst ? this : beside;
    const around = { ...first.surroundings(), ...how, next: error.call };
    const written = rewriteLogCall(text.call, this.file.source, logger, around);
    const record = first.checked(written, [text.node.range[0], error.node.range[1]]);
    return 'refused' in record ? undefined : { ...record, other: beside.node };
  }

  private checked(text: string | Refusal, range: Range): Edit | Refusal {
    if (this.holdsLogCall()) return { refused: { code: 'log-call-inside' } };
    if (typeof text !== 'string') return text;
    const [stuck] = this.unneededImports({ range, text }).stuck;
    return stuck === undefined
      ? { range, text }
      : { refused: { code: 'import-left-unused', evidence: stuck } };
  }

  /** Removes the imports that nothing uses once the record is written. */
  private unneededImports(record: Edit): RemovedImports {
    return removeImports(this.file.syntax, orphanedImports(this.file, [record]));
  }

  /** Both would be rewritten, one inside of the other. */
  private holdsLogCall(): boolean {
    for (const inner of descendants(this.node))
      if (inner !== this.node && inner.type === 'CallExpression' && this.logCallAt(inner)) return true;
    return false;
  }

  /** Whether another call of the same function says nothing but values, and would get the same message for that. */
  private hasTwin(message: LogPlan['message']): boolean {
    const said = JSON.stringify(message);
    const around = enclosingFunction(this.node);
    if (!around) return false;
    for (const inner of descendants(around)) {
      if (inner === this.node || inner.type !== 'CallExpression') continue;
      const call = this.logCallAt(inner);
      // What a function inside of it says is that one's: asked from there, this one would be none either.
      if (!call || enclosingFunction(inner) !== around) continue;
      // With the text beside it, it says something else.
      if (pairOf({ node: inner, call }, this.file, (node) => this.logCallAt(node))) continue;
      const failing = () => failingCode(inner);
      const plan = planLog(call, this.file.source, DEFAULT_DIALECT, { failing });
      if ('isNamedByFunction' in plan && JSON.stringify(plan.message) === said) return true;
    }
    return false;
  }

  /** The log call that an expression is; undefined where it is none. */
  logCallAt(node: Node): LogCall | undefined {
    const { source, settings } = this.file;
    const callee = node.type === 'CallExpression' ? node.callee : undefined;
    const name = callee?.type === 'MemberExpression' ? (memberName(callee) ?? COMPUTED_METHOD) : undefined;
    if (name === undefined || !mayLog(name)) return undefined;
    const expression = source.expression(node);
    return expression.kind === 'call' ? logCallOf(expression, source, settings) : undefined;
  }

  /**
   * A logger of a library that is in scope at the call, the innermost first; else the one that the settings
   * name, with the import it needs. Undefined when there is neither.
   */
  availableLogger(): ReachableLogger | Refusal | undefined {
    return this.loggerInScope() ?? this.file.cached(configuredLogger, this.file.settings);
  }

  hasLoggerInScope(): boolean {
    return this.loggerInScope() !== undefined;
  }

  private loggerInScope(): ReachableLogger | undefined {
    const { call, file } = this;
    this.inScope ??= {
      logger: loggerInScope(call, file.source, file.settings, (what) => file.projectSurelySays(what)),
    };
    return this.inScope.logger;
  }

  /**
   * Why a call of the console is no log that a logger should write; undefined where it is one.
   *
   * @param included kinds of file whose console output counts as a log, too; calls that a comment excuses
   */
  leftAlone(included: readonly Included[]): ConsoleOutput['reason'] | undefined {
    const { consoleOutput } = this.file;
    const isIncluded = consoleOutput?.kind !== undefined && included.includes(consoleOutput.kind);
    if (consoleOutput && !isIncluded) return consoleOutput.reason;
    const use = consoleUseOf(this, included.includes('excused'));
    // Reads the whole package: only where a call would be reported.
    if (use) return use;
    if (this.file.sendsConsoleToLogger) return { code: 'console-replaced' };
    const isTracked = TRACKED_METHODS.has(this.call.method) && this.file.sendsConsoleToTracker;
    return isTracked ? { code: 'console-tracked' } : undefined;
  }

  /** Whether something says that a service runs the file, or somebody wants its kind of file judged like one. */
  isOfService(): boolean {
    return this.file.consoleOutput !== undefined || this.file.runner === 'service';
  }

  /** Whether the call writes a record as JSON where no logger is at hand that would. */
  get writesRecord(): boolean {
    return writesRecord(this.node, this.file) && !this.hasLoggerInScope();
  }

  /** Another log call of the file. */
  siteAt(node: TSESTree.CallExpression): LogSite | undefined {
    const call = this.logCallAt(node);
    return call && new LogSite(call, node, this.file);
  }

  /** The same of a call of a server, as if the file had a logger already. */
  leftAloneWithLogger(): ConsoleOutput['reason'] | undefined {
    const { node, file } = this;
    const logCallAt = (inner: Node) => this.logCallAt(inner);
    return consoleUseOf({ node, file, logCallAt, hasLoggerInScope: () => true });
  }

  /** The logger that the call could be written with, though nothing at the call holds it yet. */
  nearbyLogger(): NearbyLogger | undefined {
    return nearbyLogger(this.file, this.node);
  }

  private surroundings(): CallSurroundings {
    return {
      comments: this.file.syntax.commentsInside(this.node).map((comment) => comment.range),
      style: this.style(),
      valueUsed: this.isValueUsed(),
      isBlockStatement: this.statement() !== undefined,
      installed: this.installed,
      wording: this.file.settings,
      hasTwin: (message) => this.hasTwin(message),
      failing: () => failingCode(this.node),
      handlesError: () => handlesError(this.node),
      mayKeepErrors: () => this.mayKeepErrors,
      formats: this.file,
    };
  }

  private style(): Style {
    return writtenStyle(this.file, this.node.range);
  }

  /** Whether the call is more than a statement, so that its value, `undefined`, can be seen. */
  private isValueUsed(): boolean | 'bound' {
    let node: Node = this.node;
    if (bindsTighterThanVoid(node)) return 'bound';
    for (let parent = node.parent; parent; node = parent, parent = parent.parent) {
      switch (parent.type) {
        case 'ExpressionStatement':
          return false;
        case 'LogicalExpression':
          if (parent.left === node) return true;
          break;
        case 'ConditionalExpression':
          if (parent.test === node) return true;
          break;
        case 'ChainExpression':
          break;
        case 'UnaryExpression':
          return parent.operator !== 'void';
        case 'ArrowFunctionExpression':
          return parent.body !== node || !isResultIgnored(parent);
        default:
          return true;
      }
    }
    return true;
  }
}

/** The logger that the settings name, for a file of which nothing else says what to log with: the same at each of its calls. */
function configuredLogger(settings: Settings, file: AnalysedFile): ReachableLogger | Refusal | undefined {
  const wanted = settings.logger?.import;
  const dialect = loggerDialectOf(file.loggingLibrary);
  if (!wanted || !dialect || dialect.isTarget === false) return undefined;
  if (isPathWithoutDot(file.project, wanted.from, settings.root)) return undefined;
  const module = wanted.from.startsWith('.')
    ? existing(file.project, resolve(settings.root, wanted.from))
    : undefined;
  if (module && wouldCycle(file.project, module, file.path)) return { refused: { code: 'import-cycle' } };
  const named = localLogger(file, module ?? wanted.from, wanted.name);
  if (!named) return { refused: { code: 'logger-names-taken' } };
  const { local, isImported } = named;
  const from = specifierOf(wanted.from, module, file);
  const exporting = module === undefined ? undefined : file.source.module(from);
  if (exporting && lacksExport(exporting, wanted.name)) return undefined;
  if (module && !isImported && !isImportable(from))
    return { refused: { code: 'import-path', evidence: from } };
  const needed = { from, name: wanted.name, local, defaultStyle: defaultStyleOf(file) };
  return {
    dialect,
    text: local,
    hasContext: false,
    serializesErrors: serializesErrors(dialect, undefined),
    writesFields: true,
    needs: isImported ? [] : planImport(file.syntax, needed),
  };
}

function specifierOf(from: string, module: string | undefined, file: AnalysedFile): string {
  if (!from.startsWith('.') && !isAbsolute(from)) return from;
  const target = module ?? resolve(file.settings.root, from);
  const ending = ownEndingOf(file) ?? namedEndingOf(from) ?? neededEndingOf(file);
  return relativeSpecifier(target, file.directory, ending);
}

/** Whether a logger takes no error: the text alone would be written apart from the error that it is of. */
function losesPair({ texts, writesFields }: Logger): boolean {
  return texts !== undefined || writesFields === false;
}

/** Whether it is a text after the message of a logger that has a context: what such a logger loses, and another in its place may take. */
function isBesideContext({ outcome }: LostArgument): boolean {
  return outcome === 'context' || outcome === 'as-stack' || outcome === 'extra';
}

function loggerDialectOf(library: string | undefined): Dialect | undefined {
  const origin = library === undefined ? undefined : loggerOf(library, 'settings');
  return origin && kindOf(origin).logger;
}

function isInBlock(statement: Node): boolean {
  const parent = statement.parent?.type;
  return parent === 'BlockStatement' || parent === 'Program' || parent === 'StaticBlock';
}

/** `console.log(x).y`, `console.log(x)()`, `console.log(x) ** 2`: nothing that a program lives by, but it parses. */
function bindsTighterThanVoid(node: Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.object === node;
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee === node;
    case 'TaggedTemplateExpression':
      return parent.tag === node;
    case 'BinaryExpression':
      return parent.operator === '**' && parent.left === node;
    default:
      return false;
  }
}
