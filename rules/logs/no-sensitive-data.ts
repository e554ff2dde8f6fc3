import { comesFromConfiguration } from '../../src/model/values/configured-value.js';
import { brief } from '../../src/model/code/expression.js';
import { type SensitiveOptions, disclosureOf, disclosuresOf } from '../../src/model/attributes/sensitive.js';
import { reasonText } from '../../src/model/text/reason.js';
import { type PresumedOption, defineRule } from '../../src/eslint/define-rule.js';

/** What carries a name and a value. */
const SIGNALS = {
  span: { kind: 'attribute' },
  metric: { kind: 'label' },
  resource: { kind: 'attribute' },
} as const;

const names = { type: 'array', items: { type: 'string' }, uniqueItems: true } as const;

export default defineRule<'field' | 'value' | 'attribute' | 'baggage', PresumedOption & SensitiveOptions>({
  name: 'no-sensitive-data',
  meta: {
    type: 'problem',
    docs: {
      description:
        'Disallow secrets, card data and identity data in logs, span attributes, metric labels and baggage',
      signal: 'logs',
      tier: 'recommended',
    },
    messages: {
      field: 'Field "{{name}}" logs {{what}}. Leave it out, or log whether it is set.',
      value: '`{{value}}` logs {{what}}. Leave it out, or log whether it is set.',
      attribute: 'The {{kind}} "{{name}}" exports {{what}}. Leave it out, or record whether it is set.',
      baggage: 'Baggage "{{name}}" sends {{what}} to every service called. Send an id instead.',
    },
    schema: [
      {
        type: 'object',
        properties: {
          presumed: {
            type: 'boolean',
            description: 'Also report a receiver that only its name says to be a logger.',
          },
          words: { ...names, description: 'More names of secrets, in any spelling.' },
          allow: { ...names, description: 'Names that are no secrets in this project, in any spelling.' },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ presumed: false, words: [], allow: [] }],
  },
  create(context, options, file) {
    return {
      logCall(site) {
        if (!site.isJudged(options)) return;
        const disclosures = disclosuresOf(site.call, file.source, options);
        if (disclosures.length === 0 || !file.storesLogs) return;
        for (const { reason, name, value } of disclosures) {
          // What the process is configured with is nobody's who is served.
          if (reason.code === 'identity-data' && comesFromConfiguration(value, file.source)) continue;
          const what = reasonText(reason);
          context.report({
            node: site.nodeOf(value),
            messageId: name === undefined ? 'value' : 'field',
            data: name === undefined ? { value: brief(value), what } : { name, what },
          });
        }
      },
      attribute(site) {
        const { name, value, signal } = site.attribute;
        // The fields of a log record are judged with its message.
        if (signal === 'log' || name === undefined) return;
        const isSentOn = signal === 'baggage';
        const disclosure = disclosureOf({ name, value, isSentOn }, file.source, options);
        if (!disclosure || !file.storesLogs) return;
        const what = reasonText(disclosure.reason);
        context.report({
          node: file.source.nodeOf(value) ?? site.keyNode,
          ...(isSentOn
            ? { messageId: 'baggage', data: { name, what } }
            : { messageId: 'attribute', data: { name, what, ...SIGNALS[signal] } }),
        });
      },
    };
  },
});
