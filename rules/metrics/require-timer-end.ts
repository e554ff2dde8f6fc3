import { observedName } from '../../src/model/metrics/metric.js';
import {
  boundResource,
  isDiscarded,
  isStoppedByResult,
  stoppedAgain,
} from '../../src/recognize/metrics/resource.js';
import { type Leak, leakOf } from '../../src/flow/paths.js';
import { exitReason } from '../../src/flow/paths/exit-reason.js';
import { reasonText } from '../../src/model/text/reason.js';
import { defineRule } from '../../src/eslint/define-rule.js';

export default defineRule<'discarded' | 'never' | 'exit' | 'throw' | 'again'>({
  name: 'require-timer-end',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require a started timer to be stopped on every path, and once',
      signal: 'metrics',
      tier: 'recommended',
    },
    messages: {
      discarded: 'The timer of `{{metric}}` can never be stopped. Call what `startTimer()` returns.',
      never: 'The timer of `{{metric}}` is never stopped. Call `{{stop}}()`.',
      exit: 'The timer of `{{metric}}` is not stopped {{where}}. Call `{{stop}}()` in a `finally`.',
      throw: 'The timer of `{{metric}}` is not stopped when {{where}}. Call `{{stop}}()` in a `finally`.',
      again: '`{{stop}}()` observes `{{metric}}` a second time. Call it once.',
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
        if (!timer) return;
        // A gauge shows the last work that was done: stopped again it is only set again, and failed work leaves no gap in it.
        const isGauge = site.event.kind === 'gauge';
        const again = isGauge ? undefined : stoppedAgain(timer, file);
        if (again) context.report({ node: again, messageId: 'again', data: { metric, stop: timer.name } });
        const leak = leakOf(timer.resource);
        if (!leak || isTolerated(leak)) return;
        if (leak.kind === 'throw' && (isGauge || isStoppedByResult(timer))) return;
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
