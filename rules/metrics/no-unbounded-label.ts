import type { Expression } from '../../src/model/code/expression.js';
import {
  type MetricObservation,
  labelCardinality,
  observedName,
  unboundedAt,
} from '../../src/model/metrics/metric.js';
import { reasonText } from '../../src/model/text/reason.js';
import { isReadBeforeRouting } from '../../src/model/values/route-template.js';
import { type LabelRepair, labelRepairs } from '../../src/recognize/metrics/label-repairs.js';
import { LabelRemovals } from '../../src/recognize/metrics/label-removal.js';
import type { MetricSite } from '../../src/recognize/metrics/metric-site.js';
import { isOfOneRun } from '../../src/recognize/metrics/own-registry.js';
import { defineRule } from '../../src/eslint/define-rule.js';

export default defineRule<'unbounded' | LabelRepair['kind']>({
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
      unbounded: 'Label "{{label}}" {{because}}. {{instead}}',
      template: 'Use the route’s template, `{{text}}`.',
      log: 'Move `{{text}}` from the label to the log record of `{{target}}`.',
      span: 'Move `{{text}}` from the label to an attribute of `{{target}}`.',
      recorded: 'Drop the label "{{label}}", as `{{target}}` has its value.',
      drop: 'Drop the label "{{label}}".',
    },
    schema: [],
    defaultOptions: [],
  },
  sparesTests: true,
  create(context, _options, file) {
    const sites: MetricSite<MetricObservation>[] = [];
    const own: MetricSite<MetricObservation>[] = [];
    // Metrics whose series are taken away again do not grow.
    const cleared = new Set<string>();
    return {
      metricObservation(site) {
        sites.push(site);
        own.push(site);
        if (site.event.operation === 'reset' && site.event.kind === 'gauge')
          cleared.add(observedName(site.event));
      },
      metricRemoval(site) {
        cleared.add(observedName(site.event));
      },
      handedObservation(site) {
        sites.push(site);
      },
      fileEnd() {
        // Observations may share one object of labels.
        const judged = new Set<Expression>();
        const removals = new LabelRemovals(own, file);
        for (const site of sites) {
          const { makesSeries, placeForValues } = site.event.dialect.convention;
          if (!makesSeries || isOfOneRun(site.event.definition, file)) continue;
          if (cleared.has(observedName(site.event))) continue;
          for (const label of site.event.labels) {
            if (judged.has(label.value)) continue;
            judged.add(label.value);
            const cardinality = labelCardinality(label, file.source, file.settings);
            if (cardinality.is !== 'unbounded') continue;
            // A function that makes labels is told once a file, however many calls use it.
            const at = unboundedAt(label, file.settings);
            if (at !== label.value && judged.has(at)) continue;
            judged.add(at);
            context.report({
              node: site.nodeOf(label.value),
              messageId: 'unbounded',
              data: {
                label: label.name,
                because: reasonText(cardinality.reason),
                instead: cardinality.fix
                  ? 'Use the route’s template.'
                  : isReadBeforeRouting(cardinality.at, file.source)
                    ? 'Use the route’s template, known when the response is done.'
                    : (placeForValues ?? 'Put it in a log field or span attribute.'),
              },
              suggest: labelRepairs(label, cardinality, site, removals).map(
                ({ kind, text, target, edits }) => ({
                  messageId: kind,
                  data: { label: label.name, text, target },
                  fix: edits,
                }),
              ),
            });
          }
        }
      },
    };
  },
});
