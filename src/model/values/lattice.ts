import type { ValueOrigin } from '../../catalog/attributes/identifiers.js';
import { type Expression, brief } from '../code/expression.js';
import type { CardinalityReason, SeenReason } from '../text/reasons/cardinality.js';

/** How many values an expression can take while the program runs. */
export type Cardinality =
  | {
      readonly is: 'bounded';
      /** An upper estimate. */
      readonly values: number;
      readonly reason: CardinalityReason;
    }
  | {
      readonly is: 'unbounded';
      readonly reason: CardinalityReason;
      /** The part of the judged expression that has no bound. */
      readonly at: Expression;
      /** Seen in what the value is, or only known from what it is called. */
      readonly by: 'value' | 'name';
      /** A raw path's replacement by the route's template. */
      readonly fix?: RouteFix;
    }
  | { readonly is: 'unknown' };

/** Text to write in an expression's place, parentheses included where it needs them. */
export interface RouteFix {
  readonly at: Expression;
  readonly text: string;
}

/** Status codes that a service answers with in practice, of the 63 that IANA lists. */
export const STATUS_CODES = 60;

/** 1xx to 5xx, and anything else. */
const STATUS_CLASSES = 6;

/** A large service's routes; a label of them is what metrics of HTTP servers are meant to have. */
const ROUTES = 200;

/** Names or codes of the errors that one observation sees. */
export const ERROR_KINDS = 30;

/** Classes that one expression can be an instance of. */
export const CLASSES = 30;

/** What is not known. */
export const UNKNOWN: Cardinality = { is: 'unknown' };

/** A verdict of at most so many values. */
export function bounded(values: number, reason: CardinalityReason): Cardinality {
  return { is: 'bounded', values: Math.min(values, Number.MAX_SAFE_INTEGER), reason };
}

/** A verdict of endless values, reported at `read`. */
export function unbounded(
  read: Expression,
  reason: CardinalityReason,
  by: 'value' | 'name' = 'value',
): Cardinality {
  return { is: 'unbounded', reason, at: read, by };
}

export const CONSTANT = bounded(1, { code: 'constant' });

export const TRUE_OR_FALSE = bounded(2, { code: 'true-or-false' });

export const STATUS = bounded(STATUS_CODES, { code: 'status' });

export const STATUS_CLASS = bounded(STATUS_CLASSES, { code: 'status-class' });

export const TEMPLATE = bounded(ROUTES, { code: 'route-template' });

export const PER_PROCESS = bounded(1, { code: 'per-process' });

/** A verdict, unless it says nothing. */
export function known(verdict: Cardinality): Cardinality | undefined {
  return verdict.is === 'unknown' ? undefined : verdict;
}

/** Whether a verdict gives a reason. */
export function hasReason(verdict: Cardinality, code: CardinalityReason['code']): boolean {
  return verdict.is !== 'unknown' && verdict.reason.code === code;
}

/** The series that labels of these cardinalities make together; 1 for none. */
export function productOf(labels: readonly Cardinality[]): Cardinality {
  return product(labels);
}

/** The reason of an unbounded verdict that is seen in where a value comes from. */
export function seenIn(read: Expression, code: ValueOrigin, evidence = brief(read)): SeenReason {
  return { code, evidence };
}

/** What parts make that stand side by side: every value of one with every value of the others. */
export function product(parts: readonly Cardinality[]): Cardinality {
  return combined(parts, (a, b) => a * b, 1);
}

/** What parts make of which one at a time is the value. */
export function sum(parts: readonly Cardinality[]): Cardinality {
  return combined(parts, (a, b) => a + b, 0);
}

/** As unbounded as the worst part, proof before names; else as unknown. */
function combined(
  parts: readonly Cardinality[],
  join: (a: number, b: number) => number,
  none: number,
): Cardinality {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const worst =
    parts.find((part) => part.is === 'unbounded' && part.by === 'value') ??
    parts.find((part) => part.is === 'unbounded') ??
    parts.find((part) => part.is === 'unknown');
  if (worst) return worst;
  const values = parts.reduce((total, part) => join(total, part.is === 'bounded' ? part.values : 1), none);
  return values <= 1
    ? bounded(values, { code: 'constant' })
    : bounded(values, { code: 'at-most', count: values });
}

/** The same verdict, reported on the part of the judged expression that led to it. */
export function at(verdict: Cardinality, read: Expression): Cardinality {
  return verdict.is === 'unbounded' ? { ...verdict, at: read } : verdict;
}
