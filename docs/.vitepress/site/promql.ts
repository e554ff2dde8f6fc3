import type { MarkdownOptions } from 'vitepress';

/** PromQL for the highlighter, which has no grammar of it. */
export const promql: NonNullable<MarkdownOptions['languages']>[number] = {
  name: 'promql',
  scopeName: 'source.promql',
  repository: {},
  patterns: [
    { name: 'comment.line.number-sign.promql', match: '#.*$' },
    { name: 'string.quoted.promql', match: String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|` + '`[^`]*`' },
    {
      name: 'keyword.control.promql',
      match: String.raw`\b(?:by|without|on|ignoring|group_left|group_right|bool|offset|and|or|unless|atan2)\b`,
    },
    { name: 'support.function.promql', match: String.raw`\b[a-z_][a-z0-9_]*(?=\s*\()` },
    {
      name: 'constant.numeric.promql',
      match: String.raw`\b(?:\d+(?:ms|[smhdwy]))+\b|\b\d+(?:\.\d+)?(?:e[+-]?\d+)?\b|\$__\w+`,
    },
    { name: 'variable.other.label.promql', match: String.raw`\b[A-Za-z_]\w*(?=\s*(?:=~|!~|!=|=(?!=)))` },
    { name: 'entity.name.promql', match: String.raw`\b[A-Za-z_:][\w:]*` },
    { name: 'keyword.operator.promql', match: String.raw`=~|!~|[=!<>]=|[-+*/%^<>=]` },
  ],
};
