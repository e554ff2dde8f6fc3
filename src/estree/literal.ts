import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

/** A string in the quotes that a literal, or a template without placeholders, is written in. */
export function quotedLike(
  literal: TSESTree.Node,
  text: string,
  sourceCode: Readonly<TSESLint.SourceCode>,
): string {
  const quote = sourceCode.getText(literal)[0] ?? "'";
  return quote + text + quote;
}
