import {
  ANSWERS,
  CLEANUP_VERBS,
  FAILURE_STATUSES,
  PLUMBING,
  PROBES,
  PROBE_VERBS,
  LIFE_SIGNS,
  SPAN_METHODS,
  TELEMETRY_NOUNS,
  TELEMETRY_VERBS,
} from '../../catalog/logs/expected-failures.js';
import { wordsOf } from '../text/words.js';

/** An error that code catches, and what becomes of it. */
export interface CaughtError {
  /** A `catch` clause, or the callback that a promise hands its rejection to. */
  readonly origin: 'catch' | 'callback';
  /** The name it is caught under. */
  readonly parameter: string | undefined;
  /** Whether the handler reads it. */
  readonly isRead: boolean;
  /** Whether a comment stands with the handler. */
  readonly isExplained: boolean;
  /** Whether there is anything in the handler at all. */
  readonly isEmpty: boolean;
  /** What the handler calls, by the last names: `res.status(500)` is `status`. */
  readonly calls: readonly string[];
  /** It throws, passes over to the next turn of a loop, ends the process or sets a variable. */
  readonly reacts: boolean;
  /** It reads another error: the one that is being handled already. */
  readonly tellsAnother: boolean;
  /** The statuses that it answers with, as far as they are written out. */
  readonly statuses: readonly number[];
  readonly guarded: GuardedCode;
}

/** The code whose errors are caught. */
export interface GuardedCode {
  readonly calls: readonly string[];
  /** It ends in a jump, so that what follows is the way out when it fails. */
  readonly leaves: boolean;
  /** It ends in setting something whose absence tells of the failure, or its value goes on. */
  readonly yields: boolean;
  /** It tidies up: it runs on the way out of another failure, or its function is named for that. */
  readonly isCleanup: boolean;
  /** It decides who may pass, and a failure says no. */
  readonly admits: boolean;
  /** What it calls are functions of the project that deal with their errors themselves. It may cost something: asked last. */
  readonly neverFails: boolean;
}

/** How an error is swallowed: nothing is done at all, or a failure is answered without a word of what failed. */
export type Swallowing = { readonly how: 'dropped' } | { readonly how: 'answered'; readonly status: number };

/**
 * Whether an error disappears without a trace, and how. Undefined where it is used, explained or expected, or
 * where the handler does anything that may be meant for it.
 */
export function swallowingOf(caught: CaughtError): Swallowing | undefined {
  // The dearest questions last: what comments say.
  if (caught.isRead) return undefined;
  if (!caught.isEmpty) {
    const status = caught.statuses.find((each) => FAILURE_STATUSES.has(each));
    if (status === undefined || caught.reacts || caught.tellsAnother) return undefined;
    const onlyAnswers = caught.calls.every((name) => ANSWERS.has(name));
    return onlyAnswers && !caught.isExplained ? { how: 'answered', status } : undefined;
  }
  const { guarded } = caught;
  if (caught.reacts || guarded.leaves || guarded.yields || isExpectedToFail(guarded)) return undefined;
  return caught.isExplained || guarded.neverFails ? undefined : { how: 'dropped' };
}

/** Whether code only does what may fail without any harm: tidies up, probes, parses, emits telemetry. */
export function isExpectedToFail(guarded: GuardedCode): boolean {
  return guarded.isCleanup || guarded.admits || !guarded.calls.some(isTroubleWhenFailing);
}

/** Whether the failure of a call says that something is wrong, by its name. */
export function isTroubleWhenFailing(name: string): boolean {
  return !(
    PLUMBING.has(name) ||
    PROBES.has(name) ||
    SPAN_METHODS.has(name) ||
    LIFE_SIGNS.has(name) ||
    wordsOf(name).some((word) => TELEMETRY_NOUNS.has(word)) ||
    [CLEANUP_VERBS, PROBE_VERBS, TELEMETRY_VERBS].some((verbs) => verbs.has(verbOf(name)))
  );
}

/** Verbs and functions that read text which may not be well-formed. */
const READS_TEXT = /^(?:parse|decode|deserialize|unmarshal|atob|url|stringify)$/;

/** Whether some calls do nothing but read text that may not be well-formed, and what goes with it. */
export function onlyReads(calls: readonly string[]): boolean {
  const reads = (name: string) => READS_TEXT.test(verbOf(name));
  return calls.some(reads) && calls.every((name) => reads(name) || PLUMBING.has(name));
}

/** Whether a function is named for tidying up: `cleanupBucket`, `closeAll`. */
export function namesCleanup(name: string): boolean {
  return CLEANUP_VERBS.has(verbOf(name));
}

/** What a function's name says that it does: `safeClose` closes, `_unlinkSync` unlinks. */
function verbOf(name: string): string {
  const [first = '', second] = wordsOf(name);
  const isModifier = /^(?:safe|safely|try|force|async|do|maybe|on|fs)$/.test(first);
  return isModifier && second !== undefined ? second : first;
}
