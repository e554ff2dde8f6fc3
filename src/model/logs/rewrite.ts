import type { Dialect, InstalledPackages, Level } from '../../catalog/schema.js';
import { errorsHoldRequest } from '../../catalog/packages.js';
import { isConsole } from '../../catalog/index.js';
import { LOG_HOLDERS } from '../../catalog/logs/names.js';
import { constantText } from '../values/constant.js';
import { errorText } from '../values/error.js';
import { type Expression, isPlainRead, mayBeMissing, sameRead, unwrap } from '../code/expression.js';
import { freeName } from './field-name.js';
import { type LogCall, isFunctionCall } from './library-call.js';
import type { Logger } from './logger.js';
import { recordTextOf } from './message.js';
import { ownTargetOf } from './own-target.js';
import { planText } from './text-plan.js';
import { textLoggerOf } from './text-target.js';
import { isKnownMissing } from '../values/missing.js';
import {
  type LogPlan,
  type PlanContext,
  type Refusal,
  canRunCode,
  keptExpressions,
  planLog,
} from './plan.js';
import { type Style, loggerFacts, ownContextOf, stackOf, writeLogCall, type Target } from './dialect-text.js';
import { inTemplate } from '../text/quote.js';
import { type Origin, kindOf, originOfBinding } from '../values/provenance.js';
import { Resolver } from '../values/resolver.js';
import type { Made } from '../values/telemetry-call.js';
import { makingOf } from './making.js';
import { methodOf } from './written-method.js';
import { contextOf } from '../values/value.js';
import type { RewritingReason } from '../text/reasons/rewriting.js';
import type { Settings } from '../settings.js';
import { NAMED } from '../settings/named-value.js';
import type { Binding, Source } from '../code/source.js';

/** What a package's formats make of records. */
export interface LogFormats {
  /** Some module of the project has a format of its own, which may print the message alone. */
  readonly mayPrintMessageAlone: (dialect: Dialect) => boolean;
  /** Many modules of the package give fields to the logger that is written so: its format is made for that. */
  readonly logsFields: (logger: string) => boolean;
  /** The key that a library's logger reads a record's text from; undefined where the project may have put one of its own in its place. */
  readonly messageKeyOf: (dialect: Dialect) => string | undefined;
}

/** What only the tree around a call can tell. */
export interface CallSurroundings extends PlanContext {
  /** Ranges of the comments inside the call. */
  readonly comments: readonly (readonly [number, number])[];
  readonly style: Style;
  /** The call's value is looked at; by something that binds tighter than `void`. */
  readonly valueUsed: boolean | 'bound';
  /** The call is a statement of its own in a block, where another statement can stand. */
  readonly isBlockStatement: boolean;
  /** What the package asks for. */
  readonly installed: InstalledPackages;
  readonly formats: LogFormats;
  /** Another call of the function has no text either, and would get the same message. */
  readonly hasTwin: (message: LogPlan['message']) => boolean;
  /** An error may be logged whole although it may hold more than its text: somebody looks at it. */
  readonly isReviewed?: boolean;
  /** Where an error may not be logged whole, its message stays a text: nobody is there to say whether it may. */
  readonly mayKeepErrorTexts?: boolean;
}

/**
 * The text that replaces a log call: the same record, structured, written with `logger`. Refuses what cannot
 * be proven to keep the program's behaviour, every value and every comment.
 */
export function rewriteLogCall(
  call: LogCall,
  source: Source,
  logger: Logger,
  around: CallSurroundings,
): string | Refusal {
  if (call.call.optional) return { refused: { code: 'optional-call' } };
  const written = logger.texts
    ? planText(call, source, { ...logger, texts: logger.texts }, around)
    : planLog(call, source, logger.dialect, around);
  if ('refused' in written) return written;
  const isShown = written.error !== undefined && !around.isReviewed && showsRequest(logger, around);
  const planned = isShown ? withErrorText(call, source, logger, around) : written;
  if (!planned) return { refused: { code: 'error-holds-request' } };
  const plan = withoutOwnContext(planned, call, source);
  if (plan.isNamedByFunction && around.hasTwin(plan.message))
    return { refused: { code: 'says-nothing-constant' } };
  const isAssertion = isConsole(call.library) && call.method === 'assert';
  if (losesComment(plan, call, around)) return { refused: { code: 'comment-lost' } };
  const logsError = plan.entries.some((entry) => entry.is === 'error');
  if (logsError && !logger.serializesErrors) return { refused: emptiedError(logger) };
  if (plan.error === 'was-shown' && logger.dialect.error.at.startsWith('stack')) {
    return { refused: { code: 'error-properties-lost', library: logger.dialect.name } };
  }
  const lost = plan.entries.length > 0 ? unwritten(logger, around) : undefined;
  if (lost) return lost;
  const text = write(plan, call, source, logger, around);
  if (typeof text !== 'string') return text;
  if (isAssertion) return asCondition(call, plan, text, around);
  if (withoutLayout(text) === withoutLayout(call.call.text))
    return { refused: { code: 'already-structured' } };
  for (const entry of plan.entries) if (entry.is === 'field') around.naming?.note?.(entry.value, entry.name);
  return text;
}

/**
 * The record of a text that prints the message of an error, with that message and the stack as fields; undefined where the record would
 * hold more of an error.
 */
function withErrorText(
  call: LogCall,
  source: Source,
  { dialect }: Logger,
  around: CallSurroundings,
): LogPlan | undefined {
  if (!around.mayKeepErrorTexts) return undefined;
  const plan = planLog(call, source, dialect, { ...around, keepsErrorTexts: true });
  const isWhole = 'refused' in plan || plan.entries.some(({ is }) => is === 'error');
  return isWhole ? undefined : plan;
}

/** A text without what a formatter may change, and with properties written short: `{ err: err }` is `{ err }`. */
function withoutLayout(text: string): string {
  return text
    .replace(/\s+/g, '')
    .replace(/,(?=[)\]}])/g, '')
    .replace(/(?<=[{,])([\w$]+):\1(?=[,}])/g, '$1');
}

/** A context that the logger has itself is said once. */
function withoutOwnContext(plan: LogPlan, { creation, madeIn }: LogCall, source: Source): LogPlan {
  const own = plan.context && ownContextOf(creation);
  if (!plan.context || !own) return plan;
  const text = constantText(plan.context, source);
  const isSame =
    plan.context.text === own.text || (text !== undefined && text === constantText(own, madeIn ?? source));
  return isSame ? { ...plan, context: undefined } : plan;
}

/**
 * The text that replaces a call of a logger: the same record with one field more, at its end, under the first of its names
 * that is free. `undefined` when the record has the value already; refuses what `rewriteLogCall` refuses.
 */
export function addLogField(
  call: LogCall,
  source: Source,
  field: { readonly names: readonly [string, ...string[]]; readonly value: Expression },
  around: CallSurroundings,
): string | Refusal | undefined {
  const logger = ownLogger(call);
  if (!logger || isConsole(call.library)) return { refused: { code: 'unknown-library' } };
  if (call.call.optional) return { refused: { code: 'optional-call' } };
  const plan = planLog(call, source, logger.dialect);
  if ('refused' in plan) return plan;
  const error = errorText(field.value, source)?.error;
  const isThere = plan.entries.some(
    ({ is, value }) =>
      unwrap(value).text === unwrap(field.value).text || (is === 'error' && error && sameRead(value, error)),
  );
  if (isThere) return undefined;
  if (losesComment(plan, call, around)) return { refused: { code: 'comment-lost' } };
  const lost = unwritten(logger, around);
  if (lost) return lost;
  const { reserved, error: place } = logger.dialect;
  const taken = new Set([...reserved, ...('key' in place ? [place.key] : [])]);
  for (const entry of plan.entries) {
    if (entry.is === 'verbatim') return { refused: { code: 'fields-spread' } };
    if (entry.is === 'error' && !logger.serializesErrors) return { refused: emptiedError(logger) };
    if (entry.is === 'field') taken.add(entry.name);
  }
  const { names, value } = field;
  const isTaken = (wanted: string) => taken.has(wanted);
  const name = names.find((each) => !isTaken(each)) ?? freeName(names[0], value, isTaken);
  const more = { ...plan, entries: [...plan.entries, { is: 'field' as const, name, value }] };
  return write(more, call, source, logger, around);
}

/** An error and what has failed, apart from any call. */
export interface ErrorRecord {
  readonly level: Level;
  readonly message: string;
  readonly error: Expression;
}

/** The text of a new call that logs an error; refuses where the logger would lose it. */
export function writeErrorRecord(
  { level, message, error }: ErrorRecord,
  source: Source,
  logger: Logger,
  around: Pick<CallSurroundings, 'style' | 'installed' | 'valueUsed' | 'formats'>,
): string | Refusal {
  if (!logger.serializesErrors) return { refused: emptiedError(logger) };
  const lost = unwritten(logger, around);
  if (lost) return lost;
  const method = methodOf(level, logger, source);
  if (method === undefined)
    return {
      refused: { code: 'method-unknown', evidence: `${logger.text}.${logger.dialect.methodFor[level]}` },
    };
  const isText = logger.texts?.methods.get(method)?.error === 'none';
  const stack = isText ? stackOf(error) : undefined;
  if (isText && stack === undefined) return { refused: { code: 'not-text', evidence: error.text } };
  const said: LogPlan['message'] =
    stack === undefined ? [{ text: message }] : [{ constant: withStack(message, stack) }];
  const plan: LogPlan = {
    level,
    message: said,
    entries: isText ? [] : [{ is: 'error', value: error }],
  };
  return writeLogCall(plan, {
    dialect: logger.dialect,
    messageKey: around.formats.messageKeyOf(logger.dialect),
    ...{ method, receiver: logger.text, hasContext: logger.hasContext },
    ...{ style: around.style, valueUsed: around.valueUsed },
  });
}

/** A text with an error's stack after it, as one template. */
function withStack(message: string, stack: string): Expression {
  const text = `\`${inTemplate(message)}: \${${stack}}\``;
  return { kind: 'literal', value: text, text, range: [0, 0] };
}

function write(
  plan: LogPlan,
  call: LogCall,
  source: Source,
  logger: Logger,
  around: CallSurroundings,
): string | Refusal {
  const prints = isConsole(call.library);
  const own = isFunctionCall(call) ? '' : call.method;
  const method = prints ? methodOf(plan.level, logger, source) : own;
  if (method === undefined) {
    return {
      refused: { code: 'method-unknown', evidence: `${logger.text}.${logger.dialect.methodFor[plan.level]}` },
    };
  }
  const before = prints ? [] : call.call.arguments.slice(0, call.leading ?? 0);
  return writeLogCall(plan, {
    dialect: logger.dialect,
    messageKey: around.formats.messageKeyOf(logger.dialect),
    method,
    ...(before.length > 0 ? { leading: before.map(({ text }) => text).join(', ') } : {}),
    ...(prints ? {} : recordOf(call)),
    receiver: logger.text,
    hasContext: logger.hasContext,
    style: around.style,
    keepsBraces: call.dialect === logger.dialect,
    valueUsed: isConsole(call.library) && around.valueUsed,
  });
}

/**
 * How a call takes its record, where that is one object: winston's `log({ level: 'info', message })`, `info({ at, message })`. The
 * types of the project may take nothing else.
 */
function recordOf(call: LogCall): { readonly record?: Target['record'] } {
  const text = recordTextOf(call);
  const object = text && call.arguments[0] ? unwrap(call.arguments[0]) : undefined;
  if (object?.kind !== 'object') return {};
  const own = call.method === call.dialect?.levelMethod ? object.properties : [];
  return { record: { level: own.find(({ key }) => key === 'level')?.text } };
}

/** Whether an error that is logged whole may show the request that failed, with its credentials. */
function showsRequest({ dialect, redacts }: Logger, { installed }: CallSurroundings): boolean {
  if (!dialect.keepsErrorProperties || redacts) return false;
  return errorsHoldRequest(installed);
}

function emptiedError({ dialect }: Logger): RewritingReason {
  const needs = dialect.errorNeeds?.what ?? '';
  return { code: 'error-not-serialized', library: dialect.name, needs };
}

/** The logger a call is written with already, to write it again. */
export function ownLogger(call: LogCall): Logger | undefined {
  const { dialect } = call;
  // Another library may want its arguments in another order.
  if (!dialect || dialect.isContractOpen || call.provenance === 'name' || call.provenance === 'fallback')
    return undefined;
  const callee = unwrap(call.call.callee);
  const optional = callee.kind === 'member' && callee.optional && !isFunctionCall(call) ? '?' : '';
  const { text, range } = call.receiver;
  // `(await loggerOf(order)).info(…)`, `(this.logger as Logger).info(…)`: an expression's text is without parentheses.
  const isName = /^[\w$.]+$/.test(text);
  const isInParentheses = callee.range[0] < range[0] && !isName;
  return loggerOf(dialect, (isInParentheses ? `(${text})` : text) + optional, call);
}

/**
 * A proven logger that is in scope at a call and has its value there, the innermost first: `this.logger` of
 * the class around, a variable, a parameter, the `log` of a request.
 *
 * @param projectSays whether some module of the project is seen to say something
 */
export function loggerInScope(
  call: LogCall,
  source: Source,
  settings: Settings,
  projectSays: (what: RegExp) => boolean,
): Logger | undefined {
  for (const name of ['logger', 'log']) {
    const member = source.thisMember(call.call, name);
    const found =
      member &&
      !member.isLate &&
      loggerOfBinding(member.binding, [], `this.${name}`, member.source, settings, projectSays);
    if (found && !isMissingThere(`this.${name}`, call, source)) return found;
  }
  let shared: Logger | undefined;
  const declared = new Set<string>();
  for (const { name, binding, isInitialised } of source.visible(call.call)) {
    declared.add(name);
    const path = LOG_HOLDERS.has(name) ? ['log'] : [];
    if (path.length === 0 && !/log/i.test(name)) continue;
    const bound = binding();
    if (bound.kind === 'variable' && !bound.constant) continue;
    const found = loggerOfBinding(bound, path, [name, ...path].join('.'), source, settings, projectSays);
    if (!found || !isInitialised() || isMissingThere(found.text, call, source)) continue;
    // NestJS's `Logger.log()` writes for no one in particular: a logger that somebody made is better.
    if (!/^[A-Z]/.test(name)) return found;
    shared ??= found;
  }
  if (shared || !source.isInFunction?.(call.call)) return shared;
  // `global.logger = pino()`: a file that logs with it already has it in its functions; what runs on load may run before it is there.
  for (const name of ['logger', 'log']) {
    if (declared.has(name) || !source.text.includes(`${name}.`)) continue;
    const found = loggerOfBinding({ kind: 'global', name }, [], name, source, settings, projectSays);
    if (found && isCalledThere(name, found.dialect, source)) return found;
  }
  return undefined;
}

/** `if (!logger) console.warn('…')`: a test around has found that there is none. */
function isMissingThere(logger: string, call: LogCall, source: Source): boolean {
  const [root = '', ...members] = logger.split('.');
  const range = call.call.range;
  const start: Expression =
    root === 'this'
      ? { kind: 'this', text: root, range }
      : { kind: 'identifier', name: root, text: root, range };
  const read = members.reduce<Expression>(
    (object, property) => ({ kind: 'member', object, property, optional: false, text: logger, range }),
    start,
  );
  return isKnownMissing(read, call.call, source);
}

function loggerOfBinding(
  binding: Binding,
  path: readonly string[],
  text: string,
  source: Source,
  settings: Settings,
  projectSays: (what: RegExp) => boolean,
): Logger | undefined {
  if (binding.kind === 'import' && binding.typeOnly) return undefined;
  if (binding.kind === 'variable' || binding.kind === 'parameter') {
    if (binding.type?.isNullable) return undefined;
    const given = binding.kind === 'variable' ? new Resolver().given(binding, contextOf(source)) : undefined;
    if (given?.values.some(({ expression }) => mayBeMissing(expression))) return undefined;
  }
  const origin = originOfBinding(binding, path, source, settings);
  const dialect = origin && kindOf(origin).logger;
  if (!origin) {
    const own = ownTargetOf(binding, path, text, source, settings);
    return own ? { text, ...own } : textLoggerOf(binding, path, text, source, settings);
  }
  // A library's own module is no project's logger.
  if (!dialect || dialect.isTarget === false || origin.kind === 'module') return undefined;
  if (origin.kind === NAMED && !isCalledThere(text, dialect, source)) return undefined;
  if (origin.evidence === 'fallback' || isSilent(origin, source, projectSays)) return undefined;
  return loggerOf(dialect, text, origin);
}

/** Whether a logger is made so that it writes nothing, or may be where its making is not seen. */
function isSilent(origin: Origin, source: Source, projectSays: (what: RegExp) => boolean): boolean {
  const { isSilent: by, mayBeSilentWith } = kindOf(origin);
  if (by?.(makingOf(origin.creation, origin.madeIn ?? source), source.text) === true) return true;
  return mayBeSilentWith !== undefined && origin.creation === undefined && projectSays(mayBeSilentWith);
}

/** Whether the file logs with it already: what the settings name may be a class, or a function that makes loggers. */
function isCalledThere(logger: string, { methods }: Dialect, { text }: Source): boolean {
  return Object.keys(methods).some((method) => text.includes(`${logger}.${method}(`));
}

/** Why fields may not come out: the logger's format prints the message alone, or one of the project's that may be its does. */
function unwritten(logger: Logger, { formats }: Pick<CallSurroundings, 'formats'>): Refusal | undefined {
  if (logger.writesFields === true) return undefined;
  if (logger.writesFields === false) return { refused: { code: 'fields-not-written' } };
  // What is not understood prints the fields that the project gives it already.
  const mayLose =
    logger.dialect.hasForeignFormat === true ||
    ((logger.isMakingSeen === true || formats.mayPrintMessageAlone(logger.dialect)) &&
      !formats.logsFields(logger.text));
  return mayLose ? { refused: { code: 'format-unseen' } } : undefined;
}

function loggerOf(dialect: Dialect, text: string, made: Made): Logger {
  return { dialect, text, ...loggerFacts(dialect, made), isMakingSeen: made.madeIn !== undefined };
}

/** `console.assert(ok, …)` logs when `ok` is false: a condition around the record. */
function asCondition(call: LogCall, plan: LogPlan, text: string, around: CallSurroundings): string | Refusal {
  const test = call.arguments[0];
  if (!test || !around.isBlockStatement) return { refused: { code: 'assertion-not-alone' } };
  if (plan.entries.some((entry) => canRunCode(entry.value))) {
    return { refused: { code: 'assertion-values' } };
  }
  const negated = isPlainRead(test) || test.kind === 'call' ? `!${test.text}` : `!(${test.text})`;
  return `if (${negated}) ${text}`;
}

function losesComment(plan: LogPlan, call: LogCall, around: CallSurroundings): boolean {
  const kept = [call.receiver, ...keptExpressions(plan)].map((expression) => expression.range);
  if (call.method === 'assert' && call.arguments[0]) kept.push(call.arguments[0].range);
  return around.comments.some(
    (comment) => !kept.some((place) => place[0] <= comment[0] && comment[1] <= place[1]),
  );
}
