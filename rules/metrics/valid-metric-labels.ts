import { type MetricObservation, metricName, observedName } from '../../src/model/metrics/metric.js';
import { type LabelFault, LabelUse } from '../../src/recognize/metrics/label-use.js';
import type { MetricSite } from '../../src/recognize/metrics/metric-site.js';
import { unsetLabels } from '../../src/recognize/metrics/unset-labels.js';
import { defineRule } from '../../src/eslint/define-rule.js';

export default defineRule<'undeclared' | 'missing' | 'count' | 'swapped' | 'unset'>({
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
        'Metric `{{metric}}` has no label `{{label}}`: {{library}} throws {{when}}. It has {{declared}}.',
      missing: 'Missing labels {{labels}} create a separate series of `{{metric}}`. Give each a value.',
      count:
        'Metric `{{metric}}` has {{expected}} labels, `{{method}}()` gets {{given}}: {{library}} throws. Name them: `{{method}}({ … })`.',
      unset: 'No observation of `{{metric}}` sets {{labels}}. Set them, or declare none.',
      swapped: '{{library}} takes the labels first. Write `{{method}}(labels, value)`.',
    },
    schema: [],
    defaultOptions: [],
  },
  sparesTests: true,
  create(context, _options, file) {
    const observations: MetricSite<MetricObservation>[] = [];
    const use = new LabelUse(file);
    const report = ({ site, problem, isAtStop }: LabelFault): void => {
      const { definition, dialect, method } = site.event;
      const declared = definition?.labelNames ?? [];
      context.report({
        node: site.nodeOf(problem.at),
        messageId: problem.problem,
        data: {
          library: dialect.validatedBy ?? '',
          metric: observedName(site.event),
          method,
          when: isAtStop ? 'when the timer stops' : 'here',
          label: problem.problem === 'undeclared' ? problem.label : '',
          labels: problem.problem === 'missing' ? quoted(problem.labels) : '',
          declared: declared.length > 0 ? quoted(declared) : 'none',
          given: problem.problem === 'count' ? String(problem.given) : '',
          expected: problem.problem === 'count' ? String(problem.declared) : '',
        },
      });
    };
    return {
      metricObservation(site) {
        observations.push(site);
        use.observe(site).forEach(report);
      },
      metricRemoval(site) {
        use.remove(site).forEach(report);
      },
      fileEnd() {
        const leftOut = use.leftOut();
        const unset = unsetLabels(observations, file);
        leftOut.forEach(report);
        for (const { definition, site } of unset) {
          context.report({
            node: site.nodeOf(definition.at.labelNames ?? definition.at.creation),
            messageId: 'unset',
            data: { metric: metricName(definition), labels: quoted(definition.labelNames ?? []) },
          });
        }
      },
    };
  },
});

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
