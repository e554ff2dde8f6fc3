import type { Expression } from '../../src/model/code/expression.js';
import { decreaseOf } from '../../src/model/metrics/labels.js';
import { type MetricDefinition, observedName } from '../../src/model/metrics/metric.js';
import type { AnalysedFile } from '../../src/recognize/file.js';
import { type Remaking, makerOf, remakingOf } from '../../src/recognize/metrics/remake.js';
import { defineRule } from '../../src/eslint/define-rule.js';

export default defineRule<'decreased' | 'reset' | 'remake'>({
  name: 'no-counter-decrement',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow counters that go down', signal: 'metrics', tier: 'recommended' },
    fixable: 'code',
    hasSuggestions: true,
    messages: {
      decreased: 'Counter `{{metric}}` goes down here: {{outcome}}. Make it {{instead}}.',
      reset: 'Counter `{{metric}}` is reset here. Remove the call, or make it {{instead}}.',
      remake: 'Make it {{instead}}; whatever else names its type or its name has to follow.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, _options, file) {
    /**
     * `resetIndexingMetrics() { … }`: to start again is what such a function is for, and rate() allows for it. `collect() { … }`
     * takes over what is counted elsewhere.
     */
    const isMeant = (call: Expression) =>
      file.role.role === 'tests' ||
      /^[_#]*(?:reset|onReset)(?![a-z])|^collect$/.test(file.source.enclosingName(call) ?? '');
    return {
      metricObservation(site) {
        const observation = site.event;
        const { dialect, definition } = observation;
        if (observation.kind !== 'counter' || !dialect.decrease) return;
        const decrease = decreaseOf(observation, file.source);
        if (!decrease || (decrease === 'reset' && isMeant(observation.call))) return;

        const { instead, outcome } = dialect.decrease;
        const remaking = decrease === 'reset' ? undefined : remakingAsGauge(definition, file);
        context.report({
          node: site.node,
          messageId: decrease === 'reset' ? 'reset' : 'decreased',
          data: {
            metric: observedName(observation),
            outcome,
            instead,
          },
          fix: remaking?.isProven ? remaking.edits : undefined,
          suggest:
            remaking && !remaking.isProven
              ? [{ messageId: 'remake', data: { instead }, fix: remaking.edits }]
              : [],
        });
      },
    };
  },
});

/** How the counter's definition is made one of what may go down, where the file has it. */
function remakingAsGauge(definition: MetricDefinition | undefined, file: AnalysedFile): Remaking | undefined {
  const from = definition && makerOf(definition);
  const { makers, madeBy } = definition?.dialect.decrease ?? {};
  const to = from === undefined ? undefined : makers?.[from];
  if (!definition || from === undefined || to === undefined) return undefined;
  // A function of that name may be the project's own.
  if (definition.at.creation.kind !== madeBy) return undefined;
  const name = definition.name?.replace(/_total$/, '');
  return remakingOf(definition, { from, to, name }, file);
}
