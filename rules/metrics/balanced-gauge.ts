import type { TSESTree } from '@typescript-eslint/types';
import { releaseInFinally } from '../../src/flow/finally.js';
import { inFlightGauge } from '../../src/recognize/metrics/resource.js';
import { leakOf } from '../../src/flow/paths.js';
import { defineRule } from '../../src/eslint/define-rule.js';

interface Options {
  /** Also report a gauge that stays up when what is awaited between it and the `try` rejects. */
  readonly beforeTry?: boolean;
}

export default defineRule<'exit' | 'throw' | 'finally', Options>({
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
    schema: [
      {
        type: 'object',
        properties: {
          beforeTry: {
            type: 'boolean',
            description:
              'Also report a gauge that stays up when what is awaited between it and the `try` rejects.',
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ beforeTry: false }],
  },
  create(context, options, file) {
    return {
      metricObservation(site) {
        const { operation, kind, definition } = site.event;
        if (operation !== 'add' || (kind !== 'gauge' && kind !== 'upDownCounter')) return;
        const gauge = inFlightGauge(site);
        const leak = gauge && leakOf(gauge.resource);
        // Where nothing in the function takes it down, something else may.
        if (!gauge || !leak || leak.kind === 'never') return;
        const isReported = options.beforeTry && isAwaited(leak.at);
        if (leak.kind === 'throw' && leak.tolerated && !isReported) return;
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

function isAwaited(node: TSESTree.Node): boolean {
  return node.type === 'AwaitExpression' || node.parent?.type === 'AwaitExpression';
}
