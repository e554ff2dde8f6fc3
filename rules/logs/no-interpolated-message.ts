import { brief } from '../../src/model/code/expression.js';
import { isError } from '../../src/model/values/error.js';
import { isSecret } from '../../src/model/attributes/sensitive.js';
import { isMadeOfConfiguration } from '../../src/model/values/configured-value.js';
import { interpolationIn } from '../../src/model/logs/message.js';
import { isSharedText } from '../../src/recognize/logs/shared-text.js';
import {
  type PresumedOption,
  defineRule,
  listed,
  presumedDefaults,
  presumedSchema,
} from '../../src/eslint/define-rule.js';
import { LOG_REPAIR_MESSAGES, logRepair } from '../../src/eslint/log-repair.js';

export default defineRule<'wholeError' | 'interpolated' | 'messageAlone' | 'textAlone', PresumedOption>({
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
      messageAlone: 'The format of `{{logger}}` prints no fields. Let it, and put {{values}} there.',
      textAlone: '`{{method}}` has no parameter for fields. Give it one, then put {{values}} there.',
      interpolated: 'Message varies with {{values}}. Keep it constant; log {{them}} as {{fields}}.',
    },
    schema: presumedSchema,
    defaultOptions: presumedDefaults,
  },
  create(context, options, file) {
    const told = new Set<string>();
    return {
      logCall(site) {
        const interpolation = site.mayHavePlaces(options) && interpolationIn(site.call, file.source);
        if (!interpolation || !site.placeFor('field', options)) return;
        if (!site.mayTakeFields(options) || !file.logsForOperators) return;
        // What must not be logged at all is the business of `no-sensitive-data`.
        const values = interpolation.values.filter(
          (value) =>
            !isSecret(value, file.source) && (site.keepsErrorsAsFields || !isError(value, file.source)),
        );
        if (values.length === 0) return;
        // What is the same in every record of a process leaves the message as it is.
        if (!options.presumed && values.every((value) => isMadeOfConfiguration(value, file.source))) return;
        if (!options.presumed && isSharedText(site.nodeOf(interpolation.at), site)) return;
        // An error in the text is the other rule's: one finding a call, whose repair mends both.
        if (site.losesErrorInMessage) return;
        if (site.printsMessageAlone || site.call.own?.isTextAlone) {
          // Fields would be lost, or have no place: once a package is enough until that is mended.
          const messageId = site.printsMessageAlone ? 'messageAlone' : 'textAlone';
          if (told.has(messageId) || !file.isFirstToSay(messageId)) return;
          told.add(messageId);
          const node = site.nodeOf(interpolation.at);
          const logger = brief(site.call.receiver);
          const data = { logger, method: `${logger}.${site.call.method}`, values: listed(values) };
          context.report({ node, messageId, data });
          return;
        }
        const { fix, suggest = [] } = logRepair(site, site.rewrite());
        context.report({
          node: site.nodeOf(interpolation.at),
          messageId: 'interpolated',
          data: {
            values: listed(values),
            them: values.length > 1 ? 'them' : 'it',
            fields: values.length > 1 ? 'fields' : 'a field',
          },
          fix,
          suggest,
        });
      },
    };
  },
});
