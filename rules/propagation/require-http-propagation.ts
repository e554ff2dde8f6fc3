import { INSTRUMENTED_BY } from '../../src/catalog/setup/instrumentation.js';
import { insertBefore } from '../../src/model/text/edits.js';
import { brief } from '../../src/model/code/expression.js';
import { injectionFix, setterFix } from '../../src/recognize/propagation/propagation-fix.js';
import { defineRule } from '../../src/eslint/define-rule.js';

export default defineRule<'missing' | 'lost' | 'body' | 'asOptions'>({
  name: 'require-http-propagation',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require outbound HTTP calls to carry the trace context',
      signal: 'propagation',
      tier: 'recommended',
    },
    fixable: 'code',
    hasSuggestions: true,
    messages: {
      missing:
        '`{{call}}()` sends no `traceparent`: the service it calls starts a trace of its own. {{remedy}}.',
      lost: '`inject` sets a property on `{{carrier}}`, and a `{{holder}}` sends none of its properties: the trace ends here. Hand it a setter that calls `carrier.set(key, value)`.',
      body: '`{{call}}()` sends these options as its body: the headers, and the trace context in them, never become headers. Put the body before them.',
      asOptions: 'Send no body, and these as the options.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    return {
      outboundCall(site) {
        const { call, via, asBody } = site.event;
        const name = brief(call.callee).replaceAll(' .', '.');
        if (asBody && site.sendsCarrierAsBody) {
          context.report({
            node: site.nodeOf(asBody),
            messageId: 'body',
            data: { call: name },
            suggest: [
              {
                messageId: 'asOptions',
                fix: [insertBefore(site.nodeOf(asBody), 'undefined, ')],
              },
            ],
          });
        } else if (site.breaksTrace) {
          const instrumentation = INSTRUMENTED_BY[via];
          const byHand = 'end headers that `propagation.inject(context.active(), headers)` has filled';
          context.report({
            node: site.node,
            messageId: 'missing',
            data: {
              call: name,
              remedy: instrumentation ? `Register \`${instrumentation}\`, or s${byHand}` : `S${byHand}`,
            },
            fix: injectionFix(site),
          });
        }
      },
      lostInjection(site) {
        if (!site.breaksTrace) return;
        const { carrier, holder } = site.event;
        context.report({
          node: site.node,
          messageId: 'lost',
          data: { carrier: brief(carrier), holder },
          fix: setterFix(site),
        });
      },
    };
  },
});
