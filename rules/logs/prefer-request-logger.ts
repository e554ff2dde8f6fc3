import { replace } from '../../src/model/text/edits.js';
import { requestLogger } from '../../src/recognize/logs/request-logger.js';
import {
  type PresumedOption,
  defineRule,
  presumedDefaults,
  presumedSchema,
} from '../../src/eslint/define-rule.js';

export default defineRule<'module' | 'use', PresumedOption>({
  name: 'prefer-request-logger',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Prefer the logger of the request to that of the module where both are in scope',
      signal: 'logs',
      tier: 'strict',
    },
    hasSuggestions: true,
    messages: {
      module: '`{{logger}}` does not know the request. Use `{{request}}`, which logs its id.',
      use: 'Log with `{{request}}`.',
    },
    schema: presumedSchema,
    defaultOptions: presumedDefaults,
  },
  create(context, options, file) {
    return {
      logCall(site) {
        if (!site.isJudged(options)) return;
        const request = requestLogger(site);
        if (request === undefined || !file.logsForOperators) return;
        const receiver = site.nodeOf(site.call.receiver);
        context.report({
          node: receiver,
          messageId: 'module',
          data: { logger: site.call.receiver.text, request },
          suggest: [{ messageId: 'use', data: { request }, fix: [replace(receiver, request)] }],
        });
      },
    };
  },
});
