import { lateStartOf } from '../../src/recognize/setup/load-order.js';
import { defineRule, namesListed } from '../../src/eslint/define-rule.js';

export default defineRule<'late'>({
  name: 'telemetry-first-import',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require the telemetry SDK to start before the modules that it instruments are loaded',
      signal: 'setup',
      tier: 'recommended',
    },
    messages: {
      late: 'Loaded before {{start}}, {{modules}} cannot be instrumented any more, and the spans are missing. {{remedy}}',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, _options, file) {
    return {
      setup() {
        const late = lateStartOf(file);
        if (!late) return;
        const { node, sdk, startedIn, isNative } = late;
        const start = startedIn === undefined ? `\`${sdk}\` starts` : `\`${startedIn}\` starts \`${sdk}\``;
        const setup = startedIn === undefined ? 'the set-up in a file of its own' : `\`${startedIn}\``;
        const remedy = isNative
          ? `Have ${setup} run by \`node --import\`: in an ES module all imports are loaded before any statement runs.`
          : startedIn === undefined
            ? 'Move the set-up to a file that loads none of them, and import that first.'
            : `Import ${setup} first.`;
        context.report({
          node,
          messageId: 'late',
          data: { modules: namesListed(late.modules), start, remedy },
        });
      },
    };
  },
});
