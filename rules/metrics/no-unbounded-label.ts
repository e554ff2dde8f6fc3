import { SERIES_COST } from '../../src/catalog/series-cost.js';
import { cardinalityOf } from '../../src/model/cardinality.js';
import type { Expression } from '../../src/model/expression.js';
import { defineRule } from '../../src/recognize/rule.js';

export default defineRule<'unbounded' | 'template'>({
  name: 'no-unbounded-label',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow metric labels whose values have no bound',
      signal: 'metrics',
      tier: 'recommended',
    },
    hasSuggestions: true,
    messages: {
      unbounded: 'Label "{{label}}" {{because}}: {{cost}}. {{instead}}',
      template: 'Use the route’s template, `{{template}}`.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, _options, file) {
    // Observations may share one object of labels.
    const judged = new Set<Expression>();
    return {
      metricObservation(site) {
        for (const { name, value } of site.event.labels) {
          if (judged.has(value)) continue;
          judged.add(value);
          const cardinality = cardinalityOf(value, file.source, name);
          if (cardinality.is !== 'unbounded') continue;
          const { because, fix } = cardinality;
          context.report({
            node: site.nodeOf(value),
            messageId: 'unbounded',
            data: {
              label: name,
              because,
              cost: SERIES_COST[site.event.convention],
              instead: fix
                ? 'Use the route’s template instead.'
                : 'Put it in a log field or span attribute instead.',
            },
            suggest: fix
              ? [
                  {
                    messageId: 'template',
                    data: { template: fix.text },
                    fix: (fixer) => {
                      const node = site.nodeOf(fix.at);
                      const isShorthand = node.parent?.type === 'Property' && node.parent.shorthand;
                      return fixer.replaceText(node, isShorthand ? `${name}: ${fix.text}` : fix.text);
                    },
                  },
                ]
              : [],
          });
        }
      },
    };
  },
});
