import { MESSAGE_STYLES, type MessageStyle, misstyled } from '../../src/model/logs/message-style.js';
import { type PresumedOption, defineRule } from '../../src/eslint/define-rule.js';

const EXAMPLES: Readonly<Record<MessageStyle, string>> = {
  sentence: 'a sentence without a full stop: "Order saved"',
  snake_case: 'an event in snake_case: "order_saved"',
  dotted: 'an event with a namespace: "order.saved"',
};

interface Options extends PresumedOption {
  /** How constant messages are written. */
  readonly style?: MessageStyle;
}

export default defineRule<'style' | 'suggested', Options>({
  name: 'message-style',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Enforce one style of constant log messages',
      signal: 'logs',
      tier: 'off',
    },
    messages: {
      style: 'The message "{{message}}" is not in {{style}} style. Write {{example}}.',
      suggested: 'The message "{{message}}" is not in {{style}} style. Write "{{styled}}".',
    },
    schema: [
      {
        type: 'object',
        properties: {
          presumed: {
            type: 'boolean',
            description: 'Also report a receiver that only its name says to be a logger.',
          },
          style: { enum: [...MESSAGE_STYLES], description: 'How constant messages are written.' },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ presumed: false, style: 'sentence' }],
  },
  create(context, options, file) {
    return {
      logCall(site) {
        if (!site.isJudged(options)) return;
        const { style } = options;
        const found = misstyled(site.call, file.source, style);
        if (!found || !file.logsForOperators) return;
        const { at, text, styled } = found;
        const message = text.length > 60 ? `${text.slice(0, 57)}...` : text;
        context.report(
          styled === undefined
            ? {
                node: site.nodeOf(at),
                messageId: 'style',
                data: { message, style, example: EXAMPLES[style] },
              }
            : { node: site.nodeOf(at), messageId: 'suggested', data: { message, style, styled } },
        );
      },
    };
  },
});
