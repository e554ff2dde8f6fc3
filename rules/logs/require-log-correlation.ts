import { CORRELATING_INSTRUMENTATIONS } from '../../src/catalog/setup/log-correlation.js';
import { defineRule } from '../../src/eslint/define-rule.js';
import { brief } from '../../src/model/code/expression.js';
import { mayCorrelateLogs } from '../../src/project/log-correlation.js';

export default defineRule<'uncorrelated'>({
  name: 'require-log-correlation',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require the trace id on the log records of a package that traces',
      signal: 'logs',
      tier: 'strict',
    },
    messages: {
      uncorrelated: 'Records of `{{logger}}` carry no trace id. Register `{{instrumentation}}`.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, _options, file) {
    let isTold = false;
    return {
      logCall({ call, node }) {
        const instrumentation = CORRELATING_INSTRUMENTATIONS[call.library ?? ''];
        if (isTold || instrumentation === undefined || file.role.role !== 'server' || !file.tracing.traces)
          return;
        // One finding says it for all records of the package.
        if (mayCorrelateLogs(file.package, file.text) || !file.isFirstToSay('require-log-correlation'))
          return;
        isTold = true;
        context.report({
          node,
          messageId: 'uncorrelated',
          data: { logger: brief(call.receiver), instrumentation },
        });
      },
    };
  },
});
