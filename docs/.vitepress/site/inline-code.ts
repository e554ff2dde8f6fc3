import type { MarkdownRenderer } from 'vitepress';

/** Keeps Vue from reading `{{.window}}` in code as one of its own expressions. */
export function plainInlineCode(md: MarkdownRenderer): void {
  const code = md.renderer.rules.code_inline;
  if (!code) throw new Error('no renderer of inline code');
  md.renderer.rules.code_inline = (...args) => {
    const [tokens, index] = args;
    tokens[index]?.attrSet('v-pre', '');
    return code(...args);
  };
}
