import type { Expression } from '../../src/model/code/expression.js';
import { type MetricObservation, observedName } from '../../src/model/metrics/metric.js';
import { seriesEach, seriesOf } from '../../src/model/metrics/series.js';
import type { MetricSite } from '../../src/recognize/metrics/metric-site.js';
import { defineRule } from '../../src/eslint/define-rule.js';

interface Options {
  /** Combinations of label values that one metric may have; buckets are not counted. */
  readonly max?: number;
}

/** What one Prometheus or collector keeps of a single metric without strain. */
const DEFAULT_MAX = 10_000;

export default defineRule<'series', Options>({
  name: 'max-series',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow metrics whose labels can make more time series than a budget',
      signal: 'metrics',
      tier: 'strict',
    },
    messages: {
      series:
        '`{{metric}}` has up to {{series}} series ({{factors}}){{each}}, over {{max}}. Drop or group `{{label}}`.',
    },
    schema: [
      {
        type: 'object',
        properties: {
          max: {
            type: 'integer',
            minimum: 1,
            description: 'Combinations of label values that one metric may have; buckets are not counted.',
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ max: DEFAULT_MAX }],
  },
  create(context, options, file) {
    // By the metric's definition; an observation of one that is not found stands alone.
    const metrics = new Map<Expression, MetricSite<MetricObservation>[]>();
    return {
      metricObservation(site) {
        const metric = site.event.definition?.at.creation ?? site.event.call;
        const known = metrics.get(metric);
        if (known) known.push(site);
        else metrics.set(metric, [site]);
      },
      fileEnd() {
        for (const sites of metrics.values()) {
          const estimate = seriesOf(
            sites.map(({ event }) => event),
            file.source,
            file.settings,
          );
          if (!estimate || estimate.series <= options.max) continue;
          const { factors, largest, series } = estimate;
          const { definition } = largest;
          const site = sites.find(({ event }) => event === largest);
          const declared = site?.creationIn(definition) && (definition?.at.labelNames ?? definition?.at.name);
          const [worst] = [...factors].sort((a, b) => b.values - a.values);
          const each = seriesEach(definition) ?? 1;
          context.report({
            node: site?.nodeOf(declared ?? largest.labelsAt) ?? file.syntax.ast,
            messageId: 'series',
            data: {
              metric: observedName(largest),
              series: String(series),
              factors:
                factors.map(({ label, values }) => `${label} ${values}`).join(' × ') +
                (estimate.isLargestAlone ? ' in the largest observation alone' : ''),
              max: String(options.max),
              each: each === 1 ? '' : ` with ${each} buckets each`,
              label: worst?.label ?? '',
            },
          });
        }
      },
    };
  },
});
