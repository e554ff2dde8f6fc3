import { inFlightResource } from '../../src/recognize/metric-resource.js';
import { leakOf } from '../../src/recognize/paths.js';
import { defineRule } from '../../src/recognize/rule.js';

export default defineRule<'exit' | 'throw'>({
  name: 'balanced-gauge',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require an in-flight gauge to go down on every path on which it went up',
      signal: 'metrics',
      tier: 'recommended',
    },
    messages: {
      exit: '`{{metric}}` goes up here and not down again when line {{line}} leaves the function: it drifts upwards until the process restarts. Take it down in a `finally`.',
      throw:
        '`{{metric}}` goes up here and not down again when line {{line}} throws: it drifts upwards with every failure. Take it down in a `finally`.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    return {
      metricObservation(site) {
        const { operation, kind, definition } = site.event;
        if (operation !== 'add' || (kind !== 'gauge' && kind !== 'upDownCounter')) return;
        const gauge = inFlightResource(site);
        const leak = gauge && leakOf(gauge.resource);
        // Where nothing in the function takes it down, something else may.
        if (!gauge || !leak || leak.kind === 'never' || (leak.kind === 'throw' && leak.tolerated)) return;
        context.report({
          node: site.node,
          messageId: leak.kind,
          data: { metric: definition?.name ?? gauge.name, line: String(leak.at.loc.start.line) },
        });
      },
    };
  },
});
