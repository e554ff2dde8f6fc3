import { type LabelProblem, labelProblems, stopProblems } from '../../src/model/metrics/labels.js';
import type { MetricObservation } from '../../src/model/metrics/metric.js';
import { stopsOf } from '../../src/recognize/metrics/resource.js';
import type { MetricSite } from '../../src/recognize/metrics/metric-site.js';
import { defineRule } from '../../src/eslint/define-rule.js';

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
        'The metric `{{metric}}` declares no label `{{label}}`: {{library}} throws {{when}}. Its labels are {{declared}}.',
      missing:
        'This observation of `{{metric}}` leaves out {{labels}}: it makes a series without, which no query by that label finds. Give every declared label a value.',
      count:
        'The metric `{{metric}}` has {{expected}} labels and `{{method}}()` is given {{given}}: {{library}} throws here when it runs. Name them: `{{method}}({ … })`.',
      swapped: '{{library}} takes the labels first: {{outcome}}. Write `{{method}}(labels, value)`.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, _options, file) {
    const judge = (site: MetricSite<MetricObservation>): void => {
      const { definition, dialect, kind, method, operation } = site.event;
      const declared = definition?.labelNames ?? [];
      const report = (problem: LabelProblem, when: string): void => {
        context.report({
          node: site.nodeOf(problem.at),
          messageId: problem.problem,
          data: {
            library: dialect.validatedBy ?? '',
            metric: definition?.name ?? 'this metric',
            method,
            when,
            outcome:
              kind === 'summary'
                ? 'a summary throws when it gets them for its value'
                : 'these are dropped and the series without labels is updated',
            label: problem.problem === 'undeclared' ? problem.label : '',
            labels: problem.problem === 'missing' ? quoted(problem.labels) : '',
            declared: declared.length > 0 ? quoted(declared) : 'none',
            given: problem.problem === 'count' ? String(problem.given) : '',
            expected: problem.problem === 'count' ? String(problem.declared) : '',
          },
        });
      };
      const isTimer = operation === 'startTimer';
      const when = isTimer ? 'when the timer is stopped' : 'here when it runs';
      for (const problem of labelProblems(site.event)) {
        // Nothing queries a test's series.
        if (problem.problem === 'missing' && file.role.role === 'tests') continue;
        report(problem, when);
      }
      for (const stop of isTimer ? stopsOf(site.node, file) : []) {
        const call = file.source.expression(stop);
        const problems = call.kind === 'call' ? stopProblems(site.event, call, file.source) : [];
        for (const problem of problems) report(problem, 'here when it runs');
      }
    };
    return { metricObservation: judge, metricRemoval: judge };
  },
});

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
