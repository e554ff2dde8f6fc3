import { type LabelProblem, labelProblems, stopProblems } from '../../src/model/metrics/labels.js';
import { type MetricObservation, metricName, observedName } from '../../src/model/metrics/metric.js';
import { stopsOf } from '../../src/recognize/metrics/resource.js';
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
  create(context, _options, file) {
    const judge = (site: MetricSite<MetricObservation>): void => {
      const { definition, dialect, method, operation } = site.event;
      const declared = definition?.labelNames ?? [];
      const report = (problem: LabelProblem, when: string): void => {
        context.report({
          node: site.nodeOf(problem.at),
          messageId: problem.problem,
          data: {
            library: dialect.validatedBy ?? '',
            metric: observedName(site.event),
            method,
            when,
            label: problem.problem === 'undeclared' ? problem.label : '',
            labels: problem.problem === 'missing' ? quoted(problem.labels) : '',
            declared: declared.length > 0 ? quoted(declared) : 'none',
            given: problem.problem === 'count' ? String(problem.given) : '',
            expected: problem.problem === 'count' ? String(problem.declared) : '',
          },
        });
      };
      const isTimer = operation === 'startTimer';
      const when = isTimer ? 'when the timer stops' : 'here';
      for (const problem of labelProblems(site.event)) {
        // Nothing queries a test's series.
        if (problem.problem === 'missing' && file.role.role === 'tests') continue;
        report(problem, when);
      }
      for (const stop of isTimer ? stopsOf(site.node, file) : []) {
        const call = file.source.expression(stop);
        const problems = call.kind === 'call' ? stopProblems(site.event, call, file.source) : [];
        for (const problem of problems) report(problem, 'here');
      }
    };
    const observations: MetricSite<MetricObservation>[] = [];
    return {
      metricObservation(site) {
        observations.push(site);
        judge(site);
      },
      metricRemoval: judge,
      fileEnd() {
        if (observations.length === 0 || file.role.role === 'tests') return;
        for (const { definition, site } of unsetLabels(observations, file)) {
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
