import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Edit } from '../model/text/edits.js';

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
): RuleContext<Messages> {
  return {
    report: ({ fix, suggest = [], ...found }) => {
      context.report({
        ...found,
        fix: fix ? fixOf(fix) : null,
        suggest: suggest.map((each) => ({ ...each, fix: fixOf(each.fix) })),
      });
    },
  };
}

function fixOf(edits: readonly Edit[]): TSESLint.ReportFixFunction {
  return (fixer) => edits.map(({ range, text }) => fixer.replaceTextRange(range, text));
}
