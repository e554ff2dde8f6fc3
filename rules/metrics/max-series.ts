import { cardinalityOf, productOf } from '../../src/model/cardinality.js';
import { defineRule } from '../../src/recognize/rule.js';

interface Options {
  /** Series that one metric may have. */
  readonly max?: number;
}

/** What one Prometheus or collector keeps of a single metric without strain (DESIGN §5). */
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
        'The labels of `{{metric}}` make up to {{series}} series ({{factors}}), over the budget of {{max}}. `{{label}}` costs most: drop it or group its values.',
    },
    schema: [
      {
        type: 'object',
        properties: {
          max: { type: 'integer', minimum: 1, description: 'Series that one metric may have.' },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ max: DEFAULT_MAX }],
  },
  create(context, options, file) {
    return {
      metricObservation(site) {
        const { labels, definition } = site.event;
        const factors = labels.map(({ name, value }) => ({
          name,
          cardinality: cardinalityOf(value, file.source, name),
        }));
        const series = productOf(factors.map(({ cardinality }) => cardinality));
        if (series.is !== 'bounded' || series.values <= options.max) return;
        const sized = factors.flatMap(({ name, cardinality }) =>
          cardinality.is === 'bounded' ? [{ name, values: cardinality.values }] : [],
        );
        const [worst] = [...sized].sort((a, b) => b.values - a.values);
        context.report({
          node: site.nodeOf(site.event.labelsAt),
          messageId: 'series',
          data: {
            metric: definition?.name ?? 'this metric',
            series: String(series.values),
            factors: sized.map(({ name, values }) => `${name} ${values}`).join(' × '),
            max: String(options.max),
            label: worst?.name ?? '',
          },
        });
      },
    };
  },
});
