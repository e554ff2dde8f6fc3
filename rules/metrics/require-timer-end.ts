import { observedName } from '../../src/model/metrics/metric.js';
import { boundResource, isDiscarded } from '../../src/recognize/metrics/resource.js';
import { type Leak, leakOf } from '../../src/flow/paths.js';
import { exitReason } from '../../src/flow/paths/exit-reason.js';
import { reasonText } from '../../src/model/text/reason.js';
import { defineRule } from '../../src/eslint/define-rule.js';

export default defineRule<'discarded' | 'never' | 'exit' | 'throw'>({
  name: 'require-timer-end',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require a started timer to be stopped on every path',
      signal: 'metrics',
      tier: 'recommended',
    },
    messages: {
      discarded: 'The timer of `{{metric}}` can never be stopped. Call what `startTimer()` returns.',
      never: 'The timer of `{{metric}}` is never stopped. Call `{{stop}}()`.',
      exit: 'The timer of `{{metric}}` is not stopped {{where}}. Call `{{stop}}()` in a `finally`.',
      throw: 'The timer of `{{metric}}` is not stopped when {{where}}. Call `{{stop}}()` in a `finally`.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, _options, file) {
    return {
      metricObservation(site) {
        if (site.event.operation !== 'startTimer') return;
        const metric = observedName(site.event);
        const { node } = site;
        if (isDiscarded(node)) {
          context.report({ node, messageId: 'discarded', data: { metric } });
          return;
        }
        const timer = boundResource(node, file);
        const leak = timer && leakOf(timer.resource);
        if (!timer || !leak || isTolerated(leak)) return;
        const exit = exitReason(leak, file.syntax);
        context.report({
          node,
          messageId: leak.kind,
          data: {
            metric,
            stop: timer.name,
            where: exit ? reasonText(exit) : '',
          },
        });
      },
    };
  },
});

function isTolerated(leak: Leak): boolean {
  return leak.kind === 'throw' && leak.tolerated;
}
