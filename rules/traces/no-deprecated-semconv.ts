import type { MetricDefinition } from '../../src/model/metrics/metric.js';
import { type SemconvVerdict, noteOf } from '../../src/model/attributes/semconv.js';
import type { AttributeSite } from '../../src/recognize/attributes/attribute-site.js';
import type { MetricSite } from '../../src/recognize/metrics/metric-site.js';
import { defineRule } from '../../src/eslint/define-rule.js';
import { renamings } from '../../src/recognize/attributes/semconv-rename.js';
import { attributeUse, metricUse, reportedUses } from '../../src/recognize/attributes/semconv-use.js';

export default defineRule<SemconvVerdict | 'rename'>({
  name: 'no-deprecated-semconv',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow deprecated attribute and metric names of the OpenTelemetry semantic conventions',
      signal: 'traces',
      tier: 'recommended',
    },
    fixable: 'code',
    hasSuggestions: true,
    messages: {
      renamed: 'The {{what}} `{{old}}` is deprecated. Write `{{new}}`.',
      revalued: 'The {{what}} `{{old}}` is deprecated. Write `{{new}}`, and the value it has there.',
      changed: 'The {{what}} `{{old}}` is deprecated. {{note}}',
      removed: 'The {{what}} `{{old}}` is deprecated without a replacement. Leave it out, or rename it.',
      rename: 'Write `{{new}}`.',
    },
    schema: [],
    defaultOptions: [],
  },
  sparesTests: true,
  create(context, _options, file) {
    const attributes: AttributeSite[] = [];
    const metrics: MetricSite<MetricDefinition>[] = [];
    return {
      attribute: (site) => attributes.push(site),
      metricDefinition: (site) => metrics.push(site),
      // Whether a name is replaced beside its use, or read elsewhere, is known when the whole file has been seen.
      fileEnd() {
        const isEmpty = attributes.length + metrics.length === 0;
        if (isEmpty || file.role.role === 'generated') return;
        const uses = [...attributes.map(attributeUse), ...metrics.map(metricUse)];
        const reported = reportedUses(
          uses.flatMap((use) => use ?? []),
          file,
        );
        const fixes = renamings(reported, file);
        for (const use of reported) {
          const { what, node, deprecated, verdict } = use;
          const { name, to = [] } = deprecated;
          const fix = fixes.get(use);
          context.report({
            node,
            messageId: verdict,
            data: {
              what,
              old: name,
              new: to.join('`, `'),
              note: verdict === 'changed' ? noteOf(deprecated) : '',
            },
            fix: fix?.isWhole && !file.isPublished ? fix.edits : undefined,
            suggest:
              fix && (!fix.isWhole || file.isPublished)
                ? [{ messageId: 'rename', data: { new: use.renamed ?? '' }, fix: fix.edits }]
                : [],
          });
        }
      },
    };
  },
});
