import type { MetricDefinition } from '../../src/model/metrics/metric.js';
import type { SemconvVerdict } from '../../src/model/attributes/semconv.js';
import type { AttributeSite } from '../../src/recognize/attributes/attribute-site.js';
import type { MetricSite } from '../../src/recognize/metrics/metric-site.js';
import { defineRule } from '../../src/eslint/define-rule.js';
import { renamings } from '../../src/recognize/attributes/semconv-rename.js';
import { attributeUse, metricUse, reportedUses } from '../../src/recognize/attributes/semconv-use.js';

export default defineRule<SemconvVerdict>({
  name: 'no-deprecated-semconv',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow deprecated attribute and metric names of the OpenTelemetry semantic conventions',
      signal: 'traces',
      tier: 'recommended',
    },
    fixable: 'code',
    messages: {
      renamed:
        'The {{what}} `{{old}}` is deprecated: queries and dashboards on the current conventions look for `{{new}}`. Write `{{new}}`.',
      revalued:
        'The {{what}} `{{old}}` is deprecated: queries and dashboards on the current conventions look for `{{new}}`, some of whose values are others. Write `{{new}}` with the value that the registry has for it.',
      changed:
        'The {{what}} `{{old}}` is deprecated, and queries and dashboards on the current conventions do not look for it. The registry says: "{{note}}"',
      removed:
        'The {{what}} `{{old}}` was removed from the conventions without a replacement, and no dashboard on the current ones looks for it. Leave it out, or give it a name of your own.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, _options, file) {
    const attributes: AttributeSite[] = [];
    const metrics: MetricSite<MetricDefinition>[] = [];
    return {
      attribute: (site) => attributes.push(site),
      metricDefinition: (site) => metrics.push(site),
      // Whether a name is replaced beside its use, or read elsewhere, is known when the whole file has been seen.
      fileEnd() {
        if (attributes.length === 0 && metrics.length === 0) return;
        const uses = [...attributes.map(attributeUse), ...metrics.map(metricUse)];
        const reported = reportedUses(
          uses.flatMap((use) => use ?? []),
          file,
        );
        const fixes = renamings(reported, file);
        for (const use of reported) {
          const { what, node, deprecated, verdict } = use;
          const { name, to = [], note = '' } = deprecated;
          context.report({
            node,
            messageId: verdict,
            data: { what, old: name, new: to.join('`, `'), note },
            fix: fixes.get(use),
          });
        }
      },
    };
  },
});
