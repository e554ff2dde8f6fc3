import type { LostArgument, OwnKeyOutcome } from '../../src/model/logs/arguments.js';
import { type Expression, brief } from '../../src/model/code/expression.js';
import {
  type PresumedOption,
  defineRule,
  presumedDefaults,
  presumedSchema,
} from '../../src/eslint/define-rule.js';
import { isTextEnough } from '../../src/recognize/logs/expected-error.js';
import type { LogSite } from '../../src/recognize/logs/log-site.js';
import { LOG_REPAIR_MESSAGES, logRepair } from '../../src/eslint/log-repair.js';

const OUTCOMES = {
  dropped: 'drops',
  'into-text': 'prints into the message',
  'extra-record': 'writes a second record for',
  kept: 'misplaces',
} as const;

const OWN_KEYS: Readonly<Record<OwnKeyOutcome, string>> = {
  dropped: 'drops this one',
  twice: 'writes it twice',
  'into-text': 'appends this one to the text',
  replaces: 'lets this one replace it',
};

export default defineRule<'wholeError' | 'child' | LostArgument['outcome'], PresumedOption>({
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
      context: '`{{argument}}` becomes a second record, as the logger has a context. Leave it out.',
      'as-stack': '{{library}} takes `{{argument}}` for the stack. Leave it out, or log it as a field.',
      child: '{{library}} makes a field of each letter of {{text}}. Write `child({ module: {{text}} })`.',
      'own-key': '`{{key}}` is the record’s own: {{library}} {{does}}. Name the field otherwise.',
      'no-message':
        '`{{argument}}` stands where {{library}} takes the message, and is no text. Give the record a constant message and log the value as a field.',
    },
    schema: presumedSchema,
    defaultOptions: presumedDefaults,
  },
  sparesTests: true,
  create(context, options) {
    return {
      textChild({ node, library, text }) {
        context.report({ node, messageId: 'child', data: { library, text: brief(text) } });
      },
      logCall(site) {
        if (!site.isJudged(options) || !site.isOfKnownLibrary(options) || !site.call.library) return;
        const fieldsFirst = site.dialect?.shape === 'fields-first';
        // One finding a call: its repair mends all of it. What is an error's is said of the error.
        const lost = site.lostArguments.find(
          (each) => each.outcome !== 'extra' || !saysErrorAlone(each.argument, site, options),
        );
        if (lost) {
          const { argument, outcome, ownKey, isSpelled } = lost;
          const { fix, suggest = [] } = logRepair(site, site.rewrite());
          context.report({
            node: site.nodeOf(argument),
            messageId: outcome,
            data: {
              library: site.call.library,
              argument: brief(argument),
              does: ownKey
                ? OWN_KEYS[ownKey.does]
                : isSpelled
                  ? 'makes a field of each letter of'
                  : OUTCOMES[site.extra],
              key: ownKey?.key ?? '',
              place: fieldsFirst ? 'first' : 'in the same object as the message',
              call: fieldsFirst
                ? `${site.method}(fields, message)`
                : site.dialect?.shape === 'record'
                  ? `${site.method}({ ${site.messageKey}, ...fields })`
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

/** Whether an argument is what `log-error-object` reports: the text of an error that loses its stack. */
function saysErrorAlone(
  argument: Expression,
  site: LogSite,
  { presumed }: Required<PresumedOption>,
): boolean {
  return site.misusedErrors.some(
    ({ at, error, how }) =>
      at === argument && how === 'flattened' && (presumed || !isTextEnough(error.text, site)),
  );
}
