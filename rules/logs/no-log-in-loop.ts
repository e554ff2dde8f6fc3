import { LEVELS } from '../../src/catalog/schema.js';
import { recordLoop } from '../../src/recognize/logs/record-loop.js';
import {
  type PresumedOption,
  defineRule,
  presumedDefaults,
  presumedSchema,
} from '../../src/eslint/define-rule.js';

const INFO = LEVELS.indexOf('info');
const WARN = LEVELS.indexOf('warn');

export default defineRule<'inLoop', PresumedOption>({
  name: 'no-log-in-loop',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow a record at info or above for every turn of a loop',
      signal: 'logs',
      tier: 'strict',
    },
    messages: {
      inLoop: '`{{loop}}` writes a record every turn. Log one after it, with a count, or use `debug`.',
    },
    schema: presumedSchema,
    defaultOptions: presumedDefaults,
  },
  create(context, options, file) {
    return {
      logCall(site) {
        const severity = LEVELS.indexOf(site.call.level);
        if (severity < INFO || site.call.isLevelOpen || !site.isJudged(options)) return;
        const loop = recordLoop(site.node, severity >= WARN, file);
        if (loop && file.isOfServer && file.logsForOperators)
          context.report({ node: site.node, messageId: 'inLoop', data: { loop: loop.head } });
      },
    };
  },
});
