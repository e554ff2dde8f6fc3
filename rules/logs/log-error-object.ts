import { misusedErrors } from '../../src/model/logs/errors.js';
import { brief } from '../../src/model/code/expression.js';
import {
  type PresumedOption,
  defineRule,
  presumedDefaults,
  presumedSchema,
} from '../../src/eslint/define-rule.js';
import { LOG_REPAIR_MESSAGES, logRepair } from '../../src/eslint/log-repair.js';

export default defineRule<
  'wholeError' | 'flattened' | 'written' | 'dropped' | 'emptied' | 'glued',
  PresumedOption
>({
  name: 'log-error-object',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require errors to be logged where the library keeps their stack',
      signal: 'logs',
      tier: 'recommended',
    },
    fixable: 'code',
    hasSuggestions: true,
    messages: {
      ...LOG_REPAIR_MESSAGES,
      flattened:
        '`{{at}}` logs only text of the error `{{error}}`: its stack, type and cause are lost. Pass the error itself: {{how}}.',
      written:
        '`{{at}}` logs the error `{{error}}` as one text: no query finds it by its type or message, and no tool groups it. Pass the error itself: {{how}}.',
      dropped:
        '{{library}} drops the error `{{error}}` here without a word. Pass it where it is serialised: {{how}}.',
      glued:
        '{{library}} prints the error `{{error}}` into the message here, so no two messages are alike. Pass it where it is serialised: {{how}}.',
      emptied:
        'The error `{{error}}` is written as `{}` here: {{library}} does not serialise an Error {{where}}. Pass it where it is: {{how}}.',
    },
    schema: presumedSchema,
    defaultOptions: presumedDefaults,
  },
  create(context, options, file) {
    return {
      logCall(site) {
        if (!site.isJudged(options)) return;
        const misused = misusedErrors(site.call, file.source, site.installed);
        if (misused.length === 0 || !file.logsForOperators) return;
        for (const { at, error, how, key } of misused) {
          const { fix, suggest = [] } = logRepair(site, site.rewrite());
          context.report({
            node: site.nodeOf(at),
            messageId: how,
            data: {
              at: brief(at),
              error: brief(error),
              library: site.call.library ?? 'the logger',
              where: key === undefined ? 'in this place' : `under the key \`${key}\``,
              how: site.errorExample(error),
            },
            fix,
            suggest,
          });
        }
      },
    };
  },
});
