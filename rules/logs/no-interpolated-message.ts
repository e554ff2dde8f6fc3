import { interpolationIn } from '../../src/model/logs/message.js';
import {
  type PresumedOption,
  defineRule,
  listed,
  presumedDefaults,
  presumedSchema,
} from '../../src/eslint/define-rule.js';
import { LOG_REPAIR_MESSAGES, logRepair } from '../../src/eslint/log-repair.js';

export default defineRule<'wholeError' | 'interpolated', PresumedOption>({
  name: 'no-interpolated-message',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow log messages with values in their text: constant message, values in fields',
      signal: 'logs',
      tier: 'recommended',
    },
    fixable: 'code',
    hasSuggestions: true,
    messages: {
      ...LOG_REPAIR_MESSAGES,
      interpolated:
        'This message changes with {{values}}, so its records cannot be counted, grouped or alerted on. Keep the text constant and log {{values}} as {{fields}}.',
    },
    schema: presumedSchema,
    defaultOptions: presumedDefaults,
  },
  create(context, options, file) {
    return {
      logCall(site) {
        if (!site.isJudged(options)) return;
        const interpolation = interpolationIn(site.call, file.source);
        if (!interpolation || !file.logsForOperators) return;
        const { fix, suggest = [] } = logRepair(site, site.rewrite());
        context.report({
          node: site.nodeOf(interpolation.at),
          messageId: 'interpolated',
          data: {
            values: listed(interpolation.values),
            fields: interpolation.values.length > 1 ? 'fields' : 'a field',
          },
          fix,
          suggest,
        });
      },
    };
  },
});
