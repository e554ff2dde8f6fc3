import { defineRule } from '../../src/eslint/define-rule.js';

export default defineRule<'minted' | 'read'>({
  name: 'honor-request-id',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require the incoming request id to be read before a new one is minted',
      signal: 'logs',
      tier: 'recommended',
    },
    hasSuggestions: true,
    messages: {
      minted: '`{{target}}` ignores an id that the request may have. Read `{{header}}` first.',
      read: 'Read `{{header}}` first.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, _, file) {
    return {
      generatedRequestId({ node, target, header, fix }) {
        if (file.role.role !== 'server') return;
        context.report({
          node,
          messageId: 'minted',
          data: { target, header },
          suggest: fix ? [{ messageId: 'read', data: { header }, fix }] : [],
        });
      },
    };
  },
});
