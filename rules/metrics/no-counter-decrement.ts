import { type Expression, brief } from '../../src/model/code/expression.js';
import { decreaseOf, hasMonotonicCounters } from '../../src/model/metrics/labels.js';
import type { MetricDefinition } from '../../src/model/metrics/metric.js';
import type { AnalysedFile } from '../../src/recognize/file.js';
import { type Remaking, makerOf, remakingOf } from '../../src/recognize/metrics/remake.js';
import { defineRule } from '../../src/eslint/define-rule.js';

/** What a counter that must go down is to be: by its maker's name. */
const UP_AND_DOWN: Readonly<Record<string, string>> = {
  Counter: 'Gauge',
  createCounter: 'createUpDownCounter',
  createObservableCounter: 'createObservableUpDownCounter',
};

export default defineRule<'decreased' | 'reset' | 'remake'>({
  name: 'no-counter-decrement',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow counters that go down', signal: 'metrics', tier: 'recommended' },
    fixable: 'code',
    hasSuggestions: true,
    messages: {
      decreased:
        'The counter `{{metric}}` goes down here: {{outcome}}. Make it {{instead}} if it counts what is there now.',
      reset:
        'The counter `{{metric}}` is reset here: what was counted since the last scrape is in no rate. Leave it alone, or make it {{instead}}.',
      remake: 'Make it {{instead}}; whatever else names its type or its name has to follow.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, _options, file) {
    /** `resetIndexingMetrics() { … }`: to start again is what such a function is for, and rate() allows for it. */
    const isMeant = (call: Expression) =>
      file.role.role === 'tests' ||
      /^[_#]*(?:reset|onReset)(?![a-z])/.test(file.source.enclosingName(call) ?? '');
    return {
      metricObservation(site) {
        const observation = site.event;
        if (observation.kind !== 'counter' || !hasMonotonicCounters(observation)) return;
        const decrease = decreaseOf(observation, file.source);
        if (!decrease || (decrease === 'reset' && isMeant(observation.call))) return;

        const { definition, convention } = observation;
        const isPrometheus = convention === 'prometheus';
        const isTotal = observation.operation === 'set';
        const remaking = decrease === 'reset' ? undefined : remakingAsGauge(definition, file);
        const instead = isPrometheus
          ? 'a Gauge'
          : isTotal
            ? 'an ObservableUpDownCounter'
            : 'an UpDownCounter';
        context.report({
          node: site.node,
          messageId: decrease === 'reset' ? 'reset' : 'decreased',
          data: {
            metric: definition?.name ?? brief(observation.call),
            outcome: isPrometheus
              ? 'prom-client throws'
              : isTotal
                ? 'the SDK exports a total of 0 and says nothing'
                : 'the SDK drops it, with a warning that nobody sees',
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
  const to = from === undefined ? undefined : UP_AND_DOWN[from];
  if (!definition || from === undefined || to === undefined) return undefined;
  // A function of that name may be the project's own.
  const isClass = definition.at.creation.kind === 'new';
  if (isClass !== (definition.convention === 'prometheus')) return undefined;
  const name = definition.name?.replace(/_total$/, '');
  return remakingOf(definition, { from, to, name }, file);
}
