import { propertyOf } from '../../src/model/code/expression.js';
import { metricName } from '../../src/model/metrics/metric.js';
import { reasonText } from '../../src/model/text/reason.js';
import { repetitionOf } from '../../src/estree/execution-context.js';
import { defineRule } from '../../src/eslint/define-rule.js';

export default defineRule<'created'>({
  name: 'no-dynamic-metric-creation',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow metrics that are made again for every request or turn of a loop',
      signal: 'metrics',
      tier: 'recommended',
    },
    messages: {
      created:
        'Metric `{{metric}}` is made again for {{occasion}}. Make it once, where the module is loaded.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    return {
      metricDefinition(site) {
        const { dialect, name, evidence, at } = site.event;
        // A registry of its own is made and thrown away with the metric.
        if (propertyOf(at.options, 'registers')) return;
        // A function that only the settings know may keep what it made.
        if (evidence === 'settings' || dialect.remade === undefined) return;
        const repetition = repetitionOf(site.node);
        // A loop that makes metrics of different names is how a set of them is made.
        if (!repetition || (repetition.reason.code === 'every-turn' && name === undefined)) return;
        context.report({
          node: site.node,
          messageId: 'created',
          data: {
            metric: metricName(site.event),
            occasion: reasonText(repetition.reason),
          },
        });
      },
    };
  },
});
