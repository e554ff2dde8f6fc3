import { labelProblems } from '../../src/model/metric-labels.js';
import { defineRule } from '../../src/recognize/rule.js';

export default defineRule<'undeclared' | 'missing' | 'count' | 'swapped'>({
  name: 'valid-metric-labels',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require the labels of an observation to be those that its metric declares',
      signal: 'metrics',
      tier: 'recommended',
    },
    messages: {
      undeclared:
        'The metric `{{metric}}` declares no label `{{label}}`: prom-client throws here when it runs. Its labels are {{declared}}.',
      missing:
        'This observation of `{{metric}}` leaves out {{labels}}: it makes a series without, which no query by that label finds. Give every declared label a value.',
      count:
        'The metric `{{metric}}` has {{expected}} labels and `labels()` is given {{given}}: prom-client throws here when it runs. Name them: `labels({ … })`.',
      swapped:
        'prom-client takes the labels first: these are dropped and the series without labels is updated. Write `{{method}}(labels, value)`.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    return {
      metricObservation(site) {
        const { definition, method } = site.event;
        const declared = definition?.labelNames ?? [];
        const metric = definition?.name ?? 'this metric';
        for (const problem of labelProblems(site.event)) {
          context.report({
            node: site.nodeOf(problem.at),
            messageId: problem.problem,
            data: {
              metric,
              method,
              label: problem.problem === 'undeclared' ? problem.label : '',
              labels: problem.problem === 'missing' ? quoted(problem.labels) : '',
              declared: declared.length > 0 ? quoted(declared) : 'none',
              given: problem.problem === 'count' ? String(problem.given) : '',
              expected: problem.problem === 'count' ? String(problem.declared) : '',
            },
          });
        }
      },
    };
  },
});

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
