import { brief } from '../../src/model/code/expression.js';
import { messageRemedy } from '../../src/model/propagation/message-remedy.js';
import { injectingFix } from '../../src/recognize/propagation/message-carrier-fix.js';
import { defineRule } from '../../src/eslint/define-rule.js';

export default defineRule<'missing' | 'inject'>({
  name: 'require-message-propagation',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require messages to carry the trace context',
      signal: 'propagation',
      tier: 'recommended',
    },
    hasSuggestions: true,
    messages: {
      missing: '`{{call}}` sends no trace context. {{remedy}}',
      inject: 'Inject the active context and send it with the message.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    return {
      messageCall(site) {
        if (!site.breaksTrace) return;
        const { via, shape } = site.event;
        const fix = injectingFix(site);
        context.report({
          node: site.node,
          messageId: 'missing',
          data: { call: brief(site.event.call.callee), remedy: messageRemedy(via, shape) },
          suggest: fix ? [{ messageId: 'inject', fix }] : [],
        });
      },
    };
  },
});
