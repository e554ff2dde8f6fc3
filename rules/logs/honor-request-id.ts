import { defineRule } from '../../src/eslint/define-rule.js';

interface Options {
  /** Also ask that the id goes back to the caller in a header. */
  readonly sendBack?: boolean;
}

export default defineRule<'minted' | 'read' | 'silent' | 'send', Options>({
  name: 'honor-request-id',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require the incoming request id to be read before a new one is generated',
      signal: 'logs',
      tier: 'recommended',
    },
    hasSuggestions: true,
    messages: {
      minted: '`{{target}}` ignores an id that the request may have. Read `{{header}}` first.',
      read: 'Read `{{header}}` first.',
      silent: 'The caller never learns `{{target}}`. Send it back in `{{header}}`.',
      send: 'Send it back in `{{header}}`.',
    },
    schema: [
      {
        type: 'object',
        properties: {
          sendBack: {
            type: 'boolean',
            description: 'Also ask that a middleware sends the id back to the caller in a header.',
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ sendBack: false }],
  },
  create(context, options, file) {
    return {
      generatedRequestId({ node, target, header, fix }) {
        if (!file.isOfServer) return;
        context.report({
          node,
          messageId: 'minted',
          data: { target, header },
          suggest: fix ? [{ messageId: 'read', data: { header }, fix }] : [],
        });
      },
      keptRequestId(find) {
        const kept = options.sendBack && file.isOfServer ? find() : undefined;
        if (!kept || kept.isSentBack) return;
        const { node, target, header, fix } = kept;
        context.report({
          node,
          messageId: 'silent',
          data: { target, header },
          suggest: fix ? [{ messageId: 'send', data: { header }, fix }] : [],
        });
      },
    };
  },
});
