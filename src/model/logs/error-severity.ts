import { LEVELS, type Level } from '../../catalog/schema.js';
import { type CaughtError, isExpectedToFail } from './caught-error.js';

/** A record written by the handler of an error. */
export interface FailureRecord {
  readonly caught: CaughtError;
  readonly level: Level;
  /** The source of the logging call. */
  readonly text: string;
  /** The record carries the error, or is the one thing that the handler does. */
  readonly tellsFailure: boolean;
  /** It is written under a condition inside the handler. */
  readonly isConditional: boolean;
  /** The handler does something else with the error. */
  readonly isUsedElsewhere: boolean;
  /** The handler gives a value back, or the code around goes on with another try. */
  readonly hasFallback: boolean;
}

/** Calls by which a handler reports an error in another way. */
const REPORTS =
  /^(?:warn|warning|error|fatal|critical|crit|alert|emerg|captureException|captureError|recordException|setStatus|notify|reject|next|done|callback|cb|exit|abort|fail|retry|inc|add|increment)$/;
/** Words by which a record says that the failure was reckoned with. */
const EXPECTED =
  /attempt|\bretr(?:y|ies|ying)\b|ignor|skip|assum|expected|not[\s_-]?found|missing|fall(?:ing|s)?[\s_-]?back|fallback|optional|unavailable|not available|best[\s_-]?effort|non-?(?:fatal|critical|blocking)|already|cancel|abort|closed|disconnect|default|instead|\bmiss\b|may be|might|unsupported|not supported|gone|stopp|shut|telemetry|analytics|metrics? event|fail(?:ed|ure) to (?:record|report|track|measure)|decod|pars(?:e|ing)\b|malformed|\bcached?\b|(?:did|was) not (?:answer|respond)/i;

/** Whether a level is below what a failure is logged at. */
export function mayBeTooLow(level: Level): boolean {
  return LEVELS.indexOf(level) < LEVELS.indexOf('warn');
}

/**
 * Whether a record of a failure is written below `warn`, although nothing says that the failure was expected.
 * Expected is what is tested for, retried, thrown on, replaced by a fallback, counted, or
 * called so in the record or in a comment.
 */
export function isTooLow(record: FailureRecord): boolean {
  const { caught } = record;
  if (!mayBeTooLow(record.level) || !record.tellsFailure) return false;
  if (
    record.isConditional ||
    record.isUsedElsewhere ||
    record.hasFallback ||
    caught.reacts ||
    caught.isExplained
  )
    return false;
  if (caught.calls.some((name) => REPORTS.test(name)) || EXPECTED.test(record.text)) return false;
  return !caught.guarded.leaves && !caught.guarded.yields && !isExpectedToFail(caught.guarded);
}
