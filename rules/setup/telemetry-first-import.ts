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
      late: '{{modules}} cannot be instrumented, as {{start}} later. {{remedy}}',
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
          ? `Run ${setup} with \`node --import\`.`
          : startedIn === undefined
            ? 'Move the set-up to a file and import that first.'
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
