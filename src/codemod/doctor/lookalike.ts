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
import { isLoggerNamed } from '../../model/code/logger-named.js';
import { isPrinting } from '../../model/logs/log-function.js';
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
}

/** What a call that was not recognised looks like; undefined for the most. */
export function lookalikeOf(call: Call | New, source: Source, settings: Settings): Lookalike | undefined {
  const callee = unwrap(call.callee);
  const name = callee.kind === 'identifier' ? callee.name : propertyName(callee);
  if (name === undefined) return undefined;
  const makes = metricMadeBy(name, call);
  if (makes !== undefined) {
    if (isOthers(callee, source, settings)) return undefined;
    const isPrometheus = ['help', 'labelNames'].some((key) => propertyOf(call.arguments[0], key));
    return { signal: 'metrics', receiver: callee, makes, isPrometheus };
  }
  if (call.kind !== 'call') return undefined;
  // A class's own methods may be called as a logger's are; only those are meant that say that they log.
  if (callee.kind !== 'member' || unwrap(callee.object).kind === 'this')
    return isLogFunction(name, call, source, settings)
      ? { signal: 'logs', receiver: callee, isFunction: true }
      : undefined;
  const receiver = callee.object;
  const signal = looksLikeLogging(name, receiver, call)
    ? 'logs'
    : startsSpan(name, receiver)
      ? 'traces'
      : undefined;
  return signal && !isOthers(receiver, source, settings) ? { signal, receiver } : undefined;
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
 * Whether a function logs by what it is called and given, `log('Sold')`, `this.logError('Lost')`, `info('Sold')`, and not by printing
 * it, which is judged where it does. One of the project that is called by a level alone may do anything else.
 */
function isLogFunction(name: string, call: Call, source: Source, settings: Settings): boolean {
  const callee = unwrap(call.callee);
  const saysLog = LOG_FUNCTION.test(name) || LEVELED_FUNCTION.test(name);
  if (!saysLog && (callee.kind !== 'identifier' || !isLevelName(name))) return false;
  if (!call.arguments.slice(0, 2).some(isText) || isLoggersOwn(callee, source)) return false;
  const declared = new Resolver().function(callee, contextOf(source));
  if (declared) return saysLog && !isPrinting(declared, settings);
  const binding = callee.kind === 'identifier' ? source.binding(callee) : undefined;
  return saysLog || binding?.kind === 'import' || binding?.kind === 'variable';
}

/** A logger's own code: one of its methods calls another. */
function isLoggersOwn(callee: Expression, source: Source): boolean {
  const around = source.enclosingName(callee) ?? '';
  return levelOfMethod(around) !== undefined || LOG_FUNCTION.test(around) || LEVELED_FUNCTION.test(around);
}

function looksLikeLogging(method: string, receiver: Expression, { arguments: given }: Call): boolean {
  if (levelOfMethod(method) === undefined || given.length === 0) return false;
  return isLoggerNamed(receiver) || (TELLING.has(method) && given.slice(0, 2).some(isText));
}

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
