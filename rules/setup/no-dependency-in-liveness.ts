import { brief } from '../../src/model/code/expression.js';
import { dependencyCalls, probesOf } from '../../src/recognize/setup/probe-site.js';
import { defineRule } from '../../src/eslint/define-rule.js';

export default defineRule<'reaches'>({
  name: 'no-dependency-in-liveness',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow liveness handlers that reach a database, cache or other service',
      signal: 'setup',
      tier: 'strict',
    },
    messages: {
      reaches: 'Liveness probe `{{path}}` depends on `{{call}}`. Check that in a readiness probe.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, _options, file) {
    return {
      setup() {
        for (const probe of probesOf('liveness', file)) {
          const [first] = dependencyCalls(probe, file);
          if (!first) continue;
          const call = brief(file.source.expression(first.node));
          context.report({ node: first.node, messageId: 'reaches', data: { path: probe.path, call } });
        }
      },
    };
  },
});
