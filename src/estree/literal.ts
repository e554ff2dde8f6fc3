import type { TSESTree } from '@typescript-eslint/types';
import type { FileSyntax } from './syntax.js';

/** A string in the quotes that a literal, or a template without placeholders, is written in. */
export function quotedLike(literal: TSESTree.Node, text: string, syntax: FileSyntax): string {
  const quote = syntax.text.charAt(literal.range[0]);
  return quote + text + quote;
}
