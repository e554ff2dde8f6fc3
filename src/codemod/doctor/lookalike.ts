import type { Settings } from '../../model/settings.js';
import type { Source } from '../../model/code/source.js';
import {
  type Call,
  type Expression,
  type New,
  propertyName,
  propertyOf,
  unwrap,
} from '../../model/code/expression.js';
import { LEVELED_FUNCTION, LOG_FUNCTION, isLevelName } from '../../catalog/logs/names.js';
import { REPORTS_ERROR } from '../../catalog/setup/error-trackers.js';
import { isLoggerNamed } from '../../model/code/logger-named.js';
import { printsItsText } from '../../model/logs/log-function.js';
import { levelOfMethod } from '../../model/logs/own-contract.js';
import { provenanceOf } from '../../model/values/provenance.js';
import { Resolver } from '../../model/values/resolver.js';
import { contextOf } from '../../model/values/value.js';

/** What a call looks like that is not recognised, and what it is called on: what a setting would have to name. */
export interface Lookalike {
  readonly signal: 'logs' | 'metrics' | 'traces';
  readonly receiver: Expression;
  /** The kind of metric, by the name of what makes it. */
  readonly makes?: string;
  /** It is given what only prom-client's metrics are. */
  readonly isPrometheus?: boolean;
  /** A function is called, or a method of its own class: the receiver is what is called. */
  readonly isFunction?: true;
  /** The function is not called as those are that log: it is seen to print the text that it is given. */
  readonly isPrinter?: true;
}

/** What a call that was not recognised looks like; undefined for the most. */
export function lookalikeOf(
  call: Call | New,
  source: Source,
  settings: Settings,
  isForItsValue: boolean,
): Lookalike | undefined {
  const callee = unwrap(call.callee);
  const name = callee.kind === 'identifier' ? callee.name : propertyName(callee);
  if (name === undefined) return undefined;
  const makes = metricMadeBy(name, call);
  if (makes !== undefined) {
    if (isOthers(callee, source, settings) || isOwnClass(callee, source)) return undefined;
    const isPrometheus = ['help', 'labelNames'].some((key) => propertyOf(call.arguments[0], key));
    return { signal: 'metrics', receiver: callee, makes, isPrometheus };
  }
  if (call.kind !== 'call') return undefined;
  const receiver = callee.kind === 'member' ? unwrap(callee.object) : undefined;
  // A class's own methods may be called as a logger's are; only those are meant that say that they log.
  if (!receiver || receiver.kind === 'this') {
    // What is called for its value makes something: `new Poller(log('poller'))`.
    const logs = isForItsValue ? undefined : logFunction(name, call, source, settings);
    return logs && { signal: 'logs', receiver: callee, isFunction: true, ...logs };
  }
  if (isOthers(receiver, source, settings) || REPORTS_ERROR.test(receiver.text)) return undefined;
  if (looksLikeLogging(name, receiver, call)) return { signal: 'logs', receiver };
  if (startsSpan(name, receiver)) return { signal: 'traces', receiver };
  const isMember = !isForItsValue && saysThatItLogs(name) && call.arguments.slice(0, 2).some(isText);
  return isMember && !isLoggersOwn(callee, source)
    ? { signal: 'logs', receiver: callee, isFunction: true }
    : undefined;
}

/** Methods that few values but loggers have. */
const TELLING = new Set([
  'trace',
  'debug',
  'info',
  'warn',
  'warning',
  'verbose',
  'fatal',
  'critical',
  'notice',
]);

/**
 * Whether a function logs, by what it is called and given, `log('Sold')`, `this.logError('Lost')`, `info('Sold')`, or by printing the
 * text that it is given. One of the project that is called by a level alone may do anything else.
 */
function logFunction(
  name: string,
  call: Call,
  source: Source,
  settings: Settings,
): Pick<Lookalike, 'isPrinter'> | undefined {
  const callee = unwrap(call.callee);
  const isFunction = callee.kind === 'identifier';
  const saysLog = saysThatItLogs(name);
  if (!saysLog && !isFunction) return undefined;
  if (!call.arguments.slice(0, 2).some(isText) || isLoggersOwn(callee, source)) return undefined;
  if (saysLog) return {};
  const declared = new Resolver().function(callee, contextOf(source));
  if (declared) return printsItsText(declared, settings) ? { isPrinter: true } : undefined;
  const binding = isFunction && isLevelName(name) ? source.binding(callee) : undefined;
  return binding?.kind === 'import' || binding?.kind === 'variable' ? {} : undefined;
}

function saysThatItLogs(name: string): boolean {
  return LOG_FUNCTION.test(name) || LEVELED_FUNCTION.test(name);
}

/** A logger's own code: one of its methods calls another. */
function isLoggersOwn(callee: Expression, source: Source): boolean {
  const around = source.enclosingName(callee) ?? '';
  return levelOfMethod(around) !== undefined || LOG_FUNCTION.test(around) || LEVELED_FUNCTION.test(around);
}

function looksLikeLogging(method: string, receiver: Expression, { arguments: given }: Call): boolean {
  const [first] = given;
  if (levelOfMethod(method) === undefined || !first) return false;
  // What an audit trail keeps has no message: `auditLogger.log({ action, userId })`.
  if (
    method === 'log' &&
    unwrap(first).kind === 'object' &&
    !RECORD_KEYS.some((key) => propertyOf(first, key))
  )
    return false;
  return isLoggerNamed(receiver) || (TELLING.has(method) && given.slice(0, 2).some(isText));
}

/** What a record is given under that says all of it at once. */
const RECORD_KEYS = ['message', 'msg', 'text', 'level', 'severity'];

/** Spans of other kinds than OpenTelemetry's are started by other things than tracers. */
function startsSpan(method: string, receiver: Expression): boolean {
  const read = unwrap(receiver);
  const owner = read.kind === 'identifier' ? read.name : propertyName(read);
  return /^start(?:Active)?Span$/.test(method) && owner !== undefined && /trac(?:er|ing)$/i.test(owner);
}

const METRIC =
  /^(create|make|get|new|register|build|define|add)?(Counter|Gauge|Histogram|Summary|UpDownCounter)(?:Metric)?$/i;
const KINDS = ['Counter', 'Gauge', 'Histogram', 'Summary', 'UpDownCounter'] as const;

/**
 * The kind of metric that something with such a name makes, when it is given a name for it. `stats.counter('orders')` may as well
 * count one.
 */
function metricMadeBy(name: string, call: Call | New): string | undefined {
  const [, making, kind] = METRIC.exec(name) ?? [];
  const [first] = call.arguments;
  if (kind === undefined || !first) return undefined;
  const isMade = making !== undefined || call.kind === 'new';
  const isNamed = propertyOf(first, 'name') !== undefined || (isMade && isText(first));
  return isNamed ? KINDS.find((each) => each.toLowerCase() === kind.toLowerCase()) : undefined;
}

/** Whether it is a class of the project: what such a one is of a metrics library is known from its code. */
function isOwnClass(callee: Expression, source: Source): boolean {
  if (callee.kind !== 'identifier') return false;
  return new Resolver().declaration(callee, contextOf(source))?.binding.kind === 'class';
}

/** Whether it is known to be a library's value, of whatever kind. */
function isOthers(value: Expression, source: Source, settings: Settings): boolean {
  return provenanceOf(value, source, settings).is === 'library';
}

/** Whether an argument is seen to be text. */
export function isText(expression: Expression): boolean {
  const read = unwrap(expression);
  switch (read.kind) {
    case 'template':
      return true;
    case 'literal':
      return typeof read.value === 'string';
    case 'operation':
      return read.operator === '+' && (isText(read.left) || isText(read.right));
    default:
      return false;
  }
}
