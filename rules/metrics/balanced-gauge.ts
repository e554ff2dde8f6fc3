import { releaseInFinally } from '../../src/flow/finally.js';
import { inFlightGauge } from '../../src/recognize/metrics/resource.js';
import { leakOf } from '../../src/flow/paths.js';
import { defineRule } from '../../src/eslint/define-rule.js';

export default defineRule<'exit' | 'throw' | 'finally'>({
  name: 'balanced-gauge',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require an in-flight gauge to go down on every path on which it went up',
      signal: 'metrics',
      tier: 'recommended',
    },
    hasSuggestions: true,
    messages: {
      exit: '`{{metric}}` stays up when line {{line}} leaves the function. Take it down in a `finally`.',
      throw: '`{{metric}}` stays up when line {{line}} throws. Take it down in a `finally`.',
      finally: 'Call `{{release}}` in a `finally`.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, _options, file) {
    return {
      metricObservation(site) {
        const { operation, kind, definition } = site.event;
        if (operation !== 'add' || (kind !== 'gauge' && kind !== 'upDownCounter')) return;
        const gauge = inFlightGauge(site);
        const leak = gauge && leakOf(gauge.resource);
        // Where nothing in the function takes it down, something else may.
        if (!gauge || !leak || leak.kind === 'never' || (leak.kind === 'throw' && leak.tolerated)) return;
        const { release } = gauge;
        const edits = releaseInFinally(gauge.resource, release, file.syntax);
        context.report({
          node: site.node,
          messageId: leak.kind,
          data: { metric: definition?.name ?? gauge.name, line: String(leak.at.loc.start.line) },
          suggest: edits
            ? [
                {
                  messageId: 'finally',
                  data: { release },
                  fix: edits,
                },
              ]
            : [],
        });
      },
    };
  },
});
