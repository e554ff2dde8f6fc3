import { brief } from '../../src/model/code/expression.js';
import { dependencyCalls, hasNoTimeLimit, probesOf } from '../../src/recognize/setup/probe-site.js';
import { defineRule } from '../../src/eslint/define-rule.js';

export default defineRule<'endless'>({
  name: 'require-probe-timeout',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require readiness checks to limit the time they wait for a dependency',
      signal: 'setup',
      tier: 'strict',
    },
    messages: {
      endless:
        'The readiness probe `{{path}}` waits for `{{call}}` without a time limit, so a dependency that hangs leaves every probe waiting behind it. {{remedy}}',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, _options, file) {
    return {
      setup() {
        for (const probe of probesOf('readiness', file)) {
          const endless = dependencyCalls(probe, file).find((call) => hasNoTimeLimit(call, file));
          if (!endless) continue;
          const call = brief(file.source.expression(endless.node));
          const remedy = endless.receiver
            ? 'Set a timeout on the client, or race it against a timer shorter than the probe’s.'
            : 'Pass `signal: AbortSignal.timeout(ms)`, shorter than the probe’s own.';
          context.report({
            node: endless.node,
            messageId: 'endless',
            data: { path: probe.path, call, remedy },
          });
        }
      },
    };
  },
});
