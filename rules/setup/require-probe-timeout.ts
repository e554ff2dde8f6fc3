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
      endless: 'Readiness probe `{{path}}` waits for `{{call}}` without a time limit. {{remedy}}',
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
            ? 'Set a timeout on the client.'
            : 'Pass `signal: AbortSignal.timeout(ms)`.';
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
