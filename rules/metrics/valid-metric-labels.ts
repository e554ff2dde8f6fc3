import {
  type LabelProblem,
  type MissingLabels,
  isOfOtherKind,
  labelProblems,
  labelsGiven,
  stopProblems,
} from '../../src/model/metrics/labels.js';
import {
  type MetricLabel,
  type MetricObservation,
  metricName,
  observedName,
} from '../../src/model/metrics/metric.js';
import type { Call } from '../../src/model/code/expression.js';
import type { AnalysedFile } from '../../src/recognize/file.js';
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
    const observations: MetricSite<MetricObservation>[] = [];
    const missing: { readonly site: MetricSite<MetricObservation>; readonly problem: MissingLabels }[] = [];
    /** What each observation of a metric gives, by the metric's name. */
    const given = new Map<string, (readonly MetricLabel[])[]>();
    const report = (site: MetricSite<MetricObservation>, problem: LabelProblem, when = 'here'): void => {
      const { definition, dialect, method } = site.event;
      const declared = definition?.labelNames ?? [];
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
    const judge = (site: MetricSite<MetricObservation>): void => {
      const stops = callsStopping(site, file);
      const found = [
        ...labelProblems(site.event).map((problem) => ({ problem, isAtStart: true })),
        ...stops.flatMap((stop) =>
          stopProblems(site.event, stop, file.source).map((problem) => ({ problem, isAtStart: false })),
        ),
      ];
      const isTimer = site.event.operation === 'startTimer';
      for (const { problem, isAtStart } of found) {
        // Whether other observations have them is known at the end of the file.
        if (problem.problem === 'missing') missing.push({ site, problem });
        else report(site, problem, isAtStart && isTimer ? 'when the timer stops' : 'here');
      }
    };
    return {
      metricObservation(site) {
        observations.push(site);
        judge(site);
        const name = observedName(site.event);
        const stops = callsStopping(site, file);
        const labels = labelsGiven(site.event, stops, file.source);
        given.set(name, [...(given.get(name) ?? []), ...labels]);
      },
      metricRemoval: judge,
      fileEnd() {
        // Nothing queries a test's series.
        if (file.role.role === 'tests') return;
        for (const { site, problem } of missing) {
          if (!isOfOtherKind(problem, given.get(observedName(site.event)) ?? [])) report(site, problem);
        }
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

/** The calls that stop what an observation starts. */
function callsStopping({ event, node }: MetricSite<MetricObservation>, file: AnalysedFile): readonly Call[] {
  if (event.operation !== 'startTimer') return [];
  return stopsOf(node, file).flatMap((stop) => {
    const call = file.source.expression(stop);
    return call.kind === 'call' ? [call] : [];
  });
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
