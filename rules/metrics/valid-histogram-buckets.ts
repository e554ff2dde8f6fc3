import { replace } from '../../src/model/text/edits.js';
import { bucketProblems } from '../../src/model/metrics/buckets.js';
import { metricName } from '../../src/model/metrics/metric.js';
import { reasonText } from '../../src/model/text/reason.js';
import { defineRule } from '../../src/eslint/define-rule.js';

export default defineRule<'buckets'>({
  name: 'valid-histogram-buckets',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require histogram buckets that are sorted and fit the unit',
      signal: 'metrics',
      tier: 'recommended',
    },
    fixable: 'code',
    messages: { buckets: 'Histogram `{{metric}}` {{problem}}.' },
    schema: [],
    defaultOptions: [],
  },
  sparesTests: true,
  create(context, _options, file) {
    return {
      metricDefinition(site) {
        const definition = site.event;
        const problems = bucketProblems(definition).filter(
          ({ reason }) =>
            reason.code !== 'default-buckets' ||
            !definition.dialect.buckets?.hasViews ||
            !file.mayHaveHistogramViews,
        );
        // What scale is meant is for a person to say.
        const isGuess = problems.some(({ reason }) => reason.code === 'buckets-off-scale');
        for (const { reason, fixed } of problems) {
          const { buckets } = definition.at;
          const node = site.nodeOf(buckets ?? definition.at.name);
          context.report({
            node,
            messageId: 'buckets',
            data: { metric: metricName(definition), problem: reasonText(reason) },
            fix:
              fixed && !isGuess && buckets?.kind === 'array' && file.syntax.commentsInside(node).length === 0
                ? [replace(node, `[${fixed.join(', ')}]`)]
                : undefined,
          });
        }
      },
    };
  },
});
