import type { TSESLint } from '@typescript-eslint/utils';
import { brief } from '../../src/model/expression.js';
import { decreaseOf } from '../../src/model/metric-labels.js';
import { makerOf, remake } from '../../src/recognize/metric-site.js';
import { defineRule } from '../../src/recognize/rule.js';

/** What a counter that must go down is to be: by its maker's name. */
const UP_AND_DOWN: Readonly<Record<string, string>> = {
  Counter: 'Gauge',
  createCounter: 'createUpDownCounter',
};

export default defineRule<'decreased' | 'reset'>({
  name: 'no-counter-decrement',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow counters that go down', signal: 'metrics', tier: 'recommended' },
    fixable: 'code',
    messages: {
      decreased:
        'The counter `{{metric}}` goes down here: {{outcome}}. Make it {{instead}} if it counts what is there now.',
      reset:
        'The counter `{{metric}}` is reset here: every rate over this moment is wrong. Leave it alone, or make it {{instead}}.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, _options, file) {
    return {
      metricObservation(site) {
        const observation = site.event;
        // StatsD's counters go both ways.
        if (observation.kind !== 'counter' || observation.library === 'hot-shots') return;
        const decrease = decreaseOf(observation, file.source);
        if (!decrease || (decrease === 'reset' && file.role.role === 'tests')) return;

        const { definition, convention } = observation;
        const isPrometheus = convention === 'prometheus';
        const creation = site.creationIn(definition);
        const maker = definition && makerOf(definition);
        const isOwnFactory = isPrometheus && creation?.type !== 'NewExpression';
        const to = maker === undefined || isOwnFactory ? undefined : UP_AND_DOWN[maker];
        const fix: TSESLint.ReportFixFunction = (fixer) => {
          if (!definition || !creation || maker === undefined || to === undefined) return null;
          const name = definition.name?.replace(/_total$/, '');
          return remake(fixer, creation, definition, { from: maker, to, name }, file) ?? null;
        };
        context.report({
          node: site.node,
          messageId: decrease === 'reset' ? 'reset' : 'decreased',
          data: {
            metric: definition?.name ?? brief(observation.call),
            outcome: isPrometheus
              ? 'prom-client throws'
              : 'the SDK drops it, with a warning that nobody sees',
            instead: isPrometheus ? 'a Gauge' : 'an UpDownCounter',
          },
          fix: decrease === 'reset' ? null : fix,
        });
      },
    };
  },
});
