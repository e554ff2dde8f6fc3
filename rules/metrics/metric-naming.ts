import type { TSESTree } from '@typescript-eslint/utils';
import { replace } from '../../src/model/text/edits.js';
import { type MetricDefinition, metricName } from '../../src/model/metrics/metric.js';
import { areSpelledForPrometheus, nameProblems } from '../../src/model/metrics/name.js';
import type { MetricSite } from '../../src/recognize/metrics/metric-site.js';
import { reasonText } from '../../src/model/text/reason.js';
import { defineRule } from '../../src/eslint/define-rule.js';
import { quotedLike } from '../../src/estree/literal.js';

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
      name: 'Metric `{{metric}}` {{problems}}.',
      rename: 'Rename it to `{{name}}`; queries on the old name stop working.',
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
  sparesTests: true,
  create(context, options, file) {
    const sites: MetricSite<MetricDefinition>[] = [];
    const report = (site: MetricSite<MetricDefinition>, isForPrometheus: boolean) => {
      const definition = site.event;
      const problems = nameProblems(definition, isForPrometheus).filter(
        ({ tier }) => tier === 'recommended' || options.convention,
      );
      if (problems.length === 0) return;
      // The last mends what the others say as well.
      const name = problems.findLast(({ suggestion }) => suggestion !== undefined)?.suggestion;
      const node = site.nodeOf(definition.at.name ?? definition.at.creation);
      context.report({
        node,
        messageId: 'name',
        data: {
          metric: metricName(definition),
          problems: problems.map(({ reason }) => reasonText(reason)).join('; it '),
        },
        suggest:
          name !== undefined && isText(node)
            ? [
                {
                  messageId: 'rename',
                  data: { name },
                  fix: [replace(node, quotedLike(node, name, file.syntax))],
                },
              ]
            : [],
      });
    };
    return {
      metricDefinition(site) {
        sites.push(site);
      },
      fileEnd() {
        if (sites.length === 0) return;
        const names = sites.flatMap(({ event: { name } }) => name ?? []);
        const isForPrometheus = file.exportsToPrometheus || areSpelledForPrometheus(names);
        for (const site of sites) report(site, isForPrometheus);
      },
    };
  },
});

/** Whether a name is written right there, and no constant or part of it comes from elsewhere. */
function isText(node: TSESTree.Node): boolean {
  return node.type === 'Literal' || (node.type === 'TemplateLiteral' && node.expressions.length === 0);
}
