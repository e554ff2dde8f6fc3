import { brief } from '../../src/model/code/expression.js';
import { orphanedWork } from '../../src/recognize/propagation/incoming-work.js';
import { defineRule } from '../../src/eslint/define-rule.js';
import { spanName } from '../../src/recognize/traces/span-site.js';

export default defineRule<'one' | 'many' | 'getter'>({
  name: 'require-context-extraction',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require handlers of messages and requests to continue the trace that comes with them',
      signal: 'propagation',
      tier: 'strict',
    },
    messages: {
      one: '{{span}} starts a trace per {{client}} {{what}}. Pass `propagation.extract(context.active(), {{carrier}})`.',
      many: '{{span}} is in none of the traces of a batch of {{client}}. Add `links` from `propagation.extract()` of {{carrier}}.',
      getter:
        '`extract()` finds nothing in `{{carrier}}` of {{client}}. Pass a getter as the third argument.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    return {
      lostExtraction({ node, client, carrier }) {
        context.report({ node, messageId: 'getter', data: { carrier: brief(carrier), client } });
      },
      spanStart(site) {
        const work = orphanedWork(site);
        if (!work) return;
        const { client, consume, isBatch } = work;
        context.report({
          node: site.node,
          messageId: isBatch ? 'many' : 'one',
          data: {
            span: spanName(site),
            client,
            carrier: isBatch
              ? `\`${consume.carrier}\``
              : consume.carrier + (consume.needsGetter ? ', getter' : ''),
            ...(isBatch ? {} : { what: consume.what }),
          },
        });
      },
    };
  },
});
