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
      minted:
        '`{{target}}` is a new id for a request that may have one: its records here cannot be joined with those of the caller and the gateway. Read `{{header}}` first, and mint an id only where there is none.',
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
