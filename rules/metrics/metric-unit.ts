import { unitMismatch } from '../../src/model/metrics/unit-mismatch.js';
import { metricName } from '../../src/model/metrics/metric.js';
import { replace } from '../../src/model/text/edits.js';
import { UNIT_NAMES } from '../../src/model/text/reasons/metrics.js';
import { defineRule } from '../../src/eslint/define-rule.js';

export default defineRule<'unit' | 'convert'>({
  name: 'metric-unit',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow values in another unit than their metric declares',
      signal: 'metrics',
      tier: 'recommended',
    },
    hasSuggestions: true,
    messages: {
      unit: '`{{value}}` is in {{recorded}}, but `{{metric}}` is in {{declared}}. Convert it here.',
      convert: 'Record `{{converted}}`.',
    },
    schema: [],
    defaultOptions: [],
  },
  sparesTests: true,
  create(context, _options, file) {
    return {
      metricObservation(site) {
        const { value, definition, operation } = site.event;
        if (!value || !definition || !['record', 'set', 'add'].includes(operation)) return;
        const mismatch = unitMismatch(definition, value, file.source);
        if (!mismatch) return;
        const node = site.nodeOf(value);
        const converted = mismatch.replacement;
        context.report({
          node,
          messageId: 'unit',
          data: {
            value: value.text,
            metric: metricName(definition),
            recorded: UNIT_NAMES[mismatch.recorded],
            declared: UNIT_NAMES[mismatch.declared],
          },
          suggest: [{ messageId: 'convert', data: { converted }, fix: [replace(node, converted)] }],
        });
      },
    };
  },
});
