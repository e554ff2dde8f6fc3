import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { type Edit, orderedEdits } from '../model/text/edits.js';
import { shortened } from '../model/text/message-length.js';
import { printable } from '../model/text/printable.js';

/** What a rule says about a node, with its repairs as data. */
export interface Report<Messages extends string> {
  readonly node: TSESTree.Node;
  /** What is underlined, where that is not the whole node. */
  readonly loc?: Readonly<TSESTree.SourceLocation>;
  readonly messageId: Messages;
  readonly data?: Readonly<Record<string, unknown>>;
  /** Repairs it, and changes nothing but the telemetry. */
  readonly fix?: readonly Edit[] | undefined;
  /** Repairs that somebody has to look at. */
  readonly suggest?: readonly Suggestion<Messages>[];
}

export interface Suggestion<Messages extends string> {
  readonly messageId: Messages;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly fix: readonly Edit[];
}

/** What a rule reports to. */
export interface RuleContext<Messages extends string> {
  report(report: Report<Messages>): void;
}

/** Hands reports to ESLint. */
export function reportingTo<Messages extends string>(
  context: Readonly<TSESLint.RuleContext<string, readonly unknown[]>>,
  messages: Readonly<Record<Messages, string>>,
): RuleContext<Messages> {
  const given = (messageId: Messages, data: Report<Messages>['data']) =>
    data ? { data: shortened(messages[messageId], printableData(data)) } : {};
  const budget = new SpanBudget();
  const fixOf = (edits: readonly Edit[]) => budget.spend(edits);
  return {
    report: ({ fix, suggest = [], data, ...found }) => {
      context.report({
        ...found,
        ...given(found.messageId, data),
        fix: (fix && fixOf(fix)) ?? null,
        suggest: suggest.flatMap(({ messageId, data: own, fix: edits }) => {
          const made = fixOf(edits);
          return made ? [{ messageId, ...given(messageId, own), fix: made }] : [];
        }),
      });
    },
  };
}

/**
 * How much text the fixes of one rule in one file may span in all, in characters. ESLint makes one replacement of a fix, from its
 * first edit to its last: where every call of a file brings the import that it needs, that is the file again for each of them.
 */
const SPANNED = 2_000_000;

/**
 * Hands out fixes as long as they span no more than the budget; one is always had. Of those that bring the same import ESLint makes
 * one a pass, as they overlap: in the next pass it is there, and the fixes of all other calls are their own lines alone.
 */
class SpanBudget {
  private left = SPANNED;

  /** ESLint ends the whole run where the edits of one report overlap: then there is no fix. */
  spend(edits: readonly Edit[]): TSESLint.ReportFixFunction | undefined {
    const ordered = this.left > 0 ? orderedEdits(edits) : undefined;
    const [first] = ordered ?? [];
    if (!ordered || !first) return undefined;
    if (ordered.length > 1) this.left -= (ordered.at(-1) ?? first).range[1] - first.range[0];
    return (fixer) => ordered.map(({ range, text }) => fixer.replaceTextRange(range, text));
  }
}

/** Source text in a message goes to a terminal as it is: formatters escape nothing. */
function printableData(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, typeof value === 'string' ? printable(value) : value]),
  );
}
