import { brief } from '../../src/model/code/expression.js';
import { type SensitiveOptions, disclosureOf, disclosuresOf } from '../../src/model/attributes/sensitive.js';
import { reasonText } from '../../src/model/text/reason.js';
import { type PresumedOption, defineRule } from '../../src/eslint/define-rule.js';

/** What carries a name and a value, and where it is read. */
const SIGNALS = {
  span: { kind: 'attribute', signal: 'traces' },
  metric: { kind: 'label', signal: 'metrics' },
  resource: { kind: 'attribute', signal: 'telemetry of the whole process' },
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
      field:
        'The field "{{name}}" puts {{what}} into the logs: whoever reads them has it, and so has every system they are copied to. Leave it out, or log only whether it is set.',
      value:
        '`{{value}}` puts {{what}} into the logs: whoever reads them has it, and so has every system they are copied to. Leave it out, or log only whether it is set.',
      attribute:
        'The {{kind}} "{{name}}" puts {{what}} into the {{signal}}: whoever reads them has it, and so has every system they are exported to. Leave it out, or record only whether it is set.',
      baggage:
        'The baggage entry "{{name}}" puts {{what}} in clear into a header of every request that follows: each service called has it, third parties included, and so has whatever logs headers on the way. Leave it out, or send an id that the service in need of it can look up.',
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
