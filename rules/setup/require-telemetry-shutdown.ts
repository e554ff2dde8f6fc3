import { defineRule } from '../../src/eslint/define-rule.js';
import { isNeverFlushed, sdksOf } from '../../src/recognize/setup/sdk-setup.js';

export default defineRule<'never'>({
  name: 'require-telemetry-shutdown',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require a telemetry SDK to be flushed when the process ends',
      signal: 'setup',
      tier: 'strict',
    },
    messages: {
      never: '`{{name}}` is never shut down. Call `await {{name}}.shutdown()` on `SIGTERM`.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, _options, file) {
    return {
      setup() {
        for (const setup of sdksOf(file)) {
          if (!isNeverFlushed(setup, file)) continue;
          const name = setup.variable ?? (setup.sdk === 'NodeSDK' ? 'sdk' : 'provider');
          context.report({ node: setup.node, messageId: 'never', data: { name } });
        }
      },
    };
  },
});
