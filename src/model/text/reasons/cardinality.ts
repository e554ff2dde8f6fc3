import type { ValueOrigin } from '../../../catalog/attributes/identifiers.js';
import type { CodeAlone, ReasonsOf, Texts } from './table.js';

/** Where a value without a bound was seen to come from. */
type Seen = Readonly<Record<ValueOrigin, { readonly evidence: string }>>;

/** Why a value takes as many values as it does. */
export interface CardinalityReasons extends Seen {
  // Bounded.
  constant: CodeAlone;
  'true-or-false': CodeAlone;
  status: CodeAlone;
  'status-class': CodeAlone;
  'status-text': CodeAlone;
  'request-method': CodeAlone;
  protocol: CodeAlone;
  'http-version': CodeAlone;
  'route-template': CodeAlone;
  'fixed-route': CodeAlone;
  'per-process': CodeAlone;
  sign: CodeAlone;
  'type-name': CodeAlone;
  'class-name': CodeAlone;
  'error-kind': CodeAlone;
  'typed-values': { readonly count: number };
  'listed-values': { readonly count: number; readonly evidence: string };
  'enum-members': { readonly count: number; readonly evidence: string };
  'at-most': { readonly count: number };
  // Unbounded, known from a name alone.
  'per-owner': { readonly subject: string };
}

export type CardinalityReason = ReasonsOf<CardinalityReasons>;

/** Reasons that say where a value without a bound comes from. */
export type SeenReason = ReasonsOf<Seen>;

/** The end of "one value per …". */
const ORIGINS: Readonly<Record<ValueOrigin, string>> = {
  'raw-path': 'path',
  'raw-url': 'URL',
  'path-parameter': 'path parameter',
  query: 'query',
  header: 'header text',
  cookie: 'cookie',
  'client-address': 'client address',
  'user-agent': 'client version',
  'request-id': 'request',
  'trace-id': 'trace',
  'span-id': 'span',
  random: 'call',
  milliseconds: 'millisecond',
  clock: 'time it runs',
  moment: 'moment',
  hash: 'input',
  'error-text': 'error text',
  'error-as-text': 'error',
};

/** Follow the name of the label: "has one value per user". */
export const CARDINALITY_TEXTS: Texts<CardinalityReasons> = {
  constant: 'is a constant',
  'true-or-false': 'is true or false',
  status: 'is a status code',
  'status-class': 'is a class of status codes',
  'status-text': 'is the text of a status code',
  'request-method': 'is a request method',
  protocol: 'is http or https',
  'http-version': 'is an HTTP version',
  'route-template': 'is a route’s template',
  'fixed-route': 'is the path of the route',
  'per-process': 'is the same while the process runs',
  sign: 'is a sign',
  'type-name': 'is the name of a type',
  'class-name': 'is the name of a class',
  'error-kind': 'names a kind of error',
  'typed-values': ({ count }) => `is one of ${count} by its type`,
  'listed-values': ({ count, evidence }) => `is one of the ${count} in ${evidence}`,
  'enum-members': ({ count, evidence }) => `is one of ${evidence}’s ${count} members`,
  'at-most': ({ count }) => `has at most ${count} values`,
  'per-owner': ({ subject }) => `has one value per ${subject}`,
  'raw-path': seen,
  'raw-url': seen,
  'path-parameter': seen,
  query: seen,
  header: seen,
  cookie: seen,
  'client-address': seen,
  'user-agent': seen,
  'request-id': seen,
  'trace-id': seen,
  'span-id': seen,
  random: seen,
  milliseconds: seen,
  clock: seen,
  moment: seen,
  hash: seen,
  'error-text': seen,
  'error-as-text': seen,
};

function seen({ code, evidence }: SeenReason): string {
  return `has one value per ${ORIGINS[code]} (\`${evidence}\`)`;
}

/** The same of a part of a span's name, which a sentence has named before: "one value per URL". */
export function ofNamedPart(reason: CardinalityReason): string {
  if (isSeen(reason)) return `one value per ${ORIGINS[reason.code]}`;
  return reason.code === 'per-owner' ? `one value per ${reason.subject}` : 'no bound';
}

/** Whether a reason tells what a value was seen to be: the part that it names is then its evidence. */
export function isSeen(reason: CardinalityReason): reason is SeenReason {
  return Object.hasOwn(ORIGINS, reason.code);
}
