import { metricName } from '../../src/model/metrics/metric.js';
import { makerOf, remakingOf } from '../../src/recognize/metrics/remake.js';
import { defineRule } from '../../src/eslint/define-rule.js';

/** Options that only a summary has. */
const SUMMARY_OPTIONS = new Set([
  'percentiles',
  'maxAgeSeconds',
  'ageBuckets',
  'pruneAgedBuckets',
  'compressCount',
]);

export default defineRule<'summary' | 'histogram'>({
  name: 'prefer-histogram',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Prefer histograms to summaries, whose quantiles cannot be aggregated',
      signal: 'metrics',
      tier: 'strict',
    },
    hasSuggestions: true,
    messages: {
      summary: 'Quantiles of the summary `{{metric}}` cannot be aggregated. Make it a histogram.',
      histogram: 'Make it a Histogram.',
    },
    schema: [],
    defaultOptions: [],
  },
  sparesTests: true,
  create(context, _options, file) {
    return {
      metricDefinition(site) {
        const definition = site.event;
        if (definition.kind !== 'summary') return;
        const { options, creation } = definition.at;
        const isPlain =
          options?.kind === 'object' &&
          options.properties.every(({ key }) => typeof key === 'string' && !SUMMARY_OPTIONS.has(key));
        // What a histogram sets itself: prom-client refuses it as a label.
        const isBucketed = definition.labelNames?.includes('le') ?? true;
        const remaking =
          creation.kind === 'new' && isPlain && !isBucketed && makerOf(definition) === 'Summary'
            ? remakingOf(definition, { from: 'Summary', to: 'Histogram', name: undefined }, file)
            : undefined;
        context.report({
          node: site.node,
          messageId: 'summary',
          data: { metric: metricName(definition) },
          suggest: remaking ? [{ messageId: 'histogram', fix: remaking.edits }] : [],
        });
      },
    };
  },
});
