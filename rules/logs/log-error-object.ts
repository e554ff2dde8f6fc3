import { brief } from '../../src/model/code/expression.js';
import type { MisusedError } from '../../src/model/logs/errors.js';
import {
  type PresumedOption,
  defineRule,
  presumedDefaults,
  presumedSchema,
} from '../../src/eslint/define-rule.js';
import { isTextEnough, isWholeBeside } from '../../src/recognize/logs/expected-error.js';
import { LOG_REPAIR_MESSAGES, logRepair } from '../../src/eslint/log-repair.js';

export default defineRule<'wholeError' | MisusedError['how'], PresumedOption>({
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
      flattened: '`{{at}}` as text loses the stack. Write {{how}}.',
      written: '`{{at}}` is one text that nothing groups. Write {{how}}.',
      dropped: '{{library}} drops `{{error}}` here. Pass it as {{how}}.',
      glued: '{{library}} prints `{{error}}` into the message. Pass it as {{how}}.',
      'no-stack': '{{library}} takes no stack in `{{method}}`. Write {{how}}.',
      emptied: '{{library}} writes `{{error}}` as `{}` {{where}}. Pass it as {{how}}.',
    },
    schema: presumedSchema,
    defaultOptions: presumedDefaults,
  },
  create(context, options, file) {
    return {
      logCall(site) {
        const misused = site.mayHavePlaces(options) ? site.misusedErrors : [];
        const place = misused.length > 0 && site.placeFor('error', options);
        if (!place || !file.logsForOperators || site.printsMessageAlone) return;
        for (const { at, error, how, key } of misused) {
          // What becomes of an error elsewhere in a call is a matter of the library.
          if (place === 'usage' && how !== 'flattened') continue;
          if (how === 'flattened' && !options.presumed && isTextEnough(error.text, site)) continue;
          if (how === 'written' && !options.presumed && isWholeBeside(error.text, site)) continue;
          const { fix, suggest = [] } = logRepair(site, site.rewrite());
          context.report({
            node: site.nodeOf(at),
            messageId: how,
            data: {
              at: brief(at),
              error: brief(how === 'dropped' ? at : error),
              method: site.method,
              library: site.call.library ?? 'The logger',
              where: key === undefined ? 'here' : `under the key \`${key}\``,
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
