import {
  type DisclosureReasons,
  DISCLOSURE_TEXTS,
  IGNORED_OPTION_TEXTS,
  type IgnoredOptionReasons,
  LOST_VALUE_TEXTS,
  type LostValueReasons,
} from './reasons/attributes.js';
import {
  CARDINALITY_TEXTS,
  type CardinalityReason,
  type CardinalityReasons,
  isSeen,
  ofNamedPart,
} from './reasons/cardinality.js';
import { CONSOLE_TEXTS, type ConsoleReasons } from './reasons/console.js';
import { BUCKET_TEXTS, type BucketReasons, NAME_TEXTS, type NameReasons } from './reasons/metrics.js';
import {
  LIBRARY_TEXTS,
  type LibraryReasons,
  MIGRATION_TEXTS,
  type MigrationReasons,
} from './reasons/migration.js';
import { EXECUTION_TEXTS, EXIT_TEXTS, type ExecutionReasons, type ExitReasons } from './reasons/paths.js';
import { PROPAGATION_TEXTS, type PropagationReasons } from './reasons/propagation.js';
import { REWRITING_TEXTS, type RewritingReasons } from './reasons/rewriting.js';
import { ROLE_TEXTS, type RoleReasons } from './reasons/role.js';
import type { ReasonsOf, Texts } from './reasons/table.js';

/** Every reason that a judgement gives, by code, with the data that it carries. */
export interface Reasons
  extends
    CardinalityReasons,
    PropagationReasons,
    RoleReasons,
    ConsoleReasons,
    RewritingReasons,
    MigrationReasons,
    LibraryReasons,
    BucketReasons,
    NameReasons,
    LostValueReasons,
    IgnoredOptionReasons,
    DisclosureReasons,
    ExitReasons,
    ExecutionReasons {}

/**
 * Why a judgement came out as it did: a code, and what it is about. By convention `subject` is what it is about and
 * `evidence` the source text that shows it. A verdict carries its reason; only what reports it makes text of it.
 */
export type Reason<Code extends keyof Reasons = keyof Reasons> = ReasonsOf<Reasons, Code>;

const TEXTS: Texts<Reasons> = {
  ...CARDINALITY_TEXTS,
  ...PROPAGATION_TEXTS,
  ...ROLE_TEXTS,
  ...CONSOLE_TEXTS,
  ...REWRITING_TEXTS,
  ...MIGRATION_TEXTS,
  ...LIBRARY_TEXTS,
  ...BUCKET_TEXTS,
  ...NAME_TEXTS,
  ...LOST_VALUE_TEXTS,
  ...IGNORED_OPTION_TEXTS,
  ...DISCLOSURE_TEXTS,
  ...EXIT_TEXTS,
  ...EXECUTION_TEXTS,
};

/** The text of a reason, as a part of a sentence; its table says of which. */
export function reasonText<Code extends keyof Reasons>(reason: Reason<Code>): string {
  const text: Texts<Reasons>[Code] = TEXTS[reason.code];
  return typeof text === 'string' ? text : text(reason);
}

/**
 * The part of a value that has no bound, and how many values it has: `req.path`, "one value per URL". The part is the whole
 * where only its name is known.
 */
export function unboundedPart(
  reason: CardinalityReason,
  whole: string,
): { readonly part: string; readonly text: string } {
  return { part: isSeen(reason) ? reason.evidence : whole, text: ofNamedPart(reason) };
}
