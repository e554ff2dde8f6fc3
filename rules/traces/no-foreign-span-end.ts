import { brief } from '../../src/model/code/expression.js';
import { foreignOwner, removalOf } from '../../src/recognize/traces/foreign-end.js';
import { defineRule } from '../../src/eslint/define-rule.js';

export default defineRule<'foreign' | 'library' | 'remove'>({
  name: 'no-foreign-span-end',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow ending a span that this code did not start',
      signal: 'traces',
      tier: 'recommended',
    },
    hasSuggestions: true,
    messages: {
      foreign: '`{{taken}}` was started by other code, which ends it. Remove the call.',
      library: '`{{method}}` ends this span itself. Remove the call.',
      remove: 'Remove `{{call}}`.',
    },
    schema: [],
    defaultOptions: [],
  },
  sparesTests: true,
  create(context) {
    return {
      spanCall(site) {
        const { event, node } = site;
        if (event.effect !== 'end' || event.provenance === 'name') return;
        const owner = foreignOwner(site);
        if (!owner) return;
        const removal = removalOf(site);
        context.report({
          node,
          ...(owner.is === 'other'
            ? { messageId: 'foreign', data: { taken: brief(owner.taken) } }
            : { messageId: 'library', data: { method: owner.method } }),
          suggest: removal
            ? [{ messageId: 'remove', data: { call: brief(event.call) }, fix: [removal] }]
            : [],
        });
      },
    };
  },
});
