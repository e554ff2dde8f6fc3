import { nameProblems } from '../../src/model/metric-name.js';
import { defineRule } from '../../src/recognize/rule.js';

interface Options {
  /** Also report what only differs from the convention. `strict` sets it. */
  readonly convention?: boolean;
}

export default defineRule<'name' | 'rename', Options>({
  name: 'metric-naming',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow metric names that mislead or break; in `strict`, require the whole convention',
      signal: 'metrics',
      tier: 'recommended',
    },
    hasSuggestions: true,
    messages: {
      name: 'The metric `{{metric}}` {{problems}}.',
      rename: 'Rename it to `{{name}}`; queries and alerts on the old name stop working.',
    },
    schema: [
      {
        type: 'object',
        properties: {
          convention: {
            type: 'boolean',
            description: 'Also report what only differs from the convention.',
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ convention: false }],
  },
  create(context, options) {
    return {
      metricDefinition(site) {
        const definition = site.event;
        const problems = nameProblems(definition).filter(
          ({ tier }) => tier === 'recommended' || options.convention,
        );
        if (problems.length === 0) return;
        const name = problems.find(({ suggestion }) => suggestion !== undefined)?.suggestion;
        const node = site.nodeOf(definition.at.name ?? definition.at.creation);
        context.report({
          node,
          messageId: 'name',
          data: {
            metric: definition.name ?? 'unnamed',
            problems: problems.map(({ problem }) => problem).join('; it '),
          },
          suggest:
            name !== undefined && node.type === 'Literal'
              ? [
                  {
                    messageId: 'rename',
                    data: { name },
                    fix: (fixer) => {
                      const quote = site.file.sourceCode.getText(node)[0] ?? "'";
                      return fixer.replaceText(node, quote + name + quote);
                    },
                  },
                ]
              : [],
        });
      },
    };
  },
});
