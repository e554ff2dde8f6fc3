import { insertBefore } from '../../src/model/text/edits.js';
import { brief } from '../../src/model/code/expression.js';
import { injectionFix, setterFix } from '../../src/recognize/propagation/propagation-fix.js';
import {
  type PresumedOption,
  defineRule,
  presumedDefaults,
  presumedSchemaFor,
} from '../../src/eslint/define-rule.js';

export default defineRule<'missing' | 'lost' | 'body' | 'asOptions', PresumedOption>({
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
      missing: '`{{call}}()` sends no trace context. {{remedy}}.',
      lost: '`inject` sets a property on `{{carrier}}`, which is not sent. Pass a setter that calls `carrier.set(key, value)`.',
      body: '`{{call}}()` sends these options as its body. Put the body before them.',
      asOptions: 'Send no body, and these as the options.',
    },
    schema: presumedSchemaFor('Also report requests to an address of which nothing is known.'),
    defaultOptions: presumedDefaults,
  },
  create(context, { presumed }) {
    return {
      outboundCall(site) {
        const { call, asBody } = site.event;
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
        } else if (site.breaksTrace && (presumed || site.isAddressSeen)) {
          const { instrumentation } = site;
          context.report({
            node: site.node,
            messageId: 'missing',
            data: {
              call: name,
              remedy: instrumentation
                ? `Register \`${instrumentation}\``
                : 'Fill its headers with `propagation.inject(context.active(), headers)`',
            },
            fix: site.isAddressSeen ? injectionFix(site) : undefined,
          });
        }
      },
      lostInjection(site) {
        if (!site.breaksTrace) return;
        const { carrier } = site.event;
        context.report({
          node: site.node,
          messageId: 'lost',
          data: { carrier: brief(carrier) },
          fix: setterFix(site),
        });
      },
    };
  },
});
