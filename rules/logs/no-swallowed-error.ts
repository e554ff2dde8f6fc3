import { swallowingOf } from '../../src/model/logs/caught-error.js';
import { defineRule } from '../../src/eslint/define-rule.js';

export default defineRule<'dropped' | 'answered'>({
  name: 'no-swallowed-error',
  meta: {
    type: 'problem',
    docs: {
      description:
        'Disallow caught errors that leave no trace: not logged, rethrown, recorded or otherwise used',
      signal: 'logs',
      tier: 'strict',
    },
    messages: {
      dropped: 'What {{guarded}} throws disappears here. Log it, or say in a comment why it can be ignored.',
      answered: 'This answers {{status}} and drops the error. Log it, or pass it on.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, _, file) {
    return {
      caughtError(site) {
        const swallowing = swallowingOf(site.error);
        if (!swallowing || !file.isOfServer || !file.logsForOperators) return;
        context.report({
          node: site.node,
          messageId: swallowing.how,
          data: swallowing.how === 'answered' ? { status: swallowing.status } : { guarded: site.guarded },
        });
      },
    };
  },
});
