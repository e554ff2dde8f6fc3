import { lostArguments } from '../../src/model/logs/arguments.js';
import { brief } from '../../src/model/code/expression.js';
import {
  type PresumedOption,
  defineRule,
  presumedDefaults,
  presumedSchema,
} from '../../src/eslint/define-rule.js';
import { LOG_REPAIR_MESSAGES, logRepair } from '../../src/eslint/log-repair.js';

const OUTCOMES = {
  dropped: 'drops',
  'into-text': 'prints into the message',
  'extra-record': 'writes a second record for',
  kept: 'misplaces',
} as const;

export default defineRule<
  'wholeError' | 'misplaced-fields' | 'misplaced-message' | 'extra' | 'no-placeholders' | 'no-message',
  PresumedOption
>({
  name: 'valid-logger-call',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow arguments that the logging library silently loses',
      signal: 'logs',
      tier: 'recommended',
    },
    fixable: 'code',
    hasSuggestions: true,
    messages: {
      ...LOG_REPAIR_MESSAGES,
      'misplaced-fields': '{{library}} {{does}} `{{argument}}`: it takes fields {{place}}. Write `{{call}}`.',
      'misplaced-message':
        '{{library}} loses the text `{{argument}}` here: it takes the message first. Write `{{call}}`.',
      extra: '{{library}} {{does}} `{{argument}}`: no placeholder takes it. Log it as a field.',
      'no-placeholders':
        '{{library}} fills no placeholders: the record says `%` and not `{{argument}}`. Log it as a field.',
      'no-message':
        '`{{argument}}` stands where {{library}} takes the message, and is no text. Give the record a constant message and log the value as a field.',
    },
    schema: presumedSchema,
    defaultOptions: presumedDefaults,
  },
  create(context, options, file) {
    return {
      logCall(site) {
        if (!site.isJudged(options) || !site.call.library) return;
        const fieldsFirst = site.dialect?.shape === 'fields-first';
        // One finding a call: its repair mends all of it.
        const [lost] = lostArguments(site.call, file.source, site.installed);
        if (lost) {
          const { argument, outcome } = lost;
          const { fix, suggest = [] } = logRepair(site, site.rewrite());
          context.report({
            node: site.nodeOf(argument),
            messageId: outcome,
            data: {
              library: site.call.library,
              argument: brief(argument),
              does: OUTCOMES[site.dialect?.extra ?? 'dropped'],
              place: fieldsFirst ? 'first' : 'in the same object as the message',
              call: fieldsFirst
                ? `${site.method}(fields, message)`
                : site.dialect?.shape === 'record'
                  ? `${site.method}({ msg, ...fields })`
                  : `${site.method}(message, fields)`,
            },
            fix,
            suggest,
          });
        }
      },
    };
  },
});
