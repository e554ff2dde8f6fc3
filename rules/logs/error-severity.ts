import { isTooLow, mayBeTooLow } from '../../src/model/logs/error-severity.js';
import { atLevel, failureRecord } from '../../src/recognize/logs/failure-record.js';
import {
  type PresumedOption,
  defineRule,
  presumedDefaults,
  presumedSchema,
} from '../../src/eslint/define-rule.js';

export default defineRule<'tooLow' | 'raise', PresumedOption>({
  name: 'error-severity',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Require caught errors to be logged at `warn` or above, unless they are expected',
      signal: 'logs',
      tier: 'strict',
    },
    hasSuggestions: true,
    messages: {
      tooLow: 'A failure logged with `{{method}}` fires no error alert. Log it as a warning or an error.',
      raise: 'Log it with `{{method}}`.',
    },
    schema: presumedSchema,
    defaultOptions: presumedDefaults,
  },
  create(context, options, file) {
    return {
      logCall(site) {
        if (site.call.isLevelOpen || !mayBeTooLow(site.call.level) || !site.isJudged(options)) return;
        const record = failureRecord(site);
        if (!record || !isTooLow(record) || !file.logsForOperators) return;
        context.report({
          node: site.node,
          messageId: 'tooLow',
          data: { method: site.method },
          suggest: (['error', 'warn'] as const).flatMap((level) => {
            const raised = atLevel(site, level);
            return raised
              ? [{ messageId: 'raise' as const, data: { method: raised.method }, fix: raised.fix }]
              : [];
          }),
        });
      },
    };
  },
});
