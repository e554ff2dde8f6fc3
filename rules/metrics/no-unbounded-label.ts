import { cardinalityOf } from '../../src/model/cardinality.js';
import { defineRule } from '../../src/recognize/rule.js';

export default defineRule<'unbounded' | 'template'>({
  name: 'no-unbounded-label',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow metric labels whose values have no bound',
      signal: 'metrics',
      tier: 'recommended',
    },
    hasSuggestions: true,
    messages: {
      unbounded:
        'Label "{{label}}"{{because}}: every value is a new time series{{overflow}}. Put it in a log field or span attribute.',
      template: 'Use the route’s template, `{{template}}`.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, _options, file) {
    return {
      metricObservation(site) {
        for (const { name, value } of site.event.labels) {
          const cardinality = cardinalityOf(value, file.source, name);
          if (cardinality.is !== 'unbounded') continue;
          const { because, fix } = cardinality;
          const isOtel = site.event.convention === 'opentelemetry';
          context.report({
            node: site.nodeOf(value),
            messageId: 'unbounded',
            data: {
              label: name,
              // A reason in the user's own names stands behind a colon.
              because: because.startsWith('`') ? `: ${because}` : ` ${because}`,
              overflow: isOtel ? ' (OpenTelemetry folds everything past 2000 into one overflow series)' : '',
            },
            suggest: fix
              ? [
                  {
                    messageId: 'template',
                    data: { template: fix.text },
                    fix: (fixer) => {
                      const node = site.nodeOf(fix.at);
                      const isShorthand = node.parent?.type === 'Property' && node.parent.shorthand;
                      return fixer.replaceText(node, isShorthand ? `${name}: ${fix.text}` : fix.text);
                    },
                  },
                ]
              : [],
          });
        }
      },
    };
  },
});
