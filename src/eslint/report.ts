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

/** ESLint ends the whole run where the edits of one report overlap: then there is none. */
function fixOf(edits: readonly Edit[]): TSESLint.ReportFixFunction | undefined {
  const ordered = orderedEdits(edits);
  return ordered && ((fixer) => ordered.map(({ range, text }) => fixer.replaceTextRange(range, text)));
}

/** Source text in a message goes to a terminal as it is: formatters escape nothing. */
function printableData(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, typeof value === 'string' ? printable(value) : value]),
  );
}
