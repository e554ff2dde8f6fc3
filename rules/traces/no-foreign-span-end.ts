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
      foreign:
        '`{{taken}}` is a span that other code has started and ends itself: ended here, it is cut short, and what its owner adds later can be lost. Remove the call.',
      library:
        '`{{method}}` ends this span itself when its callback is done: ended here, it can lose the error that the callback throws. Remove the call.',
      remove: 'Remove `{{call}}`.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, _options, file) {
    return {
      spanCall(site) {
        const { event, node } = site;
        if (event.effect !== 'end' || event.provenance === 'name' || file.role.role === 'tests') return;
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
