import { CORRELATING_INSTRUMENTATIONS } from '../../src/catalog/setup/log-correlation.js';
import { defineRule } from '../../src/eslint/define-rule.js';
import { brief } from '../../src/model/code/expression.js';
import { mayCorrelateLogs } from '../../src/project/log-correlation.js';
import { traceMixin } from '../../src/recognize/logs/trace-mixin.js';

export default defineRule<'uncorrelated' | 'mixin'>({
  name: 'require-log-correlation',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require the trace id on the log records of a package that traces',
      signal: 'logs',
      tier: 'strict',
    },
    hasSuggestions: true,
    messages: {
      uncorrelated: 'Records of `{{logger}}` carry no trace id. Register `{{instrumentation}}`.',
      mixin: 'Put the ids of the active trace on each record.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, _options, file) {
    let isTold = false;
    return {
      logCall({ call, node }) {
        const instrumentation = CORRELATING_INSTRUMENTATIONS[call.library ?? ''];
        // Whether the package traces is known once for all its files, what a file is for is asked of its text.
        if (isTold || instrumentation === undefined || !file.tracing.traces || !file.isOfServer) return;
        // One finding says it for all records of the package.
        if (mayCorrelateLogs(file.package, file.text) || !file.isFirstToSay('require-log-correlation'))
          return;
        isTold = true;
        const fix = traceMixin(call, file);
        context.report({
          node,
          messageId: 'uncorrelated',
          data: { logger: brief(call.receiver), instrumentation },
          suggest: fix ? [{ messageId: 'mixin', fix }] : [],
        });
      },
    };
  },
});
